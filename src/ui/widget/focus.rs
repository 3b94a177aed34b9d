//! The order in which Tab visits the controls of a window: that of the widget tree, round and
//! round, with what is visited scrolled into sight.

use iced::advanced::widget::operation::focusable::{Count, count};
use iced::advanced::widget::operation::scrollable::AbsoluteOffset;
use iced::advanced::widget::operation::{self, Focusable, Operation, Outcome, Scrollable};
use iced::advanced::widget::{Id, operate};
use iced::{Point, Rectangle, Task, Vector};

/// How far from the edge of what scrolls a visited control stands at least.
const MARGIN: f32 = 12.0;

/// What a control of our own keeps of the focus.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Focus {
    /// Tab goes on from here.
    pub here: bool,
    /// The keyboard has brought the focus: it is seen, and keys press. A click leaves the focus
    /// unseen, so that an Enter meant for something else presses nothing.
    pub seen: bool,
}

impl Focus {
    /// After a press of the mouse, over the control or elsewhere.
    pub(crate) fn pressed(over: bool) -> Self {
        Self { here: over, seen: false }
    }
}

impl Focusable for Focus {
    fn is_focused(&self) -> bool {
        self.here
    }

    fn focus(&mut self) {
        *self = Self { here: true, seen: true };
    }

    fn unfocus(&mut self) {
        *self = Self::default();
    }
}

/// To the control at a place of the window; one that has the focus keeps what is selected in it.
pub(crate) fn at<M: Send + 'static>(place: Point) -> Task<M> {
    operate(At { place, entered: Vector::ZERO, scrolled: Vector::ZERO, seen: 0, found: None })
}

/// To the first control in one of these containers, the first of them that has any.
pub(crate) fn first_in<M: Send + 'static>(ids: &[Id]) -> Task<M> {
    operate(FirstIn::new(ids, None)).chain(reveal())
}

/// To the first control in one of these containers where nothing has the focus, else to the next one.
pub(crate) fn enter<M: Send + 'static>(ids: Vec<Id>) -> Task<M> {
    operate(count()).then(move |count| match count.focused {
        // Where there is none, to the first of all.
        None => operate(FirstIn::new(&ids, Some(0))).chain(reveal()),
        Some(_) => step(true),
    })
}

/// To the next control, or the one before.
pub(crate) fn step<M: Send + 'static>(forward: bool) -> Task<M> {
    let step = if forward {
        operation::then(count(), |count| Step { target: target(count, true), at: 0 })
    } else {
        operation::then(count(), |count| Step { target: target(count, false), at: 0 })
    };
    operate(step).chain(reveal())
}

/// To one control, scrolled into sight.
pub(crate) fn to<M: Send + 'static>(id: Id) -> Task<M> {
    operate(operation::focusable::focus(id)).chain(reveal())
}

/// Scrolls what has the focus into sight.
fn reveal<M: Send + 'static>() -> Task<M> {
    operate(Find::default())
}

/// Scrolls a container into sight; its top, where it is higher than what scrolls it.
pub(crate) fn reveal_container<M: Send + 'static>(id: Id) -> Task<M> {
    operate(Find { container: Some(id), ..Find::default() })
}

/// Which control comes next, round and round.
const fn target(count: Count, forward: bool) -> usize {
    match (count.focused, forward) {
        (None, true) => 0,
        (None, false) => count.total.saturating_sub(1),
        (Some(at), true) if at + 1 < count.total => at + 1,
        (Some(_), true) => 0,
        (Some(0), false) => count.total.saturating_sub(1),
        (Some(at), false) => at - 1,
    }
}

/// Focuses the control of this number.
struct Step {
    target: usize,
    at: usize,
}

impl<T> Operation<T> for Step {
    fn focusable(&mut self, _id: Option<&Id>, _bounds: Rectangle, state: &mut dyn Focusable) {
        if self.at == self.target {
            state.focus();
        } else if state.is_focused() {
            state.unfocus();
        }
        self.at += 1;
    }

    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation<T>)) {
        operate(self);
    }
}

/// Looks for the innermost control at a place, and focuses it.
struct At {
    place: Point,
    /// How far what is visited next is scrolled, and what is visited now.
    entered: Vector,
    scrolled: Vector,
    seen: usize,
    /// Its number, and whether it has the focus.
    found: Option<(usize, bool)>,
}

impl<T: 'static> Operation<T> for At {
    fn scrollable(
        &mut self,
        _id: Option<&Id>,
        _bounds: Rectangle,
        _content: Rectangle,
        offset: Vector,
        _state: &mut dyn Scrollable,
    ) {
        self.entered = offset;
    }

    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation<T>)) {
        let before = self.scrolled;
        self.scrolled = before + std::mem::replace(&mut self.entered, Vector::ZERO);
        operate(self);
        self.scrolled = before;
    }

    fn focusable(&mut self, _id: Option<&Id>, bounds: Rectangle, state: &mut dyn Focusable) {
        if bounds.contains(self.place + self.scrolled) {
            self.found = Some((self.seen, state.is_focused()));
        }
        self.seen += 1;
    }

    fn finish(&self) -> Outcome<T> {
        match self.found {
            Some((target, false)) => Outcome::Chain(Box::new(Step { target, at: 0 })),
            Some((_, true)) | None => Outcome::None,
        }
    }
}

/// Looks for the first control in some containers, and focuses it.
struct FirstIn {
    ids: Vec<Id>,
    /// Which of them is visited next, and which are visited.
    entered: Option<usize>,
    within: Vec<usize>,
    seen: usize,
    /// The number of the first control of each, and what is focused where there is none.
    found: Vec<Option<usize>>,
    otherwise: Option<usize>,
}

impl FirstIn {
    fn new(ids: &[Id], otherwise: Option<usize>) -> Self {
        let found = vec![None; ids.len()];
        Self { ids: ids.to_vec(), entered: None, within: Vec::new(), seen: 0, found, otherwise }
    }
}

impl<T: 'static> Operation<T> for FirstIn {
    fn container(&mut self, id: Option<&Id>, _bounds: Rectangle) {
        self.entered = id.and_then(|id| self.ids.iter().position(|wanted| wanted == id));
    }

    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation<T>)) {
        let depth = self.within.len();
        self.within.extend(self.entered.take());
        operate(self);
        self.within.truncate(depth);
    }

    fn focusable(&mut self, _id: Option<&Id>, _bounds: Rectangle, _state: &mut dyn Focusable) {
        for at in &self.within {
            if let Some(found) = self.found.get_mut(*at) {
                let _ = found.get_or_insert(self.seen);
            }
        }
        self.seen += 1;
    }

    fn finish(&self) -> Outcome<T> {
        match self.found.iter().flatten().next().copied().or(self.otherwise) {
            Some(target) => Outcome::Chain(Box::new(Step { target, at: 0 })),
            None => Outcome::None,
        }
    }
}

/// Something that scrolls, around a control.
#[derive(Debug, Clone, Copy)]
struct ScrollArea {
    /// Its number among all that scrolls.
    index: usize,
    bounds: Rectangle,
    content: Rectangle,
    offset: Vector,
}

/// Looks for what has the focus, or for a container, and for what it can be scrolled by.
#[derive(Default)]
struct Find {
    /// Looked for instead of the focus.
    container: Option<Id>,
    seen: usize,
    /// What scrolls, and whose content is visited next.
    entered: Option<ScrollArea>,
    around: Vec<ScrollArea>,
    found: Option<(Rectangle, Vec<ScrollArea>)>,
}

impl<T: 'static> Operation<T> for Find {
    fn scrollable(
        &mut self,
        _id: Option<&Id>,
        bounds: Rectangle,
        content: Rectangle,
        offset: Vector,
        _state: &mut dyn Scrollable,
    ) {
        self.entered = Some(ScrollArea { index: self.seen, bounds, content, offset });
        self.seen += 1;
    }

    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation<T>)) {
        let depth = self.around.len();
        self.around.extend(self.entered.take());
        operate(self);
        self.around.truncate(depth);
    }

    fn container(&mut self, id: Option<&Id>, bounds: Rectangle) {
        if id.is_some() && id == self.container.as_ref() {
            self.found = Some((bounds, self.around.clone()));
        }
    }

    fn focusable(&mut self, _id: Option<&Id>, bounds: Rectangle, state: &mut dyn Focusable) {
        if self.container.is_none() && state.is_focused() {
            self.found = Some((bounds, self.around.clone()));
        }
    }

    fn finish(&self) -> Outcome<T> {
        let Some((bounds, around)) = &self.found else { return Outcome::None };
        let moves = moves(*bounds, around);
        if moves.is_empty() {
            return Outcome::None;
        }
        Outcome::Chain(Box::new(Scroll::new(moves)))
    }
}

/// How far each of what scrolls has to be scrolled, from the innermost out.
fn moves(bounds: Rectangle, around: &[ScrollArea]) -> Vec<(usize, f32)> {
    let (mut top, height) = (bounds.y, bounds.height);
    let mut moves = Vec::new();
    for ScrollArea { index, bounds, content, offset } in around.iter().rev() {
        let furthest = (content.height - bounds.height).max(0.0);
        let (low, high) = (bounds.y + MARGIN, bounds.y + bounds.height - MARGIN);
        let seen = top - offset.y;
        let needed = if seen < low || height > high - low {
            offset.y + seen - low
        } else if seen + height > high {
            offset.y + seen + height - high
        } else {
            offset.y
        };
        let y = needed.clamp(0.0, furthest);
        if (y - offset.y).abs() > 0.5 {
            moves.push((*index, y));
        }
        top -= y;
    }
    moves
}

/// Scrolls what was found.
pub(super) struct Scroll {
    moves: Vec<(usize, f32)>,
    at: usize,
}

impl Scroll {
    /// So far in pixels, by the number among all that scrolls.
    pub(super) const fn new(moves: Vec<(usize, f32)>) -> Self {
        Self { moves, at: 0 }
    }
}

impl<T> Operation<T> for Scroll {
    fn scrollable(
        &mut self,
        _id: Option<&Id>,
        _bounds: Rectangle,
        _content: Rectangle,
        _offset: Vector,
        state: &mut dyn Scrollable,
    ) {
        if let Some((_, y)) = self.moves.iter().find(|(index, _)| *index == self.at) {
            state.scroll_to(AbsoluteOffset { x: None, y: Some(*y) });
        }
        self.at += 1;
    }

    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation<T>)) {
        operate(self);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_has_no_end() {
        let count = |focused| Count { focused, total: 3 };
        let order = [None, Some(0), Some(1), Some(2)];
        assert_eq!(order.map(|at| target(count(at), true)), [0, 1, 2, 0]);
        assert_eq!(order.map(|at| target(count(at), false)), [2, 2, 0, 1]);
        assert_eq!(target(Count::default(), false), 0, "nothing to visit");
    }

    #[test]
    fn what_is_out_of_sight_is_scrolled_by_what_is_around_it() {
        let area = |y, height| Rectangle { x: 0.0, y, width: 100.0, height };
        let around = |offset| ScrollArea {
            index: 4,
            bounds: area(100.0, 200.0),
            content: area(100.0, 1000.0),
            offset: Vector::new(0.0, offset),
        };
        assert_eq!(moves(area(150.0, 40.0), &[around(0.0)]), []);
        assert_eq!(moves(area(500.0, 40.0), &[around(0.0)]), [(4, 252.0)]);
        assert_eq!(moves(area(150.0, 40.0), &[around(300.0)]), [(4, 38.0)]);
        assert_eq!(
            moves(area(1090.0, 40.0), &[around(0.0)]),
            [(4, 800.0)],
            "no further than its end"
        );
    }
}
