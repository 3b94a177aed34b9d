//! What there is to a department, a status and a year besides the name.

use super::{at, department};
use crate::screens::{Window, YEAR, first};
use iced_test::core::Vector;
use iced_test::core::keyboard::key::Named;
use shinchoku::domain::{Hue, Op, Succession};

/// Opens 組織改正 of the first department, with the second chosen.
fn reorganising() -> Window {
    let mut window = at("課");
    window.click("第1課");
    window.click("ほかの課に統合…（組織改正）");
    let into = window.place("へ") + Vector::new(-110.0, 0.0);
    // The first of those that are offered.
    window.choose(into, 40.0);
    window
}

#[test]
fn a_department_has_a_contact() {
    let mut window = at("課");
    window.click("第1課");
    let field = window.place("連絡先") + Vector::new(120.0, 0.0);
    window.press(field);
    window.write("内線2345");
    window.key(Named::Enter);
    assert_eq!(department(&window, "第1課").contact, "内線2345");
    window.key(Named::Escape);
    assert!(window.shows("内線2345"), "{:?}", window.texts());
}

#[test]
fn a_department_that_ended_is_read_as_another_on_paper() {
    let mut window = reorganising();
    let before = window.book().clone();
    window.click("記録は残し、印刷で読み替える");
    let into = department(&window, "第2課").id;
    let successor = Some(Succession { into, from: YEAR });
    assert_eq!(department(&window, "第1課").successor, successor);
    assert_eq!(first(&window).lead, [department(&window, "第1課").id], "records stay");
    assert_eq!(window.app.store().unwrap().undoable().unwrap().op, Op::Reorganise);
    let told = "令和6年度からは「第2課」と印刷します。";
    assert!(window.shows(told), "{:?}", window.texts());

    // Neither can be deleted while the one is read as the other.
    window.click("第2課");
    assert!(window.shows("「第1課」の統合先です。削除できません。"), "{:?}", window.texts());
    window.click("第1課");
    window.click("統合を取り消す");
    assert_eq!(*window.book(), before);
}

#[test]
fn the_measures_of_a_department_that_ended_are_handed_over_in_one_step() {
    let mut window = reorganising();
    let before = window.book().clone();
    window.click("担当を付け替える");
    let (ended, into) = (department(&window, "第1課"), department(&window, "第2課"));
    assert!(ended.retired && ended.successor.is_none());
    assert_eq!(first(&window).lead, [into.id]);
    assert!(window.book().listed().iter().all(|row| !row.2.involves(ended.id)));
    window.ctrl("z");
    assert!(window.shows("✓ 元に戻しました：組織改正（第1課→第2課）"), "{:?}", window.texts());
    assert_eq!(*window.book(), before);
}

#[test]
fn a_circle_of_successors_is_refused_in_words() {
    let mut window = reorganising();
    window.click("記録は残し、印刷で読み替える");
    window.click("第2課");
    window.click("ほかの課に統合…（組織改正）");
    let into = window.place("へ") + Vector::new(-110.0, 0.0);
    // There is no room below: the menu is above.
    window.choose(into, -340.0);
    window.click("記録は残し、印刷で読み替える");
    assert!(
        window.texts().iter().any(|text| text.contains("元の課に戻ってしまいます")),
        "{:?}",
        window.texts()
    );
    assert_eq!(department(&window, "第2課").successor, None);
}

#[test]
fn a_status_has_a_mark_a_colour_and_may_count_as_done() {
    let mut window = at("進捗状況");
    window.click("実施中");
    let field = window.place("記号") + Vector::new(60.0, 0.0);
    window.press(field);
    window.write("◎");
    window.click("完了として数える");
    window.click("● 緑");
    let field = window.place("意味（凡例に印刷）") + Vector::new(200.0, 0.0);
    window.press(field);
    window.ctrl("a");
    window.write("取組を終えた");
    assert!(window.shows("✓ 緑") && window.shows("未保存の変更あり"), "{:?}", window.texts());
    window.ctrl("s");
    let status = window.book().status_named("実施中").unwrap().clone();
    assert_eq!((status.mark.as_str(), status.done, status.hue), ("◎", true, Hue::Green));
    assert_eq!(status.meaning, "取組を終えた");
    window.key(Named::Escape);
    assert!(window.shows("◎ 実施中") && window.shows("完了として数えます"));
}
