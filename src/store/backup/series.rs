//! Whose a backup is. A plan's file and those that are handed out of it hold the same plan, and one
//! is no backup of the other: a department's file can lack all that is not the department's.

use crate::domain::handout::Scope;
use crate::domain::{DepartmentId, FiscalYear, PlanId};
use crate::store::connection::connect;
use crate::store::disk::Temporary;
use crate::store::{Access, Error, Store, header, log, rows, schema, scope};
use rusqlite::Connection;
use std::path::Path;
use uuid::Uuid;

/// The files that are backups of one another: those of a plan, as far as they hold the same part of
/// it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BackupSeries {
    pub plan: PlanId,
    /// The department and the year for which a file was handed out; `None` for the whole plan.
    pub part: Option<(DepartmentId, FiscalYear)>,
}

impl BackupSeries {
    /// A file with the whole of a plan.
    pub const fn whole(plan: PlanId) -> Self {
        Self { plan, part: None }
    }

    pub(super) fn of(plan: PlanId, scope: Option<&Scope>) -> Self {
        Self { plan, part: scope.map(|scope| (scope.department, scope.year)) }
    }

    /// Enough of it to tell the files on one PC apart, in the name of a file: 1f2e3d4c, and of one
    /// that was handed out 1f2e3d4c_9a8b7c6d_2024.
    pub(super) fn code(self) -> String {
        let plan = short(self.plan.uuid());
        match self.part {
            None => plan,
            Some((department, FiscalYear(year))) => {
                format!("{plan}_{}_{year}", short(department.uuid()))
            }
        }
    }
}

/// Stands in for the identity of a file that could not be read.
pub(super) const NOBODY: &str = "00000000";

fn short(id: Uuid) -> String {
    id.simple().to_string().chars().take(NOBODY.len()).collect()
}

/// Whether a text has the form of a code.
pub(super) fn is_code(text: &str) -> bool {
    let id = |part: &str| {
        part.len() == NOBODY.len() && part.bytes().all(|byte| byte.is_ascii_hexdigit())
    };
    match text.split('_').collect::<Vec<_>>()[..] {
        [plan] => id(plan),
        [plan, department, year] => id(plan) && id(department) && year.parse::<i32>().is_ok(),
        _ => false,
    }
}

/// The metadata of a file, read before its book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileSummary {
    pub whose: BackupSeries,
    /// The last commit.
    pub head: Option<Uuid>,
    /// How many commits its log has.
    pub commits: u64,
    /// 計画の名称.
    pub plan: String,
    /// 課名 where the file was handed out.
    pub department: Option<String>,
}

impl FileSummary {
    /// Reads it from a file that passed the checks.
    pub(super) fn read(file: &Path) -> Result<Self, Error> {
        header::check(file)?;
        Self::read_on(&connect(file, Access::Read)?)
    }

    /// Reads it of a file that was refused: what has views and triggers of somebody's is not asked.
    pub(in crate::store) fn read_of_refused(file: &Path) -> Result<Self, Error> {
        header::check(file)?;
        let alone = Temporary::private_copy(file)?;
        let connection = connect(alone.path(), Access::Read)?;
        schema::check(&connection)?;
        Self::read_on(&connection)
    }

    fn read_on(connection: &Connection) -> Result<Self, Error> {
        let scope = scope::confined(connection)?.map(|confined| confined.scope);
        Ok(Self {
            whose: BackupSeries::of(rows::read_plan_id(connection)?, scope.as_ref()),
            head: log::head(connection)?,
            commits: log::since(connection, None)?.unwrap_or(0),
            plan: plan_name(connection)?,
            department: scope.map(|scope| scope.name),
        })
    }
}

/// Whether a checked file has this commit in its log.
pub(super) fn has_commit(file: &Path, commit: Option<Uuid>) -> Result<bool, Error> {
    header::check(file)?;
    Ok(log::since(&connect(file, Access::Read)?, commit)?.is_some())
}

/// Whether a file of our own was made upon a commit, or has taken it in.
pub(in crate::store) fn knows(file: &Path, commit: Option<Uuid>) -> Result<bool, Error> {
    let Some(commit) = commit else { return Ok(true) };
    let connection = connect(file, Access::Read)?;
    Ok(log::since(&connection, Some(commit))?.is_some() || log::has_taken(&connection, commit)?)
}

fn plan_name(connection: &Connection) -> Result<String, Error> {
    connection.query_row("SELECT name FROM plan", [], |row| Ok(log::label(row, "name")))?
}

impl Store {
    /// Whose backups are those of this file.
    pub fn whose(&self) -> BackupSeries {
        BackupSeries::of(self.state.book.plan().id, self.scope())
    }
}
