//! The menus: everything that can be done, by mouse and by keys.

use crate::screens::{Window, narrative, opened};
use iced_test::core::keyboard::key::Named;
use shinchoku::ui::Message;

#[test]
fn f10_opens_the_menus_and_enter_runs_a_row() {
    let mut window = opened();
    window.key(Named::F10);
    assert!(window.shows("一覧を書き出す…"), "{:?}", window.texts());
    window.key(Named::ArrowRight);
    assert!(window.shows("貼り付け"));
    window.key(Named::ArrowRight);
    for _ in 0..4 {
        window.key(Named::ArrowDown);
    }
    window.key(Named::Enter);
    assert!(window.shows("PDFに保存"), "the fifth place: {:?}", window.texts());
    window.lacks("貼り付け");
}

#[test]
fn esc_closes_the_menus_and_the_text_goes_on() {
    let mut window = opened();
    window.write("一。");
    window.key(Named::F10);
    window.type_in("x");
    window.key(Named::Escape);
    window.lacks("一覧を書き出す…");
    window.write("二。");
    window.ctrl("s");
    assert!(narrative(&window).contains("一。二。"), "{}", narrative(&window));
}

#[test]
fn a_menu_opens_and_closes_by_mouse() {
    let mut window = opened();
    window.click("表示");
    assert!(window.shows("画面の色：暗い"));
    window.click("画面の色：暗い");
    window.lacks("画面の色：暗い");
    window.ctrl("0");
    assert!(window.shows("✓ 暗い"));
    window.click("表示");
    window.click("表示");
    window.lacks("画面の色：暗い");
}

#[test]
fn what_cannot_be_done_now_is_not_run() {
    let mut window = opened();
    window.click("ファイル");
    window.click("保存する");
    assert!(window.shows("一覧を書き出す…"), "nothing is unsaved: the row does nothing");
}

#[test]
fn paste_from_the_menu_goes_to_the_field_that_had_the_focus() {
    let mut window = opened();
    window.write("コピー。");
    window.ctrl("a");
    window.click("編集");
    window.click("コピー");
    window.click("編集");
    window.click("貼り付け");
    window.click("編集");
    window.click("貼り付け");
    window.ctrl("s");
    assert_eq!(narrative(&window).matches("コピー。").count(), 2, "{}", narrative(&window));
}

#[test]
fn what_is_unsaved_is_saved_before_a_file_is_closed() {
    let mut window = opened();
    window.write("途中。");
    window.click("ファイル");
    window.click("ファイルを閉じる");
    assert!(window.shows("最近使ったファイル"), "{:?}", window.texts());
    window.click("ヘルプ");
    window.click("進捗帳について");
    assert!(window.texts().iter().any(|text| text.contains("Open Font License")));
}

#[test]
fn what_is_unsaved_is_saved_before_the_sample_takes_the_place_of_a_file() {
    let mut window = opened();
    window.write("途中。");
    window.click("ヘルプ");
    window.click("見本で試す…");
    assert!(narrative(&window).contains("途中。"));
}

#[test]
fn what_a_drop_would_do_is_told_while_the_file_is_held() {
    let mut window = Window::at_start();
    for (name, sentence) in [
        ("戦略.db", "ここにドロップすると、このファイルを開きます。"),
        ("一覧.xlsx", "ここにドロップすると、一覧を読みます。取り込む前に、内容を確かめられます。"),
        ("写真.jpg", "この種類のファイルは開けません。.db .xlsx .csv .json のファイルを使えます。"),
    ] {
        window.send(Message::FileHovered(Some(name.into())));
        assert!(window.shows(name) && window.shows(sentence), "{:?}", window.texts());
    }
    window.send(Message::FileHovered(None));
    window.lacks("写真.jpg");
}
