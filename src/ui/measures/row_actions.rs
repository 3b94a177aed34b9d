//! 並び順, and what is done with one row: dragged, moved, duplicated, renumbered.

mod menu;

use super::list_row::Gap;
use super::structure::OpenAfterCommit;
use super::{Editor, Message as ScreenMessage, Screen, form};
use crate::domain::search::Order;
use crate::domain::{
    Change, Direction, DirectionId, Measure, MeasureId, Noun, Op, Position, Record,
};
use crate::ui::positions::insert;
use crate::ui::request::Action;
use crate::ui::theme::Look;
use crate::ui::widget::drag_scroll::{Drag, drag_scroll};
use crate::ui::widget::tab_stop::ListKey;
use crate::ui::widget::{focus, panel};
use iced::widget::{Id, container, space, stack};
use iced::{Element, Fill};

/// The list among what has the focus.
pub(super) fn list_id() -> Id {
    Id::new("rows")
}

/// What happens with a row at the moment.
#[derive(Debug, Clone, Copy, Default)]
pub(super) enum RowInteraction {
    #[default]
    None,
    /// It is dragged, over this gap.
    Dragged(MeasureId, Option<Gap>),
    /// What can be done with it is shown, and this one of the rows is marked.
    Menu(MeasureId, Option<usize>),
}

#[derive(Debug, Clone, PartialEq)]
pub enum Message {
    /// The handle of a row was pressed.
    Taken(MeasureId),
    Dragged(Drag),
    /// It was let go of over a gap.
    Dropped(MeasureId, Gap),
    MenuOpened(MeasureId),
    /// By key, for the row where the keys are.
    MenuAsked,
    /// A key while the menu is open.
    MenuKey(ListKey),
    MenuClosed,
    /// From the open measure, by key.
    Shifted {
        later: bool,
    },
    Duplicated(MeasureId),
    MovedTo(MeasureId, DirectionId),
    /// The measures of a direction are numbered 1, 2, 3 … as they stand.
    Renumbered(DirectionId),
}

impl Message {
    /// Whether it changes what is stored, so that an unsaved draft is to be settled before.
    pub const fn changes(&self) -> bool {
        match self {
            Self::Dropped(..)
            | Self::Shifted { .. }
            | Self::Duplicated(_)
            | Self::MovedTo(..)
            | Self::Renumbered(_) => true,
            Self::Taken(_)
            | Self::Dragged(_)
            | Self::MenuOpened(_)
            | Self::MenuAsked
            | Self::MenuKey(_)
            | Self::MenuClosed => false,
        }
    }
}

impl RowInteraction {
    /// Whether Esc ends it.
    pub(super) const fn is_begun(self) -> bool {
        !matches!(self, Self::None)
    }

    pub(super) const fn is_menu(self) -> bool {
        matches!(self, Self::Menu(..))
    }
}

impl Screen {
    pub(super) fn handle(&mut self, look: Look, message: Message) -> Action<ScreenMessage> {
        match message {
            Message::Taken(id) => self.row_interaction = RowInteraction::Dragged(id, None),
            Message::Dragged(drag) => return self.drag(look, drag),
            Message::Dropped(id, gap) => return self.drop_at(id, gap),
            Message::MenuOpened(id) => {
                self.row_interaction = RowInteraction::Menu(id, None);
                return Action::Run(focus::to(list_id()));
            }
            Message::MenuAsked => return self.ask_menu(look),
            Message::MenuKey(key) => return self.menu_key(look, key),
            Message::MenuClosed => self.row_interaction = RowInteraction::None,
            Message::Shifted { later } => {
                let cursor = self.selection.cursor();
                let Some(id) = self.editor.as_ref().map(Editor::id).or(cursor) else {
                    return Action::None;
                };
                return self.shift(id, later);
            }
            Message::Duplicated(id) => {
                self.row_interaction = RowInteraction::None;
                return self.duplicate(id);
            }
            Message::MovedTo(id, direction) => {
                self.row_interaction = RowInteraction::None;
                let siblings = self.book.measures(direction);
                let after = siblings.iter().rev().find(|sibling| sibling.id != id);
                return self.put(id, direction, after.map(|measure| measure.id));
            }
            Message::Renumbered(direction) => {
                self.row_interaction = RowInteraction::None;
                return self.renumber(direction);
            }
        }
        Action::None
    }

    /// Follows what is dragged.
    fn drag(&mut self, look: Look, drag: Drag) -> Action<ScreenMessage> {
        let RowInteraction::Dragged(id, gap) = self.row_interaction else { return Action::None };
        match drag {
            Drag::To(y) => {
                self.row_interaction = RowInteraction::Dragged(id, self.list.gap(&self.book, y));
                Action::None
            }
            Drag::Scrolled { y, by } => {
                self.row_interaction = RowInteraction::Dragged(id, self.list.gap(&self.book, y));
                Action::Run(self.list.scrolling.scroll_by(by))
            }
            Drag::Dropped => {
                // The drag ends here, whatever is asked before the row is moved.
                self.row_interaction = RowInteraction::None;
                let dropped = gap.map(|gap| ScreenMessage::Rows(Message::Dropped(id, gap)));
                dropped.map_or(Action::None, |dropped| self.update(look, dropped))
            }
            Drag::Left => {
                self.row_interaction = RowInteraction::None;
                Action::None
            }
        }
    }

    fn drop_at(&self, id: MeasureId, gap: Gap) -> Action<ScreenMessage> {
        // On itself it stays where it is.
        if gap.after == Some(id) { Action::None } else { self.put(id, gap.direction, gap.after) }
    }

    /// Puts a measure into a direction, behind another one or at its beginning.
    fn put(
        &self,
        id: MeasureId,
        direction: DirectionId,
        after: Option<MeasureId>,
    ) -> Action<ScreenMessage> {
        let Some(measure) = self.book.measure(id) else { return Action::None };
        let siblings = self.book.measures(direction);
        let rows: Vec<(MeasureId, Position)> = siblings
            .iter()
            .filter(|sibling| sibling.id != id)
            .map(|sibling| (sibling.id, sibling.position))
            .collect();
        let before = after.and_then(|after| rows.iter().position(|(row, _)| *row == after));
        let moved = insert(&rows, id, before.map_or(0, |before| before + 1));
        let changes: Vec<Change> = moved
            .into_iter()
            .filter_map(|(row, position)| {
                let measure = self.book.measure(row)?.clone();
                let direction = if row == id { direction } else { measure.direction };
                self.book.put(Record::Measure(Measure { direction, position, ..measure }))
            })
            .collect();
        let is_there = direction == measure.direction && {
            let at = siblings.iter().position(|sibling| sibling.id == id);
            at == Some(before.map_or(0, |before| before + 1))
        };
        if is_there {
            return Action::None;
        }
        Action::commit(Op::Move(Noun::Measure), &measure.name, changes)
    }

    /// A copy behind the original, with the next number and nothing written yet.
    fn duplicate(&mut self, id: MeasureId) -> Action<ScreenMessage> {
        let Some(original) = self.book.measure(id) else { return Action::None };
        let Some(direction) = self.book.direction(original.direction) else { return Action::None };
        let fresh = form::new_measure(&self.book, direction);
        let copy = Measure {
            id: fresh.id,
            number: fresh.number,
            name: format!("{}（コピー）", original.name),
            retired: false,
            ..original.clone()
        };
        let siblings = self.book.measures(direction.id);
        let rows: Vec<_> = siblings.iter().map(|sibling| (sibling.id, sibling.position)).collect();
        let at =
            siblings.iter().position(|sibling| sibling.id == id).map_or(rows.len(), |at| at + 1);
        let changes = insert(&rows, copy.id, at).into_iter().filter_map(|(row, position)| {
            let measure = if row == copy.id { &copy } else { self.book.measure(row)? };
            self.book.put(Record::Measure(Measure { position, ..measure.clone() }))
        });
        let changes: Vec<Change> = changes.collect();
        self.open_after_commit = Some(OpenAfterCommit::New(copy.id));
        Action::commit(Op::Add(Noun::Measure), copy.name, changes)
    }

    fn renumber(&self, direction: DirectionId) -> Action<ScreenMessage> {
        let measures = self.book.measures(direction).into_iter().zip(1u32..);
        let changes: Vec<Change> = measures
            .filter_map(|(measure, number)| {
                self.book.put(Record::Measure(Measure { number, ..measure.clone() }))
            })
            .collect();
        let name = self.book.direction(direction).map(Direction::heading).unwrap_or_default();
        let subject = format!("「{name}」の番号の振り直し");
        Action::commit(Op::EditSeveral(Noun::Measure), subject, changes)
    }

    /// The list, with what lies over it: where a row will be dropped, or what can be done with it.
    pub(super) fn handled<'a>(
        &'a self,
        look: Look,
        list: Element<'a, ScreenMessage>,
    ) -> Element<'a, ScreenMessage> {
        // Of one shape whatever happens, so that the list keeps its place.
        let over: Option<Element<'a, ScreenMessage>> = match self.row_interaction {
            RowInteraction::None | RowInteraction::Dragged(_, None) => None,
            RowInteraction::Menu(id, at) => self.menu(look, id, at),
            RowInteraction::Dragged(_, Some(gap)) => Some(self.mark(look, gap)),
        };
        let on_drag: fn(Drag) -> ScreenMessage = |drag| ScreenMessage::Rows(Message::Dragged(drag));
        let is_dragged = matches!(self.row_interaction, RowInteraction::Dragged(..));
        drag_scroll(stack![list].push(over), is_dragged.then_some(on_drag))
    }

    /// The line at which a row will be dropped.
    fn mark<'a>(&self, look: Look, gap: Gap) -> Element<'a, ScreenMessage> {
        let line = panel::filled(look.color.accent, space().width(Fill).height(3));
        let top = self.list.height_of(gap) - 2.0;
        container(line).padding(iced::Padding::ZERO.top(top.max(0.0))).into()
    }

    /// Whether rows can be dragged: in the order of the printed list alone.
    pub(super) fn is_listed(&self) -> bool {
        self.order == Order::Listed
    }
}
