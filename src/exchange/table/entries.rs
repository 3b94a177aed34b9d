//! What a row says of the years.

use super::columns::{self, Column};
use super::sheet::{Part, Sheet};
use super::stage::{Stage, stage_of_row};
use super::titled::Titled;
use super::years::{self, said_once, years_in};
use super::{marks, narrative, run_on, sense};
use crate::domain::FiscalYear;
use crate::domain::fold::fold_case;
use crate::domain::text::clean;
use crate::exchange::account::{Account, Fate};
use crate::exchange::cell;
use crate::exchange::doubt::Question;
use crate::exchange::grid::Row;
use crate::exchange::listing::ListedEntry;

impl Sheet<'_> {
    /// What a row says of the years, noting in `account` what of it is taken.
    pub(super) fn entries(&self, row: &Row, account: &mut Account) -> Vec<ListedEntry> {
        let is_other = self.is_not_done(row);
        let has_unread_year = self.has_unread_year(row);
        let year_of_row = self.year_of_row(row);
        let mut entries: Vec<ListedEntry> = Vec::new();
        let mut marked: Vec<(Option<FiscalYear>, usize)> = Vec::new();
        for titled in self.layout.columns.iter().filter(|titled| !row.cell(titled.at).is_blank()) {
            let raw = row.cell(titled.at);
            // A status that is merged over the rows of one measure is said once.
            if raw.carried && self.continues(row) {
                continue;
            }
            // What is merged over the rows of a plan and of what was done is of both.
            if (is_other && !raw.tall) || (has_unread_year && titled.column.year() == Some(None)) {
                continue;
            }
            // One status beside the rows of several years is that of the latest.
            let of_row = || year_of_row.filter(|_| !raw.tall).or_else(|| self.present_year());
            let mut field = titled.column;
            let is_taken = match titled.column {
                Column::Status(_) if cell::stands_for_none(raw.text()) => {
                    account.settle(row.number, titled.at, Fate::Blank);
                    false
                }
                Column::Status(_) if sense::is_no_status(titled, raw.text()) => false,
                Column::Status(year) => {
                    let Ok(before) = self.year_before(titled, year_of_row) else { continue };
                    let status = cell::name(raw.text());
                    let year = year.or(before).or_else(of_row);
                    field = Column::Status(year);
                    for other in self.covered(row, titled) {
                        if let Column::Status(Some(other)) = other.column
                            && Some(other) != year
                        {
                            let _ = say_status(&mut entries, Some(other), status.clone());
                        }
                    }
                    say_status(&mut entries, year, status)
                }
                Column::Mark(_) if marks::is_no(raw.text()) => {
                    account.settle(row.number, titled.at, Fate::Blank);
                    false
                }
                Column::Mark(year) if marks::is_mark(raw.text()) => {
                    let Ok(before) = self.year_before(titled, year_of_row) else { continue };
                    let year = year.or(before).or_else(of_row);
                    field = Column::Mark(year);
                    marked.push((year, titled.at));
                    say_status(&mut entries, year, titled.lowest.clone())
                }
                Column::Narrative(year) => {
                    if let Some(parts) = self.figures_of_years(titled, raw.text()) {
                        for (year, text) in parts {
                            let _ = tell(&mut entries, Some(year), self.of_kind(row, text));
                        }
                        let fate = Fate::Stored { at: self.origin(row), field };
                        account.settle(row.number, titled.at, fate);
                        continue;
                    }
                    let text = self.labelled(titled, cell::text(raw.text()));
                    let text = self.of_kind(row, text);
                    for other in self.covered(row, titled) {
                        if let Column::Narrative(other) = other.column
                            && other != year
                        {
                            let _ = tell(&mut entries, Some(other), text.clone());
                        }
                    }
                    tell(&mut entries, Some(year), text)
                }
                Column::Narratives(up_to) => {
                    let Ok(year) = self.year_before(titled, year_of_row) else { continue };
                    let year = year.or(year_of_row).or(up_to).or_else(|| self.present_year());
                    let parts = parts(&clean(raw.text()), year);
                    if let (Some((Some(year), _)), true) =
                        (parts.last(), parts.iter().all(|(year, _)| year.is_some()))
                    {
                        field = Column::Narrative(*year);
                    }
                    let mut is_taken = false;
                    for (year, text) in parts {
                        let text = self.of_kind(row, self.labelled(titled, text));
                        is_taken |= tell(&mut entries, year, text);
                    }
                    is_taken
                }
                _ => false,
            };
            if is_taken {
                let fate = Fate::Stored { at: self.origin(row), field };
                account.settle(row.number, titled.at, fate);
            }
        }
        // Of two marks for one year nobody knows which holds.
        for (year, at) in &marked {
            if marked.iter().any(|(other, beside)| other == year && beside != at) {
                account.tell(row.number, *at, Question::SeveralMarks);
                let of_year = entries.iter_mut().filter(|entry| entry.year == *year);
                of_year.for_each(|entry| entry.status = None);
            }
        }
        entries
    }

    /// The year of a row in a list that has one for each year, or that of the table in which it stands,
    /// or that of its sheet.
    pub(super) fn year_of_row(&self, row: &Row) -> Option<FiscalYear> {
        let named = self.text(row, Column::Year).and_then(|text| year_of_cell(&text));
        named.or_else(|| self.part(row)?.year).or(self.year)
    }

    /// Whether a row has a text for its year that is none.
    pub(super) fn has_unread_year(&self, row: &Row) -> bool {
        self.text(row, Column::Year).is_some_and(|text| year_of_cell(&text).is_none())
    }

    /// The columns that a merged cell covers beside the one in which it begins.
    fn covered<'s>(&'s self, row: &Row, titled: &Titled) -> impl Iterator<Item = &'s Titled> {
        let covered = titled.at + 1..titled.at + row.cell(titled.at).width.max(1);
        self.layout.columns.iter().filter(move |other| covered.contains(&other.at))
    }

    /// Whether a row is about what is planned, or about what a book has no place for.
    pub(super) fn is_not_done(&self, row: &Row) -> bool {
        self.stage(row).is_some_and(|stage| stage != Stage::Done)
    }

    /// What a row says that it is about.
    pub(super) fn stage(&self, row: &Row) -> Option<Stage> {
        let named = self.text(row, Column::Kind).and_then(|text| stage_of_row(&text));
        named.or_else(|| self.part(row)?.stage).or(self.stage)
    }

    /// The part of the sheet in which a row stands.
    fn part(&self, row: &Row) -> Option<&Part> {
        self.parts.iter().rfind(|part| part.from <= row.number)
    }

    /// The year of a column whose heading tells it by another one: 前年度実績; `None` for any other.
    ///
    /// # Errors
    /// [`Undated`] where the other year is not known.
    pub(super) fn year_before(
        &self,
        titled: &Titled,
        year_of_row: Option<FiscalYear>,
    ) -> Result<Option<FiscalYear>, Undated> {
        match years::before(&fold_case(&titled.heading)) {
            None => Ok(None),
            Some(0) => Ok(year_of_row.or(self.whole)),
            Some(before) => {
                let year = year_of_row.or(self.whole).ok_or(Undated)?;
                Ok(Some(FiscalYear(year.0.saturating_sub(before))))
            }
        }
    }

    /// The year of what stands beside 前年度実績 under a heading without a year.
    fn present_year(&self) -> Option<FiscalYear> {
        let before = |it: &Titled| years::before(&fold_case(&it.heading)).is_some_and(|it| it > 0);
        self.whole.filter(|_| self.layout.columns.iter().any(before))
    }

    /// The parts of a text under the heading of one year that has figures of others, which have no
    /// column. Our own lists head columns with years alone, and their texts are taken as they are.
    pub(super) fn figures_of_years(
        &self,
        titled: &Titled,
        text: &str,
    ) -> Option<Vec<(FiscalYear, String)>> {
        let Column::Narrative(year) = titled.column else { return None };
        let has_column = |year: FiscalYear| {
            self.layout.columns.iter().any(|it| it.column == Column::Narrative(year))
        };
        if FiscalYear::parse(&titled.heading).is_some() {
            return None;
        }
        let parts = run_on::parts(&clean(text), Some(year))?;
        parts.iter().all(|(of, _)| *of == year || !has_column(*of)).then_some(parts)
    }

    /// A text below the part of the year that it is of, where the year has several columns.
    fn labelled(&self, titled: &Titled, text: String) -> String {
        let is_other = |it: &&Titled| it.column == titled.column && it.heading != titled.heading;
        let is_whole = matches!(titled.column, Column::Narratives(_))
            && columns::part_of_year(&titled.heading).is_none();
        if text.is_empty() || is_whole || !self.layout.columns.iter().any(|it| is_other(&it)) {
            return text;
        }
        let part = columns::part_of_year(&titled.heading).unwrap_or(&titled.heading);
        format!("【{part}】\n{text}")
    }
}

/// That nothing tells the year of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Undated;

/// The year that a cell under 年度 names.
pub(super) fn year_of_cell(text: &str) -> Option<FiscalYear> {
    let text = said_once(&fold_case(text));
    let found = years_in(&text);
    let [(range, year)] = found.as_slice() else {
        let alone = || years::alone(&text).or_else(|| years::bare(&text));
        return if found.is_empty() { alone() } else { None };
    };
    // 令和4~5年度 is of two.
    let is_sign = |c: char| matches!(c, '~' | '〜' | '-' | '―' | '・' | '、' | ',' | '/');
    let goes_on = |rest: &str| {
        rest.strip_prefix(is_sign)
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    let before = text[..range.start].trim_end_matches(is_sign);
    let is_second = before.len() < range.start && before.ends_with(|c: char| c.is_ascii_digit());
    (!goes_on(&text[range.end..]) && !is_second).then_some(*year)
}

/// Adds the status of a year, unless another column says another one. Tells whether the entries say it
/// now.
fn say_status(entries: &mut Vec<ListedEntry>, year: Option<FiscalYear>, status: String) -> bool {
    let known = entries.iter().filter(|it| it.year == year).find_map(|it| it.status.as_ref());
    match known {
        Some(known) => *known == status,
        None if status.is_empty() => false,
        None => {
            entries.push(ListedEntry { year, status: Some(status), ..ListedEntry::default() });
            true
        }
    }
}

/// Adds a text of a year, behind what another column says of the same. Tells whether there is one.
fn tell(entries: &mut Vec<ListedEntry>, year: Option<FiscalYear>, text: String) -> bool {
    if text.is_empty() {
        return false;
    }
    let mut of_year = entries.iter_mut().filter(|it| it.year == year);
    match of_year.find_map(|it| it.narrative.as_mut()) {
        Some(before) => {
            before.push('\n');
            before.push_str(&text);
        }
        None => {
            entries.push(ListedEntry { year, narrative: Some(text), ..ListedEntry::default() });
        }
    }
    true
}

/// The entries of a cell that holds several years. What stands before the first year's heading
/// belongs to that year.
fn parts(text: &str, otherwise: Option<FiscalYear>) -> Vec<(Option<FiscalYear>, String)> {
    if let Some(parts) = run_on::parts(text, otherwise) {
        return parts.into_iter().map(|(year, text)| (Some(year), text)).collect();
    }
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
    parts
}
