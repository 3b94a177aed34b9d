//! What a screen asks for that is not its own affair, and what is done with lists in other files.

use super::{Message, Request, Workspace};
use crate::domain::{Change, Op};
use crate::store::{self, Entry, Replace};
use crate::ui::action::{Commit, Errand};
use crate::ui::background::single;
use crate::ui::merge::Source;
use crate::ui::place::{Place, Tab};
use crate::ui::theme::Look;
use crate::ui::transfer::{self, ReadList};
use crate::words::{self, Notice};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use uuid::Uuid;

impl Workspace {
    pub(super) fn go(&mut self, look: Look, errand: Errand) -> Request {
        match errand {
            Errand::Place(place) => self.update(look, Message::Went(place)),
            Errand::Year(year, errand) => {
                self.year = Some(year);
                self.refresh();
                self.go(look, *errand)
            }
            Errand::History => {
                self.read_history();
                self.history.stay().into()
            }
            Errand::Changes(id) => {
                match self.store.changes(id) {
                    Ok(changes) => self.history.show(id, changes),
                    Err(error) => self.tell(&error),
                }
                self.history.reveal(look).into()
            }
            Errand::ChangesSince(id) => match self.since(id) {
                Ok((entries, changes)) => {
                    let action = self.history.ask_moment(&entries, &changes);
                    let action = action.map(Message::History);
                    self.perform(look, action)
                }
                Err(error) => {
                    self.tell(&error);
                    Request::None
                }
            },
            Errand::Return(back) => self.bring_moment_back(look, &back),
            Errand::Entry(id) => {
                self.place = Place::History;
                self.history.widen();
                self.read_history();
                self.go(look, Errand::Changes(id))
            }
            Errand::HistoryOf(measure) => {
                self.place = Place::History;
                self.history.narrow(measure);
                self.read_history();
                Request::None
            }
            Errand::Who(who) => {
                self.store.set_who(who.clone());
                self.settings.set_who(&who);
                Request::Who(who)
            }
            Errand::TextPercent(percent) => Request::TextPercent(percent),
            Errand::Help => Request::Help,
            Errand::Storage(wish) => self.wish(wish),
            Errand::Collect(wish) => self.collecting(wish),
            Errand::Scheme(scheme) => Request::Scheme(scheme),
            Errand::Merge(path) => self.ask_merge(Source::File(path)),
            Errand::File(purpose, proposed) => Request::File(purpose, proposed),
            Errand::Keep(order) => self.keep(&order),
            Errand::Edition(id) => self.show_edition(id),
            Errand::LookIntoEdition(id, name) => self.look_into_edition(id, name),
            Errand::EditionAgainst(id) => self.show_against(look, id),
            Errand::EditionListed(id, listed) => self.list_edition(look, id, listed),
            Errand::Copy { text, told } => {
                self.status_message = Some(told);
                Request::Run(iced::clipboard::write(text))
            }
            Errand::Paste(text, year) => Request::Paste(text, year),
            Errand::Tell(notice) => {
                self.notice = Some(notice);
                Request::None
            }
            Errand::Measure(id) => {
                self.place = Place::Measures;
                self.measures.open(look, id).map(Message::Measures).into()
            }
            Errand::Details(id) => {
                self.place = Place::Measures;
                self.measures.open_details(look, id).map(Message::Measures).into()
            }
            Errand::Paper(id) => {
                self.place = Place::Print;
                self.print.seek(id).map(Message::Print).into()
            }
            Errand::Table(tab) => {
                self.place = Place::Tables;
                self.tables.show(tab);
                Request::None
            }
            Errand::NewMeasure(direction) => {
                self.place = Place::Measures;
                let action = self.measures.add_to(direction).map(Message::Measures);
                self.perform(look, action)
            }
            Errand::Measures(filter) => {
                self.place = Place::Measures;
                self.measures.narrow(filter).into()
            }
        }
    }

    /// The commits after one, newest first, and what they changed in their order.
    fn since(&self, id: Uuid) -> Result<(Vec<Entry>, Vec<Change>), store::Error> {
        let mut entries = self.store.history(usize::MAX)?;
        let at = entries.iter().position(|entry| entry.id == id);
        entries.truncate(at.unwrap_or_default());
        Ok((entries, self.store.changes_since(id)?))
    }

    /// Whether lists can be brought in: not where the file is read, nor where a department writes its
    /// own entries alone.
    pub fn can_import(&self) -> bool {
        self.permissions.can_edit_structure()
    }

    pub(super) fn import_now(&mut self, list: &ReadList) -> Request {
        let commit = Commit {
            op: Op::Import,
            subject: list.name.clone(),
            changes: list.import.changes.clone(),
        };
        match self.stored(commit) {
            Ok(()) => {
                let done = words::imported(&list.import);
                self.status_message = Some(format!("「{}」を取り込みました。{done}", list.name));
            }
            Err(error) => self.report_refused(&error),
        }
        Request::None
    }

    /// Asks for the names of a plan that a list without them was made into.
    pub fn ask_names(&mut self, look: Look) -> Request {
        let plan = self.store.book().plan();
        if !plan.municipality.is_empty() && !plan.name.is_empty() {
            return Request::None;
        }
        self.status_message =
            Some("ファイルを作りました。市町村名と計画名を入力してください。".to_owned());
        self.go(look, Errand::Table(Tab::Plan))
    }

    /// A list was not brought in.
    pub fn left_import(&mut self) -> Request {
        self.notice = None;
        self.status_message = Some("取込みをやめました。何も書き込んでいません。".to_owned());
        self.resume()
    }

    /// Writes the list to a file, beside the window.
    pub fn export(&mut self, path: &Path, replace: Replace) -> Request {
        let (path, book) = (path.to_owned(), Arc::clone(self.book()));
        self.exporting += 1;
        single(
            move || Message::Exported(transfer::write(&path, &book, replace).map(|()| path)),
            Message::Exported(Err(words::broken())),
        )
        .into()
    }

    /// What came of writing the list.
    pub(super) fn exported(&mut self, written: Result<PathBuf, Notice>) {
        self.exporting = self.exporting.saturating_sub(1);
        match written {
            Ok(path) => {
                self.notice = None;
                self.status_message = Some(format!("「{}」に書き出しました。", words::path(&path)));
            }
            Err(notice) => (self.notice, self.status_message) = (Some(notice), None),
        }
    }
}
