//! The list at the left: measures under their headings.

use super::Message;
use super::list_row::{Gap, Row};
use super::rows::Scene;
use crate::domain::search::{Found, Order, state_of};
use crate::domain::{Book, FiscalYear, MeasureId};
use crate::ui::theme::Look;
use crate::ui::widget::virtual_list::VirtualList;
use crate::words;
use iced::widget::space;
use iced::{Element, Task};

/// The rows, and which part of them is seen.
#[derive(Debug, Clone)]
pub(super) struct List {
    rows: Vec<Row>,
    pub scrolling: VirtualList,
}

impl Default for List {
    fn default() -> Self {
        Self { rows: Vec::new(), scrolling: VirtualList::new("measures") }
    }
}

impl List {
    /// Lays the rows for these measures, in their order, each under its headings.
    pub(super) fn lay(
        &mut self,
        book: &Book,
        year: Option<FiscalYear>,
        order: Order,
        found: &[Found],
    ) {
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
        self.scrolling.lay(self.rows.iter().map(Row::height));
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
    pub(super) fn measures(&self) -> impl DoubleEndedIterator<Item = MeasureId> {
        self.rows.iter().filter_map(Row::measure)
    }

    /// The measure after (or before) one in the list; the first (or last) where it is not listed.
    pub(super) fn neighbour(&self, of: Option<MeasureId>, forward: bool) -> Option<MeasureId> {
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

    /// Scrolls so far that a measure is seen.
    pub(super) fn reveal<M: 'static>(&self, id: MeasureId) -> Task<M> {
        // With the heading above it, where there is one.
        self.index_of(id).map_or_else(Task::none, |index| self.scrolling.reveal(index, 80.0))
    }

    fn index_of(&self, id: MeasureId) -> Option<usize> {
        self.rows.iter().position(|row| row.measure() == Some(id))
    }

    /// How far below the first pixel that is seen a measure's row begins, and how much room there is;
    /// at the ordinary size.
    pub(super) fn place_of(&self, id: MeasureId) -> Option<(f32, f32)> {
        let top = self.scrolling.top(self.index_of(id)?);
        Some((top - self.scrolling.first(), self.scrolling.height()))
    }

    /// How far below the first pixel that is seen a gap is, in pixels.
    pub(super) fn height_of(&self, gap: Gap) -> f32 {
        (gap.top - self.scrolling.first()).max(0.0)
    }

    /// The gap between rows nearest to a place this many pixels below the first that is seen.
    pub(super) fn gap(&self, book: &Book, y: f32) -> Option<Gap> {
        let y = y + self.scrolling.first();
        let at = self.scrolling.row_at(y).min(self.rows.len().checked_sub(1)?);
        let (top, bottom) = (self.scrolling.top(at), self.scrolling.top(at + 1));
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
    pub(super) fn view<'a>(&'a self, look: Look, scene: Scene<'a>) -> Element<'a, Message> {
        let row = |at| self.rows.get(at).map_or_else(|| space().into(), |row| scene.row(look, row));
        self.scrolling.view(look, row, None, Message::List)
    }
}

/// What a measure has in common with its neighbours in this order.
fn group_of(book: &Book, year: Option<FiscalYear>, order: Order, id: MeasureId) -> String {
    let measure = book.measure(id);
    let name = match order {
        Order::Listed => None,
        Order::State => measure.map(|measure| match state_of(book, measure, year) {
            Some(state) => words::state(state).to_owned(),
            None if measure.retired => "廃止".to_owned(),
            None if year.is_some() => words::OUTSIDE_PERIOD.to_owned(),
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
