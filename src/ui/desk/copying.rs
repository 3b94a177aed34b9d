//! Copies of the file on their way to a stick or another name, and what follows upon them.

use super::storing::taken_in;
use super::{Desk, Message, Request};
use crate::store::{Disk, Error, Medium, Proof, Replace, Standing, Store};
use crate::ui::storage::{self, Carried, Carrying, Then, carry};
use crate::ui::writing::Writing;
use crate::words;
use std::path::Path;

impl Desk {
    pub(super) fn write_out_now(&mut self, path: &Path, replace: Replace, then: Then) -> Request {
        if self.storage.is_busy() {
            return Request::None;
        }
        let snapshot = match (self.caught_up(Store::snapshot), then) {
            // What is held is to be kept elsewhere just because the file is not there any more.
            (Err(Error::ChangedElsewhere(_)), Then::Open) => self.store.rescue(),
            (snapshot, _) => snapshot,
        };
        let snapshot = match snapshot {
            Ok(snapshot) => snapshot,
            Err(error) => {
                self.tell(&error);
                return Request::None;
            }
        };
        let path = path.to_owned();
        let carrying = Carrying::new(path.clone(), then, self.store.head());
        carry(
            self.storage.begin(carrying),
            |error| error.into(),
            move |watch| snapshot.write_to(&path, replace, &Disk::default(), watch),
        )
        .map(Message::Storage)
        .into()
    }

    pub(super) fn bring_back_now(&mut self, then: Then) -> Request {
        let (Some(copy), Some(copies)) = (self.holding.working().cloned(), self.copies()) else {
            return Request::None;
        };
        if self.storage.is_busy() {
            return Request::None;
        }
        let snapshot = match self.caught_up(Store::snapshot) {
            Ok(snapshot) => snapshot,
            Err(error) => {
                self.tell(&error);
                return Request::None;
            }
        };
        // As it was when it was last the same: the note on the disk knows.
        let copy = copies.of_file(&copy.file).unwrap_or(copy);
        let (origin, session) = (copy.origin.clone(), self.session());
        let cancel = self.storage.begin(Carrying::new(origin, then, self.store.head()));
        carry(cancel, words::not_brought_back, move |watch| {
            copies.bring_back(&copy, &snapshot, session, watch)
        })
        .map(Message::Storage)
        .into()
    }

    /// Whether what was done in the working copy is not on the stick yet.
    pub fn is_ahead(&self) -> bool {
        let (Some(copy), Some(copies)) = (self.holding.working(), self.copies()) else {
            return false;
        };
        let copy = copies.of_file(&copy.file).unwrap_or_else(|| copy.clone());
        !matches!(copies.standing(&copy, self.session()), Ok(Standing::Same))
    }

    pub(super) fn ended(&mut self, carried: Carried) -> Request {
        let proof = match carried.outcome.as_ref() {
            Ok(proof) => proof,
            Err(notice) => {
                (self.notice, self.told) = (Some(notice.clone()), None);
                return Request::None;
            }
        };
        let told = proven(&carried.to, proof);
        self.notice = None;
        self.told = Some(told.clone());
        match carried.then {
            Then::Stay => Request::None,
            Then::Open | Then::Close if self.is_left_behind(carried.then) => {
                let stays = "入力の途中のため、このファイルを開いたままにしています。";
                self.told = Some(format!("{told}{stays}"));
                Request::AskFirst(Message::Storage(storage::Message::Followed(carried)))
            }
            Then::Open | Then::Close if carried.of != self.store.head() => {
                self.carry_again(carried)
            }
            Then::Open => Request::Open(carried.to, Some(told)),
            Then::Close => Request::Close,
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
    fn carry_again(&mut self, carried: Carried) -> Request {
        let request = match carried.then {
            Then::Close => self.bring_back_now(carried.then),
            Then::Open | Then::Stay => {
                self.write_out_now(&carried.to, Replace::Confirmed, carried.then)
            }
        };
        if self.storage.is_busy() {
            let again = "書き出している間に保存した変更を加えるため、もう一度書き出しています。";
            self.told = Some(again.to_owned());
        }
        request
    }

    /// Does something upon what the file holds now, and shows what others have added to it.
    pub(super) fn caught_up<T>(
        &mut self,
        f: impl FnOnce(&mut Store) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let more = self.store.follow()?;
        if more > 0 {
            self.told = Some(taken_in(more));
            self.take_in();
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
    format!("「{}」に書き出して、確かめました（施策{measures}件）。{away}", words::path(path))
}
