//! A file on a disk, and a window on it.

use crate::screens::window::Window;
use crate::support;
use shinchoku::store::Store;
use std::path::PathBuf;

pub(super) struct Desk {
    pub folder: tempfile::TempDir,
    pub window: Window,
}

impl Desk {
    pub(super) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(FILE);
        drop(Store::create(&file, &support::book(3, 20), support::session()).unwrap());
        let window = Window::opening(&file, folder.path());
        Self { folder, window }
    }

    /// The same with the first measure open.
    pub(super) fn writing() -> Self {
        let mut desk = Self::new();
        crate::screens::open_first(&mut desk.window);
        desk
    }

    pub(super) fn file(&self) -> PathBuf {
        self.folder.path().join(FILE)
    }
}

const FILE: &str = "戦略.db";
