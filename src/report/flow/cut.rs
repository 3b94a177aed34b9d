//! Where a row is cut that goes on on the next page.

use super::{FEWEST, Flow, Row, RowMetrics};
use crate::report::geometry::Length;
use crate::report::typeset::Line;
use std::ops::Range;
use std::sync::Arc;

/// The part of a page, one in so many, that should not be left empty.
const MUCH: i64 = 3;

/// The most lines of a text beside the narratives that is never torn within a sentence.
const FEW: usize = 8;

/// How good a cut before a line is. A worse one is taken where a better one would leave too much of
/// the page empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Cut {
    /// Below a heading.
    BelowHeading,
    /// A line of the paragraph stands alone on either side.
    Alone,
    Within,
    /// Behind a comma.
    Clause,
    /// Behind a full stop.
    Sentence,
    Paragraph,
    /// Before a heading within the text.
    Part,
    /// Before a block: between two years.
    Block,
}

impl Cut {
    /// The best ones first, each with the part of the lines that it must keep on the page, in
    /// sixths.
    const CHOICES: [(Self, usize); 11] = [
        (Self::Block, 3),
        (Self::Part, 5),
        (Self::Paragraph, 5),
        (Self::Sentence, 5),
        (Self::Part, 4),
        (Self::Paragraph, 4),
        (Self::Sentence, 3),
        (Self::Clause, 4),
        (Self::Paragraph, 2),
        (Self::Within, 1),
        (Self::Alone, 1),
    ];

    /// The cut of `lines` before the line at `at`, where a block may begin.
    fn at(lines: &[Arc<Line>], at: usize, begins_block: bool) -> Self {
        let before = at.checked_sub(1).and_then(|at| lines.get(at));
        let (Some(before), Some(line)) = (before, lines.get(at)) else { return Self::BelowHeading };
        if begins_block {
            return Self::Block;
        }
        if before.heading {
            return Self::BelowHeading;
        }
        if line.begins {
            return if line.heading { Self::Part } else { Self::Paragraph };
        }
        match before.text.trim_end().chars().next_back() {
            Some('。') => Self::Sentence,
            _ if before.begins || line.ends => Self::Alone,
            Some('、') => Self::Clause,
            _ => Self::Within,
        }
    }
}

impl<T> Flow<'_, T> {
    /// How many lines of each cell fit; at least one, however little room there is. `cut` is whether
    /// the row goes on behind them.
    pub(super) fn fitting_lines(
        &self,
        row: usize,
        rest: &[Range<usize>],
        room: Length,
        cut: bool,
    ) -> Vec<usize> {
        let metrics = self.metrics(row);
        let fitting = rest.iter().zip(&self.rows[row].cells).enumerate();
        fitting
            .map(|(cell, (rest, lines))| {
                let added = self.rows[row].added(cell, rest, cut);
                let room = (room - metrics.line * i64::from(added)).max(metrics.line);
                metrics.lines_in(room, &lines[rest.clone()])
            })
            .collect()
    }

    /// The line after which each cell that does not fit is cut so that both sides keep [`FEWEST`];
    /// `None` where one of them cannot be cut so.
    pub(super) fn clean_cut(
        &self,
        row: usize,
        rest: &[Range<usize>],
        room: Length,
    ) -> Option<Vec<usize>> {
        let fitting = self.fitting_lines(row, rest, room, true);
        let cells = rest.iter().zip(&self.rows[row].cells).zip(fitting);
        let cut = |((rest, lines), take): ((&Range<usize>, &Vec<Arc<Line>>), usize)| {
            clean_take(&lines[rest.clone()], take)
        };
        (room >= self.metrics(row).fewest()).then(|| cells.map(cut).collect()).flatten()
    }

    /// The cut between blocks: between years. Cells without blocks are whole, or cut as
    /// [`Flow::clean_cut`] does. `None` where the first block does not fit.
    pub(super) fn block_cut(
        &self,
        row: usize,
        rest: &[Range<usize>],
        room: Length,
    ) -> Option<Vec<usize>> {
        let fitting = self.fitting_lines(row, rest, room, true);
        let narrates = |cell: usize| self.rows[row].block_starts(cell).next().is_some();
        let fits = |cell: usize| fitting[cell] == rest[cell].len();
        // Where only a description does not fit, the last year goes on beside the rest of it.
        let all_fit = (0..rest.len()).all(|cell| fits(cell) || !narrates(cell));
        let is_much = room * MUCH > self.others;
        let mut advances = false;
        let cells = rest.iter().zip(&fitting).enumerate();
        let takes = cells.map(|(cell, (rest, fitting))| {
            if !narrates(cell) {
                let lines = &self.rows[row].cells[cell][rest.clone()];
                return whole_take(lines, *fitting, is_much);
            }
            if *fitting == rest.len() && !all_fit {
                return Some(*fitting);
            }
            let starts = self.rows[row].block_starts(cell);
            let taken = starts.filter_map(|start| start.checked_sub(rest.start));
            let taken = taken.filter(|taken| (1..=*fitting).contains(taken)).max();
            advances |= taken.is_some();
            taken
        });
        let mut takes: Vec<usize> = takes.collect::<Option<_>>()?;
        for cell in (0..rest.len()).filter(|cell| narrates(*cell)) {
            takes[cell] =
                self.take_of_tall_block(row, cell, &rest[cell], takes[cell], fitting[cell]);
        }
        advances.then_some(takes)
    }

    /// The lines of a cell up to the end of a block, and those of the next one up to its best cut where
    /// no page holds it, which would leave the rest of this page empty to be cut on the next.
    fn take_of_tall_block(
        &self,
        row: usize,
        cell: usize,
        rest: &Range<usize>,
        taken: usize,
        fitting: usize,
    ) -> usize {
        let next = rest.start + taken..rest.end;
        if next.is_empty() || !self.is_tall_block(row, cell, &next) {
            return taken;
        }
        let lines = &self.rows[row].cells[cell][next];
        let most = fitting.saturating_sub(taken);
        let take = best_take(lines, most, |_| false);
        let is_clean = take >= FEWEST && Cut::at(lines, take, false) >= Cut::Sentence;
        if is_clean { taken + take } else { taken }
    }

    /// Whether the first block of the rest of a row is taller than a page, so that it may as well begin
    /// here.
    pub(super) fn begins_tall_block(
        &self,
        row: usize,
        rest: &[Range<usize>],
        room: Length,
    ) -> bool {
        let mut cells = rest.iter().enumerate();
        let tall = cells.any(|(cell, rest)| self.is_tall_block(row, cell, rest));
        tall && room >= self.metrics(row).fewest() * 2
    }

    /// Whether the first block of the rest of a cell is taller than a page.
    fn is_tall_block(&self, row: usize, cell: usize, rest: &Range<usize>) -> bool {
        let metrics = self.metrics(row);
        let page = self.room_below(row) - metrics.padding;
        let next = self.rows[row].block_starts(cell).find(|start| *start > rest.start);
        let end = next.unwrap_or(rest.end).min(rest.end);
        let added = metrics.line * i64::from(self.rows[row].added(cell, rest, true));
        metrics.lines(&self.rows[row].cells[cell][rest.start..end]) + added > page
    }

    /// The best cut of a row that no page holds, at most after these lines.
    pub(super) fn best_cut(&self, row: usize, rest: &[Range<usize>], most: &[usize]) -> Vec<usize> {
        let cells = rest.iter().zip(most).enumerate();
        let best = |(cell, (rest, most)): (usize, (&Range<usize>, &usize))| {
            let lines = &self.rows[row].cells[cell][rest.clone()];
            best_take(lines, *most, |at| self.begins_block(row, cell, rest, at))
        };
        cells.map(best).collect()
    }

    /// The same where neither a sentence of a narrative nor the first or last lines of another text are
    /// torn; else the row had better begin on the next page, unless that left much of this one empty.
    pub(super) fn clean_best_cut(
        &self,
        row: usize,
        rest: &[Range<usize>],
        room: Length,
    ) -> Option<Vec<usize>> {
        let most = self.fitting_lines(row, rest, room, true);
        let takes = self.best_cut(row, rest, &most);
        let is_much = room * MUCH > self.others;
        let is_clean = |(cell, (rest, take)): (usize, (&Range<usize>, &usize))| {
            let lines = &self.rows[row].cells[cell][rest.clone()];
            let narrates = self.rows[row].block_starts(cell).next().is_some();
            let least = if narrates && !is_much { Cut::Sentence } else { Cut::Within };
            let cut = || Cut::at(lines, *take, self.begins_block(row, cell, rest, *take));
            *take == lines.len() || *take >= FEWEST && cut() >= least
        };
        let has_room = room >= self.metrics(row).fewest();
        (has_room && rest.iter().zip(&takes).enumerate().all(is_clean)).then_some(takes)
    }

    fn begins_block(&self, row: usize, cell: usize, rest: &Range<usize>, at: usize) -> bool {
        self.rows[row].block_starts(cell).any(|start| start == rest.start + at)
    }

    /// The best line to cut each cell after, at most these.
    pub(super) fn good_cut(
        &self,
        row: usize,
        rest: &[Range<usize>],
        most: Vec<usize>,
    ) -> Vec<usize> {
        let cells = rest.iter().zip(&self.rows[row].cells).zip(&most);
        let good: Vec<usize> =
            cells.map(|((rest, lines), most)| good_take(&lines[rest.clone()], *most)).collect();
        if good.iter().all(|take| *take == 0) { most } else { good }
    }

    /// Cuts the rest of a row after these numbers of lines of its cells.
    pub(super) fn cut(
        &self,
        row: usize,
        rest: &[Range<usize>],
        takes: &[usize],
    ) -> (Vec<Range<usize>>, Vec<Range<usize>>) {
        let cells = rest.iter().zip(takes).zip(&self.rows[row].cells);
        let cut = |((rest, take), lines): ((&Range<usize>, &usize), &Vec<Arc<Line>>)| {
            let at = rest.start + take;
            let blank = lines[at..rest.end].iter().take_while(|line| line.text.is_empty()).count();
            (rest.start..at, at + blank..rest.end)
        };
        cells.map(cut).unzip()
    }
}

impl<T> Row<T> {
    /// The first lines of the blocks of a cell.
    fn block_starts(&self, cell: usize) -> impl Iterator<Item = usize> + '_ {
        self.blocks.get(cell).into_iter().flatten().map(|block| block.start)
    }

    /// The number of lines that are added to the rest of a cell: the label of a block that goes on,
    /// and that the row goes on.
    fn added(&self, cell: usize, rest: &Range<usize>, cut: bool) -> u8 {
        let label = self.continued_label(cell, rest).is_some();
        let note = cut && self.note.as_ref().is_some_and(|note| note.cell == cell);
        u8::from(label) + u8::from(note)
    }
}

impl RowMetrics {
    /// How many of these lines fit into a height, without padding.
    fn lines_in(self, room: Length, lines: &[Arc<Line>]) -> usize {
        self.tops(lines).take_while(|top| *top + self.line <= room).count()
    }
}

/// The best place to cut these lines, at most after so many; all of them where they fit.
fn best_take(lines: &[Arc<Line>], most: usize, begins_block: impl Fn(usize) -> bool) -> usize {
    if lines.len() <= most {
        return lines.len();
    }
    let find = |(wanted, sixths): (Cut, usize)| {
        let least = (most * sixths / 6).max(1);
        (least..=most).rev().find(|at| Cut::at(lines, *at, begins_block(*at)) >= wanted)
    };
    Cut::CHOICES.into_iter().find_map(find).unwrap_or(most)
}

/// As many of these lines as [`clean_take`], up to the end of a paragraph or of a sentence where that
/// can be; `None` where a text would be torn within a sentence that is short, or with little of the page
/// saved.
fn whole_take(lines: &[Arc<Line>], most: usize, is_much: bool) -> Option<usize> {
    if let Some(take) = paragraph_take(lines, most) {
        return Some(take);
    }
    if most >= lines.len() {
        return Some(lines.len());
    }
    let last = most.min(lines.len().saturating_sub(FEWEST));
    let find = |least: Cut| (FEWEST..=last).rev().find(|at| Cut::at(lines, *at, false) >= least);
    let torn = || find(Cut::Clause).or_else(|| clean_take(lines, most));
    find(Cut::Sentence).or_else(|| torn().filter(|_| is_much && lines.len() > FEW))
}

/// As many of these lines as [`clean_take`] that end with a paragraph, if those are most of them.
fn paragraph_take(lines: &[Arc<Line>], most: usize) -> Option<usize> {
    let last = most.min(lines.len().saturating_sub(FEWEST));
    let mut takes = (FEWEST.max(most / 2)..=last).rev();
    takes
        .find(|take| *take < lines.len() && Cut::at(lines, *take, false) >= Cut::Paragraph)
        .filter(|_| most < lines.len())
}

/// As many of these lines, at most `take`, as leave [`FEWEST`] on both sides, all of them where they
/// fit; `None` where that cannot be.
fn clean_take(lines: &[Arc<Line>], take: usize) -> Option<usize> {
    if take == lines.len() {
        return Some(take);
    }
    let mut take = take.min(lines.len().saturating_sub(FEWEST));
    if is_widow(lines, take) {
        take -= 1;
    }
    take = before_heading(lines, take);
    (take >= FEWEST).then_some(take)
}

/// The best place to cut after at most `room` of these lines.
fn good_take(lines: &[Arc<Line>], room: usize) -> usize {
    if lines.len() <= room {
        return lines.len();
    }
    // Neither a single line on the other side nor a heading at the end of this one.
    let alone = lines.len() - room == 1 && room > 2;
    before_heading(lines, if alone { room - 1 } else { room })
}

/// Whether a cut leaves nothing but the last line of a paragraph to the next page.
fn is_widow(lines: &[Arc<Line>], take: usize) -> bool {
    let begins = take == 0 || lines.get(take - 1).is_none_or(|line| line.ends);
    !begins && lines.get(take).is_some_and(|line| line.ends)
}

/// The cut moved up before a heading at the end of the page and the blank lines before that.
fn before_heading(lines: &[Arc<Line>], mut take: usize) -> usize {
    while take > 0 && lines.get(take - 1).is_some_and(|line| line.heading || line.text.is_empty()) {
        take -= 1;
    }
    take
}
