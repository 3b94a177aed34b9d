//! Work that takes longer than a blink, on a thread of its own.

use iced::Task;
use iced::futures::channel::mpsc::{self, UnboundedSender};
use iced::futures::{StreamExt, future, stream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

/// How work tells what it has come to.
#[derive(Debug)]
pub struct Tell<M>(UnboundedSender<M>);

impl<M> Tell<M> {
    /// Hands a message to the window; nobody may listen any more.
    pub fn tell(&self, message: M) {
        let _ = self.0.unbounded_send(message);
    }
}

/// Runs work beside the window. `ended` comes last of all, also where the work came to nothing.
pub fn background<M: Send + 'static>(
    work: impl FnOnce(&Tell<M>) + Send + 'static,
    ended: M,
) -> Task<M> {
    let (sender, told) = mpsc::unbounded();
    // Where no thread can be had, the work is dropped and with it the sender: only the end comes.
    let _ = thread::Builder::new().spawn(move || work(&Tell(sender)));
    Task::stream(told.chain(stream::once(future::ready(ended))))
}

/// Tells work that nobody needs it any more.
#[derive(Debug, Clone, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
