//! Where the headings of a list stand, and what the columns below them hold.

use super::columns::{self, Column};
use super::departments::Brackets;
use super::heading_lines::{is_heading, known, one_line, score, two_lines};
use super::headings;
use super::marks;
use super::years::folded;
use crate::domain::FiscalYear;
use crate::exchange::grid::{Grid, Row};

/// How far down the headings of a list are looked for: titles, legends and notes may stand above.
pub const DEEPEST: usize = 200;

/// The longest text that is still a status rather than a narrative, in characters.
const LONGEST_STATUS: usize = 12;

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

/// A heading and the column, counted from 0, over which it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    pub at: usize,
    /// All of it, where it stands in two rows.
    pub text: String,
    /// What its lowest row says: 実施済 under 進捗状況.
    pub lowest: String,
}

/// A column with its heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Titled {
    pub at: usize,
    pub column: Column,
    pub heading: String,
    /// What the lowest row of its heading says.
    pub lowest: String,
}

impl Titled {
    pub fn new(heading: Heading, column: Column) -> Self {
        let Heading { at, text, lowest } = heading;
        Self { at, column, heading: text, lowest }
    }
}

impl From<Titled> for Heading {
    fn from(titled: Titled) -> Self {
        let Titled { at, heading, lowest, .. } = titled;
        Self { at, text: heading, lowest }
    }
}

impl Layout {
    /// Finds the headings of a list; `None` for a sheet that is none.
    pub fn find(grid: &Grid) -> Option<Self> {
        let rows = 0..grid.rows.len().min(DEEPEST);
        let mut layouts = rows.filter_map(|first| Self::headings_in(grid, first));
        Some(layouts.find(|layout| is_list(&layout.columns))?.settled(grid))
    }

    /// The headings that a row holds, be it that of a list or not; `None` where there is no such row.
    pub fn at(grid: &Grid, first: usize) -> Option<Self> {
        Some(Self::headings_in(grid, first)?.settled(grid))
    }

    fn headings_in(grid: &Grid, first: usize) -> Option<Self> {
        let row = grid.rows.get(first)?;
        let single = one_line(row);
        // A title above the headings takes no part in them, nor the first goal below.
        let next = grid.rows.get(first + 1);
        let next = next.filter(|next| row.own().count() > 1 && !is_heading(next));
        let lower = next.map(one_line).map_or(0, |lower| score(&lower));
        let double = next.map(|next| two_lines(row, next));
        let double = double.filter(|it| score(it) > score(&single).max(lower));
        let lines = if double.is_some() { 2 } else { 1 };
        let (columns, ignored) = known(double.unwrap_or(single));
        Some(Self { first, lines, columns, ignored })
    }

    /// Decides what the headings alone do not say.
    fn settled(mut self, grid: &Grid) -> Self {
        self.part_number_from_name(grid);
        self.part_numbers_of_levels(grid);
        marks::settle(&mut self, grid);
        self.resolve(grid);
        self.number_paths(grid);
        self
    }

    /// Whether it has a column for the names of measures, without which nothing can be read.
    pub fn names_measures(&self) -> bool {
        has(&self.columns, Column::Name)
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
        if name.is_some_and(is_name) {
            let (titled, others) = known(one_line(row));
            if is_list(&titled) && others.is_empty() {
                return true;
            }
        }
        let lines = grid.rows.get(self.first..self.end()).unwrap_or_default();
        lines.iter().any(|line| {
            let mut own = row.own().peekable();
            own.peek().is_some()
                && own.all(|(at, cell)| folded(cell.text()) == folded(line.cell(at).text()))
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
            let are_numbers = |text| {
                super::sheet::number_of(text).is_some() && headings::direction(text).is_none()
            };
            if is_wide && texts.next().is_some_and(are_numbers) && texts.all(are_numbers) {
                numbers.push(Titled { column, ..titled.clone() });
                titled.at += 1;
            }
        }
        self.columns.extend(numbers);
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
            && beside.all(|text| super::sheet::number_of(text).is_some())
    }

    /// Decides what columns hold whose heading may mean two things, and lets the first of several
    /// columns for the same thing have it.
    fn resolve(&mut self, grid: &Grid) {
        let rows = grid.rows.get(self.end()..).unwrap_or_default();
        let has_text = self
            .columns
            .iter()
            .any(|titled| matches!(titled.column, Column::Narrative(_) | Column::Narratives(_)));
        self.part_levels();
        let mut kept: Vec<Titled> = Vec::with_capacity(self.columns.len());
        let alike = self.columns.clone();
        let has_related = self.columns.iter().any(|titled| titled.column == Column::Related);
        for mut titled in std::mem::take(&mut self.columns) {
            titled.column = match titled.column {
                Column::Progress(year) => progress(rows, &titled, &alike, year, has_text),
                Column::Lead(_) if has_related => Column::Lead(Brackets::PartOfName),
                // 内容 | 取組内容: the second is what was done.
                Column::Description if !has_text && has(&kept, Column::Description) => {
                    Column::Narratives(None)
                }
                column => column,
            };
            if has(&kept, titled.column) {
                self.ignored.push(titled.into());
            } else {
                kept.push(titled);
            }
        }
        self.columns = kept;
        self.settle_single_year(rows);
    }

    /// 施策 | 事業: of two columns of names the first is that of the directions, where these have none.
    /// 基本方針 | 施策の方向: of two columns of directions the first is that of the goals.
    fn part_levels(&mut self) {
        for (column, upper) in
            [(Column::Name, Column::Direction), (Column::Direction, Column::Goal)]
        {
            let mut same = self.columns.iter().filter(|titled| titled.column == column);
            let (Some(first), Some(second)) = (same.next(), same.next()) else { continue };
            let are_levels = column != Column::Name
                || (first.heading.contains("施策") && second.heading.contains("事業"));
            let first = first.at;
            if are_levels && !has(&self.columns, upper) {
                self.columns
                    .iter_mut()
                    .filter(|titled| titled.at == first)
                    .for_each(|titled| titled.column = upper);
            }
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

    /// A single column under 平成30年度実施状況 whose cells begin with 【平成29年度】 holds them all.
    fn settle_single_year(&mut self, rows: &[Row]) {
        let mut of_years =
            self.columns.iter_mut().filter(|titled| matches!(titled.column, Column::Narrative(_)));
        let (Some(titled), None) = (of_years.next(), of_years.next()) else { return };
        let Column::Narrative(year) = titled.column else { return };
        let is_bare = FiscalYear::parse(&titled.heading) == Some(year);
        let begins = |row: &Row| super::narrative::begins_with_year(row.cell(titled.at).text());
        if !is_bare && rows.iter().any(begins) {
            titled.column = Column::Narratives(Some(year));
        }
    }
}

/// Whether a column for the same thing is already there.
fn has(kept: &[Titled], column: Column) -> bool {
    kept.iter().any(|other| excludes(other.column, column))
}

/// Whether one list cannot have a column of each kind.
pub fn excludes(one: Column, other: Column) -> bool {
    match (one, other) {
        (Column::Mark(_), Column::Mark(_)) => false,
        (Column::Lead(_), Column::Lead(_))
        | (Column::Narratives(_), Column::Narratives(_))
        | (Column::Number, Column::NumberPath)
        | (Column::NumberPath, Column::Number) => true,
        (one, other) => one == other,
    }
}

/// Whether a column under an ambiguous heading holds statuses or narratives: by its texts, or where
/// it has none by those under the same heading for other years.
fn progress(
    rows: &[Row],
    titled: &Titled,
    columns: &[Titled],
    year: Option<FiscalYear>,
    has_text: bool,
) -> Column {
    let mut texts = texts_under(rows, titled);
    if texts.is_empty() {
        let alike = |other: &&Titled| columns::are_alike(&other.heading, &titled.heading);
        texts = columns.iter().filter(alike).flat_map(|other| texts_under(rows, other)).collect();
    }
    let of_status = titled.heading.contains("進捗") || has_text;
    let is_status = if texts.is_empty() {
        of_status && (year.is_none() || titled.heading.contains("進捗"))
    } else {
        // Where the heading does not say so, a sentence is no status, however short.
        let says = titled.heading.contains("進捗");
        let may = |text: &String| {
            text.chars().count() <= LONGEST_STATUS && (says || !text.ends_with('。'))
        };
        texts.iter().all(may)
    };
    match (is_status, year) {
        (true, year) => Column::Status(year),
        (false, Some(year)) => Column::Narrative(year),
        (false, None) => Column::Narratives(None),
    }
}

/// The numbers of 1-2-3; none where the text is no such thing.
pub fn path(text: &str) -> Vec<u32> {
    let folded = folded(text);
    let parts = folded.split(['-', '－', '‐', '―', '.']);
    let numbers: Option<Vec<u32>> = parts.map(super::sheet::number_of).collect();
    numbers.unwrap_or_default()
}

/// The texts of a column, folded, without headings that come again.
pub(super) fn texts_under(rows: &[Row], titled: &Titled) -> Vec<String> {
    let heading = folded(&titled.heading);
    rows.iter()
        .map(|row| row.cell(titled.at))
        .filter(|cell| !cell.carried && !cell.is_blank())
        .map(|cell| folded(cell.text()))
        .filter(|text| *text != heading)
        .collect()
}

/// Whether columns are those of a list of measures: their names and at least two things about them.
fn is_list(titled: &[Titled]) -> bool {
    let named = titled.iter().any(|titled| titled.column == Column::Name);
    let about = titled
        .iter()
        .filter(|titled| titled.column != Column::Name)
        .filter(|titled| !matches!(titled.column, Column::Goal | Column::Direction))
        .count();
    named && about >= 2
}
