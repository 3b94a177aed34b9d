//! 保存版 from the command line.

use crate::command_line::{Desk, support, told};
use shinchoku::domain::edition::Making;
use shinchoku::domain::merge::Decisions;
use shinchoku::exchange;
use shinchoku::store::{Access, Comparison, EditionContent};
use std::fs;
use std::process::Output;

impl Desk {
    fn editions(&self, arguments: &[&str]) -> Output {
        self.run(&[&["editions", "戦略.db"], arguments].concat())
    }

    /// What the list of editions says.
    fn listed_editions(&self) -> String {
        self.runs(&["editions", "戦略.db"])
    }
}

#[test]
fn an_edition_is_kept_taken_out_to_the_byte_and_compared() {
    let desk = Desk::with(&exchange::sample());
    let run = |arguments: &[&str]| desk.editions(arguments).status;
    assert!(run(&["--save", "提出版", "--date", "2026-06-12"]).success());
    assert_eq!(run(&["--save", "提出版"]).code(), Some(1), "the name is taken");
    let listed = desk.listed_editions();
    assert!(listed.starts_with("提出版（令和8年6月12日）  進捗状況一覧表・"), "{listed}");
    assert!(run(&["--pdf", "提出版", "-o", "提出版.pdf"]).success());
    let store = desk.open("戦略.db", Access::Read);
    let stored = store.edition_pdf(store.editions().unwrap()[0].id).unwrap();
    assert_eq!(fs::read(desk.path("提出版.pdf")).unwrap(), stored);
    assert!(run(&["--compare", "提出版", "-o", "正誤表.pdf"]).success());
    assert!(fs::read(desk.path("正誤表.pdf")).unwrap().starts_with(b"%PDF"));
    assert_eq!(run(&["--pdf", "ない版", "-o", "正誤表.pdf"]).code(), Some(1));
}

/// A file into which another was taken with an edition of the same name and day.
fn with_editions_of_one_name() -> Desk {
    let desk = Desk::with(&support::book(3, 40));
    let _ = fs::copy(desk.path("戦略.db"), desk.path("写し.db")).unwrap();
    let [mut mine, mut other] = ["戦略.db", "写し.db"].map(|name| desk.open(name, Access::Write));
    for (store, pdf) in [(&mut mine, b"one"), (&mut other, b"two")] {
        let book = store.book().clone();
        let settings = None;
        let made = Making { paper: "list".into(), template: String::new(), settings, date: None };
        let day = "2026-06-12".parse().unwrap();
        let keeping = EditionContent { name: "提出版", day, made, pages: 1, pdf, book: &book };
        let _ = store.keep_edition(&keeping).unwrap();
    }
    let Comparison::Incoming(incoming) = mine.compare(&other, None).unwrap() else {
        panic!("an edition to take in")
    };
    mine.merge(&incoming, &Decisions::default()).unwrap();
    desk
}

#[test]
fn of_editions_of_one_name_each_is_reached_and_none_is_taken_for_another() {
    let desk = with_editions_of_one_name();
    let out = desk.path("版.pdf");
    let pdf = |name: &str| desk.editions(&["--pdf", name, "--force", "-o", "版.pdf"]);
    let refused = pdf("提出版");
    assert_eq!(refused.status.code(), Some(1));
    assert!(told(&refused).contains("2つ以上あるため"));
    assert!(!out.exists());
    let listed = desk.listed_editions();
    let mut bytes: Vec<Vec<u8>> = listed
        .lines()
        .map(|line| {
            assert!(pdf(line.split("  ").next().unwrap()).status.success(), "{line}");
            fs::read(&out).unwrap()
        })
        .collect();
    bytes.sort();
    assert_eq!(bytes, [b"one", b"two"], "{listed}");
}
