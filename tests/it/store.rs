//! The file: what is committed stays, what is not ours is refused, and nothing is lost.

mod backups;
mod commits;
mod disks;
mod editions;
mod elsewhere;
mod faults;
mod handout;
mod hostile;
mod left_out;
#[cfg(unix)] // elsewhere names are counted otherwise
mod lengths;
mod names;
mod refusals;
mod soundness;
mod styles;
mod templates;
mod thinning;
mod whose;
mod working;
mod writing_out;

use crate::support;
use shinchoku::domain::{Book, Measure, Noun, Op, Record};
use shinchoku::store::{Access, Backups, Error, Store};
use std::fs;
use std::path::PathBuf;
use support::session;

/// A folder with a plan's file in it, and backups beside.
#[derive(Debug)]
pub(crate) struct Place {
    pub folder: tempfile::TempDir,
    kept: tempfile::TempDir,
}

impl Place {
    #[allow(clippy::new_without_default)] // nothing here is generic over what has a default
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), kept: tempfile::tempdir().unwrap() }
    }

    pub(crate) fn file(&self) -> PathBuf {
        self.folder.path().join("総合戦略.db")
    }

    pub(crate) fn backups(&self) -> Backups {
        Backups::in_folder(self.kept.path().join("控え"))
    }

    /// A file of three measures.
    pub(crate) fn with_file(self) -> Self {
        drop(Store::create(&self.file(), &support::book(3, 40), session()).unwrap());
        self
    }

    pub(crate) fn open(&self, access: Access) -> Result<Store, Error> {
        Store::open(&self.file(), access, session(), &self.backups())
    }

    /// Opens the file for writing and for reading, expects the same refusal, and that no byte of it
    /// has changed.
    pub(crate) fn refusal(&self) -> Error {
        let before = fs::read(self.file()).unwrap();
        let reading = self.open(Access::Read).expect_err("a refusal");
        let writing = self.open(Access::Write).expect_err("a refusal");
        assert_eq!(reading.to_string(), writing.to_string());
        assert_eq!(fs::read(self.file()).unwrap(), before, "the file was touched");
        writing
    }

    /// Changes the file as a program does that knows nothing of digests.
    pub(crate) fn alter(&self, sql: &str) {
        rusqlite::Connection::open(self.file()).unwrap().execute_batch(sql).unwrap();
    }

    /// Changes the file as somebody does who means harm and records the new digest as well.
    pub(crate) fn meddle(&self, sql: &str) {
        support::digest::meddle(&self.file(), sql);
    }
}

pub(crate) fn first(book: &Book) -> Measure {
    book.listed()[0].2.clone()
}

pub(crate) fn rename(store: &mut Store, name: &str) -> Result<(), Error> {
    let measure = Measure { name: name.to_owned(), ..first(store.book()) };
    let changes = store.book().put(Record::Measure(measure)).into_iter().collect();
    store.commit(Op::Edit(Noun::Measure), name, changes)
}
