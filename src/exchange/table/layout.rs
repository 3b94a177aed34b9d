//! Where the headings of a list stand, and what the columns below them hold.

use super::columns::{self, Column};
use super::departments::Brackets;
use super::heading_lines::{
    heads_parts, is_data, is_heading, is_held, known, lines, one_line, score,
};
use super::heading_years::dated;
use super::headings;
use super::numbering::number_of;
use super::stage::{Stage, are_stages, stage};
use super::titled::{Heading, Titled, texts_under};
use super::trade;
use super::years;
use super::{marks, sense, title};
use crate::domain::FiscalYear;
use crate::domain::fold::fold_case;
use crate::exchange::grid::{Grid, Row};
use std::collections::{BTreeMap, BTreeSet};

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
        // A title may stand in the row above the headings, with a number beside it.
        let lower =
            (found.first + 1..found.end()).filter_map(|first| Self::headings_in(grid, first));
        let best = lower
            .filter(|layout| is_list(&layout.columns, &layout.ignored))
            .fold(found, |best, layout| if layout.kinds() > best.kinds() { layout } else { best });
        Some(best.settled_until_next(grid))
    }

    /// The headings that a row holds, be it that of a list or not; `None` where there is no such row.
    pub fn at(grid: &Grid, first: usize) -> Option<Self> {
        Some(Self::headings_in(grid, first)?.settled_until_next(grid))
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
            if is_heading(next) || is_data(next, &above) {
                break;
            }
            let together = dated(lines(rows), over);
            let is_held = is_held(next, &above) || heads_parts(next, &above);
            if is_held || score(&together) > score(&best.1).max(score(&dated(one_line(next), over)))
            {
                best = (count, together.clone());
            }
            above = together;
        }
        let (lines, headings) = best;
        let (columns, ignored) = known(headings);
        Some(Self { first, lines, columns, ignored })
    }

    /// Decides what the headings alone do not say.
    fn settled(mut self, grid: &Grid) -> Self {
        self.part_number_from_name(grid);
        self.part_numbers_of_levels(grid);
        let below = grid.rows.get(self.end()..).unwrap_or_default();
        marks::settle(&mut self.columns, &mut self.ignored, below);
        self.part_plans(grid);
        self.resolve(grid);
        self.widen(grid);
        self.number_paths(grid);
        self
    }

    /// Whether it has a column for the names of measures, without which nothing can be read.
    pub fn names_measures(&self) -> bool {
        has(&self.columns, Column::Name)
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
        if name.is_some_and(is_name) {
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

    /// One heading may stand over the number and the name: the merged 施策 over `1` | `直売所…`.
    fn part_number_from_name(&mut self, grid: &Grid) {
        if self.columns.iter().any(|titled| titled.column == Column::Number) {
            return;
        }
        let Some(name) = self.columns.iter_mut().find(|titled| titled.column == Column::Name)
        else {
            return;
        };
        let number = Titled { column: Column::Number, ..name.clone() };
        let at = name.at;
        let is_wide = grid.rows.get(self.first).is_some_and(|row| row.cell(at).width > 1);
        if is_wide {
            name.at += 1;
            self.columns.push(number);
        } else if let Some(left) =
            at.checked_sub(1).filter(|left| self.has_numbers(grid, *left, at))
        {
            self.columns.push(Titled { at: left, ..number });
        }
    }

    /// One heading may stand over the number and the name of a goal or a direction.
    fn part_numbers_of_levels(&mut self, grid: &Grid) {
        let rows = grid.rows.get(self.end()..).unwrap_or_default();
        let mut numbers = Vec::new();
        for titled in &mut self.columns {
            let column = match titled.column {
                Column::Goal => Column::GoalNumber,
                Column::Direction => Column::DirectionNumber,
                _ => continue,
            };
            let at = titled.at;
            let is_wide = grid.rows.get(self.first).is_some_and(|row| row.cell(at).width == 2);
            let mut texts =
                rows.iter().map(|row| row.cell(at).text().trim()).filter(|it| !it.is_empty());
            let are_numbers =
                |text| number_of(text).is_some() && headings::direction(text).is_none();
            if is_wide && texts.next().is_some_and(are_numbers) && texts.all(are_numbers) {
                numbers.push(Titled { column, ..titled.clone() });
                titled.at += 1;
            }
        }
        self.columns.extend(numbers);
    }

    /// 計画 | 実績, a row each: a column, whatever its heading is, that says so of each row.
    fn part_plans(&mut self, grid: &Grid) {
        let rows = grid.rows.get(self.end()..).unwrap_or_default();
        let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
        // 計画・実績 sounds like a text.
        let may_be = |titled: &Titled| {
            matches!(
                titled.column,
                Column::Narratives(None) | Column::Progress(None) | Column::Status(None)
            )
        };
        let is_free = |at: &usize| self.columns.iter().all(|it| it.at != *at || may_be(it));
        let texts = |at: usize| {
            let own = rows.iter().filter_map(move |row| row.own().find(|(it, _)| *it == at));
            own.map(|(_, cell)| fold_case(cell.text())).collect::<Vec<String>>()
        };
        let found = (0..width).filter(is_free).find(|at| are_stages(&texts(*at)));
        let Some(at) = found else { return };
        if let Some(titled) = self.columns.iter_mut().find(|titled| titled.at == at) {
            titled.column = Column::Kind;
            return;
        }
        let heading = self.ignored.iter().position(|heading| heading.at == at);
        let none = || Heading { at, text: String::new(), lowest: String::new() };
        let heading = heading.map_or_else(none, |known| self.ignored.remove(known));
        self.columns.push(Titled::new(heading, Column::Kind));
    }

    /// Whether a column without a heading holds numbers beside the names.
    fn has_numbers(&self, grid: &Grid, column: usize, name: usize) -> bool {
        let rows = |from, to| grid.rows.get(from..to).unwrap_or_default().iter();
        let mut beside = rows(self.end(), grid.rows.len())
            .filter(|row| !row.cell(name).is_blank() && !row.cell(column).is_blank())
            .map(|row| row.cell(column).text())
            .peekable();
        rows(self.first, self.end()).all(|row| row.cell(column).is_blank())
            && beside.peek().is_some()
            && beside.all(|text| number_of(text).is_some())
    }

    /// Decides what columns hold whose heading may mean two things, and lets the first of several
    /// columns for the same thing have it.
    fn resolve(&mut self, grid: &Grid) {
        let rows = grid.rows.get(self.end()..).unwrap_or_default();
        self.part_figures(rows);
        self.order_ratings(rows);
        let has_text = self
            .columns
            .iter()
            .any(|titled| matches!(titled.column, Column::Narrative(_) | Column::Narratives(_)));
        self.part_outlooks(rows);
        self.part_levels(rows);
        self.find_levels(grid);
        self.part_contents();
        self.part_descriptions(rows);
        self.choose_departments();
        let mut kept: Vec<Titled> = Vec::with_capacity(self.columns.len());
        let alike = self.columns.clone();
        let mut decided: BTreeMap<String, bool> = BTreeMap::new();
        let has_related = self.columns.iter().any(|titled| titled.column == Column::Related);
        for mut titled in std::mem::take(&mut self.columns) {
            let is_rating =
                matches!(titled.column, Column::Progress(_)) && columns::is_rating(&titled.heading);
            titled.column = match titled.column {
                Column::Progress(year) => {
                    // Those of several years are the same.
                    let base = columns::without_years(&titled.heading);
                    let decide = || sense::is_status(rows, &titled, &alike, year, has_text);
                    let is_status = match year {
                        Some(_) => *decided.entry(base).or_insert_with(decide),
                        None => decide(),
                    };
                    match (is_status, year) {
                        (true, year) => Column::Status(year),
                        (false, Some(year)) => Column::Narrative(year),
                        (false, None) => Column::Narratives(None),
                    }
                }
                Column::Lead(_) if has_related => Column::Lead(Brackets::PartOfName),
                // 内容 | 取組内容: the second is what was done.
                Column::Description if !has_text && has(&kept, Column::Description) => {
                    Column::Narratives(None)
                }
                column => column,
            };
            let is_text = matches!(titled.column, Column::Narrative(_) | Column::Narratives(_));
            if kept.iter().any(|it| are_rivals(it, &titled))
                || is_second(&kept, &titled)
                || (is_rating && is_text)
            {
                self.ignored.push(titled.into());
            } else {
                kept.push(titled);
            }
        }
        self.columns = kept;
        self.settle_single_year(rows);
        self.date_ratings();
    }

    /// 事業内容 | 実績 of one year: the second is what was done.
    fn part_contents(&mut self) {
        let is_done = |titled: &Titled| stage(&titled.lowest) == Some(Stage::Done);
        let done: Vec<Column> =
            self.columns.iter().filter(|it| is_done(it)).map(|it| it.column).collect();
        let is_beside = |titled: &Titled| {
            matches!(titled.column, Column::Narrative(_))
                && columns::part_of_year(&titled.heading).is_none()
                && !is_done(titled)
                && done.contains(&titled.column)
        };
        let (others, kept): (Vec<Titled>, Vec<Titled>) =
            std::mem::take(&mut self.columns).into_iter().partition(is_beside);
        self.columns = kept;
        self.ignored.extend(others.into_iter().map(Heading::from));
    }

    /// 年度 | 取組内容: what was done in the year of each row, unless another column tells that.
    fn part_descriptions(&mut self, rows: &[Row]) {
        let has_text = self.columns.iter().any(|it| {
            matches!(it.column, Column::Narrative(_) | Column::Narratives(_))
                || (matches!(it.column, Column::Progress(_)) && !columns::is_rating(&it.heading))
        });
        let described = self.columns.iter().position(|it| it.column == Column::Description);
        let of_rows = described.filter(|at| is_of_rows(rows, &self.columns[*at], &self.columns));
        match of_rows {
            Some(at) if has_text => self.ignored.push(self.columns.remove(at).into()),
            Some(at) => self.columns[at].column = Column::Narratives(None),
            None => {}
        }
    }

    /// In a list without a word about goals and directions, 1-2-3 may say all three numbers.
    fn number_paths(&mut self, grid: &Grid) {
        let rows = grid.rows.get(self.end()..).unwrap_or_default();
        let has_levels = self.columns.iter().any(|titled| titled.column.is_of_level())
            || rows.iter().any(|row| row.own().count() == 1);
        let Some(number) = self.columns.iter_mut().find(|it| it.column == Column::Number) else {
            return;
        };
        let mut texts = texts_under(rows, number).into_iter().peekable();
        if !has_levels
            && texts.peek().is_some()
            && texts.all(|text| matches!(path(&text).as_slice(), [_, _, _]))
        {
            number.column = Column::NumberPath;
        }
    }

    /// The columns under one merged heading hold one text between them.
    fn widen(&mut self, grid: &Grid) {
        let rows = grid.rows.get(self.first..self.end()).unwrap_or_default();
        let mut further = Vec::new();
        for titled in self.columns.iter().filter(|it| matches!(it.column, Column::Narrative(_))) {
            let own = |row: &&Row| !row.cell(titled.at).carried && !row.cell(titled.at).is_blank();
            let width = rows.iter().rfind(own).map_or(1, |row| row.cell(titled.at).width);
            let beside = (titled.at + 1..titled.at + width)
                .take_while(|at| self.column_at(*at).is_none() && self.heading_at(*at).is_none());
            further.extend(beside.map(|at| Titled { at, ..titled.clone() }));
        }
        self.columns.extend(further);
        self.columns.sort_by_key(|titled| titled.at);
    }

    /// A single column under 平成30年度実施状況 whose cells begin with 【平成29年度】 holds them all.
    fn settle_single_year(&mut self, rows: &[Row]) {
        let mut of_years =
            self.columns.iter_mut().filter(|titled| matches!(titled.column, Column::Narrative(_)));
        let (Some(titled), None) = (of_years.next(), of_years.next()) else { return };
        let Column::Narrative(year) = titled.column else { return };
        let is_bare = FiscalYear::parse(&titled.heading) == Some(year);
        let heading = fold_case(&titled.heading);
        let begins = |row: &Row| {
            let text = row.cell(titled.at).text();
            super::narrative::is_dated(text) && fold_case(text) != heading
        };
        if !is_bare && rows.iter().any(begins) {
            titled.column = Column::Narratives(Some(year));
        }
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

/// Whether a column for the same thing is already there.
fn has(kept: &[Titled], column: Column) -> bool {
    kept.iter().any(|other| excludes(other.column, column))
}

/// Whether one list cannot have both columns: of two for the same thing the headings may count the year
/// from that of the list, 前年度評価 | 今年度評価.
pub(super) fn are_rivals(one: &Titled, other: &Titled) -> bool {
    let before = |it: &Titled| years::before(&fold_case(&it.heading)).unwrap_or_default();
    excludes(one.column, other.column)
        && !(one.column.year() == Some(None) && before(one) != before(other))
}

/// Whether the texts of a column are those of the years that the rows are of: they change from row to
/// row of one measure.
fn is_of_rows(rows: &[Row], titled: &Titled, columns: &[Titled]) -> bool {
    let at = |column| columns.iter().find(|it| it.column == column).map(|it| it.at);
    let (Some(year), Some(name)) = (at(Column::Year), at(Column::Name)) else { return false };
    let mut above = ("", "");
    let changes = rows.iter().any(|row| {
        let (own, text) = (row.cell(name).text(), row.cell(titled.at).text());
        let is_same = own.trim().is_empty() || own == above.0;
        let changes = is_same && ![text, ""].contains(&above.1) && !text.is_empty();
        above = (if is_same { above.0 } else { own }, text);
        changes
    });
    changes || (year + 1 == titled.at && stage(&titled.heading) == Some(Stage::Done))
}

/// Whether a column holds a second text of a year, and its heading does not say of which part of it.
fn is_second(kept: &[Titled], titled: &Titled) -> bool {
    let is_part = |it: &Titled| columns::part_of_year(&it.heading).is_some();
    let before = |it: &Titled| years::before(&fold_case(&it.heading)).unwrap_or_default();
    match titled.column {
        Column::Narrative(_) => {
            kept.iter().any(|it| it.column == titled.column && !(is_part(it) && is_part(titled)))
        }
        Column::Narratives(_) => kept
            .iter()
            .any(|it| matches!(it.column, Column::Narratives(_)) && before(it) == before(titled)),
        _ => false,
    }
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

/// The numbers of 1-2-3; none where the text is no such thing.
pub(super) fn path(text: &str) -> Vec<u32> {
    let folded = fold_case(text);
    let parts = folded.split(['-', '－', '‐', '―', '.']);
    let numbers: Option<Vec<u32>> = parts.map(number_of).collect();
    numbers.unwrap_or_default()
}

/// Whether columns are those of a list of measures: their names and at least two kinds of things
/// about them, and no more that only a list of another trade tells.
fn is_list(titled: &[Titled], ignored: &[Heading]) -> bool {
    let named = titled.iter().any(|titled| titled.column == Column::Name);
    let mut about: Vec<Column> = Vec::new();
    for column in titled.iter().map(|titled| titled.column) {
        let is_other = !matches!(column, Column::Name | Column::Goal | Column::Direction);
        if is_other && !has_column(&about, column) {
            about.push(column);
        }
    }
    named && about.len() >= 2 && !trade::is_of_another(titled, ignored)
}

fn has_column(columns: &[Column], column: Column) -> bool {
    columns.iter().any(|other| *other == column || excludes(*other, column))
}
