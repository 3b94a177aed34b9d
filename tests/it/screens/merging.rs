//! 回収・統合: a copy that comes back is reviewed, decided upon, taken in, and taken back.

mod elsewhere;
mod long;

use crate::screens::window::Window;
use crate::screens::{YEAR, first, open, put, rename, support};
use iced_test::core::keyboard::{Modifiers, key::Key as Press, key::Named};
use shinchoku::domain::{
    Department, Implementation, Key, Measure, Noun, Op, Plan, Position, Record,
};
use shinchoku::store::Store;
use shinchoku::ui::Message;
use std::fs;
use std::path::PathBuf;

/// A master and a copy of it that a department took away.
struct Office {
    folder: tempfile::TempDir,
    master: PathBuf,
    copy: PathBuf,
}

impl Office {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let [master, copy] = ["戦略.db", "農政課.db"].map(|name| folder.path().join(name));
        drop(Store::create(&master, &support::book(5, 20), support::session()).unwrap());
        let _ = fs::copy(&master, &copy).unwrap();
        Self { folder, master, copy }
    }

    /// Opens the master; the copy has come back.
    fn collected(&self) -> Window {
        let mut window = Window::opening(&self.master, self.folder.path());
        window.send(Message::MergeChosen(self.copy.clone()));
        window
    }

    fn mine(&self, edit: impl FnOnce(&mut Store)) {
        edit(&mut open(&self.master));
    }

    fn theirs(&self, edit: impl FnOnce(&mut Store)) {
        edit(&mut open(&self.copy));
    }
}

fn narrate(store: &mut Store, index: usize, text: &str) {
    let measure = store.book().listed()[index].2.id;
    let entry = store.book().implementation(measure, YEAR).unwrap().clone();
    put(store, Record::Implementation(Implementation { narrative: text.to_owned(), ..entry }));
}

fn narrative(window: &Window, index: usize) -> String {
    let measure = window.book().listed()[index].2.id;
    window.book().narrative(measure, YEAR).to_owned()
}

fn digit(window: &mut Window, key: &str) {
    window.key_with(Press::Character(key.into()), Modifiers::empty());
}

fn accept(window: &mut Window) {
    window.key_with(Press::Named(Named::Enter), Modifiers::CTRL);
}

/// One narrative that both have written anew.
fn contested() -> Office {
    let office = Office::new();
    office.mine(|mine| narrate(mine, 0, "・こちらの文。"));
    office.theirs(|theirs| narrate(theirs, 0, "・農政課の文。"));
    office
}

#[test]
fn what_does_not_touch_is_taken_in_and_taken_back() {
    let office = Office::new();
    office.mine(|mine| narrate(mine, 0, "・こちらの文。"));
    office.theirs(|theirs| {
        narrate(theirs, 1, "・農政課の文。");
        rename(theirs, 2, "相手の名称");
    });
    let mut window = office.collected();
    let before = window.book().clone();
    assert!(window.shows("＋ 取り込むもの 2"), "{:?}", window.texts());
    window.lacks_part("食い違い");
    assert!(window.says("農政課.db（最後の変更"), "{:?}", window.texts());
    assert_eq!(*window.book(), before, "nothing is written before it is accepted");
    window.click("統合する");
    assert!(window.says("「農政課.db」を統合しました"), "{:?}", window.texts());
    assert_eq!(narrative(&window, 0), "・こちらの文。");
    assert_eq!(narrative(&window, 1), "・農政課の文。");
    assert_eq!(window.book().listed()[2].2.name, "相手の名称");
    assert_eq!(window.app.store().unwrap().undoable().unwrap().op, Op::Merge);
    window.take_back();
    assert_eq!(*window.book(), before);
}

#[test]
fn a_backup_is_taken_before() {
    let office = contested();
    let mut window = office.collected();
    let before = window.book().clone();
    digit(&mut window, "2");
    accept(&mut window);
    window.click("ファイルと控え");
    assert!(window.says("統合の前"), "{:?}", window.texts());
    window.click("このあと1回の変更があります。");
    window.click("この控えに戻す");
    window.key(Named::Enter);
    assert_eq!(*window.book(), before);
}

#[test]
fn a_conflict_is_decided_for_either_side() {
    for (way, kept) in [("こちらを採用", "・こちらの文。"), ("相手を採用", "・農政課の文。")]
    {
        let office = contested();
        let mut window = office.collected();
        assert!(window.shows("統合する（あと1件の判断）"), "{:?}", window.texts());
        accept(&mut window);
        assert_eq!(narrative(&window, 0), "・こちらの文。", "not before it is decided");
        window.lacks_part("を統合しました");
        window.click(way);
        assert!(window.shows(&format!("✓ {way}")), "{:?}", window.texts());
        window.click("統合する");
        assert_eq!(narrative(&window, 0), kept);
    }
}

#[test]
fn a_text_from_both_is_mended_with_the_input_method() {
    let office = contested();
    let mut window = office.collected();
    assert!(window.shows("両方を合わせた案"), "{:?}", window.texts());
    digit(&mut window, "3");
    window.key(Named::Enter);
    window.write("・まとめの文。");
    // Digits and letters belong to the text now.
    window.type_in("12n");
    window.compose("つづき");
    accept(&mut window);
    assert_eq!(
        narrative(&window, 0),
        "・こちらの文。\n・農政課の文。\n・まとめの文。12nつづき",
        "the bullet that the list goes on with is not doubled"
    );
}

#[test]
fn typing_and_decisions_are_taken_back_step_by_step() {
    let office = contested();
    let mut window = office.collected();
    digit(&mut window, "1");
    digit(&mut window, "3");
    window.write("あ");
    window.ctrl("z");
    window.ctrl("z");
    assert!(window.shows("✓ こちらを採用"), "{:?}", window.texts());
    window.ctrl("z");
    assert!(window.shows("統合する（あと1件の判断）"), "{:?}", window.texts());
    window.ctrl("y");
    assert!(window.shows("✓ こちらを採用"), "{:?}", window.texts());
    window.click("統合する");
    assert_eq!(narrative(&window, 0), "・こちらの文。");
}

#[test]
fn all_that_is_open_is_decided_at_once() {
    let office = Office::new();
    office.mine(|mine| (0..4).for_each(|at| narrate(mine, at, "・こちらの文。")));
    office.theirs(|theirs| (0..4).for_each(|at| narrate(theirs, at, "・農政課の文。")));
    let mut window = office.collected();
    digit(&mut window, "1");
    assert!(window.shows("未判断の3件を"), "{:?}", window.texts());
    window.click("相手にする");
    accept(&mut window);
    assert_eq!(narrative(&window, 0), "・こちらの文。", "what was decided stays so");
    for at in 1..4 {
        assert_eq!(narrative(&window, at), "・農政課の文。");
    }
}

#[test]
fn what_only_theirs_has_changed_can_be_declined() {
    let office = Office::new();
    office.theirs(|theirs| {
        rename(theirs, 0, "相手の名称");
        narrate(theirs, 1, "・農政課の文。");
    });
    let mut window = office.collected();
    let name = first(&window).name;
    window.click("取り込まない");
    window.click("統合する");
    let names = [first(&window).name, narrative(&window, 1)];
    assert_eq!(names, [name, "・農政課の文。".to_owned()]);
    // Nobody is asked the same twice.
    window.send(Message::MergeChosen(office.copy.clone()));
    assert!(window.says("すでに統合してあります"), "{:?}", window.texts());
}

#[test]
fn all_of_it_is_done_with_the_keyboard() {
    let office = Office::new();
    office.mine(|mine| (0..3).for_each(|at| narrate(mine, at, "・こちらの文。")));
    office.theirs(|theirs| (0..3).for_each(|at| narrate(theirs, at, "・農政課の文。")));
    let mut window = office.collected();
    window.key(Named::ArrowDown);
    digit(&mut window, "2");
    digit(&mut window, "n");
    digit(&mut window, "1");
    digit(&mut window, "n");
    digit(&mut window, "3");
    window.write("。");
    // Out of the text, and on.
    window.key(Named::Escape);
    window.key(Named::Home);
    digit(&mut window, "2");
    accept(&mut window);
    let texts = [0, 1, 2].map(|at| narrative(&window, at));
    assert_eq!(texts, ["・農政課の文。", "・農政課の文。", "・こちらの文。"]);
}

/// Looking at the other ways loses no sentence that was written by hand.
#[test]
fn a_text_of_ones_own_is_kept_while_one_looks_at_the_others() {
    let office = contested();
    let mut window = office.collected();
    digit(&mut window, "3");
    window.write("手で書いた文。");
    // A bare key behind the text is no decision against it.
    window.key(Named::Escape);
    digit(&mut window, "2");
    assert!(window.shows("✓ 文を直す"), "{:?}", window.texts());
    window.click("相手を採用");
    assert!(window.shows("✓ 相手を採用"), "{:?}", window.texts());
    digit(&mut window, "1");
    assert!(window.shows("✓ こちらを採用"), "{:?}", window.texts());
    window.click("文を直す");
    accept(&mut window);
    let text = narrative(&window, 0);
    assert!(text.ends_with("手で書いた文。"), "{text}");
}

#[test]
fn two_files_of_one_name_are_told_apart_by_their_folders() {
    let office = contested();
    let stick = office.folder.path().join("USB");
    fs::create_dir(&stick).unwrap();
    let copy = stick.join("戦略.db");
    let _ = fs::copy(&office.copy, &copy).unwrap();
    let mut window = Window::opening(&office.master, office.folder.path());
    window.send(Message::MergeChosen(copy));
    assert!(window.shows("こちら（戦略.db）"), "{:?}", window.texts());
    assert!(window.shows("相手（「USB」の戦略.db）"), "{:?}", window.texts());
}

#[test]
fn the_backup_before_a_merge_is_listed_at_once() {
    let office = Office::new();
    office.theirs(|theirs| rename(theirs, 2, "相手の名称"));
    let mut window = Window::opening(&office.master, office.folder.path());
    window.click("ファイルと控え");
    window.lacks_part("統合の前");
    window.send(Message::MergeChosen(office.copy.clone()));
    accept(&mut window);
    assert!(window.says("を統合しました"), "{:?}", window.texts());
    assert!(window.says("統合の前"), "{:?}", window.texts());
}

/// A backup that is brought back forgets what was taken in since: the file is offered again.
#[test]
fn a_file_is_taken_in_again_after_a_backup_or_a_moment_was_brought_back() {
    for by_backup in [true, false] {
        let office = Office::new();
        office.theirs(|theirs| narrate(theirs, 1, "・農政課の文。"));
        let mut window = office.collected();
        accept(&mut window);
        if by_backup {
            window.click("ファイルと控え");
            window.click("このあと1回の変更があります。");
            window.click("この控えに戻す");
            window.key(Named::Enter);
        } else {
            window.click("変更履歴");
            window.click("ファイルの作成");
            window.click("この変更より後を取り消す");
            window.key(Named::Enter);
        }
        assert_ne!(narrative(&window, 1), "・農政課の文。");
        window.send(Message::MergeChosen(office.copy.clone()));
        assert!(window.shows("＋ 取り込むもの 1"), "{:?}", window.texts());
        accept(&mut window);
        assert_eq!(narrative(&window, 1), "・農政課の文。");
    }
}

#[test]
fn leaving_writes_nothing_and_is_asked_about_once_something_is_decided() {
    let office = contested();
    let mut window = office.collected();
    let before = window.book().clone();
    window.key(Named::Escape);
    assert!(window.says("統合を取りやめました。何も変えていません。"), "{:?}", window.texts());

    window.send(Message::MergeChosen(office.copy.clone()));
    digit(&mut window, "2");
    window.key(Named::Escape);
    assert!(window.shows("「農政課.db」の統合を取りやめますか"), "{:?}", window.texts());
    window.key(Named::Escape);
    assert!(window.shows("✓ 相手を採用"), "{:?}", window.texts());
    window.close();
    assert!(!window.closed, "what was decided is asked about");
    window.click("戻る");
    window.click("施策");
    window.click("取りやめる");
    assert!(window.shows("左の一覧から施策を選んでください。"), "{:?}", window.texts());
    assert_eq!(*window.book(), before);
}

#[test]
fn what_brings_nothing_says_so() {
    let office = Office::new();
    let mut window = office.collected();
    assert!(window.says("変更がありません"), "{:?}", window.texts());
    window.key(Named::Enter);
    window.send(Message::MergeChosen(office.master.clone()));
    assert!(window.says("いま開いているファイルです"), "{:?}", window.texts());
}

#[test]
fn what_cannot_be_taken_in_is_told_in_words() {
    let office = Office::new();
    let path = |name: &str| office.folder.path().join(name);
    let plan = shinchoku::domain::Book::new(Plan::new("よその市", "よその計画"));
    drop(Store::create(&path("よそ.db"), &plan, support::session()).unwrap());
    fs::write(path("写真.db"), "これは写真です。".repeat(100)).unwrap();
    fs::write(path("途中.db"), &fs::read(&office.copy).unwrap()[..9000]).unwrap();
    let mut window = Window::opening(&office.master, office.folder.path());
    let before = window.book().clone();
    for (name, part) in [
        ("よそ.db", "別の計画のものです"),
        ("写真.db", "進捗帳のファイルではありません"),
        ("途中.db", "いま開いているファイルは、元のままです。"),
        ("ない.db", "ファイルが見つかりません"),
    ] {
        window.send(Message::MergeChosen(path(name)));
        assert!(window.says(part), "{name}: {:?}", window.texts());
        assert!(window.says(&format!("「{name}」")), "{:?}", window.texts());
        window.key(Named::Enter);
    }
    assert_eq!(*window.book(), before);
}

#[test]
fn a_draft_is_saved_first() {
    let office = Office::new();
    office.theirs(|theirs| rename(theirs, 2, "相手の名称"));
    let mut window = Window::opening(&office.master, office.folder.path());
    window.click("施策");
    window.click("施策1の取組の支援");
    window.write("一。");
    window.send(Message::MergeChosen(office.copy.clone()));
    assert!(window.shows("統合の確認"), "{:?}", window.texts());
    window.click("統合する");
    assert!(narrative(&window, 0).starts_with("一。"));
    assert_eq!(window.book().listed()[2].2.name, "相手の名称");
}

#[test]
fn two_of_one_name_are_one_or_two() {
    for together in [true, false] {
        let office = Office::new();
        let added = || Record::Department(Department::new("広聴課", Position::nth(40)));
        office.mine(|mine| put(mine, added()));
        office.theirs(|theirs| {
            put(theirs, added());
            let id = theirs.book().department_named("広聴課").unwrap().id;
            let measure = theirs.book().listed()[0].2.clone();
            put(theirs, Record::Measure(Measure { lead: vec![id], ..measure }));
        });
        let mut window = office.collected();
        assert!(window.shows("統合する（あと1件の判断）"), "{:?}", window.texts());
        digit(&mut window, if together { "1" } else { "2" });
        accept(&mut window);
        let lead = first(&window).lead[0];
        let name = window.book().department(lead).unwrap().name.clone();
        assert_eq!(name, if together { "広聴課" } else { "広聴課（2）" });
        assert_eq!(window.book().departments().len(), if together { 13 } else { 14 });
    }
}

#[test]
fn a_deleted_measure_that_was_written_on_is_decided() {
    let office = Office::new();
    let gone = open(&office.master).book().listed()[0].2.id;
    office.mine(|mine| {
        let changes = mine.book().remove(Key::Measure(gone));
        mine.commit(Op::Delete(Noun::Measure), "", changes).unwrap();
    });
    office.theirs(|theirs| narrate(theirs, 0, "・農政課の文。"));
    let mut window = office.collected();
    assert!(window.shows("削除したままにする"), "{:?}", window.texts());
    window.click("相手のものを入れる");
    window.click("統合する");
    assert_eq!(window.book().narrative(gone, YEAR), "・農政課の文。");
}

#[test]
fn what_changed_meanwhile_is_compared_again_and_the_decisions_stay() {
    let office = Office::new();
    office.mine(|mine| (0..2).for_each(|at| narrate(mine, at, "・こちらの文。")));
    office.theirs(|theirs| (0..2).for_each(|at| narrate(theirs, at, "・農政課の文。")));
    let mut window = office.collected();
    digit(&mut window, "2");
    digit(&mut window, "n");
    digit(&mut window, "2");
    office.mine(|mine| narrate(mine, 1, "・よその文。"));
    accept(&mut window);
    assert!(window.says("まだ統合していません"), "{:?}", window.texts());
    window.key(Named::Enter);
    assert!(window.shows("統合する（あと1件の判断）"), "{:?}", window.texts());
    digit(&mut window, "n");
    digit(&mut window, "1");
    accept(&mut window);
    assert_eq!([0, 1].map(|at| narrative(&window, at)), ["・農政課の文。", "・よその文。"]);
}

#[test]
fn a_plans_file_that_is_dropped_is_asked_about() {
    let office = Office::new();
    office.theirs(|theirs| rename(theirs, 2, "相手の名称"));
    let mut window = Window::opening(&office.master, office.folder.path());
    window.send(Message::Dropped(office.copy.clone()));
    window.click("統合する");
    assert!(window.shows("統合の確認"), "{:?}", window.texts());
    window.key(Named::Escape);
    window.send(Message::Dropped(office.copy.clone()));
    window.click("開く");
    assert_eq!(window.app.store().unwrap().path(), Some(office.copy.as_path()));
}

#[test]
fn a_proposed_text_is_undecided_until_it_is_changed_or_agreed_to() {
    let office = contested();
    let mut window = office.collected();
    window.click("文を直す");
    assert!(window.shows("この文のまま採用"), "{:?}", window.texts());
    assert!(!window.shows("✓ 文を直す"), "{:?}", window.texts());
    window.click("この文のまま採用");
    assert!(window.shows("✓ 文を直す"), "{:?}", window.texts());
    window.ctrl("z");
    assert!(!window.shows("✓ 文を直す"), "{:?}", window.texts());
}
