//! 点検: each finding is mended, left as it is, or leads to its field.

use crate::screens::{Window, YEAR, narrative, support};
use iced_test::core::keyboard::Modifiers;
use iced_test::core::keyboard::key::{Key as Pressed, Named};
use shinchoku::domain::{Book, FiscalYear, Implementation, Record};
use shinchoku::store::Store;

fn write(book: &mut Book, measure: usize, year: FiscalYear, more: &str) {
    let measure = book.listed()[measure].2.id;
    let mut entry = book.implementation(measure, year).unwrap().clone();
    entry.narrative.push_str(more);
    let change = book.put(Record::Implementation(entry)).unwrap();
    book.apply(&[change]).unwrap();
}

/// A book in which this many entries of the year have half-width kana, and the one after them has the
/// text of the year before.
fn book(slips: usize) -> Book {
    let mut book = support::book(40, 60);
    for measure in 0..slips {
        write(&mut book, measure, YEAR, "ﾎﾟｽﾀｰを貼りました。");
    }
    let same = book.listed()[slips].2.id;
    let last = book.narrative(same, YEAR.previous()).to_owned();
    let entry = book.implementation(same, YEAR).unwrap().clone();
    let change = book.put(Record::Implementation(Implementation { narrative: last, ..entry }));
    book.apply(&Vec::from_iter(change)).unwrap();
    book
}

fn checking(book: &Book) -> Window {
    let mut window = Window::over(book);
    window.ctrl("4");
    window
}

fn commits(window: &Window) -> usize {
    window.app.store().unwrap().history(100).unwrap().len()
}

const SENTENCE: &str = "「ﾎﾟｽﾀｰ」は半角です。全角では「ポスター」です。";

#[test]
fn the_counts_of_the_kinds_add_up() {
    let mut window = checking(&book(3));
    assert!(window.shows("4件"), "{:?}", window.texts());
    assert!(window.shows("文字の誤り") && window.shows("前年度と同じ文章"));
    let texts = window.texts();
    let after = |name: &str| {
        let at = texts.iter().position(|text| text == name).unwrap();
        texts[at + 1].parse::<usize>().unwrap()
    };
    assert_eq!(after("すべて"), after("文字の誤り") + after("前年度と同じ文章"));
    let rail = texts.iter().position(|text| text == "点検").unwrap();
    assert_eq!(texts[rail + 1], "4", "the rail: {texts:?}");
    window.click("前年度と同じ文章");
    assert!(window.shows("1件"), "{:?}", window.texts());
    window.lacks(SENTENCE);
}

#[test]
fn a_proposal_is_accepted_where_it_is_read_and_the_next_is_chosen() {
    let mut window = checking(&book(3));
    let before = window.book().clone();
    window.ctrl("k");
    assert!(narrative(&window).ends_with("ポスターを貼りました。"), "{}", narrative(&window));
    assert!(window.shows("「ﾎﾟｽﾀｰ」→「ポスター」"), "{:?}", window.texts());
    window.ctrl("k");
    let second = window.book().listed()[1].2.id;
    assert!(window.book().narrative(second, YEAR).ends_with("ポスターを貼りました。"));
    window.ctrl("z");
    window.ctrl("z");
    assert_eq!(*window.book(), before);
    assert!(window.shows(SENTENCE));
}

#[test]
fn the_list_does_not_jump() {
    let mut window = checking(&book(30));
    for _ in 0..12 {
        window.key(Named::ArrowDown);
    }
    let before = window.scrolled();
    assert!(before.iter().any(|at| *at > 0.0), "{before:?}");
    window.ctrl("k");
    assert_eq!(window.scrolled(), before);
    let corrected = window.book().listed()[12].2.id;
    assert!(window.book().narrative(corrected, YEAR).ends_with("ポスターを貼りました。"));
}

#[test]
fn all_proposals_are_accepted_in_one_step() {
    let mut window = checking(&book(3));
    let before = (window.book().clone(), commits(&window));
    window.key_with(Pressed::Character("k".into()), Modifiers::CTRL | Modifiers::SHIFT);
    assert!(window.shows("✓ 3か所を直しました"), "{:?}", window.texts());
    window.lacks(SENTENCE);
    assert!(window.shows("1件"), "what has no proposal stays: {:?}", window.texts());
    assert_eq!(commits(&window), before.1 + 1);
    window.ctrl("z");
    assert_eq!(*window.book(), before.0);
}

#[test]
fn only_what_is_listed_is_corrected_at_once() {
    let mut book = book(2);
    write(&mut book, 5, YEAR, "尐年が来た。");
    write(&mut book, 6, YEAR, "(市内）");
    let mut window = checking(&book);
    window.click("かっこの不一致");
    window.click("すべて直す（1件）");
    let sixth = window.book().listed()[6].2.id;
    assert!(!window.book().narrative(sixth, YEAR).contains("(市内）"));
    assert!(narrative(&window).ends_with("ﾎﾟｽﾀｰを貼りました。"));
}

#[test]
fn what_is_left_as_it_is_stays_so_in_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("計画.db");
    drop(Store::create(&file, &book(1), support::session()).unwrap());
    let mut window = Window::opening(&file, folder.path());
    window.ctrl("4");
    assert!(window.shows(SENTENCE), "{:?}", window.texts());
    window.key(Named::Delete);
    window.lacks(SENTENCE);
    assert!(window.says("✓ このままにしました"), "{:?}", window.texts());
    drop(window);
    let mut window = Window::opening(&file, folder.path());
    window.ctrl("4");
    window.lacks(SENTENCE);
    window.click("施策");
    window.click("施策1の取組の支援");
    window.lacks(SENTENCE);
    window.ctrl("4");
    window.click("このままにしたもの");
    assert!(window.shows(SENTENCE), "{:?}", window.texts());
    window.click("点検に戻す");
    window.click("すべて");
    assert!(window.shows(SENTENCE), "{:?}", window.texts());
}

#[test]
fn one_of_two_alike_is_left_and_the_step_is_named() {
    let mut book = book(1);
    write(&mut book, 0, YEAR, "\n・ﾎﾟｽﾀｰを見直しました。");
    let mut window = checking(&book);
    assert!(window.shows("3件"), "{:?}", window.texts());
    window.key(Named::Delete);
    assert!(window.shows("2件"), "{:?}", window.texts());
    assert!(window.shows(SENTENCE), "{:?}", window.texts());
    window.click("変更履歴");
    assert!(window.says("点検の「このまま」（施策1の取組の支援）"), "{:?}", window.texts());
}

#[test]
fn widths_are_told_in_words() {
    let mut book = support::book(12, 60);
    write(&mut book, 0, YEAR, "（市内)");
    let mut window = checking(&book);
    assert!(window.says("半角の「)」が、全角と半角の違うかっこ"), "{:?}", window.texts());
    window.click("全角の「）」に直す");
    assert!(window.shows("半角の「)」→全角の「）」"), "{:?}", window.texts());
}

#[test]
fn keys_go_on_from_a_row_that_was_clicked() {
    let mut window = checking(&book(3));
    window.fill("点検の結果を検索", "施策");
    window.click("1-①-2 施策2の取組の支援");
    window.key(Named::ArrowDown);
    window.key(Named::Delete);
    assert!(
        window.says("✓ このままにしました\u{3000}1-①-3 施策3の取組の支援"),
        "{:?}",
        window.texts()
    );
}

#[test]
fn what_is_left_in_the_editor_is_left_in_the_check() {
    let mut window = Window::over(&book(1));
    window.click("施策");
    window.click("施策1の取組の支援");
    window.click("このまま");
    window.ctrl("4");
    window.lacks(SENTENCE);
    assert!(window.shows("1件"), "{:?}", window.texts());
    window.ctrl("z");
    assert!(window.shows(SENTENCE), "it is a step of the history: {:?}", window.texts());
}

#[test]
fn a_finding_leads_to_its_field_with_the_word_selected() {
    let mut window = checking(&book(1));
    window.key(Named::Enter);
    window.write("ちらし");
    window.ctrl("s");
    assert!(narrative(&window).ends_with("ちらしを貼りました。"), "{}", narrative(&window));
}

#[test]
fn a_finding_in_a_register_leads_to_its_row() {
    let mut book = support::book(3, 40);
    let mut department = book.departments()[0].clone();
    department.name.push('尐');
    let change = book.put(Record::Department(department)).unwrap();
    book.apply(&[change]).unwrap();
    let mut window = checking(&book);
    window.click("開く →");
    assert!(window.shows("＋ 追加"), "{:?}", window.texts());
    assert!(window.fields().iter().any(|field| field.ends_with('尐')), "{:?}", window.fields());
}

#[test]
fn every_year_is_looked_at_where_that_is_chosen() {
    let mut book = support::book(12, 60);
    write(&mut book, 0, YEAR.previous(), "ﾎﾟｽﾀｰを貼りました。");
    let mut window = checking(&book);
    assert!(window.shows("✓ 気になるところはありません。"), "{:?}", window.texts());
    let years = window.place("令和6年度");
    let below = 36.0 * (book.years().count() as f32 + 1.0);
    window.choose(years, below);
    assert!(window.shows(SENTENCE), "{:?}", window.texts());
    window.key(Named::Enter);
    assert!(window.shows("令和5年度"), "{:?}", window.texts());
}

#[test]
fn the_paper_leads_here() {
    let mut window = Window::over(&book(2));
    window.ctrl("p");
    assert!(window.shows("点検で見つかったもの 3件"), "{:?}", window.texts());
    window.click("点検を開く →");
    assert!(window.shows(SENTENCE), "{:?}", window.texts());
}

#[test]
fn whoever_agreed_had_agreed_to_the_words_before() {
    use shinchoku::domain::{Approval, EntryState};
    let mut book = book(1);
    let measure = book.listed()[0].2.id;
    let entry = book.implementation(measure, YEAR).unwrap().clone();
    let change = book.put(Record::Implementation(entry.approved(Approval::Confirmed)));
    book.apply(&Vec::from_iter(change)).unwrap();
    let mut window = checking(&book);
    window.ctrl("k");
    assert_eq!(window.book().entry_state(measure, YEAR), EntryState::InProgress);
}
