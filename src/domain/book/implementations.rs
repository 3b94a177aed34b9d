//! The entries of the measures, year by year: what is written, and what still lacks.

use super::Book;
use crate::domain::proofread::NotationRules;
use crate::domain::{
    Approval, EntryState, FiscalYear, Implementation, Measure, MeasureId, ProgressStatus,
};

impl Book {
    /// The entry of a measure in a year, where something is written.
    pub fn implementation(&self, measure: MeasureId, year: FiscalYear) -> Option<&Implementation> {
        self.tables.implementations.get(&(measure, year))
    }

    /// All entries of a measure, earliest year first.
    pub fn implementations(&self, measure: MeasureId) -> impl Iterator<Item = &Implementation> {
        self.tables
            .implementations
            .range((measure, FiscalYear(i32::MIN))..=(measure, FiscalYear(i32::MAX)))
            .map(|(_, entry)| entry)
    }

    /// What is written for a measure in a year; empty where nothing is.
    pub fn narrative(&self, measure: MeasureId, year: FiscalYear) -> &str {
        self.implementation(measure, year).map_or("", |entry| &entry.narrative)
    }

    /// How numbers and brackets are to be written in the narratives.
    pub fn notation_rules(&self) -> NotationRules {
        NotationRules::of_plan(&self.plan, || self.usage())
    }

    /// How they are written in nearly all narratives, those of the file included from which this one
    /// was handed out.
    pub fn usage(&self) -> NotationRules {
        let narratives =
            || self.tables.implementations.values().map(|entry| entry.narrative.as_str());
        self.inherited_usage.unwrap_or_else(|| NotationRules::of_texts(narratives()))
    }

    /// Takes over the usage of the file from which this one was handed out: a department's few texts
    /// show none.
    pub const fn inherit_usage(&mut self, usage: Option<NotationRules>) {
        self.inherited_usage = usage;
    }

    /// The status of a measure in a year.
    pub fn progress(&self, measure: MeasureId, year: FiscalYear) -> Option<&ProgressStatus> {
        self.status(self.implementation(measure, year)?.status?)
    }

    /// Whether the entry of a measure for a year still lacks its text, or its status where one is
    /// asked for.
    pub fn is_missing(&self, measure: &Measure, year: FiscalYear) -> bool {
        self.lacks_status(measure, year) || self.lacks_narrative(measure, year)
    }

    /// Whether the status is still to be entered. Lists keep one status, that of their latest year,
    /// so that earlier years are not asked for theirs.
    pub fn lacks_status(&self, measure: &Measure, year: FiscalYear) -> bool {
        measure.is_asked_for(year)
            && self.latest_year() == Some(year)
            && self.implementation(measure.id, year).is_none_or(|entry| entry.status.is_none())
    }

    /// Whether the text is still to be entered.
    pub fn lacks_narrative(&self, measure: &Measure, year: FiscalYear) -> bool {
        measure.is_asked_for(year) && self.narrative(measure.id, year).trim().is_empty()
    }

    /// Whether a text stands in a year in which the measure is not carried out. It is kept and
    /// printed, as it may be the years that are wrong; 点検 tells of it.
    pub fn is_outside_period(&self, measure: &Measure, year: FiscalYear) -> bool {
        !measure.period.contains(year) && !self.narrative(measure.id, year).trim().is_empty()
    }

    /// Whether a paper of a year has something to say of a measure.
    pub fn is_printed_in(&self, measure: &Measure, year: FiscalYear) -> bool {
        measure.period.contains(year) || self.is_outside_period(measure, year)
    }

    /// How far the entry of a measure for a year has come.
    pub fn entry_state(&self, measure: MeasureId, year: FiscalYear) -> EntryState {
        self.implementation(measure, year).map_or(EntryState::Missing, Implementation::state)
    }

    /// Whether anybody has agreed to any entry of a year.
    pub fn uses_approval(&self, year: FiscalYear) -> bool {
        let mut entries = self.tables.implementations.values();
        entries.any(|entry| entry.year == year && entry.approval != Approval::None)
    }

    /// Whether an entry that is asked for is not 確定 yet.
    pub fn is_unconfirmed(&self, measure: &Measure, year: FiscalYear) -> bool {
        measure.is_asked_for(year) && self.entry_state(measure.id, year) != EntryState::Confirmed
    }
}
