//! 並び順: moving a row among its siblings.

use crate::domain::Position;

/// The new positions that move one row one place earlier or later; none where it is at the end.
/// Mostly one position changes; where there is no gap left, all get new positions.
pub(super) fn shift<I: Copy + PartialEq>(
    rows: &[(I, Position)],
    id: I,
    later: bool,
) -> Vec<(I, Position)> {
    let Some(at) = rows.iter().position(|(row, _)| *row == id) else { return Vec::new() };
    let to = if later { at + 1 } else { at.wrapping_sub(1) };
    if to >= rows.len() {
        return Vec::new();
    }
    let place = |index: Option<usize>| Some(rows.get(index?)?.1);
    let (before, after) = if later {
        (place(Some(to)), place(to.checked_add(1)))
    } else {
        (place(to.checked_sub(1)), place(Some(to)))
    };
    if let Some(position) = Position::between(before, after) {
        return vec![(id, position)];
    }
    let mut order: Vec<I> = rows.iter().map(|(row, _)| *row).collect();
    order.swap(at, to);
    order.into_iter().enumerate().map(|(index, row)| (row, Position::nth(index))).collect()
}

/// The new positions that put a row, which is not among `rows`, at an index among them. Mostly it is
/// the only one; where there is no gap left, all get new positions.
pub(super) fn insert<I: Copy>(rows: &[(I, Position)], id: I, at: usize) -> Vec<(I, Position)> {
    let at = at.min(rows.len());
    let place = |index: Option<usize>| rows.get(index?).map(|(_, position)| *position);
    if let Some(position) = Position::between(place(at.checked_sub(1)), place(Some(at))) {
        return vec![(id, position)];
    }
    let mut order: Vec<I> = rows.iter().map(|(row, _)| *row).collect();
    order.insert(at, id);
    order.into_iter().enumerate().map(|(index, row)| (row, Position::nth(index))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// A row comes where it is put, and the others stay in their order.
        #[test]
        fn a_row_is_put_between_others(
            gaps in prop::collection::vec(0i64..3, 0..8),
            at in 0usize..9,
        ) {
            let mut sum = 0;
            let rows: Vec<(usize, Position)> = gaps
                .iter()
                .enumerate()
                .map(|(index, gap)| {
                    sum += gap;
                    (index, Position::from_stored(sum))
                })
                .collect();
            let new = rows.len();
            let mut order: Vec<(Position, usize)> =
                rows.iter().map(|(id, position)| (*position, *id)).collect();
            for (id, position) in insert(&rows, new, at) {
                order.retain(|row| row.1 != id);
                order.push((position, id));
            }
            order.sort();
            let mut expected: Vec<usize> = (0..new).collect();
            expected.insert(at.min(new), new);
            prop_assert_eq!(order.into_iter().map(|(_, id)| id).collect::<Vec<_>>(), expected);
        }

        /// One place earlier or later, and nothing else, however crowded the positions are.
        #[test]
        fn one_row_changes_places_with_its_neighbour(
            gaps in prop::collection::vec(0i64..3, 1..8),
            at in 0usize..8,
            later: bool,
        ) {
            let at = at % gaps.len();
            let mut sum = 0;
            let rows: Vec<(usize, Position)> = gaps
                .iter()
                .enumerate()
                .map(|(index, gap)| {
                    sum += gap;
                    (index, Position::from_stored(sum))
                })
                .collect();
            let mut order: Vec<(Position, usize)> =
                rows.iter().map(|(id, position)| (*position, *id)).collect();
            for (id, position) in shift(&rows, at, later) {
                for row in &mut order {
                    if row.1 == id { row.0 = position; }
                }
            }
            order.sort();
            let mut expected: Vec<usize> = (0..rows.len()).collect();
            let to = if later { at + 1 } else { at.wrapping_sub(1) };
            if to < rows.len() { expected.swap(at, to); }
            prop_assert_eq!(order.into_iter().map(|(_, id)| id).collect::<Vec<_>>(), expected);
        }
    }
}
