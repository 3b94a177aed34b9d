//! One of several, and yes or no.

mod check;
mod menu;

pub(crate) use check::check;

use super::drawn_text::DrawnText;
use super::focus::Focus;
use super::one_line::one_line;
use super::tab_stop::{presses, ring};
use crate::domain::text::visible;
use crate::ui::theme::{INTERFACE, Look};
use iced::advanced::renderer;
use iced::advanced::text::{self, Paragraph as _};
use iced::advanced::widget::{Id, Operation, Tree, tree};
use iced::advanced::{Clipboard, Layout, Shell, Widget, layout, mouse, overlay};
use iced::alignment::Horizontal;
use iced::keyboard::{self, Key, Modifiers, key};
use iced::widget::text::{LineHeight, Shaping, Wrapping};
use iced::widget::{PickList, pick_list};
use iced::{
    Border, Element, Event, Length, Padding, Pixels, Rectangle, Renderer, Size, Theme, Vector,
    alignment, touch,
};
use menu::{Menu, Open};
use std::borrow::Borrow;
use std::rc::Rc;

/// A field from which one of several is picked: with the mouse, or by the arrows. Enter, Space, F4
/// and Alt+↓ open its list, in which the arrows lead to the option that Enter picks; so do the arrows
/// where nothing is chosen yet, so that none picks what was not seen.
///
/// iced's own list hears no keys and cannot be focused: its field is drawn here, its list is not
/// used.
pub struct Choice<'a, T, M>
where
    T: ToString + PartialEq + Clone,
{
    look: Look,
    id: Option<Id>,
    content: PickList<'a, T, Rc<[T]>, T, M>,
    options: Rc<[T]>,
    chosen: Option<usize>,
    on_choice: Rc<dyn Fn(T) -> M + 'a>,
    padding: Padding,
}

impl<T: ToString + PartialEq + Clone, M> std::fmt::Debug for Choice<'_, T, M> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Choice").field("chosen", &self.chosen).finish_non_exhaustive()
    }
}

/// A field from which one of several is picked.
pub(crate) fn choice<'a, T, V, M>(
    look: Look,
    options: impl Borrow<[T]>,
    chosen: Option<V>,
    on_choice: impl Fn(T) -> M + 'a,
) -> Choice<'a, T, M>
where
    T: ToString + PartialEq + Clone + 'a,
    V: Borrow<T>,
    M: Clone + 'a,
{
    let options: Rc<[T]> = options.borrow().into();
    let chosen = chosen.map(|chosen| chosen.borrow().clone());
    let on_choice: Rc<dyn Fn(T) -> M + 'a> = Rc::new(on_choice);
    let publish = Rc::clone(&on_choice);
    let padding = Padding::from([9.0, 12.0]);
    Choice {
        look,
        id: None,
        chosen: options.iter().position(|option| Some(option) == chosen.as_ref()),
        // What is chosen is drawn here: iced has it run beneath the arrow, and where another takes
        // its place, it paints the lower half of it anew and no more.
        content: pick_list(Rc::clone(&options), None::<T>, move |option| publish(option))
            .text_size(look.body())
            .handle(pick_list::Handle::Arrow { size: Some(Pixels(16.0)) })
            .text_shaping(Shaping::Advanced)
            .text_line_height(Pixels(20.0))
            .padding(padding)
            .style(move |_, status| style(look, status)),
        options,
        on_choice,
        padding,
    }
}

impl<'a, T, M> Choice<'a, T, M>
where
    T: ToString + PartialEq + Clone + 'a,
    M: Clone + 'a,
{
    pub fn width(self, width: impl Into<Length>) -> Self {
        Self { content: self.content.width(width), ..self }
    }

    pub fn padding(self, padding: impl Into<Padding>) -> Self {
        let padding = padding.into();
        Self { content: self.content.padding(padding), padding, ..self }
    }

    /// The name by which the focus is brought here.
    pub fn id(self, id: Id) -> Self {
        Self { id: Some(id), ..self }
    }

    /// What stands in the field while nothing is chosen.
    pub fn placeholder(self, placeholder: impl Into<String>) -> Self {
        match self.chosen {
            None => Self { content: self.content.placeholder(placeholder), ..self },
            Some(_) => self,
        }
    }

    /// The option that an arrow leads to from the chosen one; none beyond the ends.
    fn beside(&self, forward: bool) -> Option<&T> {
        let at = self.chosen?;
        self.options.get(if forward { at + 1 } else { at.checked_sub(1)? })
    }

    /// How the list begins: at the chosen option, and as wide as its widest.
    fn opened(&self) -> Open {
        let width = |option: &T| {
            let laid = <Renderer as text::Renderer>::Paragraph::with_text(text::Text {
                content: visible(option.to_string()).as_ref(),
                bounds: Size::INFINITE,
                size: Pixels(self.look.body()),
                line_height: LineHeight::default(),
                font: INTERFACE,
                align_x: text::Alignment::Default,
                align_y: alignment::Vertical::Top,
                shaping: Shaping::Advanced,
                wrapping: Wrapping::None,
            });
            laid.min_width()
        };
        let width = self.options.iter().map(width).fold(0.0, f32::max);
        Open { at: self.chosen.unwrap_or(0), width, scrolled: None }
    }
}

/// The room of the arrow, with what parts it from the name.
const ARROW: f32 = 22.0;

/// What an open list shows, and what comes of an option.
trait Options<M> {
    fn len(&self) -> usize;
    fn name(&self, index: usize) -> String;
    fn choose(&self, index: usize) -> Option<M>;
}

impl<T: ToString + PartialEq + Clone, M> Options<M> for Choice<'_, T, M> {
    fn len(&self) -> usize {
        self.options.len()
    }

    fn name(&self, index: usize) -> String {
        let name = self.options.get(index).map(T::to_string).unwrap_or_default();
        visible(name).into_owned()
    }

    fn choose(&self, index: usize) -> Option<M> {
        self.options.get(index).map(|option| (self.on_choice)(option.clone()))
    }
}

#[derive(Debug, Default)]
struct State {
    focus: Focus,
    open: Option<Open>,
}

/// What a key does to a closed field.
enum KeyAction {
    Open,
    Step { forward: bool },
}

impl KeyAction {
    fn of(pressed: &Key, modifiers: Modifiers) -> Option<Self> {
        let opens = presses(pressed, modifiers)
            || *pressed == Key::Named(key::Named::F4)
            || (modifiers.alt() && *pressed == Key::Named(key::Named::ArrowDown));
        match pressed.as_ref() {
            _ if opens => Some(Self::Open),
            Key::Named(key::Named::ArrowDown) if modifiers.is_empty() => {
                Some(Self::Step { forward: true })
            }
            Key::Named(key::Named::ArrowUp) if modifiers.is_empty() => {
                Some(Self::Step { forward: false })
            }
            _ => None,
        }
    }
}

impl<'a, T, M> Widget<M, Theme, Renderer> for Choice<'a, T, M>
where
    T: ToString + PartialEq + Clone + 'a,
    M: Clone + 'a,
{
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }

    fn children(&self) -> Vec<Tree> {
        vec![Tree::new(self.field())]
    }

    fn diff(&self, tree: &mut Tree) {
        tree.diff_children(&[self.field()]);
    }

    fn size(&self) -> Size<Length> {
        self.field().size()
    }

    fn layout(
        &mut self,
        tree: &mut Tree,
        renderer: &Renderer,
        limits: &layout::Limits,
    ) -> layout::Node {
        self.content.layout(&mut tree.children[0], renderer, limits)
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        _renderer: &Renderer,
        operation: &mut dyn Operation,
    ) {
        let state = tree.state.downcast_mut::<State>();
        operation.focusable(self.id.as_ref(), layout.bounds(), &mut state.focus);
        if let Some(chosen) = self.chosen {
            operation.text(None, layout.bounds(), &Options::name(self, chosen));
        }
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
        let state = tree.state.downcast_mut::<State>();
        match event {
            Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left))
            | Event::Touch(touch::Event::FingerPressed { .. }) => {
                let over = cursor.is_over(layout.bounds());
                if over && !shell.is_event_captured() {
                    state.open = Some(self.opened());
                    shell.capture_event();
                }
                state.focus = Focus::pressed(over);
                shell.request_redraw();
            }
            Event::Keyboard(keyboard::Event::KeyPressed { key, modifiers, .. })
                if state.focus.seen && !shell.is_event_captured() =>
            {
                match KeyAction::of(key, *modifiers) {
                    Some(KeyAction::Step { .. }) if self.chosen.is_none() => {
                        state.open = Some(self.opened());
                    }
                    Some(KeyAction::Open) => state.open = Some(self.opened()),
                    Some(KeyAction::Step { forward }) => {
                        if let Some(option) = self.beside(forward) {
                            shell.publish((self.on_choice)(option.clone()));
                        }
                    }
                    None => return,
                }
                shell.request_redraw();
                shell.capture_event();
            }
            _ => {
                // The wheel over a closed field chooses nothing, as what is scrolled by is beneath.
                let child = &mut tree.children[0];
                self.content
                    .update(child, event, layout, cursor, renderer, clipboard, shell, viewport);
            }
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
        let child = &tree.children[0];
        // What is named as seen is where its texts are cut: tiny-skia cuts only what goes beyond the
        // layer, and would paint them over what stands beneath what scrolls.
        let field = layout.bounds();
        self.field().draw(child, renderer, theme, style, layout, cursor, &field);
        self.draw_chosen(renderer, field);
        if tree.state.downcast_ref::<State>().focus.seen {
            ring(renderer, self.look, layout.bounds(), 0.0, viewport);
        }
    }

    fn mouse_interaction(
        &self,
        _tree: &Tree,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        _viewport: &Rectangle,
        _renderer: &Renderer,
    ) -> mouse::Interaction {
        if cursor.is_over(layout.bounds()) {
            mouse::Interaction::Pointer
        } else {
            mouse::Interaction::default()
        }
    }

    fn overlay<'b>(
        &'b mut self,
        tree: &'b mut Tree,
        layout: Layout<'b>,
        _renderer: &Renderer,
        _viewport: &Rectangle,
        translation: Vector,
    ) -> Option<overlay::Element<'b, M, Theme, Renderer>> {
        let state = tree.state.downcast_mut::<State>();
        let _ = state.open?;
        Some(overlay::Element::new(Box::new(Menu {
            look: self.look,
            open: &mut state.open,
            field: layout.bounds() + translation,
            padding: (self.padding.left, self.padding.top),
            options: &*self,
        })))
    }
}

impl<'a, T, M> Choice<'a, T, M>
where
    T: ToString + PartialEq + Clone + 'a,
    M: Clone + 'a,
{
    /// What is chosen, before the arrow.
    fn draw_chosen(&self, renderer: &mut Renderer, field: Rectangle) {
        let Some(chosen) = self.chosen else { return };
        let room = field.width - self.padding.x() - ARROW;
        let line = one_line(self.look, Options::name(self, chosen));
        let name = line.shortened(room);
        let size = self.look.body();
        let text = DrawnText { content: &name, size, font: INTERFACE, align: Horizontal::Left };
        let place = Rectangle { x: field.x + self.padding.left, width: room, ..field };
        text.draw(renderer, place, self.look.color.ink);
    }

    /// The field as it is drawn.
    fn field(&self) -> &dyn Widget<M, Theme, Renderer> {
        &self.content
    }
}

impl<'a, T, M> From<Choice<'a, T, M>> for Element<'a, M>
where
    T: ToString + PartialEq + Clone + 'a,
    M: Clone + 'a,
{
    fn from(choice: Choice<'a, T, M>) -> Self {
        Self::new(choice)
    }
}

fn style(look: Look, status: pick_list::Status) -> pick_list::Style {
    let c = look.color;
    let color = match status {
        pick_list::Status::Active => c.line,
        pick_list::Status::Hovered => c.edge,
        pick_list::Status::Opened { .. } => c.accent,
    };
    pick_list::Style {
        text_color: c.ink,
        placeholder_color: c.second,
        handle_color: c.second,
        background: c.surface.into(),
        border: Border { color, width: 1.0, radius: look.radius().into() },
    }
}

/// A value with the name under which it is picked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Named<T> {
    pub value: T,
    pub name: String,
}

impl<T> Named<T> {
    pub(crate) fn new(value: T, name: impl Into<String>) -> Self {
        Self { value, name: name.into() }
    }
}

impl<T> std::fmt::Display for Named<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.name)
    }
}
