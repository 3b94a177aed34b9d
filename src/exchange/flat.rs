//! The flat form: one row for each measure, a column for each year. Excel and CSV share it.
//!
//! Beside the columns that every list has, further ones are written where a book has what those do
//! not say: statuses of earlier years, 廃止, and the parts of a heading that cannot be told apart
//! again. A goal or a direction without measures has a row of its own.

use super::{cell, table};
use crate::domain::field::{About, Fields};
use crate::domain::{Book, Direction, Field, FiscalYear, Goal, Measure, MeasureId};

/// A book as rows of texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Flat {
    pub columns: Vec<FlatColumn>,
    pub rows: Vec<FlatRow>,
}

/// A column and what it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FlatColumn {
    pub heading: String,
    pub field: FlatField,
}

/// What a column of the flat form holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FlatField {
    Goal,
    Direction,
    Number,
    Name,
    Description,
    /// One of the further texts of a measure.
    Further(Field),
    Lead,
    Related,
    Status(FiscalYear),
    /// The status column of a book without years.
    NoStatus,
    Narrative(FiscalYear),
    Retired,
    FirstYear,
    LastYear,
    GoalNumber,
    GoalLabel,
    GoalName,
    DirectionNumber,
    DirectionName,
}

/// A row, and the name of its measure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FlatRow {
    pub measure: String,
    pub cells: Vec<String>,
}

impl Flat {
    /// Lays out a book.
    pub(super) fn of(book: &Book) -> Self {
        let columns = columns(book);
        let mut rows = Vec::new();
        let mut add = |goal: &Goal, direction: Option<&Direction>, measure: Option<&Measure>| {
            let cells = columns
                .iter()
                .map(|column| written(book, column.field, goal, direction, measure))
                .collect();
            let measure = measure.map(|measure| measure.name.clone()).unwrap_or_default();
            rows.push(FlatRow { measure, cells });
        };
        for goal in book.goals() {
            let directions = book.directions(goal.id);
            if directions.is_empty() {
                add(goal, None, None);
            }
            for direction in directions {
                let measures = book.measures(direction.id);
                if measures.is_empty() {
                    add(goal, Some(direction), None);
                }
                for measure in measures {
                    add(goal, Some(direction), Some(measure));
                }
            }
        }
        Self { columns, rows }
    }
}

impl FlatField {
    /// The field of which a text stands here, for telling which one is too long for a cell.
    pub(super) const fn field(self) -> Field {
        match self {
            Self::Goal | Self::GoalNumber | Self::GoalName => Field::GoalName,
            Self::GoalLabel => Field::GoalLabel,
            Self::Direction | Self::DirectionNumber | Self::DirectionName => Field::DirectionName,
            Self::Number | Self::Name | Self::Retired | Self::FirstYear | Self::LastYear => {
                Field::MeasureName
            }
            Self::Description => Field::Description,
            Self::Further(field) => field,
            Self::Lead | Self::Related => Field::DepartmentName,
            Self::Status(_) | Self::NoStatus => Field::StatusName,
            Self::Narrative(_) => Field::Narrative,
        }
    }

    /// Whether numbers stand here.
    pub(super) const fn is_number(self) -> bool {
        matches!(self, Self::Number | Self::GoalNumber | Self::DirectionNumber)
    }
}

fn columns(book: &Book) -> Vec<FlatColumn> {
    let years: Vec<FiscalYear> = book.years().map(|year| year.year).collect();
    let latest = book.latest_year();
    let earlier = years.iter().copied().filter(|year| Some(*year) != latest);
    let is_doubtful = latest.is_some_and(|year| {
        book.listed()
            .iter()
            .filter_map(|(_, _, measure)| book.progress(measure.id, year))
            .any(|status| !table::is_plain_status(&status.name))
    });
    let mut columns = columns_of_measure();
    columns.push(match latest {
        None => column("進捗状況", FlatField::NoStatus),
        Some(year) if is_doubtful => status_column(book, year),
        Some(year) => column("進捗状況", FlatField::Status(year)),
    });
    columns.extend(
        years.iter().map(|year| column(year_heading(book, *year), FlatField::Narrative(*year))),
    );
    columns.extend(
        earlier.filter(|year| has_status(book, *year)).map(|year| status_column(book, year)),
    );
    for About { field, .. } in Measure::further_texts() {
        let is_filled = |it: &Measure| it.text(field).is_some_and(|text| !text.is_empty());
        if book.listed().iter().any(|(_, _, measure)| is_filled(measure)) {
            columns.push(column(field.label(), FlatField::Further(field)));
        }
    }
    if book.listed().iter().any(|(_, _, measure)| measure.retired) {
        columns.push(column("廃止", FlatField::Retired));
    }
    if book.listed().iter().any(|(_, _, measure)| !measure.period.is_open()) {
        columns.push(column("開始年度", FlatField::FirstYear));
        columns.push(column("終了年度", FlatField::LastYear));
    }
    if !book.goals().into_iter().all(says_all_of_goal) {
        columns.push(column("基本目標の番号", FlatField::GoalNumber));
        columns.push(column("基本目標の見出し", FlatField::GoalLabel));
        columns.push(column("基本目標の名称", FlatField::GoalName));
    }
    let mut goals = book.goals().into_iter();
    if !goals.all(|goal| book.directions(goal.id).into_iter().all(says_all_of_direction)) {
        columns.push(column("施策の方向の番号", FlatField::DirectionNumber));
        columns.push(column("施策の方向の名称", FlatField::DirectionName));
    }
    columns
}

/// What a measure has in every year.
fn columns_of_measure() -> Vec<FlatColumn> {
    vec![
        column("基本目標", FlatField::Goal),
        column("施策の方向", FlatField::Direction),
        column("施策番号", FlatField::Number),
        column("名称", FlatField::Name),
        column("内容", FlatField::Description),
        column("所管課", FlatField::Lead),
        column("関連課", FlatField::Related),
    ]
}

/// The columns that are copied of measures, with the entry of one year.
pub(super) fn cells_of_year(book: &Book, year: Option<FiscalYear>) -> Vec<FlatColumn> {
    let mut columns = columns_of_measure();
    match year {
        None => columns.push(column("進捗状況", FlatField::NoStatus)),
        Some(year) => {
            columns.push(status_column(book, year));
            columns.push(column(year_heading(book, year), FlatField::Narrative(year)));
        }
    }
    columns
}

/// The cells of one measure under these columns; `None` where it is gone.
pub(super) fn cells(book: &Book, columns: &[FlatColumn], id: MeasureId) -> Option<Vec<String>> {
    let measure = book.measure(id)?;
    let direction = book.direction(measure.direction)?;
    let goal = book.goal(direction.goal)?;
    let cell =
        |column: &FlatColumn| written(book, column.field, goal, Some(direction), Some(measure));
    Some(columns.iter().map(cell).collect())
}

fn column(heading: impl Into<String>, field: FlatField) -> FlatColumn {
    FlatColumn { heading: heading.into(), field }
}

fn status_column(book: &Book, year: FiscalYear) -> FlatColumn {
    column(format!("進捗状況（{}）", year_heading(book, year)), FlatField::Status(year))
}

/// The plan's label of a year, where that can be read back.
fn year_heading(book: &Book, year: FiscalYear) -> String {
    let label = book.year_label(year);
    if FiscalYear::parse(&label) == Some(year) { label } else { format!("{year}年度") }
}

fn has_status(book: &Book, year: FiscalYear) -> bool {
    book.listed().iter().any(|(_, _, measure)| book.progress(measure.id, year).is_some())
}

/// Whether the heading of a goal gives back its number, label and name.
fn says_all_of_goal(goal: &Goal) -> bool {
    let parsed = table::goal_cell(&cell::name(&cell::written(&goal.heading(), cell::name)));
    parsed.number == Some(goal.number)
        && parsed.label.as_ref() == Some(&goal.label)
        && parsed.name == goal.name
}

/// Whether the heading of a direction gives back its number and name.
fn says_all_of_direction(direction: &Direction) -> bool {
    let cell = cell::written(&direction.heading(), cell::name);
    let parsed = table::direction_cell(&cell::name(&cell));
    parsed.number == Some(direction.number) && parsed.name == direction.name
}

fn written(
    book: &Book,
    field: FlatField,
    goal: &Goal,
    direction: Option<&Direction>,
    measure: Option<&Measure>,
) -> String {
    let name = cell::written_name;
    let text = |text: &str| cell::written(text, cell::text);
    let departments = |ids: &[_]| {
        let names: Vec<String> = ids
            .iter()
            .filter_map(|id| book.department(*id))
            .map(|department| department.name.clone())
            .collect();
        table::written_departments(&names)
    };
    let year = |it: Option<FiscalYear>| it.map(|it| year_heading(book, it)).unwrap_or_default();
    let of_direction = |say: &dyn Fn(&Direction) -> String| direction.map(say).unwrap_or_default();
    let of_measure = |say: &dyn Fn(&Measure) -> String| measure.map(say).unwrap_or_default();
    match field {
        FlatField::Goal => name(&goal.heading()),
        FlatField::GoalNumber => goal.number.to_string(),
        FlatField::GoalLabel => name(&goal.label),
        FlatField::GoalName => name(&goal.name),
        FlatField::Direction => of_direction(&|it| name(&it.heading())),
        FlatField::DirectionNumber => of_direction(&|it| it.number.to_string()),
        FlatField::DirectionName => of_direction(&|it| name(&it.name)),
        FlatField::Number => of_measure(&|it| it.number.to_string()),
        FlatField::Name => of_measure(&|it| name(&it.name)),
        FlatField::Description => of_measure(&|it| cell::written_description(&it.description)),
        FlatField::Further(field) => of_measure(&|it| match it.text(field) {
            Some(further) if field.has_lines() => text(further),
            Some(further) => name(further),
            None => String::new(),
        }),
        FlatField::Lead => of_measure(&|it| departments(&it.lead)),
        FlatField::Related => of_measure(&|it| departments(&it.related)),
        FlatField::Status(year) => of_measure(&|it| {
            let status = book.progress(it.id, year);
            status.map(|status| name(&status.name)).unwrap_or_default()
        }),
        FlatField::NoStatus => String::new(),
        FlatField::Narrative(year) => of_measure(&|it| text(book.narrative(it.id, year))),
        FlatField::FirstYear => of_measure(&|it| year(it.period.first)),
        FlatField::LastYear => of_measure(&|it| year(it.period.last)),
        FlatField::Retired => of_measure(&|it| if it.retired { "廃止" } else { "" }.to_owned()),
    }
}
