//! Nothing that was typed is left behind without a question.

use crate::screens::{Window, narrative, opened};
use iced_test::core::keyboard::key::Named;

const ASKED: &str = "保存していない変更があります";

/// A window with 「草稿。」 typed before the first measure's text.
fn typed() -> Window {
    let mut window = opened();
    window.write("草稿。");
    window
}

#[test]
fn another_measure_is_opened_once_the_draft_is_saved() {
    let mut window = typed();
    window.click("施策2の取組の支援");
    assert!(window.shows(ASKED));
    window.key(Named::Enter);
    assert!(narrative(&window).starts_with("草稿。"));
    window.write("二つ目。");
    window.ctrl("s");
    assert!(!narrative(&window).contains("二つ目。"));
}

#[test]
fn a_draft_can_be_thrown_away() {
    let mut window = typed();
    window.click("ホーム");
    window.click("保存しない");
    assert!(window.shows("12施策の進み具合"));
    assert!(!narrative(&window).contains("草稿。"));
}

#[test]
fn going_back_keeps_the_draft() {
    for answer in ["key", "button"] {
        let mut window = typed();
        window.close();
        assert!(window.shows(ASKED));
        if answer == "key" {
            window.key(Named::Escape);
        } else {
            window.click("戻る");
        }
        assert!(!window.closed);
        window.lacks(ASKED);
        window.write("続き。");
        window.ctrl("s");
        assert!(narrative(&window).starts_with("草稿。続き。"));
    }
}

#[test]
fn closing_saves_and_closes() {
    let mut window = typed();
    window.close();
    window.click("保存する");
    assert!(window.closed);
    assert!(narrative(&window).starts_with("草稿。"));
}

#[test]
fn a_window_without_a_draft_closes_at_once() {
    let mut window = opened();
    window.close();
    assert!(window.closed);
}

#[test]
fn while_a_question_is_open_nothing_is_typed_beneath_it() {
    let mut window = typed();
    window.click("ホーム");
    window.type_in("abc");
    window.write("あ");
    window.key(Named::Escape);
    window.ctrl("s");
    assert!(narrative(&window).starts_with("草稿。・"), "{}", narrative(&window));
}

#[test]
fn a_save_that_fails_stays_where_the_draft_is() {
    let mut window = typed();
    window.click("内容・番号を編集");
    window.fill("名称", "");
    window.click("ホーム");
    window.click("保存する");
    window.lacks("12施策の進み具合");
    assert!(window.shows("未保存の変更あり"));
}
