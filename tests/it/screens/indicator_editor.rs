//! 指標: what is set about one, and what is said of a year, beside the table.

use crate::screens::indicators::{actual, book, commits, indicator, opened, put};
use crate::screens::{Window, YEAR};
use iced_test::core::keyboard::Modifiers;
use iced_test::core::keyboard::key::{Key, Named};
use iced_test::core::{Size, Vector};
use shinchoku::domain::{Approval, Book, Department, Figure, Observation, OutlineKey, Record};

/// The fields of the first indicator, in a window that is high enough for all of them.
fn editing() -> Window {
    let mut window = opened(&book());
    window.resize(Size::new(1280.0, 2400.0));
    window.click("指標の内容を編集");
    window.wait();
    window
}

/// Puts a text in the place of the one in the field that has the focus.
fn put_in(window: &mut Window, text: &str) {
    window.ctrl("a");
    window.write(text);
}

/// Picks the option of a choice by its number.
fn pick(window: &mut Window, name: &str, number: usize) {
    let choice = window.place(name) + Vector::new(0.0, 36.0);
    window.press(choice);
    (0..number).for_each(|_| window.key(Named::ArrowDown));
    window.key(Named::Enter);
}

#[test]
fn its_fields_are_stored_when_it_is_left_and_taken_back_as_one_step() {
    let mut window = editing();
    let before = (window.book().clone(), commits(&window));
    put_in(&mut window, "体験農園の参加者数");
    window.key(Named::Tab);
    put_in(&mut window, "KPI①");
    window.key(Named::Tab);
    put_in(&mut window, "千人");
    window.fill("把握時期", "毎年5月");
    window.fill("報告元", "農業協同組合");
    assert!(window.shows("未保存の変更あり"), "{:?}", window.texts());
    window.key(Named::Escape);
    window.lacks("報告元");
    let row = indicator(&window, 0);
    let texts = [&row.name, &row.label, &row.unit, &row.timing, &row.reporter];
    assert_eq!(texts, ["体験農園の参加者数", "KPI①", "千人", "毎年5月", "農業協同組合"]);
    assert_eq!(commits(&window), before.1 + 1);
    window.ctrl("z");
    assert_eq!(*window.book(), before.0);
}

#[test]
fn what_is_typed_is_taken_back_step_by_step_before_it_is_stored() {
    let mut window = editing();
    put_in(&mut window, "別の名称");
    window.key(Named::Tab);
    put_in(&mut window, "KPI②");
    window.ctrl("z");
    window.ctrl("s");
    let row = indicator(&window, 0);
    assert_eq!((row.name.as_str(), row.label.as_str()), ("別の名称", ""));
    // The year that is looked at has nothing to do with it: the fields stay open.
    assert!(window.shows("報告元"), "{:?}", window.texts());
}

#[test]
fn a_name_is_asked_for_beside_its_field() {
    let mut window = editing();
    put_in(&mut window, " ");
    window.key(Named::Escape);
    assert!(window.says("名称"), "{:?}", window.texts());
    assert!(window.shows("報告元"), "it stays open: {:?}", window.texts());
    assert_eq!(indicator(&window, 0).name, "取組1の参加者数");
    put_in(&mut window, "名称");
    window.key(Named::Escape);
    assert_eq!(indicator(&window, 0).name, "名称");
}

#[test]
fn its_figures_are_told_as_they_are_read() {
    let mut window = editing();
    window.fill("基準の時点", "令和元年度");
    window.key_with(Key::Named(Named::Tab), Modifiers::SHIFT);
    put_in(&mut window, "１，２００人");
    assert!(window.shows("1,200人 と読み取りました"), "{:?}", window.texts());
    window.key(Named::Escape);
    let row = indicator(&window, 0);
    assert_eq!((row.base.to_string().as_str(), row.base_at.as_str()), ("1200", "令和元年度"));
}

#[test]
fn a_target_that_is_changed_midway_keeps_the_old_one_for_the_years_before() {
    let mut window = editing();
    window.click("＋ 令和6年度から改定");
    window.fill("基準の時点", "");
    window.key(Named::Tab);
    put_in(&mut window, "900");
    window.fill("改定の理由", "計画の見直し");
    window.key(Named::Escape);
    let row = indicator(&window, 0);
    let book = window.book();
    assert_eq!(book.terms(&row, YEAR).target.to_string(), "900");
    assert_eq!(book.terms(&row, YEAR.previous()).target.to_string(), "500");
    assert_eq!(book.amendments(row.id).next().unwrap().reason, "計画の見直し");
    window.click("指標の内容を編集");
    window.click("× 取り消す");
    window.key(Named::Escape);
    assert_eq!(window.book().amendments(row.id).count(), 0);
}

#[test]
fn it_is_printed_at_other_places_too_and_has_departments_of_its_own() {
    let mut window = editing();
    let search = window.place("属する所") + Vector::new(60.0, 40.0);
    window.press(search);
    window.write("施策2の");
    window.wait();
    window.key(Named::Enter);
    window.key(Named::Escape);
    let at = indicator(&window, 0).at;
    let measures: Vec<_> = window.book().listed().iter().map(|row| row.2.id).collect();
    assert_eq!(at, [OutlineKey::Measure(measures[0]), OutlineKey::Measure(measures[1])]);
}

#[test]
fn how_it_is_read_is_chosen() {
    let mut window = editing();
    pick(&mut window, "値の種類", 2);
    pick(&mut window, "よい方向", 1);
    window.key(Named::Escape);
    let row = indicator(&window, 0);
    assert_eq!((row.series.label(), row.better.label()), ("累計", "低いほどよい"));
}

#[test]
fn a_new_one_is_named_at_once_and_taken_back() {
    let mut window = opened(&book());
    let before = window.book().clone();
    window.ctrl("n");
    window.wait();
    window.write("講座の満足度");
    window.key(Named::Escape);
    assert_eq!(indicator(&window, 6).name, "講座の満足度");
    // It is the chosen one.
    window.type_in("8割");
    window.key(Named::Enter);
    assert_eq!(actual(&window, 6, YEAR), "8割");
    (0..2).for_each(|_| window.ctrl("z"));
    assert_eq!(*window.book(), before);
}

#[test]
fn a_new_one_in_which_nothing_is_typed_leaves_nothing_behind() {
    let mut window = opened(&book());
    let before = (window.book().clone(), commits(&window));
    window.ctrl("n");
    assert!(window.shows("やめる"), "{:?}", window.texts());
    window.key(Named::Escape);
    window.lacks("やめる");
    window.ctrl("n");
    let place = window.place("取組3の参加者数");
    window.press(place);
    window.lacks("やめる");
    window.ctrl("n");
    window.click("ホーム");
    assert_eq!((window.book(), commits(&window)), (&before.0, before.1));
    // One that has a unit has no name yet, which is asked for.
    window.click("指標");
    window.wait();
    window.ctrl("n");
    window.fill("単位", "人");
    window.key(Named::Escape);
    assert!(window.says("名称"), "{:?}", window.texts());
    assert_eq!(commits(&window), before.1);
}

#[test]
fn the_one_that_takes_its_place_is_found_and_taken_back() {
    let mut window = editing();
    let before = window.book().clone();
    for field in ["後継の指標", "属する所"] {
        window.fill(field, "");
        window.key(Named::Enter);
    }
    // Enter alone chooses nothing.
    window.lacks("未保存の変更あり");
    window.fill("後継の指標", "取組５");
    window.wait();
    window.key(Named::Enter);
    assert!(window.shows("取組5の参加者数"), "{:?}", window.texts());
    window.key(Named::Escape);
    let next = indicator(&window, 2).id;
    assert_eq!(indicator(&window, 0).successor, Some(next));
    // None succeeds the one that it has succeeded.
    window.key_with(Key::Named(Named::ArrowDown), Modifiers::ALT);
    window.key_with(Key::Named(Named::ArrowDown), Modifiers::ALT);
    window.click("指標の内容を編集");
    window.wait();
    window.fill("後継の指標", "取組１");
    window.wait();
    assert!(window.shows("＋ 取組11の参加者数"), "{:?}", window.texts());
    assert!(!window.shows("＋ 取組1の参加者数"), "{:?}", window.texts());
    window.key(Named::Escape);
    window.ctrl("z");
    assert_eq!(*window.book(), before);
}

#[test]
fn one_is_moved_retired_and_deleted_with_its_figures() {
    let mut window = opened(&book());
    let before = window.book().clone();
    let first = indicator(&window, 0).id;
    let down = Modifiers::ALT | Modifiers::SHIFT;
    window.key_with(Key::Named(Named::ArrowDown), down);
    assert_eq!(indicator(&window, 1).id, first);
    window.ctrl("z");
    window.click("指標の内容を編集");
    window.wait();
    window.click("廃止にする");
    assert!(window.book().indicator(first).unwrap().retired);
    window.ctrl("z");
    window.click("削除…");
    assert!(window.says("までの値が失われます。"), "{:?}", window.texts());
    window.click("削除する");
    assert_eq!(window.book().indicator(first), None);
    assert_eq!(window.book().observations(first).count(), 0);
    window.ctrl("z");
    assert_eq!(*window.book(), before);
}

#[test]
fn what_is_said_of_a_year_is_stored_when_the_cell_is_left() {
    let mut window = opened(&book());
    let before = commits(&window);
    window.fill("時点", "令和7年3月末");
    window.fill("要因分析", "開催の回数を増やした。");
    window.key_with(Key::Named(Named::ArrowDown), Modifiers::ALT);
    let row = indicator(&window, 0);
    let entry = window.book().observation(row.id, YEAR).unwrap().clone();
    let texts = (entry.as_of.as_str(), entry.cause.as_str());
    assert_eq!(texts, ("令和7年3月末", "開催の回数を増やした。"));
    assert_eq!(commits(&window), before + 1);
    // The next one is looked at, of which nothing is said.
    assert!(window.fields().iter().all(|text| text != "令和7年3月末"), "{:?}", window.fields());
}

#[test]
fn a_grade_is_given_by_hand_or_follows_from_the_rate() {
    let mut window = opened(&book());
    window.resize(Size::new(1280.0, 1200.0));
    let row = indicator(&window, 0);
    let mark = |book: &Book| book.grade_of(&row, YEAR).map(|grade| grade.mark.clone());
    let by_rate = mark(window.book());
    pick(&mut window, "評価", 1);
    assert_eq!(mark(window.book()).as_deref(), Some("Ａ"));
    window.ctrl("z");
    assert_eq!(mark(window.book()), by_rate);
}

#[test]
fn the_marked_actuals_are_agreed_to_together() {
    let mut window = opened(&book());
    let state = |window: &Window, at: usize| {
        let id = indicator(window, at).id;
        window.book().observation(id, YEAR).unwrap().approval
    };
    window.key_with(Key::Named(Named::Enter), Modifiers::CTRL);
    assert_eq!(state(&window, 0), Approval::Department);
    let shift = Modifiers::SHIFT;
    (0..2).for_each(|_| window.key_with(Key::Named(Named::ArrowDown), shift));
    // The one that is behind comes first.
    window.key_with(Key::Named(Named::Enter), Modifiers::CTRL);
    assert_eq!([0, 1].map(|at| state(&window, at)), [Approval::Department; 2]);
    window.key_with(Key::Named(Named::Enter), Modifiers::CTRL);
    assert_eq!([0, 1].map(|at| state(&window, at)), [Approval::Confirmed; 2]);
}

type Edit = fn(&mut Window);

#[test]
fn each_kind_of_edit_is_one_step_that_is_taken_back_and_made_again() {
    let edits: [(&str, Edit); 9] = [
        ("a figure", |window| {
            window.type_in("9");
            window.key(Named::Enter);
        }),
        ("a blank", |window| window.key(Named::Delete)),
        ("last year's", |window| window.ctrl("d")),
        ("集計中", |window| window.key_with(Key::Character("1".into()), Modifiers::ALT)),
        ("速報値", |window| window.key_with(Key::Character("4".into()), Modifiers::ALT)),
        ("a block", |window| {
            window.hold_clipboard("1\r\n2\r\n3\r\n");
            window.ctrl("v");
        }),
        ("時点", |window| {
            window.fill("時点", "令和7年3月末");
            window.key_with(Key::Named(Named::ArrowDown), Modifiers::ALT);
        }),
        ("課確認", |window| window.key_with(Key::Named(Named::Enter), Modifiers::CTRL)),
        ("改定", |window| {
            window.click("指標の内容を編集");
            window.wait();
            window.click("＋ 令和6年度から改定");
            window.key(Named::Escape);
        }),
    ];
    for (name, edit) in edits {
        let mut window = opened(&book());
        window.resize(Size::new(1280.0, 2400.0));
        let before = (window.book().clone(), commits(&window));
        edit(&mut window);
        let after = window.book().clone();
        assert_eq!(commits(&window), before.1 + 1, "{name}");
        assert_ne!(after, before.0, "{name}");
        window.ctrl("z");
        assert_eq!(*window.book(), before.0, "{name}");
        window.ctrl("y");
        assert_eq!(*window.book(), after, "{name}");
    }
}

#[test]
fn a_finding_leads_to_its_cell() {
    let mut book = book();
    let row = book.indicators()[1].clone();
    let entry = book.observation(row.id, YEAR).unwrap().clone();
    let actual = Figure::parse("15200", "");
    put(&mut book, Record::Observation(Observation { actual, ..entry }));
    let mut window = opened(&book);
    window.click("点検");
    window.wait();
    window.click("開く →");
    window.wait();
    window.type_in("302");
    window.key(Named::Enter);
    assert_eq!(crate::screens::indicators::actual(&window, 1, YEAR), "302");
}

#[test]
fn where_there_is_no_room_beside_the_table_it_takes_its_place() {
    let mut window = opened(&book());
    window.resize(Size::new(900.0, 640.0));
    window.wait();
    window.lacks("指標の内容を編集");
    window.click("くわしく →");
    assert!(window.shows("指標の内容を編集"), "{:?}", window.texts());
    window.key(Named::Escape);
    assert!(window.shows("くわしく →"), "{:?}", window.texts());
}

#[test]
fn a_long_name_of_a_department_is_seen_whole() {
    let mut book = book();
    let lead = book.department(book.indicators()[0].lead[0]).unwrap().clone();
    let name = "産業振興部観光・シティプロモーション推進課";
    put(&mut book, Record::Department(Department { name: name.to_owned(), ..lead }));
    let mut window = opened(&book);
    window.resize(Size::new(1280.0, 1200.0));
    let (of_name, of_word) = (window.place(name), window.place("所管課"));
    // On one line they would stand side by side, and its end out of sight.
    assert!(of_name.y > of_word.y + 6.0, "{of_name:?} beside {of_word:?}");
}
