//! 進捗状況一覧表: the measures of the plan with their departments, status and narratives.

mod gauge;

pub use crate::report::table::title;
pub use gauge::Gauge;

use crate::domain::template::{Design, Selection};
use crate::domain::{
    Book, Department, DepartmentId, Field, FiscalYear, Goal, Key, Measure, MeasureId,
    ProgressStatus,
};
use crate::report::geometry::Em;
use crate::report::page::{Column, Document};
use crate::report::table::{
    self, Cache, CellText, ColumnSpec, Content, RowText, SourcedText, status_text,
};
use crate::report::{Error, Options};
use std::collections::{BTreeMap, BTreeSet};

/// Lays the list out. The same book and options make the same document.
///
/// # Errors
/// [`Error::TypeSize`] and [`Error::NoRoom`] where the options leave no room for a table;
/// [`Error::Font`] where a bundled font cannot be read.
pub fn lay_out(book: &Book, options: &Options) -> Result<Document, Error> {
    table::lay_out(content(book, options), options, &mut Cache::default())
}

/// The texts of the list.
pub fn content(book: &Book, options: &Options) -> Content {
    let list = List::new(book, options);
    let rows = list.rows(|measure| RowText::of(measure, list.cells(measure)));
    Content { columns: list.columns(), rows, ..Content::without_table(book, options) }
}

/// The headings and selected measures of the list, with other rows for the measures.
pub fn rows(book: &Book, options: &Options, row: impl Fn(&Measure) -> RowText) -> Vec<RowText> {
    List::new(book, options).rows(row)
}

/// The measures that are printed.
pub fn printed(book: &Book, options: &Options) -> BTreeSet<MeasureId> {
    let list = List::new(book, options);
    let rows = book.listed().into_iter().filter(|(goal, _, row)| list.is_selected(goal, row));
    rows.map(|(_, _, measure)| measure.id).collect()
}

/// The status that is printed of each of these measures; `None` where there is none.
pub fn statuses<'a>(
    book: &'a Book,
    options: &'a Options,
) -> BTreeMap<MeasureId, Option<&'a ProgressStatus>> {
    let list = List::new(book, options);
    let rows = book.listed().into_iter().filter(|(goal, _, row)| list.is_selected(goal, row));
    rows.map(|(_, _, measure)| (measure.id, list.status(measure))).collect()
}

/// The narrative as it is printed: without blank lines before it and white space behind it.
pub fn narrative(book: &Book, measure: MeasureId, year: FiscalYear) -> &str {
    book.narrative(measure, year).trim_start_matches('\n').trim_end()
}

/// The departments of a year: a line for each that leads the measure, then the related ones in
/// brackets.
pub fn departments(book: &Book, measure: &Measure, year: Option<FiscalYear>) -> CellText {
    let (lead, related) = (book.lead_as_of(measure, year), book.related_as_of(measure, year));
    let all = lead.iter().chain(&related);
    let names = all.clone().map(|department| department.name.clone()).collect();
    let source = |it: &&Department| (Key::Department(it.id), Field::DepartmentName);
    let sources = all.map(source).collect();
    let join = |departments: &[&Department], separator: &str| {
        departments.iter().map(|it| it.name.as_str()).collect::<Vec<_>>().join(separator)
    };
    let mut lines = join(&lead, "\n");
    if !related.is_empty() {
        let separator = if lead.is_empty() { "" } else { "\n" };
        lines.push_str(&format!("{separator}（{}）", join(&related, "、")));
    }
    CellText { names, sources, ..CellText::new(Column::Departments, lines) }
}

/// What the list is made from.
struct List<'a> {
    book: &'a Book,
    options: &'a Options,
    /// In the order in which they are printed.
    years: Vec<FiscalYear>,
    /// The departments whose measures are printed; `None` for all.
    departments: Option<BTreeSet<DepartmentId>>,
}

impl<'a> List<'a> {
    fn new(book: &'a Book, options: &'a Options) -> Self {
        let years = options.ordered_years(book);
        let departments = selected_departments(book, options, years.iter().max().copied());
        Self { book, options, years, departments }
    }

    fn year_label(&self, year: FiscalYear) -> String {
        self.book.year_written(year, self.options.year_style)
    }

    fn columns(&self) -> Vec<ColumnSpec> {
        let spec = |column| {
            let settings = self.options.column(column);
            let head =
                if settings.head.is_empty() { self.default_head(column) } else { settings.head };
            let width = settings.width.map(|halves| Em(i32::from(halves) * Em::HALF.0));
            ColumnSpec { column, head: SourcedText::of_template(head, Field::ColumnHead), width }
        };
        self.options.visible_columns().into_iter().map(spec).collect()
    }

    fn default_head(&self, column: Column) -> String {
        match column {
            Column::Number => "施策\n番号".to_owned(),
            Column::Name => "名称".to_owned(),
            Column::Description => "内容".to_owned(),
            Column::Departments => "所管課\n（関連課）".to_owned(),
            Column::Status => "進捗\n状況".to_owned(),
            // Not a column of this report.
            Column::Previous | Column::Place | Column::Explanation | Column::Data(..) => {
                String::new()
            }
            Column::Implementation => {
                let until = self.years.iter().max().map(|year| self.year_label(*year));
                match until {
                    None => "実施等状況".to_owned(),
                    Some(year) if self.is_of_one_year() => format!("{year}の実施等状況"),
                    Some(year) => format!("{year}までの実施等状況"),
                }
            }
        }
    }

    /// The rows, headings among them. A selection leaves out headings without measures; the whole
    /// list shows them, so that a plan can be printed before all of it is entered.
    fn rows(&self, row: impl Fn(&Measure) -> RowText) -> Vec<RowText> {
        let mut rows = Vec::new();
        let selected = !self.options.selection.is_all();
        let mut by_direction = self.book.measures_by_direction(|measure| self.involves(measure));
        for goal in self.book.goals() {
            let (mut below, mut narrowed) = (Vec::new(), selected);
            for direction in self.book.directions(goal.id) {
                let mut measures = by_direction.remove(&direction.id).unwrap_or_default();
                let all = measures.len();
                measures.retain(|measure| self.is_selected(goal, measure));
                narrowed |= all > measures.len();
                let nothing_left = measures.is_empty() && (selected || all > 0);
                if !nothing_left {
                    let heading = RowText::direction(direction).or_else(|| {
                        let follows = !below.is_empty() && !measures.is_empty();
                        follows.then(|| RowText::direction_number(direction))
                    });
                    below.extend(heading);
                    below.extend(measures.into_iter().map(&row));
                }
            }
            if !(narrowed && below.is_empty()) {
                rows.push(RowText::goal(goal));
                rows.append(&mut below);
            }
        }
        rows
    }

    /// Whether one of the selected departments leads a measure or is related to it.
    fn involves(&self, measure: &Measure) -> bool {
        let mut involved = measure.lead.iter().chain(&measure.related);
        self.departments.as_ref().is_none_or(|selected| involved.any(|id| selected.contains(id)))
    }

    fn is_selected(&self, goal: &Goal, measure: &Measure) -> bool {
        let Selection { departments: _, goals, statuses } = &self.options.selection;
        let has_status = |status: &ProgressStatus| statuses.contains(&status.id);
        self.involves(measure)
            && self.is_of_printed_year(measure)
            && (goals.is_empty() || goals.contains(&goal.id))
            && (statuses.is_empty() || self.status(measure).is_some_and(has_status))
    }

    /// Whether the list has something to say of a measure: it was carried out in one of the years, or
    /// has a text there. Others would read as if nothing had been done for them.
    fn is_of_printed_year(&self, measure: &Measure) -> bool {
        let mut years = self.years.iter();
        self.years.is_empty() || years.any(|year| self.book.is_printed_in(measure, *year))
    }

    /// Whether the status is still to be entered for a year that is printed.
    fn awaits_status(&self, measure: &Measure) -> bool {
        let mut open = self.years.iter().filter(|year| self.is_open(**year));
        open.any(|year| self.book.lacks_status(measure, *year))
    }

    /// The status of the latest of the years that has one; none while this year's is awaited, since
    /// last year's would be read as this year's.
    fn status(&self, measure: &Measure) -> Option<&'a ProgressStatus> {
        if self.awaits_status(measure) {
            return None;
        }
        let years = self.years.iter().copied();
        let years = years.filter(|year| self.book.is_printed_in(measure, *year));
        let with_status = years.filter(|year| self.book.progress(measure.id, *year).is_some());
        self.book.progress(measure.id, with_status.max()?)
    }

    fn cells(&self, measure: &Measure) -> Vec<CellText> {
        let columns = self.options.visible_columns().into_iter();
        columns.map(|column| self.cell(measure, column)).collect()
    }

    fn cell(&self, measure: &Measure, column: Column) -> CellText {
        match column {
            Column::Number => CellText::new(column, measure.number.to_string()),
            Column::Name => CellText::name(measure),
            Column::Description => CellText {
                sources: vec![(Key::Measure(measure.id), Field::Description)],
                ..CellText::new(column, measure.description.trim_end())
            },
            Column::Departments => {
                departments(self.book, measure, self.years.iter().max().copied())
            }
            Column::Status => {
                if let Some(status) = self.status(measure) {
                    let source = |field| (Key::Status(status.id), field);
                    let sources = [Field::StatusName, Field::StatusMark].map(source).to_vec();
                    // A large mark above its word.
                    let text = match (self.options.design, status_text(status, self.options)) {
                        (Design::Current, text) if text != status.name => {
                            format!("{}\n{}", status.mark, status.name)
                        }
                        (_, text) => text,
                    };
                    let labelled = text.contains('\n');
                    return CellText { labelled, sources, ..CellText::new(column, text) };
                }
                let awaited = self.awaits_status(measure);
                CellText::new(column, if awaited { self.options.unconfirmed.as_str() } else { "" })
            }
            Column::Previous | Column::Place | Column::Explanation | Column::Data(..) => {
                CellText::new(column, "")
            }
            Column::Implementation => {
                let blocks = self.years.iter().filter_map(|year| self.entry(measure, *year));
                let key = |year: &FiscalYear| Key::Implementation(measure.id, *year);
                let sources = self.years.iter().map(|year| (key(year), Field::Narrative));
                CellText {
                    labelled: !self.is_of_one_year(),
                    blocks: blocks.collect(),
                    sources: sources.collect(),
                    ..CellText::new(column, "")
                }
            }
        }
    }

    /// Whether the head of the column says of which year all entries are.
    fn is_of_one_year(&self) -> bool {
        self.options.design == Design::Current && self.years.len() == 1
    }

    fn is_open(&self, year: FiscalYear) -> bool {
        self.book.year(year).is_some_and(|year| !year.closed)
    }

    /// A narrative below its year, which bears the mark until the entry is 確定. A year without a
    /// narrative is left out, unless it bears the mark.
    fn entry(&self, measure: &Measure, year: FiscalYear) -> Option<String> {
        let unconfirmed = self.is_open(year) && self.book.is_unconfirmed(measure, year);
        let mark = if unconfirmed { self.options.unconfirmed.as_str() } else { "" };
        let label = self.year_label(year);
        match narrative(self.book, measure.id, year) {
            "" if self.is_of_one_year() => (!mark.is_empty()).then(|| mark.to_owned()),
            "" if mark.is_empty() => None,
            "" if self.options.design == Design::Original => Some(format!("【{label}】{mark}")),
            "" => Some(format!("【{label}{mark}】")),
            text if self.is_of_one_year() && mark.is_empty() => Some(text.to_owned()),
            text if self.is_of_one_year() => Some(format!("{mark}\n{text}")),
            // Within the brackets, so that the line stays a heading that keeps with its text.
            text => Some(format!("【{label}{mark}】\n{text}")),
        }
    }
}

/// The selected departments and those that they succeeded by a year; `None` where all are selected.
fn selected_departments(
    book: &Book,
    options: &Options,
    year: Option<FiscalYear>,
) -> Option<BTreeSet<DepartmentId>> {
    let selected = &options.selection.departments;
    if selected.is_empty() {
        return None;
    }
    let mut all: BTreeSet<DepartmentId> = selected.iter().copied().collect();
    if let Some(year) = year {
        let now = book.departments_as_of(year).into_iter();
        all.extend(now.filter(|(_, now)| selected.contains(&now.id)).map(|(then, _)| then));
    }
    Some(all)
}
