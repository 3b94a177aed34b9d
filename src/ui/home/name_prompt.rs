//! The name under which this PC's edits are entered in the history, asked for once.

use super::Message;
use crate::ui::theme::Look;
use crate::ui::widget::{button, field, label, panel};
use iced::widget::{column, row};
use iced::{Center, Element, Fill};

/// The question for the name, until it is answered.
#[derive(Debug)]
pub(super) struct NamePrompt {
    /// The name that holds if none is given.
    pub present: String,
    pub draft: String,
}

pub(super) fn view<'a>(look: Look, prompt: &NamePrompt) -> Element<'a, Message> {
    let name = field::line(look, "例：企画課 田中", &prompt.draft)
        .on_input(Message::WhoWritten)
        .on_submit(Message::WhoAccepted)
        .width(200.0);
    let able = (!prompt.draft.trim().is_empty()).then_some(Message::WhoAccepted);
    let ask = label::body(look, "変更履歴に記録する氏名を入力してください。").width(Fill);
    let answer = row![
        name,
        button::plain(look, "この名前にする").on_press_maybe(able),
        button::link(look, "今は決めない").on_press(Message::WhoDeclined),
    ];
    let answer = answer.spacing(10.0).align_y(Center);
    let content: Element<'a, Message> = if look.is_large() {
        column![ask, answer].spacing(8.0).into()
    } else {
        row![ask, answer].spacing(10.0).align_y(Center).into()
    };
    panel::tinted(look.color.accent_soft, content).width(Fill).into()
}
