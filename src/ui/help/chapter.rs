//! The chapters of the manual, and which of them belongs to a screen.

use crate::assets::manual;
use crate::ui::screen_id::ScreenId;

/// A chapter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chapter {
    Beginning,
    Year,
    Writing,
    Indicators,
    Paper,
    HandOut,
    Backups,
    Exchange,
    Keys,
    Trouble,
}

impl Chapter {
    pub const ALL: [Self; 10] = [
        Self::Beginning,
        Self::Year,
        Self::Writing,
        Self::Indicators,
        Self::Paper,
        Self::HandOut,
        Self::Backups,
        Self::Exchange,
        Self::Keys,
        Self::Trouble,
    ];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Beginning => "はじめに",
            Self::Year => "年度更新",
            Self::Writing => "施策の入力",
            Self::Indicators => "指標の入力",
            Self::Paper => "点検と印刷",
            Self::HandOut => "配布と回収",
            Self::Backups => "控えと復元",
            Self::Exchange => "取り込みと書き出し",
            Self::Keys => "キー操作",
            Self::Trouble => "困ったとき",
        }
    }

    /// Its text, in the markup of [`super::markup`].
    pub const fn text(self) -> &'static str {
        match self {
            Self::Beginning => manual::BEGINNING,
            Self::Year => manual::YEAR,
            Self::Writing => manual::WRITING,
            Self::Indicators => manual::INDICATORS,
            Self::Paper => manual::PAPER,
            Self::HandOut => manual::HAND_OUT,
            Self::Backups => manual::BACKUPS,
            Self::Exchange => manual::EXCHANGE,
            Self::Keys => manual::KEYS,
            Self::Trouble => manual::TROUBLE,
        }
    }

    /// The chapter of a screen.
    pub const fn of(screen: ScreenId) -> Self {
        match screen {
            ScreenId::Home => Self::Beginning,
            ScreenId::Measures | ScreenId::Replace => Self::Writing,
            ScreenId::Indicators => Self::Indicators,
            ScreenId::Check | ScreenId::Print | ScreenId::Editions => Self::Paper,
            ScreenId::History | ScreenId::Storage => Self::Backups,
            ScreenId::Registers => Self::Year,
            ScreenId::Collect => Self::HandOut,
            ScreenId::Settings => Self::Keys,
        }
    }

    /// The one after it, or before.
    pub fn beside(self, forward: bool) -> Option<Self> {
        let at = Self::ALL.iter().position(|chapter| *chapter == self)?;
        let to = if forward { at + 1 } else { at.checked_sub(1)? };
        Self::ALL.get(to).copied()
    }
}
