//! The pages one below the other, or one at a time.

use iced::Size;
use std::ops::Range;

/// How pages follow one another on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paging {
    /// 続けて表示.
    Continuous,
    /// 1ページずつ.
    Single,
}

impl Paging {
    pub const ALL: [Self; 2] = [Self::Continuous, Self::Single];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Continuous => "続けて表示",
            Self::Single => "1ページずつ",
        }
    }
}

/// Around the pages.
pub(super) const MARGIN: f32 = 18.0;

/// Between one page and the next.
pub(super) const GAP: f32 = 14.0;

/// Where pages of one size stand, in pixels of the window from the top of the first one's margin.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Roll {
    /// The size of a page with its edge.
    pub page: Size,
    pub pages: usize,
    /// The height of what is seen at once.
    pub seen: f32,
}

impl Roll {
    const fn step(&self) -> f32 {
        self.page.height + GAP
    }

    /// How far to scroll for a page to stand at the top.
    pub(super) fn top_of(&self, page: usize) -> f32 {
        self.unbounded_top_of(page).min(self.reach())
    }

    /// The same, were there always more below.
    pub(super) fn unbounded_top_of(&self, page: usize) -> f32 {
        page as f32 * self.step()
    }

    /// How far one can scroll.
    pub(super) fn reach(&self) -> f32 {
        let all = self.pages as f32 * self.step() - GAP + 2.0 * MARGIN;
        (all - self.seen).max(0.0)
    }

    /// The page that is looked at: the one that stands a third down what is seen, and at either end
    /// the one that is there.
    pub(super) fn page_at(&self, top: f32) -> usize {
        let last = self.pages.saturating_sub(1);
        if top >= self.reach() - 0.5 && self.reach() > 0.0 {
            return last;
        }
        let page = ((top - MARGIN + self.seen / 3.0) / self.step()).floor();
        (page.max(0.0) as usize).min(last)
    }

    /// The pages of which anything is seen.
    pub(super) fn pages_at(&self, top: f32) -> Range<usize> {
        let first = ((top - MARGIN) / self.step()).floor().max(0.0) as usize;
        let end = ((top + self.seen - MARGIN) / self.step()).ceil().max(1.0) as usize;
        first.min(self.pages)..end.min(self.pages)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROLL: Roll = Roll { page: Size::new(700.0, 500.0), pages: 10, seen: 800.0 };

    #[test]
    fn a_page_that_is_scrolled_to_is_the_one_that_is_looked_at() {
        for page in 0..9 {
            assert_eq!(ROLL.page_at(ROLL.top_of(page)), page);
            assert!(ROLL.pages_at(ROLL.top_of(page)).contains(&page));
        }
        assert_eq!(ROLL.page_at(ROLL.reach()), 9);
    }

    #[test]
    fn pages_that_fit_at_once_are_all_seen() {
        let short = Roll { pages: 1, ..ROLL };
        assert_eq!((short.reach(), short.page_at(0.0)), (0.0, 0));
        assert_eq!(short.pages_at(0.0), 0..1);
        assert_eq!(ROLL.pages_at(0.0), 0..2);
    }
}
