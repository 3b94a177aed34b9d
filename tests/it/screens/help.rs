//! The manual over the work, the list of keys, and the keys that lead from place to place.

use crate::screens::{Window, narrative, opened};
use iced_test::core::keyboard::Modifiers;
use iced_test::core::keyboard::key::{Key, Named};

#[test]
fn f1_opens_the_chapter_of_the_screen_and_esc_goes_back_to_the_work() {
    let mut window = opened();
    window.key(Named::F1);
    assert!(window.shows("使い方"), "{:?}", window.texts());
    assert_eq!(window.texts().iter().filter(|text| *text == "施策の入力").count(), 2, "open");
    let before = narrative(&window);
    window.write("下の欄には入りません。");
    window.key(Named::Escape);
    window.lacks("施策の入力");
    window.ctrl("s");
    assert_eq!(narrative(&window), before);
    window.type_in("続");
    window.ctrl("s");
    assert!(narrative(&window).contains("続"), "the field has the focus again");
}

#[test]
fn the_manual_is_read_with_the_keyboard_alone() {
    let mut window = opened();
    window.key(Named::F1);
    window.key_with(Key::Named(Named::ArrowDown), Modifiers::ALT);
    assert_eq!(window.texts().iter().filter(|text| *text == "指標の入力").count(), 2, "turned");
    window.key_with(Key::Named(Named::F1), Modifiers::SHIFT);
    assert!(window.shows("どの画面でも"), "{:?}", window.texts());
    assert!(window.shows("Ctrl+S"));
}

#[test]
fn the_manual_is_there_before_any_file() {
    let mut window = Window::at_start();
    window.key(Named::F1);
    assert_eq!(window.texts().iter().filter(|text| *text == "はじめに").count(), 2);
    window.click("見本で試す");
    assert!(window.shows("見本のコピーの保存先"), "{:?}", window.texts());
}

#[test]
fn the_settings_lead_to_the_list_of_keys() {
    let mut window = opened();
    window.ctrl("0");
    window.click("キーの一覧");
    assert!(window.shows("どの画面でも"), "{:?}", window.texts());
}

#[test]
fn places_are_reached_by_their_number() {
    let mut window = opened();
    window.ctrl("1");
    assert!(window.shows("次にすること"));
    window.ctrl("5");
    assert!(window.shows("PDFに保存"));
    window.ctrl("0");
    assert!(window.shows("キーの一覧"), "設定 has 0");
}
