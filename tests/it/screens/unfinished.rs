//! What is typed and not saved survives a program that is torn away.

use crate::screens::desk::Desk;
use crate::screens::window::Window;
use crate::screens::{YEAR, narrative, support};
use iced_test::core::keyboard::key::Named;
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

/// The same of indicators: what was typed there when the program went away.
fn torn_away_from_indicators(types: impl FnOnce(&mut Window)) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("指標.db");
    let book = support::with_indicators(support::book(3, 20));
    drop(Store::create(&file, &book, support::session()).unwrap());
    let mut window = Window::opening(&file, folder.path());
    window.click("指標");
    window.wait();
    types(&mut window);
    (folder, file)
}

#[test]
fn a_figure_that_was_typed_is_gone_on_with() {
    let (folder, file) = torn_away_from_indicators(|window| {
        window.key(Named::ArrowLeft);
        window.type_in("42");
    });
    let mut window = Window::opening(&file, folder.path());
    assert!(window.says("「取組1の参加者数」に、"), "{:?}", window.texts());
    window.click("続きから書く");
    assert!(window.shows("42人 と読み取りました"), "{:?}", window.texts());
    window.type_in("5");
    window.key(Named::Enter);
    let id = window.book().indicators()[0].id;
    assert_eq!(window.book().actual(id, YEAR.previous()).to_string(), "425");
    drop(window);
    Window::opening(&file, folder.path()).lacks(QUESTION);
}

#[test]
fn what_was_typed_of_a_year_is_gone_on_with() {
    let (folder, file) = torn_away_from_indicators(|window| {
        window.fill("要因分析", "天候に恵まれた。");
    });
    let mut window = Window::opening(&file, folder.path());
    window.click("続きから書く");
    window.ctrl("s");
    let id = window.book().indicators()[0].id;
    assert_eq!(window.book().observation(id, YEAR).unwrap().cause, "天候に恵まれた。");
}

#[test]
fn what_was_typed_in_the_editor_of_an_indicator_is_gone_on_with() {
    let (folder, file) = torn_away_from_indicators(|window| {
        window.click("指標の内容を編集");
        window.wait();
        window.fill("単位", "組");
    });
    let mut window = Window::opening(&file, folder.path());
    window.click("続きから書く");
    assert!(window.shows("未保存の変更あり"), "{:?}", window.texts());
    window.key(Named::Escape);
    assert_eq!(window.book().indicators()[0].unit, "組");
}

#[test]
fn a_new_indicator_is_gone_on_with() {
    let (folder, file) = torn_away_from_indicators(|window| {
        window.ctrl("n");
        window.write("講座の満足度");
    });
    let mut window = Window::opening(&file, folder.path());
    assert!(window.says("「講座の満足度」に、"), "{:?}", window.texts());
    let before = window.book().indicators().len();
    window.click("続きから書く");
    window.key(Named::Escape);
    assert_eq!(window.book().indicators().len(), before + 1);
    assert!(window.shows("講座の満足度"), "{:?}", window.texts());
}
