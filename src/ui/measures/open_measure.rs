//! The measure that is open in the editor, and what the editor asks for.

use super::editor::{self, Editor, Panel};
use super::row_actions::RowInteraction;
use super::structure::OpenAfterCommit;
use super::{Message, Screen, Unfinished, departments, details, figures};
use crate::domain::search::Filter;
use crate::domain::{Field, Measure, MeasureId};
use crate::ui::permissions::Permissions;
use crate::ui::request::Action;
use crate::ui::theme::Look;
use iced::Task;
use iced::widget::operation;
use std::ops::Range;

impl Screen {
    /// Confines what can be edited to what may be.
    pub(crate) fn confine(&mut self, permissions: Permissions) {
        if let Some(editor) = &mut self.editor {
            editor.confine(permissions.clone());
        }
        self.permissions = permissions;
    }

    pub(super) fn editor_of(&self, measure: &Measure) -> Editor {
        let mut editor = Editor::open(&self.book, measure, self.year);
        editor.set_gauge(self.gauge.clone());
        editor.confine(self.permissions.clone());
        editor
    }

    /// Opens what an edit was to lead to, once it is stored.
    pub(crate) fn on_enter(&mut self) -> Task<Message> {
        let writes_on = std::mem::take(&mut self.writes_on);
        match self.open_after_commit.take() {
            None if writes_on && !self.editor.as_ref().is_some_and(Editor::is_unfolded) => {
                self.resume()
            }
            None => Task::none(),
            Some(OpenAfterCommit::Neighbour(id)) => self.open(id),
            Some(OpenAfterCommit::Department(id)) => {
                if let Some(editor) = &mut self.editor {
                    editor.choose_department(&self.book, id);
                }
                operation::focus(departments::finder_id())
            }
            Some(OpenAfterCommit::New(id)) => {
                self.new = Some(id);
                let opened = self.open(id);
                if let Some(editor) = &mut self.editor {
                    editor.unfold(Panel::Details);
                }
                let name = details::name_id();
                opened.chain(operation::focus(name.clone())).chain(operation::select_all(name))
            }
        }
    }

    /// The new measure whose details are open and in which nothing is typed.
    pub(crate) fn untouched_new(&self) -> Option<MeasureId> {
        let editor = self.editor.as_ref()?;
        let is_open = editor.shows(Panel::Details) && !editor.is_unsaved();
        self.new.filter(|id| is_open && *id == editor.id())
    }

    pub(crate) fn is_unsaved(&self) -> bool {
        self.editor.as_ref().is_some_and(Editor::is_unsaved)
    }

    /// What is typed and not saved.
    pub(crate) fn unfinished(&self) -> Option<Unfinished> {
        self.editor.as_ref().filter(|editor| editor.is_unsaved()).map(Editor::unfinished)
    }

    /// Opens what was left unfinished, as it was typed.
    pub(crate) fn take_up(&mut self, left: Unfinished) -> Task<Message> {
        let opened = self.open(left.measure);
        if let Some(editor) = &mut self.editor {
            editor.take_up(left);
        }
        opened
    }

    /// Opens a measure, and shows it in the list even where a filter hid it.
    pub(crate) fn open(&mut self, id: MeasureId) -> Task<Message> {
        let Some(measure) = self.book.measure(id) else { return Task::none() };
        self.selection.opened(id);
        self.row_interaction = RowInteraction::None;
        self.listing = false;
        if self.editor.as_ref().is_none_or(|editor| editor.id() != id) {
            self.editor = Some(self.editor_of(measure));
        }
        if !self.list.measures().any(|listed| listed == id) {
            self.filter = Filter::default();
            self.lay();
        }
        Task::batch([
            self.list.reveal(id),
            operation::focus(editor::narrative_id()),
            self.measure_paper(),
        ])
    }

    /// Opens a measure with what is set about it, where that may be edited.
    pub(crate) fn open_details(&mut self, id: MeasureId) -> Task<Message> {
        let opened = self.open(id);
        let editor = self.editor.as_mut().filter(|_| self.permissions.can_edit_structure());
        editor.into_iter().for_each(|editor| editor.unfold(Panel::Details));
        opened
    }

    /// Opens one field of a measure, with a part of its text selected.
    pub(crate) fn open_field(
        &mut self,
        id: MeasureId,
        field: Field,
        range: Option<Range<usize>>,
    ) -> Task<Message> {
        let opened = match field {
            Field::MeasureName | Field::Description | Field::Grant => self.open_details(id),
            _ => self.open(id),
        };
        let Some(editor) = self.editor.as_mut() else { return opened };
        opened.chain(editor.show_field(field, range).map(Message::Editor))
    }

    /// What is selected in one of the texts of the open measure.
    pub(crate) fn selected_text(&self) -> Option<String> {
        self.editor.as_ref()?.selected_text()
    }

    /// Whether it leads back to the measure that is open.
    pub(super) fn returns(&self, message: &Message) -> bool {
        let open = self.editor.as_ref().map(Editor::id);
        matches!(message, Message::Chosen(id) if Some(*id) == open)
    }

    pub(super) fn edit(&mut self, look: Look, message: editor::Message) -> Action<Message> {
        let Some(editor) = &mut self.editor else { return Action::None };
        let id = editor.id();
        let message = match message {
            editor::Message::Step { forward } => Message::Stepped { forward },
            editor::Message::PaperAsked => Message::OnPaper(id),
            editor::Message::HistoryAsked => Message::InHistory(id),
            editor::Message::Figures(figures::Message::Opened(indicator)) => {
                Message::IndicatorOpened(indicator)
            }
            editor::Message::Figures(figures::Message::Saved) => Message::Save,
            editor::Message::YearOpened => match self.year {
                Some(year) => Message::YearOpened(year),
                None => return Action::None,
            },
            editor::Message::ListAsked => {
                self.listing = true;
                return self.list.scrolling.stay().into();
            }
            editor::Message::Details(details::Message::MoveEarlier) => Message::Move(id, false),
            editor::Message::Details(details::Message::MoveLater) => Message::Move(id, true),
            editor::Message::Details(details::Message::Retire) => Message::Retire(id, true),
            editor::Message::Details(details::Message::Reinstate) => Message::Retire(id, false),
            editor::Message::Details(details::Message::Delete) => Message::DeletionAsked(id),
            editor::Message::Departments(departments::Message::Added(name)) => {
                Message::DepartmentAdded(name)
            }
            message => {
                let writes_on = message.is_command();
                self.writes_on |= writes_on;
                return match editor.update(&self.book, message).map(Message::Editor) {
                    Action::None if writes_on => self.resume().into(),
                    action => action,
                };
            }
        };
        self.update(look, message)
    }
}
