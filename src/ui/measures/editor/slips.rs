//! What a careful reader finds in this year's text: slips, and how long it is. Found once for each
//! change of the text, not for each frame.

use crate::domain::check::is_left;
use crate::domain::proofread::{NotationRules, Slip, slips_against};
use crate::domain::{Dismissed, Field, FirstReiwa, FiscalYear};
use crate::report::list::Gauge;
use crate::ui::measures::slip_marks::Places;
use crate::ui::measures::texts::Stamp;

#[derive(Debug, Default)]
pub(super) struct Slips {
    stamp: Stamp,
    slips: Vec<Slip>,
    places: Places,
    characters: usize,
    /// On paper, where that is known.
    lines: Option<usize>,
}

impl Slips {
    /// Looks through a text; what the clerk has decided to leave is no slip.
    pub(super) fn of(
        text: &str,
        year: FiscalYear,
        (first_reiwa, rules): (FirstReiwa, NotationRules),
        dismissed: &Dismissed,
        gauge: Option<&Gauge>,
    ) -> Self {
        let mut slips = slips_against(text, year, first_reiwa, rules);
        slips.retain(|slip| !is_left(dismissed, Field::Narrative, slip));
        Self {
            stamp: Stamp::default(),
            places: Places::of(text, slips.iter().map(|slip| slip.range.clone())),
            slips,
            characters: text.chars().filter(|c| *c != '\n').count(),
            lines: gauge.map(|gauge| gauge.lines(text)),
        }
    }

    pub(super) fn slips(&self) -> &[Slip] {
        &self.slips
    }

    /// The first slip for which something is proposed.
    pub(super) fn first_known(&self) -> Option<&Slip> {
        self.slips.iter().find(|slip| slip.proposed.is_some())
    }

    /// Where the slips stand.
    pub(super) const fn places(&self) -> &Places {
        &self.places
    }

    /// Different for every reading.
    pub(super) const fn stamp(&self) -> Stamp {
        self.stamp
    }

    /// 312字　印刷では約14行.
    pub(super) fn length(&self) -> String {
        match self.lines {
            Some(lines) if self.characters > 0 => {
                format!("{}字　印刷では約{lines}行", self.characters)
            }
            _ => format!("{}字", self.characters),
        }
    }
}
