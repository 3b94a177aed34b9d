//! A disk that fills up at each page of a merge in turn, and one that may not be written to. Where no
//! disk can be mounted (only root can), these tests say so and pass.

use super::books::content;
use super::*;
use crate::support::mounted::Mounted;
use shinchoku::words::Notice;

/// A master on a small disk, and a copy with a new text in each entry on another.
fn master_on(disk: &Mounted, office: &Office) -> (Vec<u8>, Store) {
    let path = disk.path().join("総合戦略.db");
    let master = Store::create(&path, &support::book(30, 100), session()).unwrap();
    let mut copy = office.copy(&master);
    let year = master.book().latest_year().unwrap();
    let entries = master.book().listed().into_iter().map(|(.., measure)| Implementation {
        narrative: "・支所で3回開催しました。\n".repeat(9),
        ..Implementation::blank(measure.id, year)
    });
    put(&mut copy, entries.map(Record::Implementation).collect::<Vec<_>>());
    (fs::read(path).unwrap(), copy)
}

#[test]
fn a_disk_that_fills_up_anywhere_keeps_the_file_as_it_was() {
    let office = Office::new();
    let Some(disk) = Mounted::of_size(2000) else { return };
    let (bytes, copy) = master_on(&disk, &office);
    let path = disk.path().join("総合戦略.db");
    let filler = disk.path().join("写真");
    let mut failed = 0;
    for free in (0..).step_by(4) {
        fs::write(&path, &bytes).unwrap();
        disk.fill(&filler, free);
        let mut master = Store::open(&path, Access::Write, session(), &office.backups()).unwrap();
        let before = content(master.book());
        let incoming = incoming(&master, &copy);
        let merged = master.merge(&incoming, &Decisions::new());
        let held = content(master.book());
        drop(master);
        let found = Store::open(&path, Access::Read, session(), &office.backups()).unwrap();
        assert_eq!(content(found.book()), held, "{free} KiB free");
        match merged {
            Ok(()) => {
                assert_eq!(held, content(copy.book()));
                break;
            }
            Err(error) => {
                assert!(matches!(error, Error::Full), "{free} KiB free: {error:?}");
                assert!(Notice::from(&error).what.contains("空き容量"));
                assert_eq!(held, before, "{free} KiB free");
                assert!(fs::read(&path).unwrap() == bytes, "{free} KiB free");
                failed += 1;
            }
        }
        drop(found);
        let _ = fs::remove_file(&filler);
    }
    assert!(failed > 10, "{failed} pages only");
}

#[test]
fn a_full_disk_of_the_backups_keeps_the_file_as_it_was() {
    let office = Office::new();
    let (Some(disk), Some(small)) = (Mounted::of_size(2000), Mounted::of_size(64)) else { return };
    let (bytes, copy) = master_on(&disk, &office);
    let path = disk.path().join("総合戦略.db");
    let backups = Backups::in_folder(small.path().join("控え"));
    let mut master = Store::open(&path, Access::Write, session(), &backups).unwrap();
    let incoming = incoming(&master, &copy);
    let refused = master.merge(&incoming, &Decisions::new());
    assert!(matches!(refused, Err(Error::Backup { .. })), "{refused:?}");
    assert!(fs::read(&path).unwrap() == bytes);
}

#[test]
fn a_master_that_may_not_be_written_to_says_so() {
    let office = Office::new();
    let Some(disk) = Mounted::of_size(2000) else { return };
    let (bytes, copy) = master_on(&disk, &office);
    let path = disk.path().join("総合戦略.db");
    let writable = Store::open(&path, Access::Read, session(), &office.backups()).unwrap();
    drop(writable);
    disk.protect();
    // It can be compared with all the same.
    let mut master = Store::open(&path, Access::Read, session(), &office.backups()).unwrap();
    let incoming = incoming(&master, &copy);
    assert!(matches!(master.merge(&incoming, &Decisions::new()), Err(Error::ReadOnly)));
    let writing = Store::open(&path, Access::Write, session(), &office.backups());
    let refused = match writing {
        Ok(mut store) => store.merge(&incoming, &Decisions::new()).unwrap_err(),
        Err(error) => error,
    };
    assert!(matches!(refused, Error::ReadOnly), "{refused:?}");
    assert!(fs::read(&path).unwrap() == bytes);
}
