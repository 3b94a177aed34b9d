//! 督促: who has not sent a file back, and what they are told, as text and as a paper.

use super::{Message, Screen};
use crate::domain::Book;
use crate::domain::handout::HandedOut;
use crate::report::{Options, pdf, reminder};
use crate::store::Replace;
use crate::ui::background::single;
use crate::ui::context::Context;
use crate::ui::pdf_export::write_to;
use crate::ui::request::Action;
use crate::words::{self, Notice};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

impl Screen {
    /// The departments that are to be reminded, the latest of their files first.
    pub(crate) fn awaited<'a>(&'a self, ctx: &'a Context) -> Vec<&'a HandedOut> {
        let mut awaited: Vec<&HandedOut> =
            self.lines(ctx).filter(|line| line.is_awaited(ctx.today)).collect();
        let departments = ctx.book.departments().into_iter().enumerate();
        let places: BTreeMap<_, _> = departments.map(|(place, row)| (row.id, place)).collect();
        awaited.sort_by_key(|line| places.get(&line.scope.department));
        awaited
    }

    /// What is asked of whom, as text.
    pub(super) fn reminders(&self, ctx: &Context) -> String {
        let awaited = self.awaited(ctx);
        let parts = awaited.iter().map(|line| words::reminder(&ctx.book, line, ctx.today));
        parts.collect::<Vec<_>>().join("\n")
    }

    /// A place for the paper was chosen: it is made and written beside the window.
    pub(crate) fn place_chosen(
        &mut self,
        ctx: &Context,
        path: &Path,
        replace: Replace,
    ) -> Action<Message> {
        let (book, today) = (Arc::clone(&ctx.book), ctx.today);
        let awaited: Vec<HandedOut> = self.awaited(ctx).into_iter().cloned().collect();
        let path = path.to_owned();
        self.reminding += 1;
        Action::Run(single(
            move || {
                let written =
                    paper(&book, &awaited, today).and_then(|bytes| write_to(path, &bytes, replace));
                Message::ReminderWritten(written)
            },
            Message::ReminderWritten(Err(words::broken())),
        ))
    }
}

/// 督促一覧 as a PDF, in the form of the first 様式.
fn paper(book: &Book, awaited: &[HandedOut], today: NaiveDate) -> Result<Vec<u8>, Notice> {
    let form = book.templates().first().map(|template| Options::of(book, &template.settings));
    let options = Options { date: Some(today), ..form.unwrap_or_default() };
    let awaited: Vec<&HandedOut> = awaited.iter().collect();
    let document = reminder::lay_out(book, &awaited, today, &options);
    document
        .and_then(|document| pdf::write(&document, |_, _| ControlFlow::Continue(())))
        .map_err(|error| Notice::from(&error))
}
