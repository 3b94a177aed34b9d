//! The list at the left: measures under their headings. Only the rows that are seen are built, each
//! of a known height, so that a thousand measures scroll as smoothly as forty.

use super::Message;
use super::list_row::{Gap, Row};
use super::rows::Scene;
use crate::domain::search::{Found, Order, state_of};
use crate::domain::{Book, FiscalYear, MeasureId};
use crate::ui::theme::Look;
use crate::ui::widget::panel;
use crate::words;
use iced::widget::{Id, column, container, operation, scrollable, sensor, space};
use iced::{Element, Fill, Size, Task};

/// The rows, where each begins, and which part of them is seen.
#[derive(Debug, Clone)]
pub struct List {
    rows: Vec<Row>,
    /// Where each row begins, and after them where the last one ends.
    tops: Vec<f32>,
    /// The first pixel that is seen, and how many are.
    seen: (f32, f32),
}

/// A height that nobody sees, another one after every scroll. tiny-skia paints what has changed text
/// by text, dozens of small regions when a list moves, each at the price of a large one; where the
/// bounds of a layer have changed it paints the layer once.
fn nudge(first: f32) -> f32 {
    (first * 0.37).fract() * 0.05
}

/// How many pixels above and below the seen part are built as well, so that a fast wheel finds rows.
const MARGIN: f32 = 240.0;

impl Default for List {
    fn default() -> Self {
        // The height of the window is not known before the first frame.
        Self { rows: Vec::new(), tops: vec![0.0], seen: (0.0, 1400.0) }
    }
}

impl List {
    /// Lays the rows for these measures, in their order, each under its headings.
    pub fn lay(&mut self, book: &Book, year: Option<FiscalYear>, order: Order, found: &[Found]) {
        self.rows.clear();
        match order {
            Order::Listed => self.lay_listed(book, found),
            Order::State | Order::Status | Order::Department => {
                let mut group = None;
                for Found { measure, place } in found {
                    let name = group_of(book, year, order, *measure);
                    if group.as_ref() != Some(&name) {
                        self.rows.push(Row::Group(name.clone()));
                        group = Some(name);
                    }
                    self.rows.push(Row::Measure(*measure, *place));
                }
            }
        }
        let mut top = 0.0;
        self.tops = std::iter::once(0.0)
            .chain(self.rows.iter().map(|row| {
                top += row.height();
                top
            }))
            .collect();
        self.confine();
    }

    /// Keeps what is seen within what there is. A list of iced 0.14 that has room for everything
    /// tells no more how far it is scrolled.
    fn confine(&mut self) {
        let furthest = (self.top(self.rows.len()) - self.seen.1).max(0.0);
        self.seen.0 = self.seen.0.min(furthest);
    }

    /// Takes up the room that the list has.
    pub fn resized(&mut self, room: Size) {
        self.seen.1 = room.height.max(1.0);
        self.confine();
    }

    fn lay_listed(&mut self, book: &Book, found: &[Found]) {
        let (mut goal, mut direction) = (None, None);
        for Found { measure, place } in found {
            let heading = book.measure(*measure).map(|measure| measure.direction);
            let Some(heading) = heading.and_then(|id| book.direction(id)) else { continue };
            if goal != Some(heading.goal) {
                goal = Some(heading.goal);
                self.rows.push(Row::Goal(heading.goal));
            }
            if direction != Some(heading.id) {
                direction = Some(heading.id);
                if !heading.name.is_empty() {
                    self.rows.push(Row::Direction(heading.id));
                }
            }
            self.rows.push(Row::Measure(*measure, *place));
        }
    }

    /// The measures that are listed.
    pub fn measures(&self) -> impl DoubleEndedIterator<Item = MeasureId> {
        self.rows.iter().filter_map(Row::measure)
    }

    /// The measure after (or before) one in the list; the first (or last) where it is not listed.
    pub fn neighbour(&self, of: Option<MeasureId>, forward: bool) -> Option<MeasureId> {
        let all: Vec<MeasureId> = self.measures().collect();
        let at = of.and_then(|of| all.iter().position(|id| *id == of));
        let to = match (at, forward) {
            (Some(at), true) => at.checked_add(1)?,
            (Some(at), false) => at.checked_sub(1)?,
            (None, true) => 0,
            (None, false) => all.len().checked_sub(1)?,
        };
        all.get(to).copied()
    }

    /// Follows the scrolling.
    pub fn scrolled(&mut self, viewport: scrollable::Viewport) {
        self.seen = (viewport.absolute_offset().y, viewport.bounds().height.max(1.0));
    }

    /// Scrolls so far that a measure is seen.
    pub fn reveal<M: 'static>(&self, id: MeasureId) -> Task<M> {
        let Some(index) = self.index_of(id) else { return Task::none() };
        let (top, bottom) = (self.top(index), self.top(index + 1));
        let (first, height) = self.seen;
        let to = if top < first {
            // With the heading above it, where there is one.
            (top - 80.0).max(0.0)
        } else if bottom > first + height {
            bottom - height
        } else {
            return Task::none();
        };
        let offset = scrollable::AbsoluteOffset { x: None, y: Some(to) };
        operation::scroll_to(scroll_id(), offset)
    }

    /// Scrolls to where it stood before it was out of sight.
    pub fn stay<M: 'static>(&self) -> Task<M> {
        let offset = scrollable::AbsoluteOffset { x: None, y: Some(self.seen.0) };
        operation::scroll_to(scroll_id(), offset)
    }

    fn index_of(&self, id: MeasureId) -> Option<usize> {
        self.rows.iter().position(|row| row.measure() == Some(id))
    }

    fn top(&self, index: usize) -> f32 {
        self.tops.get(index).copied().unwrap_or(0.0)
    }

    /// How far below the first pixel that is seen a measure's row begins, and how much room there is;
    /// at the ordinary size.
    pub fn place_of(&self, id: MeasureId) -> Option<(f32, f32)> {
        let (first, height) = self.seen;
        Some((self.top(self.index_of(id)?) - first, height))
    }

    /// How far below the first pixel that is seen a gap is, in pixels.
    pub fn height_of(&self, gap: Gap) -> f32 {
        (gap.top - self.seen.0).max(0.0)
    }

    /// The gap between rows nearest to a place this many pixels below the first that is seen.
    pub fn gap(&self, book: &Book, y: f32) -> Option<Gap> {
        let y = y + self.seen.0;
        let at = self.tops.partition_point(|top| *top <= y).saturating_sub(1);
        let at = at.min(self.rows.len().checked_sub(1)?);
        let (top, bottom) = (self.top(at), self.top(at + 1));
        match self.rows.get(at)? {
            Row::Measure(id, _) if y < (top + bottom) / 2.0 => {
                let direction = book.measure(*id)?.direction;
                let above = at.checked_sub(1).and_then(|above| self.rows.get(above)?.measure());
                let above = above.and_then(|id| book.measure(id));
                let above = above.filter(|above| above.direction == direction);
                Some(Gap { direction, after: above.map(|above| above.id), top })
            }
            Row::Measure(id, _) => {
                let direction = book.measure(*id)?.direction;
                Some(Gap { direction, after: Some(*id), top: bottom })
            }
            Row::Direction(id) => Some(Gap { direction: *id, after: None, top: bottom }),
            Row::Goal(_) | Row::Group(_) => None,
        }
    }

    /// The rows with the part of them that is seen.
    pub fn view<'a>(&'a self, look: Look, scene: Scene<'a>) -> Element<'a, Message> {
        let (first, height) = self.seen;
        let row_at = |y: f32| self.tops.partition_point(|top| *top <= y).saturating_sub(1);
        let from = row_at((first - MARGIN).max(0.0));
        let to = (row_at(first + height + MARGIN) + 1).min(self.rows.len());
        let rows = self.rows.get(from..to).unwrap_or_default().iter();
        let rows =
            rows.map(|row| container(scene.row(look, row)).height(row.height()).width(Fill).into());
        let end = self.top(self.rows.len());
        let content = column![
            space().height(self.top(from)),
            // Not a keyed column: that of iced 0.14 hands the state of one kind of row to another.
            column(rows),
            space().height(end - self.top(to)),
        ];
        let list = panel::scrolled(look, content)
            .id(scroll_id())
            .on_scroll(Message::Scrolled)
            .width(Fill)
            .height(Fill);
        let list = sensor(list).on_resize(Message::Resized);
        container(list).padding(iced::Padding::ZERO.bottom(nudge(first))).height(Fill).into()
    }
}

/// Scrolls down by this many pixels.
pub fn scroll_by<M: 'static>(by: f32) -> Task<M> {
    operation::scroll_by(scroll_id(), scrollable::AbsoluteOffset { x: 0.0, y: by })
}

/// What the list scrolls in.
pub fn scroll_id() -> Id {
    Id::new("measures")
}

/// What a measure has in common with its neighbours in this order.
fn group_of(book: &Book, year: Option<FiscalYear>, order: Order, id: MeasureId) -> String {
    let measure = book.measure(id);
    let name = match order {
        Order::Listed => None,
        Order::State => measure.map(|measure| match state_of(book, measure, year) {
            Some(state) => words::state(state).to_owned(),
            None if measure.retired => "廃止".to_owned(),
            None => "年度がありません".to_owned(),
        }),
        Order::Status => {
            let status = year.and_then(|year| book.progress(id, year));
            Some(status.map_or("進捗状況が未入力", |status| &status.name).to_owned())
        }
        Order::Department => {
            let lead = measure.and_then(|measure| measure.lead.first());
            let lead = lead.and_then(|id| book.department(*id));
            Some(lead.map_or("所管課がありません", |department| &department.name).to_owned())
        }
    };
    name.unwrap_or_default()
}
