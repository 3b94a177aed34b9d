//! A window without a screen: the app, its widgets with what they keep between frames, and the
//! hands of a clerk.

use iced_test::core::clipboard::{self, Clipboard};
use iced_test::core::widget::operation::{self, Operation, Outcome};
use iced_test::core::{
    Event, Point, Rectangle, Size, Theme, input_method, keyboard, mouse, window,
};
use iced_test::futures::futures::executor::block_on;
use iced_test::futures::futures::{StreamExt, stream};
use iced_test::futures::subscription;
use iced_test::renderer::Renderer;
use iced_test::runtime::user_interface::{Cache, UserInterface};
use iced_test::runtime::{self, Action, Task};
use iced_test::selector::{Candidate, Selector};
use keyboard::key::{Key, Named};
use shinchoku::domain::Book;
use shinchoku::store::{Backups, Store};
use shinchoku::ui::{self, App, Message, Preferences, Start};
use std::path::Path;

/// The app in its window.
pub struct Window {
    pub app: App,
    renderer: Renderer,
    cache: Option<Cache>,
    size: Size,
    cursor: mouse::Cursor,
    clipboard: Board,
    /// Tasks that are still under way, while they are held.
    under_way: Option<Vec<Task<Message>>>,
    pub closed: bool,
}

/// A clipboard of our own.
#[derive(Default)]
pub struct Board(Option<String>);

impl Clipboard for Board {
    fn read(&self, _kind: clipboard::Kind) -> Option<String> {
        self.0.clone()
    }

    fn write(&mut self, _kind: clipboard::Kind, contents: String) {
        self.0 = Some(contents);
    }
}

type Interface<'a> = UserInterface<'a, Message, Theme, Renderer>;

impl Window {
    /// A window over a book in memory.
    pub fn over(book: &Book) -> Self {
        let store = Store::in_memory(book, crate::support::session()).unwrap();
        Self::of(App::over(store, start(), Preferences::unkept()))
    }

    /// A window at its start.
    pub fn at_start() -> Self {
        let (app, _) = App::boot(start(), Preferences::unkept());
        Self::of(app)
    }

    /// A window over a file, of a PC that keeps its settings in a folder.
    pub fn opening(file: &Path, settings: &Path) -> Self {
        let start = Start { file: Some(file.to_owned()), ..start() };
        let (app, _) = App::boot(start, Preferences::in_folder(settings));
        Self::of(app)
    }

    fn of(app: App) -> Self {
        let settings = ui::settings();
        for font in settings.fonts {
            let mut system = iced_test::renderer::graphics::text::font_system().write().unwrap();
            system.load_font(font);
        }
        let renderer = <Renderer as iced_test::core::renderer::Headless>::new(
            settings.default_font,
            settings.default_text_size,
            Some("tiny-skia"),
        );
        Self {
            app,
            renderer: block_on(renderer).unwrap(),
            cache: Some(Cache::new()),
            size: Size::new(1366.0, 768.0),
            cursor: mouse::Cursor::Unavailable,
            clipboard: Board::default(),
            under_way: None,
            closed: false,
        }
    }

    /// Lays the view out and lets something be done with it.
    fn interface<T>(
        &mut self,
        f: impl FnOnce(&mut Interface<'_>, &mut Renderer, &mut Board) -> T,
    ) -> T {
        let cache = self.cache.take().unwrap_or_default();
        let mut interface =
            UserInterface::build(self.app.view(), self.size, cache, &mut self.renderer);
        let done = f(&mut interface, &mut self.renderer, &mut self.clipboard);
        self.cache = Some(interface.into_cache());
        done
    }

    /// Draws what is seen, and hands over what has it to paint.
    #[allow(dead_code)] // The stories look at words; the benchmark paints.
    pub fn draw<T>(&mut self, paint: impl FnOnce(&mut Renderer) -> T) -> T {
        use iced_test::core::Renderer as _;
        let (cursor, theme, size) = (self.cursor, self.app.theme(), self.size);
        let text_color = self.app.style(&theme).text_color;
        self.interface(|interface, renderer, _| {
            renderer.reset(Rectangle::with_size(size));
            let style = iced_test::core::renderer::Style { text_color };
            interface.draw(renderer, &theme, &style, cursor);
            paint(renderer)
        })
    }

    /// Lets an event come, and follows everything that comes of it.
    pub fn event(&mut self, event: Event) {
        let cursor = self.cursor;
        let mut messages = Vec::new();
        self.interface(|interface, renderer, clipboard| {
            let now = Event::Window(window::Event::RedrawRequested(
                iced_test::core::time::Instant::now(),
            ));
            for event in [event, now] {
                let _ = interface.update(&[event], cursor, renderer, clipboard, &mut messages);
            }
        });
        for message in messages {
            self.send(message);
        }
    }

    /// Hands the app a message and runs what it asks for.
    pub fn send(&mut self, message: Message) {
        let task = self.app.update(message);
        self.run(task);
    }

    /// What is asked for from now on takes its time.
    pub fn hold(&mut self) {
        self.under_way = Some(Vec::new());
    }

    /// What has been asked for meanwhile is done.
    pub fn go_on(&mut self) {
        self.under_way.take().into_iter().flatten().for_each(|task| self.run(task));
    }

    fn run(&mut self, task: Task<Message>) {
        if let Some(under_way) = &mut self.under_way {
            return under_way.push(task);
        }
        let Some(mut stream) = runtime::task::into_stream(task) else { return };
        while let Some(action) = block_on(stream.next()) {
            match action {
                Action::Output(message) => self.send(message),
                Action::Widget(operation) => self.operate(operation),
                Action::Clipboard(runtime::clipboard::Action::Write { contents, .. }) => {
                    self.clipboard.0 = Some(contents);
                }
                Action::Clipboard(runtime::clipboard::Action::Read { channel, .. }) => {
                    let _ = channel.send(self.clipboard.0.clone());
                }
                Action::Exit => self.closed = true,
                _ => {}
            }
        }
    }

    fn operate(&mut self, operation: Box<dyn Operation>) {
        let mut next = Some(operation);
        while let Some(mut operation) = next.take() {
            self.interface(|interface, renderer, _| {
                interface.operate(renderer, operation.as_mut());
            });
            if let Outcome::Chain(following) = operation.finish() {
                next = Some(following);
            }
        }
    }

    /// The bounds of a text that is seen.
    fn find(&mut self, text: &str) -> Option<Rectangle> {
        let mut found = text.find_all();
        self.interface(|interface, renderer, _| {
            interface.operate(renderer, &mut operation::black_box(&mut found));
        });
        let Outcome::Some(all) = found.finish() else { return None };
        all.into_iter().rev().find_map(|text| text.visible_bounds())
    }

    /// Where a text is seen.
    pub fn place(&mut self, text: &str) -> Point {
        match self.find(text) {
            Some(bounds) => bounds.center(),
            None => panic!("「{text}」 is not seen among {:?}", self.texts()),
        }
    }

    /// Whether a text is seen, whole as it was given to the screen.
    pub fn shows(&mut self, text: &str) -> bool {
        self.find(text).is_some()
    }

    /// Every text that is seen, for telling why something was not found.
    pub fn texts(&mut self) -> Vec<String> {
        self.all(|candidate| match candidate {
            Candidate::Text { content, .. } => Some(content.to_owned()),
            _ => None,
        })
    }

    /// What stands in the fields of one line.
    #[allow(dead_code)] // The benchmark looks at no field.
    pub fn fields(&mut self) -> Vec<String> {
        self.all(|candidate| match candidate {
            Candidate::TextInput { state, .. } => Some(state.text().to_owned()),
            _ => None,
        })
    }

    fn all(&mut self, of: fn(Candidate<'_>) -> Option<String>) -> Vec<String> {
        let mut found = of.find_all();
        self.interface(|interface, renderer, _| {
            interface.operate(renderer, &mut operation::black_box(&mut found));
        });
        match found.finish() {
            Outcome::Some(all) => all,
            _ => Vec::new(),
        }
    }

    /// How far everything that scrolls is scrolled down, in the order of the screen.
    #[allow(dead_code)] // The benchmark does not look.
    pub fn scrolled(&mut self) -> Vec<f32> {
        let mut found = (|candidate: iced_test::selector::Candidate<'_>| match candidate {
            iced_test::selector::Candidate::Scrollable { translation, .. } => Some(translation.y),
            _ => None,
        })
        .find_all();
        self.interface(|interface, renderer, _| {
            interface.operate(renderer, &mut operation::black_box(&mut found));
        });
        match found.finish() {
            Outcome::Some(all) => all,
            _ => Vec::new(),
        }
    }

    /// The texts within what has the focus; none where nothing has it.
    pub fn focused(&mut self) -> Vec<String> {
        let mut seen = Focused::default();
        self.interface(|interface, renderer, _| {
            interface.operate(renderer, &mut operation::black_box(&mut seen));
        });
        let Focused { at, texts } = seen;
        let Some(at) = at else { return Vec::new() };
        let within = texts.into_iter().filter(|(bounds, _)| at.contains(bounds.center()));
        within.map(|(_, text)| text).collect()
    }

    /// Presses Tab until the focus is on what has this text.
    pub fn tab_to(&mut self, text: &str) {
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
    pub fn click(&mut self, text: &str) {
        let at = self.place(text);
        self.press(at);
    }

    /// Puts a text into the field under this name, in the place of what is there.
    pub fn fill(&mut self, name: &str, text: &str) {
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
    pub fn choose(&mut self, at: Point, below: f32) {
        self.press(at);
        self.press(at + iced_test::core::Vector::new(0.0, below));
    }

    /// Presses a place.
    pub fn press(&mut self, at: Point) {
        self.cursor = mouse::Cursor::Available(at);
        self.event(Event::Mouse(mouse::Event::CursorMoved { position: at }));
        self.event(Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left)));
        self.event(Event::Mouse(mouse::Event::ButtonReleased(mouse::Button::Left)));
    }

    /// Makes the window larger or smaller.
    #[allow(dead_code)] // The benchmark's window has another size than that of the stories.
    pub fn resize(&mut self, size: Size) {
        self.size = size;
        self.event(Event::Window(window::Event::Resized(size)));
    }

    /// Presses a place while keys are held.
    pub fn press_with(&mut self, at: Point, modifiers: keyboard::Modifiers) {
        self.event(Event::Keyboard(keyboard::Event::ModifiersChanged(modifiers)));
        self.press(at);
        let none = keyboard::Modifiers::empty();
        self.event(Event::Keyboard(keyboard::Event::ModifiersChanged(none)));
    }

    /// Presses a place with the other button.
    pub fn press_right(&mut self, at: Point) {
        self.move_to(at);
        self.event(Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Right)));
        self.event(Event::Mouse(mouse::Event::ButtonReleased(mouse::Button::Right)));
    }

    /// Drags what is at a place to another.
    pub fn drag(&mut self, from: Point, to: Point) {
        self.take(from, to);
        self.let_go();
    }

    /// Drags what is at a place to another, and holds it there.
    pub fn take(&mut self, from: Point, to: Point) {
        self.move_to(from);
        self.event(Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left)));
        self.move_to(to);
    }

    pub fn let_go(&mut self) {
        self.event(Event::Mouse(mouse::Event::ButtonReleased(mouse::Button::Left)));
    }

    /// Lets a frame go by.
    pub fn wait(&mut self) {
        let now = iced_test::core::time::Instant::now();
        self.event(Event::Window(window::Event::RedrawRequested(now)));
    }

    /// Lets the system drop a file on the window.
    pub fn drop_file(&mut self, path: &Path) {
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

    fn move_to(&mut self, at: Point) {
        self.cursor = mouse::Cursor::Available(at);
        self.event(Event::Mouse(mouse::Event::CursorMoved { position: at }));
    }

    /// Turns the wheel over a place, so many pixels down.
    pub fn scroll(&mut self, at: Point, down: f32) {
        self.cursor = mouse::Cursor::Available(at);
        self.event(Event::Mouse(mouse::Event::CursorMoved { position: at }));
        let delta = mouse::ScrollDelta::Pixels { x: 0.0, y: -down };
        self.event(Event::Mouse(mouse::Event::WheelScrolled { delta }));
    }

    /// Types characters that need no input method.
    pub fn type_in(&mut self, text: &str) {
        for c in text.chars() {
            let key = c.to_string();
            self.key_with(Key::Character(key.as_str().into()), keyboard::Modifiers::empty());
        }
    }

    /// Presses a key.
    pub fn key(&mut self, named: Named) {
        self.key_with(Key::Named(named), keyboard::Modifiers::empty());
    }

    /// Presses a letter with Ctrl.
    pub fn ctrl(&mut self, letter: &str) {
        self.key_with(Key::Character(letter.into()), keyboard::Modifiers::CTRL);
    }

    /// Presses a key with others.
    pub fn key_with(&mut self, key: Key, modifiers: keyboard::Modifiers) {
        self.event(Event::Keyboard(keyboard::Event::ModifiersChanged(modifiers)));
        let text = match &key {
            Key::Character(c) if modifiers.is_empty() => Some(c.clone()),
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
            repeat: false,
            text,
        }));
        self.event(Event::Keyboard(
            keyboard::Event::ModifiersChanged(keyboard::Modifiers::empty()),
        ));
    }

    /// Composes a text with an input method, without confirming it.
    pub fn compose(&mut self, text: &str) {
        self.event(Event::InputMethod(input_method::Event::Opened));
        self.event(Event::InputMethod(input_method::Event::Preedit(text.to_owned(), None)));
    }

    /// Puts a text into the field, as another program has left it in the clipboard.
    pub fn paste(&mut self, text: &str) {
        self.clipboard.0 = Some(text.to_owned());
        self.ctrl("v");
    }

    /// Takes what was left in the clipboard.
    pub fn copied(&mut self) -> Option<String> {
        self.clipboard.0.take()
    }

    /// Writes a text with an input method.
    pub fn write(&mut self, text: &str) {
        self.compose(text);
        self.confirm(text);
    }

    /// What an input method reports when a composed text is confirmed.
    pub fn confirm(&mut self, text: &str) {
        self.event(Event::InputMethod(input_method::Event::Preedit(String::new(), None)));
        self.event(Event::InputMethod(input_method::Event::Commit(text.to_owned())));
    }

    /// The title's bar is asked to close the window.
    pub fn close(&mut self) {
        self.send(Message::CloseAsked);
    }

    /// What is stored.
    pub fn book(&self) -> &Book {
        self.app.store().expect("a file is open").book()
    }
}

/// What has the focus, and every text.
#[derive(Default)]
struct Focused {
    at: Option<Rectangle>,
    texts: Vec<(Rectangle, String)>,
}

impl Operation for Focused {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        operate(self);
    }

    fn focusable(
        &mut self,
        _id: Option<&iced_test::core::widget::Id>,
        bounds: Rectangle,
        state: &mut dyn operation::Focusable,
    ) {
        if state.is_focused() {
            self.at = Some(bounds);
        }
    }

    fn text(&mut self, _id: Option<&iced_test::core::widget::Id>, bounds: Rectangle, text: &str) {
        self.texts.push((bounds, text.to_owned()));
    }
}

fn start() -> Start {
    Start { file: None, sample: || crate::support::book(3, 40), backups: kept() }
}

/// The folder of this test's PC in which backups are kept.
pub fn kept() -> Backups {
    thread_local! {
        static PLACE: tempfile::TempDir = tempfile::tempdir().unwrap();
    }
    PLACE.with(|place| Backups::in_folder(place.path()))
}
