//! The text of a cell in runs, some of them underlined, and the room that it takes.

use crate::domain::difference::{Piece, difference};
use crate::domain::template::Design;
use crate::domain::text::clean;
use crate::report::fonts::FontSet;
use crate::report::geometry::{Em, Length};
use crate::report::page::Column;
use crate::report::table::{CellText, RowText, whole_figures};
use crate::report::typeset::{Paragraphs, Style, atoms};
use std::ops::Range;

/// Characters that are set alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    pub text: String,
    pub underlined: bool,
    /// Whether it is the label of a block, such as its year.
    pub label: bool,
}

impl Run {
    pub(super) fn plain(text: &str) -> Self {
        Self { text: clean(text), underlined: false, label: false }
    }
}

/// The runs of each block of a cell. In the two texts of a compared row, what differs is underlined.
pub(super) fn blocks(row: &RowText, cell: &CellText, design: Design) -> Vec<Vec<Run>> {
    let is_labelled = cell.labelled && design == Design::Current;
    let runs = |block: &String| match block.split_once('\n') {
        _ if !is_labelled => vec![Run::plain(block)],
        Some((label, text)) => {
            vec![Run { label: true, ..Run::plain(label) }, Run::plain(&format!("\n{text}"))]
        }
        None => vec![Run { label: true, ..Run::plain(block) }],
    };
    let mut blocks: Vec<Vec<Run>> = cell.blocks.iter().map(runs).collect();
    let is_compared = matches!(cell.column, Some(Column::Previous | Column::Implementation));
    if let Some(first) = blocks.first_mut().filter(|_| row.compared && is_compared) {
        *first = compared(row, cell.column == Some(Column::Previous));
    }
    blocks
}

/// The earlier or the later text of a compared row.
fn compared(row: &RowText, earlier: bool) -> Vec<Run> {
    let [old, new] = [Column::Previous, Column::Implementation].map(|it| clean(row.text(it)));
    let (mut at, mut changed) = (0, Vec::new());
    for piece in difference(&old, &new) {
        let (text, differs) = match piece {
            Piece::Same(text) => (text, false),
            Piece::Removed(text) if earlier => (text, true),
            Piece::Added(text) if !earlier => (text, true),
            Piece::Removed(_) | Piece::Added(_) => continue,
        };
        changed.extend((differs && !text.trim().is_empty()).then(|| at..at + text.len()));
        at += text.len();
    }
    let text = if earlier { old } else { new };
    let run = |range: Range<usize>, underlined| {
        let text = text.get(range).filter(|text| !text.is_empty())?;
        Some(Run { text: text.to_owned(), underlined, label: false })
    };
    let (mut at, mut runs) = (0, Vec::new());
    for range in whole_figures(&text, &changed) {
        runs.extend(run(at..range.start, false));
        at = range.end;
        runs.extend(run(range, true));
    }
    runs.extend(run(at..text.len(), false));
    runs
}

/// How many lines a text takes in a column of this width, by the rules that Excel and Word share: no
/// space is reduced.
pub(super) fn lines(fonts: &FontSet, text: &str, width: Em) -> i64 {
    let lines = Paragraphs::new(fonts, text, &[], Style::default()).plain_count(width);
    i64::try_from(lines).unwrap_or(i64::MAX)
}

/// The width of a text in one line.
pub(super) fn width(fonts: &FontSet, text: &str, size: Length) -> Length {
    size.times(atoms(fonts, text).iter().map(|atom| atom.advance).sum())
}
