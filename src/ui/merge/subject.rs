//! What the review lists: differences, records of one name, and what was not theirs to change.

use super::Choice;
use crate::domain::merge::{Cell, Item, Merge, Verdict};
use crate::domain::{Field, Key, MeasureId, Noun, Value};
use crate::ui::widget::badge::Tone;
use std::collections::HashMap;

/// One thing of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    pub kind: SubjectKind,
    /// The record under which it is listed.
    pub group: Key,
    pub filter: Filter,
    pub alternatives: Alternatives,
}

/// What it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SubjectKind {
    Item {
        cell: Cell,
        /// Only theirs has changed it.
        taken: bool,
    },
    /// Two records of one name, by theirs.
    Union {
        theirs: Key,
        name: String,
    },
    Outside(Key),
}

/// What can be decided of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alternatives {
    /// Nothing: it follows from others, or makes no difference.
    None,
    Sides,
    /// The sides, or a text of one's own.
    Text,
}

/// What is listed together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filter {
    /// What has to be decided.
    Open,
    Taken,
    Agreed,
    Outside,
}

impl Filter {
    pub const ALL: [Self; 4] = [Self::Open, Self::Taken, Self::Agreed, Self::Outside];

    /// Its colour, sign and word.
    pub const fn mark(self) -> (Tone, &'static str, &'static str) {
        match self {
            Self::Open => (Tone::Wrong, "！", "食い違い"),
            Self::Taken => (Tone::Accent, "＋", "取り込むもの"),
            Self::Agreed => (Tone::Quiet, "＝", "一致"),
            Self::Outside => (Tone::Quiet, "－", "範囲外"),
        }
    }
}

/// How it stands with a subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SubjectState {
    /// Somebody has to decide.
    Open,
    Mine,
    /// Mine, though only theirs has changed it.
    Declined,
    Theirs,
    Written,
    Taken,
    Combined,
    Agreed,
    Outside,
    One,
    Apart,
}

impl SubjectState {
    /// Its colour, sign and word.
    pub(super) const fn mark(self) -> (Tone, &'static str, &'static str) {
        match self {
            Self::Open => (Tone::Wrong, "！", "未判断"),
            Self::Mine => (Tone::Done, "✓", "こちら"),
            Self::Declined => (Tone::Quiet, "－", "取り込まない"),
            Self::Theirs => (Tone::Done, "✓", "相手"),
            Self::Written => (Tone::Done, "✓", "直した文"),
            Self::Taken => (Tone::Accent, "＋", "取り込む"),
            Self::Combined => (Tone::Accent, "＋", "両方を合わせる"),
            Self::Agreed => (Tone::Quiet, "＝", "一致"),
            Self::Outside => (Tone::Quiet, "－", "取り込まない"),
            Self::One => (Tone::Done, "✓", "一つにする"),
            Self::Apart => (Tone::Done, "✓", "別にする"),
        }
    }
}

impl Subject {
    /// Whether it can be decided so.
    pub const fn takes(&self, choice: Choice) -> bool {
        match (choice, self.alternatives) {
            (_, Alternatives::None) | (Choice::Text, Alternatives::Sides) => false,
            (_, Alternatives::Sides | Alternatives::Text) => true,
        }
    }

    fn of_item(item: &Item) -> Self {
        let taken = item.verdict == Verdict::Taken;
        let filter = match item.verdict {
            Verdict::Conflict => Filter::Open,
            Verdict::Taken | Verdict::Combined(_) => Filter::Taken,
            Verdict::Agreed => Filter::Agreed,
        };
        let is_text = |value: &Option<Value>| matches!(value, Some(Value::Text(_)));
        let alternatives = match (item.cell.field, &item.verdict) {
            // It follows the words.
            (Some(Field::Approval), _) | (_, Verdict::Agreed) => Alternatives::None,
            (Some(_), _) if is_text(&item.mine) && is_text(&item.theirs) => Alternatives::Text,
            _ => Alternatives::Sides,
        };
        let kind = SubjectKind::Item { cell: item.cell, taken };
        Self { kind, group: group(item.cell.key), filter, alternatives }
    }
}

/// Whether a field has lines, rather than being one.
pub(super) fn has_lines(cell: Cell) -> bool {
    cell.field.is_some_and(Field::has_lines)
}

/// The record under which something is listed: an entry under its measure.
const fn group(key: Key) -> Key {
    match key {
        Key::Implementation(measure, _) => Key::Measure(measure),
        key => key,
    }
}

/// Everything to be listed, in the order of the plan: `first` with all unions that are proposed,
/// `merge` with what is kept apart.
pub(super) fn subjects(first: &Merge, merge: &Merge) -> Vec<Subject> {
    let unions = first.unions().iter().map(|union| Subject {
        kind: SubjectKind::Union { theirs: union.theirs, name: union.name.clone() },
        group: union.mine,
        filter: Filter::Open,
        alternatives: Alternatives::Sides,
    });
    let outside = merge.outside().iter().map(|key| Subject {
        kind: SubjectKind::Outside(*key),
        group: group(*key),
        filter: Filter::Outside,
        alternatives: Alternatives::None,
    });
    let items = merge.items().iter().map(Subject::of_item);
    let mut all: Vec<Subject> = unions.chain(items).chain(outside).collect();
    let places = places(merge);
    all.sort_by_cached_key(|subject| {
        let place = match subject.group {
            Key::Measure(id) => places.get(&id).copied().unwrap_or(usize::MAX),
            _ => 0,
        };
        (rank(subject.group.noun()), place, subject.group, subject.order())
    });
    all
}

impl Subject {
    /// Its order within its record: records of one name, then the measure, then its years.
    const fn order(&self) -> (u8, Option<Cell>) {
        match &self.kind {
            SubjectKind::Union { .. } => (0, None),
            SubjectKind::Item { cell, .. } => (1, Some(*cell)),
            SubjectKind::Outside(_) => (2, None),
        }
    }
}

/// Where each measure stands in the list; those that only theirs has at the end.
fn places(merge: &Merge) -> HashMap<MeasureId, usize> {
    let mine = merge.mine().listed().into_iter().map(|(.., measure)| measure.id);
    let listed = merge.theirs().listed();
    let theirs = listed.into_iter().map(|(.., measure)| measure.id);
    let mut places = HashMap::new();
    for (at, id) in mine.chain(theirs).enumerate() {
        let _ = places.entry(id).or_insert(at);
    }
    places
}

/// What is written first, then what it is written about.
const fn rank(noun: Noun) -> u8 {
    match noun {
        Noun::Measure | Noun::Implementation => 0,
        Noun::Indicator | Noun::Observation | Noun::Amendment => 1,
        Noun::Goal => 2,
        Noun::Direction => 3,
        Noun::Department => 4,
        Noun::Status => 5,
        Noun::Scale | Noun::Grade => 6,
        Noun::Year => 7,
        Noun::Plan => 8,
        Noun::Template => 9,
    }
}
