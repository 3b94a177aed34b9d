//! How long texts are on paper.

use super::{Message, Screen};
use crate::domain::Book;
use crate::domain::template::Settings;
use crate::report::Options;
use crate::report::list::Gauge;
use iced::Task;
use std::sync::Arc;

impl Screen {
    /// Finds out how texts are set on paper, where that is not known: beside the window, since it asks
    /// for all texts of the list.
    pub(super) fn measure_paper(&self) -> Task<Message> {
        if self.gauge.is_some() {
            return Task::none();
        }
        let book = Arc::clone(&self.book);
        let found = async move { gauge(&book).map(Arc::new) };
        Task::perform(found, Message::Gauged)
    }
}

/// The form of paper on which lengths are told: the first one.
pub(super) fn form(book: &Book) -> Option<&Settings> {
    book.templates().first().map(|template| template.settings.as_ref())
}

/// A paper that cannot be laid out says so where it is printed.
fn gauge(book: &Book) -> Option<Gauge> {
    let options = Options::of(book, form(book)?);
    Gauge::of(book, &options).ok().flatten()
}
