//! Page breaks: which rows are on which page, and where a row is cut.
//!
//! A heading is kept with the row that follows it. Rows move whole to the next page, or are cut where
//! at least three lines of each cell that is cut stay on both sides, or between the blocks of a cell,
//! its years. A row that is taller than a page (or the first row, where the page would have nothing
//! but a title) is cut in any case, at the best place.

mod cut;

use super::geometry::Length;
use super::typeset::Line;
use crate::domain::template::Rows;
use std::ops::Range;
use std::sync::Arc;

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row<T> {
    pub of: T,
    /// The lines of each cell.
    pub cells: Vec<Vec<Arc<Line>>>,
    /// The lines of each cell where the row continues on a later page and nothing is left of the cell:
    /// no more than a third of a page.
    pub continuation: Vec<Vec<Arc<Line>>>,
    /// The level of a heading, the highest being 0, which is never the last row of a page; `None` for
    /// all other rows.
    pub heading: Option<u8>,
    /// The blocks of each cell, such as the years of a narrative; none for cells without.
    pub blocks: Vec<Vec<Block>>,
    /// What is said where the row goes on on the next page; `None` for nothing.
    pub note: Option<Note>,
}

/// A block of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    /// Its first line.
    pub start: usize,
    /// What stands above the rest of it on a later page; `None` for nothing.
    pub label: Option<Arc<Line>>,
}

/// A line below the last one of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Note {
    /// The index of the cell.
    pub cell: usize,
    pub line: Arc<Line>,
}

/// The part of a row that is on one page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fragment {
    /// The index of the row.
    pub row: usize,
    /// The lines of each of its cells.
    pub lines: Vec<Range<usize>>,
    /// Whether the row began on an earlier page. A continued row without lines is a repeated heading.
    pub continued: bool,
    /// Whether the row goes on on the next page.
    pub goes_on: bool,
}

/// The measures that the heights of rows follow from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct RowMetrics {
    /// The size of the type.
    pub size: Length,
    /// From one baseline to the next.
    pub line: Length,
    /// Above the first line and below the last, both together.
    pub padding: Length,
}

/// How rows are broken over pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Options {
    pub metrics: RowMetrics,
    /// Those of headings, by their level; the last is that of all further levels.
    pub headings: [RowMetrics; 2],
    pub rows: Rows,
    /// Whether a row that no page holds is cut at the best place rather than at the last possible
    /// one, as the first version of the program did.
    pub tidy: bool,
    /// Whether a page repeats the headings that its first row is under.
    pub repeats_headings: bool,
}

impl Options {
    /// What the height of a row with this level of heading follows from.
    pub(super) fn metrics(self, heading: Option<u8>) -> RowMetrics {
        match heading {
            Some(level) => self.headings[usize::from(level).min(1)],
            None => self.metrics,
        }
    }
}

/// The fewest lines that a cut leaves on either side.
const FEWEST: usize = 3;

/// Distributes the rows over pages, of the height `first` and then `others`. Each page has room for
/// at least [`FEWEST`] lines; there is always at least one page.
pub(super) fn flow<T>(
    rows: &[&Row<T>],
    options: Options,
    first: Length,
    others: Length,
) -> Vec<Vec<Fragment>> {
    let mut flow = Flow {
        rows,
        headings_above: headings_above(rows),
        options,
        others,
        left: first,
        pages: vec![Vec::new()],
        is_blank: true,
    };
    let mut at = 0;
    while at < rows.len() {
        let heads = rows[at..].iter().take_while(|row| row.heading.is_some()).count();
        let end = (at + heads + 1).min(rows.len());
        flow.place_group(at..end);
        at = end;
    }
    flow.pages
}

/// The headings that each row is under, the highest first.
fn headings_above<T>(rows: &[&Row<T>]) -> Vec<Vec<usize>> {
    let mut open: Vec<(u8, usize)> = Vec::new();
    let mut above = Vec::with_capacity(rows.len());
    for (index, row) in rows.iter().enumerate() {
        if let Some(depth) = row.heading {
            open.retain(|(other, _)| *other < depth);
        }
        above.push(open.iter().map(|(_, heading)| *heading).collect());
        open.extend(row.heading.map(|depth| (depth, index)));
    }
    above
}

impl RowMetrics {
    /// The distance of each line of a cell from the top of the first.
    pub(super) fn tops<'a>(self, lines: &'a [Arc<Line>]) -> impl Iterator<Item = Length> + 'a {
        let mut next = Length::ZERO;
        lines.iter().enumerate().map(move |(index, line)| {
            let above = if index == 0 { Length::ZERO } else { self.size.times(line.above) };
            let top = next + above;
            next = top + self.line;
            top
        })
    }

    /// The height of lines, without padding.
    pub(super) fn lines(self, lines: &[Arc<Line>]) -> Length {
        self.tops(lines).last().map_or(Length::ZERO, |top| top + self.line)
    }

    /// The height of a row whose cells have these heights.
    fn row(self, cells: impl Iterator<Item = Length>) -> Length {
        cells.max().unwrap_or(self.line).max(self.line) + self.padding
    }

    /// How many lines fit into a third of a page.
    pub(super) fn lines_in_third(self, page: Length) -> usize {
        let room = page.in_thousandths() / 3 - self.padding.in_thousandths();
        usize::try_from(room / self.line.in_thousandths().max(1)).unwrap_or(0)
    }

    /// The height of the fewest lines that a cut leaves, without padding.
    fn fewest(self) -> Length {
        self.line * i64::try_from(FEWEST).unwrap_or(i64::MAX)
    }
}

struct Flow<'a, T> {
    rows: &'a [&'a Row<T>],
    /// The headings that each row is under.
    headings_above: Vec<Vec<usize>>,
    options: Options,
    /// The height of all pages but the first.
    others: Length,
    /// The height that is left on the last page.
    left: Length,
    pages: Vec<Vec<Fragment>>,
    /// Whether nothing is on the last page but repeated headings.
    is_blank: bool,
}

impl<T> Flow<'_, T> {
    /// Places headings and the row that follows them.
    fn place_group(&mut self, group: Range<usize>) {
        let height: Length = group.clone().map(|row| self.height(row)).sum();
        if height > self.left && !self.begins_here(group.clone(), height) {
            self.break_page(group.start, false);
        }
        for row in group {
            self.place_row(row);
        }
    }

    /// Whether a group that the rest of the page cannot hold begins there nevertheless.
    fn begins_here(&self, group: Range<usize>, height: Length) -> bool {
        let last = group.end.saturating_sub(1);
        let heads: Length = (group.start..last).map(|row| self.height(row)).sum();
        let room = self.left - heads - self.options.metrics.padding;
        // A group that no page can hold may as well begin here, if there is room to begin; and a first
        // page with nothing but a title would look like a mistake.
        let taller = height > self.room_below(group.start);
        match self.options.rows {
            _ if self.is_blank => self.options.metrics.fewest() <= room,
            Rows::Whole if self.options.tidy => {
                taller && self.clean_best_cut(last, &self.all_lines(last), room).is_some()
            }
            Rows::Whole => taller && self.options.metrics.fewest() <= room,
            Rows::Years => self.cut_between_years(last, &self.all_lines(last), room).is_some(),
            Rows::Split => self.clean_cut(last, &self.all_lines(last), room).is_some(),
        }
    }

    fn place_row(&mut self, row: usize) {
        let metrics = self.metrics(row);
        let mut rest = self.all_lines(row);
        let mut continued = false;
        loop {
            let room = self.left - metrics.padding;
            let fitting = self.fitting_lines(row, &rest, room, false);
            let whole = fitting.iter().zip(&rest).all(|(count, rest)| *count == rest.len());
            if whole && metrics.line <= room {
                self.place(Fragment { row, lines: rest, continued, goes_on: false });
                return;
            }
            let (clean, tight) = match self.options.rows {
                Rows::Split => (self.clean_cut(row, &rest, room), true),
                Rows::Whole if self.options.tidy => (self.clean_best_cut(row, &rest, room), true),
                Rows::Whole => (None, room < metrics.fewest()),
                Rows::Years => (self.cut_between_years(row, &rest, room), true),
            };
            if clean.is_none() && tight && !self.is_blank {
                self.break_page(row, continued);
                continue;
            }
            let cut = clean.unwrap_or_else(|| {
                if self.options.tidy {
                    let fitting = self.fitting_lines(row, &rest, room, true);
                    self.best_cut(row, &rest, &fitting)
                } else {
                    self.good_cut(row, &rest, fitting)
                }
            });
            let (lines, after) = self.cut(row, &rest, &cut);
            self.place(Fragment { row, lines, continued, goes_on: true });
            (rest, continued) = (after, true);
            self.break_page(row, true);
        }
    }

    /// The cut of a row between its years, or within a year that no page holds.
    fn cut_between_years(
        &self,
        row: usize,
        rest: &[Range<usize>],
        room: Length,
    ) -> Option<Vec<usize>> {
        let tall = || {
            let begins = self.begins_tall_block(row, rest, room);
            begins.then(|| self.clean_best_cut(row, rest, room)).flatten()
        };
        self.block_cut(row, rest, room).or_else(tall)
    }

    /// All lines of a row.
    fn all_lines(&self, row: usize) -> Vec<Range<usize>> {
        self.rows[row].cells.iter().map(|lines| 0..lines.len()).collect()
    }

    fn place(&mut self, fragment: Fragment) {
        self.is_blank = false;
        self.push(fragment);
    }

    fn push(&mut self, fragment: Fragment) {
        let row = &self.rows[fragment.row];
        self.left = self.left - row.fragment_height(&fragment, self.metrics(fragment.row));
        if let Some(page) = self.pages.last_mut() {
            page.push(fragment);
        }
    }

    /// Begins the next page, of which a row, or the rest of it, is the first.
    fn break_page(&mut self, row: usize, continued: bool) {
        if !self.is_blank || self.left < self.others {
            self.pages.push(Vec::new());
        }
        (self.left, self.is_blank) = (self.others, true);
        if continued || self.rows[row].heading != Some(0) {
            for heading in self.repeated_headings(row).to_vec() {
                self.push(self.repetition(heading));
            }
        }
    }

    /// A repeated heading.
    fn repetition(&self, heading: usize) -> Fragment {
        let end = |lines: &Vec<Arc<Line>>| lines.len()..lines.len();
        let lines = self.rows[heading].cells.iter().map(end).collect();
        Fragment { row: heading, lines, continued: true, goes_on: false }
    }

    /// The headings that are repeated above the first row of a page: none where they would take a
    /// third of it.
    fn repeated_headings(&self, row: usize) -> &[usize] {
        let above = &self.headings_above[row];
        let height: Length = above.iter().map(|row| self.repetition_height(*row)).sum();
        let has_text =
            |row: &usize| self.rows[*row].continuation.iter().all(|lines| !lines.is_empty());
        let can = height * 3 <= self.others && above.iter().all(has_text);
        if self.options.repeats_headings && can { above } else { &[] }
    }

    /// The height that a page has for its first row.
    fn room_below(&self, row: usize) -> Length {
        let repeated = self.repeated_headings(row).iter();
        self.others - repeated.map(|row| self.repetition_height(*row)).sum()
    }

    fn repetition_height(&self, heading: usize) -> Length {
        self.rows[heading].fragment_height(&self.repetition(heading), self.metrics(heading))
    }

    fn height(&self, row: usize) -> Length {
        self.rows[row].height(self.metrics(row))
    }

    fn metrics(&self, row: usize) -> RowMetrics {
        self.options.metrics(self.rows[row].heading)
    }
}

impl<T> Row<T> {
    /// Its height, whole.
    pub(super) fn height(&self, metrics: RowMetrics) -> Length {
        metrics.row(self.cells.iter().map(|lines| metrics.lines(lines)))
    }

    /// The height of a fragment of it.
    pub(super) fn fragment_height(&self, fragment: &Fragment, metrics: RowMetrics) -> Length {
        metrics.row((0..self.cells.len()).map(|cell| {
            let added = [self.label(fragment, cell), self.note(fragment, cell)];
            let added = i64::try_from(added.iter().flatten().count()).unwrap_or(0);
            metrics.lines(self.lines(fragment, cell)) + metrics.line * added
        }))
    }

    /// What stands above the lines of a cell in a fragment that begins within a block.
    pub(super) fn label(&self, fragment: &Fragment, cell: usize) -> Option<&Arc<Line>> {
        let rest = fragment.lines.get(cell).filter(|_| fragment.continued)?;
        self.continued_label(cell, rest)
    }

    /// What stands below the lines of a cell in a fragment that is not the last of its row.
    pub(super) fn note(&self, fragment: &Fragment, cell: usize) -> Option<&Arc<Line>> {
        let note = self.note.as_ref().filter(|note| fragment.goes_on && note.cell == cell);
        note.map(|note| &note.line)
    }

    /// The label of the block within which the rest of a cell begins.
    fn continued_label(&self, cell: usize, rest: &Range<usize>) -> Option<&Arc<Line>> {
        let blocks = self.blocks.get(cell).filter(|_| !rest.is_empty())?;
        let block = blocks.iter().rfind(|block| block.start <= rest.start)?;
        block.label.as_ref().filter(|_| block.start < rest.start)
    }

    /// The lines of a cell in a fragment.
    pub(super) fn lines(&self, fragment: &Fragment, cell: usize) -> &[Arc<Line>] {
        if fragment.is_repeated(cell) {
            return self.continuation.get(cell).map_or(&[], Vec::as_slice);
        }
        let range = fragment.lines.get(cell).cloned().unwrap_or_default();
        self.cells.get(cell).and_then(|lines| lines.get(range)).unwrap_or_default()
    }
}

impl Fragment {
    /// Whether a cell repeats a text of an earlier page.
    pub(super) fn is_repeated(&self, cell: usize) -> bool {
        self.continued && self.lines.get(cell).is_none_or(Range::is_empty)
    }
}

#[cfg(test)]
mod tests;
