//! What happens at the place 指標.

use super::cursor::Motion;
use super::list::Listed;
use super::state::State;
use super::{editor, notes};
use crate::domain::{GradeId, IndicatorId};
use crate::ui::screen_id::Tab;
use crate::ui::widget::grid::{Place, Press};
use crate::ui::widget::virtual_list;

#[derive(Debug, Clone)]
pub enum Message {
    Listed(Listed),
    SearchChanged(String),
    List(virtual_list::Event),
    Pressed(Place, Press),
    Moved {
        motion: Motion,
        extends: bool,
    },
    Tabbed {
        forward: bool,
    },
    AllMarked,
    /// Something was typed into the cell.
    Typed(String),
    /// What stands in the cell is mended.
    MendAsked,
    Cleared,
    Copied {
        clears: bool,
    },
    PasteAsked,
    Pasted(Option<String>),
    /// What stood there last year.
    Filled,
    Stated(State),
    /// 時点, 備考 or 要因分析 is written.
    Notes(notes::Message),
    /// 評価, given by hand; `None` for the one that follows from 達成率.
    Graded(Option<GradeId>),
    /// 課確認, then 確定, of the actuals that are marked.
    Advanced,
    /// What is beside the table takes its place, where there is no room for both, or gives way.
    PanelToggled,
    /// All fields of the indicator, in the place of what is shown of it.
    EditAsked,
    Editor(editor::Message),
    EditorClosed,
    NewAsked,
    /// Among those of its kind.
    Shifted {
        later: bool,
    },
    Retired(bool),
    DeleteAsked,
    Deleted(IndicatorId),
    /// What 点検 has found.
    FindingsAsked,
    RegisterAsked(Tab),
    Save,
    SteppedToMissing,
}

impl Message {
    /// Whether what is typed is stored before.
    pub(super) const fn leaves(&self) -> bool {
        !matches!(
            self,
            Self::Typed(_)
                | Self::Stated(State::Provisional)
                | Self::List(_)
                | Self::PasteAsked
                | Self::PanelToggled
        )
    }
}
