use super::*;
use crate::domain::{
    Department, Direction, DirectionId, FiscalYear, Goal, GoalId, Implementation, Measure, Plan,
    Position, Year,
};
use proptest::prelude::*;

const YEAR: FiscalYear = FiscalYear(2024);

/// A book with one measure that one department leads, and its entry.
fn book() -> (Book, Measure, Department) {
    let department = Department::new("農政課", Position::FIRST);
    let goal = Goal {
        id: GoalId::new(),
        number: 1,
        label: Goal::default_label(1),
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
    let measure = measure(direction.id, "直売所の整備", vec![department.id]);
    let entry = Implementation {
        narrative: "・開きました。".into(),
        ..Implementation::blank(measure.id, YEAR)
    };
    let mut book = Book::new(Plan::new("みずほ野市", "総合戦略"));
    let rows = [
        Record::Department(department.clone()),
        Record::Year(Year { year: YEAR, closed: false }),
        Record::Goal(goal),
        Record::Direction(direction),
        Record::Measure(measure.clone()),
        Record::Implementation(entry),
    ];
    book.apply(&rows.map(Change::add)).unwrap();
    (book, measure, department)
}

fn measure(direction: DirectionId, name: &str, lead: Vec<crate::domain::DepartmentId>) -> Measure {
    Measure { lead, ..Measure::new(direction, 1, name, Position::FIRST) }
}

/// Makes one edit and gives what it changed.
fn edit(book: &mut Book, record: Record) -> Vec<Change> {
    let changes: Vec<Change> = book.put(record).into_iter().collect();
    book.apply(&changes).unwrap();
    changes
}

fn entry(book: &Book, measure: &Measure) -> Implementation {
    book.implementation(measure.id, YEAR).unwrap().clone()
}

#[test]
fn one_field_comes_back_and_the_others_stay() {
    let (mut book, measure, _) = book();
    let renamed = Measure { name: "直売所".into(), number: 7, ..measure.clone() };
    let changes = edit(&mut book, Record::Measure(renamed.clone()));
    let _ = edit(&mut book, Record::Measure(Measure { retired: true, ..renamed.clone() }));
    let key = Key::Measure(measure.id);
    let restored = restoration(&book, &changes, Extent::Field(key, Field::MeasureName)).unwrap();
    book.apply(&restored).unwrap();
    let expected = Measure { name: measure.name, retired: true, ..renamed };
    assert_eq!(book.measure(measure.id), Some(&expected));
}

#[test]
fn words_that_come_back_must_be_agreed_to_again() {
    let (mut book, measure, _) = book();
    let before = entry(&book, &measure);
    let changes = edit(
        &mut book,
        Record::Implementation(before.clone().rewritten(None, "・閉じました。".into())),
    );
    let approved = entry(&book, &measure).approved(Approval::Confirmed);
    let _ = edit(&mut book, Record::Implementation(approved));
    let key = Key::Implementation(measure.id, YEAR);
    let restored = restoration(&book, &changes, Extent::Field(key, Field::Narrative)).unwrap();
    book.apply(&restored).unwrap();
    assert_eq!(entry(&book, &measure), before);
}

#[test]
fn a_consent_does_not_come_back_to_other_words() {
    let (mut book, measure, _) = book();
    let approved = entry(&book, &measure).approved(Approval::Department);
    let _ = edit(&mut book, Record::Implementation(approved.clone()));
    let rewritten = approved.clone().rewritten(None, "・閉じました。".into());
    let changes = edit(&mut book, Record::Implementation(rewritten));
    let extent = Extent::Field(Key::Implementation(measure.id, YEAR), Field::Approval);
    assert_eq!(restoration(&book, &changes, extent), Ok(Vec::new()));
    // To the words to which it was given it does.
    let unapproved = Implementation { approval: Approval::None, ..approved.clone() };
    let _ = edit(&mut book, Record::Implementation(unapproved));
    let restored = restoration(&book, &changes, extent).unwrap();
    book.apply(&restored).unwrap();
    assert_eq!(entry(&book, &measure), approved);
}

#[test]
fn a_deleted_measure_comes_back_with_its_entries() {
    let (mut book, measure, _) = book();
    let before = book.clone();
    let changes = book.remove(Key::Measure(measure.id));
    book.apply(&changes).unwrap();
    let extent = Extent::Record(Key::Measure(measure.id));
    let restored = restoration(&book, &changes, extent).unwrap();
    book.apply(&restored).unwrap();
    assert_eq!(book, before);
}

#[test]
fn what_would_refer_to_nothing_is_refused() {
    let (mut book, measure, department) = book();
    let changes = edit(&mut book, Record::Measure(Measure { lead: Vec::new(), ..measure.clone() }));
    let gone = book.remove(Key::Department(department.id));
    book.apply(&gone).unwrap();
    let extent = Extent::Record(Key::Measure(measure.id));
    assert_eq!(
        restoration(&book, &changes, extent),
        Err(Invalid::Dangling(Key::Department(department.id)))
    );
    // With the department it can come back.
    let all = [changes, gone].concat();
    assert!(restoration(&book, &all, Extent::All).is_ok());
}

/// What a clerk might do: to which of the records, and with which text.
fn act(book: &Book, kind: u8, which: usize, text: &str) -> Vec<Change> {
    let nth = |count: usize| which.checked_rem(count);
    let measures: Vec<Measure> = book.listed().iter().map(|row| row.2.clone()).collect();
    let departments: Vec<Department> = book.departments().into_iter().cloned().collect();
    let one = nth(measures.len()).map(|at| measures[at].clone());
    let direction = book.goals().first().and_then(|goal| book.directions(goal.id).first().copied());
    let put = |record: Record| book.put(record).into_iter().collect();
    match (kind % 7, one) {
        (0, _) => put(Record::Department(Department::new(text, Position::nth(which)))),
        (1, _) => direction
            .map(|row| put(Record::Measure(measure(row.id, text, Vec::new()))))
            .unwrap_or_default(),
        (2, Some(row)) => book.remove(Key::Measure(row.id)),
        (3, Some(row)) => put(Record::Measure(Measure { name: text.into(), ..row })),
        (4, Some(row)) => {
            let entry = Implementation::blank(row.id, YEAR);
            put(Record::Implementation(Implementation { narrative: text.into(), ..entry }))
        }
        (5, Some(row)) => {
            let lead = nth(departments.len()).map(|at| departments[at].id);
            put(Record::Measure(Measure { lead: lead.into_iter().collect(), ..row }))
        }
        (6, _) => nth(departments.len())
            .map(|at| book.remove(Key::Department(departments[at].id)))
            .unwrap_or_default(),
        _ => Vec::new(),
    }
}

proptest! {
    /// Restoring to any moment gives that moment's book, also across earlier restorations.
    #[test]
    fn any_moment_comes_back(
        acts in prop::collection::vec((any::<u8>(), any::<usize>(), "[あいう]{1,2}"), 1..24),
        moments in prop::collection::vec(any::<prop::sample::Index>(), 1..4),
    ) {
        let (mut book, ..) = book();
        let mut log: Vec<(Book, Vec<Change>)> = Vec::new();
        for (kind, which, text) in acts {
            let changes = act(&book, kind, which, &text);
            let before = book.clone();
            if book.apply(&changes).is_ok() {
                log.push((before, changes));
            }
        }
        for moment in moments {
            let at = moment.index(log.len().max(1));
            let Some((wanted, _)) = log.get(at) else { return Ok(()) };
            let later: Vec<Change> = log[at..].iter().flat_map(|row| row.1.clone()).collect();
            let restored = restoration(&book, &later, Extent::All).unwrap();
            let (before, wanted) = (book.clone(), wanted.clone());
            book.apply(&restored).unwrap();
            prop_assert_eq!(&book, &wanted);
            log.push((before, restored));
        }
    }
}
