//! Copies of the file on their way to a stick or another name, and what follows upon them.

use super::file_commands::loaded_changes;
use super::{Message, Workspace};
use crate::store::{CopyStatus, Disk, Error, Medium, Proof, Replace, Store};
use crate::ui::editable_screen::EditableScreen;
use crate::ui::request::{Action, FinishedCopy, Request, Then};
use crate::ui::status::Status;
use crate::ui::storage::{self, CopyJob};
use crate::words;
use std::path::Path;

impl Workspace {
    pub(super) fn write_out_now(
        &mut self,
        path: &Path,
        replace: Replace,
        then: Then,
    ) -> Action<Message> {
        if self.storage.is_busy() {
            return Action::None;
        }
        let snapshot = match (self.with_latest(Store::snapshot), then) {
            // What is held is to be kept elsewhere just because the file is not there any more.
            (Err(Error::ChangedExternally(_)), Then::Open) => self.store.rescue(),
            (snapshot, _) => snapshot,
        };
        let snapshot = match snapshot {
            Ok(snapshot) => snapshot,
            Err(error) => {
                self.tell(&error);
                return Action::None;
            }
        };
        let path = path.to_owned();
        let carrying = CopyJob::new(path.clone(), then, self.store.head());
        storage::run(
            self.storage.begin(carrying),
            |error| error.into(),
            move |watch| snapshot.write_to(&path, replace, &Disk::default(), watch),
        )
        .map(Message::Storage)
        .into()
    }

    pub(super) fn write_back_now(&mut self, then: Then) -> Action<Message> {
        let (Some(copy), Some(copies)) = (self.open_mode.working().cloned(), self.copies()) else {
            return Action::None;
        };
        if self.storage.is_busy() {
            return Action::None;
        }
        let snapshot = match self.with_latest(Store::snapshot) {
            Ok(snapshot) => snapshot,
            Err(error) => {
                self.tell(&error);
                return Action::None;
            }
        };
        // As it was when it was last the same: the note on the disk knows.
        let copy = copies.of_file(&copy.file).unwrap_or(copy);
        let (origin, session) = (copy.origin.clone(), self.session());
        let cancel = self.storage.begin(CopyJob::new(origin, then, self.store.head()));
        storage::run(cancel, words::not_brought_back, move |watch| {
            copies.bring_back(&copy, &snapshot, session, watch)
        })
        .map(Message::Storage)
        .into()
    }

    /// Whether what was done in the working copy is not on the stick yet.
    pub(crate) fn has_unreturned_work(&self) -> bool {
        let (Some(copy), Some(copies)) = (self.open_mode.working(), self.copies()) else {
            return false;
        };
        let copy = copies.of_file(&copy.file).unwrap_or_else(|| copy.clone());
        !matches!(copies.status(&copy, self.session()), Ok(CopyStatus::Same))
    }

    pub(super) fn copy_finished(&mut self, carried: FinishedCopy) -> Action<Message> {
        let proof = match carried.outcome.as_ref() {
            Ok(proof) => proof,
            Err(notice) => {
                (self.notice, self.status_message) = (Some(notice.clone()), None);
                return Action::None;
            }
        };
        let status = proven(&carried.to, proof);
        self.notice = None;
        self.status_message = Some(Status::made(status.clone(), &carried.to));
        match carried.then {
            Then::Stay => Action::None,
            Then::Open | Then::Close if self.is_left_behind(carried.then) => {
                let stays = "入力の途中のため、このファイルを開いたままにしています。";
                self.status_message = Some(Status::made(format!("{status}{stays}"), &carried.to));
                Action::SaveFirst(Message::Storage(storage::Message::Followed(carried)))
            }
            Then::Open | Then::Close if carried.of != self.store.head() => {
                self.carry_again(carried)
            }
            Then::Open => Request::ContinueIn(carried.to, status).into(),
            Then::Close => Request::Close.into(),
        }
    }

    /// Whether something is begun here that does not come along.
    fn is_left_behind(&self, then: Then) -> bool {
        match then {
            Then::Stay => false,
            // What is typed about a measure is gone on with in the copy.
            Then::Open => self.unsaved().is_some() && self.measures.unsaved().is_none(),
            Then::Close => self.unsaved().is_some(),
        }
    }

    /// Writes once more what has been saved since the copy was begun.
    fn carry_again(&mut self, carried: FinishedCopy) -> Action<Message> {
        let action = match carried.then {
            Then::Close => self.write_back_now(carried.then),
            Then::Open | Then::Stay => {
                self.write_out_now(&carried.to, Replace::Confirmed, carried.then)
            }
        };
        if self.storage.is_busy() {
            let again = "書き出している間に保存した変更を加えるため、もう一度書き出しています。";
            self.status_message = Some(again.into());
        }
        action
    }

    /// Does something upon what the file holds now, and shows what others have added to it.
    pub(super) fn with_latest<T>(
        &mut self,
        f: impl FnOnce(&mut Store) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let more = self.store.follow()?;
        if more > 0 {
            self.status_message = Some(loaded_changes(more).into());
            self.load_changes();
        }
        f(&mut self.store)
    }
}

/// What is said of a copy that was proven.
fn proven(path: &Path, proof: &Proof) -> String {
    let away = match Medium::of(path) {
        Medium::Fixed | Medium::Network => "",
        Medium::Removable => {
            "USBメモリーは、パソコンの「安全な取り外し」をしてから抜いてください。"
        }
    };
    let measures = proof.measures;
    format!("「{}」に書き出しました（施策{measures}件、確認済み）。{away}", words::path(path))
}
