//! 進捗状況, the words that a plan uses for it.

use super::names::{self, Name, Names};
use super::record::{Choice, New, Part};
use super::{Message, RowContext};
use crate::domain::search::Filter;
use crate::domain::{Hue, Key, ProgressStatus, Record};
use crate::ui::request::Request;
use crate::ui::theme::Look;
use crate::ui::widget::badge::Tone;
use crate::ui::widget::choice::check;
use crate::ui::widget::{button, field, label};
use iced::widget::{column, container, row};
use iced::{Border, Center, Element};

pub(super) fn view<'a>(look: Look, scene: RowContext<'a>) -> Element<'a, Message> {
    let year = scene.year.map(|year| scene.book.year_label(year));
    let rows = scene.book.statuses().into_iter();
    names::view(
        look,
        scene,
        Names {
            title: "進捗状況",
            hint: "各年度の実施状況で選ぶ言葉です。名称を変更すると、すでに選ばれている所も変わります。",
            counted: year.into_iter().chain(["すべての年度".to_owned()]).collect(),
            rows: rows.map(|row| name(look, scene, row)).collect(),
            new: New::Status,
            placeholder: "追加する進捗状況の名称",
            what: "進捗状況",
        },
    )
}

fn name<'a>(look: Look, scene: RowContext<'a>, status: &'a ProgressStatus) -> Name<'a> {
    let key = Key::Status(status.id);
    let of_year = scene.year.map(|year| {
        let listed = scene.book.listed().into_iter();
        let count = listed
            .filter_map(|(_, _, measure)| scene.book.implementation(measure.id, year))
            .filter(|entry| entry.status == Some(status.id))
            .count();
        let filter = Filter { status: Some(status.id), ..Filter::default() };
        names::count(look, count, Request::Measures(filter))
    });
    let all = label::second(look, format!("{}件", scene.book.uses(key)));
    Name {
        key,
        name: &status.name,
        mark: Some((status.hue.into(), &status.mark)),
        note: if status.done { "完了として数えます" } else { "" }.to_owned(),
        retired: status.retired,
        counts: of_year.into_iter().chain([all.into()]).collect(),
        kept: names::kept(scene.book, key, "実施状況", status.retired),
        parts: scene.draft_of(key).and_then(|draft| match draft.record() {
            Record::Status(row) => Some(parts(look, row)),
            _ => None,
        }),
    }
}

/// The mark, whether it counts as done, the colour and the meaning, as they are being edited.
fn parts<'a>(look: Look, status: &'a ProgressStatus) -> Element<'a, Message> {
    let mark = field::line(look, "例：◎", &status.mark)
        .on_input(|text| Message::Written(Part::Mark, text))
        .on_submit(Message::Save)
        .width(96.0);
    let done = check(look, "完了として数える", status.done, |done| {
        Message::Picked(Choice::Done(done))
    });
    let meaning = field::line(look, "例：取組を終えた", &status.meaning)
        .on_input(|text| Message::Written(Part::Meaning, text))
        .on_submit(Message::Save)
        .width(280.0);
    let hues = Hue::ALL.into_iter().map(|hue| swatch(look, hue, hue == status.hue));
    let line = row![label::second(look, "記号"), mark, done, label::second(look, "色")];
    let line = line.extend(hues).spacing(10.0).align_y(Center).wrap();
    let meaning = row![label::second(look, "意味（凡例に印刷）"), meaning];
    column![line, meaning.spacing(10.0).align_y(Center).wrap()].spacing(8.0).into()
}

/// One of the colours: its area and its name; the chosen one bears a check.
pub(super) fn swatch<'a>(look: Look, hue: Hue, chosen: bool) -> Element<'a, Message> {
    let (ink, ground) = Tone::from(hue).colors(look.color);
    let sign = if chosen { "✓" } else { "●" };
    let words = label::body(look, format!("{sign} {}", hue.label())).color(ink);
    let words = container(words).padding([3.0, 9.0]);
    let edge = if chosen { ink } else { look.color.line };
    button::bare(look, words, Message::Picked(Choice::Hue(hue)))
        .style(move |_, _| iced::widget::button::Style {
            background: Some(ground.into()),
            text_color: ink,
            border: Border { color: edge, width: 1.0, radius: look.radius().into() },
            ..Default::default()
        })
        .into()
}
