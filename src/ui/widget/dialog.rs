//! A decision that is asked for before anything else goes on.

use super::{button, label, panel};
use crate::ui::theme::Look;
use crate::words::Notice;
use iced::widget::{Id, center, column, container, opaque, row, space, stack};
use iced::{Element, Fill, Shrink};

/// A question, or something that must be read, with its answers. Enter gives the first answer, Esc
/// the last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Question<M> {
    pub title: String,
    /// What happens, what is lost, what is kept.
    pub lines: Vec<String>,
    /// The technical detail; empty where there is none.
    pub detail: String,
    pub answers: Vec<Answer<M>>,
}

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Answer<M> {
    pub label: String,
    pub weight: Weight,
    /// What happens next; nothing but closing the dialog where there is none.
    pub then: Option<M>,
}

/// How an answer looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weight {
    /// The safe next step.
    Next,
    /// What deletes or throws away.
    Danger,
    /// Anything else.
    Other,
}

impl<M> Question<M> {
    pub(crate) fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), lines: Vec::new(), detail: String::new(), answers: Vec::new() }
    }

    /// Something that went wrong and that has to be read.
    pub(crate) fn notice(title: impl Into<String>, notice: Notice) -> Self {
        let mut question = Self::new(title).line(notice.what).line(notice.remedy);
        question.detail = notice.detail;
        question.answer("閉じる", Weight::Next, None)
    }

    /// A sentence; an empty one is left out.
    pub(crate) fn line(mut self, line: impl Into<String>) -> Self {
        self.lines.push(line.into());
        self.lines.retain(|line| !line.is_empty());
        self
    }

    pub(crate) fn answer(
        mut self,
        label: impl Into<String>,
        weight: Weight,
        then: Option<M>,
    ) -> Self {
        self.answers.push(Answer { label: label.into(), weight, then });
        self
    }

    /// The answer that changes nothing.
    pub(crate) fn or_back(self) -> Self {
        self.answer("戻る", Weight::Other, None)
    }

    /// The answer that has the focus first: the first, but the last where the first one deletes.
    pub(crate) fn safe(&self) -> usize {
        match self.answers.first() {
            Some(first) if first.weight == Weight::Danger => self.answers.len() - 1,
            _ => 0,
        }
    }

    pub(crate) fn map<N>(self, f: impl Fn(M) -> N) -> Question<N> {
        let answers = self.answers.into_iter().map(|Answer { label, weight, then }| Answer {
            label,
            weight,
            then: then.map(&f),
        });
        Question {
            title: self.title,
            lines: self.lines,
            detail: self.detail,
            answers: answers.collect(),
        }
    }

    /// The card in the middle of the window.
    pub(crate) fn view<'a, N: Clone + 'a>(
        &'a self,
        look: Look,
        unfolded: bool,
        on_unfold: N,
        on_answer: impl Fn(usize) -> N,
    ) -> Element<'a, N> {
        let lines = self.lines.iter().map(|line| label::body(look, line).line_height(1.6).into());
        let last = self.answers.len().saturating_sub(1);
        let answers = self.answers.iter().enumerate().map(|(index, answer)| {
            let button = match answer.weight {
                Weight::Next => button::filled(look, answer.label.as_str()),
                Weight::Danger => button::danger(look, answer.label.as_str()),
                Weight::Other => button::plain(look, answer.label.as_str()),
            };
            let key = match index {
                0 if answer.weight != Weight::Danger => Some("Enter"),
                index if index == last => Some("Esc"),
                _ => None,
            };
            let button = button.on_press(on_answer(index)).id(answer_id(index));
            match key {
                Some(key) => button.key(key).into(),
                None => button.into(),
            }
        });
        let detail = (!self.detail.is_empty())
            .then(|| folded(look, "くわしい情報", &self.detail, unfolded, on_unfold));
        card(
            look,
            &self.title,
            column(lines).push(detail).spacing(8.0),
            row![space::horizontal()].extend(answers).spacing(8.0),
        )
    }
}

/// The name of an answer's button.
pub(crate) fn answer_id(index: usize) -> Id {
    const NAMES: [&str; 4] = ["answer 1", "answer 2", "answer 3", "answer 4"];
    Id::new(NAMES.get(index).copied().unwrap_or("answer"))
}

/// A title, what there is to read or to fill in, and the buttons.
pub(crate) fn card<'a, M: 'a>(
    look: Look,
    title: &'a str,
    body: impl Into<Element<'a, M>>,
    buttons: impl Into<Element<'a, M>>,
) -> Element<'a, M> {
    let content = column![label::heading(look, title), body.into(), buttons.into()]
        .spacing(16.0)
        .width(560.0);
    container(panel::panel(look, content).padding(24.0)).padding(16.0).into()
}

/// What is folded away under a link.
pub(crate) fn folded<'a, M: Clone + 'a>(
    look: Look,
    name: &'a str,
    detail: &'a str,
    unfolded: bool,
    on_unfold: M,
) -> Element<'a, M> {
    column![button::fold(look, name, unfolded).on_press(on_unfold)]
        .push(unfolded.then(|| {
            let text = label::second(look, detail).width(Fill);
            panel::tinted(look.color.quiet, text).width(Fill)
        }))
        .spacing(4.0)
        .width(Shrink)
        .into()
}

/// Lays a dialog over the window; what is beneath cannot be pressed.
pub(crate) fn over<'a, M: 'a>(
    look: Look,
    base: impl Into<Element<'a, M>>,
    dialog: Option<Element<'a, M>>,
) -> Element<'a, M> {
    let veiled = dialog.map(|dialog| {
        let veil = center(opaque(dialog))
            .style(move |_| container::Style::default().background(look.color.veil));
        opaque(veil)
    });
    stack![base.into()].push(veiled).width(Fill).height(Fill).into()
}
