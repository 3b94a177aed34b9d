//! 課, with the measures that they lead and are related to.

use super::draft::Draft;
use super::names::{self, Name, Names};
use super::record::{New, Part};
use super::{Message, RowContext, reorganisation};
use crate::domain::search::Filter;
use crate::domain::{Department, Key, Measure, Record};
use crate::ui::request::Request;
use crate::ui::theme::Look;
use crate::ui::widget::{field, label};
use iced::widget::{column, row};
use iced::{Center, Element};

pub(super) fn view<'a>(look: Look, scene: RowContext<'a>) -> Element<'a, Message> {
    let rows = scene.book.departments().into_iter();
    names::view(
        look,
        scene,
        Names {
            title: "課",
            hint: "所管課・関連課として選ぶ課です。ここでの並び順に、選ぶ画面やホームに出ます。",
            counted: vec!["所管".to_owned(), "関連も含む".to_owned()],
            rows: rows.map(|row| name(look, scene, row)).collect(),
            new: New::Department,
            placeholder: "追加する課の名称",
            what: "課",
        },
    )
}

fn name<'a>(look: Look, scene: RowContext<'a>, department: &'a Department) -> Name<'a> {
    let (book, id) = (scene.book, department.id);
    let listed = book.listed();
    let count = |of: &dyn Fn(&Measure) -> bool| listed.iter().filter(|row| of(row.2)).count();
    let to = |lead_only| {
        let filter = Filter { department: Some(id), lead_only, ..Filter::default() };
        Request::Measures(filter)
    };
    let key = Key::Department(id);
    let note = reorganisation::note(scene, department);
    Name {
        key,
        name: &department.name,
        mark: None,
        note: note.unwrap_or_else(|| department.contact.clone()),
        retired: department.retired,
        counts: vec![
            names::count(look, count(&|row| row.lead.contains(&id)), to(true)),
            names::count(look, count(&|row| row.involves(id)), to(false)),
        ],
        kept: reorganisation::kept(scene, department),
        parts: scene.draft_of(key).map(|draft| parts(look, scene, department, draft)),
    }
}

/// 連絡先 and 組織改正.
fn parts<'a>(
    look: Look,
    scene: RowContext<'a>,
    department: &'a Department,
    draft: &'a Draft,
) -> Element<'a, Message> {
    let typed = match draft.record() {
        Record::Department(row) => row.contact.as_str(),
        _ => "",
    };
    let field = field::line(look, "例：内線2345　企画担当（印刷には出ません）", typed)
        .on_input(|text| Message::Written(Part::Contact, text))
        .on_submit(Message::Save);
    let contact = row![label::second(look, "連絡先"), field].spacing(10.0).align_y(Center);
    column![contact, reorganisation::view(look, scene, department)].spacing(10.0).into()
}
