//! 指標: the table of their figures, written in as in a spreadsheet, and beside it what there is to
//! know of the chosen one.

mod columns;
mod cursor;
mod editable;
mod editing;
mod entry;
mod keys;
mod list;
mod paint;
mod view;

pub(super) use list::found;

use super::command::Command;
use super::permissions::Permissions;
use super::request::{Action, Request};
use super::widget::grid::{Place, Press};
use super::widget::virtual_list::{self, VirtualList};
use crate::domain::{Book, Figure, FigureCell, FiscalYear, IndicatorId};
use columns::{Column, Columns, HEADS, ROW};
use cursor::{Cursor, Line, Motion};
use entry::Entry;
use iced::Task;
use iced::widget::{Id, operation};
use list::{Filter, Known, Listed, Row};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What a cell says in the place of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Pending,
    Unpublished,
    NotApplicable,
    /// 速報値, or no longer.
    Provisional,
}

impl State {
    pub(super) const ALL: [Self; 4] =
        [Self::Pending, Self::Unpublished, Self::NotApplicable, Self::Provisional];

    const fn name(self) -> &'static str {
        match self {
            Self::Pending => "集計中",
            Self::Unpublished => "未公表",
            Self::NotApplicable => "―",
            Self::Provisional => "速報値",
        }
    }

    const fn key(self) -> &'static str {
        match self {
            Self::Pending => "Alt+1",
            Self::Unpublished => "Alt+2",
            Self::NotApplicable => "Alt+3",
            Self::Provisional => "Alt+4",
        }
    }
}

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
    Save,
    SteppedToMissing,
}

impl Message {
    /// Whether what is typed is stored before.
    const fn leaves(&self) -> bool {
        !matches!(self, Self::Typed(_) | Self::List(_) | Self::PasteAsked)
    }
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
    /// As much of each name as fits, as far as that was measured.
    names: RefCell<BTreeMap<IndicatorId, String>>,
    /// What was done last, until something else is.
    told: Option<String>,
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
            names: RefCell::default(),
            told: None,
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
        found: BTreeSet<IndicatorId>,
    ) {
        let other_year = self.year != year;
        (self.book, self.year, self.known.found) = (Arc::clone(book), year, found);
        let is_done = |entry: &Entry| {
            let is_gone = book.indicator(entry.cell.indicator()).is_none();
            is_gone || *book.figure(entry.cell) == entry.figure(book)
        };
        self.entry = self.entry.take().filter(|entry| !is_done(entry));
        self.lay();
        if let (true, Some(cursor), Some(year)) = (other_year, self.cursor, year)
            && let Column::Year(_) = cursor.column
        {
            self.cursor = Some(Cursor { column: Column::Year(year), ..cursor });
            self.anchor = None;
        }
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

    /// Gives the focus to the cell.
    pub(super) fn focus_content<M: Send + 'static>(&self) -> Task<M> {
        Task::batch([self.reveal(), operation::focus(cell_id())])
    }

    /// The clerk comes here.
    pub(super) fn on_enter<M: Send + 'static>(&mut self) -> Task<M> {
        if std::mem::replace(&mut self.entered, true) {
            return Task::batch([
                self.list.scroll_both_ways(Some(self.sideways), Some(self.list.first())),
                operation::focus(cell_id()),
            ]);
        }
        self.focus_content()
    }

    /// Scrolls so far that the cell is seen.
    fn reveal<M: Send + 'static>(&self) -> Task<M> {
        let Some(cursor) = self.cursor else { return Task::none() };
        let row = self.rows.iter().position(|row| row.indicator() == Some(cursor.indicator));
        let top = self.list.top(row.unwrap_or(0));
        let (first, height) = (self.list.first(), self.list.height());
        // What is told of a cell stands beneath it.
        let bottom = top + ROW + HEADING_BELOW;
        let y = if top < first + HEADS {
            // With its heading, where it is the first below one.
            let heading = row.and_then(|row| self.rows.get(row.checked_sub(1)?));
            let above = heading.filter(|row| row.indicator().is_none()).map_or(0.0, Row::height);
            Some((top - above.min(columns::HEADING) - HEADS).max(0.0))
        } else {
            (bottom > first + height).then_some(bottom - height)
        };
        let span = self.columns.at(cursor.column);
        let fixed = self.columns.fixed();
        let x = if span.start < self.sideways + fixed {
            Some((span.start - fixed).max(0.0))
        } else {
            (span.end > self.sideways + self.room).then_some(span.end + 10.0 - self.room)
        };
        match (x, y) {
            (None, None) => Task::none(),
            _ => self.list.scroll_both_ways(x, y),
        }
    }

    pub(super) fn update(&mut self, message: Message) -> Action<Message> {
        if let Message::Pressed(place, _) = &message
            && self.entry.is_some()
            && self.pointed(*place).is_some_and(|it| Some(it.cell()) == self.cell())
        {
            // The field has heard it.
            return Action::None;
        }
        if message.leaves() && self.is_unsaved() {
            return Action::SaveFirst(message);
        }
        if message.leaves() {
            (self.entry, self.told) = (None, None);
        }
        let action = self.act(message);
        self.mark();
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
                if (room - self.room).abs() > 0.5 {
                    self.room = room;
                    self.set_columns();
                }
                self.list.update(&event);
                return Action::None;
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
            Message::Filled => return self.fill(),
            Message::Stated(state) => return self.state(state),
            Message::Save => return Action::None,
            Message::SteppedToMissing => return self.step_to_missing(),
        }
        self.list.rewind();
        self.lay();
        Action::Run(self.list.scroll_to_top())
    }

    fn go(&mut self, motion: Motion, extends: bool) -> Action<Message> {
        let Some(cursor) = self.cursor.or_else(|| self.first()) else { return Action::None };
        self.anchor = extends.then(|| self.anchor.unwrap_or(cursor));
        self.cursor = Some(cursor.moved(motion, &self.listed, &self.columns));
        self.focus_content().into()
    }

    /// To the next column, and from the last one to the first year of the next line.
    fn tab(&mut self, forward: bool) -> Action<Message> {
        let Some(cursor) = self.cursor else { return Action::None };
        self.anchor = None;
        let motion = if forward { Motion::Right } else { Motion::Left };
        let moved = cursor.moved(motion, &self.listed, &self.columns);
        self.cursor = Some(if moved == cursor {
            let (line, column) = match forward {
                true => (Motion::Down, Motion::First),
                false => (Motion::Up, Motion::Last),
            };
            let beyond = cursor.moved(line, &self.listed, &self.columns);
            beyond.moved(column, &self.listed, &self.columns)
        } else {
            moved
        });
        self.focus_content().into()
    }

    fn mark_all(&mut self) -> Action<Message> {
        let ends = self.listed.first().zip(self.listed.last());
        if let Some((first, last)) = ends {
            let column = Column::Base;
            self.anchor = Some(Cursor { indicator: *first, line: Line::Target, column });
            let column = Column::Target;
            self.cursor = Some(Cursor { indicator: *last, line: Line::Actual, column });
        }
        operation::focus(cell_id()).into()
    }

    fn press(&mut self, place: Place, press: Press) -> Action<Message> {
        let Some((to, cursor)) = self.pointed(place).zip(self.cursor) else {
            return operation::focus(cell_id()).into();
        };
        match press {
            Press::Extended if to == cursor => return Action::None,
            Press::Extended => self.anchor = Some(self.anchor.unwrap_or(cursor)),
            Press::Single | Press::Double => self.anchor = None,
        }
        self.cursor = Some(to);
        if press == Press::Double {
            return self.mend();
        }
        operation::focus(cell_id()).into()
    }

    /// The cell at a place. A name is pressed to look at the indicator.
    fn pointed(&self, place: Place) -> Option<Cursor> {
        let indicator = self.rows.get(place.row).and_then(Row::indicator)?;
        let line = if place.y < ROW / 2.0 { Line::Target } else { Line::Actual };
        let column = self.columns.figure_at(place.x).or(self.cursor.map(|it| it.column))?;
        Some(Cursor { indicator, line, column })
    }

    fn step_to_missing(&mut self) -> Action<Message> {
        let Some(year) = self.year else { return Action::None };
        let at = self.cursor.and_then(|it| self.listed.iter().position(|id| *id == it.indicator));
        let begun = at.map_or(0, |at| at + 1);
        let lacks = |id: &&IndicatorId| {
            self.book.indicator(**id).is_some_and(|row| self.known.lacks(&self.book, row, year))
        };
        let after = self.listed.iter().skip(begun).find(lacks);
        let next = after.or_else(|| self.listed.iter().take(begun).find(lacks)).copied();
        match next {
            Some(indicator) => {
                let column = Column::Year(year);
                self.cursor = Some(Cursor { indicator, line: Line::Actual, column });
                self.anchor = None;
                self.focus_content().into()
            }
            None => Request::Status("未入力の実績はありません。".into()).into(),
        }
    }

    /// What a key or a menu does here at the moment.
    pub(super) fn message_for(&self, command: Command) -> Option<Message> {
        let writes = || self.cursor.is_some_and(|it| self.can_write(it.cell()));
        match command {
            Command::Save => self.is_unsaved().then_some(Message::Save),
            Command::NextMissing => Some(Message::SteppedToMissing),
            Command::Rename => writes().then_some(Message::MendAsked),
            Command::Fill => writes().then_some(Message::Filled),
            _ => None,
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
