//! What stands where in a sheet of a list.

mod heading_rows;

pub(super) use heading_rows::{Level, is_note};

use super::columns::Column;
use super::departments::{self, Brackets};
use super::headings;
use super::layout::Layout;
use super::numbering::{self, has_letters, is_path};
use super::titled::Titled;
use super::years;
use super::{marks, narrative, sense, title};
use crate::domain::FiscalYear;
use crate::domain::fold::fold_case;
use crate::domain::text::{clean, is_ditto};
use crate::exchange::account::Origin;
use crate::exchange::cell;
use crate::exchange::doubt::{Doubt, Question, Reason};
use crate::exchange::grid::{Cell, Grid, Row, Value};
use crate::exchange::place::Place;
use heading_rows::Marks;

/// One sheet of the list.
pub(super) struct Sheet<'a> {
    /// Its index among those of the source.
    pub index: usize,
    pub grid: &'a Grid,
    pub layout: &'a Layout,
    /// The name, where rows of several sheets must be told apart.
    pub name: Option<String>,
    /// The year that this sheet of several is of, which the others are not.
    pub year: Option<FiscalYear>,
    /// Where several tables of one year each stand one below the other: from which row on, by number,
    /// and of which year each is.
    pub tables: Vec<(u32, FiscalYear)>,
    /// The year that its title, its tab or the name of its file tells.
    pub whole: Option<FiscalYear>,
    /// The texts above the headings, folded, which may come again at the top of a further page.
    pub titles: Vec<String>,
    /// Whether goals have a column, so that no rows stand for them.
    pub goal_column: bool,
    /// Whether directions have one.
    pub direction_column: bool,
    /// How its rows for goals and directions are marked.
    pub marks: Marks,
    /// The index of the last row with a name: what stands alone below it is a note.
    pub last_named: Option<usize>,
    /// Whether the numbers of measures stand before their names, having no column.
    pub numbered_names: bool,
}

impl<'a> Sheet<'a> {
    /// A sheet with its headings.
    pub(super) fn new(
        index: usize,
        grid: &'a Grid,
        layout: &'a Layout,
        name: Option<String>,
    ) -> Self {
        let at = |column| {
            layout.columns.iter().find(|titled| titled.column == column).map(|titled| titled.at)
        };
        let mut names = grid
            .rows
            .get(layout.end()..)
            .unwrap_or_default()
            .iter()
            .filter(|row| row.own().count() > 1)
            .map(|row| at(Column::Name).map_or("", |at| row.cell(at).text()))
            .filter(|name| !name.trim().is_empty());
        Self {
            index,
            grid,
            layout,
            name,
            year: None,
            tables: tables(grid, layout),
            whole: None,
            titles: Vec::new(),
            marks: Marks::of(grid, layout),
            last_named: at(Column::Name)
                .and_then(|at| grid.rows.iter().rposition(|row| !row.cell(at).is_blank())),
            goal_column: at(Column::Goal).is_some(),
            direction_column: at(Column::Direction).is_some(),
            numbered_names: at(Column::Number).is_none()
                && names.all(|name| headings::direction(name).is_some()),
        }
    }

    /// Notes that it is one of several tables of a sheet, of which `layout` is that of the first: the
    /// rows of all of them tell how headings look.
    pub(super) fn is_one_of_several(&mut self, grid: &Grid, layout: &Layout, is_last: bool) {
        self.marks = Marks::of(grid, layout);
        if !is_last {
            self.last_named = Some(usize::MAX);
        }
    }

    /// The rows above the headings.
    pub(super) fn above(&self) -> &'a [Row] {
        self.grid.rows.get(..self.layout.first).unwrap_or_default()
    }

    /// Where a row stands.
    pub(super) fn place(&self, index: usize) -> Place {
        let row = self.grid.rows.get(index).map_or(0, |row| row.number);
        Place::Row { sheet: self.name.clone(), row }
    }

    /// Whether a place is in this sheet.
    pub(super) fn holds(&self, place: &Place) -> bool {
        matches!(place, Place::Row { sheet, .. } if *sheet == self.name)
    }

    /// Where a measure begins that begins in a row.
    pub(super) fn origin(&self, row: &Row) -> Origin {
        Origin { sheet: u16::try_from(self.index).unwrap_or(u16::MAX), row: row.number }
    }

    /// The column for a thing.
    pub(super) fn column(&self, column: Column) -> Option<&Titled> {
        self.layout.columns.iter().find(|titled| titled.column == column)
    }

    /// What stands under a heading, where anything does.
    pub(super) fn text(&self, row: &Row, column: Column) -> Option<String> {
        let text = row.cell(self.column(column)?.at).text();
        (!text.trim().is_empty()).then(|| text.to_owned())
    }

    /// The number of a measure as it is written, alone or behind those of its goal and direction.
    pub(super) fn number(&self, row: &Row) -> Option<String> {
        self.text(row, Column::Number).or_else(|| self.text(row, Column::NumberPath))
    }

    /// What stands under a heading in this row, not in one above with which its cell is merged.
    pub(super) fn own_text(&self, row: &Row, column: Column) -> Option<String> {
        let is_own = !row.cell(self.column(column)?.at).carried;
        self.text(row, column).filter(|_| is_own)
    }

    /// Refuses a row of which an error hides what it is about. Another cell that shows one is left out
    /// alone.
    pub(super) fn check_cells(&self, row: &Row) -> Result<(), Reason> {
        self.layout.columns.iter().filter(|titled| titled.column.places()).try_for_each(|titled| {
            let heading = titled.heading.clone();
            match &row.cell(titled.at).value {
                Value::Error(error) => Err(Reason::ErrorCell { heading, error: error.clone() }),
                Value::Uncalculated => Err(Reason::Uncalculated { heading }),
                Value::Text(_) | Value::Empty => Ok(()),
            }
        })
    }

    /// What is not taken of cells, whatever they stand under.
    pub(super) fn omitted(&self) -> impl Iterator<Item = Doubt> {
        self.grid.omitted.iter().map(|omitted| Doubt {
            place: Place::Row { sheet: self.name.clone(), row: omitted.row },
            column: Some(omitted.column),
            text: shortened(&omitted.text),
            question: omitted.question,
        })
    }

    /// The rows and columns that are taken although they are not printed: a row once, or a cell of
    /// such a column once.
    pub(super) fn unprinted(&self) -> Vec<Doubt> {
        let printed = &self.grid.printed;
        let rows = self.grid.rows.iter().enumerate().skip(self.layout.end());
        let is_out = |row: &Row| !printed.iter().any(|area| area.rows.contains(&row.number));
        let rows = rows.filter(|(_, row)| is_out(row));
        let rows = rows.map(|(at, _)| self.doubt(at, None, "", Question::Unprinted));
        let columns = self.layout.columns.iter();
        let is_out = |at: usize| !printed.iter().any(|area| area.columns.contains(&at));
        let columns = columns.filter(|titled| is_out(titled.at)).map(|titled| {
            self.doubt(self.layout.first, Some(titled.at), &titled.heading, Question::Unprinted)
        });
        if printed.is_empty() { Vec::new() } else { rows.chain(columns).collect() }
    }

    /// The name under a heading, which may say that there is none wherever `beside` holds something.
    pub(super) fn exact(&self, row: &Row, column: Column, beside: Column) -> Option<String> {
        let _ = self.text(row, beside)?;
        Some(cell::name(row.cell(self.column(column)?.at).text()))
    }

    /// The leading and the related departments.
    pub(super) fn departments(&self, row: &Row) -> (Option<Vec<String>>, Option<Vec<String>>) {
        let some = |names: Vec<String>| Some(names).filter(|names| !names.is_empty());
        let related = self
            .text(row, Column::Related)
            .and_then(|text| some(departments::read(&text, Brackets::PartOfName).lead));
        let lead = self.layout.columns.iter().find_map(|titled| match titled.column {
            Column::Lead(brackets) => Some((titled.at, brackets)),
            _ => None,
        });
        let Some((at, brackets)) = lead else { return (None, related) };
        let cell = row.cell(at);
        if cell.is_blank() {
            return (None, related);
        }
        let names = departments::read(cell.text(), brackets);
        match brackets {
            Brackets::PartOfName => (some(names.lead), related),
            // A cell without a bracket is as one that is empty: it takes nothing away.
            Brackets::Related | Brackets::Perhaps => (some(names.lead), some(names.related)),
        }
    }

    /// Whether a measure is 廃止, where the list says anything of it.
    pub(super) fn retired(&self, row: &Row) -> Option<bool> {
        let cell = row.cell(self.column(Column::Retired)?.at);
        let text = fold_case(cell.text());
        match text.as_str() {
            "廃止" | "廃止済" | "廃止済み" | "済" | "済み" | "有" | "あり" | "はい" | "yes"
            | "true" => Some(true),
            "×" | "false" | "0" | "無" | "なし" | "いいえ" | "no" => Some(false),
            "" => None,
            _ if marks::is_mark(&text) => Some(true),
            _ => marks::is_no(&text).then_some(false),
        }
    }

    /// Whether a row has a note, a legend or a total where its goal or its direction would stand.
    pub(super) fn has_note(&self, row: &Row) -> bool {
        [Column::Goal, Column::Direction].into_iter().any(|column| {
            let text = self.text(row, column);
            text.is_some_and(|text| self.is_note_of(row, column, &text))
        })
    }

    /// Whether a text in the column of goals or directions is a note, a legend or a total.
    pub(super) fn is_note_of(&self, row: &Row, column: Column, text: &str) -> bool {
        let number = match column {
            Column::Goal => Column::GoalNumber,
            Column::Direction => Column::DirectionNumber,
            _ => return false,
        };
        self.text(row, number).is_none()
            && headings::goal(text).is_none()
            && headings::direction(text).is_none()
            && (is_note(text) || is_total(text))
    }

    /// Whether a row holds a goal or a direction in its column and nothing else.
    pub(super) fn is_heading_only(&self, row: &Row) -> bool {
        (self.goal_column || self.direction_column)
            && row.own().all(|(at, _)| {
                self.layout
                    .columns
                    .iter()
                    .any(|titled| titled.at == at && titled.column.is_of_level())
            })
    }

    /// Whether a row goes on with the measure above: their names are one merged cell, or it has none
    /// and tells of a further year or another department.
    pub(super) fn continues(&self, row: &Row) -> bool {
        let cell = |column| self.column(column).map(|titled| row.cell(titled.at));
        let goes_on = |row| {
            self.tells_of_a_year(row) || self.names_departments(row) || self.is_further_text(row)
        };
        cell(Column::Name).is_some_and(|name| name.carried || (name.is_blank() && goes_on(row)))
            && [Column::Number, Column::NumberPath]
                .into_iter()
                .filter_map(cell)
                .all(|number| number.carried || number.is_blank())
    }

    /// Whether a row right below another holds nothing but more of its texts.
    fn is_further_text(&self, row: &Row) -> bool {
        let above = row.number.saturating_sub(1);
        let has_above = self.grid.rows.binary_search_by_key(&above, |it| it.number).is_ok();
        let column = |at: usize| self.layout.columns.iter().find(|it| it.at == at);
        let is_text = |at: usize| column(at).is_some_and(|it| is_of_years(it.column));
        let mut own = row.own();
        let is_fitting = |(at, cell): (usize, &Cell)| {
            let is_aside = is_note(cell.text())
                || title::is_furniture(cell.text())
                || is_total(cell.text())
                || ["担当", "作成", "事務局"]
                    .iter()
                    .any(|it| cell.text().trim_start().starts_with(it));
            !is_aside
                && match column(at) {
                    Some(it) => is_of_years(it.column) || it.column == Column::Description,
                    None => true,
                }
        };
        row.own().any(|(at, _)| is_text(at)) && own.all(is_fitting) && has_above
    }

    /// Whether a row has leading departments of its own.
    fn names_departments(&self, row: &Row) -> bool {
        let (lead, _) = self.own_departments(row);
        lead.is_some_and(|names| names.iter().all(|name| departments::is_department(name)))
    }

    /// The departments of a row, but those of a cell that is merged with one above.
    pub(super) fn own_departments(&self, row: &Row) -> (Option<Vec<String>>, Option<Vec<String>>) {
        let is_carried = |is: fn(Column) -> bool| {
            let mut columns = self.layout.columns.iter().filter(|titled| is(titled.column));
            columns.any(|titled| row.cell(titled.at).carried)
        };
        let (lead, related) = self.departments(row);
        let lead_carried = is_carried(|column| matches!(column, Column::Lead(_)));
        let has_related = self.column(Column::Related).is_some();
        let related_carried = match has_related {
            true => is_carried(|column| column == Column::Related),
            false => lead_carried,
        };
        (lead.filter(|_| !lead_carried), related.filter(|_| !related_carried))
    }

    fn tells_of_a_year(&self, row: &Row) -> bool {
        self.layout.columns.iter().any(|titled| match titled.column {
            Column::Year => !row.cell(titled.at).is_blank(),
            Column::Narratives(_) => narrative::begins_with_year(row.cell(titled.at).text()),
            _ => false,
        })
    }

    /// Whether a row repeats what stands above the headings, or numbers a page.
    pub(super) fn is_repeated_title(&self, row: &Row) -> bool {
        row.own().all(|(_, cell)| {
            let text = fold_case(cell.text());
            let text = ["(続き)", "(つづき)", "続き"]
                .iter()
                .find_map(|end| text.strip_suffix(end))
                .unwrap_or(&text);
            self.titles.iter().any(|title| title == text) || title::is_page_number(cell.text())
        })
    }

    /// A question about a cell.
    pub(super) fn doubt(
        &self,
        index: usize,
        column: Option<usize>,
        text: &str,
        question: Question,
    ) -> Doubt {
        Doubt { place: self.place(index), column, text: shortened(text), question }
    }

    /// What is to be asked about the cells of a row that were taken.
    /// `above` are the numbers of the goal and the direction under which it stands.
    pub(super) fn doubts<'r>(
        &'r self,
        index: usize,
        row: &'r Row,
        above: [Option<u32>; 2],
    ) -> impl Iterator<Item = Doubt> + 'r {
        // 1-3 says no more than 3 where the goal or the direction above is the first.
        let is_part = move |text: &str| {
            let parts = numbering::parts(text);
            let before = parts.len().saturating_sub(1);
            let [goal, direction] = above;
            let fits = match &parts[..before] {
                [] => true,
                [one] => direction.or(goal) == Some(*one),
                [one, other] => (goal, direction) == (Some(*one), Some(*other)),
                _ => false,
            };
            !(fits && is_path(text)) && before > 0 && numbering::number_of(text).is_some()
        };
        self.layout.columns.iter().filter_map(move |titled| {
            let cell = row.cell(titled.at);
            let text = cell.text();
            if cell.carried || cell.is_blank() {
                return None;
            }
            let question = match titled.column {
                Column::Number if has_letters(text) || is_part(text) => Question::PartOfNumber,
                Column::Name if self.numbered_names && is_part(headings::mark(text)) => {
                    Question::PartOfNumber
                }
                Column::Year if years::bare(&fold_case(text)).is_some() => Question::GuessedYear,
                Column::Lead(_) | Column::Related if departments::is_doubtful(text) => {
                    Question::Department
                }
                column if !is_of_years(column) && is_ditto(text) => Question::Ditto,
                _ => return None,
            };
            Some(self.doubt(index, Some(titled.at), text, question))
        })
    }

    /// Why a cell of a row that was taken is not: what it holds has no place in the book.
    pub(super) fn why_untaken(&self, row: &Row, at: usize) -> Question {
        let text = match &row.cell(at).value {
            Value::Error(_) => return Question::Error,
            Value::Uncalculated => return Question::Uncalculated,
            Value::Text(text) => text,
            Value::Empty => "",
        };
        let titled = self.layout.columns.iter().find(|titled| titled.at == at);
        match titled.map(|titled| (titled, titled.column)) {
            None if self.layout.heading_at(at).is_some() => Question::NoPlace,
            None => Question::Unheaded,
            Some((_, column))
                if column.year().is_some() && self.is_plan(row) && !row.cell(at).tall =>
            {
                Question::Planned
            }
            Some((_, column)) if column.year() == Some(None) && self.has_unread_year(row) => {
                Question::Undated
            }
            Some((titled, Column::Narratives(_)))
                if self.year_before(titled, self.year_of_row(row)).is_err() =>
            {
                Question::Undated
            }
            Some((_, Column::Year)) => Question::UnreadYear,
            Some((_, Column::Number | Column::NumberPath)) => Question::Number,
            Some((_, Column::Mark(_))) => Question::NoMark,
            Some((titled, Column::Status(_))) if sense::is_no_status(titled, text) => {
                Question::LongStatus
            }
            Some((_, column)) if column.is_of_level() || column == Column::Retired => {
                Question::NoField
            }
            Some(_) => Question::Untaken,
        }
    }

    /// The texts of a row, for telling what could not be read.
    pub(super) fn shown(&self, row: &Row) -> String {
        let text: Vec<&str> = row.own().map(|(_, cell)| cell.text().trim()).collect();
        shortened(&text.join(" "))
    }
}

/// The tables of a sheet that has one for each year, each under its year and the same headings; none
/// where it has not.
fn tables(grid: &Grid, layout: &Layout) -> Vec<(u32, FiscalYear)> {
    // Between the year and the headings there may be a legend.
    const NEAR: usize = 3;
    let is_heading = |at: usize| {
        at == layout.first || grid.rows.get(at).is_some_and(|row| layout.is_repeated(grid, row))
    };
    let tables = grid.rows.iter().enumerate().filter_map(|(at, row)| {
        let (_, cell) = row.own().next().filter(|_| row.own().count() == 1)?;
        let year = title::year_alone(cell.text())?;
        (at + 1..=at + NEAR).any(is_heading).then_some((row.number, year))
    });
    let tables: Vec<_> = tables.collect();
    let differ = tables.windows(2).any(|it| matches!(it, [one, other] if one.1 != other.1));
    if differ { tables } else { Vec::new() }
}

/// 合計: what counts the rows above.
pub(super) fn is_total(text: &str) -> bool {
    let text = fold_case(text);
    matches!(
        text.trim_matches(['(', ')', '【', '】']),
        "計" | "小計" | "合計" | "総計" | "累計" | "総合計"
    )
}

/// Whether a column holds texts of years.
fn is_of_years(column: Column) -> bool {
    matches!(column, Column::Narrative(_) | Column::Narratives(_))
}

fn shortened(text: &str) -> String {
    cell::one_line(&clean(text)).chars().take(40).collect()
}
