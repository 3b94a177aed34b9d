//! The rail at the left: the product, the plan, the entries. In a window that is narrow for its text
//! it is folded to the names of the entries.

use super::one_line::one_line;
use super::{button, label, panel};
use crate::ui::theme::{BOLD, INTERFACE, Look};
use iced::widget::text::Wrapping;
use iced::widget::{column, container, row, space};
use iced::{Border, Center, Color, Element, Fill, border};

/// The room that the row of the menus takes, and how far they stand from the left edge.
pub(crate) const MENU_HEIGHT: f32 = 34.0;
pub(crate) const MENU_WIDTH: f32 = 202.0;
pub(crate) const MENU_INDENT: f32 = 4.0;

/// A screen to go to.
pub(crate) struct Entry<M> {
    pub name: &'static str,
    /// What it counts; empty where it counts nothing.
    pub count: String,
    pub here: bool,
    pub on_press: M,
}

/// Whether a rail of this height, in pixels, has no room to spare below its entries.
pub(crate) fn is_low(look: Look, height: f32) -> bool {
    height <= if look.is_large() { 516.0 } else { 662.0 }
}

/// The whole rail. Where it is `low`, the entries stand closer.
pub(crate) fn rail<'a, M: Clone + 'a>(
    look: Look,
    municipality: &'a str,
    plan: &'a str,
    entries: impl IntoIterator<Item = Entry<M>>,
    low: bool,
) -> Element<'a, M> {
    // All of them are to be seen on a low screen also where text is large.
    let close = low || look.is_large();
    let (between, apart) = if close { (0.0, 8.0) } else { (2.0, 18.0) };
    let name = label::title(look, "進捗帳").size(20.0).color(look.color.accent);
    let plan: Element<'a, M> = if look.is_large() {
        one_line(look, plan).color(look.color.second).into()
    } else {
        column![label::second(look, municipality), label::second(look, plan)].spacing(2.0).into()
    };
    let head = column![name, plan].spacing(2.0).padding([0.0, 10.0]);
    let entries = entries.into_iter().map(|entry| self::entry(look, entry, close));
    let entries = column(entries).spacing(between);
    let entries = column![head, entries].spacing(apart);
    // Large text on a low screen: the entries scroll.
    let entries = panel::scrolled(look, entries).spacing(2.0);
    let above = MENU_HEIGHT + 8.0;
    let content = column![entries.height(Fill)]
        .padding(iced::Padding::from([20.0, 12.0]).top(above))
        .width(203.0)
        .height(Fill);
    row![panel::filled(look.color.surface, content).height(Fill), panel::upright(look)].into()
}

/// The entries alone, as narrow as their names in small type.
pub(crate) fn folded<'a, M: Clone + 'a>(
    look: Look,
    entries: impl IntoIterator<Item = Entry<M>>,
) -> Element<'a, M> {
    let entries = column(entries.into_iter().map(|entry| self::small(look, entry)));
    let entries = panel::scrolled(look, entries.width(Fill)).spacing(0).width(FOLDED).height(Fill);
    let entries = container(entries).padding(iced::Padding::ZERO.top(4.0));
    row![panel::filled(look.color.surface, entries).height(Fill), panel::upright(look)].into()
}

/// The width of a folded rail: that of its longest name.
const FOLDED: f32 = 112.0;

/// One place in small type.
fn small<'a, M: Clone + 'a>(look: Look, entry: Entry<M>) -> Element<'a, M> {
    let c = look.color;
    let (ink, font) = if entry.here { (c.accent, BOLD) } else { (c.ink, INTERFACE) };
    let name = label::body(look, entry.name).size(look.folded()).font(font).color(ink);
    let count = label::second(look, entry.count).size(look.folded()).wrapping(Wrapping::None);
    let content = row![name.wrapping(Wrapping::None), space::horizontal(), count]
        .padding(iced::Padding::from([0.0, 6.0]))
        .align_y(Center);
    let height = 31.0;
    pressed(look, content.into(), height, entry.here, entry.on_press)
}

/// One place, to be pressed, where they stand close or not.
pub(crate) fn entry<'a, M: Clone + 'a>(look: Look, entry: Entry<M>, close: bool) -> Element<'a, M> {
    let c = look.color;
    let (ink, font) = if entry.here { (c.accent, BOLD) } else { (c.ink, INTERFACE) };
    let name = label::body(look, entry.name).font(font).color(ink).wrapping(Wrapping::None);
    let content = row![name, space::horizontal(), label::second(look, entry.count)]
        .padding(iced::Padding::from([0.0, 10.0]).left(7.0))
        .align_y(Center);
    let height = if close { 32.0 } else { 40.0 };
    pressed(look, content.into(), height, entry.here, entry.on_press)
}

/// What is pressed, with an edge where the clerk is.
fn pressed<'a, M: Clone + 'a>(
    look: Look,
    content: Element<'a, M>,
    height: f32,
    here: bool,
    on_press: M,
) -> Element<'a, M> {
    let edge = if here { look.color.accent } else { Color::TRANSPARENT };
    let edge = container(space()).width(3).height(Fill).style(move |_| {
        container::Style::default().background(edge).border(border::rounded(border::left(6)))
    });
    let pressable =
        button::bare(look, row![edge, container(content).center_y(Fill)].height(height), on_press);
    let style = button::in_list(look, here);
    pressable
        .style(move |theme, status| iced::widget::button::Style {
            border: Border { radius: look.radius().into(), ..Border::default() },
            ..style(theme, status)
        })
        .into()
}
