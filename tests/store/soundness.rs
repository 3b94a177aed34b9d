//! A file proves itself: whatever befalls its bytes, and whatever journal lies beside it, it opens
//! as it was or is refused.

use crate::support::digest::reseal;
use crate::support::{self, session};
use crate::{Place, rename};
use chrono::{DateTime, FixedOffset};
use shinchoku::domain::{Book, Change, EditionId};
use shinchoku::store::{
    Access, Backups, Elsewhere, Entry, Error, Keeping, Session, SidecarNotice, Store,
};
use std::cell::RefCell;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use uuid::Uuid;

/// How many cases a law is tried on; `SHINCHOKU_CASES` asks for more.
fn cases(usual: usize) -> usize {
    std::env::var("SHINCHOKU_CASES").ok().and_then(|count| count.parse().ok()).unwrap_or(usual)
}

/// Numbers that look like chance and are the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from(self.0 >> 33).unwrap() % end
    }
}

/// All that a file tells.
#[derive(Debug, PartialEq)]
struct Told {
    book: Arc<Book>,
    history: Vec<Entry>,
    changes: Vec<Change>,
    editions: Vec<(EditionId, Vec<u8>)>,
}

impl Told {
    /// What a file tells; `None` where it, or any part of it, is refused.
    fn by(file: &Path, backups: &Backups) -> Option<Self> {
        let store = Store::open(file, Access::Read, session(), backups).ok()?;
        let history = store.history(usize::MAX).ok()?;
        let editions = store.editions().ok()?.into_iter();
        let editions =
            editions.map(|edition| Some((edition.id, store.edition_pdf(edition.id).ok()?)));
        Some(Self {
            book: Arc::clone(store.book()),
            changes: store.changes_since(history.last()?.id).ok()?,
            editions: editions.collect::<Option<_>>()?,
            history,
        })
    }
}

/// A file with some history, an edition, and the state before its last commits.
fn lived_in() -> (Place, Vec<u8>) {
    let place = Place::new();
    let mut store = Store::create(&place.file(), &support::book(12, 120), session()).unwrap();
    for name in ["一", "二", "三"] {
        rename(&mut store, name).unwrap();
    }
    let before = fs::read(place.file()).unwrap();
    let book = store.book().clone();
    let making = crate::editions::made();
    let day = (session().clock)().date_naive();
    let keeping =
        Keeping { name: "提出版", day, made: making, pages: 1, pdf: &[7; 9000], book: &book };
    drop(store.keep_edition(&keeping).unwrap());
    rename(&mut store, "四").unwrap();
    drop(store.undo().unwrap());
    (place, before)
}

pub fn beside(file: &Path, end: &str) -> PathBuf {
    let mut name = file.to_owned().into_os_string();
    name.push(end);
    name.into()
}

const PAGE: usize = 4096;

#[test]
fn a_flipped_byte_or_a_page_of_another_state_is_never_believed() {
    let (place, before) = lived_in();
    let whole = fs::read(place.file()).unwrap();
    let told = Told::by(&place.file(), &place.backups()).unwrap();
    let (sibling, _) = lived_in();
    let sibling = fs::read(sibling.file()).unwrap();
    let mut numbers = Numbers(1);
    let (mut refused, cases) = (0, cases(400));
    for case in 0..cases {
        let mut bytes = whole.clone();
        let what = if case % 4 == 0 {
            // Any page is exchanged with the one at its place in another state, or in another file.
            let other = if case % 8 == 0 { &before } else { &sibling };
            let pages = bytes.len().min(other.len()) / PAGE;
            let page = numbers.below(pages) * PAGE..;
            let page = page.start..page.start + PAGE;
            bytes[page.clone()].copy_from_slice(&other[page.clone()]);
            format!("page at {page:?}")
        } else {
            let at = numbers.below(bytes.len());
            let bits = 1 << numbers.below(8);
            bytes[at] ^= bits;
            format!("byte {at} ^ {bits}")
        };
        fs::write(place.file(), &bytes).unwrap();
        match Told::by(&place.file(), &place.backups()) {
            Some(found) => assert_eq!(found, told, "{what}"),
            None => refused += 1,
        }
        assert_eq!(fs::read(place.file()).unwrap(), bytes, "{what}: the file was touched");
    }
    assert!(refused > cases / 4, "{refused} of {cases} refused");
}

#[test]
fn a_commit_that_is_half_in_the_file_is_refused() {
    let (place, before) = lived_in();
    let after = fs::read(place.file()).unwrap();
    let [old, new] = [&before, &after].map(|bytes| {
        fs::write(place.file(), bytes).unwrap();
        Told::by(&place.file(), &place.backups()).unwrap()
    });
    let pages = after.len() / PAGE;
    for written in 0..=pages {
        // SQLite writes the pages of a commit in their order.
        let mut torn = before.clone();
        torn.resize(torn.len().max(written * PAGE), 0);
        torn[..written * PAGE].copy_from_slice(&after[..written * PAGE]);
        fs::write(place.file(), &torn).unwrap();
        if let Some(found) = Told::by(&place.file(), &place.backups()) {
            assert!(found == old || found == new, "{written} of {pages} pages");
        }
    }
}

/// Every pair of copies of one file that were changed apart, each with the other's journal.
#[test]
fn no_journal_of_a_sibling_is_ever_played() {
    let (place, _) = lived_in();
    let siblings: Vec<Place> = (0..5)
        .map(|index| {
            let sibling = Place::new();
            let _ = fs::copy(place.file(), sibling.file()).unwrap();
            let mut store = sibling.open(Access::Write).unwrap();
            for commit in 0..index {
                rename(&mut store, &format!("課{index}の{commit}")).unwrap();
            }
            sibling
        })
        .collect();
    let journals: Vec<(Vec<u8>, Vec<u8>)> =
        siblings.iter().map(|sibling| killed(&sibling.file())).collect();
    for (at, sibling) in siblings.iter().enumerate() {
        let told = Told::by(&sibling.file(), &sibling.backups()).unwrap();
        let whole = fs::read(sibling.file()).unwrap();
        for (other, (torn, journal)) in journals.iter().enumerate() {
            for access in [Access::Read, Access::Write] {
                fs::write(sibling.file(), &whole).unwrap();
                fs::write(beside(&sibling.file(), "-journal"), journal).unwrap();
                let mut store = sibling.open(access).unwrap();
                assert_eq!(*store.book(), told.book, "the journal of {other} beside {at}");
                let notice = store.take_sidecar_notice();
                drop(store);
                assert_eq!(fs::read(sibling.file()).unwrap(), whole);
                if access == Access::Write {
                    let Some(SidecarNotice::PutAside(kept)) = notice else { panic!("{notice:?}") };
                    assert_eq!(fs::read(kept).unwrap(), *journal);
                    assert!(!beside(&sibling.file(), "-journal").exists());
                }
            }
            // A file that was torn is itself again with its own journal, and with no other.
            fs::write(sibling.file(), torn).unwrap();
            fs::write(beside(&sibling.file(), "-journal"), &journals[at].1).unwrap();
            let opened = Told::by(&sibling.file(), &sibling.backups());
            if at == other {
                assert_eq!(opened.unwrap(), told);
                drop(sibling.open(Access::Write).unwrap());
                assert!(!beside(&sibling.file(), "-journal").exists());
                let played = Told::by(&sibling.file(), &sibling.backups());
                assert_eq!(played.unwrap(), told);
            } else {
                assert!(opened.is_none(), "the journal of {at} beside the torn {other}");
                let refused = sibling.open(Access::Write).unwrap_err();
                assert!(matches!(refused, Error::Damaged(_)), "{refused}");
                assert_eq!(fs::read(sibling.file()).unwrap(), *torn, "never written to");
            }
        }
    }
}

/// A file as a program leaves it that is killed in the midst of a commit, and its journal.
pub fn killed(file: &Path) -> (Vec<u8>, Vec<u8>) {
    killed_by(file, "UPDATE plan SET title = 'x'; UPDATE measure SET name = hex(randomblob(3000))")
}

fn killed_by(file: &Path, sql: &str) -> (Vec<u8>, Vec<u8>) {
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("copy.db");
    let _ = fs::copy(file, &copy).unwrap();
    let connection = rusqlite::Connection::open(&copy).unwrap();
    connection.execute_batch(&format!("PRAGMA cache_size = 1; BEGIN IMMEDIATE; {sql}")).unwrap();
    // The cache of one page has spilled into the file.
    (fs::read(&copy).unwrap(), fs::read(beside(&copy, "-journal")).unwrap())
}

#[test]
fn a_journal_that_nobody_needs_goes_to_the_backups_and_is_never_played() {
    for (end, bytes) in [
        ("-journal", "something that is no journal at all".as_bytes()),
        ("-wal", b"something"),
        ("-wal", b""),
    ] {
        let place = Place::new().with_file();
        let whole = fs::read(place.file()).unwrap();
        let sidecar = beside(&place.file(), end);
        fs::write(&sidecar, bytes).unwrap();
        drop(place.open(Access::Read).unwrap());
        assert_eq!(fs::read(&sidecar).unwrap(), bytes, "reading changes nothing");
        let mut store = place.open(Access::Write).unwrap();
        let Some(SidecarNotice::PutAside(kept)) = store.take_sidecar_notice() else {
            panic!("it is said where it went")
        };
        assert_eq!(fs::read(kept).unwrap(), bytes);
        assert!(!sidecar.exists());
        assert_eq!(fs::read(place.file()).unwrap(), whole);
        rename(&mut store, "次の名称").unwrap();
        drop(store);
        drop(place.open(Access::Read).unwrap());
    }
}

#[test]
fn a_journal_without_a_head_goes_with_the_next_opening() {
    for bytes in [&b""[..], &[0; 600]] {
        let place = Place::new().with_file();
        let journal = beside(&place.file(), "-journal");
        fs::write(&journal, bytes).unwrap();
        drop(place.open(Access::Read).unwrap());
        assert!(journal.exists());
        let mut store = place.open(Access::Write).unwrap();
        assert_eq!(store.take_sidecar_notice(), None);
        assert!(!journal.exists());
    }
}

/// The file is open when somebody puts the journal of another beside it.
#[test]
fn a_journal_that_appears_beside_an_open_file_is_not_played() {
    let (place, _) = lived_in();
    let (_, journal) = killed(&place.file());
    let mut store = place.open(Access::Write).unwrap();
    rename(&mut store, "後の名称").unwrap();
    fs::write(beside(&place.file(), "-journal"), &journal).unwrap();
    rename(&mut store, "その後の名称").unwrap();
    assert!(matches!(store.take_sidecar_notice(), Some(SidecarNotice::PutAside(_))));
    fs::write(beside(&place.file(), "-journal"), &journal).unwrap();
    assert!(matches!(store.history(9), Err(Error::HotJournal)), "not played by a mere read");
    assert_eq!(store.follow().unwrap(), 0);
    assert_eq!(store.history(2).unwrap()[0].subject, "その後の名称");
    let book = store.book().clone();
    drop(store);
    assert_eq!(*place.open(Access::Read).unwrap().book(), book);
    assert_eq!(book.listed()[0].2.name, "その後の名称");
}

#[test]
fn a_log_and_a_journal_beside_one_file_are_judged_apart() {
    let place = Place::new();
    let store = Store::create(&place.file(), &support::book(12, 120), session()).unwrap();
    let book = store.book().clone();
    drop(store);
    let (torn, journal) = killed(&place.file());
    for access in [Access::Read, Access::Write] {
        fs::write(place.file(), &torn).unwrap();
        fs::write(beside(&place.file(), "-journal"), &journal).unwrap();
        fs::write(beside(&place.file(), "-wal"), "よその記録").unwrap();
        assert_eq!(*place.open(access).unwrap().book(), book);
    }
    assert!(!beside(&place.file(), "-journal").exists() && !beside(&place.file(), "-wal").exists());
}

/// SQLite keeps the journal beside the file, not beside a link that leads to it.
#[test]
#[cfg(unix)]
fn a_journal_is_looked_for_where_a_link_leads() {
    let place = Place::new().with_file();
    let folder = tempfile::tempdir().unwrap();
    let link = folder.path().join("近道.db");
    std::os::unix::fs::symlink(place.file(), &link).unwrap();
    let whole = fs::read(place.file()).unwrap();
    let book = place.open(Access::Read).unwrap().book().clone();
    let (torn, journal) = killed(&place.file());
    for (file, expected) in [(&whole, true), (&torn, false)] {
        fs::write(place.file(), file).unwrap();
        fs::write(beside(&place.file(), "-journal"), &journal).unwrap();
        let mut store = Store::open(&link, Access::Write, session(), &place.backups()).unwrap();
        assert_eq!(*store.book(), book);
        assert_eq!(store.take_sidecar_notice().is_some(), expected, "put aside, not played");
        assert!(!beside(&place.file(), "-journal").exists());
    }
}

/// Where the journal lies that another program writes just now, the file is read as it was.
#[test]
fn a_file_that_is_being_written_to_can_be_read() {
    let place = Place::new().with_file();
    let book = place.open(Access::Read).unwrap().book().clone();
    let writer = rusqlite::Connection::open(place.file()).unwrap();
    writer.execute_batch("BEGIN IMMEDIATE; UPDATE plan SET title = 'x'").unwrap();
    assert!(beside(&place.file(), "-journal").exists());
    assert_eq!(*place.open(Access::Read).unwrap().book(), book);
    assert_eq!(*place.open(Access::Write).unwrap().book(), book);
    assert!(beside(&place.file(), "-journal").exists(), "it is the writer's");
    writer.execute_batch("ROLLBACK").unwrap();
}

/// A journal can name another file, which SQLite would delete.
#[test]
fn a_journal_that_names_another_file_is_not_played() {
    let place = Place::new().with_file();
    let other = place.folder.path().join("大事な記録");
    fs::write(&other, "記録").unwrap();
    let (torn, mut journal) = killed(&place.file());
    let name = other.to_str().unwrap().as_bytes();
    let sum =
        name.iter().fold(0_u32, |sum, byte| sum.wrapping_add(i8::from_ne_bytes([*byte]) as u32));
    let pending = u32::try_from(0x4000_0000 / PAGE + 1).unwrap();
    journal.extend(pending.to_be_bytes());
    journal.extend(name);
    journal.extend(u32::try_from(name.len()).unwrap().to_be_bytes());
    journal.extend(sum.to_be_bytes());
    journal.extend([0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7]);
    fs::write(place.file(), torn).unwrap();
    fs::write(beside(&place.file(), "-journal"), journal).unwrap();
    assert!(matches!(place.refusal(), Error::Damaged(_)));
    assert_eq!(fs::read_to_string(other).unwrap(), "記録");
}

/// What is reckoned with each commit is what a second reckoning of the whole file finds.
#[test]
fn the_digest_that_each_commit_records_is_that_of_the_whole_file() {
    let (place, _) = lived_in();
    reseal_changes_nothing(&place.file());
    let mut store = place.open(Access::Write).unwrap();
    for commit in 0..1100 {
        rename(&mut store, &format!("名称{commit}")).unwrap();
        // Older commits are packed every 512.
        if [0, 10, 510, 1023, 1040].contains(&commit) {
            reseal_changes_nothing(&place.file());
        }
    }
    drop(store);
    reseal_changes_nothing(&place.file());
}

#[test]
fn text_that_is_no_text_is_damage_and_can_be_restored() {
    for (table, column) in [
        ("measure", "name"),
        ("implementation", "narrative"),
        ("department", "name"),
        ("change_log", "subject"),
        ("template", "settings"),
    ] {
        for sealed in [false, true] {
            let place = Place::new().with_file();
            let backup = place.folder.path().join("控え.db");
            let _ = fs::copy(place.file(), &backup).unwrap();
            let connection = rusqlite::Connection::open(place.file()).unwrap();
            let sql = format!("UPDATE {table} SET {column} = CAST(x'e38182ff' AS TEXT)");
            connection.execute_batch(&sql).unwrap();
            if sealed {
                reseal(&connection).unwrap();
            }
            drop(connection);
            let refusal = place.refusal();
            assert!(matches!(refusal, Error::Damaged(_)), "{table}.{column}: {refusal}");
            let _ = shinchoku::store::restore_over(
                &place.file(),
                &backup,
                (session().clock)(),
                &shinchoku::store::Disk::default(),
                &session(),
            )
            .unwrap();
            drop(place.open(Access::Write).unwrap());
        }
    }
}

/// A log in which a commit lost its digest, or took another's.
#[test]
fn a_digest_of_another_commit_is_refused() {
    let (place, _) = lived_in();
    let whole = fs::read(place.file()).unwrap();
    let ids: Vec<Uuid> =
        place.open(Access::Read).unwrap().history(9).unwrap().iter().map(|it| it.id).collect();
    for id in ids {
        for digest in ["x''", "zeroblob(16)", "randomblob(16)"] {
            fs::write(place.file(), &whole).unwrap();
            place.alter(&format!("UPDATE change_log SET digest = {digest} WHERE id = '{id}'"));
            assert!(matches!(place.refusal(), Error::Damaged(_)), "{id} {digest}");
        }
    }
}

/// A file without digests is judged by its log, which leads to all that it holds.
#[test]
fn an_older_file_is_mended_by_its_own_journal_and_by_no_other() {
    let (place, _) = lived_in();
    let told = Told::by(&place.file(), &place.backups()).unwrap();
    place.alter("ALTER TABLE change_log DROP COLUMN digest; PRAGMA user_version = 8");
    let whole = fs::read(place.file()).unwrap();
    let (torn, journal) = killed(&place.file());
    let other = Place::new();
    let _ = fs::copy(place.file(), other.file()).unwrap();
    other.alter("UPDATE plan SET title = 'よその表題'; UPDATE measure SET name = 'よそ'");
    let (_, foreign) = killed(&other.file());

    for (file, journal, sound) in [
        (&torn, &journal, true),
        (&torn, &foreign, false),
        (&whole, &foreign, true),
        (&whole, &journal, true),
    ] {
        fs::write(place.file(), file).unwrap();
        fs::write(beside(&place.file(), "-journal"), journal).unwrap();
        if sound {
            for access in [Access::Read, Access::Write] {
                assert_eq!(*place.open(access).unwrap().book(), told.book);
            }
            assert!(!beside(&place.file(), "-journal").exists());
            // From now on it proves itself.
            assert_eq!(Told::by(&place.file(), &place.backups()).unwrap(), told);
            reseal_changes_nothing(&place.file());
        } else {
            assert!(matches!(place.refusal(), Error::Damaged(_)));
        }
    }
}

fn reseal_changes_nothing(file: &Path) {
    let recorded = |connection: &rusqlite::Connection| -> Vec<u8> {
        let sql = "SELECT digest FROM change_log ORDER BY sequence DESC LIMIT 1";
        connection.query_row(sql, [], |row| row.get(0)).unwrap()
    };
    let connection = rusqlite::Connection::open(file).unwrap();
    let before = recorded(&connection);
    assert_eq!(before.len(), 16);
    reseal(&connection).unwrap();
    assert_eq!(recorded(&connection), before);
}

/// A program was killed while it brought the file to its own version.
#[test]
fn a_killed_migration_is_taken_back() {
    let (place, _) = lived_in();
    let told = Told::by(&place.file(), &place.backups()).unwrap();
    place.alter("ALTER TABLE change_log DROP COLUMN digest; PRAGMA user_version = 8");
    let migration = "ALTER TABLE change_log ADD COLUMN digest BLOB NOT NULL DEFAULT x'';
         PRAGMA user_version = 9; UPDATE measure SET name = hex(randomblob(3000))";
    let (mut torn, journal) = killed_by(&place.file(), migration);
    // The first page is written first, and its new version with it.
    let migrated = Place::new();
    let _ = fs::copy(place.file(), migrated.file()).unwrap();
    migrated.alter(migration);
    torn[..PAGE].copy_from_slice(&fs::read(migrated.file()).unwrap()[..PAGE]);
    fs::write(place.file(), torn).unwrap();
    fs::write(beside(&place.file(), "-journal"), journal).unwrap();
    for access in [Access::Read, Access::Write] {
        assert_eq!(*place.open(access).unwrap().book(), told.book);
    }
    assert_eq!(Told::by(&place.file(), &place.backups()).unwrap(), told);
}

#[test]
fn a_backup_with_its_journal_is_restored_as_it_is_with_it() {
    let (place, _) = lived_in();
    let book = place.open(Access::Read).unwrap().book().clone();
    let backup = place.folder.path().join("控え.db");
    let (torn, journal) = killed(&place.file());
    fs::write(&backup, torn).unwrap();
    fs::write(beside(&backup, "-journal"), journal).unwrap();
    for damaged in [true, false] {
        if damaged {
            fs::write(place.file(), "damaged").unwrap();
        } else {
            fs::remove_file(place.file()).unwrap();
        }
        let at = (session().clock)();
        let disk = shinchoku::store::Disk::default();
        let restored =
            shinchoku::store::restore_over(&place.file(), &backup, at, &disk, &session());
        assert_eq!(restored.unwrap().is_some(), damaged);
        assert_eq!(*place.open(Access::Read).unwrap().book(), book);
    }
}

thread_local! {
    /// What happens when the clock is asked for the time the next times: between the steps of a
    /// commit.
    static MEANWHILE: RefCell<Vec<Box<dyn FnOnce()>>> = const { RefCell::new(Vec::new()) };
}

fn clock() -> DateTime<FixedOffset> {
    let next = MEANWHILE.with_borrow_mut(Vec::pop);
    if let Some(next) = next {
        next();
    }
    (session().clock)()
}

/// A commit asks the clock before its backup, when the backup is named, and when it is entered in the
/// log.
#[test]
fn a_journal_that_appears_in_the_midst_of_a_commit_is_not_played() {
    for step in 0..3 {
        let (place, _) = lived_in();
        let (_, journal) = killed(&place.file());
        rename(&mut place.open(Access::Write).unwrap(), "後の名称").unwrap();
        let told = Told::by(&place.file(), &place.backups()).unwrap();
        let busy = Session { clock, ..session() };
        let backups = Backups::in_folder(place.folder.path().join("別の控え"));
        let mut store = Store::open(&place.file(), Access::Write, busy, &backups).unwrap();
        let sidecar = beside(&place.file(), "-journal");
        let plant: Box<dyn FnOnce()> = Box::new(move || {
            // In the last step the commit has a journal of its own to come.
            if !sidecar.exists() {
                fs::write(sidecar, journal).unwrap();
            }
        });
        let mut steps: Vec<Box<dyn FnOnce()>> = vec![plant];
        steps.extend((0..step).map(|_| Box::new(|| ()) as Box<dyn FnOnce()>));
        MEANWHILE.set(steps);
        let committed = rename(&mut store, "その後の名称");
        MEANWHILE.take().clear();
        drop(store);
        let store = place.open(Access::Write).unwrap();
        let name = &store.book().listed()[0].2.name;
        match committed {
            Ok(()) => assert_eq!(name, "その後の名称", "step {step}"),
            Err(error) => {
                assert!(matches!(error, Error::Busy | Error::HotJournal), "step {step}: {error}");
                assert_eq!(*store.book(), told.book, "step {step}");
            }
        }
    }
}

/// Another file takes the name between the beginning of a commit and its end: what is written then is
/// in no file that anybody finds.
#[test]
#[cfg(unix)]
fn a_commit_into_a_file_that_lost_its_name_is_not_reported_as_saved() {
    for step in 0..3 {
        let (place, _) = lived_in();
        let other = place.folder.path().join("置き換わるもの.db");
        let _ = fs::copy(place.file(), &other).unwrap();
        let whole = fs::read(&other).unwrap();
        let busy = Session { clock, ..session() };
        let backups = Backups::in_folder(place.folder.path().join("別の控え"));
        let mut store = Store::open(&place.file(), Access::Write, busy, &backups).unwrap();
        let file = place.file();
        let replace: Box<dyn FnOnce()> = Box::new(move || fs::rename(&other, &file).unwrap());
        let mut steps: Vec<Box<dyn FnOnce()>> = vec![replace];
        steps.extend((0..step).map(|_| Box::new(|| ()) as Box<dyn FnOnce()>));
        MEANWHILE.set(steps);
        let committed = rename(&mut store, "どこにもない名称");
        MEANWHILE.take().clear();
        drop(store);
        assert!(
            matches!(committed, Err(Error::ChangedElsewhere(Elsewhere::Replaced))),
            "step {step}: {committed:?}"
        );
        assert_eq!(fs::read(place.file()).unwrap(), whole, "step {step}");
    }
}

/// From the look at an older file to the end of its migration nobody else writes to it: else the
/// backup before it would be half of the one and half of the other.
#[test]
#[cfg(unix)] // where closing a file gives up its locks
fn nobody_writes_to_a_file_that_is_being_migrated() {
    let (place, _) = lived_in();
    place.alter("ALTER TABLE change_log DROP COLUMN digest; PRAGMA user_version = 8");
    let before = fs::read(place.file()).unwrap();
    let (file, home) = (place.file(), tempfile::tempdir().unwrap());
    // SQLite keeps the connections of one program apart by itself.
    let other: Box<dyn FnOnce()> = Box::new(move || {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_shinchoku"));
        let _ = command.env("HOME", home.path()).env("XDG_DATA_HOME", home.path());
        let output = command.arg("editions").arg(&file).args(["--save", "よその版"]).output();
        let output = output.unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{told}");
        assert!(told.contains("ほかのプログラムがこのファイルを使っている"), "{told}");
    });
    MEANWHILE.set(vec![other]);
    let backups = Backups::in_folder(place.folder.path().join("別の控え"));
    let session = Session { clock, ..session() };
    let store = Store::open(&place.file(), Access::Write, session, &backups).unwrap();
    assert!(MEANWHILE.take().is_empty(), "the other has tried");
    assert!(store.editions().unwrap().iter().all(|edition| edition.name != "よその版"));
    let kept = fs::read_dir(backups.folder().unwrap()).unwrap().next().unwrap().unwrap();
    assert_eq!(fs::read(kept.path()).unwrap(), before);
}
