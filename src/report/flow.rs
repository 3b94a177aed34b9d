//! Which rows stand on which page, and where a row is cut that no page can hold.
//!
//! A row moves whole to the next page rather than be cut. A heading goes with the row that follows
//! it. A row that is taller than a page (or the first, where a title takes room and the page would
//! else be empty) is cut between lines, so that no cell leaves a single line
//! behind or takes one along where that can be helped.

use super::geometry::Length;
use super::typeset::Line;
use std::ops::Range;

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row<T> {
    pub of: T,
    /// The lines of each cell.
    pub cells: Vec<Vec<Line>>,
    /// Whether it must not be the last on a page.
    pub heading: bool,
}

/// What stands of a row on one page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Which row.
    pub row: usize,
    /// The lines of each of its cells.
    pub lines: Vec<Range<usize>>,
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

/// The fewest lines that a cut row leaves on a page.
const FEWEST: i64 = 3;

/// Puts the rows on pages, the first of which has another room than the others. Each page has at
/// least [`FEWEST`] lines of room; there is always at least one page.
pub fn flow<T>(rows: &[Row<T>], heights: Heights, first: Length, others: Length) -> Vec<Vec<Part>> {
    let mut flow = Flow { rows, heights, others, left: first, pages: vec![Vec::new()] };
    let mut at = 0;
    while at < rows.len() {
        let heads = rows[at..].iter().take_while(|row| row.heading).count();
        let end = (at + heads + 1).min(rows.len());
        flow.put_group(at..end);
        at = end;
    }
    flow.pages
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
}

struct Flow<'a, T> {
    rows: &'a [Row<T>],
    heights: Heights,
    others: Length,
    /// The room that is left on the last page.
    left: Length,
    pages: Vec<Vec<Part>>,
}

impl<T> Flow<'_, T> {
    /// Puts headings and the row that follows them.
    fn put_group(&mut self, group: Range<usize>) {
        let height: Length = group.clone().map(|row| self.height(row)).sum();
        let heads = group.start..group.end.saturating_sub(1);
        let start: Length = heads.map(|row| self.height(row)).sum();
        let least = start + self.heights.line * FEWEST + self.heights.padding;
        let fits = height <= self.left;
        // What no page can hold may as well begin here, if only it can begin; and a first page with
        // nothing but a title would look like a mistake.
        let begins = (height > self.others || self.page_is_empty()) && least <= self.left;
        if !fits && !begins {
            self.turn();
        }
        for row in group {
            self.put(row);
        }
    }

    fn put(&mut self, row: usize) {
        let mut rest: Vec<Range<usize>> =
            self.rows[row].cells.iter().map(|lines| 0..lines.len()).collect();
        loop {
            let room = self.left - self.heights.padding;
            let takes = self.takes(row, &rest, room);
            let whole = takes.iter().zip(&rest).all(|(take, rest)| *take == rest.len());
            if whole && self.heights.line <= room {
                self.place(Part { row, lines: rest });
                return;
            }
            if room < self.heights.line * FEWEST && !self.page_is_empty() {
                self.turn();
                continue;
            }
            let (part, after) = self.cut(row, &rest, &takes);
            self.place(part);
            rest = after;
            self.turn();
        }
    }

    /// How many lines of each cell go into a room; of one, at least, in a room for nothing.
    fn takes(&self, row: usize, rest: &[Range<usize>], room: Length) -> Vec<usize> {
        let cells = rest.iter().zip(&self.rows[row].cells);
        let room = room.max(self.heights.line);
        cells.map(|(rest, lines)| self.heights.lines_in(room, &lines[rest.clone()])).collect()
    }

    /// Cuts what is left of a row after at most so many lines of each cell.
    fn cut(&self, row: usize, rest: &[Range<usize>], most: &[usize]) -> (Part, Vec<Range<usize>>) {
        let cells = &self.rows[row].cells;
        let good = rest.iter().zip(cells).zip(most);
        let good = good.map(|((rest, lines), most)| good_cut(&lines[rest.clone()], *most));
        let mut takes: Vec<usize> = good.collect();
        if takes.iter().all(|take| *take == 0) {
            takes = most.to_vec();
        }
        let (mut part, mut after) = (Vec::new(), Vec::new());
        for ((rest, take), lines) in rest.iter().zip(takes).zip(cells) {
            let at = rest.start + take;
            part.push(rest.start..at);
            let blank = lines[at..rest.end].iter().take_while(|line| line.text.is_empty()).count();
            after.push(at + blank..rest.end);
        }
        (Part { row, lines: part }, after)
    }

    fn place(&mut self, part: Part) {
        self.left = self.left - self.rows[part.row].part_height(&part, self.heights);
        if let Some(page) = self.pages.last_mut() {
            page.push(part);
        }
    }

    fn turn(&mut self) {
        if !self.page_is_empty() || self.left < self.others {
            self.pages.push(Vec::new());
        }
        self.left = self.others;
    }

    fn page_is_empty(&self) -> bool {
        self.pages.last().is_none_or(Vec::is_empty)
    }

    fn height(&self, row: usize) -> Length {
        self.rows[row].height(self.heights)
    }
}

impl<T> Row<T> {
    /// Its height, whole.
    pub fn height(&self, heights: Heights) -> Length {
        let lines = self.cells.iter().map(|lines| heights.lines(lines));
        lines.max().unwrap_or(heights.line).max(heights.line) + heights.padding
    }

    /// The height of a part of it.
    pub fn part_height(&self, part: &Part, heights: Heights) -> Length {
        let cells = self.cells.iter().zip(&part.lines);
        let lines = cells.map(|(lines, shown)| heights.lines(&lines[shown.clone()]));
        lines.max().unwrap_or(heights.line).max(heights.line) + heights.padding
    }
}

/// After how many of these lines, at most `room`, they are best cut.
fn good_cut(lines: &[Line], room: usize) -> usize {
    if lines.len() <= room {
        return lines.len();
    }
    let mut take = room;
    // No single line on the other side …
    if lines.len() - take == 1 && take > 2 {
        take -= 1;
    }
    // … and no heading, nor the blank before it, at the end of this one.
    while take > 0 && lines.get(take - 1).is_some_and(|line| line.heading || line.text.is_empty()) {
        take -= 1;
    }
    take
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const HEIGHTS: Heights =
        Heights { size: Length::points(8), line: Length::points(10), padding: Length::points(4) };

    fn line(text: &str) -> Line {
        Line { text: text.to_owned(), heading: text.starts_with('【'), ..Line::default() }
    }

    fn row(heading: bool, cells: &[usize]) -> Row<()> {
        let cells = cells.iter().map(|lines| vec![line("文"); *lines]).collect();
        Row { of: (), cells, heading }
    }

    /// Rows on pages, as `row:lines` of the first cell.
    fn pages(rows: &[Row<()>], room: i32) -> Vec<Vec<String>> {
        let room = Length::points(room);
        flow(rows, HEIGHTS, room, room)
            .into_iter()
            .map(|page| {
                page.into_iter()
                    .map(|part| format!("{}:{}", part.row, part.lines[0].len()))
                    .collect()
            })
            .collect()
    }

    #[test]
    fn rows_move_whole() {
        let rows = [row(false, &[5]), row(false, &[5]), row(false, &[2])];
        assert_eq!(pages(&rows, 100), [vec!["0:5"], vec!["1:5", "2:2"]]);
        assert_eq!(pages(&rows, 108), [vec!["0:5", "1:5"], vec!["2:2"]]);
    }

    #[test]
    fn headings_go_with_what_follows() {
        let rows = [row(false, &[5]), row(true, &[1]), row(true, &[1]), row(false, &[3])];
        assert_eq!(pages(&rows, 115), [vec!["0:5"], vec!["1:1", "2:1", "3:3"]]);
        // One that nothing follows stands for itself.
        assert_eq!(pages(&rows[..2], 115), [vec!["0:5", "1:1"]]);
    }

    #[test]
    fn a_row_that_no_page_holds_is_cut_between_lines() {
        assert_eq!(pages(&[row(false, &[25])], 100), [["0:9"], ["0:9"], ["0:7"]]);
        // A single line is not left for the next page.
        assert_eq!(pages(&[row(false, &[10])], 100), [["0:8"], ["0:2"]]);
        // It begins where it stands, with its heading, if there is room to begin.
        let rows = [row(false, &[3]), row(true, &[1]), row(false, &[12])];
        assert_eq!(pages(&rows, 100), [vec!["0:3", "1:1", "2:4"], vec!["2:8"]]);
        let rows = [row(false, &[5]), row(true, &[1]), row(false, &[12])];
        assert_eq!(pages(&rows, 100), [vec!["0:5"], vec!["1:1", "2:8"], vec!["2:4"]]);
    }

    #[test]
    fn the_first_page_is_not_left_empty() {
        let (first, others) = (Length::points(60), Length::points(100));
        let pages = flow(&[row(false, &[8])], HEIGHTS, first, others);
        assert_eq!((pages.len(), pages[0][0].lines[0].clone()), (2, 0..5));
    }

    #[test]
    fn a_heading_in_the_text_goes_with_its_text() {
        let mut texts = vec!["文"; 7];
        texts.extend(["", "【年度】", "文", "文", "文"]);
        let cells = vec![texts.into_iter().map(line).collect()];
        let rows = [Row { of: (), cells, heading: false }];
        let pages = flow(&rows, HEIGHTS, Length::points(100), Length::points(100));
        // The blank line between the years is where the page ends.
        assert_eq!(pages[0][0].lines[0], 0..7);
        assert_eq!(pages[1][0].lines[0], 8..12);
    }

    fn any_rows() -> impl Strategy<Value = Vec<Row<()>>> {
        let cells = prop::collection::vec(prop_oneof![8 => 0usize..8, 1 => 8usize..90], 2);
        let row =
            (prop::bool::weighted(0.2), cells).prop_map(|(heading, cells)| row(heading, &cells));
        prop::collection::vec(row, 0..20)
    }

    proptest! {
        #[test]
        fn every_line_stands_once_and_in_order(rows in any_rows(), room in 54i32..300) {
            let room = Length::points(room);
            let pages = flow(&rows, HEIGHTS, room, room);
            for (index, row) in rows.iter().enumerate() {
                for (cell, lines) in row.cells.iter().enumerate() {
                    let parts = pages.iter().flatten().filter(|part| part.row == index);
                    let shown: Vec<usize> = parts.flat_map(|part| part.lines[cell].clone()).collect();
                    prop_assert_eq!(shown, (0..lines.len()).collect::<Vec<_>>());
                }
            }
            let order: Vec<usize> = pages.iter().flatten().map(|part| part.row).collect();
            prop_assert!(order.is_sorted());
        }

        #[test]
        fn no_page_is_too_full(rows in any_rows(), first in 34i32..300, room in 54i32..300) {
            let (first, room) = (Length::points(first), Length::points(room));
            for (index, page) in flow(&rows, HEIGHTS, first, room).iter().enumerate() {
                let height: Length = page.iter().map(|part| rows[part.row].part_height(part, HEIGHTS)).sum();
                let limit = if index == 0 { first } else { room };
                prop_assert!(height <= limit);
                prop_assert!(index == 0 || !page.is_empty());
            }
        }

        #[test]
        fn a_row_that_a_page_can_hold_stays_whole(rows in any_rows(), room in 54i32..300) {
            let room = Length::points(room);
            let pages = flow(&rows, HEIGHTS, room, room);
            for (index, row) in rows.iter().enumerate() {
                let parts = pages.iter().flatten().filter(|part| part.row == index).count();
                prop_assert!(parts == 1 || row.height(HEIGHTS) > room || index > 0 && rows[index - 1].heading);
            }
        }

        #[test]
        fn no_heading_is_the_last_on_a_page(rows in any_rows(), room in 120i32..300) {
            let room = Length::points(room);
            let pages = flow(&rows, HEIGHTS, room, room);
            let last = pages.len() - 1;
            for page in &pages[..last] {
                let last = page.last().unwrap().row;
                // Headings that together leave no room for a row's beginning are another matter.
                let heads = rows[..=last].iter().rev().take_while(|row| row.heading).count();
                let more = rows[last + 1..].iter().take_while(|row| row.heading).count();
                let group = &rows[last + 1 - heads..last + 1 + more];
                let height: Length = group.iter().map(|row| row.height(HEIGHTS)).sum();
                let begins = height + HEIGHTS.line * FEWEST + HEIGHTS.padding <= room;
                prop_assert!(heads == 0 || !begins);
            }
        }
    }
}
