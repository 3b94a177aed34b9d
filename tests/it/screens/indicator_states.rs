//! 指標: what cells say in the place of a number, 速報値, last year's figures, and what is told where
//! nothing is done.

use crate::screens::YEAR;
use crate::screens::indicators::{actual, book, commits, indicator, opened, put, target};
use iced_test::core::keyboard::Modifiers;
use iced_test::core::keyboard::key::{Key, Named};
use shinchoku::domain::{Book, Figure, Observation, Record};

fn alt(digit: &str) -> (Key, Modifiers) {
    (Key::Character(digit.into()), Modifiers::ALT)
}

/// The book with this actual of the first indicator in the year, and in the one before.
fn with_actuals(now: &str, before: &str) -> Book {
    let mut book = book();
    let id = book.indicators()[0].id;
    for (year, text) in [(YEAR, now), (YEAR.previous(), before)] {
        let entry = book.observation(id, year).unwrap().clone();
        let actual = Figure::parse(text, "人");
        put(&mut book, Record::Observation(Observation { actual, ..entry }));
    }
    book
}

#[test]
fn what_is_aimed_at_is_neither_reckoned_up_nor_provisional() {
    let mut window = opened(&book());
    window.key(Named::ArrowUp);
    let before = (window.book().clone(), commits(&window));
    for (digit, name) in [("1", "集計中"), ("2", "未公表"), ("4", "速報値")] {
        let (key, modifiers) = alt(digit);
        window.key_with(key, modifiers);
        let told = format!("「{name}」は、実績と基準値に付けます。");
        assert!(window.shows(&told), "{:?}", window.texts());
    }
    assert_eq!((window.book(), commits(&window)), (&before.0, before.1));
    let (key, modifiers) = alt("3");
    window.key_with(key, modifiers);
    assert_eq!(target(&window, 0, YEAR), "―");
    // Of both lines the one is marked for which it means something.
    window.key_with(Key::Named(Named::ArrowDown), Modifiers::SHIFT);
    let (key, modifiers) = alt("1");
    window.key_with(key, modifiers);
    assert_eq!((target(&window, 0, YEAR), actual(&window, 0, YEAR)), ("―".into(), "集計中".into()));
    // Where it means nothing it cannot be pressed either.
    window.key(Named::ArrowUp);
    let before = commits(&window);
    window.click("未公表");
    assert_eq!(commits(&window), before);
}

#[test]
fn last_years_figure_is_that_of_the_same_line() {
    let mut window = opened(&book());
    window.key(Named::ArrowUp);
    window.ctrl("d");
    assert_eq!(target(&window, 0, YEAR), "200", "the target of the year before");
    window.ctrl("d");
    assert!(window.shows("前年度と同じ値が入っています。"), "{:?}", window.texts());
    window.key(Named::End);
    window.ctrl("d");
    assert!(window.shows("前年度の値があるのは、年度の欄だけです。"), "{:?}", window.texts());
    window.key(Named::Home);
    window.key(Named::ArrowRight);
    window.ctrl("d");
    assert!(window.shows("前年度の値が入力されていません。"), "{:?}", window.texts());
    let mut window = opened(&with_actuals("", "集計中"));
    window.ctrl("d");
    assert!(window.shows("前年度は「集計中」で、値がありません。"), "{:?}", window.texts());
    assert_eq!(actual(&window, 0, YEAR), "");
}

#[test]
fn a_provisional_figure_stays_so_until_its_mark_is_taken_off() {
    let mut window = opened(&with_actuals("95", "90"));
    let (key, modifiers) = alt("4");
    window.key_with(key, modifiers);
    window.type_in("96");
    let told = "96人（速報値） と読み取りました　確定した値なら Alt+4";
    assert!(window.shows(told), "{:?}", window.texts());
    window.key(Named::Enter);
    assert_eq!(actual(&window, 0, YEAR), "96（速報値）");
    window.key_with(Key::Named(Named::Enter), Modifiers::SHIFT);
    window.type_in("97");
    let (key, modifiers) = alt("4");
    window.key_with(key, modifiers);
    assert!(window.shows("97人 と読み取りました（速報値の印は外れます）"), "{:?}", window.texts());
    window.key(Named::Enter);
    assert_eq!(actual(&window, 0, YEAR), "97");
    (0..2).for_each(|_| window.ctrl("z"));
    assert_eq!(actual(&window, 0, YEAR), "95（速報値）");
    window.ctrl("d");
    assert_eq!(actual(&window, 0, YEAR), "90（速報値）");
    window.hold_clipboard("98");
    window.ctrl("v");
    assert_eq!(actual(&window, 0, YEAR), "98（速報値）");
    assert!(window.says("1個は速報値のままです"), "{:?}", window.texts());
    // Its text is mended with the mark, which goes with it.
    window.key(Named::F2);
    (0.."（速報値）".chars().count()).for_each(|_| window.key(Named::Backspace));
    window.key(Named::Enter);
    assert_eq!(actual(&window, 0, YEAR), "98");
}

#[test]
fn marked_figures_become_provisional_together() {
    let mut window = opened(&with_actuals("95", "90"));
    let (key, modifiers) = alt("4");
    window.key_with(key.clone(), modifiers);
    window.key_with(Key::Named(Named::ArrowLeft), Modifiers::SHIFT);
    window.key_with(key.clone(), modifiers);
    let both = |window: &crate::screens::Window| {
        [YEAR, YEAR.previous()].map(|year| actual(window, 0, year))
    };
    assert_eq!(both(&window), ["95（速報値）", "90（速報値）"]);
    window.key_with(key.clone(), modifiers);
    assert_eq!(both(&window), ["95", "90"]);
    window.key(Named::Delete);
    window.key_with(key, modifiers);
    assert!(window.shows("「速報値」は、入力した値に付けます。"), "{:?}", window.texts());
}

#[test]
fn where_no_other_actual_is_missing_that_is_told_beneath_the_cell() {
    let mut window = opened(&book());
    window.key(Named::F8);
    assert!(window.shows("令和6年度の未入力の実績はありません。"), "{:?}", window.texts());
    window.key(Named::ArrowDown);
    window.lacks("令和6年度の未入力の実績はありません。");
    window.key(Named::Delete);
    let mut window = opened(&with_actuals("", "90"));
    window.key(Named::F8);
    assert!(window.shows("ほかに未入力の実績はありません。"), "{:?}", window.texts());
    window.ctrl("f");
    window.write("取組３");
    window.wait();
    window.key(Named::F8);
    assert!(window.says("（ほかの指標に1件）。"), "{:?}", window.texts());
}

#[test]
fn a_cell_that_cannot_be_written_says_why_whatever_is_tried() {
    let mut book = book();
    let closed = shinchoku::domain::Year { year: YEAR.previous(), closed: true };
    put(&mut book, Record::Year(closed));
    let mut window = opened(&book);
    window.key(Named::ArrowLeft);
    let why = "令和5年度は締めてあるため、書き換えられません。";
    let tries: [fn(&mut crate::screens::Window); 4] = [
        |window| window.key(Named::F2),
        |window| window.ctrl("d"),
        |window| window.key(Named::Delete),
        |window| window.key_with(Key::Character("1".into()), Modifiers::ALT),
    ];
    let told = |window: &mut crate::screens::Window| {
        window.texts().iter().filter(|text| text.contains(why)).count()
    };
    for attempt in tries {
        attempt(&mut window);
        assert_eq!(told(&mut window), 2, "beneath the cell and below: {:?}", window.texts());
        window.key(Named::Home);
        assert_eq!(told(&mut window), 1, "where it stays: {:?}", window.texts());
        window.key(Named::ArrowRight);
    }
}

#[test]
fn what_is_taken_back_is_gone_to() {
    let mut window = opened(&book());
    window.type_in("7");
    window.key(Named::Enter);
    window.key(Named::End);
    window.type_in("600");
    window.key(Named::Enter);
    (0..3).for_each(|_| window.key(Named::ArrowDown));
    window.ctrl("z");
    assert_eq!(indicator(&window, 1).target.to_string(), "502");
    // The cell that was taken back is the one that is written in now.
    window.type_in("601");
    window.key(Named::Enter);
    assert_eq!(indicator(&window, 1).target.to_string(), "601");
    window.click("ホーム");
    window.ctrl("z");
    window.ctrl("z");
    assert_eq!(actual(&window, 0, YEAR), "300");
    window.type_in("8");
    window.key(Named::Enter);
    assert_eq!(actual(&window, 0, YEAR), "8");
}
