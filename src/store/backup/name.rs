//! The name of a backup's file tells what it is: 総合戦略-20260612-102400-import-1f2e3d4c.db.

use super::whose::{NOBODY, Whose, is_code};
use crate::domain::text::nameable;
use chrono::{DateTime, FixedOffset, NaiveDateTime};
use std::path::Path;

/// What a backup was taken before, or for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// The first edit of a day.
    Daily,
    Migration,
    Import,
    Merge,
    /// What was held of a file that others have put another in the place of, which is read anew.
    Reread,
    Restore,
    /// The clerk asked for it.
    Asked,
}

const CODES: [(Reason, &str); 7] = [
    (Reason::Daily, "daily"),
    (Reason::Migration, "migration"),
    (Reason::Import, "import"),
    (Reason::Merge, "merge"),
    (Reason::Reread, "reread"),
    (Reason::Restore, "restore"),
    (Reason::Asked, "asked"),
];

impl Reason {
    /// The word in the file's name.
    pub fn code(self) -> &'static str {
        CODES.iter().find(|(reason, _)| *reason == self).map_or("", |(_, code)| code)
    }
}

const STAMP: &str = "%Y%m%d-%H%M%S";

/// What the name of a backup tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The name of the file, without .db.
    pub stem: String,
    pub at: DateTime<FixedOffset>,
    pub reason: Reason,
    /// Whose it is, as far as a name tells; zeros where the file could not be read.
    pub whose: String,
    /// 1 for the first of a second, 2 for the next.
    pub more: u32,
}

impl Name {
    pub fn new(
        file: &Path,
        at: DateTime<FixedOffset>,
        reason: Reason,
        whose: Option<Whose>,
        more: u32,
    ) -> Self {
        let whose = whose.map_or_else(|| NOBODY.to_owned(), Whose::code);
        Self { stem: stem(file), at, reason, whose, more }
    }

    pub fn file(&self) -> String {
        let Self { stem, at, reason, whose, more } = self;
        let more = if *more == 1 { String::new() } else { format!("-{more}") };
        format!("{stem}-{}-{}-{whose}{more}.db", at.format(STAMP), reason.code())
    }

    /// Reads a name. The time is that of this PC's clock, whose offset the name does not keep.
    pub fn parse(file: &str, offset: FixedOffset) -> Option<Self> {
        let rest = file.strip_suffix(".db")?;
        let (rest, last) = rest.rsplit_once('-')?;
        let (rest, whose, more) = match last.parse() {
            // The eight characters of a plan can all be digits.
            Ok(more) if last.len() < NOBODY.len() => {
                let (rest, whose) = rest.rsplit_once('-')?;
                (rest, whose, more)
            }
            _ => (rest, last, 1),
        };
        let (rest, code) = rest.rsplit_once('-')?;
        let (reason, _) = CODES.iter().find(|(_, known)| *known == code)?;
        let (rest, time) = rest.rsplit_once('-')?;
        let (stem, day) = rest.rsplit_once('-')?;
        let at = NaiveDateTime::parse_from_str(&format!("{day}-{time}"), STAMP).ok()?;
        let at = at.and_local_timezone(offset).single()?;
        is_code(whose).then(|| Self {
            stem: stem.to_owned(),
            at,
            reason: *reason,
            whose: whose.to_owned(),
            more,
        })
    }

    /// Whether it was taken of this very file: those of one name that hold the same part of a plan
    /// are one file, wherever they lie.
    pub fn is_of(&self, whose: Whose, file: &Path) -> bool {
        self.whose == whose.code() && self.is_named(file)
    }

    /// Whether its content can be of this. A file that was handed out bore the code of its plan alone
    /// in the backups of earlier versions.
    pub fn can_be_of(&self, whose: Whose) -> bool {
        self.whose == whose.code() || self.whose == Whose::whole(whose.plan).code()
    }

    pub fn is_named(&self, file: &Path) -> bool {
        // Earlier versions kept the name as it was.
        nameable(&self.stem) == stem(file)
    }
}

/// The name of a file as its backups keep it.
pub fn stem(file: &Path) -> String {
    nameable(&file.file_stem().unwrap_or_default().to_string_lossy())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{DepartmentId, FiscalYear, PlanId};

    #[test]
    fn names_read_back() {
        let at = DateTime::parse_from_rfc3339("2026-06-12T10:24:00+09:00").unwrap();
        let whole = Whose::whole(PlanId::new());
        let part = Whose { part: Some((DepartmentId::new(), FiscalYear(2024))), ..whole };
        for (reason, _) in CODES {
            for more in [1, 2, 13] {
                for whose in [None, Some(whole), Some(part)] {
                    let file = Path::new("総合-戦略 2026-04.db");
                    let name = Name::new(file, at, reason, whose, more);
                    assert_eq!(Name::parse(&name.file(), *at.offset()), Some(name.clone()));
                    assert!(name.is_named(file));
                    assert_eq!(name.is_of(whole, file), whose == Some(whole));
                    assert_eq!(name.is_of(part, file), whose == Some(part));
                    let odd = Path::new("総合\u{202E}戦略\u{1B}.db");
                    let name = Name::new(odd, at, reason, whose, more);
                    assert!(name.file().starts_with("総合_戦略_-"), "{}", name.file());
                    assert!(name.is_named(odd) && !name.is_named(file));
                }
            }
        }
        for other in [
            "総合戦略.db",
            "x-20260612-102400-daily.db",
            "x-2026-1-daily-00000000.db",
            "x-20260612-102400-daily-1f2e3d4c_2024.db",
            "a",
        ] {
            assert_eq!(Name::parse(other, *at.offset()), None, "{other}");
        }
    }
}
