//! A message that goes by itself after a while; it stays as long as the pointer rests on it.

use super::decorate::decorate;
use iced::time::{Duration, Instant};
use iced::{Element, Event, window};

/// How long a message stands: long enough to be read twice.
const DURATION: Duration = Duration::from_secs(7);

#[derive(Default)]
struct State {
    message: String,
    /// Since when it has stood there unread.
    since: Option<Instant>,
}

/// Shows `content` for a while. Another `message` begins its time anew.
pub(crate) fn expiring<'a, M: Clone + 'a>(
    content: impl Into<Element<'a, M>>,
    message: &'a str,
    on_expired: M,
) -> Element<'a, M> {
    decorate(content)
        .update(move |state: &mut State, content, event, shell| {
            content.update(event, shell);
            let Event::Window(window::Event::RedrawRequested(now)) = event else { return };
            if state.message != message {
                *state = State { message: message.to_owned(), since: None };
            }
            if content.is_pointed_at() {
                state.since = None;
            }
            let end = *state.since.get_or_insert(*now) + DURATION;
            if end <= *now {
                shell.publish(on_expired.clone());
            } else {
                shell.request_redraw_at(end);
            }
        })
        .into()
}
