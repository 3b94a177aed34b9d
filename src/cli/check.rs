//! 点検 on the command line.

use crate::domain::Book;
use crate::domain::check::{Finding, findings};
use crate::words;
use std::io::{self, Write};

/// Prints what was found, a line each, and a line that counts.
pub fn print(out: &mut impl Write, book: &Book) -> io::Result<()> {
    let years: Vec<_> = book.years().map(|year| year.year).collect();
    let found = findings(book, &years);
    for finding in &found {
        writeln!(out, "{}  {}", place(book, finding), words::finding(&finding.kind))?;
    }
    match found.len() {
        0 => writeln!(out, "ファイルの傷み、未入力、疑わしい文字はありません。"),
        count => writeln!(out, "ファイルに傷みはありません。点検で見つかったものは{count}件です。"),
    }
}

/// 1-①-2 施策の名称（内容、令和6年度）.
fn place(book: &Book, finding: &Finding) -> String {
    let Some(measure) = book.measure(finding.measure) else { return String::new() };
    let mut place = vec![words::field(finding.field).to_owned()];
    place.extend(finding.year.map(|year| book.year_label(year)));
    format!("{} {}（{}）", book.measure_number(measure), measure.name, place.join("、"))
}
