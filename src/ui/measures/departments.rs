//! 所管課 and 関連課 of a measure: those chosen, in their order, and a finder for more.

use super::form::Form;
use crate::domain::fold::fold;
use crate::domain::{Book, Department, DepartmentId};
use crate::ui::theme::Look;
use crate::ui::widget::badge::{Tone, tag, toggle};
use crate::ui::widget::one_line::one_line;
use crate::ui::widget::{button, field, label, panel};
use iced::widget::{Id, column, container, row, space};
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
    /// A new department of this name.
    Added(String),
}

/// The finder's own state; what is chosen is in the draft.
#[derive(Debug, Clone, Default)]
pub(super) struct Finder {
    words: String,
}

impl Finder {
    pub(super) fn clear(&mut self) {
        self.words.clear();
    }

    pub(super) fn update(&mut self, book: &Book, draft: &mut Form, message: Message) {
        match message {
            Message::SearchChanged(words) => self.words = words,
            Message::FirstFoundChosen => {
                let is_chosen = |id| draft.lead.contains(id) || draft.related.contains(id);
                let found = self.found(book, draft);
                if let Some(first) = found.into_iter().find(|it| !is_chosen(&it.id)) {
                    let role = if draft.lead.is_empty() { Role::Lead } else { Role::Related };
                    choose(draft, first.id, role);
                    self.words.clear();
                }
            }
            Message::Chosen(id, role) => choose(draft, id, role),
            // The screen has done this.
            Message::Added(_) => self.words.clear(),
            Message::Removed(id) => remove(draft, id),
            Message::MovedEarlier(id) => shift(draft, id, false),
            Message::MovedLater(id) => shift(draft, id, true),
        }
    }

    /// Those that the words find, and that can be chosen or are.
    fn found<'b>(&self, book: &'b Book, draft: &Form) -> Vec<&'b Department> {
        let words: Vec<String> = self.words.split_whitespace().map(fold).collect();
        let mut departments = book.departments();
        departments.retain(|department| {
            let name = fold(&department.name);
            let id = &department.id;
            (!department.retired || draft.lead.contains(id) || draft.related.contains(id))
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
        // Of one height whatever is chosen: nothing moves under the pointer.
        let chosen = panel::scrolled(look, chosen).height(HEIGHT).width(Fill);
        let found = self.found(book, draft);
        let none = found.is_empty().then(|| label::second(look, "当てはまる課はありません。"));
        let rows = found.into_iter().map(|department| candidate(look, department, draft));
        let list = panel::scrolled(look, column(rows).push(none).spacing(2.0).width(Fill));
        let finder = field::line(look, "課の名前で検索、または追加する課の名前", &self.words)
            .id(finder_id())
            .on_input(Message::SearchChanged)
            .on_submit(Message::FirstFoundChosen);
        let add = self.new_name(book).map(|name| {
            let words = format!("＋「{name}」を新しい課として追加");
            button::link(look, words).on_press(Message::Added(name.to_owned()))
        });
        let add = container(row![].push(add)).height(28.0);
        let finder =
            column![finder, list.height(HEIGHT - 38.0 - 28.0 - 12.0), add].spacing(6.0).width(Fill);
        row![finder, chosen].spacing(24.0).into()
    }

    /// What is typed, where no department is called so.
    fn new_name(&self, book: &Book) -> Option<&str> {
        let name = self.words.trim();
        let is_known = book.departments().iter().any(|known| fold(&known.name) == fold(name));
        (!name.is_empty() && !is_known).then_some(name)
    }
}

/// The height of the panel.
const HEIGHT: f32 = 260.0;

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

/// A department with what it is to the measure, each a press away.
fn candidate<'a>(look: Look, department: &'a Department, draft: &Form) -> Element<'a, Message> {
    let id = department.id;
    let role = |name: &str, chosen: &[DepartmentId], role| {
        let on = chosen.contains(&id);
        let message = if on { Message::Removed(id) } else { Message::Chosen(id, role) };
        let name = if on { format!("✓ {name}") } else { name.to_owned() };
        container(toggle(look, Tone::Accent, name, on, message)).width(66.0)
    };
    row![
        one_line(look, department.name.as_str()),
        role("所管", &draft.lead, Role::Lead),
        role("関連", &draft.related, Role::Related),
    ]
    .spacing(8.0)
    .align_y(Center)
    .height(32.0)
    .padding(iced::Padding::ZERO.right(12.0))
    .into()
}
