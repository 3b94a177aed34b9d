//! 配布・回収: files go out to departments and come back, and a department submits its own.

use super::{Message, Workspace};
use crate::domain::search::Filter;
use crate::store::{self, Ready, Store};
use crate::ui::relative_time;
use crate::ui::request::Action;
use crate::ui::screen_id::ScreenId;
use crate::ui::status::Status;
use std::path::Path;

impl Workspace {
    /// A department sees at once what it is asked for.
    pub(super) fn enter_department_mode(&mut self) {
        let Some(scope) = self.store.scope() else { return };
        let department = Some(scope.department);
        (self.screen, self.context.year) = (ScreenId::Collect, Some(scope.year));
        self.refresh();
        let filter = Filter { department, lead_only: true, ..Filter::default() };
        drop(self.measures.narrow::<Message>(filter));
    }

    /// Whether the clerk can go to a screen: a department neither keeps the registers nor editions, and
    /// the numbers of the year are not its affair.
    pub(super) fn offers(&self, screen: ScreenId) -> bool {
        if self.open_mode.edition().is_some() {
            // What it was made from has no history, no backups and no ledger of its own.
            use ScreenId::{Check, Home, Indicators, Measures, Print, Registers, Settings};
            return matches!(
                screen,
                Home | Measures | Indicators | Check | Print | Registers | Settings
            );
        }
        let own = self.store.scope().is_some();
        !(own && matches!(screen, ScreenId::Home | ScreenId::Editions | ScreenId::Registers))
    }

    /// The name of a screen on the rail. A department hands nothing out: it submits.
    pub(super) fn name_of(&self, screen: ScreenId) -> &'static str {
        match screen {
            ScreenId::Collect if self.store.scope().is_some() => "提出",
            screen => screen.name(),
        }
    }

    /// Reads the ledger again.
    pub(super) fn read_ledger(&mut self) {
        let ledger = self.store.ledger().unwrap_or_else(|error| {
            self.report_unread(&error);
            Vec::new()
        });
        self.context.set_ledger(ledger, relative_time::now().date_naive());
    }

    pub(super) fn hand_out_now(&mut self, folder: &Path) -> Action<Message> {
        (self.notice, self.status_message) = (None, None);
        match self.with_latest(Store::original) {
            Ok(original) => {
                self.collect.hand_out(&self.context, original, folder).map(Message::Collect).into()
            }
            Err(error) => {
                self.tell(&error);
                Action::None
            }
        }
    }

    /// A department's file gets its name, and its line in the ledger.
    pub(super) fn record_handout(&mut self, file: &Ready) {
        match self.store.record_handout(file) {
            Ok(()) => {
                self.collect.handed_out(file.scope().department);
                self.load_changes();
                self.report_commit();
            }
            Err(error) => {
                self.tell(&error);
                self.notice =
                    self.notice.take().map(|it| self.collect.failed(&file.scope().name, it));
            }
        }
    }

    pub(super) fn submitted(
        &mut self,
        done: Result<(), store::Error>,
        status: &str,
    ) -> Action<Message> {
        let made = self.store.path().map(Path::to_owned);
        let status = Status { sentence: status.to_owned(), made };
        match done {
            Ok(()) => {
                (self.notice, self.status_message) = (None, Some(status));
                self.refresh();
                self.report_commit();
            }
            Err(error) => self.tell(&error),
        }
        Action::None
    }
}
