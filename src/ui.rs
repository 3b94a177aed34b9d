//! The window: screens, widgets, theme; one file for each screen.
//!
//! **Architecture invariant:** nothing here knows of SQL.

mod app;
mod autosave;
mod background;
mod check;
mod collect;
mod command;
mod context;
mod display_check;
mod draft;
mod editable_screen;
mod editions;
mod error;
mod files;
mod help;
mod history;
mod home;
mod import;
mod indicators;
mod measures;
mod menu;
mod merge;
mod message_box;
mod number;
mod open_mode;
mod pdf_export;
mod permissions;
mod placement;
mod positions;
mod preferences;
mod print;
mod refusal;
mod registers;
mod relative_time;
mod replace;
mod request;
mod screen_id;
mod settings;
mod start;
mod status;
mod storage;
mod system_print;
mod theme;
mod transfer;
mod undo_stack;
mod unfinished;
mod widget;
mod workspace;

pub use app::{App, Message};
pub use error::Error;
pub use message_box::show as show_message_box;
pub use preferences::{Preferences, folders};

use crate::assets;
use crate::domain::Book;
use crate::store::Backups;
use iced::{Task, window};
use std::path::PathBuf;
use std::time::Duration;
use theme::Look;

/// What the window begins with.
#[derive(Debug, Clone)]
pub struct Start {
    /// The file to open; the start screen where there is none.
    pub file: Option<PathBuf>,
    /// Makes the content of the sample.
    pub sample: fn() -> Book,
    /// Where backups are kept.
    pub backups: Backups,
}

/// Opens the window and returns when it is closed.
///
/// # Errors
/// [`Error`] where there can be no window; nothing has been opened then.
pub fn run(start: Start) -> Result<(), Error> {
    display_check::display()?;
    let preferences = Preferences::of_this_user();
    let placement = preferences.placement();
    let scale = Look::new(preferences.scheme(), preferences.text_percent()).scale();
    let window = placement.settings(scale);
    display_check::caught(|begun| {
        let boot = move || {
            begun.note();
            let (app, task) = App::boot(start.clone(), preferences.clone());
            (
                app,
                Task::batch([
                    task,
                    shown().discard(),
                    placement::on_screen(scale),
                    placement::filling(placement),
                ]),
            )
        };
        iced::application(boot, App::update, App::view)
            .title(App::title)
            .theme(App::theme)
            .style(App::style)
            .scale_factor(App::scale_factor)
            .subscription(App::subscription)
            .settings(settings())
            .window(window)
            .run()
    })
}

/// Sees to it that the window is seen. On X a window manager that starts at the same moment can miss
/// the request to show it; then it is made again.
fn shown() -> Task<()> {
    const LONG_ENOUGH: Duration = Duration::from_millis(700);
    if !cfg!(target_os = "linux") {
        return Task::none();
    }
    background::background(|_| std::thread::sleep(LONG_ENOUGH), ())
        .then(|()| window::latest())
        .and_then(|id| window::mode(id).map(move |mode| (id, mode)))
        .then(|(id, mode)| match mode {
            window::Mode::Hidden => window::set_mode(id, window::Mode::Hidden)
                .chain(window::set_mode(id, window::Mode::Windowed)),
            window::Mode::Windowed | window::Mode::Fullscreen => Task::none(),
        })
}

/// The bundled fonts and the size of text that iced falls back on.
pub fn settings() -> iced::Settings {
    iced::Settings {
        id: Some("shinchoku".to_owned()),
        fonts: [assets::INTERFACE, assets::INTERFACE_BOLD, assets::GOTHIC]
            .into_iter()
            .map(Into::into)
            .collect(),
        default_font: theme::INTERFACE,
        default_text_size: iced::Pixels(15.0),
        ..iced::Settings::default()
    }
}
