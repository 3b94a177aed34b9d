//! Leaving saves what was typed, as one step of the history.

use crate::screens::{Window, first, narrative, opened};
use iced_test::core::keyboard::key::Named;

/// A window with 「草稿。」 typed before the first measure's text.
fn typed() -> Window {
    let mut window = opened();
    window.write("草稿。");
    window
}

/// A window in which the first measure has lost its name, which cannot be saved.
fn nameless() -> Window {
    let mut window = typed();
    window.click("内容・番号を編集");
    window.fill("名称", "");
    window
}

fn commits(window: &Window) -> usize {
    window.app.store().unwrap().history(100).unwrap().len()
}

#[test]
fn leaving_saves_without_a_question() {
    for elsewhere in ["施策2の取組の支援", "ホーム", "印刷", "台帳", "変更履歴"]
    {
        let mut window = typed();
        let before = commits(&window);
        window.click(elsewhere);
        assert!(narrative(&window).starts_with("草稿。"), "{elsewhere}");
        assert_eq!(commits(&window), before + 1, "{elsewhere}");
        assert!(!window.shows("未保存の変更あり"), "{elsewhere}");
    }
}

#[test]
fn what_leaving_saved_is_undone_in_one_step() {
    let mut window = typed();
    let before = first(&window);
    window.click("ホーム");
    window.ctrl("z");
    assert!(!narrative(&window).contains("草稿。"));
    assert_eq!(first(&window), before);
}

#[test]
fn closing_saves_and_closes() {
    let mut window = typed();
    window.close();
    assert!(window.closed);
    assert!(narrative(&window).starts_with("草稿。"));
}

#[test]
fn a_window_without_a_draft_closes_at_once() {
    let mut window = opened();
    let before = commits(&window);
    window.close();
    assert!(window.closed);
    assert_eq!(commits(&window), before);
}

#[test]
fn what_cannot_be_saved_keeps_the_clerk_at_its_field() {
    for elsewhere in ["施策2の取組の支援", "ホーム", "印刷"] {
        let mut window = nameless();
        window.click(elsewhere);
        assert!(window.shows("未保存の変更あり"), "{elsewhere}");
        assert!(window.says("施策の名称を入力してください。"), "{elsewhere}: {:?}", window.texts());
        window.fill("名称", "直売所の整備");
        window.click(elsewhere);
        assert_eq!(first(&window).name, "直売所の整備", "{elsewhere}");
        assert!(narrative(&window).starts_with("草稿。"), "{elsewhere}");
    }
}

#[test]
fn a_window_is_closed_over_what_cannot_be_saved_only_after_a_question() {
    for answer in ["key", "button"] {
        let mut window = nameless();
        window.close();
        assert!(!window.closed && window.shows("保存できない入力があります"));
        if answer == "key" {
            window.key(Named::Escape);
        } else {
            window.click("入力に戻る");
        }
        assert!(
            !window.closed && window.says("施策の名称を入力してください。"),
            "{:?}",
            window.texts()
        );
        window.close();
        window.click("入力を破棄して進む");
        assert!(window.closed);
        assert!(!narrative(&window).contains("草稿。"));
    }
}

#[test]
fn while_a_question_is_open_nothing_is_typed_beneath_it() {
    let mut window = nameless();
    window.close();
    window.type_in("abc");
    window.write("あ");
    window.click("入力に戻る");
    window.fill("名称", "直売所の整備");
    window.ctrl("s");
    assert!(narrative(&window).starts_with("草稿。・"), "{}", narrative(&window));
}
