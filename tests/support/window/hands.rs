//! The hands of a clerk: the mouse, the keyboard and its input method.

use super::Window;
use iced_test::core::{Event, Point, Size, input_method, keyboard, mouse, window};
use iced_test::futures::futures::executor::block_on;
use iced_test::futures::futures::{StreamExt, stream};
use iced_test::futures::subscription;
use keyboard::key::{Key, Named};
use shinchoku::ui::Message;
use std::path::Path;

impl Window {
    /// Presses Tab until the focus is on what has this text.
    pub(crate) fn tab_to(&mut self, text: &str) {
        let mut passed = Vec::new();
        for _ in 0..200 {
            self.key(Named::Tab);
            let focused = self.focused();
            if focused.iter().any(|inside| inside == text) {
                return;
            }
            passed.push(focused);
        }
        panic!("Tab never comes to 「{text}」, but to {passed:?}");
    }

    /// Presses what has this text.
    pub(crate) fn click(&mut self, text: &str) {
        let at = self.place(text);
        self.press(at);
    }

    /// Takes back what is asked about before.
    #[allow(dead_code)] // The benchmark takes nothing back.
    pub(crate) fn take_back(&mut self) {
        self.ctrl("z");
        assert!(self.shows("ここから先も元に戻しますか"), "{:?}", self.texts());
        self.click("元に戻す");
    }

    /// Puts a text into the field under this name, in the place of what is there.
    pub(crate) fn fill(&mut self, name: &str, text: &str) {
        let at = self.place(name) + iced_test::core::Vector::new(0.0, 36.0);
        self.press(at);
        self.ctrl("a");
        self.key(Named::Backspace);
        if !text.is_empty() {
            self.write(text);
        }
    }

    /// Opens the choice at this place and picks the option so many pixels below it. What a choice
    /// shows cannot be asked for in iced 0.14.
    pub(crate) fn choose(&mut self, at: Point, below: f32) {
        self.press(at);
        self.press(at + iced_test::core::Vector::new(0.0, below));
    }

    /// Presses a place.
    pub(crate) fn press(&mut self, at: Point) {
        self.cursor = mouse::Cursor::Available(at);
        self.event(Event::Mouse(mouse::Event::CursorMoved { position: at }));
        self.event(Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left)));
        self.event(Event::Mouse(mouse::Event::ButtonReleased(mouse::Button::Left)));
    }

    /// Makes the window larger or smaller, in pixels of the screen.
    #[allow(dead_code)] // The benchmark's window has another size than that of the stories.
    pub(crate) fn resize(&mut self, size: Size) {
        self.size = size;
        self.event(Event::Window(window::Event::Resized(self.logical_size())));
    }

    /// Presses a place while keys are held.
    pub(crate) fn press_with(&mut self, at: Point, modifiers: keyboard::Modifiers) {
        self.event(Event::Keyboard(keyboard::Event::ModifiersChanged(modifiers)));
        self.press(at);
        let none = keyboard::Modifiers::empty();
        self.event(Event::Keyboard(keyboard::Event::ModifiersChanged(none)));
    }

    /// Presses a place with the other button.
    pub(crate) fn press_right(&mut self, at: Point) {
        self.move_to(at);
        self.event(Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Right)));
        self.event(Event::Mouse(mouse::Event::ButtonReleased(mouse::Button::Right)));
    }

    /// Drags what is at a place to another.
    pub(crate) fn drag(&mut self, from: Point, to: Point) {
        self.take(from, to);
        self.let_go();
    }

    /// Drags what is at a place to another, and holds it there.
    pub(crate) fn take(&mut self, from: Point, to: Point) {
        self.move_to(from);
        self.event(Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left)));
        self.move_to(to);
    }

    pub(crate) fn let_go(&mut self) {
        self.event(Event::Mouse(mouse::Event::ButtonReleased(mouse::Button::Left)));
    }

    /// Lets a frame go by.
    pub(crate) fn wait(&mut self) {
        let now = iced_test::core::time::Instant::now();
        self.event(Event::Window(window::Event::RedrawRequested(now)));
    }

    /// Lets the system drop a file on the window.
    pub(crate) fn drop_file(&mut self, path: &Path) {
        let event = Event::Window(window::Event::FileDropped(path.to_owned()));
        self.event(event.clone());
        self.heard(event);
    }

    /// What the program hears of an event besides its widgets.
    fn heard(&mut self, event: Event) {
        let (window, status) = (window::Id::unique(), iced_test::core::event::Status::Ignored);
        for recipe in subscription::into_recipes(self.app.subscription()) {
            let interaction =
                subscription::Event::Interaction { window, event: event.clone(), status };
            let events = stream::iter([interaction]).boxed();
            let messages: Vec<Message> = block_on(recipe.stream(events).collect());
            messages.into_iter().for_each(|message| self.send(message));
        }
    }

    pub(crate) fn move_to(&mut self, at: Point) {
        self.cursor = mouse::Cursor::Available(at);
        self.event(Event::Mouse(mouse::Event::CursorMoved { position: at }));
    }

    /// Turns the wheel over a place, so many pixels down.
    pub(crate) fn scroll(&mut self, at: Point, down: f32) {
        self.cursor = mouse::Cursor::Available(at);
        self.event(Event::Mouse(mouse::Event::CursorMoved { position: at }));
        let delta = mouse::ScrollDelta::Pixels { x: 0.0, y: -down };
        self.event(Event::Mouse(mouse::Event::WheelScrolled { delta }));
    }

    /// The same with Ctrl, so many lines away from the hand.
    #[allow(dead_code)] // The benchmark does not zoom.
    pub(crate) fn zoom(&mut self, at: Point, lines: f32) {
        self.move_to(at);
        self.event(Event::Keyboard(keyboard::Event::ModifiersChanged(keyboard::Modifiers::CTRL)));
        let delta = mouse::ScrollDelta::Lines { x: 0.0, y: lines };
        self.event(Event::Mouse(mouse::Event::WheelScrolled { delta }));
        let none = keyboard::Modifiers::empty();
        self.event(Event::Keyboard(keyboard::Event::ModifiersChanged(none)));
    }

    /// Types characters that need no input method.
    pub(crate) fn type_in(&mut self, text: &str) {
        for c in text.chars() {
            let key = c.to_string();
            self.key_with(Key::Character(key.as_str().into()), keyboard::Modifiers::empty());
        }
    }

    /// Presses a key.
    pub(crate) fn key(&mut self, named: Named) {
        self.key_with(Key::Named(named), keyboard::Modifiers::empty());
    }

    /// Presses a letter with Ctrl.
    pub(crate) fn ctrl(&mut self, letter: &str) {
        self.key_with(Key::Character(letter.into()), keyboard::Modifiers::CTRL);
    }

    /// Presses a key with others.
    pub(crate) fn key_with(&mut self, key: Key, modifiers: keyboard::Modifiers) {
        self.press_down(key, modifiers, false);
    }

    /// Holds a letter with Ctrl down until it comes once more.
    #[allow(dead_code)] // The benchmark holds nothing.
    pub(crate) fn ctrl_held(&mut self, letter: &str) {
        self.press_down(Key::Character(letter.into()), keyboard::Modifiers::CTRL, true);
    }

    /// Holds a key down until it has come six times.
    #[allow(dead_code)] // The benchmark holds nothing.
    pub(crate) fn hold_key(&mut self, key: &Key, modifiers: keyboard::Modifiers) {
        for time in 0..6 {
            self.press_down(key.clone(), modifiers, time > 0);
        }
    }

    fn press_down(&mut self, key: Key, modifiers: keyboard::Modifiers, repeat: bool) {
        self.event(Event::Keyboard(keyboard::Event::ModifiersChanged(modifiers)));
        let text = match &key {
            Key::Character(c) if modifiers.is_empty() => Some(c.clone()),
            Key::Named(Named::Space) if modifiers.is_empty() => Some(" ".into()),
            _ => None,
        };
        let physical =
            keyboard::key::Physical::Unidentified(keyboard::key::NativeCode::Unidentified);
        self.event(Event::Keyboard(keyboard::Event::KeyPressed {
            key: key.clone(),
            modified_key: key,
            physical_key: physical,
            location: keyboard::Location::Standard,
            modifiers,
            repeat,
            text,
        }));
        self.event(Event::Keyboard(
            keyboard::Event::ModifiersChanged(keyboard::Modifiers::empty()),
        ));
    }

    /// Composes a text with an input method, without confirming it.
    pub(crate) fn compose(&mut self, text: &str) {
        self.event(Event::InputMethod(input_method::Event::Opened));
        self.event(Event::InputMethod(input_method::Event::Preedit(text.to_owned(), None)));
    }

    /// Puts a text into the field, as another program has left it in the clipboard.
    pub(crate) fn paste(&mut self, text: &str) {
        self.clipboard.0 = Some(text.to_owned());
        self.ctrl("v");
    }

    /// What another program has left in the clipboard.
    #[allow(dead_code)] // The benchmark pastes nothing.
    pub(crate) fn hold_clipboard(&mut self, text: &str) {
        self.clipboard.0 = Some(text.to_owned());
    }

    /// Takes what was left in the clipboard.
    pub(crate) fn copied(&mut self) -> Option<String> {
        self.clipboard.0.take()
    }

    /// Writes a text with an input method.
    pub(crate) fn write(&mut self, text: &str) {
        self.compose(text);
        self.confirm(text);
    }

    /// What an input method reports when a composed text is confirmed.
    pub(crate) fn confirm(&mut self, text: &str) {
        self.event(Event::InputMethod(input_method::Event::Preedit(String::new(), None)));
        self.event(Event::InputMethod(input_method::Event::Commit(text.to_owned())));
    }
}
