//! The rules that hold for a book as a whole, whatever was changed.

use super::Book;
use super::tables::Tables;
use crate::domain::field::{About, Kind};
use crate::domain::invalid::rules::{check_distinct, lines, named, one_line};
use crate::domain::{
    Amendment, Change, Field, FiscalYear, Indicator, Invalid, Key, Noun, Observation, Record,
    Succession, Value,
};
use std::collections::BTreeSet;

impl Book {
    /// The kinds of records but the plan, each after those that it refers to.
    pub const NOUNS: &'static [Noun] = &Tables::NOUNS;

    /// The most records of a kind that a book holds.
    pub const fn most(noun: Noun) -> usize {
        Tables::most(noun)
    }

    /// The most records that a book holds.
    pub const MOST: usize = {
        let (mut all, mut at) = (Self::most(Noun::Plan), 0);
        while at < Self::NOUNS.len() {
            all += Self::most(Self::NOUNS[at]);
            at += 1;
        }
        all
    };

    /// The most departments that take over from one, each from the one before it.
    pub const MOST_SUCCESSORS: usize = 50;

    /// Checks the rules that the changed records could have broken.
    pub(super) fn check(&self, changes: &[Change]) -> Result<(), Invalid> {
        if let Some(noun) = self.tables.overfull() {
            return Err(Invalid::TooMany(noun));
        }
        let (mut names_of_departments, mut names_of_statuses) = (false, false);
        let (mut templates, mut scales) = (false, false);
        for change in changes {
            let Some(key) = change.key() else { continue };
            match self.record(key) {
                Some(record) => {
                    self.check_record(&record).map_err(|invalid| self.placed(invalid, &record))?;
                }
                None => match self.uses(key) {
                    0 => {}
                    uses => return Err(Invalid::InUse { key, uses }),
                },
            }
            names_of_departments |= matches!(key, Key::Department(_));
            names_of_statuses |= matches!(key, Key::Status(_));
            templates |= matches!(key, Key::Template(_));
            scales |= matches!(key, Key::Scale(_));
        }
        if names_of_departments {
            check_distinct(self.tables.departments.values().map(|row| &row.name))?;
            self.check_succession()?;
        }
        if names_of_statuses {
            check_distinct(self.tables.statuses.values().map(|row| &row.name))?;
        }
        if scales {
            check_distinct(self.tables.scales.values().map(|row| &row.name))?;
        }
        if templates {
            self.check_templates()?;
        }
        Ok(())
    }

    /// One of them stays, and each has a name of its own.
    pub fn check_templates(&self) -> Result<(), Invalid> {
        if self.tables.templates.is_empty() {
            return Err(Invalid::LastTemplate);
        }
        check_distinct(self.tables.templates.values().map(|row| &row.name))
    }

    /// The way from each department to the one that took over in the end is short, and ends: it is
    /// gone for every measure that is shown.
    fn check_succession(&self) -> Result<(), Invalid> {
        for start in self.tables.departments.keys() {
            let mut way = vec![*start];
            let mut at = self.department(*start);
            while let Some(Succession { into, .. }) = at.and_then(|row| row.successor) {
                if way.contains(&into) {
                    return Err(Invalid::OwnSuccessor);
                }
                if way.len() > Self::MOST_SUCCESSORS {
                    return Err(Invalid::TooManySuccessors);
                }
                way.push(into);
                at = self.department(into);
            }
        }
        Ok(())
    }

    /// A refusal of a long text with the name of the record that it stands in.
    fn placed(&self, mut invalid: Invalid, record: &Record) -> Invalid {
        const SHOWN: usize = 30;
        if let Invalid::TooLong { of, .. } = &mut invalid {
            let (name, year) = match record {
                Record::Observation(row) => {
                    let indicator = self.indicator(row.indicator);
                    (indicator.map(|row| row.name.as_str()), self.year_label(row.year))
                }
                Record::Implementation(entry) => {
                    let measure = self.measure(entry.measure);
                    (measure.map(|row| row.name.as_str()), self.year_label(entry.year))
                }
                Record::Plan(_) => (None, String::new()),
                record => (record.name(), String::new()),
            };
            if let Some(name) = name {
                let more = if name.chars().nth(SHOWN).is_some() { "…" } else { "" };
                let name: String = name.chars().take(SHOWN).collect();
                *of = format!("{name}{more}{}{year}", if year.is_empty() { "" } else { "　" });
            }
        }
        invalid
    }

    fn check_record(&self, record: &Record) -> Result<(), Invalid> {
        for (About { field, kind, .. }, text) in record.all_texts() {
            match kind {
                Kind::Name => named(field, text)?,
                Kind::Line => one_line(field, text)?,
                Kind::Lines => lines(field, text)?,
                // Checked with what it is a part of.
                _ => {}
            }
        }
        if let Some(lost) = record.references().into_iter().find(|key| !self.has(*key)) {
            return Err(Invalid::Dangling(lost));
        }
        for (field, value) in record.fields() {
            if let Value::Figure(figure) = value {
                one_line(field, &figure.to_string())?;
            }
        }
        let year = match record {
            Record::Indicator(indicator) => return check_indicator(indicator),
            Record::Grade(grade) if !grade.lower.is_blank() && grade.lower.number().is_none() => {
                return Err(Invalid::OutOfRange(Field::GradeLower));
            }
            Record::Observation(Observation { year, .. })
            | Record::Amendment(Amendment { year, .. }) => Some(*year),
            Record::Measure(measure) => {
                let mut seen = BTreeSet::new();
                let mut departments = measure.lead.iter().chain(&measure.related);
                return match departments.all(|id| seen.insert(id)) {
                    true => measure.period.check(),
                    false => Err(Invalid::DepartmentTwice),
                };
            }
            Record::Template(template) => return template.settings.check(),
            Record::Department(department) => department.successor.map(|it| it.from),
            Record::Year(year) => Some(year.year),
            _ => None,
        };
        match year.filter(|year| !FiscalYear::RANGE.contains(&year.0)) {
            Some(FiscalYear(year)) => Err(Invalid::YearOutOfRange(year)),
            None => Ok(()),
        }
    }
}

fn check_indicator(indicator: &Indicator) -> Result<(), Invalid> {
    let Indicator { id, at, lead, related, period, target_year, successor, .. } = indicator;
    if at.is_empty() {
        return Err(Invalid::Blank(Field::At));
    }
    if *successor == Some(*id) {
        return Err(Invalid::OutOfRange(Field::NextIndicator));
    }
    let mut seen = BTreeSet::new();
    if !lead.iter().chain(related).all(|id| seen.insert(id)) {
        return Err(Invalid::DepartmentTwice);
    }
    if let Some(FiscalYear(year)) = target_year.filter(|it| !FiscalYear::RANGE.contains(&it.0)) {
        return Err(Invalid::YearOutOfRange(year));
    }
    period.check()
}
