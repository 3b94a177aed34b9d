//! The stories of a clerk, told to a window without a screen.

mod approving;
mod checking;
mod collect;
mod composing;
mod desk;
mod dropped;
#[cfg(target_os = "linux")] // elsewhere the system's own dialog asks for the place
mod editions;
mod held;
mod help;
mod history;
mod home;
mod import;
mod indicator_editor;
mod indicator_states;
mod indicators;
mod keyboard;
mod listed;
mod looking;
mod measure_figures;
mod measures;
mod menus;
mod merging;
mod names;
mod others;
#[cfg(target_os = "linux")] // elsewhere the system's own dialog asks for the place
mod printing;
mod registers;
mod replacing;
mod settings;
mod several;
mod start;
mod steps;
mod storage;
#[cfg(target_os = "linux")] // elsewhere the system's own dialog asks for the place
mod transfer;
mod unfinished;
mod unsaved;
mod writing;

use crate::support;
use crate::support::window;
use shinchoku::domain::{FiscalYear, Measure, Noun, Op, Record};
use shinchoku::store::{Access, Store};
use std::path::Path;
use window::Window;

/// The year that is written in the books of the stories.
const YEAR: FiscalYear = FiscalYear(2024);

/// Opens a file as another window does.
fn open(file: &Path) -> Store {
    support::open(file, Access::Write)
}

/// Stores a record as another window does.
fn put(store: &mut Store, record: Record) {
    let change = store.book().put(record).unwrap();
    store.commit(Op::Edit(Noun::Measure), "", vec![change]).unwrap();
}

/// Gives a measure another name as another window does.
fn rename(store: &mut Store, index: usize, name: &str) {
    let measure = store.book().listed()[index].2.clone();
    put(store, Record::Measure(Measure { name: name.to_owned(), ..measure }));
}

/// The first measure of the list.
fn first(window: &Window) -> Measure {
    window.book().listed()[0].2.clone()
}

/// What is stored for the first measure in this year.
fn narrative(window: &Window) -> String {
    window.book().narrative(first(window).id, YEAR).to_owned()
}

/// A window on the measures of a book, with the first one open and its text ready to be written.
fn opened() -> Window {
    let mut window = Window::over(&support::book(12, 60));
    open_first(&mut window);
    window
}

/// Opens the first measure of the list.
fn open_first(window: &mut Window) {
    window.click("施策");
    window.click("施策1の取組の支援");
}
