//! Copies that do not get into each other's way.

use super::*;
use shinchoku::domain::merge::Verdict;
use shinchoku::domain::{Approval, Department, DepartmentId, EntryState, Position, Value, Year};

fn pair(office: &Office) -> (Store, Store) {
    let master = office.create(&support::book(12, 60));
    let copy = office.copy(&master);
    (master, copy)
}

#[test]
fn what_either_changed_is_there() {
    let office = Office::new();
    let (mut master, mut copy) = pair(&office);
    narrate(&mut master, 0, "・本庁で書いた。");
    narrate(&mut copy, 1, "・課で書いた。");
    rename(&mut copy, 0, "直売所の整備");
    merge(&mut master, &copy);
    assert_eq!(entry(&master, 0).narrative, "・本庁で書いた。");
    assert_eq!(entry(&master, 1).narrative, "・課で書いた。");
    assert_eq!(measure(&master, 0).name, "直売所の整備");
    let history = master.history(1).unwrap();
    assert_eq!((history[0].op, history[0].subject.as_str()), (Some(Op::Merge), "コピー2.db"));
}

#[test]
fn a_file_brings_its_news_once() {
    let office = Office::new();
    let (mut master, mut copy) = pair(&office);
    assert_eq!(nothing(&master, &copy), NothingToMerge::Untouched);
    narrate(&mut copy, 0, "・一回目。");
    let older = office.copy(&copy);
    narrate(&mut copy, 0, "・二回目。");
    merge(&mut master, &copy);
    let before = (Book::clone(master.book()), master.head());
    assert_eq!(nothing(&master, &copy), NothingToMerge::Again);
    assert_eq!(nothing(&master, &older), NothingToMerge::Older);
    assert_eq!((Book::clone(master.book()), master.head()), before);
    // And what comes later is taken again.
    narrate(&mut copy, 0, "・三回目。");
    merge(&mut master, &copy);
    assert_eq!(entry(&master, 0).narrative, "・三回目。");
}

#[test]
fn a_merge_can_be_taken_back_and_made_again() {
    let office = Office::new();
    let (mut master, mut copy) = pair(&office);
    narrate(&mut copy, 0, "・課で書いた。");
    let before = Book::clone(master.book());
    merge(&mut master, &copy);
    let after = Book::clone(master.book());
    assert_eq!(master.undo().unwrap().unwrap().op, Op::Merge);
    assert_eq!(**master.book(), before);
    merge(&mut master, &copy);
    assert_eq!(**master.book(), after);
    let _ = master.undo().unwrap().unwrap();
    let _ = master.redo().unwrap().unwrap();
    assert_eq!(**master.book(), after);
    assert_eq!(nothing(&master, &copy), NothingToMerge::Again);
}

#[test]
fn a_merge_that_changed_nothing_is_known_and_can_be_taken_back() {
    let office = Office::new();
    let (mut master, mut copy) = pair(&office);
    narrate(&mut master, 0, "・同じことを書いた。");
    narrate(&mut copy, 0, "・同じことを書いた。");
    let incoming = incoming(&master, &copy);
    let verdicts: Vec<_> = incoming.merge().items().iter().map(|item| &item.verdict).collect();
    assert_eq!(verdicts, [&Verdict::Agreed]);
    merge(&mut master, &copy);
    assert_eq!(nothing(&master, &copy), NothingToMerge::Again);
    assert!(master.undo().unwrap().is_some());
    assert!(matches!(master.compare(&copy, None).unwrap(), Comparison::Incoming(_)));
}

#[test]
fn a_backup_is_taken_before() {
    let office = Office::new();
    let (mut master, mut copy) = pair(&office);
    master.keep_backups(office.backups());
    narrate(&mut copy, 0, "・課で書いた。");
    merge(&mut master, &copy);
    let names: Vec<String> = fs::read_dir(office.backups().folder().unwrap())
        .unwrap()
        .map(|file| file.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    assert!(
        names.iter().any(|name| name.starts_with("コピー1") && name.contains("merge")),
        "{names:?}"
    );
}

#[test]
fn two_changes_of_one_text_are_put_together() {
    let office = Office::new();
    let mut master = office.create(&support::book(2, 60));
    narrate(&mut master, 0, "・講座を5回開催した。\n・見学会を行った。");
    let mut copy = office.copy(&master);
    narrate(&mut master, 0, "・講座を6回開催した。\n・見学会を行った。");
    narrate(&mut copy, 0, "・講座を5回開催した。\n・見学会を行った。\n・好評だった。");
    merge(&mut master, &copy);
    let merged = "・講座を6回開催した。\n・見学会を行った。\n・好評だった。";
    assert_eq!(entry(&master, 0).narrative, merged);
}

/// A carries B's work along; the master has B's from B itself and has gone on from there.
#[test]
fn what_came_another_way_is_no_conflict() {
    let office = Office::new();
    let mut master = office.create(&support::book(4, 60));
    let (mut one, mut other) = (office.copy(&master), office.copy(&master));
    narrate(&mut other, 0, "・二課で書いた。");
    merge(&mut one, &other);
    narrate(&mut one, 1, "・一課で書いた。");
    merge(&mut master, &other);
    narrate(&mut master, 0, "・本庁で直した。");
    merge(&mut master, &one);
    assert_eq!(entry(&master, 0).narrative, "・本庁で直した。");
    assert_eq!(entry(&master, 1).narrative, "・一課で書いた。");
}

/// A value that was changed and changed back is the later one, not an untouched one.
#[test]
fn a_change_taken_back_is_taken_back_everywhere() {
    let office = Office::new();
    let mut master = office.create(&support::book(4, 60));
    let mut copy = office.copy(&master);
    let mut third = office.copy(&master);
    let original = entry(&master, 0).narrative;
    narrate(&mut copy, 0, "・書きまちがえた。");
    merge(&mut third, &copy);
    let _ = copy.undo().unwrap().unwrap();
    merge(&mut master, &copy);
    assert_eq!(entry(&master, 0).narrative, original);
    merge(&mut master, &third);
    assert_eq!(entry(&master, 0).narrative, original);
    merge(&mut third, &master);
    assert_eq!(entry(&third, 0).narrative, original);
}

#[test]
fn rows_that_were_added_moved_and_retired_come_along() {
    let office = Office::new();
    let (mut master, mut copy) = pair(&office);
    let added = Measure { id: shinchoku::domain::MeasureId::new(), ..measure(&copy, 0) };
    let moved = Measure { direction: measure(&copy, 11).direction, ..measure(&copy, 1) };
    let renumbered = Measure { number: 99, ..measure(&copy, 2) };
    let retired = Department { retired: true, ..copy.book().departments()[0].clone() };
    let text = Implementation {
        narrative: "・新しい施策。".to_owned(),
        ..Implementation::blank(added.id, copy.book().latest_year().unwrap())
    };
    put(&mut copy, [Record::Measure(added.clone()), Record::Measure(moved.clone())]);
    put(&mut copy, [Record::Implementation(text.clone()), Record::Measure(renumbered.clone())]);
    put(&mut copy, [Record::Department(retired.clone())]);
    let gone = Key::Measure(measure(&copy, 5).id);
    delete(&mut copy, gone);
    narrate(&mut master, 3, "・本庁で書いた。");
    let expected = copy.book().measure_count();
    merge(&mut master, &copy);
    let book = master.book();
    assert_eq!(book.measure_count(), expected);
    assert_eq!(book.measure(added.id), Some(&added));
    assert_eq!(book.implementation(added.id, text.year), Some(&text));
    assert_eq!(book.measure(moved.id), Some(&moved));
    assert_eq!(book.measure(renumbered.id), Some(&renumbered));
    assert_eq!(book.department(retired.id), Some(&retired));
}

/// Found by the law of order and grouping.
#[test]
fn a_year_that_was_opened_and_taken_back_is_no_answer_to_one_that_is_kept() {
    let office = Office::new();
    let mut master = office.create(&support::book(3, 60));
    let mut copy = office.copy(&master);
    let year = master.book().latest_year().unwrap().next();
    put(&mut master, [Record::Year(Year { year, closed: false })]);
    put(&mut copy, [Record::Year(Year { year, closed: false })]);
    let _ = copy.undo().unwrap();
    let mut other = office.copy(&copy);
    merge(&mut other, &master);
    assert!(other.book().year(year).is_some());
    merge(&mut master, &copy);
    assert!(master.book().year(year).is_some());
}

#[test]
fn the_same_year_opened_twice_is_one_year() {
    let office = Office::new();
    let (mut master, mut copy) = pair(&office);
    let year = master.book().latest_year().unwrap().next();
    put(&mut master, [Record::Year(Year { year, closed: false })]);
    put(&mut copy, [Record::Year(Year { year, closed: false })]);
    narrate(&mut copy, 0, "・新しい年度。");
    merge(&mut master, &copy);
    assert_eq!(master.book().narrative(measure(&master, 0).id, year), "・新しい年度。");
}

#[test]
fn a_consent_holds_for_the_words_that_it_was_given_to() {
    let office = Office::new();
    let mut master = office.create(&support::book(4, 60));
    for index in 0..4 {
        narrate(&mut master, index, "・講座を5回開催した。\n・見学会を行った。");
    }
    let mut copy = office.copy(&master);
    let approve = |store: &mut Store, index, approval| {
        let entry = entry(store, index).approved(approval);
        put(store, [Record::Implementation(entry)]);
    };
    // Agreed to there as it stands here.
    approve(&mut copy, 0, Approval::Department);
    // Agreed to there, changed here in another line.
    narrate(&mut master, 1, "・講座を6回開催した。\n・見学会を行った。");
    approve(&mut copy, 1, Approval::Department);
    // Agreed to here, changed there.
    approve(&mut master, 2, Approval::Confirmed);
    narrate(&mut copy, 2, "・講座を7回開催した。\n・見学会を行った。");
    // Changed and agreed to there, while here the old words were.
    approve(&mut master, 3, Approval::Confirmed);
    narrate(&mut copy, 3, "・講座を8回開催した。");
    approve(&mut copy, 3, Approval::Department);
    merge(&mut master, &copy);
    let states: Vec<_> = (0..4).map(|index| entry(&master, index).state()).collect();
    assert_eq!(
        states,
        [
            EntryState::DepartmentChecked,
            EntryState::InProgress,
            EntryState::InProgress,
            EntryState::DepartmentChecked
        ]
    );
    assert_eq!(entry(&master, 1).narrative, "・講座を6回開催した。\n・見学会を行った。");
}

#[test]
fn two_departments_of_one_name_are_one() {
    let office = Office::new();
    let (mut master, mut copy) = pair(&office);
    let add = |store: &mut Store, contact: &str, index| {
        let row = Department::new("こども課", Position::nth(40));
        let row = Department { contact: contact.to_owned(), ..row };
        let measure = Measure { lead: vec![row.id], ..measure(store, index) };
        put(store, [Record::Department(row), Record::Measure(measure)]);
    };
    add(&mut master, "", 0);
    add(&mut copy, "内線2345", 1);
    let incoming = incoming(&master, &copy);
    let unions = incoming.merge().unions();
    assert_eq!(unions.iter().map(|union| union.name.as_str()).collect::<Vec<_>>(), ["こども課"]);
    let union = unions[0].clone();
    let (mut apart, before) = (office.copy(&master), office.copy(&copy));
    merge(&mut master, &copy);
    let book = master.book();
    let same: Vec<_> =
        book.departments().into_iter().filter(|row| row.name == "こども課").collect();
    assert_eq!(same.len(), 1);
    assert_eq!(same[0].contact, "内線2345");
    assert_eq!(measure(&master, 0).lead, measure(&master, 1).lead);
    // What the other goes on to say of its own is said of the one.
    let theirs = copy.book().department_named("こども課").unwrap().clone();
    put(&mut copy, [Record::Department(Department { contact: "内線9999".to_owned(), ..theirs })]);
    let lead = copy.book().department_named("こども課").unwrap().id;
    let third = Measure { lead: vec![lead], ..measure(&copy, 2) };
    put(&mut copy, [Record::Measure(third)]);
    merge(&mut master, &copy);
    assert_eq!(master.book().department_named("こども課").unwrap().contact, "内線9999");
    assert_eq!(measure(&master, 2).lead, measure(&master, 0).lead);
    // And the other way round.
    merge(&mut copy, &master);
    assert_eq!(measure(&copy, 0).lead, measure(&copy, 1).lead);
    assert_eq!(copy.book().departments().len(), master.book().departments().len());

    let incoming = self::incoming(&apart, &before).apart(union.theirs, "こども支援課".to_owned());
    apart.merge(&incoming, &Decisions::new()).unwrap();
    for (index, name) in ["こども課", "こども支援課"].into_iter().enumerate() {
        let lead = apart.book().department_named(name).unwrap().id;
        assert_eq!(measure(&apart, index).lead, [lead]);
    }
}

/// Whichever of three identities stays, those who have taken one another in are asked nothing.
#[test]
fn a_department_that_three_have_added_is_one() {
    for ids in [[1, 2, 3], [1, 3, 2], [2, 1, 3], [2, 3, 1], [3, 1, 2], [3, 2, 1]] {
        let office = Office::new();
        let master = office.create(&support::book(3, 40));
        let mut copies = ids.map(|_| office.copy(&master));
        for (index, (copy, id)) in copies.iter_mut().zip(ids).enumerate() {
            let id = DepartmentId::from_uuid(uuid::Uuid::from_u128(id));
            let row = Department { id, ..Department::new("こども課", Position::nth(40)) };
            let measure = Measure { lead: vec![id], ..measure(copy, index) };
            put(copy, [Record::Department(row), Record::Measure(measure)]);
        }
        let [mut left, mut right, third] = copies;
        merge(&mut left, &right);
        merge(&mut right, &third);
        merge(&mut left, &right);
        merge(&mut right, &left);
        for store in [&left, &right] {
            let id = store.book().department_named("こども課").unwrap().id;
            assert!((0..3).all(|index| measure(store, index).lead == [id]), "{ids:?}");
            assert_eq!(store.book().departments().len(), 13);
        }
    }
}

#[test]
fn both_may_change_one_template() {
    let office = Office::new();
    let (mut master, mut copy) = pair(&office);
    let set = |store: &mut Store, change: fn(&mut shinchoku::domain::template::Settings)| {
        let mut template = store.book().templates()[0].clone();
        change(&mut template.settings);
        put(store, [Record::Template(template)]);
    };
    set(&mut master, |settings| settings.type_size = 105);
    set(&mut copy, |settings| settings.note = "注".to_owned());
    merge(&mut master, &copy);
    let settings = &master.book().templates()[0].settings;
    assert_eq!((settings.type_size, settings.note.as_str()), (105, "注"));
}

#[test]
fn only_what_was_handed_out_is_taken() {
    let office = Office::new();
    let (mut master, mut copy) = pair(&office);
    narrate(&mut copy, 0, "・自分の施策。");
    narrate(&mut copy, 1, "・よその施策。");
    let inside = [key_of(&entry(&copy, 0))].into();
    let Comparison::Incoming(incoming) = master.compare(&copy, Some(inside)).unwrap() else {
        panic!("something is new");
    };
    let outside: Vec<Key> = incoming.merge().outside().iter().copied().collect();
    assert_eq!(outside, [key_of(&entry(&copy, 1))]);
    let before = entry(&master, 1);
    master.merge(&incoming, &Decisions::new()).unwrap();
    assert_eq!(entry(&master, 0).narrative, "・自分の施策。");
    assert_eq!(entry(&master, 1), before);
}

/// The screen shows what is taken with what was there before.
#[test]
fn each_difference_tells_all_three() {
    let office = Office::new();
    let (master, mut copy) = pair(&office);
    let before = measure(&copy, 0).name;
    rename(&mut copy, 0, "直売所の整備");
    let incoming = incoming(&master, &copy);
    let [item] = incoming.merge().items() else { panic!("one item") };
    assert_eq!(item.cell, cell(Key::Measure(measure(&copy, 0).id), Field::MeasureName));
    assert_eq!(item.base, Some(Value::Text(before.clone())));
    assert_eq!(item.mine, Some(Value::Text(before)));
    assert_eq!(item.theirs, Some(Value::Text("直売所の整備".to_owned())));
    assert_eq!(item.verdict, Verdict::Taken);
}
