//! What is looked at and not written: a file that is read only, a backup, an edition. Nothing is offered
//! that would be refused, and the way back leads to where the clerk was.

use crate::screens::collect::{folder, handed_out};
use crate::screens::window::{Window, kept};
use crate::support;
use iced_test::core::Point;
use iced_test::core::keyboard::{Key, Modifiers, key::Named};
use shinchoku::domain::{Book, Plan};
use shinchoku::store::{Access, Claim, Mark, Store, WorkingCopies, claim};
use std::path::{Path, PathBuf};

/// Told in the place of what is left out.
const READING: &str = "読み取り専用で開いているため、書き換えることはできません。";

/// A window that reads a file alone, since somebody else has it open.
fn reading(file: &Path, settings: &Path) -> (Window, Mark) {
    let Claim::Free(Some(mark)) = claim(file, &support::session()) else { panic!("not free") };
    let mut window = Window::opening(file, settings);
    window.click("読み取り専用で開く");
    (window, mark)
}

/// A window that looks into the backup before the latest change.
fn in_backup(file: &Path, settings: &Path) -> Window {
    let mut window = changed(file, settings);
    window.click("ファイルと控え");
    window.click("このあと1回の変更があります。");
    window.click("控えの中を見る");
    window
}

/// A window that looks into the only edition.
fn in_edition(file: &Path, settings: &Path) -> Window {
    let mut window = changed(file, settings);
    window.ctrl("p");
    window.click("保存版にする");
    window.fill("保存版の名称", "提出版");
    window.fill("日付", "令和8年6月12日");
    window.click("この名前で残す");
    window.click("保存版");
    window.click("この時点のデータを見る");
    window
}

/// A window on a file that was changed just now.
fn changed(file: &Path, settings: &Path) -> Window {
    let mut window = Window::opening(file, settings);
    window.click("施策");
    window.click("施策1の取組の支援");
    window.write("一。");
    window.ctrl("s");
    window
}

/// Something done in a window over each of what is only looked at.
fn in_each(story: impl Fn(&mut Window)) {
    let (folder, file) = folder();
    let (mut window, mark) = reading(&file, folder.path());
    story(&mut window);
    drop((window, mark));
    story(&mut in_backup(&file, folder.path()));
    story(&mut in_edition(&file, folder.path()));
}

fn shows_none(window: &mut Window, texts: &[&str]) {
    let shown = window.texts();
    for text in texts {
        assert!(!shown.iter().any(|shown| shown.contains(text)), "「{text}」: {shown:?}");
    }
}

#[test]
fn the_list_and_the_editor_offer_no_edit() {
    in_each(|window| {
        let before = window.book().clone();
        window.click("施策");
        window.click("施策1の取組の支援");
        let left_out = [
            "施策を追加",
            "≡",
            "保存する",
            "内容・番号を編集",
            "課を選ぶ",
            "今年度へコピー",
            "課確認にする",
            "連絡事項を書く",
        ];
        shows_none(window, &left_out);
        window.lacks("保存");
        window.lacks("…");
        assert!(window.shows(READING), "{:?}", window.texts());
        window.write("二。");
        shows_none(window, &["未保存"]);
        window.ctrl("s");
        window.ctrl("n");
        window.ctrl("z");
        window.key_with(Key::Named(Named::ArrowDown), Modifiers::ALT | Modifiers::SHIFT);
        window.key_with(Key::Named(Named::F10), Modifiers::SHIFT);
        let at = window.place("施策2の取組の支援");
        window.press_right(at);
        shows_none(window, &["！", "コピーを作る", "この方向の番号を振り直す"]);
        assert_eq!(*window.book(), before);
    });
}

#[test]
fn measures_chosen_together_are_copied_and_not_changed() {
    in_each(|window| {
        window.click("施策");
        let at = window.place("施策2の取組の支援");
        window.press_with(at, Modifiers::CTRL);
        assert!(window.shows("1件を選択中"), "{:?}", window.texts());
        assert!(window.shows(READING) && window.shows("コピー"), "{:?}", window.texts());
        shows_none(window, &["確定にする", "入力中に戻す", "廃止にする", "別の方向へ移す"]);
    });
}

#[test]
fn the_registers_are_read() {
    in_each(|window| {
        let before = window.book().clone();
        window.click("台帳");
        assert!(window.shows(READING), "{:?}", window.texts());
        window.click("第2課");
        shows_none(window, &["追加", "保存する", "廃止にする", "削除", "前へ", "ほかの課に統合"]);
        window.lacks("保存");
        for tab in ["年度", "基本目標と施策の方向"] {
            window.click(tab);
            assert!(window.shows(READING), "{tab}: {:?}", window.texts());
            shows_none(window, &["追加", "締める", "削除", "！"]);
        }
        window.click("計画");
        assert!(window.shows(READING) && window.shows("市町村名"), "{:?}", window.texts());
        window.ctrl("s");
        window.ctrl("n");
        window.key(Named::F2);
        shows_none(window, &["！", "未保存"]);
        assert_eq!(*window.book(), before);
    });
}

#[test]
fn home_begins_no_year_and_brings_no_list_in() {
    in_each(|window| {
        window.click("ホーム");
        shows_none(window, &["を始める", "取り込む", "次にすること"]);
        assert!(window.shows("書き出す"));
    });
}

#[test]
fn home_leads_to_no_history_that_an_edition_has_not() {
    let (folder, file) = folder();
    let has_history = |mut window: Window| {
        window.click("ホーム");
        window.shows("最近の変更") || window.shows("変更履歴 →")
    };
    assert!(has_history(in_backup(&file, folder.path())));
    assert!(!has_history(in_edition(&file, folder.path())));
}

#[test]
fn the_choices_of_the_paper_are_for_the_moment() {
    in_each(|window| {
        let before = window.book().clone();
        window.ctrl("p");
        shows_none(window, &["保存版にする", "別の様式として保存", "名称変更"]);
        window.click("表題・資料番号");
        window.fill("表題", "中間報告");
        window.key(Named::Enter);
        shows_none(window, &["！ このファイル", "未保存"]);
        window.click("施策");
        assert!(window.shows("施策1の取組の支援"), "{:?}", window.texts());
        assert_eq!(*window.book(), before);
    });
}

#[test]
fn nothing_is_handed_out_taken_in_or_brought_back() {
    let (folder, file) = folder();
    drop(changed(&file, folder.path()));
    let _ = handed_out(&file, "2099-05-31");
    let (mut window, _mark) = reading(&file, folder.path());
    window.click("配布・回収");
    shows_none(&mut window, &["配布する", "返ってきたファイルを開く", "提出先", "すべての所管課"]);
    assert!(window.shows(READING) && window.shows("督促文をコピー"), "{:?}", window.texts());
    window.click("変更履歴");
    window.click("実施状況「施策1の取組の支援」の編集");
    assert!(window.shows("◇ 変更"), "{:?}", window.texts());
    shows_none(&mut window, &["この変更より後を取り消す", "変更前に戻す"]);
    window.lacks("戻す");
    window.click("ファイルと控え");
    window.click("このあと2回の変更があります。");
    assert!(window.says(READING), "{:?}", window.texts());
    window.lacks("変更前に戻す");
}

#[test]
fn where_there_is_nothing_nobody_is_invited_to_add_what_cannot_be_added() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("空.db");
    let book = Book::new(Plan::new("みずほ野市", "総合戦略"));
    drop(Store::create(&file, &book, support::session()).unwrap());
    let inviting = ["まだ", "ください", "選んで", "選ぶと", "押すと", "付けて"];
    let (mut window, _mark) = reading(&file, folder.path());
    let registers = ["課はありません。", "進捗状況はありません。", "年度はありません。"];
    for (place, told) in [
        ("ホーム", "年度はありません。"),
        ("施策", "施策はありません。"),
        ("配布・回収", "配布したファイルはありません。"),
        ("保存版", "保存版はありません。"),
    ] {
        window.click(place);
        assert!(window.shows(told), "{place}: {:?}", window.texts());
        shows_none(&mut window, &inviting);
    }
    window.click("台帳");
    for (tab, told) in ["課", "進捗状況", "年度"].into_iter().zip(registers) {
        window.click(tab);
        assert!(window.shows(told), "{tab}: {:?}", window.texts());
        shows_none(&mut window, &inviting);
    }
    window.click("基本目標と施策の方向");
    assert!(window.shows("基本目標はありません。"), "{:?}", window.texts());
    shows_none(&mut window, &inviting);
}

#[test]
fn in_a_backup_it_is_said_where_the_backups_are() {
    let (folder, file) = folder();
    let mut window = in_backup(&file, folder.path());
    window.click("ファイルと控え");
    assert!(window.says("元のファイルに戻ると見られます。"), "{:?}", window.texts());
    shows_none(&mut window, &["まだありません", "控えを取る", "左の控えを選ぶと"]);
}

#[test]
fn a_department_s_file_that_is_read_is_not_submitted() {
    let (folder, file) = folder();
    let own = handed_out(&file, "2099-05-31");
    let (mut window, _mark) = reading(&own, folder.path());
    assert!(window.shows(READING), "{:?}", window.texts());
    window.lacks("提出する");
}

#[test]
fn a_department_changes_the_paper_for_the_moment() {
    let (folder, file) = folder();
    let own = handed_out(&file, "2099-05-31");
    let mut window = Window::opening(&own, folder.path());
    let before = window.book().clone();
    window.ctrl("p");
    shows_none(&mut window, &["保存版にする", "別の様式として保存"]);
    window.click("表題・資料番号");
    window.fill("表題", "中間報告");
    window.key(Named::Enter);
    shows_none(&mut window, &["！"]);
    window.click("施策");
    assert!(window.shows("施策1の取組の支援"), "{:?}", window.texts());
    assert_eq!(*window.book(), before);
}

#[test]
fn from_a_backup_the_way_back_leads_to_it() {
    let (folder, file) = folder();
    let mut window = in_backup(&file, folder.path());
    window.click("元のファイルに戻る");
    let store = window.app.store().unwrap();
    assert_eq!((store.path(), store.access()), (Some(file.as_path()), Access::Write));
    assert!(window.shows("この控えに戻す"), "the backup is shown again: {:?}", window.texts());
}

#[test]
fn from_an_edition_in_a_backup_the_way_back_leads_to_the_file() {
    let (folder, file) = folder();
    drop(in_edition(&file, folder.path()));
    let mut window = Window::opening(&file, folder.path());
    window.click("ファイルと控え");
    window.click("いま控えを取る");
    window.click("このあとの変更はありません。");
    window.click("控えの中を見る");
    window.click("保存版");
    window.click("この時点のデータを見る");
    window.click("元のファイルに戻る");
    let store = window.app.store().unwrap();
    assert_eq!((store.path(), store.access()), (Some(file.as_path()), Access::Write));
    assert!(window.shows("控えの中を見る"), "{:?}", window.texts());
}

#[test]
fn from_an_edition_the_way_back_leads_to_it_and_to_the_year() {
    let (folder, file) = folder();
    drop(in_edition(&file, folder.path()));
    let mut window = Window::opening(&file, folder.path());
    // The number beside the year leads to its measures.
    window.click("台帳");
    window.click("年度");
    let at = Point::new(window.place("14件").x, window.place("令和5年度").y);
    window.press(at);
    window.click("保存版");
    window.click("この時点のデータを見る");
    window.click("施策");
    window.click("元のファイルに戻る");
    assert_eq!(window.app.store().unwrap().path(), Some(file.as_path()));
    assert!(window.shows("この時点のデータを見る"), "{:?}", window.texts());
    assert!(window.shows("提出版（令和8年6月12日）"), "{:?}", window.texts());
    window.click("施策");
    window.click("施策1の取組の支援");
    assert!(window.shows("令和5年度"), "{:?}", window.texts());
    window.lacks("令和6年度");
}

#[test]
fn a_file_that_was_read_is_read_again_after_a_look() {
    let (folder, file) = folder();
    drop(in_edition(&file, folder.path()));
    let (mut window, _mark) = reading(&file, folder.path());
    window.click("保存版");
    window.lacks("一覧から消す");
    window.click("この時点のデータを見る");
    window.click("元のファイルに戻る");
    assert_eq!(window.app.store().unwrap().access(), Access::Read);
    assert!(window.shows("この時点のデータを見る"), "{:?}", window.texts());
}

#[test]
#[cfg(target_os = "linux")] // elsewhere the system's own dialog asks for the place
fn the_list_of_an_edition_goes_out_under_a_name_of_its_own() {
    let (folder, file) = folder();
    let mut window = in_edition(&file, folder.path());
    window.key(Named::F10);
    window.click("一覧を書き出す…");
    let fields = window.fields();
    let proposed = fields.iter().find(|field| field.ends_with(".xlsx"));
    let place = Path::new(proposed.expect("a place is proposed"));
    let name = place.file_name().unwrap().to_string_lossy();
    assert!(name.ends_with("_提出版（令和8年6月12日）_一覧.xlsx"), "{name}");
    assert!(place.is_absolute(), "{}", place.display());
    let out = folder.path().join("一覧.xlsx");
    window.fill("ファイルの場所と名前", &out.to_string_lossy());
    window.click("ここに保存");
    assert!(out.is_file());
}

/// The place that is proposed where a file is chosen.
fn proposed(window: &mut Window) -> PathBuf {
    let fields = window.fields();
    let place = fields.iter().find(|field| field.ends_with(".db"));
    PathBuf::from(place.unwrap_or_else(|| panic!("no place is proposed: {fields:?}")))
}

#[test]
#[cfg(target_os = "linux")] // elsewhere the system's own dialog asks for the place
fn a_copy_of_what_is_looked_into_is_proposed_beside_the_file_under_a_name_of_its_own() {
    let (folder, file) = folder();
    let mut window = in_backup(&file, folder.path());
    window.click("ファイルと控え");
    window.click("USBへ書き出す");
    let place = proposed(&mut window);
    assert_eq!(place.parent(), file.parent());
    let name = place.file_name().unwrap().to_string_lossy();
    assert!(name.starts_with("戦略_令和") && name.ends_with("日の控え.db"), "{name}");
    window.click("ここへ書き出す");
    assert!(place.is_file() && window.says("確認済み"), "{:?}", window.texts());
}

#[test]
#[cfg(target_os = "linux")] // elsewhere the system's own dialog asks for the place
fn a_copy_of_a_file_on_a_stick_is_not_proposed_among_the_backups() {
    let (folder, file) = folder();
    let copy = WorkingCopies::beside(&kept()).take(&file, support::session()).unwrap();
    let mut window = Window::opening(&copy.file, folder.path());
    window.click("ファイルと控え");
    window.click("USBへ書き出す");
    assert_eq!(proposed(&mut window), file.with_file_name("戦略_コピー.db"));
    window.key(Named::Escape);
    // The same of what is looked into from there.
    window.click("いま控えを取る");
    window.click("このあとの変更はありません。");
    window.click("控えの中を見る");
    window.click("ファイルと控え");
    window.click("USBへ書き出す");
    assert_eq!(proposed(&mut window).parent(), file.parent());
}

#[test]
#[cfg(target_os = "linux")] // elsewhere the system's own dialog asks for the place
fn a_backup_opened_as_a_file_is_not_proposed_among_the_backups() {
    let (folder, file) = folder();
    drop(changed(&file, folder.path()));
    let backup = kept().of_unreadable(&file, chrono::Local::now().fixed_offset()).remove(0);
    let mut window = Window::opening(&backup.path, folder.path());
    window.click("ファイルと控え");
    window.click("別名で保存");
    let place = proposed(&mut window);
    assert_eq!(place.file_name(), backup.path.file_name());
    assert!(!place.starts_with(kept().folder().unwrap()), "{}", place.display());
}

#[test]
#[cfg(target_os = "linux")] // elsewhere the system's own dialog asks for the place
fn a_department_s_file_is_proposed_as_it_is() {
    let (folder, file) = folder();
    let own = handed_out(&file, "2099-05-31");
    let mut window = Window::opening(&own, folder.path());
    window.click("提出");
    window.click("提出する");
    window.key(Named::Enter);
    window.click("USBなどへ書き出す");
    assert_eq!(proposed(&mut window), own);
}
