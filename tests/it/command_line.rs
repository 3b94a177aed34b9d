//! The program without a window, told as its users tell it.

mod backups;
mod editions;
mod handing_out;
mod lists;
mod papers;
mod surroundings;

use crate::support;
use shinchoku::domain::Book;
use shinchoku::store::{Access, Backups, Store};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn told(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// A plan's file, and a home of its own for what the program keeps.
struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let desk = Self { folder: tempfile::tempdir().unwrap() };
        let _ =
            desk.runs(&["new", "戦略.db", "--municipality", "みずほ野市", "--plan", "総合戦略"]);
        desk
    }

    /// The same with a file that holds a book.
    fn with(book: &Book) -> Self {
        let desk = Self { folder: tempfile::tempdir().unwrap() };
        drop(Store::create(&desk.path("戦略.db"), book, support::session()).unwrap());
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// One of its files, as the program opens it.
    fn open(&self, name: &str, access: Access) -> Store {
        let backups = Backups::in_folder(self.path("よその控え"));
        Store::open(&self.path(name), access, support::session(), &backups).unwrap()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_shinchoku"));
        let _ = command
            .args(arguments)
            .current_dir(self.folder.path())
            .env("HOME", self.folder.path())
            .env("XDG_DATA_HOME", self.path("data"));
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// What a command that succeeds prints.
    fn runs(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    fn import(&self, rows: &[(&str, &str)]) {
        self.write_list(rows);
        let _ = self.runs(&["import", "戦略.db", "一覧.csv"]);
    }

    /// A list of measures, each with its department.
    fn write_list(&self, rows: &[(&str, &str)]) {
        let rows = rows.iter().map(|(name, department)| {
            format!("基本目標１「まち」,① 農,,{name},{department},・実施\n")
        });
        let head = "基本目標,施策の方向,施策番号,名称,所管課,令和6年度\n".to_owned();
        fs::write(self.path("一覧.csv"), head + &rows.collect::<String>()).unwrap();
    }

    fn names_measure(&self, name: &str) -> bool {
        let _ = self.runs(&["export", "戦略.db", "書出.json", "--force"]);
        fs::read_to_string(self.path("書出.json")).unwrap().contains(name)
    }
}
