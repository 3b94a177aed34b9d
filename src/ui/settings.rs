//! 設定: who is entered in the history, and how the window looks on this PC.

use super::request::{Action, Request};
use super::theme::{Look, Scheme};
use super::widget::{button, field, label, panel};
use iced::widget::{column, container, row};
use iced::{Center, Element, Fill};

/// What this PC's user has set.
#[derive(Debug)]
pub(super) struct Screen {
    who: String,
    /// As it is being typed.
    draft: String,
}

#[derive(Debug, Clone)]
pub enum Message {
    WhoChanged(String),
    WhoAccepted,
    TextPercentChosen(u16),
    SchemeChosen(Scheme),
    HelpAsked,
}

impl Screen {
    pub(super) fn new(who: &str) -> Self {
        Self { who: who.to_owned(), draft: who.to_owned() }
    }

    /// Shows the name that was given elsewhere.
    pub(super) fn set_who(&mut self, who: &str) {
        (self.who, self.draft) = (who.to_owned(), who.to_owned());
    }

    pub(super) fn update(&mut self, message: Message) -> Action<Message> {
        match message {
            Message::WhoChanged(who) => {
                self.draft = who;
                Action::None
            }
            Message::WhoAccepted => {
                self.draft = self.draft.trim().to_owned();
                if self.draft == self.who {
                    return Action::None;
                }
                self.who.clone_from(&self.draft);
                Request::SetWho(self.who.clone()).into()
            }
            Message::TextPercentChosen(percent) => Request::SetTextPercent(percent).into(),
            Message::HelpAsked => Request::ShowKeys.into(),
            Message::SchemeChosen(scheme) => Request::SetScheme(scheme).into(),
        }
    }

    pub(super) fn view(&self, look: Look) -> Element<'_, Message> {
        let content = column![self.who(look), sizes(look), schemes(look), about(look)]
            .spacing(16.0)
            .max_width(760.0);
        let padded = container(content).padding([20.0, 24.0]);
        panel::page(look, padded)
    }

    fn who(&self, look: Look) -> Element<'_, Message> {
        let changed = self.draft.trim() != self.who;
        let name = field::line(look, "例：企画課", &self.draft)
            .on_input(Message::WhoChanged)
            .on_submit(Message::WhoAccepted);
        let accept = button::plain(look, "この名前にする")
            .key("Enter")
            .on_press_maybe(changed.then_some(Message::WhoAccepted));
        let content = column![
            label::heading(look, "入力する人"),
            label::second(
                look,
                "これから行う変更に、この名前が残ります。これまでの変更履歴は変わりません。"
            ),
            row![container(name).width(Fill), accept].spacing(10.0).align_y(Center),
        ]
        .spacing(12.0);
        panel::panel(look, content).width(Fill).into()
    }
}

fn sizes<'a>(look: Look) -> Element<'a, Message> {
    let steps = Look::STEPS.into_iter().map(|percent| {
        let name = if percent == 100 { "標準".to_owned() } else { format!("{percent}％") };
        (name, percent == look.percent(), Message::TextPercentChosen(percent))
    });
    let hint = "選ぶとすぐに変わります。印刷の文字の大きさは変わりません。";
    one_of(look, "画面の文字の大きさ", hint, steps)
}

fn schemes<'a>(look: Look) -> Element<'a, Message> {
    let schemes = Scheme::ALL.into_iter().map(|scheme| {
        (scheme.name().to_owned(), scheme == look.scheme(), Message::SchemeChosen(scheme))
    });
    one_of(look, "画面の色", "選ぶとすぐに変わります。印刷の色は変わりません。", schemes)
}

/// Choices beside one another, of which one is in force.
fn one_of<'a>(
    look: Look,
    name: &'a str,
    hint: &'a str,
    choices: impl Iterator<Item = (String, bool, Message)>,
) -> Element<'a, Message> {
    let choices = choices.map(|(name, here, chosen)| {
        let name = if here { format!("✓ {name}") } else { name };
        button::plain(look, name).on_press(chosen).into()
    });
    let content = column![
        label::heading(look, name),
        label::second(look, hint),
        row(choices).spacing(10.0).wrap().vertical_spacing(10.0),
    ]
    .spacing(12.0);
    panel::panel(look, content).width(Fill).into()
}

fn about<'a>(look: Look) -> Element<'a, Message> {
    let content = column![
        label::heading(look, "進捗帳について"),
        label::second(look, concat!("バージョン ", env!("CARGO_PKG_VERSION"))),
        label::second(look, "このプログラムは、ネットワークに接続しません。"),
        button::plain(look, "キーの一覧").key("Shift+F1").on_press(Message::HelpAsked),
    ]
    .spacing(8.0);
    panel::panel(look, content).width(Fill).into()
}
