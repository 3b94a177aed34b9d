//! A file that the system drops on the window, as iced reports it.

use crate::screens::window::Window;
use crate::screens::{first, support};
use iced_test::core::keyboard::key::Named;
use shinchoku::domain::{Measure, Record};
use shinchoku::exchange::{self, Format};
use shinchoku::store::{Access, Store};
use std::fs;
use std::path::PathBuf;

/// A folder with a plan's file.
fn folder() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("戦略.db");
    drop(Store::create(&file, &support::book(3, 20), support::session()).unwrap());
    (folder, file)
}

#[test]
fn a_plans_file_is_opened_or_taken_into_the_open_one() {
    let (folder, file) = folder();
    let mut window = Window::at_start();
    window.drop_file(&file);
    assert_eq!(window.book().measure_count(), 3);
    assert_eq!(window.app.title(), "戦略.db — 進捗帳");

    let copy = folder.path().join("写し.db");
    let _ = fs::copy(&file, &copy).unwrap();
    window.drop_file(&copy);
    assert!(window.shows("「写し.db」をどうしますか"), "{:?}", window.texts());
    assert_eq!(window.app.title(), "戦略.db — 進捗帳", "nothing happens before it is decided");
    window.key(Named::Escape);
    window.drop_file(&copy);
    window.click("開く");
    assert_eq!(window.app.title(), "写し.db — 進捗帳");
}

#[test]
fn what_is_unsaved_is_saved_before_a_dropped_file_takes_its_place() {
    let (folder, own) = folder();
    let (_folder, other) = self::folder();
    let mut window = Window::opening(&own, folder.path());
    window.click("施策");
    window.click("施策1の取組の支援");
    window.write("書きかけ。");
    window.drop_file(&other);
    window.click("開く");
    assert_eq!(window.app.store().unwrap().path(), Some(other.as_path()));
    let book = support::open(&own, Access::Read).book().clone();
    let narrative = book.narrative(book.listed()[0].2.id, crate::screens::YEAR);
    assert!(narrative.starts_with("書きかけ。"), "{narrative}");
}

#[test]
fn a_list_is_looked_at_before_it_is_brought_in() {
    let (folder, file) = folder();
    for format in [Format::Csv, Format::Xlsx] {
        let mut window = Window::opening(&file, folder.path());
        let mut changed = window.book().clone();
        let renamed = Measure { name: "直売所の整備".to_owned(), ..first(&window) };
        let change = changed.put(Record::Measure(renamed)).unwrap();
        changed.apply(&[change]).unwrap();
        let list = folder.path().join(match format {
            Format::Csv => "一覧.csv",
            _ => "一覧.xlsx",
        });
        fs::write(&list, exchange::write(format, &changed).unwrap()).unwrap();

        let before = window.book().clone();
        // Opening it, which shows no more than a list can, comes to the same.
        window.send(shinchoku::ui::Message::FileChosen(list.clone()));
        assert!(window.shows("一覧の取り込み"), "{:?}", window.texts());
        window.key(Named::Escape);
        window.drop_file(&list);
        assert!(window.shows("一覧の取り込み"), "{:?}", window.texts());
        window.key(Named::Enter);
        assert_eq!(*window.book(), before, "nothing is written before it is accepted");
        // Its number alone says that it is the same: the clerk has to say so.
        window.key(Named::Space);
        window.key(Named::Enter);
        assert_eq!(first(&window).name, "直売所の整備", "{:?}", window.texts());
        window.take_back();
        assert_eq!(*window.book(), before);
    }
}
