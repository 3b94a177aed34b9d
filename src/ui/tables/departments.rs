//! 課, with the measures that they lead and are related to.

use super::names::{self, Name, Names};
use super::record::New;
use super::{Message, Scene};
use crate::domain::search::Filter;
use crate::domain::{Book, Department, Key};
use crate::ui::action::Errand;
use crate::ui::theme::Look;
use iced::Element;

pub fn view<'a>(look: Look, scene: Scene<'a>) -> Element<'a, Message> {
    let rows = scene.book.departments().into_iter();
    names::view(
        look,
        scene,
        Names {
            title: "課",
            hint: "所管課・関連課として選ぶ課です。ここでの並び順に、選ぶ画面やホームに出ます。",
            counted: vec!["所管".to_owned(), "関連も含む".to_owned()],
            rows: rows.map(|row| name(look, scene.book, row)).collect(),
            new: New::Department,
            placeholder: "加える課の名称",
            none: "課がまだありません。下の欄に名称を入力してください。",
        },
    )
}

fn name<'a>(look: Look, book: &'a Book, department: &'a Department) -> Name<'a> {
    let id = department.id;
    let listed = book.listed();
    let lead = listed.iter().filter(|(_, _, measure)| measure.lead.contains(&id)).count();
    let of = |lead_only| {
        let filter = Filter { department: Some(id), lead_only, ..Filter::default() };
        Errand::Measures(filter)
    };
    let key = Key::Department(id);
    Name {
        key,
        name: &department.name,
        retired: department.retired,
        counts: vec![
            names::count(look, lead, of(true)),
            names::count(look, book.uses(key), of(false)),
        ],
        kept: names::kept(book, key, "施策", department.retired),
    }
}
