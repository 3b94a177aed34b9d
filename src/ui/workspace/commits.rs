//! What screens have the workspace do: edits that are stored, taken back and made again.

use super::retry_queue::Job;
use super::{Message, Workspace};
use crate::domain::{Change, Invalid, Key, MeasureId, Op, Record};
use crate::store;
use crate::ui::draft::StaleEdit;
use crate::ui::request::{Action, Commit, EarlierMoment, Request};
use crate::ui::screen_id::ScreenId;
use crate::ui::theme::Look;
use crate::ui::widget::dialog::{Question, Weight};
use crate::words::{self, Notice};

impl Workspace {
    /// Does what a screen asks for, as far as the open file can.
    pub(super) fn perform(&mut self, look: Look, action: Action<Message>) -> Action<Message> {
        match action {
            Action::Request(Request::Commit(commit)) => {
                if let Some(question) = self.ask_keep_mine(&commit) {
                    self.print.wait();
                    return Action::Ask(question);
                }
                self.commit(commit);
                if self.retry_queue.is_about_to_write() {
                    return Action::None;
                }
                self.after_commit(look)
            }
            Action::Request(request) => self.attempt(look, Job::Request(request)),
            action => action,
        }
    }

    /// What is asked before an edit of what is typed: it would replace what others have stored since.
    pub(super) fn ask_keep_mine(&self, commit: &Commit) -> Option<Question<Message>> {
        let stale_edits = self.editable()?.stale_edits(self.book());
        let template = |change: &Change| matches!(change.key(), Some(Key::Template(_)));
        let concerned = self.screen != ScreenId::Print || commit.changes.iter().any(template);
        (concerned && !stale_edits.is_empty()).then(|| ask_keep_mine(commit, &stale_edits))
    }

    pub(super) fn after_commit(&mut self, look: Look) -> Action<Message> {
        match self.screen {
            ScreenId::Registers => self.registers.on_enter().map(Message::Registers).into(),
            ScreenId::Print | ScreenId::Storage => self.on_enter(look),
            ScreenId::Indicators => self.indicators.after_commit().into(),
            // What is listed stays where it is, and so does the focus.
            ScreenId::Check | ScreenId::Replace => Action::None,
            ScreenId::Home
            | ScreenId::Measures
            | ScreenId::Collect
            | ScreenId::Editions
            | ScreenId::History
            | ScreenId::Settings => self.measures.on_enter().map(Message::Measures).into(),
        }
    }

    /// Brings the whole of an earlier moment back.
    pub(super) fn restore_moment(&mut self, look: Look, moment: &EarlierMoment) -> Action<Message> {
        let EarlierMoment { subject, changes, moment } = moment;
        let stored = self.store.restore(subject, changes, *moment);
        if let Err(error) = self.after_store(Op::Restore, subject, &moved(changes), stored) {
            self.report_refused(&error);
        }
        self.after_commit(look)
    }

    /// Stores one edit. A failed one keeps the draft and is told, beside its field where it is about
    /// one.
    pub(super) fn commit_now(&mut self, commit: Commit) {
        if let Err(error) = self.stored(commit)
            && !self.defer_if_busy(&error)
            && !self.editable_mut().is_some_and(|screen| screen.refused(&error))
        {
            self.report_refused(&error);
        }
    }

    /// Tells why an edit was not stored, after what others have done instead was taken in.
    pub(super) fn report_refused(&mut self, error: &store::Error) {
        let stale = matches!(error, store::Error::Invalid(Invalid::Stale(_)));
        let gone = stale.then(|| self.refresh_under_drafts()).flatten();
        match gone {
            Some(gone) => self.report_gone(gone),
            None => self.tell(error),
        }
    }

    /// Stores one edit, and shows what the file holds then.
    pub(super) fn stored(&mut self, commit: Commit) -> Result<(), store::Error> {
        let Commit { op, subject, changes } = commit;
        let moved = moved(&changes);
        let stored = self.store.commit(op, &subject, changes);
        self.after_store(op, &subject, &moved, stored)
    }

    /// Shows what the file holds after an edit that moved these measures to other directions.
    fn after_store(
        &mut self,
        op: Op,
        subject: &str,
        moved: &[MeasureId],
        stored: Result<(), store::Error>,
    ) -> Result<(), store::Error> {
        if stored.is_ok() {
            let restored = || match subject {
                "" => "復元しました".into(),
                subject => format!("{subject}を復元しました").into(),
            };
            (self.notice, self.status_message) = (None, (op == Op::Restore).then(restored));
            let met = moved.iter().filter_map(|id| self.book().measure(*id));
            let met = met.filter(|measure| self.book().shares_number(measure));
            let numbers: Vec<u32> = met.map(|measure| measure.number).collect();
            if let Some(met) = words::numbers_met(&numbers) {
                self.notice =
                    Some(Notice { what: met, remedy: String::new(), detail: String::new() });
            }
            if op == Op::Rollover {
                self.context.year = None;
            }
            self.refresh();
            self.report_commit();
            if self.screen == ScreenId::Print {
                self.made_on_paper.extend(self.store.undoable().map(|step| step.id));
            }
        }
        stored
    }
}

/// The measures that go to another direction.
fn moved(changes: &[Change]) -> Vec<MeasureId> {
    let moved = changes.iter().filter_map(|change| match (&change.before, &change.after) {
        (Some(Record::Measure(before)), Some(Record::Measure(after))) => {
            (before.direction != after.direction).then_some(after.id)
        }
        _ => None,
    });
    moved.collect()
}

fn ask_keep_mine(commit: &Commit, stale_edits: &[StaleEdit]) -> Question<Message> {
    let line = format!(
        "「{}」の次の欄は、入力している間に、ほかで変えられました。まだ保存していません。",
        commit.subject
    );
    let question = Question::new("ほかで変えられた欄があります").line(line);
    let question =
        stale_edits.iter().fold(question, |question, field| question.line(field.sentence()));
    question
        .line("入力した内容で保存すると、ほかの内容は「変更履歴」にだけ残ります。")
        .answer(
            "入力した内容で保存する",
            Weight::Danger,
            Some(Message::MineKept(Box::new(commit.clone()))),
        )
        .answer("ほかの内容にする", Weight::Other, Some(Message::TheirsAccepted))
        .or_back()
}
