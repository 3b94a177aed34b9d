//! Columns with their headings.

use super::columns::Column;
use crate::domain::fold::fold_case;
use crate::exchange::grid::Row;

/// A heading and the column, counted from 0, over which it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    pub at: usize,
    /// All of it, where it stands in two rows.
    pub text: String,
    /// What its lowest row says: 実施済 under 進捗状況.
    pub lowest: String,
}

/// A column with its heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Titled {
    pub at: usize,
    pub column: Column,
    pub heading: String,
    /// What the lowest row of its heading says.
    pub lowest: String,
}

impl Titled {
    pub fn new(heading: Heading, column: Column) -> Self {
        let Heading { at, text, lowest } = heading;
        Self { at, column, heading: text, lowest }
    }
}

impl From<Titled> for Heading {
    fn from(titled: Titled) -> Self {
        let Titled { at, heading, lowest, .. } = titled;
        Self { at, text: heading, lowest }
    }
}

/// The texts of a column, folded, without headings that come again.
pub(super) fn texts_under<'r>(
    rows: &'r [Row],
    titled: &Titled,
) -> impl Iterator<Item = String> + use<'r> {
    let (at, heading) = (titled.at, fold_case(&titled.heading));
    rows.iter()
        .map(move |row| row.cell(at))
        .filter(|cell| !cell.carried && !cell.is_blank())
        .map(|cell| fold_case(cell.text()))
        .filter(move |text| *text != heading)
}
