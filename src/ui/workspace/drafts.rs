//! What is typed and not saved, on whichever screen.

use super::{Message, Workspace};
use crate::ui::editable_screen::EditableScreen;
use crate::ui::request::Action;
use crate::ui::screen_id::ScreenId;
use crate::ui::unfinished::Unfinished;
use crate::ui::widget::dialog::Question;

/// What came of saving.
#[derive(Debug)]
pub(crate) enum Saved {
    All,
    /// It failed, which is told; the draft is kept.
    Not,
    /// Something is to be decided first.
    Asked(Question<Message>),
}

impl Workspace {
    /// What is unsaved, by name.
    pub(crate) fn unsaved(&self) -> Option<String> {
        let begun = self.review.as_ref().filter(|review| review.is_begun());
        begun.map(|review| review.file_name().to_owned()).or_else(|| self.unsaved_draft())
    }

    /// What is typed and unsaved, by name.
    pub(super) fn unsaved_draft(&self) -> Option<String> {
        let screens: [&dyn EditableScreen; 4] =
            [&self.measures, &self.indicators, &self.registers, &self.print];
        screens.into_iter().find_map(EditableScreen::unsaved)
    }

    /// The screen that is written in, where the clerk is in one.
    pub(super) fn editable(&self) -> Option<&dyn EditableScreen> {
        match self.screen {
            ScreenId::Measures => Some(&self.measures),
            ScreenId::Indicators => Some(&self.indicators),
            ScreenId::Registers => Some(&self.registers),
            ScreenId::Print => Some(&self.print),
            ScreenId::Home
            | ScreenId::Check
            | ScreenId::Replace
            | ScreenId::Collect
            | ScreenId::Editions
            | ScreenId::History
            | ScreenId::Storage
            | ScreenId::Settings => None,
        }
    }

    pub(super) fn editable_mut(&mut self) -> Option<&mut dyn EditableScreen> {
        self.editable_at(self.screen)
    }

    pub(super) fn editable_at(&mut self, screen: ScreenId) -> Option<&mut dyn EditableScreen> {
        match screen {
            ScreenId::Measures => Some(&mut self.measures),
            ScreenId::Indicators => Some(&mut self.indicators),
            ScreenId::Registers => Some(&mut self.registers),
            ScreenId::Print => Some(&mut self.print),
            ScreenId::Home
            | ScreenId::Check
            | ScreenId::Replace
            | ScreenId::Collect
            | ScreenId::Editions
            | ScreenId::History
            | ScreenId::Storage
            | ScreenId::Settings => None,
        }
    }

    /// Saves what is unsaved.
    pub(crate) fn save(&mut self) -> Saved {
        let commit = self.editable_mut().and_then(EditableScreen::save);
        if let Some(commit) = commit {
            if let Some(question) = self.ask_keep_mine(&commit) {
                return Saved::Asked(question);
            }
            self.commit(commit);
        }
        if self.unsaved().is_none() { Saved::All } else { Saved::Not }
    }

    /// Throws away what is unsaved, as far as it was asked about.
    pub(crate) fn discard(&mut self) {
        // What is typed is asked about by itself.
        if self.review.is_some() {
            return self.leave_review();
        }
        self.measures.discard();
        self.indicators.discard();
        self.registers.discard();
        self.print.discard();
    }

    /// What is typed and not saved, where it is worth keeping.
    pub(crate) fn unfinished(&self) -> Option<Unfinished> {
        let of_measure = self.measures.unfinished().map(Box::new).map(Unfinished::Measure);
        let of_indicator = || self.indicators.unfinished().map(Box::new);
        of_measure.or_else(|| of_indicator().map(Unfinished::Indicator))
    }

    /// Goes on with what was left unfinished.
    pub(crate) fn take_up(&mut self, left: Unfinished) -> Action<Message> {
        let (_, year) = left.about();
        self.context.year = year.or(self.context.year);
        self.screen = match left {
            Unfinished::Measure(_) => ScreenId::Measures,
            Unfinished::Indicator(_) => ScreenId::Indicators,
        };
        self.refresh();
        match left {
            Unfinished::Measure(left) => self.measures.take_up(*left).map(Message::Measures),
            Unfinished::Indicator(left) => self.indicators.take_up(*left).map(Message::Indicators),
        }
        .into()
    }

    /// Stores what stands in the fields of the paper: it has no button to save it, so that leaving it
    /// does.
    pub(super) fn settle(&mut self) {
        if !self.context.permissions.can_edit_structure() {
            // The paper is a look at it: its form is not kept.
            return self.print.discard();
        }
        if self.screen == ScreenId::Print
            && let Some(commit) = self.print.save()
            && self.ask_keep_mine(&commit).is_none()
        {
            self.commit(commit);
        }
    }
}
