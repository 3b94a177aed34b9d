//! From the choices to a PDF.

use crate::screens::{Window, YEAR, narrative, opened, support};
use iced_test::core::keyboard::{Modifiers, key::Key, key::Named};
use iced_test::core::{Point, Rectangle, Size, mouse};
use shinchoku::domain::{Approval, Book, Key as Row, Record, Template};
use shinchoku::report::{self, Column, Options};
use shinchoku::store::Store;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// A window on the paper of a book.
fn printing(book: &Book) -> Window {
    let mut window = Window::over(book);
    window.ctrl("p");
    window
}

/// What the first template of a book prints.
fn untouched(book: &Book) -> Options {
    Options::of(book, &book.templates()[0].settings)
}

/// Answers where the PDF is to be.
fn save_to(window: &mut Window, path: &Path) {
    window.fill("ファイルの場所と名前", &path.to_string_lossy());
    window.click("ここに保存");
}

fn saved_sentence(path: &Path) -> String {
    format!("✓ 保存しました：{}", path.display())
}

/// What is printed of a book when nothing is chosen but to leave the date out.
fn undated(book: &Book) -> Vec<u8> {
    let document = report::list::lay_out(book, &untouched(book)).unwrap();
    report::pdf::write(&document, |_, _| ControlFlow::Continue(())).unwrap()
}

/// A folder, and the path of a PDF in it that is not there.
fn place() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("一覧表.pdf");
    (folder, path)
}

/// A book whose first measure has a character that no font of ours has.
fn with_rare_character() -> Book {
    let mut book = support::book(12, 60);
    let measure = book.listed()[0].2.id;
    let mut entry = book.implementation(measure, YEAR).unwrap().clone();
    entry.narrative.push_str("😀野川で開きました。");
    let change = book.put(Record::Implementation(entry)).unwrap();
    book.apply(&[change]).unwrap();
    book
}

/// How many pages a book's list has.
fn pages(book: &Book) -> usize {
    shinchoku::report::list::lay_out(book, &untouched(book)).unwrap().pages.len()
}

/// Leaves the paper without the day on which it is made.
pub(super) fn undate(window: &mut Window) {
    window.click("表題・資料番号");
    scroll_to(window, "作成日（PDFの情報に残ります）");
    window.fill("作成日（PDFの情報に残ります）", "");
    let within = window.place("作成日（PDFの情報に残ります）");
    window.scroll(within, -900.0);
    window.click("表題・資料番号");
}

#[test]
fn what_is_saved_is_what_the_report_makes() {
    let book = support::book(12, 60);
    let (_folder, path) = place();
    let mut window = printing(&book);
    assert!(window.shows(&format!("1／{}", pages(&book))), "{:?}", window.texts());
    undate(&mut window);
    window.click("PDFに保存");
    save_to(&mut window, &path);
    assert!(window.shows(&saved_sentence(&path)), "{:?}", window.texts());
    assert_eq!(std::fs::read(&path).unwrap(), undated(&book));
    window.click("表題・資料番号");
    assert!(window.shows(&saved_sentence(&path)), "it is what is shown still");
    window.fill("表題", "中間報告");
    window.key(Named::Enter);
    // What was saved is another paper.
    window.lacks(&saved_sentence(&path));
}

/// The button that prints stands right of all others.
#[test]
fn the_buttons_are_within_a_narrow_window() {
    const LAST: f32 = 100.0;
    for (width, height, name) in [
        (1366.0, 768.0, "PDFに保存"),
        (1280.0, 720.0, "PDFに保存"),
        (1093.0, 614.0, "PDF"),
        (1024.0, 640.0, "PDF"),
        (911.0, 512.0, "PDF"),
        (683.0, 384.0, "PDF"),
    ] {
        let mut window = printing(&support::book(3, 20));
        window.resize(Size::new(width, height));
        let place = window.place(name);
        assert!(place.x + LAST < width, "{name} at {place:?} of {width}");
    }
}

#[test]
fn a_window_is_not_closed_while_a_paper_is_written() {
    let (_folder, path) = place();
    let mut window = printing(&support::book(1, 20));
    window.click("PDFに保存");
    window.fill("ファイルの場所と名前", &path.to_string_lossy());
    window.hold();
    window.click("ここに保存");
    window.close();
    assert!(window.shows("ファイルを書き出している途中です"), "{:?}", window.texts());
    window.click("待つ");
    window.go_on();
    assert!(window.shows(&saved_sentence(&path)), "{:?}", window.texts());
    window.close();
    assert!(window.closed, "{:?}", window.texts());
}

#[test]
fn a_file_that_is_there_is_replaced_only_when_the_clerk_says_so() {
    let (_folder, path) = place();
    std::fs::write(&path, "昨日の一覧表").unwrap();
    let mut window = printing(&support::book(12, 60));
    window.click("PDFに保存");
    save_to(&mut window, &path);
    assert!(window.shows("「一覧表.pdf」はすでにあります"));
    window.key(Named::Enter);
    assert_eq!(std::fs::read(&path).unwrap(), "昨日の一覧表".as_bytes());
    window.click("PDFに保存");
    save_to(&mut window, &path);
    window.click("置き換える");
    assert!(window.shows(&saved_sentence(&path)));
    assert!(std::fs::read(&path).unwrap().starts_with(b"%PDF"));
}

#[test]
fn the_list_is_saved_for_last_edits_too() {
    let (folder, _) = place();
    let mut window = printing(&support::book(12, 60));
    for (button, name) in [("Excelに保存", "一覧表.xlsx"), ("Wordに保存", "一覧表.docx")]
    {
        let path = folder.path().join(name);
        window.click(button);
        save_to(&mut window, &path);
        assert!(window.shows(&saved_sentence(&path)), "{:?}", window.texts());
        assert!(std::fs::read(&path).unwrap().starts_with(b"PK"));
    }
}

#[test]
#[cfg(unix)]
fn no_paper_takes_the_place_of_a_plans_file() {
    let (folder, path) = place();
    let file = folder.path().join("戦略.db");
    drop(Store::create(&file, &support::book(3, 20), support::session()).unwrap());
    std::os::unix::fs::symlink(&file, &path).unwrap();
    let before = std::fs::read(&file).unwrap();
    let mut window = printing(&support::book(12, 60));
    window.click("PDFに保存");
    save_to(&mut window, &path);
    window.click("置き換える");
    let told = window.texts().iter().any(|text| text.contains("進捗帳のファイルがあります"));
    assert!(told, "{:?}", window.texts());
    assert_eq!(std::fs::read(&file).unwrap(), before);
}

#[test]
fn a_place_that_cannot_be_written_to_is_told() {
    let (folder, _) = place();
    let mut window = printing(&support::book(12, 60));
    window.click("PDFに保存");
    let missing = folder.path().join("ない");
    save_to(&mut window, &missing.join("一覧表.pdf"));
    let told =
        format!("！ フォルダー「{}」が見つかりません。何も書き込んでいません。", missing.display());
    assert!(window.shows(&told), "{:?}", window.texts());
    window.click("閉じる ×");
    window.click("PDFに保存");
    assert!(window.shows("PDFを保存する場所"));
}

#[test]
fn characters_that_the_font_lacks_are_told_before() {
    let (_folder, path) = place();
    let mut window = printing(&with_rare_character());
    assert!(window.shows("印刷の前に　1件"));
    assert!(window.shows("「😀」（U+1F600）は、印刷用の書体にない文字です。"));
    window.click("PDFに保存");
    assert!(window.shows("書体にない文字があります"));
    window.key(Named::Enter);
    // Enter alone does not print 〓.
    window.lacks("PDFを保存する場所");
    window.click("PDFに保存");
    window.click("〓のまま保存する");
    save_to(&mut window, &path);
    assert!(path.is_file());
}

#[test]
fn each_concern_leads_to_its_measure() {
    let mut window = printing(&with_rare_character());
    window.click("直す");
    window.write("はじめに、");
    window.ctrl("s");
    assert!(crate::screens::narrative(&window).starts_with("はじめに、"));
}

#[test]
fn missing_entries_lead_to_the_list_of_them() {
    let mut book = support::book(12, 60);
    let lacking = book.listed()[1].2.clone();
    let removed = book.remove(Row::Implementation(lacking.id, YEAR));
    book.apply(&removed).unwrap();
    let mut window = printing(&book);
    assert!(window.shows("未入力の欄がある施策 1件"));
    window.click("見る");
    assert!(window.shows(&lacking.name));
    assert!(window.shows("12件中 1件を表示"));
}

#[test]
fn what_is_not_confirmed_is_counted_where_a_city_confirms_and_leads_to_the_list() {
    let mut book = support::book(12, 60);
    // Nobody confirms anything.
    printing(&book).lacks_part("入力済みで確定していない施策");
    let confirmed = book.listed()[1].2.clone();
    let entry = book.implementation(confirmed.id, YEAR).cloned().unwrap();
    let change = book.put(Record::Implementation(entry.approved(Approval::Confirmed))).unwrap();
    book.apply(&[change]).unwrap();
    let mut window = printing(&book);
    assert!(window.shows("入力済みで確定していない施策 11件"));
    window.click("見る");
    assert!(window.shows("12件中 11件を表示"));
    window.lacks(&confirmed.name);
}

#[test]
fn without_a_year_nothing_can_be_printed() {
    let mut window = printing(&support::book(12, 60));
    window.click("年度・列・絞り込み");
    window.click("令和5年度");
    window.click("令和6年度");
    assert!(window.shows("年度を1つ以上選んでください。"));
    window.click("PDFに保存");
    window.lacks("PDFを保存する場所");
    window.click("令和6年度");
    window.click("PDFに保存");
    assert!(window.shows("PDFを保存する場所"));
}

#[test]
fn pages_are_turned_by_key_and_end_at_the_ends() {
    let book = support::book(24, 60);
    let (mut window, pages) = (printing(&book), pages(&book));
    assert!(pages > 1);
    for page in (2..=pages).chain([pages]) {
        window.key_with(Key::Named(Named::ArrowDown), Modifiers::ALT);
        assert!(window.shows(&format!("{page}／{pages}")), "{:?}", window.texts());
    }
    window.click("前");
    assert!(window.shows(&format!("{}／{pages}", pages - 1)));
}

#[test]
fn the_paper_follows_what_is_stored_and_what_is_chosen() {
    let mut window = printing(&support::book(12, 60));
    window.click("年度・列・絞り込み");
    window.click("令和5年度");
    assert!(window.shows("1／2"), "{:?}", window.texts());
    window.click("施策");
    window.click("施策1の取組の支援");
    window.write(&"・長い文をここに加えました。\n".repeat(60));
    window.ctrl("s");
    window.ctrl("p");
    window.lacks("1／2");
    window.click("施策");
    window.ctrl("z");
    window.ctrl("p");
    assert!(window.shows("1／2"), "{:?}", window.texts());
}

#[test]
fn a_row_of_the_paper_leads_to_its_measure_and_back() {
    let book = support::book(1, 6000);
    let mut window = printing(&book);
    window.press(Point::new(900.0, 500.0));
    assert!(window.shows("1-①-1"), "{:?}", window.texts());
    assert_eq!(window.texts().iter().filter(|text| *text == "施策1の取組の支援").count(), 2);
    window.click("紙面で見る");
    assert!(window.shows(&format!("1／{}", pages(&book))), "{:?}", window.texts());
}

#[test]
fn what_is_not_saved_is_not_lost_on_the_way_to_the_paper() {
    let mut window = opened();
    window.type_in("草稿。");
    window.click("紙面で見る");
    assert!(narrative(&window).contains("草稿。"));
    assert!(window.shows("紙面の文字を検索"), "{:?}", window.texts());
}

#[test]
fn words_are_found_on_the_pages_and_enter_goes_from_one_to_the_next() {
    let book = support::book(40, 300);
    let mut window = printing(&book);
    window.ctrl("f");
    window.type_in("施策３９の取組");
    assert!(window.shows("1／1件"), "{:?}", window.texts());
    // Its page is looked at.
    window.lacks(&format!("1／{}", pages(&book)));
    window.ctrl("f");
    window.type_in("の取組の支援");
    window.key(Named::Enter);
    assert!(window.shows("40／40件"), "{:?}", window.texts());
    window.key(Named::Enter);
    assert!(window.shows("1／40件"), "{:?}", window.texts());
    assert!(window.shows(&format!("1／{}", pages(&book))), "{:?}", window.texts());
    window.ctrl("f");
    window.type_in("見つからない言葉");
    assert!(window.shows("ありません"));
}

#[test]
fn one_page_at_a_time_or_all_below_one_another() {
    let book = support::book(40, 300);
    let mut window = printing(&book);
    let first = format!("1／{}", pages(&book));
    let pages = Point::new(900.0, 500.0);
    window.scroll(pages, 2000.0);
    // One page follows the other.
    window.lacks(&first);
    window.scroll(pages, -2000.0);
    assert!(window.shows(&first), "{:?}", window.texts());
    let choice = window.place("－") - iced_test::core::Vector::new(80.0, 0.0);
    window.choose(choice, 72.0);
    window.scroll(pages, 2000.0);
    assert!(window.shows(&first), "no page follows the other");
    window.click("次");
    window.lacks(&first);
}

/// Moves the choices up until one is seen.
fn scroll_to(window: &mut Window, text: &str) {
    let over = Point::new(360.0, 300.0);
    while !window.shows(text) {
        window.scroll(over, 40.0);
    }
    window.scroll(over, 40.0);
}

#[test]
fn what_is_unfolded_comes_into_sight() {
    let mut window = printing(&support::book(12, 60));
    window.resize(iced::Size::new(1024.0, 640.0));
    let head = window.place("ページ番号・注");
    window.click("ページ番号・注");
    assert!(window.place("ページ番号・注").y < head.y, "it had no room where it stood");
    assert!(window.shows("文末の注"), "{:?}", window.texts());
}

#[test]
fn a_number_is_typed_with_an_input_method() {
    let mut window = printing(&support::book(12, 60));
    window.click("ページ番号・注");
    window.fill("最初の番号", "３１");
    assert_eq!(template(&window).settings.page_number.first, 1, "it is settled with Enter");
    window.key(Named::Enter);
    assert_eq!(template(&window).settings.page_number.first, 31);
}

/// The 様式 that is shown first.
fn template(window: &Window) -> shinchoku::domain::Template {
    window.book().templates()[0].clone()
}

#[test]
fn what_is_chosen_is_kept_in_the_file_and_can_be_undone() {
    let mut window = printing(&support::book(12, 60));
    window.click("表題・資料番号");
    scroll_to(&mut window, "進捗状況の凡例を付ける");
    window.click("進捗状況の凡例を付ける");
    assert!(!template(&window).settings.legend, "a choice is kept at once");
    window.scroll(Point::new(360.0, 300.0), -900.0);
    window.fill("副題", "（案）");
    assert_eq!(
        template(&window).settings.subtitle,
        "",
        "what is typed is not kept letter by letter"
    );
    window.key(Named::Enter);
    assert_eq!(template(&window).settings.subtitle, "（案）");
    scroll_to(&mut window, "会議名");
    window.fill("会議名", "総務委員会");
    window.click("ホーム");
    assert_eq!(template(&window).settings.meeting, "総務委員会", "leaving keeps it");
    window.click("印刷");
    for _ in 0..3 {
        window.ctrl("z");
    }
    assert_eq!(template(&window).settings, Template::built_in()[0].settings);
}

/// The first place on the page where the pointer tells that a border can be dragged.
fn first_border(window: &mut Window) -> Point {
    let rows = (PAGE.y as u16..360).step_by(20);
    for y in rows {
        for x in (PAGE.x as u16..1280).step_by(9) {
            let at = Point::new(f32::from(x), f32::from(y));
            window.move_to(at);
            if window.pointer == mouse::Interaction::ResizingHorizontally {
                return at;
            }
        }
    }
    panic!("no border is found on the page")
}

#[test]
fn a_column_is_made_wider_on_the_page_and_its_neighbour_narrower() {
    let mut window = printing(&support::book(12, 60));
    let before = template(&window).settings.clone();
    let border = first_border(&mut window);
    window.drag(border, border + iced::Vector::new(40.0, 60.0));
    let after = template(&window).settings.clone();
    let width = |column| after.column(column).width;
    let (number, name) = (width(Column::Number).unwrap(), width(Column::Name).unwrap());
    assert!(number > 4 && name > 4, "{number} {name}");
    for column in Column::ALL.into_iter().filter(|it| *it != Column::Number && *it != Column::Name)
    {
        assert_eq!(after.column(column), before.column(column), "{column:?} is as wide as before");
    }
    window.click("年度・列・絞り込み");
    window.ctrl("z");
    assert_eq!(template(&window).settings, before);
}

#[test]
fn what_is_typed_is_printed_though_enter_was_not_pressed() {
    let book = support::book(12, 60);
    let (_folder, path) = place();
    let mut window = printing(&book);
    window.click("表題・資料番号");
    window.fill("表題", "中間報告");
    window.click("PDFに保存");
    save_to(&mut window, &path);
    assert!(window.shows(&saved_sentence(&path)), "{:?}", window.texts());
    assert_eq!(template(&window).settings.title, "中間報告");
}

/// Where the page that is looked at is.
const PAGE: Rectangle = Rectangle { x: 720.0, y: 200.0, width: 560.0, height: 500.0 };

/// Where the small pages are.
const THUMBS: Rectangle = Rectangle { x: 545.0, y: 150.0, width: 92.0, height: 200.0 };

#[test]
fn the_pages_are_never_blank_though_the_place_is_asked_for_while_they_are_drawn() {
    let mut window = printing(&support::book(12, 60));
    let (page, thumbs) = (window.ink(PAGE), window.ink(THUMBS));
    assert!(page > 1000 && thumbs > 50, "{page} {thumbs}");
    window.click("表題・資料番号");
    window.fill("表題", "中間報告");
    window.hold();
    window.click("PDFに保存");
    assert!(window.ink(PAGE) > 1000, "the last picture stays");
    window.go_on();
    assert!(window.shows("PDFを保存する場所"), "{:?}", window.texts());
    window.key(Named::Escape);
    window.lacks("PDFを保存する場所");
    let (page, thumbs) = (window.ink(PAGE), window.ink(THUMBS));
    assert!(page > 1000 && thumbs > 50, "{page} {thumbs}");
}

#[test]
fn a_template_is_copied_renamed_and_removed() {
    let mut window = printing(&support::book(12, 60));
    window.click("別の様式として保存");
    window.write("内部確認用");
    window.key(Named::Enter);
    assert!(window.texts().iter().any(|text| text.contains("「内部確認用」は、すでにあります。")));
    window.fill("新しい様式の名称", "委員会用");
    window.key(Named::Enter);
    assert!(window.book().template_named("委員会用").is_some());
    window.click("表題・資料番号");
    scroll_to(&mut window, "進捗状況の凡例を付ける");
    window.click("進捗状況の凡例を付ける");
    assert!(template(&window).settings.legend, "the original stays as it is");
    let within = window.place("進捗状況の凡例を付ける");
    window.scroll(within, -900.0);
    window.click("表題・資料番号");
    window.click("名称変更");
    window.fill("様式の名称", "本会議用");
    window.click("変更する");
    assert!(window.book().template_named("本会議用").is_some_and(|it| !it.settings.legend));
    window.click("削除");
    window.click("削除する");
    assert_eq!(window.book().templates().len(), Template::built_in().len());
    window.ctrl("z");
    assert!(window.book().template_named("本会議用").is_some());
}

#[test]
fn a_day_that_cannot_be_read_is_told_beside_its_field() {
    let mut window = printing(&support::book(12, 60));
    window.click("表題・資料番号");
    scroll_to(&mut window, "基準日");
    window.fill("基準日", "6月ごろ");
    scroll_to(&mut window, "作成日を印刷する");
    let remedy = "6/12、令和8年6月12日、R8.6.12 のように入力してください。空でも構いません。";
    assert!(window.shows(remedy), "{:?}", window.texts());
    window.fill("基準日", "R6.6.1");
    window.key(Named::Enter);
    window.lacks(remedy);
    assert!(template(&window).settings.as_of.is_some());
}

#[test]
fn other_papers_are_chosen_and_seen() {
    let book = support::book(12, 60);
    let seen = |report: report::Report| {
        let document = report.lay_out(&book, &untouched(&book)).unwrap();
        format!("1／{}", document.pages.len())
    };
    let mut window = printing(&book);
    let field = window.place("帳票") + iced_test::core::Vector::new(0.0, 36.0);
    let options = report::Report::ALL.into_iter().enumerate();
    for (index, report) in options.collect::<Vec<_>>().into_iter().rev() {
        window.choose(field, 40.0 * (index as f32 + 1.0));
        assert!(window.shows(&seen(report)), "{report:?}: {:?}", window.texts());
    }
    // By department there is a page for each at least.
    window.choose(field, 80.0);
    assert!(window.shows(&seen(report::Report::ByDepartment)));
    assert_ne!(seen(report::Report::ByDepartment), seen(report::Report::List));
}

#[test]
fn what_was_changed_in_a_template_is_not_left_behind_by_pressing_a_row() {
    let mut window = printing(&support::book(1, 6000));
    window.click("表題・資料番号");
    window.fill("副題", "案");
    window.press(Point::new(900.0, 500.0));
    assert_eq!(window.book().templates()[0].settings.subtitle, "案");
    assert!(window.shows("1-①-1"), "{:?}", window.texts());
    window.click("ホーム");
    assert!(window.shows("次にすること"), "nothing is left to be saved");
}

#[test]
fn ctrl_p_hands_the_paper_to_the_system_and_tells_so() {
    let mut window = printing(&support::book(3, 20));
    window.hold();
    window.ctrl("p");
    window.lacks("PDFを保存する場所");
    // What the system would do is told; no test prints.
    window.close();
    assert!(window.shows("ファイルを書き出している途中です"), "{:?}", window.texts());
    let mut window = printing(&with_rare_character());
    window.ctrl("p");
    assert!(window.shows("〓のまま印刷する"), "{:?}", window.texts());
    window.key(Named::Escape);
    let save = Modifiers::CTRL | Modifiers::SHIFT;
    let mut window = printing(&support::book(3, 20));
    window.key_with(Key::Character("p".into()), save);
    assert!(window.shows("PDFを保存する場所"), "{:?}", window.texts());
}

#[test]
fn what_is_to_be_mended_is_seen_in_the_list() {
    let mut book = support::book(40, 30);
    let last = book.listed().last().unwrap().2.clone();
    let mut entry = book.implementation(last.id, YEAR).unwrap().clone();
    entry.narrative.push('😀');
    let change = book.put(Record::Implementation(entry)).unwrap();
    book.apply(&[change]).unwrap();
    let mut window = printing(&book);
    window.click("直す");
    window.wait();
    window.wait();
    let seen = window.texts().into_iter().filter(|text| *text == last.name).count();
    assert_eq!(seen, 2, "in the list and above its text");
}

#[test]
fn each_department_can_have_a_file_of_its_own() {
    let place = tempfile::tempdir().unwrap();
    let out = place.path().join("一覧.pdf");
    let mut window = printing(&support::book(12, 60));
    let choice = window.place("帳票") + iced_test::core::Vector::new(0.0, 36.0);
    window.choose(choice, 72.0);
    window.click("課ごとに1つのファイルにする");
    window.click("PDFに保存");
    save_to(&mut window, &out);
    assert!(window.shows(&saved_sentence(place.path())), "{:?}", window.texts());
    let files = std::fs::read_dir(place.path()).unwrap().count();
    assert_eq!(files, window.book().departments().len());
    assert!(place.path().join("一覧_第1課.pdf").exists() && !out.exists());

    // What is there is not overwritten.
    window.click("PDFに保存");
    save_to(&mut window, &out);
    window.lacks(&saved_sentence(place.path()));
    assert_eq!(std::fs::read_dir(place.path()).unwrap().count(), files);
}
