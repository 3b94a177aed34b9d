//! What stands where in a sheet of a list.

mod completeness;
mod continuation;
mod department_cells;
mod department_rows;
mod foreign_rows;
mod heading_marks;
mod heading_rows;
mod level_cells;
mod notes;
mod parts;
mod questions;
mod signs;

pub(super) use heading_rows::Level;
pub(super) use notes::is_note;
pub(super) use parts::Part;

use super::columns::{Column, without_brackets};
use super::departments;
use super::headings;
use super::layout::Layout;
use super::stage::{Stage, stage_of_row};
use super::titled::Titled;
use super::{marks, title};
use crate::domain::fold::fold_case;
use crate::domain::text::clean;
use crate::domain::{FiscalYear, Period};
use crate::exchange::account::Origin;
use crate::exchange::cell;
use crate::exchange::doubt::{Doubt, Question, Reason, excerpt};
use crate::exchange::grid::{Cell, Grid, Row, Value};
use crate::exchange::place::Place;
use completeness::Completeness;
use department_cells::{columns_of_departments, tab_departments};
use heading_marks::Marks;
use level_cells::LevelCells;
use parts::parts;
use std::collections::BTreeSet;

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
    /// Its parts, where several of one year or one stage each stand one below the other.
    pub parts: Vec<Part>,
    /// Whether this sheet of several tells of plans or of what was done.
    pub stage: Option<Stage>,
    /// The year that its title, its tab or the name of its file tells.
    pub whole: Option<FiscalYear>,
    /// The texts above the headings, folded, which may come again at the top of a further page, and
    /// whether they are of a title.
    pub titles: Vec<(String, bool)>,
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
    /// The numbers of the rows that belong to tables of other things.
    pub foreign_rows: BTreeSet<u32>,
    /// What its measures say.
    completeness: Completeness,
    /// The departments that its tab names, where it has no column for them.
    pub tab_departments: Vec<String>,
    /// What its cells say of departments.
    departments: departments::Cells<'a>,
    /// What those in the columns of goals and directions say.
    levels: LevelCells<'a>,
    /// Whether the texts of a measure stand in several rows, each of which says what it tells.
    labels_kinds: bool,
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
        let below = grid.rows.get(layout.end()..).unwrap_or_default();
        let mut names = below
            .iter()
            .filter(|row| row.own().count() > 1)
            .map(|row| at(Column::Name).map_or("", |at| row.cell(at).text()))
            .filter(|name| !name.trim().is_empty());
        let foreign_rows = foreign_rows::find(grid, layout);
        Self {
            index,
            grid,
            layout,
            name,
            year: None,
            stage: None,
            parts: parts(grid, layout),
            whole: None,
            titles: Vec::new(),
            marks: Marks::of(grid, layout),
            last_named: at(Column::Name).and_then(|at| {
                grid.rows.iter().rposition(|row| {
                    !row.cell(at).is_blank() && !foreign_rows.contains(&row.number)
                })
            }),
            goal_column: at(Column::Goal).is_some(),
            direction_column: at(Column::Direction).is_some(),
            completeness: Completeness::of(grid, layout, &foreign_rows),
            foreign_rows,
            tab_departments: tab_departments(grid, layout),
            departments: departments::Cells::of(below, &columns_of_departments(layout)),
            levels: LevelCells::of(below, layout),
            numbered_names: at(Column::Number).is_none()
                && names.all(|name| headings::direction(name).is_some()),
            labels_kinds: at(Column::Kind).is_some_and(|at| {
                let own = below.iter().flat_map(|row| row.own().find(|(it, _)| *it == at));
                let kinds = own.map(|(_, cell)| fold_case(cell.text()));
                let taken =
                    kinds.filter(|kind| stage_of_row(kind).is_none_or(|it| it == Stage::Done));
                taken.collect::<BTreeSet<String>>().len() > 1
            }),
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

    /// Takes all its rows for those of a table of other things, but for headings of what follows.
    pub(super) fn take_for_foreign(&mut self) {
        let below = self.grid.rows.get(self.layout.end()..).unwrap_or_default();
        let is_heading = |row: &Row| {
            let mut own = row.own().map(|(_, cell)| cell.text());
            own.next().is_some_and(|it| headings::goal(it).or(headings::direction(it)).is_some())
                && own.next().is_none()
        };
        let rows = below.iter().filter(|row| !is_heading(row));
        self.foreign_rows = rows.map(|row| row.number).collect();
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

    /// The name under a heading, which may say that there is none wherever `beside` holds something.
    pub(super) fn exact(&self, row: &Row, column: Column, beside: Column) -> Option<String> {
        let _ = self.text(row, beside)?;
        Some(cell::name(row.cell(self.column(column)?.at).text()))
    }

    /// The column of the level that names a measure which has no finer name: its cell covers that of the
    /// name.
    pub(super) fn name_of_level(&self, row: &Row) -> Option<usize> {
        let name = self.column(Column::Name)?.at;
        if !row.cell(name).is_blank() {
            return None;
        }
        let levels = self
            .layout
            .columns
            .iter()
            .filter(|it| matches!(it.column, Column::Goal | Column::Direction) && it.at < name);
        let at = levels.map(|titled| titled.at).filter(|at| !row.cell(*at).is_blank()).max()?;
        let cell = row.cell(at);
        let covers = at + cell.width > name;
        let has_more = row.own().any(|(other, _)| other > name);
        let is_total = cell.text().split_whitespace().last().is_some_and(is_total);
        (!cell.carried && covers && has_more && !is_total).then_some(at)
    }

    /// A text of a row below what the row says that it is: 【成果】.
    pub(super) fn of_kind(&self, row: &Row, text: String) -> String {
        let kind = self.text(row, Column::Kind).filter(|_| self.labels_kinds && !text.is_empty());
        match kind {
            Some(kind) => {
                let kind = cell::name(&kind);
                format!("【{}】\n{text}", kind.trim_matches(['【', '】', '：', ':']))
            }
            None => text,
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

    /// The years in which a measure is carried out, where the list says them.
    pub(super) fn period(&self, row: &Row) -> Option<Period> {
        let year = |column| FiscalYear::parse(&self.text(row, column)?);
        let ends = || Period { first: year(Column::FirstYear), last: year(Column::LastYear) };
        let both = self.text(row, Column::Period).and_then(|text| Period::parse(&text));
        let period = both.unwrap_or_else(ends);
        (!period.is_open() && period.check().is_ok()).then_some(period)
    }

    /// Whether a row repeats what stands above the headings, or numbers a page; whether all that it repeats
    /// is of a title.
    pub(super) fn repeated_title(&self, row: &Row) -> Option<bool> {
        let is_of_title = |cell: &Cell| {
            let text = fold_case(cell.text());
            let text = ["(続き)", "(つづき)", "続き"]
                .iter()
                .find_map(|end| text.strip_suffix(end))
                .unwrap_or(&text);
            let known = self.titles.iter().find(|(title, _)| title == text).map(|(_, is)| *is);
            known.or_else(|| title::is_page_number(cell.text()).then_some(true))
        };
        let found: Option<Vec<bool>> = row.own().map(|(_, cell)| is_of_title(cell)).collect();
        found.map(|found| found.into_iter().all(|it| it))
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

    /// The texts of a row, for telling what could not be read.
    pub(super) fn shown(&self, row: &Row) -> String {
        let text: Vec<&str> = row.own().map(|(_, cell)| cell.text().trim()).collect();
        shortened(&text.join(" "))
    }
}

/// 合計: what counts the rows above.
pub(super) fn is_total(text: &str) -> bool {
    let text = fold_case(text);
    let bare = without_brackets(text.trim_matches(['【', '】']));
    let bare = if bare.is_empty() { text.trim_matches(['(', ')']) } else { &bare };
    matches!(
        bare,
        "計" | "小計"
            | "中計"
            | "合計"
            | "総計"
            | "累計"
            | "総合計"
            | "再掲計"
            | "平均"
            | "施策数"
            | "事業数"
            | "取組数"
            | "施策計"
            | "事業計"
    )
}

/// 全体, うち重点: what counts some of the rows, where it has no number.
pub(super) fn is_summary(text: &str) -> bool {
    let text = fold_case(text);
    let of = text.strip_prefix("うち");
    text == "全体" || of.is_some_and(|it| ["重点", "新規", "再掲", "主要"].contains(&it))
}

/// Whether a column holds texts of years.
fn is_of_years(column: Column) -> bool {
    matches!(column, Column::Narrative(_) | Column::Narratives(_))
}

fn shortened(text: &str) -> String {
    excerpt(&cell::one_line(&clean(text)))
}
