//! A paper on its way into a PDF: the place that is asked for, what came of writing it, and the way
//! to open it.

use super::background::single;
use super::files;
use super::print::Paper;
use super::request::{Action, Purpose, Request};
use super::system_print::{self, Printed};
use super::theme::Look;
use super::widget::{banner, button, label, panel};
use crate::domain::text::nameable;
use crate::report::{self, FileType};
use crate::store::{self, Replace};
use crate::words::{self, Notice};
use iced::widget::{container, row};
use iced::{Element, Fill, Task};
use std::path::PathBuf;

/// What came of the last writing, until it is closed.
#[derive(Debug, Default)]
pub(super) struct PdfExport {
    /// How many papers are being written.
    writing: usize,
    outcome: Option<Result<PathBuf, Notice>>,
    printed: Option<Printed>,
    /// A file that was made and could not be opened.
    unopened: Option<PathBuf>,
    unfolded: bool,
}

#[derive(Debug, Clone)]
pub enum Message {
    /// Where what was asked for is now.
    Written(Result<PathBuf, Notice>),
    Printed(Result<Printed, Notice>),
    OpenAsked(PathBuf),
    Opened(Result<(), Notice>),
    Closed,
    DetailToggled,
}

impl PdfExport {
    /// Forgets what was written before.
    pub(super) fn clear(&mut self) {
        self.show(None);
    }

    /// Whether a paper is being written.
    pub(super) const fn is_writing(&self) -> bool {
        self.writing > 0
    }

    /// Writes a paper beside the window.
    pub(super) fn write(&mut self, paper: Paper, path: PathBuf, replace: Replace) -> Task<Message> {
        self.begin(move || write_paper(path, &paper, replace))
    }

    /// Hands a paper to the system's printing, beside the window.
    pub(super) fn print(&mut self, paper: Paper, name: String) -> Task<Message> {
        self.writing += 1;
        let pdf = move || paper.pdf().map_err(|error| Notice::from(&error));
        system_print::print(pdf, name, Message::Printed)
    }

    /// Does the same by other work, which tells where it has come to.
    pub(super) fn begin(
        &mut self,
        work: impl FnOnce() -> Result<PathBuf, Notice> + Send + 'static,
    ) -> Task<Message> {
        self.writing += 1;
        single(move || Message::Written(work()), Message::Written(Err(words::broken())))
    }

    pub(super) fn update(&mut self, message: Message) -> Task<Message> {
        match message {
            Message::Written(outcome) => {
                self.writing = self.writing.saturating_sub(1);
                self.show(Some(outcome));
            }
            Message::Printed(outcome) => {
                self.writing = self.writing.saturating_sub(1);
                match outcome {
                    Ok(printed) => {
                        self.clear();
                        self.printed = Some(printed);
                    }
                    Err(notice) => self.show(Some(Err(notice))),
                }
            }
            Message::Opened(Err(notice)) => {
                let unopened = match &self.outcome {
                    Some(Ok(path)) => Some(path.clone()),
                    _ => None,
                };
                self.show(Some(Err(notice)));
                self.unopened = unopened;
            }
            Message::Opened(Ok(())) => {}
            Message::OpenAsked(path) => return open(path),
            Message::Closed => self.clear(),
            Message::DetailToggled => self.unfolded = !self.unfolded,
        }
        Task::none()
    }

    fn show(&mut self, outcome: Option<Result<PathBuf, Notice>>) {
        (self.outcome, self.printed, self.unfolded) = (outcome, None, false);
        self.unopened = None;
    }

    /// What came of writing, or why there is no paper; `None` where there is nothing to tell.
    pub(super) fn view(
        &self,
        look: Look,
        refused: Option<&report::Error>,
    ) -> Option<Element<'_, Message>> {
        Some(match (&self.outcome, refused) {
            (Some(Ok(path)), _) => {
                let folder = path.parent().filter(|_| path.is_file());
                let folder = folder.map(|folder| Message::OpenAsked(folder.to_owned()));
                let open = Message::OpenAsked(path.clone());
                banner::saved(look, path, open, folder, Message::Closed)
            }
            (Some(Err(notice)), _) => {
                let (toggled, closed) = (Message::DetailToggled, Message::Closed);
                let folder = self.unopened.as_ref().and_then(|path| path.parent());
                let folder = folder.map(|folder| Message::OpenAsked(folder.to_owned()));
                banner::banner(look, notice, self.unfolded, toggled, folder, closed)
            }
            (None, None) if self.printed.is_some() => {
                let words = match self.printed {
                    Some(Printed::Sent) => "✓ プリンターに送りました。",
                    _ => "✓ PDFを開きました。開いた画面から印刷してください。",
                };
                let line = row![
                    label::body(look, words).color(look.color.done).width(Fill),
                    button::link(look, "閉じる ×").on_press(Message::Closed),
                ];
                panel::tinted(look.color.done_soft, line).padding([4.0, 14.0]).width(Fill).into()
            }
            (None, Some(error)) => {
                let notice = Notice::from(error);
                let words = format!("！ {}{}", notice.what, notice.remedy);
                let words = label::body(look, words).color(look.color.wrong);
                panel::tinted(look.color.wrong_soft, words).width(Fill).into()
            }
            (None, None) => return None,
        })
    }
}

/// A line of this kind at its place over the pages.
pub(super) fn over_pages<'a, M: 'a>(
    line: impl Into<Element<'a, M>>,
) -> container::Container<'a, M> {
    container(line).padding([8.0, 16.0])
}

/// 総合戦略_正誤表_6月議会提出版.pdf of the parts that say something.
pub(super) fn name_of(parts: &[&str], file_type: FileType) -> String {
    let parts: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    format!("{}.{}", nameable(&parts.join("_")), file_type.ending())
}

/// Asks where a paper is to be, proposing a name of these parts.
pub(super) fn ask_place<M>(parts: &[&str], file_type: FileType) -> Action<M> {
    let name = name_of(parts, file_type);
    Request::ChooseFile(Purpose::Paper(file_type), name.into()).into()
}

/// Writes a paper, and tells where it is.
pub(super) fn write_paper(
    path: PathBuf,
    paper: &Paper,
    replace: Replace,
) -> Result<PathBuf, Notice> {
    let bytes = paper.pdf().map_err(|error| Notice::from(&error))?;
    write_to(path, &bytes, replace)
}

/// Writes a PDF, and tells where it is.
pub(super) fn write_to(path: PathBuf, bytes: &[u8], replace: Replace) -> Result<PathBuf, Notice> {
    write_as(FileType::Pdf, path, bytes, replace)
}

/// Writes a file of this type, and tells where it is.
pub(super) fn write_as(
    file_type: FileType,
    path: PathBuf,
    bytes: &[u8],
    replace: Replace,
) -> Result<PathBuf, Notice> {
    let written = store::write_out(&path, file_type.ending(), bytes, replace);
    written.map(|()| path).map_err(|error| Notice::from(&error))
}

fn open(path: PathBuf) -> Task<Message> {
    files::open(path, Message::Opened)
}
