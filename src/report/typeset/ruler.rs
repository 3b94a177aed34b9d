//! Running sums over the atoms of a paragraph, so that the end of a line is found by bisection: each
//! column is tried in many widths.

use crate::report::geometry::Em;

/// How far the spaces of a line may be reduced so that it takes in more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slack {
    /// Not at all.
    None,
    /// Not at all, and what is too short is expanded as far as JLREQ allows.
    Loose,
    /// As in books, for justified lines (JLREQ, table 5).
    Even,
    /// As far as JIS X 4051 allows, to save the paragraph a line (JLREQ, table 4).
    Saving,
}

/// The measures of an atom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Step {
    /// The advance of the atom and the space behind it.
    pub advance: Em,
    /// The end of its ink, from its start, at the end of a line; `None` for a space.
    pub ink: Option<Em>,
    /// What the space behind it can be reduced by, for [`Slack::Even`] and [`Slack::Saving`].
    pub gives: [Em; 2],
}

/// The sums, in thousandths of an em from the start of the paragraph.
#[derive(Debug)]
pub(super) struct Ruler {
    places: Vec<Place>,
}

/// Where an atom is if all are in one line, for each way to reduce spaces.
#[derive(Debug, Clone, Copy)]
struct Place {
    starts: [i32; 3],
    /// The end of the ink of all atoms up to this one, which never decreases.
    ends: [i32; 3],
}

impl Ruler {
    /// The ruler of a paragraph.
    pub(super) fn new(steps: impl ExactSizeIterator<Item = Step>) -> Self {
        let mut places = Vec::with_capacity(steps.len());
        let (mut at, mut given, mut ends) = (0i32, [0i32; 2], [i32::MIN; 3]);
        for Step { advance, ink, gives } in steps {
            let starts = [at, at - given[0], at - given[1]];
            if let Some(ink) = ink {
                for (end, start) in ends.iter_mut().zip(starts) {
                    *end = (*end).max(start.saturating_add(ink.0));
                }
            }
            places.push(Place { starts, ends });
            at = at.saturating_add(advance.0);
            for (given, more) in given.iter_mut().zip(gives) {
                *given += more.0;
            }
        }
        Self { places }
    }

    /// The start of an atom if all are in one line.
    pub(super) fn start(&self, at: usize) -> Em {
        Em(self.places.get(at).map_or(0, |place| place.starts[0]))
    }

    /// The number of atoms, from one on, whose ink fits into `room`.
    pub(super) fn fitting(&self, from: usize, room: Em, slack: Slack) -> usize {
        let way = match slack {
            Slack::None | Slack::Loose => 0,
            Slack::Even => 1,
            Slack::Saving => 2,
        };
        let Some(places) = self.places.get(from..).filter(|places| !places.is_empty()) else {
            return 0;
        };
        let limit = places[0].starts[way].saturating_add(room.0);
        places.partition_point(|place| place.ends[way] <= limit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(advance: i32, ink: Option<i32>, even: i32) -> Step {
        Step { advance: Em(advance), ink: ink.map(Em), gives: [Em(even), Em(even * 2)] }
    }

    #[test]
    fn what_fits_is_counted() {
        // 文、化 and a space.
        let steps = [
            step(1000, Some(1000), 0),
            step(1000, Some(500), 250),
            step(1000, Some(1000), 0),
            step(500, None, 0),
        ];
        let ruler = Ruler::new(steps.into_iter());
        let fitting = |room, slack| ruler.fitting(0, Em(room), slack);
        assert_eq!(fitting(999, Slack::None), 0);
        assert_eq!(fitting(1500, Slack::None), 2);
        assert_eq!(fitting(2999, Slack::None), 2);
        // Spaces fit at the end of any line.
        assert_eq!(fitting(3000, Slack::None), 4);
        assert_eq!(fitting(2750, Slack::Even), 4);
        assert_eq!(fitting(2500, Slack::Saving), 4);
        assert_eq!((ruler.fitting(1, Em(2000), Slack::None), ruler.start(2)), (3, Em(2000)));
        assert_eq!(ruler.fitting(9, Em(2000), Slack::None), 0);
    }
}
