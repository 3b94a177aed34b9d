use super::*;
use crate::domain::{Department, Direction, Goal, Implementation, Plan, Position, Year};
use crate::domain::{DirectionId, GoalId, Succession};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Two goals of one measure each, of the departments 農政課 and 商工課, with two years.
fn book() -> (Book, [DepartmentId; 2], [MeasureId; 2]) {
    let mut book = Book::new(Plan::new("みずほ野市", "総合戦略"));
    let mut rows = Vec::new();
    let mut departments = Vec::new();
    let mut measures = Vec::new();
    rows.extend(
        [2023, 2024].map(|year| Record::Year(Year { year: FiscalYear(year), closed: false })),
    );
    for (index, name) in ["農政課", "商工課"].into_iter().enumerate() {
        let department = Department::new(name, Position::nth(index));
        let goal = Goal {
            id: GoalId::new(),
            number: 1,
            label: "基本目標".to_owned(),
            name: format!("{name}の目標"),
            position: Position::nth(index),
        };
        let direction = Direction {
            id: DirectionId::new(),
            goal: goal.id,
            number: 1,
            name: format!("{name}の方向"),
            position: Position::FIRST,
        };
        let measure = Measure {
            lead: vec![department.id],
            ..Measure::new(direction.id, 1, format!("{name}の施策"), Position::FIRST)
        };
        departments.push(department.id);
        measures.push(measure.id);
        let entry = Implementation::blank(measure.id, FiscalYear(2024))
            .rewritten(None, format!("・{name}の実績。"));
        rows.extend([
            Record::Department(department),
            Record::Goal(goal),
            Record::Direction(direction),
            Record::Measure(measure),
            Record::Implementation(entry),
        ]);
    }
    book.apply(&rows.into_iter().map(Change::add).collect::<Vec<_>>()).unwrap();
    (book, [departments[0], departments[1]], [measures[0], measures[1]])
}

fn scope(book: &Book, department: DepartmentId) -> Scope {
    let terms = Terms { deadline: Some(day("2027-05-31")), ..Terms::default() };
    Scope::of(book, department, FiscalYear(2024), terms).unwrap()
}

#[test]
fn a_department_is_asked_for_what_it_leads() {
    let (book, [farming, trade], [first, second]) = book();
    let of = |id| scope(&book, id).measures.into_iter().collect::<Vec<_>>();
    assert_eq!((of(farming), of(trade)), (vec![first], vec![second]));
    let stranger = DepartmentId::new();
    assert_eq!(Scope::of(&book, stranger, FiscalYear(2024), Terms::default()), None);
}

#[test]
fn the_words_of_its_own_entries_may_be_changed_and_agreed_to_but_not_confirmed() {
    let (book, [farming, _], [first, second]) = book();
    let scope = scope(&book, farming);
    let allows = |entry: Implementation| {
        scope.allows(&book.put(Record::Implementation(entry)).expect("a change"))
    };
    let entry = |id, year| {
        let blank = Implementation::blank(id, FiscalYear(year));
        book.implementation(id, FiscalYear(year)).cloned().unwrap_or(blank)
    };
    let written = |entry: Implementation| entry.rewritten(None, "・書いた。".to_owned());
    assert!(allows(written(entry(first, 2024))));
    assert!(allows(entry(first, 2024).approved(Approval::Department)));
    assert!(!allows(entry(first, 2024).approved(Approval::Confirmed)));
    assert!(!allows(written(entry(first, 2023))), "another year");
    assert!(!allows(written(entry(second, 2024))), "another department's");
}

#[test]
fn what_is_confirmed_is_not_rewritten() {
    let (mut book, [farming, _], [first, _]) = book();
    let scope = scope(&book, farming);
    let entry = book.implementation(first, FiscalYear(2024)).unwrap().clone();
    let confirmed = entry.approved(Approval::Confirmed);
    book.apply(&[book.put(Record::Implementation(confirmed.clone())).unwrap()]).unwrap();
    let rewritten = confirmed.rewritten(None, "・直した。".to_owned());
    assert!(!scope.allows(&book.put(Record::Implementation(rewritten)).unwrap()));
    assert!(!scope.allows(&Change::add(Record::Plan(book.plan().clone()))));
}

#[test]
fn what_is_left_out_takes_its_headings_along() {
    let (mut book, [farming, _], [first, _]) = book();
    let changes = scope(&book, farming).leaving_out(&book);
    book.apply(&changes).unwrap();
    assert_eq!(book.listed().iter().map(|row| row.2.id).collect::<Vec<_>>(), [first]);
    assert_eq!(book.goals().len(), 1);
    for change in changes.into_iter().map(without_texts) {
        let before = change.before.expect("something that is left out");
        assert!(before.texts().into_iter().all(|(_, text)| text.is_empty()), "{before:?}");
    }
}

#[test]
fn the_ledger_knows_what_is_late() {
    let (book, [farming, _], _) = book();
    let at = DateTime::parse_from_rfc3339("2027-05-01T09:00:00+09:00").unwrap();
    let out = HandedOut {
        id: Uuid::new_v4(),
        scope: scope(&book, farming),
        file: "農政課.db".to_owned(),
        at,
        who: String::new(),
        returned: None,
        replaced: false,
    };
    assert_eq!(out.collection(day("2027-05-31")), Collection::Out, "the last day is in time");
    assert_eq!(out.collection(day("2027-06-01")), Collection::Overdue);
    let back = |submitted| Some(Returned { at, head: Uuid::new_v4(), submitted });
    let early = HandedOut { returned: back(false), ..out.clone() };
    assert_eq!(early.collection(day("2027-06-01")), Collection::Early);
    assert!(early.is_awaited(day("2027-06-01")));
    let taken = HandedOut { returned: back(true), ..out.clone() };
    assert_eq!(taken.collection(day("2027-06-01")), Collection::Taken);
    let replaced = HandedOut { replaced: true, ..out.clone() };
    assert!(!replaced.is_awaited(day("2027-06-01")));
    let scope = Scope { deadline: None, ..out.scope.clone() };
    let whenever = HandedOut { scope, ..out };
    assert_eq!(whenever.collection(day("2099-01-01")), Collection::Out);
}

/// What an older program handed out comes back to this one.
#[test]
fn a_scope_that_knows_of_no_usage_is_read() {
    let (book, [farming, _], _) = book();
    let scope = scope(&book, farming);
    assert_eq!(scope.usage, Some(book.usage()));
    let mut older = serde_json::to_value(&scope).unwrap();
    assert!(older.as_object_mut().unwrap().remove("usage").is_some());
    let read: Scope = serde_json::from_value(older).unwrap();
    assert_eq!(read, Scope { usage: None, ..scope });
}

/// A department that took over is asked for what others led, once where it leads by both; what is no
/// longer asked for is nobody's.
#[test]
fn each_department_is_asked_for_what_it_leads_that_year() {
    let (mut book, [farm, trade], [first, second]) = book();
    let ended = Department {
        successor: Some(Succession { into: trade, from: FiscalYear(2024) }),
        ..book.department(farm).unwrap().clone()
    };
    let both = Measure { lead: vec![farm, trade], ..book.measure(second).unwrap().clone() };
    let changes: Vec<Change> = [Record::Department(ended), Record::Measure(both)]
        .into_iter()
        .filter_map(|record| book.put(record))
        .collect();
    book.apply(&changes).unwrap();
    let of = |book: &Book, year| -> Vec<(DepartmentId, Vec<MeasureId>)> {
        let requested = requests(book, FiscalYear(year)).into_iter();
        requested
            .map(|(id, of)| (id, of.measures.into_iter().map(|row| row.id).collect()))
            .collect()
    };
    assert_eq!(of(&book, 2024), [(trade, vec![first, second])]);
    let mut before = vec![(farm, vec![first, second]), (trade, vec![second])];
    before.sort();
    assert_eq!(of(&book, 2023), before);
    let retired = Measure { retired: true, ..book.measure(first).unwrap().clone() };
    let change = book.put(Record::Measure(retired)).unwrap();
    book.apply(&[change]).unwrap();
    assert_eq!(of(&book, 2024), [(trade, vec![second])]);
}
