//! What screens have the desk do: edits that are stored, taken back and made again.

use super::{Desk, Message, Request};
use crate::domain::{Invalid, Op};
use crate::store::{self, Step, Store};
use crate::ui::action::{Action, Commit};
use crate::ui::place::Place;
use crate::ui::theme::Look;
use crate::words;

impl Desk {
    pub(super) fn perform(&mut self, look: Look, action: Action<Message>) -> Request {
        match action {
            Action::None => Request::None,
            Action::Run(task) => task.into(),
            Action::Commit(commit) => {
                self.commit(commit);
                match self.place {
                    Place::Tables => self.tables.arrive(look).map(Message::Tables).into(),
                    Place::Print | Place::Storage => self.arrive(look),
                    Place::Home
                    | Place::Measures
                    | Place::Collect
                    | Place::Editions
                    | Place::History
                    | Place::Settings => self.measures.arrive(look).map(Message::Measures).into(),
                }
            }
            Action::AskFirst(message) => Request::AskFirst(message),
            Action::Ask(question) => Request::Ask(question),
            Action::Go(errand) => self.go(look, errand),
        }
    }

    /// Stores one edit. A failed one keeps the draft and is told, beside its field where it is about
    /// one.
    pub(super) fn commit(&mut self, commit: Commit) {
        if let Err(error) = self.stored(commit)
            && !self.writing_mut().is_some_and(|screen| screen.refused(&error))
        {
            self.tell(&error);
        }
    }

    /// Stores one edit, and shows what the file holds then.
    pub(super) fn stored(&mut self, commit: Commit) -> Result<(), store::Error> {
        let Commit { op, subject, changes } = commit;
        let stored = self.store.commit(op, &subject, changes);
        match &stored {
            Ok(()) => {
                let restored = || format!("戻しました：{}", words::step(op, &subject));
                (self.notice, self.told) = (None, (op == Op::Restore).then(restored));
                if op == Op::Rollover {
                    self.year = None;
                }
                self.refresh();
                self.tell_of_commit();
            }
            Err(store::Error::Invalid(Invalid::Stale(_))) => self.refresh_under_drafts(),
            Err(_) => {}
        }
        stored
    }

    /// What can be taken back; nothing where nothing may be edited.
    pub(super) fn undoable(&self) -> Option<&Step> {
        self.store.undoable().filter(|_| self.permit.writes())
    }

    /// What can be made again.
    pub(super) fn redoable(&self) -> Option<&Step> {
        self.store.redoable().filter(|_| self.permit.writes())
    }

    pub(super) fn step(
        &mut self,
        look: Look,
        done: &str,
        step: impl FnOnce(&mut Store) -> Result<Option<Step>, store::Error>,
    ) -> Request {
        match step(&mut self.store) {
            Ok(Some(step)) => {
                self.notice = None;
                self.told = Some(format!("{done}：{}", words::step(step.op, &step.subject)));
                self.refresh();
                return self.arrive(look);
            }
            Ok(None) => {}
            Err(error) => self.tell(&error),
        }
        Request::None
    }
}
