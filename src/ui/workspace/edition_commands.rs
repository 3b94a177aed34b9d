//! What is done with 保存版.

use super::{Message, Workspace};
use crate::domain::EditionId;
use crate::store::{EditionContent, Error};
use crate::ui::editions::Content;
use crate::ui::request::{Action, NewEdition};
use crate::ui::theme::Look;
use crate::words;
use std::sync::Arc;

impl Workspace {
    /// Reads which editions there are.
    pub(super) fn read_editions(&mut self) {
        match self.store.editions() {
            Ok(editions) => {
                self.print.set_editions(editions.clone());
                self.context.editions = editions;
            }
            Err(error) => self.report_unread(&error),
        }
    }

    /// Keeps a paper.
    pub(super) fn keep_edition(&mut self, order: &NewEdition) -> Action<Message> {
        let kept = self.store.keep_edition(&EditionContent {
            name: &order.name,
            day: order.day,
            made: order.made.clone(),
            pages: u32::try_from(order.pages).unwrap_or(u32::MAX),
            pdf: &order.pdf,
            book: &order.book,
        });
        match kept {
            Ok(edition) => {
                self.print.kept();
                self.notice = None;
                let kept = format!(
                    "「{}」を残しました。左の「保存版」で、いつでも同じ一覧表を開けます。",
                    words::edition(&edition)
                );
                self.status_message = Some(kept.into());
                self.refresh();
                self.report_commit();
            }
            Err(error) if self.print.keeping_refused(&error) => {}
            Err(error) => self.tell(&error),
        }
        Action::None
    }

    /// Shows an edition.
    pub(super) fn show_edition(&mut self, id: EditionId) -> Action<Message> {
        match self.content(id) {
            Ok(content) => {
                self.editions.show(&self.context, id, content).map(Message::Editions).into()
            }
            Err(error) => {
                self.tell(&error);
                Action::None
            }
        }
    }

    fn content(&self, id: EditionId) -> Result<Content, Error> {
        let pdf = Arc::new(self.store.edition_pdf(id)?);
        Ok(Content { pdf, book: Arc::new(self.store.edition_book(id)?) })
    }

    /// Compares the edition that is looked at with another one.
    pub(super) fn show_against(&mut self, look: Look, id: EditionId) -> Action<Message> {
        match self.store.edition_book(id) {
            Ok(book) => {
                let action = self.editions.show_against(&self.context, id, Arc::new(book));
                self.perform(look, action.map(Message::Editions))
            }
            Err(error) => {
                self.tell(&error);
                Action::None
            }
        }
    }

    /// Lists an edition no longer, or again.
    pub(super) fn list_edition(
        &mut self,
        look: Look,
        id: EditionId,
        listed: bool,
    ) -> Action<Message> {
        let done =
            if listed { self.store.recover_edition(id) } else { self.store.discard_edition(id) };
        match done {
            Ok(()) => {
                (self.notice, self.status_message) = (None, None);
                self.refresh();
                self.report_commit();
                let action = self.editions.on_enter(&self.context).map(Message::Editions);
                self.perform(look, action)
            }
            Err(error) => {
                self.tell(&error);
                Action::None
            }
        }
    }
}
