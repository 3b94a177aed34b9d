//! 様式: how a list is handed out, kept in the file under a name.

use serde::{Deserialize, Serialize};

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
}
