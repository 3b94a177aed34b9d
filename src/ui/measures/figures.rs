//! The indicators of a measure: what was aimed at and reached in the year, beside last year's.

use crate::domain::{
    Book, Change, Figure, FigureCell, FiscalYear, Indicator, IndicatorId, MeasureId, OutlineKey,
};
use crate::ui::permissions::Permissions;
use crate::ui::theme::{Look, PAPER};
use crate::ui::widget::one_line::one_line;
use crate::ui::widget::{button, field, label};
use crate::words;
use iced::widget::{column, container, row};
use iced::{Element, Fill, Right};
use serde::{Deserialize, Serialize};

/// What is typed of one indicator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Typed {
    pub indicator: IndicatorId,
    pub target: String,
    pub actual: String,
}

/// 目標 or 実績 of the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    Target,
    Actual,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    Written(IndicatorId, Line, String),
    /// To the place of indicators.
    Opened(IndicatorId),
    /// Enter in a field.
    Saved,
}

impl Line {
    const fn cell(self, id: IndicatorId, year: FiscalYear) -> FigureCell {
        match self {
            Self::Target => FigureCell::YearTarget(id, year),
            Self::Actual => FigureCell::Actual(id, year),
        }
    }
}

impl Typed {
    pub(super) fn text(&self, line: Line) -> &str {
        match line {
            Line::Target => &self.target,
            Line::Actual => &self.actual,
        }
    }

    pub(super) fn write(&mut self, line: Line, text: String) {
        match line {
            Line::Target => self.target = text,
            Line::Actual => self.actual = text,
        }
    }
}

/// The indicators that are entered with a measure: those in use, and those that have figures.
pub(super) fn indicators(book: &Book, id: MeasureId, year: FiscalYear) -> Vec<&Indicator> {
    let all = book.indicators_at(OutlineKey::Measure(id)).into_iter();
    all.filter(|row| row.is_asked_for(year) || book.observation(row.id, year).is_some()).collect()
}

/// What is stored.
pub(super) fn stored(book: &Book, id: MeasureId, year: FiscalYear) -> Vec<Typed> {
    let rows = indicators(book, id, year).into_iter().map(|row| Typed {
        indicator: row.id,
        target: book.year_target(row.id, year).to_string(),
        actual: book.actual(row.id, year).to_string(),
    });
    rows.collect()
}

/// The changes that store what is typed.
pub(super) fn changes(book: &Book, typed: &[Typed], year: FiscalYear) -> Vec<Change> {
    let cells = typed.iter().flat_map(|row| {
        [Line::Target, Line::Actual].map(|line| (line.cell(row.indicator, year), row.text(line)))
    });
    let read = cells.map(|(cell, text)| (cell, Figure::parse(text, book.unit(cell))));
    book.write_figures(read.filter(|(cell, figure)| figure != book.figure(*cell)))
}

/// How many actuals of the year are missing.
pub(super) fn missing(book: &Book, id: MeasureId, year: FiscalYear) -> usize {
    let all = indicators(book, id, year).into_iter();
    all.filter(|row| book.lacks_actual(row, year)).count()
}

/// The panel in which they are entered.
pub(super) fn view<'a>(
    look: Look,
    book: &'a Book,
    permissions: &Permissions,
    typed: &'a [Typed],
    year: FiscalYear,
) -> Element<'a, Message> {
    let rows = typed.iter().filter_map(|typed| {
        let indicator = book.indicator(typed.indicator)?;
        Some(line(look, book, permissions, indicator, typed, year))
    });
    let hint = "時点・備考・要因分析や、ほかの年度の値は、指標の名称を押して「指標」で入力します。";
    column(rows).push(label::second(look, hint)).spacing(14.0).into()
}

fn line<'a>(
    look: Look,
    book: &'a Book,
    permissions: &Permissions,
    indicator: &'a Indicator,
    typed: &'a Typed,
    year: FiscalYear,
) -> Element<'a, Message> {
    let id = indicator.id;
    let unit = book.unit(FigureCell::Actual(id, year));
    let name = match unit {
        "" => indicator.heading(),
        unit => format!("{}（{unit}）", indicator.heading()),
    };
    let name =
        button::bare(look, one_line(look, name).color(look.color.accent), Message::Opened(id));
    let name = name.width(Fill).style(button::in_list(look, false));
    let labelled = |year: FiscalYear, what: &str, content: Element<'a, Message>| {
        let name = label::second(look, format!("{}{what}", book.year_label(year)));
        column![name, content].spacing(4.0).width(Fill)
    };
    // What is only read stands in the middle of a field's height.
    let read = |text: String| -> Element<'a, Message> {
        container(label::body(look, text).font(PAPER)).center_y(look.control()).into()
    };
    let last = indicator.printed(book.actual(id, year.previous()));
    let entry = |line: Line| -> Element<'a, Message> {
        let cell = line.cell(id, year);
        let writes = permissions.can_write_figure(book, cell);
        let field = field::line(look, "", typed.text(line)).font(PAPER).align_x(Right);
        let field = match writes {
            true => field
                .on_input(move |text| Message::Written(id, line, text))
                .on_submit(Message::Saved),
            false => field,
        };
        let figure = Figure::parse(typed.text(line), unit);
        let stored = book.figure(cell);
        let read = (figure != *stored).then(|| {
            let read = words::read_over(stored, &figure, unit, indicator.decimals.count());
            label::second(look, read).size(13.0).width(Fill)
        });
        column![field].push(read).spacing(2.0).into()
    };
    let rate = book.rate(indicator, year);
    let rate = rate.map_or_else(|| "―".to_owned(), |rate| format!("{}%", rate.percent(1)));
    let fields = row![
        labelled(year.previous(), "の実績", read(last)),
        labelled(year, "の目標", entry(Line::Target)),
        labelled(year, "の実績", entry(Line::Actual)),
        column![label::second(look, "達成率"), read(rate)].spacing(4.0).width(RATE),
    ];
    column![name, fields.spacing(12.0)].spacing(4.0).into()
}

/// The room of 達成率.
const RATE: f32 = 72.0;
