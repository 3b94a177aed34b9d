//! Laws of random books: what the form of the list carries comes back.

use super::import;
use crate::support::cases::config;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use shinchoku::domain::{
    Book, Change, Department, Direction, DirectionId, FiscalYear, Goal, GoalId, Implementation,
    Measure, MeasureId, Plan, Position, ProgressStatus, Record, Year,
};
use shinchoku::report::{FileType, Options, Report};

/// Pieces of sentences.
const PIECES: [&str; 24] = [
    "講座を開きました。",
    "参加者は",
    "1,200人でした。",
    "（うち市外から３人）",
    "「茜の里」",
    "=1+1",
    "+5.2％",
    "@注",
    "Web",
    "ＰＲ",
    "、",
    "・",
    "、補助金",
    "2,130千円",
    "①周知",
    "_x0041_",
    "&amp;",
    "<b>",
    "が",
    "か\u{3099}",
    "𠮷野",
    "葛\u{E0100}",
    "長い文を繰り返しています。",
    "　",
];

fn line() -> impl Strategy<Value = String> {
    // A first word, so that no line is a mark alone.
    vec(select(&PIECES[..]), 0..6).prop_map(|pieces| format!("事業{}", pieces.concat().trim_end()))
}

fn text() -> impl Strategy<Value = String> {
    let lines = |most| vec(line(), 0..most).prop_map(|lines| lines.join("\n"));
    prop_oneof![9 => lines(6), 1 => lines(90)]
}

#[derive(Debug, Clone)]
struct Row {
    name: String,
    description: String,
    lead: Index,
    related: Option<Index>,
    entries: Vec<(Option<Index>, String)>,
}

fn row() -> impl Strategy<Value = Row> {
    let entries = vec((prop::option::of(any::<Index>()), text()), 3);
    (line(), text(), any::<Index>(), prop::option::of(any::<Index>()), entries).prop_map(
        |(name, description, lead, related, entries)| Row {
            name,
            description,
            lead,
            related,
            entries,
        },
    )
}

const DEPARTMENTS: [&str; 3] = ["産業観光課", "農政課", "こども未来室"];
const STATUSES: [&str; 3] = ["実施中", "実施済", "検討中"];
const YEARS: [i32; 3] = [2022, 2023, 2024];

/// A book of which the list says all: no measure is retired, no department has a successor.
fn book() -> impl Strategy<Value = Book> {
    vec(vec(vec(row(), 1..4), 1..3), 1..3).prop_map(|goals| {
        let departments: Vec<Department> = (0..)
            .zip(DEPARTMENTS)
            .map(|(at, name)| Department::new(name.to_owned(), Position::nth(at)))
            .collect();
        let statuses: Vec<ProgressStatus> = (0..)
            .zip(STATUSES)
            .map(|(at, name)| ProgressStatus::new(name, Position::nth(at)))
            .collect();
        let mut records: Vec<Record> = Vec::new();
        records.extend(departments.iter().cloned().map(Record::Department));
        records.extend(statuses.iter().cloned().map(Record::Status));
        records.extend(YEARS.map(|it| Record::Year(Year { year: FiscalYear(it), closed: false })));
        for (goal_at, directions) in goals.into_iter().enumerate() {
            let number = u32::try_from(goal_at + 1).unwrap();
            let goal = Goal {
                id: GoalId::new(),
                number,
                label: Goal::default_label(number),
                name: format!("「まちをつくる{goal_at}」"),
                position: Position::nth(goal_at),
            };
            let of_goal = goal.id;
            records.push(Record::Goal(goal));
            for (at, rows) in directions.into_iter().enumerate() {
                let direction = Direction {
                    id: DirectionId::new(),
                    goal: of_goal,
                    number: u32::try_from(at + 1).unwrap(),
                    name: format!("しごとづくり{at}"),
                    position: Position::nth(at),
                };
                let of_direction = direction.id;
                records.push(Record::Direction(direction));
                for (at, row) in rows.into_iter().enumerate() {
                    let id = MeasureId::new();
                    let lead = row.lead.get(&departments).id;
                    let related = row.related.map(|it| it.get(&departments).id);
                    let number = u32::try_from(at + 1).unwrap();
                    records.push(Record::Measure(Measure {
                        id,
                        description: row.description,
                        lead: vec![lead],
                        related: related.into_iter().filter(|it| *it != lead).collect(),
                        ..Measure::new(of_direction, number, &row.name, Position::nth(at))
                    }));
                    for (year, (status, narrative)) in YEARS.into_iter().zip(row.entries) {
                        let entry = Implementation {
                            // The list shows that of the latest year alone.
                            status: status
                                .filter(|_| Some(&year) == YEARS.last())
                                .map(|it| it.get(&statuses).id),
                            narrative,
                            ..Implementation::blank(id, FiscalYear(year))
                        };
                        records
                            .extend((!entry.is_blank()).then_some(Record::Implementation(entry)));
                    }
                }
            }
        }
        let mut book = Book::new(Plan::new("みずほ野市", "みずほ野市総合戦略"));
        book.apply(&records.into_iter().map(Change::add).collect::<Vec<_>>()).unwrap();
        book
    })
}

/// What the list says of each measure.
fn said(book: &Book) -> Vec<Vec<String>> {
    let names = |ids: &[_]| {
        let names = ids.iter().filter_map(|id| book.department(*id)).map(|it| it.name.clone());
        names.collect::<Vec<_>>().join("、")
    };
    let listed = book.listed().into_iter();
    let said = listed.map(|(goal, direction, measure)| {
        let status = book.progress(measure.id, FiscalYear(2024));
        let mut said = vec![
            goal.heading(),
            direction.heading(),
            measure.number.to_string(),
            measure.name.clone(),
            measure.description.clone(),
            names(&measure.lead),
            names(&measure.related),
            status.map(|it| it.name.clone()).unwrap_or_default(),
        ];
        let narrative = |year: i32| book.narrative(measure.id, FiscalYear(year)).to_owned();
        said.extend(YEARS.map(narrative));
        said
    });
    said.collect()
}

proptest! {
    #![proptest_config(config(64))]

    #[test]
    fn the_workbook_comes_in_again(book in book()) {
        let bytes = Report::List.write(FileType::Excel, &book, &Options::default()).unwrap();
        let (back, done) = import(&Book::new(Plan::new("", "")), &bytes);
        prop_assert_eq!(&done.unreadable, &[]);
        prop_assert_eq!(said(&back), said(&book));
        let (same, done) = import(&book, &bytes);
        prop_assert_eq!(done.changes, []);
        prop_assert_eq!(same, book);
    }
}
