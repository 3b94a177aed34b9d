//! Lists brought in and written out by the window.

use crate::screens::window::Window;
use crate::screens::{opened, support};
use iced_test::core::keyboard::key::Named;
use shinchoku::domain::{Department, EntryState, Noun, Op, Position, Record};
use shinchoku::exchange::{self, Format};
use shinchoku::store::{Access, Backups, Claim, Store, claim};
use shinchoku::ui::Message;
use std::fs;
use std::path::Path;

const LIST: &str = "基本目標,施策の方向,施策番号,名称,令和6年度\n\
    基本目標１「住み続けたいまちをつくる」,① 農のあるまちづくりの推進,1,直売所の整備,・直売所を整備しました。\n\
    ,,名称のない行,,\n";

/// A folder with a list in it.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("一覧.csv"), LIST).unwrap();
    folder
}

fn answer(window: &mut Window, path: &Path, accept: &str) {
    window.fill("ファイルの場所と名前", &path.to_string_lossy());
    window.click(accept);
}

#[test]
fn a_list_is_looked_at_before_it_is_brought_in_and_can_be_taken_back() {
    let folder = folder();
    let mut window = opened();
    let before = window.book().clone();
    window.click("ホーム");
    window.click("取り込む");
    answer(&mut window, &folder.path().join("一覧.csv"), "読み込む");
    assert!(window.shows("一覧の取り込み"), "{:?}", window.texts());
    window.key(Named::Enter);
    assert!(window.shows("変更 1"), "{:?}", window.texts());
    assert!(window.shows("3行目"), "the row that cannot be read: {:?}", window.texts());
    assert_eq!(*window.book(), before, "nothing is written before the clerk says so");
    window.key(Named::Space);
    window.key(Named::Enter);
    assert_eq!(window.book().listed()[0].2.name, "直売所の整備", "matched by its numbers");
    assert_eq!(window.app.store().unwrap().undoable().unwrap().op, Op::Import);
    window.take_back();
    assert_eq!(*window.book(), before);
}

#[test]
fn a_file_is_made_from_a_list() {
    let folder = folder();
    let mut window = Window::at_start();
    window.click("一覧を選ぶ");
    answer(&mut window, &folder.path().join("一覧.csv"), "読み込む");
    window.click("次へ");
    window.click("1件を取り込む");
    let beside = folder.path().join("一覧.db");
    assert!(window.fields().contains(&beside.to_string_lossy().into_owned()));
    let file = folder.path().join("総合戦略.db");
    answer(&mut window, &file, "保存する");
    assert!(file.is_file());
    let told =
        "！ 「一覧.csv」を取り込みました。追加1件、変更0件、変更なし0件、取り込めなかったもの1件。";
    assert!(window.shows(told), "{:?}", window.texts());
    assert_eq!(window.book().listed()[0].2.name, "直売所の整備");
    let taken = claim(&file, &support::session());
    assert!(matches!(taken, Claim::Taken(_)), "others are told that it is open here");
}

#[test]
fn what_a_new_file_begins_with_is_no_work_in_progress_unless_the_clerk_says_so() {
    for (confirms, state) in [(true, EntryState::Confirmed), (false, EntryState::InProgress)] {
        let folder = tempfile::tempdir().unwrap();
        let list = folder.path().join("市の一覧.xlsx");
        let bytes = exchange::write(Format::Xlsx, &support::book(3, 20)).unwrap();
        fs::write(&list, bytes).unwrap();
        let mut window = Window::at_start();
        window.click("一覧を選ぶ");
        answer(&mut window, &list, "読み込む");
        if window.shows("次へ") {
            window.click("次へ");
        }
        if !confirms {
            window.click("取り込む文を「確定」にする");
        }
        window.key(Named::Enter);
        answer(&mut window, &folder.path().join("市.db"), "保存する");
        let book = window.book();
        let year = book.latest_year().unwrap();
        let states = book.listed().into_iter().map(|row| book.entry_state(row.2.id, year));
        assert!(states.clone().count() == 3 && states.clone().all(|it| it == state));
    }
}

#[test]
fn a_list_says_whose_plan_it_is_or_the_clerk_does() {
    let folder = folder();
    let made = |heading: &str, names: [&str; 2]| {
        let list = folder.path().join("表題のある一覧.csv");
        fs::write(&list, format!("{heading}{LIST}")).unwrap();
        let mut window = Window::at_start();
        window.click("一覧を選ぶ");
        answer(&mut window, &list, "読み込む");
        window.click("次へ");
        window.click("1件を取り込む");
        answer(&mut window, &folder.path().join(format!("{}.db", heading.len())), "保存する");
        let plan = window.book().plan();
        assert_eq!([plan.municipality.as_str(), plan.name.as_str()], names);
        window.shows("市町村名")
    };
    assert!(!made(
        "みずほ野市総合戦略　進捗状況一覧表,,,,\n",
        ["みずほ野市", "みずほ野市総合戦略"]
    ));
    assert!(made("", ["", ""]), "the names are asked for");
}

#[test]
fn what_is_no_list_is_refused_in_words() {
    let folder = folder();
    let path = folder.path().join("壊れた表.xlsx");
    fs::write(&path, "氏名,住所\n市民,みずほ野\n").unwrap();
    let mut window = opened();
    let before = window.book().clone();
    window.click("ホーム");
    window.click("取り込む");
    answer(&mut window, &path, "読み込む");
    assert!(window.shows("一覧を取り込めませんでした"), "{:?}", window.texts());
    window.click("閉じる");
    assert_eq!(*window.book(), before);
}

#[test]
fn a_list_is_written_out_and_what_is_there_is_asked_about() {
    let folder = folder();
    let out = folder.path().join("書出.json");
    fs::write(&out, "大事な記録").unwrap();
    let mut window = opened();
    window.click("ホーム");
    window.click("書き出す");
    answer(&mut window, &out, "ここに保存");
    assert_eq!(fs::read_to_string(&out).unwrap(), "大事な記録");
    window.click("置き換える");
    assert!(fs::read_to_string(&out).unwrap().contains("施策1の取組の支援"));
}

#[test]
fn a_list_that_another_program_has_overtaken_is_not_called_brought_in() {
    let folder = folder();
    let list = folder.path().join("一覧.csv");
    let with_department = LIST.replace("名称,", "名称,所管課,").replace("整備,", "整備,広聴課,");
    fs::write(&list, with_department).unwrap();
    let file = folder.path().join("戦略.db");
    drop(Store::create(&file, &support::book(3, 2), support::session()).unwrap());
    let mut window = Window::at_start();
    window.send(Message::FileChosen(file.clone()));
    window.click("台帳");
    window.click("第1課");
    window.send(Message::Dropped(list));
    window.key(Named::Enter);

    let backups = Backups::in_folder(folder.path().join("控え"));
    let mut other = Store::open(&file, Access::Write, support::session(), &backups).unwrap();
    let record = Record::Department(Department::new("広聴課", Position::nth(20)));
    let change = other.book().clone().put(record).unwrap();
    other.commit(Op::Add(Noun::Department), "広聴課", vec![change]).unwrap();

    window.key(Named::Enter);
    window.lacks_part("取り込みました");
    assert!(window.texts().iter().any(|text| text.contains("広聴課")), "{:?}", window.texts());
    assert_ne!(window.book().listed()[0].2.name, "直売所の整備");
}

#[test]
fn the_file_is_not_left_while_a_list_is_written() {
    let folder = folder();
    let out = folder.path().join("書き出し.csv");
    let mut window = opened();
    window.click("ホーム");
    window.click("書き出す");
    window.fill("ファイルの場所と名前", &out.to_string_lossy());
    window.hold();
    window.click("ここに保存");
    for leaves in [Message::OpenAsked, Message::CloseAsked] {
        window.send(leaves);
        assert!(window.shows("ファイルを書き出している途中です"), "{:?}", window.texts());
        window.click("待つ");
    }
    window.go_on();
    assert!(out.is_file());
    window.close();
    assert!(window.closed, "{:?}", window.texts());
}
