//! 進捗状況, the words that a plan uses for it.

use super::names::{self, Name, Names};
use super::record::New;
use super::{Message, Scene};
use crate::domain::search::Filter;
use crate::domain::{Key, ProgressStatus};
use crate::ui::action::Errand;
use crate::ui::theme::Look;
use crate::ui::widget::label;
use iced::Element;

pub fn view<'a>(look: Look, scene: Scene<'a>) -> Element<'a, Message> {
    let year = scene.year.map(|year| scene.book.year_label(year));
    let rows = scene.book.statuses().into_iter();
    names::view(
        look,
        scene,
        Names {
            title: "進捗状況",
            hint: "各年度の実施状況で選ぶ言葉です。名称を変えると、すでに選ばれている所も変わります。",
            counted: year.into_iter().chain(["すべての年度".to_owned()]).collect(),
            rows: rows.map(|row| name(look, scene, row)).collect(),
            new: New::Status,
            placeholder: "加える進捗状況の名称",
            none: "進捗状況がまだありません。下の欄に名称を入力してください。",
        },
    )
}

fn name<'a>(look: Look, scene: Scene<'a>, status: &'a ProgressStatus) -> Name<'a> {
    let key = Key::Status(status.id);
    let of_year = scene.year.map(|year| {
        let listed = scene.book.listed().into_iter();
        let count = listed
            .filter_map(|(_, _, measure)| scene.book.implementation(measure.id, year))
            .filter(|entry| entry.status == Some(status.id))
            .count();
        let filter = Filter { status: Some(status.id), ..Filter::default() };
        names::count(look, count, Errand::Measures(filter))
    });
    let all = label::second(look, format!("{}件", scene.book.uses(key)));
    Name {
        key,
        name: &status.name,
        retired: status.retired,
        counts: of_year.into_iter().chain([all.into()]).collect(),
        kept: names::kept(scene.book, key, "実施状況", status.retired),
    }
}
