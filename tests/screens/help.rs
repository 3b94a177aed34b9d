//! The list of keys, and the keys that lead from place to place.

use crate::{narrative, opened};
use iced_test::core::keyboard::key::Named;

#[test]
fn f1_lists_the_keys_and_esc_closes_the_list() {
    let mut window = opened();
    window.key(Named::F1);
    assert!(window.shows("キーの一覧"), "{:?}", window.texts());
    let before = narrative(&window);
    window.write("下の欄には入りません。");
    window.key(Named::Escape);
    assert!(!window.shows("キーの一覧"));
    window.ctrl("s");
    assert_eq!(narrative(&window), before);
    window.type_in("続");
    window.ctrl("s");
    assert!(narrative(&window).contains("続"), "the field has the focus again");
}

#[test]
fn the_settings_lead_to_the_list_of_keys() {
    let mut window = opened();
    window.ctrl("6");
    window.click("キーの一覧");
    assert!(window.shows("閉じる"), "{:?}", window.texts());
}

#[test]
fn places_are_reached_by_their_number() {
    let mut window = opened();
    window.ctrl("1");
    assert!(window.shows("次にすること"));
    window.ctrl("3");
    assert!(window.shows("PDFに保存"));
    window.ctrl("9");
    assert!(window.shows("PDFに保存"), "there is no ninth place");
}
