//! Where what is written out of the file is proposed to go: under the name by which the clerk knows it, in
//! a folder of theirs.

use super::Workspace;
use crate::domain::text::nameable;
use crate::domain::{YearStyle, date};
use crate::store::Backups;
use crate::ui::files::documents;
use crate::ui::open_mode::Kind;
use std::path::{Path, PathBuf};

impl Workspace {
    /// The place that is proposed for a copy of the file: the file itself, to be changed. A copy of what
    /// it was once, or of what is worked in on the PC, has a name of its own: it must not be put over
    /// the file by a mere Enter.
    pub(super) fn copy_place(&self) -> PathBuf {
        let copy = if self.open_mode.working().is_some() { "_コピー" } else { "" };
        self.beside(&format!("{copy}.db"))
    }

    /// The place that is proposed for the list.
    pub(crate) fn list_place(&self) -> PathBuf {
        self.beside("_一覧.xlsx")
    }

    /// The folder of the file as the clerk knows it.
    pub(crate) fn folder(&self) -> PathBuf {
        let folder = self.known().parent().map(Path::to_owned);
        folder.filter(|folder| folder.is_dir()).unwrap_or_else(documents)
    }

    /// The file as the clerk knows it: not the copy on the PC that is worked in, nor what is looked into;
    /// in the documents where it has no place yet, or lies among the backups.
    pub(super) fn known(&self) -> PathBuf {
        if let Some(return_target) = self.open_mode.return_target() {
            return return_target.known.clone();
        }
        let origin = self.open_mode.working().map(|copy| copy.origin.as_path());
        match origin.or(self.store.path()) {
            Some(file) if self.is_kept(file) => {
                documents().join(file.file_name().unwrap_or_default())
            }
            Some(file) => file.to_owned(),
            None => documents().join(format!("{}.db", nameable(&self.book().plan().name))),
        }
    }

    /// Whether a file lies among the backups.
    fn is_kept(&self, file: &Path) -> bool {
        let whole = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let kept = self.store.backups().and_then(Backups::folder);
        kept.is_some_and(|kept| whole(file).starts_with(whole(kept)))
    }

    /// A name that begins as that of what is held, beside the file.
    fn beside(&self, end: &str) -> PathBuf {
        let known = self.known();
        let stem = known.file_stem().unwrap_or_default().to_string_lossy();
        let name = match &self.open_mode.kind {
            Kind::Backup { at, .. } => {
                let day = date::written(at.date_naive(), YearStyle::default());
                format!("{stem}_{day}の控え")
            }
            Kind::Edition { name, .. } => format!("{stem}_{name}"),
            Kind::Normal | Kind::Carried(_) | Kind::Taken(_) | Kind::Reading | Kind::Working(_) => {
                stem.into_owned()
            }
        };
        known.with_file_name(format!("{}{end}", nameable(&name)))
    }
}
