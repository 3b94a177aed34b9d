//! A file for a department gets its name and its line in the ledger together.

use super::*;
use rusqlite::Connection;
use shinchoku::domain::handout::HandedOut;
use shinchoku::store::ExistingFile;

fn go_on(_: shinchoku::store::Progress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// The file of the first department at its last step.
fn ready(master: &mut Store, path: &Path, replace: Replace) -> shinchoku::store::Ready {
    let made = master.hand_out(scope(master, 0, Others::LeftOut)).unwrap();
    made.write_beside(path, replace, &Disk::default(), go_on).unwrap()
}

fn there(master: &mut Store, path: &Path, others: Others) -> Option<ExistingFile> {
    let scope = scope(master, 0, others);
    master.original().unwrap().there(path, &scope).unwrap()
}

fn lines(master: &Store) -> Vec<HandedOut> {
    master.ledger().unwrap()
}

fn names(office: &Office) -> Vec<String> {
    let entries = fs::read_dir(office.0.path()).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.filter(|name| name != "控え").collect();
    names.sort();
    names
}

/// Enters a file while somebody reads the master, so that the transaction can do all but end.
fn entered_while_read(office: &Office, master: &mut Store, path: &Path, replace: Replace) {
    let ready = ready(master, path, replace);
    let reader = Connection::open(office.path("総合戦略.db")).unwrap();
    reader.execute_batch("BEGIN; SELECT count(*) FROM plan").unwrap();
    let _: i64 = reader.query_row("SELECT count(*) FROM plan", [], |row| row.get(0)).unwrap();
    let refused = master.record_handout(&ready).unwrap_err();
    assert!(matches!(refused, Error::Busy), "{refused:?}");
    assert_eq!(lines(master), []);
}

#[test]
fn a_file_that_cannot_be_entered_has_no_name() {
    let office = Office::new();
    let mut master = office.master(12);
    let path = office.path("第1課.db");
    entered_while_read(&office, &mut master, &path, Replace::Never);
    assert_eq!(names(&office), ["総合戦略.db"]);
    let ready = ready(&mut master, &path, Replace::Never);
    assert_eq!(names(&office).len(), 2, "beside its place");
    drop(ready);
    assert_eq!(names(&office), ["総合戦略.db"], "nothing is left of one that is not entered");
}

#[test]
fn what_a_file_would_have_replaced_is_back_where_it_cannot_be_entered() {
    let office = Office::new();
    let mut master = office.master(12);
    let path = office.path("第1課.db");
    // Of another sort than what is written, so that it could not be replaced by what it is.
    fs::write(&path, "大事な記録").unwrap();
    entered_while_read(&office, &mut master, &path, Replace::Confirmed);
    assert_eq!(fs::read_to_string(&path).unwrap(), "大事な記録");
    assert_eq!(names(&office), ["第1課.db", "総合戦略.db"]);
    let ready = ready(&mut master, &path, Replace::Confirmed);
    master.record_handout(&ready).unwrap();
    assert_eq!(office.open("第1課.db").scope(), Some(ready.scope()));
    assert_eq!(names(&office), ["第1課.db", "総合戦略.db"]);
    assert_eq!(lines(&master).len(), 1);
}

/// An office whose program was killed when the file had its name and was in no ledger yet.
fn killed(others: Others) -> (Office, Store) {
    let office = Office::new();
    let mut master = office.master(12);
    let before = fs::read(office.path("総合戦略.db")).unwrap();
    drop(office.hand_out(&mut master, 0, others));
    drop(master);
    fs::write(office.path("総合戦略.db"), before).unwrap();
    let master = office.open("総合戦略.db");
    assert_eq!(lines(&master), []);
    (office, master)
}

#[test]
fn a_file_in_no_ledger_brings_only_what_it_was_made_for() {
    for others in [Others::Readable, Others::LeftOut] {
        let (office, mut master) = killed(others);
        let mut file = office.open("第1課.db");
        let measure = own(&file);
        write(&mut file, measure, "・書いた。").unwrap();
        let mut expected = Book::clone(master.book());
        let entry = file.book().implementation(measure, YEAR).unwrap().clone();
        let change = expected.put(Record::Implementation(entry)).unwrap();
        expected.apply(&[change]).unwrap();
        let incoming = incoming(&master, &file);
        master.merge(&incoming, &Decisions::new()).unwrap();
        assert_eq!(**master.book(), expected);
    }
}

#[test]
fn a_file_in_no_ledger_is_known_and_entered_once_it_is_handed_out_again() {
    let (office, mut master) = killed(Others::LeftOut);
    let path = office.path("第1課.db");
    let bytes = fs::read(&path).unwrap();
    let found = there(&mut master, &path, Others::LeftOut).unwrap();
    assert!(!found.is_entered && found.is_current);
    master.record_handout(&found.file).unwrap();
    assert_eq!(fs::read(&path).unwrap(), bytes, "it is the same file");
    let [line] = &lines(&master)[..] else { panic!("one line") };
    assert_eq!((line.file.as_str(), line.scope.name.as_str()), ("第1課.db", "第1課"));
    assert!(there(&mut master, &path, Others::LeftOut).unwrap().is_entered);
    let mut file = office.open("第1課.db");
    let measure = own(&file);
    write(&mut file, measure, "・書いた。").unwrap();
    file.submit().unwrap();
    let incoming = incoming(&master, &file);
    master.merge(&incoming, &Decisions::new()).unwrap();
    assert_eq!(collections(&master, "2026-06-30"), [Collection::Taken]);
}

#[test]
fn only_a_file_of_the_same_terms_is_known() {
    let office = Office::new();
    let mut master = office.master(12);
    let path = office.path("第1課.db");
    assert!(there(&mut master, &path, Others::Readable).is_none(), "there is none");
    drop(office.hand_out(&mut master, 0, Others::Readable));
    drop(office.hand_out(&mut master, 1, Others::Readable));
    let found = there(&mut master, &path, Others::Readable).unwrap();
    assert!(found.is_entered && found.is_current, "another department's file changes nothing");
    assert!(there(&mut master, &path, Others::LeftOut).is_none());
    let second = office.path("第2課.db");
    assert!(there(&mut master, &second, Others::Readable).is_none());
    assert!(there(&mut master, &office.path("総合戦略.db"), Others::Readable).is_none());
    let scope_later = Scope { deadline: None, ..scope(&master, 0, Others::Readable) };
    assert!(master.original().unwrap().there(&path, &scope_later).unwrap().is_none());

    // One in which something has been written is still the one that was handed out.
    let mut file = office.open("第1課.db");
    let measure = own(&file);
    write(&mut file, measure, "・書いた。").unwrap();
    let found = there(&mut master, &path, Others::Readable).unwrap();
    assert!(found.is_entered && !found.is_current);

    let other = Office::new();
    let mut of_other_plan = other.master(12);
    let its_scope = Scope {
        department: scope(&master, 0, Others::Readable).department,
        measures: scope(&master, 0, Others::Readable).measures,
        ..scope(&of_other_plan, 0, Others::Readable)
    };
    let of_other_plan = of_other_plan.original().unwrap();
    assert!(of_other_plan.there(&path, &its_scope).unwrap().is_none());
}

#[test]
fn a_file_is_as_a_new_one_until_the_master_changes_or_another_takes_its_place() {
    let office = Office::new();
    let mut master = office.master(12);
    let file = office.hand_out(&mut master, 0, Others::Readable);
    let (path, measure) = (office.path("第1課.db"), own(&file));
    write(&mut master, measure, "・企画課が書いた。").unwrap();
    let found = there(&mut master, &path, Others::Readable).unwrap();
    assert!(found.is_entered && !found.is_current);
    let elsewhere = office.path("別の所.db");
    let made = master.hand_out(scope(&master, 0, Others::Readable)).unwrap();
    let made = made.write_beside(&elsewhere, Replace::Never, &Disk::default(), go_on).unwrap();
    master.record_handout(&made).unwrap();
    assert!(there(&mut master, &path, Others::Readable).is_none());
    assert!(there(&mut master, &elsewhere, Others::Readable).unwrap().is_current);
}

/// The clerk of a department has written in the file that would be replaced.
#[test]
fn what_a_department_has_written_is_not_replaced_before_it_is_taken_in() {
    for others in [Others::Readable, Others::LeftOut] {
        let office = Office::new();
        let mut master = office.master(12);
        let path = office.path("第1課.db");
        let mut file = office.hand_out(&mut master, 0, others);
        let again = |master: &mut Store| {
            let made = master.hand_out(scope(master, 0, others)).unwrap();
            made.write_beside(&path, Replace::Confirmed, &Disk::default(), go_on).map(drop)
        };
        again(&mut master).expect("nothing was written in it");
        let mine = own(&file);
        write(&mut file, mine, "・書いた。").unwrap();
        assert!(matches!(again(&mut master), Err(Error::OverChanges)));
        assert_eq!(entry(&office.open("第1課.db"), mine).narrative, "・書いた。");
        let incoming = incoming(&master, &file);
        drop(file);
        master.merge(&incoming, &Decisions::default()).unwrap();
        again(&mut master).expect("it was taken in");
    }
}
