//! What can be done with one row, beside it: by mouse, or by the arrows and Enter.

use super::{Message, RowInteraction, list_id};
use crate::domain::{Measure, MeasureId};
use crate::ui::measures::details::directions;
use crate::ui::measures::editor::Editor;
use crate::ui::measures::{Message as ScreenMessage, Screen};
use crate::ui::request::Action;
use crate::ui::theme::Look;
use crate::ui::widget::choice::{Named, choice};
use crate::ui::widget::tab_stop::ListKey;
use crate::ui::widget::{button, focus, label, panel};
use iced::widget::{Id, column, container, mouse_area, opaque, row, space};
use iced::{Center, Element, Fill, Padding, Task};

/// How high the menu is: where there is less room below its row it
/// goes up.
const HEIGHT: f32 = 372.0;

/// A row of the menu.
enum Item {
    Act {
        name: &'static str,
        key: &'static str,
        /// `None` where it cannot be done now.
        then: Option<ScreenMessage>,
    },
    /// The directions that the measure can go to.
    Directions,
    Line,
}

impl Item {
    const fn able(&self) -> bool {
        match self {
            Self::Act { then, .. } => then.is_some(),
            Self::Directions => true,
            Self::Line => false,
        }
    }
}

/// The field of the directions.
fn directions_id() -> Id {
    Id::new("to direction")
}

impl Screen {
    fn items(&self, measure: &Measure) -> [Item; 9] {
        let id = measure.id;
        let rows =
            |name, message| Item::Act { name, key: "", then: Some(ScreenMessage::Rows(message)) };
        let act = |name, message| Item::Act { name, key: "", then: Some(message) };
        let shift = |name, key, later| Item::Act {
            name,
            key,
            then: self.is_listed().then_some(ScreenMessage::Move(id, later)),
        };
        let (retire, retired) = if measure.retired {
            ("廃止を取り消す", false)
        } else {
            ("廃止にする", true)
        };
        [
            shift("1つ上へ移動", "Alt+Shift+↑", false),
            shift("1つ下へ移動", "Alt+Shift+↓", true),
            Item::Directions,
            rows("コピーを作る", Message::Duplicated(id)),
            rows("この方向の番号を振り直す", Message::Renumbered(measure.direction)),
            Item::Line,
            act("紙面で見る", ScreenMessage::OnPaper(id)),
            act(retire, ScreenMessage::Retire(id, retired)),
            act("削除…", ScreenMessage::DeletionAsked(id)),
        ]
    }

    /// Opens the menu of the row where the keys are, else of the open one.
    pub(super) fn ask_menu(&mut self, look: Look) -> Action<ScreenMessage> {
        let listed = |id: &MeasureId| self.list.measures().any(|listed| listed == *id);
        let cursor = self.selection.cursor().filter(listed);
        let open = self.editor.as_ref().map(Editor::id).filter(listed);
        let Some(id) = cursor.or(open).or_else(|| self.list.measures().next()) else {
            return Action::None;
        };
        self.listing = true;
        self.row_interaction = RowInteraction::Menu(id, None);
        let _ = self.menu_key(look, ListKey::First);
        Action::Run(Task::batch([self.list.reveal(id), focus::to(list_id())]))
    }

    /// What a key does in the open menu.
    pub(super) fn menu_key(&mut self, look: Look, key: ListKey) -> Action<ScreenMessage> {
        let RowInteraction::Menu(id, at) = self.row_interaction else { return Action::None };
        let Some(measure) = self.book.measure(id) else { return Action::None };
        let items = self.items(measure);
        if let ListKey::Enter | ListKey::Mark = key {
            return match at.and_then(|at| items.into_iter().nth(at)) {
                Some(Item::Act { then: Some(message), .. }) => self.update(look, message),
                Some(Item::Directions) => Action::Run(focus::to(directions_id())),
                Some(Item::Act { then: None, .. } | Item::Line) | None => Action::None,
            };
        }
        let able = items.iter().enumerate().filter(|(_, item)| item.able());
        let able: Vec<usize> = able.map(|(at, _)| at).collect();
        let here = at.and_then(|at| able.iter().position(|able| *able == at));
        if let Some(to) = key.leads(here, able.len()).and_then(|to| able.get(to)) {
            self.row_interaction = RowInteraction::Menu(id, Some(*to));
        }
        Action::None
    }

    /// `None` where the row is gone.
    pub(super) fn menu(
        &self,
        look: Look,
        id: MeasureId,
        at: Option<usize>,
    ) -> Option<Element<'_, ScreenMessage>> {
        let measure = self.book.measure(id)?;
        let (top, room) = self.list.place_of(id)?;
        let items = self.items(measure).into_iter().enumerate().map(|(index, item)| match item {
            Item::Act { name, key, then } => act(look, name, key, then, at == Some(index)),
            Item::Directions => self.directions(look, measure, at == Some(index)),
            Item::Line => panel::line(look).into(),
        });
        let items = column(items).spacing(2.0);
        let menu = panel::raised(look, items).padding(6.0).width(300.0);
        let top = (top + 34.0).min(room - HEIGHT).max(4.0);
        let placed = container(opaque(menu))
            .padding(Padding::ZERO.top(top).right(14.0))
            .align_right(Fill)
            .height(Fill);
        let closed = ScreenMessage::Rows(Message::MenuClosed);
        Some(opaque(mouse_area(placed).on_press(closed)))
    }

    fn directions<'a>(
        &self,
        look: Look,
        measure: &Measure,
        marked: bool,
    ) -> Element<'a, ScreenMessage> {
        let (id, present) = (measure.id, measure.direction);
        let elsewhere = directions(&self.book).into_iter().filter(|to| to.value != present);
        let to =
            choice(look, elsewhere.collect::<Vec<_>>(), None::<Named<_>>, move |to: Named<_>| {
                ScreenMessage::Rows(Message::MovedTo(id, to.value))
            });
        let to = to.id(directions_id()).placeholder("別の方向へ移す").width(Fill);
        let ground = if marked { look.color.accent_soft } else { look.color.surface };
        panel::filled(ground, to).padding([2.0, 8.0]).into()
    }
}

fn act<'a>(
    look: Look,
    name: &'a str,
    key: &'a str,
    message: Option<ScreenMessage>,
    marked: bool,
) -> Element<'a, ScreenMessage> {
    let c = look.color;
    let able = message.is_some();
    let ink = if able { c.ink } else { c.second.scale_alpha(0.6) };
    let content =
        row![label::body(look, name).color(ink), space::horizontal(), label::second(look, key)]
            .align_y(Center)
            .padding([0.0, 10.0]);
    iced::widget::button(container(content).center_y(34.0))
        .padding(0)
        .width(Fill)
        .on_press_maybe(message)
        .style(button::in_list(look, marked))
        .into()
}
