//! What stands where in a sheet of a list.

mod completeness;
mod continuation;
mod foreign_rows;
mod heading_rows;
mod level_cells;
mod parts;
mod questions;

pub(super) use heading_rows::{Level, is_note};
pub(super) use parts::Part;

use super::columns::{Column, without_brackets};
use super::departments::{self, Brackets, Said};
use super::headings::{self, Parsed};
use super::layout::Layout;
use super::stage::{Stage, stage_of_row};
use super::titled::Titled;
use super::{marks, title};
use crate::domain::fold::fold_case;
use crate::domain::text::clean;
use crate::domain::{FiscalYear, Period};
use crate::exchange::account::Origin;
use crate::exchange::cell;
use crate::exchange::doubt::{Doubt, Question, Reason};
use crate::exchange::grid::{Cell, Grid, Row, Value};
use crate::exchange::place::Place;
use completeness::Completeness;
use heading_rows::Marks;
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

    /// Whether its tab names a department.
    pub(super) fn is_of_department(&self) -> bool {
        self.name.as_deref().is_some_and(|name| departments::is_department(name.trim()))
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

    /// The leading and the related departments.
    pub(super) fn departments(&self, row: &Row) -> (Option<Vec<String>>, Option<Vec<String>>) {
        let some = |names: &[String]| Some(names.to_vec()).filter(|names| !names.is_empty());
        let named = |at: usize, brackets: Brackets| {
            let cell = Some(row.cell(at)).filter(|cell| !cell.is_blank());
            Some(&self.departments.said(cell?.text(), brackets)?.names)
        };
        let related = self
            .column(Column::Related)
            .and_then(|titled| some(&named(titled.at, Brackets::PartOfName)?.lead));
        let lead = self.layout.columns.iter().find_map(|titled| match titled.column {
            Column::Lead(brackets) => Some((titled.at, brackets)),
            _ => None,
        });
        let Some((at, brackets)) = lead else { return (None, related) };
        if let Some(at) = self.division(row) {
            let names = named(at, Brackets::PartOfName);
            return (names.and_then(|names| some(&names.lead)), related);
        }
        let Some(names) = named(at, brackets) else { return (None, related) };
        match brackets {
            Brackets::PartOfName => (some(&names.lead), related),
            // A cell without a bracket is as one that is empty: it takes nothing away.
            Brackets::Related | Brackets::Perhaps => (some(&names.lead), some(&names.related)),
        }
    }

    /// What a cell says of departments; `None` for one of another column.
    pub(super) fn said_of_departments<'s>(
        &'s self,
        row: &'s Row,
        titled: &Titled,
    ) -> Option<&'s Said> {
        let brackets = match titled.column {
            Column::Lead(brackets) => brackets,
            Column::Related => Brackets::PartOfName,
            _ => return None,
        };
        self.departments.said(row.cell(titled.at).text(), brackets)
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

    /// The column of the 部 that leads a measure because no 課 stands beside it.
    pub(super) fn division(&self, row: &Row) -> Option<usize> {
        let at = self.layout.division?;
        let lead = self.layout.columns.iter().find(|it| matches!(it.column, Column::Lead(_)))?.at;
        let is_none = |row: &Row| {
            let cell = row.cell(lead);
            cell.is_blank() || cell::stands_for_none(cell.text())
        };
        // One that reaches down over several rows leads those below where it leads the first.
        let up_to = self.grid.rows.partition_point(|it| it.number <= row.number);
        let mut above = self.grid.rows.get(..up_to).unwrap_or_default().iter().rev();
        let first = above.find(|it| !it.cell(at).carried)?;
        (!row.cell(at).is_blank() && is_none(row) && is_none(first)).then_some(at)
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

    /// Whether nothing stands in a row where its leading departments would.
    pub(super) fn lacks_departments(&self, row: &Row) -> bool {
        let mut columns = self.layout.columns.iter();
        columns.all(|it| !matches!(it.column, Column::Lead(_)) || row.cell(it.at).is_blank())
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

    /// What the goal or the direction of a row is by its column: nothing where a figure to be reached, a
    /// note, a legend or a total stands there.
    pub(super) fn level<'s>(&'s self, row: &'s Row, column: Column) -> Option<&'s Parsed> {
        let said = self.levels.said(row.cell(self.column(column)?.at).text(), column)?;
        let is_other = said.is_figure || (said.is_note && self.lacks_number(row, column));
        (!is_other).then_some(&said.heading)
    }

    /// The years in which a measure is carried out, where the list says them.
    pub(super) fn period(&self, row: &Row) -> Option<Period> {
        let year = |column| FiscalYear::parse(&self.text(row, column)?);
        let ends = || Period { first: year(Column::FirstYear), last: year(Column::LastYear) };
        let both = self.text(row, Column::Period).and_then(|text| Period::parse(&text));
        let period = both.unwrap_or_else(ends);
        (!period.is_open() && period.check().is_ok()).then_some(period)
    }

    /// Whether a row has a note, a legend or a total where its goal or its direction would stand.
    pub(super) fn has_note(&self, row: &Row) -> bool {
        [Column::Goal, Column::Direction].into_iter().any(|column| {
            let at = self.column(column).map(|titled| titled.at);
            let said = at.and_then(|at| self.levels.said(row.cell(at).text(), column));
            said.is_some_and(|said| said.is_note) && self.lacks_number(row, column)
        })
    }

    /// Whether no number stands in the column for those of the level.
    fn lacks_number(&self, row: &Row, level: Column) -> bool {
        let is_goal = level == Column::Goal;
        let number = if is_goal { Column::GoalNumber } else { Column::DirectionNumber };
        self.text(row, number).is_none()
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

    /// Whether a row has nothing but a text in the column of a level, while the levels of the measures
    /// stand beside them.
    pub(super) fn is_stray_heading(&self, row: &Row) -> bool {
        self.is_heading_only(row)
            && self.column(Column::GoalLabel).is_none()
            && row.own().all(|(at, cell)| {
                let text = cell.text();
                let parsed = headings::goal(text).or_else(|| headings::direction(text));
                let beside = self.beside_names(at);
                parsed.is_none_or(|parsed| is_total(&parsed.name))
                    && !beside.is_empty()
                    && !beside.contains(&text)
            })
    }

    /// The texts of a column in rows with a name.
    fn beside_names(&self, at: usize) -> BTreeSet<&str> {
        let Some(name) = self.column(Column::Name).map(|titled| titled.at) else {
            return BTreeSet::new();
        };
        let rows = self.grid.rows.get(self.layout.end()..).unwrap_or_default().iter();
        let named = rows.filter(|row| !self.layout.is_repeated(self.grid, row));
        let named = named.filter(|row| row.own().any(|(own, _)| own == name));
        named.filter_map(|row| Some(row.own().find(|(own, _)| *own == at)?.1.text())).collect()
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

/// The departments that the tab of a sheet names, which has no column for them.
fn tab_departments(grid: &Grid, layout: &Layout) -> Vec<String> {
    const ENDINGS: [&str; 9] = ["課", "室", "局", "部", "署", "館", "係", "センター", "事務所"];
    let has_column = layout.columns.iter().any(|it| matches!(it.column, Column::Lead(_)));
    let name = grid.name.as_deref().filter(|_| !has_column).unwrap_or_default();
    let names = departments::read(name, Brackets::PartOfName).lead;
    let are = names.iter().all(|name| ENDINGS.iter().any(|end| name.ends_with(end)));
    if are { names } else { Vec::new() }
}

/// Where departments stand, and how those that are related do.
fn columns_of_departments(layout: &Layout) -> Vec<(usize, Brackets)> {
    let columns = layout.columns.iter().filter_map(|titled| match titled.column {
        Column::Lead(brackets) => Some((titled.at, brackets)),
        Column::Related => Some((titled.at, Brackets::PartOfName)),
        _ => None,
    });
    columns.chain(layout.division.map(|at| (at, Brackets::PartOfName))).collect()
}

/// Whether a column holds texts of years.
fn is_of_years(column: Column) -> bool {
    matches!(column, Column::Narrative(_) | Column::Narratives(_))
}

fn shortened(text: &str) -> String {
    cell::one_line(&clean(text)).chars().take(40).collect()
}
