//! 計画: whose strategy this is.

use super::rate::RateRule;
use super::{Dismissed, FirstReiwa, PlanId};
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
    #[serde(default)]
    pub number_style: NumberStyle,
    #[serde(default)]
    pub bracket_style: BracketStyle,
    /// 指標の種別, one in each line, in the order in which they are offered.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub indicator_kinds: String,
    /// How 達成率 of its indicators is reckoned.
    #[serde(default)]
    pub rate_rule: RateRule,
    /// The findings that are left as they are in the texts of the plan, and of all that is no measure.
    #[serde(default, skip_serializing_if = "Dismissed::is_empty")]
    pub dismissed: Dismissed,
}

/// 数字の表記: how the entries are to write numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NumberStyle {
    /// As nearly all of the entries do, where they keep to one rule.
    #[default]
    AsTexts,
    /// 3回, 12回.
    Half,
    /// ３回, １２回.
    Full,
    /// ３回, 12回.
    Single,
    /// Either way.
    Unchecked,
}

/// かっこの表記: how the entries are to write round brackets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BracketStyle {
    /// In full width where nearly all of the entries do.
    #[default]
    AsTexts,
    /// （市内）.
    Full,
    /// (市内).
    Half,
    /// Either way.
    Unchecked,
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
            number_style: NumberStyle::default(),
            bracket_style: BracketStyle::default(),
            indicator_kinds: String::new(),
            rate_rule: RateRule::default(),
            dismissed: Dismissed::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_of_the_log_of_an_older_file_is_read() {
        let plan = Plan::new("みずほ野市", "総合戦略");
        let mut older = serde_json::to_value(&plan).unwrap();
        for field in ["number_style", "bracket_style"] {
            let _ = older.as_object_mut().unwrap().remove(field).unwrap();
        }
        assert_eq!(serde_json::from_value::<Plan>(older).unwrap(), plan);
    }
}
