//! What columns hold whose headings may mean more than one thing, and which of several columns for one
//! thing has it.

use super::columns::{self, Column, without_brackets};
use super::departments::Brackets;
use super::groups;
use super::layout::{Layout, are_rivals, excludes};
use super::narrative;
use super::sense;
use super::stage::{Stage, stage};
use super::titled::{Heading, Titled};
use super::years;
use crate::domain::FiscalYear;
use crate::domain::fold::fold_case;
use crate::exchange::grid::{Grid, Row};
use std::collections::BTreeMap;

impl Layout {
    /// Decides what columns hold whose heading may mean two things, and lets the first of several
    /// columns for the same thing have it.
    pub(super) fn resolve(&mut self, grid: &Grid) {
        let rows = grid.rows.get(self.end()..).unwrap_or_default();
        let has_text = self
            .columns
            .iter()
            .any(|titled| matches!(titled.column, Column::Narrative(_) | Column::Narratives(_)));
        self.part_outlooks(rows);
        self.part_levels(rows);
        self.find_levels(grid);
        self.part_contents();
        self.part_figures(rows);
        self.part_schedules(rows);
        self.date_ratings();
        self.order_ratings(rows);
        self.part_expected();
        self.part_legend(grid);
        self.describe_undated();
        self.part_descriptions(rows);
        self.choose_departments(grid);
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
            // 施策 | 担当課 | 取組: the second is what was done.
            if titled.column == Column::Name
                && !has_text
                && has(&kept, Column::Name)
                && stage(&titled.heading) == Some(Stage::Done)
            {
                titled.column = Column::Narratives(None);
            }
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
    }

    /// 事業内容 | 実績 of one year: the second is what was done.
    fn part_contents(&mut self) {
        let mut best: BTreeMap<Column, Telling> = BTreeMap::new();
        for titled in &self.columns {
            let own = Telling::of(titled);
            let known = best.entry(titled.column).or_insert(own);
            *known = own.min(*known);
        }
        let is_beside = |titled: &Titled| {
            matches!(titled.column, Column::Narrative(_) | Column::Narratives(None))
                && columns::part_of_year(&titled.heading).is_none()
                && years::before(&fold_case(&titled.heading)).is_none()
                && best.get(&titled.column).is_some_and(|best| *best < Telling::of(titled))
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

    /// 具体的な取組内容 | R5実績 | R6実績: beside the texts of years the one before them that is of none
    /// describes the measure.
    fn describe_undated(&mut self) {
        const DONE: [&str; 5] = ["実績", "成果", "結果", "状況", "まで"];
        let heading = |titled: &Titled| without_brackets(&fold_case(&titled.heading));
        let describes = |titled: &Titled| {
            let heading = heading(titled);
            titled.column == Column::Narratives(None)
                && ["内容", "概要", "説明"].iter().any(|end| heading.ends_with(end))
                && !DONE.iter().any(|word| heading.contains(word))
                && columns::part_of_year(&titled.heading).is_none()
                && years::before(&heading).is_none()
        };
        let is_told = self.columns.iter().any(|it| it.column == Column::Description);
        let of_years = self.columns.iter().filter(|it| matches!(it.column, Column::Narrative(_)));
        let Some(first) = of_years.map(|titled| titled.at).min().filter(|_| !is_told) else {
            return;
        };
        let undated = self.columns.iter_mut().find(|it| it.at < first && describes(it));
        undated.into_iter().for_each(|titled| titled.column = Column::Description);
    }

    /// The columns under one merged heading hold one text between them.
    pub(super) fn widen(&mut self, grid: &Grid) {
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
        let texts = rows.iter().map(|row| row.cell(titled.at).text());
        let texts = texts.filter(|text| !text.trim().is_empty() && fold_case(text) != heading);
        let (dated, others): (Vec<&str>, Vec<&str>) =
            texts.partition(|text| narrative::begins_with_year(text));
        // Where few cells are so, they tell of other years beside that of the heading.
        if !is_bare && dated.len() > others.len() {
            titled.column = Column::Narratives(Some(year));
        }
    }
}

/// How certainly a heading is that of what was done in a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Telling {
    /// 実績, 実施内容
    Done,
    /// 成果, R6
    Perhaps,
    /// 実績（件数）
    Figure,
}

impl Telling {
    fn of(titled: &Titled) -> Self {
        let outcome = ["成果", "結果", "効果"].iter().any(|word| titled.lowest.contains(word));
        if groups::is_of_figure(&titled.lowest) {
            Self::Figure
        } else if stage(&titled.lowest) == Some(Stage::Done) && !outcome {
            Self::Done
        } else {
            Self::Perhaps
        }
    }
}

/// Whether a column for the same thing is already there.
fn has(kept: &[Titled], column: Column) -> bool {
    kept.iter().any(|other| excludes(other.column, column))
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
    let are_parts = |it: &Titled| {
        let part = columns::part_of_year(&it.heading);
        part.is_some() && is_part(titled) && part != columns::part_of_year(&titled.heading)
    };
    let before = |it: &Titled| years::before(&fold_case(&it.heading)).unwrap_or_default();
    match titled.column {
        Column::Narrative(_) => {
            kept.iter().any(|it| it.column == titled.column && !(is_part(it) && is_part(titled)))
        }
        Column::Narratives(_) => kept
            .iter()
            .filter(|it| matches!(it.column, Column::Narratives(_)))
            .any(|it| before(it) == before(titled) && !are_parts(it)),
        _ => false,
    }
}
