//! The bar at the top: where I am, for which year, search, the one thing to do next.

use super::{label, panel};
use crate::ui::theme::Look;
use iced::widget::{column, container, row};
use iced::{Center, Element, Fill};

/// The title, what narrows the view, and at the right what can be done.
pub fn bar<'a, M: 'a>(
    look: Look,
    title: &'a str,
    tools: impl Into<Element<'a, M>>,
    actions: impl IntoIterator<Item = Element<'a, M>>,
) -> Element<'a, M> {
    let content = row![label::title(look, title), container(tools).width(Fill)]
        .extend(actions)
        .spacing(look.px(12.0))
        .align_y(Center);
    let padded = container(content).center_y(look.px(66.0)).padding([0.0, look.px(24.0)]);
    column![panel::filled(look.color.surface, padded).width(Fill), panel::line(look)].into()
}
