//! The files that go out: what each department is asked for, and its file on its way.

use super::{Message, Screen};
use crate::domain::handout::{Others, Scope, Terms, requests};
use crate::store::{Disk, Error, Original, Ready, Replace};
use crate::ui::background::{Cancel, background};
use crate::ui::context::Context;
use crate::ui::request::Request;
use crate::ui::status::Status;
use crate::words::{self, Notice};
use iced::Task;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// How many of the files are where they are to go, and in the ledger.
#[derive(Debug)]
pub(super) struct HandoutProgress {
    pub done: usize,
    /// The departments whose files could not be made, and why, which was reported.
    pub failed: Vec<(String, Notice)>,
    pub all: usize,
    /// Where they go.
    pub folder: PathBuf,
    pub cancel: Cancel,
}

impl HandoutProgress {
    /// The status when no more files come.
    pub(super) fn ended(self) -> Option<Request> {
        let Self { done, failed, all, folder, cancel } = self;
        if done + failed.len() < all && !cancel.is_cancelled() {
            let Notice { what, remedy, detail } = words::broken();
            let what =
                format!("{done}課のファイルを書き出して、配布・回収の記録に残しました。{what}");
            return Some(Request::Notify(Notice { what, remedy, detail }));
        }
        let status = format!(
            "{done}課分の入力用ファイルを作成しました（確認済み）。配布・回収の記録に残しました。"
        );
        (done > 0).then(|| Request::Status(Status { made: Some(folder), ..status.into() }))
    }
}

impl Screen {
    /// What the chosen departments are asked for.
    fn scopes(&self, ctx: &Context) -> Vec<Scope> {
        let Some(year) = ctx.year else { return Vec::new() };
        let terms = || Terms {
            deadline: self.deadline(ctx),
            message: self.form.message.get().trim().to_owned(),
            return_to: self.form.return_to.trim().to_owned(),
            others: if self.form.left_out { Others::LeftOut } else { Others::Readable },
        };
        let requested = requests(&ctx.book, year);
        let rows = self.rows(ctx).into_iter().filter(|row| self.chosen.contains(&row.id));
        rows.filter_map(|row| {
            Scope::with_request(&ctx.book, row.id, year, requested.get(&row.id)?, terms())
        })
        .collect()
    }

    /// Writes the files into a folder, beside the window.
    pub(crate) fn hand_out(
        &mut self,
        ctx: &Context,
        original: Original,
        folder: &Path,
    ) -> Task<Message> {
        let files: Vec<(PathBuf, Scope)> = self
            .scopes(ctx)
            .into_iter()
            .map(|scope| (folder.join(words::handout_file(&ctx.book, &scope)), scope))
            .collect();
        let cancel = Cancel::default();
        self.handing = Some(HandoutProgress {
            done: 0,
            failed: Vec::new(),
            all: files.len(),
            folder: folder.to_owned(),
            cancel: cancel.clone(),
        });
        background(
            move |tell| {
                for (path, scope) in files {
                    if cancel.is_cancelled() {
                        return;
                    }
                    let name = scope.name.clone();
                    tell.tell(match write(&original, scope, &path, &cancel) {
                        Ok(file) => Message::Ready(Arc::new(file)),
                        Err(error) => Message::Failed(name, Notice::from(&error)),
                    });
                }
            },
            Message::Ended,
        )
    }
}

/// Makes a file up to its name; or finds the one that a program that was killed has left in no
/// ledger.
fn write(original: &Original, scope: Scope, path: &Path, cancel: &Cancel) -> Result<Ready, Error> {
    if let Some(there) = original.there(path, &scope)?.filter(|there| !there.is_entered) {
        return Ok(there.file);
    }
    let watch = |_| {
        if cancel.is_cancelled() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    original.hand_out(scope)?.write_beside(path, Replace::Never, &Disk::default(), watch)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_that_never_came_are_told() {
        let failure = || ("農政課".to_owned(), words::broken());
        let handing = |done, failed| HandoutProgress {
            done,
            failed: vec![failure(); failed],
            all: 3,
            folder: PathBuf::new(),
            cancel: Cancel::default(),
        };
        assert!(matches!(handing(3, 0).ended(), Some(Request::Status(_))));
        assert!(matches!(handing(2, 1).ended(), Some(Request::Status(_))));
        assert!(matches!(handing(1, 1).ended(), Some(Request::Notify(_))));
        let cancelled = handing(1, 0);
        cancelled.cancel.cancel();
        assert!(matches!(cancelled.ended(), Some(Request::Status(_))));
    }
}
