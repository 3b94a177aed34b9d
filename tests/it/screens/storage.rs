//! ファイルと控え: copies that are carried away, backups and the way back, files that others change.

use crate::screens::window::{Window, kept};
use crate::screens::{first, open, support};
use iced_test::core::keyboard::key::Named;
use shinchoku::domain::{Measure, Noun, Op, Record};
use shinchoku::store::{Access, Claim, Store, WorkingCopies, claim};
use shinchoku::ui::Message;
use std::fs;
use std::path::{Path, PathBuf};

/// A folder with a plan's file.
fn folder() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("戦略.db");
    drop(Store::create(&file, &support::book(3, 20), support::session()).unwrap());
    (folder, file)
}

fn rename(store: &mut Store, name: &str) {
    let measure = store.book().listed()[0].2.clone();
    let change = store.book().put(Record::Measure(Measure { name: name.into(), ..measure }));
    store.commit(Op::Edit(Noun::Measure), name, vec![change.unwrap()]).unwrap();
}

/// A window on the first measure of a file.
fn window(file: &Path, settings: &Path) -> Window {
    let mut window = Window::opening(file, settings);
    window.click("施策");
    window.click("施策1の取組の支援");
    window
}

fn answer(window: &mut Window, path: &Path, accept: &str) {
    window.fill("ファイルの場所と名前", &path.to_string_lossy());
    window.click(accept);
}

#[test]
#[cfg(target_os = "linux")] // elsewhere the system's own dialog asks for the place
fn a_copy_is_written_out_and_the_work_goes_on_here() {
    let (folder, file) = folder();
    let mut window = window(&file, folder.path());
    window.write("一。");
    window.ctrl("s");
    window.click("ファイルと控え");
    window.click("USBへ書き出す");
    let copy = folder.path().join("写し.db");
    answer(&mut window, &copy, "ここへ書き出す");
    assert!(window.says("書き出しました（施策3件、確認済み）"), "{:?}", window.texts());
    assert_eq!(open(&copy).book(), window.app.store().unwrap().book());
    assert_eq!(window.app.store().unwrap().path(), Some(file.as_path()));
    // Over itself it is not written.
    window.click("USBへ書き出す");
    answer(&mut window, &file, "ここへ書き出す");
    window.click("置き換える");
    assert!(window.says("いま開いているファイルと同じです"), "{:?}", window.texts());
}

#[test]
#[cfg(target_os = "linux")] // elsewhere the system's own dialog asks for the place
fn a_copy_that_was_carried_away_is_taken_in_again() {
    let (folder, file) = folder();
    let carried = folder.path().join("持ち出し.db");
    let mut window = window(&file, folder.path());
    window.click("ファイルと控え");
    window.click("USBへ書き出す");
    answer(&mut window, &carried, "ここへ書き出す");
    rename(&mut open(&carried), "出先で直した名称");
    window.click("USBから取り込む");
    answer(&mut window, &carried, "読み込む");
    window.click("統合する");
    assert_eq!(window.book().listed()[0].2.name, "出先で直した名称");
}

#[test]
#[cfg(target_os = "linux")] // elsewhere the system's own dialog asks for the place
fn under_another_name_the_work_goes_on_there() {
    let (folder, file) = folder();
    let mut window = Window::opening(&file, folder.path());
    window.click("ファイルと控え");
    window.click("別名で保存");
    let copy = folder.path().join("別名.db");
    answer(&mut window, &copy, "ここに保存");
    assert_eq!(window.app.store().unwrap().path(), Some(copy.as_path()));
    assert!(window.says("確認済み"), "{:?}", window.texts());
}

/// A window whose file is being written under another name.
#[cfg(target_os = "linux")] // elsewhere the system's own dialog asks for the place
fn being_saved_as(file: &Path, folder: &Path) -> (Window, PathBuf) {
    let mut window = window(file, folder);
    window.click("ファイルと控え");
    window.click("別名で保存");
    let copy = folder.join("別名.db");
    window.fill("ファイルの場所と名前", &copy.to_string_lossy());
    window.hold();
    window.click("ここに保存");
    (window, copy)
}

/// The same, and a contact of the first department typed meanwhile.
#[cfg(target_os = "linux")] // elsewhere the system's own dialog asks for the place
fn typed_while_saved_as(file: &Path, folder: &Path) -> (Window, PathBuf) {
    let (mut window, copy) = being_saved_as(file, folder);
    window.click("台帳");
    window.click("第1課");
    let at = window.place("連絡先") + iced_test::core::Vector::new(120.0, 0.0);
    window.press(at);
    window.write("内線2345");
    (window, copy)
}

#[cfg(target_os = "linux")] // asked for there alone
fn contact(window: &Window) -> &str {
    window.book().departments()[0].contact.as_str()
}

#[test]
#[cfg(target_os = "linux")] // elsewhere the system's own dialog asks for the place
fn what_is_saved_while_the_copy_is_written_is_in_the_copy() {
    let (folder, file) = folder();
    let (mut window, copy) = typed_while_saved_as(&file, folder.path());
    window.ctrl("s");
    assert_eq!(contact(&window), "内線2345");
    window.go_on();
    assert_eq!(window.app.store().unwrap().path(), Some(copy.as_path()));
    assert_eq!(contact(&window), "内線2345");
    assert_eq!(open(&copy).book(), open(&file).book());
}

#[test]
#[cfg(target_os = "linux")] // elsewhere the system's own dialog asks for the place
fn what_is_typed_while_the_copy_is_written_is_saved_and_in_the_copy() {
    let (folder, file) = folder();
    let (mut window, copy) = typed_while_saved_as(&file, folder.path());
    window.go_on();
    assert_eq!(window.app.store().unwrap().path(), Some(copy.as_path()));
    assert_eq!(contact(&window), "内線2345");
}

#[test]
fn a_window_is_not_closed_over_what_is_typed_while_it_is_written_back() {
    let (folder, file) = folder();
    let copies = WorkingCopies::beside(&kept());
    let copy = copies.take(&file, support::session()).unwrap();
    let mut window = window(&copy.file, folder.path());
    window.write("一。");
    window.ctrl("s");
    window.close();
    window.hold();
    window.key(Named::Enter);
    window.write("二。");
    window.go_on();
    assert!(window.closed, "{:?}", window.texts());
    let book = open(&file).book().clone();
    let narrative = book.narrative(book.listed()[0].2.id, crate::screens::YEAR);
    assert!(narrative.contains("一。") && narrative.contains("二。"), "{narrative}");
}

#[test]
fn a_backup_is_brought_back_whole_and_the_restore_is_undone() {
    let (folder, file) = folder();
    let mut window = window(&file, folder.path());
    let original = window.book().clone();
    window.write("一。");
    window.ctrl("s");
    window.click("施策2の取組の支援");
    window.write("二。");
    window.ctrl("s");
    let latest = window.book().clone();
    window.click("ファイルと控え");
    assert!(window.says("その日の最初の変更の前"), "{:?}", window.texts());
    window.click("このあと2回の変更があります。");
    window.click("この控えに戻す");
    window.key(Named::Enter);
    assert_eq!(*window.book(), original);
    assert!(window.says("控えからの復元の前"), "{:?}", window.texts());
    window.take_back();
    assert_eq!(*window.book(), latest);
}

#[test]
fn one_entry_is_brought_back() {
    let (folder, file) = folder();
    let mut window = window(&file, folder.path());
    let original = window.book().clone();
    window.write("一。");
    window.ctrl("s");
    window.click("ファイルと控え");
    window.click("このあと1回の変更があります。");
    window.click("変更前に戻す");
    assert_eq!(*window.book(), original);
    assert!(window.says("計画の内容は、いまのファイルと同じです。"), "{:?}", window.texts());
}

#[test]
fn a_backup_is_looked_into_and_cannot_be_changed() {
    let (folder, file) = folder();
    let mut window = window(&file, folder.path());
    let original = window.book().clone();
    window.write("一。");
    window.ctrl("s");
    let latest = window.book().clone();
    window.click("ファイルと控え");
    window.click("このあと1回の変更があります。");
    window.click("控えの中を見る");
    assert_eq!(*window.book(), original);
    assert!(window.says("の控えを見ています"), "{:?}", window.texts());
    window.click("施策");
    window.click("施策1の取組の支援");
    window.write("二。");
    window.ctrl("s");
    assert_eq!(*window.book(), original);
    window.click("元のファイルに戻る");
    assert_eq!(*window.book(), latest);
    assert_eq!(window.app.store().unwrap().path(), Some(file.as_path()));
}

#[test]
fn a_file_that_was_put_back_is_not_overwritten_and_the_draft_stays() {
    let (folder, file) = folder();
    let earlier = fs::read(&file).unwrap();
    let mut window = window(&file, folder.path());
    window.write("一。");
    window.ctrl("s");
    window.write("二。");
    fs::write(&file, &earlier).unwrap();
    window.ctrl("s");
    assert!(window.shows("ファイルが、ほかで変えられています"), "{:?}", window.texts());
    assert_eq!(fs::read(&file).unwrap(), earlier);
    window.click("読み直す");
    assert!(window.shows("未保存の変更あり"), "{:?}", window.texts());
    window.ctrl("s");
    window.click("入力した内容で保存する");
    let book = open(&file).book().clone();
    assert_eq!(book, *window.app.store().unwrap().book());
    let narrative = book.narrative(first(&window).id, crate::screens::YEAR);
    assert!(narrative.contains("一。") && narrative.contains("二。"), "{narrative}");
}

#[test]
fn what_others_save_takes_no_typed_word_away() {
    let (folder, file) = folder();
    let mut window = window(&file, folder.path());
    window.write("一。");
    rename(&mut open(&file), "よその名称");
    window.send(Message::Focused);
    assert_eq!(first(&window).name, "よその名称");
    assert!(window.shows("未保存の変更あり"), "{:?}", window.texts());
    window.ctrl("s");
    let measure = first(&window);
    assert_eq!(measure.name, "よその名称", "the field that was not typed in is theirs");
    assert!(window.book().narrative(measure.id, crate::screens::YEAR).starts_with("一。"));
    assert_eq!(*open(&file).book(), *window.app.store().unwrap().book());
}

#[test]
#[cfg(target_os = "linux")] // elsewhere the system's own dialog asks for the place
fn what_is_held_is_kept_when_the_file_is_gone() {
    let (folder, file) = folder();
    let mut window = window(&file, folder.path());
    window.write("一。");
    window.ctrl("s");
    window.write("二。");
    fs::remove_file(&file).unwrap();
    window.send(Message::Focused);
    assert!(window.shows("ファイルが見つかりません"), "{:?}", window.texts());
    window.click("別名で保存");
    let rescued = folder.path().join("救出.db");
    answer(&mut window, &rescued, "ここに保存");
    assert_eq!(window.app.store().unwrap().path(), Some(rescued.as_path()));
    assert!(window.shows("未保存の変更あり"), "{:?}", window.texts());
    window.ctrl("s");
    let book = open(&rescued).book().clone();
    let narrative = book.narrative(first(&window).id, crate::screens::YEAR);
    assert!(narrative.contains("一。") && narrative.contains("二。"), "{narrative}");
}

#[test]
fn what_others_save_is_seen_when_the_window_is_come_back_to() {
    let (folder, file) = folder();
    let mut window = Window::opening(&file, folder.path());
    rename(&mut open(&file), "よその名称");
    window.send(Message::Focused);
    assert_eq!(first(&window).name, "よその名称");
    assert!(window.says("ほかで行われた変更（1回）"), "{:?}", window.texts());
}

#[test]
fn the_second_is_told_and_may_read() {
    let (folder, file) = folder();
    let Claim::Free(Some(mark)) = claim(&file, &support::session()) else { panic!("not free") };
    let mut window = Window::opening(&file, folder.path());
    assert!(window.shows("「戦略.db」は使われています"), "{:?}", window.texts());
    assert!(window.says("「企画課」"), "{:?}", window.texts());
    window.click("読み取り専用で開く");
    assert_eq!(window.app.store().unwrap().access(), Access::Read);
    assert!(window.says("読み取り専用で開いています"), "{:?}", window.texts());
    drop((window, mark));
    let window = Window::opening(&file, folder.path());
    assert_eq!(window.app.store().unwrap().access(), Access::Write);
    drop(window);
    assert!(!folder.path().join("~$戦略.db").exists());
}

#[test]
fn a_damaged_file_is_made_anew_from_its_backup() {
    let (folder, file) = folder();
    let mut window = window(&file, folder.path());
    let original = window.book().clone();
    window.write("一。");
    window.ctrl("s");
    drop(window);
    let damaged = fs::read(&file).unwrap()[..9000].to_vec();
    fs::write(&file, &damaged).unwrap();
    let mut window = Window::opening(&file, folder.path());
    assert!(window.says("開けませんでした"), "{:?}", window.texts());
    window.click("控えから作り直す");
    assert_eq!(*window.book(), original);
    assert!(window.says("消さずに"), "{:?}", window.texts());
}

#[test]
fn a_file_of_which_nobody_knows_whose_it_was_is_made_anew_as_the_clerk_says() {
    let (folder, file) = folder();
    let mut one = window(&file, folder.path());
    let original = one.book().clone();
    one.write("一。");
    one.ctrl("s");
    drop(one);
    // Another plan's file of the same name, elsewhere.
    let (elsewhere, other) = self::folder();
    let mut two = window(&other, elsewhere.path());
    two.write("二。");
    two.ctrl("s");
    drop(two);
    fs::write(&file, "壊れた").unwrap();
    let mut window = Window::opening(&file, folder.path());
    assert!(window.says("開けなかったファイルのものを選んでください"), "{:?}", window.texts());
    assert!(window.says("②"), "{:?}", window.texts());
    // The latest first: of one second, the one that was written last.
    window.click("②から作り直す");
    assert_eq!(*window.book(), original);
}

#[test]
fn a_renamed_file_finds_its_backups_by_the_name_that_it_had() {
    let (folder, file) = folder();
    let mut first = window(&file, folder.path());
    first.write("一。");
    first.ctrl("s");
    drop(first);
    let renamed = folder.path().join("戦略（改）.db");
    fs::rename(&file, &renamed).unwrap();
    let mut window = Window::opening(&renamed, folder.path());
    window.click("ファイルと控え");
    assert!(window.says("ファイル名：戦略.db"), "{:?}", window.texts());
    assert!(window.says("このあと1回の変更があります。"), "{:?}", window.texts());
}

#[test]
fn work_in_a_copy_goes_back_to_the_stick() {
    let (folder, file) = folder();
    let copies = WorkingCopies::beside(&kept());
    let copy = copies.take(&file, support::session()).unwrap();
    let mut window = window(&copy.file, folder.path());
    assert!(window.says("パソコンのコピーで作業しています"), "{:?}", window.texts());
    window.write("一。");
    window.ctrl("s");
    let latest = window.book().clone();
    window.close();
    assert!(window.shows("元のファイルに書き戻しますか") && !window.closed);
    window.key(Named::Enter);
    assert!(window.closed, "{:?}", window.texts());
    assert_eq!(**open(&file).book(), latest);
    assert!(copies.all().is_empty(), "what has been brought back is given up");
}

#[test]
fn work_that_stayed_on_the_pc_is_offered_again() {
    let (folder, file) = folder();
    let copies = WorkingCopies::beside(&kept());
    let copy = copies.take(&file, support::session()).unwrap();
    let away = folder.path().join("抜いたUSB");
    let mut first = window(&copy.file, folder.path());
    first.write("一。");
    first.ctrl("s");
    let latest = first.book().clone();
    fs::rename(&file, &away).unwrap();
    first.close();
    first.click("書き戻して閉じる");
    assert!(!first.closed && first.says("パソコンのコピーに残っています"), "{:?}", first.texts());
    first.close();
    first.click("パソコンに残して閉じる");
    assert!(first.closed);
    drop(first);

    let mut window = Window::at_start();
    assert!(window.says("いまつながっていません"), "{:?}", window.texts());
    window.click("あとにする");
    // The stick is back; the file on it leads to the copy.
    fs::rename(&away, &file).unwrap();
    window.send(Message::FileChosen(file.clone()));
    window.click("コピーで続ける");
    window.click("元のファイルに書き戻す");
    assert!(window.says("確認済み"), "{:?}", window.texts());
    assert_eq!(**open(&file).book(), latest);
}
