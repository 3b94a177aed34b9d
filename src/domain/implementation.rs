//! 各年度の実施状況, and how far each has come on its way to the paper.

use super::{Dismissed, FiscalYear, MeasureId, StatusId};
use serde::{Deserialize, Serialize};

/// 各年度の実施状況 of one measure in one year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Implementation {
    pub measure: MeasureId,
    pub year: FiscalYear,
    /// 進捗状況.
    pub status: Option<StatusId>,
    /// What was done, one ・bullet or ≪小見出し≫ a line.
    pub narrative: String,
    /// Who has agreed to the words as they stand.
    #[serde(default)]
    pub approval: Approval,
    /// 差し戻しの理由, and whatever else the next person should know. Never printed.
    #[serde(default)]
    pub remark: String,
    /// The findings that are left as they are. They count for nothing without the words.
    #[serde(default, skip_serializing_if = "Dismissed::is_empty")]
    pub dismissed: Dismissed,
}

/// Who has agreed to an entry as it stands.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Approval {
    /// Nobody yet.
    #[default]
    None,
    /// 課確認: the department that wrote it.
    Department,
    /// 確定: those who print it.
    Confirmed,
}

/// How far an entry has come: what is written, and who has agreed to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntryState {
    /// 未入力.
    Missing,
    /// 入力中.
    InProgress,
    /// 課確認.
    DepartmentChecked,
    /// 確定.
    Confirmed,
}

impl EntryState {
    /// All of them, in the order in which an entry goes through them.
    pub const ALL: [Self; 4] =
        [Self::Missing, Self::InProgress, Self::DepartmentChecked, Self::Confirmed];

    /// The approval that is next; `None` where nothing is written that could be agreed to, or where
    /// all have agreed.
    pub const fn next(self) -> Option<Approval> {
        match self {
            Self::InProgress => Some(Approval::Department),
            Self::DepartmentChecked => Some(Approval::Confirmed),
            Self::Missing | Self::Confirmed => None,
        }
    }
}

impl Implementation {
    /// An entry in which nothing is written yet.
    pub const fn blank(measure: MeasureId, year: FiscalYear) -> Self {
        Self {
            measure,
            year,
            status: None,
            narrative: String::new(),
            approval: Approval::None,
            remark: String::new(),
            dismissed: Dismissed::new(),
        }
    }

    /// Whether nothing is written. A blank entry is not stored.
    pub fn is_blank(&self) -> bool {
        self.status.is_none()
            && self.narrative.is_empty()
            && self.remark.is_empty()
            && self.approval == Approval::None
    }

    /// How far the entry has come. One whose text is blank is missing, whatever status was carried
    /// over into it.
    pub fn state(&self) -> EntryState {
        match self.approval {
            Approval::Confirmed => EntryState::Confirmed,
            Approval::Department => EntryState::DepartmentChecked,
            Approval::None if self.narrative.trim().is_empty() => EntryState::Missing,
            Approval::None => EntryState::InProgress,
        }
    }

    /// The entry with other words. Whoever had agreed had agreed to the words before.
    #[must_use]
    pub fn rewritten(self, status: Option<StatusId>, narrative: String) -> Self {
        let same = self.status == status && self.narrative == narrative;
        let approval = if same { self.approval } else { Approval::None };
        Self { status, narrative, approval, ..self }
    }

    /// Whether another version of the entry has the same words, to which somebody may have agreed.
    pub fn has_words_of(&self, other: &Self) -> bool {
        self.status == other.status && self.narrative == other.narrative
    }

    /// The entry once somebody has agreed to it. With 確定 nothing is left to be remarked.
    #[must_use]
    pub fn approved(self, approval: Approval) -> Self {
        let remark = if approval == Approval::Confirmed { String::new() } else { self.remark };
        Self { approval, remark, ..self }
    }

    /// 差し戻し: the entry as it goes back to those who wrote it.
    #[must_use]
    pub fn sent_back(self, remark: String) -> Self {
        Self { approval: Approval::None, remark, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn confirmed() -> Implementation {
        let blank = Implementation::blank(MeasureId::new(), FiscalYear(2018));
        blank.rewritten(None, "・実施した。".to_owned()).approved(Approval::Confirmed)
    }

    #[test]
    fn other_words_must_be_agreed_to_again() {
        let entry = confirmed();
        assert_eq!(entry.state(), EntryState::Confirmed);
        assert_eq!(entry.clone().rewritten(None, entry.narrative.clone()), entry);
        assert_eq!(
            entry.clone().rewritten(None, "・中止した。".to_owned()).state(),
            EntryState::InProgress
        );
        let status = Some(StatusId::new());
        assert_eq!(
            entry.clone().rewritten(status, entry.narrative).state(),
            EntryState::InProgress
        );
    }

    #[test]
    fn a_remark_stays_until_the_entry_is_confirmed() {
        let sent_back = confirmed().sent_back("人数を確認してください。".to_owned());
        assert_eq!(sent_back.state(), EntryState::InProgress);
        let checked = sent_back.approved(Approval::Department);
        assert_eq!(checked.remark, "人数を確認してください。");
        assert_eq!(checked.approved(Approval::Confirmed).remark, "");
    }

    #[test]
    fn a_status_alone_is_no_entry_yet() {
        let blank = Implementation::blank(MeasureId::new(), FiscalYear(2018));
        let carried = Implementation { status: Some(StatusId::new()), ..blank };
        assert_eq!(carried.state(), EntryState::Missing);
        assert!(!carried.is_blank());
    }

    /// Logs of older files know neither approval nor remark.
    #[test]
    fn entries_of_older_files_can_be_read() {
        let entry = Implementation::blank(MeasureId::new(), FiscalYear(2018));
        let mut json = serde_json::to_value(&entry).unwrap();
        let fields = json.as_object_mut().unwrap();
        assert!(fields.remove("approval").is_some() && fields.remove("remark").is_some());
        assert_eq!(serde_json::from_value::<Implementation>(json).unwrap(), entry);
    }
}
