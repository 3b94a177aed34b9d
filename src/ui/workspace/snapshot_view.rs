//! What the file was once, looked into in its place: a backup, or the data of an edition; and the way
//! back.

use super::{Request, Workspace};
use crate::domain::EditionId;
use crate::store::{Backup, Store};
use crate::ui::open_mode::{Kind, ReturnTarget, Shown};
use crate::ui::place::Place;

impl Workspace {
    /// A backup in the place of the file.
    pub(super) fn look_into(&mut self, backup: &Backup) -> Request {
        let shown = Shown::Backup(Box::new(backup.clone()));
        let Some(from) = self.return_target(shown) else { return Request::None };
        match Store::look_into(&backup.path, self.session()) {
            Ok(store) => Request::LookInto(Box::new(store), Kind::Backup { at: backup.at, from }),
            Err(error) => {
                self.tell(&error);
                Request::None
            }
        }
    }

    /// The data of an edition in the place of the file.
    pub(super) fn look_into_edition(&mut self, id: EditionId, name: String) -> Request {
        let Some(from) = self.return_target(Shown::Edition(id)) else { return Request::None };
        match self.store.look_into_edition(id) {
            Ok(store) => Request::LookInto(Box::new(store), Kind::Edition { name, from }),
            Err(error) => {
                self.tell(&error);
                Request::None
            }
        }
    }

    /// Where this is, to be come back to: from an edition in a backup, to the file that has the backup.
    fn return_target(&self, shown: Shown) -> Option<ReturnTarget> {
        if let Some(return_target) = self.open_mode.return_target() {
            return Some(return_target.clone());
        }
        let file = self.store.path()?.to_owned();
        let reads = !self.permissions.can_write();
        Some(ReturnTarget { file, known: self.known(), reads, year: self.year, shown })
    }

    /// Shows what was shown before something was looked into.
    pub fn return_to(&mut self, return_target: &ReturnTarget) -> Request {
        self.year = return_target.year;
        self.refresh();
        match &return_target.shown {
            Shown::Backup(backup) => {
                self.place = Place::Storage;
                self.read_backups();
                self.compare((**backup).clone())
            }
            Shown::Edition(id) => {
                self.place = Place::Editions;
                self.show_edition(*id)
            }
        }
    }
}
