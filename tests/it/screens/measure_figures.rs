//! The indicators of a measure in its editor, and those that a department is asked for.

use crate::screens::collect::handed_out;
use crate::screens::indicators::{actual, book, commits, put, target};
use crate::screens::{Window, YEAR, narrative, support};
use iced_test::core::keyboard::key::Named;
use shinchoku::domain::{Book, Figure, Observation, Record};
use shinchoku::store::Store;

/// The editor of the first measure with the figures of its indicator.
fn editing(book: &Book) -> Window {
    let mut window = Window::over(book);
    window.click("施策");
    window.click("施策1の取組の支援");
    window.wait();
    window
}

/// The book in which the first indicator has no actual of the year.
fn lacking() -> Book {
    let mut book = book();
    let id = book.indicators()[0].id;
    let entry = book.observation(id, YEAR).unwrap().clone();
    put(&mut book, Record::Observation(Observation { actual: Figure::Blank, ..entry }));
    book
}

#[test]
fn the_figures_of_the_year_are_entered_beside_the_text() {
    let mut window = editing(&lacking());
    let before = (window.book().clone(), commits(&window));
    window.click("指標 1件（未入力1）");
    assert!(window.shows("取組1の参加者数（人）"), "{:?}", window.texts());
    window.fill("令和6年度の実績", "１，２３４");
    assert!(window.shows("1,234人 と読み取りました"), "{:?}", window.texts());
    window.fill("令和6年度の目標", "1000");
    assert_eq!(commits(&window), before.1, "nothing is stored before it is left");
    window.key(Named::Enter);
    assert_eq!(
        (actual(&window, 0, YEAR).as_str(), target(&window, 0, YEAR).as_str()),
        ("1234", "1000")
    );
    assert_eq!(commits(&window), before.1 + 1);
    window.key(Named::Escape);
    window.lacks("取組1の参加者数（人）");
    assert!(window.shows("指標 1件"), "{:?}", window.texts());
    window.ctrl("z");
    assert_eq!(*window.book(), before.0);
}

#[test]
fn a_mark_that_is_typed_over_is_told_to_be_taken_off() {
    let mut book = book();
    let id = book.indicators()[0].id;
    let entry = book.observation(id, YEAR).unwrap().clone();
    let actual = Figure::parse("95（速報値）", "");
    put(&mut book, Record::Observation(Observation { actual, ..entry }));
    let mut window = editing(&book);
    window.click("指標 1件");
    window.fill("令和6年度の実績", "96（速報値）");
    assert!(window.shows("96人（速報値） と読み取りました"), "{:?}", window.texts());
    window.fill("令和6年度の実績", "96");
    let told = "96人 と読み取りました（速報値の印は外れます）";
    assert!(window.shows(told), "{:?}", window.texts());
}

#[test]
fn figures_and_the_text_are_stored_together() {
    let mut window = editing(&lacking());
    window.write("追記。");
    window.click("指標 1件（未入力1）");
    window.fill("令和6年度の実績", "5");
    window.click("ホーム");
    assert_eq!(actual(&window, 0, YEAR), "5");
    assert!(narrative(&window).contains("追記。"));
    assert!(window.shows("✓ 6件すべて入力済みです"), "{:?}", window.texts());
}

#[test]
fn its_name_leads_to_the_place_of_indicators() {
    let mut window = editing(&lacking());
    window.click("指標 1件（未入力1）");
    window.click("取組1の参加者数（人）");
    window.wait();
    window.type_in("77");
    window.key(Named::Enter);
    assert_eq!(actual(&window, 0, YEAR), "77");
}

#[test]
fn the_desk_counts_those_that_lack_an_actual_and_leads_to_them() {
    let mut window = Window::over(&lacking());
    assert!(window.shows("6件のうち1件が未入力です"), "{:?}", window.texts());
    window.click("未入力の1件を見る →");
    window.wait();
    assert!(window.shows("取組1の参加者数"), "{:?}", window.texts());
    assert!(!window.shows("取組3の参加者数"), "{:?}", window.texts());
    window.type_in("9");
    window.key(Named::Enter);
    assert_eq!(actual(&window, 0, YEAR), "9");
}

#[test]
fn enter_leads_from_one_that_lacked_an_actual_to_the_next() {
    let mut book = book();
    for at in [0, 2, 4] {
        let id = book.indicators()[at].id;
        let entry = book.observation(id, YEAR).unwrap().clone();
        put(&mut book, Record::Observation(Observation { actual: Figure::Blank, ..entry }));
    }
    let mut window = Window::over(&book);
    window.click("未入力の3件を見る →");
    window.wait();
    for (at, figure) in [(0, "1"), (2, "2"), (4, "3")] {
        window.type_in(figure);
        window.key(Named::Enter);
        assert_eq!(actual(&window, at, YEAR), figure);
    }
}

#[test]
fn a_department_is_told_of_the_indicators_that_it_has_still_to_enter() {
    let folder = tempfile::tempdir().unwrap();
    let master = folder.path().join("計画.db");
    drop(Store::create(&master, &lacking(), support::session()).unwrap());
    let own = handed_out(&master, "2026-07-31");
    let mut window = Window::opening(&own, folder.path());
    window.click("提出");
    assert!(window.says("指標　"), "{:?}", window.texts());
    window.click("提出する");
    assert!(window.says("指標が1件あります。"), "{:?}", window.texts());
    window.key(Named::Escape);
    window.click("取組1の参加者数");
    window.wait();
    window.type_in("12");
    window.key(Named::Enter);
    assert_eq!(actual(&window, 0, YEAR), "12");
    // What the office sets is only read.
    (0..3).for_each(|_| window.key(Named::ArrowUp));
    let before = target(&window, 0, YEAR);
    window.type_in("9");
    window.key(Named::Enter);
    assert_eq!(target(&window, 0, YEAR), before);
    assert!(window.says("依頼された年度の実績です。"), "{:?}", window.texts());
    window.lacks("指標の内容を編集");
}
