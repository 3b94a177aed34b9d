//! What others store in the same file while something is typed here.

use crate::screens::desk::Desk;
use crate::screens::window::Window;
use crate::screens::{YEAR, first, narrative, support};
use iced_test::core::Vector;
use shinchoku::domain::template::Settings;
use shinchoku::domain::{
    Book, Change, Department, Implementation, Key, Measure, Noun, Op, Record, Template,
};
use shinchoku::store::{Access, Backups, Store};
use shinchoku::ui::Message;
use std::path::Path;

impl Desk {
    /// Another program stores something, and the window is come back to.
    fn others(&mut self, changes: impl FnOnce(&Book) -> Vec<Change>) {
        self.others_unseen(changes);
        self.window.send(Message::Focused);
    }

    fn others_unseen(&mut self, changes: impl FnOnce(&Book) -> Vec<Change>) {
        let backups = Backups::in_folder(self.folder.path().join("よその控え"));
        let mut store =
            Store::open(&self.file(), Access::Write, support::session(), &backups).unwrap();
        let changes = changes(store.book());
        store.commit(Op::Edit(Noun::Department), "よそ", changes).unwrap();
    }

    fn rename_department(&mut self, to: &str) {
        let to = to.to_owned();
        self.others(|book| vec![department_named(book, |row| row.name = to)]);
    }

    fn department(&self) -> Department {
        (*self.window.book().departments().first().unwrap()).clone()
    }
}

/// A change of the first department.
fn department_named(book: &Book, change: impl FnOnce(&mut Department)) -> Change {
    let mut row = (*book.departments().first().unwrap()).clone();
    change(&mut row);
    book.put(Record::Department(row)).unwrap()
}

/// A change of the first 様式.
fn template_with(book: &Book, change: impl FnOnce(&mut Settings)) -> Change {
    let mut template = Template::clone(book.templates().first().unwrap());
    change(&mut template.settings);
    book.put(Record::Template(template)).unwrap()
}

fn written(book: &Book, narrative: &str) -> Change {
    let entry = book.implementation(book.listed()[0].2.id, YEAR).unwrap().clone();
    let entry = Implementation { narrative: narrative.to_owned(), ..entry };
    book.put(Record::Implementation(entry)).unwrap()
}

const ASKED: &str = "ほかで変えられた欄があります";
const OVERRULED: &str = "入力した内容で保存する";
const GIVEN_WAY: &str = "ほかの内容にする";

/// The first department is open, and a contact typed.
fn contact_typed() -> Desk {
    let mut desk = Desk::new();
    desk.window.click("台帳");
    desk.window.click("第1課");
    let field = desk.window.place("連絡先") + Vector::new(120.0, 0.0);
    desk.window.press(field);
    desk.window.write("内線2345");
    desk
}

/// The same with another name typed.
fn name_typed() -> Desk {
    let mut desk = Desk::new();
    desk.window.click("台帳");
    desk.window.click("第1課");
    desk.window.write("と企画課");
    desk
}

#[test]
fn a_row_of_the_registers_is_saved_upon_what_others_did_to_it() {
    let mut desk = contact_typed();
    desk.rename_department("農政課");
    assert!(desk.window.shows("未保存の変更あり"), "{:?}", desk.window.texts());
    desk.window.ctrl("s");
    let row = desk.department();
    assert_eq!((row.name.as_str(), row.contact.as_str()), ("農政課", "内線2345"));
}

#[test]
fn the_same_holds_where_the_window_was_not_left() {
    let mut desk = contact_typed();
    desk.others_unseen(|book| vec![department_named(book, |row| row.name = "農政課".into())]);
    desk.window.ctrl("s");
    assert!(desk.window.says("ほかで書き換えられました"), "{:?}", desk.window.texts());
    desk.window.ctrl("s");
    let row = desk.department();
    assert_eq!((row.name.as_str(), row.contact.as_str()), ("農政課", "内線2345"));
}

#[test]
fn a_name_that_others_changed_as_well_is_asked_about() {
    let mut desk = name_typed();
    desk.rename_department("農政課");
    assert!(
        desk.window.says("入力中の課の名称も、ほかで変えられています。"),
        "{:?}",
        desk.window.texts()
    );
    desk.window.ctrl("s");
    assert!(desk.window.shows(ASKED), "{:?}", desk.window.texts());
    assert!(desk.window.shows("課の名称：ほかで「農政課」に変えられています。"));
    desk.window.click("戻る");
    assert_eq!(desk.department().name, "農政課");
    desk.window.ctrl("s");
    desk.window.click(OVERRULED);
    assert_eq!(desk.department().name, "第1課と企画課");
    desk.window.lacks("未保存の変更あり");
}

#[test]
fn what_others_did_can_be_taken_over_and_that_taken_back() {
    let mut desk = name_typed();
    desk.rename_department("農政課");
    desk.window.ctrl("s");
    desk.window.click(GIVEN_WAY);
    desk.window.lacks("未保存の変更あり");
    assert_eq!(desk.department().name, "農政課");
    desk.window.ctrl("z");
    assert!(desk.window.shows("未保存の変更あり"), "{:?}", desk.window.texts());
}

#[test]
fn it_is_asked_also_where_leaving_saves() {
    let mut desk = name_typed();
    desk.rename_department("農政課");
    desk.window.click("施策");
    assert!(desk.window.shows(ASKED), "{:?}", desk.window.texts());
    assert_eq!(desk.department().name, "農政課");
    desk.window.click(OVERRULED);
    assert_eq!(desk.department().name, "第1課と企画課");
}

#[test]
fn what_others_do_later_makes_the_question_not_forgotten() {
    let mut desk = name_typed();
    desk.rename_department("農政課");
    desk.others(|book| vec![department_named(book, |row| row.contact = "内線1".into())]);
    desk.window.ctrl("s");
    assert!(desk.window.shows(ASKED), "{:?}", desk.window.texts());
    desk.window.click(OVERRULED);
    let row = desk.department();
    assert_eq!((row.name.as_str(), row.contact.as_str()), ("第1課と企画課", "内線1"));
}

#[test]
fn a_row_that_others_deleted_is_told_with_what_was_typed() {
    let mut desk = Desk::new();
    desk.window.click("台帳");
    // No measure names the fourth.
    desk.window.click("第4課");
    desk.window.write("と企画課");
    desk.others(|book| book.remove(Key::Department(book.department_named("第4課").unwrap().id)));
    assert!(
        desk.window.says("入力していた「第4課」は、ほかで削除されました。"),
        "{:?}",
        desk.window.texts()
    );
    desk.window.click("くわしい情報");
    assert!(desk.window.says("課の名称：第4課と企画課"), "{:?}", desk.window.texts());
}

#[test]
fn a_text_that_others_wrote_as_well_is_asked_about() {
    let mut desk = Desk::new();
    desk.window.click("施策");
    desk.window.click("施策1の取組の支援");
    desk.window.write("一。");
    desk.others(|book| vec![written(book, "・よその文です。")]);
    assert!(
        desk.window.says("入力中の実施状況も、ほかで変えられています。"),
        "{:?}",
        desk.window.texts()
    );
    desk.window.ctrl("s");
    assert!(desk.window.shows(ASKED), "{:?}", desk.window.texts());
    assert_eq!(narrative(&desk.window), "・よその文です。");
    desk.window.click(GIVEN_WAY);
    desk.window.lacks("未保存の変更あり");
    desk.window.ctrl("z");
    desk.window.ctrl("s");
    assert!(narrative(&desk.window).starts_with("一。"), "the clerk has seen theirs and came back");
}

#[test]
fn it_is_not_agreed_to_before_it_is_decided() {
    let mut desk = Desk::new();
    desk.window.click("施策");
    desk.window.click("施策1の取組の支援");
    desk.window.write("一。");
    desk.others(|book| vec![written(book, "・よその文です。")]);
    desk.window.click("課確認にする");
    assert!(desk.window.shows(ASKED), "{:?}", desk.window.texts());
    assert_eq!(narrative(&desk.window), "・よその文です。");
    desk.window.click(OVERRULED);
    assert!(narrative(&desk.window).starts_with("一。"));
    assert!(desk.window.shows("◎ 課確認"), "{:?}", desk.window.texts());
}

#[test]
fn what_was_left_unfinished_is_gone_on_with_upon_what_is_stored() {
    let mut desk = Desk::new();
    desk.window.click("施策");
    desk.window.click("施策1の取組の支援");
    desk.window.write("一。");
    let (file, folder) = (desk.file(), desk.folder);
    drop(desk.window);
    let mut desk = Desk { window: Window::at_start(), folder };
    desk.others_unseen(|book| {
        let measure = Measure { name: "よその名称".into(), ..book.listed()[0].2.clone() };
        vec![book.put(Record::Measure(measure)).unwrap()]
    });
    desk.window = Window::opening(&file, desk.folder.path());
    desk.window.click("続きから書く");
    desk.window.ctrl("s");
    assert_eq!(first(&desk.window).name, "よその名称", "the field that was not typed in is theirs");
    assert!(narrative(&desk.window).starts_with("一。"));
}

/// The first 様式 with a title typed.
fn title_typed() -> Desk {
    let mut desk = Desk::new();
    desk.window.click("印刷");
    desk.window.click("表題・資料番号");
    desk.window.fill("表題", "中間報告");
    desk
}

fn settings(desk: &Desk) -> Settings {
    Settings::clone(&desk.window.book().templates()[0].settings)
}

#[test]
fn a_form_of_paper_is_stored_upon_what_others_did_to_it() {
    let mut desk = title_typed();
    desk.others(|book| {
        vec![template_with(book, |settings| {
            settings.subtitle = "（案）".into();
            settings.note = "注です。".into();
        })]
    });
    desk.window.click("ホーム");
    let stored = settings(&desk);
    assert_eq!((stored.title.as_str(), stored.subtitle.as_str()), ("中間報告", "（案）"));
    assert_eq!(stored.note, "注です。");
}

#[test]
fn a_form_of_paper_that_others_changed_as_well_is_not_stored_by_leaving_it() {
    let mut desk = title_typed();
    desk.others(|book| vec![template_with(book, |settings| settings.title = "最終報告".into())]);
    desk.window.click("ホーム");
    assert_eq!(settings(&desk).title, "最終報告");
    assert!(desk.window.shows(ASKED), "{:?}", desk.window.texts());
    assert!(desk.window.shows("表題：ほかで「最終報告」に変えられています。"));
    desk.window.click(GIVEN_WAY);
    desk.window.click("ホーム");
    assert_eq!(settings(&desk).title, "最終報告");
    assert!(desk.window.shows("次にすること"), "{:?}", desk.window.texts());
}

#[test]
#[cfg(target_os = "linux")] // elsewhere the system's own dialog asks for the place
fn a_paper_waits_until_it_is_decided() {
    let mut desk = title_typed();
    desk.others(|book| vec![template_with(book, |settings| settings.title = "最終報告".into())]);
    for _ in 0..2 {
        desk.window.click("PDFに保存");
        assert!(desk.window.shows(ASKED), "{:?}", desk.window.texts());
        desk.window.click("戻る");
    }
    desk.window.click("PDFに保存");
    desk.window.click(OVERRULED);
    assert_eq!(settings(&desk).title, "中間報告");
    desk.window.click("PDFに保存");
    assert!(desk.window.shows("PDFを保存する場所"), "{:?}", desk.window.texts());
}

/// A window on a PC where no backup can be taken.
fn without_backups(file: &Path, settings: &Path) -> Window {
    let nowhere = settings.join("控えの場所");
    std::fs::write(&nowhere, "").unwrap();
    Window::backing_up(file, settings, Backups::in_folder(nowhere))
}

const NO_BACKUP: &str = "きょうの控えを取れませんでした";

#[test]
fn a_backup_that_failed_is_told_at_the_first_act_of_the_day() {
    let mut desk = Desk::new();
    desk.rename_department("農政課");
    let (file, folder) = (desk.file(), desk.folder);
    drop(desk.window);
    let mut desk = Desk { window: without_backups(&file, folder.path()), folder };
    desk.window.ctrl("z");
    assert_eq!(desk.department().name, "第1課");
    assert!(desk.window.says("元に戻しました"), "{:?}", desk.window.texts());
    assert!(desk.window.says(NO_BACKUP), "{:?}", desk.window.texts());
    desk.window.ctrl("y");
    desk.window.lacks_part(NO_BACKUP);
}

#[test]
fn what_others_did_is_told_when_a_step_is_taken_back() {
    let mut desk = contact_typed();
    desk.window.ctrl("s");
    desk.others_unseen(|book| {
        let other = Department { name: "農政課".into(), ..(*book.departments()[1]).clone() };
        vec![book.put(Record::Department(other)).unwrap()]
    });
    desk.window.ctrl("z");
    assert_eq!(desk.department().contact, "");
    assert!(desk.window.shows("農政課"), "{:?}", desk.window.texts());
    assert!(
        desk.window.says("ほかで行われた変更（1回）を読み込みました。"),
        "{:?}",
        desk.window.texts()
    );
}
