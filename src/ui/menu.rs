//! The menus: everything that the program can do, by name and with its key.

use super::command::Command;
use super::theme::{Look, Scheme};
use super::widget::hover::hover;
use super::widget::pinned::pinned;
use super::widget::rail::MENU_INDENT as INDENT;
use super::widget::{button, label, panel};
use iced::widget::text::Wrapping;
use iced::widget::{Column, column, container, mouse_area, opaque, row, space, stack};
use iced::{Border, Center, Element, Fill, Point, Size, border};

/// A menu: its name, its width at the head in pixels, and what is in it.
struct Menu {
    name: &'static str,
    width: f32,
    items: &'static [Item],
}

/// Something in a menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Item {
    Do(Command),
    /// The files used last.
    Recent,
    /// The places of the rail.
    Places,
    /// A line between.
    Line,
}

const MENUS: [Menu; 4] = [
    Menu {
        name: "ファイル",
        width: 60.0,
        items: &[
            Item::Do(Command::NewFile),
            Item::Do(Command::Open),
            Item::Recent,
            Item::Line,
            Item::Do(Command::Save),
            Item::Do(Command::Merge),
            Item::Do(Command::Import),
            Item::Do(Command::Export),
            Item::Line,
            Item::Do(Command::Print),
            Item::Do(Command::SavePdf),
            Item::Line,
            Item::Do(Command::Close),
            Item::Do(Command::Quit),
        ],
    },
    Menu {
        name: "編集",
        width: 42.0,
        items: &[
            Item::Do(Command::Undo),
            Item::Do(Command::Redo),
            Item::Line,
            Item::Do(Command::Cut),
            Item::Do(Command::Copy),
            Item::Do(Command::Paste),
            Item::Do(Command::SelectAll),
            Item::Line,
            Item::Do(Command::Find),
            Item::Do(Command::Replace),
            Item::Do(Command::FindNext),
            Item::Do(Command::NextMissing),
            Item::Line,
            Item::Do(Command::New),
            Item::Do(Command::Fill),
            Item::Do(Command::Advance),
            Item::Do(Command::Correct),
            Item::Do(Command::CorrectAll),
        ],
    },
    Menu {
        name: "表示",
        width: 42.0,
        items: &[
            Item::Places,
            Item::Do(Command::Print),
            Item::Line,
            Item::Do(Command::Larger),
            Item::Do(Command::Smaller),
            Item::Line,
            Item::Do(Command::Scheme(Scheme::Light)),
            Item::Do(Command::Scheme(Scheme::Dark)),
            Item::Do(Command::Scheme(Scheme::Contrast)),
        ],
    },
    Menu {
        name: "ヘルプ",
        width: 50.0,
        items: &[
            Item::Do(Command::Help),
            Item::Do(Command::Keys),
            Item::Do(Command::Sample),
            Item::Line,
            Item::Do(Command::About),
        ],
    },
];

/// What can be done with a text, where the pointer is over one.
const OF_TEXT: &[Item] = &[
    Item::Do(Command::Undo),
    Item::Line,
    Item::Do(Command::Cut),
    Item::Do(Command::Copy),
    Item::Do(Command::Paste),
    Item::Line,
    Item::Do(Command::SelectAll),
    Item::Do(Command::Find),
];

/// Which menu is open, and which of its rows is marked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Open {
    menu: usize,
    at: Option<usize>,
    /// Where the menu of a text was opened, in the place of one of those at the head.
    place: Option<Point>,
}

/// A row of an open menu.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Row<M> {
    Line,
    Entry {
        name: String,
        key: String,
        ticked: bool,
        /// `None` where it cannot be done now.
        then: Option<M>,
    },
}

impl<M> Row<M> {
    const fn able(&self) -> bool {
        matches!(self, Self::Entry { then: Some(_), .. })
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// A menu's name was pressed.
    Pressed(usize),
    /// The pointer came to a menu's name while one is open.
    HeadPointed(usize),
    Pointed(usize),
    Closed,
    /// This row is chosen.
    Chosen(usize),
}

impl Open {
    /// The first menu, with its first row marked, as a key opens it.
    pub(super) const fn first() -> Self {
        Self { menu: 0, at: Some(0), place: None }
    }

    /// The menu of the text at this place.
    pub(super) const fn of_text(place: Point) -> Self {
        Self { menu: 0, at: None, place: Some(place) }
    }

    pub(super) const fn is_of_text(self) -> bool {
        self.place.is_some()
    }

    /// What is in the open menu.
    pub(super) fn items(self) -> &'static [Item] {
        if self.place.is_some() {
            return OF_TEXT;
        }
        MENUS.get(self.menu).map_or(&[], |menu| menu.items)
    }

    /// The open menu and the marked row after a key; `None` where the menu closes.
    pub(super) fn key<M>(self, pressed: Key, rows: &[Row<M>]) -> Option<Self> {
        let able = || rows.iter().enumerate().filter(|(_, row)| row.able()).map(|(at, _)| at);
        let at = match pressed {
            Key::Down => able().find(|at| self.at.is_none_or(|here| *at > here)).or(able().next()),
            Key::Up => able().rfind(|at| self.at.is_some_and(|here| *at < here)).or(able().last()),
            Key::Left | Key::Right if self.place.is_some() => self.at,
            Key::Left => {
                let menu = beside(self.menu, MENUS.len() - 1);
                return Some(Self { menu, at: Some(0), place: None });
            }
            Key::Right => {
                return Some(Self { menu: beside(self.menu, 1), at: Some(0), place: None });
            }
            Key::Close => return None,
        };
        Some(Self { at, ..self })
    }

    /// The row that Enter runs.
    pub(super) const fn marked(self) -> Option<usize> {
        self.at
    }
}

/// What a key does in an open menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    Up,
    Down,
    Left,
    Right,
    Close,
}

const fn beside(menu: usize, by: usize) -> usize {
    (menu + by) % MENUS.len()
}

/// What becomes of the open menu by the mouse.
pub(super) fn follow(open: Option<Open>, message: &Message) -> Option<Open> {
    match (message, open) {
        (Message::Pressed(menu), Some(open)) if open.menu == *menu => None,
        (Message::Pressed(menu) | Message::HeadPointed(menu), _) => {
            Some(Open { menu: *menu, at: None, place: None })
        }
        (Message::Pointed(at), Some(open)) => Some(Open { at: Some(*at), ..open }),
        (Message::Pointed(_) | Message::Closed | Message::Chosen(_), _) => None,
    }
}

/// The names of the menus, in a row.
pub(super) fn heads<'a>(look: Look, open: Option<Open>) -> Element<'a, Message> {
    let heads = MENUS.iter().enumerate().map(|(index, menu)| {
        let here = open.is_some_and(|open| open.menu == index);
        let name = label::body(look, menu.name).wrapping(Wrapping::None);
        let style = button::in_list(look, here);
        let head = button::bare(look, container(name).center(Fill), Message::Pressed(index))
            .width(menu.width)
            .height(28.0)
            .style(move |theme, status| iced::widget::button::Style {
                border: border::rounded(4),
                ..style(theme, status)
            })
            .of_a_list();
        let head: Element<'a, Message> = head.into();
        match open {
            Some(open) if open.menu != index => hover(head, Message::HeadPointed(index)),
            _ => head,
        }
    });
    container(row(heads)).padding([3.0, INDENT]).into()
}

/// The open menu over the window.
pub(super) fn view<'a, M: 'a>(look: Look, open: Open, rows: Vec<Row<M>>) -> Element<'a, Message> {
    let height =
        rows.iter().map(|row| if matches!(row, Row::Line) { 9.0 } else { 30.0 }).sum::<f32>();
    let widest = rows.iter().map(characters).max().unwrap_or(0);
    let width = f32::from(u16::try_from(widest).unwrap_or(u16::MAX)) * 7.5 + 60.0;
    let rows = rows.into_iter().enumerate().map(|(index, row)| match row {
        Row::Line => container(panel::line(look)).padding([4.0, 0.0]).into(),
        Row::Entry { name, key, ticked, then } => {
            let marked = open.at == Some(index);
            entry(look, &name, key, ticked, then.is_some().then_some(index), marked)
        }
    });
    // Where text is very large, a menu is longer than the window is high.
    let rows = panel::scrolled(look, Column::with_children(rows)).spacing(2.0);
    let card = container(rows).padding(4.0).width(width).style(move |_| {
        container::Style::default().background(look.color.surface).border(Border {
            color: look.color.edge,
            width: 1.0,
            radius: look.radius().into(),
        })
    });
    let away = mouse_area(space().width(Fill).height(Fill)).on_press(Message::Closed);
    let Some(place) = open.place else {
        let widths = MENUS.iter().take(open.menu).map(|menu| menu.width);
        let before = INDENT + widths.sum::<f32>();
        let menu = column![heads(look, Some(open)), row![space().width(before), opaque(card)]];
        return opaque(stack![away, menu].width(Fill).height(Fill));
    };
    let placed = pinned(opaque(card), place, Size::new(width, height + 10.0));
    opaque(stack![away, placed].width(Fill).height(Fill))
}

/// How many half-width characters a row takes.
fn characters<M>(row: &Row<M>) -> usize {
    let count = |text: &str| text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
    match row {
        Row::Line => 0,
        Row::Entry { name, key, .. } => count(name) + count(key) + 4,
    }
}

fn entry<'a>(
    look: Look,
    name: &str,
    key: String,
    ticked: bool,
    able: Option<usize>,
    marked: bool,
) -> Element<'a, Message> {
    let c = look.color;
    let (ink, second) = match able {
        Some(_) => (c.ink, c.second),
        None => (c.second.scale_alpha(0.6), c.second.scale_alpha(0.6)),
    };
    let tick = label::body(look, if ticked { "✓" } else { "" }).color(c.accent);
    let content = row![
        container(tick).width(18.0),
        label::body(look, name.to_owned()).color(ink).wrapping(Wrapping::None).width(Fill),
        label::body(look, key).color(second).wrapping(Wrapping::None),
    ]
    .align_y(Center);
    let content =
        container(content).padding([0.0, 10.0]).center_y(if look.is_large() { 27.0 } else { 30.0 });
    let Some(index) = able else { return content.into() };
    let style = button::in_list(look, marked);
    let pressable = button::bare(look, content, Message::Chosen(index))
        .width(Fill)
        .style(move |theme, status| iced::widget::button::Style {
            border: border::rounded(4),
            ..style(theme, status)
        })
        .of_a_list();
    hover(pressable, Message::Pointed(index))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::widget::rail::MENU_WIDTH;

    fn rows() -> Vec<Row<()>> {
        let entry =
            |then| Row::Entry { name: String::new(), key: String::new(), ticked: false, then };
        vec![entry(None), Row::Line, entry(Some(())), entry(None), entry(Some(()))]
    }

    #[test]
    fn the_arrows_pass_by_what_cannot_be_done() {
        let at = |open: Open, key| open.key(key, &rows()).and_then(Open::marked);
        let open = |at| Open { menu: 0, at, place: None };
        assert_eq!(at(open(None), Key::Down), Some(2));
        assert_eq!(at(open(Some(2)), Key::Down), Some(4));
        assert_eq!(at(open(Some(4)), Key::Down), Some(2), "round and round");
        assert_eq!(at(open(Some(2)), Key::Up), Some(4));
        assert_eq!(open(None).key(Key::Close, &rows()), None);
    }

    #[test]
    fn the_menus_have_the_room_that_is_left_for_them() {
        let width: f32 = MENUS.iter().map(|menu| menu.width).sum();
        assert_eq!(width + 2.0 * INDENT, MENU_WIDTH);
    }

    #[test]
    fn what_is_in_a_menu_has_a_name() {
        for menu in &MENUS {
            for item in menu.items {
                if let Item::Do(command) = item {
                    assert!(!command.name().is_empty(), "{command:?}");
                }
            }
        }
    }
}
