//! The head of a table of indicators: which rows it has, and what each column holds.

use super::column::FigureColumn;
use super::words::{bare, is_group, is_name, is_sub_head, of_path, year_of};
use crate::domain::fold::fold_case;
use crate::domain::{Field, Figure, FiscalYear};
use crate::exchange::cell;
use crate::exchange::grid::{Grid, Row};
use crate::exchange::table::{Column, Layout};

/// A column with its head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct HeadColumn {
    pub at: usize,
    /// `None` for one that has no place.
    pub column: Option<FigureColumn>,
    pub heading: String,
}

/// The head of a table of indicators.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Head {
    /// The indexes of its first row, and of the first below it.
    pub first: usize,
    pub end: usize,
    /// The column of the names.
    pub name: usize,
    pub columns: Vec<HeadColumn>,
}

/// How far down a head is looked for, and how many lines it has.
const DEEPEST: usize = 30;
const MOST_LINES: usize = 4;

/// Heads come again within a table, and targets may be words: so many cells of a column may be no figures.
const MOST_WORDS: f64 = 0.7;

impl Head {
    /// The head of a table of indicators, where a sheet has one. `list` is what the sheet would be as a
    /// list of measures.
    pub(super) fn find(grid: &Grid, list: Option<&Layout>) -> Option<Self> {
        let rows = grid.rows.iter().take(DEEPEST);
        let at = rows.enumerate().find_map(|(at, row)| name_in(row).map(|_| at))?;
        let head = Self::at_row(grid, at, 0)?;
        (!list.is_some_and(|list| head.is_part_of(list, grid))).then_some(head)
    }

    /// The head whose names are headed in this row, by index; what stands above `from` belongs to another
    /// table.
    pub(super) fn at_row(grid: &Grid, at: usize, from: usize) -> Option<Self> {
        let name = name_in(grid.rows.get(at)?)?;
        let above = (at.saturating_sub(2).max(from)..at).rev();
        let first = above.take_while(|at| heads_years(&grid.rows[*at])).last().unwrap_or(at);
        let end = end(grid, at, name);
        let columns = columns(&grid.rows[first..end], name);
        let head = Self { first, end, name, columns };
        (head.names_indicators(grid, at) && head.has_figures(grid)).then_some(head)
    }

    /// Whether names stand in the column of the names, and its head, in this row, under no other: below
    /// 令和5年度 it is what was planned for that year.
    fn names_indicators(&self, grid: &Grid, row: usize) -> bool {
        let above = grid.rows.get(self.first..row).unwrap_or_default();
        let mut own = above.iter().flat_map(Row::own);
        !own.any(|(at, it)| (at..at + it.width.max(1)).contains(&self.name))
            && self.words(grid, self.name).is_none_or(|it| it * 2.0 > 1.0)
    }

    /// Whether there are columns of figures, and figures in them.
    fn has_figures(&self, grid: &Grid) -> bool {
        let columns =
            self.columns.iter().filter(|it| it.column.is_some_and(FigureColumn::has_figures));
        let columns: Vec<usize> = columns.map(|it| it.at).collect();
        let words: Vec<f64> = columns.iter().filter_map(|at| self.words(grid, *at)).collect();
        columns.len() >= 2 && (words.is_empty() || words.iter().any(|it| *it < MOST_WORDS))
    }

    /// Which share of the cells of a column is no figure; `None` where it is empty.
    #[expect(clippy::cast_precision_loss, reason = "a sheet has fewer rows than 2^52")]
    fn words(&self, grid: &Grid, at: usize) -> Option<f64> {
        let rows = grid.rows.get(self.end..).unwrap_or_default();
        let cells = rows.iter().map(|row| row.cell(at)).filter(|it| !it.is_blank() && !it.carried);
        let (words, all) = cells.fold((0_usize, 0_usize), |(words, all), cell| {
            let is_word = !has_figure(cell.text());
            (words + usize::from(is_word), all + 1)
        });
        (all > 0).then(|| words as f64 / all as f64)
    }

    /// Whether the indicators stand below a list of measures, or beside measures of which the sheet tells
    /// something in words: then it is a list.
    fn is_part_of(&self, list: &Layout, grid: &Grid) -> bool {
        if list.end() <= self.first {
            return true;
        }
        let names = list.columns.iter().any(|it| it.column == Column::Name && it.at != self.name);
        let tells = list.columns.iter().any(|it| {
            let is_text = matches!(
                it.column,
                Column::Description
                    | Column::Narrative(_)
                    | Column::Narratives(_)
                    | Column::Progress(_)
                    | Column::Status(_)
            );
            let is_of_indicator = matches!(
                self.column(it.at),
                Some(FigureColumn::Of(_) | FigureColumn::OfYear(_) | FigureColumn::Grade(_))
            );
            is_text && !is_of_indicator && self.words(grid, it.at).is_some_and(|it| it > 0.5)
        });
        names && tells
    }

    /// What a column holds.
    pub(super) fn column(&self, at: usize) -> Option<FigureColumn> {
        self.columns.iter().find(|it| it.at == at)?.column
    }

    /// Where the first column is that holds this.
    pub(super) fn at(&self, is: impl Fn(FigureColumn) -> bool) -> Option<usize> {
        self.columns.iter().find(|it| it.column.is_some_and(&is)).map(|it| it.at)
    }
}

/// The column of the names, where a row heads them. A title alone in its row is no head.
fn name_in(row: &Row) -> Option<usize> {
    let name = row.own().find(|(_, cell)| is_name(cell.text()))?;
    (row.own().count() > 1).then_some(name.0)
}

/// Whether a text is a figure rather than a word.
pub(super) fn has_figure(text: &str) -> bool {
    let text = fold_case(text);
    let text = text.trim_start_matches(['△', '▲', '-', '約', '+']);
    !matches!(Figure::parse(text, ""), Figure::Text(_))
        || text.starts_with(|c: char| c.is_numeric())
}

/// Whether a row above the head has years over its columns.
fn heads_years(row: &Row) -> bool {
    let years = row.own().filter(|(_, cell)| year_of(cell.text()).is_some()).count();
    let words = row.own().filter(|(_, cell)| is_group(&bare(cell.text()))).count();
    row.own().count() > 1 && years + words > 0
}

/// The index of the first row below the head: rows belong to it as long as the names are merged into
/// them, or they have nothing but further heads.
fn end(grid: &Grid, at: usize, name: usize) -> usize {
    let mut end = at + 1;
    while let Some(row) = grid.rows.get(end).filter(|_| end < at + MOST_LINES) {
        let heads = || {
            let texts: Vec<&str> = row.own().map(|(_, cell)| cell.text()).collect();
            // A text alone may be a goal: 基本目標１ …, 【数値目標】.
            let is_alone = texts.len() == 1 && texts.iter().any(|text| year_of(text).is_none());
            let is_figure = |text: &&str| !is_sub_head(text) && has_figure(text);
            !is_alone && texts.iter().any(|text| is_sub_head(text)) && !texts.iter().any(is_figure)
        };
        let is_below = row.cell(name).carried || row.cell(name).is_blank();
        if !(is_below && heads()) {
            break;
        }
        end += 1;
    }
    end
}

/// What the columns hold.
fn columns(rows: &[Row], name: usize) -> Vec<HeadColumn> {
    let width = rows.iter().map(Row::width).max().unwrap_or_default();
    let paths: Vec<Vec<String>> = (0..width).map(|at| path(rows, at)).collect();
    let mut columns: Vec<HeadColumn> = paths
        .iter()
        .enumerate()
        .filter(|(_, path)| !path.is_empty())
        .map(|(at, path)| {
            let column = if at == name {
                Some(FigureColumn::Of(Field::IndicatorName))
            } else {
                of_path(path)
            };
            HeadColumn { at, column, heading: path.join(" ") }
        })
        .collect();
    leave_out_beside(&mut columns, name);
    settle_by_rows(&mut columns);
    settle_bases(&mut columns);
    settle_amended(&mut columns);
    settle_targets(&mut columns);
    // A column without a head between those of the indicator and the years tells the rows apart.
    let of_row = |it: &HeadColumn| matches!(it.column, Some(FigureColumn::OfRow(_)));
    if let Some(first) = columns.iter().find(|it| of_row(it)).map(|it| it.at)
        && let Some(at) = (name + 1..first).find(|at| !columns.iter().any(|it| it.at == *at))
    {
        let column = Some(FigureColumn::RowKind);
        columns.push(HeadColumn { at, column, heading: String::new() });
    }
    columns.sort_by_key(|it| it.at);
    columns
}

/// The heads over a column, from the top.
fn path(rows: &[Row], at: usize) -> Vec<String> {
    let mut path: Vec<String> = Vec::new();
    for (line, row) in rows.iter().enumerate() {
        let over = row.own().find(|(from, cell)| (*from..*from + cell.width.max(1)).contains(&at));
        let over = over.or_else(|| {
            // A table without merged cells names a year once, above the first of its columns.
            let has_below = |at| rows[line + 1..].iter().any(|row| !row.cell(at).is_blank());
            let left = row.own().take_while(|(from, _)| *from < at).last();
            left.filter(|(from, _)| (*from..=at).all(has_below))
        });
        if let Some((_, cell)) = over {
            let heading = cell::name(cell.text());
            if path.last() != Some(&heading) {
                path.push(heading);
            }
        }
    }
    path
}

/// What begins with a further column of names is another table.
fn leave_out_beside(columns: &mut [HeadColumn], name: usize) {
    let heading = columns.iter().find(|it| it.at == name).map(|it| it.heading.clone());
    let other = columns.iter().find(|it| it.at > name && Some(&it.heading) == heading.as_ref());
    let Some(other) = other.map(|it| it.at) else { return };
    columns.iter_mut().filter(|it| it.at >= other).for_each(|it| it.column = None);
}

/// In a table with a row for each year, 目標 and 実績 are those of the row.
fn settle_by_rows(columns: &mut [HeadColumn]) {
    if !columns.iter().any(|it| it.column == Some(FigureColumn::Year)) {
        return;
    }
    for it in columns {
        let field = match bare(&it.heading).as_str() {
            "目標" | "目標値" | "計画値" | "年度目標値" => Field::YearTarget,
            "実績" | "実績値" => Field::Actual,
            _ => continue,
        };
        it.column = Some(FigureColumn::OfYear(field));
    }
}

/// Beside 基準値 the head 現状値（R5） is the actual of its year.
fn settle_bases(columns: &mut [HeadColumn]) {
    let is_base = |it: &HeadColumn| matches!(it.column, Some(FigureColumn::Base(_)));
    let is_now = |it: &HeadColumn| bare(&it.heading).contains("現状");
    if !columns.iter().any(|it| is_base(it) && !is_now(it)) {
        return;
    }
    for it in columns.iter_mut().filter(|it| is_base(it) && is_now(it)) {
        let Some(FigureColumn::Base(year)) = it.column else { continue };
        it.column = year.map(FigureColumn::Actual);
    }
}

/// A target before an amendment is told where no year says since when it no longer holds, and is the only
/// one where none stands beside it.
fn settle_amended(columns: &mut [HeadColumn]) {
    let has = |columns: &[HeadColumn], is: fn(FigureColumn) -> bool| {
        columns.iter().any(|it| it.column.is_some_and(is))
    };
    if has(columns, |it| matches!(it, FigureColumn::AmendedTarget(_))) {
        return;
    }
    let is_final = has(columns, |it| matches!(it, FigureColumn::FinalTarget(_)));
    let instead = (!is_final).then_some(FigureColumn::FinalTarget(None));
    for it in columns.iter_mut().filter(|it| it.column == Some(FigureColumn::FormerTarget)) {
        it.column = instead;
    }
}

/// The last target is the final one where no column says so, it has no actual, and it is the only one or
/// stands apart: 目標値（R8） behind 令和5年度目標.
fn settle_targets(columns: &mut [HeadColumn]) {
    let is_final = |it: &HeadColumn| {
        matches!(it.column, Some(FigureColumn::FinalTarget(_) | FigureColumn::AmendedTarget(_)))
    };
    if columns.iter().any(is_final) {
        return;
    }
    let targets = columns.iter().filter_map(|it| match it.column {
        Some(FigureColumn::Target(year)) => Some((year, has_year_in_brackets(&it.heading))),
        _ => None,
    });
    let mut targets: Vec<(FiscalYear, bool)> = targets.collect();
    targets.sort_by_key(|(year, _)| *year);
    let Some(((last, in_brackets), before)) = targets.split_last() else { return };
    let has_actual = columns.iter().any(|it| it.column == Some(FigureColumn::Actual(*last)));
    let stands_apart =
        before.last().is_none_or(|(year, other)| year.next() != *last || (*in_brackets && !other));
    if !has_actual && stands_apart {
        let last = *last;
        for it in columns.iter_mut().filter(|it| it.column == Some(FigureColumn::Target(last))) {
            it.column = Some(FigureColumn::FinalTarget(Some(last)));
        }
    }
}

fn has_year_in_brackets(heading: &str) -> bool {
    year_of(heading).is_some() && year_of(&bare(heading)).is_none()
}
