//! One of several, and yes or no.

use crate::ui::theme::Look;
use iced::widget::text::{IntoFragment, Shaping};
use iced::widget::{Checkbox, PickList, checkbox, overlay::menu, pick_list};
use iced::{Border, Length, Shadow};
use std::borrow::Borrow;

/// A field from which one of several is picked.
pub fn choice<'a, T, L, V, M>(
    look: Look,
    options: L,
    chosen: Option<V>,
    on_choice: impl Fn(T) -> M + 'a,
) -> PickList<'a, T, L, V, M>
where
    T: ToString + PartialEq + Clone + 'a,
    L: Borrow<[T]> + 'a,
    V: Borrow<T> + 'a,
    M: Clone,
{
    // A fixed height is that of the menu itself: a short one is as high as its options.
    let height =
        if options.borrow().len() > 10 { Length::Fixed(look.px(380.0)) } else { Length::Shrink };
    pick_list(options, chosen, on_choice)
        .text_size(look.body())
        .text_shaping(Shaping::Advanced)
        .text_line_height(iced::Pixels(look.px(20.0)))
        .padding([look.px(9.0), look.px(12.0)])
        .menu_height(height)
        .style(move |_, status| style(look, status))
        .menu_style(move |_| menu_style(look))
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

fn menu_style(look: Look) -> menu::Style {
    let c = look.color;
    menu::Style {
        background: c.surface.into(),
        border: Border { color: c.edge, width: 1.0, radius: look.radius().into() },
        text_color: c.ink,
        selected_text_color: c.accent,
        selected_background: c.accent_soft.into(),
        shadow: Shadow::default(),
    }
}

/// Yes or no, with its name.
pub fn check<'a, M: 'a>(
    look: Look,
    name: impl IntoFragment<'a>,
    checked: bool,
    on_toggle: impl Fn(bool) -> M + 'a,
) -> Checkbox<'a, M> {
    let c = look.color;
    checkbox(checked)
        .label(name)
        .on_toggle(on_toggle)
        .size(look.px(18.0))
        .text_size(look.body())
        .spacing(look.px(8.0))
        .text_wrapping(iced::widget::text::Wrapping::None)
        .style(move |_, status| {
            let (checked, over) = match status {
                checkbox::Status::Active { is_checked } => (is_checked, false),
                checkbox::Status::Hovered { is_checked } => (is_checked, true),
                checkbox::Status::Disabled { is_checked } => (is_checked, false),
            };
            checkbox::Style {
                background: if checked { c.accent } else { c.surface }.into(),
                icon_color: c.on_accent,
                border: Border {
                    color: if checked || over { c.accent } else { c.second },
                    width: 1.0,
                    radius: 4.0.into(),
                },
                text_color: Some(c.ink),
            }
        })
}

/// A value with the name under which it is picked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named<T> {
    pub value: T,
    pub name: String,
}

impl<T> Named<T> {
    pub fn new(value: T, name: impl Into<String>) -> Self {
        Self { value, name: name.into() }
    }
}

impl<T> std::fmt::Display for Named<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.name)
    }
}
