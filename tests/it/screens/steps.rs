//! Undo and redo: where they stop, and where they lead back to.

use crate::screens::{Window, first, narrative, open_first, opened};
use iced_test::core::keyboard::{Modifiers, key::Key, key::Named};
use shinchoku::domain::FiscalYear;

const STOP: &str = "ここから先も元に戻しますか";

/// Whether the file has this year.
fn has(window: &Window, year: i32) -> bool {
    window.book().year(FiscalYear(year)).is_some()
}

/// A window in which the next year has begun.
fn rolled_over() -> Window {
    let mut window = opened();
    window.write("一。");
    window.click("ホーム");
    window.click("令和7年度を始める →");
    window.click("進捗状況を引きつぐ");
    assert!(has(&window, 2025));
    window
}

#[test]
fn undo_stops_before_a_great_step_until_it_is_confirmed() {
    let mut window = rolled_over();
    for _ in 0..9 {
        window.ctrl("z");
    }
    assert!(window.shows(STOP) && window.says("令和7年度への年度更新"), "{:?}", window.texts());
    assert!(has(&window, 2025));
    window.key(Named::Escape);
    window.lacks(STOP);
    assert!(has(&window, 2025));
    window.ctrl("z");
    window.key(Named::Tab);
    window.key_with(Key::Named(Named::Tab), Modifiers::SHIFT);
    window.key_with(Key::Named(Named::Tab), Modifiers::SHIFT);
    window.key(Named::Enter);
    assert!(!has(&window, 2025), "{:?}", window.texts());
    assert!(narrative(&window).starts_with("一。"), "the step before it stays");
}

#[test]
fn redo_brings_the_year_back_that_is_begun() {
    let mut window = rolled_over();
    window.ctrl("z");
    window.key_with(Key::Named(Named::Tab), Modifiers::SHIFT);
    window.key(Named::Enter);
    assert!(!has(&window, 2025), "{:?}", window.texts());
    window.ctrl("y");
    assert!(has(&window, 2025));
    open_first(&mut window);
    assert!(window.shows("令和7年度"), "{:?}", window.texts());
}

#[test]
fn undo_leads_back_to_the_measure_and_the_year() {
    let mut window = opened();
    let (stored, name) = (narrative(&window), first(&window).name);
    window.write("一。");
    window.ctrl("s");
    window.key_with(Key::Named(Named::ArrowDown), Modifiers::ALT);
    window.click("台帳");
    window.ctrl("z");
    assert_eq!(narrative(&window), stored);
    assert_eq!(window.texts().iter().filter(|text| **text == name).count(), 2, "list and head");
    assert!(window.shows("令和6年度"), "{:?}", window.texts());
    window.write("二。");
    window.ctrl("s");
    assert!(narrative(&window).contains("二。"), "the caret is in its text");
}

#[test]
fn what_is_told_moves_nothing_under_the_pointer() {
    let mut window = opened();
    window.write("一。");
    window.ctrl("s");
    let (foot, save) = (window.place("＋ 施策を追加"), window.place("課確認にする"));
    window.ctrl("z");
    assert!(window.says("✓ 元に戻しました"), "{:?}", window.texts());
    assert_eq!((window.place("＋ 施策を追加"), window.place("課確認にする")), (foot, save));
}

#[test]
fn the_paper_has_an_undo_of_its_own_and_its_steps_are_named() {
    let mut window = opened();
    let legend = |window: &Window| window.book().templates()[0].settings.legend;
    let before = legend(&window);
    window.click("印刷");
    window.click("表題・資料番号");
    while !window.shows("進捗状況の凡例を付ける") {
        window.scroll(iced_test::core::Point::new(360.0, 300.0), 40.0);
    }
    window.click("進捗状況の凡例を付ける");
    assert_ne!(legend(&window), before);
    window.click("施策");
    let text = window.place("令和6年度") + iced_test::core::Vector::new(60.0, 60.0);
    window.press(text);
    window.write("一。");
    window.ctrl("s");
    window.click("印刷");
    window.ctrl("z");
    assert_eq!(legend(&window), before);
    assert!(narrative(&window).contains("一。"));
    window.ctrl("y");
    assert_ne!(legend(&window), before);
    window.click("施策");
    window.ctrl("z");
    assert!(!narrative(&window).contains("一。"), "{}", narrative(&window));
    assert_ne!(legend(&window), before, "the paper stays as it is");
    window.click("変更履歴");
    assert!(window.says("様式「議会配布用（進捗状況の凡例）」の編集"), "{:?}", window.texts());
}
