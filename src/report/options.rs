//! How a report is printed.

use super::error::Error;
use super::fonts::Typeface;
use super::geometry::{Em, Length, Size};
use super::typeset::Style;
use crate::domain::template::{
    self, ColumnSettings, Comparison, Design, DocumentNumber, Figures, PageNumber, Rows, Selection,
    Settings, Side, Surroundings, placeholder,
};
use crate::domain::{Book, FiscalYear, YearStyle};
use chrono::NaiveDate;
use std::collections::BTreeMap;

pub(super) use crate::domain::template::Column;
pub use crate::domain::template::{Format, Orientation, Paper};

/// The choices about a report, with lengths as on paper. The default is that of [`Settings`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The title on the first page; `None` for the plan's name and title.
    pub title: Option<String>,
    /// Below the title; may be empty.
    pub subtitle: String,
    pub number: DocumentNumber,
    /// Above the title; may be empty.
    pub meeting: String,
    /// The day that the content is as of.
    pub as_of: Option<NaiveDate>,
    /// Whether [`Options::date`] is printed.
    pub dated: bool,
    /// Whether the statuses are explained below the title.
    pub legend: bool,
    /// Below the table; may be empty, and of several lines.
    pub note: String,
    /// The years whose entries are printed; `None` for all years of the book. Years that the book does
    /// not have are ignored.
    pub years: Option<Vec<FiscalYear>>,
    pub newest_first: bool,
    pub year_style: YearStyle,
    pub selection: Selection,
    /// The settings of columns that differ from the default.
    pub columns: BTreeMap<Column, ColumnSettings>,
    /// The mark of missing and unconfirmed entries; may be empty.
    pub unconfirmed: String,
    pub rows: Rows,
    /// Whether a page repeats the headings of goal and direction that its first row is under.
    pub repeats_headings: bool,
    pub paper: Paper,
    pub margins: Margins,
    pub design: Design,
    pub typeface: Typeface,
    /// The size of the type, 6 to 24 points.
    pub type_size: Length,
    /// From one baseline to the next, in ems of the type; never less than one.
    pub leading: Em,
    /// The weight of the rules within the table; the frame is twice as heavy.
    pub rule: Length,
    pub page_number: PageNumber,
    pub surroundings: Surroundings,
    pub comparison: Comparison,
    pub figures: Figures,
    /// The years with columns of figures, where a table has a part of them; else empty.
    pub figure_years: Vec<FiscalYear>,
    /// The names in braces in its texts that stand for nothing, and are printed as they are.
    pub unknown_placeholders: Vec<String>,
    /// How lines are set.
    pub style: Style,
    /// Names that lines do not break within.
    pub names: Vec<String>,
    /// The date in the metadata of the document; `None` for none. It is not taken from the clock, so
    /// that the same report is the same bytes.
    pub date: Option<NaiveDate>,
}

/// White space around the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Margins {
    pub top: Length,
    pub right: Length,
    pub bottom: Length,
    pub left: Length,
}

impl Default for Options {
    fn default() -> Self {
        Self::new(&Settings::default())
    }
}

impl Options {
    /// The sizes of type that can be set.
    pub const TYPE_SIZES: std::ops::RangeInclusive<Length> = Length::points(6)..=Length::points(24);

    /// The options of a 様式 for a book, without what it selects that the book no longer has.
    pub fn of(book: &Book, settings: &Settings) -> Self {
        let mut options = Self::new(settings);
        if !settings.left_out.is_empty() {
            let years = book.years().map(|year| year.year);
            options.years = Some(years.filter(|year| !settings.left_out.contains(year)).collect());
        }
        let Selection { departments, goals, statuses } = &mut options.selection;
        departments.retain(|id| book.department(*id).is_some());
        goals.retain(|id| book.goal(*id).is_some());
        statuses.retain(|id| book.status(*id).is_some());
        options.fill_placeholders(book);
        options
    }

    /// What can stand in braces in a text of a 様式.
    pub const PLACEHOLDERS: [&str; 6] =
        ["年度", "最初の年度", "最終年度", "表題", "計画名", "市町村名"];

    /// Puts what the placeholders stand for into the texts of the 様式.
    fn fill_placeholders(&mut self, book: &Book) {
        let years = self.printed_years(book);
        let written = |year: Option<&FiscalYear>| {
            year.map(|year| book.year_written(*year, self.year_style)).unwrap_or_default()
        };
        let (first, last) = (written(years.first()), written(years.last()));
        let plan = book.plan();
        let values = [
            last.as_str(),
            first.as_str(),
            last.as_str(),
            plan.title.as_str(),
            plan.name.as_str(),
            plan.municipality.as_str(),
        ];
        let values: Vec<_> = Self::PLACEHOLDERS.into_iter().zip(values).collect();
        let mut unknown = Vec::new();
        let texts = [&mut self.subtitle, &mut self.number.text, &mut self.meeting, &mut self.note];
        let heads = self.columns.values_mut().map(|column| &mut column.head);
        for text in self.title.iter_mut().chain(texts).chain(heads) {
            *text = placeholder::fill(text, &values, &mut unknown);
        }
        self.unknown_placeholders = unknown;
    }

    /// The options of a comparison with an edition that was made with the 様式 of this name: paper, type
    /// and how the two sides are laid out are those of the 様式, or of the first one where it is gone.
    /// One of the first design keeps the paper and the type that comparisons have always had.
    pub fn for_comparison(book: &Book, template: &str) -> Self {
        let template = book.template_named(template).or(book.templates().first().copied());
        let settings = template.map(|it| (*it.settings).clone()).unwrap_or_default();
        let Settings { comparison, years, .. } = settings;
        match settings.design {
            Design::Original => Self { comparison, ..Self::default() },
            Design::Current => Self::new(&Settings {
                comparison,
                years,
                design: settings.design,
                paper: settings.paper,
                margins: settings.margins,
                binding: settings.binding,
                typeface: settings.typeface,
                type_size: settings.type_size,
                leading: settings.leading,
                rule: settings.rule,
                justified: settings.justified,
                hanging: settings.hanging,
                quarter_em: settings.quarter_em,
                names: settings.names,
                repeats_headings: true,
                page_number: PageNumber { first: 1, ..settings.page_number },
                ..Settings::default()
            }),
        }
    }

    fn new(settings: &Settings) -> Self {
        let title = settings.title.trim();
        Self {
            title: (!title.is_empty()).then(|| title.to_owned()),
            subtitle: settings.subtitle.trim().to_owned(),
            number: settings.number.clone(),
            meeting: settings.meeting.trim().to_owned(),
            as_of: settings.as_of,
            dated: settings.dated,
            legend: settings.legend,
            note: settings.note.trim_end().to_owned(),
            years: None,
            newest_first: settings.newest_first,
            year_style: settings.years,
            selection: settings.selection.clone(),
            columns: settings.columns.clone(),
            unconfirmed: settings.unconfirmed.trim().to_owned(),
            rows: settings.rows,
            repeats_headings: settings.repeats_headings,
            paper: settings.paper,
            margins: Margins::of(settings.margins, settings.binding),
            design: settings.design,
            typeface: settings.typeface,
            type_size: Length::thousandths(i64::from(settings.type_size) * 100),
            leading: Em(i32::from(settings.leading) * 10),
            style: Style {
                justify: settings.justified,
                hanging: settings.hanging,
                quarter_em: settings.quarter_em,
                revised: settings.design == Design::Current,
                phrases: false,
                indented: false,
            },
            names: settings.names().map(str::to_owned).collect(),
            rule: Length::thousandths(i64::from(settings.rule) * 10),
            page_number: settings.page_number,
            surroundings: settings.surroundings,
            comparison: settings.comparison,
            figures: settings.figures,
            figure_years: Vec::new(),
            unknown_placeholders: Vec::new(),
            date: None,
        }
    }

    /// The years that are printed, earliest first.
    pub fn printed_years(&self, book: &Book) -> Vec<FiscalYear> {
        let chosen = |year: &FiscalYear| self.years.as_ref().is_none_or(|all| all.contains(year));
        book.years().map(|year| year.year).filter(chosen).collect()
    }

    /// The years that are printed, in the order in which they are.
    pub(super) fn ordered_years(&self, book: &Book) -> Vec<FiscalYear> {
        let mut years = self.printed_years(book);
        if self.newest_first {
            years.reverse();
        }
        years
    }

    /// The options without a selection.
    pub(super) fn without_selection(&self) -> Self {
        Self { selection: Selection::default(), ..self.clone() }
    }

    /// The settings of a column.
    pub(super) fn column(&self, column: Column) -> ColumnSettings {
        self.columns.get(&column).cloned().unwrap_or_default()
    }

    /// The columns that are printed, from left to right.
    pub(super) fn visible_columns(&self) -> Vec<Column> {
        Column::ALL.into_iter().filter(|column| !self.column(*column).hidden).collect()
    }

    /// The leading within bounds: type that touches the line above cannot be read.
    pub(super) fn leading(&self) -> Em {
        self.leading.clamp(Em::ONE, Em::whole(4))
    }

    /// The type size, if it is allowed.
    ///
    /// # Errors
    /// [`Error::TypeSize`] where it is outside [`Options::TYPE_SIZES`].
    pub(super) fn type_size(&self) -> Result<Length, Error> {
        if Self::TYPE_SIZES.contains(&self.type_size) {
            Ok(self.type_size)
        } else {
            Err(Error::TypeSize(self.type_size))
        }
    }
}

impl Paper {
    /// Its width and height.
    pub const fn size(self) -> Size {
        let (short, long) = match self.format {
            Format::A4 => (Length::millimetres(210), Length::millimetres(297)),
            Format::A3 => (Length::millimetres(297), Length::millimetres(420)),
        };
        match self.orientation {
            Orientation::Portrait => Size { width: short, height: long },
            Orientation::Landscape => Size { width: long, height: short },
        }
    }
}

impl Margins {
    /// The same on all sides.
    pub const fn all(width: Length) -> Self {
        Self { top: width, right: width, bottom: width, left: width }
    }

    /// Margins with the room for binding.
    fn of(margins: template::Margins, binding: template::Binding) -> Self {
        let at = |side| if binding.side == side { i32::from(binding.width) } else { 0 };
        let mm = |width: u16, side| Length::millimetres(i32::from(width) + at(side));
        Self {
            top: mm(margins.top, Side::Top),
            right: mm(margins.right, Side::Right),
            bottom: Length::millimetres(margins.bottom.into()),
            left: mm(margins.left, Side::Left),
        }
    }
}
