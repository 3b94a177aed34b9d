//! The types of files that a report is written to.

use std::path::Path;

/// A type of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum FileType {
    /// What is printed.
    #[default]
    Pdf,
    /// A workbook, for last edits.
    Excel,
    /// A document, for last edits.
    Word,
}

impl FileType {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Pdf, Self::Excel, Self::Word];

    /// The endings of their names, without the dot.
    pub const ENDINGS: [&'static str; 3] =
        [Self::Pdf.ending(), Self::Excel.ending(), Self::Word.ending()];

    /// The ending of its name, without the dot.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Excel => "xlsx",
            Self::Word => "docx",
        }
    }

    /// The type that the ending of a name tells, in capitals or not.
    pub fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?;
        Self::ALL.into_iter().find(|it| ending.eq_ignore_ascii_case(it.ending()))
    }
}
