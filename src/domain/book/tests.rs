use super::*;
use crate::domain::change::inverse;
use crate::domain::{Field, Implementation, Noun, Position, Succession};
use proptest::prelude::*;

/// A book with one goal, one direction, two departments, two statuses, two years.
fn small() -> Book {
    let mut book = Book::new(Plan::new("みずほ野市", "総合戦略"));
    let goal = Goal {
        id: GoalId::new(),
        number: 1,
        label: "基本目標１".into(),
        name: "まち".into(),
        position: Position::FIRST,
    };
    let direction = Direction {
        id: DirectionId::new(),
        goal: goal.id,
        number: 1,
        name: "農".into(),
        position: Position::FIRST,
    };
    let mut changes =
        vec![Change::add(Record::Goal(goal)), Change::add(Record::Direction(direction))];
    for (index, name) in ["産業課", "学務課"].into_iter().enumerate() {
        let position = Position::nth(index);
        changes.push(Change::add(Record::Department(Department::new(name, position))));
    }
    for (index, name) in ["実施中", "未実施"].into_iter().enumerate() {
        let position = Position::nth(index);
        changes.push(Change::add(Record::Status(ProgressStatus::new(name, position))));
    }
    for year in [2017, 2018] {
        changes.push(Change::add(Record::Year(Year { year: FiscalYear(year), closed: false })));
    }
    book.apply(&changes).expect("a valid book");
    book
}

fn measure(book: &Book, name: &str) -> Measure {
    let direction = book.directions(book.goals()[0].id)[0].id;
    Measure {
        lead: book.departments().first().map(|row| row.id).into_iter().collect(),
        ..Measure::new(direction, 1, name, Position::FIRST)
    }
}

#[test]
fn a_book_has_so_many_records_of_a_kind() {
    let mut book = small();
    let most = Book::most(Noun::Department);
    let department = |at| Department::new(format!("第{at}課"), Position::nth(at));
    let many = |count: usize| -> Vec<Change> {
        (0..count).map(|at| Change::add(Record::Department(department(at)))).collect()
    };
    let before = book.clone();
    assert_eq!(book.apply(&many(most - 1)), Err(Invalid::TooMany(Noun::Department)));
    assert_eq!(book, before);
    assert_eq!(book.apply(&many(most - 2)), Ok(()));
    assert_eq!(book.departments().len(), most);
}

#[test]
fn a_text_that_is_too_long_is_told_by_its_record() {
    let mut book = small();
    let long = "あ".repeat(100_001);
    let measure = Measure { description: long, ..measure(&book, &"直売所の整備".repeat(6)) };
    let of = format!("{}…", "直売所の整備".repeat(5));
    let too_long = |field, of: &str| Invalid::TooLong { field, chars: 100_001, of: of.to_owned() };
    let refused = book.apply(&[Change::add(Record::Measure(measure))]);
    assert_eq!(refused, Err(too_long(Field::Description, &of)));
}

#[test]
fn the_work_of_a_department_goes_to_its_successor_from_a_year_on() {
    let mut book = small();
    let [industry, school] = [0, 1].map(|index| book.departments()[index].clone());
    let renamed = Department::new("教育総務課", Position::nth(2));
    let succession = |of: &Department, into: &Department, from| {
        let successor = Some(Succession { into: into.id, from: FiscalYear(from) });
        Record::Department(Department { successor, ..of.clone() })
    };
    let changes: Vec<Change> = [
        Record::Department(renamed.clone()),
        succession(&industry, &school, 2018),
        succession(&school, &renamed, 2019),
    ]
    .into_iter()
    .filter_map(|record| book.put(record))
    .collect();
    book.apply(&changes).unwrap();
    let name = |year| book.department_as_of(industry.id, FiscalYear(year)).unwrap().name.as_str();
    assert_eq!([2017, 2018, 2019].map(name), ["産業課", "学務課", "教育総務課"]);

    let circle = book.put(succession(&renamed, &industry, 2020)).unwrap();
    assert_eq!(book.clone().apply(&[circle]), Err(Invalid::OwnSuccessor));
    let mut without = book.clone();
    let key = Key::Department(renamed.id);
    let deleted = without.apply(&book.remove(key));
    assert_eq!(deleted, Err(Invalid::InUse { key, uses: 1 }));
}

#[test]
fn what_is_used_is_never_deleted() {
    let mut book = small();
    let measure = measure(&book, "直売所");
    let entry = Implementation {
        status: Some(book.statuses()[0].id),
        narrative: "・".into(),
        ..Implementation::blank(measure.id, FiscalYear(2018))
    };
    book.apply(&[
        Change::add(Record::Measure(measure.clone())),
        Change::add(Record::Implementation(entry)),
    ])
    .unwrap();
    for key in [
        Key::Department(measure.lead[0]),
        Key::Status(book.statuses()[0].id),
        Key::Year(FiscalYear(2018)),
        Key::Direction(measure.direction),
        Key::Goal(book.goals()[0].id),
    ] {
        let before = book.clone();
        assert_eq!(book.apply(&book.clone().remove(key)), Err(Invalid::InUse { key, uses: 1 }));
        assert_eq!(book, before);
    }
    // A measure takes its entries along, and they come back with it.
    let before = book.clone();
    let changes = book.remove(Key::Measure(measure.id));
    book.apply(&changes).unwrap();
    assert_eq!(book.measure_count(), 0);
    book.apply(&inverse(changes)).unwrap();
    assert_eq!(book, before);
}

#[test]
fn a_stale_edit_is_refused() {
    let mut book = small();
    let mut plan = book.plan().clone();
    plan.name = "別の計画".into();
    let change = book.put(Record::Plan(plan)).unwrap();
    book.apply(std::slice::from_ref(&change)).unwrap();
    assert_eq!(book.apply(&[change]), Err(Invalid::Stale(Key::Plan)));
}

#[test]
fn names_are_distinct_after_a_commit_but_may_be_exchanged_within_one() {
    let mut book = small();
    let [first, second] = [0, 1].map(|index| book.departments()[index].clone());
    let renamed = Department { name: second.name.clone(), ..first.clone() };
    let change = book.put(Record::Department(renamed.clone())).unwrap();
    assert_eq!(
        book.apply(std::slice::from_ref(&change)),
        Err(Invalid::DuplicateName(second.name.clone()))
    );
    let other = book.put(Record::Department(Department { name: first.name, ..second })).unwrap();
    assert_eq!(book.apply(&[change, other]), Ok(()));
}

#[test]
fn a_blank_entry_is_none_at_all() {
    let mut book = small();
    let measure = measure(&book, "直売所");
    book.apply(&[Change::add(Record::Measure(measure.clone()))]).unwrap();
    let blank = Implementation::blank(measure.id, FiscalYear(2018));
    assert_eq!(book.put(Record::Implementation(blank.clone())), None);
    let written = Implementation { narrative: "・実施".into(), ..blank.clone() };
    book.apply(&[book.clone().put(Record::Implementation(written.clone())).unwrap()]).unwrap();
    assert!(book.is_missing(&measure, FiscalYear(2018)), "the status is missing");
    assert_eq!(
        book.put(Record::Implementation(blank)),
        Some(Change::delete(Record::Implementation(written)))
    );
}

proptest! {
    /// Whatever is asked for, a book is either changed as asked, and back by the inverse, or as it was.
    #[test]
    fn changes_are_all_or_none_and_can_be_taken_back(
        steps in proptest::collection::vec((0usize..7, 0usize..3, "[ -~あ-ん\n]{0,6}"), 1..12)
    ) {
        let mut book = small();
        let mut measures: Vec<Measure> = Vec::new();
        for batch in steps.chunks(3) {
            let before = book.clone();
            let mut changes = Vec::new();
            for (kind, index, word) in batch {
                let chosen = measures.get(*index).cloned();
                match (kind, chosen) {
                    (0, _) => {
                        let measure = measure(&book, word);
                        measures.push(measure.clone());
                        changes.push(Change::add(Record::Measure(measure)));
                    }
                    (1, Some(measure)) => changes.extend(book.remove(Key::Measure(measure.id))),
                    (2, Some(measure)) => changes.extend(book.put(Record::Measure(Measure { name: word.clone(), ..measure }))),
                    (3, Some(measure)) => changes.extend(book.put(Record::Implementation(Implementation {
                        narrative: word.clone(), ..Implementation::blank(measure.id, FiscalYear(2016 + *index as i32))
                    }))),
                    (4, _) => changes.extend(book.departments().get(*index).map(|row| book.remove(Key::Department(row.id))).unwrap_or_default()),
                    (5, _) => changes.extend(book.put(Record::Year(Year { year: FiscalYear(2016 + *index as i32), closed: true }))),
                    (_, _) => changes.extend(book.put(Record::Goal(Goal { name: word.clone(), ..book.goals()[0].clone() }))),
                }
            }
            match book.apply(&changes) {
                Ok(()) => {
                    let after = book.clone();
                    prop_assert_eq!(book.apply(&inverse(changes.clone())), Ok(()));
                    prop_assert_eq!(&book, &before);
                    prop_assert_eq!(book.apply(&changes), Ok(()));
                    prop_assert_eq!(&book, &after);
                }
                Err(_) => prop_assert_eq!(&book, &before),
            }
        }
    }
}
