//! What a message does, so that it is known before it is obeyed.

use super::{Message, editor, row_actions};
use crate::domain::MeasureId;

impl Message {
    /// The lines of a list at the caret go a step in, or out.
    pub const fn shifted(inward: bool) -> Self {
        Self::Editor(editor::Message::Shifted { inward })
    }

    /// The handle of a row was pressed.
    pub const fn row_taken(id: MeasureId) -> Self {
        Self::Rows(row_actions::Message::Taken(id))
    }

    /// What can be done with a row is to be shown.
    pub const fn row_menu_opened(id: MeasureId) -> Self {
        Self::Rows(row_actions::Message::MenuOpened(id))
    }

    /// Whether it changes what is stored, or leads to that. The editor knows for itself.
    pub const fn edits(&self) -> bool {
        self.edits_structure() || matches!(self, Self::Bulk(_) | Self::Save)
    }

    /// Whether it leads to other measures, another order or an open year: no department does.
    pub const fn edits_structure(&self) -> bool {
        match self {
            Self::Add
            | Self::DeletionAsked(_)
            | Self::Delete(_)
            | Self::Retire(..)
            | Self::Move(..)
            | Self::PasteAsked
            | Self::Pasted(_)
            | Self::YearOpened(_)
            | Self::DepartmentAdded(_)
            | Self::Rows(_) => true,
            Self::Bulk(bulk) => !bulk.is_of_departments(),
            _ => false,
        }
    }

    /// Whether it would lose an unsaved draft.
    pub const fn leaves(&self) -> bool {
        match self {
            Self::FirstFoundChosen
            | Self::Chosen(_)
            | Self::Stepped { .. }
            | Self::SteppedToMissing
            | Self::Pressed(_)
            | Self::Bulk(_)
            | Self::Pasted(_)
            | Self::Add
            | Self::Retire(..)
            | Self::Move(..)
            | Self::YearOpened(_)
            | Self::DepartmentAdded(_)
            | Self::OnPaper(_)
            | Self::IndicatorOpened(_)
            | Self::InHistory(_) => true,
            Self::Rows(message) => message.changes(),
            Self::Selection(message) => message.changes(),
            Self::SearchChanged(_)
            | Self::DepartmentChosen(_)
            | Self::StatusChosen(_)
            | Self::MissingToggled(_)
            | Self::GoalChosen(_)
            | Self::StateToggled(_)
            | Self::OrderChosen(_)
            | Self::Copied
            | Self::PasteAsked
            | Self::DeletionAsked(_)
            | Self::FilterCleared
            | Self::List(_)
            | Self::Delete(_)
            | Self::Save
            | Self::Split(_)
            | Self::Gauged(_)
            | Self::Editor(_) => false,
        }
    }

    /// Whether it opens what is set about the measure, or closes it.
    pub(crate) const fn toggles_details(&self) -> bool {
        matches!(self, Self::Editor(editor::Message::PanelToggled(editor::Panel::Details)))
    }
}
