//! The texts of a report, before anything is measured.

use super::captions::{SourcedText, dates, legend, notes, selection};
use crate::domain::template::{Design, DocumentNumber, Side, Surroundings};
use crate::domain::{Book, Direction, Field, Goal, Key, Measure};
use crate::report::Options;
use crate::report::geometry::Em;
use crate::report::page::{Column, Origin};

/// The texts of a report: a table, and the texts around it.
#[derive(Debug)]
pub struct Content {
    /// The municipality; may be empty.
    pub author: String,
    pub title: SourcedText,
    /// Above the title.
    pub number: NumberText,
    pub meeting: SourcedText,
    /// Below the title; each may be empty.
    pub subtitle: SourcedText,
    pub legend: SourcedText,
    /// What is covered (a selection, a date), below the title on the right.
    pub remarks: Vec<SourcedText>,
    /// 柱: what stands at the top of all pages but the first, at the left and at the right; `None` for
    /// nothing.
    pub running_head: Option<[SourcedText; 2]>,
    /// How many numbered pages there are before the first of the table, and behind the last.
    pub pages_around: [usize; 2],
    pub columns: Vec<ColumnSpec>,
    /// The widths of the columns, where they are those of other tables too; else empty.
    pub widths: Vec<Em>,
    pub rows: Vec<RowText>,
    /// Below the table.
    pub notes: Vec<SourcedText>,
}

/// 資料番号.
#[derive(Debug)]
pub struct NumberText {
    /// May be empty.
    pub text: SourcedText,
    /// Whether it stands in the upper left corner, not the upper right one.
    pub left: bool,
    pub framed: bool,
}

/// A column of the table.
#[derive(Debug)]
pub struct ColumnSpec {
    pub column: Column,
    pub head: SourcedText,
    /// The width of its text; `None` to fit the column to its texts.
    pub width: Option<Em>,
}

/// The texts of a row.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct RowText {
    pub of: Origin,
    pub cells: Vec<CellText>,
    /// The level of a heading over the whole width, the highest being 0; `None` for all other rows.
    pub heading: Option<u8>,
    /// Whether the characters in which [`Column::Previous`] and [`Column::Implementation`] differ
    /// are underlined.
    pub compared: bool,
}

/// The text of a cell.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct CellText {
    /// The column it stands in; `None` for one over the whole width.
    pub column: Option<Column>,
    /// One or more texts, one below the other with a little space between.
    pub blocks: Vec<String>,
    /// Whether the first line of each of them is a label, such as its year.
    pub labelled: bool,
    /// Names that lines do not break within.
    pub names: Vec<String>,
    /// The fields in which its characters can be corrected.
    pub sources: Vec<(Key, Field)>,
}

impl Content {
    /// Everything but the table.
    pub fn without_table(book: &Book, options: &Options) -> Self {
        Self {
            author: book.plan().municipality.clone(),
            title: SourcedText::of_template(title(book, options), Field::Title),
            number: NumberText::of(&options.number),
            meeting: SourcedText::of_template(options.meeting.clone(), Field::Meeting),
            subtitle: SourcedText::of_template(options.subtitle.clone(), Field::Subtitle),
            legend: legend(book, options),
            remarks: selection(book, &options.selection).chain(dates(options)).collect(),
            running_head: options.surroundings.running_head.then(|| {
                let number = SourcedText::of_template(&options.number.text, Field::DocumentNumber);
                [SourcedText::of_template(title(book, options), Field::Title), number]
            }),
            pages_around: [0; 2],
            columns: Vec::new(),
            widths: Vec::new(),
            rows: Vec::new(),
            notes: notes(options),
        }
    }

    /// The same under another title, which its running head has as well.
    pub fn titled(mut self, title: SourcedText) -> Self {
        if let Some([head, _]) = &mut self.running_head {
            head.clone_from(&title);
        }
        Self { title, ..self }
    }

    /// The same as a part of a paper, with its name in the title and at the top of all pages and the
    /// widths of all parts; in the first design nothing says of which part a page is.
    pub fn of_section(mut self, name: &str, widths: &[Em], design: Design) -> Self {
        if design == Design::Original {
            return self;
        }
        let head = self.title.text.clone();
        self.title.text = format!("{head}\u{3000}{name}");
        let number = self.number.text.text.as_str();
        let separator = if number.is_empty() { "" } else { "\u{3000}" };
        let at_right = SourcedText::fixed(format!("{name}{separator}{number}"));
        let head = SourcedText { text: head, sources: self.title.sources.clone() };
        self.running_head = Some([head, at_right]);
        self.widths = widths.to_vec();
        self
    }

    /// Everything but the table of a report for those who check entries: it has a title of its own,
    /// and nothing that the template puts on the council's report.
    pub fn internal(book: &Book, options: &Options, title: &str) -> Self {
        let plain = Options {
            title: None,
            subtitle: String::new(),
            number: DocumentNumber::default(),
            meeting: String::new(),
            legend: false,
            note: String::new(),
            surroundings: Surroundings {
                running_head: false,
                meanings: false,
                ..options.surroundings
            },
            unconfirmed: String::new(),
            dated: true,
            ..options.clone()
        };
        let title = SourcedText::of_template(plan_title(book, title), Field::Title);
        Self { title, ..Self::without_table(book, &plain) }
    }

    /// The texts outside the rows.
    pub fn captions(&self) -> impl Iterator<Item = &SourcedText> {
        let Self { title, number, meeting, subtitle, legend, .. } = self;
        let above = [&number.text, meeting, title, subtitle, legend];
        let heads = self.columns.iter().map(|column| &column.head);
        let running = self.running_head.iter().flatten();
        above.into_iter().chain(&self.remarks).chain(heads).chain(&self.notes).chain(running)
    }
}

impl ColumnSpec {
    /// A column with a fixed head; `None` fits its width to its texts.
    pub fn new(column: Column, head: impl Into<String>, width: Option<Em>) -> Self {
        Self { column, head: SourcedText::fixed(head), width }
    }
}

impl NumberText {
    fn of(number: &DocumentNumber) -> Self {
        Self {
            text: SourcedText::of_template(number.text.trim(), Field::DocumentNumber),
            left: number.side == Side::Left,
            framed: number.framed,
        }
    }
}

impl RowText {
    /// A row of the table.
    pub const fn new(of: Origin, cells: Vec<CellText>) -> Self {
        Self { of, cells, heading: None, compared: false }
    }

    /// The row of a measure.
    pub const fn of(measure: &Measure, cells: Vec<CellText>) -> Self {
        Self::new(Origin::Entry(measure.id, Column::Number), cells)
    }

    /// A heading over the whole width.
    pub fn heading(of: Origin, level: u8, text: impl Into<String>) -> Self {
        let sources = match of {
            Origin::Goal(id) => {
                [Field::GoalLabel, Field::GoalName].map(|field| (Key::Goal(id), field)).to_vec()
            }
            Origin::Direction(id) => vec![(Key::Direction(id), Field::DirectionName)],
            Origin::Department(Some(id)) => vec![(Key::Department(id), Field::DepartmentName)],
            _ => Vec::new(),
        };
        let blocks = vec![text.into()];
        let cell = CellText { column: None, blocks, labelled: false, names: Vec::new(), sources };
        Self { heading: Some(level), ..Self::new(of, vec![cell]) }
    }

    /// The heading of a goal.
    pub fn goal(goal: &Goal) -> Self {
        Self::heading(Origin::Goal(goal.id), 0, goal.heading())
    }

    /// The heading of a direction; none for one without a name.
    pub fn direction(direction: &Direction) -> Option<Self> {
        let text = direction.heading();
        (!text.is_empty()).then(|| Self::heading(Origin::Direction(direction.id), 1, text))
    }

    /// What parts the measures of a direction without a name from those above, which are another's:
    /// its number alone.
    pub fn direction_number(direction: &Direction) -> Self {
        let number = crate::domain::text::circled(direction.number);
        Self::heading(Origin::Direction(direction.id), 1, number)
    }

    /// The text of a heading.
    pub fn heading_text(&self) -> &str {
        self.cells.first().map_or("", CellText::text)
    }

    /// The first text in a column; empty where the row has no such cell.
    pub fn text(&self, column: Column) -> &str {
        let cell = self.cells.iter().find(|cell| cell.column == Some(column));
        cell.map_or("", CellText::text)
    }
}

impl CellText {
    /// A text in a column.
    pub fn new(column: Column, text: impl Into<String>) -> Self {
        let (blocks, names, sources) = (vec![text.into()], Vec::new(), Vec::new());
        Self { column: Some(column), blocks, labelled: false, names, sources }
    }

    /// The name of a measure.
    pub fn name(measure: &Measure) -> Self {
        let source = (Key::Measure(measure.id), Field::MeasureName);
        Self { sources: vec![source], ..Self::new(Column::Name, measure.name.as_str()) }
    }

    /// The first of its texts.
    pub fn text(&self) -> &str {
        self.blocks.first().map_or("", String::as_str)
    }
}

/// The title: that of the options, else the plan's.
pub fn title(book: &Book, options: &Options) -> String {
    options.title.clone().unwrap_or_else(|| plan_title(book, &book.plan().title))
}

/// A title that begins with the name of the plan, and that with the municipality.
fn plan_title(book: &Book, title: &str) -> String {
    let plan = book.plan();
    let municipality =
        if plan.name.starts_with(&plan.municipality) { "" } else { &plan.municipality };
    let name = format!("{municipality}{}", plan.name);
    let parts = [name.as_str(), title].into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("\u{3000}")
}
