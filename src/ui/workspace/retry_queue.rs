//! What another program keeps from being done, since it holds the file: it is tried again a moment
//! later, while the window goes on being painted and written in.

use super::{Message, Workspace};
use crate::store::{Error, Replace, Store};
use crate::ui::background::{TRIES, later};
use crate::ui::editable_screen::EditableScreen;
use crate::ui::request::{Action, Commit, Request, Then};
use crate::ui::screen_id::ScreenId;
use crate::ui::theme::Look;
use crate::ui::transfer::ReadList;
use crate::ui::widget::{label, panel};
use iced::{Element, Fill, Task};
use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long the window itself waits: nobody notices it, and another program's commit is over by then.
const PATIENCE: Duration = Duration::from_millis(40);

/// Something that is done with the file.
#[derive(Debug, Clone)]
pub(super) enum Job {
    /// What is typed at this screen is saved, as it is by then.
    Save(ScreenId),
    Commit(Commit),
    Undo,
    Redo,
    Import(Box<ReadList>),
    /// The copy that was reviewed is taken in.
    AcceptMerge,
    HandOut(PathBuf),
    WriteOut(PathBuf, Replace, Then),
    Request(Request),
    /// What others have stored is taken in.
    Follow,
    /// What is shown is read anew.
    Show,
}

impl Job {
    /// Whether it is done after what was asked for before it.
    const fn is_ordered(&self) -> bool {
        match self {
            Self::Save(_)
            | Self::Commit(_)
            | Self::Undo
            | Self::Redo
            | Self::Import(_)
            | Self::AcceptMerge => true,
            Self::HandOut(_)
            | Self::WriteOut(..)
            | Self::Request(_)
            | Self::Follow
            | Self::Show => false,
        }
    }

    const fn is_reading(&self) -> bool {
        matches!(self, Self::Follow | Self::Show)
    }

    /// Whether once is as good as twice.
    fn is_covered_by(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Save(screen), Self::Save(other)) => screen == other,
            (Self::Follow, Self::Follow) | (Self::Show, Self::Show) => true,
            _ => false,
        }
    }
}

/// What waits for another program.
#[derive(Debug, Default)]
pub(super) struct RetryQueue {
    jobs: VecDeque<Job>,
    /// How often the first of them has been tried again.
    tries: u32,
    /// Whether it is known when it will be tried again.
    timed: bool,
    /// Whether one is being tried again, for the last time, and where what is typed is saved by it.
    again: bool,
    last: bool,
    saving: Option<ScreenId>,
    /// What the file refused since this was asked last: to do something, to be read.
    refused: bool,
    unread: bool,
}

impl RetryQueue {
    /// Whether what is typed at a screen may be more than was there when the file was to be changed.
    pub(super) fn outlasts(&self, screen: ScreenId) -> bool {
        self.again && self.saving != Some(screen)
    }

    /// Whether something that was asked for has not been done yet.
    pub(super) fn is_about_to_write(&self) -> bool {
        !self.jobs.iter().all(Job::is_reading)
    }

    /// A line above every screen.
    pub(super) fn view<'a, M: 'a>(&self, look: Look) -> Option<Element<'a, M>> {
        let c = look.color;
        let words = "ほかのプログラムがこのファイルを使っています。終わるのを待っています。";
        let line = || label::body(look, words).color(c.accent).width(Fill);
        let line = || panel::tinted(c.accent_soft, line()).width(Fill);
        self.is_about_to_write().then(|| line().into())
    }

    fn push(&mut self, job: Job) {
        if !self.jobs.iter().any(|other| job.is_covered_by(other)) {
            self.jobs.push_back(job);
        }
    }
}

impl Workspace {
    /// Has the window wait for others no longer than nobody notices.
    pub(super) fn shorten_busy_timeout(store: &mut Store) {
        // Where it cannot be set, the window waits as long as a command does.
        let _ = store.set_busy_timeout(PATIENCE);
    }

    /// Whether an error is not told yet, since what failed is tried again.
    pub(super) fn defer_if_busy(&mut self, error: &Error) -> bool {
        let defer_if_busy = error.is_busy() && !self.retry_queue.last;
        self.retry_queue.refused |= defer_if_busy;
        defer_if_busy
    }

    /// Tells why something that is shown could not be read.
    pub(super) fn report_unread(&mut self, error: &Error) {
        if error.is_busy() && !self.retry_queue.last {
            self.retry_queue.unread = true;
        } else {
            self.tell(error);
        }
    }

    /// Does something with the file, or waits with it.
    pub(super) fn attempt(&mut self, look: Look, job: Job) -> Action<Message> {
        if self.is_next() || !job.is_ordered() {
            let action = self.run_job(look, &job);
            if !std::mem::take(&mut self.retry_queue.refused) {
                return action;
            }
        }
        self.enqueue(job);
        Action::None
    }

    fn is_next(&self) -> bool {
        self.retry_queue.again || !self.retry_queue.jobs.iter().any(Job::is_ordered)
    }

    fn enqueue(&mut self, job: Job) {
        if !job.is_reading() {
            (self.notice, self.status_message) = (None, None);
        }
        self.retry_queue.push(job);
    }

    /// Stores one edit, or waits with it. What is typed is saved as it is then: by then there may be
    /// more.
    pub(super) fn commit(&mut self, commit: Commit) {
        if self.is_next() {
            self.commit_now(commit.clone());
            if !std::mem::take(&mut self.retry_queue.refused) {
                return;
            }
        }
        let screen = self.screen;
        let job = match self.editable_at(screen).and_then(EditableScreen::save) {
            Some(draft) if draft == commit => Job::Save(screen),
            _ => Job::Commit(commit),
        };
        self.enqueue(job);
    }

    /// Takes in what others have added to the file, when the window is come back to.
    pub(crate) fn come_back_to(&mut self, look: Look) -> Action<Message> {
        self.attempt(look, Job::Follow)
    }

    /// Writes the working copy back over the file on the stick, beside the window.
    pub(crate) fn write_back(&mut self, look: Look, then: Then) -> Action<Message> {
        self.attempt(look, Job::Request(Request::BringBack(then)))
    }

    /// Writes a copy to a place that was chosen, beside the window.
    pub(crate) fn write_out(
        &mut self,
        look: Look,
        path: &Path,
        replace: Replace,
        then: Then,
    ) -> Action<Message> {
        self.attempt(look, Job::WriteOut(path.to_owned(), replace, then))
    }

    /// The chosen departments get their files in this folder.
    pub(crate) fn hand_out(&mut self, look: Look, folder: &Path) -> Action<Message> {
        self.attempt(look, Job::HandOut(folder.to_owned()))
    }

    /// Brings a list in, as one step.
    pub(crate) fn import(&mut self, look: Look, list: ReadList) -> Action<Message> {
        self.attempt(look, Job::Import(Box::new(list)))
    }

    fn run_job(&mut self, look: Look, job: &Job) -> Action<Message> {
        match job {
            Job::Save(screen) => self.save_at(look, *screen),
            Job::Commit(commit) => {
                self.commit_now(commit.clone());
                self.after_commit_if_done(look)
            }
            Job::Undo => self.undo_now(look),
            Job::Redo => self.redo_now(look),
            Job::Import(list) => self.import_now(list),
            Job::AcceptMerge => self.accept_merge(),
            Job::HandOut(folder) => self.hand_out_now(folder),
            Job::WriteOut(path, replace, then) => self.write_out_now(path, *replace, *then),
            Job::Request(request) => self.handle(look, request.clone()),
            Job::Follow => self.follow(),
            Job::Show => {
                self.refresh();
                self.on_enter(look)
            }
        }
    }

    fn save_at(&mut self, look: Look, screen: ScreenId) -> Action<Message> {
        let Some(commit) = self.editable_at(screen).and_then(EditableScreen::save) else {
            return Action::None;
        };
        if screen == self.screen
            && let Some(question) = self.ask_keep_mine(&commit)
        {
            return Action::Ask(question);
        }
        self.commit_now(commit);
        if screen == self.screen { self.after_commit_if_done(look) } else { Action::None }
    }

    fn after_commit_if_done(&mut self, look: Look) -> Action<Message> {
        if self.retry_queue.refused { Action::None } else { self.after_commit(look) }
    }

    /// Tries again what another program kept from being done.
    pub(crate) fn try_again(&mut self, look: Look) -> Action<Message> {
        self.retry_queue.timed = false;
        self.retry_queue.tries += 1;
        (self.retry_queue.again, self.retry_queue.last) = (true, self.retry_queue.tries >= TRIES);
        let action = self.try_first(look);
        (self.retry_queue.again, self.retry_queue.last) = (false, false);
        self.ask_about_external_change(action)
    }

    fn try_first(&mut self, look: Look) -> Action<Message> {
        let Some(job) = self.retry_queue.jobs.pop_front() else {
            self.retry_queue.tries = 0;
            return Action::None;
        };
        if self.retry_queue.last && !job.is_reading() {
            // What was to follow it is given up as well.
            self.retry_queue.jobs.clear();
        }
        self.retry_queue.saving = if let Job::Save(screen) = job { Some(screen) } else { None };
        let action = self.run_job(look, &job);
        let refused = std::mem::take(&mut self.retry_queue.refused);
        let unread = matches!(job, Job::Show) && std::mem::take(&mut self.retry_queue.unread);
        if refused || unread {
            self.retry_queue.jobs.push_front(job);
            return Action::None;
        }
        // Done, or given up.
        self.retry_queue.tries = 0;
        action
    }

    /// When to try again; nothing where nothing waits.
    pub(crate) fn wake<M: Clone + Send + 'static>(&mut self, again: M) -> Task<M> {
        if std::mem::take(&mut self.retry_queue.unread) {
            self.retry_queue.push(Job::Show);
        }
        // Refused where nobody tries again.
        if std::mem::take(&mut self.retry_queue.refused) {
            (self.notice, self.status_message) = (Some((&Error::Busy).into()), None);
        }
        if self.retry_queue.jobs.is_empty() || std::mem::replace(&mut self.retry_queue.timed, true)
        {
            return Task::none();
        }
        later(again)
    }
}
