//! What is typed and not saved survives a program that is torn away.

use crate::screens::desk::Desk;
use crate::screens::window::Window;
use crate::screens::{narrative, support};
use shinchoku::domain::{Measure, Noun, Op, Record};
use shinchoku::store::{Access, Backups, Store};
use std::path::PathBuf;

/// A file, and a PC on which the first measure was being written when the program went away.
fn torn_away() -> (tempfile::TempDir, PathBuf) {
    let mut desk = Desk::writing();
    desk.window.type_in("草");
    desk.window.type_in("稿");
    let file = desk.file();
    (desk.folder, file)
}

const QUESTION: &str = "保存していない入力が残っていました";

#[test]
fn it_is_offered_and_gone_on_with() {
    let (folder, file) = torn_away();
    let mut window = Window::opening(&file, folder.path());
    assert!(window.shows(QUESTION), "{:?}", window.texts());
    assert!(!narrative(&window).starts_with("草稿"), "nothing is stored before it is saved");
    window.click("続きから書く");
    assert!(window.shows("未保存の変更あり"));
    window.type_in("続き");
    window.ctrl("s");
    let written = narrative(&window);
    assert!(written.contains("草稿") && written.contains("続き"), "{written}");
    drop(window);
    let mut window = Window::opening(&file, folder.path());
    // What is saved is not offered again.
    window.lacks(QUESTION);
}

#[test]
fn it_can_be_taken_back_to_what_is_stored() {
    let (folder, file) = torn_away();
    let mut window = Window::opening(&file, folder.path());
    window.click("続きから書く");
    window.ctrl("z");
    window.lacks("未保存の変更あり");
}

#[test]
fn it_is_thrown_away_when_the_clerk_says_so() {
    let (folder, file) = torn_away();
    let mut window = Window::opening(&file, folder.path());
    window.click("捨てる");
    drop(window);
    let mut window = Window::opening(&file, folder.path());
    window.lacks(QUESTION);
    assert!(!narrative(&window).contains("草稿"));
}

#[test]
fn it_waits_until_it_is_decided() {
    let (folder, file) = torn_away();
    let mut window = Window::opening(&file, folder.path());
    window.click("戻る");
    drop(window);
    assert!(Window::opening(&file, folder.path()).shows(QUESTION));
}

#[test]
fn it_belongs_to_its_file() {
    let (folder, file) = torn_away();
    let copy = folder.path().join("写し.db");
    let _ = std::fs::copy(&file, &copy).unwrap();
    Window::opening(&copy, folder.path()).lacks(QUESTION);
}

#[test]
fn what_has_changed_since_is_told() {
    let overtaken = |window: &mut Window| {
        window.texts().iter().any(|text| text.starts_with("この施策は、そのあとに変わっています。"))
    };
    let (folder, file) = torn_away();
    assert!(!overtaken(&mut Window::opening(&file, folder.path())));
    let backups = Backups::in_folder(folder.path().join("控え"));
    let mut other = Store::open(&file, Access::Write, support::session(), &backups).unwrap();
    let measure = other.book().listed()[0].2.clone();
    let renamed = Record::Measure(Measure { name: "直売所の整備".to_owned(), ..measure });
    let change = other.book().put(renamed).unwrap();
    other.commit(Op::Edit(Noun::Measure), "直売所の整備", vec![change]).unwrap();
    assert!(overtaken(&mut Window::opening(&file, folder.path())));
}
