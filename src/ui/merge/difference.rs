//! What is shown of the chosen difference: the three texts, and what comes of them.

use super::choices::Choices;
use super::subject::{Subject, SubjectKind, SubjectState, has_lines};
use crate::domain::merge::{Cell, Item, Merge, Verdict, text};
use crate::domain::{Book, Key, Value};
use crate::words::{self, MergeWords};

/// One difference in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Difference {
    /// Which record.
    pub heading: String,
    /// What of it.
    pub field: String,
    /// What has happened.
    pub description: String,
    pub sides: Option<Sides>,
    pub outcome: Outcome,
    /// What mine and theirs are called when one of them is to be taken.
    pub labels: (&'static str, &'static str),
}

/// The three, `None` where there is nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sides {
    pub base: Option<String>,
    pub mine: Option<String>,
    pub theirs: Option<String>,
    /// A word or a number: it is read at a glance, without marks.
    pub short: bool,
}

/// What comes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Outcome {
    /// It is not known yet.
    Open,
    /// It is not known yet; a text from both that can be mended.
    Draft(String),
    Fixed(String),
    /// The record is not there then.
    Gone,
    /// What stands in the field, once it is changed or agreed to.
    Drafted,
    /// What stands in the field.
    Written,
    /// There is nothing to be said.
    None,
}

impl Difference {
    pub(super) fn of(merge: &Merge, first: &Merge, subject: &Subject, choices: &Choices) -> Self {
        let words = MergeWords(merge);
        let heading = words.subject(subject.group);
        match &subject.kind {
            SubjectKind::Union { theirs, name } => {
                let kind = words::noun(theirs.noun());
                let whole = |book: &Book, key: Key| {
                    let record = book.record(key).map(|row| Value::Record(Box::new(row)));
                    words.side(Cell { key, field: None }, record.as_ref())
                };
                let sides = Sides {
                    base: None,
                    mine: whole(first.mine(), subject.group),
                    theirs: whole(first.theirs(), *theirs),
                    short: false,
                };
                Self {
                    heading,
                    field: format!("同じ名前の{kind}"),
                    description: format!("「{name}」が、両方のファイルで別々に追加されています。同じ{kind}なら、一つにしてください。"),
                    sides: Some(sides),
                    outcome: Outcome::None,
                    labels: ("一つにする", "別にする"),
                }
            }
            SubjectKind::Outside(key) => Self {
                heading,
                field: words::noun(key.noun()).to_owned(),
                description: "相手のファイルの担当ではない箇所が、相手のファイルで変えられています。取り込みません。".to_owned(),
                sides: None,
                outcome: Outcome::None,
                labels: ("", ""),
            },
            SubjectKind::Item { cell, .. } => {
                let item = merge.items().iter().find(|item| item.cell == *cell);
                match item {
                    Some(item) if choices.is_draft(subject) => Self {
                        outcome: Outcome::Drafted,
                        ..Self::of_item(words, heading, item, SubjectState::Open)
                    },
                    Some(item) => Self::of_item(words, heading, item, choices.state_of(subject)),
                    None => Self {
                        heading,
                        field: String::new(),
                        description: String::new(),
                        sides: None,
                        outcome: Outcome::None,
                        labels: ("", ""),
                    },
                }
            }
        }
    }

    fn of_item(
        words: MergeWords<'_>,
        heading: String,
        item: &Item,
        standing: SubjectState,
    ) -> Self {
        let side = |value: &Option<Value>| words.side(item.cell, value.as_ref());
        let sides = Sides {
            base: side(&item.base),
            mine: side(&item.mine),
            theirs: side(&item.theirs),
            short: [&item.mine, &item.theirs].into_iter().flatten().all(is_short),
        };
        let held = |text: &Option<String>| text.clone().map_or(Outcome::Gone, Outcome::Fixed);
        let outcome = match standing {
            SubjectState::Mine | SubjectState::Declined => held(&sides.mine),
            SubjectState::Theirs | SubjectState::Taken | SubjectState::Agreed => {
                held(&sides.theirs)
            }
            SubjectState::Combined => match &item.verdict {
                Verdict::Combined(value) => held(&side(&Some(value.clone()))),
                Verdict::Taken | Verdict::Agreed | Verdict::Conflict => Outcome::None,
            },
            SubjectState::Written => Outcome::Written,
            SubjectState::Open => match (&item.mine, &item.theirs) {
                (Some(Value::Text(_)), Some(Value::Text(_))) if has_lines(item.cell) => {
                    Outcome::Draft(draft(item))
                }
                _ => Outcome::Open,
            },
            SubjectState::Outside | SubjectState::One | SubjectState::Apart => Outcome::None,
        };
        Self {
            heading,
            field: words.field(item),
            description: words.description(item),
            sides: Some(sides),
            outcome,
            labels: words::side_labels(item),
        }
    }
}

const fn is_short(value: &Value) -> bool {
    match value {
        Value::Number(_)
        | Value::Flag(_)
        | Value::Place { .. }
        | Value::Reference(_)
        | Value::Successor(_)
        | Value::Period(_)
        | Value::Figure(_)
        | Value::Year(_)
        | Value::Dismissed(_)
        | Value::Code(_) => true,
        Value::Text(_) | Value::References(_) | Value::Settings(_) | Value::Record(_) => false,
    }
}

/// The text with which a clerk begins who wants one of their own.
pub(super) fn draft(item: &Item) -> String {
    let text = |value: &Option<Value>| match value {
        Some(Value::Text(text)) => text.clone(),
        _ => String::new(),
    };
    let (mine, theirs) = (text(&item.mine), text(&item.theirs));
    match &item.verdict {
        Verdict::Combined(Value::Text(text)) => text.clone(),
        Verdict::Taken => theirs,
        _ if has_lines(item.cell) => text::both(&text(&item.base), &mine, &theirs),
        _ => mine,
    }
}
