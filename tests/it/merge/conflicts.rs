//! Copies that do, and what is decided.

use super::*;
use shinchoku::domain::{
    Department, DepartmentId, Direction, FiscalYear, MeasureId, Position, Succession, Value, Year,
};

fn triple(office: &Office) -> (Store, Store, Store) {
    let master = office.create(&support::book(12, 60));
    let copies = (office.copy(&master), office.copy(&master));
    (master, copies.0, copies.1)
}

#[test]
fn a_decision_is_not_asked_for_twice() {
    for (decision, expected) in [
        (Decision::Mine, "・本庁の文。"),
        (Decision::Theirs, "・課の文。"),
        (Decision::Text("・両方の文。".to_owned()), "・両方の文。"),
    ] {
        let office = Office::new();
        let (mut master, mut copy, _) = triple(&office);
        narrate(&mut master, 0, "・本庁の文。");
        narrate(&mut copy, 0, "・課の文。");
        let asked = incoming(&master, &copy);
        assert!(matches!(
            master.merge(&asked, &Decisions::new()),
            Err(Error::Undecided(undecided)) if undecided.0.len() == 1
        ));
        assert_eq!(merge_with(&mut master, &copy, &decision).len(), 1);
        assert_eq!(entry(&master, 0).narrative, expected);
        assert_eq!(nothing(&master, &copy), NothingToMerge::Again);
        // What the copy does elsewhere brings it back no more than what the master goes on to write.
        narrate(&mut copy, 1, "・あとから書いた。");
        narrate(&mut master, 0, "・本庁で直した。");
        merge(&mut master, &copy);
        assert_eq!(entry(&master, 0).narrative, "・本庁で直した。");
        // The copy learns of it.
        merge(&mut copy, &master);
        assert_eq!(entry(&copy, 0).narrative, "・本庁で直した。");
    }
}

#[test]
fn the_text_that_was_not_taken_can_still_be_found() {
    let office = Office::new();
    let (mut master, mut copy, _) = triple(&office);
    narrate(&mut master, 0, "・本庁の文。");
    narrate(&mut copy, 0, "・課の文。");
    let _ = merge_with(&mut master, &copy, &Decision::Mine);
    let declined = master.declined(master.head().unwrap()).unwrap();
    assert_eq!(declined, [Record::Implementation(entry(&copy, 0))]);
}

#[test]
fn two_who_decided_differently_are_asked_again() {
    let office = Office::new();
    let (mut master, mut one, mut other) = triple(&office);
    narrate(&mut master, 0, "・本庁の文。");
    narrate(&mut one, 0, "・一課の文。");
    merge(&mut other, &master);
    let _ = merge_with(&mut master, &one, &Decision::Mine);
    let _ = merge_with(&mut other, &one, &Decision::Theirs);
    let asked = incoming(&master, &other);
    let conflict = asked.merge().conflicts().next().unwrap();
    assert_eq!(conflict.mine, Some(Value::Text("・本庁の文。".to_owned())));
    assert_eq!(conflict.theirs, Some(Value::Text("・一課の文。".to_owned())));
}

#[test]
fn an_edit_against_a_deletion_is_asked_for() {
    for decision in [Decision::Mine, Decision::Theirs] {
        for deleted_here in [true, false] {
            let office = Office::new();
            let (mut master, mut copy, _) = triple(&office);
            let key = Key::Measure(measure(&master, 0).id);
            let text = entry(&master, 1);
            let (deleter, editor) =
                if deleted_here { (&mut master, &mut copy) } else { (&mut copy, &mut master) };
            narrate(editor, 0, "・書いた。");
            delete(deleter, key);
            let cells = merge_with(&mut master, &copy, &decision);
            assert_eq!(cells, [Cell { key, field: None }]);
            let stays = (decision == Decision::Mine) != deleted_here;
            let book = master.book();
            assert_eq!(book.record(key).is_some(), stays);
            if stays {
                assert_eq!(entry(&master, 0).narrative, "・書いた。");
                let earlier = text.year.previous();
                assert_ne!(book.narrative(measure(&master, 0).id, earlier), "", "all its entries");
            }
            assert_eq!(nothing(&master, &copy), NothingToMerge::Again);
            merge(&mut copy, &master);
            assert_eq!(copy.book(), master.book());
        }
    }
}

#[test]
fn a_row_that_was_only_moved_may_be_deleted() {
    let office = Office::new();
    let (mut master, mut copy, _) = triple(&office);
    let moved = Measure { position: Position::nth(90), number: 9, ..measure(&master, 0) };
    put(&mut master, [Record::Measure(moved.clone())]);
    delete(&mut copy, Key::Measure(moved.id));
    merge(&mut master, &copy);
    assert_eq!(master.book().measure(moved.id), None);
}

/// A direction with a measure of its own, which the copies can do away with.
fn with_direction(office: &Office) -> (Store, Store, Direction) {
    let mut master = office.create(&support::book(4, 60));
    let goal = master.book().goals()[0].id;
    let direction = Direction {
        id: shinchoku::domain::DirectionId::new(),
        ..master.book().directions(goal)[0].clone()
    };
    put(&mut master, [Record::Direction(direction.clone())]);
    let copy = office.copy(&master);
    (master, copy, direction)
}

#[test]
fn a_measure_added_in_a_deleted_direction_is_asked_for() {
    for decision in [Decision::Mine, Decision::Theirs] {
        for deleted_here in [true, false] {
            let office = Office::new();
            let (mut master, mut copy, direction) = with_direction(&office);
            let key = Key::Direction(direction.id);
            let (deleter, editor) =
                if deleted_here { (&mut master, &mut copy) } else { (&mut copy, &mut master) };
            delete(deleter, key);
            let added =
                Measure { id: MeasureId::new(), direction: direction.id, ..measure(editor, 0) };
            put(editor, [Record::Measure(added.clone())]);
            let moved = Measure { direction: direction.id, ..measure(editor, 1) };
            put(editor, [Record::Measure(moved.clone())]);
            let cells = merge_with(&mut master, &copy, &decision);
            assert_eq!(cells, [Cell { key, field: None }]);
            let stays = (decision == Decision::Mine) != deleted_here;
            let book = master.book();
            assert_eq!(book.record(key).is_some(), stays);
            assert_eq!(book.measure(added.id).is_some(), stays);
            assert_eq!(book.measure(moved.id).unwrap().direction == direction.id, stays);
        }
    }
}

#[test]
fn what_the_other_still_uses_is_not_deleted_unasked() {
    for decision in [Decision::Mine, Decision::Theirs] {
        let office = Office::new();
        let mut master = office.create(&support::book(4, 60));
        let year = FiscalYear(2020);
        let spare = Department::new("予備課", Position::nth(50));
        put(
            &mut master,
            [Record::Department(spare.clone()), Record::Year(Year { year, closed: false })],
        );
        let mut copy = office.copy(&master);
        delete(&mut copy, Key::Department(spare.id));
        delete(&mut copy, Key::Year(year));
        let mut led = measure(&master, 0);
        led.related.push(spare.id);
        let text = Implementation {
            narrative: "・前の年度。".to_owned(),
            ..Implementation::blank(led.id, year)
        };
        put(&mut master, [Record::Measure(led.clone()), Record::Implementation(text)]);
        let cells = merge_with(&mut master, &copy, &decision);
        assert_eq!(cells.len(), 2);
        let stays = decision == Decision::Mine;
        assert_eq!(master.book().department(spare.id).is_some(), stays);
        assert_eq!(master.book().year(year).is_some(), stays);
        assert_eq!(measure(&master, 0).related.contains(&spare.id), stays);
        assert_eq!(master.book().narrative(led.id, year) == "・前の年度。", stays);
    }
}

#[test]
fn successors_do_not_go_in_circles() {
    for decision in [Decision::Mine, Decision::Theirs] {
        let office = Office::new();
        let (mut master, mut copy, _) = triple(&office);
        let ids: Vec<DepartmentId> = master.book().departments().iter().map(|row| row.id).collect();
        let succeed = |store: &mut Store, of: usize, into: usize| {
            let row = store.book().department(ids[of]).unwrap().clone();
            let successor = Some(Succession { into: ids[into], from: FiscalYear(2024) });
            put(store, [Record::Department(Department { successor, ..row })]);
        };
        succeed(&mut master, 0, 1);
        succeed(&mut copy, 1, 2);
        succeed(&mut copy, 2, 0);
        let cells = merge_with(&mut master, &copy, &decision);
        assert!(!cells.is_empty() && cells.iter().all(|it| it.field == Some(Field::Successor)));
        let successor = |at: usize| master.book().department(ids[at]).unwrap().successor;
        assert_eq!(successor(0).is_some(), decision == Decision::Mine);
    }
}

#[test]
fn two_departments_renamed_alike_are_asked_for() {
    let office = Office::new();
    let (mut master, mut copy, _) = triple(&office);
    let rename = |store: &mut Store, at: usize| {
        let row = store.book().departments()[at].clone();
        put(store, [Record::Department(Department { name: "政策課".to_owned(), ..row })]);
    };
    rename(&mut master, 0);
    rename(&mut copy, 1);
    let cells = merge_with(&mut master, &copy, &Decision::Theirs);
    assert_eq!(cells.len(), 1);
    let names: Vec<_> =
        master.book().departments()[..2].iter().map(|row| row.name.clone()).collect();
    assert!(
        names.contains(&"政策課".to_owned()) && names.contains(&"政策課（2）".to_owned()),
        "{names:?}"
    );
}

#[test]
fn one_template_stays() {
    let office = Office::new();
    let (mut master, mut copy, _) = triple(&office);
    let keys: Vec<Key> =
        master.book().templates().iter().map(|row| Key::Template(row.id)).collect();
    delete(&mut master, keys[0]);
    delete(&mut copy, keys[1]);
    delete(&mut copy, keys[2]);
    let _ = merge_with(&mut master, &copy, &Decision::Theirs);
    assert_eq!(master.book().templates().len(), 1);
}

#[test]
fn a_file_that_changed_meanwhile_is_compared_again() {
    let office = Office::new();
    let (mut master, mut copy, _) = triple(&office);
    narrate(&mut copy, 0, "・課の文。");
    let seen = incoming(&master, &copy);
    narrate(&mut master, 1, "・その間に。");
    assert!(matches!(master.merge(&seen, &Decisions::new()), Err(Error::Overtaken)));
    merge(&mut master, &copy);
}
