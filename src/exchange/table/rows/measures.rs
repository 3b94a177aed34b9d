//! Rows that are measures, or that go on with one.

use super::Reader;
use crate::domain::FiscalYear;
use crate::exchange::cell;
use crate::exchange::grid::Row;
use crate::exchange::listing::{ListedEntry, ListedMeasure, Question, Reason};
use crate::exchange::table::columns::Column;
use crate::exchange::table::headings;
use crate::exchange::table::sheet::{Sheet, number_of};
use crate::exchange::table::years::folded;

impl Reader<'_> {
    pub(super) fn measure(
        &mut self,
        sheet: &Sheet<'_>,
        index: usize,
        row: &Row,
    ) -> Result<(), Reason> {
        if sheet.is_heading_only(row) {
            return Ok(());
        }
        let entries = sheet.entries(row)?;
        self.note_first_reiwa(sheet, row);
        if sheet.continues(row) {
            return self.continue_measure(sheet, index, row, entries);
        }
        let number = sheet.number(row);
        let number = number.as_deref().and_then(number_of);
        let name = sheet.text(row, Column::Name).map(|text| cell::name(&text)).unwrap_or_default();
        let (number, name) = match headings::direction(&name).filter(|_| sheet.numbered_names) {
            Some(parsed) => (parsed.number, parsed.name),
            None => (number, name),
        };
        if sheet.is_across(row)
            || is_total(&name)
            || sheet.number(row).is_some_and(|text| is_total(&text))
        {
            return Err(Reason::Unknown { text: sheet.shown(row) });
        }
        if name.trim().is_empty() {
            return Err(match number {
                Some(_) => Reason::Nameless,
                None => Reason::Unknown { text: sheet.shown(row) },
            });
        }
        if is_gap(&name) && !(sheet.goal_column && sheet.direction_column) {
            return Ok(());
        }
        let (lead, related) = sheet.departments(row);
        let mut measure = ListedMeasure {
            place: sheet.place(index),
            number,
            name,
            description: sheet.text(row, Column::Description).map(|text| cell::text(&text)),
            lead,
            related,
            retired: sheet.retired(row),
            entries: Vec::new(),
        };
        entries.into_iter().for_each(|entry| measure.add(entry));
        let (goal, direction) = self.present_direction();
        if let Some(known) = self.same_measure(sheet, &measure) {
            let differs = sheet.year.is_some_and(|year| renew(known, &measure, year));
            measure.entries.into_iter().for_each(|entry| known.add(entry));
            self.open = false;
            if differs {
                let doubt = sheet.doubt(index, None, &measure.name, Question::OtherSheet);
                self.listing.doubts.push(doubt);
            }
        } else if let Some((at, sharing)) = self.sharing(&measure) {
            self.open = at + 1 == sharing;
            self.join(sheet, index, row, (goal, direction, at), measure);
        } else {
            self.open = self.listing.push(goal, direction, measure);
        }
        Ok(())
    }

    /// The measure that an earlier row tells for another department, by its place among those of the
    /// direction, and how many these are.
    fn sharing(&self, measure: &ListedMeasure) -> Option<(usize, usize)> {
        let goal = self.listing.goals.get(self.goal?)?;
        let known = &goal.directions.get(self.direction?)?.measures;
        let is_shared = |other: &ListedMeasure| {
            other.is_same(measure) && measure.lead.is_some() && other.lead != measure.lead
        };
        Some((known.iter().position(is_shared)?, known.len()))
    }

    /// Adds what a further row says of a measure, with whose it is where another department tells it.
    fn join(
        &mut self,
        sheet: &Sheet<'_>,
        index: usize,
        row: &Row,
        (goal, direction, at): (usize, usize, usize),
        more: ListedMeasure,
    ) {
        let goal = self.listing.goals.get_mut(goal);
        let direction = goal.and_then(|goal| goal.directions.get_mut(direction));
        let Some(known) = direction.and_then(|it| it.measures.get_mut(at)) else { return };
        let first = known.lead.clone().unwrap_or_default();
        let owner = more.lead.clone().filter(|lead| !first.is_empty() && *lead != first);
        if owner.is_some() && self.shared.insert(known.place.clone()) {
            label(&mut known.description, &first);
            known.entries.iter_mut().for_each(|entry| label(&mut entry.narrative, &first));
        }
        let whose = owner.unwrap_or_default();
        extend(&mut known.lead, more.lead, &[]);
        let lead = known.lead.clone().unwrap_or_default();
        extend(&mut known.related, more.related, &lead);
        add_text(&mut known.description, more.description, &whose);
        let mut differ = false;
        for entry in more.entries {
            match known.entries.iter_mut().find(|known| known.year == entry.year) {
                Some(known) => {
                    differ |= entry.status.is_some()
                        && known.status.is_some()
                        && entry.status != known.status;
                    known.status = known.status.take().or(entry.status);
                    add_text(&mut known.narrative, entry.narrative, &whose);
                }
                None => {
                    let mut entry = entry;
                    label(&mut entry.narrative, &whose);
                    known.add(entry);
                }
            }
        }
        if differ {
            let statuses = sheet.layout.columns.iter().filter(|titled| {
                matches!(titled.column, Column::Status(_)) && !row.cell(titled.at).is_blank()
            });
            let doubts = statuses.map(|titled| {
                let text = row.cell(titled.at).text();
                sheet.doubt(index, Some(titled.at), text, Question::OtherStatus)
            });
            self.listing.doubts.extend(doubts);
        }
    }

    /// The measure read before, in a list that has a row for each of its years.
    fn same_measure(
        &mut self,
        sheet: &Sheet<'_>,
        measure: &ListedMeasure,
    ) -> Option<&mut ListedMeasure> {
        let has_years = sheet.column(Column::Year).is_some() || sheet.year.is_some();
        let direction =
            self.listing.goals.get_mut(self.goal?)?.directions.get_mut(self.direction?)?;
        let known = direction.measures.iter_mut().find(|known| known.is_same(measure))?;
        let is_new = |entry: &ListedEntry| known.entries.iter().all(|old| old.year != entry.year);
        (has_years && measure.entries.iter().all(is_new)).then_some(known)
    }

    /// Adds what a further row says of a measure whose number and name are merged over both.
    fn continue_measure(
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
            lead,
            related,
            retired: None,
            entries,
        };
        self.join(sheet, index, row, (goal, direction, at), more);
        Ok(())
    }
}

/// Takes what the sheet of a later year says of a measure. Tells whether the sheets differ.
fn renew(known: &mut ListedMeasure, other: &ListedMeasure, year: FiscalYear) -> bool {
    let is_later = known.entries.iter().all(|entry| entry.year < Some(year));
    let mut differ = replace(&mut known.description, &other.description, is_later);
    differ |= replace(&mut known.lead, &other.lead, is_later);
    differ |= replace(&mut known.related, &other.related, is_later);
    differ
}

fn replace<T: Clone + PartialEq>(old: &mut Option<T>, new: &Option<T>, is_later: bool) -> bool {
    let differ = old.is_some() && new.is_some() && old != new;
    if new.is_some() && (is_later || old.is_none()) {
        old.clone_from(new);
    }
    differ
}

/// Puts before a text whose it is.
fn label(text: &mut Option<String>, whose: &[String]) {
    if let (Some(text), false) = (text, whose.is_empty()) {
        *text = format!("【{}】\n{text}", whose.join("、"));
    }
}

/// Adds a further part to a text, unless it says the same once more.
fn add_text(text: &mut Option<String>, mut more: Option<String>, whose: &[String]) {
    if more.is_none() || *text == more {
        return;
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

/// 合計: a row that counts the others.
fn is_total(text: &str) -> bool {
    let text = folded(text);
    matches!(
        text.trim_matches(['(', ')', '【', '】']),
        "計" | "小計" | "合計" | "総計" | "累計" | "総合計"
    )
}

/// 欠番: a row that says that there is nothing, as lists made for print have it.
fn is_gap(name: &str) -> bool {
    folded(name).trim_matches(['(', ')']) == "欠番"
}
