//! What is done with several measures at once: each in one step, that one 「元に戻す」 takes back.

mod view;

use super::read_only::ReadOnlyReason;
use super::{Message, Screen, form};
use crate::domain::{
    Approval, Book, Change, Department, DepartmentId, DirectionId, EntryState, FiscalYear,
    Implementation, Measure, MeasureId, Noun, Op, Position, Record, StatusId,
};
use crate::ui::request::Action;

/// What several measures get.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bulk {
    /// 進捗状況 in the year looked at.
    Status(StatusId),
    /// A further 所管課.
    LeadAdded(DepartmentId),
    /// A 所管課 in the place of those there are.
    LeadReplaced(DepartmentId),
    /// 課確認, 確定, or neither.
    Approval(Approval),
    Retired(bool),
    /// Under another direction, behind what is there.
    Direction(DirectionId),
}

impl Bulk {
    /// Whether it is for a department to do: 確定 and what is set about the measures is not.
    pub const fn is_of_departments(self) -> bool {
        matches!(self, Self::Status(_) | Self::Approval(Approval::None | Approval::Department))
    }

    /// Whether it is about the entries of a year.
    const fn is_of_year(self) -> bool {
        matches!(self, Self::Status(_) | Self::Approval(_))
    }
}

/// What was done last with these measures, in words.
#[derive(Debug, Clone, Default)]
pub(super) struct State {
    status: Option<String>,
}

impl State {
    pub(super) fn clear(&mut self) {
        self.status = None;
    }
}

/// The changes, and how many measures stay as they are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Outcome {
    changes: Vec<Change>,
    /// How many measures get it.
    done: usize,
    /// How many had it already.
    same: usize,
    /// How many it cannot be given to, since nothing is written there.
    missing: usize,
    /// How many are carried out in other years.
    outside: usize,
    /// How many cannot be written.
    shut: usize,
}

impl Screen {
    /// Does something with every chosen measure.
    pub(super) fn bulk(&mut self, bulk: Bulk) -> Action<Message> {
        let chosen = self.selection.of(self.list.measures());
        let is_shut = |id: &MeasureId| bulk.is_of_year() && self.shut(*id).is_some();
        let (shut, open): (Vec<_>, Vec<_>) = chosen.into_iter().partition(is_shut);
        let outcome = Outcome { shut: shut.len(), ..outcome(&self.book, self.year, &open, bulk) };
        self.bulk.status = Some(sentence(&outcome));
        let subject = format!("{}件の{}", outcome.done, act(&self.book, bulk));
        Action::commit(Op::EditSeveral(noun(bulk)), subject, outcome.changes)
    }

    /// Why the entry of a measure is not written; `None` where it is.
    fn shut(&self, id: MeasureId) -> Option<ReadOnlyReason> {
        ReadOnlyReason::of(&self.book, &self.permissions, id, self.year)
    }
}

const fn noun(bulk: Bulk) -> Noun {
    match bulk {
        Bulk::Status(_) | Bulk::Approval(_) => Noun::Implementation,
        Bulk::LeadAdded(_) | Bulk::LeadReplaced(_) | Bulk::Retired(_) | Bulk::Direction(_) => {
            Noun::Measure
        }
    }
}

/// What is done, as a noun: 5件の…….
fn act(book: &Book, bulk: Bulk) -> String {
    let department = |id| book.department(id).map_or("", |row: &Department| &row.name);
    match bulk {
        Bulk::Status(id) => {
            let name = book.status(id).map_or("", |status| &status.name);
            format!("進捗状況を「{name}」に設定")
        }
        Bulk::LeadAdded(id) => format!("所管課に「{}」を追加", department(id)),
        Bulk::LeadReplaced(id) => format!("所管課を「{}」に変更", department(id)),
        Bulk::Approval(Approval::None) => "確認の取消し".to_owned(),
        Bulk::Approval(approval) => approval.label().to_owned(),
        Bulk::Retired(true) => "廃止".to_owned(),
        Bulk::Retired(false) => "廃止の取消し".to_owned(),
        Bulk::Direction(_) => "施策の方向の変更".to_owned(),
    }
}

fn sentence(outcome: &Outcome) -> String {
    let mut sentence = match outcome.done {
        0 => "変えたものはありません。".to_owned(),
        done => format!("{done}件を変えました。元に戻す（Ctrl+Z）で、まとめて戻せます。"),
    };
    if outcome.same > 0 {
        sentence.push_str(&format!("{}件は、すでにそうなっています。", outcome.same));
    }
    if outcome.missing > 0 {
        sentence.push_str(&format!("未入力の{}件は、そのままです。", outcome.missing));
    }
    if outcome.outside > 0 {
        let outside = outcome.outside;
        sentence.push_str(&format!("実施期間ではない{outside}件は、そのままです。"));
    }
    if outcome.shut > 0 {
        sentence.push_str(&format!("書き換えられない{}件は、そのままです。", outcome.shut));
    }
    sentence
}

fn outcome(book: &Book, year: Option<FiscalYear>, chosen: &[MeasureId], bulk: Bulk) -> Outcome {
    let mut outcome = Outcome::default();
    let mut end = match bulk {
        Bulk::Direction(direction) => form::end_of(book, direction),
        _ => Position::FIRST,
    };
    for measure in chosen.iter().filter_map(|id| book.measure(*id)) {
        if bulk.is_of_year() && year.is_some_and(|year| !measure.period.contains(year)) {
            outcome.outside += 1;
            continue;
        }
        let record = match bulk {
            Bulk::Status(status) => year.map(|year| {
                let entry = entry(book, measure.id, year);
                let narrative = entry.narrative.clone();
                Record::Implementation(entry.rewritten(Some(status), narrative))
            }),
            Bulk::Approval(approval) => {
                let entry = year.map(|year| entry(book, measure.id, year));
                // Nobody can agree to what is not written.
                let is_missing = |entry: &Implementation| entry.state() == EntryState::Missing;
                let entry = entry.filter(|entry| !is_missing(entry));
                entry.map(|entry| Record::Implementation(entry.approved(approval)))
            }
            Bulk::LeadAdded(_) | Bulk::LeadReplaced(_) | Bulk::Retired(_) => {
                Some(Record::Measure(edited(measure, bulk)))
            }
            Bulk::Direction(direction) if direction == measure.direction => {
                Some(Record::Measure(measure.clone()))
            }
            Bulk::Direction(direction) => {
                let position = end;
                end = Position::after_all([end]);
                Some(Record::Measure(Measure { direction, position, ..measure.clone() }))
            }
        };
        match record.map(|record| book.put(record)) {
            Some(Some(change)) => {
                outcome.changes.push(change);
                outcome.done += 1;
            }
            Some(None) => outcome.same += 1,
            None => outcome.missing += 1,
        }
    }
    outcome
}

fn entry(book: &Book, measure: MeasureId, year: FiscalYear) -> Implementation {
    let stored = book.implementation(measure, year).cloned();
    stored.unwrap_or_else(|| Implementation::blank(measure, year))
}

/// A measure with another lead, or 廃止.
fn edited(measure: &Measure, bulk: Bulk) -> Measure {
    let mut measure = measure.clone();
    match bulk {
        Bulk::LeadAdded(id) if !measure.lead.contains(&id) => measure.lead.push(id),
        Bulk::LeadReplaced(id) => measure.lead = vec![id],
        Bulk::Retired(retired) => measure.retired = retired,
        Bulk::LeadAdded(_) | Bulk::Status(_) | Bulk::Approval(_) | Bulk::Direction(_) => {}
    }
    // No department is both.
    let lead = &measure.lead;
    measure.related.retain(|id| !lead.contains(id));
    measure
}
