//! Where something stands in a source.

/// Where something stands in a source.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// A row as a spreadsheet numbers it, from 1, with the sheet where there are several.
    Row { sheet: Option<String>, row: u32 },
    /// The n-th measure of a file that has no rows, from 1.
    Item(u32),
    /// The n-th indicator of such a file, from 1.
    Indicator(u32),
    /// What is declared apart from the measures.
    Declaration,
    /// A sheet as a whole.
    Sheet(String),
}

/// Where in a source something stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spot {
    Place(Place),
    /// A cell of a row, by its column, counted from 0.
    Cell(Place, usize),
    Sheet(String),
    /// A part of the archive that a workbook is, by its name.
    Part(String),
}
