//! 保存版にする: the paper that is seen gets a name and a day, and is kept in the file.

use super::form::near;
use super::{Paper, Screen};
use crate::domain::{Edition, YearStyle, date};
use crate::report;
use crate::store;
use crate::ui::refusal::Refusal;
use crate::ui::relative_time;
use crate::ui::request::{Action, NewEdition, Request};
use crate::ui::theme::Look;
use crate::ui::widget::{button, field, label, panel};
use crate::words::Notice;
use chrono::NaiveDate;
use iced::widget::{Id, column, container, operation, row, space};
use iced::{Center, Element, Fill, Task};
use std::sync::Arc;

/// A name and a day, as they are typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct EditionForm {
    name: String,
    day: String,
    /// Why the name was refused.
    wrong: Option<String>,
}

#[derive(Debug, Clone)]
pub enum Message {
    NameTyped(String),
    DayTyped(String),
    Accepted,
    Cancelled,
}

impl Screen {
    /// The editions that there are, so that a new one gets a name of its own.
    pub(crate) fn set_editions(&mut self, editions: Vec<Edition>) {
        self.editions = editions;
    }

    /// The paper was kept.
    pub(crate) fn kept(&mut self) {
        self.keeping = None;
    }

    /// Tells why the paper was not kept; `false` where it is not about its name.
    pub(crate) fn keeping_refused(&mut self, error: &store::Error) -> bool {
        match (&mut self.keeping, Refusal::of(error)) {
            (Some(naming), Some(refusal)) => {
                naming.wrong = Some(refusal.sentence);
                true
            }
            _ => false,
        }
    }

    /// Asks for the name. What stands in the fields is stored first: it makes the paper.
    pub(super) fn ask_name(&mut self) -> Action<super::Message> {
        self.pdf_export.clear();
        let today = relative_time::now().date_naive();
        self.keeping = Some(EditionForm {
            name: Edition::free_name(&self.form.proposed_name(today), &self.editions),
            day: date::written(today, YearStyle::default()),
            wrong: None,
        });
        match self.form.settle(&self.book) {
            commit @ Some(_) => {
                self.stale = true;
                commit.into()
            }
            None => Action::Run(Task::batch([
                operation::focus(name_id()),
                operation::select_all(name_id()),
            ])),
        }
    }

    pub(super) fn name(&mut self, message: Message) -> Action<super::Message> {
        let order = matches!(message, Message::Accepted).then(|| self.order()).flatten();
        let Some(naming) = &mut self.keeping else { return Action::None };
        match message {
            Message::NameTyped(name) => (naming.name, naming.wrong) = (name, None),
            Message::DayTyped(day) => naming.day = day,
            Message::Cancelled => self.keeping = None,
            Message::Accepted => match order {
                Some(Ok(order)) => return Request::KeepEdition(Box::new(order)).into(),
                Some(Err(error)) => naming.wrong = Some(Notice::from(&error).what),
                None => {}
            },
        }
        Action::None
    }

    /// The paper that would be kept, with its day; `None` while it is being made, or where the day cannot
    /// be read.
    fn paper_to_keep(&self) -> Option<(&Paper, NaiveDate)> {
        let paper = self.preview.current().filter(|_| !self.stale)?;
        Some((paper, near(&self.keeping.as_ref()?.day)?))
    }

    /// The same as it is kept: the whole of it is written now.
    fn order(&self) -> Option<Result<NewEdition, report::Error>> {
        let (paper, day) = self.paper_to_keep()?;
        let options = self.form.options(&self.book).ok()?;
        Some(paper.pdf().map(|pdf| NewEdition {
            name: self.keeping.iter().map(|it| it.name.trim()).collect(),
            day,
            made: self.form.making(&options),
            pages: paper.pages,
            pdf,
            book: Arc::clone(&self.book),
        }))
    }

    /// The fields in which the name and the day are typed.
    pub(super) fn naming(&self, look: Look) -> Option<Element<'_, super::Message>> {
        let naming = self.keeping.as_ref()?;
        let name = field::line(look, "", &naming.name)
            .id(name_id())
            .on_input(Message::NameTyped)
            .on_submit(Message::Accepted);
        let day = field::line(look, "令和8年6月12日", &naming.day)
            .on_input(Message::DayTyped)
            .on_submit(Message::Accepted);
        let unreadable = near(&naming.day).is_none();
        let unreadable = unreadable.then_some("6/12、令和8年6月12日のように入力してください。");
        let glyphs = self.preview.paper().map_or(0, |paper| paper.concerns.glyphs);
        let replaced = (glyphs > 0).then(|| {
            let words = format!("！ 書体にない文字が{glyphs}か所あり、〓のまま残ります。");
            label::body(look, words).color(look.color.attention)
        });
        let able = self.paper_to_keep().is_some() && self.form.options(&self.book).is_ok();
        let fields = row![
            container(field::labelled(look, "保存版の名称", name, naming.wrong.as_deref()))
                .width(Fill),
            container(field::labelled(look, "日付", day, unreadable)).width(190.0),
        ]
        .spacing(12.0);
        let buttons = row![
            space::horizontal(),
            button::filled(look, "この名前で残す")
                .key("Enter")
                .on_press_maybe(able.then_some(Message::Accepted)),
            button::plain(look, "やめる").on_press(Message::Cancelled),
        ]
        .spacing(8.0)
        .align_y(Center);
        let explanation = "このPDFといまのデータを、このファイルの中に残します。あとで施策を書き換えても、残したものは変わりません。";
        let content =
            column![label::bold(look, "保存版にする"), label::second(look, explanation), fields]
                .push(replaced)
                .push(buttons)
                .spacing(8.0);
        let shown: Element<'_, Message> =
            container(panel::tinted(look.color.accent_soft, content).width(Fill))
                .padding([8.0, 16.0])
                .into();
        Some(shown.map(super::Message::Keeping))
    }
}

fn name_id() -> Id {
    Id::new("edition name")
}
