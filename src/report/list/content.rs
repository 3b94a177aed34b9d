//! What a list says, as texts, before anything is measured.

use super::mention::{Mention, dates, legend, notes, selection, status_text};
use crate::domain::template::{DocumentNumber, Selection, Side};
use crate::domain::{
    Book, Department, DepartmentId, Direction, Field, FiscalYear, Goal, Measure, MeasureId,
    ProgressStatus,
};
use crate::report::Options;
use crate::report::geometry::Em;
use crate::report::page::{Column, Origin};
use std::collections::BTreeSet;

/// The texts of a paper.
#[derive(Debug)]
pub struct Content {
    pub title: Mention,
    /// Above the title.
    pub number: Number,
    pub meeting: Mention,
    /// Below the title; each may be empty.
    pub subtitle: Mention,
    pub legend: Mention,
    /// What the paper is of: a selection, a day.
    pub remarks: Vec<Mention>,
    pub columns: Vec<Head>,
    pub rows: Vec<Row>,
    /// Below the table.
    pub notes: Vec<Mention>,
    /// The years that are printed, in the order in which they are.
    pub years: Vec<FiscalYear>,
}

/// 資料番号.
#[derive(Debug)]
pub struct Number {
    /// May be empty.
    pub text: Mention,
    /// In the upper left corner, not the upper right one.
    pub left: bool,
    pub framed: bool,
}

/// A column of the table.
#[derive(Debug)]
pub struct Head {
    pub column: Column,
    pub text: Mention,
    /// How wide it is to be for text; `None` for what suits the texts.
    pub width: Option<Em>,
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
    /// The 進捗状況一覧表.
    pub fn of(book: &Book, options: &Options) -> Self {
        let list = List::of(book, options);
        let rows = list.rows(|measure| list.cells(measure));
        Self { columns: list.columns(), rows, ..Self::around(book, options) }
    }

    /// All but the table.
    pub fn around(book: &Book, options: &Options) -> Self {
        Self {
            title: Mention::of_template(title(book, options), Field::Title),
            number: Number::of(&options.number),
            meeting: Mention::of_template(options.meeting.clone(), Field::Meeting),
            subtitle: Mention::of_template(options.subtitle.clone(), Field::Subtitle),
            legend: legend(book, options),
            remarks: selection(book, &options.selection).chain(dates(options)).collect(),
            columns: Vec::new(),
            rows: Vec::new(),
            notes: notes(options),
            years: ordered_years(book, options),
        }
    }

    /// All but the table of a paper for those who check: what the council's paper bears has no place
    /// on it, nor has its title.
    pub fn inside(book: &Book, options: &Options, what: &str) -> Self {
        let plain = Options {
            title: None,
            subtitle: String::new(),
            number: DocumentNumber::default(),
            meeting: String::new(),
            legend: false,
            note: String::new(),
            unconfirmed: String::new(),
            dated: true,
            ..options.clone()
        };
        let title = titled(book, what);
        Self { title: Mention::of_template(title, Field::Title), ..Self::around(book, &plain) }
    }

    /// The texts outside the rows.
    pub fn mentions(&self) -> impl Iterator<Item = &Mention> {
        let Self { title, number, meeting, subtitle, legend, .. } = self;
        let above = [&number.text, meeting, title, subtitle, legend];
        let heads = self.columns.iter().map(|head| &head.text);
        above.into_iter().chain(&self.remarks).chain(heads).chain(&self.notes)
    }
}

impl Head {
    /// A column of a width.
    pub fn new(column: Column, text: impl Into<String>, width: Option<Em>) -> Self {
        Self { column, text: Mention { text: text.into(), of: Vec::new() }, width }
    }
}

impl Number {
    fn of(number: &DocumentNumber) -> Self {
        Self {
            text: Mention::of_template(number.text.trim(), Field::DocumentNumber),
            left: number.side == Side::Left,
            framed: number.framed,
        }
    }
}

impl Row {
    /// A heading over the whole width.
    pub fn heading(of: Origin, depth: u8, text: String) -> Self {
        let cell = Passage { column: None, blocks: vec![text], names: Vec::new() };
        Self { of, cells: vec![cell], heading: Some(depth) }
    }

    /// The row of a measure.
    pub fn of(measure: &Measure, cells: Vec<Passage>) -> Self {
        Self { of: Origin::Entry(measure.id, Column::Number), cells, heading: None }
    }

    /// What a heading says.
    pub fn heading_text(&self) -> &str {
        self.cells.first().map_or("", Passage::text)
    }
}

impl Passage {
    /// A text in a column.
    pub fn plain(column: Column, text: impl Into<String>) -> Self {
        Self { column: Some(column), blocks: vec![text.into()], names: Vec::new() }
    }

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
    titled(book, &book.plan().title)
}

/// The name of the plan, and what the paper is.
fn titled(book: &Book, what: &str) -> String {
    let plan = book.plan();
    let municipality =
        if plan.name.starts_with(&plan.municipality) { "" } else { &plan.municipality };
    let name = format!("{municipality}{}", plan.name);
    [name.as_str(), what]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("\u{3000}")
}

/// The years that are printed, in their order.
fn ordered_years(book: &Book, options: &Options) -> Vec<FiscalYear> {
    let mut years = options.printed_years(book);
    if options.newest_first {
        years.reverse();
    }
    years
}

/// The departments that are chosen, and those that they have taken over from by a year: found once, as
/// it is asked of every department of every measure. `None` where all are.
fn chosen(
    book: &Book,
    options: &Options,
    year: Option<FiscalYear>,
) -> Option<BTreeSet<DepartmentId>> {
    let chosen = &options.selection.departments;
    if chosen.is_empty() {
        return None;
    }
    let mut all: BTreeSet<DepartmentId> = chosen.iter().copied().collect();
    if let Some(year) = year {
        let now = book.departments_as_of(year).into_iter();
        all.extend(now.filter(|(_, now)| chosen.contains(&now.id)).map(|(then, _)| then));
    }
    Some(all)
}

/// The rows of the list with other cells for each measure.
pub fn rows(book: &Book, options: &Options, cells: impl Fn(&Measure) -> Vec<Passage>) -> Vec<Row> {
    List::of(book, options).rows(cells)
}

/// The measures that are printed.
pub fn printed(book: &Book, options: &Options) -> BTreeSet<MeasureId> {
    let list = List::of(book, options);
    let rows = book.listed().into_iter().filter(|(goal, _, row)| list.is_selected(goal, row));
    rows.map(|(_, _, measure)| measure.id).collect()
}

/// What the table is made from.
struct List<'a> {
    book: &'a Book,
    options: &'a Options,
    /// In the order in which they are printed.
    years: Vec<FiscalYear>,
    /// The departments whose measures are printed; `None` for those of all.
    departments: Option<BTreeSet<DepartmentId>>,
}

impl<'a> List<'a> {
    fn of(book: &'a Book, options: &'a Options) -> Self {
        let years = ordered_years(book, options);
        let departments = chosen(book, options, years.iter().max().copied());
        Self { book, options, years, departments }
    }

    fn year_label(&self, year: FiscalYear) -> String {
        self.book.year_written(year, self.options.year_style)
    }

    fn columns(&self) -> Vec<Head> {
        let head = |column| {
            let own = self.options.column(column);
            let text = if own.head.is_empty() { self.head(column) } else { own.head };
            let width = own.width.map(|halves| Em(i32::from(halves) * Em::HALF.0));
            Head { column, text: Mention::of_template(text, Field::ColumnHead), width }
        };
        self.options.shown().into_iter().map(head).collect()
    }

    /// What stands at the head of a column of itself.
    fn head(&self, column: Column) -> String {
        match column {
            Column::Number => "施策\n番号".to_owned(),
            Column::Name => "名称".to_owned(),
            Column::Description => "内容".to_owned(),
            Column::Departments => "所管課\n（関連課）".to_owned(),
            Column::Status => "進捗\n状況".to_owned(),
            // Not a column of this list.
            Column::Previous => String::new(),
            Column::Implementation => {
                let until = self.years.iter().max();
                let until = until.map(|year| format!("{}までの", self.year_label(*year)));
                format!("{}実施等状況", until.unwrap_or_default())
            }
        }
    }

    /// The rows, headings among them. A selection leaves out headings that nothing stands below;
    /// the whole list shows them, so that a plan can be printed before all of it is entered.
    fn rows(&self, cells: impl Fn(&Measure) -> Vec<Passage>) -> Vec<Row> {
        let mut rows = Vec::new();
        let selected = !self.options.selection.is_all();
        let mut by_direction = self.book.measures_by_direction(|measure| self.involves(measure));
        for goal in self.book.goals() {
            let mut below = Vec::new();
            for direction in self.book.directions(goal.id) {
                let mut measures = by_direction.remove(&direction.id).unwrap_or_default();
                measures.retain(|measure| self.is_selected(goal, measure));
                if !(selected && measures.is_empty()) {
                    below.extend(direction_row(direction));
                    below.extend(measures.into_iter().map(|it| Row::of(it, cells(it))));
                }
            }
            if !(selected && below.is_empty()) {
                rows.push(goal_row(goal));
                rows.append(&mut below);
            }
        }
        rows
    }

    /// Whether one of the chosen departments leads a measure or is related to it.
    fn involves(&self, measure: &Measure) -> bool {
        let mut involved = measure.lead.iter().chain(&measure.related);
        self.departments.as_ref().is_none_or(|chosen| involved.any(|id| chosen.contains(id)))
    }

    fn is_selected(&self, goal: &Goal, measure: &Measure) -> bool {
        let Selection { departments: _, goals, statuses } = &self.options.selection;
        let of_status = |status: &ProgressStatus| statuses.contains(&status.id);
        self.involves(measure)
            && (goals.is_empty() || goals.contains(&goal.id))
            && (statuses.is_empty() || self.status(measure).is_some_and(of_status))
    }

    /// Whether the status is still to be entered for a year that is printed.
    fn awaits_status(&self, measure: &Measure) -> bool {
        let lacks =
            |year: &FiscalYear| self.is_open(*year) && self.book.lacks_status(measure, *year);
        self.years.iter().any(lacks)
    }

    /// The status that is printed: that of the latest of the years for which a measure has one; none
    /// while this year's is awaited, since last year's would be read as this year's.
    fn status(&self, measure: &Measure) -> Option<&'a ProgressStatus> {
        if self.awaits_status(measure) {
            return None;
        }
        let with = self.years.iter().copied();
        let with = with.filter(|year| self.book.progress(measure.id, *year).is_some());
        self.book.progress(measure.id, with.max()?)
    }

    fn cells(&self, measure: &Measure) -> Vec<Passage> {
        let columns = self.options.shown().into_iter();
        columns.map(|column| self.cell(measure, column)).collect()
    }

    fn cell(&self, measure: &Measure, column: Column) -> Passage {
        match column {
            Column::Number => Passage::plain(column, measure.number.to_string()),
            Column::Name => Passage::plain(column, measure.name.as_str()),
            Column::Description => Passage::plain(column, measure.description.trim_end()),
            Column::Departments => {
                departments(self.book, measure, self.years.iter().max().copied())
            }
            Column::Status => {
                let status = self.status(measure).map(|status| status_text(status, self.options));
                let mark = self.awaits_status(measure).then(|| self.options.unconfirmed.clone());
                Passage::plain(column, status.or(mark).unwrap_or_default())
            }
            Column::Previous => Passage::plain(column, ""),
            Column::Implementation => {
                let blocks = self.years.iter().filter_map(|year| self.entry(measure, *year));
                Passage { blocks: blocks.collect(), ..Passage::plain(column, "") }
            }
        }
    }

    /// Whether entries of a year are still asked for.
    fn is_open(&self, year: FiscalYear) -> bool {
        self.book.year(year).is_some_and(|year| !year.closed)
    }

    /// A narrative below its year, which bears the mark until the entry is 確定. A year without a
    /// text is left out, unless it is so marked.
    fn entry(&self, measure: &Measure, year: FiscalYear) -> Option<String> {
        let text = narrative(self.book, measure, year);
        let unconfirmed = self.is_open(year) && self.book.is_unconfirmed(measure, year);
        let mark = if unconfirmed { self.options.unconfirmed.as_str() } else { "" };
        let label = self.year_label(year);
        match text {
            "" => (!mark.is_empty()).then(|| format!("【{label}】{mark}")),
            // Within the brackets, so that the line stays a heading that keeps with its text.
            text => Some(format!("【{label}{mark}】\n{text}")),
        }
    }
}

/// What is printed of a narrative: all but blank lines before it and white space behind it.
pub fn narrative<'a>(book: &'a Book, measure: &Measure, year: FiscalYear) -> &'a str {
    book.narrative(measure.id, year).trim_start_matches('\n').trim_end()
}

fn goal_row(goal: &Goal) -> Row {
    Row::heading(Origin::Goal(goal.id), 0, goal.heading())
}

fn direction_row(direction: &Direction) -> Option<Row> {
    let text = direction.heading();
    (!text.is_empty()).then(|| Row::heading(Origin::Direction(direction.id), 1, text))
}

/// The departments of a year as they are printed, one lead department a line, then the related ones
/// in brackets.
pub fn departments(book: &Book, measure: &Measure, year: Option<FiscalYear>) -> Passage {
    let (lead, related) = (book.lead_as_of(measure, year), book.related_as_of(measure, year));
    let names = lead.iter().chain(&related).map(|department| department.name.clone()).collect();
    let join = |departments: &[&Department], with: &str| {
        departments.iter().map(|it| it.name.as_str()).collect::<Vec<_>>().join(with)
    };
    let mut lines = join(&lead, "\n");
    if !related.is_empty() {
        let separator = if lead.is_empty() { "" } else { "\n" };
        lines.push_str(&format!("{separator}（{}）", join(&related, "、")));
    }
    Passage { names, ..Passage::plain(Column::Departments, lines) }
}
