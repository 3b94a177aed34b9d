//! What the clerk does in the editor.

use super::Panel;
use crate::domain::proofread::Slip;
use crate::domain::{Approval, StatusId};
use crate::ui::measures::{departments, details, figures};
use crate::ui::widget::composing::Composed;
use iced::widget::text_editor;

#[derive(Debug, Clone, PartialEq)]
pub enum Message {
    NarrativeEdited(text_editor::Action),
    /// In this year's text.
    Composed(Composed),
    /// In last year's text, which can be selected but not changed.
    PreviousTouched(text_editor::Action),
    StatusChosen(Option<StatusId>),
    /// 今年度へコピー.
    CopyPrevious,
    PreviousCopied(CopyMode),
    /// The clipboard is to be put in.
    PasteAsked,
    Pasted(Option<String>),
    /// What was pasted is wanted as it came.
    PastedAsIs,
    /// The lines at the caret go a step in, or out.
    Shifted {
        inward: bool,
    },
    /// A likely slip in this year's text is put right.
    Corrected(Slip),
    /// The first one that has a proposal is.
    FirstCorrected,
    /// All that have a proposal are.
    AllCorrected,
    /// A slip is none.
    SlipLeft(Slip),
    ComparisonToggled(bool),
    /// 課確認, 確定, or back to 入力中.
    Approved(Approval),
    /// The next of them, whichever it is.
    Advanced,
    RemarkChanged(String),
    SentBack,
    PanelToggled(Panel),
    Departments(departments::Message),
    Details(details::Message),
    Figures(figures::Message),
    /// To the next measure of the list, or the one before.
    Step {
        forward: bool,
    },
    /// 締めを解除.
    YearOpened,
    /// Back to the list, where that is out of sight.
    ListAsked,
    /// To where it stands on the paper.
    PaperAsked,
    HistoryAsked,
}

/// How last year's text comes into this year's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CopyMode {
    Replacing,
    After,
}

impl Message {
    /// Whether it leads to what is set about the measure, which no department changes.
    pub const fn sets(&self) -> bool {
        matches!(
            self,
            Self::Departments(_)
                | Self::Details(_)
                | Self::PanelToggled(Panel::Departments | Panel::Details)
        )
    }

    /// Whether it is a command about this year's text, after which the clerk goes on writing.
    pub const fn is_command(&self) -> bool {
        matches!(
            self,
            Self::CopyPrevious
                | Self::PreviousCopied(_)
                | Self::PastedAsIs
                | Self::Corrected(_)
                | Self::FirstCorrected
                | Self::AllCorrected
                | Self::SlipLeft(_)
                | Self::ComparisonToggled(_)
                | Self::Approved(_)
                | Self::Advanced
        )
    }

    /// Whether it changes the entry of the year, which a closed one forbids.
    pub fn writes(&self) -> bool {
        match self {
            Self::NarrativeEdited(action) => action.is_edit(),
            Self::Composed(_)
            | Self::StatusChosen(_)
            | Self::CopyPrevious
            | Self::PreviousCopied(_)
            | Self::PasteAsked
            | Self::Pasted(_)
            | Self::PastedAsIs
            | Self::Shifted { .. }
            | Self::Corrected(_)
            | Self::FirstCorrected
            | Self::AllCorrected
            | Self::Approved(_)
            | Self::Advanced
            | Self::RemarkChanged(_)
            | Self::SentBack => true,
            Self::PreviousTouched(_)
            | Self::SlipLeft(_)
            | Self::ComparisonToggled(_)
            | Self::PanelToggled(_)
            | Self::Departments(_)
            | Self::Details(_)
            // Each of its fields knows whether it may be written.
            | Self::Figures(_)
            | Self::Step { .. }
            | Self::YearOpened
            | Self::ListAsked
            | Self::HistoryAsked
            | Self::PaperAsked => false,
        }
    }
}
