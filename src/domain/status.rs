//! 進捗状況: rows of a table that the clerk edits, never an enum.

use super::{Position, StatusId};
use serde::{Deserialize, Serialize};

/// One of the words that a plan uses for 進捗状況, e.g. 実施中.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgressStatus {
    pub id: StatusId,
    pub name: String,
    pub position: Position,
    /// 廃止: hidden from choice, still printable.
    pub retired: bool,
    /// 記号, e.g. ◎, shown beside the name; may be empty.
    #[serde(default)]
    pub mark: String,
    /// Whether a measure of this status counts as done.
    #[serde(default)]
    pub done: bool,
    #[serde(default)]
    pub hue: Hue,
    /// 意味, for 凡例, e.g. 取組を終えた; may be empty.
    #[serde(default)]
    pub meaning: String,
}

/// The colour in which a status is shown, always beside its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hue {
    #[default]
    Gray,
    Indigo,
    Green,
    Amber,
    Red,
}

impl ProgressStatus {
    /// A status of this name.
    pub fn new(name: impl Into<String>, position: Position) -> Self {
        Self {
            id: StatusId::new(),
            name: name.into(),
            position,
            retired: false,
            mark: String::new(),
            done: false,
            hue: Hue::default(),
            meaning: String::new(),
        }
    }
}
