//! A small chart: columns for the actuals, lines for the targets, and a gap where there is no figure.

use super::Message;
use crate::domain::{Book, FiscalYear, Indicator};
use crate::ui::theme::{BOLD, INTERFACE, Look};
use crate::ui::widget::grid::{Anchor, Drawn, Piece, drawing};
use iced::alignment::Horizontal;
use iced::{Color, Element, Font, Rectangle};

/// Its height and width in pixels, and the room at its foot for the years.
const HEIGHT: f32 = 148.0;
const WIDTH: f32 = 250.0;
const FOOT: f32 = 22.0;
const HEAD: f32 = 18.0;

/// How many years there is room for.
const MOST: usize = 6;

/// The last years up to this one, and those after it as far as there is room.
fn shown(years: &[FiscalYear], year: FiscalYear) -> &[FiscalYear] {
    let after = years.iter().position(|it| *it == year).map_or(years.len(), |at| at + 2);
    let end = after.max(MOST).min(years.len());
    years.get(end.saturating_sub(MOST)..end).unwrap_or_default()
}

/// The chart of an indicator; none where there is no number to draw.
pub(super) fn chart<'a>(
    look: Look,
    book: &Book,
    indicator: &Indicator,
    years: &[FiscalYear],
    year: FiscalYear,
) -> Option<Element<'a, Message>> {
    use rust_decimal::prelude::ToPrimitive;
    let years = shown(years, year);
    let number = |figure: &crate::domain::Figure| figure.number().and_then(|it| it.to_f32());
    let bars: Vec<(FiscalYear, Option<f32>, Option<f32>)> = years
        .iter()
        .map(|year| {
            let actual = number(book.actual(indicator.id, *year));
            (*year, actual, number(book.year_target(indicator.id, *year)))
        })
        .collect();
    let values = || bars.iter().flat_map(|(_, actual, target)| [*actual, *target]).flatten();
    let _ = values().next()?;
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
        size: 12.0,
        font,
        color,
        align: Horizontal::Center,
    };
    let mut x = 0.0;
    for (at, actual, target) in bars {
        let here = at == year;
        let band = Rectangle { x: x + 3.0, y: 0.0, width: step - 6.0, height: 0.0 };
        if let Some(actual) = actual {
            let (from, to) = (y_of(actual.max(0.0)), y_of(actual.min(0.0)));
            let color = if here { c.accent } else { c.accent_off };
            let bar = Rectangle { y: from, height: (to - from).max(1.0), ..band };
            // What is provisional is not yet filled.
            if book.actual(indicator.id, at).is_provisional() {
                put(bar, Drawn::Fill { color: color.scale_alpha(0.35), radius: 0.0 });
                put(bar, Drawn::Frame { color, width: 1.5 });
            } else {
                put(bar, Drawn::Fill { color, radius: 0.0 });
            }
            let printed = indicator.printed(book.actual(indicator.id, at));
            let above = Rectangle { x, y: from - HEAD, width: step, height: HEAD };
            put(above, word(printed, if here { BOLD } else { INTERFACE }, c.ink));
        }
        if let Some(target) = target {
            let mark =
                Rectangle { x: x + 1.0, y: y_of(target) - 1.0, width: step - 2.0, height: 2.5 };
            put(mark, Drawn::Fill { color: c.attention, radius: 0.0 });
        }
        let label = book.year_label(at);
        let label = label.strip_suffix("年度").unwrap_or(&label).to_owned();
        let foot = Rectangle { x, y: HEIGHT - FOOT + 2.0, width: step, height: FOOT };
        put(foot, word(label, INTERFACE, c.second));
        x += step;
    }
    let line = Rectangle { x: 0.0, y: y_of(0.0), width: WIDTH, height: 1.0 };
    put(line, Drawn::Fill { color: c.line, radius: 0.0 });
    Some(drawing(WIDTH, HEIGHT, pieces))
}
