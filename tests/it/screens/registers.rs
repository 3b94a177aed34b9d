//! 台帳: what the measures refer to, edited in place.

mod details;
mod plan;
mod scales;

use crate::screens::{Window, YEAR, first, opened, support};
use iced_test::core::Vector;
use iced_test::core::keyboard::{Modifiers, key::Key, key::Named};
use shinchoku::domain::{Book, Department, FirstReiwa, FiscalYear, Key as Row, Plan};

/// A window at one of the registers of a book of twelve measures.
fn at(tab: &str) -> Window {
    of(&support::book(12, 60), tab)
}

fn of(book: &Book, tab: &str) -> Window {
    let mut window = Window::over(book);
    window.click("台帳");
    if tab != "課" {
        window.click(tab);
    }
    window
}

/// Puts a name in the place of the one in the open row.
fn rename(window: &mut Window, name: &str) {
    window.ctrl("a");
    window.key(Named::Backspace);
    window.write(name);
}

fn departments(window: &Window) -> Vec<String> {
    window.book().departments().into_iter().map(|row| row.name.clone()).collect()
}

fn department(window: &Window, name: &str) -> Department {
    window.book().department_named(name).cloned().expect(name)
}

#[test]
fn a_renamed_department_shows_in_the_list_of_measures() {
    let mut window = at("課");
    window.click("第1課");
    rename(&mut window, "産業振興課");
    assert!(window.shows("未保存の変更あり"));
    window.key(Named::Enter);
    window.lacks("未保存の変更あり");
    window.click("施策");
    assert!(window.shows("産業振興課（第6課）"), "{:?}", window.texts());
    window.ctrl("z");
    assert!(window.shows("✓ 元に戻しました：課「産業振興課」の編集"), "{:?}", window.texts());
    // It was done here.
    assert!(window.shows("台帳"), "{:?}", window.texts());
    window.click("施策");
    assert!(window.shows("第1課（第6課）"));
}

#[test]
fn departments_are_added_one_after_the_other_by_enter() {
    let mut window = at("課");
    window.ctrl("n");
    for name in ["　企画課 ", "総務課"] {
        window.write(name);
        window.key(Named::Enter);
    }
    assert_eq!(departments(&window)[12..], ["企画課", "総務課"]);
    window.ctrl("z");
    assert!(window.shows("✓ 元に戻しました：課「総務課」の追加"));
    assert_eq!(departments(&window).len(), 13);
}

#[test]
fn a_name_that_is_there_already_is_refused_and_kept_as_typed() {
    let told = "「第2課」は、すでにあります。まだ保存していません。別の名前にしてください。";
    let mut window = at("課");
    window.ctrl("n");
    window.write("第2課");
    window.key(Named::Enter);
    assert!(window.shows(told), "{:?}", window.texts());
    assert_eq!(departments(&window).len(), 12);
    window.write("の分室");
    window.lacks(told);
    window.key(Named::Enter);
    assert_eq!(departments(&window)[12], "第2課の分室");

    window.click("第12課");
    rename(&mut window, "第2課");
    window.key(Named::Enter);
    assert!(window.shows(told));
    window.key(Named::Escape);
    window.lacks(told);
    window.lacks("未保存の変更あり");
    assert_eq!(departments(&window)[11], "第12課");
}

#[test]
fn a_blank_name_is_refused() {
    let mut window = at("進捗状況");
    window.click("実施中");
    rename(&mut window, "　");
    window.ctrl("s");
    assert!(window.texts().iter().any(|text| text.contains("が入力されていません")));
    assert!(window.book().status_named("実施中").is_some());
}

#[test]
fn a_used_department_is_retired_rather_than_deleted() {
    let mut window = at("課");
    window.click("第1課");
    assert!(window.shows("2件の施策で使われています。廃止にできます。"), "{:?}", window.texts());
    let before = window.book().clone();
    window.click("削除");
    assert_eq!(window.book(), &before);
    window.click("廃止にする");
    assert!(department(&window, "第1課").retired);
    assert!(window.shows("－ 廃止"));

    // It is hidden from choice.
    window.click("施策");
    window.click("施策2の取組の支援");
    window.click("＋ 課を選ぶ");
    window.write("第1");
    let found = |window: &mut Window, name: &str| window.texts().iter().any(|text| text == name);
    assert!(found(&mut window, "第10課") && !found(&mut window, "第1課"));

    window.click("台帳");
    window.click("第1課");
    window.click("廃止を取り消す");
    assert!(!department(&window, "第1課").retired);
    window.ctrl("z");
    assert!(window.shows("✓ 元に戻しました：課「第1課」の廃止の取消し"));
}

#[test]
fn an_unused_department_is_deleted() {
    let mut window = at("課");
    window.ctrl("n");
    window.write("企画課");
    window.key(Named::Enter);
    window.click("企画課");
    window.click("削除");
    assert_eq!(departments(&window).len(), 12);
    window.ctrl("z");
    assert_eq!(departments(&window)[12], "企画課");
}

#[test]
fn rows_are_reached_by_the_arrows_and_moved_with_alt() {
    let mut window = at("課");
    window.key(Named::ArrowDown);
    window.key(Named::ArrowDown);
    window.key_with(Key::Named(Named::ArrowUp), Modifiers::ALT);
    assert_eq!(departments(&window)[..2], ["第2課", "第1課"]);
    // The row that was moved is still the open one.
    rename(&mut window, "先頭の課");
    window.key(Named::Enter);
    assert_eq!(departments(&window)[..2], ["先頭の課", "第1課"]);
    window.key(Named::ArrowUp);
    assert_eq!(departments(&window)[0], "先頭の課");
    window.ctrl("z");
    window.ctrl("z");
    assert!(window.shows("✓ 元に戻しました：課「第2課」の並べ替え"), "{:?}", window.texts());
    assert_eq!(departments(&window)[..2], ["第1課", "第2課"]);
}

#[test]
fn a_row_beyond_the_foot_is_scrolled_to() {
    let mut window = at("課");
    for _ in 0..12 {
        window.key(Named::ArrowDown);
    }
    assert!(window.shows("2件の施策で使われています。廃止にできます。"));
    window.write("（仮称）");
    window.key(Named::Enter);
    assert_eq!(departments(&window)[11], "第12課（仮称）");
}

#[test]
fn a_number_leads_to_what_it_counts() {
    let mut window = at("課");
    window.click("1件");
    assert!(window.shows("12件中 1件を表示"), "{:?}", window.texts());
}

#[test]
fn the_entries_of_a_year_are_seen_in_that_year() {
    let mut book = support::book(12, 60);
    let id = book.listed()[1].2.id;
    let removed = book.remove(Row::Implementation(id, YEAR.previous()));
    book.apply(&removed).unwrap();
    let mut window = of(&book, "年度");
    window.click("11件");
    window.click("施策1の取組の支援");
    window.write("前の年度の文。");
    window.ctrl("s");
    let id = first(&window).id;
    assert!(window.book().narrative(id, YEAR.previous()).starts_with("前の年度の文。"));
}

#[test]
fn what_is_typed_is_not_left_behind() {
    for elsewhere in ["ホーム", "進捗状況", "第2課"] {
        let mut window = at("課");
        window.click("第1課");
        window.write("（新）");
        window.click(elsewhere);
        assert_eq!(departments(&window)[0], "第1課（新）", "{elsewhere}");
    }
    let mut window = at("課");
    window.ctrl("n");
    window.write("企画課");
    window.close();
    assert!(window.closed);
    assert_eq!(departments(&window).len(), 13);
}

#[test]
fn typing_is_taken_back_before_what_was_saved() {
    let mut window = at("課");
    window.click("第1課");
    window.write("（新）");
    window.ctrl("z");
    window.lacks("未保存の変更あり");
    window.ctrl("y");
    window.ctrl("s");
    assert_eq!(departments(&window)[0], "第1課（新）");
}

#[test]
fn an_added_status_can_be_chosen() {
    let mut window = at("進捗状況");
    window.ctrl("n");
    window.write("検討中");
    window.key(Named::Enter);
    window.click("施策");
    window.click("施策1の取組の支援");
    // （未選択）, the three there were, and the new one.
    let status = window.place("進捗状況") + Vector::new(90.0, 0.0);
    window.choose(status, 146.0);
    window.ctrl("s");
    let id = first(&window).id;
    assert_eq!(window.book().progress(id, YEAR).unwrap().name, "検討中");
    window.click("台帳");
    assert!(window.shows("1件"), "{:?}", window.texts());
}

#[test]
fn an_added_year_appears_among_the_years() {
    let mut window = at("年度");
    window.click("＋ 次の年度（令和7年度）を加える");
    window.click("＋ 前の年度（令和4年度）を加える");
    let years: Vec<i32> = window.book().years().map(|year| year.year.0).collect();
    assert_eq!(years, [2022, 2023, 2024, 2025]);
    window.click("施策");
    // The latest year stands first among the choices.
    let year = window.place("施策") + Vector::new(90.0, 0.0);
    window.choose(year, 39.0);
    window.click("施策1の取組の支援");
    window.write("新しい年度の文。");
    window.ctrl("s");
    assert_eq!(window.book().narrative(first(&window).id, FiscalYear(2025)), "新しい年度の文。");
    window.ctrl("z");
    window.ctrl("z");
    assert!(window.shows("✓ 元に戻しました：年度「令和4年度」の追加"), "{:?}", window.texts());
}

#[test]
fn a_used_year_stays_and_a_closed_one_is_opened_again() {
    let mut window = at("年度");
    let before = window.book().clone();
    window.click("削除");
    assert_eq!(window.book(), &before);
    window.click("締める");
    assert!(window.book().years().any(|year| year.closed));
    window.click("締めを解除");
    assert_eq!(window.book(), &before);
}

#[test]
fn a_year_in_which_something_is_missing_is_closed_when_the_clerk_says_so() {
    let mut book = support::book(12, 60);
    let id = book.listed()[0].2.id;
    let mut entry = book.implementation(id, YEAR).unwrap().clone();
    entry.narrative.clear();
    let change = book.put(shinchoku::domain::Record::Implementation(entry)).unwrap();
    book.apply(&[change]).unwrap();
    let mut window = Window::over(&book);
    window.click("台帳");
    window.click("年度");
    window.click("締める");
    assert!(window.shows("令和6年度には、未入力の施策が1件あります。"), "{:?}", window.texts());
    assert_eq!(*window.book(), book);
    window.click("締める");
    assert!(window.book().year(YEAR).is_some_and(|year| year.closed));
}

#[test]
fn an_empty_file_is_filled_from_the_first_goal_to_the_first_measure() {
    let book = Book::starting(Plan::new("みずほ野市", "総合戦略"), YEAR);
    let mut window = Window::over(&book);
    window.click("基本目標と施策の方向を作る");
    window.click("＋ 基本目標を追加");
    window.write("住み続けたいまちをつくる");
    window.key(Named::Enter);
    window.ctrl("n");
    window.write("農のあるまちづくりの推進");
    window.key(Named::Enter);
    window.click("＋ 施策を追加");
    window.write("農にふれあえる場の提供");
    window.ctrl("s");
    let listed = window.book().listed();
    let [(goal, direction, measure)] = listed[..] else { panic!("one measure: {listed:?}") };
    assert_eq!(goal.heading(), "基本目標１「住み続けたいまちをつくる」");
    assert_eq!(direction.heading(), "① 農のあるまちづくりの推進");
    assert_eq!((measure.name.as_str(), measure.number), ("農にふれあえる場の提供", 1));
    window.ctrl("z");
    window.ctrl("z");
    window.ctrl("z");
    assert!(
        window.shows("✓ 元に戻しました：施策の方向「農のあるまちづくりの推進」の追加"),
        "{:?}",
        window.texts()
    );
}

#[test]
fn without_a_direction_a_new_measure_leads_to_the_outline() {
    let mut window = Window::over(&Book::starting(Plan::new("", "総合戦略"), YEAR));
    window.click("施策");
    window.click("＋ 施策を追加");
    assert!(window.shows("＋ 基本目標を追加"));
}

#[test]
fn headings_are_edited_ordered_and_deleted_when_they_are_empty() {
    let mut window = at("基本目標と施策の方向");
    window.click("② 農のあるまちづくりの推進");
    assert!(window.shows("中に施策が2件あります。空になると削除できます。"));
    window.key_with(Key::Named(Named::ArrowUp), Modifiers::ALT);
    let numbers = |window: &Window| -> Vec<u32> {
        let goal = window.book().goals()[0].id;
        window.book().directions(goal).into_iter().map(|row| row.number).collect()
    };
    assert_eq!(numbers(&window), [2, 1]);
    window.fill("番号", "３");
    window.key(Named::Enter);
    assert_eq!(numbers(&window), [3, 1]);
    window.fill("番号", "三");
    window.key(Named::Enter);
    assert!(window.shows("番号は数字で入力してください。"));
    window.key(Named::Escape);

    window.ctrl("n");
    window.write("仮の方向");
    window.key(Named::Enter);
    assert_eq!(numbers(&window), [3, 1, 4]);
    window.click("削除");
    assert_eq!(numbers(&window), [3, 1]);
    window.click("基本目標１「住み続けたいまちをつくる」");
    assert!(window.shows("中に施策の方向が2件あります。"));
    window.fill("見出し", "目標Ａ");
    window.key(Named::Enter);
    assert_eq!(window.book().goals()[0].heading(), "目標Ａ「住み続けたいまちをつくる」");
}

#[test]
fn the_plan_and_its_title_are_edited() {
    let mut window = at("計画");
    window.fill("市町村名", "新みずほ野市");
    window.fill("計画名", "第2期総合戦略");
    window.fill("表題", "実施状況報告");
    let style = window.place("2019年度の呼び方") + Vector::new(0.0, 36.0);
    window.choose(style, 76.0);
    window.ctrl("s");
    let plan = window.book().plan();
    assert_eq!(
        (plan.municipality.as_str(), plan.name.as_str(), plan.title.as_str(), plan.first_reiwa),
        ("新みずほ野市", "第2期総合戦略", "実施状況報告", FirstReiwa::Heisei31)
    );
    window.ctrl("z");
    assert!(window.shows("✓ 元に戻しました：計画「第2期総合戦略」の編集"), "{:?}", window.texts());
    assert_eq!(window.book().plan().municipality, "みずほ野市");
}

#[test]
fn the_open_measure_keeps_up_with_the_registers() {
    let mut window = opened();
    window.click("台帳");
    window.click("進捗状況");
    window.click("実施中");
    rename(&mut window, "進行中");
    window.key(Named::Enter);
    window.click("施策");
    assert!(window.shows("進行中"));
    window.lacks("実施中");
}
