//! How the open file is held: as one's own, from a stick, for reading, in a working copy.

use crate::domain::{EditionId, FiscalYear};
use crate::store::{Backup, Mark, Medium, Owner, WorkingCopy};
use chrono::{DateTime, FixedOffset};
use std::path::PathBuf;

/// How the open file is held.
#[derive(Debug, Default)]
pub(super) struct OpenMode {
    /// Tells others that the file is open here.
    pub mark: Option<Mark>,
    pub kind: Kind,
}

/// Why a file is not simply one's own on one's own disk.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    #[default]
    Normal,
    /// It lies on something that can be gone the next moment.
    Carried(Medium),
    /// Somebody else has it open: it is read only.
    Taken(Option<Owner>),
    /// It is read only, as the clerk chose to.
    Reading,
    /// A backup is looked into.
    Backup { at: DateTime<FixedOffset>, from: ReturnTarget },
    /// The data of an edition is looked into.
    Edition {
        /// 6月議会提出版（令和8年6月12日）.
        name: String,
        from: ReturnTarget,
    },
    /// A copy on the PC of a file on a stick.
    Working(WorkingCopy),
}

/// From where something is looked into, to be come back to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReturnTarget {
    pub file: PathBuf,
    /// The file as the clerk knows it.
    pub known: PathBuf,
    /// Whether the file is read only.
    pub reads: bool,
    pub year: Option<FiscalYear>,
    pub shown: Shown,
}

/// What was shown there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    Backup(Box<Backup>),
    Edition(EditionId),
}

impl OpenMode {
    pub(super) fn of(kind: Kind) -> Self {
        Self { mark: None, kind }
    }

    /// The copy that is worked in, of a file on a stick.
    pub(super) const fn working(&self) -> Option<&WorkingCopy> {
        match &self.kind {
            Kind::Working(copy) => Some(copy),
            Kind::Normal
            | Kind::Carried(_)
            | Kind::Taken(_)
            | Kind::Reading
            | Kind::Backup { .. }
            | Kind::Edition { .. } => None,
        }
    }

    /// The name of what is looked at in the place of the file, which is gone back to.
    pub(super) const fn edition(&self) -> Option<&String> {
        match &self.kind {
            Kind::Edition { name, .. } => Some(name),
            Kind::Normal
            | Kind::Carried(_)
            | Kind::Taken(_)
            | Kind::Reading
            | Kind::Backup { .. }
            | Kind::Working(_) => None,
        }
    }

    /// Where to go back to from what is looked into.
    pub(super) const fn return_target(&self) -> Option<&ReturnTarget> {
        match &self.kind {
            Kind::Backup { from, .. } | Kind::Edition { from, .. } => Some(from),
            Kind::Normal | Kind::Carried(_) | Kind::Taken(_) | Kind::Reading | Kind::Working(_) => {
                None
            }
        }
    }
}
