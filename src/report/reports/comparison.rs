//! 新旧対照表: last year's narratives beside this year's, the characters that differ underlined, for
//! those who check the entries.

use super::list::{departments, narrative, rows};
use crate::domain::{Book, Field, FiscalYear, Key, Measure};
use crate::report::Options;
use crate::report::geometry::Em;
use crate::report::page::Column;
use crate::report::table::{CellText, ColumnSpec, Content, RowText, SourcedText};
use crate::report::typeset::composed;

/// The texts of the report.
pub(super) fn content(book: &Book, options: &Options) -> Content {
    let mut content = Content::internal(book, options, "新旧対照表");
    content.remarks.push(SourcedText::fixed("下線：もう一方の年度と異なるところ"));
    let years = years(book, options);
    let [before, after] = match years {
        Some(years) => years.map(|year| book.year_written(year, options.year_style)),
        None => [String::new(), String::new()],
    };
    content.columns = vec![
        ColumnSpec::new(Column::Number, "施策番号", Some(Em::whole(5))),
        ColumnSpec::new(Column::Name, "名称", Some(Em::whole(9))),
        ColumnSpec::new(Column::Departments, "所管課\n（関連課）", Some(Em::whole(8))),
    ];
    content.columns.extend(compared_columns(before, after, options));
    if let Some(years) = years {
        content.rows = rows(book, options, |measure| row(book, measure, years, options));
    }
    content
}

/// The columns of the two texts.
pub(super) fn compared_columns(
    before: impl Into<String>,
    after: impl Into<String>,
    options: &Options,
) -> [ColumnSpec; 2] {
    let columns = [
        ColumnSpec::new(Column::Previous, before, None),
        ColumnSpec::new(Column::Implementation, after, None),
    ];
    in_order(columns, options)
}

/// The earlier and the later of two, in the order in which they are printed.
pub(super) fn in_order<T>(mut both: [T; 2], options: &Options) -> [T; 2] {
    if options.comparison.after_first {
        both.reverse();
    }
    both
}

/// The latest year that is printed, behind the one before it.
fn years(book: &Book, options: &Options) -> Option<[FiscalYear; 2]> {
    let years = options.printed_years(book);
    let latest = years.last()?;
    let before = years.iter().rev().nth(1).copied().unwrap_or_else(|| latest.previous());
    Some([before, *latest])
}

fn row(
    book: &Book,
    measure: &Measure,
    [before, after]: [FiscalYear; 2],
    options: &Options,
) -> RowText {
    let [old, new] = [before, after].map(|year| narrative(book, measure.id, year));
    let remark = match (old.is_empty(), new.is_empty()) {
        (_, true) if measure.retired => Some("（廃止）"),
        (_, true) if measure.period.ended_before(after) => Some("（終了）"),
        (_, true) if measure.period.begins_after(after) => Some("（開始前）"),
        (_, true) => Some("（未入力）"),
        (false, false) if composed(old) == composed(new) => {
            Some("（前の年度から変わっていません）")
        }
        (_, false) => None,
    };
    let blocks = [new].into_iter().filter(|text| !text.is_empty()).chain(remark);
    let [old_source, new_source] =
        [before, after].map(|year| vec![(Key::Implementation(measure.id, year), Field::Narrative)]);
    let implementation = CellText {
        blocks: blocks.map(str::to_owned).collect(),
        sources: new_source,
        ..CellText::new(Column::Implementation, "")
    };
    let previous = CellText { sources: old_source, ..CellText::new(Column::Previous, old) };
    let mut cells = vec![
        CellText::new(Column::Number, book.measure_number(measure)),
        CellText::name(measure),
        departments(book, measure, Some(after)),
    ];
    cells.extend(in_order([previous, implementation], options));
    let compared = !old.is_empty() && !new.is_empty();
    RowText { compared, ..RowText::of(measure, cells) }
}
