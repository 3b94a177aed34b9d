//! The year's desk.

use crate::screens::collect::{folder, handed_out, submitted_and_taken};
use crate::screens::window::Window;
use crate::screens::{YEAR, open, support};
use shinchoku::domain::{
    Approval, Book, Change, Department, Implementation, Noun, Op, Plan, Record, Succession,
};

/// Twelve measures, of which the first is 確定, the second 課確認, the third 入力中 and sent back;
/// the others have no text.
fn book() -> Book {
    let mut book = support::book(12, 60);
    let measures: Vec<_> = book.listed().into_iter().map(|row| row.2.id).collect();
    let entries = measures.iter().enumerate().map(|(at, id)| {
        let entry = book.implementation(*id, YEAR).unwrap().clone();
        match at {
            0 => entry.approved(Approval::Confirmed),
            1 => entry.approved(Approval::Department),
            2 => entry.sent_back("数値を確かめてください。".to_owned()),
            _ => Implementation { narrative: String::new(), ..entry },
        }
    });
    let changes: Vec<Change> =
        entries.filter_map(|entry| book.put(Record::Implementation(entry))).collect();
    book.apply(&changes).unwrap();
    book
}

#[test]
fn every_state_is_counted_and_leads_to_what_it_counts() {
    let mut window = Window::over(&book());
    assert!(window.shows("12施策の進み具合"));
    for text in ["✓ 1", "◎ 1", "… 1", "○ 9", "未入力の9件を見る →"] {
        assert!(window.shows(text), "{text}: {:?}", window.texts());
    }
    window.click("未入力の9件を見る →");
    assert!(window.shows("12件中 9件を表示"), "{:?}", window.texts());
    window.click("ホーム");
    window.click("✓ 確定");
    assert!(window.shows("12件中 1件を表示"), "{:?}", window.texts());
    assert!(window.shows("施策1の取組の支援"));
}

#[test]
fn goals_are_counted_as_departments_are() {
    let mut window = Window::over(&book());
    assert!(window.shows("第1課"));
    assert!(!window.shows("基本目標１「住み続けたいまちをつくる」"));
    window.click("基本目標ごと");
    assert!(window.shows("基本目標１「住み続けたいまちをつくる」"), "{:?}", window.texts());
    window.lacks("第1課");
    window.click("9");
    assert!(window.shows("12件中 9件を表示"), "{:?}", window.texts());
}

#[test]
fn who_took_over_is_counted_for_what_was_anothers() {
    let mut book = book();
    let [into, ended] = ["第4課", "第1課"].map(|name| book.department_named(name).unwrap().clone());
    let successor = Some(Succession { into: into.id, from: YEAR });
    let change = book.put(Record::Department(Department { successor, ..ended }));
    book.apply(&change.into_iter().collect::<Vec<_>>()).unwrap();
    let mut window = Window::over(&book);
    window.lacks("第1課");
    window.click("第4課");
    assert!(window.shows("12件中 2件を表示"), "{:?}", window.texts());
}

#[test]
fn the_steps_tell_where_the_year_stands() {
    let mut window = Window::over(&book());
    assert!(window.shows("✓ 年度更新"), "{:?}", window.texts());
    assert!(window.shows("配布") && !window.shows("✓ 配布"), "nothing was handed out");
    assert!(window.shows("▶ 入力　3／12課"), "{:?}", window.texts());
    assert!(window.shows("回収　2／12課"), "{:?}", window.texts());
    window.click("続きを入力する");
    assert!(window.shows("12件中 9件を表示"));
}

#[test]
fn a_new_plan_begins_and_counts_nothing() {
    let mut window = Window::over(&Book::starting(Plan::new("みずほ野市", "総合戦略"), YEAR));
    assert!(window.shows("基本目標と施策の方向を作る"), "{:?}", window.texts());
    let counts = |text: &String| text.starts_with("0施策") || text.starts_with('✓');
    assert_eq!(window.texts().into_iter().find(counts), None);
}

#[test]
fn files_that_are_out_are_waited_for() {
    let (folder, master) = folder();
    let file = handed_out(&master, "2020-05-31");
    let mut window = Window::opening(&master, folder.path());
    assert!(window.shows("✓ 配布　1／12課"), "the others have entered: {:?}", window.texts());
    assert!(window.shows("▶ 回収　0／1課"), "{:?}", window.texts());
    let waits = "まだ戻っていない課が1課あります。1課は、提出期限を過ぎています。";
    assert!(window.shows(waits), "{:?}", window.texts());
    window.click("配布・回収を開く");
    assert!(window.says("！ 期限超過 1"), "{:?}", window.texts());
    drop(window);
    submitted_and_taken(&master, &file);
    let mut window = Window::opening(&master, folder.path());
    assert!(window.shows("✓ 回収　1／1課"), "{:?}", window.texts());
}

#[test]
fn a_department_without_a_file_and_without_entries_is_asked_first() {
    let (folder, master) = folder();
    let _ = handed_out(&master, "2099-05-31");
    let mut store = open(&master);
    let second = store.book().listed()[1].2.clone();
    let entry = store.book().implementation(second.id, YEAR).unwrap().clone();
    let blank = Implementation { narrative: String::new(), ..entry };
    let change = store.book().put(Record::Implementation(blank)).unwrap();
    store.commit(Op::Edit(Noun::Implementation), &second.name, vec![change]).unwrap();
    drop(store);
    let mut window = Window::opening(&master, folder.path());
    assert!(window.shows("▶ 配布　1／12課"), "{:?}", window.texts());
    assert!(
        window.says("未入力の施策がある課のうち、まだ配布していない課が1課あります。"),
        "{:?}",
        window.texts()
    );
}

#[test]
fn what_the_checks_found_leads_to_its_places() {
    let mut book = support::book(12, 60);
    let measure = book.listed()[0].2.id;
    let last = book.narrative(measure, YEAR.previous()).to_owned();
    let entry = book.implementation(measure, YEAR).unwrap().clone();
    let change = book.put(Record::Implementation(Implementation { narrative: last, ..entry }));
    book.apply(&change.into_iter().collect::<Vec<_>>()).unwrap();
    let mut window = Window::over(&book);
    assert!(window.texts().iter().any(|text| text.starts_with("▶ 点検")), "{:?}", window.texts());
    window.click("前年度と同じ文章");
    assert!(window.shows("実施状況が前年度と同じ文章です。"), "{:?}", window.texts());
    assert!(window.shows("施策を開く →"), "{:?}", window.texts());
}

#[test]
fn what_changed_lately_leads_into_the_history() {
    let mut window = crate::screens::opened();
    window.write("一。");
    window.ctrl("s");
    window.click("ホーム");
    window.click("実施状況「施策1の取組の支援」の編集");
    assert!(window.shows("この施策の変更だけを見る →"), "{:?}", window.texts());
    window.click("この施策の変更だけを見る →");
    assert!(window.shows("すべて表示"));
}

#[test]
fn the_next_year_begins_with_the_statuses_and_without_texts() {
    let mut window = Window::over(&support::book(12, 60));
    let before = window.book().clone();
    window.click("令和7年度を始める →");
    assert_eq!(*window.book(), before, "nothing is written before the clerk says so");
    window.click("進捗状況を引きつぐ");
    let book = window.book();
    assert_eq!(book.latest_year(), Some(YEAR.next()));
    for (_, _, measure) in book.listed() {
        let status = |year| book.implementation(measure.id, year).and_then(|it| it.status);
        let (old, new) = (status(YEAR), status(YEAR.next()));
        assert!(new.is_some() && new == old);
        assert_eq!(book.narrative(measure.id, YEAR.next()), "");
    }
    assert!(window.shows("まだ入力していない施策が12件あります。続きを入力してください。"));
    assert!(window.shows("▶ 配布"), "{:?}", window.texts());
    assert_eq!(window.app.store().unwrap().undoable().unwrap().op, Op::Rollover);
    window.take_back();
    assert_eq!(*window.book(), before);
    assert!(window.shows("✓ 元に戻しました：令和7年度への年度更新"), "{:?}", window.texts());
}

#[test]
fn what_is_unfinished_is_told_before_the_next_year_begins() {
    let mut window = Window::over(&book());
    window.click("令和7年度を始める →");
    let told = "令和6年度には、未入力の施策が9件、確定していない施策が2件あります。あとからでも入力できます。";
    assert!(window.shows(told), "{:?}", window.texts());
    window.click("戻る");
    let mut window = Window::over(&support::book(12, 60));
    window.click("令和7年度を始める →");
    window.lacks_part("あとからでも入力できます");
}

#[test]
fn the_next_year_can_begin_without_statuses() {
    let mut window = Window::over(&support::book(12, 60));
    window.click("令和7年度を始める →");
    window.click("進捗状況を空にする");
    let book = window.book();
    assert_eq!(book.latest_year(), Some(YEAR.next()));
    assert!(
        book.listed().iter().all(|(_, _, it)| book.implementation(it.id, YEAR.next()).is_none())
    );
}

#[test]
fn when_all_is_entered_the_next_step_is_to_print() {
    let mut window = Window::over(&support::book(12, 60));
    window.click("印刷する");
    assert!(window.shows("PDFに保存"), "{:?}", window.texts());
}

#[test]
fn the_name_is_asked_for_once_on_a_pc() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("計画.db");
    drop(shinchoku::store::Store::create(&file, &book(), support::session()).unwrap());
    let asked = "変更履歴に記録する氏名を入力してください。";
    let mut window = Window::opening(&file, folder.path());
    assert!(window.shows(asked), "{:?}", window.texts());
    let field = window.place("この名前にする") + iced_test::core::Vector::new(-140.0, 0.0);
    window.press(field);
    window.ctrl("a");
    window.write("田中");
    window.click("この名前にする");
    window.lacks(asked);
    assert_eq!(window.app.store().unwrap().who(), "田中");
    window.click("設定");
    assert!(window.shows("田中"), "{:?}", window.texts());
    drop(window);
    Window::opening(&file, folder.path()).lacks(asked);
}
