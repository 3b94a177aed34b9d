//! What was done, by whom, and what it changed.

use crate::{Window, opened, support};
use iced_test::core::keyboard::{Modifiers, key::Key, key::Named};

#[test]
fn an_entry_tells_what_it_changed() {
    let mut window = opened();
    window.click("内容・番号を編集");
    window.fill("名称", "直売所の拡充");
    window.ctrl("s");
    window.click("変更履歴");
    window.click("施策「直売所の拡充」の編集");
    for text in ["… 変更", "1-①-1 直売所の拡充", "名称"] {
        assert!(window.shows(text), "{text}: {:?}", window.texts());
    }
    assert!(!window.shows("内容"), "only what differs");
}

#[test]
fn the_first_entry_is_the_making_of_the_file() {
    let mut window = Window::over(&support::book(12, 60));
    window.click("変更履歴");
    window.key_with(Key::Named(Named::ArrowDown), Modifiers::ALT);
    assert!(window.shows("＋ 追加"));
    assert!(window.texts().iter().any(|text| text.contains("件は表示していません")));
}

#[test]
fn undoing_is_an_entry_of_its_own() {
    let mut window = opened();
    window.write("一。");
    window.ctrl("s");
    window.click("変更履歴");
    assert!(!window.shows("元に戻す：施策1の取組の支援"));
    window.ctrl("z");
    assert!(window.shows("元に戻す：施策1の取組の支援"), "{:?}", window.texts());
}
