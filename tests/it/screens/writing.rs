//! Writing a narrative: bullets, what is pasted, slips, last year's text, the length on paper.

use crate::screens::{Window, YEAR, narrative, opened, support};
use iced_test::core::Point;
use iced_test::core::keyboard::{Modifiers, key::Key, key::Named};
use shinchoku::domain::{Book, Implementation, Key as Row, Record};

/// A window with the first measure open, whose text this year is this one.
fn written(text: &str) -> Window {
    let book = book(text);
    let mut window = Window::over(&book);
    window.click("施策");
    window.click("施策1の取組の支援");
    window
}

fn book(text: &str) -> Book {
    let mut book = support::book(12, 60);
    let id = book.listed()[0].2.id;
    let entry = Implementation {
        narrative: text.to_owned(),
        ..book.implementation(id, YEAR).unwrap().clone()
    };
    let change = book.put(Record::Implementation(entry)).unwrap();
    book.apply(&[change]).unwrap();
    book
}

/// What is stored once what was typed is saved.
fn saved(window: &mut Window) -> String {
    window.ctrl("s");
    narrative(window)
}

fn shift_tab(window: &mut Window) {
    window.key_with(Key::Named(Named::Tab), Modifiers::SHIFT);
}

#[test]
fn a_list_goes_on_at_enter_and_ends_with_an_empty_bullet() {
    let mut window = written("");
    window.write("・園を開いた。");
    window.key(Named::Enter);
    window.write("市報に載せた。");
    window.key(Named::Enter);
    window.key(Named::Enter);
    window.write("以上");
    assert_eq!(saved(&mut window), "・園を開いた。\n・市報に載せた。\n以上");
}

#[test]
fn numbers_go_on_counting() {
    let mut window = written("");
    window.write("①園");
    window.key(Named::Enter);
    window.write("市報");
    assert_eq!(saved(&mut window), "①園\n②市報");
}

#[test]
fn the_enter_that_confirms_a_conversion_adds_no_bullet() {
    let mut window = written("");
    window.write("・園を");
    // The input method has taken the key: only its text arrives.
    window.compose("ひらいた");
    window.key_with(Key::Named(Named::Process), Modifiers::empty());
    window.confirm("開いた");
    assert_eq!(saved(&mut window), "・園を開いた");
}

#[test]
fn tab_moves_a_line_of_a_list_and_elsewhere_the_focus() {
    let mut window = written("・園を開いた。");
    window.key(Named::Tab);
    window.key(Named::Tab);
    shift_tab(&mut window);
    window.write("新");
    assert_eq!(saved(&mut window), "　新・園を開いた。");
    // That line is none of a list: the focus goes on.
    window.key(Named::Tab);
    window.write("あ");
    assert_eq!(saved(&mut window), "　新・園を開いた。");
}

#[test]
fn several_lines_are_moved_at_once() {
    let mut window = written("・一\n本文\n・二");
    window.ctrl("a");
    window.key(Named::Tab);
    assert_eq!(saved(&mut window), "　・一\n本文\n　・二");
    window.ctrl("z");
    assert_eq!(narrative(&window), "・一\n本文\n・二");
}

#[test]
fn tab_in_another_field_moves_the_focus() {
    let mut window = written("・園を開いた。");
    window.ctrl("f");
    window.key(Named::Tab);
    assert_eq!(saved(&mut window), "・園を開いた。");
}

const CELL: &str = "\"•\t一つ目\r\n•\t\"\"二つ目\"\"\"\r\n";

#[test]
fn what_is_pasted_is_cleaned_and_says_so() {
    let mut window = written("");
    window.paste(CELL);
    assert!(
        window.shows("貼り付けた文を整えました（表計算の引用符を除去、行頭の記号を「・」に）。"),
        "{:?}",
        window.texts()
    );
    assert_eq!(saved(&mut window), "・一つ目\n・\"二つ目\"");
    window.lacks("元のまま貼り付ける");
}

#[test]
fn what_is_pasted_can_be_had_as_it_came() {
    let mut window = written("");
    window.write("前");
    window.paste(CELL);
    window.click("元のまま貼り付ける");
    window.lacks("元のまま貼り付ける");
    assert_eq!(saved(&mut window), "前\"•\t一つ目\n•\t\"\"二つ目\"\"\"\n");
}

#[test]
fn one_undo_takes_a_paste_back() {
    let mut window = written("");
    window.write("前");
    window.paste(CELL);
    window.ctrl("z");
    window.lacks("元のまま貼り付ける");
    assert_eq!(saved(&mut window), "前");
}

#[test]
fn a_clean_paste_says_nothing() {
    let mut window = written("");
    window.paste("・一つ目\r\n・二つ目");
    window.lacks("元のまま貼り付ける");
    assert_eq!(saved(&mut window), "・一つ目\n・二つ目");
}

#[test]
fn slips_are_told_and_put_right_by_key_and_by_mouse() {
    let mut window = written("・尐年と⺠間が参加した。");
    assert!(window.shows("「尐」は「少」の誤りと思われます。"));
    assert!(window.shows("「⺠」は「民」の誤りと思われます。"));
    window.ctrl("k");
    window.lacks("「尐」は「少」の誤りと思われます。");
    window.click("直す");
    assert_eq!(saved(&mut window), "・少年と民間が参加した。");
    window.ctrl("z");
    assert_eq!(narrative(&window), "・尐年と⺠間が参加した。");
}

#[test]
fn a_slip_that_is_none_is_left_in_peace() {
    let mut window = written("・尐年が参加した。");
    window.click("このまま");
    window.lacks("「尐」は「少」の誤りと思われます。");
    window.write("子どもと");
    window.lacks("「尐」は「少」の誤りと思われます。");
    assert!(saved(&mut window).contains("尐年"));
}

#[test]
fn the_length_is_told_in_characters_and_in_lines_on_paper() {
    let mut window = written("・園を開いた。");
    assert!(window.shows("7字　印刷では約1行"), "{:?}", window.texts());
    window.write("・市報に載せた。\n");
    assert!(window.shows("15字　印刷では約2行"), "{:?}", window.texts());
}

#[test]
fn what_became_of_last_years_text_is_shown_on_wish() {
    let mut window = opened();
    let last =
        window.book().narrative(crate::screens::first(&window).id, YEAR.previous()).to_owned();
    let copied = |window: &mut Window| {
        window.press(Point::new(720.0, 500.0));
        window.ctrl("a");
        window.ctrl("c");
        window.copied()
    };
    assert_eq!(copied(&mut window), Some(last.clone()));
    // Its field gives way to what became of it, while this year's is written on.
    window.click("前年度との違い");
    window.press(Point::new(1100.0, 500.0));
    window.ctrl("a");
    window.write("すべて新しい");
    assert_eq!(copied(&mut window), None, "there is no field to copy from");
    assert_eq!(saved(&mut window), "すべて新しい");
    window.click("前年度との違い");
    assert_eq!(copied(&mut window), Some(last));
}

#[test]
fn the_next_missing_one_is_reached_by_key() {
    let mut book = support::book(12, 60);
    for at in [3, 7] {
        let id = book.listed()[at].2.id;
        let removed = book.remove(Row::Implementation(id, YEAR));
        book.apply(&removed).unwrap();
    }
    let mut window = Window::over(&book);
    window.click("施策");
    window.click("施策5の取組の支援");
    for at in [7, 3] {
        window.ctrl("m");
        window.write("・ここに書いた。");
        window.ctrl("s");
        let id = window.book().listed()[at].2.id;
        assert_eq!(window.book().narrative(id, YEAR), "・ここに書いた。");
    }
    let before = window.book().clone();
    window.ctrl("m");
    assert_eq!(window.book(), &before);
}

#[test]
fn an_unsaved_text_is_saved_before_the_next_missing_one() {
    let mut book = support::book(12, 60);
    let id = book.listed()[3].2.id;
    let removed = book.remove(Row::Implementation(id, YEAR));
    book.apply(&removed).unwrap();
    let mut window = Window::over(&book);
    window.click("施策");
    window.click("施策1の取組の支援");
    window.write("途中");
    window.ctrl("m");
    assert!(narrative(&window).starts_with("途中"));
    window.press(Point::new(1100.0, 400.0));
    window.write("続き");
    window.ctrl("s");
    assert_eq!(window.book().narrative(id, YEAR), "続き");
}

#[test]
fn what_is_written_at_the_end_is_seen_also_after_a_click_at_the_beginning() {
    let mut window = Window::over(&shinchoku::exchange::sample());
    window.click("施策");
    window.click("染織伝承館「あかねぐら」の運営");
    let head = window.place("前年度との違い");
    // The left half of the first character.
    window.press(Point::new(1005.0, head.y + 50.0));
    window.key_with(Key::Named(Named::End), Modifiers::CTRL);
    let written = "来年度は、夜間の開館を月に2回へ増やすことを検討します。".repeat(3);
    for text in [written.as_str(), "そのほか"] {
        window.write(text);
        window.wait();
        let foot = window.place("文章が変わったため、保存すると「入力中」に戻ります。").y;
        let caret = window.caret.unwrap();
        assert!((head.y..foot).contains(&caret.y), "{caret:?} between {head:?} and {foot}");
    }
}

const STOPPED: &str =
    "✓ 入力中の変更は、すべて元に戻しました。もう一度押すと、保存した変更を戻します。";

#[test]
fn one_undo_too_many_is_told_before_it_takes_back_what_is_saved() {
    let mut window = written("");
    window.write("保存した文。");
    window.ctrl("s");
    window.type_in("x");
    window.ctrl("z");
    assert!(!window.shows(STOPPED));
    window.ctrl_held("z");
    assert!(window.shows(STOPPED), "{:?}", window.texts());
    window.ctrl_held("z");
    assert_eq!(narrative(&window), "保存した文。", "a held key never takes back what is saved");
    window.ctrl("y");
    window.lacks(STOPPED);
    window.ctrl("z");
    window.ctrl("z");
    assert!(window.shows(STOPPED), "it is told anew");
    assert_eq!(narrative(&window), "保存した文。");
    window.ctrl("z");
    assert_eq!(narrative(&window), "");
    window.lacks(STOPPED);
}

#[test]
fn every_proposal_is_taken_at_once_and_taken_back_at_once() {
    const TEXT: &str = "・尐人数で開いた。\n・ｶﾞｲﾄﾞを作った。\n・⼩学校で話した。\n・ｺﾝｻｰﾄを開いた。";
    let mut window = written(TEXT);
    assert!(window.texts().iter().any(|text| text.starts_with("ほか")), "{:?}", window.texts());
    window.click("すべて直す");
    window.lacks("すべて直す");
    window.ctrl("z");
    assert!(window.shows("すべて直す"));
    window.ctrl("y");
    assert_eq!(
        saved(&mut window),
        "・少人数で開いた。\n・ガイドを作った。\n・小学校で話した。\n・コンサートを開いた。"
    );
}

#[test]
fn a_bullet_that_is_there_already_is_not_written_twice() {
    let mut window = opened();
    window.ctrl("a");
    window.key(Named::Backspace);
    window.write("・一つ目です。");
    window.key(Named::Enter);
    window.write("・二つ目です。");
    window.key(Named::Enter);
    window.type_in("・");
    window.type_in("三");
    window.ctrl("s");
    assert_eq!(narrative(&window), "・一つ目です。\n・二つ目です。\n・三");
}

#[test]
fn the_other_button_shows_what_can_be_done_with_a_text() {
    let mut window = opened();
    let stored = narrative(&window);
    let text = window.place("令和6年度") + iced_test::core::Vector::new(60.0, 60.0);
    window.press_right(text);
    for name in ["元に戻す", "切り取り", "コピー", "貼り付け", "検索する"] {
        assert!(window.shows(name), "{name}: {:?}", window.texts());
    }
    window.click("すべて選択");
    window.wait();
    window.lacks("切り取り");
    window.press_right(text);
    window.click("コピー");
    window.wait();
    assert_eq!(window.copied().as_deref(), Some(stored.as_str()));
    window.press_right(text);
    window.click("切り取り");
    window.wait();
    window.ctrl("s");
    assert_eq!(narrative(&window), "");
    // Last year's text can be read and copied only, and a field of one line does the same.
    window.click("台帳");
    window.click("計画");
    let field = window.place("市町村名") + iced_test::core::Vector::new(0.0, 36.0);
    window.press_right(field);
    window.click("すべて選択");
    window.wait();
    window.write("別の市");
    assert!(window.fields().iter().any(|field| field == "別の市"), "{:?}", window.fields());
}

#[test]
fn after_a_command_the_caret_is_in_the_text() {
    let mut window = opened();
    window.click("今年度へコピー");
    window.click("置き換える");
    window.write("続き一。");
    window.click("保存");
    window.write("続き二。");
    window.click("課確認にする");
    window.write("続き三。");
    window.ctrl("s");
    let written = narrative(&window);
    for text in ["続き一。", "続き二。", "続き三。"] {
        assert!(written.contains(text), "{text}: {written}");
    }
}
