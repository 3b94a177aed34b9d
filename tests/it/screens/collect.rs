//! 配布・回収: files go out to departments, a department writes in its own and submits it.

use crate::screens::open;
use crate::screens::window::Window;
use crate::support;
use iced_test::core::keyboard::{Key, Modifiers, key::Named};
use shinchoku::domain::handout::{Others, Scope, Terms};
use shinchoku::domain::{EntryState, FiscalYear, Measure, MeasureId, Noun, Op, Record};
use shinchoku::store::{Disk, Replace, Store};
use shinchoku::ui::Message;
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

const YEAR: FiscalYear = FiscalYear(2024);

/// A folder with a plan's file.
pub(super) fn folder() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("戦略.db");
    drop(Store::create(&file, &support::book(14, 20), support::session()).unwrap());
    (folder, file)
}

/// The file of the first department, which leads the measures 1 and 13.
pub(super) fn handed_out(master: &Path, deadline: &str) -> PathBuf {
    let mut store = open(master);
    let terms = Terms {
        deadline: deadline.parse().ok(),
        message: "数字は3月末のものです。".to_owned(),
        return_to: "企画課".to_owned(),
        others: Others::Readable,
    };
    let department = store.book().departments()[0].id;
    let scope = Scope::of(store.book(), department, YEAR, terms).unwrap();
    let file = store.hand_out(scope).unwrap();
    let path = master.with_file_name("第1課.db");
    let go_on = |_| ControlFlow::Continue(());
    let ready = file.write_beside(&path, Replace::Never, &Disk::default(), go_on).unwrap();
    store.record_handout(&ready).unwrap();
    path
}

/// The department submits its file, and it is taken in.
pub(super) fn submitted_and_taken(master: &Path, file: &Path) {
    let mut theirs = open(file);
    theirs.submit().unwrap();
    let mut mine = open(master);
    let shinchoku::store::Comparison::Incoming(incoming) = mine.compare(&theirs, None).unwrap()
    else {
        panic!("a submission is something new");
    };
    mine.merge(&incoming, &Default::default()).unwrap();
}

fn measure(window: &Window, index: usize) -> MeasureId {
    window.book().listed()[index].2.id
}

#[test]
#[cfg(target_os = "linux")] // elsewhere the system's own dialog asks for the place
fn chosen_departments_get_their_files() {
    let (folder, file) = folder();
    let mut window = Window::opening(&file, folder.path());
    window.click("配布・回収");
    assert!(window.says("まだ配布していません"), "{:?}", window.texts());
    window.click("第1課");
    window.click("第3課");
    window.fill("提出期限", "99年");
    assert!(window.says("日付として読めません"), "{:?}", window.texts());
    window.fill("提出期限", "令和2年5月31日");
    assert!(window.says("過ぎた日です"), "{:?}", window.texts());
    window.click("2課に配布する");
    window.lacks_part("フォルダーの場所");
    let message = window.place("課への連絡");
    window.fill("提出期限", "5/31");
    assert!(window.says("年5月31日（"), "it tells how it was read: {:?}", window.texts());
    assert_eq!(window.place("課への連絡"), message, "nothing moves while it is typed");
    window.fill("提出期限", "R99.5.31");
    window.fill("提出先", "企画課");
    window.press(message + iced_test::core::Vector::new(0.0, 36.0));
    window.write("数字は");
    window.key(Named::Enter);
    window.write("3月末のものです。");
    window.click("2課に配布する");
    let beside = folder.path().to_string_lossy().into_owned();
    assert!(window.fields().iter().any(|path| path.trim_end_matches('/') == beside));
    let out = folder.path().join("配布");
    fs::create_dir(&out).unwrap();
    window.fill("フォルダーの場所", &out.to_string_lossy());
    window.click("ここへ書き出す");
    assert!(window.says("2課分の入力用ファイルを作成しました"), "{:?}", window.texts());
    assert!(window.shows("フォルダーを開く"), "{:?}", window.texts());
    assert!(window.place("フォルダーを開く").y > 734.0, "below all rows, in the line of its own");
    window.key(Named::Escape);
    window.lacks("フォルダーを開く");
    assert!(window.says("○ 未回収 2"), "{:?}", window.texts());
    assert!(window.says("0／2"));
    assert_eq!(fs::read_dir(&out).unwrap().count(), 2);
    for entry in fs::read_dir(&out).unwrap() {
        let store = open(&entry.unwrap().path());
        let scope = store.scope().unwrap();
        assert_eq!(scope.return_to, "企画課");
        assert_eq!(scope.message, "数字は\n3月末のものです。");
        assert_eq!(scope.deadline, "2117-05-31".parse().ok());
    }
    // The same name is not written over, and the ledger stays as it is.
    window.click("第1課");
    window.click("第3課");
    window.click("2課に配布する");
    window.fill("フォルダーの場所", &out.to_string_lossy());
    window.click("ここへ書き出す");
    assert!(window.says("第1課、第3課のファイルは作れませんでした"), "{:?}", window.texts());
    assert!(window.says("○ 未回収 2"), "{:?}", window.texts());
}

#[test]
#[cfg(target_os = "linux")] // elsewhere the system's own dialog asks for the place
fn a_file_that_cannot_be_entered_is_not_called_handed_out() {
    let (folder, file) = folder();
    let mut window = Window::opening(&file, folder.path());
    window.click("配布・回収");
    window.click("第1課");
    window.click("1課に配布する");
    let out = folder.path().join("配布");
    fs::create_dir(&out).unwrap();
    window.fill("フォルダーの場所", &out.to_string_lossy());
    window.hold();
    window.click("ここへ書き出す");
    // Another program has put its own file in the place of the plan's.
    drop(open(&file));
    let other = folder.path().join("よそ.db");
    drop(Store::create(&other, &support::book(3, 20), support::session()).unwrap());
    fs::rename(&other, &file).unwrap();
    window.go_on();
    assert!(window.says("第1課のファイルは作れませんでした"), "{:?}", window.texts());
    window.lacks_part("入力用ファイルを作成しました");
    assert_eq!(fs::read_dir(&out).unwrap().count(), 0, "no file without its line");
}

#[test]
#[cfg(target_os = "linux")] // elsewhere the system's own dialog asks for the place
fn a_file_that_a_killed_window_left_in_no_ledger_is_entered() {
    let (folder, file) = folder();
    let out = folder.path().join("配布");
    fs::create_dir(&out).unwrap();
    let hand_out = |home: &Path| {
        let mut window = Window::opening(&file, home);
        window.click("配布・回収");
        window.click("第1課");
        window.click("1課に配布する");
        window.fill("フォルダーの場所", &out.to_string_lossy());
        window.click("ここへ書き出す");
        assert!(window.says("1課分の入力用ファイルを作成しました"), "{:?}", window.texts());
        assert!(window.says("○ 未回収 1"), "{:?}", window.texts());
    };
    let content = |folder: &Path| -> Vec<Vec<u8>> {
        let entries = fs::read_dir(folder).unwrap();
        entries.map(|entry| fs::read(entry.unwrap().path()).unwrap()).collect()
    };
    let before = fs::read(&file).unwrap();
    hand_out(folder.path());
    let handed = content(&out);
    fs::write(&file, before).unwrap();
    hand_out(folder.path());
    assert_eq!(content(&out), handed);
    assert_eq!(open(&file).ledger().unwrap().len(), 1);
}

#[test]
#[cfg(target_os = "linux")] // elsewhere the system's own dialog asks for the place
fn the_file_is_not_left_while_departments_get_theirs() {
    let (folder, file) = folder();
    let mut window = Window::opening(&file, folder.path());
    window.click("配布・回収");
    window.click("第1課");
    window.click("1課に配布する");
    window.fill("フォルダーの場所", &folder.path().to_string_lossy());
    window.hold();
    window.click("ここへ書き出す");
    for leaves in [Message::OpenAsked, Message::FileChosen(file.clone())] {
        window.send(leaves);
        assert!(window.shows("ファイルを書き出している途中です"), "{:?}", window.texts());
        window.key(Named::Escape);
    }
    window.go_on();
    assert!(window.says("1課分の入力用ファイルを作成しました"), "{:?}", window.texts());
    assert!(window.says("○ 未回収 1"), "{:?}", window.texts());
}

#[test]
fn a_department_writes_its_own_entries_and_submits() {
    let (folder, master) = folder();
    let file = handed_out(&master, "2099-05-31");
    let mut window = Window::opening(&file, folder.path());
    assert!(window.says("第1課の入力用ファイル"), "{:?}", window.texts());
    assert!(window.says("数字は3月末のものです。"));
    assert!(window.says("提出先：企画課"));
    window.lacks("台帳");
    window.lacks("保存版");
    window.lacks("ホーム");
    window.click("施策1の取組の支援");
    window.write("書いた。");
    window.ctrl("s");
    let first = measure(&window, 0);
    assert!(window.book().narrative(first, YEAR).contains("書いた。"));
    window.lacks("＋ 施策を追加");
    window.lacks("内容・番号を編集");
    // 課確認 is its own to give, 確定 is not.
    for _ in 0..3 {
        window.key_with(Key::Named(Named::Enter), Modifiers::CTRL);
    }
    assert_eq!(window.book().entry_state(first, YEAR), EntryState::DepartmentChecked);
    window.click("提出");
    window.click("提出する");
    assert!(window.says("取り消すまで書き換えられなくなります"), "{:?}", window.texts());
    window.key(Named::Enter);
    assert!(window.says("提出済み"), "{:?}", window.texts());
    assert!(window.app.store().unwrap().is_submitted());
    window.click("施策1の取組の支援");
    let before = window.book().clone();
    window.write("まだ。");
    window.ctrl("s");
    assert_eq!(*window.book(), before);
    window.click("提出");
    window.click("提出を取り消す");
    assert!(!window.app.store().unwrap().is_submitted());
}

#[test]
fn what_is_not_asked_for_is_only_read() {
    let (folder, master) = folder();
    let file = handed_out(&master, "2099-05-31");
    let mut window = Window::opening(&file, folder.path());
    window.click("施策");
    // The list begins with its own.
    window.lacks("施策2の取組の支援");
    let department = "第1課";
    assert!(window.says(department));
    // Another year is not asked for either.
    window.tab_to("令和6年度");
    window.key(Named::ArrowDown);
    window.click("施策1の取組の支援");
    assert!(window.says("入力をお願いしていない施策・年度です。"), "{:?}", window.texts());
    let before = window.book().clone();
    window.write("去年。");
    window.ctrl("s");
    assert_eq!(*window.book(), before);
}

#[test]
fn a_department_is_offered_nothing_that_is_not_its_to_do() {
    let (folder, master) = folder();
    let file = handed_out(&master, "2099-05-31");
    let mut window = Window::opening(&file, folder.path());
    window.click("施策");
    window.lacks("≡");
    window.lacks("…");
    let row = window.place("施策1の取組の支援");
    window.press_right(row);
    window.key_with(Key::Named(Named::F10), Modifiers::SHIFT);
    window.lacks("コピーを作る");
    let list = folder.path().join("一覧.csv");
    fs::write(&list, "基本目標,施策の方向,施策番号,名称\n").unwrap();
    window.drop_file(&list);
    assert!(window.shows("このファイルには一覧を取り込めません"), "{:?}", window.texts());
    window.key(Named::Escape);
    // Of all that are read, only its own are changed.
    window.click("すべて表示");
    window.press_with(row, Modifiers::CTRL);
    window.ctrl("a");
    assert!(window.shows("14件を選択中"), "{:?}", window.texts());
    window.lacks("✓ 確定にする");
    window.lacks("廃止にする");
    window.click("◎ 課確認にする");
    let told = "2件を変えました。元に戻す（Ctrl+Z）で、まとめて戻せます。書き換えられない12件は、そのままです。";
    assert!(window.shows(told), "{:?}", window.texts());
    let checked = |window: &Window| {
        let book = window.book();
        let state = |at| book.entry_state(measure(window, at), YEAR);
        [0, 12].map(state)
    };
    assert_eq!(checked(&window), [EntryState::DepartmentChecked; 2]);
    // Where none is its own, that is said in the place of what could be done.
    window.key(Named::Escape);
    let row = window.place("施策2の取組の支援");
    window.press_with(row, Modifiers::CTRL);
    window.lacks("◎ 課確認にする");
    assert!(window.says("入力をお願いしていない施策・年度です。"));
}

#[test]
fn the_ledger_marks_what_is_late_and_what_is_back() {
    let (folder, master) = folder();
    let file = handed_out(&master, "2020-05-31");
    let mut window = Window::opening(&master, folder.path());
    window.click("配布・回収");
    assert!(window.says("！ 期限超過 1"), "{:?}", window.texts());
    window.click("督促文をコピー");
    let copied = window.copied().unwrap();
    assert!(copied.contains("■第1課") && copied.contains("令和2年5月31日"), "{copied}");
    drop(window);
    submitted_and_taken(&master, &file);
    let mut window = Window::opening(&master, folder.path());
    window.click("配布・回収");
    assert!(window.says("✓ 取り込み済み 1") && window.says("1／1"), "{:?}", window.texts());
}

#[test]
fn a_department_that_leads_nothing_any_more_gets_no_file() {
    let (folder, master) = folder();
    let _ = handed_out(&master, "2099-05-31");
    let mut store = open(&master);
    let book = store.book().clone();
    let first = book.departments()[0].id;
    let ceded = book.listed().into_iter().map(|(_, _, measure)| measure.clone());
    let ceded = ceded.filter(|measure| measure.lead.contains(&first));
    let ceded = ceded.map(|measure| Measure { lead: vec![book.departments()[1].id], ..measure });
    let changes = ceded.filter_map(|measure| book.put(Record::Measure(measure))).collect();
    store.commit(Op::Edit(Noun::Measure), "所管課", changes).unwrap();
    drop(store);
    let mut window = Window::opening(&master, folder.path());
    window.click("配布・回収");
    assert!(window.says("○ 未回収 1") && window.shows("第1課"), "{:?}", window.texts());
    window.click("第1課");
    window.lacks("1課に配布する");
    window.click("第2課");
    assert!(window.shows("1課に配布する"), "{:?}", window.texts());
}

#[test]
fn in_large_type_the_page_is_scrolled_as_a_whole_and_the_form_is_folded() {
    let (folder, file) = folder();
    fs::write(folder.path().join("preferences.json"), r#"{"text_percent": 200}"#).unwrap();
    let mut window = Window::opening(&file, folder.path());
    window.click("配布・回収");
    let seen = |window: &mut Window| {
        (1..=12).filter(|number| window.shows(&format!("第{number}課"))).count()
    };
    let at = window.place("第1課");
    window.scroll(at, 400.0);
    assert!(seen(&mut window) >= 5, "{:?}", window.texts());
    window.scroll(at, -400.0);
    window.click("提出期限・課への連絡");
    window.fill("提出期限", "99年");
    window.click("提出期限・課への連絡");
    assert!(window.says("日付として読めません"), "what is wrong stays in sight");
    window.fill("提出期限", "令和99年5月31日");
    window.click("提出期限・課への連絡");
    window.lacks_part("提出先");
}

/// The whole way of one file: out, written in, submitted, back, and once more.
#[test]
#[cfg(target_os = "linux")] // elsewhere the system's own dialog asks for the file
fn what_a_department_submits_is_taken_in_and_the_ledger_tells() {
    let (folder, master) = folder();
    let file = handed_out(&master, "2099-05-31");
    let mut theirs = Window::opening(&file, folder.path());
    theirs.click("施策1の取組の支援");
    theirs.write("課が書いた。");
    theirs.ctrl("s");
    theirs.click("提出");
    theirs.click("提出する");
    theirs.key(Named::Enter);
    drop(theirs);
    let mut window = Window::opening(&master, folder.path());
    let before = window.book().clone();
    window.click("配布・回収");
    assert!(window.says("○ 未回収 1"), "{:?}", window.texts());
    window.click("返ってきたファイルを開く");
    window.fill("ファイルの場所と名前", &file.to_string_lossy());
    window.click("読み込む");
    window.click("統合する");
    let first = measure(&window, 0);
    assert!(window.book().narrative(first, YEAR).contains("課が書いた。"));
    window.click("配布・回収");
    assert!(window.says("✓ 取り込み済み 1"), "{:?}", window.texts());
    window.click("返ってきたファイルを開く");
    window.fill("ファイルの場所と名前", &file.to_string_lossy());
    window.click("読み込む");
    window.key(Named::Enter);
    window.take_back();
    assert_eq!(*window.book(), before);
    assert!(window.says("○ 未回収 1"), "what is undone has not come back");
}

/// That a file comes early is told before it is taken in, not only afterwards.
#[test]
fn the_review_tells_of_a_file_that_is_not_submitted() {
    let (folder, master) = folder();
    let file = handed_out(&master, "2099-05-31");
    let mut theirs = Window::opening(&file, folder.path());
    theirs.click("施策1の取組の支援");
    theirs.write("課が書いた。");
    theirs.ctrl("s");
    let mut window = Window::opening(&master, folder.path());
    window.send(Message::MergeChosen(file.clone()));
    assert!(window.says("第1課は、まだ提出していません。"), "{:?}", window.texts());
    window.click("取りやめる");
    theirs.click("提出");
    theirs.click("提出する");
    theirs.key(Named::Enter);
    drop(theirs);
    window.send(Message::MergeChosen(file));
    assert!(window.shows("統合の確認"), "{:?}", window.texts());
    window.lacks_part("まだ提出していません");
}
