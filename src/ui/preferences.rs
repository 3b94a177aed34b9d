//! What this PC remembers for its user: the files used last, the name, how the window looks.
//! Kept in a small JSON file beside other programs' settings, never in a plan's file.

use super::placement::Placement;
use super::theme::Scheme;
use crate::exchange::Remembered;
use directories::ProjectDirs;
use serde::{Deserialize, Deserializer, Serialize};
use std::path::{Path, PathBuf};

/// How many files are remembered.
const RECENT: usize = 8;

/// Of how many forms of lists it is remembered what their columns hold.
const FORMS: usize = 40;

/// What is remembered, and where.
#[derive(Debug, Clone)]
pub struct Preferences {
    kept: Kept,
    /// `None` keeps nothing beyond this run.
    file: Option<PathBuf>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Kept {
    recent: Vec<PathBuf>,
    who: String,
    /// Whether the user was asked for the name.
    asked_who: bool,
    text_percent: u16,
    scheme: Scheme,
    window: Placement,
    /// How wide the list of measures is, in pixels at the ordinary size.
    list_width: f32,
    #[serde(deserialize_with = "readable")]
    forms: Vec<Remembered>,
}

impl Default for Kept {
    fn default() -> Self {
        Self {
            recent: Vec::new(),
            who: user_name(),
            asked_who: false,
            text_percent: 100,
            scheme: Scheme::Light,
            window: Placement::default(),
            list_width: super::measures::LIST,
            forms: Vec::new(),
        }
    }
}

/// The forms that can be read: one of a newer version is passed over, the rest is kept.
fn readable<'de, D: Deserializer<'de>>(source: D) -> Result<Vec<Remembered>, D::Error> {
    let values = Vec::<serde_json::Value>::deserialize(source)?;
    Ok(values.into_iter().filter_map(|value| serde_json::from_value(value).ok()).collect())
}

/// The name under which the system knows the user: better in a history than none.
fn user_name() -> String {
    ["USERNAME", "USER"].iter().find_map(|name| std::env::var(name).ok()).unwrap_or_default()
}

impl Preferences {
    /// Those of the user of this PC. What cannot be read is as if it were new.
    pub fn of_this_user() -> Self {
        let Some(folders) = folders() else { return Self::unkept() };
        Self::in_folder(folders.config_dir())
    }

    /// Those that are kept in a folder.
    pub fn in_folder(folder: &Path) -> Self {
        let file = folder.join("preferences.json");
        Self { kept: read(&file), file: Some(file) }
    }

    /// Where what is typed and not saved is kept; `None` where nothing is.
    pub(super) fn drafts(&self) -> Option<PathBuf> {
        Some(self.file.as_ref()?.parent()?.join("drafts"))
    }

    /// Kept for this run alone.
    pub fn unkept() -> Self {
        Self { kept: Kept::default(), file: None }
    }

    /// The files used last, newest first.
    pub fn recent(&self) -> &[PathBuf] {
        &self.kept.recent
    }

    /// Who is entered in the change log.
    pub fn who(&self) -> &str {
        &self.kept.who
    }

    /// The size of text, in per cent.
    pub const fn text_percent(&self) -> u16 {
        self.kept.text_percent
    }

    /// The colours of the window.
    pub const fn scheme(&self) -> Scheme {
        self.kept.scheme
    }

    /// How wide the list of measures is.
    pub(super) const fn list_width(&self) -> f32 {
        self.kept.list_width
    }

    pub(super) fn set_list_width(&mut self, width: f32) {
        self.kept.list_width = width;
        self.keep();
    }

    /// How the window stood last.
    pub(super) const fn placement(&self) -> Placement {
        self.kept.window
    }

    pub(super) fn set_placement(&mut self, placement: Placement) {
        if placement != self.kept.window {
            self.kept.window = placement;
            self.keep();
        }
    }

    /// Puts a file first.
    pub fn used(&mut self, path: &Path) {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        self.kept.recent.retain(|other| *other != path);
        self.kept.recent.insert(0, path);
        self.kept.recent.truncate(RECENT);
        self.keep();
    }

    /// Drops a file from the list; the file itself stays.
    pub fn forget(&mut self, path: &Path) {
        self.kept.recent.retain(|other| other != path);
        self.keep();
    }

    /// Whether the name is still to be asked for; never where the answer could not be kept.
    pub const fn asks_who(&self) -> bool {
        self.file.is_some() && !self.kept.asked_who
    }

    /// What the columns of lists hold that the clerk has corrected by hand, newest first.
    pub fn forms(&self) -> &[Remembered] {
        &self.kept.forms
    }

    /// Remembers what the columns of some forms hold, and forgets it of others.
    pub fn remember_forms(&mut self, kept: &[Remembered], dropped: &[Remembered]) {
        let is_old = |form: &Remembered| kept.iter().chain(dropped).any(|it| it.is_alike(form));
        let others = self.kept.forms.iter().filter(|form| !is_old(form));
        let mut forms: Vec<Remembered> = kept.iter().chain(others).cloned().collect();
        forms.truncate(FORMS);
        if forms != self.kept.forms {
            self.kept.forms = forms;
            self.keep();
        }
    }

    pub fn set_who(&mut self, who: String) {
        (self.kept.who, self.kept.asked_who) = (who, true);
        self.keep();
    }

    pub fn set_text_percent(&mut self, percent: u16) {
        self.kept.text_percent = percent;
        self.keep();
    }

    pub fn set_scheme(&mut self, scheme: Scheme) {
        self.kept.scheme = scheme;
        self.keep();
    }

    /// Writes them down. A PC on which that fails only forgets them: no reason to stop the work.
    fn keep(&self) {
        let Some(file) = &self.file else { return };
        let Ok(json) = serde_json::to_vec_pretty(&self.kept) else { return };
        if let Some(folder) = file.parent() {
            let _ = std::fs::create_dir_all(folder);
        }
        let replace = crate::store::Replace::Confirmed;
        let _ = crate::store::write_out(file, "json", &json, replace);
    }
}

/// The folders in which the system has programs keep what is this user's. `None` where the user has
/// none: nothing is kept then, rather than in a folder that others read or in whatever folder the
/// program was started from.
pub fn folders() -> Option<ProjectDirs> {
    let is_whole = |folders: &ProjectDirs| {
        folders.config_dir().is_absolute() && folders.data_local_dir().is_absolute()
    };
    ProjectDirs::from("", "", "Shinchoku").filter(is_whole)
}

fn read(file: &Path) -> Kept {
    std::fs::read(file).ok().and_then(|json| serde_json::from_slice(&json).ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_used_last_stands_first_and_once() {
        let place = tempfile::tempdir().unwrap();
        let file = place.path().join("設定").join("preferences.json");
        let mut preferences = Preferences { file: Some(file.clone()), ..Preferences::unkept() };
        for name in ["一.db", "二.db", "一.db"] {
            preferences.used(&place.path().join(name));
        }
        preferences.set_who("企画課".to_owned());
        let kept = read(&file);
        assert_eq!(kept.recent, [place.path().join("一.db"), place.path().join("二.db")]);
        assert_eq!(kept.who, "企画課");
    }

    #[test]
    fn a_broken_file_is_as_if_new() {
        let place = tempfile::tempdir().unwrap();
        let file = place.path().join("preferences.json");
        std::fs::write(&file, "{\"recent\": 3").unwrap();
        assert_eq!(read(&file), Kept::default());
    }
}
