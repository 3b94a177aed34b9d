//! A table that is scrolled both ways beneath its heads and beside its first columns. It is one widget
//! that draws only what is seen: a widget for each of thousands of cells would cost more than a frame
//! has.
//!
//! It stands in what scrolls ([`VirtualList::both_ways`](super::virtual_list::VirtualList)), whose
//! first row is the room of the heads. One field stands in it, over the cell that is written in.

mod draw;

pub(crate) use draw::{Anchor, Drawn, Piece, drawing};

use iced::advanced::layout::{Limits, Node};
use iced::advanced::mouse::Click;
use iced::advanced::mouse::click::Kind;
use iced::advanced::widget::operation::{Focusable, Operation};
use iced::advanced::widget::{Id, Tree, tree};
use iced::advanced::{Clipboard, Layout, Shell, Widget, mouse, renderer};
use iced::keyboard::{self, Key, Modifiers};
use iced::{Element, Event, Length, Point, Rectangle, Renderer, Size, Theme, Vector};

/// A place that was pressed: the row, and how far within it, as if nothing were scrolled sideways.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    pub row: usize,
    pub x: f32,
    /// Beneath the top of the row.
    pub y: f32,
}

/// How it was pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Press {
    Single,
    /// With Shift, or dragged to: what is between is meant as well.
    Extended,
    Double,
}

type Rows<'a> = Box<dyn Fn(usize) -> Vec<Piece> + 'a>;
type OnPress<'a, M> = Box<dyn Fn(Place, Press) -> Option<M> + 'a>;
type OnKey<'a, M> = Box<dyn Fn(&Key, Modifiers) -> Option<M> + 'a>;

/// The table in the making.
pub struct Grid<'a, M> {
    /// Where each row begins, the heads being the first, and where the last one ends.
    pub tops: &'a [f32],
    pub width: f32,
    /// The width of what stays at the left.
    pub fixed: f32,
    pub ground: iced::Color,
    pub heads: Vec<Piece>,
    pub rows: Rows<'a>,
    /// The field, and where it stands.
    pub field: Option<(Element<'a, M>, Rectangle)>,
    /// What is drawn over the rows, at its place in the table.
    pub over: Vec<Piece>,
    pub on_press: OnPress<'a, M>,
    /// What a key means while the field has the focus, before the field hears it.
    pub on_key: OnKey<'a, M>,
}

impl<M> std::fmt::Debug for Grid<'_, M> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Grid").field("width", &self.width).finish_non_exhaustive()
    }
}

#[derive(Debug, Default)]
struct State {
    /// What was seen at the latest event, in pixels of the table.
    seen: Rectangle,
    click: Option<Click>,
    /// Whether the button is held that was pressed on a cell.
    drags: bool,
    shift: bool,
}

impl<M> Grid<'_, M> {
    fn top(&self, row: usize) -> f32 {
        self.tops.get(row).copied().unwrap_or(0.0)
    }

    fn heads(&self) -> f32 {
        self.top(1)
    }

    fn end(&self) -> f32 {
        self.tops.last().copied().unwrap_or(0.0)
    }

    /// The row at this many pixels beneath the top of the table, the heads left out.
    fn row_at(&self, y: f32) -> Option<usize> {
        let row = self.tops.partition_point(|top| *top <= y).checked_sub(1)?;
        (row > 0 && row + 1 < self.tops.len()).then_some(row)
    }

    /// The cell at a point of the table, of which this part is seen.
    fn place(&self, point: Point, bounds: Rectangle, seen: Rectangle) -> Option<Place> {
        let beneath = point.y - seen.y;
        if !seen.contains(point) || beneath < self.heads() {
            return None;
        }
        let row = self.row_at(point.y - bounds.y)?;
        let beside = point.x - seen.x;
        let x = if beside < self.fixed { beside } else { point.x - bounds.x };
        Some(Place { row, x, y: point.y - bounds.y - self.top(row) })
    }

    fn has_focus(&mut self, tree: &mut Tree, layout: Layout<'_>, renderer: &Renderer) -> bool {
        let mut asked = HasFocus(false);
        if let (Some((field, _)), Some(layout)) = (&mut self.field, layout.children().next()) {
            field.as_widget_mut().operate(&mut tree.children[0], layout, renderer, &mut asked);
        }
        asked.0
    }
}

/// Asks a field whether it has the focus.
struct HasFocus(bool);

impl Operation for HasFocus {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        operate(self);
    }

    fn focusable(&mut self, _id: Option<&Id>, _bounds: Rectangle, state: &mut dyn Focusable) {
        self.0 |= state.is_focused();
    }
}

impl<M> Widget<M, Theme, Renderer> for Grid<'_, M> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }

    fn children(&self) -> Vec<Tree> {
        self.field.iter().map(|(field, _)| Tree::new(field)).collect()
    }

    fn diff(&self, tree: &mut Tree) {
        let fields: Vec<&Element<'_, M>> = self.field.iter().map(|(field, _)| field).collect();
        tree.diff_children(&fields);
    }

    fn size(&self) -> Size<Length> {
        Size::new(Length::Fixed(self.width), Length::Fixed(self.end()))
    }

    fn layout(&mut self, tree: &mut Tree, renderer: &Renderer, _limits: &Limits) -> Node {
        let field = self.field.as_mut().map(|(field, bounds)| {
            let limits = Limits::new(bounds.size(), bounds.size());
            let node = field.as_widget_mut().layout(&mut tree.children[0], renderer, &limits);
            node.move_to(bounds.position())
        });
        Node::with_children(Size::new(self.width, self.end()), field.into_iter().collect())
    }

    fn update(
        &mut self,
        tree: &mut Tree,
        event: &Event,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        renderer: &Renderer,
        clipboard: &mut dyn Clipboard,
        shell: &mut Shell<'_, M>,
        viewport: &Rectangle,
    ) {
        tree.state.downcast_mut::<State>().seen = *viewport;
        if let Event::Keyboard(keyboard::Event::KeyPressed { key, modifiers, .. }) = event
            && !shell.is_event_captured()
            && self.has_focus(tree, layout, renderer)
            && let Some(message) = (self.on_key)(key, *modifiers)
        {
            shell.publish(message);
            shell.capture_event();
            return;
        }
        let bounds = layout.bounds();
        let place = cursor.position().and_then(|point| self.place(point, bounds, *viewport));
        if let Some((field, _)) = &mut self.field
            && let Some(layout) = layout.children().next()
        {
            let tree = &mut tree.children[0];
            // What is covered by the heads is not pressed.
            let cursor = if place.is_some() { cursor } else { mouse::Cursor::Unavailable };
            let field = field.as_widget_mut();
            field.update(tree, event, layout, cursor, renderer, clipboard, shell, viewport);
        }
        let state = tree.state.downcast_mut::<State>();
        match event {
            Event::Keyboard(keyboard::Event::ModifiersChanged(modifiers)) => {
                state.shift = modifiers.shift();
            }
            Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left)) => {
                let (Some(place), Some(point)) = (place, cursor.position()) else { return };
                let click = Click::new(point, mouse::Button::Left, state.click);
                state.click = Some(click);
                state.drags = true;
                let press = match click.kind() {
                    _ if state.shift => Press::Extended,
                    Kind::Double => Press::Double,
                    _ => Press::Single,
                };
                if let Some(message) = (self.on_press)(place, press) {
                    shell.publish(message);
                    shell.capture_event();
                }
            }
            Event::Mouse(mouse::Event::CursorMoved { .. }) if state.drags => {
                let message = place.and_then(|place| (self.on_press)(place, Press::Extended));
                if let Some(message) = message {
                    shell.publish(message);
                }
            }
            Event::Mouse(mouse::Event::ButtonReleased(mouse::Button::Left)) => state.drags = false,
            _ => {}
        }
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &Renderer,
        operation: &mut dyn Operation,
    ) {
        let seen = tree.state.downcast_ref::<State>().seen;
        self.tell(layout.bounds(), seen, operation);
        if let (Some((field, _)), Some(layout)) = (&mut self.field, layout.children().next()) {
            field.as_widget_mut().operate(&mut tree.children[0], layout, renderer, operation);
        }
    }

    fn draw(
        &self,
        tree: &Tree,
        renderer: &mut Renderer,
        theme: &Theme,
        style: &renderer::Style,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        let field = |renderer: &mut Renderer| {
            if let (Some((field, _)), Some(layout)) = (&self.field, layout.children().next()) {
                let tree = &tree.children[0];
                field.as_widget().draw(tree, renderer, theme, style, layout, cursor, viewport);
            }
        };
        self.draw_seen(renderer, layout.bounds(), *viewport, field);
    }

    fn mouse_interaction(
        &self,
        tree: &Tree,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
        renderer: &Renderer,
    ) -> mouse::Interaction {
        let field = self.field.as_ref().zip(layout.children().next());
        field.map_or(mouse::Interaction::None, |((field, _), layout)| {
            let tree = &tree.children[0];
            field.as_widget().mouse_interaction(tree, layout, cursor, viewport, renderer)
        })
    }

    fn overlay<'b>(
        &'b mut self,
        tree: &'b mut Tree,
        layout: Layout<'b>,
        renderer: &Renderer,
        viewport: &Rectangle,
        translation: Vector,
    ) -> Option<iced::advanced::overlay::Element<'b, M, Theme, Renderer>> {
        let ((field, _), layout) = self.field.as_mut().zip(layout.children().next())?;
        let tree = &mut tree.children[0];
        field.as_widget_mut().overlay(tree, layout, renderer, viewport, translation)
    }
}

impl<'a, M: 'a> From<Grid<'a, M>> for Element<'a, M> {
    fn from(grid: Grid<'a, M>) -> Self {
        Self::new(grid)
    }
}
