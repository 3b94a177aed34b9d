//! Lists in tables, in the forms that cities keep them in.
//!
//! Three things vary independently, and each is recognised for itself by the words of the headings:
//! goals and directions stand in rows of their own or in columns; related departments stand in
//! brackets behind the leading ones or in a column; the years of a narrative stand in one cell under
//! 【平成29年度】 or in a column each. The form that the council receives and the flat form that we
//! write are two of these.

mod columns;
mod contents;
mod correction;
mod departments;
mod ditto;
mod entries;
mod groups;
mod heading_lines;
mod heading_years;
mod headings;
mod kinds;
mod layout;
mod lead_columns;
mod level_columns;
mod levels;
mod marks;
mod meanings;
mod narrative;
mod number_columns;
mod numbering;
mod ratings;
mod rows;
mod run_on;
mod sense;
mod sheet;
mod stage;
mod title;
mod titled;
mod trade;
mod years;

pub(super) use columns::without_years;
pub use columns::{Column, column as heading_column, guessed_year};
pub use departments::Brackets;
pub(super) use departments::{read_lead as read_departments, written as written_departments};
pub(super) use headings::{Parsed, direction_cell, goal, goal_cell};
pub(super) use layout::DEEPEST;
pub use layout::Layout;
pub(super) use sense::is_plain_status;
pub use titled::Titled;
pub(super) use years::years_in;

use super::Error;
use super::grid::Grid;
use super::listing::Listing;
use crate::domain::FiscalYear;
use crate::domain::fold::fold_case;
use rows::Reader;
use sheet::{Part, Sheet};
use stage::{Stage, stage};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// What each sheet is recognised as: the layout of a list, or none.
pub(super) fn recognise(grids: &[Grid]) -> Vec<Option<Layout>> {
    const EXAMPLES: [&str; 4] = ["記入例", "記載例", "記入要領", "見本"];
    let is_example = |grid: &Grid| {
        grid.name.as_deref().is_some_and(|name| EXAMPLES.iter().any(|word| name.contains(word)))
    };
    let mut layouts: Vec<Option<Layout>> = grids.iter().map(Layout::find).collect();
    let mut lists = grids.iter().zip(&layouts).filter(|(_, layout)| layout.is_some());
    if lists.any(|(grid, _)| !is_example(grid)) {
        let examples = grids.iter().zip(&mut layouts).filter(|(grid, _)| is_example(grid));
        examples.for_each(|(_, layout)| *layout = None);
    }
    let is_aside: Vec<bool> = (0..grids.len()).map(|at| is_aside(at, grids, &layouts)).collect();
    if layouts.iter().zip(&is_aside).any(|(layout, is_aside)| layout.is_some() && !is_aside) {
        let aside = layouts.iter_mut().zip(is_aside).filter(|(_, is_aside)| *is_aside);
        aside.for_each(|(layout, _)| *layout = None);
    }
    layouts
}

/// Whether a sheet tells of something else beside the list in the others: by its name, 課題 or KPI; or
/// because it has other measures, and nothing of what was done or how they are.
fn is_aside(at: usize, grids: &[Grid], layouts: &[Option<Layout>]) -> bool {
    const OTHERS: [&str; 9] =
        ["課題", "kpi", "指標", "数値目標", "予算", "決算", "事業費", "予算額", "決算額"];
    let (Some(grid), Some(Some(layout))) = (grids.get(at), layouts.get(at)) else { return false };
    let name = grid.name.as_deref().map(fold_case).unwrap_or_default();
    let others = grids.iter().zip(layouts).enumerate().filter(|(other, _)| *other != at);
    let others = others.filter_map(|(_, (grid, layout))| Some((grid, layout.as_ref()?)));
    let of_others: Vec<_> = others.filter(|(_, layout)| tells(layout)).collect();
    let is_strange = || has_other_measures((grid, layout), of_others.iter().copied());
    OTHERS.contains(&name.as_str())
        || (!tells(layout) && layout.lacks_levels() && !of_others.is_empty() && is_strange())
}

/// Reads the sheets that have a layout into one listing.
///
/// # Errors
/// [`Error::NotAList`] where no sheet has one, or where one names no measures.
pub(super) fn read(
    grids: &[Grid],
    layouts: &[Option<Layout>],
    file_name: &str,
) -> Result<Listing, Error> {
    let lists = || grids.iter().zip(layouts).filter_map(|(grid, it)| Some((grid, it.as_ref()?)));
    let count = lists().count();
    if count == 0 || !lists().all(|(_, layout)| layout.names_measures()) {
        return Err(Error::NotAList);
    }
    let years: Vec<_> = lists().map(|(grid, layout)| year_of_sheet(grid, layout)).collect();
    // A sheet for each year.
    let are_years =
        years.iter().all(Option::is_some) && years.windows(2).any(|it| it.first() != it.last());
    let mut years = years.into_iter();
    // A sheet of plans, and one of what was done.
    let is_there = |it: Stage| lists().any(|(grid, _)| stage_of(grid) == Some(it));
    let are_stages = is_there(Stage::Planned) && is_there(Stage::Done);
    let tables: Vec<Vec<Table<'_>>> = grids
        .iter()
        .zip(layouts)
        .map(|(grid, layout)| layout.as_ref().map_or_else(Vec::new, |it| tables(grid, it)))
        .collect();
    let mut listing = Listing::default();
    let mut reader = Reader::new(&mut listing);
    let mut sheets: Vec<Sheet<'_>> = Vec::with_capacity(count);
    let mut title_year = None;
    for (index, (grid, tables)) in grids.iter().zip(&tables).enumerate() {
        let Some(first) = tables.first() else {
            reader.pass_over(grid);
            continue;
        };
        let year = years.next().flatten().filter(|_| are_years);
        let whole = year_of_title(grid, &first.layout)
            .or_else(|| year_of_tab(grid))
            .or_else(|| year_of_file(file_name));
        let parted = tables.iter().filter(|table| table.part.is_some()).count();
        for (at, table) in tables.iter().enumerate() {
            let name = grid.name.clone().filter(|_| count > 1);
            let mut sheet = Sheet::new(index, &table.grid, &table.layout, name);
            (sheet.year, sheet.whole) = (year, whole);
            sheet.stage = stage_of(grid).filter(|_| are_stages);
            if is_of_others(at, tables) {
                sheet.take_for_foreign();
            }
            if tables.len() > 1 {
                sheet.is_one_of_several(grid, &first.layout, at + 1 == tables.len());
                if let Some(part) = table.part.filter(|_| sheet.parts.is_empty() && parted > 1) {
                    sheet.parts = vec![Part { from: 0, ..part }];
                }
                if let Some(before) = sheets.last().filter(|_| at > 0) {
                    sheet.titles.clone_from(&before.titles);
                }
            }
            title_year = title_year.or(reader.read(&mut sheet));
            sheets.push(sheet);
        }
    }
    let whole = sheets.first().and_then(|first| first.whole);
    let whole = whole.filter(|year| sheets.iter().all(|sheet| sheet.whole == Some(*year)));
    reader.finish(&sheets, title_year.or(whole).or_else(|| year_of_file(file_name)));
    Ok(listing)
}

/// Tells that no sheet was read as a list.
pub(super) fn pass_over(grids: &[Grid]) -> Listing {
    let mut listing = Listing::default();
    let mut reader = Reader::new(&mut listing);
    grids.iter().for_each(|grid| reader.pass_over(grid));
    listing
}

/// One of the tables of a sheet that stand one below the other, from its headings on.
struct Table<'a> {
    grid: Cow<'a, Grid>,
    layout: Cow<'a, Layout>,
    /// What a line right above its headings says of it.
    part: Option<Part>,
}

/// Whether a table has other measures than those beside it in its sheet, and tells nothing of what was done
/// or how they are, as those do.
fn is_of_others(at: usize, tables: &[Table<'_>]) -> bool {
    let Some(table) = tables.get(at) else { return false };
    let others = tables.iter().filter(|other| tells(&other.layout));
    let others = || others.clone().map(|other| (other.grid.as_ref(), other.layout.as_ref()));
    !tells(&table.layout)
        && table.layout.lacks_levels()
        && others().next().is_some()
        && has_other_measures((&table.grid, &table.layout), others())
}

/// Whether a layout has a column for what was done in a year, or for how a measure is.
fn tells(layout: &Layout) -> bool {
    layout.columns.iter().any(|it| it.column.year().is_some())
}

/// Whether most of the names in a table are in none of others.
fn has_other_measures<'a>(
    (grid, layout): (&Grid, &Layout),
    others: impl Iterator<Item = (&'a Grid, &'a Layout)>,
) -> bool {
    let names = |grid: &Grid, layout: &Layout| -> BTreeSet<String> {
        let at = layout.columns.iter().find(|it| it.column == Column::Name).map(|it| it.at);
        let rows = grid.rows.get(layout.end()..).unwrap_or_default().iter();
        rows.filter_map(|row| Some(fold_case(row.cell(at?).text()))).collect()
    };
    let own = names(grid, layout);
    let known: BTreeSet<String> = others.flat_map(|(grid, layout)| names(grid, layout)).collect();
    own.intersection(&known).count() * 2 < own.len()
}

/// The tables of a sheet: headings with other columns begin a further one.
fn tables<'a>(grid: &'a Grid, layout: &'a Layout) -> Vec<Table<'a>> {
    let mut tables = Vec::new();
    let mut layout = Cow::Borrowed(layout);
    let mut part = part_above(grid, layout.first).map(|(_, part)| part);
    let Some(mut next) = layout.next_table(grid) else {
        return vec![Table { grid: ditto::filled(grid, &layout), layout, part }];
    };
    let mut rest = grid.clone();
    loop {
        let above = part_above(&rest, next).filter(|(at, _)| *at >= layout.end());
        let from = above.map_or(next, |(at, _)| at);
        let further = rest.part(from..rest.rows.len());
        let of_further = Layout::at(&further, next - from).filter(Layout::names_measures);
        let own = if of_further.is_some() { rest.part(0..from) } else { rest.clone() };
        let filled = ditto::filled(&own, &layout).into_owned();
        tables.push(Table { grid: Cow::Owned(filled), layout, part });
        let Some(of_further) = of_further else { return tables };
        part = above.map(|(_, part)| part);
        rest = further;
        next = of_further.next_table(&rest).unwrap_or(rest.rows.len());
        layout = Cow::Owned(of_further);
    }
}

/// The line that stands above headings and says what they are of, and nothing else: its index.
fn part_above(grid: &Grid, headings: usize) -> Option<(usize, Part)> {
    // Between the line and the headings there may be a legend.
    const NEAR: usize = 3;
    let from = headings.saturating_sub(NEAR);
    let above = grid.rows.get(from..headings)?.iter().enumerate().rev();
    let mut parts = above.filter_map(|(at, row)| Some((from + at, Part::begun_by(row)?)));
    parts.next()
}

/// How many columns of a sheet are recognised, for choosing between readings of a text.
pub(super) fn recognised(grid: &Grid) -> usize {
    Layout::find(grid).map_or(0, |layout| layout.columns.len())
}

/// The year that a sheet of a list is of: the latest of its columns, or that of its title or its tab.
fn year_of_sheet(grid: &Grid, layout: &Layout) -> Option<FiscalYear> {
    let columns = layout.columns.iter().filter_map(|titled| titled.column.year().flatten()).max();
    columns.or_else(|| year_of_title(grid, layout)).or_else(|| year_of_tab(grid))
}

fn stage_of(grid: &Grid) -> Option<Stage> {
    stage(grid.name.as_deref()?)
}

fn year_of_tab(grid: &Grid) -> Option<FiscalYear> {
    let name = fold_case(grid.name.as_deref()?);
    years::told_of_name(&name).or_else(|| years::alone(&name))
}

fn year_of_title(grid: &Grid, layout: &Layout) -> Option<FiscalYear> {
    let above = grid.rows.get(..layout.first).unwrap_or_default();
    let texts: Vec<&str> =
        above.iter().flat_map(|row| row.own().map(|(_, cell)| cell.text())).collect();
    title::parse(&texts).year
}

/// The year that a sheet is of as a whole: of its title, or of the name of its file.
pub(super) fn year_of_whole(grid: &Grid, layout: &Layout, file_name: &str) -> Option<FiscalYear> {
    year_of_title(grid, layout).or_else(|| year_of_file(file_name))
}

/// The year in the name of a file: 進捗状況一覧表_H30.xlsx.
fn year_of_file(file_name: &str) -> Option<FiscalYear> {
    let (stem, _) = file_name.rsplit_once('.').unwrap_or((file_name, ""));
    years::told_of_name(&fold_case(stem))
}
