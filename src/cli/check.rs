//! 点検 on the command line.

use super::Refusal;
use crate::domain::check::{FindingKind, Review, findings};
use crate::store::{self, Store};
use crate::words;
use std::io::Write;

/// Prints what 点検 finds in all years, a line each, and a line that counts; then how many entries are
/// not 確定 yet.
///
/// An edition carries marks of its own: the digest of the file does not speak for it.
pub(super) fn print(out: &mut impl Write, store: &Store) -> Result<(), Refusal> {
    for edition in store.editions()? {
        let read = store.edition_pdf(edition.id).and_then(|_| store.edition_book(edition.id));
        match read {
            Ok(_) => {}
            Err(store::Error::EditionDamaged | store::Error::Damaged(_)) => writeln!(
                out,
                "保存版「{}」  保存したときの中身と違っています（傷んでいるか、書き換えられています）",
                edition.name
            )?,
            Err(error) => return Err(error.into()),
        }
    }
    let book = store.book();
    let years: Vec<_> = book.years().map(|year| year.year).collect();
    let found = Review::of(book, &years).open;
    for finding in &found {
        let place = words::place(book, finding.key, finding.field);
        writeln!(out, "{place}  {}", words::finding(&finding.kind))?;
    }
    match found.len() {
        0 => writeln!(out, "データの傷み、未入力、疑わしい文字や年度はありません。")?,
        count => writeln!(out, "データに傷みはありません。点検で見つかったものは{count}件です。")?,
    }
    // What is only unfinished is no finding of 点検 in the window either.
    for year in years {
        let unfinished = findings(book, &[year]).into_iter();
        let unfinished = unfinished.filter(|it| it.kind == FindingKind::Unconfirmed).count();
        if unfinished > 0 {
            let year = book.year_label(year);
            writeln!(out, "{year}の入力済みで確定していない施策は{unfinished}件です。")?;
        }
    }
    Ok(())
}
