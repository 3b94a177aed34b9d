//! The paper on its way into a file, or into one for each department.

use super::Message;
use crate::domain::Book;
use crate::report::{self, Options};
use crate::store::{self, Replace};
use crate::ui::background::background;
use crate::words::Notice;
use iced::Task;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What is written.
#[derive(Debug)]
pub enum Output {
    /// The paper that is shown.
    One(Arc<Vec<u8>>),
    /// 課別一覧, a file for each department.
    Each(Arc<Book>, Box<Options>),
}

impl Output {
    /// Writes beside the window.
    pub fn write(self, path: PathBuf, replace: Replace) -> Task<Message> {
        background(
            move |tell| {
                let written = match self {
                    Self::One(bytes) => store::write_out(&path, &bytes, replace)
                        .map(|()| path)
                        .map_err(|error| Notice::from(&error)),
                    Self::Each(book, options) => each(&book, &options, &path),
                };
                tell.tell(Message::Written(written));
            },
            Message::WritingEnded,
        )
    }
}

/// Writes all of them or, where a name is taken, none; tells in which folder they are. Whoever chose
/// the place has agreed to replace a file of that name at most, not those of the departments.
fn each(book: &Book, options: &Options, path: &Path) -> Result<PathBuf, Notice> {
    let files = report::in_files(book, options, path).map_err(|error| Notice::from(&error))?;
    if files.iter().any(|(path, _)| path.symlink_metadata().is_ok()) {
        return Err(Notice::from(&store::Error::Exists));
    }
    for (path, bytes) in &files {
        store::write_out(path, bytes, Replace::Never).map_err(|error| Notice::from(&error))?;
    }
    Ok(path.parent().unwrap_or(path).to_owned())
}
