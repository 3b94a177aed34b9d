//! Which measures the clerk wants to see, and in what order.

mod forms;
mod words;

pub(super) use words::folded_but;
pub use words::{Excerpt, Phrase, Words};

use super::{
    Book, DepartmentId, Direction, EntryState, FiscalYear, Goal, GoalId, Measure, MeasureId,
    StatusId,
};
use std::collections::{BTreeMap, BTreeSet};
use words::folded;

/// What the list is narrowed to. The default shows everything.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Words, separated by white space, all of which must be found.
    pub words: String,
    /// Under this goal.
    pub goal: Option<GoalId>,
    /// Led by this department, or related to it.
    pub department: Option<DepartmentId>,
    /// Of the measures of the department, only those that it leads.
    pub lead_only: bool,
    /// With this status in the year looked at.
    pub status: Option<StatusId>,
    /// Only entries that are missing in the year looked at.
    pub missing: bool,
    /// Only entries in one of these states in the year looked at; empty for all. Measures that are
    /// not asked for one have none.
    pub states: BTreeSet<EntryState>,
}

/// What the list is ordered by. Where two measures are equal, that of the printed list decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// As it is printed.
    #[default]
    Listed,
    /// By how far the entry has come; measures that are not asked for one last.
    State,
    /// By 進捗状況, those without one first.
    Status,
    /// By the first 所管課, those without one first.
    Department,
}

/// Which text of a measure holds what its name and departments do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// 内容.
    Description,
    /// What was written in the year looked at.
    Narrative,
}

/// A measure that passes a filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    pub measure: MeasureId,
    /// Where the words are to be shown, if not in what a row of the list shows anyway.
    pub place: Option<Place>,
}

impl Filter {
    /// Whether nothing is left out.
    pub fn is_open(&self) -> bool {
        self.words.trim().is_empty()
            && self.goal.is_none()
            && self.department.is_none()
            && self.status.is_none()
            && !self.missing
            && self.states.is_empty()
    }

    /// Whether a measure passes, whatever its words.
    fn admits(&self, book: &Book, row: Row<'_>, year: Option<FiscalYear>) -> bool {
        let Row { goal, measure, .. } = row;
        let has_status = |id: StatusId| {
            let status = year.and_then(|year| book.progress(measure.id, year));
            status.is_some_and(|status| status.id == id)
        };
        self.goal.is_none_or(|id| goal.id == id)
            && self.department.is_none_or(|id| {
                // Who took over by 組織改正 is asked for what it took over.
                let leads = book.is_led_by(measure, id, year);
                leads || (!self.lead_only && book.is_related_to(measure, id, year))
            })
            && self.status.is_none_or(has_status)
            && (self.states.is_empty()
                || state_of(book, measure, year).is_some_and(|state| self.states.contains(&state)))
            && (!self.missing || year.is_some_and(|year| book.is_missing(measure, year)))
    }
}

impl Order {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Listed, Self::State, Self::Status, Self::Department];
}

/// How far the entry of a measure has come, where one is asked for.
pub fn state_of(book: &Book, measure: &Measure, year: Option<FiscalYear>) -> Option<EntryState> {
    let year = year.filter(|year| measure.is_asked_for(*year))?;
    Some(book.entry_state(measure.id, year))
}

/// The texts of a book, folded once so that a search keeps up with typing.
#[derive(Debug, Clone, Default)]
pub struct Index {
    texts: BTreeMap<MeasureId, Texts>,
}

/// The folded texts of a measure.
#[derive(Debug, Clone)]
struct Texts {
    name: String,
    /// One beside the other, apart by a separator that no word has.
    departments: String,
    description: String,
    narrative: String,
}

/// A measure and its headings.
#[derive(Clone, Copy)]
struct Row<'a> {
    goal: &'a Goal,
    measure: &'a Measure,
}

impl<'a> From<(&'a Goal, &'a Direction, &'a Measure)> for Row<'a> {
    fn from((goal, _, measure): (&'a Goal, &'a Direction, &'a Measure)) -> Self {
        Self { goal, measure }
    }
}

impl Index {
    /// Folds the names, 内容, departments and the narratives of one year of all measures.
    pub fn new(book: &Book, year: Option<FiscalYear>) -> Self {
        let texts = book
            .listed()
            .into_iter()
            .map(|(_, _, measure)| (measure.id, Texts::of(book, measure, year)));
        Self { texts: texts.collect() }
    }

    /// The measures that pass the filter, in the order of the printed list.
    pub fn find(&self, book: &Book, filter: &Filter, year: Option<FiscalYear>) -> Vec<Found> {
        let words = Words::of(&filter.words);
        let listed = book.listed().into_iter().map(Row::from);
        let admitted = listed.filter(|row| filter.admits(book, *row, year));
        admitted
            .filter_map(|row| {
                let measure = row.measure.id;
                let place = if words.is_empty() {
                    None
                } else {
                    self.texts.get(&measure)?.place(&words)?
                };
                Some(Found { measure, place })
            })
            .collect()
    }
}

impl Texts {
    fn of(book: &Book, measure: &Measure, year: Option<FiscalYear>) -> Self {
        let departments = measure.lead.iter().chain(&measure.related);
        let names = departments.filter_map(|id| book.department(*id));
        let names: Vec<String> = names.map(|department| folded(&department.name)).collect();
        Self {
            name: folded(&measure.name),
            departments: names.join("\n"),
            description: folded(&measure.description),
            narrative: year
                .map(|year| folded(book.narrative(measure.id, year)))
                .unwrap_or_default(),
        }
    }

    /// `None` where not all of the words are found, else where they are to be shown.
    fn place(&self, words: &Words) -> Option<Option<Place>> {
        let seen = [self.name.as_str(), self.departments.as_str()];
        let all = seen.into_iter().chain([self.description.as_str(), self.narrative.as_str()]);
        if !words.all_in(all) {
            return None;
        }
        Some(if words.all_in(seen.into_iter()) {
            None
        } else if words.any_in(&self.narrative) {
            Some(Place::Narrative)
        } else {
            Some(Place::Description)
        })
    }
}

/// Puts measures, which are in the order of the printed list, in another.
pub fn arrange(book: &Book, year: Option<FiscalYear>, order: Order, found: &mut [Found]) {
    let measure = |found: &Found| book.measure(found.measure);
    match order {
        Order::Listed => {}
        Order::State => found.sort_by_key(|it| {
            // `None` comes before all others, but what is asked for comes first.
            let state = measure(it).and_then(|measure| state_of(book, measure, year));
            (state.is_none(), state)
        }),
        Order::Status => found.sort_by_key(|it| {
            let status = year.and_then(|year| book.progress(it.measure, year));
            status.map(|status| (status.position, status.id))
        }),
        Order::Department => found.sort_by_key(|it| {
            let lead = measure(it).and_then(|measure| measure.lead.first());
            let lead = lead.and_then(|id| book.department(*id));
            lead.map(|department| (department.position, department.id))
        }),
    }
}

#[cfg(test)]
mod tests;
