//! Rows that tell more of a measure which another row, table or sheet tells.

use super::Reader;
use crate::domain::field::{About, Kind};
use crate::domain::{Field, FiscalYear, Measure};
use crate::exchange::cell;
use crate::exchange::doubt::{Question, Reason};
use crate::exchange::grid::Row;
use crate::exchange::listing::{ListedEntry, ListedMeasure};
use crate::exchange::table::columns::Column;
use crate::exchange::table::departments::Brackets;
use crate::exchange::table::sheet::Sheet;
use std::collections::BTreeMap;

impl Reader<'_> {
    /// The measure that an earlier row tells for another department, or of another kind, by its place
    /// among those of the direction, and how many these are.
    pub(super) fn sharing(
        &self,
        sheet: &Sheet<'_>,
        measure: &ListedMeasure,
    ) -> Option<(usize, usize)> {
        let goal = self.listing.goals.get(self.goal?)?;
        let known = &goal.directions.get(self.direction?)?.measures;
        let is_of_kind = sheet.column(Column::Kind).is_some() && self.open;
        let is_shared = |other: &ListedMeasure| {
            let is_of_other = measure.lead.is_some() && other.lead != measure.lead;
            let is_last = || known.last().is_some_and(|last| last.place == other.place);
            // In another sheet the same year says it otherwise: an old list, or amounts of money.
            let is_told = measure.entries.iter().any(|entry| {
                other.entries.iter().any(|it| it.year == entry.year && it.narrative.is_some())
            });
            let is_here = sheet.holds(&other.place) || sheet.is_of_department() || !is_told;
            let is_unnumbered =
                || measure.number.is_none() && other.name == measure.name && self.open && is_last();
            is_here
                && ((other.is_same(measure) && (is_of_other || (is_of_kind && is_last())))
                    || (is_of_other && is_unnumbered()))
        };
        Some((known.iter().position(is_shared)?, known.len()))
    }

    /// Adds what a further row says of a measure, with whose it is where another department tells it.
    pub(super) fn join(
        &mut self,
        sheet: &Sheet<'_>,
        row: &Row,
        (goal, direction, at): (usize, usize, usize),
        more: ListedMeasure,
    ) {
        let goal = self.listing.goals.get_mut(goal);
        let direction = goal.and_then(|goal| goal.directions.get_mut(direction));
        let Some(known) = direction.and_then(|it| it.measures.get_mut(at)) else { return };
        known.also_at.push(more.place);
        let place = known.place.clone();
        let first = known.lead.clone().unwrap_or_default();
        let owner = more.lead.clone().filter(|lead| !first.is_empty() && *lead != first);
        // Each text is labelled with whose it is, the first one once there is a second.
        let first: &[String] = match owner {
            Some(_) => self.shared.entry(place.clone()).or_insert(first),
            None => &[],
        };
        let whose = owner.unwrap_or_default();
        extend(&mut known.lead, more.lead, &[]);
        let lead = known.lead.clone().unwrap_or_default();
        extend(&mut known.related, more.related, &lead);
        add_text(&mut known.description, more.description, first, &whose);
        for (field, text) in more.further {
            let _ = known.further.entry(field).or_insert(text);
        }
        let mut lost = Vec::new();
        for mut entry in more.entries {
            match known.entries.iter_mut().find(|known| known.year == entry.year) {
                Some(known) => {
                    let (old, new) = (known.status.as_ref(), entry.status.as_ref());
                    if old.is_some() && new.is_some() && old != new {
                        lost.push(entry.year);
                    }
                    known.status = known.status.take().or(entry.status);
                    add_text(&mut known.narrative, entry.narrative, first, &whose);
                }
                None => {
                    label(&mut entry.narrative, &whose);
                    known.add(entry);
                }
            }
        }
        self.attribute(sheet, row, &place);
        self.account.tell_stored(row.number, Question::OtherStatus, |field| match field {
            Column::Status(year) | Column::Mark(year) => lost.contains(&year),
            _ => false,
        });
    }

    /// The measure read before, in a list that has a row for each of its years.
    pub(super) fn same_measure(
        &mut self,
        sheet: &Sheet<'_>,
        measure: &ListedMeasure,
    ) -> Option<&mut ListedMeasure> {
        let has_years = sheet.column(Column::Year).is_some() || !sheet.parts.is_empty();
        // 計画 | 実績: a row each.
        let is_pair = sheet.column(Column::Kind).is_some() && self.open;
        let direction =
            self.listing.goals.get_mut(self.goal?)?.directions.get_mut(self.direction?)?;
        // From year to year the numbers may shift; the name tells which measure it is.
        let is_of_one = sheet.year.is_some() || sheet.stage.is_some();
        let exact = direction.measures.iter().position(|known| known.is_same(measure));
        let by_name = || {
            let mut named = direction
                .measures
                .iter()
                .enumerate()
                .filter(|(_, known)| known.name == measure.name && !sheet.holds(&known.place));
            named.next().filter(|_| named.next().is_none()).map(|(at, _)| at)
        };
        let at = exact.or_else(|| by_name().filter(|_| is_of_one))?;
        let known = direction.measures.get_mut(at)?;
        let is_new = |entry: &ListedEntry| known.entries.iter().all(|old| old.year != entry.year);
        let is_of_other = || is_of_one && !sheet.holds(&known.place);
        ((has_years || is_pair || is_of_other()) && measure.entries.iter().all(is_new))
            .then_some(known)
    }

    /// Adds what a further row says of a measure whose number and name are merged over both.
    pub(super) fn continue_measure(
        &mut self,
        sheet: &Sheet<'_>,
        index: usize,
        row: &Row,
        entries: Vec<ListedEntry>,
    ) -> Result<(), Reason> {
        let (goal, direction) = self.present_direction();
        let directions = self.listing.goals.get(goal).map(|goal| &goal.directions);
        let measures = directions.and_then(|it| it.get(direction)).map(|it| &it.measures);
        let last = measures.and_then(|it| Some((it.len().checked_sub(1)?, it.last()?)));
        let Some((at, last)) = last.filter(|_| self.open) else {
            return Err(Reason::Unknown { text: sheet.shown(row) });
        };
        let (lead, related) = sheet.own_departments(row);
        let more = ListedMeasure {
            place: sheet.place(index),
            number: last.number,
            name: last.name.clone(),
            description: sheet.own_text(row, Column::Description).map(|text| cell::text(&text)),
            further: further_texts(|column| sheet.own_text(row, column)),
            lead,
            related,
            retired: None,
            period: None,
            entries,
            dismissed: None,
            also_at: Vec::new(),
        };
        self.store_measure(sheet, row);
        self.join(sheet, row, (goal, direction, at), more);
        Ok(())
    }
}

/// The further texts of a measure that have a column.
pub(super) fn further_texts(text: impl Fn(Column) -> Option<String>) -> BTreeMap<Field, String> {
    let cell = |about: About| {
        let text = text(Column::Further(about.field))?;
        let lines = about.kind == Kind::Lines;
        Some((about.field, if lines { cell::text(&text) } else { cell::name(&text) }))
    };
    Measure::further_texts().filter_map(cell).collect()
}

/// Which of two rows of a measure is overruled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Old,
    New,
}

/// Takes what the sheet of a later year says of a measure. Tells in which fields the two differ, and
/// which of them is overruled.
pub(super) fn renew(
    known: &mut ListedMeasure,
    other: &ListedMeasure,
    year: Option<FiscalYear>,
) -> Vec<(Column, Side)> {
    let is_later = year.is_some() && known.entries.iter().all(|entry| entry.year < year);
    let sides = [
        (Column::Number, replace(&mut known.number, &other.number, is_later)),
        (Column::Description, replace(&mut known.description, &other.description, is_later)),
        (Column::Lead(Brackets::PartOfName), replace(&mut known.lead, &other.lead, is_later)),
        (Column::Related, replace(&mut known.related, &other.related, is_later)),
        (Column::Retired, replace(&mut known.retired, &other.retired, is_later)),
        (Column::Period, replace(&mut known.period, &other.period, is_later)),
    ];
    let further = other.further.iter().map(|(field, text)| {
        let mut held = known.further.remove(field);
        let side = replace(&mut held, &Some(text.clone()), is_later);
        known.further.extend(held.map(|held| (*field, held)));
        (Column::Further(*field), side)
    });
    let all = sides.into_iter().chain(further);
    all.filter_map(|(column, side)| Some((column, side?))).collect()
}

fn replace<T: Clone + PartialEq>(
    old: &mut Option<T>,
    new: &Option<T>,
    is_later: bool,
) -> Option<Side> {
    let differ = old.is_some() && new.is_some() && old != new;
    if new.is_some() && (is_later || old.is_none()) {
        old.clone_from(new);
    }
    differ.then_some(if is_later { Side::Old } else { Side::New })
}

/// Puts before a text whose it is.
fn label(text: &mut Option<String>, whose: &[String]) {
    if let (Some(text), false) = (text, whose.is_empty()) {
        *text = format!("{}\n{text}", label_of(whose));
    }
}

fn label_of(whose: &[String]) -> String {
    format!("【{}】", whose.join("、"))
}

/// Adds a further part to a text, unless it says the same once more.
fn add_text(
    text: &mut Option<String>,
    mut more: Option<String>,
    first: &[String],
    whose: &[String],
) {
    if more.is_none() || *text == more {
        return;
    }
    if text.as_ref().is_some_and(|text| !text.starts_with(&label_of(first))) {
        label(text, first);
    }
    label(&mut more, whose);
    match (text, more) {
        (Some(text), Some(more)) => {
            text.push('\n');
            text.push_str(&more);
        }
        (text, more) => *text = more,
    }
}

/// Adds departments that are not among the others yet.
fn extend(names: &mut Option<Vec<String>>, more: Option<Vec<String>>, others: &[String]) {
    for name in more.into_iter().flatten().filter(|name| !others.contains(name)) {
        let names = names.get_or_insert_default();
        if !names.contains(&name) {
            names.push(name);
        }
    }
}
