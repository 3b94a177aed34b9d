//! A field of many lines, told of a text that an input method is composing.
//!
//! iced 0.14 draws that text over the one behind it, on a line of its own and in another font. Here the
//! field holds it while it is composed, so that what is behind moves aside; it is not yet part of what
//! is written.

use super::decorate::decorate;
use iced::advanced::{InputMethod, input_method};
use iced::{Element, Event, window};
use std::ops::Range;

/// A text that is being composed; empty where none is any more.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Composed {
    pub text: String,
    /// The part that is being converted, in bytes.
    pub part: Option<Range<usize>>,
}

#[derive(Default)]
struct State {
    has_focus: bool,
    composes: bool,
}

/// Tells what is composed in `field` by `on_compose`, in the place of the field.
pub(crate) fn composing<'a, M: 'a>(
    field: impl Into<Element<'a, M>>,
    on_compose: impl Fn(Composed) -> M + 'a,
) -> Element<'a, M> {
    decorate(field)
        .update(move |state: &mut State, field, event, shell| {
            match event {
                Event::InputMethod(input_method::Event::Preedit(text, part))
                    if state.has_focus || state.composes =>
                {
                    if state.composes || !text.is_empty() {
                        state.composes = !text.is_empty();
                        let composed = Composed { text: text.clone(), part: part.clone() };
                        shell.publish(on_compose(composed));
                    }
                    // Not captured, as it is not by iced's field: a press may follow with the same shell.
                    return;
                }
                // What is committed takes the place of what was composed.
                Event::InputMethod(_) if std::mem::take(&mut state.composes) => {
                    shell.publish(on_compose(Composed::default()));
                }
                _ => {}
            }
            let is_asked = |method: &InputMethod| matches!(method, InputMethod::Enabled { .. });
            let before = is_asked(shell.input_method());
            field.update(event, shell);
            if matches!(event, Event::Window(window::Event::RedrawRequested(_))) {
                state.has_focus = !before && is_asked(shell.input_method());
            }
        })
        .into()
}
