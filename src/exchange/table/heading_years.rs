//! Years that headings do not name: those beside them tell, or the text above the list.

use super::columns::{self, Column};
use super::heading_lines::Headings;
use super::years::{self, years_in};
use crate::domain::FiscalYear;
use crate::domain::fold::fold_case;
use crate::exchange::grid::Row;
use std::ops::{Range, RangeInclusive};

/// So many numbers one after the other are years: fewer may be anything, more are months.
const RUN: RangeInclusive<usize> = 3..=6;

/// Headings with the years of those that count them from the first of the plan, 第2年次, which stands
/// above the list, and of bare numbers: 5, 6, 7 beside one another, or behind 令和4年度.
pub(super) fn dated(mut headings: Headings, above: &[Row]) -> Headings {
    for (heading, column) in &mut headings {
        let text = fold_case(&heading.text);
        let Some((range, number)) = years::counted(&text) else { continue };
        let (true, Some((first, last))) = (column.is_none(), span(above)) else { continue };
        let year = FiscalYear(first.0.saturating_add(number - 1));
        if (first..=last).contains(&year) {
            let (before, after) = (&text[..range.start], &text[range.end..]);
            *column = columns::column(&format!("{before}{year}年度{after}"));
        }
    }
    let named = |column: &Option<Column>| match column {
        Some(Column::Narrative(year)) => Some(*year),
        _ => None,
    };
    let bare = |lowest: &str| years::bare(&fold_case(lowest));
    for run in headings.chunk_by_mut(|(one, of_one), (next, of_next)| {
        let year = named(of_one).or_else(|| bare(&one.lowest));
        let after = named(of_next).or_else(|| bare(&next.lowest));
        year.is_some_and(|year| after == Some(year.next()))
    }) {
        // 1, 2, 3, 4 are quarters, or count something.
        let is_run = RUN.contains(&run.len())
            && run.first().is_some_and(|(heading, _)| fold_case(&heading.lowest) != "1");
        let is_told = run.len() > 1 && run.iter().any(|(_, column)| named(column).is_some());
        for (heading, column) in run.iter_mut().filter(|_| is_run || is_told) {
            let above = heading.text.strip_suffix(&heading.lowest);
            if let (None, Some(year), Some(above)) = (named(column), bare(&heading.lowest), above) {
                *column = columns::column(&format!("{above}{year}年度")).or(*column);
            }
        }
    }
    headings
}

/// The first and the last year of the plan, which the text above a list tells: 令和5年度～令和9年度.
fn span(above: &[Row]) -> Option<(FiscalYear, FiscalYear)> {
    let texts = above.iter().flat_map(Row::own).map(|(_, cell)| fold_case(cell.text()));
    texts.into_iter().flat_map(|text| [columns::without_brackets(&text), text]).find_map(|text| {
        let years = years_in(&text);
        let span = |pair: &[(Range<usize>, FiscalYear)]| match pair {
            [(one, first), (other, last)] if first < last => {
                let between = text[one.end..other.start].trim_matches(['(', ')']);
                matches!(between, "~" | "〜" | "-" | "―" | "から").then_some((*first, *last))
            }
            _ => None,
        };
        years.windows(2).find_map(span)
    })
}
