//! 所管課 and 関連課 of a measure: those chosen, in their order, and a finder for more.

use super::form::Form;
use crate::domain::fold::fold;
use crate::domain::{Book, Department, DepartmentId};
use crate::ui::theme::Look;
use crate::ui::widget::badge::tag;
use crate::ui::widget::{button, field, label, panel};
use iced::widget::{Id, column, row, space};
use iced::{Center, Element, Fill};

/// What a department is to a measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Lead,
    Related,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    SearchChanged(String),
    /// Enter in the finder.
    FirstFoundChosen,
    Chosen(DepartmentId, Role),
    Removed(DepartmentId),
    MovedEarlier(DepartmentId),
    MovedLater(DepartmentId),
}

/// The finder's own state; what is chosen is in the draft.
#[derive(Debug, Clone, Default)]
pub(super) struct Finder {
    words: String,
}

impl Finder {
    pub(super) fn update(&mut self, book: &Book, draft: &mut Form, message: Message) {
        match message {
            Message::SearchChanged(words) => self.words = words,
            Message::FirstFoundChosen => {
                if let Some(first) = self.found(book, draft).first() {
                    let role = if draft.lead.is_empty() { Role::Lead } else { Role::Related };
                    choose(draft, first.id, role);
                    self.words.clear();
                }
            }
            Message::Chosen(id, role) => {
                choose(draft, id, role);
                self.words.clear();
            }
            Message::Removed(id) => remove(draft, id),
            Message::MovedEarlier(id) => shift(draft, id, false),
            Message::MovedLater(id) => shift(draft, id, true),
        }
    }

    /// Those that can still be chosen and that the words find.
    fn found<'b>(&self, book: &'b Book, draft: &Form) -> Vec<&'b Department> {
        let words: Vec<String> = self.words.split_whitespace().map(fold).collect();
        let mut departments = book.departments();
        departments.retain(|department| {
            let name = fold(&department.name);
            !department.retired
                && !draft.lead.contains(&department.id)
                && !draft.related.contains(&department.id)
                && words.iter().all(|word| name.contains(word.as_str()))
        });
        departments
    }

    /// The panel in which they are chosen.
    pub(super) fn view<'a>(
        &'a self,
        look: Look,
        book: &'a Book,
        draft: &'a Form,
    ) -> Element<'a, Message> {
        let chosen = column![
            chosen(look, book, "所管課", &draft.lead),
            chosen(look, book, "関連課", &draft.related),
        ]
        .spacing(12.0)
        .width(Fill);
        let found = self.found(book, draft);
        let none = found.is_empty().then(|| label::second(look, "当てはまる課はありません。"));
        let rows = found.into_iter().map(|department| candidate(look, department));
        let list =
            panel::scrolled(look, column(rows).push(none).spacing(2.0).width(Fill)).height(200.0);
        let finder = field::line(look, "課の名前で探す", &self.words)
            .id(finder_id())
            .on_input(Message::SearchChanged)
            .on_submit(Message::FirstFoundChosen);
        let finder = column![finder, list].spacing(8.0).width(Fill);
        row![chosen, finder].spacing(24.0).into()
    }
}

/// The field that has the focus when the panel opens.
pub(super) fn finder_id() -> Id {
    Id::new("department-finder")
}

fn choose(draft: &mut Form, id: DepartmentId, role: Role) {
    remove(draft, id);
    match role {
        Role::Lead => draft.lead.push(id),
        Role::Related => draft.related.push(id),
    }
}

fn remove(draft: &mut Form, id: DepartmentId) {
    draft.lead.retain(|other| *other != id);
    draft.related.retain(|other| *other != id);
}

/// Moves one place within its own list.
fn shift(draft: &mut Form, id: DepartmentId, later: bool) {
    for list in [&mut draft.lead, &mut draft.related] {
        let Some(at) = list.iter().position(|other| *other == id) else { continue };
        let to = if later { at + 1 } else { at.wrapping_sub(1) };
        if to < list.len() {
            list.swap(at, to);
        }
    }
}

fn chosen<'a>(
    look: Look,
    book: &'a Book,
    name: &'a str,
    ids: &'a [DepartmentId],
) -> Element<'a, Message> {
    let departments = ids.iter().filter_map(|id| book.department(*id));
    let rows = departments.map(|department| {
        let id = department.id;
        row![
            tag(look, department.name.as_str()),
            space::horizontal(),
            button::link(look, "↑").hint("前へ").on_press(Message::MovedEarlier(id)),
            button::link(look, "↓").hint("後へ").on_press(Message::MovedLater(id)),
            button::link(look, "× 外す").on_press(Message::Removed(id)),
        ]
        .spacing(4.0)
        .align_y(Center)
        .into()
    });
    let none = ids.is_empty().then(|| label::second(look, "まだ選ばれていません。"));
    column![label::bold(look, name)].extend(rows).push(none).spacing(4.0).into()
}

fn candidate<'a>(look: Look, department: &'a Department) -> Element<'a, Message> {
    let id = department.id;
    row![
        label::body(look, department.name.as_str()),
        space::horizontal(),
        button::link(look, "所管課にする").on_press(Message::Chosen(id, Role::Lead)),
        button::link(look, "関連課にする").on_press(Message::Chosen(id, Role::Related)),
    ]
    .spacing(8.0)
    .align_y(Center)
    .padding(iced::Padding::ZERO.right(12.0))
    .into()
}
