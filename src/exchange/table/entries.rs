//! What a row says of the years.

use super::columns::{self, Column};
use super::layout::Titled;
use super::sheet::Sheet;
use super::years::{folded, years_in};
use super::{marks, narrative, sense};
use crate::domain::FiscalYear;
use crate::domain::text::clean;
use crate::exchange::cell;
use crate::exchange::grid::Row;
use crate::exchange::listing::{ListedEntry, Reason};

impl Sheet<'_> {
    /// What a row says of the years.
    ///
    /// # Errors
    /// [`Reason::Statuses`] where it marks two statuses of one year.
    pub fn entries(&self, row: &Row) -> Result<Vec<ListedEntry>, Reason> {
        let year_of_row = self
            .text(row, Column::Year)
            .and_then(|text| years_in(&folded(&text)).last().map(|(_, year)| *year));
        let mut entries: Vec<ListedEntry> = Vec::new();
        let mut marked: Vec<(Option<FiscalYear>, &str)> = Vec::new();
        for titled in self.layout.columns.iter().filter(|titled| !row.cell(titled.at).is_blank()) {
            let raw = row.cell(titled.at);
            // A status that is merged over the rows of one measure is said once.
            if raw.carried && self.continues(row) {
                continue;
            }
            match titled.column {
                Column::Status(_) if cell::stands_for_none(raw.text()) => {}
                Column::Status(_) if sense::is_no_status(titled, raw.text()) => {}
                Column::Status(year) => entries.push(ListedEntry {
                    // One status beside the rows of several years is that of the latest.
                    year: year.or(year_of_row.filter(|_| !raw.tall)),
                    status: Some(cell::name(raw.text())).filter(|status| !status.is_empty()),
                    ..ListedEntry::default()
                }),
                Column::Mark(year) if marks::is_mark(raw.text()) => {
                    let year = year.or(year_of_row.filter(|_| !raw.tall));
                    if let Some((_, first)) = marked.iter().find(|(other, _)| *other == year) {
                        let (first, second) = ((*first).to_owned(), titled.lowest.clone());
                        return Err(Reason::Statuses { first, second });
                    }
                    marked.push((year, &titled.lowest));
                    let status = Some(titled.lowest.clone());
                    entries.push(ListedEntry { year, status, ..ListedEntry::default() });
                }
                Column::Narrative(year) => {
                    let text = self.labelled(titled, cell::text(raw.text()));
                    let before = entries.iter_mut().find(|it| it.year == Some(year));
                    match before.and_then(|it| it.narrative.as_mut()) {
                        Some(before) => {
                            before.push('\n');
                            before.push_str(&text);
                        }
                        None => entries.push(told(Some(year), text)),
                    }
                }
                Column::Narratives(up_to) => {
                    let text = clean(raw.text());
                    entries.extend(parts(&text, year_of_row.or(up_to)));
                }
                _ => {}
            }
        }
        Ok(entries)
    }

    /// A text below the part of the year that it is of, where the year has several columns.
    fn labelled(&self, titled: &Titled, text: String) -> String {
        let is_other = |it: &&Titled| it.column == titled.column && it.heading != titled.heading;
        if text.is_empty() || !self.layout.columns.iter().any(|it| is_other(&it)) {
            return text;
        }
        let part = columns::part_of_year(&titled.heading).unwrap_or(&titled.heading);
        format!("【{part}】\n{text}")
    }
}

fn told(year: Option<FiscalYear>, narrative: String) -> ListedEntry {
    let narrative = Some(narrative).filter(|narrative| !narrative.is_empty());
    ListedEntry { year, narrative, ..ListedEntry::default() }
}

/// The entries of a cell that holds several years. What stands before the first year's heading
/// belongs to that year.
fn parts(text: &str, otherwise: Option<FiscalYear>) -> Vec<ListedEntry> {
    let mut parts: Vec<(Option<FiscalYear>, String)> = Vec::new();
    let mut before = None;
    for (year, text) in narrative::by_year(text) {
        match (year, parts.iter_mut().find(|(known, _)| *known == year)) {
            (None, _) => before = Some(text),
            (Some(_), Some((_, known))) => {
                known.push('\n');
                known.push_str(&text);
            }
            (Some(_), None) => parts.push((year, text)),
        }
    }
    match (before, parts.first_mut()) {
        (Some(before), Some((_, first))) => *first = format!("{before}\n{first}"),
        (Some(before), None) => parts.push((otherwise, before)),
        (None, _) => {}
    }
    parts.into_iter().map(|(year, text)| told(year, text)).collect()
}
