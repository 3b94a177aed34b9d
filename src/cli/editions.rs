//! 保存版 on the command line.

use super::arguments::{EditionsAct, ReportArguments};
use super::{Refusal, now, open, replace, report};
use crate::domain::edition::Making;
use crate::domain::{Book, Edition};
use crate::report::revisions::{Revised, State, Wording};
use crate::report::{self as papers, Options};
use crate::store::{Access, EditionContent, Error, Store, write_out};
use crate::words::{self, EditionNames};
use std::io::Write;
use std::ops::ControlFlow;
use std::path::Path;

pub(super) fn run(out: &mut impl Write, file: &Path, act: &EditionsAct) -> Result<(), Refusal> {
    match act {
        EditionsAct::List => {
            let store = open(file, Access::Read)?;
            list(out, &store)
        }
        EditionsAct::Save { name, report } => {
            let mut store = open(file, Access::Write)?;
            save(out, &mut store, name, report)
        }
        EditionsAct::Pdf { name, out: to, force } => {
            let store = open(file, Access::Read)?;
            let all = store.editions()?;
            let pdf = store.edition_pdf(named(&all, &EditionNames::of(&all), name)?.id)?;
            write_out(to, "pdf", &pdf, replace(*force))?;
            Ok(writeln!(out, "「{}」を作りました。", words::path(to))?)
        }
        EditionsAct::Compare { before, after, revision, out: to, force } => {
            let store = open(file, Access::Read)?;
            let wording = if *revision { Wording::Revision } else { Wording::Errata };
            let (pdf, count) = compare(&store, before, after.as_deref(), wording)?;
            write_out(to, "pdf", &pdf, replace(*force))?;
            let title = wording.title();
            Ok(writeln!(out, "{title}「{}」を作りました（{count}か所）。", words::path(to))?)
        }
    }
}

fn list(out: &mut impl Write, store: &Store) -> Result<(), Refusal> {
    let editions = store.editions()?;
    let names = EditionNames::of(&editions);
    for edition in editions.iter().filter(|edition| !edition.removed) {
        let name = names.name(edition);
        let paper = words::edition_paper(edition);
        let at = edition.at.format("%Y-%m-%d %H:%M");
        writeln!(out, "{name}  {paper}  {at}  {}", edition.who)?;
    }
    if editions.iter().all(|edition| edition.removed) {
        writeln!(out, "保存版は、まだありません。")?;
    }
    Ok(())
}

fn save(
    out: &mut impl Write,
    store: &mut Store,
    name: &str,
    arguments: &ReportArguments,
) -> Result<(), Refusal> {
    let book = Book::clone(store.book());
    let (paper, pages, pdf) = report::paper_of(&book, arguments)?;
    let template = report::template(&book, arguments)?;
    let date = report::options(&book, arguments)?.date;
    let made = Making {
        paper: paper.code().to_owned(),
        template: template.map(|template| template.name.clone()).unwrap_or_default(),
        settings: template.map(|template| template.settings.clone()),
        date,
    };
    let day = date.unwrap_or_else(|| now().date_naive());
    let pages = u32::try_from(pages).unwrap_or(u32::MAX);
    let kept =
        store.keep_edition(&EditionContent { name, day, made, pages, pdf: &pdf, book: &book })?;
    Ok(writeln!(out, "保存版「{}」を作りました。", words::edition(&kept))?)
}

/// The paper of the differences, and their number.
fn compare(
    store: &Store,
    before: &str,
    after: Option<&str>,
    wording: Wording,
) -> Result<(Vec<u8>, usize), Refusal> {
    let all = store.editions()?;
    let names = EditionNames::of(&all);
    let old = named(&all, &names, before)?;
    let old_book = store.edition_book(old.id)?;
    let (name, book) = match after {
        Some(name) => {
            let new = named(&all, &names, name)?;
            (names.name(new), store.edition_book(new.id)?)
        }
        None => (words::PRESENT.to_owned(), Book::clone(store.book())),
    };
    let printed = papers::revisions::edition(&old_book, &old.made, &store.edition_pdf(old.id)?);
    let revised = Revised {
        printed: printed.as_ref(),
        before: State { name: &names.name(old), book: &old_book },
        after: State { name: &name, book: &book },
        wording,
    };
    let options = Options::for_comparison(store.book(), &old.made.template);
    let missing = papers::revisions::missing_glyphs(revised, &options)?;
    // What was printed once is printed again: 〓 stands where it stood.
    report::refuse_missing(&book, &missing, true)?;
    let document = papers::revisions::lay_out(revised, &options)?;
    let pdf = papers::pdf::write(&document, |_, _| ControlFlow::Continue(()))?;
    Ok((pdf, papers::revisions::count(revised)))
}

/// The listed edition of a name, or as [`list`] tells of it: 統合 can bring together several of one
/// name, of which none is meant more than the others.
fn named<'a>(
    all: &'a [Edition],
    names: &EditionNames<'_>,
    name: &str,
) -> Result<&'a Edition, Error> {
    let matches = |it: &&Edition| it.name == name || names.name(it) == name;
    let mut named = all.iter().filter(|edition| !edition.removed).filter(matches);
    match (named.next(), named.next()) {
        (None, _) => Err(Error::NoEdition),
        (Some(edition), None) => Ok(edition),
        (Some(_), Some(_)) => Err(Error::SeveralEditions),
    }
}
