//! Stands before the whole view. It completes a text that is still being composed before anything
//! else happens to its field, and hears the window's keys before any field does.
//!
//! iced drops a composed text (preedit) when its field loses the focus, so that あいう vanishes at a
//! click elsewhere. The guard keeps what the input method reports as preedit; when a press, or a
//! key that does something, comes while there is one, it is first committed to its field. The
//! input method is then started anew, since it still holds the text, by being switched off for one
//! frame; what it commits of its own when it is switched off is the same text, and is dropped.
//!
//! iced 0.14 tells the input method where the caret is without regard to the scale of the window.
//! The guard enlarges that place.

use super::decorate::decorate;
use super::preedit::Preedit;
use super::tab_stop::presses;
use crate::ui::theme::Look;
use iced::advanced::{InputMethod, input_method};
use iced::keyboard::{self, Key, Modifiers, key::Named, key::NativeCode};
use iced::{Element, Event, Point, Rectangle, mouse, touch, window};

/// When the window hears a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum KeyPriority<M> {
    /// Before any field.
    First(M),
    /// Where nothing else took it.
    Otherwise(M),
    /// Nobody hears it.
    Swallowed,
}

impl<M> KeyPriority<M> {
    pub(crate) fn map<N>(self, f: impl FnOnce(M) -> N) -> KeyPriority<N> {
        match self {
            Self::First(message) => KeyPriority::First(f(message)),
            Self::Otherwise(message) => KeyPriority::Otherwise(f(message)),
            Self::Swallowed => KeyPriority::Swallowed,
        }
    }
}

/// A key that the field with the focus is to hear, as if it had been pressed, once for each number.
pub(crate) type Replay = Option<(u32, (Key, Modifiers))>;

/// Guards a view. `on_key` tells which keys are the window's own; the field with the focus hears the
/// key of `replay`, `on_zoom` whether the wheel was turned away with Ctrl,
/// `on_text_menu` where the other button was pressed over a text.
pub(crate) fn guard<'a, M: 'a>(
    content: impl Into<Element<'a, M>>,
    look: Look,
    replay: Replay,
    on_zoom: impl Fn(bool) -> M + 'a,
    on_text_menu: impl Fn(Point) -> M + 'a,
    on_key: impl Fn(&Key, Modifiers, bool) -> Option<KeyPriority<M>> + 'a,
) -> Element<'a, M> {
    // Behind what is being composed.
    let ground = look.color.ground;
    decorate(content)
        .update(move |state: &mut State, content, event, shell| {
            if let Event::InputMethod(event) = event
                && state.follow(event)
            {
                shell.capture_event();
                return;
            }
            if !state.composed.is_empty() && interrupts(event) {
                let composed = std::mem::take(&mut state.composed);
                for event in [
                    input_method::Event::Commit(composed.clone()),
                    input_method::Event::Preedit(String::new(), None),
                ] {
                    content.update(&Event::InputMethod(event), shell);
                }
                state.already_committed = Some(composed);
                state.renew = true;
                shell.request_redraw();
            }
            if state.repeats_a_press(event) {
                shell.capture_event();
                return;
            }
            if let Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Right)) = event
                && let Some(at) = content.cursor.position()
                && content.is_text_pointed_at()
            {
                shell.publish(on_text_menu(at));
                shell.capture_event();
                return;
            }
            if state.ctrl
                && let Event::Mouse(mouse::Event::WheelScrolled { delta }) = event
            {
                if let Some(larger) = state.zoomed(*delta) {
                    shell.publish(on_zoom(larger));
                }
                shell.capture_event();
                return;
            }
            let mut heard = None;
            if let Event::Keyboard(keyboard::Event::KeyPressed { key, modifiers, repeat, .. }) =
                event
                && *key != Key::Named(Named::Process)
            {
                state.already_committed = None;
                heard = on_key(key, *modifiers, *repeat).filter(|_| *key != Key::Named(Named::Alt));
            }
            if state.tapped(event) {
                heard = on_key(&Key::Named(Named::Alt), Modifiers::empty(), false);
            }
            match heard {
                Some(KeyPriority::First(message)) => {
                    shell.publish(message);
                    shell.capture_event();
                    return;
                }
                Some(KeyPriority::Swallowed) => {
                    shell.capture_event();
                    return;
                }
                Some(KeyPriority::Otherwise(message)) => {
                    content.update(event, shell);
                    if !shell.is_event_captured() {
                        shell.publish(message);
                        shell.capture_event();
                    }
                }
                None => content.update(event, shell),
            }
            if let Some((number, (key, modifiers))) = &replay
                && state.replayed != *number
            {
                state.replayed = *number;
                content
                    .update(&Event::Keyboard(keyboard::Event::ModifiersChanged(*modifiers)), shell);
                content.update(&press(key, *modifiers), shell);
                let none = Modifiers::empty();
                content.update(&Event::Keyboard(keyboard::Event::ModifiersChanged(none)), shell);
            }
            if matches!(event, Event::Window(window::Event::RedrawRequested(_))) {
                state.preedit = None;
                let input_method = shell.input_method_mut();
                state.writes = matches!(input_method, InputMethod::Enabled { .. });
                if state.renew {
                    state.renew = false;
                    *input_method = InputMethod::Disabled;
                    shell.request_redraw();
                } else if let InputMethod::Enabled { cursor: caret, preedit, .. } = input_method {
                    let preedit = preedit.take().filter(|preedit| !preedit.content.is_empty());
                    state.preedit =
                        preedit.map(|it| Preedit::new(&it, *caret, content.renderer, ground));
                    *caret = reported(*caret, look.scale());
                }
            }
        })
        .draw(move |state, content, renderer| {
            if let Some(preedit) = &state.preedit {
                preedit.draw(renderer, content.style.text_color, ground, content.bounds());
            }
        })
        .into()
}

/// The key as the field hears it.
fn press(key: &Key, modifiers: Modifiers) -> Event {
    let physical_key = keyboard::key::Physical::Unidentified(NativeCode::Unidentified);
    Event::Keyboard(keyboard::Event::KeyPressed {
        key: key.clone(),
        modified_key: key.clone(),
        physical_key,
        location: keyboard::Location::Standard,
        modifiers,
        repeat: false,
        text: None,
    })
}

#[derive(Default)]
struct State {
    /// The text being composed, as the input method reported it last.
    composed: String,
    /// The text that the guard has committed in the place of the input method.
    already_committed: Option<String>,
    /// Whether the input method is to be switched off for the next frame.
    renew: bool,
    /// What is being composed, to be drawn.
    preedit: Option<Preedit>,
    /// Whether Alt is held, and nothing else has happened since.
    alt: bool,
    /// The number of the key that was replayed last.
    replayed: u32,
    /// Whether a text is written: its field asks for an input method.
    writes: bool,
    /// Enter or Space, held since it pressed something that is no text.
    held: Option<Key>,
    ctrl: bool,
    /// How far the wheel was turned with Ctrl since the last step, in lines.
    turned: f32,
}

/// How many pixels of a wheel that reports such are a line.
const PIXELS: f32 = 40.0;

impl State {
    /// Whether Alt has been pressed and let go of with nothing between.
    fn tapped(&mut self, event: &Event) -> bool {
        let is_alt = |key: &Key| *key == Key::Named(Named::Alt);
        match event {
            Event::Keyboard(keyboard::Event::KeyPressed { key, .. }) => self.alt = is_alt(key),
            Event::Keyboard(keyboard::Event::KeyReleased { key, .. }) if is_alt(key) => {
                return std::mem::take(&mut self.alt);
            }
            Event::Mouse(mouse::Event::ButtonPressed(_) | mouse::Event::WheelScrolled { .. })
            | Event::Window(window::Event::Unfocused) => self.alt = false,
            _ => {}
        }
        false
    }

    /// Whether the wheel has been turned by a step, and then whether away from the hand.
    fn zoomed(&mut self, delta: mouse::ScrollDelta) -> Option<bool> {
        self.turned += match delta {
            mouse::ScrollDelta::Lines { y, .. } => y,
            mouse::ScrollDelta::Pixels { y, .. } => y / PIXELS,
        };
        (self.turned.abs() >= 1.0).then(|| std::mem::take(&mut self.turned) > 0.0)
    }

    /// Follows what keys are held. `true` where Enter or Space comes again that has pressed something:
    /// where that leads to a text, nothing is to be written there.
    fn repeats_a_press(&mut self, event: &Event) -> bool {
        match event {
            Event::Keyboard(keyboard::Event::KeyPressed { key, modifiers, repeat, .. }) => {
                if *repeat {
                    return self.held.as_ref() == Some(key);
                }
                self.held = (!self.writes && presses(key, *modifiers)).then(|| key.clone());
                false
            }
            Event::Keyboard(keyboard::Event::KeyReleased { key, .. }) => {
                drop(self.held.take_if(|held| held == key));
                false
            }
            Event::Keyboard(keyboard::Event::ModifiersChanged(modifiers)) => {
                (self.ctrl, self.turned) = (modifiers.command(), 0.0);
                false
            }
            Event::Window(window::Event::Unfocused) => {
                (self.held, self.ctrl) = (None, false);
                false
            }
            _ => false,
        }
    }

    /// Follows the input method; `true` where its event is to be dropped.
    fn follow(&mut self, event: &input_method::Event) -> bool {
        match event {
            input_method::Event::Opened => self.composed.clear(),
            input_method::Event::Closed => self.composed.clear(),
            input_method::Event::Preedit(content, _) => {
                if self.renew && !content.is_empty() {
                    // Of the composition that is about to be thrown away.
                    return true;
                }
                self.composed.clone_from(content);
                if !content.is_empty() {
                    self.already_committed = None;
                }
            }
            input_method::Event::Commit(content) => {
                self.composed.clear();
                return self
                    .already_committed
                    .take()
                    .is_some_and(|already_committed| already_committed == *content);
            }
        }
        false
    }
}

/// Whether an event takes the focus from a field, or does something with what is in it.
fn interrupts(event: &Event) -> bool {
    match event {
        Event::Mouse(mouse::Event::ButtonPressed(_))
        | Event::Touch(touch::Event::FingerPressed { .. })
        | Event::Window(window::Event::CloseRequested | window::Event::FileDropped(_)) => true,
        Event::Keyboard(keyboard::Event::KeyPressed { key, modifiers, .. }) => {
            let functional = matches!(
                key,
                Key::Named(
                    Named::Tab
                        | Named::F1
                        | Named::F2
                        | Named::F3
                        | Named::F4
                        | Named::F5
                        | Named::F11
                        | Named::F12
                )
            );
            let commanded = matches!(key, Key::Character(_) | Key::Named(Named::Enter));
            functional || (modifiers.command() && commanded)
        }
        _ => false,
    }
}

/// Where an input method is told that the caret is. One of X is told a point and no height: the foot
/// of the line rather than its head, since its box would cover the text being composed.
fn reported(caret: Rectangle, scale: f32) -> Rectangle {
    let caret = caret * scale;
    if cfg!(target_os = "linux") {
        Rectangle { y: caret.y + caret.height, height: 0.0, ..caret }
    } else {
        caret
    }
}
