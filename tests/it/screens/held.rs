//! Another program holds the file for a while: the window goes on, and what was asked for is done when
//! the file is free.

use crate::screens::desk::Desk;
use crate::screens::narrative;
use crate::screens::window::Window;
use iced_test::core::Vector;
use rusqlite::Connection;
use shinchoku::ui::Message;
use std::path::Path;

const WAITING: &str = "ほかのプログラムがこのファイルを使っています。終わるのを待っています。";
const GIVEN_UP: &str =
    "ほかのプログラムがこのファイルを使っているため、読み書きできません。ファイルは元のままです。";
const UNSAVED: &str = "未保存の変更あり";

/// How often the window tries again.
const TRIES: u32 = 30;

impl Desk {
    /// A window with the first measure open, in which nothing but what is sent happens.
    fn held() -> Self {
        let mut desk = Self::writing();
        desk.window.hold();
        desk
    }

    fn try_again(&mut self) {
        self.window.send(Message::TriedAgain);
    }
}

/// Another program that holds a file until it is dropped.
fn holding(file: &Path, how: &str) -> Connection {
    let other = Connection::open(file).unwrap();
    other.execute_batch(&format!("BEGIN {how}")).unwrap();
    other
}

#[test]
fn what_is_typed_is_saved_when_the_file_is_free() {
    let mut desk = Desk::held();
    let stored = narrative(&desk.window);
    desk.window.write("一。");
    let other = holding(&desk.file(), "IMMEDIATE");
    desk.window.ctrl("s");
    assert!(desk.window.shows(WAITING), "{:?}", desk.window.texts());
    // The clerk goes on meanwhile, and is impatient.
    desk.window.write("二。");
    desk.window.ctrl("s");
    desk.try_again();
    assert!(desk.window.shows(WAITING), "{:?}", desk.window.texts());
    assert!(desk.window.shows(UNSAVED));
    assert_eq!(narrative(&desk.window), stored);
    drop(other);
    desk.try_again();
    assert_eq!(narrative(&desk.window), format!("一。二。{stored}"));
    desk.window.lacks(UNSAVED);
    desk.window.lacks(WAITING);
    assert_eq!(desk.window.app.store().unwrap().history(9).unwrap().len(), 2, "saved once");
}

#[test]
fn what_is_typed_stays_where_the_file_is_never_free() {
    let mut desk = Desk::held();
    let stored = narrative(&desk.window);
    desk.window.write("一。");
    let other = holding(&desk.file(), "IMMEDIATE");
    desk.window.ctrl("s");
    for _ in 1..TRIES {
        desk.try_again();
        assert!(desk.window.shows(WAITING), "{:?}", desk.window.texts());
    }
    desk.try_again();
    assert!(desk.window.says(GIVEN_UP), "{:?}", desk.window.texts());
    assert!(desk.window.shows(UNSAVED));
    desk.window.lacks(WAITING);
    drop(other);
    // Nothing is tried any more of itself.
    desk.try_again();
    assert_eq!(narrative(&desk.window), stored);
    desk.window.ctrl("s");
    assert_eq!(narrative(&desk.window), format!("一。{stored}"));
}

#[test]
fn what_is_typed_while_a_step_back_waits_stays() {
    let mut desk = Desk::held();
    let stored = narrative(&desk.window);
    desk.window.write("一。");
    desk.window.ctrl("s");
    let other = holding(&desk.file(), "IMMEDIATE");
    desk.window.click("元に戻す");
    assert!(desk.window.shows(WAITING), "{:?}", desk.window.texts());
    let text = desk.window.place("令和6年度") + Vector::new(60.0, 60.0);
    desk.window.press(text);
    desk.window.write("二。");
    drop(other);
    desk.try_again();
    assert_eq!(narrative(&desk.window), stored);
    assert!(desk.window.shows(UNSAVED), "{:?}", desk.window.texts());
    desk.window.ctrl("s");
    assert!(desk.window.says("入力した内容で保存すると"), "{:?}", desk.window.texts());
}

#[test]
fn the_window_is_not_left_while_something_waits() {
    let mut desk = Desk::held();
    desk.window.write("一。");
    desk.window.ctrl("s");
    let other = holding(&desk.file(), "IMMEDIATE");
    desk.window.click("元に戻す");
    desk.window.close();
    assert!(!desk.window.closed && desk.window.shows("待つ"), "{:?}", desk.window.texts());
    desk.window.click("待つ");
    drop(other);
    desk.try_again();
    desk.window.close();
    desk.window.lacks("待つ");
}

#[test]
fn what_cannot_be_read_now_is_shown_when_it_can() {
    let mut desk = Desk::held();
    desk.window.write("一。");
    desk.window.ctrl("s");
    let other = holding(&desk.file(), "EXCLUSIVE");
    desk.window.click("変更履歴");
    let entry = "実施状況「施策1の取組の支援」の編集";
    desk.window.lacks_part("ほかのプログラム");
    assert!(!desk.window.says(entry), "{:?}", desk.window.texts());
    drop(other);
    desk.try_again();
    assert!(desk.window.says(entry), "{:?}", desk.window.texts());
}

#[test]
fn a_file_is_opened_when_it_is_free() {
    let mut desk = Desk::held();
    let (file, folder) = (desk.file(), desk.folder);
    desk.window = Window::at_start();
    desk.window.hold();
    let other = holding(&file, "EXCLUSIVE");
    desk.window.send(Message::FileChosen(file.clone()));
    assert!(desk.window.app.store().is_none());
    desk.window.lacks("閉じる");
    desk.window.send(Message::OpenedAgain(None, file.clone(), TRIES));
    assert!(desk.window.shows(GIVEN_UP), "{:?}", desk.window.texts());
    desk.window.click("閉じる");
    drop(other);
    desk.window.send(Message::OpenedAgain(None, file, 1));
    assert!(desk.window.app.store().is_some(), "{:?}", desk.window.texts());
    drop(folder);
}
