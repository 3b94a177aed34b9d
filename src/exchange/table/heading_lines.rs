//! The headings of a list in one row or in several.

use super::columns::{self, Column};
use super::groups;
use super::stage::{Stage, stage};
use super::titled::{Heading, Titled};
use super::{headings, marks};
use crate::domain::FiscalYear;
use crate::domain::fold::fold_case;
use crate::exchange::cell;
use crate::exchange::grid::{Row, Value};
use std::collections::BTreeSet;

/// Whether a row is the heading of a goal or a direction.
pub(super) fn is_heading(row: &Row) -> bool {
    let mut own = row.own().map(|(_, cell)| cell.text());
    own.next().is_some_and(|text| {
        headings::goal(text).is_some()
            || (headings::direction(text).is_some() && own.next().is_none())
    })
}

/// Headings with what they say that their columns hold.
pub(super) type Headings = Vec<(Heading, Option<Column>)>;

pub(super) fn one_line(row: &Row) -> Headings {
    // 実施計画 over R5 in one cell stands over R6 and R7 beside it as well.
    let mut group: Option<(usize, FiscalYear, &str)> = None;
    let texts = row.own().filter(|(_, cell)| matches!(cell.value, Value::Text(_)));
    let headings = texts.map(|(at, cell)| {
        let text = cell.text();
        let (above, lowest) = text.trim_end().rsplit_once('\n').unwrap_or(("", text));
        let year = match columns::column(lowest) {
            Some(Column::Narrative(year)) => Some(year),
            _ => None,
        };
        let over = group.filter(|(before, of, _)| {
            above.is_empty() && before + 1 == at && year == Some(of.next())
        });
        let above = over.map_or(above, |(_, _, above)| above);
        group = year.filter(|_| !above.trim().is_empty()).map(|year| (at, year, above));
        let whole = over.map_or_else(|| text.to_owned(), |_| format!("{above}{text}"));
        (heading(at, &whole, text), groups::alone(&whole))
    });
    headings.collect()
}

fn heading(at: usize, text: &str, lowest: &str) -> Heading {
    Heading { at, text: cell::name(text), lowest: cell::name(lowest) }
}

/// Headings of several lines. One in an upper line may stand over several in the lower ones.
pub(super) fn lines(rows: &[Row]) -> Headings {
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
    // The heading of each line that the next column may stand under, with where it begins.
    let mut groups: Vec<Option<(&str, usize)>> = vec![None; rows.len()];
    // The headings that may say one status each, with where the heading begins that is over them.
    let mut of_statuses = Vec::new();
    let mut headings: Headings = Vec::with_capacity(width);
    // Where those of a year begin, and whether each says by itself that it is of what was done.
    let mut parts: Vec<(usize, usize, bool)> = Vec::new();
    let titles = titles(rows, width);
    for at in 0..width {
        let own: Vec<&str> = rows.iter().map(|row| own_text(row, at)).collect();
        follow(&mut groups, rows, &own, at);
        let Some(lowest) = own.iter().rposition(|text| !text.is_empty()) else { continue };
        let above: String = groups.iter().take(lowest).flatten().map(|(text, _)| *text).collect();
        let below = own.get(lowest).copied().unwrap_or_default();
        if above.is_empty() {
            headings.push((heading(at, below, below), groups::alone(below)));
            continue;
        }
        let is_under = |line: usize| match groups.get(line) {
            Some(Some((_, from))) => {
                *from < at || rows.get(line).is_some_and(|row| row.cell(at).width > 1)
            }
            _ => false,
        };
        let whole = format!("{above}{below}");
        let year = super::years::years_in(&fold_case(&whole)).last().map(|(_, year)| *year);
        let of_year = year.is_some();
        let is_foreign = columns::is_of_figures(&above);
        // 計画 below a year is what is planned, whatever stands over the year; so is 内容 below 計画.
        let is_planned = |text: &str| stage(text) == Some(Stage::Planned);
        let is_plan = of_year
            && (is_planned(below) || is_planned(&above) && stage(below) != Some(Stage::Done));
        let is_foreign = is_foreign || is_plan;
        let both = groups::alone(&whole).filter(|_| !is_foreign);
        let own = groups::alone(below).filter(|own| {
            // What years alone are of is said by the heading over them.
            !(is_foreign || (both.is_none() && matches!(own, Column::Narrative(_))))
        });
        // A year above holds for all below it.
        let own = own.filter(|own| !(of_year && own.is_of_level()));
        let own = own.map(|own| match (own, year) {
            (Column::Narratives(None), Some(year)) => Column::Narrative(year),
            (Column::Description, Some(year)) if stage(below) == Some(Stage::Done) => {
                Column::Narrative(year)
            }
            (own, year) if own.year() == Some(None) => own.of_year(year),
            (own, _) => own,
        });
        let spread = (0..lowest).any(is_under);
        let from = groups.iter().take(lowest).flatten().map(|(_, from)| *from).max();
        let is_title = from.is_some_and(|from| titles.contains(&from));
        let decided = groups::under(&above, below, year).filter(|_| !is_title && !is_foreign);
        let column = match decided {
            Some(decided) => decided,
            None if spread && !of_year => own.or(both),
            None => both.or(own),
        };
        if marks::is_status(below) || is_of_status(&above) {
            of_statuses.push((from.unwrap_or(at), at));
        }
        if of_year {
            let is_done = match decided {
                Some(None) => false,
                Some(Some(Column::Narrative(_))) => true,
                _ => tells_what_was_done(below),
            };
            parts.push((from.unwrap_or(at), at, is_done));
        }
        headings.push((heading(at, &whole, below), column));
    }
    prefer_results(&mut headings, &parts);
    date_results(&mut headings);
    let known = headings.iter().filter(|(_, column)| column.is_some());
    let known: BTreeSet<usize> = known.map(|(heading, _)| heading.at).collect();
    for (heading, column) in headings.iter_mut().filter(|(_, column)| column.is_none()) {
        let group = of_statuses.iter().find(|(_, at)| *at == heading.at).map(|(group, _)| group);
        let together = of_statuses.iter().filter(|(other, _)| Some(other) == group);
        // 計画 | 実績 below it are no statuses.
        let is_parted = together.clone().any(|(_, at)| known.contains(at));
        if together.count() > 1 && !is_parted {
            *column = Some(Column::Progress(marks::year(&heading.text)));
        }
    }
    headings
}

/// Where the headings begin under which the names of measures stand: they are titles of the table, and say
/// nothing of what else stands under them.
fn titles(rows: &[Row], width: usize) -> BTreeSet<usize> {
    let mut groups: Vec<Option<(&str, usize)>> = vec![None; rows.len()];
    let mut titles = BTreeSet::new();
    for at in 0..width {
        let own: Vec<&str> = rows.iter().map(|row| own_text(row, at)).collect();
        follow(&mut groups, rows, &own, at);
        let Some(lowest) = own.iter().rposition(|text| !text.is_empty()) else { continue };
        let below = own.get(lowest).copied().unwrap_or_default();
        let from = groups.iter().take(lowest).flatten().map(|(_, from)| *from).max();
        if columns::column(below) == Some(Column::Name) {
            titles.extend(from.filter(|_| !groups::is_text(below)));
        }
    }
    titles
}

/// Whether a heading says by itself that its column holds what was done.
fn tells_what_was_done(heading: &str) -> bool {
    let is_text = matches!(
        columns::column(heading),
        Some(Column::Narrative(_) | Column::Narratives(_) | Column::Progress(_))
    );
    stage(heading) == Some(Stage::Done) || (is_text && !columns::is_rating(heading))
}

/// 実施時期 | 実施状況 under 取組の経過 of a year: the one that says by itself that it is what was done is,
/// the others are what stands beside it.
fn prefer_results(headings: &mut Headings, parts: &[(usize, usize, bool)]) {
    for (heading, column) in headings.iter_mut() {
        let Some((from, ..)) = parts.iter().find(|(_, at, is_done)| *at == heading.at && !is_done)
        else {
            continue;
        };
        let is_beside = parts.iter().any(|(other, _, is_done)| other == from && *is_done);
        let is_rating = groups::is_status(&heading.lowest);
        let is_text = matches!(column, Some(Column::Narrative(_) | Column::Progress(_)));
        if is_beside && is_text && !is_rating {
            *column = None;
        }
    }
}

/// 結果 or 実績値 under a year is what was done in it, where nothing else there is.
fn date_results(headings: &mut Headings) {
    let told: Vec<FiscalYear> =
        headings.iter().filter_map(|(_, column)| (*column)?.year().flatten()).collect();
    for (heading, column) in headings.iter_mut().filter(|(_, column)| column.is_none()) {
        let above = heading.text.strip_suffix(heading.lowest.as_str()).unwrap_or_default();
        let Some(Column::Narrative(year)) = columns::column(above) else { continue };
        if stage(&heading.lowest) == Some(Stage::Done) && !told.contains(&year) {
            *column = Some(Column::Narrative(year));
        }
    }
}

/// The text of a cell of a row's own.
fn own_text(row: &Row, at: usize) -> &str {
    let cell = row.cell(at);
    if cell.carried { "" } else { cell.text().trim() }
}

/// Notes the heading of each line that a column stands under. A merged heading ends where its cell
/// does, any other where the next one in its line or in one above begins.
fn follow<'a>(groups: &mut [Option<(&'a str, usize)>], rows: &[Row], own: &[&'a str], at: usize) {
    let mut begins = false;
    for ((group, row), text) in groups.iter_mut().zip(rows).zip(own) {
        let ends = group.is_some_and(|(_, from)| {
            let width = row.cell(from).width;
            width > 1 && at >= from + width
        });
        if !text.is_empty() {
            *group = Some((*text, at));
            begins = true;
        } else if begins || ends {
            *group = None;
        }
    }
}

/// Whether a row below headings holds data: the cell under the heading of the names is its own, and
/// is no heading itself.
pub(super) fn is_data(row: &Row, headings: &Headings) -> bool {
    let names = headings.iter().filter(|(_, column)| *column == Some(Column::Name));
    names
        .map(|(name, _)| own_text(row, name.at))
        .any(|text| !text.is_empty() && columns::column(text).is_none())
}

/// Whether a row belongs to the headings because the cell of one of them reaches down into it.
pub(super) fn is_held(row: &Row, headings: &Headings) -> bool {
    let are_words = row.own().all(|(_, cell)| is_word(cell.text().trim()));
    headings.iter().any(|(heading, column)| {
        row.cell(heading.at).carried && (*column == Some(Column::Name) || are_words)
    })
}

/// Whether a row below headings parts those of years: 予定 | 結果 | 予定 | 結果 under two years.
pub(super) fn heads_parts(row: &Row, headings: &Headings) -> bool {
    let years = headings
        .iter()
        .filter(|(_, column)| column.is_some_and(|column| column.year().flatten().is_some()));
    let first = years.map(|(heading, _)| heading.at).min();
    let texts: Vec<(usize, &str)> = row.own().map(|(at, cell)| (at, cell.text())).collect();
    let words = || texts.iter().map(|(_, text)| fold_case(text));
    // 実績 | 課題と対応 | 実績 | 課題と対応: what comes again heads columns, whatever its words are.
    let differ = words().collect::<BTreeSet<String>>().len();
    let are_alike = texts.len() > 2 && differ * 2 <= texts.len();
    let is_short = |text: &str| text.chars().count() <= LONGEST_PART && !text.ends_with('。');
    texts.len() > 1
        && texts.iter().any(|(_, text)| stage(text).is_some())
        && texts.iter().all(|(at, text)| {
            first.is_some_and(|first| first <= *at)
                && (stage(text).is_some()
                    || columns::column(text).is_some()
                    || (are_alike && is_short(text)))
        })
}

/// Whether a row below headings heads the columns under those that stand over several: 件数 | 内容 under
/// 実施状況, where no cell is merged.
pub(super) fn heads_groups(row: &Row, headings: &Headings) -> bool {
    let is_there = |at: usize| headings.iter().any(|(heading, _)| heading.at == at);
    let first = headings.iter().map(|(heading, _)| heading.at).min();
    let is_of_measure = |at: usize| {
        let found = headings.iter().find(|(heading, _)| heading.at == at);
        found.is_some_and(|(_, column)| matches!(column, Some(Column::Name | Column::Number)))
    };
    headings.iter().any(|(_, column)| *column == Some(Column::Name))
        && row.own().count() > 1
        && row.own().all(|(at, cell)| is_word(cell.text().trim()) && !is_of_measure(at))
        && row.own().any(|(at, _)| !is_there(at) && first.is_some_and(|first| first < at))
        // Where it begins, a heading stands over it.
        && row.own().next().is_some_and(|(at, _)| is_there(at))
}

/// Whether the last of some rows holds words under merged cells of the one above it alone, while all other
/// headings reach down into it: 大 | 小 under 施策.
pub(super) fn is_covered(row: &Row, rows: &[Row]) -> bool {
    let Some(above) = rows.len().checked_sub(2).and_then(|at| rows.get(at)) else { return false };
    let is_under = |at: usize| {
        above.own().any(|(from, cell)| cell.width > 1 && (from..from + cell.width).contains(&at))
    };
    row.own().all(|(at, cell)| is_under(at) && is_word(cell.text().trim()))
        && above.own().all(|(at, cell)| cell.width > 1 || row.cell(at).carried)
        && row.held().any(|(_, cell)| cell.carried)
}

/// Whether the last of some rows heads the columns under the merged cells of the one above it: 番号 | 名称
/// under 施策.
pub(super) fn heads_merged(row: &Row, rows: &[Row]) -> bool {
    let Some(above) = rows.len().checked_sub(2).and_then(|at| rows.get(at)) else { return false };
    let is_under = |from: usize, width: usize| {
        let range = from..from + width;
        row.own().filter(|(at, _)| range.contains(at)).count() > 1
    };
    let known = row.own().filter(|(_, cell)| columns::column(cell.text()).is_some()).count();
    row.own().all(|(_, cell)| is_word(cell.text().trim()))
        && known * 2 >= row.own().count()
        && above.own().filter(|(at, cell)| is_under(*at, cell.width)).count() > 1
}

/// Whether a text is as short as the heading of a part, and no figure.
fn is_word(text: &str) -> bool {
    text.chars().count() <= LONGEST_PART
        && !text.ends_with('。')
        && !fold_case(text).starts_with(|c: char| c.is_ascii_digit())
}

/// The longest heading of a part of a year, in characters.
const LONGEST_PART: usize = 16;

/// Whether a heading is that of a status.
fn is_of_status(heading: &str) -> bool {
    matches!(columns::column(heading), Some(Column::Progress(_) | Column::Status(_)))
}

/// How many different columns are known, and how many there are of them.
pub(super) fn score(headings: &Headings) -> (usize, usize) {
    let known = || headings.iter().filter_map(|(_, column)| *column);
    (known().collect::<BTreeSet<Column>>().len(), known().count())
}

pub(super) fn known(headings: Headings) -> (Vec<Titled>, Vec<Heading>) {
    let (mut titled, mut ignored) = (Vec::new(), Vec::new());
    for (heading, column) in headings {
        match column {
            Some(column) => titled.push(Titled::new(heading, column)),
            None => ignored.push(heading),
        }
    }
    (titled, ignored)
}
