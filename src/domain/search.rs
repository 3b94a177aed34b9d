//! Which measures the clerk wants to see.

use super::{
    Book, DepartmentId, EntryState, FiscalYear, GoalId, Measure, MeasureId, StatusId, fold::fold,
};
use std::collections::{BTreeMap, BTreeSet};

/// What the list is narrowed to. The default shows everything.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Words, separated by white space, all of which must be found.
    pub words: String,
    /// Led by this department, or related to it.
    pub department: Option<DepartmentId>,
    /// Of the measures of the department, only those that it leads.
    pub lead_only: bool,
    /// Under this goal.
    pub goal: Option<GoalId>,
    /// With this status in the year looked at.
    pub status: Option<StatusId>,
    /// Only entries that are missing in the year looked at.
    pub missing: bool,
    /// Only entries in one of these states in the year looked at; empty for all.
    pub states: BTreeSet<EntryState>,
}

impl Filter {
    /// Whether nothing is left out.
    pub fn is_open(&self) -> bool {
        self.words.trim().is_empty()
            && self.department.is_none()
            && self.goal.is_none()
            && self.status.is_none()
            && !self.missing
            && self.states.is_empty()
    }
}

/// The texts of a book, folded once so that a search keeps up with typing.
#[derive(Debug, Clone, Default)]
pub struct Index {
    texts: BTreeMap<MeasureId, String>,
}

impl Index {
    /// Folds the names, 内容, departments and narratives (of every year) of all measures.
    pub fn new(book: &Book) -> Self {
        let texts =
            book.listed().into_iter().map(|(_, _, measure)| (measure.id, folded(book, measure)));
        Self { texts: texts.collect() }
    }

    /// The measures that pass the filter, in the order of the printed list.
    pub fn find(&self, book: &Book, filter: &Filter, year: Option<FiscalYear>) -> Vec<MeasureId> {
        let words: Vec<String> = filter.words.split_whitespace().map(fold).collect();
        book.listed()
            .into_iter()
            .filter(|(goal, _, _)| filter.goal.is_none_or(|id| goal.id == id))
            .map(|(_, _, measure)| measure)
            .filter(|measure| {
                let text = self.texts.get(&measure.id).map_or("", String::as_str);
                words.iter().all(|word| text.contains(word.as_str()))
                    && filter.department.is_none_or(|id| {
                        // Who took over by 組織改正 is asked for what it took over.
                        let lead = book.is_led_by(measure, id, year);
                        lead || (!filter.lead_only && book.is_related_to(measure, id, year))
                    })
                    && filter.status.is_none_or(|id| {
                        year.and_then(|year| book.progress(measure.id, year))
                            .is_some_and(|status| status.id == id)
                    })
                    && (filter.states.is_empty()
                        || year.is_some_and(|year| {
                            filter.states.contains(&book.entry_state(measure.id, year))
                        }))
                    && (!filter.missing || year.is_some_and(|year| book.is_missing(measure, year)))
            })
            .map(|measure| measure.id)
            .collect()
    }
}

/// The searched texts of a measure; a separator keeps words from matching across two of them.
fn folded(book: &Book, measure: &Measure) -> String {
    let departments = measure.lead.iter().chain(&measure.related);
    let names =
        departments.filter_map(|id| book.department(*id)).map(|department| &department.name);
    let narratives = book.implementations(measure.id).map(|entry| &entry.narrative);
    [&measure.name, &measure.description]
        .into_iter()
        .chain(names)
        .chain(narratives)
        .map(|text| fold(text))
        .collect::<Vec<_>>()
        .join("\n")
}
