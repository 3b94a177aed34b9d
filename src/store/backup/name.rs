//! The name of a backup's file tells what it is: 総合戦略-20260612-102400-import-1f2e3d4c.db.

use super::Reason;
use super::series::{BackupSeries, NOBODY, is_code};
use crate::domain::text::nameable_at_length;
use chrono::{DateTime, FixedOffset, NaiveDateTime};
use sha2::{Digest, Sha256};
use std::path::Path;

/// The name under which what lay beside a file is kept.
pub(super) fn of_sidecar(file: &Path, at: DateTime<FixedOffset>, more: u32) -> String {
    let more = if more == 1 { String::new() } else { format!("-{more}") };
    format!("{}-{}{more}.journal", stem(file), at.format(STAMP))
}

/// Whether this is such a name for this file.
pub(super) fn is_of_sidecar(name: &str, file: &Path) -> bool {
    let rest = name.strip_suffix(".journal").and_then(|name| name.strip_prefix(&stem(file)));
    rest.is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-'))
}

const STAMP: &str = "%Y%m%d-%H%M%S";

/// What the name of a backup tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    /// The name of the file, as [`stem`] makes it.
    pub stem: String,
    pub at: DateTime<FixedOffset>,
    pub reason: Reason,
    /// Whose it is, as far as a name tells; zeros where the file could not be read.
    pub whose: String,
    /// 1 for the first of a second, 2 for the next.
    pub more: u32,
}

impl Name {
    pub(super) fn new(
        file: &Path,
        at: DateTime<FixedOffset>,
        reason: Reason,
        whose: Option<BackupSeries>,
        more: u32,
    ) -> Self {
        let whose = whose.map_or_else(|| NOBODY.to_owned(), BackupSeries::code);
        Self { stem: stem(file), at, reason, whose, more }
    }

    pub(super) fn file(&self) -> String {
        let Self { stem, at, reason, whose, more } = self;
        let more = if *more == 1 { String::new() } else { format!("-{more}") };
        format!("{stem}-{}-{}-{whose}{more}.db", at.format(STAMP), reason.code())
    }

    /// Reads a name. The time is that of this PC's clock, whose offset the name does not keep.
    pub(super) fn parse(file: &str, offset: FixedOffset) -> Option<Self> {
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
        let reason = Reason::of_code(code)?;
        let (rest, time) = rest.rsplit_once('-')?;
        let (stem, day) = rest.rsplit_once('-')?;
        let at = NaiveDateTime::parse_from_str(&format!("{day}-{time}"), STAMP).ok()?;
        let at = at.and_local_timezone(offset).single()?;
        is_code(whose).then(|| Self {
            stem: stem.to_owned(),
            at,
            reason,
            whose: whose.to_owned(),
            more,
        })
    }

    /// Whether it was taken of this very file: those of one name that hold the same part of a plan
    /// are one file, wherever they lie.
    pub(super) fn is_of(&self, whose: BackupSeries, file: &Path) -> bool {
        self.whose == whose.code() && self.is_named(file)
    }

    /// Whether its content can be of this. A file that was handed out bore the code of its plan alone
    /// in the backups of earlier versions.
    pub(super) fn can_be_of(&self, whose: BackupSeries) -> bool {
        self.whose == whose.code() || self.whose == BackupSeries::whole(whose.plan).code()
    }

    pub(super) fn is_named(&self, file: &Path) -> bool {
        is_stem_of(&self.stem, file)
    }
}

/// The most of a file's name that is repeated in another, in bytes. File systems take names of 255
/// bytes; what follows it in the name of a backup takes up to 70.
const LONGEST: usize = 180;

/// The name of a file, without .db, as the names of its backups begin. Of a longer one as much as
/// there is room for, and of one with characters that no name should have the others, with a code of
/// the whole: files whose names begin alike stay apart.
pub(crate) fn stem(file: &Path) -> String {
    let whole = whole_stem(file);
    let named = nameable_at_length(&whole);
    if named == whole && whole.len() <= LONGEST {
        return whole;
    }
    let digest = Sha256::digest(&whole);
    let code: String = digest.iter().take(4).map(|byte| format!("{byte:02x}")).collect();
    let end = named.floor_char_boundary(LONGEST - code.len() - 1);
    format!("{}~{code}", &named[..end])
}

fn whole_stem(file: &Path) -> String {
    file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Whether the names of this file's backups begin so. Earlier versions changed no name.
pub(super) fn is_stem_of(begins: &str, file: &Path) -> bool {
    begins == stem(file) || begins == whole_stem(file)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{DepartmentId, FiscalYear, PlanId};
    use crate::store::backup::reason::CODES;
    use std::path::PathBuf;

    #[test]
    fn names_read_back() {
        let at = DateTime::parse_from_rfc3339("2026-06-12T10:24:00+09:00").unwrap();
        let whole = BackupSeries::whole(PlanId::new());
        let part = BackupSeries { part: Some((DepartmentId::new(), FiscalYear(2024))), ..whole };
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
                    assert!(name.file().starts_with("総合_戦略_~"), "{}", name.file());
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

    #[test]
    fn a_long_name_is_shortened_and_still_tells_its_file() {
        let at = DateTime::parse_from_rfc3339("2026-06-12T10:24:00+09:00").unwrap();
        let part = Some((DepartmentId::new(), FiscalYear(9999)));
        let whose = BackupSeries { part, ..BackupSeries::whole(PlanId::new()) };
        let long = |end: &str| PathBuf::from(format!("{}{end}.db", "施策".repeat(40)));
        let (one, other) = (long("（本庁）"), long("（支所）"));
        let name = Name::new(&one, at, Reason::Migration, Some(whose), 9_999_999);
        assert!(name.file().len() <= 255, "{}", name.file().len());
        assert_eq!(Name::parse(&name.file(), *at.offset()), Some(name.clone()));
        assert!(name.is_of(whose, &one) && !name.is_of(whose, &other));
        // As earlier versions named those for which there was room.
        let whole = one.file_stem().unwrap().to_string_lossy().into_owned();
        assert!(Name { stem: whole, ..name }.is_of(whose, &one));
        let short = format!("{}.db", "a".repeat(LONGEST));
        assert_eq!(stem(Path::new(&short)), "a".repeat(LONGEST));
    }
}
