//! Names and paths of a length at which a file could be made, but no journal beside it: nothing that
//! is made has one, and a file that was brought under one is read alone.

use crate::store::{Place, rename};
use crate::support::{self, session};
use shinchoku::store::{Access, Backups, Disk, Error, Replace, Store, restore_over};
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// Names with room for a journal's, and the next longer ones.
fn names() -> [(String, bool); 5] {
    let of = |bytes: usize| format!("{}.db", "a".repeat(bytes - 3));
    let wide = |chars: usize| format!("{}.db", "戦".repeat(chars));
    [(of(247), true), (of(248), false), (of(255), false), (wide(81), true), (wide(82), false)]
}

fn create(path: &Path) -> Result<Store, Error> {
    Store::create(path, &support::book(3, 40), session())
}

fn entries(folder: &Path) -> usize {
    fs::read_dir(folder).unwrap().count()
}

#[test]
fn no_file_gets_a_name_that_leaves_no_room_for_a_journal() {
    let source = Place::new().with_file();
    let mut open = source.open(Access::Read).unwrap();
    let snapshot = open.snapshot().unwrap();
    let go_on = |_| ControlFlow::Continue(());
    for (name, fits) in names() {
        let place = Place::new();
        let at = place.folder.path().join(&name);
        let made: [&dyn Fn() -> Result<(), Error>; 3] = [
            &|| create(&at).map(drop),
            &|| snapshot.write_to(&at, Replace::Never, &Disk::default(), go_on).map(drop),
            &|| {
                let now = (session().clock)();
                restore_over(&at, &source.file(), now, &Disk::default(), &session()).map(drop)
            },
        ];
        for (way, make) in made.into_iter().enumerate() {
            match make() {
                Ok(()) if fits => {
                    let backups = place.backups();
                    let mut store = Store::open(&at, Access::Write, session(), &backups).unwrap();
                    rename(&mut store, "直売所の整備").unwrap();
                    drop(store);
                    fs::remove_file(&at).unwrap();
                }
                Err(Error::NameTooLong) if !fits => {}
                other => panic!("{way}, {}: {other:?}", name.len()),
            }
            assert_eq!(entries(place.folder.path()), 0, "{way}: {name}");
        }
    }
}

#[test]
fn a_file_that_was_brought_under_such_a_name_is_read_alone() {
    let source = Place::new().with_file();
    for (name, fits) in names() {
        let at = source.folder.path().join(&name);
        let _ = fs::copy(source.file(), &at).unwrap();
        let open = |access| Store::open(&at, access, session(), &source.backups());
        assert_eq!(open(Access::Read).unwrap().book().listed().len(), 3);
        match open(Access::Write) {
            Ok(_) if fits => {}
            Err(Error::NameTooLong) if !fits => {}
            other => panic!("{}: {other:?}", name.len()),
        }
    }
}

/// SQLite takes no longer path.
#[test]
fn no_file_is_made_deeper_than_it_can_be_opened() {
    let place = Place::new();
    let folder = |bytes: usize| -> PathBuf {
        let mut folder = place.folder.path().to_owned();
        while folder.as_os_str().len() < bytes {
            let left = bytes - folder.as_os_str().len() - 1;
            folder.push("d".repeat(if left > 200 { 100 } else { left }));
        }
        fs::create_dir_all(&folder).unwrap();
        folder
    };
    for (depth, name, fits) in [
        (456, "a.db".to_owned(), true),
        (456, "a".repeat(45) + ".db", false),
        (457, "a.db".to_owned(), false),
        (600, "a.db".to_owned(), false),
    ] {
        let folder = folder(depth);
        match create(&folder.join(&name)) {
            Ok(mut store) if fits => rename(&mut store, "直売所の整備").unwrap(),
            Err(Error::PathTooLong) if !fits => assert!(!folder.join(&name).exists()),
            other => panic!("{depth}, {name}: {other:?}"),
        }
        let left = entries(&folder);
        assert_eq!(left, usize::from(fits), "{depth}, {name}");
        // What somebody has put there is not taken for damaged.
        if !fits && folder.join(&name).as_os_str().len() > 504 {
            let _ = fs::copy(Place::new().with_file().file(), folder.join(&name)).unwrap();
            let nowhere = Backups::nowhere();
            let refused = Store::open(&folder.join(&name), Access::Read, session(), &nowhere);
            assert!(matches!(refused, Err(Error::PathTooLong)), "{refused:?}");
        }
        for entry in fs::read_dir(&folder).unwrap() {
            fs::remove_file(entry.unwrap().path()).unwrap();
        }
    }
}
