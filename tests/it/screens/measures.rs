//! Finding a measure, and writing what was done for it.

use crate::screens::desk::Desk;
use crate::screens::{Window, YEAR, first, narrative, opened, support};
use iced_test::core::Point;
use iced_test::core::keyboard::{Modifiers, key::Key, key::Named};
use shinchoku::domain::{Key as Row, Record, Year};

#[test]
fn the_first_screen_shows_the_year() {
    let mut window = Window::over(&support::book(12, 60));
    assert!(window.shows("12施策の進み具合"));
    assert!(window.shows("令和6年度"));
}

#[test]
fn a_search_folds_width_and_kana_and_tells_how_many_it_shows() {
    let mut window = opened();
    window.ctrl("f");
    window.write("施策３の シエン");
    assert!(window.shows("施策3の取組の支援") || window.shows("12件中 0件を表示"));
    window.click("すべて表示");
    window.ctrl("f");
    window.write("施策３の取組");
    assert!(window.shows("施策3の取組の支援"));
    window.lacks("施策2の取組の支援");
    assert!(window.shows("12件中 1件を表示"));
    window.click("「施策３の取組」");
    assert!(window.shows("施策2の取組の支援"));
    assert!(window.shows("12件"));
}

#[test]
fn enter_in_the_search_opens_what_was_found() {
    let mut window = opened();
    window.ctrl("f");
    window.write("施策4の");
    window.key(Named::Enter);
    window.write("はじめに、");
    window.ctrl("s");
    let fourth = window.book().listed()[3].2.id;
    assert!(window.book().narrative(fourth, YEAR).starts_with("はじめに、"));
}

#[test]
fn the_missing_ones_can_be_listed_alone() {
    let mut book = support::book(12, 60);
    let lacking = book.listed()[1].2.clone();
    let removed = book.remove(Row::Implementation(lacking.id, YEAR));
    book.apply(&removed).unwrap();
    let mut window = Window::over(&book);
    window.click("未入力の1件を見る →");
    assert!(window.shows(&lacking.name));
    assert!(window.shows("12件中 1件を表示"));
    window.click("すべて表示");
    assert!(window.shows("12件"));
}

#[test]
fn what_is_written_is_stored_when_it_is_saved() {
    let mut window = opened();
    let before = narrative(&window);
    window.write("・新しく園を開きました。");
    assert_eq!(narrative(&window), before);
    assert!(window.shows("未保存の変更あり"));
    window.ctrl("s");
    assert_eq!(narrative(&window), format!("・新しく園を開きました。{before}"));
    window.lacks("未保存の変更あり");
}

#[test]
fn undo_takes_back_typing_first_and_then_what_was_saved() {
    let mut window = opened();
    let before = narrative(&window);
    window.write("一。");
    window.ctrl("s");
    window.write("二。");
    window.write("三。");
    window.ctrl("z");
    window.ctrl("s");
    assert_eq!(narrative(&window), format!("一。二。{before}"));
    window.ctrl("z");
    assert_eq!(narrative(&window), format!("一。{before}"));
    assert!(window.shows("✓ 元に戻しました：実施状況「施策1の取組の支援」の編集"));
    window.ctrl("z");
    assert_eq!(narrative(&window), before);
    window.ctrl("y");
    window.ctrl("y");
    assert_eq!(narrative(&window), format!("一。二。{before}"));
}

#[test]
fn neighbours_are_reached_by_key() {
    let mut window = opened();
    window.key_with(Key::Named(Named::ArrowDown), Modifiers::ALT);
    window.key_with(Key::Named(Named::PageDown), Modifiers::CTRL);
    window.key_with(Key::Named(Named::ArrowUp), Modifiers::ALT);
    window.write("二番目に書く。");
    window.ctrl("s");
    let second = window.book().listed()[1].2.id;
    assert!(window.book().narrative(second, YEAR).starts_with("二番目に書く。"));
}

#[test]
fn last_years_text_comes_over_and_nothing_is_lost_by_it() {
    let mut window = opened();
    let (present, last) = (narrative(&window), {
        let id = first(&window).id;
        window.book().narrative(id, YEAR.previous()).to_owned()
    });
    window.click("今年度へコピー");
    window.click("後ろに追加");
    window.ctrl("s");
    assert_eq!(narrative(&window), format!("{present}\n{last}"));
    window.click("今年度へコピー");
    window.click("置き換える");
    window.ctrl("s");
    assert_eq!(narrative(&window), last);
}

#[test]
fn departments_are_found_by_name_and_put_in_order() {
    let mut window = opened();
    window.click("＋ 課を選ぶ");
    window.write("第１１");
    window.key(Named::Enter);
    window.write("第12");
    let row = window.place("第12課");
    window.click("所管");
    assert_eq!(window.place("✓ 所管").y, row.y, "nothing moves under the pointer");
    window.key(Named::Escape);
    window.ctrl("s");
    let names = |ids: &[_]| -> Vec<String> {
        ids.iter().map(|id| window.book().department(*id).unwrap().name.clone()).collect()
    };
    let measure = first(&window);
    assert_eq!(names(&measure.lead), ["第1課", "第12課"]);
    assert_eq!(names(&measure.related), ["第6課", "第11課"]);
}

#[test]
fn a_department_that_is_not_there_is_added_where_it_is_chosen() {
    let mut window = opened();
    window.write("途中。");
    window.click("＋ 課を選ぶ");
    window.write("デジタル推進室");
    window.click("＋「デジタル推進室」を新しい課として追加");
    window.ctrl("s");
    let added = window.book().departments().last().map(|it| (it.id, it.name.clone())).unwrap();
    assert_eq!(added.1, "デジタル推進室");
    assert!(first(&window).related.contains(&added.0), "{:?}", window.texts());
    assert!(narrative(&window).starts_with("途中。"));
}

#[test]
fn the_border_of_the_list_is_moved_remembered_and_put_back() {
    let mut desk = Desk::writing();
    let text = |window: &mut Window| window.place("令和6年度").x;
    let before = text(&mut desk.window);
    let border = Point::new(628.0, 400.0);
    desk.window.drag(border, border + iced_test::core::Vector::new(-60.0, 0.0));
    let narrower = text(&mut desk.window);
    assert!(narrower < before - 20.0, "{before} {narrower}");
    drop(std::mem::replace(&mut desk.window, Window::at_start()));
    desk.window = Window::opening(&desk.file(), desk.folder.path());
    crate::screens::open_first(&mut desk.window);
    assert_eq!(text(&mut desk.window), narrower, "it is as it was left");
    let border = border + iced_test::core::Vector::new(-60.0, 0.0);
    desk.window.press(border);
    desk.window.press(border);
    assert_eq!(text(&mut desk.window), before);
}

#[test]
fn a_refused_field_says_why_and_keeps_the_draft() {
    let mut window = opened();
    window.write("本文。");
    window.click("内容・番号を編集");
    window.fill("名称", "");
    window.ctrl("s");
    let told =
        "施策の名称が入力されていません。まだ保存していません。施策の名称を入力してください。";
    assert!(window.shows(told), "{:?}", window.texts());
    assert_eq!(first(&window).name, "施策1の取組の支援");
    window.fill("名称", "新しい名称");
    window.ctrl("s");
    window.lacks(told);
    assert_eq!(first(&window).name, "新しい名称");
    assert!(narrative(&window).starts_with("本文。"));
}

#[test]
fn the_name_of_the_grant_is_stored_with_the_measure() {
    let mut window = opened();
    window.click("内容・番号を編集");
    window.fill("交付金の名称", "新しい地方経済・生活環境創生交付金");
    window.ctrl("s");
    assert_eq!(first(&window).grant, "新しい地方経済・生活環境創生交付金");
    window.ctrl("z");
    assert_eq!(first(&window).grant, "");
}

/// The first year that is offered lies before all that are kept.
#[test]
fn the_years_of_a_measure_are_chosen_beside_its_number_and_it_is_then_asked_for_in_them_alone() {
    let mut book = support::book(12, 60);
    let id = book.listed()[0].2.id;
    let removed = book.remove(Row::Implementation(id, YEAR));
    book.apply(&removed).unwrap();
    let mut window = Window::over(&book);
    assert!(window.shows("未入力の1件を見る →"));
    window.click("施策");
    window.click("施策1の取組の支援");
    window.click("内容・番号を編集");
    window.click("終了：なし");
    window.key(Named::ArrowDown);
    window.key(Named::Enter);
    window.ctrl("s");
    let last = window.book().measure(id).unwrap().period.last;
    assert!(last.is_some_and(|last| last < YEAR), "{last:?}");
    assert!(window.says("対象外"), "{:?}", window.texts());
    window.click("ホーム");
    window.lacks("未入力の1件を見る →");
    assert!(window.shows("令和6年度（対象外の1件を除く）"), "{:?}", window.texts());
}

#[test]
fn a_last_year_before_the_first_one_is_refused_beside_them() {
    let mut window = opened();
    window.click("内容・番号を編集");
    window.click("開始：なし");
    (0..2).for_each(|_| window.key(Named::ArrowDown));
    window.key(Named::Enter);
    window.click("終了：なし");
    window.key(Named::ArrowDown);
    window.key(Named::Enter);
    window.ctrl("s");
    assert!(window.says("終了年度が、開始年度より前になっています"), "{:?}", window.texts());
    assert_eq!(first(&window).period.first, None);
}

#[test]
fn this_years_text_has_several_lines_in_the_smallest_window() {
    let mut window = opened();
    window.resize(iced_test::core::Size::new(1024.0, 640.0));
    let (top, end) = (window.place("前年度との違い").y, window.place("今年度へコピー").y);
    assert!(end - top > 150.0, "{top} {end}");
    assert!(window.shows("課確認にする") && window.shows("内容・番号を編集"));
    window.click("内容・番号を編集");
    assert!(window.shows("閉じる"), "{:?}", window.texts());
}

#[test]
fn a_number_must_be_one() {
    let mut window = opened();
    window.click("内容・番号を編集");
    window.fill("番号", "新");
    assert!(window.shows("番号は数字で入力してください。"));
    window.ctrl("s");
    assert_eq!(first(&window).number, 1);
    window.key(Named::Escape);
    window.lacks("番号は数字で入力してください。");
    window.ctrl("s");
    assert!(window.shows("番号は数字で入力してください。"), "why it is not saved");
    window.fill("番号", "１２");
    window.ctrl("s");
    assert!(window.book().listed().iter().any(|(_, _, measure)| measure.number == 12));
}

#[test]
fn a_deletion_says_what_is_lost_and_can_be_taken_back() {
    let mut window = opened();
    let before = window.book().clone();
    window.click("内容・番号を編集");
    window.click("削除…");
    assert!(window.shows("名称・内容と、令和5年度、令和6年度の実施状況が失われます。"));
    window.key(Named::Enter);
    assert_eq!(window.book(), &before, "Enter alone deletes nothing");
    window.click("削除…");
    window.click("削除する");
    assert_eq!(window.book().measure_count(), 11);
    window.ctrl("z");
    assert_eq!(window.book(), &before);
}

#[test]
fn a_measure_is_added_behind_its_siblings_and_opened() {
    let mut window = opened();
    window.click("＋ 施策を追加");
    assert_eq!(window.book().measure_count(), 13);
    window.write("朝市の再開");
    window.ctrl("s");
    let (_, direction, added) = window.book().listed()[10];
    assert_eq!((added.name.as_str(), added.number), ("朝市の再開", 11));
    assert_eq!(direction.id, first(&window).direction);
}

#[test]
fn a_measure_moves_among_its_siblings_and_is_retired() {
    let mut window = opened();
    let moved = first(&window).id;
    window.click("内容・番号を編集");
    window.click("↓");
    assert_eq!(window.book().listed()[1].2.id, moved);
    window.click("廃止にする");
    assert!(window.book().measure(moved).unwrap().retired);
    window.ctrl("z");
    window.ctrl("z");
    assert_eq!(first(&window).id, moved);
    assert!(!first(&window).retired);
}

#[test]
fn a_closed_year_is_read_but_not_written() {
    let mut book = support::book(12, 60);
    let change = book.put(Record::Year(Year { year: YEAR, closed: true })).unwrap();
    let other = book.put(Record::Year(Year { year: YEAR.previous(), closed: true })).unwrap();
    book.apply(&[change, other]).unwrap();
    let mut window = Window::over(&book);
    window.click("施策");
    window.click("施策1の取組の支援");
    window.press(Point::new(1100.0, 400.0));
    window.write("書けない");
    window.key(Named::Backspace);
    window.lacks("未保存の変更あり");
    assert!(window.shows("締めた年度です。読むことだけができます。"));
}

#[test]
fn a_new_measure_in_which_nothing_is_typed_leaves_nothing_behind() {
    let mut window = opened();
    let before = window.book().clone();
    window.ctrl("n");
    window.wait();
    assert!(window.shows("新しい施策"), "{:?}", window.texts());
    window.key(Named::Escape);
    assert_eq!(*window.book(), before);
    window.ctrl("n");
    window.wait();
    window.click("閉じる");
    assert_eq!(*window.book(), before);
    // One that is named stays.
    window.ctrl("n");
    window.wait();
    window.write("直売所の整備");
    window.key(Named::Escape);
    window.ctrl("s");
    assert!(window.book().listed().iter().any(|row| row.2.name == "直売所の整備"));
    window.click("内容・番号を編集");
    window.key(Named::Escape);
    assert!(window.book().listed().iter().any(|row| row.2.name == "直売所の整備"));
}
