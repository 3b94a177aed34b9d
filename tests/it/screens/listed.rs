//! The list: states, filters, found words, orders, and rows that are put elsewhere.

use crate::screens::window::Window;
use crate::screens::{YEAR, first, opened, support};
use iced_test::core::keyboard::{Modifiers, key::Key, key::Named};
use iced_test::core::{Event, Point, Vector, window};
use shinchoku::domain::{Approval, Department, Implementation, Noun, Op, Position, Record};

/// A window on twelve measures, of which the second is 確定, the third 課確認, and the fourth missing.
fn listed() -> Window {
    let mut book = support::book(12, 60);
    let ids: Vec<_> = book.listed().iter().map(|row| row.2.id).collect();
    let entry = |at: usize| book.implementation(ids[at], YEAR).unwrap().clone();
    let entries = [
        entry(1).approved(Approval::Confirmed),
        entry(2).approved(Approval::Department),
        Implementation { narrative: String::new(), ..entry(3) },
    ];
    let changes: Vec<_> =
        entries.into_iter().filter_map(|it| book.put(Record::Implementation(it))).collect();
    book.apply(&changes).unwrap();
    let mut window = Window::over(&book);
    window.click("施策");
    window
}

fn names(window: &Window) -> Vec<String> {
    window.book().listed().iter().map(|row| row.2.name.clone()).collect()
}

#[test]
fn states_are_seen_counted_and_narrowed_to() {
    let mut window = listed();
    for text in ["○ 未入力", "… 入力中", "◎ 課確認", "✓ 確定"] {
        assert!(window.shows(text), "{text}: {:?}", window.texts());
    }
    window.click("✓ 確定 1");
    assert!(window.shows("12件中 1件を表示"));
    window.click("○ 未入力 1");
    assert!(window.shows("12件中 2件を表示"), "states add up");
    assert!(window.shows("施策2の取組の支援") && window.shows("施策4の取組の支援"));
    window.ctrl("f");
    window.write("施策4");
    assert!(window.shows("12件中 1件を表示"), "and narrow together with words");
    window.click("すべて表示");
    assert!(window.shows("12件"));
}

#[test]
fn a_word_found_in_the_text_is_shown_where_it_stands() {
    let mut window = listed();
    window.ctrl("f");
    window.write("ﾉｳｴﾝ");
    assert!(window.texts().iter().any(|text| text == "12件中 0件を表示"));
    window.click("すべて表示");
    window.ctrl("f");
    window.write("たいけん");
    window.click("すべて表示");
    window.ctrl("f");
    window.write("體驗農園の");
    assert!(window.shows("内容"), "{:?}", window.texts());
    assert!(window.texts().iter().any(|text| text.contains("体験農園の拡充")));
}

#[test]
fn another_order_groups_the_rows() {
    let mut window = listed();
    let order = Point::new(560.0, 100.0);
    window.choose(order, 60.0);
    assert!(window.shows("未入力"), "{:?}", window.texts());
    assert!(window.shows("1-①-4"), "{:?}", window.texts());
    // Rows stay where they are.
    window.lacks("≡");
}

#[test]
fn the_open_row_moves_by_key_and_another_by_dragging() {
    let mut window = opened();
    let order = |window: &Window| names(window)[..3].to_vec();
    let named = |numbers: [u8; 3]| numbers.map(|n| format!("施策{n}の取組の支援")).to_vec();
    window.key_with(Key::Named(Named::ArrowDown), Modifiers::ALT | Modifiers::SHIFT);
    assert_eq!(order(&window), named([2, 1, 3]));
    window.key_with(Key::Named(Named::ArrowUp), Modifiers::ALT | Modifiers::SHIFT);
    assert_eq!(order(&window), named([1, 2, 3]));

    let third = window.place("施策3の取組の支援");
    let second = window.place("施策2の取組の支援");
    let handle = Point::new(window.place("≡").x, third.y + 24.0);
    window.drag(handle, second - Vector::new(0.0, third.y - second.y));
    assert_eq!(order(&window), named([3, 1, 2]));
    assert_eq!(window.app.store().unwrap().undoable().unwrap().op, Op::Move(Noun::Measure));
    window.ctrl("z");
    assert_eq!(order(&window), named([1, 2, 3]));
}

#[test]
fn a_row_dropped_where_it_was_changes_nothing() {
    let mut window = listed();
    let before = window.book().clone();
    let second = window.place("施策2の取組の支援");
    let handle = Point::new(window.place("≡").x, second.y + 24.0);
    window.drag(handle, second + Vector::new(0.0, 24.0));
    window.drag(handle, second - Vector::new(0.0, 16.0));
    assert_eq!(*window.book(), before);
}

#[test]
fn a_rows_menu_copies_moves_and_numbers_anew() {
    let mut window = listed();
    let row = window.place("施策2の取組の支援");
    window.press_right(row);
    window.click("コピーを作る");
    let (_, _, copy) = window.book().listed()[2];
    assert_eq!((copy.name.as_str(), copy.number), ("施策2の取組の支援（コピー）", 11));
    assert_eq!(window.book().narrative(copy.id, YEAR), "", "without what was written");
    let row = window.place("施策3の取組の支援");
    window.press_right(row);
    window.click("この方向の番号を振り直す");
    let numbers: Vec<u32> = window.book().listed()[..4].iter().map(|row| row.2.number).collect();
    assert_eq!(numbers, [1, 2, 3, 4]);
    window.ctrl("z");
    window.ctrl("z");
    assert_eq!(names(&window)[2], "施策3の取組の支援");

    let row = window.place("施策1の取組の支援");
    window.press_right(row);
    window.click("廃止にする");
    assert!(first(&window).retired);
    assert!(window.shows("－ 廃止"));
    let row = window.place("施策1の取組の支援");
    window.press_right(row);
    window.key(Named::Escape);
    window.lacks("コピーを作る");
}

#[test]
fn a_rows_menu_is_worked_by_keys() {
    let mut window = opened();
    let menu = |window: &mut Window| {
        window.key_with(Key::Named(Named::F10), Modifiers::SHIFT);
        assert!(window.shows("コピーを作る"), "{:?}", window.texts());
    };
    menu(&mut window);
    (0..3).for_each(|_| window.key(Named::ArrowDown));
    window.key(Named::Enter);
    assert_eq!(names(&window)[1], "施策1の取組の支援（コピー）", "{:?}", window.texts());
    window.lacks("コピーを作る");
    window.ctrl("z");
    window.key(Named::Escape);
    menu(&mut window);
    window.key(Named::Escape);
    window.lacks("コピーを作る");
    // The directions are a choice within it.
    let moved = first(&window).id;
    menu(&mut window);
    (0..2).for_each(|_| window.key(Named::ArrowDown));
    window.key(Named::Enter);
    window.key(Named::ArrowDown);
    window.key(Named::Enter);
    let texts = window.texts();
    assert_eq!(window.book().listed()[11].2.id, moved, "{texts:?}");
}

#[test]
fn a_row_dragged_to_the_edge_scrolls_the_list() {
    let mut window = Window::over(&support::book(10, 60));
    window.click("施策");
    let last = "施策10の取組の支援";
    window.lacks(last);
    let row = window.place("施策1の取組の支援");
    let handle = Point::new(window.place("≡").x, row.y + 24.0);
    let foot = Point::new(row.x, window.place("10件").y - 30.0);
    window.take(handle, foot);
    (0..120).for_each(|_| window.wait());
    assert!(window.shows(last), "{:?}", window.texts());
    window.let_go();
    assert_eq!(names(&window)[9], "施策1の取組の支援");
}

#[test]
fn a_row_goes_where_it_was_dropped_after_what_is_unsaved_is_saved() {
    let mut window = opened();
    let third = window.place("施策3の取組の支援");
    let second = window.place("施策2の取組の支援");
    let handle = Point::new(window.place("≡").x, third.y + 24.0);
    window.write("書きかけ。");
    window.drag(handle, second - Vector::new(0.0, 16.0));
    let order = [1, 3, 2].map(|number| format!("施策{number}の取組の支援"));
    assert_eq!(names(&window)[..3], order);
    assert!(crate::screens::narrative(&window).starts_with("書きかけ。"));
}

#[test]
fn what_is_dragged_is_let_go_of_when_the_window_is_left() {
    let mut window = opened();
    let before = window.book().clone();
    let row = window.place("施策3の取組の支援");
    let handle = Point::new(window.place("≡").x, row.y + 24.0);
    window.take(handle, row - Vector::new(0.0, 90.0));
    window.event(Event::Window(window::Event::Unfocused));
    window.let_go();
    assert_eq!(*window.book(), before);
}

/// A window on fifty measures of which the last is seen.
fn scrolled() -> Window {
    let mut window = Window::over(&support::book(50, 60));
    window.click("施策");
    let list = window.place("施策3の取組の支援");
    window.scroll(list, 5000.0);
    window.wait();
    assert!(window.shows("施策50の取組の支援"), "{:?}", window.texts());
    window
}

#[test]
fn what_is_searched_for_is_seen_also_where_the_list_was_scrolled() {
    let mut window = scrolled();
    window.ctrl("f");
    window.write("施策2の");
    assert!(window.shows("50件中 1件を表示"), "{:?}", window.texts());
    assert!(window.shows("施策2の取組の支援"), "{:?}", window.texts());
    window.click("すべて表示");
    assert!(window.shows("施策1の取組の支援"), "{:?}", window.texts());
}

#[test]
fn a_list_that_fits_is_seen_whole_after_the_window_grew() {
    let mut window = Window::over(&support::book(9, 60));
    window.click("施策");
    window.resize(iced_test::core::Size::new(1366.0, 480.0));
    window.wait();
    window.resize(iced_test::core::Size::new(1366.0, 1000.0));
    window.wait();
    assert!(window.shows("施策9の取組の支援"), "{:?}", window.texts());
}

#[test]
fn what_is_pointed_at_in_a_long_choice_is_what_is_picked() {
    let mut book = support::book(12, 60);
    let more = (12..40).map(|at| Department::new(format!("第{}課", at + 1), Position::nth(at)));
    let changes: Vec<_> =
        more.filter_map(|department| book.put(Record::Department(department))).collect();
    book.apply(&changes).unwrap();
    let mut window = Window::over(&book);
    window.click("施策");
    // The last of the twelve rows that are seen, each 30 pixels high.
    window.choose(Point::new(330.0, 100.0), 15.0 + 11.5 * 30.0);
    assert!(window.shows("第12課") && window.shows("すべて表示"), "{:?}", window.texts());
    // Beneath it none is seen in part.
    window.click("すべて表示");
    window.choose(Point::new(330.0, 100.0), 15.0 + 12.3 * 30.0);
    window.lacks("すべて表示");
}

#[test]
fn a_measure_that_is_not_listed_says_so_and_leads_to_the_first_that_is() {
    const BEYOND: &str = "一覧にない施策を表示しています";
    let mut window = opened();
    window.lacks(BEYOND);
    window.ctrl("f");
    window.write("施策2の");
    assert!(window.shows(BEYOND), "{:?}", window.texts());
    window.click("一覧の最初の施策を開く");
    window.lacks(BEYOND);
    window.write("書いた。");
    window.ctrl("s");
    let second = window.book().listed()[1].2.id;
    assert!(window.book().narrative(second, YEAR).starts_with("書いた。"));

    window.ctrl("f");
    window.write("どこにもない言葉");
    assert!(window.shows("該当する施策はありません。") && window.shows(BEYOND));
    window.lacks("一覧の最初の施策を開く");
    window.click("すべて表示");
    assert!(window.shows("施策1の取組の支援"), "{:?}", window.texts());
}

#[test]
fn a_number_that_is_met_in_another_direction_is_told_and_is_mended_in_the_details() {
    let mut window = opened();
    window.key_with(Key::Named(Named::F10), Modifiers::SHIFT);
    (0..2).for_each(|_| window.key(Named::ArrowDown));
    window.key(Named::Enter);
    window.key(Named::ArrowDown);
    window.key(Named::Enter);
    let texts = window.texts();
    let told = |text: &String| text.starts_with("！ 番号「1」は、移した先にもあります。");
    assert!(texts.iter().any(told), "{texts:?}");
    window.click("点検");
    assert!(window.shows("番号「1」が、同じ施策の方向に2つあります。"), "{:?}", window.texts());
    window.click("施策を開く →");
    assert!(window.shows("施策の方向"), "{:?}", window.texts());
}
