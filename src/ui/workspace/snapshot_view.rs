//! What the file was once, looked into in its place: a backup, or the data of an edition; and the way
//! back.

use super::{Message, Workspace};
use crate::domain::EditionId;
use crate::store::{Backup, Store};
use crate::ui::open_mode::{Kind, ReturnTarget, Shown};
use crate::ui::request::{Action, Snapshot};
use crate::ui::screen_id::ScreenId;

impl Workspace {
    /// A backup in the place of the file.
    pub(super) fn open_backup(&mut self, backup: &Backup) -> Action<Message> {
        let shown = Shown::Backup(Box::new(backup.clone()));
        let Some(from) = self.return_target(shown) else { return Action::None };
        match Store::look_into(&backup.path, self.session()) {
            Ok(store) => {
                let kind = Kind::Backup { at: backup.at, from };
                Action::Show(Box::new(Snapshot { store, kind }))
            }
            Err(error) => {
                self.tell(&error);
                Action::None
            }
        }
    }

    /// The data of an edition in the place of the file.
    pub(super) fn open_edition_data(&mut self, id: EditionId, name: String) -> Action<Message> {
        let Some(from) = self.return_target(Shown::Edition(id)) else { return Action::None };
        match self.store.look_into_edition(id) {
            Ok(store) => {
                let kind = Kind::Edition { name, from };
                Action::Show(Box::new(Snapshot { store, kind }))
            }
            Err(error) => {
                self.tell(&error);
                Action::None
            }
        }
    }

    /// Where this is, to be come back to: from an edition in a backup, to the file that has the backup.
    fn return_target(&self, shown: Shown) -> Option<ReturnTarget> {
        if let Some(return_target) = self.open_mode.return_target() {
            return Some(return_target.clone());
        }
        let file = self.store.path()?.to_owned();
        let reads = !self.context.permissions.can_write();
        Some(ReturnTarget { file, known: self.known(), reads, year: self.context.year, shown })
    }

    /// Shows what was shown before something was looked into.
    pub(crate) fn return_to(&mut self, return_target: &ReturnTarget) -> Action<Message> {
        self.context.year = return_target.year;
        self.refresh();
        match &return_target.shown {
            Shown::Backup(backup) => {
                self.screen = ScreenId::Storage;
                self.read_backups();
                self.compare((**backup).clone())
            }
            Shown::Edition(id) => {
                self.screen = ScreenId::Editions;
                self.show_edition(*id)
            }
        }
    }
}
