//! 施策: the list, narrowed by words and filters, and the editor beside it.

mod bulk;
mod clipboard;
mod departments;
mod details;
mod editable;
mod editor;
mod figures;
mod filters;
mod form;
mod gauge;
mod list;
mod list_pane;
mod list_row;
mod message;
mod open_measure;
mod read_only;
mod row_actions;
mod rows;
mod selection;
mod slip_marks;
mod structure;
pub(super) mod texts;

pub(super) use details::years;
pub(super) use editor::narrative_id;
pub(super) use filters::search_id;
pub(super) use form::Unfinished;

use super::command::Command;
use super::editable_screen::EditableScreen;
use super::permissions::{self, Permissions};
use super::request::{Action, Request};
use super::theme::Look;
use super::widget::key_listener::key_listener;
use super::widget::splitter::{Split, splitter};
use super::widget::{button, focus, label, virtual_list};
use crate::domain::search::{Filter, Index, Order, Words};
use crate::domain::{
    Book, DepartmentId, EntryState, Field, FiscalYear, GoalId, IndicatorId, Key, MeasureId,
    StatusId,
};
use crate::report::list::Gauge;
use crate::words::{self, Notice};
use editor::Editor;
use iced::keyboard::Modifiers;
use iced::widget::{column, container, operation, responsive, row, space};
use iced::{Element, Fill, Task};
use list::List;
use row_actions::RowInteraction;
use selection::Selection;
use std::collections::BTreeMap;
use std::sync::Arc;
use structure::{OpenAfterCommit, ask_deletion};

/// The width of the list at the beginning, and how narrow and wide it can be made.
pub(super) const LIST: f32 = 420.0;
const LISTS: std::ops::RangeInclusive<f32> = 320.0..=640.0;

/// What the editor keeps of the room, and the room from which it stands beside the list.
const EDITOR: f32 = 440.0;
const BESIDE: f32 = 760.0;

/// What the clerk does in the list and the editor.
#[derive(Debug, Clone)]
pub enum Message {
    SearchChanged(String),
    /// Enter in the search field.
    FirstFoundChosen,
    DepartmentChosen(Option<DepartmentId>),
    StatusChosen(Option<StatusId>),
    MissingToggled(bool),
    GoalChosen(Option<GoalId>),
    StateToggled(EntryState),
    OrderChosen(Order),
    FilterCleared,
    List(virtual_list::Event),
    /// A row was pressed: the modifiers that are held decide what it means.
    Pressed(MeasureId),
    Chosen(MeasureId),
    Stepped {
        forward: bool,
    },
    Selection(selection::Message),
    Bulk(bulk::Bulk),
    Rows(row_actions::Message),
    /// The chosen rows, or the open one, go to the clipboard as cells.
    Copied,
    PasteAsked,
    Pasted(Option<String>),
    Add,
    DeletionAsked(MeasureId),
    Delete(MeasureId),
    Retire(MeasureId, bool),
    Move(MeasureId, bool),
    /// A new department is to be one of the open measure's.
    DepartmentAdded(String),
    /// 締めを解除.
    YearOpened(FiscalYear),
    /// Where it stands on the paper.
    OnPaper(MeasureId),
    /// An indicator, in its own place.
    IndicatorOpened(IndicatorId),
    /// What was changed of it.
    InHistory(MeasureId),
    Save,
    /// To the next measure in the list for which nothing is written yet.
    SteppedToMissing,
    /// The border between the list and the editor is moved.
    Split(Split),
    /// How texts are set on paper is known.
    Gauged(Option<Arc<Gauge>>),
    Editor(editor::Message),
}

/// The list, what narrows it, and the measure that is edited.
#[derive(Debug)]
pub(super) struct Screen {
    book: Arc<Book>,
    year: Option<FiscalYear>,
    /// The folded texts, made when words are first searched for.
    index: Option<Index>,
    filter: Filter,
    /// The words of the filter, as they are looked for.
    words: Words,
    order: Order,
    /// How many measures of each state the other filters leave.
    counts: BTreeMap<EntryState, usize>,
    /// What may be edited in the file.
    permissions: Permissions,
    list: List,
    selection: Selection,
    /// Which of Ctrl, Shift and Alt are held.
    modifiers: Modifiers,
    bulk: bulk::State,
    row_interaction: RowInteraction,
    editor: Option<Editor>,
    /// Whether the list stands before the editor, where there is room for one of them alone.
    listing: bool,
    /// Whether the clerk goes on writing once the edit is stored.
    writes_on: bool,
    /// How wide the clerk wants the list.
    list_width: f32,
    /// What is to be opened once the edit is stored.
    open_after_commit: Option<OpenAfterCommit>,
    /// The one that was added last, to be named.
    new: Option<MeasureId>,
    /// Tells how many lines a text takes on paper, once that is known.
    gauge: Option<Arc<Gauge>>,
}

impl Screen {
    pub(super) fn new(book: Arc<Book>, year: Option<FiscalYear>) -> Self {
        let mut screen = Self {
            book,
            year,
            index: None,
            filter: Filter::default(),
            words: Words::default(),
            order: Order::default(),
            counts: BTreeMap::new(),
            permissions: Permissions::default(),
            list: List::default(),
            selection: Selection::default(),
            modifiers: Modifiers::empty(),
            bulk: bulk::State::default(),
            row_interaction: RowInteraction::default(),
            editor: None,
            listing: false,
            writes_on: false,
            list_width: LIST,
            open_after_commit: None,
            new: None,
            gauge: None,
        };
        screen.lay();
        screen
    }

    /// Shows what is stored now.
    pub(super) fn refresh(&mut self, book: &Arc<Book>, year: Option<FiscalYear>) {
        if gauge::form(&self.book) != gauge::form(book) {
            self.gauge = None;
        }
        self.book = Arc::clone(book);
        self.index = None;
        let same_year = self.year == year;
        self.year = year;
        self.lay();
        let measure = self.editor.as_ref().and_then(|editor| self.book.measure(editor.id()));
        match (&mut self.editor, measure) {
            (Some(editor), Some(measure)) if same_year && editor.id() == measure.id => {
                editor.reload(&self.book, measure);
            }
            (_, Some(measure)) => self.editor = Some(self.editor_of(measure)),
            (_, None) => self.editor = None,
        }
    }

    /// Takes up what others have stored; what is typed and not saved yet stays. Tells where they have
    /// deleted what is typed in.
    pub(super) fn follow(&mut self, book: &Arc<Book>, year: Option<FiscalYear>) -> Option<Notice> {
        let left = self.unfinished();
        self.refresh(book, year);
        let left = left?;
        match &mut self.editor {
            Some(editor) if (editor.id(), self.year) == (left.measure, left.year) => {
                editor.take_up(left);
                None
            }
            _ => Some(words::gone(&left.draft.name, &left.draft.narrative)),
        }
    }

    /// Gives the focus back to the text.
    pub(super) fn resume<M: 'static>(&self) -> Task<M> {
        operation::focus(narrative_id())
    }

    pub(super) const fn set_list_width(&mut self, width: f32) {
        self.list_width = width.clamp(*LISTS.start(), *LISTS.end());
    }

    /// Whether several measures are chosen.
    pub(super) fn has_selection(&self) -> bool {
        !self.selection.is_empty()
    }

    /// Gives the focus to the text, or to the list where no measure is open.
    pub(super) fn focus_content<M: Send + 'static>(&self) -> Task<M> {
        match self.editor {
            Some(_) if !self.listing => self.resume(),
            _ => focus::to(row_actions::list_id()),
        }
    }

    /// Whether Tab, or Shift+Tab, moves a line of a list rather than the focus, where the focus is in
    /// the narrative.
    pub(super) fn can_shift(&self, inward: bool) -> bool {
        self.editor.as_ref().is_some_and(|editor| editor.can_shift(inward))
    }

    pub(super) fn update(&mut self, look: Look, message: Message) -> Action<Message> {
        let message = match message {
            Message::Pressed(id) => self.pressed(id),
            message => message,
        };
        if self.is_unsaved() && message.leaves() && !self.returns(&message) {
            return Action::SaveFirst(message);
        }
        let may = if message.edits_structure() {
            self.permissions.can_edit_structure()
        } else {
            self.permissions.can_write()
        };
        if message.edits() && !may {
            return Action::None;
        }
        match message {
            Message::SearchChanged(words) => self.filter.words = words,
            Message::DepartmentChosen(department) => self.filter.department = department,
            Message::StatusChosen(status) => self.filter.status = status,
            Message::MissingToggled(missing) => self.filter.missing = missing,
            Message::GoalChosen(goal) => self.filter.goal = goal,
            Message::StateToggled(state) => {
                if !self.filter.states.remove(&state) {
                    let _ = self.filter.states.insert(state);
                }
            }
            Message::OrderChosen(order) => self.order = order,
            Message::FilterCleared => self.filter = Filter::default(),
            Message::List(event) => {
                self.list.scrolling.update(&event);
                return Action::None;
            }
            Message::FirstFoundChosen => {
                let first = self.list.measures().next();
                return first.map_or(Action::None, |id| Action::Run(self.open(id)));
            }
            Message::Selection(message) => return self.select(look, message),
            Message::Bulk(bulk) => return self.bulk(bulk),
            Message::Rows(message) => return self.handle(look, message),
            Message::Copied => return self.copy(),
            Message::PasteAsked => {
                return Action::Run(iced::clipboard::read().map(Message::Pasted));
            }
            Message::Pasted(text) => return self.paste(text),
            Message::DeletionAsked(id) => {
                self.row_interaction = RowInteraction::None;
                let measure = self.book.measure(id);
                return measure
                    .map_or(Action::None, |it| Action::Ask(ask_deletion(&self.book, it)));
            }
            Message::Pressed(id) | Message::Chosen(id) => return Action::Run(self.open(id)),
            Message::Stepped { forward } => {
                let of = self.editor.as_ref().map(Editor::id);
                let next = self.list.neighbour(of, forward);
                return next.map_or(Action::None, |id| Action::Run(self.open(id)));
            }
            Message::Add => return self.add(),
            Message::Delete(id) => return self.delete(id),
            Message::Retire(id, retired) => {
                self.row_interaction = RowInteraction::None;
                return self.retire(id, retired);
            }
            Message::Move(id, later) => {
                self.row_interaction = RowInteraction::None;
                return self.shift(id, later);
            }
            Message::DepartmentAdded(name) => return self.add_department(&name),
            Message::YearOpened(year) => return self.open_year(year),
            Message::IndicatorOpened(id) => {
                let of_year = |year| (Key::Observation(id, year), Field::Actual);
                let of_none = (Key::Indicator(id), Field::IndicatorName);
                let (key, field) = self.year.map_or(of_none, of_year);
                return Request::Field(key, field, None).into();
            }
            Message::OnPaper(id) => {
                self.row_interaction = RowInteraction::None;
                return Request::Paper(id).into();
            }
            Message::InHistory(id) => return Request::HistoryOf(id).into(),
            Message::Save => {
                self.writes_on = true;
                return self.save().into();
            }
            Message::SteppedToMissing => {
                let next = self.next_missing();
                return next.map_or(Action::None, |id| Action::Run(self.open(id)));
            }
            Message::Split(split) => {
                match split {
                    Split::To(width) => self.set_list_width(width),
                    Split::Reset => self.list_width = LIST,
                    Split::Done => {}
                }
                return match split {
                    Split::To(_) => Action::None,
                    Split::Reset | Split::Done => Request::SetListWidth(self.list_width).into(),
                };
            }
            Message::Gauged(gauge) => {
                self.gauge = gauge;
                let gauge = self.gauge.clone();
                self.editor.iter_mut().for_each(|editor| editor.set_gauge(gauge.clone()));
                return Action::None;
            }
            Message::Editor(message) => return self.edit(look, message),
        }
        self.listing = true;
        self.lay();
        Action::Run(self.list.scrolling.scroll_to_top())
    }

    /// What a key or a menu does here at the moment.
    pub(super) fn message_for(&self, command: Command) -> Option<Message> {
        let editor = |message| self.permissions.can_write().then_some(Message::Editor(message));
        let structure = |message| self.permissions.can_edit_structure().then_some(message);
        match command {
            Command::Save => self.is_unsaved().then_some(Message::Save),
            Command::New => structure(Message::Add),
            Command::Advance => editor(editor::Message::Advanced),
            Command::Correct => editor(editor::Message::FirstCorrected),
            Command::NextMissing => Some(Message::SteppedToMissing),
            Command::FindPrevious if self.words.is_empty() => None,
            Command::FindNext if self.words.is_empty() => None,
            Command::Previous | Command::FindPrevious => Some(Message::Stepped { forward: false }),
            Command::Next | Command::FindNext => Some(Message::Stepped { forward: true }),
            Command::MoveEarlier => {
                structure(Message::Rows(row_actions::Message::Shifted { later: false }))
            }
            Command::MoveLater => {
                structure(Message::Rows(row_actions::Message::Shifted { later: true }))
            }
            Command::RowMenu => structure(Message::Rows(row_actions::Message::MenuAsked)),
            _ => None,
        }
    }

    /// The one thing to do next, for the bar.
    pub(super) fn next_step(&self, look: Look) -> Option<Element<'_, Message>> {
        let save = button::filled(look, "保存").key("Ctrl+S");
        let save = save.on_press_maybe(self.is_unsaved().then_some(Message::Save));
        self.permissions.can_write().then(|| save.into())
    }

    pub(super) fn view(&self, look: Look) -> Element<'_, Message> {
        responsive(move |room| {
            let changed = |held| Message::Selection(selection::Message::ModifiersChanged(held));
            let several = !self.selection.is_empty();
            let alone = !several && room.width < BESIDE;
            // Where the type is large the list gives way: what is written needs the room more.
            let width = self.list_width.min((room.width - EDITOR).max(room.width * 0.4));
            let parts: Element<'_, Message> = match &self.editor {
                Some(editor) if alone && !self.listing => {
                    editor.view(look, &self.book, true).map(Message::Editor)
                }
                _ if alone => self.listed(look, true).width(Fill).height(Fill).into(),
                _ => row![
                    self.listed(look, false).width(width).height(Fill),
                    splitter(look, width, Message::Split),
                    self.beside(look),
                ]
                .into(),
            };
            key_listener(parts, several, selection::heard, changed)
        })
        .into()
    }

    /// What stands beside the list.
    fn beside(&self, look: Look) -> Element<'_, Message> {
        match &self.editor {
            _ if !self.selection.is_empty() => self.bulk_view(look),
            Some(editor) => {
                let page = editor.view(look, &self.book, false).map(Message::Editor);
                // Of one shape whatever is listed, so that what is written keeps the focus.
                let above = self.beyond(look).unwrap_or_else(|| space().into());
                column![above, page].into()
            }
            None => {
                let hint = match self.book.measure_count() {
                    0 => permissions::none(self.permissions.can_edit_structure(), "施策", ""),
                    _ => "左の一覧から施策を選んでください。".to_owned(),
                };
                container(label::second(look, hint)).center(Fill).padding(24.0).into()
            }
        }
    }
}
