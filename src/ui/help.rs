//! 使い方: the manual inside the program, opened over the work at the chapter of the screen.

mod chapter;
mod keys;
mod markup;
mod picture;

pub(super) use chapter::Chapter;

use super::theme::{BOLD, INTERFACE, Look};
use super::widget::{button, label, panel};
use iced::widget::operation::{self, AbsoluteOffset};
use iced::widget::text::Wrapping;
use iced::widget::{Id, column, container, row, space};
use iced::{Border, Center, Element, Fill, Task};
use markup::Block;

/// How far an arrow scrolls, in pixels.
const LINE: f32 = 60.0;

/// The manual, open at a chapter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Screen {
    chapter: Chapter,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Message {
    ChapterChosen(Chapter),
    /// To the chapter after this one, or before.
    Turned {
        forward: bool,
    },
    /// Down by lines of text, or up.
    Scrolled {
        lines: i16,
    },
    SampleAsked,
    Closed,
}

impl Screen {
    pub(super) const fn at(chapter: Chapter) -> Self {
        Self { chapter }
    }

    /// Follows what stays within the manual.
    pub(super) fn update<M: Send + 'static>(&mut self, message: Message) -> Task<M> {
        let chapter = match message {
            Message::ChapterChosen(chapter) => Some(chapter),
            Message::Turned { forward } => self.chapter.beside(forward),
            Message::Scrolled { lines } => {
                let y = f32::from(lines) * LINE;
                return operation::scroll_by(text_id(), AbsoluteOffset { x: 0.0, y });
            }
            Message::SampleAsked | Message::Closed => None,
        };
        let Some(chapter) = chapter else { return Task::none() };
        self.chapter = chapter;
        operation::scroll_to(text_id(), AbsoluteOffset { x: 0.0, y: 0.0 })
    }

    pub(super) fn view<'a>(self, look: Look) -> Element<'a, Message> {
        let chapters = Chapter::ALL.into_iter().map(|chapter| entry(look, chapter, self.chapter));
        let chapters = panel::scrolled(look, column(chapters).spacing(2.0)).height(Fill);
        let text = panel::scrolled(look, self.text(look)).id(text_id()).width(Fill).height(Fill);
        let body = row![
            container(chapters).width(190.0),
            panel::upright(look),
            container(text).padding(iced::Padding::ZERO.left(20.0)),
        ]
        .height(Fill);
        let head = row![
            container(label::title(look, "使い方")).width(Fill),
            button::plain(look, "見本で試す").on_press(Message::SampleAsked),
            button::filled(look, "閉じる").key("Esc").on_press(Message::Closed),
        ]
        .spacing(8.0)
        .align_y(Center);
        let content = column![head, body].spacing(16.0);
        container(panel::panel(look, content).width(Fill).height(Fill))
            .padding(24.0)
            .max_width(1120.0)
            .height(Fill)
            .into()
    }

    fn text<'a>(self, look: Look) -> Element<'a, Message> {
        let blocks = markup::blocks(self.chapter.text()).map(|block| self::block(look, block));
        column![label::title(look, self.chapter.name())]
            .extend(blocks)
            .push((self.chapter == Chapter::Keys).then(|| keys::view(look)))
            .push(space().height(16.0))
            .spacing(12.0)
            .padding(iced::Padding::ZERO.right(20.0))
            .max_width(760.0)
            .into()
    }
}

fn text_id() -> Id {
    Id::new("manual")
}

fn entry<'a>(look: Look, chapter: Chapter, open: Chapter) -> Element<'a, Message> {
    let here = chapter == open;
    let (ink, font) = if here { (look.color.accent, BOLD) } else { (look.color.ink, INTERFACE) };
    let name = label::body(look, chapter.name()).font(font).color(ink).wrapping(Wrapping::None);
    let style = button::in_list(look, here);
    button::bare(
        look,
        container(name).padding([0.0, 10.0]).center_y(36.0),
        Message::ChapterChosen(chapter),
    )
    .width(Fill)
    .style(move |theme, status| iced::widget::button::Style {
        border: Border { radius: look.radius().into(), ..Border::default() },
        ..style(theme, status)
    })
    .into()
}

fn block<'a>(look: Look, block: Block<'a>) -> Element<'a, Message> {
    let words = |text: &'a str| label::body(look, text).line_height(1.7).width(Fill);
    match block {
        Block::Heading(text) => container(label::heading(look, text)).padding([6.0, 0.0]).into(),
        Block::Paragraph(text) => words(text).into(),
        Block::Item { sign, text } => {
            row![container(label::body(look, sign).line_height(1.7)).width(28.0), words(text),]
                .into()
        }
        Block::Picture { name, caption } => picture::view(look, name, caption),
    }
}
