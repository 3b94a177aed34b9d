//! A 様式 gets its name: a copy, or one that had another.

use super::Message;
use crate::domain::{Book, Noun, Op, Position, Record, Template, TemplateId};
use crate::ui::request::Commit;
use crate::ui::theme::Look;
use crate::ui::widget::{button, field};
use iced::widget::{Id, column, operation, row};
use iced::{Center, Element, Task};

/// A name on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NameForm {
    name: String,
    kind: Kind,
    sent: bool,
    wrong: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Another 様式 like the present one, with this identity.
    Copy(TemplateId),
    Rename,
}

fn name_id() -> Id {
    Id::new("template-name")
}

/// To the field, so that what is typed takes the place of what is proposed.
pub(super) fn begin<M: Send + 'static>() -> Task<M> {
    operation::focus(name_id()).chain(operation::select_all(name_id()))
}

impl NameForm {
    /// A copy of the 様式 of that name.
    pub(super) fn copy(of: &str) -> Self {
        Self::new(format!("{of}のコピー"), Kind::Copy(TemplateId::new()))
    }

    /// Another name for the 様式 of that name.
    pub(super) fn rename(name: &str) -> Self {
        Self::new(name.to_owned(), Kind::Rename)
    }

    const fn new(name: String, kind: Kind) -> Self {
        Self { name, kind, sent: false, wrong: None }
    }

    pub(super) fn typed(self, name: String) -> Self {
        Self { name, wrong: None, ..self }
    }

    /// Whether the name is on its way into the file.
    pub(super) const fn is_sent(&self) -> bool {
        self.sent
    }

    /// Why it did not come there.
    pub(super) fn refuse(&mut self, sentence: String) {
        (self.sent, self.wrong) = (false, Some(sentence));
    }

    /// The 様式 that is shown when it has come there.
    pub(super) const fn shown(&self, present: TemplateId) -> TemplateId {
        match self.kind {
            Kind::Copy(id) => id,
            Kind::Rename => present,
        }
    }

    /// The edit that gives the name; `None` where nothing changes.
    pub(super) fn commit(&mut self, book: &Book, template: &Template) -> Option<Commit> {
        let name = self.name.trim().to_owned();
        let (op, template) = match self.kind {
            Kind::Copy(id) => {
                let position = Position::after_all(book.templates().iter().map(|it| it.position));
                let copy = Template { id, name: name.clone(), position, ..template.clone() };
                (Op::Add(Noun::Template), copy)
            }
            Kind::Rename => {
                (Op::Edit(Noun::Template), Template { name: name.clone(), ..template.clone() })
            }
        };
        let changes = Vec::from_iter(book.put(Record::Template(template)));
        self.sent = !changes.is_empty();
        self.sent.then_some(Commit { op, subject: name, changes })
    }

    pub(super) fn view(&self, look: Look) -> Element<'_, Message> {
        let (name, done) = match self.kind {
            Kind::Copy(_) => ("新しい様式の名称", "保存する"),
            Kind::Rename => ("様式の名称", "変更する"),
        };
        let typed = field::line(look, "", &self.name)
            .id(name_id())
            .on_input(Message::NameTyped)
            .on_submit(Message::NameEntered);
        let buttons = row![
            button::plain(look, done).on_press(Message::NameEntered),
            button::link(look, "やめる").on_press(Message::NamingCancelled),
        ];
        column![
            field::labelled(look, name, typed, self.wrong.as_deref()),
            buttons.spacing(8.0).align_y(Center),
        ]
        .spacing(8.0)
        .into()
    }
}
