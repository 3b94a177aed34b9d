//! A small chart: columns for the actuals, lines for the targets, and a gap where there is no figure. Of
//! increments, a line of steps tells what they make together.

use super::Message;
use super::paint::{short_year, wide};
use crate::domain::figure::{grouped, written};
use crate::domain::series::{self, Series};
use crate::domain::{Book, Figure, FiscalYear, Indicator};
use crate::ui::theme::{BOLD, INTERFACE, Look};
use crate::ui::widget::grid::{Anchor, Drawn, Piece, drawing};
use crate::ui::widget::label;
use iced::alignment::Horizontal;
use iced::widget::{column, row};
use iced::{Color, Element, Font, Rectangle};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::collections::BTreeMap;

/// Its height and width in pixels, and the room at its foot for the years.
const HEIGHT: f32 = 148.0;
const WIDTH: f32 = 250.0;
const FOOT: f32 = 22.0;
const HEAD: f32 = 18.0;

/// The size of a number.
const NUMBER: f32 = 12.0;

/// How many years there is room for.
const MOST: usize = 6;

/// The last years up to this one, and those after it as far as there is room.
fn shown(years: &[FiscalYear], year: FiscalYear) -> &[FiscalYear] {
    let after = years.iter().position(|it| *it == year).map_or(years.len(), |at| at + 2);
    let end = after.max(MOST).min(years.len());
    years.get(end.saturating_sub(MOST)..end).unwrap_or_default()
}

/// What is drawn of a year.
struct Bar {
    year: FiscalYear,
    actual: Option<f32>,
    target: Option<f32>,
    /// What the increments make together up to this year.
    total: Option<Decimal>,
}

impl Bar {
    fn of(
        book: &Book,
        indicator: &Indicator,
        year: FiscalYear,
        totals: &BTreeMap<FiscalYear, Decimal>,
    ) -> Self {
        let number = |figure: &Figure| figure.number().and_then(|it| it.to_f32());
        Self {
            year,
            actual: number(book.actual(indicator.id, year)),
            target: number(book.year_target(indicator.id, year)),
            total: totals.get(&year).copied(),
        }
    }

    fn total(&self) -> Option<f32> {
        self.total.and_then(|it| it.to_f32())
    }

    fn values(&self) -> impl Iterator<Item = f32> {
        [self.actual, self.target, self.total()].into_iter().flatten()
    }
}

/// The running totals of an indicator that is entered as increments, from its first actual on up to
/// the first gap: what is not known is not 0.
fn totals(
    book: &Book,
    indicator: &Indicator,
    years: &[FiscalYear],
) -> BTreeMap<FiscalYear, Decimal> {
    if indicator.series != Series::Increment {
        return BTreeMap::new();
    }
    let actuals = years.iter().map(|year| (*year, book.actual(indicator.id, *year)));
    let entered: Vec<(FiscalYear, Option<Decimal>)> = actuals
        .skip_while(|(_, figure)| figure.is_blank())
        .map(|(year, figure)| (year, figure.number()))
        .collect();
    let increments: Vec<Option<Decimal>> = entered.iter().map(|(_, number)| *number).collect();
    let running = entered.iter().zip(series::running(&increments));
    running.filter_map(|((year, _), total)| Some((*year, total?))).collect()
}

/// The chart of an indicator with what its colours mean; none where there is no number to draw.
pub(super) fn chart<'a>(
    look: Look,
    book: &Book,
    indicator: &Indicator,
    years: &[FiscalYear],
    year: FiscalYear,
) -> Option<Element<'a, Message>> {
    let totals = totals(book, indicator, years);
    let bars: Vec<Bar> =
        shown(years, year).iter().map(|year| Bar::of(book, indicator, *year, &totals)).collect();
    let _ = bars.iter().flat_map(Bar::values).next()?;
    let has_total = bars.iter().any(|bar| bar.total.is_some());
    let chart = drawing(WIDTH, HEIGHT, pieces(look, book, indicator, &bars, year));
    let c = look.color;
    let sign = |sign: &'static str, color, name: &'static str| {
        row![label::second(look, sign).color(color), label::second(look, name)].spacing(4.0)
    };
    let legend = row![sign("■", c.accent_off, "実績"), sign("━", c.attention, "目標")]
        .push(has_total.then(|| sign("━", c.done, "実績の累計")))
        .spacing(10.0);
    Some(column![chart, legend].spacing(6.0).into())
}

fn pieces(
    look: Look,
    book: &Book,
    indicator: &Indicator,
    bars: &[Bar],
    year: FiscalYear,
) -> Vec<Piece> {
    let values = || bars.iter().flat_map(Bar::values);
    let top = values().fold(0.0_f32, f32::max);
    let bottom = values().fold(0.0_f32, f32::min);
    let range = if top > bottom { top - bottom } else { 1.0 };
    let room = HEIGHT - FOOT - HEAD;
    let y_of = |value: f32| HEAD + (top - value) / range * room;
    let c = look.color;
    #[allow(clippy::cast_precision_loss, reason = "there are few years")]
    let step = WIDTH / bars.len().max(1) as f32;
    let mut pieces = Vec::new();
    let mut put = |bounds, drawn| pieces.push(Piece { anchor: Anchor::Fixed, bounds, drawn });
    let word = |content: String, font: Font, color: Color| Drawn::Text {
        content,
        size: NUMBER,
        font,
        color,
        align: Horizontal::Center,
    };
    let mut x = 0.0;
    let mut total_before = None;
    // The numbers come last, each on a ground of its own: no line goes through them.
    let mut numbers = Vec::new();
    for bar in bars {
        let here = bar.year == year;
        let band = Rectangle { x: x + 3.0, y: 0.0, width: step - 6.0, height: 0.0 };
        let above = |y: f32| Rectangle { x, y: y - HEAD, width: step, height: HEAD };
        let total = bar.total().map(y_of);
        if let Some(actual) = bar.actual {
            let (from, to) = (y_of(actual.max(0.0)), y_of(actual.min(0.0)));
            let color = if here { c.accent } else { c.accent_off };
            let filled = Rectangle { y: from, height: (to - from).max(1.0), ..band };
            let figure = book.actual(indicator.id, bar.year);
            // What is provisional is not yet filled.
            if figure.is_provisional() {
                put(filled, Drawn::Fill { color: color.scale_alpha(0.35), radius: 0.0 });
                put(filled, Drawn::Frame { color, width: 1.5 });
            } else {
                put(filled, Drawn::Fill { color, radius: 0.0 });
            }
            // Where the line of what they make together is as high, its number is enough.
            if total.is_none_or(|y| (y - from).abs() >= HEAD) {
                numbers.push((above(from), indicator.printed(figure), here, c.ink));
            }
        }
        if let Some(target) = bar.target {
            let mark =
                Rectangle { x: x + 1.0, y: y_of(target) - 1.0, width: step - 2.0, height: 2.5 };
            put(mark, Drawn::Fill { color: c.attention, radius: 0.0 });
        }
        if let Some((y, number)) = total.zip(bar.total) {
            let color = c.done;
            let line = Rectangle { x, y: y - 1.0, width: step, height: 2.5 };
            put(line, Drawn::Fill { color, radius: 0.0 });
            if let Some(before) = total_before {
                let (from, to) = (y.min(before), y.max(before));
                let rise = Rectangle { x: x - 1.0, y: from - 1.0, width: 2.0, height: to - from };
                put(rise, Drawn::Fill { color, radius: 0.0 });
            }
            let number = grouped(&written(number, indicator.decimals.count()));
            numbers.push((above(y), number, here, color));
        }
        total_before = total;
        let foot = Rectangle { x, y: HEIGHT - FOOT + 2.0, width: step, height: FOOT };
        put(foot, word(short_year(&book.year_label(bar.year)), INTERFACE, c.second));
        x += step;
    }
    let line = Rectangle { x: 0.0, y: y_of(0.0), width: WIDTH, height: 1.0 };
    put(line, Drawn::Fill { color: c.line, radius: 0.0 });
    // Where they would run into one another, that of the year alone is told; the table has the others.
    let is_crowded = numbers.iter().any(|(_, number, ..)| wide(number, NUMBER) > step);
    for (bounds, number, here, color) in numbers {
        if is_crowded && !here {
            continue;
        }
        let font = if here { BOLD } else { INTERFACE };
        let width = wide(&number, NUMBER);
        let x = bounds.center_x() - width / 2.0;
        let ground = Rectangle { x, y: bounds.y + 3.0, width, height: HEAD - 6.0 };
        put(ground, Drawn::Fill { color: c.surface, radius: 0.0 });
        put(bounds, word(number, font, color));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Change, Observation, OutlineKey, Plan, Position, Record};

    #[test]
    fn increments_run_from_the_first_actual_to_the_first_gap() {
        let mut row = Indicator::new("認定数", OutlineKey::Plan, Position::nth(0));
        row.series = Series::Increment;
        let mut book = Book::new(Plan::new("市", "計画"));
        let years: Vec<FiscalYear> = (2020..2026).map(FiscalYear).collect();
        let actuals = [(2021, "0"), (2022, "5"), (2023, "10"), (2025, "3")];
        let actuals = actuals.map(|(year, text)| {
            let blank = Observation::blank(row.id, FiscalYear(year));
            Record::Observation(Observation { actual: Figure::parse(text, ""), ..blank })
        });
        let records = [Record::Indicator(Box::new(row.clone()))].into_iter().chain(actuals);
        book.apply(&records.map(Change::add).collect::<Vec<_>>()).unwrap();
        let of = |row: &Indicator| -> Vec<(i32, String)> {
            let totals = totals(&book, row, &years).into_iter();
            totals.map(|(year, total)| (year.0, total.to_string())).collect()
        };
        let running = [(2021, "0"), (2022, "5"), (2023, "15")];
        assert_eq!(of(&row), running.map(|(year, total)| (year, total.to_owned())));
        assert_eq!(of(&Indicator { series: Series::Annual, ..row }), []);
    }
}
