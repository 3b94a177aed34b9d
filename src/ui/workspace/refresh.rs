//! Brings the screens up to date when the file has changed.

use super::Workspace;
use crate::domain::Book;
use crate::store;
use crate::ui::home;
use crate::ui::permissions::Permissions;
use crate::ui::screen_id::ScreenId;
use crate::words::Notice;
use std::sync::Arc;

impl Workspace {
    /// Tells what may be edited here.
    pub(super) fn confine(&mut self) {
        self.context.permissions = Permissions::of(&self.store);
        let permissions = &self.context.permissions;
        self.measures.confine(permissions.clone());
        self.indicators.confine(permissions.clone());
        self.registers.confine(permissions.clone());
        self.print.confine(permissions.clone());
    }

    /// Brings every screen up to date after what is stored has changed.
    pub(super) fn refresh(&mut self) {
        self.confine();
        let book = self.refresh_around();
        self.refresh_indicators();
        let mut gone = None;
        if self.retry_queue.outlasts(ScreenId::Measures) {
            gone = self.measures.follow(&book, self.context.year);
        } else {
            self.measures.refresh(&book, self.context.year);
        }
        if self.retry_queue.outlasts(ScreenId::Registers) {
            gone = self.registers.follow(&book, self.context.year).or(gone);
        } else {
            self.registers.refresh(&book, self.context.year);
        }
        if let Some(gone) = gone {
            self.report_gone(gone);
        }
    }

    /// Shows the figures that are stored now, and what is found of them.
    pub(super) fn refresh_indicators(&mut self) {
        let book = Arc::clone(self.book());
        self.indicators.refresh(&book, self.context.year, self.check.open());
    }

    /// As [`Workspace::refresh`], where others have changed it: what is typed stays. Tells where they have
    /// deleted what is typed in.
    #[must_use]
    pub(super) fn refresh_under_drafts(&mut self) -> Option<Notice> {
        self.confine();
        let book = self.refresh_around();
        self.refresh_indicators();
        let gone = self.measures.follow(&book, self.context.year);
        self.registers.follow(&book, self.context.year).or(gone)
    }

    /// The same, where something else is told of it.
    pub(super) fn load_changes(&mut self) {
        if let Some(gone) = self.refresh_under_drafts() {
            self.report_gone(gone);
        }
    }

    pub(super) fn report_gone(&mut self, gone: Notice) {
        (self.notice, self.unfolded) = (Some(gone), false);
    }

    /// Brings the screens up to date in which nothing is typed.
    fn refresh_around(&mut self) -> Arc<Book> {
        let book = Arc::clone(self.book());
        self.context.set_book(&book);
        self.print.refresh(&book);
        self.read_history();
        self.read_editions();
        self.read_ledger();
        self.check.refresh(&self.context);
        if self.replace.is_begun() && self.screen == ScreenId::Replace {
            self.replace.refresh(&self.context);
        }
        book
    }

    pub(super) fn read_history(&mut self) {
        if let Err(error) = self.show_history() {
            self.report_unread(&error);
        }
    }

    fn show_history(&mut self) -> Result<(), store::Error> {
        let latest = self.store.history(home::LATEST)?;
        self.context.latest = latest;
        if self.screen == ScreenId::History {
            let (query, limit) = self.history.query_and_limit();
            let entries = self.store.history_of(&query, limit)?;
            let last = self.context.latest.first().map(|entry| entry.id);
            self.history.refresh(&self.context, entries, self.store.people()?, last);
        }
        Ok(())
    }
}
