//! 一覧表 on the command line.

use super::Refusal;
use super::arguments::{ReportArguments, Usage};
use super::shown::Shown;
use crate::domain::{Book, FiscalYear, Template};
use crate::report::{self, Length, Margins, MissingGlyph, Options, Report, Typeface};
use crate::words;
use chrono::NaiveDate;
use std::io::{self, Write};
use std::path::PathBuf;

/// A file to be written.
pub type Written = (PathBuf, Vec<u8>);

/// What was asked for: one PDF, or one for each department. Where the fonts lack characters they are
/// told first, and nothing is printed unless 〓 may stand for them; a variation that they lack is told
/// alone.
pub fn print(book: &Book, arguments: &ReportArguments) -> Result<Vec<Written>, Refusal> {
    let (options, paper) = (options(book, arguments)?, paper(arguments)?);
    refuse_missing(book, &paper.missing_glyphs(book, &options)?, arguments.geta)?;
    match (arguments.each, paper) {
        (false, _) => Ok(vec![(arguments.out.clone(), paper.pdf(book, &options)?.0)]),
        (true, Report::ByDepartment) => Ok(report::in_files(book, &options, &arguments.out)?),
        (true, Report::List | Report::Missing | Report::Comparison) => {
            Err(bad("--each", arguments.paper.as_deref().unwrap_or("list")))
        }
    }
}

/// One paper, as it is kept: which, how many pages it has, its PDF.
pub fn paper_of(
    book: &Book,
    arguments: &ReportArguments,
) -> Result<(Report, usize, Vec<u8>), Refusal> {
    let (options, paper) = (options(book, arguments)?, paper(arguments)?);
    refuse_missing(book, &paper.missing_glyphs(book, &options)?, arguments.geta)?;
    let (bytes, pages) = paper.pdf(book, &options)?;
    Ok((paper, pages, bytes))
}

/// Tells what the fonts lack, and refuses where 〓 would stand for it unasked.
pub fn refuse_missing(book: &Book, missing: &[MissingGlyph], geta: bool) -> Result<(), Refusal> {
    tell(book, missing);
    match missing.iter().filter(|glyph| glyph.is_replaced()).count() {
        replaced if replaced > 0 && !geta => Err(Refusal::MissingGlyphs(replaced)),
        _ => Ok(()),
    }
}

/// The list as it is printed of itself.
pub fn list(book: &Book) -> Result<Vec<u8>, Refusal> {
    let options = options(book, &ReportArguments::default())?;
    Ok(Report::List.pdf(book, &options)?.0)
}

fn tell(book: &Book, missing: &[MissingGlyph]) {
    let mut err = Shown(io::stderr().lock());
    for glyph in missing {
        let place = words::place(book, glyph.key, glyph.field);
        // Where it cannot be told, the exit status still tells.
        let _ = writeln!(err, "{place}  {}", words::missing_glyph(glyph));
    }
}

fn paper(arguments: &ReportArguments) -> Result<Report, Refusal> {
    match arguments.paper.as_deref() {
        None => Ok(Report::default()),
        Some(code) => Report::of_code(code).ok_or_else(|| bad("--paper", code)),
    }
}

/// The 様式 that was named, else the first of the file.
pub fn template<'a>(
    book: &'a Book,
    arguments: &ReportArguments,
) -> Result<Option<&'a Template>, Refusal> {
    match &arguments.template {
        Some(name) => book.template_named(name).map(Some).ok_or_else(|| bad("--template", name)),
        None => Ok(book.templates().first().copied()),
    }
}

pub fn options(book: &Book, arguments: &ReportArguments) -> Result<Options, Refusal> {
    let template = template(book, arguments)?;
    let mut options =
        template.map_or_else(Options::default, |template| Options::of(book, &template.settings));
    if arguments.title.is_some() {
        options.title.clone_from(&arguments.title);
    }
    if !arguments.years.is_empty() {
        let known = |text: &String| {
            let year = FiscalYear::parse(text).filter(|year| book.year(*year).is_some());
            year.ok_or_else(|| bad("--years", text))
        };
        options.years = Some(arguments.years.iter().map(known).collect::<Result<_, _>>()?);
    }
    if let Some(name) = &arguments.department {
        let department = book.department_named(name).ok_or_else(|| bad("--department", name))?;
        options.selection.departments = [department.id].into();
    }
    if let Some(face) = &arguments.face {
        options.typeface = match face.as_str() {
            "明朝" | "mincho" => Typeface::Mincho,
            "ゴシック" | "gothic" => Typeface::Gothic,
            _ => return Err(bad("--face", face)),
        };
    }
    if let Some(size) = &arguments.size {
        options.type_size = points(size).ok_or_else(|| bad("--size", size))?;
    }
    if let Some(margin) = &arguments.margin {
        let width = margin.parse().ok().filter(|width| (0..=100).contains(width));
        options.margins =
            Margins::all(Length::millimetres(width.ok_or_else(|| bad("--margin", margin))?));
    }
    if let Some(date) = &arguments.date {
        let day = NaiveDate::parse_from_str(date, "%Y-%m-%d").map_err(|_| bad("--date", date))?;
        options.date = Some(day);
    }
    Ok(options)
}

/// Points with at most three decimals, read without floating point.
fn points(text: &str) -> Option<Length> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    if part.len() > 3 || !part.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let whole: u16 = whole.parse().ok()?;
    let part: i64 = format!("{part:0<3}").parse().ok()?;
    Some(Length::thousandths(i64::from(whole) * 1000 + part))
}

pub fn bad(option: &'static str, value: &str) -> Refusal {
    Refusal::Usage(Usage::BadValue { option, value: value.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_exactly() {
        assert_eq!(points("9"), Some(Length::points(9)));
        assert_eq!(points("9.5"), Some(Length::thousandths(9500)));
        assert_eq!(points("10.125"), Some(Length::thousandths(10_125)));
        for text in ["", "9,5", "-9", "9.0005", "九"] {
            assert_eq!(points(text), None, "{text}");
        }
    }
}
