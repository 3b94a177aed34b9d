//! A list on its way in: what it is taken for, what it would change, and what is left out.

use crate::screens::window::Window;
use crate::screens::{opened, support};
use iced_test::core::keyboard::{Modifiers, key::Key, key::Named};
use shinchoku::domain::{FiscalYear, Op};
use shinchoku::exchange::{self, Format};
use shinchoku::store::Store;
use shinchoku::ui::Message;
use std::fs;
use std::path::PathBuf;

/// A window over three measures, into which a list comes.
fn receiving(name: &str, list: &str) -> (tempfile::TempDir, Window) {
    let folder = tempfile::tempdir().unwrap();
    let mut window = Window::over(&support::book(3, 40));
    window.send(Message::Dropped(written(&folder, name, list)));
    (folder, window)
}

fn written(folder: &tempfile::TempDir, name: &str, list: &str) -> PathBuf {
    let path = folder.path().join(name);
    fs::write(&path, list).unwrap();
    path
}

fn names(window: &Window) -> Vec<String> {
    window.book().listed().iter().map(|(_, _, measure)| measure.name.clone()).collect()
}

const THREE: &str = "施策番号,名称,内容,令和6年度\n\
    1,施策1の取組の支援,新しい内容,・書きました。\n\
    2,施策2の取組の支援,,\n\
    4,新しい施策,はじめます。,・始めました。\n";

#[test]
fn what_becomes_of_each_cell_is_shown_before_anything_is_taken() {
    let list =
        "番号,施策名,担当課,令和6年度実績\n1,道路,建設課,直した。,済\n2,公園,企画課ほか,替えた。\n";
    let (_folder, mut window) = receiving("一覧.csv", list);
    for told in [
        "取り込むセル 7個",
        "✕ 取り込まないセル 1個",
        "？ 確かめるセル 1個",
        "✕ 済",
        "？ 企画課ほか",
    ] {
        assert!(window.shows(told), "{told}: {:?}", window.texts());
    }
    // Pressing a cell that is marked tells why, and takes its row for nothing else.
    for (cell, told) in [
        ("✕ 済", "E2：見出しのない列の値は、取り込みません。"),
        ("？ 企画課ほか", "C3：課の名前だけではないものがあります。所管課を確かめてください。"),
    ] {
        window.click(cell);
        assert!(window.shows(told), "{told}: {:?}", window.texts());
        assert!(window.shows("1 見出し"), "{:?}", window.texts());
    }
    // Taken for nothing, the last column is left as a whole.
    (0..4).for_each(|_| window.key(Named::ArrowRight));
    (0..20).for_each(|_| window.key(Named::ArrowUp));
    assert!(window.shows("取り込むセル 5個"), "{:?}", window.texts());
}

#[test]
fn each_row_tells_what_becomes_of_it_and_can_be_left_out() {
    let (_folder, mut window) = receiving("一覧.csv", THREE);
    let before = window.book().clone();
    assert!(window.shows("1 見出し"), "{:?}", window.texts());
    assert!(window.shows("施策番号") && window.shows("新しい施策"), "the sheet is shown");
    window.key(Named::Enter);
    for count in ["すべて 3", "追加 1", "変更 1", "そのまま 1"] {
        assert!(window.shows(count), "{count}: {:?}", window.texts());
    }
    // The first that changes is chosen, with what changes in it.
    assert!(window.shows("内容") && window.shows("実施状況"), "{:?}", window.texts());
    assert!(window.shows("2件を取り込む"));
    window.key(Named::Space);
    assert!(window.shows("1件を取り込む") && window.shows("外した施策 1件"));
    assert_eq!(*window.book(), before);
    window.key(Named::Enter);
    assert_eq!(names(&window).len(), 4);
    assert_ne!(window.book().listed()[0].2.description, "新しい内容", "left out");
    assert_eq!(window.app.store().unwrap().undoable().unwrap().op, Op::Import);
    window.take_back();
    assert_eq!(*window.book(), before);
}

#[test]
fn the_lines_are_narrowed_by_what_becomes_of_them() {
    let (_folder, mut window) = receiving("一覧.csv", THREE);
    window.key(Named::Enter);
    assert!(window.shows("1-①-2 施策2の取組の支援"));
    window.click("追加 1");
    assert!(window.shows("1-①-4 新しい施策"));
    window.lacks("1-①-2 施策2の取組の支援");
    window.click("すべて外す");
    window.key(Named::ArrowRight);
    assert!(window.shows("1-①-1 施策1の取組の支援"), "{:?}", window.texts());
    window.key(Named::Enter);
    assert_eq!(names(&window).len(), 3, "the new one was left out");
    assert_eq!(window.book().listed()[0].2.description, "新しい内容");
}

#[test]
fn leaving_writes_nothing_and_says_so() {
    let (_folder, mut window) = receiving("一覧.csv", THREE);
    let before = window.book().clone();
    window.key(Named::Enter);
    window.key(Named::Escape);
    assert!(window.shows("1 見出し"), "one step back");
    window.ctrl("s");
    window.ctrl("2");
    window.key(Named::Escape);
    assert!(
        window.shows("✓ 取り込みを中止しました。何も書き込んでいません。"),
        "{:?}",
        window.texts()
    );
    assert_eq!(*window.book(), before);
}

/// A form whose headings say nothing to the program.
const STRANGE: &str = "提出用,,\n項,事項,報告\n1,施策1の取組の支援,・手で直しました。\n";

/// Says by keys alone: the headings in the second row, 名称, and past it 実施状況 of the year before.
fn correct(window: &mut Window) {
    window.key_with(Key::Named(Named::ArrowDown), Modifiers::ALT);
    window.key_with(Key::Named(Named::ArrowDown), Modifiers::ALT);
    assert!(window.shows("2 見出し"), "{:?}", window.texts());
    (0..2).for_each(|_| window.key(Named::ArrowRight));
    (0..2).for_each(|_| window.key(Named::ArrowDown));
    window.key(Named::ArrowRight);
    (0..8).for_each(|_| window.key(Named::ArrowDown));
    window.key_with(Key::Named(Named::ArrowUp), Modifiers::SHIFT);
}

#[test]
fn a_form_that_is_not_recognised_is_told_by_the_clerk_once() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("戦略.db");
    drop(Store::create(&file, &support::book(3, 2), support::session()).unwrap());
    let list = written(&folder, "報告.csv", STRANGE);
    let settings = folder.path().join("設定");
    let mut window = Window::opening(&file, &settings);
    window.send(Message::Dropped(list.clone()));
    assert!(window.texts().iter().any(|text| text.starts_with("一覧表の見出しが見つかりません")));
    let unmoved = window.book().clone();
    window.key(Named::Enter);
    assert!(window.shows("一覧表の見出しが見つかりません。見出しの行を押して、「名称」（施策名）などの列を選んでください。"));
    correct(&mut window);
    window.key(Named::Enter);
    assert_eq!(*window.book(), unmoved);
    window.key(Named::Enter);
    let first = window.book().listed()[0].2.id;
    assert_eq!(window.book().narrative(first, FiscalYear(2023)), "・手で直しました。");

    drop(window);
    let mut window = Window::opening(&file, &settings);
    window.send(Message::Dropped(list));
    assert!(window.texts().iter().any(|text| text.starts_with("前回の対応を使っています。")));
    window.click("自動の読み取りに戻す");
    assert!(window.texts().iter().any(|text| text.starts_with("一覧表の見出しが見つかりません")));
}

#[test]
fn keys_that_look_further_down_say_nothing_of_a_column() {
    let own = exchange::write(Format::Csv, &support::book(3, 40)).unwrap();
    let (_folder, mut window) = receiving("一覧.csv", &String::from_utf8(own).unwrap());
    (0..12).for_each(|_| window.key(Named::ArrowUp));
    window.key(Named::Enter);
    let passed = |window: &mut Window| {
        let texts = window.texts();
        texts.into_iter().find(|text| text.contains("は取り込みません"))
    };
    assert_eq!(passed(&mut window), None);
    assert!(window.shows("そのまま 3"), "{:?}", window.texts());
    // Said of the first column, it is told before anything is brought in.
    window.key(Named::Escape);
    window.key(Named::ArrowRight);
    (0..12).for_each(|_| window.key(Named::ArrowUp));
    window.key(Named::Enter);
    assert_eq!(passed(&mut window).as_deref(), Some("A列「基本目標」は取り込みません。"));
}

#[test]
fn a_list_that_says_by_itself_what_it_is_is_shown_at_once() {
    let mut window = opened();
    let folder = tempfile::tempdir().unwrap();
    let json = r#"{"goals":[{"number":1,"name":"住み続けたいまちをつくる","directions":[
        {"number":1,"name":"農のあるまちづくりの推進","measures":[
        {"number":1,"name":"施策1の取組の支援","description":"新しい内容"}]}]}]}"#;
    window.send(Message::Dropped(written(&folder, "一覧.json", json)));
    assert!(window.shows("変更 1"), "{:?}", window.texts());
    window.key(Named::Escape);
    assert!(
        window.shows("✓ 取り込みを中止しました。何も書き込んでいません。"),
        "{:?}",
        window.texts()
    );
}

/// A list whose measures have the numbers of the book's and, from the first on, other names.
fn renamed(count: usize, strangers: usize) -> String {
    let row = |number: usize| {
        let name = if number <= strangers { "よその町の施策" } else { "施策" };
        format!("{number},{name}{number}の取組の支援,よその内容{number}\n")
    };
    "施策番号,名称,内容\n".to_owned() + &(1..=count).map(row).collect::<String>()
}

#[test]
fn a_list_of_another_plan_is_doubted_before_anything_else() {
    let (_folder, mut window) = receiving("一覧.csv", &renamed(3, 2));
    let before = window.book().clone();
    (0..4).for_each(|_| window.key(Named::Enter));
    assert_eq!(*window.book(), before, "Enter alone takes nothing over");
    let doubt =
        "！ 番号は同じでも、名称の違う施策が2件あります。ほかの計画の一覧ではありませんか。";
    assert!(window.shows(doubt), "{:?}", window.texts());
    assert!(window.place(doubt).y < window.place("変更 3").y);
    // It can be gone on with, by going to the button.
    window.tab_to("3件を取り込む");
    window.key(Named::Enter);
    assert_eq!(names(&window)[0], "よその町の施策1の取組の支援");
    window.take_back();
    assert_eq!(*window.book(), before);
}

#[test]
fn a_list_in_which_half_of_the_names_are_kept_is_not_doubted() {
    for (count, strangers) in [(2, 2), (3, 1)] {
        let (_folder, mut window) = receiving("一覧.csv", &renamed(count, strangers));
        (0..2).for_each(|_| window.key(Named::Enter));
        assert_eq!(window.book().listed()[0].2.description, "よその内容1", "{strangers}/{count}");
    }
}

#[test]
fn a_number_under_another_name_is_not_ticked_and_says_so() {
    let list = "施策番号,名称,内容\n1,施策1の取組の支援,新しい内容\n2,よその話,よその内容\n";
    let (folder, mut window) = receiving("一覧.csv", list);
    let before = names(&window);
    window.key(Named::Enter);
    assert!(
        window.shows("1件を取り込む") && window.shows("外した施策 1件"),
        "{:?}",
        window.texts()
    );
    window.click("1-①-2 よその話");
    let told = window.texts();
    assert!(told.iter().any(|text| text.contains("いまの名称：施策2の取組の支援")), "{told:?}");
    assert!(
        told.iter().any(|text| text.starts_with("名称が違います。別の施策かもしれません。")),
        "{told:?}"
    );
    window.key(Named::Enter);
    assert_eq!(names(&window), before);
    assert_eq!(window.book().listed()[0].2.description, "新しい内容");
    // The clerk may say that it is the same.
    window.take_back();
    window.send(Message::Dropped(written(&folder, "一覧.csv", list)));
    window.key(Named::Enter);
    window.click("1-①-2 よその話");
    window.key(Named::Space);
    window.key(Named::Enter);
    assert_eq!(names(&window)[1], "よその話");
    // Or that it is another one.
    window.take_back();
    window.send(Message::Dropped(written(&folder, "一覧.csv", list)));
    window.key(Named::Enter);
    window.click("1-①-2 よその話");
    window.click("○ 別の施策として追加する");
    assert!(window.says("追加1件、変更1件"), "{:?}", window.texts());
    window.key(Named::Enter);
    assert_eq!(names(&window)[1..3], ["よその話", "施策2の取組の支援"]);
}

#[test]
fn a_new_department_and_what_is_absent_are_told() {
    let list = "施策番号,名称,所管課\n1,施策1の取組の支援,第1科\n";
    let (_folder, mut window) = receiving("一覧.csv", list);
    window.key(Named::Enter);
    let told = "新しい課ができます：「第1科」（「第1課」の誤りではありませんか）。";
    assert!(window.shows(told), "{:?}", window.texts());
    assert!(window.says("一覧にない施策2件は、そのまま残ります（"), "{:?}", window.texts());
}
