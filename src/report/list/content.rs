//! What a list says, as texts, before anything is measured.

use crate::domain::{Book, Department, Direction, FiscalYear, Goal, Measure};
use crate::report::Options;
use crate::report::page::{Column, Origin};

/// The texts of a list.
#[derive(Debug)]
pub struct Content {
    pub title: String,
    /// A line below the title that tells of a selection; may be empty.
    pub note: String,
    /// The heads of the columns, as in [`Column::ALL`].
    pub heads: [String; 6],
    pub rows: Vec<Row>,
    /// The years that are printed, earliest first.
    pub years: Vec<FiscalYear>,
}

/// The texts of a row.
#[derive(Debug)]
pub struct Row {
    pub of: Origin,
    pub cells: Vec<Passage>,
    /// How deep it stands among the headings, over the whole width; `None` for a measure.
    pub heading: Option<u8>,
}

/// The text of a cell.
#[derive(Debug)]
pub struct Passage {
    /// The column it stands in; `None` for one over the whole width.
    pub column: Option<Column>,
    /// One or more texts, one below the other with a little space between.
    pub blocks: Vec<String>,
    /// What is kept in one piece.
    pub names: Vec<String>,
}

impl Content {
    pub fn of(book: &Book, options: &Options) -> Self {
        let years = printed_years(book, options);
        let note = options
            .department
            .and_then(|id| book.department(id))
            .map_or_else(String::new, |department| {
                format!("所管課又は関連課：{}", department.name)
            });
        Self {
            title: title(book, options),
            note,
            heads: heads(book, &years),
            rows: rows(book, options, &years),
            years,
        }
    }
}

impl Row {
    /// What a heading says.
    pub fn heading_text(&self) -> &str {
        self.cells.first().map_or("", Passage::text)
    }
}

impl Passage {
    /// The first of its texts.
    pub fn text(&self) -> &str {
        self.blocks.first().map_or("", String::as_str)
    }
}

/// The title: the one of the options, else the plan's, with the municipality before it unless the
/// plan's name begins with it.
pub fn title(book: &Book, options: &Options) -> String {
    if let Some(title) = &options.title {
        return title.clone();
    }
    let plan = book.plan();
    let municipality =
        if plan.name.starts_with(&plan.municipality) { "" } else { &plan.municipality };
    let name = format!("{municipality}{}", plan.name);
    [name.as_str(), plan.title.as_str()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("\u{3000}")
}

/// The years of the options that the book has, earliest first.
fn printed_years(book: &Book, options: &Options) -> Vec<FiscalYear> {
    let chosen = |year: &FiscalYear| options.years.as_ref().is_none_or(|all| all.contains(year));
    book.years().map(|year| year.year).filter(chosen).collect()
}

/// The measures of a direction that are printed, in their order.
fn printed_measures<'a>(
    book: &'a Book,
    direction: &Direction,
    options: &Options,
) -> Vec<&'a Measure> {
    let mut measures = book.measures(direction.id);
    measures.retain(|measure| options.department.is_none_or(|id| measure.involves(id)));
    measures
}

/// The latest of these years for which a measure has a status.
fn latest_year(book: &Book, measure: &Measure, years: &[FiscalYear]) -> Option<FiscalYear> {
    years.iter().rev().copied().find(|year| book.progress(measure.id, *year).is_some())
}

/// What is printed of a narrative: all but blank lines before it and white space behind it.
fn narrative<'a>(book: &'a Book, measure: &Measure, year: FiscalYear) -> &'a str {
    book.narrative(measure.id, year).trim_start_matches('\n').trim_end()
}

fn heads(book: &Book, years: &[FiscalYear]) -> [String; 6] {
    let until =
        years.last().map_or_else(String::new, |year| format!("{}までの", book.year_label(*year)));
    [
        "施策\n番号".to_owned(),
        "名称".to_owned(),
        "内容".to_owned(),
        "所管課\n（関連課）".to_owned(),
        "進捗\n状況".to_owned(),
        format!("{until}実施等状況"),
    ]
}

/// The rows, headings among them. A selection leaves out headings that nothing stands below; the
/// whole list shows them, so that a plan can be printed before all of it is entered.
fn rows(book: &Book, options: &Options, years: &[FiscalYear]) -> Vec<Row> {
    let mut rows = Vec::new();
    let selected = options.department.is_some();
    for goal in book.goals() {
        let mut below = Vec::new();
        for direction in book.directions(goal.id) {
            let measures = printed_measures(book, direction, options);
            if !(selected && measures.is_empty()) {
                below.extend(direction_row(direction));
                below.extend(measures.into_iter().map(|it| measure_row(book, it, years)));
            }
        }
        if !(selected && below.is_empty()) {
            rows.push(goal_row(goal));
            rows.append(&mut below);
        }
    }
    rows
}

fn goal_row(goal: &Goal) -> Row {
    heading(Origin::Goal(goal.id), 0, goal.heading())
}

fn direction_row(direction: &Direction) -> Option<Row> {
    let text = direction.heading();
    (!text.is_empty()).then(|| heading(Origin::Direction(direction.id), 1, text))
}

fn heading(of: Origin, depth: u8, text: String) -> Row {
    Row {
        of,
        cells: vec![Passage { column: None, blocks: vec![text], names: Vec::new() }],
        heading: Some(depth),
    }
}

fn measure_row(book: &Book, measure: &Measure, years: &[FiscalYear]) -> Row {
    let status = latest_year(book, measure, years)
        .and_then(|year| book.progress(measure.id, year))
        .map_or_else(String::new, |status| status.name.clone());
    let (departments, names) = departments(book, measure);
    let plain = |column, text: &str| Passage {
        column: Some(column),
        blocks: vec![text.to_owned()],
        names: Vec::new(),
    };
    let cells = vec![
        plain(Column::Number, &measure.number.to_string()),
        plain(Column::Name, &measure.name),
        plain(Column::Description, measure.description.trim_end()),
        Passage { names, ..plain(Column::Departments, &departments) },
        plain(Column::Status, &status),
        Passage {
            blocks: implementations(book, measure, years),
            ..plain(Column::Implementation, "")
        },
    ];
    Row { of: Origin::Entry(measure.id, Column::Number), cells, heading: None }
}

/// The departments as they are printed, one lead department a line, then the related ones in
/// brackets; and their names.
fn departments(book: &Book, measure: &Measure) -> (String, Vec<String>) {
    let named = |ids: &[_]| -> Vec<&Department> {
        ids.iter().filter_map(|id| book.department(*id)).collect()
    };
    let (lead, related) = (named(&measure.lead), named(&measure.related));
    let names = lead.iter().chain(&related).map(|department| department.name.clone()).collect();
    let join = |departments: &[&Department], with: &str| {
        departments.iter().map(|it| it.name.as_str()).collect::<Vec<_>>().join(with)
    };
    let mut lines = join(&lead, "\n");
    if !related.is_empty() {
        let separator = if lead.is_empty() { "" } else { "\n" };
        lines.push_str(&format!("{separator}（{}）", join(&related, "、")));
    }
    (lines, names)
}

/// The narratives of all years, each below its year. A year without a text is left out.
fn implementations(book: &Book, measure: &Measure, years: &[FiscalYear]) -> Vec<String> {
    let written = years.iter().filter_map(|year| {
        let text = narrative(book, measure, *year);
        (!text.is_empty()).then(|| format!("【{}】\n{text}", book.year_label(*year)))
    });
    written.collect()
}
