//! 正誤表 and 新旧対照表 between two states of a plan: what a reader finds otherwise, line by line, the
//! changed characters underlined.

use super::geometry::Em;
use super::list::{self, Content, ContentRow as Row, Head, Mention, Passage};
use super::marking::Marks;
use super::missing::missing_in;
use super::page::{Column, Document, Origin};
use super::typeset::composed;
use super::{Error, MissingGlyph, Options};
use crate::domain::revision::{Heading, Part, Revision, Section, revisions};
use crate::domain::template::Selection;
use crate::domain::{Book, Direction, Field, Goal, GoalId, Key, MeasureId};

/// Two states of a plan, and how they are spoken of.
#[derive(Debug, Clone, Copy)]
pub struct Revised<'a> {
    pub before: State<'a>,
    pub after: State<'a>,
    pub wording: Wording,
}

/// One state.
#[derive(Debug, Clone, Copy)]
pub struct State<'a> {
    /// What it is called, e.g. 6月議会提出版（令和8年6月12日）, 現在.
    pub name: &'a str,
    pub book: &'a Book,
}

/// What the paper says of the two sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Wording {
    /// 正誤表: 誤 and 正.
    #[default]
    Errata,
    /// 新旧対照表: 変更前 and 変更後.
    Revision,
}

impl Wording {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Errata, Self::Revision];

    /// The title of the paper.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Errata => "正誤表",
            Self::Revision => "新旧対照表",
        }
    }

    const fn sides(self) -> (&'static str, &'static str) {
        match self {
            Self::Errata => ("誤", "正"),
            Self::Revision => ("変更前", "変更後"),
        }
    }
}

/// Lays the paper out. Of the options the form counts, not the selection: all that differs is told.
///
/// # Errors
/// As for [`list::lay_out`].
pub fn lay_out(revised: Revised<'_>, options: &Options) -> Result<Document, Error> {
    let sections = revisions(revised.before.book, revised.after.book);
    let mut document = list::set(content(revised, &sections, options), options)?;
    underline(&mut document, &sections)?;
    Ok(document)
}

/// How many things differ.
pub fn count(revised: Revised<'_>) -> usize {
    let sections = revisions(revised.before.book, revised.after.book);
    sections.iter().map(|section| section.revisions.len()).sum()
}

/// What the paper could not show, each character once for each text.
///
/// # Errors
/// [`Error::Font`] where the bundled font cannot be read.
pub fn missing_glyphs(revised: Revised<'_>, options: &Options) -> Result<Vec<MissingGlyph>, Error> {
    let face = options.typeface.face()?;
    let sections = revisions(revised.before.book, revised.after.book);
    let mut found: Vec<MissingGlyph> = Vec::new();
    for revision in sections.iter().flat_map(|section| &section.revisions) {
        for text in [&revision.before, &revision.after].into_iter().flatten() {
            for (character, selector) in missing_in(face, text) {
                let (key, field) = (revision.of, field(revision));
                let missing = MissingGlyph { key, field, character, selector };
                if !found.contains(&missing) {
                    found.push(missing);
                }
            }
        }
    }
    Ok(found)
}

/// The texts of the paper.
fn content(revised: Revised<'_>, sections: &[Section], options: &Options) -> Content {
    let book = revised.after.book;
    let whole = Options { selection: Selection::default(), ..options.clone() };
    let mut content = Content::inside(book, &whole, revised.wording.title());
    let (old, new) = revised.wording.sides();
    let plain = |text: String| Mention { text, of: Vec::new() };
    let (before, after) = (revised.before.name, revised.after.name);
    content.remarks.push(plain(format!("{old}：{before}　{new}：{after}")));
    content.remarks.push(plain("下線：変わったところ".to_owned()));
    content.columns = vec![
        Head::new(Column::Number, "施策番号", Some(Em::whole(5))),
        Head::new(Column::Name, "名称", Some(Em::whole(10))),
        Head::new(Column::Departments, "箇所", Some(Em::whole(8))),
        Head::new(Column::Previous, old, None),
        Head::new(Column::Implementation, new, None),
    ];
    if sections.is_empty() {
        content.notes.push(plain("異なるところはありません。".to_owned()));
    }
    content.rows = rows(revised, sections);
    content
}

/// A heading for each section, and a row for each thing that differs.
fn rows(revised: Revised<'_>, sections: &[Section]) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut goal = None;
    for section in sections {
        let above = goal_of(revised, section.of);
        if let Some(id) = above.filter(|id| goal != Some(*id)) {
            let text = either(revised, |book| book.goal(id).map(Goal::heading));
            rows.push(Row::heading(Origin::Goal(id), 0, text));
        }
        goal = above;
        rows.extend(heading(revised, section.of));
        rows.extend(section.revisions.iter().map(|revision| row(revised, revision)));
    }
    rows
}

/// The goal under which a section stands.
fn goal_of(revised: Revised<'_>, heading: Heading) -> Option<GoalId> {
    match heading {
        Heading::Goal(id) => Some(id),
        Heading::Direction(id) => {
            let direction = |book: &Book| book.direction(id).map(|row| row.goal);
            direction(revised.after.book).or_else(|| direction(revised.before.book))
        }
        Heading::Plan | Heading::Departments | Heading::Statuses => None,
    }
}

/// The heading of a section below that of its goal.
fn heading(revised: Revised<'_>, of: Heading) -> Option<Row> {
    let section = |text: &str| Some(Row::heading(Origin::Section, 0, text.to_owned()));
    match of {
        Heading::Plan => section("計画"),
        Heading::Departments => section("課の名称"),
        Heading::Statuses => section("進捗状況の名称"),
        Heading::Goal(_) => None,
        Heading::Direction(id) => {
            let text = either(revised, |book| book.direction(id).map(Direction::heading));
            (!text.is_empty()).then(|| Row::heading(Origin::Direction(id), 1, text))
        }
    }
}

/// What the later state says, else the earlier one.
fn either(revised: Revised<'_>, text: impl Fn(&Book) -> Option<String>) -> String {
    text(revised.after.book).or_else(|| text(revised.before.book)).unwrap_or_default()
}

fn row(revised: Revised<'_>, revision: &Revision) -> Row {
    let measure = measure(revision.of);
    let number = |id: MeasureId| {
        either(revised, |book| book.measure(id).map(|row| book.measure_number(row)))
    };
    let side = |column, text: &Option<String>| {
        Passage::plain(column, text.as_deref().map_or("（なし）", |text| text))
    };
    let cells = vec![
        Passage::plain(Column::Number, measure.map(number).unwrap_or_default()),
        Passage::plain(Column::Name, name(revised, revision.of)),
        Passage::plain(Column::Departments, place(revised, revision)),
        side(Column::Previous, &revision.before),
        side(Column::Implementation, &revision.after),
    ];
    let of = match measure {
        Some(id) => Origin::Entry(id, Column::Number),
        None => Origin::Other(Column::Number),
    };
    Row { of, cells, heading: None }
}

const fn measure(key: Key) -> Option<MeasureId> {
    match key {
        Key::Measure(id) | Key::Implementation(id, _) => Some(id),
        Key::Plan
        | Key::Department(_)
        | Key::Status(_)
        | Key::Year(_)
        | Key::Goal(_)
        | Key::Direction(_)
        | Key::Template(_) => None,
    }
}

/// What it is called.
fn name(revised: Revised<'_>, key: Key) -> String {
    either(revised, |book| match key {
        Key::Measure(id) | Key::Implementation(id, _) => {
            book.measure(id).map(|row| row.name.clone())
        }
        Key::Goal(id) => book.goal(id).map(|row| row.label.clone()),
        Key::Direction(_) => Some("施策の方向".to_owned()),
        Key::Department(_) => Some("課".to_owned()),
        Key::Status(_) => Some("進捗状況".to_owned()),
        Key::Plan | Key::Year(_) | Key::Template(_) => Some("計画".to_owned()),
    })
}

/// 箇所: what of it.
fn place(revised: Revised<'_>, revision: &Revision) -> String {
    let of_year = |what: &str, year| format!("{what}\n（{}）", revised.after.book.year_label(year));
    match revision.part {
        Part::Municipality => "市町村名".to_owned(),
        Part::PlanName => "計画名".to_owned(),
        Part::Title => "表題".to_owned(),
        Part::Whole if revision.before.is_none() => "追加".to_owned(),
        Part::Whole => "削除".to_owned(),
        Part::Heading => "見出し".to_owned(),
        Part::Number => "番号".to_owned(),
        Part::Name => "名称".to_owned(),
        Part::Place => "位置".to_owned(),
        Part::Description => "内容".to_owned(),
        Part::Lead => "所管課".to_owned(),
        Part::Related => "関連課".to_owned(),
        Part::Retired => "扱い".to_owned(),
        Part::Status(year) => of_year("進捗状況", year),
        Part::Narrative(year) => of_year("実施状況", year),
    }
}

/// The field in which a text is mended.
const fn field(revision: &Revision) -> Field {
    match (revision.part, revision.of) {
        (Part::Municipality, _) => Field::Municipality,
        (Part::PlanName, _) => Field::PlanName,
        (Part::Title, _) => Field::Title,
        (Part::Narrative(_), _) => Field::Narrative,
        (Part::Description, _) => Field::Description,
        (Part::Lead | Part::Related, _) | (_, Key::Department(_)) => Field::DepartmentName,
        (Part::Status(_), _) | (_, Key::Status(_)) => Field::StatusName,
        (_, Key::Goal(_)) => Field::GoalName,
        (_, Key::Direction(_)) => Field::DirectionName,
        (
            Part::Whole | Part::Heading | Part::Number | Part::Name | Part::Place | Part::Retired,
            _,
        ) => Field::MeasureName,
    }
}

/// Draws lines below what differs. Rows come in the order in which they were made, and one that goes
/// on on a later page goes on with its marks.
fn underline(document: &mut Document, sections: &[Section]) -> Result<(), Error> {
    let face = document.typeface.face()?;
    let (mut old, mut new): (Vec<Marks>, Vec<Marks>) = sections
        .iter()
        .flat_map(|section| &section.revisions)
        .map(|revision| match (&revision.before, &revision.after) {
            (Some(before), Some(after)) => Marks::between(&composed(before), &composed(after)),
            _ => (Marks::default(), Marks::default()),
        })
        .unzip();
    let (mut left, mut right) = (old.iter_mut(), new.iter_mut());
    let (mut here, mut beside) = (None, None);
    for page in &mut document.pages {
        let mut lines = Vec::new();
        for cell in &page.cells {
            let (rows, marks) = match cell.of {
                Origin::Entry(_, Column::Previous) | Origin::Other(Column::Previous) => {
                    (&mut left, &mut here)
                }
                Origin::Entry(_, Column::Implementation)
                | Origin::Other(Column::Implementation) => (&mut right, &mut beside),
                _ => continue,
            };
            if !cell.continued {
                *marks = rows.next();
            }
            let Some(marks) = marks else { continue };
            lines.extend(marks.under(face, page, cell));
        }
        page.underline(lines);
    }
    Ok(())
}
