//! Rows that are measures, or that go on with one.

use super::Reader;
use super::joining::{Side, further_texts, renew};
use crate::domain::fold::fold_case;
use crate::domain::{FiscalYear, Period};
use crate::exchange::account::Fate;
use crate::exchange::cell;
use crate::exchange::doubt::{Question, Reason};
use crate::exchange::grid::Row;
use crate::exchange::listing::ListedMeasure;
use crate::exchange::place::Place;
use crate::exchange::table::columns::Column;
use crate::exchange::table::departments::Brackets;
use crate::exchange::table::entries::year_of_cell;
use crate::exchange::table::headings;
use crate::exchange::table::layout::excludes;
use crate::exchange::table::numbering::number_of;
use crate::exchange::table::sheet::{Sheet, is_note, is_summary, is_total};

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
            let is_unnumbered = (lacks_number && sheet.number(row).is_none())
                || (measure.number.is_none() && sheet.is_unnumbered(row));
            if is_unnumbered || sheet.is_bare(row) {
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
    pub(super) fn store_measure(&mut self, sheet: &Sheet<'_>, row: &Row) {
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
    pub(super) fn attribute(&mut self, sheet: &Sheet<'_>, row: &Row, place: &Place) {
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
}

/// 欠番: a row that says that there is nothing, as lists made for print have it.
fn is_gap(name: &str) -> bool {
    fold_case(name).trim_matches(['(', ')']) == "欠番"
}
