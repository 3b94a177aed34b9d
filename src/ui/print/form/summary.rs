//! What a group of choices says while it is folded.

use super::Form;
use super::groups::{Group, margins};
use crate::domain::Book;
use crate::domain::template::Column;
use crate::words;

impl Form {
    /// 明朝・9ポイント and the like; empty where it says nothing.
    pub(super) fn summary(&self, book: &Book, group: Group) -> String {
        let settings = &self.draft.settings;
        let some = |parts: &[(&str, bool)], none: &str| {
            let parts: Vec<&str> = parts.iter().filter(|it| it.1).map(|it| it.0).collect();
            if parts.is_empty() { none.to_owned() } else { parts.join("・") }
        };
        match group {
            Group::Titles if settings.title.is_empty() => settings.number.text.clone(),
            Group::Titles => settings.title.clone(),
            Group::Paper => {
                let margins = margins().into_iter().find(|row| row.value == settings.margins);
                let margins = margins.map_or_else(|| "その他".to_owned(), |row| row.name);
                format!("{}・余白{margins}", words::paper(settings.paper))
            }
            Group::Type => {
                let (whole, part) = (settings.type_size / 10, settings.type_size % 10);
                let part = if part == 0 { String::new() } else { format!(".{part}") };
                format!("{}・{whole}{part}ポイント", words::typeface(settings.typeface))
            }
            Group::Table => {
                let columns = Column::ALL.into_iter().filter(|it| !settings.column(*it).hidden);
                let years = book.years().filter(|it| !settings.left_out.contains(&it.year));
                let narrowed =
                    if settings.selection.is_all() { "" } else { "・絞り込みあり" };
                format!("{}年度・{}列{narrowed}", years.count(), columns.count())
            }
            Group::Around => {
                let it = settings.surroundings;
                let parts = [
                    ("表紙", it.cover),
                    ("目次", it.contents),
                    ("集計", it.summary),
                    ("索引", it.index),
                ];
                some(&parts, "なし")
            }
            Group::Foot => {
                let number = words::page_number(settings.page_number.form);
                let note = ("注", !settings.note.is_empty());
                some(&[(number, true), note], "")
            }
        }
    }
}
