//! 一覧表 on the command line.

use super::Refusal;
use super::arguments::ReportArguments;
use super::escaped::Escaped;
use super::usage::{Allowed, Usage};
use crate::domain::{Book, FiscalYear, Template, date};
use crate::report::{self, FileType, Length, Margins, MissingGlyph, Options, Report, Typeface};
use crate::words;
use std::io::{self, Write};
use std::path::PathBuf;

/// The widest margin that can be asked for, in millimetres.
const MOST_MARGIN: i32 = 100;

/// A file to be written.
pub(super) type OutputFile = (PathBuf, Vec<u8>);

/// What was asked for: one file, or one for each department. Where the fonts of a PDF lack characters
/// they are told first, and nothing is printed unless 〓 may stand for them; a variation that they lack
/// is told alone. Excel and Word have fonts of their own.
pub(super) fn print(
    book: &Book,
    arguments: &ReportArguments,
    file_type: FileType,
) -> Result<Vec<OutputFile>, Refusal> {
    let (options, paper, out) = (options(book, arguments)?, paper(arguments)?, &arguments.out);
    tell_unknown(&options);
    if file_type == FileType::Pdf {
        refuse_missing(book, &paper.missing_glyphs(book, &options)?, arguments.geta)?;
    } else if let Some(note) = words::only_in_pdf(&options.surroundings) {
        let _ = writeln!(Escaped(io::stderr().lock()), "{note}");
    }
    match (arguments.each, paper) {
        (false, _) => Ok(vec![(out.clone(), paper.write(file_type, book, &options)?)]),
        (true, Report::ByDepartment) => Ok(report::in_files(book, &options, file_type, out)?),
        (true, _) => {
            Err(Refusal::Usage(Usage::Alone { option: "--each", with: "--paper by-department" }))
        }
    }
}

/// One paper, as it is kept: which, how many pages it has, its PDF.
pub(super) fn paper_of(
    book: &Book,
    arguments: &ReportArguments,
) -> Result<(Report, usize, Vec<u8>), Refusal> {
    let (options, paper) = (options(book, arguments)?, paper(arguments)?);
    tell_unknown(&options);
    refuse_missing(book, &paper.missing_glyphs(book, &options)?, arguments.geta)?;
    let (bytes, pages) = paper.pdf(book, &options)?;
    Ok((paper, pages, bytes))
}

/// Tells which names in braces stand for nothing.
fn tell_unknown(options: &Options) {
    let mut err = Escaped(io::stderr().lock());
    for name in &options.unknown_placeholders {
        let _ = writeln!(err, "{}", words::unknown_placeholder(name));
    }
}

/// Tells what the fonts lack, and refuses where 〓 would stand for it unasked.
pub(super) fn refuse_missing(
    book: &Book,
    missing: &[MissingGlyph],
    geta: bool,
) -> Result<(), Refusal> {
    tell(book, missing);
    match missing.iter().filter(|glyph| glyph.is_replaced()).count() {
        replaced if replaced > 0 && !geta => Err(Refusal::MissingGlyphs(replaced)),
        _ => Ok(()),
    }
}

/// The list as it is printed of itself.
pub(super) fn list(book: &Book) -> Result<Vec<u8>, Refusal> {
    let options = options(book, &ReportArguments::default())?;
    Ok(Report::List.pdf(book, &options)?.0)
}

fn tell(book: &Book, missing: &[MissingGlyph]) {
    let mut err = Escaped(io::stderr().lock());
    for glyph in missing {
        let place = words::place(book, glyph.key, glyph.field);
        // Where it cannot be told, the exit status still tells.
        let _ = writeln!(err, "{place}  {}", words::missing_glyph(glyph));
    }
}

fn paper(arguments: &ReportArguments) -> Result<Report, Refusal> {
    match arguments.paper.as_deref() {
        None => Ok(Report::default()),
        Some(code) => Report::of_code(code).ok_or_else(|| {
            let codes = Report::ALL.map(|report| report.code().to_owned());
            bad("--paper", code, Allowed::Words(codes.into()))
        }),
    }
}

/// The 様式 that was named, else the first of the file.
pub(super) fn template<'a>(
    book: &'a Book,
    arguments: &ReportArguments,
) -> Result<Option<&'a Template>, Refusal> {
    match &arguments.template {
        Some(name) => book.template_named(name).map(Some).ok_or_else(|| {
            let names = book.templates().into_iter().map(|template| template.name.clone());
            bad("--template", name, Allowed::Templates(names.collect()))
        }),
        None => Ok(book.templates().first().copied()),
    }
}

pub(super) fn options(book: &Book, arguments: &ReportArguments) -> Result<Options, Refusal> {
    let template = template(book, arguments)?;
    let mut options =
        template.map_or_else(Options::default, |template| Options::of(book, &template.settings));
    if arguments.title.is_some() {
        options.title.clone_from(&arguments.title);
    }
    if !arguments.years.is_empty() {
        let known = |text: &String| {
            let year = FiscalYear::parse(text).filter(|year| book.year(*year).is_some());
            year.ok_or_else(|| bad("--years", text, years(book)))
        };
        options.years = Some(arguments.years.iter().map(known).collect::<Result<_, _>>()?);
    }
    if let Some(name) = &arguments.department {
        let department = book.department_named(name).ok_or_else(|| {
            let names = book.departments().into_iter().map(|department| department.name.clone());
            bad("--department", name, Allowed::Departments(names.collect()))
        })?;
        options.selection.departments = [department.id].into();
    }
    if let Some(face) = &arguments.face {
        options.typeface = match face.as_str() {
            "明朝" | "mincho" => Typeface::Mincho,
            "ゴシック" | "gothic" => Typeface::Gothic,
            _ => {
                let faces = ["明朝", "ゴシック", "mincho", "gothic"].map(str::to_owned);
                return Err(bad("--face", face, Allowed::Words(faces.into())));
            }
        };
    }
    if let Some(size) = &arguments.size {
        let (least, most) = (Options::TYPE_SIZES.start(), Options::TYPE_SIZES.end());
        let [least, most] = [least, most].map(|size| size.in_thousandths() / 1000);
        options.type_size = points(size)
            .filter(|size| Options::TYPE_SIZES.contains(size))
            .ok_or_else(|| bad("--size", size, Allowed::Points(least, most)))?;
    }
    if let Some(margin) = &arguments.margin {
        let width = margin.parse().ok().filter(|width| (0..=MOST_MARGIN).contains(width));
        let refused = || bad("--margin", margin, Allowed::Millimetres(0, MOST_MARGIN));
        options.margins = Margins::all(Length::millimetres(width.ok_or_else(refused)?));
    }
    if let Some(text) = &arguments.date {
        options.date = Some(date::read(text).ok_or_else(|| bad("--date", text, Allowed::Day))?);
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

/// The years of the file, as what is allowed.
pub(super) fn years(book: &Book) -> Allowed {
    Allowed::Years(book.years().map(|year| book.year_label(year.year)).collect())
}

pub(super) fn bad(option: &'static str, value: &str, allowed: Allowed) -> Refusal {
    Refusal::Usage(Usage::bad(option, value, allowed))
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
