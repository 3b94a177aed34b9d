//! A window without a screen: the app, and its widgets with what they keep between frames.

mod hands;
mod seen;

use iced_test::core::clipboard::{self, Clipboard};
use iced_test::core::widget::operation::{Operation, Outcome};
use iced_test::core::{Event, InputMethod, Rectangle, Size, Theme, mouse, window};
use iced_test::futures::futures::StreamExt;
use iced_test::futures::futures::executor::block_on;
use iced_test::renderer::Renderer;
use iced_test::runtime::user_interface::{Cache, State, UserInterface};
use iced_test::runtime::{self, Action, Task};
use shinchoku::domain::Book;
use shinchoku::store::{Backups, Store};
use shinchoku::ui::{self, App, Message, Preferences, Start};
use std::path::Path;

/// The app in its window.
pub(crate) struct Window {
    pub app: App,
    renderer: Renderer,
    cache: Option<Cache>,
    /// In pixels of the screen.
    size: Size,
    cursor: mouse::Cursor,
    clipboard: Board,
    /// Where an input method shows what it proposes: below the caret.
    #[allow(dead_code)] // The benchmark does not look.
    pub caret: Option<Rectangle>,
    /// The shape of the pointer.
    #[allow(dead_code)] // The benchmark does not look.
    pub pointer: mouse::Interaction,
    /// Tasks that are still under way, while they are held.
    under_way: Option<Vec<Task<Message>>>,
    pub closed: bool,
}

/// A clipboard of our own.
#[derive(Default)]
pub(crate) struct Board(Option<String>);

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
    pub(crate) fn over(book: &Book) -> Self {
        let store = Store::in_memory(book, crate::support::session()).unwrap();
        Self::of(App::over(store, start(), Preferences::unkept()))
    }

    /// A window at its start.
    pub(crate) fn at_start() -> Self {
        let (app, _) = App::boot(start(), Preferences::unkept());
        Self::of(app)
    }

    /// A window over a file, of a PC that keeps its settings in a folder.
    pub(crate) fn opening(file: &Path, settings: &Path) -> Self {
        Self::backing_up(file, settings, kept())
    }

    /// The same, of a PC that keeps its backups there.
    pub(crate) fn backing_up(file: &Path, settings: &Path, backups: Backups) -> Self {
        let start = Start { file: Some(file.to_owned()), backups, ..start() };
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
            caret: None,
            pointer: mouse::Interaction::default(),
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
        let size = self.logical_size();
        let mut interface = UserInterface::build(self.app.view(), size, cache, &mut self.renderer);
        let done = f(&mut interface, &mut self.renderer, &mut self.clipboard);
        self.cache = Some(interface.into_cache());
        done
    }

    /// The size of the window in pixels that are enlarged with its text.
    fn logical_size(&self) -> Size {
        self.size * (1.0 / self.app.scale_factor())
    }

    /// Draws what is seen, and hands over what has it to paint.
    #[allow(dead_code)] // The stories look at words; the benchmark paints.
    pub(crate) fn draw<T>(&mut self, paint: impl FnOnce(&mut Renderer) -> T) -> T {
        use iced_test::core::Renderer as _;
        let (cursor, theme, size) = (self.cursor, self.app.theme(), self.logical_size());
        let text_color = self.app.style(&theme).text_color;
        self.interface(|interface, renderer, _| {
            renderer.reset(Rectangle::with_size(size));
            let style = iced_test::core::renderer::Style { text_color };
            interface.draw(renderer, &theme, &style, cursor);
            paint(renderer)
        })
    }

    /// Lets an event come, and follows everything that comes of it.
    pub(crate) fn event(&mut self, event: Event) {
        let cursor = self.cursor;
        let mut messages = Vec::new();
        (self.caret, self.pointer) = self.interface(|interface, renderer, clipboard| {
            let (mut caret, mut pointer) = (None, mouse::Interaction::default());
            let now = Event::Window(window::Event::RedrawRequested(
                iced_test::core::time::Instant::now(),
            ));
            for event in [event, now] {
                let (state, _) =
                    interface.update(&[event], cursor, renderer, clipboard, &mut messages);
                if let State::Updated { mouse_interaction, .. } = &state {
                    pointer = *mouse_interaction;
                }
                caret = match state {
                    State::Updated {
                        input_method: InputMethod::Enabled { cursor, .. }, ..
                    } => Some(cursor),
                    _ => None,
                };
            }
            (caret, pointer)
        });
        for message in messages {
            self.send(message);
        }
    }

    /// Hands the app a message and runs what it asks for.
    pub(crate) fn send(&mut self, message: Message) {
        let task = self.app.update(message);
        self.run(task);
    }

    /// What is asked for from now on takes its time.
    pub(crate) fn hold(&mut self) {
        self.under_way = Some(Vec::new());
    }

    /// What has been asked for meanwhile is done.
    pub(crate) fn go_on(&mut self) {
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

    /// The title's bar is asked to close the window.
    pub(crate) fn close(&mut self) {
        self.send(Message::CloseAsked);
    }

    /// What is stored.
    pub(crate) fn book(&self) -> &Book {
        self.app.store().expect("a file is open").book()
    }
}

fn start() -> Start {
    Start { file: None, sample: || crate::support::book(3, 40), backups: kept() }
}

/// The folder of this test's PC in which backups are kept.
pub(crate) fn kept() -> Backups {
    thread_local! {
        static PLACE: tempfile::TempDir = tempfile::tempdir().unwrap();
    }
    PLACE.with(|place| Backups::in_folder(place.path()))
}
