//! The start screen: the files used last, and the buttons for a new one.

mod new_plan;

pub(super) use new_plan::NewPlan;

use super::request::{Action, Purpose, Request};
use super::theme::{BOLD, Look};
use super::widget::badge::{Tone, badge};
use super::widget::one_line::one_line;
use super::widget::{button, focus, label, panel};
use crate::store::Error;
use crate::words;
use iced::widget::{center_x, column, container, row};
use iced::{Center, Element, Fill, FillPortion};
use std::path::{Path, PathBuf};

/// The name that is proposed for a copy of the sample.
pub(super) const SAMPLE: &str = "進捗帳の見本.db";

/// The start screen; the form of a new plan where it is being filled in.
#[derive(Debug, Default)]
pub(super) struct Screen {
    recent: Vec<Recent>,
    form: Option<NewPlan>,
}

/// A file that was used before.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Recent {
    path: PathBuf,
    missing: bool,
}

#[derive(Debug, Clone)]
pub enum Message {
    OpenAsked,
    RecentChosen(PathBuf),
    RecentForgotten(PathBuf),
    NewAsked,
    SampleAsked,
    ListAsked,
    Form(new_plan::Message),
    /// Esc: back from the form.
    FormLeft,
}

impl Screen {
    pub(super) fn new(recent: &[PathBuf]) -> Self {
        let recent =
            recent.iter().map(|path| Recent { missing: !path.is_file(), path: path.clone() });
        Self { recent: recent.collect(), form: None }
    }

    pub(super) fn update(&mut self, message: Message) -> Action<Message> {
        match message {
            Message::OpenAsked => Request::ChooseFile(Purpose::Open, PathBuf::new()).into(),
            Message::RecentChosen(path) => Request::Open(path).into(),
            Message::RecentForgotten(path) => {
                self.recent.retain(|recent| recent.path != path);
                Request::ForgetRecent(path).into()
            }
            Message::NewAsked => {
                self.form = Some(NewPlan::new(super::relative_time::now()));
                focus::to(new_plan::first_field()).into()
            }
            Message::SampleAsked => Request::ChooseFile(Purpose::Sample, SAMPLE.into()).into(),
            Message::ListAsked => Request::ChooseFile(Purpose::Import, PathBuf::new()).into(),
            Message::FormLeft | Message::Form(new_plan::Message::Cancelled) => {
                self.form = None;
                Action::None
            }
            Message::Form(message) => match &mut self.form {
                Some(form) => form.update(message).map(Message::Form),
                None => Action::None,
            },
        }
    }

    /// The form, while it is filled in.
    pub(super) const fn form(&self) -> Option<&NewPlan> {
        self.form.as_ref()
    }

    /// Where the new plan's file is to be.
    pub(super) fn place_chosen(&mut self, path: &Path) {
        if let Some(form) = &mut self.form {
            form.place_chosen(path);
        }
    }

    /// Told beside the place where the name is taken; `false` where it must be told elsewhere.
    pub(super) fn refused(&mut self, error: &Error) -> bool {
        self.form.as_mut().is_some_and(|form| form.refused(error))
    }

    pub(super) fn view(&self, look: Look) -> Element<'_, Message> {
        let head = column![
            label::title(look, "進捗帳").size(30.0).color(look.color.accent),
            label::second(
                look,
                "計画の施策と実施状況を1つのファイルにまとめ、進捗状況一覧表を作ります。"
            ),
        ]
        .spacing(6.0);
        let body: Element<'_, Message> = match &self.form {
            Some(form) => form.view(look).map(Message::Form),
            None if look.percent() > 150 => {
                column![self.recent(look), new_file_buttons(look)].spacing(20.0).into()
            }
            None => row![
                container(self.recent(look)).width(FillPortion(3)),
                container(new_file_buttons(look)).width(FillPortion(2)),
            ]
            .spacing(20.0)
            .into(),
        };
        let page = column![head, body].spacing(28.0).max_width(1000.0);
        let page = center_x(page).padding([56.0, 32.0]);
        panel::page(look, page)
    }

    fn recent(&self, look: Look) -> Element<'_, Message> {
        let none = self.recent.is_empty().then(|| {
            label::second(look, "まだありません。新しく作るか、見本を開いてみてください。")
        });
        let rows = self.recent.iter().map(|recent| recent_row(look, recent));
        let head = row![
            container(label::heading(look, "最近使ったファイル")).width(Fill),
            button::filled(look, "ファイルを開く").key("Ctrl+O").on_press(Message::OpenAsked),
        ]
        .align_y(Center);
        let content = column![head, column(rows).push(none)].spacing(14.0);
        panel::panel(look, content).width(Fill).into()
    }
}

fn recent_row<'a>(look: Look, recent: &'a Recent) -> Element<'a, Message> {
    let c = look.color;
    let name = words::file_name(&recent.path);
    let folder = recent.path.parent().map(words::path).unwrap_or_default();
    let words = column![
        one_line(look, name).font(BOLD).color(if recent.missing { c.second } else { c.ink }),
        one_line(look, folder).color(c.second),
    ]
    .spacing(2.0)
    .width(Fill);
    let content: Element<'_, Message> = if recent.missing {
        row![
            words,
            badge(look, Tone::Attention, "！", "見つかりません"),
            button::link(look, "一覧から外す")
                .on_press(Message::RecentForgotten(recent.path.clone())),
        ]
        .spacing(12.0)
        .align_y(Center)
        .into()
    } else {
        words.into()
    };
    let padded = container(content).padding([10.0, 12.0]).width(Fill);
    if recent.missing {
        return column![panel::line(look), padded].into();
    }
    let pressable = button::bare(look, padded, Message::RecentChosen(recent.path.clone()))
        .width(Fill)
        .style(move |_, status| {
            let over = matches!(
                status,
                iced::widget::button::Status::Hovered | iced::widget::button::Status::Pressed
            );
            iced::widget::button::Style {
                background: over.then(|| c.hover.into()),
                text_color: c.ink,
                ..Default::default()
            }
        });
    column![panel::line(look), pressable].into()
}

/// The buttons for a file that is not there yet.
fn new_file_buttons<'a>(look: Look) -> Element<'a, Message> {
    let way = |name: &'a str, what: &'a str, button: button::Button<'a, Message>| {
        panel::panel(
            look,
            column![label::heading(look, name), label::second(look, what).line_height(1.5), button]
                .spacing(10.0),
        )
        .width(Fill)
    };
    column![
        way(
            "新しく作る",
            "市町村名と計画名から、空のファイルを作ります。",
            button::plain(look, "新しく作る").key("Ctrl+N").on_press(Message::NewAsked),
        ),
        way(
            "一覧から作る",
            "いまお使いのエクセルやCSVの一覧を、そのまま読み込みます。",
            button::plain(look, "一覧を選ぶ").on_press(Message::ListAsked),
        ),
        way(
            "見本を開く",
            "架空の市の計画です。コピーを作って開くので、自由に試せます。",
            button::plain(look, "見本を開く").on_press(Message::SampleAsked),
        ),
    ]
    .spacing(16.0)
    .into()
}
