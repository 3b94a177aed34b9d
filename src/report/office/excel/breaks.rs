//! Where a page begins before Excel would begin it: no heading is the last row of a page.

use crate::report::geometry::Length;

/// A row of the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PagedRow {
    pub height: Length,
    pub is_heading: bool,
}

/// The rows that begin a page, by their index. Excel fills the pages, which have this room for rows on
/// the first and on the others, with whole rows.
pub(super) fn breaks(rows: &[PagedRow], first: Length, others: Length) -> Vec<usize> {
    let (mut breaks, mut left, mut at) = (Vec::new(), first, 0);
    while at < rows.len() {
        let headings = rows[at..].iter().take_while(|row| row.is_heading).count();
        let end = (at + headings + 1).min(rows.len());
        let height: Length = rows[at..end].iter().map(|row| row.height).sum();
        if height > left && at > 0 {
            if headings > 0 {
                breaks.push(at);
            }
            left = others;
        }
        left = left - height;
        at = end;
    }
    breaks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_moves_with_the_row_below_it() {
        let row = |height: i32, is_heading| PagedRow { height: Length::points(height), is_heading };
        let rows = [row(10, true), row(50, false), row(10, true), row(10, true), row(50, false)];
        let room = Length::points(90);
        assert_eq!(breaks(&rows, room, room), [2]);
        assert_eq!(breaks(&rows, Length::points(130), room), [0_usize; 0]);
        // A row alone moves by itself, and the first can move nowhere.
        assert_eq!(breaks(&rows[1..2], Length::points(20), room), [0_usize; 0]);
        assert_eq!(breaks(&[row(50, false), row(50, false)], room, room), [0_usize; 0]);
    }
}
