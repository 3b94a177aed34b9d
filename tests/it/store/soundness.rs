//! A file proves itself: whatever befalls its bytes, and whatever journal lies beside it, it opens
//! as it was or is refused.

mod digests;
mod journals;
mod meanwhile;

pub(super) use journals::killed;

use crate::store::{Place, rename};
use crate::support::cases::{cases, seed};
use crate::support::random::Random;
use crate::support::{self, session};
use shinchoku::domain::{Book, Change, EditionId};
use shinchoku::store::{Access, Backups, EditionContent, Entry, Store};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

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
    let making = crate::store::editions::made();
    let day = (session().clock)().date_naive();
    let keeping = EditionContent {
        name: "提出版",
        day,
        made: making,
        pages: 1,
        pdf: &[7; 9000],
        book: &book,
    };
    drop(store.keep_edition(&keeping).unwrap());
    rename(&mut store, "四").unwrap();
    drop(store.undo().unwrap());
    (place, before)
}

pub(super) fn beside(file: &Path, end: &str) -> PathBuf {
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
    let mut numbers = Random::new(seed());
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
