//! Surfaces.

use crate::ui::theme::Look;
use iced::widget::{Container, Rule, Scrollable, container, rule, scrollable};
use iced::{Background, Border, Color, Element, Fill, Shadow, border};

/// A white card with a thin line around it.
pub(crate) fn panel<'a, M: 'a>(look: Look, content: impl Into<Element<'a, M>>) -> Container<'a, M> {
    container(content).padding(20.0).style(move |_| {
        container::Style::default().background(look.color.surface).border(Border {
            color: look.color.line,
            width: 1.0,
            radius: 8.0.into(),
        })
    })
}

/// A soft ground of a colour, for what is to be noticed.
pub(crate) fn tinted<'a, M: 'a>(
    ground: Color,
    content: impl Into<Element<'a, M>>,
) -> Container<'a, M> {
    container(content)
        .padding([12.0, 14.0])
        .style(move |_| container::Style::default().background(ground).border(border::rounded(8)))
}

/// Something on a plain ground.
pub(crate) fn filled<'a, M: 'a>(
    ground: Color,
    content: impl Into<Element<'a, M>>,
) -> Container<'a, M> {
    container(content).style(move |_| container::Style::default().background(ground))
}

/// A thin line across.
pub(crate) fn line<'a>(look: Look) -> Rule<'a> {
    rule::horizontal(1).style(move |_| rule_style(look))
}

/// A thin line down.
pub(crate) fn upright<'a>(look: Look) -> Rule<'a> {
    rule::vertical(1).style(move |_| rule_style(look))
}

fn rule_style(look: Look) -> rule::Style {
    rule::Style {
        color: look.color.line,
        radius: 0.0.into(),
        fill_mode: rule::FillMode::Full,
        snap: true,
    }
}

/// Something that is scrolled down where it finds no room, with a thin bar.
pub(crate) fn scrolled<'a, M: 'a>(
    look: Look,
    content: impl Into<Element<'a, M>>,
) -> Scrollable<'a, M> {
    scrollable(content).direction(thin()).style(scroll(look))
}

/// Something that is scrolled down and sideways where it finds no room.
pub(crate) fn scrolled_both_ways<'a, M: 'a>(
    look: Look,
    content: impl Into<Element<'a, M>>,
) -> Scrollable<'a, M> {
    let direction = scrollable::Direction::Both { vertical: bar(), horizontal: bar() };
    scrollable(content).direction(direction).style(scroll(look))
}

/// The same in all the room that there is.
pub(crate) fn page<'a, M: 'a>(look: Look, content: impl Into<Element<'a, M>>) -> Element<'a, M> {
    scrolled(look, content).width(Fill).height(Fill).into()
}

/// The bars of what scrolls: thin, and darker under the pointer.
pub(crate) fn scroll(look: Look) -> impl Fn(&iced::Theme, scrollable::Status) -> scrollable::Style {
    move |_, status| {
        let c = look.color;
        let active = match status {
            scrollable::Status::Active { .. } => false,
            scrollable::Status::Hovered { is_vertical_scrollbar_hovered: over, .. }
            | scrollable::Status::Dragged { is_vertical_scrollbar_dragged: over, .. } => over,
        };
        let rail = scrollable::Rail {
            background: None,
            border: Border::default(),
            scroller: scrollable::Scroller {
                background: Background::Color(if active { c.second } else { c.edge }),
                border: border::rounded(4),
            },
        };
        scrollable::Style {
            container: container::Style::default(),
            vertical_rail: rail,
            horizontal_rail: rail,
            gap: None,
            auto_scroll: scrollable::AutoScroll {
                background: Background::Color(c.surface),
                border: Border { color: c.line, width: 1.0, radius: 16.0.into() },
                shadow: Shadow::default(),
                icon: c.second,
            },
        }
    }
}

/// The bar of what scrolls down, thin enough to stand beside text.
fn thin() -> scrollable::Direction {
    scrollable::Direction::Vertical(bar())
}

fn bar() -> scrollable::Scrollbar {
    let width = 8.0;
    scrollable::Scrollbar::new().width(width).scroller_width(width).margin(2)
}

/// A card that lies over others.
pub(crate) fn raised<'a, M: 'a>(
    look: Look,
    content: impl Into<Element<'a, M>>,
) -> Container<'a, M> {
    container(content).padding(16.0).style(move |_| {
        container::Style::default().background(look.color.surface).border(Border {
            color: look.color.edge,
            width: 1.0,
            radius: 8.0.into(),
        })
    })
}
