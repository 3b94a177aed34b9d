//! A copy of the file on its way to a stick or another name, beside the window.

use super::Message;
use crate::store::{Error, Progress, Proof};
use crate::ui::background::{Cancel, background};
use crate::words::Notice;
use iced::Task;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;

/// What follows once a copy has been proven.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Then {
    Stay,
    /// The copy is gone on with.
    Open,
    /// The window closes.
    Close,
}

/// A copy on its way.
#[derive(Debug)]
pub struct Carrying {
    to: PathBuf,
    cancel: Cancel,
    /// Per cent.
    done: u8,
}

impl Carrying {
    pub fn to(path: PathBuf) -> Self {
        Self { to: path, cancel: Cancel::default(), done: 0 }
    }

    pub fn cancel(&self) -> Cancel {
        self.cancel.clone()
    }

    pub fn progressed(&mut self, Progress { done, total }: Progress) {
        let percent = done.saturating_mul(100).checked_div(total).unwrap_or(100);
        self.done = u8::try_from(percent).unwrap_or(100);
    }

    /// How far it has come, in words.
    pub fn words(&self) -> String {
        format!("「{}」に書き出して、確かめています（{}％）", self.to.display(), self.done)
    }
}

/// Runs the copying beside the window.
pub fn carry(
    to: PathBuf,
    then: Then,
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
            tell.tell(Message::Carried(to, then, Arc::new(outcome)));
        },
        Message::Ended,
    )
}
