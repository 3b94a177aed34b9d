//! A workbook to work with: the list in its flat form, and what the list does not say behind it.

use super::appendix;
use crate::domain::{Book, Field};
use crate::exchange::error::Error;
use crate::exchange::figure_table;
use crate::exchange::flat::{Flat, FlatField, FlatRow};
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet,
};

/// The most that a cell holds, in UTF-16 units. (ECMA-376 leaves it to Excel, which has this limit.)
pub(super) const LONGEST: usize = 32_767;

/// The font of Windows in which full-width and half-width letters are told apart.
const FONT: &str = "BIZ UDゴシック";

/// Writes a workbook. Every text is a string cell: nothing of it is evaluated. The same book is the
/// same bytes: no clock is asked, and the day of making is the first that an archive can name.
///
/// # Errors
/// [`Error::CellTooLong`] where a text is longer than a cell holds.
pub(crate) fn write(book: &Book) -> Result<Vec<u8>, Error> {
    let mut workbook = Workbook::new();
    let plan = book.plan();
    let title = format!("{} {}", plan.name, plan.title);
    let properties = DocProperties::new()
        .set_title(title.trim().chars().take(255).collect::<String>())
        .set_creation_datetime(&ExcelDateTime::from_ymd(1980, 1, 1)?);
    let _ = workbook.set_properties(&properties);
    list(workbook.add_worksheet(), &Flat::of(book))?;
    if let Some(figures) = figure_table::write(book) {
        indicators(workbook.add_worksheet(), &figures)?;
    }
    for sheet in appendix::sheets(book) {
        appended(workbook.add_worksheet(), &sheet)?;
    }
    Ok(workbook.save_to_buffer()?)
}

fn list(sheet: &mut Worksheet, flat: &Flat) -> Result<(), Error> {
    let _ = sheet.set_name("進捗状況一覧表")?;
    let (heading, text, centred) = (heading(), text(), text().set_align(FormatAlign::Center));
    for (at, column) in (0_u16..).zip(&flat.columns) {
        check(&column.heading, "", column.field.field())?;
        let _ = sheet.set_column_width(at, width(column.field))?.write_string_with_format(
            0,
            at,
            &column.heading,
            &heading,
        )?;
    }
    for (row, FlatRow { measure, cells }) in (1_u32..).zip(&flat.rows) {
        for ((at, column), cell) in (0_u16..).zip(&flat.columns).zip(cells) {
            check(cell, measure, column.field.field())?;
            let number = cell.parse::<u32>().ok().filter(|_| column.field.is_number());
            let _ = match (number, column.field) {
                (Some(number), _) => sheet.write_number_with_format(row, at, number, &centred)?,
                (
                    None,
                    FlatField::Status(_)
                    | FlatField::Retired
                    | FlatField::FirstYear
                    | FlatField::LastYear,
                ) => sheet.write_string_with_format(row, at, cell, &centred)?,
                (None, _) => sheet.write_string_with_format(row, at, cell, &text)?,
            };
        }
    }
    finish(sheet, flat.rows.len(), flat.columns.len())
}

/// One row for each year of each indicator.
fn indicators(sheet: &mut Worksheet, figures: &figure_table::Written) -> Result<(), Error> {
    const WIDE: f64 = 30.0;
    const NARROW: f64 = 12.0;
    let _ = sheet.set_name("指標")?;
    let (heading, text) = (heading(), text());
    for (at, title) in (0_u16..).zip(&figures.headings) {
        let is_wide =
            figures.rows.iter().filter_map(|row| row.get(usize::from(at))).any(|it| it.len() > 45);
        let width = if is_wide { WIDE } else { NARROW };
        let _ =
            sheet.set_column_width(at, width)?.write_string_with_format(0, at, *title, &heading)?;
    }
    for (row, cells) in (1_u32..).zip(&figures.rows) {
        for (at, cell) in (0_u16..).zip(cells) {
            check(cell, "", Field::IndicatorName)?;
            let _ = sheet.write_string_with_format(row, at, cell, &text)?;
        }
    }
    finish(sheet, figures.rows.len(), figures.headings.len())
}

fn appended(sheet: &mut Worksheet, content: &appendix::Sheet) -> Result<(), Error> {
    let _ = sheet.set_name(content.name)?.set_column_width(0, 28)?.set_column_width(1, 60)?;
    let (heading, text) = (heading(), text());
    for (at, title) in (0_u16..).zip(content.headings) {
        let _ = sheet.write_string_with_format(0, at, title, &heading)?;
    }
    for (row, cells) in (1_u32..).zip(&content.rows) {
        for (at, cell) in (0_u16..).zip(cells) {
            check(cell, "", Field::Title)?;
            let _ = sheet.write_string_with_format(row, at, cell, &text)?;
        }
    }
    let _ = sheet.set_freeze_panes(1, 0)?;
    page(sheet);
    Ok(())
}

/// Keeps the headings of a table in view and on each page, and lets its rows be filtered.
fn finish(sheet: &mut Worksheet, rows: usize, columns: usize) -> Result<(), Error> {
    let last_row = u32::try_from(rows).unwrap_or(u32::MAX);
    let last_column = u16::try_from(columns.saturating_sub(1)).unwrap_or(u16::MAX);
    let _ = sheet
        .autofilter(0, 0, last_row, last_column)?
        .set_freeze_panes(1, 0)?
        .set_repeat_rows(0, 0)?;
    page(sheet);
    Ok(())
}

/// A4 landscape, as wide as the list, the page number at the foot.
fn page(sheet: &mut Worksheet) {
    const A4: u8 = 9;
    let _ = sheet
        .set_paper_size(A4)
        .set_landscape()
        .set_print_fit_to_pages(1, 0)
        .set_margins(0.4, 0.4, 0.5, 0.55, 0.25, 0.25)
        .set_footer("&C&P / &N");
}

fn heading() -> Format {
    text()
        .set_bold()
        .set_background_color(Color::RGB(0x00E9_ECF8))
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
}

fn text() -> Format {
    Format::new()
        .set_font_name(FONT)
        .set_font_size(10)
        .set_text_wrap()
        .set_align(FormatAlign::Top)
        .set_border(FormatBorder::Thin)
        .set_border_color(Color::RGB(0x00B8_BFCC))
}

/// The width of a column, in characters of half an em.
const fn width(field: FlatField) -> f64 {
    match field {
        FlatField::Number | FlatField::GoalNumber | FlatField::DirectionNumber => 7.0,
        FlatField::Retired => 8.0,
        FlatField::Status(_) | FlatField::NoStatus | FlatField::FirstYear | FlatField::LastYear => {
            11.0
        }
        FlatField::Lead | FlatField::Related => 18.0,
        FlatField::Goal
        | FlatField::GoalLabel
        | FlatField::GoalName
        | FlatField::Direction
        | FlatField::DirectionName => 20.0,
        FlatField::Name | FlatField::Further(_) => 24.0,
        FlatField::Description => 44.0,
        FlatField::Narrative(_) => 64.0,
    }
}

fn check(cell: &str, measure: &str, field: Field) -> Result<(), Error> {
    // A UTF-16 unit has at least one byte in UTF-8, so that short texts need no counting.
    if cell.len() <= LONGEST {
        return Ok(());
    }
    let units = cell.encode_utf16().count();
    if units <= LONGEST {
        return Ok(());
    }
    Err(Error::CellTooLong { measure: measure.to_owned(), field, units, limit: LONGEST })
}
