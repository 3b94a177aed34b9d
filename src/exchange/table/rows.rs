//! The rows of a list: headings of goals and directions, and measures.

mod above;
mod joining;
mod measures;
mod outline;

use super::columns::{self, Column};
use super::departments::Brackets;
use super::headings;
use super::narrative;
use super::sheet::{Level, Sheet, is_note};
use super::years::first_reiwa;
use crate::domain::fold::fold_case;
use crate::domain::text::clean;
use crate::domain::{self, Field, FieldValue, FiscalYear};
use crate::exchange::account::{Account, Fate, Origin};
use crate::exchange::doubt::{Doubt, Question, Reason, Unreadable};
use crate::exchange::grid::{Cell, Grid, Row, Value};
use crate::exchange::listing::Listing;
use crate::exchange::place::Place;
use std::collections::{BTreeMap, BTreeSet};

/// Reads the sheets of one list, one after the other. A heading holds until the next one, also onto
/// the next sheet.
pub(super) struct Reader<'a> {
    listing: &'a mut Listing,
    /// The goal under which the next row stands, by index.
    goal: Option<usize>,
    /// The goal that the tab of a sheet tells; a heading may tell more of it.
    tab: Option<usize>,
    /// The direction under which the next row stands, by index within the goal.
    direction: Option<usize>,
    /// The measures that several rows tell, for a department each: the departments of the first.
    shared: BTreeMap<Place, Vec<String>>,
    /// The departments that a row of their own names for the measures below.
    department: Option<DepartmentRow>,
    /// The heading of a direction in the row above: another one right below may be of a finer level.
    upper: Option<UpperHeading>,
    /// Whether the row above was taken over as a measure, which a further row may go on with.
    open: bool,
    /// Whether a table of another kind stands below the list: its rows are no measures.
    is_beyond: bool,
    /// What has become of the cells of the present sheet.
    account: Account,
    /// The names of the sheets that were read or passed over.
    names: Vec<Option<String>>,
    /// Fields of measures that a later sheet, by its index, has overruled.
    overruled: BTreeMap<(Origin, Column), usize>,
}

/// Departments in a row of their own.
struct DepartmentRow {
    names: Vec<String>,
    /// Its cell, by row and column, as long as no measure has taken it for its departments.
    unused: Option<(u32, usize)>,
    /// Whether no measure has come since.
    is_fresh: bool,
    /// Whether goals stand under it, rather than it under a goal.
    is_outer: bool,
    /// The sign with which it begins.
    sign: Option<char>,
}

/// The heading of a direction in a row of its own.
struct UpperHeading {
    kind: Option<headings::Kind>,
    row: u32,
    columns: Vec<usize>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(listing: &'a mut Listing) -> Self {
        Self {
            listing,
            goal: None,
            tab: None,
            direction: None,
            shared: BTreeMap::new(),
            department: None,
            upper: None,
            open: false,
            is_beyond: false,
            account: Account::default(),
            names: Vec::new(),
            overruled: BTreeMap::new(),
        }
    }

    /// Notes that a sheet is not read.
    pub(super) fn pass_over(&mut self, grid: &Grid) {
        self.listing.accounts.push(Account::unread(grid));
        if let (Some(name), false) = (&grid.name, grid.rows.is_empty() && grid.omitted.is_empty()) {
            self.listing.doubts.push(Doubt::sheet(name, Question::UnreadSheet));
        }
        self.names.push(None);
    }

    /// Reads a sheet, and gives back the year that its title names.
    pub(super) fn read(&mut self, sheet: &mut Sheet<'_>) -> Option<FiscalYear> {
        let (grid, layout) = (sheet.grid, sheet.layout);
        self.account = Account::of(grid);
        (self.department, self.upper, self.is_beyond) = (None, None, false);
        if self.names.len() <= sheet.index {
            self.names.push(sheet.name.clone());
        }
        let title = self.read_above(sheet);
        for row in grid.rows.get(layout.first..layout.end()).unwrap_or_default() {
            self.account.settle_row(row, Fate::Heading);
        }
        for index in layout.end()..grid.rows.len() {
            if let Some(row) = grid.rows.get(index) {
                if grid.hidden.rows.contains(&row.number) {
                    self.listing.hidden_rows.push(sheet.place(index));
                }
                self.read_row(sheet, index, row);
            }
        }
        self.end_department();
        // Whatever has no fate by now was not taken: a cell without one would be lost without a word.
        for row in &grid.rows {
            self.account.settle_row(row, Fate::Told(Question::NoField));
        }
        let account = std::mem::take(&mut self.account);
        match self.listing.accounts.get_mut(sheet.index) {
            // That of a further table.
            Some(known) => known.join(account),
            None => self.listing.accounts.push(account),
        }
        title.year
    }

    /// Where the measure of a place begins.
    fn origin(&self, sheet: &Sheet<'_>, place: &Place) -> Origin {
        let Place::Row { sheet: name, row } = place else { return Origin::default() };
        let at = match *name == sheet.name {
            true => sheet.index,
            false => self.names.iter().position(|known| known == name).unwrap_or_default(),
        };
        Origin { sheet: u16::try_from(at).unwrap_or(u16::MAX), row: *row }
    }

    /// Ends the reading of a list: entries without a year get that of the list, and all cells that are
    /// not taken are told.
    pub(super) fn finish(mut self, sheets: &[Sheet<'_>], otherwise: Option<FiscalYear>) {
        self.listing.fold_statuses();
        let undated = self.listing.settle(otherwise);
        self.listing.question_statuses();
        let origin = |place: &Place| sheets.first().map(|sheet| self.origin(sheet, place));
        let undated: BTreeSet<(Option<Origin>, bool)> =
            undated.iter().map(|(place, is_status)| (origin(place), *is_status)).collect();
        let overruled = std::mem::take(&mut self.overruled);
        for (index, account) in self.listing.accounts.iter_mut().enumerate() {
            account.reconsider(|at, field| {
                let by = |column| overruled.get(&(at, column)).is_some_and(|by| *by > index);
                match field {
                    Column::Lead(_) => by(Column::Lead(Brackets::PartOfName)),
                    column => by(column),
                }
                .then_some(Question::OtherSheet)
                .or_else(|| {
                    let is_status = matches!(field, Column::Status(None) | Column::Mark(None));
                    let is_undated = is_status || field == Column::Narratives(None);
                    let is_lost = is_undated && undated.contains(&(Some(at), is_status));
                    is_lost.then_some(Question::Undated)
                })
            });
        }
        for sheet in sheets {
            self.tell_untaken(sheet);
        }
        self.listing.ignored.sort_by_key(|ignored| ignored.column);
    }

    /// Tells of all cells that are not taken.
    fn tell_untaken(&mut self, sheet: &Sheet<'_>) {
        // What is refused whole is told already.
        let refused = self.listing.unreadable.iter();
        let refused: BTreeSet<&Place> = refused.map(|unreadable| &unreadable.place).collect();
        let is_beside = |question| {
            use Question::{Comment, Shape, Struck, Uncalculated};
            matches!(question, Comment | Shape | Struck | Uncalculated)
        };
        let omitted = sheet
            .omitted()
            .filter(|omitted| is_beside(omitted.question) || !refused.contains(&omitted.place));
        self.listing.doubts.extend(omitted.chain(sheet.unprinted()));
        let Some(account) = self.listing.accounts.get(sheet.index) else { return };
        for (index, row) in sheet.grid.rows.iter().enumerate() {
            for (at, cell) in row.held() {
                let question = match account.fate(row.number, at) {
                    // The cells of these are told by their row or their column.
                    Some(Fate::Told(Question::Refused | Question::NoPlace)) => continue,
                    Some(Fate::Told(question)) => question,
                    _ => continue,
                };
                // What is left out of a cell is told above.
                if matches!(cell.value, Value::Text(_)) {
                    let doubt = sheet.doubt(index, Some(at), cell.text(), question);
                    self.listing.doubts.push(doubt);
                }
            }
        }
    }

    fn read_row(&mut self, sheet: &Sheet<'_>, index: usize, row: &Row) {
        if row.own().next().is_none() {
            return;
        }
        let mut own = row.own();
        let lone = own.next().filter(|_| own.next().is_none());
        let is_figure = lone.is_some_and(|(_, cell)| columns::tells_figure(cell.text()));
        let is_of_table = sheet.parts.iter().any(|part| part.from == row.number);
        let title = sheet.repeated_title(row).filter(|_| !is_figure);
        if is_of_table || sheet.layout.is_repeated(sheet.grid, row) || title.is_some() {
            self.is_beyond = false;
            // What was told above the headings is told each time.
            let is_told = title == Some(false) && !is_of_table;
            let told = Fate::Told(Question::AboveList);
            return self.account.settle_row(row, if is_told { told } else { Fate::Furniture });
        }
        let is_goal = row.own().next().is_some_and(|(_, it)| headings::goal(it.text()).is_some());
        self.is_beyond = (self.is_beyond && !is_goal) || columns::heads_figures(row);
        let first = row.own().next();
        if self.is_beyond || sheet.foreign_rows.contains(&row.number) {
            let reason = Reason::OtherTable { text: sheet.shown(row) };
            return self.refuse(sheet, index, row, reason);
        }
        let is_of_figure = first.is_some_and(|(at, cell)| {
            sheet.layout.column_at(at) != Some(Column::Kind) && columns::names_figure(cell.text())
        });
        if is_figure || is_of_figure {
            let reason = Reason::Unknown { text: sheet.shown(row) };
            return self.refuse(sheet, index, row, reason);
        }
        let of_departments = |(at, cell)| Some((at, sheet.department_row(index, at, cell)?));
        if let Some((at, names)) = lone.and_then(of_departments) {
            self.open = false;
            self.end_department();
            let unused = Some((row.number, at));
            let sign = row.cell(at).text().trim().chars().next().filter(|c| !c.is_alphanumeric());
            let department = DepartmentRow { names, unused, sign, is_fresh: true, is_outer: false };
            self.department = Some(department);
            return self.account.settle_row(row, Fate::Heading);
        }
        let (headings, taken) = sheet.heading_row(index, row);
        // Among measures that stand under none, a line without a mark is a remark.
        if headings.iter().any(|(_, parsed)| parsed.number.is_none()) && self.is_flat() {
            let reason = Reason::Unknown { text: sheet.shown(row) };
            return self.refuse(sheet, index, row, reason);
        }
        if !headings.is_empty() {
            self.open = false;
            let texts: Vec<&str> = row.own().take(taken).map(|(_, cell)| cell.text()).collect();
            let kind = headings::kind(texts.join(" ").trim());
            let is_numbered = headings.iter().any(|(_, parsed)| parsed.number.is_some());
            for (level, parsed) in headings {
                match level {
                    Level::Goal => {
                        self.upper = None;
                        self.leave_department();
                        self.enter_goal(self.completed(parsed), sheet.place(index));
                    }
                    Level::Direction => {
                        self.leave_upper(kind);
                        self.enter_direction(parsed, sheet.place(index));
                        let columns = row.own().take(taken).map(|(at, _)| at).collect();
                        self.upper = Some(UpperHeading { kind, row: row.number, columns });
                    }
                }
            }
            for (column, cell) in row.own().take(taken) {
                self.account.settle(row.number, column, Fate::Heading);
                if !is_numbered && sheet.is_plain_heading(column, cell) {
                    let doubt =
                        sheet.doubt(index, Some(column), cell.text(), Question::PlainHeading);
                    self.listing.doubts.push(doubt);
                }
                // 基本目標1 …（再掲）
                if headings::is_again(cell.text()) {
                    let doubt = sheet.doubt(index, Some(column), cell.text(), Question::Again);
                    self.listing.doubts.push(doubt);
                }
            }
            // What stands beside a heading is none of it.
            for (column, cell) in row.own().skip(taken) {
                let question = match cell.value {
                    Value::Error(_) => Question::Error,
                    Value::Uncalculated => Question::Uncalculated,
                    Value::Text(_) | Value::Empty => Question::NoField,
                };
                self.account.settle(row.number, column, Fate::Told(question));
            }
            return self.account.settle_row(row, Fate::Heading);
        }
        self.upper = None;
        // A note, a legend or a total in the column of the goals is none of them.
        if (sheet.text(row, Column::Name).is_none() && sheet.has_note(row))
            || sheet.is_stray_heading(row)
        {
            let reason = Reason::Unknown { text: sheet.shown(row) };
            return self.refuse(sheet, index, row, reason);
        }
        self.enter_columns(sheet, index, row);
        let read = sheet.check_cells(row).and_then(|()| self.measure(sheet, index, row));
        match read {
            Ok(()) => {
                let above = self.numbers_above();
                self.listing.doubts.extend(sheet.doubts(index, row, above));
                for (at, _) in row.own() {
                    let question = sheet.why_untaken(row, at);
                    self.account.settle(row.number, at, Fate::Told(question));
                }
            }
            Err(reason) => self.refuse(sheet, index, row, reason),
        }
    }

    /// Tells that a row is not taken over.
    fn refuse(&mut self, sheet: &Sheet<'_>, index: usize, row: &Row, reason: Reason) {
        self.open = false;
        // A band that looks like those of departments may be one of a name that is not known.
        let mut own = row.own();
        let lone = own.next().filter(|_| own.next().is_none()).map(|(_, cell)| cell.text().trim());
        if let (Some(text), Some(department)) = (lone, &self.department)
            && text.chars().next().filter(|c| !c.is_alphanumeric()) == department.sign
            && !is_note(text)
        {
            self.department = None;
        }
        self.listing.unreadable.push(Unreadable { place: sheet.place(index), reason });
        self.account.refuse_row(row);
    }

    /// Notes that the cells of a row under some headings are taken.
    fn store(&mut self, sheet: &Sheet<'_>, row: &Row, is: impl Fn(Column) -> bool) {
        let columns = sheet.layout.columns.iter().filter(|titled| is(titled.column));
        let continues = sheet.continues(row);
        let is_said = |cell: &Cell| !(cell.is_blank() || (cell.carried && continues));
        for titled in columns.filter(|titled| is_said(row.cell(titled.at))) {
            let fate = Fate::Stored { at: sheet.origin(row), field: titled.column };
            self.account.settle(row.number, titled.at, fate);
        }
    }

    /// Notes what the list says of its plan, unless it has said so before.
    fn note_of_plan(&mut self, field: Field, said: Option<domain::Value>) {
        if let Some(value) = said {
            let _ = self.listing.header.entry(field).or_insert(value);
        }
    }

    /// Notes how the list calls the year 2019, for a list that says so in its cells alone.
    fn note_first_reiwa(&mut self, sheet: &Sheet<'_>, row: &Row) {
        if self.listing.header.contains_key(&Field::FirstReiwa) {
            return;
        }
        let reiwa = sheet.layout.columns.iter().find_map(|titled| {
            let text = clean(row.cell(titled.at).text());
            match titled.column {
                Column::Narratives(_) => {
                    narrative::headings(&text).find_map(|it| first_reiwa(&fold_case(it)))
                }
                column if column.is_of_period() => first_reiwa(&fold_case(&text)),
                _ => None,
            }
        });
        self.note_of_plan(Field::FirstReiwa, reiwa.map(|it| it.to_value()));
    }
}
