//! Random books, with the texts that tables find hardest.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use shinchoku::domain::{
    Approval, Book, BracketStyle, Change, Department, DepartmentId, Direction, DirectionId,
    Dismissed, FirstReiwa, FiscalYear, Goal, GoalId, Hue, Implementation, Measure, MeasureId,
    NumberStyle, Period, Plan, Position, ProgressStatus, Record, StatusId, Succession, Year,
};

/// Pieces of which texts are made.
const PIECES: [&str; 60] = [
    "=",
    "+",
    "-",
    "@",
    "＝",
    "＋",
    "－",
    "＠",
    "'",
    "\"",
    ",",
    ";",
    "\t",
    " ",
    "\u{3000}",
    "\u{FEFF}",
    "\u{FFFE}",
    "\u{FFFF}",
    "、",
    "・",
    "（",
    "）",
    "(",
    ")",
    "「",
    "」",
    "【平成29年度】",
    "平成30年度",
    "[\"",
    "\"]",
    "\\",
    "/",
    "：",
    ":",
    "関連課：",
    "課",
    "室",
    "産業振興課",
    "基本目標１",
    "基本目標",
    "①",
    "1",
    "２",
    "Ⅲ",
    "施策の方向",
    "_x000D_",
    "_x0041_",
    "&amp;",
    "<t>",
    "]]>",
    "𠮷",
    "葛\u{E0100}",
    "が",
    "か\u{3099}",
    "ｶﾞ",
    "名称",
    "廃止",
    "※",
    "（続き）",
    "欠番",
];

const COMMON: [&str; 6] = ["ＰＲ課", "PR課", "ｐｒ課", "直売所", "農園", "実施中"];

fn pieces(most: usize) -> impl Strategy<Value = String> {
    vec(select(&PIECES[..]), 0..=most).prop_map(|pieces| pieces.concat())
}

/// A text of one line, which may be empty.
fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => pieces(5),
        1 => "\\PC{0,6}".prop_map(|text| shinchoku::domain::text::clean(&text).replace('\n', "")),
    ]
}

/// A name.
fn name() -> impl Strategy<Value = String> {
    let any = line().prop_map(|text| match text.trim() {
        "" => format!("{text}名"),
        _ => text,
    });
    // Names that are equal, or nearly, in two books.
    prop_oneof![any, select(&COMMON[..]).prop_map(str::to_owned)]
}

/// A text of several lines, now and then a long one.
fn text() -> impl Strategy<Value = String> {
    let lines = vec(line(), 0..5).prop_map(|lines| lines.join("\n"));
    prop_oneof![
        20 => lines,
        1 => (1_usize..300).prop_map(|times| "・長い文を繰り返します。\n".repeat(times)),
    ]
}

fn names(most: usize) -> impl Strategy<Value = Vec<String>> {
    vec(name(), 0..=most).prop_map(|mut names| {
        let mut seen = std::collections::BTreeSet::new();
        names.retain(|name| seen.insert(name.clone()));
        names
    })
}

#[derive(Debug, Clone)]
struct Row {
    number: u32,
    name: String,
    description: String,
    grant: String,
    lead: Vec<Index>,
    related: Vec<Index>,
    retired: bool,
    period: Period,
    entries: Vec<Entry>,
}

#[derive(Debug, Clone)]
struct Entry {
    year: Index,
    status: Option<Index>,
    narrative: String,
    approval: Approval,
    remark: String,
}

fn entry() -> impl Strategy<Value = Entry> {
    let approval = select(&[Approval::None, Approval::Department, Approval::Confirmed][..]);
    let remark = prop_oneof![3 => Just(String::new()), 1 => text()];
    (any::<Index>(), prop::option::of(any::<Index>()), text(), approval, remark).prop_map(
        |(year, status, narrative, approval, remark)| Entry {
            year,
            status,
            narrative,
            approval,
            remark,
        },
    )
}

fn row() -> impl Strategy<Value = Row> {
    (
        0_u32..6,
        name(),
        text(),
        prop_oneof![3 => Just(String::new()), 1 => name()],
        vec(any::<Index>(), 0..3),
        vec(any::<Index>(), 0..3),
        prop::bool::weighted(0.1),
        period(),
        vec(entry(), 0..3),
    )
        .prop_map(
            |(number, name, description, grant, lead, related, retired, period, entries)| Row {
                number,
                name,
                description,
                grant,
                lead,
                related,
                retired,
                period,
                entries,
            },
        )
}

/// Years of a measure, mostly none.
fn period() -> impl Strategy<Value = Period> {
    let year = || prop::option::of((2014..2020).prop_map(FiscalYear));
    let held = (year(), year()).prop_map(|(first, last)| Period { first, last });
    let held = held.prop_filter("ends before it begins", |held| held.check().is_ok());
    prop_oneof![3 => Just(Period::default()), 1 => held]
}

type Section = (u32, String, Vec<Row>);
type Chapter = (u32, String, String, Vec<Section>);

fn chapters() -> impl Strategy<Value = Vec<Chapter>> {
    let label = prop_oneof![3 => (1_u32..4).prop_map(Goal::default_label), 1 => line()];
    let heading = prop_oneof![line(), select(&COMMON[..]).prop_map(str::to_owned)];
    let section = (0_u32..5, heading, vec(row(), 0..4));
    let heading = prop_oneof![line(), select(&COMMON[..]).prop_map(str::to_owned)];
    vec((0_u32..4, label, heading, vec(section, 0..3)), 1..3)
}

fn years() -> impl Strategy<Value = Vec<(i32, bool)>> {
    let year = select(&[1868, 1912, 1989, 2016, 2017, 2018, 2019, 2020, 2024, 2150][..]);
    vec((year, any::<bool>()), 0..4)
}

prop_compose! {
    /// Any book.
    pub fn book()(
        plan in (line(), line(), line(), any::<bool>()),
        styles in (select(&NumberStyle::ALL[..]), select(&BracketStyle::ALL[..])),
        departments in names(4),
        statuses in names(3),
        years in years(),
        retired in vec(any::<bool>(), 8),
        offices in vec(office(), 4),
        marks in vec((line(), any::<bool>(), select(&Hue::ALL[..]), line()), 3),
        chapters in chapters(),
    ) -> Book {
        let (municipality, name, title, heisei) = plan;
        let mut plan = Plan::new(municipality, name);
        plan.title = title;
        plan.first_reiwa = if heisei { FirstReiwa::Heisei31 } else { FirstReiwa::Gannen };
        (plan.number_style, plan.bracket_style) = styles;
        plan.dismissed = dismissed(plan.name.len());
        let mut book = Book::new(plan);
        for (index, name) in departments.into_iter().enumerate() {
            let (position, retired) = (Position::nth(index), retired[index]);
            add(&mut book, Record::Department(Department {
                retired, ..Department::new(name, position)
            }));
        }
        for (index, name) in statuses.into_iter().enumerate() {
            let (position, retired) = (Position::nth(index), retired[index + 4]);
            let (mark, done, hue, meaning) = marks[index].clone();
            add(&mut book, Record::Status(ProgressStatus {
                retired, mark, done, hue, meaning, ..ProgressStatus::new(name, position)
            }));
        }
        add_offices(&mut book, offices);
        for (year, closed) in years {
            if book.year(FiscalYear(year)).is_none() {
                add(&mut book, Record::Year(Year { year: FiscalYear(year), closed }));
            }
        }
        for (index, chapter) in chapters.into_iter().enumerate() {
            add_chapter(&mut book, index, chapter);
        }
        book
    }
}

/// 連絡先 of a department, and the one of those behind it that takes over, with the year.
fn office() -> impl Strategy<Value = (String, Option<(Index, i32)>)> {
    (line(), proptest::option::of((any::<Index>(), 2000..2100)))
}

fn add_offices(book: &mut Book, offices: Vec<(String, Option<(Index, i32)>)>) {
    let departments: Vec<Department> = book.departments().into_iter().cloned().collect();
    for (at, (department, (contact, successor))) in departments.iter().zip(offices).enumerate() {
        let behind = &departments[at + 1..];
        let successor = successor
            .filter(|_| !behind.is_empty())
            .map(|(into, from)| Succession { into: into.get(behind).id, from: FiscalYear(from) });
        add(book, Record::Department(Department { contact, successor, ..department.clone() }));
    }
}

/// Adds a goal, unless one of that heading is there: a list cannot tell the two apart.
fn add_chapter(book: &mut Book, index: usize, (number, label, name, sections): Chapter) {
    if book.goals().iter().any(|it| (it.number, &it.label, &it.name) == (number, &label, &name)) {
        return;
    }
    let goal = Goal { id: GoalId::new(), number, label, name, position: Position::nth(index) };
    let id = goal.id;
    add(book, Record::Goal(goal));
    for (index, (number, name, rows)) in sections.into_iter().enumerate() {
        if book.directions(id).iter().any(|it| (it.number, &it.name) == (number, &name)) {
            continue;
        }
        let position = Position::nth(index);
        let direction = Direction { id: DirectionId::new(), goal: id, number, name, position };
        let under = direction.id;
        add(book, Record::Direction(direction));
        for (index, row) in rows.into_iter().enumerate() {
            add_row(book, under, index, row);
        }
    }
}

fn add_row(book: &mut Book, direction: DirectionId, index: usize, row: Row) {
    let Row { number, name, description, grant, lead, related, retired, period, entries } = row;
    if book.measures(direction).iter().any(|it| (it.number, &it.name) == (number, &name)) {
        return;
    }
    let departments: Vec<DepartmentId> = book.departments().iter().map(|it| it.id).collect();
    let chosen = |indices: &[Index], not: &[DepartmentId]| {
        let mut ids: Vec<DepartmentId> = Vec::new();
        for index in indices.iter().filter(|_| !departments.is_empty()) {
            let id = *index.get(&departments);
            if !ids.contains(&id) && !not.contains(&id) {
                ids.push(id);
            }
        }
        ids
    };
    let lead = chosen(&lead, &[]);
    let related = chosen(&related, &lead);
    let measure = Measure {
        id: MeasureId::new(),
        direction,
        number,
        name,
        description,
        grant,
        lead,
        related,
        position: Position::nth(index),
        retired,
        period,
        dismissed: dismissed(number as usize),
    };
    let id = measure.id;
    add(book, Record::Measure(measure));
    let years: Vec<FiscalYear> = book.years().map(|year| year.year).collect();
    let statuses: Vec<StatusId> = book.statuses().iter().map(|it| it.id).collect();
    for Entry { year, status, narrative, approval, remark } in entries {
        if years.is_empty() {
            continue;
        }
        let year = *year.get(&years);
        let status = status.filter(|_| !statuses.is_empty()).map(|index| *index.get(&statuses));
        add(
            book,
            Record::Implementation(Implementation {
                status,
                approval,
                dismissed: dismissed(narrative.len()),
                narrative,
                remark,
                ..Implementation::blank(id, year)
            }),
        );
    }
}

/// None, or up to two marks.
fn dismissed(number: usize) -> Dismissed {
    let marks = (0..number % 3).map(|mark| format!("{mark:016x}")).collect::<Vec<_>>();
    marks.join(" ").parse().expect("marks as they are written")
}

fn add(book: &mut Book, record: Record) {
    let change: Vec<Change> = book.put(record).into_iter().collect();
    book.apply(&change).expect("a valid book");
}
