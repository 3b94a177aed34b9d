//! The choices of a 様式, one by one.

use crate::domain::{DepartmentId, FirstReiwa, FiscalYear, GoalId, StatusId, YearStyle};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A sheet of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paper {
    pub format: Format,
    pub orientation: Orientation,
}

/// Formats of ISO 216.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    A4,
    A3,
}

/// Which side is up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Orientation {
    /// 縦.
    Portrait,
    /// 横.
    Landscape,
}

impl Default for Paper {
    /// A4 横, the form that councils know.
    fn default() -> Self {
        Self { format: Format::A4, orientation: Orientation::Landscape }
    }
}

/// White space around the table, in millimetres.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Margins {
    pub top: u16,
    pub right: u16,
    pub bottom: u16,
    pub left: u16,
}

impl Margins {
    /// The same on all sides.
    pub const fn all(width: u16) -> Self {
        Self { top: width, right: width, bottom: width, left: width }
    }
}

impl Default for Margins {
    fn default() -> Self {
        Self { bottom: 11, ..Self::all(10) }
    }
}

/// 綴じ代: white space besides the margin, for staples and holes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Binding {
    pub side: Side,
    /// Millimetres; 0 for none.
    pub width: u16,
}

/// An edge of the paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    #[default]
    Left,
    Right,
    Top,
}

/// 体裁: how heads and headings, rules and white space are drawn, and how lines are broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Design {
    /// As the first version of the program printed: one face, and rules of one weight within the
    /// frame. A stored template without a design has this one and prints what it always has.
    #[default]
    Original,
    /// Heads in bold gothic, rules by rank, more white space, names broken between phrases.
    Current,
}

/// The style of type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Typeface {
    /// 明朝: BIZ UDMincho.
    #[default]
    Mincho,
    /// ゴシック: BIZ UDGothic.
    Gothic,
}

/// 資料番号, at the top of the first page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DocumentNumber {
    /// E.g. 資料１; empty for none.
    pub text: String,
    /// At the left edge, or at the right for any other side.
    pub side: Side,
    /// Whether a frame stands around it.
    pub framed: bool,
}

impl Default for DocumentNumber {
    /// Framed in the upper right corner, where papers of a meeting bear their numbers.
    fn default() -> Self {
        Self { text: String::new(), side: Side::Right, framed: true }
    }
}

/// Whether rows of the table go onto pages whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rows {
    /// A row that does not fit moves to the next page, as the published lists have it: whoever looks
    /// a measure up in a meeting has all of it before the eyes. A row that no page holds is cut.
    #[default]
    Whole,
    /// A row is cut where at least three lines of each cell that is cut stay on both sides.
    Split,
    /// A row is cut between two years. A year that no page holds is cut at its headings, else
    /// between its paragraphs.
    Years,
}

/// The columns of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    /// 施策番号.
    Number,
    /// 名称.
    Name,
    /// 内容.
    Description,
    /// 所管課（関連課）.
    Departments,
    /// 進捗状況.
    Status,
    /// 実施等状況.
    Implementation,
    /// 前年度の実施状況, in the 新旧対照 alone.
    Previous,
    /// 頁・行 of the printed paper, in the 正誤表 alone.
    Place,
    /// 説明, in the 新旧対照 and the 正誤表 alone.
    Explanation,
    /// The columns of tables of figures, each by its number there. They are always given a width.
    Data(u8, Flush),
}

/// How the texts of a column are aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Flush {
    Left,
    Centre,
    Right,
}

/// How tables of figures are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Figures {
    pub year_form: YearForm,
    /// Whether 目標値の表 names the measures to which an indicator belongs.
    pub related: bool,
}

/// How the heads of the years of figures are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum YearForm {
    /// 平成28年度.
    #[default]
    Year,
    /// 平成29年3月末: the end of the year.
    End,
    /// H29.3末.
    ShortEnd,
}

impl YearForm {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Year, Self::End, Self::ShortEnd];

    /// A fiscal year in this form.
    pub fn written(self, year: FiscalYear, first_reiwa: FirstReiwa, style: YearStyle) -> String {
        match self {
            Self::Year => year.written(first_reiwa, style),
            Self::End => year.end(style),
            Self::ShortEnd => year.short_end(),
        }
    }
}

impl Column {
    /// The columns of the 進捗状況一覧表 from left to right.
    pub const ALL: [Self; 6] = [
        Self::Number,
        Self::Name,
        Self::Description,
        Self::Departments,
        Self::Status,
        Self::Implementation,
    ];
}

/// How a column differs from what it is of itself.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ColumnSettings {
    pub hidden: bool,
    /// What stands at its head; empty for its own name.
    pub head: String,
    /// How wide it is for text, in halves of an em; `None` for what suits the texts.
    pub width: Option<u16>,
}

/// What is printed around the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Surroundings {
    /// 表紙.
    pub cover: bool,
    /// 目次.
    pub contents: bool,
    /// 集計.
    pub summary: bool,
    /// 課別索引.
    pub index: bool,
    /// 柱: the title and 資料番号 at the top of each page but the first.
    pub running_head: bool,
    /// Whether 凡例 tells what the statuses mean.
    pub meanings: bool,
}

/// How 新旧対照表 and 正誤表 are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Comparison {
    /// Whether the later text stands at the left, as in the 新旧対照表 of laws.
    pub after_first: bool,
    /// Whether there is a column 説明.
    pub explained: bool,
}

/// Which measures are printed: those that meet each of these that is not empty.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Selection {
    /// Which lead a measure or are related to it.
    pub departments: BTreeSet<DepartmentId>,
    pub goals: BTreeSet<GoalId>,
    /// Which are printed for a measure.
    pub statuses: BTreeSet<StatusId>,
}

impl Selection {
    /// Whether all measures are printed.
    pub fn is_all(&self) -> bool {
        self.departments.is_empty() && self.goals.is_empty() && self.statuses.is_empty()
    }
}

/// The number at the foot of each page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PageNumber {
    pub form: PageNumberForm,
    /// That of the first page.
    pub first: u16,
}

/// How a page number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PageNumberForm {
    /// 1/13: a page that is missing is missed.
    #[default]
    Fraction,
    /// －1－.
    Dashed,
    None,
}

impl Default for PageNumber {
    fn default() -> Self {
        Self { form: PageNumberForm::default(), first: 1 }
    }
}
