//! 検索と置換: a phrase in all texts, seen in its places before it is replaced, and taken back at once.

use crate::screens::collect::{folder, handed_out};
use crate::screens::{Window, YEAR, narrative, opened, support};
use iced_test::core::keyboard::Modifiers;
use iced_test::core::keyboard::key::{Key as Pressed, Named};
use shinchoku::domain::{Book, Implementation, Key, Record, Year};

/// A book in which the entries of the first three measures have the phrase, in this year and in the one
/// before, which is closed or not.
fn book(closed: bool) -> Book {
    let mut book = support::book(12, 60);
    let measures: Vec<_> = book.listed().iter().take(3).map(|row| row.2.id).collect();
    let mut changes = Vec::new();
    for (measure, text) in measures.iter().zip(["ホームページ", "ﾎｰﾑﾍﾟｰｼﾞ", "ホームページ"])
    {
        for year in [YEAR.previous(), YEAR] {
            let entry = book.implementation(*measure, year).unwrap().clone();
            let narrative = format!("{text}に載せた。\n{}", entry.narrative);
            changes.extend(book.put(Record::Implementation(Implementation { narrative, ..entry })));
        }
    }
    changes.extend(book.put(Record::Year(Year { year: YEAR.previous(), closed })));
    book.apply(&changes).unwrap();
    book
}

/// A window in which a phrase is searched for from ホーム.
fn searched(book: &Book) -> Window {
    let mut window = Window::over(book);
    window.ctrl("h");
    window.write("ほーむページ");
    window
}

fn commits(window: &Window) -> usize {
    window.app.store().unwrap().history(100).unwrap().len()
}

fn replace_by_key(window: &mut Window) {
    window.key_with(Pressed::Named(Named::Enter), Modifiers::CTRL);
}

#[test]
fn what_is_found_is_seen_and_replaced_in_one_step() {
    let mut window = searched(&book(true));
    assert!(window.shows("3か所") && window.shows("3施策"), "{:?}", window.texts());
    window.fill("置き換える文字", "公式サイト");
    let quoted = "ﾎｰﾑﾍﾟｰｼﾞ公式サイトに載せた。";
    assert!(window.shows(quoted), "{:?}", window.texts());
    assert!(window.shows("施策2の取組の支援") || window.says("施策2の取組の支援"));
    let before = (window.book().clone(), commits(&window));
    window.click("3か所を置き換える");
    assert!(window.shows("✓ 3か所を置き換えました"), "{:?}", window.texts());
    assert_eq!(commits(&window), before.1 + 1);
    assert!(narrative(&window).starts_with("公式サイトに載せた。"));
    window.ctrl("z");
    assert_eq!(*window.book(), before.0);
    assert!(window.shows("3か所"), "they are found again: {:?}", window.texts());
    window.lacks("✓ 3か所を置き換えました");
}

#[test]
fn the_history_names_what_was_replaced() {
    let mut window = searched(&book(true));
    window.fill("置き換える文字", "公式サイト");
    replace_by_key(&mut window);
    window.click("変更履歴");
    let entry = "「ほーむページ」から「公式サイト」への置換（3か所）";
    assert!(window.shows(entry), "{:?}", window.texts());
}

#[test]
fn the_button_beside_the_sentence_takes_it_back() {
    let mut window = searched(&book(true));
    window.fill("置き換える文字", "公式サイト");
    let before = window.book().clone();
    replace_by_key(&mut window);
    // It stands at the end of the sentence's line.
    let sentence = window.place("✓ 3か所を置き換えました");
    window.press(iced_test::core::Point::new(1290.0, sentence.y));
    assert_eq!(*window.book(), before);
}

#[test]
fn only_what_is_ticked_is_replaced() {
    let mut window = searched(&book(true));
    window.fill("置き換える文字", "公式サイト");
    window.key(Named::F3);
    window.tab_to("3か所を置き換える");
    // The list is the stop from which Space ticks.
    for _ in 0..40 {
        if window.focused().iter().any(|text| text.contains("施策2の取組の支援")) {
            break;
        }
        window.key(Named::Tab);
    }
    window.key(Named::Space);
    assert!(window.shows("3か所のうち2か所を選択"), "{:?}", window.texts());
    replace_by_key(&mut window);
    let book = window.book();
    let second = book.listed()[1].2.id;
    assert!(book.narrative(second, YEAR).starts_with("ﾎｰﾑﾍﾟｰｼﾞ"), "F3 led to the second");
    assert!(narrative(&window).starts_with("公式サイト"));
}

#[test]
fn ticks_stay_while_the_replacement_is_typed() {
    let mut window = searched(&book(true));
    window.click("選択を解除");
    assert!(window.shows("3か所のうち0か所を選択"), "{:?}", window.texts());
    window.fill("置き換える文字", "公式サイト");
    assert!(window.shows("3か所のうち0か所を選択"), "{:?}", window.texts());
    let before = window.book().clone();
    replace_by_key(&mut window);
    assert_eq!(*window.book(), before);
    window.click("すべて選択");
    assert!(window.shows("3か所を置き換える"), "{:?}", window.texts());
}

#[test]
fn a_phrase_that_the_new_text_has_as_well_is_replaced_once() {
    let mut window = searched(&book(true));
    window.fill("置き換える文字", "市のホームページ");
    replace_by_key(&mut window);
    assert!(window.shows("3か所のうち0か所を選択"), "{:?}", window.texts());
    replace_by_key(&mut window);
    assert!(narrative(&window).starts_with("市のホームページに載せた。"));
}

/// Who searches, and has typed nothing to stand there instead, deletes nothing by a key.
#[test]
fn only_the_button_deletes() {
    let mut window = searched(&book(true));
    let before = window.book().clone();
    replace_by_key(&mut window);
    assert_eq!(*window.book(), before);
    window.click("3か所を削除する");
    assert!(narrative(&window).starts_with("に載せた。"));
}

#[test]
fn closed_years_are_counted_and_stay() {
    let mut window = searched(&book(true));
    assert!(window.shows("締めた年度は置き換えません"), "{:?}", window.texts());
    assert!(window.shows("令和5年度の3か所は、そのまま残ります。"), "{:?}", window.texts());
    window.click("残る3か所を見る");
    assert!(window.shows("置き換えない3か所"), "{:?}", window.texts());
    window.click("← 置き換える箇所");
    window.fill("置き換える文字", "公式サイト");
    replace_by_key(&mut window);
    let first = window.book().listed()[0].2.id;
    assert!(window.book().narrative(first, YEAR.previous()).starts_with("ホームページ"));
}

#[test]
fn what_is_selected_is_searched_for() {
    let mut window = opened();
    window.ctrl("a");
    window.key(Named::Backspace);
    window.write("出前講座");
    window.ctrl("a");
    window.ctrl("h");
    assert_eq!(window.fields()[0], "出前講座");
    assert!(narrative(&window) == "出前講座", "what was typed is saved on the way");
    assert!(window.shows("1か所"), "{:?}", window.texts());
}

#[test]
fn escape_leads_back() {
    let mut window = opened();
    window.ctrl("h");
    assert!(window.shows("検索する文字"), "{:?}", window.texts());
    window.key(Named::Escape);
    window.lacks("検索する文字");
    assert!(window.shows("今年度へコピー"), "{:?}", window.texts());
}

#[test]
fn a_place_leads_to_its_field_with_the_word_selected() {
    let mut window = searched(&book(true));
    window.tab_to("選択を解除");
    window.key(Named::Tab);
    window.key(Named::Enter);
    window.write("市報");
    window.ctrl("s");
    assert!(narrative(&window).starts_with("市報に載せた。"), "{}", narrative(&window));
}

#[test]
fn a_phrase_that_is_being_composed_is_not_searched_for() {
    let mut window = Window::over(&book(true));
    window.ctrl("h");
    window.compose("ホームページ");
    window.lacks_part("か所");
    window.confirm("ホームページ");
    assert!(window.shows("3か所"), "{:?}", window.texts());
}

#[test]
fn what_names_other_things_is_asked_for() {
    let mut window = Window::over(&book(true));
    window.ctrl("h");
    window.write("第1課");
    assert!(window.shows("見つかりません。"), "{:?}", window.texts());
    window.click("課・進捗状況");
    assert!(window.shows("1か所"), "{:?}", window.texts());
}

#[test]
fn a_department_replaces_in_its_own_entries_alone() {
    let (folder, master) = folder();
    let file = handed_out(&master, "2099-05-31");
    let mut window = Window::opening(&file, folder.path());
    window.ctrl("h");
    window.write("取組");
    assert!(window.shows("見つかりません。"), "{:?}", window.texts());
    assert!(window.shows("この課の入力欄だけを置き換えます"), "{:?}", window.texts());
    window.ctrl("a");
    window.write("体験農園");
    assert!(window.says("か所"), "{:?}", window.texts());
    window.fill("置き換える文字", "市民農園");
    let own: Vec<Key> = window.app.store().unwrap().scope().unwrap().keys().into_iter().collect();
    let before = window.book().clone();
    replace_by_key(&mut window);
    let after = window.book();
    assert_ne!(*after, before);
    let changed = |record: &Record| before.record(record.key()).as_ref() != Some(record);
    assert!(after.records().filter(changed).all(|it| own.contains(&it.key())));
}
