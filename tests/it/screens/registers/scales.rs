//! 評価尺度 and their grades; what the plan says of indicators.

use super::{at, of, rename};
use crate::screens::support;
use iced_test::core::keyboard::key::Named;
use shinchoku::domain::{Figure, Hue};

#[test]
fn a_proposed_scale_comes_with_its_grades_as_one_step() {
    let mut window = at("評価尺度");
    let before = window.book().clone();
    window.click("＋ 達成度（Ａ～Ｄ）");
    let scale = window.book().scales()[0].clone();
    let marks: Vec<&str> =
        window.book().grades(scale.id).into_iter().map(|row| row.mark.as_str()).collect();
    assert_eq!(marks, ["Ａ", "Ｂ", "Ｃ", "Ｄ", "－"]);
    window.lacks("＋ 達成度（Ａ～Ｄ）");
    window.ctrl("z");
    assert_eq!(*window.book(), before);
}

#[test]
fn scales_and_grades_are_added_mended_and_deleted() {
    let mut window = at("評価尺度");
    window.ctrl("n");
    window.write("進み具合");
    window.key(Named::Enter);
    let scale = window.book().scale_named("進み具合").expect("added").clone();
    window.click("進み具合");
    window.ctrl("n");
    window.write("優");
    window.key(Named::Enter);
    let grade = window.book().grades(scale.id)[0].clone();
    assert_eq!((grade.mark.as_str(), grade.hue), ("優", Hue::Gray));
    window.click("優");
    rename(&mut window, "秀");
    window.click("● 緑");
    window.ctrl("s");
    let grade = window.book().grades(scale.id)[0].clone();
    assert_eq!((grade.mark.as_str(), grade.hue), ("秀", Hue::Green));
    window.click("進み具合");
    window.click("削除");
    assert!(window.book().scales().is_empty() && window.book().grade(grade.id).is_none());
}

#[test]
fn a_scale_that_judges_is_kept_and_its_bands_are_typed() {
    let mut window = of(&support::with_indicators(support::book(12, 60)), "評価尺度");
    window.click("達成度（Ａ～Ｄ）");
    assert!(window.says("件の指標と値で使われています。"), "{:?}", window.texts());
    window.click("Ｂ 概ね達成");
    window.fill("下限の達成率（％）", "８５.５％");
    window.ctrl("s");
    let scale = window.book().scales()[0].id;
    assert_eq!(window.book().grades(scale)[1].lower, Figure::parse("85.5", ""));
    // No number is no bound.
    window.fill("下限の達成率（％）", "ほとんど");
    window.ctrl("s");
    assert!(window.shows("未保存の変更あり"), "{:?}", window.texts());
}

#[test]
fn the_kinds_of_indicators_are_written_side_by_side() {
    let mut window = at("計画");
    window.resize(iced_test::core::Size::new(1280.0, 1200.0));
    window.fill("指標の種別", "数値目標、KPI");
    window.ctrl("s");
    assert_eq!(window.book().plan().indicator_kinds, "数値目標\nKPI");
    assert!(window.fields().iter().any(|text| text == "数値目標、KPI"), "{:?}", window.fields());
}
