//! What is to be asked about the cells of a sheet, and why some are not taken.

use super::{Sheet, is_of_years, shortened};
use crate::domain::FiscalYear;
use crate::domain::fold::fold_case;
use crate::domain::text::is_ditto;
use crate::exchange::doubt::{Doubt, Question};
use crate::exchange::grid::{Row, Value};
use crate::exchange::place::Place;
use crate::exchange::table::columns::{self, Column};
use crate::exchange::table::numbering::{self, has_letters, is_path};
use crate::exchange::table::stage::Stage;
use crate::exchange::table::titled::Titled;
use crate::exchange::table::{ditto, headings, narrative, run_on, sense, years};

impl Sheet<'_> {
    /// What is not taken of cells, whatever they stand under.
    pub(crate) fn omitted(&self) -> impl Iterator<Item = Doubt> {
        self.grid.omitted.iter().map(|omitted| Doubt {
            place: Place::Row { sheet: self.name.clone(), row: omitted.row },
            column: Some(omitted.column),
            text: shortened(&omitted.text),
            question: omitted.question,
        })
    }

    /// The rows and columns that are taken although they are not printed: a row once, or a cell of
    /// such a column once.
    pub(crate) fn unprinted(&self) -> Vec<Doubt> {
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

    /// What is to be asked about the cells of a row that were taken.
    /// `above` are the numbers of the goal and the direction under which it stands.
    pub(crate) fn doubts<'r>(
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
                // One that names none is told as not taken.
                Column::Lead(_) | Column::Related
                    if self
                        .said_of_departments(row, titled)
                        .is_some_and(|said| said.is_doubtful && !said.names.is_empty()) =>
                {
                    Question::Department
                }
                Column::Narratives(Some(_)) if self.is_of_several_years(titled, text) => {
                    Question::SeveralYears
                }
                Column::Narrative(year)
                    if self.tells_of_others(text, year)
                        && self.figures_of_years(titled, text).is_none() =>
                {
                    Question::OtherYear
                }
                column
                    if !is_of_years(column)
                        && is_ditto(text)
                        && !ditto::has_trends(&self.grid.rows, titled.at) =>
                {
                    Question::Ditto
                }
                _ => return None,
            };
            Some(self.doubt(index, Some(titled.at), text, question))
        })
    }

    /// Whether a text stands under the years that its heading names together, and tells of none of
    /// them by itself.
    fn is_of_several_years(&self, titled: &Titled, text: &str) -> bool {
        columns::names_several_years(&titled.heading)
            && !narrative::is_dated(text)
            && run_on::parts(text, None).is_none()
    }

    /// Whether a text under the heading of a year tells of others as well. In our own form it may say what
    /// it likes.
    fn tells_of_others(&self, text: &str, year: FiscalYear) -> bool {
        run_on::names_others(text, year)
            || (self.column(Column::GoalLabel).is_none() && narrative::names_others(text, year))
    }

    /// Whether a row of a text file was cut at the comma within a number: 12 | 345件.
    fn is_shifted(&self, row: &Row) -> bool {
        let headings = self.layout.columns.iter().map(|it| it.at);
        let ignored = self.layout.ignored.iter().map(|it| it.at);
        let width = headings.chain(ignored).max().map_or(0, |last| last + 1);
        let is_cut = |one: &str, other: &str| {
            let digits = other.chars().take_while(char::is_ascii_digit).count();
            one.ends_with(|c: char| c.is_ascii_digit()) && digits == 3
        };
        let texts: Vec<&str> = row.own().map(|(_, cell)| cell.text()).collect();
        self.grid.name.is_none()
            && row.width() > width
            && texts.windows(2).any(|pair| is_cut(pair[0], pair[1]))
    }

    /// Why a cell of a row that was taken is not: what it holds has no place in the book.
    pub(crate) fn why_untaken(&self, row: &Row, at: usize) -> Question {
        let text = match &row.cell(at).value {
            Value::Error(_) => return Question::Error,
            Value::Uncalculated => return Question::Uncalculated,
            Value::Text(text) => text,
            Value::Empty => "",
        };
        let titled = self.layout.columns.iter().find(|titled| titled.at == at);
        match titled.map(|titled| (titled, titled.column)) {
            None if self.layout.heading_at(at).is_some() => Question::NoPlace,
            None if self.is_shifted(row) => Question::Shifted,
            None => Question::Unheaded,
            Some((_, column))
                if column.year().is_some() && self.is_not_done(row) && !row.cell(at).tall =>
            {
                let is_plan = self.stage(row) == Some(Stage::Planned);
                if is_plan { Question::Planned } else { Question::NoField }
            }
            Some((_, column)) if column.year() == Some(None) && self.has_unread_year(row) => {
                Question::Undated
            }
            Some((titled, Column::Narratives(_) | Column::Status(_) | Column::Mark(_)))
                if self.year_before(titled, self.year_of_row(row)).is_err() =>
            {
                Question::Undated
            }
            Some((_, Column::Year | Column::FirstYear | Column::LastYear)) => Question::UnreadYear,
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
}
