//! What another program keeps from being done, since it holds the file: it is tried again a moment
//! later, while the window goes on being painted and written in.

use super::{Desk, Request};
use crate::store::{Error, Replace, Store};
use crate::ui::action::{Commit, Errand};
use crate::ui::background::{TRIES, later};
use crate::ui::place::Place;
use crate::ui::storage::{Then, Wish};
use crate::ui::theme::Look;
use crate::ui::transfer::ReadList;
use crate::ui::widget::{label, panel};
use crate::ui::writing::Writing;
use iced::{Element, Fill, Task};
use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long the window itself waits: nobody notices it, and another program's commit is over by then.
const PATIENCE: Duration = Duration::from_millis(40);

/// Something that is done with the file.
#[derive(Debug, Clone)]
pub(super) enum Deed {
    /// What is typed at this place is saved, as it is by then.
    Save(Place),
    Commit(Commit),
    Undo,
    Redo,
    Import(Box<ReadList>),
    /// The copy that was reviewed is taken in.
    Accept,
    HandOut(PathBuf),
    WriteOut(PathBuf, Replace, Then),
    Errand(Errand),
    /// What others have stored is taken in.
    Follow,
    /// What is shown is read anew.
    Show,
}

impl Deed {
    /// Whether it is done after what was asked for before it.
    const fn waits_its_turn(&self) -> bool {
        match self {
            Self::Save(_)
            | Self::Commit(_)
            | Self::Undo
            | Self::Redo
            | Self::Import(_)
            | Self::Accept => true,
            Self::HandOut(_) | Self::WriteOut(..) | Self::Errand(_) | Self::Follow | Self::Show => {
                false
            }
        }
    }

    const fn is_reading(&self) -> bool {
        matches!(self, Self::Follow | Self::Show)
    }

    /// Whether once is as good as twice.
    fn is_covered_by(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Save(place), Self::Save(other)) => place == other,
            (Self::Follow, Self::Follow) | (Self::Show, Self::Show) => true,
            _ => false,
        }
    }
}

/// What waits for another program.
#[derive(Debug, Default)]
pub(super) struct Waiting {
    deeds: VecDeque<Deed>,
    /// How often the first of them has been tried again.
    tries: u32,
    /// Whether it is known when it will be tried again.
    timed: bool,
    /// Whether one is being tried again, for the last time, and where what is typed is saved by it.
    again: bool,
    last: bool,
    saving: Option<Place>,
    /// What the file refused since this was asked last: to do something, to be read.
    refused: bool,
    unread: bool,
}

impl Waiting {
    /// Whether what is typed at a place may be more than was there when the file was to be changed.
    pub fn outlasts(&self, place: Place) -> bool {
        self.again && self.saving != Some(place)
    }

    /// Whether something that was asked for has not been done yet.
    pub fn is_about_to_write(&self) -> bool {
        !self.deeds.iter().all(Deed::is_reading)
    }

    /// A line above every place.
    pub fn view<'a, M: 'a>(&self, look: Look) -> Option<Element<'a, M>> {
        let c = look.color;
        let words = "ほかのプログラムがこのファイルを使っています。終わるのを待っています。";
        let line = || label::body(look, words).color(c.accent).width(Fill);
        let line = || panel::tinted(look, c.accent_soft, line()).width(Fill);
        self.is_about_to_write().then(|| line().into())
    }

    fn push(&mut self, deed: Deed) {
        if !self.deeds.iter().any(|other| deed.is_covered_by(other)) {
            self.deeds.push_back(deed);
        }
    }
}

impl Desk {
    /// Has the window wait for others no longer than nobody notices.
    pub(super) fn be_quick(store: &mut Store) {
        // Where it cannot be set, the window waits as long as a command does.
        let _ = store.set_busy_timeout(PATIENCE);
    }

    /// Whether an error is not told yet, since what failed is tried again.
    pub(super) fn puts_off(&mut self, error: &Error) -> bool {
        let puts_off = error.is_busy() && !self.waiting.last;
        self.waiting.refused |= puts_off;
        puts_off
    }

    /// Tells why something that is shown could not be read.
    pub(super) fn tell_unread(&mut self, error: &Error) {
        if error.is_busy() && !self.waiting.last {
            self.waiting.unread = true;
        } else {
            self.tell(error);
        }
    }

    /// Does something with the file, or waits with it.
    pub(super) fn attempt(&mut self, look: Look, deed: Deed) -> Request {
        if self.has_turn() || !deed.waits_its_turn() {
            let request = self.perform_deed(look, &deed);
            if !std::mem::take(&mut self.waiting.refused) {
                return request;
            }
        }
        self.wait_with(deed);
        Request::None
    }

    fn has_turn(&self) -> bool {
        self.waiting.again || !self.waiting.deeds.iter().any(Deed::waits_its_turn)
    }

    fn wait_with(&mut self, deed: Deed) {
        if !deed.is_reading() {
            (self.notice, self.told) = (None, None);
        }
        self.waiting.push(deed);
    }

    /// Stores one edit, or waits with it. What is typed is saved as it is then: by then there may be
    /// more.
    pub(super) fn commit(&mut self, commit: Commit) {
        if self.has_turn() {
            self.commit_now(commit.clone());
            if !std::mem::take(&mut self.waiting.refused) {
                return;
            }
        }
        let place = self.place;
        let deed = match self.writing_at(place).and_then(Writing::save) {
            Some(draft) if draft == commit => Deed::Save(place),
            _ => Deed::Commit(commit),
        };
        self.wait_with(deed);
    }

    /// Takes in what others have added to the file, when the window is come back to.
    pub fn come_back_to(&mut self, look: Look) -> Request {
        self.attempt(look, Deed::Follow)
    }

    /// Writes the working copy back over the file on the stick, beside the window.
    pub fn bring_back(&mut self, look: Look, then: Then) -> Request {
        self.attempt(look, Deed::Errand(Errand::Storage(Wish::BringBack(then))))
    }

    /// Writes a copy to a place that was chosen, beside the window.
    pub fn write_out(&mut self, look: Look, path: &Path, replace: Replace, then: Then) -> Request {
        self.attempt(look, Deed::WriteOut(path.to_owned(), replace, then))
    }

    /// The chosen departments get their files in this folder.
    pub fn hand_out(&mut self, look: Look, folder: &Path) -> Request {
        self.attempt(look, Deed::HandOut(folder.to_owned()))
    }

    /// Brings a list in, as one step.
    pub fn import(&mut self, look: Look, list: ReadList) -> Request {
        self.attempt(look, Deed::Import(Box::new(list)))
    }

    fn perform_deed(&mut self, look: Look, deed: &Deed) -> Request {
        match deed {
            Deed::Save(place) => self.save_at(look, *place),
            Deed::Commit(commit) => {
                self.commit_now(commit.clone());
                self.arrive_if_done(look)
            }
            Deed::Undo => self.step(look, "元に戻しました", Store::undo),
            Deed::Redo => self.step(look, "やり直しました", Store::redo),
            Deed::Import(list) => self.import_now(list),
            Deed::Accept => self.accept(),
            Deed::HandOut(folder) => self.hand_out_now(folder),
            Deed::WriteOut(path, replace, then) => self.write_out_now(path, *replace, *then),
            Deed::Errand(errand) => self.go(look, errand.clone()),
            Deed::Follow => self.follow(),
            Deed::Show => {
                self.refresh();
                self.arrive(look)
            }
        }
    }

    fn save_at(&mut self, look: Look, place: Place) -> Request {
        let Some(commit) = self.writing_at(place).and_then(Writing::save) else {
            return Request::None;
        };
        if place == self.place
            && let Some(question) = self.ask_overruling(&commit)
        {
            return Request::Ask(question);
        }
        self.commit_now(commit);
        if place == self.place { self.arrive_if_done(look) } else { Request::None }
    }

    fn arrive_if_done(&mut self, look: Look) -> Request {
        if self.waiting.refused { Request::None } else { self.arrive_after_commit(look) }
    }

    /// Tries again what another program kept from being done.
    pub fn try_again(&mut self, look: Look) -> Request {
        self.waiting.timed = false;
        self.waiting.tries += 1;
        (self.waiting.again, self.waiting.last) = (true, self.waiting.tries >= TRIES);
        let request = self.try_first(look);
        (self.waiting.again, self.waiting.last) = (false, false);
        self.asking(request)
    }

    fn try_first(&mut self, look: Look) -> Request {
        let Some(deed) = self.waiting.deeds.pop_front() else {
            self.waiting.tries = 0;
            return Request::None;
        };
        if self.waiting.last && !deed.is_reading() {
            // What was to follow it is given up as well.
            self.waiting.deeds.clear();
        }
        self.waiting.saving = if let Deed::Save(place) = deed { Some(place) } else { None };
        let request = self.perform_deed(look, &deed);
        let refused = std::mem::take(&mut self.waiting.refused);
        let unread = matches!(deed, Deed::Show) && std::mem::take(&mut self.waiting.unread);
        if refused || unread {
            self.waiting.deeds.push_front(deed);
            return Request::None;
        }
        // Done, or given up.
        self.waiting.tries = 0;
        request
    }

    /// When to try again; nothing where nothing waits.
    pub fn wake<M: Clone + Send + 'static>(&mut self, again: M) -> Task<M> {
        if std::mem::take(&mut self.waiting.unread) {
            self.waiting.push(Deed::Show);
        }
        // Refused where nobody tries again.
        if std::mem::take(&mut self.waiting.refused) {
            (self.notice, self.told) = (Some((&Error::Busy).into()), None);
        }
        if self.waiting.deeds.is_empty() || std::mem::replace(&mut self.waiting.timed, true) {
            return Task::none();
        }
        later(again)
    }
}
