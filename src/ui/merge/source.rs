//! Another copy, opened and compared beside the window.

use crate::store::{Comparison, Error, Session, Snapshot, Store};
use crate::ui::background::{Cancel, background};
use crate::ui::theme::Look;
use crate::ui::widget::{button, label, panel};
use crate::words::file_name;
use iced::widget::row;
use iced::{Center, Element, Fill, Task};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where another copy comes from.
#[derive(Debug, Clone)]
pub enum Source {
    File(PathBuf),
    /// What this window holds of a file that others have put another in the place of.
    Snapshot(Arc<Snapshot>),
}

impl Source {
    fn path(&self) -> &Path {
        match self {
            Self::File(path) => path,
            Self::Snapshot(snapshot) => snapshot.path(),
        }
    }

    /// What the clerk knows it by.
    pub fn name(&self) -> String {
        match self {
            Self::File(path) => file_name(path),
            Self::Snapshot(_) => "この画面の内容".to_owned(),
        }
    }

    /// What it is called beside the file that is open: where both have one name, by the department
    /// that it was handed out to, or by the first folder upwards in which the two differ.
    pub fn name_beside(&self, own: &Path, department: Option<&str>) -> String {
        let name = self.name();
        let path = match self {
            Self::File(path) if name == file_name(own) => path,
            Self::File(_) | Self::Snapshot(_) => return name,
        };
        if let Some(department) = department {
            return format!("{department}の{name}");
        }
        let folders = |path: &Path| -> Vec<String> {
            let folders = path.parent().into_iter().flat_map(Path::ancestors);
            folders.map(file_name).filter(|name| !name.is_empty()).collect()
        };
        let (theirs, mine) = (folders(path), folders(own));
        let beside = mine.iter().map(Some).chain(std::iter::repeat(None));
        let differs = theirs.iter().zip(beside).find(|(their, mine)| Some(*their) != *mine);
        match differs.map(|(folder, _)| folder).or(theirs.first()) {
            Some(folder) => format!("「{folder}」の{name}"),
            None => name,
        }
    }
}

/// How far the reading has come, with its number.
#[derive(Debug, Clone)]
pub enum Progress {
    Comparing(u64),
    Read(u64, Arc<Result<Comparison, Error>>),
    /// What is left unsaid when the work has ended.
    Ended(u64),
    CancelAsked,
}

/// A copy that is being read.
#[derive(Debug)]
pub(crate) struct PendingComparison {
    pub number: u64,
    pub source: Source,
    cancel: Cancel,
    compares: bool,
}

impl PendingComparison {
    pub(crate) fn begin(number: u64, source: Source) -> Self {
        Self { number, source, cancel: Cancel::default(), compares: false }
    }

    pub(crate) fn compares(&mut self) {
        self.compares = true;
    }

    /// Nobody waits for it any more.
    pub(crate) fn cancel(&self) {
        self.cancel.cancel();
    }

    /// A line above every place.
    pub(crate) fn view<'a>(&self, look: Look) -> Element<'a, Progress> {
        let c = look.color;
        let name = self.source.name();
        let words = if self.compares {
            format!("「{name}」の内容をくらべています（2／2）。")
        } else {
            format!("「{name}」を読んでいます（1／2）。")
        };
        let line = row![
            label::body(look, words).color(c.accent).width(Fill),
            button::link(look, "取りやめる").on_press(Progress::CancelAsked),
        ]
        .spacing(12.0)
        .align_y(Center);
        panel::tinted(c.accent_soft, line).width(Fill).into()
    }
}

/// Compares the file at `mine` with another copy.
pub(crate) fn read(mine: PathBuf, reading: &PendingComparison, session: Session) -> Task<Progress> {
    let PendingComparison { number, source, cancel, .. } = reading;
    let (number, source, cancel) = (*number, source.clone(), cancel.clone());
    background(
        move |tell| {
            let compared = (|| {
                let theirs = Store::look_into(source.path(), session.clone());
                let theirs = theirs.map_err(|error| Error::Theirs(Box::new(error)))?;
                if cancel.is_cancelled() {
                    return Err(Error::Cancelled);
                }
                tell.tell(Progress::Comparing(number));
                Store::look_into(&mine, session)?.compare(&theirs, None)
            })();
            tell.tell(Progress::Read(number, Arc::new(compared)));
        },
        Progress::Ended(number),
    )
}
