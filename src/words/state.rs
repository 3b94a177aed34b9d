//! How far entries have come, in words.

use crate::domain::EntryState;

/// The word for an entry that is not asked for, since the measure is carried out in other years.
pub const OUTSIDE_PERIOD: &str = "対象外";

/// The word for how far an entry has come.
pub const fn state(state: EntryState) -> &'static str {
    match state {
        EntryState::Missing => "未入力",
        EntryState::InProgress => "入力中",
        EntryState::DepartmentChecked => "課確認",
        EntryState::Confirmed => "確定",
    }
}
