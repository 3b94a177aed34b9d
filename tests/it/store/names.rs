//! Names from elsewhere: what is invisible in them, or acts on a terminal, is shown as a mark and
//! stands in no name of a file.

use super::handout::{Office, YEAR};
use chrono::NaiveDate;
use shinchoku::domain::edition::Making;
use shinchoku::domain::handout::{Others, Scope, Terms};
use shinchoku::domain::{Book, Department, Noun, Op, Plan, Record};
use shinchoku::store::{EditionContent, Store};
use std::path::Path;
use std::process::Command;

/// Turns the direction of writing, clears a screen, and is of no width.
const ODD: &str = "\u{202E}\u{1B}[2J\u{200B}";
const SHOWN: &str = "[U+202E][U+001B][2J[U+200B]";

/// The same where a rule lets no controls in.
const ODD_NAME: &str = "\u{202E}\u{200B}";
const SHOWN_NAME: &str = "[U+202E][U+200B]";

fn is_odd(c: char) -> bool {
    (c.is_control() && c != '\n') || ODD.contains(c) && !c.is_ascii()
}

fn told(home: &Path, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_shinchoku"))
        .args(arguments)
        .current_dir(home)
        .env("HOME", home)
        .env("XDG_DATA_HOME", home.join("data"))
        .env("XDG_CONFIG_HOME", home.join("config"))
        .output()
        .unwrap();
    let text = [output.stdout, output.stderr].concat();
    String::from_utf8(text).unwrap()
}

/// A master in whose every name there is something odd, handed out to its first department.
fn office() -> Office {
    let office = Office::new();
    drop(office.master(3));
    let mut master = office.open("総合戦略.db");
    master.set_who(format!("企画{ODD}課"));
    let book = Book::clone(master.book());
    let mut department: Department = book.departments()[0].clone();
    department.name = format!("農{ODD_NAME}政課");
    let plan = Plan { name: format!("総合{ODD_NAME}戦略"), ..book.plan().clone() };
    let records = [Record::Department(department.clone()), Record::Plan(plan)];
    let changes = records.into_iter().filter_map(|record| book.put(record)).collect();
    master.commit(Op::Edit(Noun::Department), &format!("件{ODD}名"), changes).unwrap();
    keep(&mut master);
    let terms = Terms { others: Others::Readable, ..Terms::default() };
    let scope = Scope::of(master.book(), department.id, YEAR, terms).unwrap();
    drop(office.hand_out_for(&mut master, "課.db", scope));
    office
}

fn keep(master: &mut Store) {
    let book = Book::clone(master.book());
    let made = Making {
        paper: "list".to_owned(),
        template: "様式".to_owned(),
        settings: None,
        date: None,
    };
    let (name, day) = (format!("保存{ODD_NAME}版"), NaiveDate::from_ymd_opt(2026, 6, 12).unwrap());
    let (pages, pdf) = (1, b"".as_slice());
    let _ =
        master.keep_edition(&EditionContent { name: &name, day, made, pages, pdf, book: &book });
}

#[test]
fn what_is_odd_in_a_name_is_shown_on_the_command_line() {
    let office = office();
    let home = office.path("");
    let odd_file = format!("写{ODD}し.db");
    let _ = std::fs::copy(office.path("総合戦略.db"), office.path(&odd_file)).unwrap();
    for (arguments, shown) in [
        (vec!["ledger", "総合戦略.db"], format!("農{SHOWN_NAME}政課")),
        (vec!["history", "総合戦略.db"], format!("企画{SHOWN}課")),
        (vec!["history", "総合戦略.db"], format!("件{SHOWN}名")),
        (vec!["editions", "総合戦略.db"], format!("保存{SHOWN_NAME}版")),
        (vec!["backup", &odd_file], "写__[2J_し~".to_owned()),
        (vec!["report", "総合戦略.db", "-o", &format!("一{ODD}覧.pdf")], format!("一{SHOWN}覧")),
    ] {
        let told = told(&home, &arguments);
        assert!(told.contains(&shown), "{arguments:?}: {told:?}");
        assert!(!told.contains(is_odd), "{arguments:?}: {told:?}");
    }
}

#[test]
fn what_is_odd_in_a_name_is_in_no_name_of_a_file() {
    let office = office();
    let home = office.path("");
    let year = YEAR.0.to_string();
    let _ = told(&home, &["hand-out", "総合戦略.db", "--all", "--year", &year, "-o", "配布"]);
    let each = ["report", "総合戦略.db", "--paper", "by-department", "--each", "-o", "課別.pdf"];
    let _ = told(&home, &each);
    let mut names = Vec::new();
    for folder in [home.clone(), home.join("配布")] {
        let entries = std::fs::read_dir(folder).unwrap();
        names.extend(entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()));
    }
    for wanted in ["総合__戦略_農__政課_令和6年度.db", "課別_農__政課.pdf"] {
        assert!(names.iter().any(|name| name == wanted), "{names:?}");
    }
    assert!(!names.iter().any(|name| name.contains(is_odd)), "{names:?}");
}
