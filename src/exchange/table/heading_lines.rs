//! The headings of a list in one row or in two.

use super::columns::{self, Column};
use super::layout::{Heading, Titled};
use super::years::folded;
use super::{headings, marks};
use crate::exchange::cell;
use crate::exchange::grid::{Row, Value};

/// Whether a row is the heading of a goal or a direction.
pub fn is_heading(row: &Row) -> bool {
    let mut own = row.own().map(|(_, cell)| cell.text());
    own.next().is_some_and(|text| {
        headings::goal(text).is_some()
            || (headings::direction(text).is_some() && own.next().is_none())
    })
}

/// Headings with what they say that their columns hold.
pub type Headings = Vec<(Heading, Option<Column>)>;

pub fn one_line(row: &Row) -> Headings {
    row.own()
        .filter(|(_, cell)| matches!(cell.value, Value::Text(_)))
        .map(|(at, cell)| (heading(at, cell.text(), cell.text()), columns::column(cell.text())))
        .collect()
}

fn heading(at: usize, text: &str, lowest: &str) -> Heading {
    Heading { at, text: cell::name(text), lowest: cell::name(lowest) }
}

/// Headings of two lines. One in the first line may stand over several in the second.
pub fn two_lines(upper: &Row, lower: &Row) -> Headings {
    let width = upper.cells.len().max(lower.cells.len());
    let mut group: Option<(&str, usize)> = None;
    // The headings that may say one status each, with where the heading begins that is over them.
    let mut of_statuses = Vec::new();
    let mut headings: Headings = (0..width)
        .filter_map(|at| {
            let (above, below) = (upper.cell(at), lower.cell(at));
            let below_text = if below.carried { "" } else { below.text().trim() };
            let above_text = above.text().trim();
            if !above_text.is_empty() {
                group = Some((above_text, at));
            }
            match (above_text, below_text) {
                ("", "") => None,
                (above, "") => Some((heading(at, above, above), columns::column(above))),
                (above, below) => {
                    let (above, spread) = match (above, group) {
                        ("", Some((group, from))) => (group, from < at),
                        (above, _) => (above, upper.cell(at).width > 1),
                    };
                    let whole = format!("{above}{below}");
                    let of_year = !super::years::years_in(&folded(&whole)).is_empty();
                    let both = columns::column(&whole);
                    let own = columns::column(below);
                    let column = if spread && !of_year { own.or(both) } else { both.or(own) };
                    if marks::is_status(below) || is_of_status(above) {
                        of_statuses.push((group.map_or(at, |(_, from)| from), at));
                    }
                    Some((heading(at, &whole, below), column))
                }
            }
        })
        .collect();
    // A name in the second row is that of the first measure.
    let names = headings.iter().filter(|(_, column)| *column == Some(Column::Name));
    let is_data =
        names.map(|(name, _)| lower.cell(name.at)).any(|it| !it.carried && !it.is_blank());
    for (heading, column) in headings.iter_mut().filter(|(_, column)| column.is_none() && !is_data)
    {
        let group = of_statuses.iter().find(|(_, at)| *at == heading.at).map(|(group, _)| group);
        let together = of_statuses.iter().filter(|(other, _)| Some(other) == group).count();
        if together > 1 {
            *column = Some(Column::Progress(marks::year(&heading.text)));
        }
    }
    headings
}

/// Whether a heading is that of a status.
fn is_of_status(heading: &str) -> bool {
    matches!(columns::column(heading), Some(Column::Progress(_) | Column::Status(_)))
}

/// How many columns are known.
pub fn score(headings: &Headings) -> usize {
    headings.iter().filter(|(_, column)| column.is_some()).count()
}

pub fn known(headings: Headings) -> (Vec<Titled>, Vec<Heading>) {
    let (mut titled, mut ignored) = (Vec::new(), Vec::new());
    for (heading, column) in headings {
        match column {
            Some(column) => titled.push(Titled::new(heading, column)),
            None => ignored.push(heading),
        }
    }
    (titled, ignored)
}
