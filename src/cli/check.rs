//! 点検 on the command line.

use crate::domain::Book;
use crate::domain::check::findings;
use crate::words;
use std::io::{self, Write};

/// Prints what was found, a line each, and a line that counts.
pub fn print(out: &mut impl Write, book: &Book) -> io::Result<()> {
    let years: Vec<_> = book.years().map(|year| year.year).collect();
    let found = findings(book, &years);
    for finding in &found {
        let place = words::place(book, finding.key, finding.field);
        writeln!(out, "{place}  {}", words::finding(&finding.kind))?;
    }
    match found.len() {
        0 => writeln!(out, "ファイルの傷み、未入力、疑わしい文字や年度はありません。"),
        count => writeln!(out, "ファイルに傷みはありません。点検で見つかったものは{count}件です。"),
    }
}
