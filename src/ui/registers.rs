//! 台帳: the registers that the measures refer to, each edited in place. One row at a time is open; it is
//! one [`Draft`], whatever the register.

mod departments;
mod draft;
mod editable;
mod message;
mod names;
mod outline;
mod plan;
mod record;
mod reorganisation;
mod rows;
mod scales;
mod statuses;
mod tab;
mod years;

use super::command::Command;
use super::editable_screen::EditableScreen;
use super::home::summary::left_open;
use super::permissions::Permissions;
use super::request::{Action, Request};
use super::screen_id::Tab;
use super::theme::Look;
use super::widget::dialog::{Question, Weight};
use super::widget::{button, panel};
use crate::domain::{Book, FiscalYear, Key, Noun, Op, Record, Year};
use crate::words::{self, Notice};
use draft::Draft;
use iced::widget::{Id, column, container, operation, responsive, row, scrollable};
use iced::{Element, Fill, Shrink, Task};
use record::{Choice, New, Part};
use reorganisation::Reorganisation;
use std::sync::Arc;

/// What happens in 台帳.
#[derive(Debug, Clone)]
pub enum Message {
    TabChosen(Tab),
    RowChosen(Key),
    Stepped {
        forward: bool,
    },
    /// F2, or the row itself.
    Rename,
    /// Ctrl+N.
    NewAsked,
    /// An empty row is opened, to be filled in.
    Add(New),
    /// Typing in the field at the foot.
    NewNamed(New, String),
    Written(Part, String),
    Picked(Choice),
    /// 組織改正 of the open department.
    Reorganisation(reorganisation::Message),
    Save,
    Cancelled,
    Moved {
        later: bool,
    },
    /// The proposed scale of this number, with its grades.
    ProposedAdded(usize),
    Retired(bool),
    Deleted(Key),
    YearAdded(FiscalYear),
    YearClosed(FiscalYear, bool),
    /// Although something in it is unfinished.
    ClosingAccepted(FiscalYear),
    /// To what is shown elsewhere.
    Left(Request),
    Scrolled(scrollable::Viewport),
}

/// The register that is shown, and its open row.
#[derive(Debug)]
pub(super) struct Screen {
    book: Arc<Book>,
    year: Option<FiscalYear>,
    /// What may be edited in the file.
    permissions: Permissions,
    tab: Tab,
    draft: Option<Draft>,
    /// 組織改正 of the open department, while it is being chosen.
    reorganisation: Option<Reorganisation>,
    /// Whether the edit that is being stored adds a row.
    adding: bool,
    /// The first pixel of the rows that is seen, and how many are.
    seen: (f32, f32),
}

/// What the registers are drawn from.
#[derive(Clone, Copy)]
struct RowContext<'a> {
    book: &'a Book,
    year: Option<FiscalYear>,
    draft: Option<&'a Draft>,
    reorganisation: Option<&'a Reorganisation>,
    /// Whether the registers may be edited.
    arranged: bool,
}

impl<'a> RowContext<'a> {
    /// The draft of a row, where that is the open one.
    fn draft_of(self, key: Key) -> Option<&'a Draft> {
        self.draft.filter(|draft| draft.key() == key)
    }
}

/// The height of a row that is not open, and of one that is.
const ROW: f32 = 46.0;
const OPEN: f32 = 240.0;

/// The width from which the tabs stand beside the register rather than above it.
const BESIDE: f32 = 1000.0;

/// The height below which a register keeps its own, and is scrolled.
const LOW: f32 = 400.0;

impl Screen {
    pub(super) fn new(book: Arc<Book>, year: Option<FiscalYear>) -> Self {
        let (tab, draft, adding, seen) = (Tab::Departments, None, false, (0.0, 500.0));
        let permissions = Permissions::default();
        Self { book, year, permissions, tab, draft, reorganisation: None, adding, seen }
    }

    /// Confines what can be edited to what may be.
    pub(super) fn confine(&mut self, permissions: Permissions) {
        self.permissions = permissions;
    }

    /// Shows what is stored now.
    pub(super) fn refresh(&mut self, book: &Arc<Book>, year: Option<FiscalYear>) {
        self.book = Arc::clone(book);
        self.year = year;
        let open = self.draft.take().filter(|draft| !self.is_at_foot(draft));
        let open = if self.tab == Tab::Plan { Some(Key::Plan) } else { open.map(|row| row.key()) };
        self.open(open);
    }

    /// Takes up what others have stored; what is typed and not saved yet stays. Tells where they have
    /// deleted what is typed in.
    pub(super) fn follow(&mut self, book: &Arc<Book>, year: Option<FiscalYear>) -> Option<Notice> {
        let Some(draft) = self.draft.as_mut().filter(|draft| draft.is_unsaved()) else {
            self.refresh(book, year);
            return None;
        };
        match book.record(draft.key()) {
            Some(now) => draft.follow(now),
            None if draft.is_new() => {}
            None => {
                let gone = words::gone(&draft.name(&self.book), &draft.typed());
                self.refresh(book, year);
                return Some(gone);
            }
        }
        (self.book, self.year) = (Arc::clone(book), year);
        None
    }

    /// Opens a stored row in the place of what is open.
    fn open(&mut self, key: Option<Key>) {
        let key = key.filter(|_| self.permissions.can_edit_structure());
        self.draft = key.and_then(|key| self.book.record(key)).map(Draft::of);
        self.reorganisation = None;
    }

    /// Shows a register.
    pub(super) fn show(&mut self, tab: Tab) {
        self.tab = tab;
        self.adding = false;
        self.open((tab == Tab::Plan).then_some(Key::Plan));
    }

    /// Opens one row of a register.
    pub(super) fn open_row(&mut self, tab: Tab, key: Key) -> Task<Message> {
        self.show(tab);
        self.open(Some(key));
        self.on_enter()
    }

    pub(super) fn is_unsaved(&self) -> bool {
        self.draft.as_ref().is_some_and(Draft::is_unsaved)
    }

    /// What is done once an edit is stored, or was refused.
    pub(super) fn on_enter(&mut self) -> Task<Message> {
        let added = std::mem::take(&mut self.adding);
        match &self.draft {
            Some(draft) if self.is_at_foot(draft) => operation::focus(new_name_id()),
            Some(_) if self.tab == Tab::Plan => Task::none(),
            Some(draft) => self.reveal(draft.key()).chain(focus_name()),
            None if self.tab.named().is_some() => {
                let focused = operation::focus(new_name_id());
                if added { to_end().chain(focused) } else { focused }
            }
            None => Task::none(),
        }
    }

    /// Gives the focus back to what was being written.
    pub(super) fn resume(&self) -> Task<Message> {
        match &self.draft {
            Some(draft) if self.is_at_foot(draft) => operation::focus(new_name_id()),
            Some(_) => operation::focus(name_id()),
            None => Task::none(),
        }
    }

    /// Whether a new row is typed at the foot, rather than opened among the others.
    fn is_at_foot(&self, draft: &Draft) -> bool {
        draft.is_new() && self.tab.named().is_some()
    }

    pub(super) fn update(&mut self, message: Message) -> Action<Message> {
        if message.edits() && !self.permissions.can_edit_structure() {
            return Action::None;
        }
        if self.is_unsaved() && self.leaves(&message) {
            return Action::SaveFirst(message);
        }
        match message {
            Message::TabChosen(tab) => {
                self.show(tab);
                self.seen.0 = 0.0;
                return Action::Run(to_top());
            }
            Message::RowChosen(key) => return Action::Run(self.choose(key)),
            Message::Stepped { forward } => return self.step(forward),
            Message::Rename if self.draft.is_some() => return Action::Run(self.resume()),
            Message::Rename => return self.step(true),
            Message::NewAsked => return self.ask_new(),
            Message::Add(new) => return Action::Run(self.begin(new)),
            Message::NewNamed(new, name) => self.name_new(new, name),
            Message::Written(part, text) => {
                if let Some(draft) = &mut self.draft {
                    draft.write(part, text);
                }
            }
            Message::Picked(choice) => {
                if let Some(draft) = &mut self.draft {
                    draft.choose(choice);
                }
            }
            Message::Reorganisation(message) => return self.reorganise(message),
            Message::Save => return self.save().into(),
            Message::Cancelled => self.escape(),
            Message::Moved { later } => return self.shift(later),
            Message::ProposedAdded(at) => return self.add_proposed(at),
            Message::Retired(retired) => return self.retire(retired),
            Message::Deleted(key) => return self.delete(key),
            Message::YearAdded(year) => {
                return self.edit(Op::Add(Noun::Year), Record::Year(Year { year, closed: false }));
            }
            Message::YearClosed(year, closed) => {
                let left = closed.then(|| left_open(&self.book, year)).flatten();
                return left
                    .map_or_else(|| self.close(year, closed), |left| ask_closing(year, left));
            }
            Message::ClosingAccepted(year) => return self.close(year, true),
            Message::Left(request) => return request.into(),
            Message::Scrolled(viewport) => {
                let height = viewport.bounds().height.max(1.0);
                self.seen = (viewport.absolute_offset().y, height);
            }
        }
        Action::None
    }

    fn choose(&mut self, key: Key) -> Task<Message> {
        self.adding = false;
        self.open(Some(key));
        self.reveal(key).chain(focus_name())
    }

    /// To the next row, or the one before.
    fn step(&mut self, forward: bool) -> Action<Message> {
        let rows = self.tab.rows(&self.book, self.draft.as_ref());
        let at = self.draft.as_ref().map(Draft::key);
        let at = at.and_then(|key| rows.iter().position(|row| *row == key));
        let to = match (at, forward) {
            (Some(at), true) => at.checked_add(1),
            (Some(at), false) => at.checked_sub(1),
            (None, true) => Some(0),
            (None, false) => rows.len().checked_sub(1),
        };
        let to = to.and_then(|to| rows.get(to).copied());
        to.map_or(Action::None, |key| Action::Run(self.choose(key)))
    }

    fn ask_new(&mut self) -> Action<Message> {
        match (self.tab, self.tab.named()) {
            (_, Some(_)) => Action::Run(operation::focus(new_name_id())),
            (Tab::Scales, None) => {
                let scale = match self.draft.as_ref().map(Draft::record) {
                    Some(Record::Scale(scale)) => self.book.scale(scale.id).map(|row| row.id),
                    Some(Record::Grade(grade)) => Some(grade.scale),
                    _ => None,
                };
                self.update(Message::Add(scale.map_or(New::Scale, New::Grade)))
            }
            (Tab::Outline, None) => {
                let goal = match self.draft.as_ref().map(Draft::record) {
                    Some(Record::Goal(goal)) => self.book.goal(goal.id).map(|goal| goal.id),
                    Some(Record::Direction(direction)) => Some(direction.goal),
                    _ => None,
                };
                let new = goal.map_or(New::Goal, New::Direction);
                self.update(Message::Add(new))
            }
            _ => Action::None,
        }
    }

    fn begin(&mut self, new: New) -> Task<Message> {
        let draft = Draft::new(new.record(&self.book));
        let key = draft.key();
        self.draft = Some(draft);
        self.reveal(key).chain(focus_name())
    }

    fn name_new(&mut self, new: New, name: String) {
        if name.is_empty() {
            self.draft = None;
            return;
        }
        let open = self.draft.take().filter(|draft| self.is_at_foot(draft));
        let mut draft = open.unwrap_or_else(|| Draft::new(new.record(&self.book)));
        draft.write(Part::Name, name);
        self.draft = Some(draft);
    }

    /// Scrolls so far that a row is seen; those above it are not open.
    fn close(&mut self, year: FiscalYear, closed: bool) -> Action<Message> {
        let changes = self.book.close_year(year, closed);
        Action::commit(Op::Edit(Noun::Year), self.book.year_label(year), changes)
    }

    fn reveal(&self, key: Key) -> Task<Message> {
        let rows = self.tab.rows(&self.book, self.draft.as_ref());
        let Some(index) = rows.iter().position(|row| *row == key) else {
            return Task::none();
        };
        let top = std::iter::repeat_n(ROW, index).sum::<f32>();
        let (first, height) = self.seen;
        let to = if top < first {
            top
        } else if top + OPEN > first + height {
            // Its name first, where there is no room for all of the open row.
            (top + OPEN - height).min(top)
        } else {
            return Task::none();
        };
        let offset = scrollable::AbsoluteOffset { x: None, y: Some(to) };
        operation::scroll_to(rows_id(), offset)
    }

    /// What a key or a menu does here at the moment.
    pub(super) fn message_for(&self, command: Command) -> Option<Message> {
        if !self.permissions.can_edit_structure() {
            return None;
        }
        match command {
            Command::Save => {
                let draft = self.draft.as_ref();
                let able = draft.is_some_and(|draft| draft.is_new() || draft.is_unsaved());
                able.then_some(Message::Save)
            }
            Command::New => Some(Message::NewAsked),
            Command::Rename => Some(Message::Rename),
            Command::Previous | Command::MoveEarlier => Some(Message::Moved { later: false }),
            Command::Next | Command::MoveLater => Some(Message::Moved { later: true }),
            Command::Up => self.tab.has_rows().then_some(Message::Stepped { forward: false }),
            Command::Down => self.tab.has_rows().then_some(Message::Stepped { forward: true }),
            _ => None,
        }
    }

    /// The one thing to do next, for the bar.
    pub(super) fn next_step(&self, look: Look) -> Option<Element<'_, Message>> {
        if self.tab == Tab::Years || !self.permissions.can_edit_structure() {
            return None;
        }
        let save = button::filled(look, "保存").key("Ctrl+S");
        Some(save.on_press_maybe(self.message_for(Command::Save)).into())
    }

    pub(super) fn view(&self, look: Look) -> Element<'_, Message> {
        responsive(move |size| {
            let low = size.height < LOW;
            // A form is as high as it is; the rows of a register scroll among themselves.
            let (height, scrolls) = match self.tab {
                Tab::Plan => (Shrink, true),
                _ if low => (LOW.into(), true),
                _ => (Fill, false),
            };
            let register = container(container(self.register(look)).max_width(900.0))
                .padding([20.0, 24.0])
                .width(Fill)
                .height(height);
            let register: Element<'_, Message> = if scrolls {
                panel::scrolled(look, register).height(Fill).into()
            } else {
                register.into()
            };
            if size.width >= BESIDE {
                row![tab::beside(look, &self.book, self.tab), panel::upright(look), register].into()
            } else {
                column![tab::above(look, &self.book, self.tab), panel::line(look), register].into()
            }
        })
        .into()
    }

    fn register(&self, look: Look) -> Element<'_, Message> {
        let (draft, reorganisation) = (self.draft.as_ref(), self.reorganisation.as_ref());
        let arranged = self.permissions.can_edit_structure();
        let scene =
            RowContext { book: &self.book, year: self.year, draft, reorganisation, arranged };
        match self.tab {
            Tab::Departments => departments::view(look, scene),
            Tab::Statuses => statuses::view(look, scene),
            Tab::Scales => scales::view(look, scene),
            Tab::Years => years::view(look, scene),
            Tab::Outline => outline::view(look, scene),
            Tab::Plan => plan::view(look, scene),
        }
    }
}

fn ask_closing(year: FiscalYear, left: String) -> Action<Message> {
    Action::Ask(
        Question::new("この年度を締めますか")
            .line(left)
            .line("締めると、この年度の実施状況は書き換えられません。印刷の前の点検にも出ません。")
            .line("「締めを解除」で、いつでも元に戻せます。")
            .answer("締める", Weight::Next, Some(Message::ClosingAccepted(year)))
            .or_back(),
    )
}

/// The field of the open row's name.
fn name_id() -> Id {
    Id::new("row-name")
}

/// The field at the foot of a register of names.
fn new_name_id() -> Id {
    Id::new("new-row-name")
}

fn rows_id() -> Id {
    Id::new("register-rows")
}

fn focus_name() -> Task<Message> {
    operation::focus(name_id()).chain(operation::move_cursor_to_end(name_id()))
}

fn to_top() -> Task<Message> {
    operation::snap_to(rows_id(), scrollable::RelativeOffset::START)
}

fn to_end() -> Task<Message> {
    operation::snap_to(rows_id(), scrollable::RelativeOffset::END)
}
