//! A widget around another one, which does what that one does but for what it is given.

use iced::advanced::layout::{Limits, Node};
use iced::advanced::widget::{Operation, Tree, tree};
use iced::advanced::{Clipboard, Layout, Shell, Widget, mouse, overlay, renderer};
use iced::{Element, Event, Length, Rectangle, Renderer, Size, Theme, Vector};

type Update<'a, S, M> = Box<dyn FnMut(&mut S, &mut Content<'_, M>, &Event, &mut Shell<'_, M>) + 'a>;
type Draw<'a, S, M> = Box<dyn Fn(&S, &Drawing<'_, M>, &mut Renderer) + 'a>;
type LayOut<'a, S> = Box<dyn FnMut(&mut S, &Limits, &mut dyn FnMut(&Limits) -> Node) -> Node + 'a>;
type Operate<'a, S> =
    Box<dyn FnMut(&mut S, Rectangle, &mut dyn Operation, &mut dyn FnMut(&mut dyn Operation)) + 'a>;

/// A decorated widget, with a state of its own that outlives the view.
pub struct Decorate<'a, S, M> {
    content: Element<'a, M>,
    update: Option<Update<'a, S, M>>,
    draw: Option<Draw<'a, S, M>>,
    layout: Option<LayOut<'a, S>>,
    operate: Option<Operate<'a, S>>,
    interaction: Option<mouse::Interaction>,
}

impl<S, M> std::fmt::Debug for Decorate<'_, S, M> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Decorate").finish_non_exhaustive()
    }
}

/// Decorates `content`; what no method gives is left to it.
pub(super) fn decorate<'a, S, M>(content: impl Into<Element<'a, M>>) -> Decorate<'a, S, M> {
    Decorate {
        content: content.into(),
        update: None,
        draw: None,
        layout: None,
        operate: None,
        interaction: None,
    }
}

impl<'a, S, M> Decorate<'a, S, M> {
    /// Takes each event, and hands it on with [`Content::update`].
    pub fn update(
        self,
        update: impl FnMut(&mut S, &mut Content<'_, M>, &Event, &mut Shell<'_, M>) + 'a,
    ) -> Self {
        Self { update: Some(Box::new(update)), ..self }
    }

    /// Draws over the content.
    pub fn draw(self, draw: impl Fn(&S, &Drawing<'_, M>, &mut Renderer) + 'a) -> Self {
        Self { draw: Some(Box::new(draw)), ..self }
    }

    /// Lays out in the place of the content; the last argument lays the content out.
    pub fn layout(
        self,
        layout: impl FnMut(&mut S, &Limits, &mut dyn FnMut(&Limits) -> Node) -> Node + 'a,
    ) -> Self {
        Self { layout: Some(Box::new(layout)), ..self }
    }

    /// Takes each operation; the last argument hands it on.
    pub fn operate(
        self,
        operate: impl FnMut(&mut S, Rectangle, &mut dyn Operation, &mut dyn FnMut(&mut dyn Operation))
        + 'a,
    ) -> Self {
        Self { operate: Some(Box::new(operate)), ..self }
    }

    /// The shape of the pointer; `None` leaves it to the content.
    pub fn interaction(self, interaction: Option<mouse::Interaction>) -> Self {
        Self { interaction, ..self }
    }
}

/// The content of a decorated widget, with all that an event comes with.
pub struct Content<'c, M> {
    widget: &'c mut dyn Widget<M, Theme, Renderer>,
    tree: &'c mut Tree,
    pub layout: Layout<'c>,
    pub cursor: mouse::Cursor,
    pub renderer: &'c Renderer,
    clipboard: &'c mut dyn Clipboard,
    viewport: &'c Rectangle,
}

impl<M> Content<'_, M> {
    pub fn update(&mut self, event: &Event, shell: &mut Shell<'_, M>) {
        let Self { widget, tree, layout, cursor, renderer, clipboard, viewport } = self;
        widget.update(tree, event, *layout, *cursor, renderer, *clipboard, shell, viewport);
    }

    pub fn bounds(&self) -> Rectangle {
        self.layout.bounds()
    }

    /// Whether the pointer is over a text that is written or selected in.
    pub fn is_text_pointed_at(&self) -> bool {
        let Self { widget, tree, layout, cursor, renderer, viewport, .. } = self;
        let over = widget.mouse_interaction(tree, *layout, *cursor, viewport, renderer);
        over == mouse::Interaction::Text
    }

    /// Whether the pointer is over it.
    pub fn is_pointed_at(&self) -> bool {
        self.cursor.is_over(self.bounds())
    }
}

impl<M> std::fmt::Debug for Content<'_, M> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Content").finish_non_exhaustive()
    }
}

/// The content of a decorated widget, with all that it is drawn with.
pub struct Drawing<'c, M> {
    widget: &'c dyn Widget<M, Theme, Renderer>,
    tree: &'c Tree,
    theme: &'c Theme,
    pub style: &'c renderer::Style,
    pub layout: Layout<'c>,
    cursor: mouse::Cursor,
    pub viewport: &'c Rectangle,
}

impl<M> Drawing<'_, M> {
    /// Draws what of the content is within `viewport`.
    pub fn content(&self, renderer: &mut Renderer, viewport: &Rectangle) {
        let Self { widget, tree, theme, style, layout, cursor, .. } = self;
        widget.draw(tree, renderer, theme, style, *layout, *cursor, viewport);
    }

    pub fn bounds(&self) -> Rectangle {
        self.layout.bounds()
    }
}

impl<M> std::fmt::Debug for Drawing<'_, M> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Drawing").finish_non_exhaustive()
    }
}

/// The state of a decoration, under a tag of its own.
struct State<S>(S);

impl<S: Default + 'static, M> Widget<M, Theme, Renderer> for Decorate<'_, S, M> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State<S>>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State(S::default()))
    }

    fn children(&self) -> Vec<Tree> {
        vec![Tree::new(&self.content)]
    }

    fn diff(&self, tree: &mut Tree) {
        tree.diff_children(std::slice::from_ref(&self.content));
    }

    fn size(&self) -> Size<Length> {
        self.content.as_widget().size()
    }

    fn layout(&mut self, tree: &mut Tree, renderer: &Renderer, limits: &Limits) -> Node {
        let Self { content, layout, .. } = self;
        let child = &mut tree.children[0];
        let mut lay_out = |limits: &Limits| content.as_widget_mut().layout(child, renderer, limits);
        match layout {
            Some(layout) => {
                let State(state) = tree.state.downcast_mut::<State<S>>();
                layout(state, limits, &mut lay_out)
            }
            None => lay_out(limits),
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
        let widget = self.content.as_widget_mut();
        let child = &mut tree.children[0];
        let mut content =
            Content { widget, tree: child, layout, cursor, renderer, clipboard, viewport };
        match &mut self.update {
            Some(update) => {
                let State(state) = tree.state.downcast_mut::<State<S>>();
                update(state, &mut content, event, shell);
            }
            None => content.update(event, shell),
        }
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &Renderer,
        operation: &mut dyn Operation,
    ) {
        let Self { content, operate, .. } = self;
        let child = &mut tree.children[0];
        let mut hand_on = |operation: &mut dyn Operation| {
            content.as_widget_mut().operate(child, layout, renderer, operation);
        };
        match operate {
            Some(operate) => {
                let State(state) = tree.state.downcast_mut::<State<S>>();
                operate(state, layout.bounds(), operation, &mut hand_on);
            }
            None => hand_on(operation),
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
        let widget = self.content.as_widget();
        let child = &tree.children[0];
        let drawing = Drawing { widget, tree: child, theme, style, layout, cursor, viewport };
        drawing.content(renderer, viewport);
        if let Some(draw) = &self.draw {
            let State(state) = tree.state.downcast_ref::<State<S>>();
            draw(state, &drawing, renderer);
        }
    }

    fn mouse_interaction(
        &self,
        tree: &Tree,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
        renderer: &Renderer,
    ) -> mouse::Interaction {
        self.interaction.unwrap_or_else(|| {
            let content = self.content.as_widget();
            content.mouse_interaction(&tree.children[0], layout, cursor, viewport, renderer)
        })
    }

    fn overlay<'b>(
        &'b mut self,
        tree: &'b mut Tree,
        layout: Layout<'b>,
        renderer: &Renderer,
        viewport: &Rectangle,
        translation: Vector,
    ) -> Option<overlay::Element<'b, M, Theme, Renderer>> {
        let content = self.content.as_widget_mut();
        content.overlay(&mut tree.children[0], layout, renderer, viewport, translation)
    }
}

impl<'a, S: Default + 'static, M: 'a> From<Decorate<'a, S, M>> for Element<'a, M> {
    fn from(decorate: Decorate<'a, S, M>) -> Self {
        Self::new(decorate)
    }
}
