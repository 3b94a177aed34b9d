//! 入力中, 課確認, 確定, and the way back.

use crate::screens::{Window, YEAR, first, narrative, opened, support};
use iced_test::core::keyboard::{Modifiers, key::Key, key::Named};
use shinchoku::domain::{EntryState, Key as Row, Record, Year};

fn state(window: &Window) -> EntryState {
    window.book().entry_state(first(window).id, YEAR)
}

fn remark(window: &Window) -> String {
    let entry = window.book().implementation(first(window).id, YEAR);
    entry.map(|entry| entry.remark.clone()).unwrap_or_default()
}

fn advance(window: &mut Window) {
    window.key_with(Key::Named(Named::Enter), Modifiers::CTRL);
}

#[test]
fn an_entry_goes_from_step_to_step_by_key() {
    let mut window = opened();
    let text = narrative(&window);
    assert!(window.shows("… 入力中") && window.shows("課確認にする"));
    advance(&mut window);
    assert_eq!(state(&window), EntryState::DepartmentChecked);
    assert!(window.shows("◎ 課確認") && window.shows("確定にする"));
    advance(&mut window);
    assert_eq!(state(&window), EntryState::Confirmed);
    assert!(window.shows("✓ 確定"));
    advance(&mut window);
    assert_eq!(state(&window), EntryState::Confirmed, "nothing comes after it");
    assert_eq!(narrative(&window), text, "the key breaks no line");
}

#[test]
fn what_is_unsaved_is_stored_with_the_step_and_goes_back_with_it() {
    let mut window = opened();
    let before = window.book().clone();
    window.write("新しい園を開いた。");
    window.click("課確認にする");
    assert!(narrative(&window).starts_with("新しい園を開いた。"));
    assert_eq!(state(&window), EntryState::DepartmentChecked);
    window.lacks("未保存の変更あり");
    window.ctrl("z");
    let told = "✓ 元に戻しました：実施状況「施策1の取組の支援」の課確認";
    for covered in ["設定", "＋ 施策を追加", "課確認にする"] {
        assert!(window.place(told).y > window.place(covered).y + 20.0, "it covers {covered}");
    }
    window.click("閉じる ×");
    window.lacks(told);
    assert_eq!(window.book(), &before);
}

#[test]
fn nothing_written_is_nothing_to_agree_to() {
    let mut book = support::book(12, 60);
    let id = book.listed()[0].2.id;
    let removed = book.remove(Row::Implementation(id, YEAR));
    book.apply(&removed).unwrap();
    let mut window = Window::over(&book);
    window.click("施策");
    window.click("施策1の取組の支援");
    assert!(window.shows("○ 未入力"));
    window.lacks("課確認にする");
    advance(&mut window);
    let told =
        "本文がまだ入力されていないため、「課確認」にできません。先に本文を入力してください。";
    assert!(window.shows(told), "{:?}", window.texts());
    assert_eq!(window.book(), &book);
    window.write("・園を開いた。");
    window.lacks(told);
    assert!(window.shows("… 入力中"));
}

const FALLS_BACK: &str = "文章が変わったため、保存すると「入力中」に戻ります。";

#[test]
fn other_words_must_be_agreed_to_again_and_the_screen_says_so() {
    let mut window = opened();
    advance(&mut window);
    advance(&mut window);
    window.lacks(FALLS_BACK);
    window.write("あ");
    assert!(window.shows(FALLS_BACK), "{:?}", window.texts());
    window.key(Named::Backspace);
    window.lacks(FALLS_BACK);
    window.write("あ");
    window.ctrl("s");
    assert_eq!(state(&window), EntryState::InProgress);
    window.lacks(FALLS_BACK);
}

#[test]
fn an_entry_goes_back_with_a_remark_that_is_never_printed() {
    let mut window = opened();
    advance(&mut window);
    window.click("差し戻す…");
    window.write("人数を確認してください。");
    window.click("差し戻す");
    assert_eq!(state(&window), EntryState::InProgress);
    assert_eq!(remark(&window), "人数を確認してください。");
    assert!(window.shows("連絡事項") && window.shows("人数を確認してください。"));
    // The department answers, and the next step keeps its words until all is confirmed.
    window.click("書き直す");
    window.write("確認しました。");
    window.key(Named::Escape);
    assert!(window.shows("未保存の変更あり"));
    advance(&mut window);
    assert!(remark(&window).contains("確認しました。"));
    advance(&mut window);
    assert_eq!(state(&window), EntryState::Confirmed);
    assert_eq!(remark(&window), "");
    window.lacks("連絡事項");
}

#[test]
fn a_step_too_far_is_taken_back_without_a_remark() {
    let mut window = opened();
    advance(&mut window);
    window.click("入力中に戻す");
    assert_eq!(state(&window), EntryState::InProgress);
    window.lacks("入力中に戻す");
}

/// A window on the first measure, in a book whose years are closed.
fn closed() -> Window {
    let mut book = support::book(12, 60);
    let years = [YEAR, YEAR.previous()].map(|year| Record::Year(Year { year, closed: true }));
    let changes: Vec<_> = years.into_iter().filter_map(|year| book.put(year)).collect();
    book.apply(&changes).unwrap();
    let mut window = Window::over(&book);
    window.click("施策");
    window.click("施策1の取組の支援");
    window
}

#[test]
fn a_closed_year_is_not_agreed_to_by_accident() {
    let mut window = closed();
    let book = window.book().clone();
    window.lacks("課確認にする");
    advance(&mut window);
    assert_eq!(window.book(), &book);
    // The way to write in it again is at hand, and is one step.
    window.click("締めを解除");
    assert!(window.shows("課確認にする"), "{:?}", window.texts());
    let year = |window: &Window| window.book().year(YEAR).unwrap().closed;
    assert!(!year(&window));
    window.ctrl("z");
    assert!(year(&window) && window.shows("締めを解除"));
    assert_eq!(window.book(), &book);
}

#[test]
fn what_is_unsaved_is_saved_before_the_year_is_opened() {
    let mut window = closed();
    window.click("内容・番号を編集");
    window.fill("名称", "直売所の整備");
    window.key(Named::Escape);
    window.click("締めを解除");
    assert_eq!(first(&window).name, "直売所の整備");
    assert!(!window.book().year(YEAR).unwrap().closed);
}
