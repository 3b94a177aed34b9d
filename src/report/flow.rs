//! Which rows stand on which page, and where a row is cut.
//!
//! A heading goes with the row that follows it. Rows move whole to the next page, or are cut where
//! at least three lines of each cell that is cut stay on both sides. A row that is taller than a page
//! (or the first, where a title takes room and the page would else be empty) is cut between lines in
//! any case, so that no cell leaves a single line behind or takes one along where that can be helped.

use super::geometry::Length;
use super::typeset::Line;
use crate::domain::template::Rows;
use std::ops::Range;

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row<T> {
    pub of: T,
    /// The lines of each cell.
    pub cells: Vec<Vec<Line>>,
    /// What each cell says where the row goes on, on a later page, and nothing is left of the cell.
    /// It takes no more than a third of a page.
    pub again: Vec<Vec<Line>>,
    /// How deep a heading is that must not be the last on a page, the highest being 0; `None` for
    /// what stands below headings.
    pub heading: Option<u8>,
}

/// What stands of a row on one page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Which row.
    pub row: usize,
    /// The lines of each of its cells.
    pub lines: Vec<Range<usize>>,
    /// Whether the row began on an earlier page. Where it then has no lines left, it is a heading
    /// said again.
    pub continued: bool,
}

/// How high rows are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heights {
    /// The size of the type.
    pub size: Length,
    /// From one baseline to the next.
    pub line: Length,
    /// Above the first line and below the last, both together.
    pub padding: Length,
}

/// How rows go onto pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Manner {
    pub heights: Heights,
    pub rows: Rows,
    /// Whether the headings above what stands first on a page are said again.
    pub repeats: bool,
}

/// The fewest lines that a cut row leaves on a page.
const FEWEST: usize = 3;

/// Puts the rows on pages, the first of which has another room than the others. Each page has at
/// least [`FEWEST`] lines of room; there is always at least one page.
pub fn flow<T>(rows: &[Row<T>], manner: Manner, first: Length, others: Length) -> Vec<Vec<Part>> {
    let mut flow = Flow {
        rows,
        above: above(rows),
        manner,
        others,
        left: first,
        pages: vec![Vec::new()],
        fresh: true,
    };
    let mut at = 0;
    while at < rows.len() {
        let heads = rows[at..].iter().take_while(|row| row.heading.is_some()).count();
        let end = (at + heads + 1).min(rows.len());
        flow.put_group(at..end);
        at = end;
    }
    flow.pages
}

/// The headings that each row stands under, the highest first.
fn above<T>(rows: &[Row<T>]) -> Vec<Vec<usize>> {
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

impl Heights {
    /// How far below the top of the first line each line of a cell stands.
    pub fn tops<'a>(self, lines: &'a [Line]) -> impl Iterator<Item = Length> + 'a {
        let mut next = Length::ZERO;
        lines.iter().enumerate().map(move |(index, line)| {
            let above = if index == 0 { Length::ZERO } else { self.size.times(line.above) };
            let top = next + above;
            next = top + self.line;
            top
        })
    }

    /// The height of lines, without padding.
    pub fn lines(self, lines: &[Line]) -> Length {
        self.tops(lines).last().map_or(Length::ZERO, |top| top + self.line)
    }

    /// How many of these lines go into a room, without padding.
    fn lines_in(self, room: Length, lines: &[Line]) -> usize {
        self.tops(lines).take_while(|top| *top + self.line <= room).count()
    }

    /// The height of a row whose cells have these lines.
    fn row<'a>(self, cells: impl Iterator<Item = &'a [Line]>) -> Length {
        let lines = cells.map(|lines| self.lines(lines)).max();
        lines.unwrap_or(self.line).max(self.line) + self.padding
    }

    /// How many lines go into a third of a page.
    pub fn third(self, page: Length) -> usize {
        let room = page.in_thousandths() / 3 - self.padding.in_thousandths();
        usize::try_from(room / self.line.in_thousandths().max(1)).unwrap_or(0)
    }

    /// The room that the fewest lines take which a cut leaves, without padding.
    fn fewest(self) -> Length {
        self.line * i64::try_from(FEWEST).unwrap_or(i64::MAX)
    }
}

struct Flow<'a, T> {
    rows: &'a [Row<T>],
    /// The headings that each row stands under.
    above: Vec<Vec<usize>>,
    manner: Manner,
    others: Length,
    /// The room that is left on the last page.
    left: Length,
    pages: Vec<Vec<Part>>,
    /// Whether nothing stands on the last page but headings said again.
    fresh: bool,
}

impl<T> Flow<'_, T> {
    /// Puts headings and the row that follows them.
    fn put_group(&mut self, group: Range<usize>) {
        let height: Length = group.clone().map(|row| self.height(row)).sum();
        if height > self.left && !self.begins(group.clone(), height) {
            self.turn(group.start, false);
        }
        for row in group {
            self.put(row);
        }
    }

    /// Whether a group that the rest of the page cannot hold begins there nevertheless.
    fn begins(&self, group: Range<usize>, height: Length) -> bool {
        let last = group.end.saturating_sub(1);
        let heads: Length = (group.start..last).map(|row| self.height(row)).sum();
        let room = self.left - heads - self.manner.heights.padding;
        // What no page can hold may as well begin here, if only it can begin; and a first page with
        // nothing but a title would look like a mistake.
        let taller = height > self.room_below(group.start);
        match self.manner.rows {
            _ if self.fresh => self.manner.heights.fewest() <= room,
            Rows::Whole => taller && self.manner.heights.fewest() <= room,
            Rows::Split => self.clean_cut(last, &self.whole(last), room).is_some(),
        }
    }

    fn put(&mut self, row: usize) {
        let heights = self.manner.heights;
        let mut rest = self.whole(row);
        let mut continued = false;
        loop {
            let room = self.left - heights.padding;
            let takes = self.takes(row, &rest, room);
            let whole = takes.iter().zip(&rest).all(|(take, rest)| *take == rest.len());
            if whole && heights.line <= room {
                self.place(Part { row, lines: rest, continued });
                return;
            }
            let (clean, tight) = match self.manner.rows {
                Rows::Split => (self.clean_cut(row, &rest, room), true),
                Rows::Whole => (None, room < heights.fewest()),
            };
            if clean.is_none() && tight && !self.fresh {
                self.turn(row, continued);
                continue;
            }
            let takes = clean.unwrap_or_else(|| self.good_cut(row, &rest, takes));
            let (lines, after) = self.cut(row, &rest, &takes);
            self.place(Part { row, lines, continued });
            (rest, continued) = (after, true);
            self.turn(row, true);
        }
    }

    /// All lines of a row.
    fn whole(&self, row: usize) -> Vec<Range<usize>> {
        self.rows[row].cells.iter().map(|lines| 0..lines.len()).collect()
    }

    /// How many lines of each cell go into a room; of one, at least, in a room for nothing.
    fn takes(&self, row: usize, rest: &[Range<usize>], room: Length) -> Vec<usize> {
        let cells = rest.iter().zip(&self.rows[row].cells);
        let (heights, room) = (self.manner.heights, room.max(self.manner.heights.line));
        cells.map(|(rest, lines)| heights.lines_in(room, &lines[rest.clone()])).collect()
    }

    /// After how many lines each cell is cut that does not go into a room whole, so that both sides
    /// keep [`FEWEST`]; `None` where one of them cannot be.
    fn clean_cut(&self, row: usize, rest: &[Range<usize>], room: Length) -> Option<Vec<usize>> {
        let takes = self.takes(row, rest, room);
        let cells = rest.iter().zip(&self.rows[row].cells).zip(takes);
        let cut = |((rest, lines), take): ((&Range<usize>, &Vec<Line>), usize)| {
            let lines = &lines[rest.clone()];
            if take == lines.len() {
                return Some(take);
            }
            let mut take = take.min(lines.len().saturating_sub(FEWEST));
            if is_widow(lines, take) {
                take -= 1;
            }
            take = before_heading(lines, take);
            (take >= FEWEST).then_some(take)
        };
        (room >= self.manner.heights.fewest()).then(|| cells.map(cut).collect()).flatten()
    }

    /// After how many lines each cell is best cut, at most these.
    fn good_cut(&self, row: usize, rest: &[Range<usize>], most: Vec<usize>) -> Vec<usize> {
        let cells = rest.iter().zip(&self.rows[row].cells).zip(&most);
        let good: Vec<usize> =
            cells.map(|((rest, lines), most)| good_cut(&lines[rest.clone()], *most)).collect();
        if good.iter().all(|take| *take == 0) { most } else { good }
    }

    /// Cuts what is left of a row after so many lines of each cell.
    fn cut(
        &self,
        row: usize,
        rest: &[Range<usize>],
        takes: &[usize],
    ) -> (Vec<Range<usize>>, Vec<Range<usize>>) {
        let cells = rest.iter().zip(takes).zip(&self.rows[row].cells);
        let cut = |((rest, take), lines): ((&Range<usize>, &usize), &Vec<Line>)| {
            let at = rest.start + take;
            let blank = lines[at..rest.end].iter().take_while(|line| line.text.is_empty()).count();
            (rest.start..at, at + blank..rest.end)
        };
        cells.map(cut).unzip()
    }

    fn place(&mut self, part: Part) {
        self.fresh = false;
        self.push(part);
    }

    fn push(&mut self, part: Part) {
        self.left = self.left - self.rows[part.row].part_height(&part, self.manner.heights);
        if let Some(page) = self.pages.last_mut() {
            page.push(part);
        }
    }

    /// Turns to the next page, on which a row stands first, or the rest of it.
    fn turn(&mut self, row: usize, continued: bool) {
        if !self.fresh || self.left < self.others {
            self.pages.push(Vec::new());
        }
        (self.left, self.fresh) = (self.others, true);
        if continued || self.rows[row].heading != Some(0) {
            for heading in self.repeated(row).to_vec() {
                self.push(self.again(heading));
            }
        }
    }

    /// A heading said again.
    fn again(&self, heading: usize) -> Part {
        let end = |lines: &Vec<Line>| lines.len()..lines.len();
        let lines = self.rows[heading].cells.iter().map(end).collect();
        Part { row: heading, lines, continued: true }
    }

    /// The headings that are said again above a row where it stands first on a page: none where
    /// they would take a third of it.
    fn repeated(&self, row: usize) -> &[usize] {
        let above = &self.above[row];
        let height: Length = above.iter().map(|row| self.height_again(*row)).sum();
        let speaks = |row: &usize| self.rows[*row].again.iter().all(|lines| !lines.is_empty());
        let can = height * 3 <= self.others && above.iter().all(speaks);
        if self.manner.repeats && can { above } else { &[] }
    }

    /// The room that a page has on which this row stands first.
    fn room_below(&self, row: usize) -> Length {
        let repeated = self.repeated(row).iter();
        self.others - repeated.map(|row| self.height_again(*row)).sum()
    }

    fn height_again(&self, heading: usize) -> Length {
        self.rows[heading].part_height(&self.again(heading), self.manner.heights)
    }

    fn height(&self, row: usize) -> Length {
        self.rows[row].height(self.manner.heights)
    }
}

impl<T> Row<T> {
    /// Its height, whole.
    pub fn height(&self, heights: Heights) -> Length {
        heights.row(self.cells.iter().map(Vec::as_slice))
    }

    /// The height of a part of it.
    pub fn part_height(&self, part: &Part, heights: Heights) -> Length {
        heights.row((0..self.cells.len()).map(|cell| self.shown(part, cell)))
    }

    /// What a part shows of a cell.
    pub fn shown(&self, part: &Part, cell: usize) -> &[Line] {
        let range = part.lines.get(cell).cloned().unwrap_or_default();
        let lines = if part.says_again(cell) { self.again.get(cell) } else { self.cells.get(cell) };
        let lines = lines.map_or(&[][..], Vec::as_slice);
        if part.says_again(cell) { lines } else { lines.get(range).unwrap_or_default() }
    }

    /// The same, to be drawn. They are taken out of the row but for what may be said again: the lines
    /// of a long list are most of what it takes in memory.
    pub fn take_shown(&mut self, part: &Part, cell: usize) -> Vec<Line> {
        if part.says_again(cell) {
            return self.shown(part, cell).to_vec();
        }
        let range = part.lines.get(cell).cloned().unwrap_or_default();
        let lines = self.cells.get_mut(cell).and_then(|lines| lines.get_mut(range));
        lines.unwrap_or_default().iter_mut().map(std::mem::take).collect()
    }
}

impl Part {
    /// Whether a cell says again what stands on an earlier page.
    pub fn says_again(&self, cell: usize) -> bool {
        self.continued && self.lines.get(cell).is_none_or(Range::is_empty)
    }
}

/// After how many of these lines, at most `room`, they are best cut.
fn good_cut(lines: &[Line], room: usize) -> usize {
    if lines.len() <= room {
        return lines.len();
    }
    // No single line on the other side, nor a heading at the end of this one.
    let alone = lines.len() - room == 1 && room > 2;
    before_heading(lines, if alone { room - 1 } else { room })
}

/// Whether a cut leaves the last line of a paragraph to the next page that began on this one.
fn is_widow(lines: &[Line], take: usize) -> bool {
    let begins = take == 0 || lines.get(take - 1).is_none_or(|line| line.ends);
    !begins && lines.get(take).is_some_and(|line| line.ends)
}

/// The cut moved up before a heading, and the blank before that, which it would leave behind.
fn before_heading(lines: &[Line], mut take: usize) -> usize {
    while take > 0 && lines.get(take - 1).is_some_and(|line| line.heading || line.text.is_empty()) {
        take -= 1;
    }
    take
}

#[cfg(test)]
mod tests;
