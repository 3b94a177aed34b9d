//! The fields of all records, by name. What there is to know of each stands in the tables of
//! `tables.rs`; what treats all fields alike (storage, history, merge, the rules for texts) reads it
//! there.

mod spec;

pub use spec::{About, FieldSpec, Fields, Kind, Parent, TextLens};
pub(super) use spec::{code, field, place, text};

use serde::{Deserialize, Serialize};

/// A field of a record. The words by which they are stored never change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    Municipality,
    PlanName,
    Title,
    GoalLabel,
    GoalName,
    DirectionName,
    MeasureName,
    Description,
    Grant,
    DepartmentName,
    Contact,
    StatusName,
    StatusMark,
    StatusMeaning,
    Narrative,
    Remark,
    TemplateName,
    EditionName,
    /// What a department is told with the file that it gets.
    HandOutMessage,
    ReturnTo,
    Subtitle,
    DocumentNumber,
    Meeting,
    Note,
    UnconfirmedMark,
    UntornNames,
    ColumnHead,
    ColumnWidth,
    TypeSize,
    Leading,
    RuleWeight,
    Margin,
    FirstPage,
    /// Under which heading a record stands, and where among its siblings.
    Place,
    Number,
    Retired,
    Period,
    FirstReiwa,
    NumberStyle,
    BracketStyle,
    Lead,
    Related,
    Successor,
    Done,
    Hue,
    Closed,
    Status,
    Approval,
    Settings,
    /// The findings that are left as they are.
    Dismissed,
}

impl Field {
    /// What a clerk calls it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Municipality => "市町村名",
            Self::PlanName => "計画名",
            Self::Title => "表題",
            Self::GoalLabel => "基本目標の見出し",
            Self::GoalName => "基本目標の名称",
            Self::DirectionName => "施策の方向の名称",
            Self::MeasureName => "施策の名称",
            Self::Description => "内容",
            Self::Grant => "交付金の名称",
            Self::DepartmentName => "課の名称",
            Self::Contact => "連絡先",
            Self::StatusName => "進捗状況の名称",
            Self::StatusMark => "進捗状況の記号",
            Self::StatusMeaning => "進捗状況の意味",
            Self::Narrative => "実施状況",
            Self::Remark => "連絡事項",
            Self::TemplateName => "様式の名称",
            Self::Subtitle => "副題",
            Self::DocumentNumber => "資料番号",
            Self::Meeting => "会議名",
            Self::Note => "文末の注",
            Self::EditionName => "保存版の名称",
            Self::HandOutMessage => "課への連絡",
            Self::ReturnTo => "提出先",
            Self::UnconfirmedMark => "未確定の欄に付ける文字",
            Self::UntornNames => "分けない語",
            Self::ColumnHead => "列の見出し",
            Self::ColumnWidth => "列の幅",
            Self::TypeSize => "文字の大きさ",
            Self::Leading => "行送り",
            Self::RuleWeight => "罫線の太さ",
            Self::Margin => "余白",
            Self::FirstPage => "最初のページの番号",
            Self::Place => "並び順",
            Self::Number => "番号",
            Self::Retired => "廃止",
            Self::Period => "実施期間",
            Self::FirstReiwa => "2019年度の呼び方",
            Self::NumberStyle => "数字の表記",
            Self::BracketStyle => "かっこの表記",
            Self::Lead => "所管課",
            Self::Related => "関連課",
            Self::Successor => "統合先",
            Self::Done => "完了の扱い",
            Self::Hue => "色",
            Self::Closed => "締め",
            Self::Status => "進捗状況",
            Self::Approval => "確認",
            Self::Settings => "様式の設定",
            Self::Dismissed => "点検で「このまま」にした箇所",
        }
    }
}
