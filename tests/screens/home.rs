//! The year's desk.

use crate::window::Window;
use crate::{YEAR, support};
use shinchoku::domain::Op;

#[test]
fn the_next_year_begins_with_the_statuses_and_without_texts() {
    let mut window = Window::over(&support::book(12, 60));
    let before = window.book().clone();
    window.click("令和7年度を始める →");
    assert_eq!(*window.book(), before, "nothing is written before the clerk says so");
    window.click("進捗状況を引きつぐ");
    let book = window.book();
    assert_eq!(book.latest_year(), Some(YEAR.next()));
    for (_, _, measure) in book.listed() {
        let status = |year| book.implementation(measure.id, year).and_then(|it| it.status);
        let (old, new) = (status(YEAR), status(YEAR.next()));
        assert!(new.is_some() && new == old);
        assert_eq!(book.narrative(measure.id, YEAR.next()), "");
    }
    assert!(window.shows("まだ入力が済んでいない施策が12件あります。続きを入力してください。"));
    assert_eq!(window.app.store().unwrap().undoable().unwrap().op, Op::Rollover);
    window.ctrl("z");
    assert_eq!(*window.book(), before);
    assert!(window.shows("✓ 元に戻しました：令和7年度への年度更新"), "{:?}", window.texts());
}

#[test]
fn the_next_year_can_begin_without_statuses() {
    let mut window = Window::over(&support::book(12, 60));
    window.click("令和7年度を始める →");
    window.click("進捗状況を空にする");
    let book = window.book();
    assert_eq!(book.latest_year(), Some(YEAR.next()));
    assert!(
        book.listed().iter().all(|(_, _, it)| book.implementation(it.id, YEAR.next()).is_none())
    );
}

#[test]
fn when_all_is_entered_the_next_step_is_to_print() {
    let mut window = Window::over(&support::book(12, 60));
    window.click("印刷する");
    assert!(window.shows("PDFに保存"), "{:?}", window.texts());
}
