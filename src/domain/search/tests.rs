use super::*;
use crate::domain::{
    Approval, Change, Department, DirectionId, Implementation, Plan, Position, ProgressStatus,
    Record, Year,
};

const YEAR: FiscalYear = FiscalYear(2018);

/// Two departments, two statuses, and three measures under one goal, of which the last is retired.
fn book() -> Book {
    let (goal, direction) = (GoalId::new(), DirectionId::new());
    let departments = [("廣聴課", 0), ("産業課", 1)]
        .map(|(name, index)| Department::new(name, Position::nth(index)));
    let statuses = ["実施中", "実施済"]
        .into_iter()
        .enumerate()
        .map(|(index, name)| ProgressStatus::new(name, Position::nth(index)));
    let statuses: Vec<ProgressStatus> = statuses.collect();
    let mut rows = vec![
        Record::Year(Year { year: YEAR, closed: false }),
        Record::Year(Year { year: YEAR.previous(), closed: false }),
        Record::Goal(Goal {
            id: goal,
            number: 1,
            label: String::new(),
            name: "まち".into(),
            position: Position::FIRST,
        }),
        Record::Direction(Direction {
            id: direction,
            goal,
            number: 1,
            name: "農".into(),
            position: Position::FIRST,
        }),
    ];
    let names = ["ガイドの育成", "直売所の整備", "朝市"];
    for (index, name) in names.into_iter().enumerate() {
        let measure = Measure {
            description: "澤の水を守ります。".into(),
            lead: vec![departments[index % 2].id],
            retired: index == 2,
            ..Measure::new(direction, 1, name, Position::nth(index))
        };
        let entry = |year, narrative: &str| Implementation {
            narrative: narrative.to_owned(),
            ..Implementation::blank(measure.id, year)
        };
        rows.push(Record::Implementation(entry(YEAR.previous(), "昨年の収穫祭")));
        rows.push(Record::Implementation(match index {
            0 => Implementation {
                status: Some(statuses[1].id),
                ..entry(YEAR, "出前講座").approved(Approval::Confirmed)
            },
            _ => Implementation { status: Some(statuses[0].id), ..entry(YEAR, "") },
        }));
        rows.push(Record::Measure(measure));
    }
    rows.extend(departments.into_iter().map(Record::Department));
    rows.extend(statuses.into_iter().map(Record::Status));
    let mut book = Book::new(Plan::new("みずほ野市", "総合戦略"));
    book.apply(&rows.into_iter().map(Change::add).collect::<Vec<_>>()).expect("a valid book");
    book
}

fn found(filter: &Filter) -> Vec<(String, Option<Place>)> {
    let book = book();
    let found = Index::new(&book, Some(YEAR)).find(&book, filter, Some(YEAR));
    let name = |id| book.measure(id).map(|measure| measure.name.clone()).unwrap_or_default();
    found.into_iter().map(|it| (name(it.measure), it.place)).collect()
}

fn searched(words: &str) -> Vec<(String, Option<Place>)> {
    found(&Filter { words: words.to_owned(), ..Filter::default() })
}

#[test]
fn words_are_found_in_every_text_and_shown_where_a_row_does_not() {
    let first = |place| vec![("ガイドの育成".to_owned(), place)];
    assert_eq!(searched("がいど"), first(None));
    assert_eq!(searched("がいど 広聴"), first(None));
    assert_eq!(searched("出前 ｶﾞｲﾄﾞ"), first(Some(Place::Narrative)));
    assert_eq!(searched("沢 育成"), first(Some(Place::Description)));
    assert_eq!(searched("収穫祭"), [], "of another year");
    assert_eq!(searched("育成 直売所"), []);
    assert_eq!(searched(" 　").len(), 3);
}

#[test]
fn filters_narrow_together() {
    let state = |state| Filter { states: [state].into(), ..Filter::default() };
    let count = |filter: &Filter| found(filter).len();
    assert_eq!(count(&state(EntryState::Missing)), 1, "the retired one is not asked for");
    assert_eq!(count(&state(EntryState::Confirmed)), 1);
    assert_eq!(count(&Filter { words: "直売".into(), ..state(EntryState::Confirmed) }), 0);
    assert_eq!(count(&Filter { goal: Some(GoalId::new()), ..Filter::default() }), 0);
    assert!(!state(EntryState::Missing).is_open());
}

#[test]
fn measures_are_put_in_other_orders() {
    let book = book();
    let all = Index::default().find(&book, &Filter::default(), Some(YEAR));
    let names = |order| {
        let mut found = all.clone();
        arrange(&book, Some(YEAR), order, &mut found);
        let names = found.iter().filter_map(|it| book.measure(it.measure));
        names.map(|measure| measure.name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(names(Order::Listed), ["ガイドの育成", "直売所の整備", "朝市"]);
    assert_eq!(names(Order::State), ["直売所の整備", "ガイドの育成", "朝市"]);
    assert_eq!(names(Order::Status), ["直売所の整備", "朝市", "ガイドの育成"]);
    assert_eq!(names(Order::Department), ["ガイドの育成", "朝市", "直売所の整備"]);
}
