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

/// A width at the least, where there is little room, and one that is pleasant to read.
#[derive(Debug, Clone, Copy)]
struct Width(f32, f32);

const NAME: Width = Width(150.0, 188.0);
const UNIT: Width = Width(40.0, 44.0);
const BASE: Width = Width(60.0, 68.0);
const WORD: Width = Width(36.0, 40.0);
const YEAR: Width = Width(62.0, 80.0);
const TARGET: Width = Width(68.0, 72.0);
const RATE: Width = Width(66.0, 78.0);
const GRADE: Width = Width(30.0, 34.0);

/// As wide as the names become where there is much room.
const WIDEST_NAME: f32 = 320.0;

/// The bar of what scrolls stands over the last pixels.
const BAR: f32 = 10.0;

impl Width {
    /// So far from the least to the pleasant one.
    const fn at(self, ease: f32) -> f32 {
        self.0 + ease * (self.1 - self.0)
    }
}

/// As many years as a table shows, whatever is entered.
const MOST_YEARS: usize = 100;

/// The columns, from the left: name, unit, base, 目標 or 実績, the years, target, rate.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Columns {
    pub years: Vec<FiscalYear>,
    name: f32,
    graded: bool,
    /// From 0, where they are as narrow as can be, to 1.
    ease: f32,
}

impl Columns {
    /// Those of a book in a room of this width: all of them are seen where that can be.
    pub(super) fn of(book: &Book, room: f32) -> Self {
        let graded = book.indicators().iter().any(|row| row.scale.is_some());
        let years = years(book);
        let at = |ease| Self { years: years.clone(), name: NAME.1, graded, ease };
        // A hair less than there is: what is too wide by a rounding would be scrolled.
        let room = room - BAR - 1.0;
        let (least, most) = (at(0.0).width(), at(1.0).width());
        let shortest = least - NAME.1 + NAME.0;
        let ease = match room {
            // Where they are scrolled in any case they are as is pleasant.
            room if room < shortest => 1.0,
            room => ((room - least) / (most - least)).clamp(0.0, 1.0),
        };
        let mut columns = at(ease);
        // The names give way last, and take what is left over.
        if room >= shortest {
            columns.name = (NAME.1 + room - columns.width()).clamp(NAME.0, WIDEST_NAME);
        }
        columns
    }

    /// Whether a year is named in few letters: 令和6.
    pub(super) fn is_narrow(&self) -> bool {
        self.ease < 0.9
    }

    /// The width of what stays at the left.
    pub(super) const fn fixed(&self) -> f32 {
        self.name
    }

    pub(super) fn unit(&self) -> Range<f32> {
        span(self.name, UNIT.at(self.ease))
    }

    /// Where 目標 and 実績 stand.
    pub(super) fn word(&self) -> Range<f32> {
        span(self.at(Column::Base).end, WORD.at(self.ease))
    }

    pub(super) fn rate(&self) -> Range<f32> {
        span(self.at(Column::Target).end, RATE.at(self.ease) + self.grade())
    }

    /// The room of 評価 at the right of 達成率, where there are scales.
    pub(super) fn grade(&self) -> f32 {
        if self.graded { GRADE.at(self.ease) } else { 0.0 }
    }

    pub(super) fn width(&self) -> f32 {
        self.rate().end
    }

    /// How far to the right a column of figures stands.
    pub(super) fn at(&self, column: Column) -> Range<f32> {
        let base = span(self.unit().end, BASE.at(self.ease));
        let year = YEAR.at(self.ease);
        let years = base.end + WORD.at(self.ease);
        match column {
            Column::Base => base,
            Column::Year(at) => {
                let before = self.years.iter().take_while(|it| **it != at).count();
                span(years + count(before) * year, year)
            }
            Column::Target => span(years + count(self.years.len()) * year, TARGET.at(self.ease)),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Change, Plan, Record, Year};

    fn columns(years: i32, room: f32) -> Columns {
        let mut book = Book::new(Plan::new("市", "計画"));
        let years = (0..years).map(|at| FiscalYear(2020 + at));
        let years = years.map(|year| Change::add(Record::Year(Year { year, closed: false })));
        book.apply(&years.collect::<Vec<_>>()).unwrap();
        Columns::of(&book, room)
    }

    #[test]
    fn all_columns_are_seen_where_that_can_be() {
        for (years, room) in [(5, 871.0), (6, 871.0), (5, 786.0), (3, 1200.0)] {
            let width = columns(years, room).width();
            assert!(width + BAR <= room + 0.01, "{years} years in {room}: {width}");
        }
        // What is scrolled in any case is not narrowed.
        assert!(!columns(12, 871.0).is_narrow());
    }
}
