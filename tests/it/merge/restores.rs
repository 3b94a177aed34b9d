//! 復元: what is brought back to a moment has not taken what it had not taken then.

use super::books::{content, is_sound};
use super::edits::{Edit, Share, Start, edits, make};
use super::laws::{decision, take};
use super::*;
use crate::support::cases::config;
use proptest::prelude::*;
use shinchoku::domain::merge::Item;
use shinchoku::domain::restore::{Extent, restoration};
use shinchoku::domain::{Approval, MeasureId};
use shinchoku::store::differences;
use uuid::Uuid;

/// Brings back what was there after a commit.
fn go_back(store: &mut Store, moment: Uuid) -> bool {
    let since = store.changes_since(moment).unwrap();
    let changes = restoration(store.book(), &since, Extent::All).unwrap();
    let differs = !changes.is_empty();
    if differs {
        store.restore("前の内容", &changes, moment).unwrap();
    }
    differs
}

fn items(mine: &Store, theirs: &Store) -> Vec<Item> {
    match mine.compare(theirs, None).unwrap() {
        Comparison::Incoming(incoming) => incoming.merge().items().to_vec(),
        Comparison::Nothing(_) => Vec::new(),
    }
}

#[test]
fn what_was_taken_in_before_a_restore_is_offered_again() {
    let office = Office::new();
    let mut master = office.create(&support::book(12, 60));
    let mut copy = office.copy(&master);
    narrate(&mut copy, 0, "・課で書いた。");
    let (head, before) = (master.head().unwrap(), content(master.book()));
    merge(&mut master, &copy);
    let after = content(master.book());
    assert!(go_back(&mut master, head));
    assert_eq!(content(master.book()), before);
    // Undone and redone with it.
    let _ = master.undo().unwrap().unwrap();
    assert_eq!(nothing(&master, &copy), NothingToMerge::Again);
    let _ = master.redo().unwrap().unwrap();
    // What the department writes since comes with what it had written.
    narrate(&mut copy, 1, "・書き足した。");
    assert_eq!(incoming(&master, &copy).merge().items().len(), 2);
    let _ = copy.undo().unwrap().unwrap();
    merge(&mut master, &copy);
    assert_eq!(content(master.book()), after);
    assert_eq!(nothing(&master, &copy), NothingToMerge::Again);
}

#[test]
fn a_backup_leads_back_to_where_it_was_taken() {
    let office = Office::new();
    let mut master = office.create(&support::book(12, 60));
    let mut copies = [0, 1].map(|_| office.copy(&master));
    for (at, copy) in copies.iter_mut().enumerate() {
        narrate(copy, at, "・課で書いた。");
    }
    merge(&mut master, &copies[0]);
    let backup = office.copy(&master);
    merge(&mut master, &copies[1]);
    let changes = differences(&master, &backup).unwrap();
    let moment = master.moment_of(&backup).unwrap();
    assert_eq!(Some(moment), backup.head());
    master.restore("控え", &changes, moment).unwrap();
    assert_eq!(nothing(&master, &copies[0]), NothingToMerge::Again, "it stays taken in");
    merge(&mut master, &copies[1]);
    assert_eq!(entry(&master, 1).narrative, "・課で書いた。");
}

/// A merge stands again that stood at the moment and was taken back since.
#[test]
fn a_restore_brings_merges_back_as_well() {
    let office = Office::new();
    let mut master = office.create(&support::book(12, 60));
    let mut copy = office.copy(&master);
    narrate(&mut copy, 0, "・課で書いた。");
    merge(&mut master, &copy);
    let head = master.head().unwrap();
    let _ = master.undo().unwrap().unwrap();
    assert!(matches!(master.compare(&copy, None).unwrap(), Comparison::Incoming(_)));
    assert!(go_back(&mut master, head));
    assert_eq!(entry(&master, 0).narrative, "・課で書いた。");
    assert_eq!(nothing(&master, &copy), NothingToMerge::Again);
}

proptest! {
    #![proptest_config(config(24))]

    /// A merge, a restore of what was before it, and the merge again is the merge: the same is
    /// offered, and the same comes of it.
    #[test]
    fn what_is_restored_can_be_taken_in_again(
        edits in prop::collection::vec(edits(), 3),
        decision in decision(),
    ) {
        let office = Office::new();
        let mut mine = office.create(&support::book(4, 40));
        let mut theirs = office.copy(&mine);
        let start = Start::of(mine.book());
        let share = Share { editor: 0, of: 1 };
        let make_all = |store: &mut Store, edits: &[Edit]| {
            edits.iter().for_each(|edit| make(store, &start, share, edit));
        };
        make_all(&mut mine, &edits[0]);
        make_all(&mut theirs, &edits[1]);
        let (head, before) = (mine.head().unwrap(), content(mine.book()));
        let offered = items(&mine, &theirs);
        let _ = take(&mut mine, &theirs, &decision);
        let after = content(mine.book());
        if go_back(&mut mine, head) {
            prop_assert_eq!(&content(mine.book()), &before);
            prop_assert_eq!(&items(&mine, &theirs), &offered);
            let _ = take(&mut mine, &theirs, &decision);
            prop_assert_eq!(&content(mine.book()), &after);
        }
        // The same where more was done before one went back: then more may be asked, not less.
        make_all(&mut mine, &edits[2]);
        if content(mine.book()) != before && go_back(&mut mine, head) {
            let again = items(&mine, &theirs);
            for item in offered {
                let same = again.iter().find(|it| it.cell == item.cell);
                prop_assert!(same.is_some_and(|it| it.theirs == item.theirs), "{:?}", item);
            }
            let _ = take(&mut mine, &theirs, &decision);
            prop_assert!(is_sound(mine.book()));
        }
    }

    /// The same of each record by itself, and of each of its fields: what was taken of it comes again,
    /// and is then known.
    #[test]
    fn a_record_that_is_restored_can_be_taken_in_again(
        edits in prop::collection::vec(edits(), 2),
        decision in decision(),
    ) {
        let office = Office::new();
        let mut mine = office.create(&support::book(4, 40));
        let mut theirs = office.copy(&mine);
        let start = Start::of(mine.book());
        let share = Share { editor: 0, of: 1 };
        edits[0].iter().for_each(|edit| make(&mut mine, &start, share, edit));
        edits[1].iter().for_each(|edit| make(&mut theirs, &start, share, edit));
        let before = mine.head();
        let _ = take(&mut mine, &theirs, &decision);
        if mine.head() == before {
            return Ok(());
        }
        let after = content(mine.book());
        let changes = mine.changes(mine.head().unwrap()).unwrap();
        for extent in changes.iter().flat_map(extents) {
            let Ok(back) = restoration(mine.book(), &changes, extent) else { continue };
            if back.is_empty() {
                continue;
            }
            let mut mine = office.copy(&mine);
            mine.commit(Op::Restore, "", back).unwrap();
            let _ = take(&mut mine, &theirs, &decision);
            prop_assert!(is_sound(mine.book()), "{:?}", extent);
            if decision == Decision::Theirs {
                prop_assert_eq!(&content(mine.book()), &after, "{:?}", extent);
            }
            let again = mine.compare(&theirs, None).unwrap();
            prop_assert!(matches!(again, Comparison::Nothing(_)), "{:?}", extent);
        }
    }
}

/// A record, and each of the fields that a change has made other.
fn extents(change: &Change) -> Vec<Extent> {
    let Some(key) = change.key() else { return Vec::new() };
    let fields = change.after.iter().flat_map(Record::fields);
    let fields = fields.map(|(field, _)| Extent::Field(key, field));
    std::iter::once(Extent::Record(key)).chain(fields).collect()
}

/// Brings one field back to what it was before the latest commit.
fn bring_back(store: &mut Store, index: usize) {
    let key = key_of(&entry(store, index));
    let changes = store.changes(store.head().unwrap()).unwrap();
    let extent = Extent::Field(key, Field::Narrative);
    let changes = restoration(store.book(), &changes, extent).unwrap();
    store.commit(Op::Restore, "", changes).unwrap();
}

fn taken_and_brought_back(office: &Office) -> (Store, Store) {
    let mut master = office.create(&support::book(12, 60));
    narrate(&mut master, 0, "・元の文。");
    let mut copy = office.copy(&master);
    narrate(&mut copy, 0, "・元の文。\n・書いた。");
    narrate(&mut copy, 1, "・別の文。");
    merge(&mut master, &copy);
    bring_back(&mut master, 0);
    assert_eq!(entry(&master, 0).narrative, "・元の文。");
    (master, copy)
}

#[test]
fn a_field_that_was_brought_back_is_offered_again_by_itself() {
    let office = Office::new();
    let (mut master, mut copy) = taken_and_brought_back(&office);
    let cells: Vec<Cell> = items(&master, &copy).iter().map(|item| item.cell).collect();
    assert_eq!(cells, [cell(key_of(&entry(&master, 0)), Field::Narrative)]);
    // Undone, it is as if nothing had been; and redone the other way round.
    let _ = master.undo().unwrap().unwrap();
    assert_eq!(nothing(&master, &copy), NothingToMerge::Again);
    let _ = master.redo().unwrap().unwrap();
    merge(&mut master, &copy);
    assert_eq!(entry(&master, 0).narrative, "・元の文。\n・書いた。");
    assert_eq!(nothing(&master, &copy), NothingToMerge::Again);
    narrate(&mut copy, 0, "・元の文。\n・書いた。\n・書き足した。");
    merge(&mut master, &copy);
    assert_eq!(entry(&master, 0).narrative, "・元の文。\n・書いた。\n・書き足した。");
}

#[test]
fn what_is_written_behind_a_field_that_was_brought_back_comes_with_it() {
    let office = Office::new();
    let (mut master, mut copy) = taken_and_brought_back(&office);
    narrate(&mut copy, 0, "・元の文。\n・書いた。\n・書き足した。");
    merge(&mut master, &copy);
    assert_eq!(entry(&master, 0).narrative, "・元の文。\n・書いた。\n・書き足した。");
}

#[test]
fn who_declines_what_was_brought_back_is_not_asked_again() {
    let office = Office::new();
    let (mut master, copy) = taken_and_brought_back(&office);
    let again = incoming(&master, &copy);
    let decisions = again.merge().items().iter().map(|item| (item.cell, Decision::Mine)).collect();
    master.merge(&again, &decisions).unwrap();
    assert_eq!(entry(&master, 0).narrative, "・元の文。");
    assert_eq!(nothing(&master, &copy), NothingToMerge::Again);
}

/// What somebody brings back of their own is an edit, which no copy takes back again.
#[test]
fn an_edit_that_is_brought_back_stays_so() {
    let office = Office::new();
    let mut master = office.create(&support::book(12, 60));
    let mut copy = office.copy(&master);
    narrate(&mut master, 0, "・本庁で書いた。");
    merge(&mut copy, &master);
    bring_back(&mut master, 0);
    let before = entry(&master, 0).narrative;
    narrate(&mut copy, 1, "・課で書いた。");
    merge(&mut master, &copy);
    assert_eq!(entry(&master, 0).narrative, before);
    merge(&mut copy, &master);
    assert_eq!(entry(&copy, 0).narrative, before);
}

/// A measure that the master deleted and a department went on editing, which a merge brings back
/// whole. Then its entry of the year before is restored by itself, to what it was before the merge:
/// it was not there. With the department's copy, and one that has nothing of this.
fn came_back_but_for_one_entry(
    office: &Office,
    edit: impl Fn(&mut Store),
) -> (Store, [Store; 2], Implementation) {
    let mut master = office.create(&support::book(3, 60));
    let [mut copy, other] = [(); 2].map(|()| office.copy(&master));
    edit(&mut copy);
    let latest = entry(&copy, 0);
    let earlier = copy.book().implementation(latest.measure, latest.year.previous());
    let earlier = earlier.unwrap().clone();
    delete(&mut master, Key::Measure(latest.measure));
    assert_eq!(merge_with(&mut master, &copy, &Decision::Theirs).len(), 1);
    let changes = master.changes(master.head().unwrap()).unwrap();
    let extent = Extent::Record(key_of(&earlier));
    let back = restoration(master.book(), &changes, extent).unwrap();
    master.commit(Op::Restore, "", back).unwrap();
    assert_eq!(master.book().implementation(earlier.measure, earlier.year), None);
    (master, [copy, other], earlier)
}

#[test]
fn an_entry_nobody_touched_that_came_with_its_measure_is_offered_again() {
    let office = Office::new();
    let (mut master, [copy, mut other], lost) =
        came_back_but_for_one_entry(&office, |copy| narrate(copy, 0, "・課で書いた。"));
    // By the copy with which it came, and by no other.
    narrate(&mut other, 1, "・別の課で書いた。");
    let cells: Vec<Cell> = items(&master, &other).iter().map(|item| item.cell).collect();
    assert_eq!(cells, [cell(key_of(&entry(&other, 1)), Field::Narrative)]);
    let cells: Vec<Cell> = items(&master, &copy).iter().map(|item| item.cell).collect();
    let key = key_of(&lost);
    assert_eq!(cells, [cell(key, Field::Status), cell(key, Field::Narrative)]);
    merge(&mut master, &copy);
    assert_eq!(master.book(), copy.book());
    assert_eq!(nothing(&master, &copy), NothingToMerge::Again);
}

#[test]
fn an_entry_that_was_approved_before_it_came_with_its_measure_is_offered_again() {
    let office = Office::new();
    let (mut master, [copy, _], lost) = came_back_but_for_one_entry(&office, |copy| {
        let latest = entry(copy, 0);
        let earlier = copy.book().implementation(latest.measure, latest.year.previous());
        let approved = earlier.unwrap().clone().approved(Approval::Department);
        put(copy, [Record::Implementation(approved)]);
    });
    assert_eq!(lost.approval, Approval::Department);
    merge(&mut master, &copy);
    assert_eq!(master.book(), copy.book());
    assert_eq!(nothing(&master, &copy), NothingToMerge::Again);
}

#[test]
fn a_field_of_an_entry_that_came_with_a_new_measure_is_offered_again() {
    let office = Office::new();
    let mut master = office.create(&support::book(3, 60));
    let mut copy = office.copy(&master);
    let added = Measure { id: MeasureId::new(), ..measure(&copy, 0) };
    let words = Implementation { measure: added.id, ..entry(&copy, 0) };
    put(&mut copy, [Record::Measure(added), Record::Implementation(words.clone())]);
    merge(&mut master, &copy);
    let changes = master.changes(master.head().unwrap()).unwrap();
    let extent = Extent::Field(key_of(&words), Field::Narrative);
    let back = restoration(master.book(), &changes, extent).unwrap();
    master.commit(Op::Restore, "", back).unwrap();
    assert_eq!(master.book().narrative(words.measure, words.year), "");
    merge(&mut master, &copy);
    assert_eq!(master.book(), copy.book());
    assert_eq!(nothing(&master, &copy), NothingToMerge::Again);
}

#[test]
fn an_entry_that_came_with_its_measure_can_be_declined_for_good() {
    let office = Office::new();
    let (mut master, [copy, _], lost) =
        came_back_but_for_one_entry(&office, |copy| narrate(copy, 0, "・課で書いた。"));
    let again = incoming(&master, &copy);
    let decisions = again.merge().items().iter().map(|item| (item.cell, Decision::Mine)).collect();
    master.merge(&again, &decisions).unwrap();
    assert_eq!(master.book().implementation(lost.measure, lost.year), None);
    assert_eq!(nothing(&master, &copy), NothingToMerge::Again);
}
