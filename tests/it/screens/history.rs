//! What was done, by whom, and what it changed.

use crate::screens::{Window, first, opened, support};
use iced_test::core::keyboard::{Modifiers, key::Key, key::Named};
use shinchoku::domain::{Measure, Noun, Op, Record};
use shinchoku::store::Store;

#[test]
fn an_entry_tells_what_it_changed() {
    let mut window = opened();
    window.click("内容・番号を編集");
    window.fill("名称", "直売所の拡充");
    window.ctrl("s");
    window.click("変更履歴");
    window.click("施策「直売所の拡充」の編集");
    for text in ["◇ 変更", "1-①-1 直売所の拡充", "名称"] {
        assert!(window.shows(text), "{text}: {:?}", window.texts());
    }
    // Only what differs.
    window.lacks("内容");
}

#[test]
fn the_first_entry_is_the_making_of_the_file() {
    let mut window = Window::over(&support::book(12, 60));
    window.click("変更履歴");
    window.key_with(Key::Named(Named::ArrowDown), Modifiers::ALT);
    assert!(window.shows("＋ 追加"));
    assert!(window.texts().iter().any(|text| text.contains("件は表示していません")));
}

#[test]
fn undoing_is_an_entry_of_its_own() {
    let mut window = opened();
    window.write("一。");
    window.ctrl("s");
    window.click("変更履歴");
    assert!(!window.shows("元に戻す：実施状況「施策1の取組の支援」の編集"));
    window.ctrl("z");
    assert!(window.shows("元に戻す：実施状況「施策1の取組の支援」の編集"), "{:?}", window.texts());
}

/// A window in which the first measure was given another name and then another number.
fn renamed() -> Window {
    let mut window = opened();
    window.click("内容・番号を編集");
    window.fill("名称", "直売所の拡充");
    window.ctrl("s");
    window.fill("番号", "7");
    window.ctrl("s");
    window.click("変更履歴");
    window
}

#[test]
fn one_field_is_brought_back_and_the_later_ones_stay() {
    let mut window = renamed();
    window.key_with(Key::Named(Named::ArrowDown), Modifiers::ALT);
    window.key_with(Key::Named(Named::ArrowDown), Modifiers::ALT);
    assert!(window.shows("名称"), "{:?}", window.texts());
    window.click("戻す");
    let measure = first(&window);
    assert_eq!((measure.name.as_str(), measure.number), ("施策1の取組の支援", 7));
    let told = "施策「1-①-1 直売所の拡充」の名称の復元";
    let restored = "✓ 施策「1-①-1 直売所の拡充」の名称を復元しました";
    assert!(window.shows(restored), "{:?}", window.texts());
    assert!(window.shows(told), "it is an entry of its own");
    // There is nothing left to bring back.
    window.lacks("戻す");
    window.ctrl("z");
    assert_eq!(first(&window).name, "直売所の拡充");
    assert!(window.shows(&format!("元に戻す：{told}")), "{:?}", window.texts());
}

#[test]
fn everything_is_brought_back_as_of_a_moment_once_it_is_asked() {
    let mut window = Window::over(&support::book(12, 60));
    let original = window.book().clone();
    window.click("施策");
    window.click("施策1の取組の支援");
    for text in ["一。", "二。"] {
        window.write(text);
        window.ctrl("s");
    }
    let before = window.book().clone();
    window.click("変更履歴");
    window.click("ファイルの作成");
    window.click("この変更より後を取り消す");
    let told = |window: &mut Window, part: &str| {
        window.texts().iter().filter(|text| text.contains(part)).count()
    };
    // What is behind the question is not read.
    let names = "・実施状況「施策1の取組の支援」の編集（";
    assert_eq!(told(&mut window, names), 2, "{:?}", window.texts());
    window.click("やめる");
    assert_eq!(*window.book(), before);
    window.click("この変更より後を取り消す");
    window.click("取り消す");
    assert_eq!(*window.book(), original);
    window.ctrl("z");
    assert_eq!(*window.book(), before);
}

#[test]
fn what_would_be_taken_back_is_named_without_what_was_taken_back_before() {
    let mut window = Window::over(&support::book(12, 60));
    window.click("施策");
    window.click("施策1の取組の支援");
    for text in ["一。", "二。", "三。", "四。", "五。", "六。", "七。", "八。"] {
        window.write(text);
        window.ctrl("s");
    }
    window.ctrl("z");
    window.click("変更履歴");
    let list = window.place("実施状況「施策1の取組の支援」の編集");
    window.scroll(list, 400.0);
    window.click("ファイルの作成");
    window.click("この変更より後を取り消す");
    let texts = window.texts();
    let named = texts.iter().filter(|text| text.starts_with('・') && text.ends_with('）')).count();
    assert_eq!(named, 5, "{texts:?}");
    assert!(texts.iter().any(|text| text == "ほか2件"), "{texts:?}");
}

#[test]
fn what_a_measure_lost_cannot_come_back_without_it() {
    let mut window = Window::over(&support::book(12, 60));
    window.click("台帳");
    window.ctrl("n");
    window.write("臨時課");
    window.key(Named::Enter);
    window.click("変更履歴");
    window.click("課「臨時課」の追加");
    window.click("追加を取り消す");
    assert!(window.book().department_named("臨時課").is_none());
    window.click("課「臨時課」の復元");
    window.click("削除を取り消す");
    assert!(window.book().department_named("臨時課").is_some());
}

#[test]
fn the_history_is_narrowed_by_words_and_to_one_measure() {
    let mut window = renamed();
    window.ctrl("f");
    window.write("直売所");
    assert!(window.shows("施策「直売所の拡充」の編集"));
    window.lacks("ファイルの作成");
    window.click("1-①-7 直売所の拡充 だけを見る");
    assert!(window.shows("直売所の拡充"), "a chip");
    assert!(window.shows("ファイルの作成"), "the measure began with the file");
    window.click("すべて表示");
    window.ctrl("f");
    window.write("ない言葉");
    assert!(window.shows("当てはまる変更はありません。"), "{:?}", window.texts());
}

#[test]
fn the_editor_leads_to_the_history_of_its_measure() {
    let mut window = opened();
    window.write("一。");
    window.ctrl("s");
    window.click("施策2の取組の支援");
    window.write("二。");
    window.ctrl("s");
    window.click("変更の履歴");
    assert!(window.shows("実施状況「施策2の取組の支援」の編集"), "{:?}", window.texts());
    assert!(!window.shows("実施状況「施策1の取組の支援」の編集"));
    window.click("すべて表示");
    assert!(window.shows("実施状況「施策1の取組の支援」の編集"), "{:?}", window.texts());
}

#[test]
fn the_entry_that_keys_lead_to_is_scrolled_into_sight() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("戦略.db");
    let mut store = Store::create(&file, &support::book(3, 20), support::session()).unwrap();
    let measure = store.book().listed()[0].2.clone();
    for number in 0..30 {
        let renamed = Measure { name: format!("第{number}案"), ..measure.clone() };
        let change = store.book().put(Record::Measure(renamed)).unwrap();
        store.commit(Op::Edit(Noun::Measure), &format!("第{number}案"), vec![change]).unwrap();
    }
    drop(store);
    let mut window = Window::opening(&file, folder.path());
    window.click("変更履歴");
    let above = "施策「第10案」の編集";
    assert!(!window.shows(above));
    for _ in 0..21 {
        window.key_with(Key::Named(Named::ArrowDown), Modifiers::ALT);
    }
    assert!(window.shows(above), "{:?}", window.texts());
}

#[test]
fn what_is_asked_for_is_seen_also_where_the_list_was_scrolled() {
    let mut window = opened();
    for _ in 0..30 {
        window.write("追記。");
        window.ctrl("s");
    }
    window.key_with(Key::Named(Named::ArrowDown), Modifiers::ALT);
    window.write("別の施策。");
    window.ctrl("s");
    window.click("変更履歴");
    let list = window.place("実施状況「施策2の取組の支援」の編集");
    window.scroll(list, 5000.0);
    window.wait();
    window.ctrl("f");
    window.write("施策2の");
    assert!(window.shows("実施状況「施策2の取組の支援」の編集"), "{:?}", window.texts());
}

#[test]
fn what_was_written_later_goes_only_when_the_clerk_says_so() {
    let mut window = opened();
    let before = crate::screens::narrative(&window);
    window.write("一。");
    window.ctrl("s");
    window.write("二。");
    window.ctrl("s");
    let written = crate::screens::narrative(&window);
    window.click("変更履歴");
    window.key_with(Key::Named(Named::ArrowDown), Modifiers::ALT);
    window.key_with(Key::Named(Named::ArrowDown), Modifiers::ALT);
    window.click("変更前に戻す");
    assert!(window.shows("このあとの変更も取り消しますか"), "{:?}", window.texts());
    window.click("戻る");
    assert_eq!(crate::screens::narrative(&window), written);
    window.click("変更前に戻す");
    window.click("戻す");
    assert_eq!(crate::screens::narrative(&window), before);
}

#[test]
fn nothing_is_brought_back_into_a_closed_year() {
    let mut window = opened();
    window.write("一。");
    window.ctrl("s");
    let written = crate::screens::narrative(&window);
    window.click("台帳");
    window.click("年度");
    window.click("締める");
    window.click("変更履歴");
    window.key_with(Key::Named(Named::ArrowDown), Modifiers::ALT);
    window.key_with(Key::Named(Named::ArrowDown), Modifiers::ALT);
    window.click("変更前に戻す");
    assert!(window.shows("戻せませんでした"), "{:?}", window.texts());
    assert_eq!(crate::screens::narrative(&window), written);
}
