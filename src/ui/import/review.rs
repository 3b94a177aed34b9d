//! 確認: what would be added, changed and left, row by row.

use crate::domain::{Approval, Book, Change, Implementation, Key, MeasureId, Record};
use crate::exchange::{self, Decisions, Import, Listing, Outcome, Place, Source, Tally};
use crate::exchange::{Form, Taken, Unreadable};
use crate::ui::history::record_changes::{Detail, details};
use crate::words::Notice;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A list as it was read, and what it means for a book.
#[derive(Debug)]
pub struct Prepared {
    listing: Arc<Listing>,
    import: Import,
    /// The book as it would become.
    after: Book,
}

/// Reads a list by a form and compares it with a book.
pub(super) fn prepare(book: &Book, source: &Source, form: &Form) -> Result<Prepared, Notice> {
    let listing = source.read_as(form).map_err(|error| Notice::from(&error))?;
    let import = exchange::import(book, &listing);
    let mut after = book.clone();
    after.apply(&import.changes).map_err(|invalid| Notice::from(&invalid))?;
    Ok(Prepared { listing, import, after })
}

/// One line of the review.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// What changes besides measures.
    Rest,
    /// A measure, by index among the rows of the import.
    Measure(usize),
    /// A row that cannot be taken over, by index.
    Unreadable(usize),
}

/// Which lines are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineFilter {
    All,
    Added,
    Changed,
    Unchanged,
    Unreadable,
}

impl LineFilter {
    pub const ALL: [Self; 5] =
        [Self::All, Self::Added, Self::Changed, Self::Unchanged, Self::Unreadable];

    pub const fn name(self) -> &'static str {
        match self {
            Self::All => "すべて",
            Self::Added => "追加",
            Self::Changed => "変更",
            Self::Unchanged => "そのまま",
            Self::Unreadable => "取り込めない",
        }
    }
}

/// The lines, which of them are shown and which are left out.
#[derive(Debug)]
pub(super) struct Review {
    prepared: Arc<Prepared>,
    lines: Vec<Line>,
    shown: Vec<Line>,
    pub show: LineFilter,
    decisions: Decisions,
    /// Where the measures stand that are left out until the clerk says otherwise.
    doubtful: BTreeSet<Place>,
    /// The names that would no longer be, by measure.
    renamed: BTreeMap<MeasureId, String>,
    pub chosen: Option<Line>,
    /// What becomes of the chosen line.
    pub details: Vec<Detail>,
    /// Whether the texts come as 確定: nobody is at work on them here.
    pub confirms: bool,
}

impl Review {
    pub(super) fn new(prepared: Arc<Prepared>, confirms: bool) -> Self {
        let import = &prepared.import;
        let mut placed: Vec<(Option<&Place>, Line)> = Vec::new();
        if import.changes.iter().any(|change| measure_of(change).is_none()) {
            placed.push((None, Line::Rest));
        }
        let measures = import.rows.iter().enumerate();
        placed.extend(measures.map(|(at, row)| (Some(&row.place), Line::Measure(at))));
        let unreadable = import.unreadable.iter().enumerate();
        placed.extend(unreadable.map(|(at, row)| (Some(&row.place), Line::Unreadable(at))));
        placed.sort_by_key(|(place, _)| *place);
        let lines: Vec<Line> = placed.into_iter().map(|(_, line)| line).collect();
        let renamed = import.changes.iter().filter_map(renamed).collect();
        let doubtful = import.doubtful();
        let mut review = Self {
            renamed,
            prepared,
            shown: lines.clone(),
            lines,
            show: LineFilter::All,
            decisions: Decisions { left: doubtful.clone(), ..Decisions::default() },
            doubtful,
            chosen: None,
            details: Vec::new(),
            confirms,
        };
        let is = |outcome| review.lines.iter().find(|it| review.outcome(**it) == Some(outcome));
        let first = is(Outcome::Changed).or(is(Outcome::Added)).or(review.lines.first()).copied();
        review.choose(first);
        review
    }

    pub(super) fn import(&self) -> &Import {
        &self.prepared.import
    }

    /// How many measures would get another name, where the list may be one of another plan.
    pub(super) fn strangers(&self) -> Option<usize> {
        self.prepared.import.strangers()
    }

    pub(super) fn after(&self) -> &Book {
        &self.prepared.after
    }

    pub(super) fn shown(&self) -> &[Line] {
        &self.shown
    }

    pub(super) fn row(&self, line: Line) -> Option<&Taken> {
        match line {
            Line::Measure(at) => self.prepared.import.rows.get(at),
            Line::Rest | Line::Unreadable(_) => None,
        }
    }

    /// How a measure was called that gets another name.
    pub(super) fn old_name(&self, line: Line) -> Option<&str> {
        self.renamed.get(&self.row(line)?.measure).map(String::as_str)
    }

    /// Whether a measure may be another one than that of its number.
    pub(super) fn is_doubtful(&self, line: Line) -> bool {
        self.row(line).is_some_and(|row| self.doubtful.contains(&row.place))
    }

    pub(super) fn unreadable(&self, line: Line) -> Option<&Unreadable> {
        match line {
            Line::Unreadable(at) => self.prepared.import.unreadable.get(at),
            Line::Rest | Line::Measure(_) => None,
        }
    }

    fn outcome(&self, line: Line) -> Option<Outcome> {
        self.row(line).map(|row| row.outcome)
    }

    /// How many rows of the list there are of a kind.
    pub(super) fn count(&self, show: LineFilter) -> usize {
        let rows = self.lines.iter().filter(|line| **line != Line::Rest);
        rows.filter(|line| self.is_of(**line, show)).count()
    }

    fn is_of(&self, line: Line, show: LineFilter) -> bool {
        match show {
            LineFilter::All => true,
            _ if line == Line::Rest => false,
            LineFilter::Added => self.outcome(line) == Some(Outcome::Added),
            LineFilter::Changed => self.outcome(line) == Some(Outcome::Changed),
            LineFilter::Unchanged => self.outcome(line) == Some(Outcome::Unchanged),
            LineFilter::Unreadable => matches!(line, Line::Unreadable(_)),
        }
    }

    /// Shows the lines of one kind.
    pub(super) fn narrow(&mut self, show: LineFilter) {
        self.show = show;
        self.shown = self.lines.iter().copied().filter(|line| self.is_of(*line, show)).collect();
        if !self.chosen.is_some_and(|line| self.shown.contains(&line)) {
            self.choose(self.shown.first().copied());
        }
    }

    pub(super) fn choose(&mut self, line: Option<Line>) {
        self.chosen = line;
        let of = match line {
            None | Some(Line::Unreadable(_)) => {
                self.details.clear();
                return;
            }
            Some(Line::Rest) => None,
            Some(line @ Line::Measure(_)) => self.row(line).map(|row| row.measure),
        };
        let changes = self.prepared.import.changes.iter();
        let changes: Vec<Change> =
            changes.filter(|change| measure_of(change) == of).cloned().collect();
        self.details = details(&self.prepared.after, &changes);
    }

    /// Chooses the line above or below, and gives back its place among those that are shown.
    pub(super) fn step(&mut self, down: bool) -> Option<usize> {
        let at = self.chosen.and_then(|line| self.shown.iter().position(|it| *it == line));
        let to = match (at, down) {
            (None, _) => 0,
            (Some(at), true) => (at + 1).min(self.shown.len().saturating_sub(1)),
            (Some(at), false) => at.saturating_sub(1),
        };
        self.choose(self.shown.get(to).copied());
        self.chosen.map(|_| to)
    }

    /// Whether a line is taken over; `None` where there is nothing to decide.
    pub(super) fn is_taken(&self, line: Line) -> Option<bool> {
        let row = self.row(line)?;
        let decides = matches!(row.outcome, Outcome::Added | Outcome::Changed);
        decides.then(|| !self.decisions.left.contains(&row.place))
    }

    /// Whether a line that may mean a known measure is taken over as a new one.
    pub(super) fn is_fresh(&self, line: Line) -> bool {
        self.row(line).is_some_and(|row| self.decisions.fresh.contains(&row.place))
    }

    pub(super) fn take(&mut self, line: Line, taken: bool) {
        let Some(place) = self.row(line).map(|row| row.place.clone()) else { return };
        let Decisions { left, fresh } = &mut self.decisions;
        let _ = fresh.remove(&place);
        if taken {
            let _ = left.remove(&place);
        } else {
            let _ = left.insert(place);
        }
    }

    /// Takes a line over as a new measure.
    pub(super) fn take_as_new(&mut self, line: Line) {
        let Some(place) = self.row(line).map(|row| row.place.clone()) else { return };
        let _ = self.decisions.left.remove(&place);
        let _ = self.decisions.fresh.insert(place);
    }

    /// Takes or leaves all lines that are shown; those in doubt are taken one by one.
    pub(super) fn take_shown(&mut self, taken: bool) {
        for line in self.shown.clone() {
            if self.is_taken(line).is_some() && !(taken && self.is_doubtful(line)) {
                self.take(line, taken);
            }
        }
    }

    /// How the lines fare, as it is decided now.
    pub(super) fn tally(&self) -> Tally {
        let mut tally = self.prepared.import.tally();
        for row in &self.prepared.import.rows {
            let is_left = self.decisions.left.contains(&row.place);
            let is_fresh = self.decisions.fresh.contains(&row.place);
            match row.outcome {
                Outcome::Added if is_left => tally.added -= 1,
                Outcome::Changed if is_left || is_fresh => tally.changed -= 1,
                _ => continue,
            }
            tally.left += usize::from(is_left);
            tally.added += usize::from(is_fresh);
        }
        tally
    }

    /// The names of the measures that the list says nothing of, as it is decided now.
    pub(super) fn absent(&self) -> Vec<&str> {
        let left = self.doubtful.intersection(&self.decisions.left);
        let except = left.chain(&self.decisions.fresh).cloned().collect();
        self.prepared.import.absent(&self.prepared.after, &except)
    }

    /// How many measures would be added or changed.
    pub(super) fn wanted(&self) -> usize {
        self.lines.iter().filter(|line| self.is_taken(**line) == Some(true)).count()
    }

    /// How many measures are left out.
    pub(super) fn left(&self) -> usize {
        self.decisions.left.len()
    }

    /// Whether anything would be written.
    pub(super) fn is_worth_taking(&self) -> bool {
        let rest = self.lines.first() == Some(&Line::Rest);
        self.wanted() > 0 || (rest && self.decisions.left.is_empty())
    }

    /// What is to be committed.
    pub(super) fn decided(&self, book: &Book) -> Import {
        let mut import = if self.decisions == Decisions::default() {
            self.prepared.import.clone()
        } else {
            exchange::import_with(book, &self.prepared.listing, &self.decisions)
        };
        if self.confirms {
            import.changes.iter_mut().for_each(confirm);
        }
        import
    }

    /// Whether any text comes in.
    pub(super) fn has_texts(&self) -> bool {
        self.prepared.import.changes.iter().any(|change| written(change).is_some())
    }
}

/// The entry that a change leaves with a text.
fn written(change: &Change) -> Option<&Implementation> {
    match &change.after {
        Some(Record::Implementation(entry)) if !entry.narrative.trim().is_empty() => Some(entry),
        _ => None,
    }
}

/// An entry that comes in with a text is 確定.
fn confirm(change: &mut Change) {
    if let Some(entry) = written(change) {
        let confirmed = entry.clone().approved(Approval::Confirmed);
        change.after = Some(Record::Implementation(confirmed));
    }
}

/// The measure that a change gives another name, and how it was called.
fn renamed(change: &Change) -> Option<(MeasureId, String)> {
    match (&change.before, &change.after) {
        (Some(Record::Measure(before)), Some(Record::Measure(after)))
            if before.name != after.name =>
        {
            Some((before.id, before.name.clone()))
        }
        _ => None,
    }
}

/// The measure that a change is about.
fn measure_of(change: &Change) -> Option<MeasureId> {
    match change.after.as_ref().or(change.before.as_ref()).map(Record::key)? {
        Key::Measure(id) | Key::Implementation(id, _) => Some(id),
        _ => None,
    }
}
