//! 指標: figures are entered as in a spreadsheet.

use crate::screens::{Window, YEAR, support};
use iced_test::core::Point;
use iced_test::core::keyboard::Modifiers;
use iced_test::core::keyboard::key::{Key, Named};
use shinchoku::domain::{
    Approval, Book, Figure, FiscalYear, Indicator, IndicatorId, Observation, Record, Year,
};

pub(super) fn book() -> Book {
    support::with_indicators(support::book(12, 60))
}

/// The window of a book at its indicators, with the actual of the year of the first one chosen.
pub(super) fn opened(book: &Book) -> Window {
    let mut window = Window::over(book);
    window.click("指標");
    window.wait();
    window
}

pub(super) fn indicator(window: &Window, at: usize) -> Indicator {
    window.book().indicators()[at].clone()
}

fn id(window: &Window, at: usize) -> IndicatorId {
    window.book().indicators()[at].id
}

pub(super) fn actual(window: &Window, at: usize, year: FiscalYear) -> String {
    window.book().actual(id(window, at), year).to_string()
}

pub(super) fn target(window: &Window, at: usize, year: FiscalYear) -> String {
    window.book().year_target(id(window, at), year).to_string()
}

pub(super) fn commits(window: &Window) -> usize {
    window.app.store().unwrap().history(100).unwrap().len()
}

pub(super) fn put(book: &mut Book, record: Record) {
    let change = book.put(record).unwrap();
    book.apply(&[change]).unwrap();
}

#[test]
fn what_is_typed_takes_the_place_of_a_figure_and_enter_leads_to_the_next_indicator() {
    let mut window = opened(&book());
    let before = (window.book().clone(), commits(&window));
    window.type_in("1234");
    assert!(window.shows("1,234人 と読み取りました"), "{:?}", window.texts());
    assert_eq!(commits(&window), before.1, "nothing is stored before it is left");
    window.key(Named::Enter);
    assert_eq!(actual(&window, 0, YEAR), "1234");
    window.type_in("5");
    window.key(Named::Enter);
    assert_eq!(actual(&window, 1, YEAR), "5");
    assert_eq!(commits(&window), before.1 + 2);
    window.ctrl("z");
    window.ctrl("z");
    assert_eq!(*window.book(), before.0);
    window.key_with(Key::Named(Named::Enter), Modifiers::SHIFT);
    window.key_with(Key::Named(Named::Enter), Modifiers::SHIFT);
    window.type_in("7");
    window.key(Named::Tab);
    assert_eq!(actual(&window, 0, YEAR), "7");
}

#[test]
fn full_width_digits_of_an_input_method_are_read() {
    let mut window = opened(&book());
    window.compose("１１２０");
    window.confirm("１１２０");
    assert!(window.shows("1,120人 と読み取りました"), "{:?}", window.texts());
    window.key(Named::ArrowDown);
    assert_eq!(actual(&window, 0, YEAR), "1120");
}

#[test]
fn the_line_beneath_a_cell_tells_how_it_is_read() {
    let mut window = opened(&book());
    let mut told = |text: &str, sentence: &str| {
        window.write(text);
        assert!(window.shows(sentence), "{text}: {:?}", window.texts());
        window.key(Named::Escape);
        window.lacks(sentence);
    };
    told("８割以上", "文字のまま印刷します");
    told("集計中", "集計中として扱います");
    told("―", "該当なし（―）として扱います");
    told("95（速報値）", "95人（速報値） と読み取りました");
    told("500人以上", "500人以上 と読み取りました");
    assert_eq!(actual(&window, 0, YEAR), "300", "Esc has left it as it was");
}

#[test]
fn the_arrows_move_from_cell_to_cell_and_end_what_is_typed() {
    let mut window = opened(&book());
    window.key(Named::ArrowUp);
    window.type_in("210");
    window.key(Named::ArrowLeft);
    window.type_in("211");
    window.key(Named::ArrowDown);
    window.type_in("212");
    window.key(Named::ArrowDown);
    window.type_in("213");
    window.key(Named::Enter);
    assert_eq!(target(&window, 0, YEAR), "210");
    assert_eq!(target(&window, 0, YEAR.previous()), "211");
    assert_eq!(actual(&window, 0, YEAR.previous()), "212");
    assert_eq!(target(&window, 1, YEAR.previous()), "213");
    window.key(Named::Home);
    window.type_in("99");
    window.key(Named::End);
    window.type_in("600");
    window.key(Named::Enter);
    assert_eq!(indicator(&window, 2).base.to_string(), "99");
    assert_eq!(indicator(&window, 2).target.to_string(), "600");
}

#[test]
fn what_stands_there_is_mended_with_f2_and_deleted_with_delete() {
    let mut window = opened(&book());
    window.key(Named::F2);
    window.key(Named::Backspace);
    window.type_in("5");
    window.key(Named::Enter);
    assert_eq!(actual(&window, 0, YEAR), "305");
    window.key(Named::ArrowUp);
    window.key(Named::ArrowUp);
    window.key(Named::Delete);
    assert_eq!(actual(&window, 0, YEAR), "");
    window.key(Named::ArrowUp);
    window.key(Named::Delete);
    assert_eq!(window.book().observation(id(&window, 0), YEAR), None);
}

#[test]
fn a_block_of_excel_is_pasted_as_one_step() {
    let mut window = opened(&book());
    let before = (window.book().clone(), commits(&window));
    window.key(Named::ArrowUp);
    window.key(Named::Home);
    window.hold_clipboard("1,000\t１，１００\t△5\r\n\t集計中\t\"8割\"\r\n");
    window.ctrl("v");
    let first = indicator(&window, 0);
    assert_eq!(first.base.to_string(), "1000");
    assert_eq!(target(&window, 0, YEAR.previous()), "1100");
    assert_eq!(target(&window, 0, YEAR), "△5");
    assert_eq!(*window.book().actual(first.id, YEAR.previous()), Figure::Pending);
    assert_eq!(actual(&window, 0, YEAR), "8割");
    assert_eq!(commits(&window), before.1 + 1);
    assert!(window.says("5個の値を貼り付けました。"), "{:?}", window.texts());
    window.ctrl("z");
    assert_eq!(*window.book(), before.0);
}

#[test]
fn a_block_that_is_copied_is_pasted_as_it_was() {
    let mut window = opened(&book());
    window.key_with(Key::Named(Named::ArrowUp), Modifiers::SHIFT);
    window.key_with(Key::Named(Named::ArrowLeft), Modifiers::SHIFT);
    window.ctrl("c");
    assert_eq!(window.copied().as_deref(), Some("200\t400\r\n150\t300\r\n"));
    window.ctrl("c");
    window.key(Named::PageDown);
    window.ctrl("v");
    let last = window.book().indicators().len() - 1;
    assert_eq!(target(&window, last, YEAR.previous()), "200");
    assert_eq!(actual(&window, last, YEAR), "300");
    // One value alone goes into every marked cell.
    window.hold_clipboard("7");
    window.ctrl("v");
    assert_eq!(target(&window, last, YEAR), "7");
    assert_eq!(actual(&window, last, YEAR.previous()), "7");
}

#[test]
fn last_years_figure_and_states_are_entered_by_key() {
    let mut window = opened(&book());
    window.ctrl("d");
    assert_eq!(actual(&window, 0, YEAR), "150");
    window.key_with(Key::Character("4".into()), Modifiers::ALT);
    assert_eq!(actual(&window, 0, YEAR), "150（速報値）");
    window.key_with(Key::Character("1".into()), Modifiers::ALT);
    assert_eq!(actual(&window, 0, YEAR), "集計中");
    window.click("未公表");
    assert_eq!(actual(&window, 0, YEAR), "未公表");
    // The keyboard goes on in the cell.
    window.type_in("6");
    window.key(Named::Enter);
    assert_eq!(actual(&window, 0, YEAR), "6");
}

#[test]
fn the_figures_of_a_closed_year_are_only_read() {
    let mut book = book();
    put(&mut book, Record::Year(Year { year: YEAR.previous(), closed: true }));
    let mut window = opened(&book);
    window.key(Named::ArrowLeft);
    let before = window.book().clone();
    window.type_in("9");
    window.key(Named::Enter);
    window.key(Named::Delete);
    assert!(window.says("締めてあるため、書き換えられません。"), "{:?}", window.texts());
    window.hold_clipboard("1\t2");
    window.key_with(Key::Named(Named::Enter), Modifiers::SHIFT);
    assert_eq!(*window.book(), before);
    window.ctrl("v");
    assert_eq!(actual(&window, 0, YEAR), "2");
    assert_eq!(actual(&window, 0, YEAR.previous()), "150");
    assert!(window.says("書き換えられない1個は元のままです。"), "{:?}", window.texts());
}

#[test]
fn an_actual_that_changes_is_no_longer_agreed_to() {
    let mut book = book();
    let first = book.indicators()[0].id;
    let agreed = Observation {
        approval: Approval::Confirmed,
        ..book.observation(first, YEAR).unwrap().clone()
    };
    put(&mut book, Record::Observation(agreed));
    let mut window = opened(&book);
    window.type_in("9");
    window.key(Named::Enter);
    assert_eq!(window.book().observation(first, YEAR).unwrap().approval, Approval::None);
}

#[test]
fn f8_leads_to_the_next_actual_that_is_missing() {
    let mut book = book();
    for at in [2, 4] {
        let id = book.indicators()[at].id;
        let entry = book.observation(id, YEAR).unwrap().clone();
        put(&mut book, Record::Observation(Observation { actual: Figure::Blank, ..entry }));
    }
    let mut window = opened(&book);
    window.key(Named::F8);
    window.type_in("1");
    window.key(Named::F8);
    assert_eq!(actual(&window, 2, YEAR), "1");
    window.type_in("2");
    window.key(Named::F8);
    assert_eq!(actual(&window, 4, YEAR), "2");
    window.key(Named::F8);
    assert!(window.says("未入力の実績はありません。"), "{:?}", window.texts());
}

#[test]
fn the_list_is_narrowed_by_kind_and_words_and_by_what_is_missing() {
    let mut book = book();
    for (at, kind) in [(0, "KPI"), (3, "数値目標")] {
        let row = book.indicators()[at].clone();
        let row = Indicator { kind: kind.to_owned(), ..row };
        put(&mut book, Record::Indicator(Box::new(row)));
    }
    let id = book.indicators()[1].id;
    let entry = book.observation(id, YEAR).unwrap().clone();
    put(&mut book, Record::Observation(Observation { actual: Figure::Blank, ..entry }));
    let mut window = opened(&book);
    assert!(window.shows("取組1の参加者数") && window.shows("取組7の参加者数"));
    window.click("数値目標 1");
    window.wait();
    assert!(window.shows("取組7の参加者数"), "{:?}", window.texts());
    window.lacks("取組1の参加者数");
    window.click("○ 未入力 1");
    window.wait();
    assert!(window.shows("取組3の参加者数"), "{:?}", window.texts());
    window.lacks("取組7の参加者数");
    window.click("すべて 6");
    window.ctrl("f");
    window.write("取組５");
    window.wait();
    assert!(window.shows("取組5の参加者数"), "{:?}", window.texts());
    window.lacks("取組1の参加者数");
}

#[test]
fn a_cell_is_chosen_by_a_press_and_mended_by_two() {
    let mut window = opened(&book());
    let name = window.place("取組3の参加者数");
    let head = window.place("令和5年度");
    let at = Point::new(head.x, name.y + 12.0);
    window.press(at);
    window.type_in("77");
    window.key(Named::Enter);
    assert_eq!(actual(&window, 1, YEAR.previous()), "77");
    let above = Point::new(head.x, name.y - 12.0);
    window.press(above);
    window.press(above);
    window.type_in("8");
    window.press(above);
    window.key(Named::Enter);
    assert_eq!(target(&window, 1, YEAR.previous()), "2008");
}

#[test]
fn a_figure_that_is_typed_is_stored_when_the_place_is_left() {
    let mut window = opened(&book());
    window.type_in("42");
    assert!(window.shows("未保存の変更あり"), "{:?}", window.texts());
    window.click("ホーム");
    assert_eq!(actual(&window, 0, YEAR), "42");
}
