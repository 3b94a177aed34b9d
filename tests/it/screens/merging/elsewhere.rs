//! Another file in the place of the one that is open: what the window holds is taken into it, or kept.

use super::Office;
#[cfg(unix)]
use super::{narrative, open, rename};
use crate::screens::window::{Window, kept};
use crate::support;
#[cfg(unix)]
use iced_test::core::keyboard::key::Named;
use shinchoku::domain::Book;
use shinchoku::store::{Backup, BackupSeries, Store};
use shinchoku::ui::Message;
use std::fs;

/// A window on the master, in which something was written and saved.
fn written(office: &Office) -> Window {
    let mut window = Window::opening(&office.master, office.folder.path());
    window.click("施策");
    window.click("施策1の取組の支援");
    window.write("一。");
    window.ctrl("s");
    window
}

/// The copy is put in the place of the master, and what is held is to be merged into it.
#[cfg(unix)] // elsewhere a file that is open cannot be replaced
fn replaced(office: &Office, window: &mut Window) {
    fs::rename(&office.copy, &office.master).unwrap();
    window.send(Message::Focused);
    window.click("統合して続ける");
}

#[test]
#[cfg(unix)] // elsewhere a file that is open cannot be replaced
fn what_is_held_is_taken_into_the_file_that_others_have_put_there() {
    let office = Office::new();
    office.theirs(|theirs| rename(theirs, 2, "相手の名称"));
    let mut window = written(&office);
    window.write("二。");
    replaced(&office, &mut window);
    assert!(window.shows("統合の確認"), "{:?}", window.texts());
    window.click("統合する");
    assert_eq!(window.book().listed()[2].2.name, "相手の名称");
    assert!(narrative(&window, 0).starts_with("一。"), "{}", narrative(&window, 0));
    assert!(window.shows("未保存の変更あり"), "{:?}", window.texts());
    assert_eq!(*open(&office.master).book(), *window.app.store().unwrap().book());
}

#[test]
#[cfg(unix)] // elsewhere a file that is open cannot be replaced
fn what_is_held_is_among_the_backups_where_it_was_not_taken_in() {
    let office = Office::new();
    office.theirs(|theirs| rename(theirs, 2, "相手の名称"));
    let mut window = written(&office);
    let held = window.book().clone();
    replaced(&office, &mut window);
    office.mine(|mine| rename(mine, 1, "よその名称"));
    window.click("統合する");
    assert!(window.says("まだ統合していません"), "{:?}", window.texts());
    assert!(window.says("控えに残しました"), "{:?}", window.texts());
    window.key(Named::Escape);
    window.key(Named::Escape);
    assert!(window.says("統合を取りやめました"), "{:?}", window.texts());
    assert!(window.says("控えに残しました"), "{:?}", window.texts());
    assert_ne!(*window.book(), held);
    assert!(is_kept(&held));
}

/// Whether a backup of this PC holds a book.
fn is_kept(book: &Book) -> bool {
    let backups = kept().of(BackupSeries::whole(book.plan().id), (support::session().clock)());
    let holds = |backup: &Backup| {
        Store::look_into(&backup.path, support::session()).unwrap().book().as_ref() == book
    };
    backups.iter().any(holds)
}

#[test]
fn what_others_have_overwritten_is_kept_before_the_file_is_read_anew() {
    let office = Office::new();
    let earlier = fs::read(&office.master).unwrap();
    let mut window = written(&office);
    let held = window.book().clone();
    fs::write(&office.master, &earlier).unwrap();
    window.send(Message::Focused);
    window.click("読み直す");
    assert!(window.says("控えに残しました"), "{:?}", window.texts());
    assert_ne!(*window.book(), held);
    assert!(is_kept(&held));
    window.click("ファイルと控え");
    assert!(window.says("ファイルを読み直す前"), "{:?}", window.texts());
    window.lacks_part("統合の前");
}
