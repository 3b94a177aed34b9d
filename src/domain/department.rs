//! 課.

use super::{DepartmentId, FiscalYear, Position};
use serde::{Deserialize, Serialize};

/// 課, a department that leads measures or is related to them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Department {
    pub id: DepartmentId,
    pub name: String,
    pub position: Position,
    /// 廃止: hidden from choice, still printable.
    pub retired: bool,
    /// 連絡先: who is asked, e.g. 内線2345　企画担当. Never printed in a list for the council.
    #[serde(default)]
    pub contact: String,
    /// The department that took over, where 組織改正 ended this one.
    #[serde(default)]
    pub successor: Option<Succession>,
}

/// 組織改正: what one department did is another's from a year on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Succession {
    pub into: DepartmentId,
    /// The first year of which the other department is printed.
    pub from: FiscalYear,
}

impl Department {
    /// A department of this name.
    pub fn new(name: impl Into<String>, position: Position) -> Self {
        Self {
            id: DepartmentId::new(),
            name: name.into(),
            position,
            retired: false,
            contact: String::new(),
            successor: None,
        }
    }
}
