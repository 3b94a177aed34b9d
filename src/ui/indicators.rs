//! 指標: the table of their figures, written in as in a spreadsheet, and beside it what there is to
//! know of the chosen one.

mod chart;
mod columns;
mod commands;
mod cursor;
mod editable;
mod editing;
mod editor;
mod entry;
mod keys;
mod leaving;
mod list;
mod message;
mod navigation;
mod notes;
mod opening;
mod paint;
mod panel;
mod state;
mod structure;
mod unfinished;
mod view;

pub(super) use message::Message;
pub(super) use unfinished::Unfinished;

use super::permissions::Permissions;
use super::request::{Action, Request};
use super::widget::virtual_list::{self, VirtualList};
use crate::domain::check::{Finding, Kind};
use crate::domain::{Book, Figure, FigureCell, FiscalYear, IndicatorId};
use columns::{Column, Columns};
use cursor::{Cursor, Line};
use editor::Editor;
use entry::Entry;
use iced::widget::Id;
use list::{Filter, Known, Row};
use notes::Notes;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What is told until something else is done.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Told {
    /// What was done.
    Done(String),
    /// Why nothing was, beneath the cell.
    Why(String),
}

/// The table, what narrows it, and where the clerk is in it.
#[derive(Debug)]
pub(super) struct Screen {
    book: Arc<Book>,
    year: Option<FiscalYear>,
    permissions: Permissions,
    known: Known,
    filter: Filter,
    rows: Vec<Row>,
    /// The indicators of the rows.
    listed: Vec<IndicatorId>,
    columns: Columns,
    list: VirtualList,
    /// How far it is scrolled sideways, and the width that is seen.
    sideways: f32,
    room: f32,
    cursor: Option<Cursor>,
    /// The other end of what is marked.
    anchor: Option<Cursor>,
    /// The cells between them, where there is more than one.
    marked_cells: BTreeSet<FigureCell>,
    entry: Option<Entry>,
    /// What is written beside the table of the year of the cell.
    notes: Option<Notes>,
    /// What is set about the indicator, while it is edited.
    editor: Option<Editor>,
    /// Whether what is beside the table stands in its place, where there is no room for both.
    unfolded: bool,
    /// As much of each name, and of what stands above it, as fits, as far as that was measured.
    names: RefCell<BTreeMap<(IndicatorId, bool), String>>,
    told: Option<Told>,
    /// Whether the clerk goes on in the cell once an edit is stored, whatever was pressed for it.
    goes_on: bool,
    /// Whether the table was seen since the file was opened.
    entered: bool,
}

impl Screen {
    pub(super) fn new(book: Arc<Book>, year: Option<FiscalYear>) -> Self {
        let columns = Columns::of(&book, 0.0);
        let mut screen = Self {
            book,
            year,
            permissions: Permissions::default(),
            known: Known::default(),
            filter: Filter::default(),
            rows: Vec::new(),
            listed: Vec::new(),
            columns,
            list: VirtualList::new("indicators"),
            sideways: 0.0,
            room: 0.0,
            cursor: None,
            anchor: None,
            marked_cells: BTreeSet::new(),
            entry: None,
            notes: None,
            editor: None,
            unfolded: false,
            names: RefCell::default(),
            told: None,
            goes_on: false,
            entered: false,
        };
        screen.lay();
        screen
    }

    /// Confines what can be edited to what may be.
    pub(super) fn confine(&mut self, permissions: Permissions) {
        self.known.asked = permissions.department_copy().map(|copy| copy.scope.indicators.clone());
        self.permissions = permissions;
    }

    /// Shows what is stored now. What is typed stays until it is that.
    pub(super) fn refresh(
        &mut self,
        book: &Arc<Book>,
        year: Option<FiscalYear>,
        findings: &[Finding],
    ) {
        let other_year = self.year != year;
        (self.book, self.year) = (Arc::clone(book), year);
        let own = findings.iter().filter(|it| list::of(it).is_some());
        self.known.findings = own.cloned().collect();
        self.known.found = findings.iter().filter_map(list::of).collect();
        let is_done = |entry: &Entry| {
            let is_gone = book.indicator(entry.cell.indicator()).is_none();
            is_gone || *book.figure(entry.cell) == entry.figure(book)
        };
        self.entry = self.entry.take().filter(|entry| !is_done(entry));
        let is_done = |notes: &Notes| {
            book.indicator(notes.indicator).is_none() || notes.change(book).is_none()
        };
        self.notes = self.notes.take().filter(|notes| notes.is_changed() && !is_done(notes));
        let was_new = self.editor.as_ref().filter(|editor| editor.is_new()).map(Editor::id);
        self.editor = self
            .editor
            .take()
            .filter(|editor| editor.is_new() || book.indicator(editor.id()).is_some());
        self.editor.iter_mut().for_each(|editor| editor.refresh(book));
        self.known.kept = self.cursor.map(|it| it.indicator).filter(|_| !other_year);
        self.lay();
        // What was new and is stored now is one of the others.
        if let Some(id) = was_new.filter(|id| book.indicator(*id).is_some()) {
            self.go_to(id, None, Line::Actual);
        }
        if let (true, Some(cursor), Some(year)) = (other_year, self.cursor, year)
            && let Column::Year(_) = cursor.column
        {
            self.cursor = Some(Cursor { column: Column::Year(year), ..cursor });
            self.anchor = None;
        }
        self.show_beside();
    }

    /// How many there are, for the rail.
    pub(super) fn count(&self) -> String {
        let all = self.book.indicators();
        match all.iter().filter(|row| !row.retired).count() {
            0 => String::new(),
            count => count.to_string(),
        }
    }

    fn lay(&mut self) {
        self.set_columns();
        self.rows = list::rows(&self.book, self.year, &self.known, &self.filter);
        self.listed = self.rows.iter().filter_map(Row::indicator).collect();
        self.list.lay(self.rows.iter().map(Row::height));
        let is_listed = |cursor: &Cursor| {
            let is_column = self.columns.figures().any(|column| column == cursor.column);
            self.listed.contains(&cursor.indicator) && is_column
        };
        self.cursor = self.cursor.filter(is_listed).or_else(|| self.first());
        self.anchor = self.anchor.filter(is_listed);
        self.mark();
    }

    fn set_columns(&mut self) {
        let columns = Columns::of(&self.book, self.room);
        self.names.get_mut().clear();
        self.columns = columns;
    }

    /// Knows what is marked.
    fn mark(&mut self) {
        self.marked_cells = match self.anchor {
            Some(_) => self.marked().into_iter().flatten().flatten().map(Cursor::cell).collect(),
            None => BTreeSet::new(),
        };
    }

    /// Where the clerk begins: the actual of the year of the first indicator.
    fn first(&self) -> Option<Cursor> {
        let column = self.year.map_or(Column::Base, Column::Year);
        let indicator = *self.listed.first()?;
        Some(Cursor { indicator, line: Line::Actual, column })
    }

    pub(super) fn update(&mut self, message: Message) -> Action<Message> {
        if let Message::Pressed(place, _) = &message
            && self.entry.is_some()
            && self.pointed(*place).is_some_and(|it| Some(it.cell()) == self.cell())
        {
            // The field has heard it.
            return Action::None;
        }
        if self.is_left_by(&message) {
            return Action::SaveFirst(message);
        }
        if message.leaves() {
            (self.entry, self.told) = (None, None);
        }
        // A new one in which nothing is typed was never stored: it goes when it is left.
        if self.leaves(&message).editor && !matches!(message, Message::Save) {
            self.editor = self.editor.take().filter(|editor| !editor.is_new());
        }
        self.goes_on = false;
        let action = self.act(message);
        self.mark();
        self.show_beside();
        action
    }

    fn act(&mut self, message: Message) -> Action<Message> {
        match message {
            Message::Listed(listed) => self.filter.listed = listed,
            Message::SearchChanged(words) => self.filter.words = words,
            Message::List(event) => {
                if let virtual_list::Event::Scrolled(viewport) = &event {
                    self.sideways = viewport.absolute_offset().x;
                }
                let room = match &event {
                    virtual_list::Event::Scrolled(viewport) => viewport.bounds().width,
                    virtual_list::Event::Resized(room) => room.width,
                };
                let other = (room - self.room).abs() > 0.5;
                if other {
                    self.room = room;
                    self.set_columns();
                }
                self.list.update(&event);
                // The cell is seen in whatever room there is.
                return if other { self.reveal().into() } else { Action::None };
            }
            Message::Pressed(place, press) => return self.press(place, press),
            Message::Moved { motion, extends } => return self.go(motion, extends),
            Message::Tabbed { forward } => return self.tab(forward),
            Message::AllMarked => {
                return self.mark_all();
            }
            Message::Typed(text) => return self.typed(text),
            Message::MendAsked => return self.mend(),
            Message::Cleared => return self.clear(),
            Message::Copied { clears } => return self.copy(clears),
            Message::PasteAsked => {
                return Action::Run(iced::clipboard::read().map(Message::Pasted));
            }
            Message::Pasted(text) => return self.paste(&text.unwrap_or_default()),
            Message::Filled => {
                self.goes_on = true;
                return self.fill();
            }
            Message::Stated(state) => {
                self.goes_on = true;
                return self.state(state);
            }
            Message::Notes(message) => {
                if let Some(notes) = &mut self.notes {
                    notes.update(message);
                }
                return Action::None;
            }
            Message::Graded(grade) => return self.grade(grade),
            Message::Advanced => return self.advance(),
            Message::PanelToggled => {
                self.unfolded = !self.unfolded;
                return Action::None;
            }
            Message::EditAsked => return self.edit(),
            Message::Editor(message) => {
                if let Some(editor) = &mut self.editor {
                    editor.update(&self.book, message);
                }
                return Action::None;
            }
            Message::EditorClosed => {
                (self.editor, self.unfolded) = (None, false);
                return self.focus_content().into();
            }
            Message::NewAsked => return self.add(),
            Message::Shifted { later } => return self.shift(later),
            Message::Retired(retired) => return self.retire(retired),
            Message::DeleteAsked => return self.ask_deletion(),
            Message::Deleted(id) => return self.delete(id),
            Message::FindingsAsked => {
                return Request::Findings { kind: Some(Kind::Figures), all_years: false }.into();
            }
            Message::RegisterAsked(tab) => return Request::Register(tab).into(),
            Message::Save => return Action::None,
            Message::SteppedToMissing => return self.step_to_missing(),
        }
        self.list.rewind();
        self.known.kept = None;
        self.lay();
        Action::Run(self.list.scroll_to_top())
    }

    /// Shows beside the table what there is of the indicator and the year of the cell.
    fn show_beside(&mut self) {
        let of = self.cursor.map(|it| it.indicator).zip(self.of_year());
        let shown = self.notes.as_ref().map(|notes| (notes.indicator, notes.year));
        if of != shown {
            let notes = of.map(|(indicator, year)| Notes::of(&self.book, indicator, year));
            self.notes = notes;
        }
        let of = self.cursor.map(|it| it.indicator);
        let is_of_another = |editor: &Editor| !editor.is_new() && Some(editor.id()) != of;
        if self.editor.as_ref().is_some_and(is_of_another) {
            self.open_editor();
        }
    }

    /// The cell that the clerk is in.
    fn cell(&self) -> Option<FigureCell> {
        self.cursor.map(Cursor::cell)
    }

    /// Whether the figure of a cell may be written here.
    fn can_write(&self, cell: FigureCell) -> bool {
        self.permissions.can_write_figure(&self.book, cell)
    }

    /// The cells that are marked, row by row.
    fn marked(&self) -> Vec<Vec<Option<Cursor>>> {
        let Some(cursor) = self.cursor else { return Vec::new() };
        let anchor = self.anchor.unwrap_or(cursor);
        cursor::block(anchor, cursor, &self.listed, &self.columns)
    }

    fn figure(&self, cell: FigureCell) -> &Figure {
        self.book.figure(cell)
    }
}

/// The room that is left beneath the cell for what is told of it.
const HEADING_BELOW: f32 = 34.0;

/// The field over the cell.
pub(super) fn cell_id() -> Id {
    Id::new("figure")
}

/// The field that Ctrl+F leads to.
pub(super) fn search_id() -> Id {
    Id::new("indicator-search")
}
