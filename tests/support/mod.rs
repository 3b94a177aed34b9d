//! What several tests and benchmarks build upon.
#![allow(dead_code)] // each of them uses a part

pub(crate) mod cases;
pub(crate) mod digest;
pub(crate) mod labels;
pub(crate) mod mounted;
pub(crate) mod random;
pub(crate) mod skip;
pub(crate) mod window;

use chrono::{DateTime, FixedOffset};
use shinchoku::domain::{
    Book, Change, Department, Direction, DirectionId, Figure, FiscalYear, Goal, GoalId,
    Implementation, Indicator, Measure, Observation, OutlineKey, Plan, Position, ProgressStatus,
    Record, Scale, Year,
};
use shinchoku::store::{Access, Backups, Session, Store};
use std::path::Path;

/// A session at a fixed time, so that nothing hangs on the clock.
pub(crate) fn session() -> Session {
    Session { who: "企画課".to_owned(), clock }
}

fn clock() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-06-12T10:24:00+09:00").expect("a valid time")
}

/// Opens a file as another PC does, with backups of its own.
pub(crate) fn open(file: &Path, access: Access) -> Store {
    let backups = Backups::in_folder(file.with_extension("よそ"));
    Store::open(file, access, session(), &backups).expect("a sound file")
}

/// A book of `measures` measures with two years each, whose narratives have about `chars`
/// characters a year.
pub(crate) fn book(measures: usize, chars: usize) -> Book {
    const PER_DIRECTION: usize = 10;
    const DIRECTIONS: usize = 5;
    let mut rows = Vec::new();
    let departments: Vec<Department> = (0..12)
        .map(|index| Department::new(format!("第{}課", index + 1), Position::nth(index)))
        .collect();
    let statuses: Vec<ProgressStatus> = ["実施中", "実施済", "未実施"]
        .into_iter()
        .enumerate()
        .map(|(index, name)| ProgressStatus::new(name, Position::nth(index)))
        .collect();
    let years = [2023, 2024].map(FiscalYear);
    rows.extend(departments.iter().cloned().map(Record::Department));
    rows.extend(statuses.iter().cloned().map(Record::Status));
    rows.extend(years.map(|year| Record::Year(Year { year, closed: false })));
    let (mut goal, mut direction) = (GoalId::new(), DirectionId::new());
    for index in 0..measures {
        let place = index / PER_DIRECTION;
        if index % (PER_DIRECTION * DIRECTIONS) == 0 {
            let number = u32::try_from(place / DIRECTIONS + 1).expect("few goals");
            goal = GoalId::new();
            rows.push(Record::Goal(Goal {
                id: goal,
                number,
                label: Goal::default_label(number),
                name: "住み続けたいまちをつくる".to_owned(),
                position: Position::nth(place),
            }));
        }
        if index % PER_DIRECTION == 0 {
            direction = DirectionId::new();
            rows.push(Record::Direction(Direction {
                id: direction,
                goal,
                number: u32::try_from(place % DIRECTIONS + 1).expect("few directions"),
                name: "農のあるまちづくりの推進".to_owned(),
                position: Position::nth(place),
            }));
        }
        let measure = Measure {
            description: "市民が農にふれあえる場として、体験農園の拡充に取り組みます。".repeat(3),
            lead: vec![departments[index % departments.len()].id],
            related: vec![departments[(index + 5) % departments.len()].id],
            ..Measure::new(
                direction,
                u32::try_from(index % PER_DIRECTION + 1).expect("few measures"),
                format!("施策{}の取組の支援", index + 1),
                Position::nth(index),
            )
        };
        let entries = years.map(|year| Implementation {
            status: Some(statuses[index % statuses.len()].id),
            narrative: narrative(index, year, chars),
            ..Implementation::blank(measure.id, year)
        });
        rows.push(Record::Measure(measure));
        rows.extend(entries.map(Record::Implementation));
    }
    let mut book = Book::new(Plan::new("みずほ野市", "みずほ野市まち・ひと・しごと総合戦略"));
    book.apply(&rows.into_iter().map(Change::add).collect::<Vec<_>>()).expect("a valid book");
    book
}

/// The same book with an indicator for every other measure, each with the figures of its two years.
pub(crate) fn with_indicators(mut book: Book) -> Book {
    let (scale, grades) = Scale::proposed().remove(0);
    let mut rows = vec![Record::Scale(scale.clone())];
    rows.extend(grades.into_iter().map(Record::Grade));
    let years: Vec<FiscalYear> = book.years().map(|year| year.year).collect();
    for (index, (.., measure)) in book.listed().into_iter().enumerate().step_by(2) {
        let indicator = Indicator {
            unit: "人".to_owned(),
            base: Figure::parse(&(100 + index).to_string(), ""),
            target: Figure::parse(&(500 + index).to_string(), ""),
            scale: Some(scale.id),
            lead: measure.lead.clone(),
            ..Indicator::new(
                format!("取組{}の参加者数", index + 1),
                OutlineKey::Measure(measure.id),
                Position::nth(index),
            )
        };
        let figures = years.iter().enumerate().map(|(at, year)| Observation {
            target: Figure::parse(&(200 * (at + 1)).to_string(), ""),
            actual: Figure::parse(&(150 * (at + 1) + index).to_string(), ""),
            ..Observation::blank(indicator.id, *year)
        });
        let figures: Vec<Record> = figures.map(Record::Observation).collect();
        rows.push(Record::Indicator(Box::new(indicator)));
        rows.extend(figures);
    }
    book.apply(&rows.into_iter().map(Change::add).collect::<Vec<_>>()).expect("a valid book");
    book
}

fn narrative(index: usize, year: FiscalYear, chars: usize) -> String {
    let line = format!(
        "・{}には体験農園や収穫体験を{}回開催し、延べ{},515人（前年度比97.6％）が参加しました。\n",
        year.label(Default::default()),
        index % 9 + 1,
        index + 2,
    );
    let text: String = line.chars().cycle().take(chars).collect();
    text.trim_end().to_owned()
}
