//! 計画: whose strategy this is.

use super::{FirstReiwa, PlanId};
use serde::{Deserialize, Serialize};

/// 計画, the one strategy that a file keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    pub id: PlanId,
    /// 市町村名, e.g. みずほ野市. May be empty until the clerk fills it in.
    pub municipality: String,
    /// 計画名. May be empty until the clerk fills it in.
    pub name: String,
    /// 表題 of the printed list, e.g. 進捗状況一覧表.
    pub title: String,
    /// How the fiscal year 2019 is called.
    pub first_reiwa: FirstReiwa,
}

impl Plan {
    /// The title that a list has unless the clerk changes it.
    pub const DEFAULT_TITLE: &str = "進捗状況一覧表";

    /// A new plan with a new identity.
    pub fn new(municipality: impl Into<String>, name: impl Into<String>) -> Self {
        Self {
            id: PlanId::new(),
            municipality: municipality.into(),
            name: name.into(),
            title: Self::DEFAULT_TITLE.to_owned(),
            first_reiwa: FirstReiwa::default(),
        }
    }
}
