//! A copy to work in while the file lies on a stick.

use crate::store::{Place, rename};
use crate::support::session;
use shinchoku::store::{
    Access, CopyStatus, Error, ExternalChange, Progress, Store, WorkingCopies, WorkingCopy,
};
use std::fs;
use std::ops::ControlFlow;

struct Desk {
    /// Its folder stands for the stick.
    stick: Place,
    pc: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        Self { stick: Place::new().with_file(), pc: tempfile::tempdir().unwrap() }
    }

    fn copies(&self) -> WorkingCopies {
        WorkingCopies::in_folder(self.pc.path().join("作業用"))
    }

    fn take(&self) -> (WorkingCopy, Store) {
        let copy = self.copies().take(&self.stick.file(), session()).unwrap();
        let store = self.open(&copy);
        (copy, store)
    }

    fn open(&self, copy: &WorkingCopy) -> Store {
        Store::open(&copy.file, Access::Write, session(), &self.stick.backups()).unwrap()
    }

    fn status(&self) -> CopyStatus {
        let [copy] = &self.copies().all()[..] else { panic!("one copy") };
        self.copies().status(copy, session()).unwrap()
    }
}

fn go_on(_: Progress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

#[test]
fn work_goes_back_to_the_stick_and_on_from_there() {
    let desk = Desk::new();
    let (copy, mut store) = desk.take();
    assert_eq!(desk.status(), CopyStatus::Same);
    assert_eq!(desk.copies().of_file(&copy.file), Some(copy.clone()));
    assert_eq!(desk.copies().of_origin(&desk.stick.file()), Some(copy.clone()));
    for name in ["一", "二"] {
        rename(&mut store, name).unwrap();
        assert_eq!(desk.status(), CopyStatus::Ahead);
        let [copy] = &desk.copies().all()[..] else { panic!("one copy") };
        let _ =
            desk.copies().bring_back(copy, &store.snapshot().unwrap(), session(), go_on).unwrap();
        assert_eq!(desk.status(), CopyStatus::Same);
        assert_eq!(desk.stick.open(Access::Read).unwrap().book(), store.book());
    }
    drop(store);
    desk.copies().give_up(&copy).unwrap();
    assert!(desk.copies().all().is_empty());
    assert_eq!(fs::read_dir(desk.pc.path().join("作業用")).unwrap().count(), 0);
}

#[test]
fn a_stick_that_is_gone_keeps_the_work_on_the_pc() {
    let desk = Desk::new();
    let (copy, mut store) = desk.take();
    rename(&mut store, "一").unwrap();
    let aside = desk.stick.folder.path().join("よそ");
    fs::rename(desk.stick.file(), &aside).unwrap();
    assert_eq!(desk.status(), CopyStatus::OriginGone);
    let refused =
        desk.copies().bring_back(&copy, &store.snapshot().unwrap(), session(), go_on).unwrap_err();
    assert!(matches!(refused, Error::ChangedExternally(ExternalChange::Gone)), "{refused}");
    drop(store);

    // Another day, the stick is back.
    fs::rename(&aside, desk.stick.file()).unwrap();
    assert_eq!(desk.status(), CopyStatus::Ahead);
    let copy = desk.copies().all().remove(0);
    let mut store = desk.open(&copy);
    let _ = desk.copies().bring_back(&copy, &store.snapshot().unwrap(), session(), go_on).unwrap();
    assert_eq!(desk.stick.open(Access::Read).unwrap().book(), store.book());
}

#[test]
fn a_stick_that_was_changed_elsewhere_is_not_overwritten() {
    let desk = Desk::new();
    let (copy, mut store) = desk.take();
    rename(&mut store, "こちら").unwrap();
    rename(&mut desk.stick.open(Access::Write).unwrap(), "あちら").unwrap();
    let theirs = fs::read(desk.stick.file()).unwrap();
    assert_eq!(desk.status(), CopyStatus::OriginChanged);
    let refused =
        desk.copies().bring_back(&copy, &store.snapshot().unwrap(), session(), go_on).unwrap_err();
    assert!(matches!(refused, Error::ChangedExternally(ExternalChange::Diverged)), "{refused}");
    assert_eq!(fs::read(desk.stick.file()).unwrap(), theirs);
    assert_eq!(desk.copies().all().len(), 1, "the work stays on the PC");
}

#[test]
fn what_killed_programs_left_goes_and_what_is_in_the_making_stays() {
    let (stick, pc) = (Place::new().with_file(), tempfile::tempdir().unwrap());
    let copies = WorkingCopies::in_folder(pc.path());
    let noted = copies.take(&stick.file(), session()).unwrap();
    let making = |id: &str| {
        let folder = pc.path().join(id.repeat(32));
        fs::create_dir(&folder).unwrap();
        let file = fs::File::create(folder.join(format!(".shinchoku-{}.tmp", "0".repeat(32))));
        (folder, file.unwrap())
    };
    let (left, file) = making("1");
    drop(file);
    let (living, held) = making("2");
    held.lock().unwrap();
    let (unnoted, file) = making("3");
    drop(file);
    let _ = fs::copy(stick.file(), unnoted.join("総合戦略.db")).unwrap();
    copies.sweep();
    assert!(!left.exists() && noted.file.exists());
    assert!(cfg!(windows) || living.exists(), "it is in the making");
    assert!(unnoted.join("総合戦略.db").exists(), "there may be work in it");
}
