//! Where the headings of a list stand, and what the columns below them hold.

use super::columns::{self, Column};
use super::heading_lines::{
    heads_groups, heads_merged, heads_parts, is_covered, is_data, is_heading, is_held, known,
    lines, one_line, score,
};
use super::heading_years::dated;
use super::headings;
use super::titled::{Heading, Titled};
use super::{marks, title, trade, years};
use crate::domain::fold::fold_case;
use crate::exchange::grid::{Grid, Row};
use std::collections::BTreeSet;

/// How far down the headings of a list are looked for: titles, legends and notes may stand above.
pub(crate) const DEEPEST: usize = 200;

/// The most rows that headings have.
const MOST_LINES: usize = 4;

/// The headings of a list, and what its columns hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// The index of its first row.
    pub first: usize,
    /// How many rows it has.
    pub lines: usize,
    pub columns: Vec<Titled>,
    /// Headings of columns that have no place in a book.
    pub ignored: Vec<Heading>,
    /// One of these: the column of the 部 to which the 課 of the leading departments belong.
    pub division: Option<usize>,
}

impl Layout {
    /// Finds the headings of a list; `None` for a sheet that is none.
    pub fn find(grid: &Grid) -> Option<Self> {
        let rows = 0..grid.rows.len().min(DEEPEST);
        // 資料１ and a date above the headings are none.
        let rows = rows.filter(|at| {
            grid.rows
                .get(*at)
                .is_some_and(|row| !row.own().all(|(_, cell)| title::is_furniture(cell.text())))
        });
        let mut layouts = rows.filter_map(|first| Self::headings_in(grid, first));
        let found = layouts.find(|layout| is_list(&layout.columns, &layout.ignored))?;
        if found.has_two_lines(grid) {
            return None;
        }
        // A title may stand in the row above the headings, with a number beside it. One of headings that
        // stand over several is none.
        let is_title = |row: &Row| known(one_line(row)).0.len() < 2;
        let has_title = grid.rows.get(found.first).is_some_and(is_title);
        let lower = (found.first + 1..found.end())
            .filter(|_| has_title)
            .filter_map(|first| Self::headings_in(grid, first));
        let best = lower
            .filter(|layout| is_list(&layout.columns, &layout.ignored))
            .fold(found, |best, layout| if layout.kinds() > best.kinds() { layout } else { best });
        Some(best.settled_until_next(grid))
    }

    /// The headings that a row holds, be it that of a list or not; `None` where there is no such row.
    pub fn at(grid: &Grid, first: usize) -> Option<Self> {
        Some(Self::headings_in(grid, first)?.settled_until_next(grid))
    }

    /// That of a list which begins in a row and has no headings.
    pub(crate) const fn without_headings(first: usize) -> Self {
        Self { first, lines: 0, columns: Vec::new(), ignored: Vec::new(), division: None }
    }

    /// The index of the first row below that heads another table of measures: in other columns than
    /// this one, or of other years.
    pub fn next_table(&self, grid: &Grid) -> Option<usize> {
        let own = Self::headings_in(grid, self.first)?;
        let places = |it: &Self| -> BTreeSet<(usize, Option<Column>)> {
            let known = it.columns.iter().map(|titled| (titled.at, Some(titled.column)));
            known.chain(it.ignored.iter().map(|heading| (heading.at, None))).collect()
        };
        let own = places(&own);
        (self.end()..grid.rows.len()).find(|at| {
            let Some(row) = grid.rows.get(*at).filter(|row| may_head(row)) else { return false };
            !self.is_line(grid, row)
                && Self::headings_in(grid, *at).is_some_and(|found| {
                    is_list(&found.columns, &found.ignored) && places(&found) != own
                })
        })
    }

    /// Decides by the rows of this table alone what its headings do not say.
    fn settled_until_next(self, grid: &Grid) -> Self {
        match self.next_table(grid) {
            Some(next) => self.settled(&grid.part(0..next)),
            None => self.settled(grid),
        }
    }

    /// Whether each measure stands in two lines, one below the other: 施策名 over 担当課. Nothing tells
    /// what stands where.
    fn has_two_lines(&self, grid: &Grid) -> bool {
        const LEAST: usize = 2;
        let name = self.columns.iter().find(|titled| titled.column == Column::Name);
        let rows = grid.rows.get(self.first + 1..=self.end()).unwrap_or_default();
        rows.iter().any(|row| {
            let known = |at: usize| columns::column(row.cell(at).text());
            let is_other = |titled: &Titled| {
                !row.cell(titled.at).carried
                    && known(titled.at).is_some_and(|column| matches!(column, Column::Lead(_)))
            };
            row.own().count() >= LEAST
                && row.own().all(|(at, _)| known(at).is_some())
                && name.is_some_and(is_other)
        })
    }

    /// How many kinds of columns are known.
    fn kinds(&self) -> usize {
        self.columns.iter().map(|titled| titled.column).collect::<BTreeSet<Column>>().len()
    }

    fn headings_in(grid: &Grid, first: usize) -> Option<Self> {
        let row = grid.rows.get(first)?;
        let over = grid.rows.get(..first).unwrap_or_default();
        let mut best = (1, dated(one_line(row), over));
        let mut above = best.1.clone();
        // A title above the headings takes no part in them.
        let most = if row.own().count() > 1 { MOST_LINES } else { 1 };
        for count in 2..=most {
            let Some(rows) = grid.rows.get(first..first + count) else { break };
            let Some(next) = rows.last() else { break };
            // Nor does the first goal below, nor the first measure.
            if is_heading(next) || (is_data(next, &above) && !is_covered(next, rows)) {
                break;
            }
            let together = dated(lines(rows), over);
            let is_held = is_held(next, &above)
                || heads_parts(next, &above)
                || heads_groups(next, &above)
                || heads_merged(next, rows);
            if is_held || score(&together) > score(&best.1).max(score(&dated(one_line(next), over)))
            {
                best = (count, together.clone());
            }
            above = together;
        }
        let (lines, headings) = best;
        let (columns, ignored) = known(headings);
        Some(Self { first, lines, columns, ignored, division: None })
    }

    /// Decides what the headings alone do not say.
    fn settled(mut self, grid: &Grid) -> Self {
        self.part_number_from_name(grid);
        self.part_numbers_of_levels(grid);
        let below = grid.rows.get(self.end()..).unwrap_or_default();
        marks::settle(&mut self.columns, &mut self.ignored, below);
        self.part_kinds(grid);
        self.resolve(grid);
        self.widen(grid);
        self.number_paths(grid);
        self.ignored.sort_by_key(|heading| heading.at);
        self
    }

    /// Whether it has a column for the names of measures, without which nothing can be read.
    pub fn names_measures(&self) -> bool {
        self.columns.iter().any(|titled| titled.column == Column::Name)
    }

    /// Whether it has no columns for goals and directions.
    pub(super) fn lacks_levels(&self) -> bool {
        !self.columns.iter().any(|titled| titled.column.is_of_level())
    }

    /// The index of the first row below.
    pub fn end(&self) -> usize {
        self.first + self.lines
    }

    /// Whether a row repeats the headings, as at the top of a further page, also in other words.
    pub fn is_repeated(&self, grid: &Grid, row: &Row) -> bool {
        let name = self.columns.iter().find(|titled| titled.column == Column::Name);
        let is_name =
            |titled: &Titled| columns::column(row.cell(titled.at).text()) == Some(Column::Name);
        if is_lettered(row) {
            return true;
        }
        let may_head = row.own().all(|(_, cell)| columns::may_be_heading(cell.text()));
        if may_head && name.is_some_and(is_name) {
            let (titled, others) = known(one_line(row));
            if is_list(&titled, &others) && others.is_empty() {
                return true;
            }
        }
        self.is_line(grid, row)
    }

    /// Whether a row says the same as one of the headings.
    fn is_line(&self, grid: &Grid, row: &Row) -> bool {
        let lines = grid.rows.get(self.first..self.end()).unwrap_or_default();
        lines.iter().any(|line| {
            let mut own = row.own().peekable();
            own.peek().is_some()
                && own.all(|(at, cell)| fold_case(cell.text()) == fold_case(line.cell(at).text()))
        })
    }
}

/// Whether a row may head a table: most of its cells are headings that are known, one that of the names.
fn may_head(row: &Row) -> bool {
    const LEAST: usize = 3;
    const LONGEST: usize = 90;
    let count = row.own().count();
    if count < LEAST || row.own().any(|(_, cell)| cell.text().len() > LONGEST) {
        return false;
    }
    // A number is one of a measure.
    let is_number = |text: &str| {
        let text = fold_case(text);
        text.len() < 4 && text.chars().all(|c| c.is_ascii_digit())
    };
    if row.own().any(|(_, cell)| is_number(cell.text()) || headings::goal(cell.text()).is_some()) {
        return false;
    }
    let (mut known, mut unknown, mut is_named) = (0, 0, false);
    for (_, cell) in row.own() {
        match columns::column(cell.text()) {
            Some(column) => {
                known += 1;
                is_named |= column == Column::Name;
            }
            None => unknown += 1,
        }
        if unknown * 2 > count {
            return false;
        }
    }
    is_named && known >= LEAST
}

/// Whether a row below headings does nothing but letter or number the columns: ア, イ, ウ.
fn is_lettered(row: &Row) -> bool {
    const LETTERS: [&str; 3] = [
        "アイウエオカキクケコサシスセソタチツテト",
        "あいうえおかきくけこさしすせそ",
        "abcdefghijklmnopqrst",
    ];
    const LEAST: usize = 3;
    const LONGEST: usize = 12;
    if row.own().any(|(_, cell)| cell.text().len() > LONGEST) {
        return false;
    }
    let marks: Vec<String> = row
        .own()
        .map(|(_, cell)| fold_case(cell.text()).trim_matches(['(', ')', '[', ']']).to_owned())
        .collect();
    let by = |mark: &dyn Fn(usize) -> Option<String>| {
        marks.iter().enumerate().all(|(at, it)| mark(at).as_ref() == Some(it))
    };
    let letter = |letters: &str, at| letters.chars().nth(at).map(String::from);
    marks.len() >= LEAST
        && (by(&|at| Some((at + 1).to_string()))
            || LETTERS.iter().any(|letters| by(&|at| letter(letters, at))))
}

/// Whether one list cannot have both columns: of two for the same thing the headings may count the year
/// from that of the list, 前年度評価 | 今年度評価.
pub(super) fn are_rivals(one: &Titled, other: &Titled) -> bool {
    let before = |it: &Titled| years::before(&fold_case(&it.heading)).unwrap_or_default();
    excludes(one.column, other.column)
        && !(one.column.year() == Some(None) && before(one) != before(other))
}

/// Whether one list cannot have a column of each kind.
pub(super) fn excludes(one: Column, other: Column) -> bool {
    match (one, other) {
        // The texts of one year are joined: 上半期 and 下半期.
        (Column::Mark(_), Column::Mark(_))
        | (Column::Narrative(_), Column::Narrative(_))
        | (Column::Narratives(_), Column::Narratives(_)) => false,
        (Column::Lead(_), Column::Lead(_))
        | (Column::Number, Column::NumberPath)
        | (Column::NumberPath, Column::Number) => true,
        (one, other) => one == other,
    }
}

/// Whether columns are those of a list of measures: their names and at least two kinds of things
/// about them, and no more that only a list of another trade tells.
fn is_list(titled: &[Titled], ignored: &[Heading]) -> bool {
    let named = titled.iter().any(|titled| titled.column == Column::Name);
    let mut about: Vec<Column> = Vec::new();
    for column in titled.iter().map(|titled| titled.column) {
        let is_other = !matches!(column, Column::Name | Column::Goal | Column::Direction)
            && !column.is_of_period();
        if is_other && !has_column(&about, column) {
            about.push(column);
        }
    }
    named && about.len() >= 2 && !trade::is_of_another(titled, ignored)
}

fn has_column(columns: &[Column], column: Column) -> bool {
    columns.iter().any(|other| *other == column || excludes(*other, column))
}
