//! 目標値の表: the targets of the indicators, and what was reached, in the form of the plans for
//! 地域再生: 申請時, year by year, 事業終了後, each figure with its unit.

use super::indicators::{figure, listed, notes, titled, year_column, year_head, years};
use crate::domain::template::Flush;
use crate::domain::{Book, Field, Figure, FiscalYear, Indicator, Key, OutlineKey};
use crate::report::Options;
use crate::report::geometry::Em;
use crate::report::page::{Column, Origin};
use crate::report::table::{CellText, ColumnSpec, Content, RowText, SourcedText};

const BASE: Column = Column::Data(0, Flush::Right);
const TARGET: Column = Column::Data(1, Flush::Right);

/// The widths of figures and of what is related, without their padding.
const FIGURE: Em = Em(5500);
const RELATED: Em = Em(9000);

/// The heads of the first and the last figures where the indicators do not say their own.
const BASE_HEAD: &str = "申請時";
const TARGET_HEAD: &str = "事業終了後";

/// The texts of the report.
pub(super) fn content(book: &Book, options: &Options) -> Content {
    let title = titled(book, options, "目標値の表");
    let mut content = Content::without_table(book, options).titled(title);
    content.legend = SourcedText::fixed("");
    let years = years(book, options);
    let mut shown: Vec<&Indicator> = Vec::new();
    for it in listed(book, options) {
        if !shown.iter().any(|row| row.id == it.indicator.id) {
            shown.push(it.indicator);
        }
    }
    let with_actuals =
        shown.iter().any(|row| years.iter().any(|year| !book.actual(row.id, *year).is_blank()));
    if with_actuals && content.subtitle.text.is_empty() {
        content.subtitle = SourcedText::fixed("各年度の欄は、上段が目標値、下段が実績値です。");
    }
    content.columns = vec![
        ColumnSpec::new(Column::Name, "指標", None),
        ColumnSpec::new(BASE, common(&shown, |row| &row.base_label, BASE_HEAD), Some(FIGURE)),
    ];
    content.columns.extend(years.iter().enumerate().map(|(at, year)| {
        ColumnSpec::new(year_column(at), year_head(book, options, *year), Some(FIGURE))
    }));
    let head = common(&shown, |row| &row.target_label, TARGET_HEAD);
    content.columns.push(ColumnSpec::new(TARGET, head, Some(FIGURE)));
    if options.figures.related {
        let column = ColumnSpec::new(Column::Departments, "関連する施策", Some(RELATED));
        content.columns.push(column);
    }
    content.rows = shown.iter().map(|it| row(book, options, &years, it, with_actuals)).collect();
    let notes = notes(book, &shown, &years).into_iter();
    // How they are judged is not printed here.
    let notes = notes.filter(|note| !note.starts_with("評価")).map(SourcedText::fixed);
    content.notes = notes.chain(content.notes).collect();
    if content.rows.is_empty() {
        content.notes.push(SourcedText::fixed("印刷する指標はありません。"));
    }
    content
}

/// What all indicators call a column, where they agree and say anything.
fn common(shown: &[&Indicator], of: impl Fn(&Indicator) -> &String, otherwise: &str) -> String {
    let mut labels = shown.iter().map(|row| of(row)).filter(|label| !label.is_empty());
    let first = labels.next();
    match first {
        Some(first) if labels.all(|label| label == first) => first.clone(),
        _ => otherwise.to_owned(),
    }
}

fn row(
    book: &Book,
    options: &Options,
    years: &[FiscalYear],
    indicator: &Indicator,
    with_actuals: bool,
) -> RowText {
    let of = |field| (Key::Indicator(indicator.id), field);
    let cell = |column, text: String, sources| CellText { sources, ..CellText::new(column, text) };
    let unit = |year| book.terms(indicator, year).unit;
    let mut cells = vec![
        cell(
            Column::Name,
            indicator.heading(),
            vec![of(Field::IndicatorLabel), of(Field::IndicatorName)],
        ),
        cell(BASE, with_unit(indicator, &indicator.base, &indicator.unit), vec![of(Field::Base)]),
    ];
    cells.extend(years.iter().enumerate().map(|(at, year)| {
        let source = |field| (Key::Observation(indicator.id, *year), field);
        let target = book.year_target(indicator.id, *year);
        let mut blocks = vec![with_unit(indicator, target, unit(*year))];
        if with_actuals {
            let actual = book.actual(indicator.id, *year);
            blocks.push(with_unit(indicator, actual, unit(*year)));
        }
        let sources = vec![source(Field::YearTarget), source(Field::Actual)];
        CellText { blocks, sources, ..CellText::new(year_column(at), "") }
    }));
    let target = with_unit(indicator, &indicator.target, &indicator.unit);
    cells.push(cell(TARGET, target, vec![of(Field::FinalTarget)]));
    if options.figures.related {
        let measures = indicator.at.iter().filter_map(|at| match at {
            OutlineKey::Measure(id) => book.measure(*id),
            _ => None,
        });
        let measures: Vec<_> = measures.collect();
        let names: Vec<&str> = measures.iter().map(|row| row.name.as_str()).collect();
        let source = |id| (Key::Measure(id), Field::MeasureName);
        let sources = measures.iter().map(|row| source(row.id)).collect();
        cells.push(cell(Column::Departments, names.join("\n"), sources));
    }
    RowText::new(Origin::Indicator(indicator.id, Column::Name), cells)
}

/// A number with its unit; what is no number stands alone.
fn with_unit(indicator: &Indicator, value: &Figure, unit: &str) -> String {
    let printed = figure(indicator, value);
    match value {
        Figure::Number(number) => match number.bound.word() {
            "" => format!("{printed}{unit}"),
            // 500人以上.
            bound => match printed.strip_suffix(bound) {
                Some(bare) => format!("{bare}{unit}{bound}"),
                None => format!("{printed}{unit}"),
            },
        },
        _ => printed,
    }
}
