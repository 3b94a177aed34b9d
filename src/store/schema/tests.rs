use super::*;
use crate::domain::{Book, Change, Department, Noun, Op, Plan, Position, Record};
use crate::store::connection::configure;
use crate::store::{Access, Backups, Session, Store, disk};
use std::cell::Cell;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

thread_local! {
    static SCRIPTS: Cell<&'static [&'static str]> = const { Cell::new(MIGRATIONS) };
    /// What happens when the clock is asked for the time: a migration asks as it names its backup.
    static MEANWHILE: Cell<Option<Box<dyn FnOnce()>>> = const { Cell::new(None) };
}

/// The migrations of this thread.
pub(super) fn migrations() -> &'static [&'static str] {
    SCRIPTS.get()
}

const NEXT: &str = "ALTER TABLE goal ADD COLUMN next TEXT NOT NULL DEFAULT ''";

/// From now on this thread is of the version after the current one.
fn advance() {
    SCRIPTS.set([MIGRATIONS, &[NEXT]].concat().leak());
}

fn session() -> Session {
    let clock = || {
        if let Some(meanwhile) = MEANWHILE.take() {
            meanwhile();
        }
        chrono::Local::now().fixed_offset()
    };
    Session { who: String::new(), clock }
}

struct Place(tempfile::TempDir);

impl Place {
    /// A folder with a file of the version before the current one.
    fn with_older_file() -> Self {
        let place = Self(tempfile::tempdir().unwrap());
        let mut book = Book::new(Plan::new("市".to_owned(), "計画".to_owned()));
        let department = |nth| Department::new(format!("{nth}課"), Position::nth(nth));
        let changes: Vec<_> =
            (0..9).map(|nth| Change::add(Record::Department(department(nth)))).collect();
        book.apply(&changes).unwrap();
        SCRIPTS.set(MIGRATIONS);
        let mut store = Store::create(&place.file(), &book, session()).unwrap();
        rename(&mut store, "報告").unwrap();
        drop(store);
        advance();
        place
    }

    fn file(&self) -> PathBuf {
        self.0.path().join("戦略.db")
    }

    fn journal(&self) -> PathBuf {
        disk::beside(&self.file(), "-journal")
    }

    fn backups(&self) -> Backups {
        Backups::in_folder(self.0.path().join("控え"))
    }

    fn open(&self, access: Access) -> Result<Store, Error> {
        Store::open(&self.file(), access, session(), &self.backups())
    }

    fn alter(&self, sql: &str) {
        Connection::open(self.file()).unwrap().execute_batch(sql).unwrap();
    }

    /// The file as a program leaves it that is killed while it writes this, and its journal.
    fn killed_by(&self, sql: &str) -> (Vec<u8>, Vec<u8>) {
        let copy = self.0.path().join("写し.db");
        let _ = fs::copy(self.file(), &copy).unwrap();
        let connection = Connection::open(&copy).unwrap();
        let sql = format!("PRAGMA cache_size = 1; BEGIN IMMEDIATE; {sql}");
        connection.execute_batch(&sql).unwrap();
        // The cache of one page has spilled into the file.
        (fs::read(&copy).unwrap(), fs::read(disk::beside(&copy, "-journal")).unwrap())
    }
}

fn rename(store: &mut Store, title: &str) -> Result<(), Error> {
    let plan = Plan { title: title.to_owned(), ..store.book().plan().clone() };
    let changes = store.book().put(Record::Plan(plan)).into_iter().collect();
    store.commit(Op::Edit(Noun::Plan), "", changes)
}

const EDIT: &str =
    "UPDATE plan SET title = 'x'; UPDATE department SET name = hex(randomblob(3000))";

#[test]
fn a_migration_runs_once_and_whole() {
    let connection = Connection::open_in_memory().unwrap();
    create(&connection).unwrap();
    let migrate = |scripts: &[&str]| -> Result<(), Error> {
        let transaction = connection.unchecked_transaction()?;
        super::migrate(&transaction, scripts)?;
        Ok(transaction.commit()?)
    };
    // What the file has seen already is never run again.
    let seen = vec![""; MIGRATIONS.len()];
    let with = |more: &[&'static str]| [&seen[..], more].concat();
    let next = with(&["CREATE TABLE extra (id INTEGER PRIMARY KEY) STRICT"]);
    migrate(&next).unwrap();
    assert_eq!(user_version(&connection).unwrap(), current_version() + 1);
    migrate(&next).unwrap();
    let third = "CREATE TABLE third (id INTEGER) STRICT; CREATE TABLE extra (id INTEGER)";
    let broken = with(&["", third]);
    assert!(migrate(&broken).is_err());
    assert_eq!(
        user_version(&connection).unwrap(),
        current_version() + 1,
        "a failed migration leaves no trace"
    );
    assert!(objects(&connection).unwrap().iter().all(|object| object.name != "third"));
}

#[test]
fn a_new_file_has_exactly_our_schema() {
    let connection = Connection::open_in_memory().unwrap();
    create(&connection).unwrap();
    configure(&connection).unwrap();
    check(&connection).unwrap();
    for meddling in [
        "CREATE TRIGGER t AFTER INSERT ON goal BEGIN DELETE FROM measure; END",
        "CREATE VIEW v AS SELECT 1",
        "CREATE TABLE sidetable (a)",
        "ALTER TABLE goal ADD COLUMN more TEXT",
        "CREATE INDEX i ON goal (name)",
    ] {
        connection.execute_batch(&format!("SAVEPOINT s; {meddling}")).unwrap();
        assert!(matches!(check(&connection), Err(Error::Schema(_))), "{meddling}");
        connection.execute_batch("ROLLBACK TO s; RELEASE s").unwrap();
    }
    check(&connection).unwrap();
}

#[test]
fn an_older_file_is_migrated_after_a_backup() {
    let place = Place::with_older_file();
    let before = fs::read(place.file()).unwrap();
    let mut reading = place.open(Access::Read).unwrap();
    let book = reading.book().clone();
    assert!(
        matches!(rename(&mut reading, "別の表題"), Err(Error::ReadOnly)),
        "nothing goes into a copy that is thrown away"
    );
    assert_eq!(fs::read(place.file()).unwrap(), before, "reading leaves the file as it is");

    let store = place.open(Access::Write).unwrap();
    assert_eq!(*store.book(), book);
    drop(store);
    let backups: Vec<_> = fs::read_dir(place.backups().folder().unwrap()).unwrap().collect();
    let [backup] = backups.as_slice() else { panic!("one backup, not {backups:?}") };
    assert_eq!(fs::read(backup.as_ref().unwrap().path()).unwrap(), before);

    // It is a file like any other now.
    let mut store = place.open(Access::Write).unwrap();
    let _ = store.undo().unwrap();
    assert_eq!(store.book().plan().title, Plan::DEFAULT_TITLE);
    rename(&mut store, "報告").unwrap();
    drop(store);
    assert_eq!(*place.open(Access::Read).unwrap().book(), book);
    SCRIPTS.set(MIGRATIONS);
    assert!(matches!(place.open(Access::Read), Err(Error::Newer { .. })));
}

#[test]
fn a_refused_older_file_stays_as_it_is() {
    for (sealed, sql) in [
        (true, "UPDATE department SET name = 'a' || char(7)"),
        (false, "UPDATE plan SET title = 'よその表題'"),
    ] {
        let place = Place::with_older_file();
        place.alter(sql);
        if sealed {
            digest::seal_all(&Connection::open(place.file()).unwrap()).unwrap();
        }
        let before = fs::read(place.file()).unwrap();
        for access in [Access::Read, Access::Write] {
            match place.open(access) {
                Err(Error::Content(_)) => assert!(sealed),
                Err(Error::Damaged(_)) => assert!(!sealed),
                opened => panic!("{opened:?}"),
            }
            assert_eq!(fs::read(place.file()).unwrap(), before);
        }
    }
}

#[test]
fn an_older_file_is_mended_by_its_own_journal_and_by_no_other() {
    let place = Place::with_older_file();
    let book = place.open(Access::Read).unwrap().book().clone();
    let whole = fs::read(place.file()).unwrap();
    let (torn, journal) = place.killed_by(EDIT);
    let other = Place::with_older_file();
    let (_, foreign) = other.killed_by(EDIT);
    for (file, journal, is_sound) in [
        (&torn, &journal, true),
        (&torn, &foreign, false),
        (&whole, &foreign, true),
        (&whole, &journal, true),
    ] {
        fs::write(place.file(), file).unwrap();
        fs::write(place.journal(), journal).unwrap();
        if is_sound {
            for access in [Access::Read, Access::Write] {
                assert_eq!(*place.open(access).unwrap().book(), book);
            }
            assert!(!place.journal().exists());
        } else {
            assert!(matches!(place.open(Access::Write), Err(Error::Damaged(_))));
        }
    }
}

/// A program was killed while it brought the file to its own version.
#[test]
fn a_killed_migration_is_rolled_back() {
    let place = Place::with_older_file();
    let book = place.open(Access::Read).unwrap().book().clone();
    let migration = format!("{NEXT}; PRAGMA user_version = {}; {EDIT}", current_version());
    let (mut torn, journal) = place.killed_by(&migration);
    // The first page is written first, and its new version with it.
    place.alter(&migration);
    const PAGE: usize = 4096;
    torn[..PAGE].copy_from_slice(&fs::read(place.file()).unwrap()[..PAGE]);
    fs::write(place.file(), torn).unwrap();
    fs::write(place.journal(), journal).unwrap();
    for access in [Access::Read, Access::Write] {
        assert_eq!(*place.open(access).unwrap().book(), book);
    }
}

/// From the look at an older file to the end of its migration nobody else writes to it: else the
/// backup before it would be half of the one and half of the other.
#[test]
#[cfg(unix)] // where closing a file gives up its locks
fn nobody_writes_to_a_file_that_is_being_migrated() {
    const FILE: &str = "SHINCHOKU_TEST_FILE";
    // The other program: SQLite keeps the connections of one apart without any lock on the file.
    if let Some(file) = std::env::var_os(FILE) {
        return Connection::open(file).unwrap().execute_batch("BEGIN IMMEDIATE").unwrap();
    }
    let place = Place::with_older_file();
    let file = place.file();
    MEANWHILE.set(Some(Box::new(|| {
        let test = "store::schema::tests::nobody_writes_to_a_file_that_is_being_migrated";
        let mut command = Command::new(std::env::current_exe().unwrap());
        let output = command.args(["--exact", test]).env(FILE, file).output().unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        assert!(!output.status.success() && said.contains("database is locked"), "{said}");
    })));
    drop(place.open(Access::Write).unwrap());
    assert!(MEANWHILE.take().is_none(), "the other has tried");
}
