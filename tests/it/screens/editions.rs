//! A paper is kept as it was handed out, found again, and compared.

use crate::screens::{Window, narrative, open, rename, support};
use iced_test::core::keyboard::key::Named;
use shinchoku::domain::edition::Making;
use shinchoku::domain::merge::Decisions;
use shinchoku::domain::{Book, Measure, Noun, Op, Record};
use shinchoku::report::{self, Options, Report};
use shinchoku::store::{Comparison, EditionContent, Store};
use std::ops::ControlFlow;
use std::path::Path;

fn save_to(window: &mut Window, path: &Path) {
    window.fill("ファイルの場所と名前", &path.to_string_lossy());
    window.click("ここに保存");
}

/// The list of a book without a date.
fn undated(book: &Book) -> Vec<u8> {
    let document =
        Report::List.lay_out(book, &Options::of(book, &book.templates()[0].settings)).unwrap();
    report::pdf::write(&document, |_, _| ControlFlow::Continue(())).unwrap()
}

/// A window in which the paper of a book was kept under a name.
fn kept(book: &Book, name: &str) -> Window {
    let mut window = Window::over(book);
    window.ctrl("p");
    super::printing::undate(&mut window);
    keep(&mut window, name);
    window
}

fn keep(window: &mut Window, name: &str) {
    window.click("保存版にする");
    window.fill("保存版の名称", name);
    window.fill("日付", "令和8年6月12日");
    window.click("この名前で残す");
}

/// Adds a sentence to the first measure.
fn write_on(window: &mut Window) {
    window.click("施策");
    window.click("施策1の取組の支援");
    window.write("新しい文です。");
    window.ctrl("s");
}

#[test]
fn the_paper_that_was_kept_is_saved_again_to_the_byte_after_the_plan_went_on() {
    let book = support::book(12, 60);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("提出版.pdf");
    let mut window = kept(&book, "6月議会提出版");
    let done = "✓ 「6月議会提出版（令和8年6月12日）」を残しました。左の「保存版」で、いつでも同じ一覧表を開けます。";
    assert!(window.shows(done), "{:?}", window.texts());
    write_on(&mut window);
    window.click("保存版");
    assert!(window.shows("6月議会提出版（令和8年6月12日）"), "{:?}", window.texts());
    window.ctrl("p");
    save_to(&mut window, &path);
    assert!(window.shows(&format!("✓ 保存しました：{}", path.display())), "{:?}", window.texts());
    assert_eq!(std::fs::read(&path).unwrap(), undated(&book));
    assert_ne!(undated(window.book()), undated(&book));
}

#[test]
fn what_differs_from_the_present_is_shown_and_saved() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("正誤表.pdf");
    let mut window = kept(&support::book(12, 60), "提出版");
    window.click("保存版");
    window.click("正誤表");
    assert!(window.shows("異なるところはありません"), "{:?}", window.texts());
    write_on(&mut window);
    assert!(narrative(&window).contains("新しい文です。"));
    window.click("保存版");
    assert!(window.shows("1か所"), "compared anew: {:?}", window.texts());
    window.click("新旧対照表");
    window.ctrl("f");
    window.write("新しい文です");
    assert!(window.shows("1／1件"), "{:?}", window.texts());
    window.click("PDFに保存");
    save_to(&mut window, &path);
    assert!(std::fs::read(&path).unwrap().starts_with(b"%PDF"));
    window.click("残した一覧表");
    window.lacks("1か所");
}

#[test]
fn an_edition_has_a_name_of_its_own() {
    let mut window = kept(&support::book(3, 40), "提出版");
    window.click("保存版にする");
    window.fill("保存版の名称", "提出版");
    window.click("この名前で残す");
    let refused = window.texts().iter().any(|text| text.contains("すでにあります"));
    assert!(refused, "{:?}", window.texts());
    window.fill("日付", "あした");
    assert!(window.shows("6/12、令和8年6月12日のように入力してください。"));
    window.click("やめる");
    window.click("保存版");
    assert!(window.shows("提出版"));
    assert_eq!(window.app.store().unwrap().editions().unwrap().len(), 1);
}

#[test]
fn keeping_is_in_the_history_and_undo_passes_it_over() {
    let mut window = Window::over(&support::book(12, 60));
    write_on(&mut window);
    window.ctrl("p");
    keep(&mut window, "提出版");
    let store = window.app.store().unwrap();
    assert_eq!(store.history(1).unwrap()[0].op, Some(Op::Keep));
    assert_eq!(store.undoable().unwrap().subject, "施策1の取組の支援");
    window.click("変更履歴");
    window.click("保存版「提出版」の作成");
}

#[test]
fn the_data_of_an_edition_is_looked_at_and_cannot_be_changed() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("戦略.db");
    drop(Store::create(&file, &support::book(3, 40), support::session()).unwrap());
    let mut window = Window::opening(&file, folder.path());
    window.ctrl("p");
    keep(&mut window, "提出版");
    let then = window.book().clone();
    write_on(&mut window);
    let now = window.book().clone();
    window.click("保存版");
    window.click("この時点のデータを見る");
    assert_eq!(*window.book(), then);
    let told = "保存版「提出版（令和8年6月12日）」を残した時点のデータを見ています。書き換えることはできません。";
    assert!(window.shows(told), "{:?}", window.texts());
    // It has none.
    window.lacks("変更履歴");
    write_on(&mut window);
    assert_eq!(*window.book(), then);
    window.click("元のファイルに戻る");
    assert_eq!(*window.book(), now);
    assert_eq!(window.app.store().unwrap().path(), Some(file.as_path()));
}

#[test]
fn of_two_of_one_name_and_day_each_is_compared_with_the_other() {
    let folder = tempfile::tempdir().unwrap();
    let (file, copy) = (folder.path().join("戦略.db"), folder.path().join("写し.db"));
    drop(Store::create(&file, &support::book(3, 40), support::session()).unwrap());
    let _ = std::fs::copy(&file, &copy).unwrap();
    let (mut mine, mut other) = (open(&file), open(&copy));
    let measure =
        Measure { name: "直売所の整備".into(), ..other.book().listed()[0].2.clone() };
    let change = other.book().put(Record::Measure(measure)).unwrap();
    other.commit(Op::Edit(Noun::Measure), "", vec![change]).unwrap();
    for store in [&mut mine, &mut other] {
        let (book, pdf) = (store.book().clone(), undated(store.book()));
        let made =
            Making { paper: "list".into(), template: String::new(), settings: None, date: None };
        let day = "2026-06-12".parse().unwrap();
        let keeping =
            EditionContent { name: "提出版", day, made, pages: 1, pdf: &pdf, book: &book };
        let _ = store.keep_edition(&keeping).unwrap();
    }
    let Comparison::Incoming(incoming) = mine.compare(&other, None).unwrap() else {
        panic!("an edition to take in")
    };
    mine.merge(&incoming, &Decisions::default()).unwrap();
    // The present differs from either in more than they do from one another.
    rename(&mut mine, 1, "直売所の整備");
    rename(&mut mine, 2, "直売所の整備");
    drop((mine, other));

    let mut window = Window::opening(&file, folder.path());
    window.click("保存版");
    assert!(window.shows("提出版（令和8年6月12日）［1］"), "{:?}", window.texts());
    window.click("正誤表");
    window.lacks("1か所");
    let choice = window.place("比べる相手") + iced_test::core::Vector::new(150.0, 0.0);
    window.choose(choice, 72.0);
    assert!(window.shows("1か所"), "{:?}", window.texts());
    window.click("新旧対照表");
    assert!(window.shows("1か所"), "{:?}", window.texts());
}

#[test]
fn what_was_discarded_is_asked_back() {
    let mut window = kept(&support::book(3, 40), "提出版");
    window.click("保存版");
    window.click("一覧から消す");
    assert!(window.shows("保存版「提出版」を一覧から消しますか"), "{:?}", window.texts());
    window.key(Named::Enter);
    let listed = |window: &Window| !window.app.store().unwrap().editions().unwrap()[0].removed;
    assert!(listed(&window), "Enter alone discards nothing");
    window.key(Named::Escape);
    window.click("一覧から消す");
    window.click("一覧から消す");
    assert!(!listed(&window));
    assert!(window.shows("保存版は、まだありません。"), "{:?}", window.texts());
    window.click("消した保存版　1件");
    window.click("戻す");
    assert!(window.shows("提出版（令和8年6月12日）"), "{:?}", window.texts());
}

#[test]
fn without_any_the_way_there_is_told() {
    let mut window = Window::over(&support::book(3, 40));
    window.click("保存版");
    assert!(window.shows("保存版は、まだありません。"));
    window.click("印刷へ");
    assert!(window.shows("紙面の文字を検索"));
}
