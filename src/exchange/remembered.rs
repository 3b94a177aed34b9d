//! What a clerk said of a form once, for the next file of the same form.

use super::grid::Grid;
use super::source::{Form, Source};
use super::table::{Column, DEEPEST, Layout, without_years, years_in};
use crate::domain::FiscalYear;
use crate::domain::fold::fold_case;
use serde::{Deserialize, Serialize};

/// What the columns of one form hold. A form is known by its headings, without the years in them:
/// next year's file has the same form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remembered {
    /// The headings of each row, from the first column on.
    headings: Vec<Vec<String>>,
    columns: Vec<Kept>,
}

/// What one column holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Kept {
    at: usize,
    column: Column,
    /// The year that its heading, or the list as a whole, named then. What the column held of another
    /// year moves on with it.
    then: Option<FiscalYear>,
}

impl Remembered {
    /// Whether it is about the same form.
    pub fn is_alike(&self, other: &Self) -> bool {
        self.headings == other.headings
    }

    /// The layout of a sheet of this form.
    fn layout(&self, source: &Source, sheet: usize, grid: &Grid) -> Option<Layout> {
        let rows = 0..grid.rows.len().min(DEEPEST);
        let mut alike =
            rows.filter(|first| headings(grid, *first, self.headings.len()) == self.headings);
        let mut layout = source.headed_at(sheet, alike.next()?)?;
        if layout.lines != self.headings.len() {
            return None;
        }
        let whole = source.year_of(sheet, &layout).or_else(|| latest(&layout));
        for at in layout.columns.iter().map(|titled| titled.at).collect::<Vec<_>>() {
            layout.take_as(at, None);
        }
        for kept in &self.columns {
            let now = layout.heading_at(kept.at).and_then(named).or(whole);
            layout.take_as(kept.at, Some(kept.moved_to(now)));
        }
        Some(layout)
    }
}

impl Kept {
    /// What the column holds in a file in which its heading names this year.
    fn moved_to(&self, now: Option<FiscalYear>) -> Column {
        match (self.column.year().flatten(), self.then, now) {
            (Some(year), Some(then), Some(now)) => self
                .column
                .of_year(Some(FiscalYear(year.0.saturating_add(now.0.saturating_sub(then.0))))),
            _ => self.column,
        }
    }
}

impl Source {
    /// What is to be remembered of a sheet.
    pub fn remember(&self, sheet: usize, layout: &Layout) -> Option<Remembered> {
        let grid = self.sheets().get(sheet)?;
        let whole = self.year_of(sheet, layout).or_else(|| latest(layout));
        let columns = layout.columns.iter().map(|titled| Kept {
            at: titled.at,
            column: titled.column,
            then: named(&titled.heading).or(whole),
        });
        Some(Remembered {
            headings: headings(grid, layout.first, layout.lines),
            columns: columns.collect(),
        })
    }

    /// What the sheets are taken for by what was remembered of their forms; `None` where nothing
    /// was.
    pub fn recalled(&self, memory: &[Remembered]) -> Option<Form> {
        let recalled: Vec<Option<Layout>> = self
            .sheets()
            .iter()
            .enumerate()
            .map(|(at, grid)| memory.iter().find_map(|form| form.layout(self, at, grid)))
            .collect();
        if recalled.iter().all(Option::is_none) {
            return None;
        }
        let recognised = self.recognised().sheets.into_iter();
        let sheets =
            recalled.into_iter().zip(recognised).map(|(recalled, known)| recalled.or(known));
        Some(Form { sheets: sheets.collect() })
    }
}

/// The year that a heading names last.
fn named(heading: &str) -> Option<FiscalYear> {
    years_in(&fold_case(heading)).last().map(|(_, year)| *year)
}

/// The latest year that the headings name.
fn latest(layout: &Layout) -> Option<FiscalYear> {
    let known = layout.columns.iter().map(|titled| titled.heading.as_str());
    let ignored = layout.ignored.iter().map(|heading| heading.text.as_str());
    known.chain(ignored).filter_map(named).max()
}

/// The headings in some rows, without years, up to the last that there is.
fn headings(grid: &Grid, first: usize, lines: usize) -> Vec<Vec<String>> {
    let rows = grid.rows.get(first..first.saturating_add(lines)).unwrap_or_default();
    rows.iter()
        .map(|row| {
            let mut texts: Vec<String> =
                row.cells.iter().map(|cell| without_years(cell.text())).collect();
            let used = texts.iter().rposition(|text| !text.is_empty()).map_or(0, |last| last + 1);
            texts.truncate(used);
            texts
        })
        .collect()
}
