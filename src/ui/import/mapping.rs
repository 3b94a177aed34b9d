//! 読み取り: what the columns of a list are taken for, and how a clerk corrects it.

use crate::domain::{Book, FiscalYear};
use crate::exchange::{
    Column, Doubt, Fate, Form, Grid, Layout, Listing, Place, Question, Remembered, Row, Source,
};
use crate::ui::relative_time;
use crate::words::{self, Role};
use chrono::Datelike;
use std::collections::BTreeSet;
use std::sync::Arc;

/// How many columns of a sheet are shown.
const COLUMNS: usize = 60;

/// How many rows are shown at least, and how many below the headings.
const ROWS: usize = 30;
const BELOW: usize = 12;

/// How many further rows are shown at most, because of a cell that is not taken.
const FURTHER: usize = 100;

/// What becomes of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Taken,
    /// It is taken, and the clerk should look at it.
    Flagged,
    /// It is not taken, and nothing but the cell itself tells so.
    Left,
    /// It is furniture, or its column or its sheet is not taken.
    Aside,
}

/// What an opened list is taken for.
#[derive(Debug)]
pub(super) struct Mapping {
    source: Arc<Source>,
    recognised: Form,
    form: Form,
    /// Whether what was remembered of an earlier file is used.
    recalled: bool,
    /// The sheet that is shown.
    pub sheet: usize,
    /// The column that keys act upon, once one was chosen: whoever presses ↓ to look further down
    /// says nothing of a column.
    pub column: Option<usize>,
    /// The cell that is looked at, by the number of its row and its column.
    pub cell: Option<(u32, usize)>,
    /// The years that a column may be of.
    years: Vec<FiscalYear>,
    /// Whether what has no year in the list goes into the latest year of the book.
    dates_rest: bool,
    marks: Option<Marks>,
}

/// What becomes of the cells of a list, by the form by which it was read.
#[derive(Debug)]
struct Marks {
    form: Form,
    listing: Arc<Listing>,
    /// The cells that the clerk should look at: sheet, row, column; `None` for any of the row.
    flagged: BTreeSet<(usize, u32, Option<usize>)>,
    /// The rows, by sheet, with an entry of which nothing tells the year.
    undated: BTreeSet<(usize, u32)>,
}

impl Marks {
    /// Whether a cell belongs to an entry that is not taken because nothing tells its year.
    fn is_undated(&self, sheet: usize, row: u32, field: Column) -> bool {
        let is_of_entry = field.year() == Some(None);
        is_of_entry && self.undated.contains(&(sheet, row))
    }
}

impl Mapping {
    /// What a list is taken for: by what was remembered of its form, else by its headings.
    pub(super) fn new(source: Arc<Source>, memory: &[Remembered], book: &Book) -> Self {
        let recognised = source.recognised();
        let recalled = source.recalled(memory).filter(|form| *form != recognised);
        let form = recalled.clone().unwrap_or_else(|| recognised.clone());
        let sheet = form.sheets.iter().position(Option::is_some).unwrap_or_default();
        let mut mapping = Self {
            source,
            recognised,
            form,
            recalled: recalled.is_some(),
            sheet,
            column: None,
            cell: None,
            years: Vec::new(),
            dates_rest: book.latest_year().is_some(),
            marks: None,
        };
        mapping.years = mapping.possible_years(book);
        mapping
    }

    pub(super) const fn form(&self) -> &Form {
        &self.form
    }

    /// Whether what was remembered is used as it was.
    pub(super) const fn is_recalled(&self) -> bool {
        self.recalled
    }

    /// Whether it differs from what the headings alone say.
    pub(super) fn is_corrected(&self) -> bool {
        self.form != self.recognised
    }

    /// What is to be remembered, and what forgotten, since the headings alone say it.
    pub(super) fn memory(&self) -> (Vec<Remembered>, Vec<Remembered>) {
        let sheets = self.form.sheets.iter().zip(&self.recognised.sheets).enumerate();
        let (mut kept, mut dropped) = (Vec::new(), Vec::new());
        for (sheet, (layout, recognised)) in sheets {
            let Some(layout) = layout else { continue };
            let list = if Some(layout) == recognised.as_ref() { &mut dropped } else { &mut kept };
            list.extend(self.source.remember(sheet, layout));
        }
        (kept, dropped)
    }

    pub(super) fn sheets(&self) -> &[Grid] {
        self.source.sheets()
    }

    /// The sheet that is shown.
    pub(super) fn grid(&self) -> Option<&Grid> {
        self.sheets().get(self.sheet)
    }

    /// What the sheet that is shown is taken for.
    pub(super) fn layout(&self) -> Option<&Layout> {
        self.form.sheets.get(self.sheet)?.as_ref()
    }

    /// How many rows of the sheet are shown at its top.
    fn top_rows(&self) -> usize {
        self.layout().map_or(ROWS, |layout| ROWS.max(layout.first + layout.lines + BELOW))
    }

    /// The rows of the sheet that are shown, by index: those at its top, and further ones with cells
    /// that are not taken or to be looked at.
    pub(super) fn shown_rows(&self) -> Vec<usize> {
        let rows = self.grid().map_or(&[][..], |grid| &grid.rows);
        let is_telling = |at: &usize| {
            let row = rows.get(*at);
            row.is_some_and(|row| {
                let mut marks = row.own().filter_map(|(at, _)| self.mark(row.number, at));
                marks.any(|mark| matches!(mark, Mark::Left | Mark::Flagged))
            })
        };
        let top = self.top_rows().min(rows.len());
        let further = (top..rows.len()).filter(is_telling).take(FURTHER);
        (0..top).chain(further).collect()
    }

    /// Takes what was read by a form, unless that has been corrected since.
    pub(super) fn take_marks(&mut self, form: Form, listing: Arc<Listing>) {
        if form != self.form {
            return;
        }
        let index = |name: &Option<String>| {
            let taken = || form.sheets.iter().position(Option::is_some).unwrap_or_default();
            let named = |name: &String| {
                self.source.sheets().iter().position(|grid| grid.name.as_ref() == Some(name))
            };
            name.as_ref().map_or_else(|| Some(taken()), named)
        };
        let flagged = listing.doubts.iter().filter_map(|doubt| match &doubt.place {
            Place::Row { sheet, row } => Some((index(sheet)?, *row, doubt.column)),
            _ => None,
        });
        let flagged = flagged.collect();
        let measures = listing.measures();
        let undated = measures.filter(|row| row.entries.iter().any(|it| it.year.is_none()));
        let places = undated.flat_map(|row| std::iter::once(&row.place).chain(&row.also_at));
        let undated = places.filter_map(|place| match place {
            Place::Row { sheet, row } => Some((index(sheet)?, *row)),
            _ => None,
        });
        let undated = undated.filter(|_| !self.dates_rest).collect();
        self.marks = Some(Marks { form, listing, flagged, undated });
    }

    /// What becomes of a cell of the sheet that is shown, by the number of its row and its column;
    /// `None` as long as that is not known.
    pub(super) fn mark(&self, row: u32, column: usize) -> Option<Mark> {
        let marks = self.marks.as_ref().filter(|marks| marks.form == self.form)?;
        let is_asked = || {
            [Some(column), None].iter().any(|at| marks.flagged.contains(&(self.sheet, row, *at)))
        };
        Some(match marks.listing.accounts.get(self.sheet)?.fate(row, column)? {
            Fate::Stored { field, .. } if marks.is_undated(self.sheet, row, field) => Mark::Left,
            Fate::Stored { .. } if is_asked() => Mark::Flagged,
            Fate::Stored { .. } | Fate::Figure | Fate::Repeated => Mark::Taken,
            Fate::Told(Question::NoPlace | Question::UnreadSheet) => Mark::Aside,
            Fate::Told(_) => Mark::Left,
            // That of a goal or a direction is taken with its measures.
            Fate::Heading if !self.heads_columns(row) => Mark::Taken,
            Fate::Heading | Fate::Title | Fate::Furniture | Fate::Blank => Mark::Aside,
        })
    }

    /// Why the cell that is looked at is not taken, or what is to be checked of it: its address, and a
    /// sentence.
    pub(super) fn reason(&self) -> Option<(String, String)> {
        let (row, column) = self.cell?;
        let mark = self.mark(row, column).filter(|mark| *mark != Mark::Taken)?;
        let listing = &self.marks.as_ref()?.listing;
        let is_here = |place: &Place| match place {
            Place::Row { sheet: Some(sheet), row: at } => {
                *at == row && self.grid().is_some_and(|grid| grid.name.as_ref() == Some(sheet))
            }
            Place::Row { sheet: None, row: at } => *at == row,
            _ => false,
        };
        let sentence = match (mark, listing.accounts.get(self.sheet)?.fate(row, column)?) {
            (_, Fate::Told(Question::Refused)) => {
                let row = listing.unreadable.iter().find(|it| is_here(&it.place));
                row.map(|row| words::not_taken(&row.reason))
            }
            (_, Fate::Told(question)) => Some(words::question(question) + "。"),
            (Mark::Left, _) => Some(words::question(Question::Undated) + "。"),
            (Mark::Flagged, _) => {
                let is_it = |it: &&Doubt| it.column.is_none_or(|at| at == column);
                let mut doubts = listing.doubts.iter().filter(|it| is_here(&it.place));
                doubts.find(is_it).map(|doubt| words::question(doubt.question) + "。")
            }
            _ => None,
        };
        let address = format!("{}{row}", words::column_name(column));
        Some((address, words::to_come(&sentence?)))
    }

    /// Whether a row, by its number, is one of those that hold the headings of the columns.
    fn heads_columns(&self, row: u32) -> bool {
        let lines = self.layout().map_or(0..0, |layout| layout.first..layout.end());
        let heads = self.grid().and_then(|grid| grid.rows.get(lines));
        heads.is_some_and(|heads| heads.iter().any(|head| head.number == row))
    }

    /// How many cells of the sheet that is shown are taken, left and to be looked at; `None` as long as
    /// that is not known.
    pub(super) fn counts(&self) -> Option<[usize; 3]> {
        let marks = self.marks.as_ref().filter(|marks| marks.form == self.form)?;
        let cells = marks.listing.accounts.get(self.sheet)?.cells();
        let cells: Vec<Mark> = cells.filter_map(|(row, at, _)| self.mark(row, at)).collect();
        let count = |mark| cells.iter().filter(|it| **it == mark).count();
        Some([count(Mark::Taken), count(Mark::Left), count(Mark::Flagged)])
    }

    /// How many columns of the sheet are shown: those in which anything stands.
    pub(super) fn shown_columns(&self) -> usize {
        let rows = self.grid().map_or(&[][..], |grid| &grid.rows);
        let used = rows.iter().take(self.top_rows()).map(Row::width);
        used.max().unwrap_or_default().min(COLUMNS)
    }

    /// Goes to the next or the previous column, at first to the leftmost.
    pub(super) fn step_column(&mut self, forward: bool) -> usize {
        let last = self.shown_columns().saturating_sub(1);
        let to = match self.column {
            None => 0,
            Some(at) if forward => (at + 1).min(last),
            Some(at) => at.saturating_sub(1),
        };
        self.column = Some(to);
        to
    }

    pub(super) fn years(&self) -> &[FiscalYear] {
        &self.years
    }

    pub(super) fn role(&self, at: usize) -> Role {
        Role::of(self.layout().and_then(|layout| layout.column_at(at)))
    }

    /// The year of a column, of one that may have one.
    pub(super) fn year(&self, at: usize) -> Option<Option<FiscalYear>> {
        self.layout()?.column_at(at)?.year()
    }

    /// Takes the sheet for a list or for none.
    pub(super) fn take_sheet(&mut self, taken: bool) {
        let layout = taken
            .then(|| self.recognised.sheets.get(self.sheet).cloned().flatten())
            .flatten()
            .or_else(|| taken.then(|| self.source.headed_at(self.sheet, 0)).flatten());
        self.set(layout);
    }

    /// The headings stand in this row, by index.
    pub(super) fn head_at(&mut self, row: usize) {
        let layout = self.source.headed_at(self.sheet, row);
        if layout.is_some() && layout.as_ref() != self.layout() {
            self.set(layout);
        }
    }

    /// The headings stand one row further up or down.
    pub(super) fn shift_head(&mut self, down: bool) {
        let last = self.grid().map_or(0, |grid| grid.rows.len().saturating_sub(1));
        let to = match (self.layout().map(|layout| layout.first), down) {
            (None, _) => 0,
            (Some(first), true) => (first + 1).min(last),
            (Some(first), false) => first.saturating_sub(1),
        };
        self.head_at(to);
    }

    /// Takes a column for something else.
    pub(super) fn take_as(&mut self, at: usize, role: Role) {
        let year = self.year_for(at, role);
        self.edit(|layout| layout.take_as(at, role.column(year)));
    }

    /// Takes a column for the next thing that no other column holds already.
    pub(super) fn step_role(&mut self, at: usize, forward: bool) {
        let mut role = self.role(at);
        while role.beside(forward) != role {
            role = role.beside(forward);
            let mut free = self.layout().cloned();
            if let Some(layout) = &mut free {
                let held = layout.columns.iter().filter(|titled| titled.at != at).count();
                layout.take_as(at, role.column(self.year_for(at, role)));
                if layout.columns.iter().filter(|titled| titled.at != at).count() < held {
                    continue;
                }
            }
            return self.take_as(at, role);
        }
    }

    /// The year that a column is of once it is taken for something else.
    fn year_for(&self, at: usize, role: Role) -> Option<FiscalYear> {
        let named = || self.layout()?.year_in_heading(at).filter(|_| role.has_year());
        let kept = self.year(at).flatten().or_else(named);
        kept.or_else(|| (role == Role::Narrative).then(|| self.likely_year(at)).flatten())
    }

    /// Takes a column for that of another year.
    pub(super) fn take_as_of(&mut self, at: usize, year: Option<FiscalYear>) {
        let role = self.role(at);
        self.edit(|layout| layout.take_as(at, role.column(year)));
    }

    /// Takes a column for that of the year before or after.
    pub(super) fn shift_year(&mut self, at: usize, later: bool) {
        let Some(year) = self.year(at) else { return };
        let known = year.and_then(|year| self.years.iter().position(|it| *it == year));
        let to = match (known, later) {
            (None, true) => self.years.first(),
            (None, false) => self.years.last(),
            (Some(known), true) => self.years.get(known + 1),
            (Some(known), false) => known.checked_sub(1).and_then(|to| self.years.get(to)),
        };
        self.take_as_of(at, to.copied());
    }

    /// Back to what the headings say.
    pub(super) fn recognise(&mut self) {
        self.form = self.recognised.clone();
        self.recalled = false;
    }

    fn edit(&mut self, change: impl FnOnce(&mut Layout)) {
        let known = self.layout().cloned().or_else(|| self.source.headed_at(self.sheet, 0));
        let Some(mut layout) = known else { return };
        change(&mut layout);
        self.set(Some(layout));
    }

    fn set(&mut self, layout: Option<Layout>) {
        if let Some(place) = self.form.sheets.get_mut(self.sheet) {
            *place = layout;
            self.recalled = false;
            self.cell = None;
        }
    }

    /// The year that a text of one year is most likely of: the first that no other column has, from
    /// that of the list as a whole on backwards.
    fn likely_year(&self, at: usize) -> Option<FiscalYear> {
        let layout = self.layout()?;
        let whole = self.source.year_of(self.sheet, layout);
        let is_free = |year: &FiscalYear| {
            layout
                .columns
                .iter()
                .all(|other| other.at == at || other.column != Column::Narrative(*year))
        };
        let latest = whole.or_else(|| self.years.iter().rev().nth(1).copied())?;
        (0..10).map(|back| FiscalYear(latest.0 - back)).find(is_free)
    }

    /// From two years before the first that is known to one after the last.
    fn possible_years(&self, book: &Book) -> Vec<FiscalYear> {
        let layouts = self.form.sheets.iter().flatten();
        let named = layouts.clone().flat_map(|layout| &layout.columns);
        let named = named.filter_map(|titled| titled.column.year().flatten());
        let wholes = self.form.sheets.iter().enumerate();
        let wholes = wholes.filter_map(|(at, it)| self.source.year_of(at, it.as_ref()?));
        let known: Vec<i32> = named
            .chain(wholes)
            .chain(book.years().map(|year| year.year))
            .map(|year| year.0)
            .collect();
        let today = relative_time::now();
        let now = FiscalYear::containing(today.year(), today.month()).0;
        let first = known.iter().copied().min().unwrap_or(now) - 2;
        let last = known.iter().copied().max().unwrap_or(now) + 1;
        (first..=last).map(FiscalYear).collect()
    }
}
