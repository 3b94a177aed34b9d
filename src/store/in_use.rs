//! Files that this program opens itself, not through SQLite.
//!
//! On Unix, whoever closes a file gives up all the locks that the whole program has on it (`fcntl(2)`),
//! those of a commit in another thread too, and another program could write in the midst of it.
//! SQLite sees to its own handles. What is opened past it is closed here: at once where no [`Store`]
//! has the file, else with the last of them.
//!
//! [`Store`]: super::Store

use super::Error;
use super::disk::{Identity, open_regular};
use std::collections::BTreeMap;
use std::fs::File;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A file that is open.
#[derive(Default)]
struct Open {
    /// How many have it open.
    count: usize,
    /// Handles to be closed with the last of them.
    handles: Vec<File>,
}

static OPEN: Mutex<BTreeMap<Identity, Open>> = Mutex::new(BTreeMap::new());

fn all() -> MutexGuard<'static, BTreeMap<Identity, Open>> {
    OPEN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Marks a file as open for as long as it lives. It must outlive every connection to the file.
#[derive(Debug)]
pub(super) struct InUse(Identity);

impl InUse {
    pub(super) fn new(identity: Identity) -> Self {
        all().entry(identity).or_default().count += 1;
        Self(identity)
    }
}

impl Drop for InUse {
    fn drop(&mut self) {
        let mut all = all();
        if let Some(open) = all.get_mut(&self.0) {
            open.count -= 1;
            if open.count == 0 {
                drop(all.remove(&self.0));
            }
        }
    }
}

/// Closes a handle as soon as that releases nobody's lock.
pub(super) fn close(file: File) {
    let identity = Identity::of_file(&file).ok().filter(|identity| identity.is_known());
    let mut all = all();
    match identity.and_then(|identity| all.get_mut(&identity)) {
        Some(open) => open.handles.push(file),
        None => drop(file),
    }
}

/// Reads a file directly, not through SQLite.
///
/// # Errors
/// As for [`open_regular`]; else those of `read`.
pub(super) fn read<T>(
    path: &Path,
    read: impl FnOnce(&mut File) -> Result<T, Error>,
) -> Result<T, Error> {
    let mut file = open_regular(path)?;
    let found = read(&mut file);
    close(file);
    found
}
