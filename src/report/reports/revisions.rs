//! 正誤表 and 新旧対照表 between two states of a plan: a row for each difference, the changed characters
//! underlined.

mod printed;

pub use printed::edition;

use super::comparison::{compared_columns, in_order};
use crate::domain::difference::{Piece, common, difference};
use crate::domain::revision::{Heading, Part, Revision, Section, revisions};
use crate::domain::template::Design;
use crate::domain::{Book, Field, GoalId, Key, MeasureId};
use crate::report::geometry::Em;
use crate::report::missing_glyphs::missing_in;
use crate::report::page::{Column, Document, Origin};
use crate::report::table::{
    self, Cache, CellText, ColumnSpec, Content, OMITTED, RowText, SourcedText,
};
use crate::report::typeset::composed;
use crate::report::{Error, MissingGlyph, Options};

/// Two states of a plan, and the wording of the report on their differences.
#[derive(Debug, Clone, Copy)]
pub struct Revised<'a> {
    pub before: State<'a>,
    pub after: State<'a>,
    pub wording: Wording,
    /// The paper that the earlier state was handed out as; `None` where it is not known what stands
    /// where on it.
    pub printed: Option<&'a Document>,
}

/// A state of a plan.
#[derive(Debug, Clone, Copy)]
pub struct State<'a> {
    /// Its name in the report, e.g. 6月議会提出版（令和8年6月12日）, 現在.
    pub name: &'a str,
    pub book: &'a Book,
}

/// How the report calls itself and its two sides.
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

    /// The title of the report.
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

/// Lays the report out. The selection of the options is ignored: all differences are listed.
///
/// # Errors
/// As for [`list::lay_out`](super::list::lay_out).
pub fn lay_out(revised: Revised<'_>, options: &Options) -> Result<Document, Error> {
    table::lay_out(content(revised, &seen(revised), options), options, &mut Cache::default())
}

/// How many differences there are.
pub fn count(revised: Revised<'_>) -> usize {
    seen(revised).iter().map(|section| section.revisions.len()).sum()
}

/// The differences that a reader of the paper sees: a department or a status that no measure has is in
/// the registers alone.
fn seen(revised: Revised<'_>) -> Vec<Section> {
    let mut sections = revisions(revised.before.book, revised.after.book);
    let is_printed = |key: Key| match key {
        Key::Department(_) | Key::Status(_) => {
            [revised.before.book, revised.after.book].into_iter().any(|book| book.uses(key) > 0)
        }
        _ => true,
    };
    for section in &mut sections {
        section.revisions.retain(|revision| is_printed(revision.of));
    }
    sections.retain(|section| !section.revisions.is_empty());
    sections
}

/// The characters of the report that no font has, each once for each text.
///
/// # Errors
/// [`Error::Font`] where the bundled font cannot be read.
pub fn missing_glyphs(revised: Revised<'_>, options: &Options) -> Result<Vec<MissingGlyph>, Error> {
    let fonts = options.typeface.fonts()?;
    let sections = seen(revised);
    let mut found: Vec<MissingGlyph> = Vec::new();
    for revision in sections.iter().flat_map(|section| &section.revisions) {
        for text in [&revision.before, &revision.after].into_iter().flatten() {
            for (character, selector) in missing_in(fonts, text) {
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

fn content(revised: Revised<'_>, sections: &[Section], options: &Options) -> Content {
    let book = revised.after.book;
    let title = revised.wording.title();
    let mut content = Content::internal(book, &options.without_selection(), title);
    let (old, new) = revised.wording.sides();
    let (before, after) = (revised.before.name, revised.after.name);
    content.remarks.push(SourcedText::fixed(format!("{old}：{before}　{new}：{after}")));
    content.remarks.push(SourcedText::fixed("下線：変わったところ"));
    if revised.printed.is_some() {
        let remark = format!("頁・行：{before}の頁と、その欄の中で数えた行");
        content.remarks.push(SourcedText::fixed(remark));
    }
    content.columns = columns(revised, options);
    if sections.is_empty() {
        content.notes.push(SourcedText::fixed("異なるところはありません。"));
    }
    content.rows = rows(revised, sections, options);
    content
}

/// The columns. In the first design the number and what differs have columns of their own.
fn columns(revised: Revised<'_>, options: &Options) -> Vec<ColumnSpec> {
    let (old, new) = revised.wording.sides();
    let column = |column, head, ems| ColumnSpec::new(column, head, Some(Em::whole(ems)));
    let is_current = options.design == Design::Current;
    let (place, explanation) = if is_current { (3, 12) } else { (4, 10) };
    let mut columns = Vec::new();
    if revised.printed.is_some() {
        columns.push(column(Column::Place, "頁・行", place));
    }
    if is_current {
        columns.push(column(Column::Name, "施策", 8));
    } else {
        columns.extend([
            column(Column::Number, "施策番号", 5),
            column(Column::Name, "名称", 10),
            column(Column::Departments, "箇所", 8),
        ]);
    }
    columns.extend(compared_columns(old, new, options));
    if options.comparison.explained {
        columns.push(column(Column::Explanation, "説明", explanation));
    }
    columns
}

/// The headings of each section, and a row for each difference.
fn rows(revised: Revised<'_>, sections: &[Section], options: &Options) -> Vec<RowText> {
    let mut rows = Vec::new();
    let mut last_goal = None;
    for section in sections {
        let goal = goal_of(revised, section.of);
        if let Some(id) = goal.filter(|id| last_goal != Some(*id)) {
            rows.extend(either(revised, |book| book.goal(id).map(RowText::goal)));
        }
        last_goal = goal;
        rows.extend(heading(revised, section.of));
        rows.extend(section.revisions.iter().map(|revision| row(revised, revision, options)));
    }
    rows
}

/// The goal under which a section stands.
fn goal_of(revised: Revised<'_>, heading: Heading) -> Option<GoalId> {
    match heading {
        Heading::Goal(id) => Some(id),
        Heading::Direction(id) => either(revised, |book| book.direction(id).map(|row| row.goal)),
        Heading::Plan | Heading::Departments | Heading::Statuses => None,
    }
}

/// The heading of a section below that of its goal.
fn heading(revised: Revised<'_>, of: Heading) -> Option<RowText> {
    let section = |text| Some(RowText::heading(Origin::Section, 0, text));
    match of {
        Heading::Plan => section("計画"),
        Heading::Departments => section("課の名称"),
        Heading::Statuses => section("進捗状況の名称"),
        Heading::Goal(_) => None,
        Heading::Direction(id) => {
            either(revised, |book| book.direction(id).map(RowText::direction)).flatten()
        }
    }
}

/// What the later state has, else the earlier one.
fn either<'a, T>(revised: Revised<'a>, find: impl Fn(&'a Book) -> Option<T>) -> Option<T> {
    find(revised.after.book).or_else(|| find(revised.before.book))
}

fn row(revised: Revised<'_>, revision: &Revision, options: &Options) -> RowText {
    let measure = match revision.of {
        Key::Measure(id) | Key::Implementation(id, _) => Some(id),
        _ => None,
    };
    let number = |id: MeasureId| {
        either(revised, |book| book.measure(id).map(|row| book.measure_number(row)))
    };
    let is_current = options.design == Design::Current;
    let label = match revision.part {
        Part::Narrative(year) => revised.after.book.year_label(year),
        _ => place(revised, revision).replace('\n', ""),
    };
    let is_of_departments = matches!(revision.part, Part::Lead | Part::Related);
    let side = |column, text: &Option<String>, none| match text {
        Some(text) if is_current => {
            let labelled = CellText::new(column, format!("【{label}】\n{text}"));
            let names = text.split('、').filter(|_| is_of_departments).map(str::to_owned);
            CellText { labelled: true, names: names.collect(), ..labelled }
        }
        text => CellText::new(column, text.as_deref().unwrap_or(none)),
    };
    let [not_yet, no_more] = match revision.part {
        Part::Whole => ["（新設）", "（削除）"],
        _ => ["（なし）"; 2],
    };
    let abridged = match (&revision.before, &revision.after) {
        (Some(before), Some(after)) if is_current => abridged(before, after).map(Some),
        (before, after) => [before.clone(), after.clone()],
    };
    let sides = [
        side(Column::Previous, &abridged[0], not_yet),
        side(Column::Implementation, &abridged[1], no_more),
    ];
    let places = revised.printed.map(|document| {
        CellText::new(Column::Place, printed::place(document, revision).unwrap_or_default())
    });
    let mut cells: Vec<CellText> = places.into_iter().collect();
    let number = measure.and_then(number).unwrap_or_default();
    let name = name(revised, revision.of);
    if is_current {
        let both = if number.is_empty() { name } else { format!("{number}\n{name}") };
        cells.push(CellText::new(Column::Name, both));
    } else {
        cells.extend([
            CellText::new(Column::Number, number),
            CellText::new(Column::Name, name),
            CellText::new(Column::Departments, place(revised, revision)),
        ]);
    }
    cells.extend(in_order(sides, options));
    if options.comparison.explained {
        cells.push(CellText::new(Column::Explanation, explanation(revision)));
    }
    let of = match measure {
        Some(id) => Origin::Entry(id, Column::Number),
        None => Origin::Other(Column::Number),
    };
    let compared = revision.before.is_some() && revision.after.is_some();
    RowText { compared, ..RowText::new(of, cells) }
}

/// Two texts without the lines that are the same in both, but the headings above those that differ.
fn abridged(before: &str, after: &str) -> [String; 2] {
    let lines = [before, after].map(|text| text.split('\n').collect::<Vec<_>>());
    let [old, new] = &lines;
    let same = common(&(0..old.len()), &(0..new.len()), |i, j| old[i] == new[j]);
    let mut out = [Vec::new(), Vec::new()];
    let mut next = [0, 0];
    let runs = same.chunk_by(|one, other| (one.0 + 1, one.1 + 1) == *other);
    for run in runs {
        let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
        let is_above_change = last.0 + 1 < old.len() || last.1 + 1 < new.len();
        let heading = is_above_change && is_heading(old[last.0]);
        let omits = run.len() > usize::from(heading);
        for (side, (from, to)) in [(first.0, last.0), (first.1, last.1)].into_iter().enumerate() {
            out[side].extend(&lines[side][next[side]..from]);
            out[side].extend(omits.then_some(OMITTED));
            out[side].extend(heading.then_some(lines[side][to]));
            next[side] = to + 1;
        }
    }
    for side in [0, 1] {
        out[side].extend(&lines[side][next[side]..]);
    }
    out.map(|lines| lines.join("\n"))
}

/// Whether a line is a heading within a text: ≪講座≫, ①周知活動.
fn is_heading(line: &str) -> bool {
    let first = line.trim_start().chars().next();
    let marked = first.is_some_and(|c| matches!(c, '≪' | '《' | '〈' | '＜' | '【' | '①'..='⑳'));
    marked && !line.trim_end().ends_with('。')
}

/// The name of the record that differs.
fn name(revised: Revised<'_>, key: Key) -> String {
    let name = either(revised, |book| match key {
        Key::Measure(id) | Key::Implementation(id, _) => {
            book.measure(id).map(|row| row.name.as_str())
        }
        Key::Goal(id) => book.goal(id).map(|row| row.label.as_str()),
        Key::Direction(_) => Some("施策の方向"),
        Key::Department(_) => Some("所管課（関連課）"),
        Key::Status(_) => Some("進捗状況"),
        Key::Indicator(id) | Key::Observation(id, _) | Key::Amendment(id, _) => {
            book.indicator(id).map(|row| row.name.as_str())
        }
        Key::Scale(_) | Key::Grade(_) => Some("評価尺度"),
        Key::Plan | Key::Year(_) | Key::Template(_) => Some("計画"),
    });
    name.unwrap_or_default().to_owned()
}

/// What can be said of a difference without asking; a reason is written by hand.
fn explanation(revision: &Revision) -> &'static str {
    match (revision.part, revision.of) {
        (Part::Whole, Key::Measure(_)) if revision.before.is_none() => "施策を新たに設けます。",
        (Part::Whole, Key::Measure(_)) => "施策を取りやめます。",
        (Part::Whole, _) if revision.before.is_none() => "新たに加えます。",
        (Part::Whole, _) => "取りやめます。",
        (Part::Place, _) => "位置を改めます。",
        (Part::Lead | Part::Related, _) => "担当する課を改めます。",
        (Part::Number, _) => "番号を改めます。",
        (Part::Name, _) => "名称を改めます。",
        (Part::Heading, _) => "見出しを改めます。",
        (Part::Retired, _) => "扱いを改めます。",
        (Part::Status(_), _) => "進捗状況を改めます。",
        (Part::Municipality | Part::PlanName | Part::Title, _) => "表記を改めます。",
        (Part::Description | Part::Narrative(_), _) => {
            let text =
                |text: &Option<String>| composed(text.as_deref().unwrap_or_default()).into_owned();
            of_texts(&text(&revision.before), &text(&revision.after))
        }
    }
}

/// What differs between two texts.
fn of_texts(before: &str, after: &str) -> &'static str {
    let pieces = difference(before, after);
    let changed = pieces.iter().filter_map(|piece| match piece {
        Piece::Same(_) => None,
        Piece::Removed(text) | Piece::Added(text) => Some(*text),
    });
    let figure = |c: char| c.is_numeric() || matches!(c, ',' | '.' | '，' | '．');
    let only = |kind: fn(&Piece<'_>) -> bool| {
        pieces.iter().all(|piece| matches!(piece, Piece::Same(_)) || kind(piece))
    };
    if changed.clone().all(|text| text.chars().all(figure)) {
        "数値を改めます。"
    } else if only(|piece| matches!(piece, Piece::Added(_))) {
        "記述を加えます。"
    } else if only(|piece| matches!(piece, Piece::Removed(_))) {
        "記述を削ります。"
    } else if changed.clone().any(|text| text.contains(figure)) {
        "数値と字句を改めます。"
    } else {
        "字句を改めます。"
    }
}

/// 箇所: the part of the record that differs.
fn place(revised: Revised<'_>, revision: &Revision) -> String {
    let of_year = |what, year| format!("{what}\n（{}）", revised.after.book.year_label(year));
    let place = match revision.part {
        Part::Municipality => "市町村名",
        Part::PlanName => "計画名",
        Part::Title => "表題",
        Part::Whole if revision.before.is_none() => "追加",
        Part::Whole => "削除",
        Part::Heading => "見出し",
        Part::Number => "番号",
        Part::Name => "名称",
        Part::Place => "位置",
        Part::Description => "内容",
        Part::Lead => "所管課",
        Part::Related => "関連課",
        Part::Retired => "扱い",
        Part::Status(year) => return of_year("進捗状況", year),
        Part::Narrative(year) => return of_year("実施状況", year),
    };
    place.to_owned()
}

/// The field in which a text is corrected.
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
