//! Work that takes longer than a blink, on a thread of its own.

use iced::Task;
use iced::futures::channel::mpsc::{self, UnboundedSender};
use iced::futures::{StreamExt, future, stream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

/// How work tells what it has come to.
#[derive(Debug)]
pub(super) struct Sender<M>(UnboundedSender<M>);

impl<M> Sender<M> {
    /// Hands a message to the window; nobody may listen any more.
    pub(super) fn tell(&self, message: M) {
        let _ = self.0.unbounded_send(message);
    }
}

/// Runs work beside the window. `ended` comes last of all, also where the work came to nothing.
pub(super) fn background<M: Send + 'static>(
    work: impl FnOnce(&Sender<M>) + Send + 'static,
    ended: M,
) -> Task<M> {
    heard(work, ended, Cancel::default())
}

/// The same; where the task is dropped before the end was told, `cancel` tells so.
pub(super) fn heard<M: Send + 'static>(
    work: impl FnOnce(&Sender<M>) + Send + 'static,
    ended: M,
    cancel: Cancel,
) -> Task<M> {
    let (sender, receiver) = mpsc::unbounded();
    // Where no thread can be had, the work is dropped and with it the sender: only the end comes.
    let _ = thread::Builder::new().spawn(move || work(&Sender(sender)));
    let unheard = Unheard(Some(cancel));
    let end = async move {
        unheard.told();
        ended
    };
    Task::stream(receiver.chain(stream::once(end)))
}

/// Notes that a task was dropped, unless its end was told.
struct Unheard(Option<Cancel>);

impl Unheard {
    fn told(mut self) {
        self.0 = None;
    }
}

impl Drop for Unheard {
    fn drop(&mut self) {
        if let Some(cancel) = &self.0 {
            cancel.cancel();
            cancel.0.unheard.store(true, Ordering::Relaxed);
        }
    }
}

/// Runs work beside the window that comes to one message, else to `broken`: it panicked, or there was
/// no thread to be had.
pub(super) fn single<M: Send + 'static>(
    work: impl FnOnce() -> M + Send + 'static,
    broken: M,
) -> Task<M> {
    let (sender, receiver) = mpsc::unbounded();
    let _ = thread::Builder::new().spawn(move || Sender(sender).tell(work()));
    Task::stream(receiver.chain(stream::once(future::ready(broken))).take(1))
}

/// How often something is tried again that another program kept from being done: for about three
/// seconds.
pub(super) const TRIES: u32 = 30;

/// A message for when something is to be tried again.
pub(super) fn later<M: Clone + Send + 'static>(message: M) -> Task<M> {
    const PAUSE: Duration = Duration::from_millis(100);
    let again = message.clone();
    let pause = move || {
        thread::sleep(PAUSE);
        again
    };
    single(pause, message)
}

/// Tells work that nobody needs it any more.
#[derive(Debug, Clone, Default)]
pub(super) struct Cancel(Arc<Flags>);

#[derive(Debug, Default)]
struct Flags {
    cancelled: AtomicBool,
    unheard: AtomicBool,
}

impl Cancel {
    pub(super) fn cancel(&self) {
        self.0.cancelled.store(true, Ordering::Relaxed);
    }

    pub(super) fn is_cancelled(&self) -> bool {
        self.0.cancelled.load(Ordering::Relaxed)
    }

    /// Whether nobody will hear the end of the work.
    pub(super) fn is_unheard(&self) -> bool {
        self.0.unheard.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use iced_test::futures::futures::executor::block_on;
    use iced_test::runtime::{Action, task::into_stream};

    fn outcomes(task: Task<&'static str>) -> Vec<&'static str> {
        let actions = into_stream(task).into_iter().flat_map(|stream| {
            let actions: Vec<_> = block_on(stream.collect());
            actions
        });
        actions
            .filter_map(
                |action| if let Action::Output(message) = action { Some(message) } else { None },
            )
            .collect()
    }

    #[test]
    fn work_comes_to_one_message_also_where_it_broke() {
        assert_eq!(outcomes(single(|| "done", "broken")), ["done"]);
        assert_eq!(outcomes(single(|| panic!("on purpose"), "broken")), ["broken"]);
    }

    #[test]
    fn a_task_that_is_dropped_is_known_to_be_unheard() {
        let (heard_of, dropped) = (Cancel::default(), Cancel::default());
        assert_eq!(outcomes(heard(|_| {}, "ended", heard_of.clone())), ["ended"]);
        drop(heard(|_| {}, "ended", dropped.clone()));
        assert!(!heard_of.is_unheard() && dropped.is_unheard() && dropped.is_cancelled());
    }

    #[test]
    fn the_end_comes_also_where_work_broke() {
        let work = |tell: &Sender<&'static str>| {
            tell.tell("begun");
            panic!("on purpose");
        };
        assert_eq!(outcomes(background(work, "ended")), ["begun", "ended"]);
    }
}
