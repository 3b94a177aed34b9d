//! A copy of the file on its way to a stick or another name, beside the window.

use super::Message;
use crate::store::{Error, Progress, Proof};
use crate::ui::background::{Cancel, background};
use crate::ui::request::{FinishedCopy, Then};
use crate::words::{self, Notice};
use iced::Task;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;
use uuid::Uuid;

/// A copy on its way.
#[derive(Debug)]
pub(crate) struct CopyJob {
    to: PathBuf,
    then: Then,
    of: Option<Uuid>,
    cancel: Cancel,
    /// Per cent.
    done: u8,
}

impl CopyJob {
    /// A copy of what the file holds with the commit `of`.
    pub(crate) fn new(to: PathBuf, then: Then, of: Option<Uuid>) -> Self {
        Self { to, then, of, cancel: Cancel::default(), done: 0 }
    }

    /// How it ended.
    pub(crate) fn ended(self, outcome: Arc<Result<Proof, Notice>>) -> FinishedCopy {
        let Self { to, then, of, .. } = self;
        FinishedCopy { to, then, of, outcome }
    }

    pub(crate) fn cancel(&self) -> Cancel {
        self.cancel.clone()
    }

    pub(crate) fn progressed(&mut self, Progress { done, total }: Progress) {
        let percent = done.saturating_mul(100).checked_div(total).unwrap_or(100);
        self.done = u8::try_from(percent).unwrap_or(100);
    }

    /// How far it has come, in words.
    pub(crate) fn words(&self) -> String {
        format!("「{}」に書き出して、確かめています（{}％）", words::path(&self.to), self.done)
    }
}

/// Runs the copying beside the window.
pub(crate) fn run(
    cancel: Cancel,
    refused: fn(&Error) -> Notice,
    work: impl FnOnce(&mut dyn FnMut(Progress) -> ControlFlow<()>) -> Result<Proof, Error>
    + Send
    + 'static,
) -> Task<Message> {
    background(
        move |tell| {
            let mut watch = |progress| {
                tell.tell(Message::Progressed(progress));
                if cancel.is_cancelled() {
                    ControlFlow::Break(())
                } else {
                    ControlFlow::Continue(())
                }
            };
            let outcome = work(&mut watch).map_err(|error| refused(&error));
            tell.tell(Message::Finished(Arc::new(outcome)));
        },
        Message::Ended,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Book, Plan};
    use crate::ui::context::Context;
    use crate::ui::permissions::Permissions;
    use crate::ui::request::{Action, Request};
    use crate::ui::storage::Screen;

    #[test]
    fn work_that_came_to_nothing_is_told() {
        let book = Book::new(Plan::new("", ""));
        let context = Context::new(Arc::new(book), Permissions::default());
        let mut screen = Screen::default();
        drop(screen.begin(CopyJob::new("コピー.db".into(), Then::Open, None)));
        let Action::Request(Request::CopyFinished(carried)) =
            screen.update(&context, Message::Ended)
        else {
            panic!("nothing is told")
        };
        assert!(carried.outcome.is_err() && !screen.is_busy());
        assert!(
            matches!(screen.update(&context, Message::Ended), Action::None),
            "where all was well"
        );
    }
}
