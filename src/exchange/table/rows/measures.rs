//! Rows that are measures, or that go on with one.

use super::Reader;
use crate::domain::field::{About, Kind};
use crate::domain::fold::fold_case;
use crate::domain::{Field, FiscalYear, Measure, Period};
use crate::exchange::account::Fate;
use crate::exchange::cell;
use crate::exchange::doubt::{Question, Reason};
use crate::exchange::grid::Row;
use crate::exchange::listing::{ListedEntry, ListedMeasure};
use crate::exchange::place::Place;
use crate::exchange::table::columns::Column;
use crate::exchange::table::departments::Brackets;
use crate::exchange::table::entries::year_of_cell;
use crate::exchange::table::headings;
use crate::exchange::table::layout::excludes;
use crate::exchange::table::numbering::number_of;
use crate::exchange::table::sheet::{Sheet, is_note, is_summary, is_total};
use std::collections::BTreeMap;

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
        let entries = sheet.entries(row, &mut self.account);
        self.note_first_reiwa(sheet, row);
        if sheet.continues(row) {
            return self.continue_measure(sheet, index, row, entries);
        }
        let number = sheet.number(row);
        let number = number.as_deref().and_then(number_of);
        let name = sheet.text(row, Column::Name).map(|text| cell::name(&text)).unwrap_or_default();
        let numbered = sheet.numbered_names.then(|| headings::direction(&name)).flatten();
        let (number, name) = match numbered {
            Some(parsed) => (parsed.number, parsed.name + &headings::ending(&name)),
            None => (number, name),
        };
        let (number, name) = match sheet.name_of_level(row) {
            Some(at) => {
                let parsed = headings::direction_cell(&cell::name(row.cell(at).text()));
                (number.or(parsed.number), parsed.name)
            }
            None => (number, name),
        };
        let is_note_alone = row.own().count() == 1 && is_note(&name);
        // Formulas that point to empty cells show 0.
        if sheet.is_across(row)
            || fold_case(&name) == "0"
            || is_note_alone
            || sheet.is_rest_of_name(row)
            || is_total(&name)
            || (number.is_none() && is_summary(&name))
            || sheet.number(row).is_some_and(|text| is_total(&text) || is_note(&text))
        {
            return Err(Reason::Unknown { text: sheet.shown(row) });
        }
        if name.trim().is_empty() {
            return Err(match number {
                _ if sheet.is_struck(row) => Reason::Struck,
                Some(_) => Reason::Nameless,
                None => Reason::Unknown { text: sheet.shown(row) },
            });
        }
        let lacks_number = number.is_none() && sheet.lacks_number_of_measure(row);
        if lacks_number && !sheet.is_filled(row) {
            return Err(Reason::Unnumbered { text: sheet.shown(row) });
        }
        if is_gap(&name) && !(sheet.goal_column && sheet.direction_column) {
            let is_of_measure = |field: Column| !field.is_of_level();
            self.account.tell_stored(row.number, Question::Untaken, is_of_measure);
            for column in [Column::Name, Column::Number] {
                let at = sheet.column(column).map(|titled| titled.at);
                let at = at.filter(|at| !row.cell(*at).is_blank());
                at.into_iter().for_each(|at| self.account.settle(row.number, at, Fate::Furniture));
            }
            return Ok(());
        }
        if let Some(first) = self.first_of(number, &name) {
            return Err(Reason::Duplicate { first });
        }
        let (lead, related) = sheet.departments(row);
        let above = self.department.as_mut().map(|row| {
            row.is_fresh = false;
            row.names.clone()
        });
        let above = above.filter(|_| lead.is_none() && sheet.lacks_departments(row));
        if let (Some(row), Some(_)) = (&mut self.department, &above) {
            row.unused = None;
        }
        let tab = Some(&sheet.tab_departments).filter(|names| !names.is_empty());
        let lead = lead.or(above).or_else(|| tab.cloned());
        let mut measure = ListedMeasure {
            place: sheet.place(index),
            number,
            name,
            description: sheet.text(row, Column::Description).map(|text| cell::text(&text)),
            further: further_texts(|column| sheet.text(row, column)),
            lead,
            related,
            retired: sheet.retired(row),
            period: sheet.period(row),
            entries: Vec::new(),
            dismissed: None,
            also_at: Vec::new(),
        };
        entries.into_iter().for_each(|entry| measure.add(entry));
        self.store_measure(sheet, row);
        let (goal, direction) = self.present_direction();
        if let Some(known) = self.same_measure(sheet, &measure) {
            let place = known.place.clone();
            let lost = renew(known, &measure, sheet.year.filter(|_| !sheet.holds(&place)));
            known.also_at.push(measure.place);
            measure.entries.into_iter().for_each(|entry| known.add(entry));
            self.open = false;
            self.attribute(sheet, row, &place);
            self.lose(sheet, row, &place, &lost);
        } else if let Some((at, sharing)) = self.sharing(sheet, &measure) {
            self.open = at + 1 == sharing;
            self.join(sheet, row, (goal, direction, at), measure);
        } else {
            if (lacks_number && sheet.number(row).is_none()) || sheet.is_bare(row) {
                let at = sheet.column(Column::Name).map(|titled| titled.at);
                let doubt = sheet.doubt(index, at, &measure.name, Question::Unnumbered);
                self.listing.doubts.push(doubt);
            }
            self.open = self.listing.push(goal, direction, measure);
            if !self.open {
                self.account.refuse_row(row);
            }
        }
        Ok(())
    }

    /// Where the measure stands that a row only tells again: …（再掲）.
    fn first_of(&self, number: Option<u32>, name: &str) -> Option<Place> {
        let bare = headings::without_again(name)?;
        let first = self.listing.measures().find(|it| {
            it.name == bare && (number.is_none() || it.number.is_none() || it.number == number)
        })?;
        Some(first.place.clone())
    }

    /// Notes which cells of a row its measure takes, beside those of its entries.
    fn store_measure(&mut self, sheet: &Sheet<'_>, row: &Row) {
        let (lead, related) = sheet.departments(row);
        let has_related = sheet.column(Column::Related).is_some();
        let is_number = |text: String| number_of(&text).is_some();
        self.store(sheet, row, |column| match column {
            Column::Name | Column::Description | Column::Further(_) | Column::Kind => true,
            Column::Number | Column::NumberPath => sheet.number(row).is_some_and(is_number),
            Column::Lead(_) => lead.is_some() || (!has_related && related.is_some()),
            Column::Related => related.is_some(),
            Column::Retired => sheet.retired(row).is_some() && !sheet.continues(row),
            Column::Period => {
                let read = sheet.text(row, column).and_then(|text| Period::parse(&text));
                read.is_some_and(|read| sheet.period(row) == Some(read))
            }
            Column::FirstYear | Column::LastYear => {
                let read = sheet.text(row, column).and_then(|text| FiscalYear::parse(&text));
                let held = sheet.period(row).and_then(|held| match column {
                    Column::FirstYear => held.first,
                    _ => held.last,
                });
                read.is_some() && held == read
            }
            Column::Year => {
                sheet.text(row, column).is_some_and(|text| year_of_cell(&text).is_some())
            }
            _ => false,
        });
        if let Some(at) = sheet.division(row) {
            let field = Column::Lead(Brackets::PartOfName);
            self.account.settle(row.number, at, Fate::Stored { at: sheet.origin(row), field });
        }
        for titled in &sheet.layout.columns {
            let text = row.cell(titled.at).text();
            let said = sheet.said_of_departments(row, titled);
            let fate = match titled.column {
                _ if text.trim().is_empty() => continue,
                _ if cell::stands_for_none(text) => Fate::Blank,
                _ if said.is_some_and(|said| said.is_doubtful) => Fate::Told(Question::Department),
                Column::Related if related.is_none() => Fate::Blank,
                Column::Lead(_) if lead.is_none() && related.is_none() => Fate::Blank,
                _ => continue,
            };
            self.account.settle(row.number, titled.at, fate);
        }
    }

    /// Notes that what a row says is of the measure that begins in another place.
    fn attribute(&mut self, sheet: &Sheet<'_>, row: &Row, place: &Place) {
        let begins = self.origin(sheet, place);
        self.account.attribute(row.number, begins);
    }

    /// Notes which cells another sheet or row of the same measure has overruled: those of this row,
    /// or those read before.
    fn lose(&mut self, sheet: &Sheet<'_>, row: &Row, place: &Place, lost: &[(Column, Side)]) {
        let begins = self.origin(sheet, place);
        for (column, side) in lost {
            let is = |field: Column| excludes(field, *column);
            match side {
                Side::New => self.account.tell_stored(row.number, Question::OtherSheet, is),
                Side::Old => {
                    let _ = self.overruled.insert((begins, *column), sheet.index);
                }
            }
        }
    }

    /// The measure that an earlier row tells for another department, or of another kind, by its place
    /// among those of the direction, and how many these are.
    fn sharing(&self, sheet: &Sheet<'_>, measure: &ListedMeasure) -> Option<(usize, usize)> {
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
    fn join(
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
    fn same_measure(
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

/// Which of two rows of a measure is overruled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Old,
    New,
}

/// Takes what the sheet of a later year says of a measure. Tells in which fields the two differ, and
/// which of them is overruled.
fn renew(
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

/// The further texts of a measure that have a column.
fn further_texts(text: impl Fn(Column) -> Option<String>) -> BTreeMap<Field, String> {
    let cell = |about: About| {
        let text = text(Column::Further(about.field))?;
        let lines = about.kind == Kind::Lines;
        Some((about.field, if lines { cell::text(&text) } else { cell::name(&text) }))
    };
    Measure::further_texts().filter_map(cell).collect()
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

/// 欠番: a row that says that there is nothing, as lists made for print have it.
fn is_gap(name: &str) -> bool {
    fold_case(name).trim_matches(['(', ')']) == "欠番"
}
