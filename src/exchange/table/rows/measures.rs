//! Rows that are measures, or that go on with one.

use super::Reader;
use crate::exchange::cell;
use crate::exchange::grid::Row;
use crate::exchange::listing::{ListedEntry, ListedMeasure, Reason};
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
            return self.continue_measure(sheet, row, entries);
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
        self.open = match self.same_measure(sheet, &measure) {
            Some(known) => {
                measure.entries.into_iter().for_each(|entry| known.add(entry));
                false
            }
            None => self.listing.push(goal, direction, measure),
        };
        Ok(())
    }

    /// The measure read before, in a list that has a row for each of its years.
    fn same_measure(
        &mut self,
        sheet: &Sheet<'_>,
        measure: &ListedMeasure,
    ) -> Option<&mut ListedMeasure> {
        let _ = sheet.column(Column::Year)?;
        let direction =
            self.listing.goals.get_mut(self.goal?)?.directions.get_mut(self.direction?)?;
        let known = direction.measures.iter_mut().find(|known| known.is_same(measure))?;
        let is_new = |entry: &ListedEntry| known.entries.iter().all(|old| old.year != entry.year);
        measure.entries.iter().all(is_new).then_some(known)
    }

    /// Adds what a further row says of a measure whose number and name are merged over both.
    fn continue_measure(
        &mut self,
        sheet: &Sheet<'_>,
        row: &Row,
        entries: Vec<ListedEntry>,
    ) -> Result<(), Reason> {
        let (goal, direction) = self.present_direction();
        let last = self
            .listing
            .goals
            .get_mut(goal)
            .and_then(|goal| goal.directions.get_mut(direction))
            .and_then(|direction| direction.measures.last_mut())
            .filter(|_| self.open);
        let Some(last) = last else { return Err(Reason::Unknown { text: sheet.shown(row) }) };
        let description = sheet.own_text(row, Column::Description).map(|text| cell::text(&text));
        append(&mut last.description, description);
        for entry in entries {
            match last.entries.iter_mut().find(|known| known.year == entry.year) {
                Some(known) => append(&mut known.narrative, entry.narrative),
                None => last.add(entry),
            }
        }
        Ok(())
    }
}

/// Adds a further part to a text.
fn append(text: &mut Option<String>, more: Option<String>) {
    match (text, more) {
        (Some(text), Some(more)) => {
            text.push('\n');
            text.push_str(&more);
        }
        (text @ None, more) => *text = more,
        (Some(_), None) => {}
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
