//! The file: what is committed stays, what is not ours is refused, and nothing is lost.

mod support;

use proptest::prelude::*;
use shinchoku::domain::{
    Book, Change, Implementation, Invalid, Key, Measure, Noun, Op, Plan, Record, Template,
    TemplateId,
};
use shinchoku::store::{Access, Backups, Error, Store};
use std::fs;
use std::path::{Path, PathBuf};
use support::session;

struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("総合戦略.db")
    }

    fn backups(&self) -> Backups {
        Backups::in_folder(self.folder.path().join("控え"))
    }

    /// A file of three measures.
    fn with_file(self) -> Self {
        drop(Store::create(&self.file(), &support::book(3, 40), session()).unwrap());
        self
    }

    fn open(&self, access: Access) -> Result<Store, Error> {
        Store::open(&self.file(), access, session(), &self.backups())
    }

    /// Opens the file for writing and for reading, expects the same refusal, and that no byte of it
    /// has changed.
    fn refusal(&self) -> Error {
        let before = fs::read(self.file()).unwrap();
        let reading = self.open(Access::Read).expect_err("a refusal");
        let writing = self.open(Access::Write).expect_err("a refusal");
        assert_eq!(reading.to_string(), writing.to_string());
        assert_eq!(fs::read(self.file()).unwrap(), before, "the file was touched");
        writing
    }

    /// Lets another program meddle with the file.
    fn meddle(&self, sql: &str) {
        rusqlite::Connection::open(self.file()).unwrap().execute_batch(sql).unwrap();
    }
}

fn first(book: &Book) -> Measure {
    book.listed()[0].2.clone()
}

fn rename(store: &mut Store, name: &str) -> Result<(), Error> {
    let measure = Measure { name: name.to_owned(), ..first(store.book()) };
    let changes = store.book().put(Record::Measure(measure)).into_iter().collect();
    store.commit(Op::Edit(Noun::Measure), name, changes)
}

#[test]
fn what_is_committed_is_there_again() {
    let place = Place::new().with_file();
    let mut store = place.open(Access::Write).unwrap();
    rename(&mut store, "直売所の整備").unwrap();
    let book = store.book().clone();
    drop(store);
    let store = place.open(Access::Read).unwrap();
    assert_eq!(*store.book(), book);
    assert_eq!(first(store.book()).name, "直売所の整備");
    let history = store.history(10).unwrap();
    assert_eq!(history.len(), 2);
    assert_eq!(history[0].op, Some(Op::Edit(Noun::Measure)));
    assert_eq!(history[0].parent, Some(history[1].id));
    assert_eq!(history[0].who, "企画課");
    assert_eq!(store.changes(history[0].id).unwrap().len(), 1);
}

#[test]
fn undo_and_redo_reach_beyond_the_closing_of_the_file() {
    let place = Place::new().with_file();
    let mut store = place.open(Access::Write).unwrap();
    let original = first(store.book()).name;
    for name in ["一", "二", "三"] {
        rename(&mut store, name).unwrap();
    }
    drop(store);

    let mut store = place.open(Access::Write).unwrap();
    assert_eq!(store.undo().unwrap().unwrap().subject, "三");
    assert_eq!(store.undo().unwrap().unwrap().subject, "二");
    assert_eq!(first(store.book()).name, "一");
    drop(store);

    let mut store = place.open(Access::Write).unwrap();
    assert_eq!(store.redoable().unwrap().subject, "二");
    assert!(store.redo().unwrap().is_some());
    assert_eq!(first(store.book()).name, "二");
    assert!(store.undo().unwrap().is_some() && store.undo().unwrap().is_some());
    assert_eq!(first(store.book()).name, original);
    assert_eq!(store.undo().unwrap(), None, "the making of the file stays");
    rename(&mut store, "四").unwrap();
    assert_eq!(store.redo().unwrap(), None, "a new edit closes the way forward");
}

#[test]
fn a_measure_comes_back_with_its_entries() {
    let place = Place::new().with_file();
    let mut store = place.open(Access::Write).unwrap();
    let before = store.book().clone();
    let changes = before.remove(Key::Measure(first(&before).id));
    store.commit(Op::Delete(Noun::Measure), "", changes).unwrap();
    assert_eq!(store.book().measure_count(), 2);
    let _ = store.undo().unwrap();
    assert_eq!(*store.book(), before);
    drop(store);
    assert_eq!(*place.open(Access::Read).unwrap().book(), before);
}

#[test]
fn an_edit_of_a_row_that_changed_elsewhere_is_refused_and_others_go_through() {
    let place = Place::new().with_file();
    let mut here = place.open(Access::Write).unwrap();
    let mut there = place.open(Access::Write).unwrap();
    rename(&mut there, "あちらの名称").unwrap();
    let stale = rename(&mut here, "こちらの名称").unwrap_err();
    assert!(matches!(stale, Error::Invalid(Invalid::Stale(Key::Measure(_)))), "{stale}");

    assert_eq!(first(here.book()).name, "あちらの名称", "what came from elsewhere is seen");
    rename(&mut here, "あちらとこちらの名称").unwrap();
    assert!(rename(&mut there, "もう一度").is_err());
    rename(&mut there, "もう一度").unwrap();

    let mut plan = here.book().plan().clone();
    plan.title = "進み具合".to_owned();
    let change = here.book().put(Record::Plan(plan)).unwrap();
    here.commit(Op::Edit(Noun::Plan), "", vec![change]).unwrap();
    assert_eq!(first(here.book()).name, "もう一度", "an edit of another row goes on from it");
    assert_eq!(here.history(10).unwrap().len(), 5);
}

#[test]
fn a_row_that_another_program_rewrote_is_stale() {
    let place = Place::new().with_file();
    let mut store = place.open(Access::Write).unwrap();
    place.meddle("UPDATE measure SET name = 'よそで'");
    let stale = rename(&mut store, "ここで").unwrap_err();
    assert!(matches!(stale, Error::Invalid(Invalid::Stale(_))), "{stale}");
}

#[test]
fn a_refused_commit_leaves_the_file_and_the_history_as_they_were() {
    let place = Place::new().with_file();
    let mut store = place.open(Access::Write).unwrap();
    let (book, bytes) = (store.book().clone(), fs::read(place.file()).unwrap());
    let used = Key::Department(first(&book).lead[0]);
    let refused = store.commit(Op::Delete(Noun::Department), "", book.remove(used)).unwrap_err();
    assert!(matches!(refused, Error::Invalid(Invalid::InUse { .. })), "{refused}");
    assert!(matches!(
        store.commit(Op::Edit(Noun::Plan), "", vec![]),
        Err(Error::Invalid(Invalid::Empty))
    ));
    assert_eq!(*store.book(), book);
    assert_eq!(fs::read(place.file()).unwrap(), bytes);
}

#[test]
fn a_new_file_never_takes_the_place_of_another() {
    let place = Place::new();
    fs::write(place.file(), "大事な記録").unwrap();
    let error = Store::create(&place.file(), &support::book(1, 9), session()).unwrap_err();
    assert!(matches!(error, Error::Exists));
    assert_eq!(fs::read_to_string(place.file()).unwrap(), "大事な記録");
}

#[test]
fn a_carried_file_has_no_sidecars() {
    let place = Place::new().with_file();
    let mut store = place.open(Access::Write).unwrap();
    rename(&mut store, "直売所").unwrap();
    drop(store);
    let names: Vec<_> =
        fs::read_dir(place.folder.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(names, [place.file()]);
    let header = fs::read(place.file()).unwrap();
    assert_eq!((&header[..15], header[18], header[19]), (&b"SQLite format 3"[..], 1, 1));
}

#[test]
fn a_file_opened_for_reading_is_not_written_to() {
    let place = Place::new().with_file();
    let mut store = place.open(Access::Read).unwrap();
    assert!(matches!(rename(&mut store, "直売所"), Err(Error::ReadOnly)));
}

#[test]
fn what_is_not_a_file_of_ours_is_refused_by_name() {
    let place = Place::new();
    assert!(matches!(place.open(Access::Write), Err(Error::Missing)));

    fs::write(place.file(), "").unwrap();
    assert!(matches!(place.refusal(), Error::Empty));
    fs::write(place.file(), "施策番号,名称\n".repeat(99)).unwrap();
    assert!(matches!(place.refusal(), Error::NotSqlite));
    fs::write(place.file(), "SQLite format 3\0").unwrap();
    assert!(matches!(place.refusal(), Error::NotSqlite));

    fs::remove_file(place.file()).unwrap();
    place.meddle("CREATE TABLE addresses (name TEXT)");
    assert!(matches!(place.refusal(), Error::OtherProgram(0)));
    assert!(matches!(
        Store::open(place.folder.path(), Access::Read, session(), &place.backups()),
        Err(Error::NotSqlite | Error::Io(_) | Error::Denied)
    ));
}

#[test]
fn a_newer_file_is_refused() {
    let place = Place::new().with_file();
    place.meddle("PRAGMA user_version = 99");
    assert!(matches!(place.refusal(), Error::Newer { found: 99, .. }));
}

#[test]
fn a_schema_that_is_not_ours_is_refused() {
    for sql in [
        "CREATE TRIGGER t AFTER UPDATE ON measure BEGIN DELETE FROM implementation; END",
        "CREATE VIEW v AS SELECT * FROM measure",
        "CREATE TABLE more (a TEXT)",
        "ALTER TABLE measure ADD COLUMN more TEXT",
        "DROP TABLE implementation",
        "PRAGMA writable_schema = ON;
         UPDATE sqlite_schema SET sql = replace(sql, 'STRICT', '') WHERE name = 'plan'",
    ] {
        let place = Place::new().with_file();
        place.meddle(sql);
        assert!(matches!(place.refusal(), Error::Schema(_)), "{sql}");
    }
}

#[test]
fn a_file_in_another_journal_mode_is_refused() {
    let place = Place::new().with_file();
    place.meddle("PRAGMA journal_mode = WAL");
    assert!(matches!(place.refusal(), Error::WalMode));
}

#[test]
fn content_that_breaks_a_rule_is_refused() {
    for sql in [
        "UPDATE measure SET name = 'a' || char(7)",
        "UPDATE measure SET name = ''",
        "UPDATE department SET name = '同じ課'",
        "PRAGMA foreign_keys = OFF; UPDATE fiscal_year SET year = 99999 WHERE year = 2024;
         UPDATE implementation SET year = 99999 WHERE year = 2024",
        "UPDATE implementation SET narrative = printf('%.*c', 200000, 'a')",
    ] {
        let place = Place::new().with_file();
        place.meddle(sql);
        assert!(matches!(place.refusal(), Error::Content(_)), "{sql}");
    }
    for sql in [
        "UPDATE measure SET id = 'x' || substr(id, 2)",
        "UPDATE implementation SET measure = upper(measure)",
        "DELETE FROM plan",
        "PRAGMA foreign_keys = OFF; DELETE FROM direction",
        "UPDATE measure SET number = -1",
    ] {
        let place = Place::new().with_file();
        place.meddle(&format!("PRAGMA foreign_keys = OFF; {sql}"));
        assert!(matches!(place.refusal(), Error::Damaged(_)), "{sql}");
    }
}

#[test]
fn a_damaged_file_is_refused_and_kept() {
    let place = Place::new();
    drop(Store::create(&place.file(), &support::book(60, 300), session()).unwrap());
    let whole = fs::read(place.file()).unwrap();
    let pages = whole.len() / 4096;
    for length in [whole.len() / 2, whole.len() - 4096, whole.len() - 1, 4096, 100] {
        fs::write(place.file(), &whole[..length]).unwrap();
        assert!(matches!(place.refusal(), Error::Damaged(_)), "cut to {length}");
    }
    for page in 1..pages {
        let mut noisy = whole.clone();
        let mut noise = 0x9e37_79b9_u32.wrapping_mul(page as u32 + 1);
        for byte in &mut noisy[page * 4096..(page + 1) * 4096] {
            noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            *byte = (noise >> 24) as u8;
        }
        fs::write(place.file(), &noisy).unwrap();
        let refusal = place.refusal();
        assert!(
            matches!(refusal, Error::Damaged(_) | Error::Content(_) | Error::Sqlite(_)),
            "page {page}: {refusal}"
        );
    }
}

#[test]
fn a_sidecar_of_another_file_stops_the_opening() {
    let place = Place::new().with_file();
    let beside = |suffix: &str| {
        let mut name = place.file().into_os_string();
        name.push(suffix);
        PathBuf::from(name)
    };
    fs::write(beside("-wal"), "something").unwrap();
    assert!(matches!(place.refusal(), Error::ForeignSidecar(_)));
    fs::remove_file(beside("-wal")).unwrap();

    fs::write(beside("-journal"), "something that is no journal at all").unwrap();
    assert!(matches!(place.refusal(), Error::ForeignSidecar(_)));

    // A real journal, but of a file that has seen other commits.
    let other = Place::new().with_file();
    let mut store = other.open(Access::Write).unwrap();
    for name in ["一", "二", "三", "四"] {
        rename(&mut store, name).unwrap();
    }
    drop(store);
    let _ = fs::copy(journal_of_a_killed_commit(&other.file()), beside("-journal")).unwrap();
    assert!(matches!(place.refusal(), Error::ForeignSidecar(_)));

    // An empty one is what some programs leave: SQLite takes no notice of it.
    fs::write(beside("-journal"), "").unwrap();
    drop(place.open(Access::Write).unwrap());
}

#[test]
fn the_journal_of_a_killed_commit_is_played_back() {
    let place = Place::new().with_file();
    let book = place.open(Access::Read).unwrap().book().clone();
    drop(journal_of_a_killed_commit(&place.file()));
    for access in [Access::Read, Access::Write] {
        assert_eq!(*place.open(access).unwrap().book(), book);
    }
}

/// Leaves a file as a program killed in the midst of a commit does, with its hot journal beside it.
fn journal_of_a_killed_commit(file: &Path) -> PathBuf {
    let folder = tempfile::tempdir().unwrap();
    let (copy, journal) = (folder.path().join("写し"), file.with_extension("db-journal"));
    let connection = rusqlite::Connection::open(file).unwrap();
    connection
        .execute_batch(
            "PRAGMA cache_size = 1; BEGIN IMMEDIATE;
             UPDATE plan SET title = 'x'; UPDATE measure SET name = hex(randomblob(3000))",
        )
        .unwrap();
    // The cache of one page has spilled into the file; now both are taken as a kill leaves them.
    let journal_bytes = fs::read(&journal).unwrap();
    let _ = fs::copy(file, &copy).unwrap();
    drop(connection);
    let _ = fs::copy(&copy, file).unwrap();
    fs::write(&journal, journal_bytes).unwrap();
    journal
}

/// A file as the first version of the program made it.
fn of_version_1(file: &Path) {
    let connection = rusqlite::Connection::open(file).unwrap();
    let tables = include_str!("../src/store/migrations/0001.sql");
    connection
        .execute_batch(&format!(
            "PRAGMA application_id = 0x534E434B; PRAGMA user_version = 1; {tables}
             INSERT INTO plan VALUES
                (1, '0b0e6c3e-54a8-4f7e-9d0c-3a1f6f2d9b11', '茜野市', '総合戦略', '一覧表', 'gannen');
             INSERT INTO department VALUES
                ('9f1f64f5-7f5c-4f0a-8d1a-2f0e5c1b7a22', '農政課', 0, 0)"
        ))
        .unwrap();
}

#[test]
fn an_older_file_gains_the_templates_after_a_backup() {
    let place = Place::new();
    of_version_1(&place.file());
    let before = fs::read(place.file()).unwrap();

    let reading = place.open(Access::Read).unwrap();
    assert_eq!(reading.book().templates().len(), 3);
    assert_eq!(fs::read(place.file()).unwrap(), before, "reading leaves the file as it is");

    let store = place.open(Access::Write).unwrap();
    assert_eq!(store.book().department_named("農政課").map(|row| row.retired), Some(false));
    let names: Vec<_> = store.book().templates().iter().map(|row| row.name.clone()).collect();
    assert_eq!(names, ["議会配布用", "内部確認用", "課別確認用"]);
    drop(store);
    let backups: Vec<_> = fs::read_dir(place.folder.path().join("控え")).unwrap().collect();
    let [backup] = backups.as_slice() else { panic!("one backup, not {backups:?}") };
    assert_eq!(fs::read(backup.as_ref().unwrap().path()).unwrap(), before);

    // It is a file like any other now.
    let mut store = place.open(Access::Write).unwrap();
    let template =
        Template { name: "委員会用".to_owned(), ..store.book().templates()[1].clone() };
    let changes = store.book().put(Record::Template(template)).into_iter().collect();
    store.commit(Op::Edit(Noun::Template), "委員会用", changes).unwrap();
    drop(store);
    assert!(place.open(Access::Read).unwrap().book().template_named("委員会用").is_some());
}

#[test]
fn templates_are_added_changed_and_removed_but_for_the_last() {
    let place = Place::new().with_file();
    let mut store = place.open(Access::Write).unwrap();
    let mut added = store.book().templates()[0].clone();
    (added.id, added.name) = (TemplateId::new(), "委員会用".to_owned());
    added.settings.number.text = "資料１".to_owned();
    let changes = vec![Change::add(Record::Template(added.clone()))];
    store.commit(Op::Add(Noun::Template), "委員会用", changes).unwrap();
    let ids: Vec<_> = store.book().templates().iter().map(|row| row.id).collect();
    for id in ids.into_iter().filter(|id| *id != added.id) {
        let changes = store.book().remove(Key::Template(id));
        store.commit(Op::Delete(Noun::Template), "", changes).unwrap();
    }
    let last = store.book().remove(Key::Template(added.id));
    let refused = store.commit(Op::Delete(Noun::Template), "", last).unwrap_err();
    assert!(matches!(refused, Error::Invalid(Invalid::LastTemplate)), "{refused}");
    let _ = store.undo().unwrap();
    assert_eq!(store.book().templates().len(), 2);
    let _ = store.redo().unwrap();
    drop(store);
    assert_eq!(place.open(Access::Read).unwrap().book().templates(), [&added]);
}

#[test]
fn settings_that_cannot_be_printed_or_read_are_refused() {
    for settings in [
        "no JSON",
        r#"{"type_size": 65535}"#,
        r#"{"type_size": -9}"#,
        r#"{"margins": {"top": 60000, "right": 0, "bottom": 0, "left": 0}}"#,
        r#"{"page_number": {"first": 0}}"#,
        r#"{"columns": {"number": {"width": 0}}}"#,
        r#"{"columns": {"goal": {}}}"#,
        r#"{"as_of": "2026-13-45"}"#,
        r#"{"left_out": [99999999]}"#,
        r#"{"title": "一\n二"}"#,
    ] {
        let place = Place::new().with_file();
        place.meddle(&format!("UPDATE template SET settings = '{settings}'"));
        let refusal = place.refusal();
        assert!(matches!(refusal, Error::Damaged(_) | Error::Content(_)), "{settings}: {refusal}");
    }
    let place = Place::new().with_file();
    place.meddle("DELETE FROM template");
    assert!(matches!(place.refusal(), Error::Content(Invalid::LastTemplate)));
    // What a later version adds is passed over.
    let place = Place::new().with_file();
    place.meddle(r#"UPDATE template SET settings = '{"colour": "blue", "type_size": 105}'"#);
    assert_eq!(place.open(Access::Read).unwrap().book().templates()[0].settings.type_size, 105);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..Default::default() })]

    /// Whatever is committed: taking all back gives the first state, making all again the last,
    /// and a file opened again is the file that was closed.
    #[test]
    fn undo_and_redo_are_inverse(edits in proptest::collection::vec((0usize..3, "[ぁ-んa-z\n]{0,8}"), 1..8)) {
        let mut store = Store::in_memory(&support::book(3, 20), session()).unwrap();
        let original = store.book().clone();
        let mut made = 0;
        for (index, word) in edits {
            let book = store.book().clone();
            let (_, _, measure) = book.listed()[index];
            let change = match index {
                0 => book.put(Record::Implementation(Implementation {
                    narrative: word, ..Implementation::blank(measure.id, book.latest_year().unwrap())
                })),
                1 => book.put(Record::Measure(Measure { lead: vec![], description: word, ..measure.clone() })),
                _ => book.put(Record::Plan(Plan { municipality: word, ..book.plan().clone() })),
            };
            let changes: Vec<Change> = change.into_iter().collect();
            made += usize::from(store.commit(Op::Edit(Noun::Measure), "", changes).is_ok());
        }
        let last = store.book().clone();
        for _ in 0..made { prop_assert!(store.undo().unwrap().is_some()); }
        prop_assert_eq!(store.undo().unwrap(), None);
        prop_assert_eq!(store.book(), &original);
        for _ in 0..made { prop_assert!(store.redo().unwrap().is_some()); }
        prop_assert_eq!(store.redo().unwrap(), None);
        prop_assert_eq!(store.book(), &last);
    }
}
