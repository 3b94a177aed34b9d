//! The columns of the table: which there are, how wide, and where each stands.

use crate::domain::{Book, FiscalYear};
use std::ops::Range;

/// A column of figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    /// 基準値.
    Base,
    Year(FiscalYear),
    /// 最終目標.
    Target,
}

/// The height of the heads, of a heading and of an indicator with its two lines.
pub(super) const HEADS: f32 = 36.0;
pub(super) const HEADING: f32 = 32.0;
pub(super) const ROW: f32 = 60.0;

/// The width of the names at least and at most, and of the other columns.
const NAME: f32 = 188.0;
const WIDEST_NAME: f32 = 320.0;
pub(super) const UNIT: f32 = 44.0;
const BASE: f32 = 68.0;
const WORD: f32 = 40.0;
const YEAR: f32 = 80.0;
const TARGET: f32 = 72.0;
const RATE: f32 = 78.0;
const GRADE: f32 = 34.0;

/// As many years as a table shows, whatever is entered.
const MOST_YEARS: usize = 100;

/// The columns, from the left: name, unit, base, 目標 or 実績, the years, target, rate.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Columns {
    pub years: Vec<FiscalYear>,
    name: f32,
    rate: f32,
}

impl Columns {
    /// Those of a book in a room of this width.
    pub(super) fn of(book: &Book, room: f32) -> Self {
        let graded = book.indicators().iter().any(|row| row.scale.is_some());
        let rate = if graded { RATE + GRADE } else { RATE };
        let mut columns = Self { years: years(book), name: NAME, rate };
        // The bar of what scrolls stands over the last pixels.
        columns.name = (NAME + room - columns.width() - 10.0).clamp(NAME, WIDEST_NAME);
        columns
    }

    /// The width of what stays at the left.
    pub(super) const fn fixed(&self) -> f32 {
        self.name
    }

    pub(super) fn unit(&self) -> Range<f32> {
        span(self.name, UNIT)
    }

    /// Where 目標 and 実績 stand.
    pub(super) fn word(&self) -> Range<f32> {
        span(self.at(Column::Base).end, WORD)
    }

    pub(super) fn rate(&self) -> Range<f32> {
        span(self.at(Column::Target).end, self.rate)
    }

    pub(super) fn width(&self) -> f32 {
        self.rate().end
    }

    /// How far to the right a column of figures stands.
    pub(super) fn at(&self, column: Column) -> Range<f32> {
        let base = span(self.name + UNIT, BASE);
        let years = base.end + WORD;
        match column {
            Column::Base => base,
            Column::Year(year) => {
                let before = self.years.iter().take_while(|it| **it != year).count();
                span(years + count(before) * YEAR, YEAR)
            }
            Column::Target => span(years + count(self.years.len()) * YEAR, TARGET),
        }
    }

    /// Those of figures, from the left.
    pub(super) fn figures(&self) -> impl Iterator<Item = Column> {
        let years = self.years.iter().map(|year| Column::Year(*year));
        std::iter::once(Column::Base).chain(years).chain([Column::Target])
    }

    /// The column of figures at this many pixels from the left.
    pub(super) fn figure_at(&self, x: f32) -> Option<Column> {
        self.figures().find(|column| self.at(*column).contains(&x))
    }
}

const fn span(from: f32, width: f32) -> Range<f32> {
    from..from + width
}

#[allow(clippy::cast_precision_loss, reason = "there are few years")]
const fn count(years: usize) -> f32 {
    years as f32
}

/// From the first year of the plan or of a figure to the last, or to that of a target.
fn years(book: &Book) -> Vec<FiscalYear> {
    let indicators = book.indicators();
    let figures = indicators
        .iter()
        .flat_map(|row| book.observations(row.id).map(|it| it.year).chain(row.target_year));
    let all: Vec<FiscalYear> = book.years().map(|it| it.year).chain(figures).collect();
    let (Some(first), Some(last)) = (all.iter().min(), all.iter().max()) else {
        return Vec::new();
    };
    let years = std::iter::successors(Some(*first), |year| Some(year.next()));
    years.take_while(|year| year <= last).take(MOST_YEARS).collect()
}
