//! Going back to what a record or a field was before an entry, and to what everything was right
//! after it.

use super::{Chosen, Message, Screen, by};
use crate::domain::restore::{Extent, restoration};
use crate::domain::{Book, Change, Invalid, Key, Op};
use crate::store::Entry;
use crate::ui::context::Context;
use crate::ui::relative_time;
use crate::ui::request::{Action, EarlierMoment, Request};
use crate::ui::widget::dialog::{Question, Weight};
use crate::words;

/// How many of the changes that would be taken back are named.
const TOLD: usize = 5;

impl Screen {
    /// Brings back a part of what the chosen entry changed; asks first where later changes would go
    /// with it.
    pub(super) fn request_restore(&self, ctx: &Context, extent: Extent) -> Action<Message> {
        let Some(chosen) = &self.chosen else { return Action::None };
        if chosen.is_stale(&ctx.book, extent) {
            return Action::Ask(
                Question::new("このあとの変更も取り消しますか")
                    .line("この変更のあとにも、同じところが変えられています。戻すと、その内容もなくなります。")
                    .line("元に戻す（Ctrl+Z）で、いまの内容に戻せます。")
                    .answer("戻す", Weight::Danger, Some(Message::RestoreAccepted(extent)))
                    .or_back(),
            );
        }
        self.restore(ctx, extent)
    }

    /// Brings back a part of what the chosen entry changed.
    pub(super) fn restore(&self, ctx: &Context, extent: Extent) -> Action<Message> {
        let Some(chosen) = &self.chosen else { return Action::None };
        match restoration(&ctx.book, &chosen.changes, extent) {
            Err(invalid) => refused(&invalid),
            Ok(changes) => Action::commit(Op::Restore, chosen.name(extent), changes),
        }
    }

    /// Asks whether everything after the chosen entry is to be taken back, given the entries since,
    /// newest first, and what they changed.
    pub(crate) fn ask_moment(
        &mut self,
        ctx: &Context,
        since: &[Entry],
        changes: &[Change],
    ) -> Action<Message> {
        if self.chosen.is_none() {
            return Action::None;
        }
        match restoration(&ctx.book, changes, Extent::All) {
            Err(invalid) => refused(&invalid),
            Ok(changes) if changes.is_empty() => Action::Ask(
                Question::new("取り消すものはありません")
                    .line("いまの内容は、この変更のすぐあとと同じです。何も変えていません。")
                    .answer("閉じる", Weight::Next, None),
            ),
            Ok(changes) => {
                self.pending = changes;
                let now = relative_time::now();
                let effective = effective(since);
                let lines = effective
                    .iter()
                    .take(TOLD)
                    .map(|entry| format!("・{}（{}）", words::entry(entry), by(entry, now)));
                let more = effective.len().saturating_sub(TOLD);
                let question = Question::new("この変更より後を取り消しますか")
                    .line("選んだ変更は残し、それより後の、次の変更を取り消します。");
                let question = lines.fold(question, Question::line);
                let question = match more {
                    0 => question,
                    more => question.line(format!("ほか{more}件")),
                };
                Action::Ask(
                    question
                        .line("変更履歴は残ります。元に戻す（Ctrl+Z）で、いまの内容に戻せます。")
                        .answer("取り消す", Weight::Next, Some(Message::MomentAccepted))
                        .answer("やめる", Weight::Other, None),
                )
            }
        }
    }

    pub(super) fn restore_moment(&mut self) -> Action<Message> {
        let changes = std::mem::take(&mut self.pending);
        let Some(entry) = self.chosen_entry() else { return Action::None };
        let subject = format!("{}の内容", relative_time::absolute(entry.at, relative_time::now()));
        Request::RestoreMoment(EarlierMoment { subject, changes, moment: entry.id }).into()
    }
}

impl Chosen {
    /// Whether a record that is brought back as a whole has been changed since.
    fn is_stale(&self, book: &Book, extent: Extent) -> bool {
        let Extent::Record(key) = extent else { return false };
        let last = self.changes.iter().rfind(|change| change.key() == Some(key));
        last.is_some_and(|change| book.record(key) != change.after)
    }

    /// What is brought back, by name: 施策「直売所の整備」の内容.
    fn name(&self, extent: Extent) -> String {
        let of = |key: Key| {
            let detail = self.details.iter().find(|detail| detail.key == key);
            let name = detail.map_or("", |detail| detail.name.as_str());
            format!("{}「{name}」", words::noun(key.noun()))
        };
        match extent {
            Extent::All => String::new(),
            Extent::Record(key) => of(key),
            Extent::Field(key, it) => {
                let details = self.details.iter().filter(|detail| detail.key == key);
                let mut fields = details.flat_map(|detail| &detail.fields);
                let field = fields.find(|field| field.restorable == Some(it));
                format!("{}の{}", of(key), field.map_or("", |field| field.name))
            }
        }
    }
}

/// Of entries, newest first, those that are felt: what changed the plan, without what was taken back
/// among them and without the taking back.
fn effective(entries: &[Entry]) -> Vec<&Entry> {
    let mut felt: Vec<&Entry> = Vec::new();
    for entry in entries.iter().rev() {
        let turned = |it: &&Entry| {
            let turns = matches!(it.op, Some(Op::Undo | Op::Redo));
            Some(it.id) == entry.reverts || (turns && it.reverts == entry.reverts)
        };
        match entry.op {
            Some(
                Op::Keep | Op::Discard | Op::Recover | Op::HandOut | Op::Submit | Op::Withdraw,
            ) => {}
            Some(Op::Undo | Op::Redo) => match felt.iter().rposition(turned) {
                Some(at) => drop(felt.remove(at)),
                None => felt.push(entry),
            },
            _ => felt.push(entry),
        }
    }
    felt.reverse();
    felt
}

fn refused(invalid: &Invalid) -> Action<Message> {
    Action::Ask(Question::notice("戻せませんでした", words::not_restored(invalid)))
}
