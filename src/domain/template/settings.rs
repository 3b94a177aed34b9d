//! The choices of a 様式 together, and what they are held to.

use super::{
    Binding, Column, ColumnSettings, Comparison, Design, DocumentNumber, Figures, Margins,
    PageNumber, Paper, Rows, Selection, Surroundings, Typeface,
};
use crate::domain::invalid::rules::{lines, one_line};
use crate::domain::{Field, FiscalYear, Invalid, YearStyle};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

/// What the clerk chooses about a printed list. What a stored one lacks is as in the default, so that
/// later versions can add to it: the default is what the first version printed for the council, and
/// never changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// 表題; empty for the plan's own.
    pub title: String,
    /// 副題, below the title; may be empty.
    pub subtitle: String,
    pub number: DocumentNumber,
    /// 会議名, at the top of the first page; may be empty.
    pub meeting: String,
    /// 現在日: of which day the content is.
    pub as_of: Option<NaiveDate>,
    /// Whether 作成日 is printed. The day itself is asked for when it is printed: a kept one would be
    /// last year's.
    pub dated: bool,
    /// 凡例: whether the statuses are explained below the title.
    pub legend: bool,
    /// 文末の注, below the table; may be empty, and of several lines.
    pub note: String,

    pub paper: Paper,
    pub margins: Margins,
    pub binding: Binding,

    pub design: Design,
    pub typeface: Typeface,
    /// Tenths of a point.
    pub type_size: u16,
    /// From one baseline to the next, in hundredths of the size of the type.
    pub leading: u16,
    /// 両端揃え: whether lines of running text end evenly.
    pub justified: bool,
    /// ぶら下げ: whether full stops and commas may stand outside the others at the end of a line.
    pub hanging: bool,
    /// 四分アキ: whether a quarter em stands between Japanese characters and Latin ones.
    pub quarter_em: bool,
    /// 分けない語, parted by commas: what is kept on one line.
    pub names: String,
    /// The weight of the rules within the table, in hundredths of a point.
    pub rule: u16,

    pub rows: Rows,
    /// Whether a page that goes on under a goal and a direction says so at its top.
    pub repeats_headings: bool,
    /// Only those that differ from what they are of themselves.
    pub columns: BTreeMap<Column, ColumnSettings>,
    pub selection: Selection,
    /// The years that are not printed: one that is added later is.
    pub left_out: BTreeSet<FiscalYear>,
    pub newest_first: bool,
    pub years: YearStyle,
    /// 未確定の欄に付ける文字, where an entry is not 確定 yet; empty for none.
    pub unconfirmed: String,

    pub page_number: PageNumber,

    pub surroundings: Surroundings,
    pub comparison: Comparison,
    pub figures: Figures,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            title: String::new(),
            subtitle: String::new(),
            number: DocumentNumber::default(),
            meeting: String::new(),
            as_of: None,
            dated: false,
            legend: false,
            note: String::new(),
            paper: Paper::default(),
            margins: Margins::default(),
            binding: Binding::default(),
            design: Design::default(),
            typeface: Typeface::default(),
            type_size: 90,
            leading: 120,
            justified: true,
            hanging: false,
            quarter_em: false,
            names: String::new(),
            rule: 40,
            rows: Rows::default(),
            // On thirteen pages of whole rows it would cost a fourteenth, and the published lists
            // do without.
            repeats_headings: false,
            columns: BTreeMap::new(),
            selection: Selection::default(),
            left_out: BTreeSet::new(),
            newest_first: false,
            years: YearStyle::default(),
            unconfirmed: String::new(),
            page_number: PageNumber::default(),
            surroundings: Surroundings::default(),
            comparison: Comparison::default(),
            figures: Figures::default(),
        }
    }
}

impl Settings {
    /// Tenths of a point.
    pub const TYPE_SIZES: RangeInclusive<u16> = 60..=240;
    /// Hundredths of the size of the type.
    pub const LEADINGS: RangeInclusive<u16> = 100..=400;
    /// Hundredths of a point.
    pub const RULES: RangeInclusive<u16> = 10..=200;
    /// Millimetres.
    pub const MARGINS: RangeInclusive<u16> = 0..=100;
    /// Halves of an em.
    pub const WIDTHS: RangeInclusive<u16> = 4..=200;
    pub const FIRST_PAGES: RangeInclusive<u16> = 1..=9_999;

    /// The most of 分けない語: each is looked for in all texts.
    pub const NAMES: usize = 100;

    /// 分けない語, one by one.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.split(['、', '，', ',']).map(str::trim).filter(|name| !name.is_empty())
    }

    /// How a column is printed.
    pub fn column(&self, column: Column) -> ColumnSettings {
        self.columns.get(&column).cloned().unwrap_or_default()
    }

    /// Makes a column as it is to be; one that is as of itself is not kept.
    pub fn set_column(&mut self, column: Column, settings: ColumnSettings) {
        let _ = if settings == ColumnSettings::default() {
            self.columns.remove(&column)
        } else {
            self.columns.insert(column, settings)
        };
    }

    /// The columns that are printed.
    pub fn shown(&self) -> impl Iterator<Item = Column> {
        Column::ALL.into_iter().filter(|column| !self.column(*column).hidden)
    }

    /// Whether it can be kept: whatever the paper then looks like, it can be laid out.
    ///
    /// # Errors
    /// The first rule that is broken.
    pub fn check(&self) -> Result<(), Invalid> {
        one_line(Field::Title, &self.title)?;
        one_line(Field::Subtitle, &self.subtitle)?;
        one_line(Field::DocumentNumber, &self.number.text)?;
        one_line(Field::Meeting, &self.meeting)?;
        one_line(Field::UnconfirmedMark, &self.unconfirmed)?;
        one_line(Field::UntornNames, &self.names)?;
        if self.names().count() > Self::NAMES {
            return Err(Invalid::OutOfRange(Field::UntornNames));
        }
        lines(Field::Note, &self.note)?;
        within(Field::TypeSize, self.type_size, &Self::TYPE_SIZES)?;
        within(Field::Leading, self.leading, &Self::LEADINGS)?;
        within(Field::RuleWeight, self.rule, &Self::RULES)?;
        let Margins { top, right, bottom, left } = self.margins;
        for width in [top, right, bottom, left, self.binding.width] {
            within(Field::Margin, width, &Self::MARGINS)?;
        }
        for column in self.columns.values() {
            one_line(Field::ColumnHead, &column.head)?;
            if let Some(width) = column.width {
                within(Field::ColumnWidth, width, &Self::WIDTHS)?;
            }
        }
        within(Field::FirstPage, self.page_number.first, &Self::FIRST_PAGES)?;
        for year in &self.left_out {
            if !FiscalYear::RANGE.contains(&year.0) {
                return Err(Invalid::YearOutOfRange(year.0));
            }
        }
        self.shown().next().map(drop).ok_or(Invalid::NoColumn)
    }
}

fn within(field: Field, value: u16, range: &RangeInclusive<u16>) -> Result<(), Invalid> {
    if range.contains(&value) { Ok(()) } else { Err(Invalid::OutOfRange(field)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Settings {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn what_is_absent_is_as_in_the_default_and_what_is_unknown_is_passed_over() {
        assert_eq!(read("{}"), Settings::default());
        let read = read(r#"{"type_size": 105, "number": {"text": "資料１"}, "colour": "blue"}"#);
        assert_eq!((read.type_size, read.number.framed), (105, true));
    }

    #[test]
    fn what_is_written_is_read_back() {
        let mut settings = Settings { as_of: NaiveDate::from_ymd_opt(2026, 6, 1), ..read("{}") };
        let column = ColumnSettings { head: "取組".to_owned(), ..ColumnSettings::default() };
        settings.set_column(Column::Implementation, column);
        let _ = settings.left_out.insert(FiscalYear(2018));
        let json = serde_json::to_string(&settings).unwrap();
        assert_eq!(read(&json), settings);
    }

    #[test]
    fn what_cannot_be_laid_out_is_refused() {
        let refused = |change: fn(&mut Settings)| {
            let mut settings = Settings::default();
            change(&mut settings);
            settings.check()
        };
        assert_eq!(refused(|_| ()), Ok(()));
        assert_eq!(refused(|it| it.type_size = 0), Err(Invalid::OutOfRange(Field::TypeSize)));
        assert_eq!(refused(|it| it.leading = 99), Err(Invalid::OutOfRange(Field::Leading)));
        assert_eq!(refused(|it| it.binding.width = 101), Err(Invalid::OutOfRange(Field::Margin)));
        assert_eq!(
            refused(|it| it.title = "一\n二".to_owned()),
            Err(Invalid::LineBreak(Field::Title))
        );
        assert_eq!(refused(|it| it.note = "一\n二".to_owned()), Ok(()));
        assert_eq!(refused(|it| it.names = "一、".repeat(100)), Ok(()));
        assert_eq!(
            refused(|it| it.names = "一、".repeat(101)),
            Err(Invalid::OutOfRange(Field::UntornNames))
        );
        let hide_all = |it: &mut Settings| {
            for column in Column::ALL {
                it.set_column(column, ColumnSettings { hidden: true, ..Default::default() });
            }
        };
        assert_eq!(refused(hide_all), Err(Invalid::NoColumn));
    }
}
