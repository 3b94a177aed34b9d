//! A list of which only the rows that are seen are built, each of a known height, so that thousands
//! scroll as smoothly as ten.

use super::panel;
use crate::ui::theme::Look;
use iced::widget::scrollable::{AbsoluteOffset, Viewport};
use iced::widget::{Id, Scrollable, column, container, operation, sensor, space};
use iced::{Element, Fill, Padding, Size, Task};

/// How many pixels above and below the seen part are built as well, so that a fast wheel finds rows.
const MARGIN: f32 = 240.0;

/// Where each row begins, and which part of the list is seen.
#[derive(Debug, Clone)]
pub(crate) struct VirtualList {
    id: &'static str,
    /// Where each row begins, and after them where the last one ends.
    tops: Vec<f32>,
    /// The first pixel that is seen.
    first: f32,
    /// How many pixels are seen.
    height: f32,
    /// Whether that is known: not before it is seen first.
    measured: bool,
}

/// What changes the part that is seen.
#[derive(Debug, Clone)]
pub enum Event {
    Scrolled(Viewport),
    /// The list has this much room.
    Resized(Size),
}

/// A height that nobody sees, another one after every scroll. tiny-skia paints what has changed text
/// by text, dozens of small regions when a list moves, each at the price of a large one; where the
/// bounds of a layer have changed it paints the layer once.
fn nudge(first: f32) -> f32 {
    (first * 0.37).fract() * 0.05
}

impl VirtualList {
    /// No rows. What scrolls them has this name.
    pub(crate) fn new(id: &'static str) -> Self {
        // The height of the window is not known before the first frame.
        Self { id, tops: vec![0.0], first: 0.0, height: 1400.0, measured: false }
    }

    /// Takes rows of these heights.
    pub(crate) fn lay(&mut self, heights: impl Iterator<Item = f32>) {
        self.tops.truncate(1);
        let mut top = 0.0;
        self.tops.extend(heights.map(|height| {
            top += height;
            top
        }));
        self.confine();
    }

    /// Keeps what is seen within what there is. A list of iced 0.14 that has room for everything
    /// tells no more how far it is scrolled.
    fn confine(&mut self) {
        self.first = self.first.min(self.end() - self.height).max(0.0);
    }

    pub(crate) fn update(&mut self, event: &Event) {
        self.measured = true;
        match event {
            Event::Scrolled(viewport) => {
                self.first = viewport.absolute_offset().y;
                self.height = viewport.bounds().height.max(1.0);
            }
            Event::Resized(room) => {
                self.height = room.height.max(1.0);
                self.confine();
            }
        }
    }

    fn rows(&self) -> usize {
        self.tops.len().saturating_sub(1)
    }

    fn end(&self) -> f32 {
        self.top(self.rows())
    }

    /// Where a row begins, beneath the top of the list.
    pub(crate) fn top(&self, row: usize) -> f32 {
        self.tops.get(row).copied().unwrap_or(0.0)
    }

    /// The first pixel that is seen.
    pub(crate) const fn first(&self) -> f32 {
        self.first
    }

    /// How many pixels are seen.
    pub(crate) const fn height(&self) -> f32 {
        self.height
    }

    /// The row at this many pixels beneath the top of the list.
    pub(crate) fn row_at(&self, y: f32) -> usize {
        self.tops.partition_point(|top| *top <= y).saturating_sub(1)
    }

    /// Scrolls so far that a row is seen; so many pixels above it too, where it is above what is seen.
    pub(crate) fn reveal<M: 'static>(&self, row: usize, above: f32) -> Task<M> {
        let (top, bottom) = (self.top(row), self.top(row + 1));
        if top < self.first || !self.measured {
            self.scroll_to((top - above).max(0.0))
        } else if bottom > self.first + self.height {
            self.scroll_to(bottom - self.height)
        } else {
            Task::none()
        }
    }

    /// Scrolls to where it stood before it was out of sight.
    pub(crate) fn stay<M: 'static>(&self) -> Task<M> {
        self.scroll_to(self.first)
    }

    /// To be seen from its top on, as soon as it is scrolled there by [`Self::stay`].
    pub(crate) const fn rewind(&mut self) {
        self.first = 0.0;
    }

    pub(crate) fn scroll_to_top<M: 'static>(&self) -> Task<M> {
        self.scroll_to(0.0)
    }

    fn scroll_to<M: 'static>(&self, y: f32) -> Task<M> {
        self.scroll_both_ways(None, Some(y))
    }

    /// Scrolls to these pixels; `None` leaves it as it is.
    pub(crate) fn scroll_both_ways<M: 'static>(&self, x: Option<f32>, y: Option<f32>) -> Task<M> {
        operation::scroll_to(Id::new(self.id), AbsoluteOffset { x, y })
    }

    /// Where each row begins, and where the last one ends.
    pub(crate) fn tops(&self) -> &[f32] {
        &self.tops
    }

    /// Scrolls down by this many pixels.
    pub(crate) fn scroll_by<M: 'static>(&self, by: f32) -> Task<M> {
        operation::scroll_by(Id::new(self.id), AbsoluteOffset { x: 0.0, y: by })
    }

    /// The rows with the part of them that is seen, and what stands beneath the last one.
    pub(crate) fn view<'a, M: 'a>(
        &self,
        look: Look,
        row: impl Fn(usize) -> Element<'a, M>,
        foot: Option<Element<'a, M>>,
        on_event: fn(Event) -> M,
    ) -> Element<'a, M> {
        let from = self.row_at((self.first - MARGIN).max(0.0)).min(self.rows());
        let to = (self.row_at(self.first + self.height + MARGIN) + 1).min(self.rows());
        let rows = (from..to).map(|at| {
            let height = self.top(at + 1) - self.top(at);
            container(row(at)).height(height).width(Fill).into()
        });
        let content = column![
            space().height(self.top(from)),
            // Not a keyed column: that of iced 0.14 hands the state of one kind of row to another.
            column(rows),
            space().height(self.end() - self.top(to)),
        ]
        .push(foot);
        let list = panel::scrolled(look, content).width(Fill);
        self.measured(list, self.first, on_event)
    }

    /// The rows as one widget that draws what is seen of them, scrolled sideways as well.
    pub(crate) fn both_ways<'a, M: 'a>(
        &self,
        look: Look,
        rows: impl Into<Element<'a, M>>,
        sideways: f32,
        on_event: fn(Event) -> M,
    ) -> Element<'a, M> {
        let list = panel::scrolled_both_ways(look, rows).width(Fill);
        self.measured(list, self.first + sideways, on_event)
    }

    /// What scrolls, telling what of it is seen.
    fn measured<'a, M: 'a>(
        &self,
        list: Scrollable<'a, M>,
        scrolled: f32,
        on_event: fn(Event) -> M,
    ) -> Element<'a, M> {
        let list = list
            .id(Id::new(self.id))
            .on_scroll(move |viewport| on_event(Event::Scrolled(viewport)))
            .height(Fill);
        let list = sensor(list)
            .on_show(move |room| on_event(Event::Resized(room)))
            .on_resize(move |room| on_event(Event::Resized(room)));
        container(list).padding(Padding::ZERO.bottom(nudge(scrolled))).height(Fill).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_that_becomes_shorter_is_seen_to_its_end() {
        let mut list = VirtualList::new("rows");
        list.lay(std::iter::repeat_n(40.0, 100));
        list.update(&Event::Resized(Size::new(300.0, 400.0)));
        list.first = 3000.0;
        list.lay(std::iter::repeat_n(40.0, 50));
        assert_eq!(list.first(), 1600.0);
        list.lay(std::iter::repeat_n(40.0, 5));
        assert_eq!(list.first(), 0.0, "there is room for everything");
        assert_eq!(list.row_at(85.0), 2);
    }
}
