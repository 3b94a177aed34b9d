//! The paper on its way into a file, or into one for each department.

use super::paper::Paper;
use crate::domain::Book;
use crate::report::{self, FileType, Options, Report};
use crate::store::{self, Replace};
use crate::ui::pdf_export::{write_as, write_paper};
use crate::words::Notice;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What is written.
#[derive(Debug)]
pub(super) enum Output {
    /// The paper that is shown.
    One(Box<Paper>),
    /// The same for last edits.
    Office(FileType, Report, Arc<Book>, Box<Options>),
    /// 課別一覧, a file for each department.
    Each(FileType, Arc<Book>, Box<Options>),
}

impl Output {
    /// Writes it, and tells where it is.
    pub(super) fn write(self, path: PathBuf, replace: Replace) -> Result<PathBuf, Notice> {
        match self {
            Self::One(paper) => write_paper(path, &paper, replace),
            Self::Office(file_type, report, book, options) => {
                let bytes = report.write(file_type, &book, &options);
                let bytes = bytes.map_err(|error| Notice::from(&error))?;
                write_as(file_type, path, &bytes, replace)
            }
            Self::Each(file_type, book, options) => each(file_type, &book, &options, &path),
        }
    }
}

/// Writes all of them or, where a name is taken, none; tells in which folder they are. Whoever chose
/// the place has agreed to replace a file of that name at most, not those of the departments.
fn each(
    file_type: FileType,
    book: &Book,
    options: &Options,
    path: &Path,
) -> Result<PathBuf, Notice> {
    let files =
        report::in_files(book, options, file_type, path).map_err(|error| Notice::from(&error))?;
    store::write_all_out(&files, file_type.ending(), Replace::Never)
        .map_err(|error| Notice::from(&error))?;
    Ok(path.parent().unwrap_or(path).to_owned())
}
