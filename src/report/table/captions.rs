//! Texts around the rows of a table, each with the fields that it is made from.

use crate::domain::template::Selection;
use crate::domain::{Book, Field, Key, ProgressStatus, date};
use crate::report::Options;

/// A text, and the fields in which its characters can be corrected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourcedText {
    pub text: String,
    pub sources: Vec<(Key, Field)>,
}

impl SourcedText {
    /// A text that no field holds.
    pub fn fixed(text: impl Into<String>) -> Self {
        Self { text: text.into(), sources: Vec::new() }
    }

    /// A text of the template.
    pub fn of_template(text: impl Into<String>, field: Field) -> Self {
        Self { text: text.into(), sources: vec![(Key::Plan, field)] }
    }
}

/// 凡例: the statuses in use, in their order; empty where the options leave it out.
pub(super) fn legend(book: &Book, options: &Options) -> SourcedText {
    let is_listed = |status: &&ProgressStatus| {
        (options.legend || options.surroundings.meanings)
            && (!status.retired || book.uses(Key::Status(status.id)) > 0)
    };
    let statuses: Vec<_> = book.statuses().into_iter().filter(is_listed).collect();
    let name = |status: &&ProgressStatus| {
        let name = status_text(status, options);
        match status.meaning.as_str() {
            meaning if options.surroundings.meanings && !meaning.is_empty() => {
                format!("{name}（{meaning}）")
            }
            _ => name,
        }
    };
    let names: Vec<String> = statuses.iter().map(name).collect();
    let text =
        if names.is_empty() { String::new() } else { format!("凡例：{}", names.join("　")) };
    let sources = statuses.iter().flat_map(|it| {
        let fields = [Field::StatusName, Field::StatusMark, Field::StatusMeaning];
        fields.map(|at| (Key::Status(it.id), at))
    });
    SourcedText { text, sources: sources.collect() }
}

/// The name of a status, behind its mark where 凡例 explains the marks.
pub(crate) fn status_text(status: &ProgressStatus, options: &Options) -> String {
    let mark = if options.legend { status.mark.as_str() } else { "" };
    format!("{mark}{}", status.name)
}

/// The selected departments, goals and statuses, a text each.
pub(super) fn selection<'a>(
    book: &'a Book,
    selection: &'a Selection,
) -> impl Iterator<Item = SourcedText> + use<'a> {
    let departments =
        selection.departments.iter().filter_map(|id| book.department(*id)).map(|row| {
            (row.position, row.name.as_str(), (Key::Department(row.id), Field::DepartmentName))
        });
    let goals = selection
        .goals
        .iter()
        .filter_map(|id| book.goal(*id))
        .map(|row| (row.position, row.label.as_str(), (Key::Goal(row.id), Field::GoalLabel)));
    let statuses = selection
        .statuses
        .iter()
        .filter_map(|id| book.status(*id))
        .map(|row| (row.position, row.name.as_str(), (Key::Status(row.id), Field::StatusName)));
    let kinds = [
        ("所管課又は関連課", departments.collect::<Vec<_>>()),
        ("基本目標", goals.collect()),
        ("進捗状況", statuses.collect()),
    ];
    kinds.into_iter().filter(|(_, rows)| !rows.is_empty()).map(|(kind, mut rows)| {
        rows.sort_by_key(|(position, ..)| *position);
        let names: Vec<&str> = rows.iter().map(|(_, name, _)| *name).collect();
        SourcedText {
            text: format!("{kind}：{}", names.join("、")),
            sources: rows.iter().map(|(.., source)| *source).collect(),
        }
    })
}

/// 現在日 and 作成日, where they are printed.
pub(super) fn dates(options: &Options) -> Option<SourcedText> {
    let written = |day| date::written(day, options.year_style);
    let as_of = options.as_of.map(|day| format!("{}現在", written(day)));
    let made = options.date.filter(|_| options.dated).map(|day| format!("{}作成", written(day)));
    let days: Vec<String> = as_of.into_iter().chain(made).collect();
    (!days.is_empty()).then(|| SourcedText::fixed(days.join("　")))
}

/// The texts below the table.
pub(super) fn notes(options: &Options) -> Vec<SourcedText> {
    let mark = match options.unconfirmed.as_str() {
        "" => String::new(),
        mark => format!("{mark}：まだ確定していないもの"),
    };
    let mark = SourcedText::of_template(mark, Field::UnconfirmedMark);
    let note = SourcedText::of_template(options.note.clone(), Field::Note);
    [mark, note].into_iter().filter(|note| !note.text.is_empty()).collect()
}
