//! Text that is still being composed with an input method is not lost, and its keys do nothing
//! else.

use crate::screens::{narrative, opened};
use iced_test::core::Event;
use iced_test::core::input_method;
use iced_test::core::keyboard::{Modifiers, key::Key, key::Named};

#[test]
fn a_click_elsewhere_keeps_what_is_composed() {
    let mut window = opened();
    window.compose("あいう");
    window.click("施策2の取組の支援");
    assert!(narrative(&window).starts_with("あいう"));
}

#[test]
fn what_the_input_method_commits_afterwards_is_not_written_twice() {
    let mut window = opened();
    let before = narrative(&window);
    window.compose("あいう");
    window.click("ホーム");
    window.confirm("あいう");
    assert_eq!(narrative(&window), format!("あいう{before}"));
}

#[test]
fn a_composed_text_is_saved_with_the_rest() {
    let mut window = opened();
    window.compose("かきく");
    window.ctrl("s");
    assert!(narrative(&window).starts_with("かきく"));
}

#[test]
fn composing_goes_on_after_an_interruption() {
    let mut window = opened();
    let before = narrative(&window);
    window.compose("あ");
    window.ctrl("s");
    window.write("い");
    window.ctrl("s");
    assert_eq!(narrative(&window), format!("あい{before}"));
}

#[test]
fn a_search_keeps_what_is_composed() {
    let mut window = opened();
    window.ctrl("f");
    window.compose("施策3の");
    window.click("施策1の取組の支援");
    assert!(window.shows("12件中 1件を表示"), "{:?}", window.texts());
}

#[test]
fn keys_that_the_input_method_takes_do_nothing_else() {
    let mut window = opened();
    let before = window.book().clone();
    window.write("ま");
    window.key_with(Key::Named(Named::Process), Modifiers::CTRL);
    assert_eq!(window.book(), &before);
    // Confirming brings the text and nothing else: no new line, no answer to anything.
    window.ctrl("s");
    assert!(narrative(&window).starts_with("ま・"));
}

#[test]
fn an_input_method_that_goes_away_leaves_nothing_behind() {
    let mut window = opened();
    let before = narrative(&window);
    window.compose("あ");
    window.event(Event::InputMethod(input_method::Event::Closed));
    window.click("ホーム");
    assert!(window.shows("12施策の進み具合"));
    assert_eq!(narrative(&window), before);
}
