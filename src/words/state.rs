//! How far entries have come, and how statuses are shown, in words.

use crate::domain::{Approval, EntryState, Hue};

/// The word for how far an entry has come.
pub const fn state(state: EntryState) -> &'static str {
    match state {
        EntryState::Missing => "未入力",
        EntryState::InProgress => "入力中",
        EntryState::DepartmentChecked => "課確認",
        EntryState::Confirmed => "確定",
    }
}

/// Who has agreed to an entry; nothing where nobody has.
pub const fn approval(approval: Approval) -> &'static str {
    match approval {
        Approval::None => "",
        Approval::Department => "課確認",
        Approval::Confirmed => "確定",
    }
}

/// The name of a colour.
pub const fn hue(hue: Hue) -> &'static str {
    match hue {
        Hue::Gray => "灰",
        Hue::Indigo => "青",
        Hue::Green => "緑",
        Hue::Amber => "黄",
        Hue::Red => "赤",
    }
}
