//! The name of a backup's file tells what it is: 総合戦略-20260612-102400-import-1f2e3d4c.db.

use crate::domain::PlanId;
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
    Restore,
    /// The clerk asked for it.
    Asked,
}

const CODES: [(Reason, &str); 6] = [
    (Reason::Daily, "daily"),
    (Reason::Migration, "migration"),
    (Reason::Import, "import"),
    (Reason::Merge, "merge"),
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
    stem: String,
    pub at: DateTime<FixedOffset>,
    pub reason: Reason,
    /// The beginning of the plan's id; zeros where the file could not be read.
    plan: String,
    /// 1 for the first of a second, 2 for the next.
    more: u32,
}

impl Name {
    pub fn new(
        file: &Path,
        at: DateTime<FixedOffset>,
        reason: Reason,
        plan: Option<PlanId>,
        more: u32,
    ) -> Self {
        Self { stem: stem(file), at, reason, plan: short(plan), more }
    }

    pub fn file(&self) -> String {
        let Self { stem, at, reason, plan, more } = self;
        let more = if *more == 1 { String::new() } else { format!("-{more}") };
        format!("{stem}-{}-{}-{plan}{more}.db", at.format(STAMP), reason.code())
    }

    /// Reads a name. The time is that of this PC's clock, whose offset the name does not keep.
    pub fn parse(file: &str, offset: FixedOffset) -> Option<Self> {
        let rest = file.strip_suffix(".db")?;
        let (rest, last) = rest.rsplit_once('-')?;
        let (rest, plan, more) = match last.parse() {
            // The eight characters of a plan can all be digits.
            Ok(more) if last.len() < 8 => {
                let (rest, plan) = rest.rsplit_once('-')?;
                (rest, plan, more)
            }
            _ => (rest, last, 1),
        };
        let whole = plan.len() == 8 && plan.bytes().all(|byte| byte.is_ascii_hexdigit());
        let (rest, code) = rest.rsplit_once('-')?;
        let (reason, _) = CODES.iter().find(|(_, known)| *known == code)?;
        let (rest, time) = rest.rsplit_once('-')?;
        let (stem, day) = rest.rsplit_once('-')?;
        let at = NaiveDateTime::parse_from_str(&format!("{day}-{time}"), STAMP).ok()?;
        let at = at.and_local_timezone(offset).single()?;
        whole.then(|| Self {
            stem: stem.to_owned(),
            at,
            reason: *reason,
            plan: plan.to_owned(),
            more,
        })
    }

    pub fn is_of(&self, plan: PlanId) -> bool {
        self.plan == short(Some(plan))
    }

    pub fn is_named(&self, file: &Path) -> bool {
        self.stem == stem(file)
    }
}

fn stem(file: &Path) -> String {
    file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Enough to tell the plans on one PC apart.
fn short(plan: Option<PlanId>) -> String {
    let id = plan.map(|plan| plan.to_string()).unwrap_or_default();
    let id: String = id.chars().filter(char::is_ascii_hexdigit).take(8).collect();
    format!("{id:0<8}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back() {
        let at = DateTime::parse_from_rfc3339("2026-06-12T10:24:00+09:00").unwrap();
        for (reason, _) in CODES {
            for more in [1, 2, 13] {
                for plan in [None, Some(PlanId::new())] {
                    let file = Path::new("総合-戦略 2026-04.db");
                    let name = Name::new(file, at, reason, plan, more);
                    assert_eq!(Name::parse(&name.file(), *at.offset()), Some(name.clone()));
                    assert!(name.is_named(file));
                    assert_eq!(plan.is_some_and(|plan| name.is_of(plan)), plan.is_some());
                }
            }
        }
        for other in
            ["総合戦略.db", "x-20260612-102400-daily.db", "x-2026-1-daily-00000000.db", "a"]
        {
            assert_eq!(Name::parse(other, *at.offset()), None, "{other}");
        }
    }
}
