//! The bar at the top: where I am, for which year, search, the one thing to do next.

use super::{label, panel};
use crate::ui::theme::Look;
use iced::widget::{column, container, row};
use iced::{Center, Element, Fill};

/// The title, what narrows the view, and at the right what can be done.
pub(crate) fn bar<'a, M: 'a>(
    look: Look,
    title: &'a str,
    tools: impl Into<Element<'a, M>>,
    actions: impl IntoIterator<Item = Element<'a, M>>,
) -> Element<'a, M> {
    let title = label::title(look, title);
    // Very large text: what narrows the view has a line of its own.
    let padded = if look.is_tight() {
        let line =
            row![title, container(tools).width(Fill)].extend(actions).spacing(10.0).align_y(Center);
        container(line).center_y(56.0).padding([0.0, 16.0])
    } else if look.percent() > 150 {
        let first = row![title.width(Fill)].extend(actions).spacing(12.0).align_y(Center);
        let lines = column![first, tools.into()].spacing(8.0);
        container(lines).padding([10.0, 24.0])
    } else {
        let line =
            row![title, container(tools).width(Fill)].extend(actions).spacing(12.0).align_y(Center);
        container(line).center_y(66.0).padding([0.0, 24.0])
    };
    column![panel::filled(look.color.surface, padded).width(Fill), panel::line(look)].into()
}
