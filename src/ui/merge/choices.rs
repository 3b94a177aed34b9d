//! What the clerk has decided.

use super::subject::{Filter, Subject, SubjectKind, SubjectState};
use crate::domain::Key;
use crate::domain::merge::{Cell, Decision, Decisions};
use std::collections::{BTreeMap, BTreeSet};

/// What was decided, difference by difference.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Choices {
    pub decisions: Decisions,
    /// Of records of one name, by theirs.
    pub unions: BTreeMap<Key, Identity>,
    /// Texts that are proposed and that the clerk has neither changed nor agreed to yet.
    pub drafts: BTreeSet<Cell>,
}

/// Whether two records of one name are one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Identity {
    Same,
    /// Two: theirs gets this name.
    Different(String),
}

impl Choices {
    pub(super) fn is_empty(&self) -> bool {
        self.decisions.is_empty() && self.unions.is_empty()
    }

    pub(super) fn count(&self) -> usize {
        self.decisions.len() - self.drafts.len() + self.unions.len()
    }

    /// Whether a text is proposed for a subject that the clerk has not agreed to yet.
    pub(super) fn is_draft(&self, subject: &Subject) -> bool {
        matches!(&subject.kind, SubjectKind::Item { cell, .. } if self.drafts.contains(cell))
    }

    /// Decides a cell, or makes it open again.
    pub(super) fn decide(&mut self, cell: Cell, decision: Option<Decision>) {
        let _ = self.drafts.remove(&cell);
        let _ = match decision {
            Some(decision) => self.decisions.insert(cell, decision),
            None => self.decisions.remove(&cell),
        };
    }

    pub(super) fn unite(&mut self, theirs: Key, identity: Option<Identity>) {
        let _ = match identity {
            Some(identity) => self.unions.insert(theirs, identity),
            None => self.unions.remove(&theirs),
        };
    }

    /// What is kept apart, and under which name.
    pub(super) fn apart(&self) -> BTreeMap<Key, String> {
        let apart = self.unions.iter().filter_map(|(key, identity)| match identity {
            Identity::Different(name) => Some((*key, name.clone())),
            Identity::Same => None,
        });
        apart.collect()
    }

    pub(super) fn state_of(&self, subject: &Subject) -> SubjectState {
        match &subject.kind {
            SubjectKind::Outside(_) => SubjectState::Outside,
            SubjectKind::Union { theirs, .. } => match self.unions.get(theirs) {
                Some(Identity::Same) => SubjectState::One,
                Some(Identity::Different(_)) => SubjectState::Apart,
                None => SubjectState::Open,
            },
            _ if self.is_draft(subject) => SubjectState::Open,
            SubjectKind::Item { cell, taken } => match (self.decisions.get(cell), subject.filter) {
                (Some(Decision::Mine), _) if *taken => SubjectState::Declined,
                (Some(Decision::Mine), _) => SubjectState::Mine,
                (Some(Decision::Theirs), _) => SubjectState::Theirs,
                (Some(Decision::Text(_)), _) => SubjectState::Written,
                (None, Filter::Open) => SubjectState::Open,
                (None, Filter::Taken) if *taken => SubjectState::Taken,
                (None, Filter::Taken) => SubjectState::Combined,
                (None, Filter::Agreed) => SubjectState::Agreed,
                (None, Filter::Outside) => SubjectState::Outside,
            },
        }
    }

    /// The clerk's own text for a subject.
    pub(super) fn text(&self, subject: &Subject) -> Option<&str> {
        let SubjectKind::Item { cell, .. } = &subject.kind else { return None };
        match self.decisions.get(cell)? {
            Decision::Text(text) => Some(text),
            Decision::Mine | Decision::Theirs => None,
        }
    }
}
