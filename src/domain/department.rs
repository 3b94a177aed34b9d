//! 課.

use super::{DepartmentId, Position};
use serde::{Deserialize, Serialize};

/// 課, a department that leads measures or is related to them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Department {
    pub id: DepartmentId,
    pub name: String,
    pub position: Position,
    /// 廃止: hidden from choice, still printable.
    pub retired: bool,
}
