//! Texts outside the rows of a table, each with whose text it is.

use crate::domain::template::Selection;
use crate::domain::{Book, Department, DepartmentId, Field, Key, ProgressStatus, date};
use crate::report::Options;

/// A text, and the fields of which it is made up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    pub text: String,
    pub of: Vec<(Key, Field)>,
}

impl Mention {
    /// A text that is chosen for the paper as a whole.
    pub fn of_template(text: impl Into<String>, field: Field) -> Self {
        Self { text: text.into(), of: vec![(Key::Plan, field)] }
    }
}

/// 凡例: the statuses that can stand in the list, in their order; empty where it is not asked for.
pub fn legend(book: &Book, options: &Options) -> Mention {
    let stands = |status: &&ProgressStatus| {
        options.legend && (!status.retired || book.uses(Key::Status(status.id)) > 0)
    };
    let statuses: Vec<_> = book.statuses().into_iter().filter(stands).collect();
    let names: Vec<String> = statuses.iter().map(|it| status_text(it, options)).collect();
    Mention {
        text: if names.is_empty() {
            String::new()
        } else {
            format!("凡例：{}", names.join("　"))
        },
        of: statuses
            .iter()
            .flat_map(|it| {
                [Field::StatusName, Field::StatusMark].map(|at| (Key::Status(it.id), at))
            })
            .collect(),
    }
}

/// A status as it is printed: its name, and with 凡例 before it its mark, which 凡例 explains.
pub fn status_text(status: &ProgressStatus, options: &Options) -> String {
    let mark = if options.legend { status.mark.as_str() } else { "" };
    format!("{mark}{}", status.name)
}

/// What tells of a selection.
pub fn selection<'a>(
    book: &'a Book,
    selection: &'a Selection,
) -> impl Iterator<Item = Mention> + use<'a> {
    let departments: Vec<_> = selection.departments.iter().copied().collect();
    let departments = named(book, &departments).into_iter().map(|row| {
        (row.position, (row.name.as_str(), (Key::Department(row.id), Field::DepartmentName)))
    });
    let goals = selection
        .goals
        .iter()
        .filter_map(|id| book.goal(*id))
        .map(|row| (row.position, (row.label.as_str(), (Key::Goal(row.id), Field::GoalLabel))));
    let statuses =
        selection.statuses.iter().filter_map(|id| book.status(*id)).map(|row| {
            (row.position, (row.name.as_str(), (Key::Status(row.id), Field::StatusName)))
        });
    let told = [
        ("所管課又は関連課", departments.collect::<Vec<_>>()),
        ("基本目標", goals.collect()),
        ("進捗状況", statuses.collect()),
    ];
    told.into_iter().filter(|(_, rows)| !rows.is_empty()).map(|(what, mut rows)| {
        rows.sort_by_key(|(position, _)| *position);
        let names: Vec<&str> = rows.iter().map(|(_, (name, _))| *name).collect();
        Mention {
            text: format!("{what}：{}", names.join("、")),
            of: rows.iter().map(|(_, (_, of))| *of).collect(),
        }
    })
}

/// 現在日 and 作成日, where they are printed.
pub fn dates(options: &Options) -> Option<Mention> {
    let written = |day| date::written(day, options.year_style);
    let as_of = options.as_of.map(|day| format!("{}現在", written(day)));
    let made = options.date.filter(|_| options.dated).map(|day| format!("{}作成", written(day)));
    let days: Vec<String> = as_of.into_iter().chain(made).collect();
    (!days.is_empty()).then(|| Mention { text: days.join("　"), of: Vec::new() })
}

/// What stands below the table.
pub fn notes(options: &Options) -> Vec<Mention> {
    let mark = match options.unconfirmed.as_str() {
        "" => String::new(),
        mark => format!("{mark}：まだ確定していないもの"),
    };
    let mark = Mention::of_template(mark, Field::UnconfirmedMark);
    let note = Mention::of_template(options.note.clone(), Field::Note);
    [mark, note].into_iter().filter(|note| !note.text.is_empty()).collect()
}

/// The departments of these identities that there are.
fn named<'a>(book: &'a Book, ids: &[DepartmentId]) -> Vec<&'a Department> {
    ids.iter().filter_map(|id| book.department(*id)).collect()
}
