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
}
