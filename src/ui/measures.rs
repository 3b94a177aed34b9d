//! 施策: the list, narrowed by words and filters, and the editor beside it.

mod bulk;
mod cells;
mod departments;
mod details;
mod draft;
mod editor;
mod edits;
mod filters;
mod list;
mod marks;
mod message;
mod narratives;
mod order;
mod rows;
mod selection;
mod shut;
pub(super) mod texts;
mod writing;

pub use draft::Unfinished;
pub use filters::search_id;
pub use message::Message;
pub use narratives::narrative_id;

use super::action::{Action, Errand};
use super::collect::Own;
use super::theme::Look;
use super::widget::dialog::{Question, Weight};
use super::widget::stop;
use super::widget::unclaimed::unclaimed;
use super::widget::{button, label, panel};
use super::writing::Writing;
use crate::domain::search::{self, Filter, Index, Order, Words};
use crate::domain::template::Settings;
use crate::domain::{Book, EntryState, FiscalYear, Measure, MeasureId};
use crate::report::Options;
use crate::report::list::Gauge;
use editor::{Copying, Editor, Panel, Request};
use edits::ask_deletion;
use iced::keyboard::Modifiers;
use iced::widget::{Container, Id, column, container, operation, responsive, row, scrollable};
use iced::{Center, Element, Fill, Task};
use list::List;
use order::Handling;
use rows::Scene;
use selection::Selection;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The width of the list, and that from which the editor has room beside it.
const LIST: f32 = 412.0;
const BESIDE: f32 = 760.0;

/// The list, what narrows it, and the measure that is edited.
#[derive(Debug)]
pub struct Screen {
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
    /// Where the file was handed out: what may be written in it.
    own: Option<Own>,
    list: List,
    selection: Selection,
    /// Which of Ctrl, Shift and Alt are held.
    modifiers: Modifiers,
    bulk: bulk::State,
    handling: Handling,
    editor: Option<Editor>,
    /// Whether the list stands before the editor, where there is room for one of them alone.
    listing: bool,
    /// What is to be opened once the edit is stored.
    awaited: Option<Awaited>,
    /// Tells how many lines a text takes on paper, once that is known.
    gauge: Option<Arc<Gauge>>,
}

#[derive(Debug, Clone, Copy)]
enum Awaited {
    /// A new measure, to be named.
    New(MeasureId),
    /// The neighbour of one that goes.
    Neighbour(MeasureId),
}

impl Screen {
    pub fn new(book: Arc<Book>, year: Option<FiscalYear>) -> Self {
        let mut screen = Self {
            book,
            year,
            index: None,
            filter: Filter::default(),
            words: Words::default(),
            order: Order::default(),
            counts: BTreeMap::new(),
            own: None,
            list: List::default(),
            selection: Selection::default(),
            modifiers: Modifiers::empty(),
            bulk: bulk::State::default(),
            handling: Handling::default(),
            editor: None,
            listing: false,
            awaited: None,
            gauge: None,
        };
        screen.lay();
        screen
    }

    /// Shows what is stored now.
    pub fn refresh(&mut self, book: &Arc<Book>, year: Option<FiscalYear>) {
        if form(&self.book) != form(book) {
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

    /// Confines what can be written to what the file was handed out for.
    pub fn confine(&mut self, own: Option<Own>) {
        if let Some(editor) = &mut self.editor {
            editor.confine(own.clone());
        }
        self.own = own;
    }

    fn editor_of(&self, measure: &Measure) -> Editor {
        let mut editor = Editor::open(&self.book, measure, self.year);
        editor.set_gauge(self.gauge.clone());
        editor.confine(self.own.clone());
        editor
    }

    /// Finds out how texts are set on paper, where that is not known: beside the window, since it asks
    /// for all texts of the list.
    fn measure_paper(&self) -> Task<Message> {
        if self.gauge.is_some() {
            return Task::none();
        }
        let book = Arc::clone(&self.book);
        let found = async move { gauge(&book).map(Arc::new) };
        Task::perform(found, Message::Gauged)
    }

    /// Takes up what others have stored; what is typed and not saved yet stays.
    pub fn follow(&mut self, book: &Arc<Book>, year: Option<FiscalYear>) {
        let left = self.unfinished();
        self.refresh(book, year);
        if let (Some(left), Some(editor)) = (left, &mut self.editor)
            && (editor.id(), self.year) == (left.measure, left.year)
        {
            editor.take_up_upon(left);
        }
    }

    /// Opens what an edit was to lead to, once it is stored.
    pub fn arrive(&mut self, look: Look) -> Task<Message> {
        match self.awaited.take() {
            None => Task::none(),
            Some(Awaited::Neighbour(id)) => self.open(look, id),
            Some(Awaited::New(id)) => {
                let opened = self.open(look, id);
                if let Some(editor) = &mut self.editor {
                    editor.unfold(Panel::Details);
                }
                let name = details::name_id();
                opened.chain(operation::focus(name.clone())).chain(operation::select_all(name))
            }
        }
    }

    fn lay(&mut self) {
        self.words = Words::of(&self.filter.words);
        let index = match self.index.take() {
            Some(index) => Some(index),
            None if self.words.is_empty() => None,
            None => Some(Index::new(&self.book, self.year)),
        };
        let unsearched = Index::default();
        let searched = index.as_ref().unwrap_or(&unsearched);
        let mut found = searched.find(&self.book, &self.filter, self.year);
        search::arrange(&self.book, self.year, self.order, &mut found);
        self.list.lay(&self.book, self.year, self.order, &found);
        self.count_states(searched);
        self.index = index;
        self.selection.keep(self.list.measures());
    }

    pub fn is_unsaved(&self) -> bool {
        self.editor.as_ref().is_some_and(Editor::is_unsaved)
    }

    /// What is typed and not saved.
    pub fn unfinished(&self) -> Option<Unfinished> {
        self.editor.as_ref().filter(|editor| editor.is_unsaved()).map(Editor::unfinished)
    }

    /// Opens what was left unfinished, as it was typed.
    pub fn take_up(&mut self, look: Look, left: Unfinished) -> Task<Message> {
        let opened = self.open(look, left.measure);
        if let Some(editor) = &mut self.editor {
            editor.take_up(left.draft);
        }
        opened
    }

    /// Gives the focus back to the text.
    pub fn resume<M: 'static>(&self) -> Task<M> {
        operation::focus(narratives::narrative_id())
    }

    /// Narrows the list to what a number elsewhere counted.
    pub fn narrow<M: 'static>(&mut self, filter: Filter) -> Task<M> {
        self.filter = filter;
        self.listing = true;
        self.selection.clear();
        self.lay();
        operation::snap_to(Id::new("measures"), scrollable::RelativeOffset::START)
    }

    /// Opens a measure, and shows it in the list even where a filter hid it.
    pub fn open(&mut self, look: Look, id: MeasureId) -> Task<Message> {
        let Some(measure) = self.book.measure(id) else { return Task::none() };
        self.selection.opened(id);
        self.handling = Handling::None;
        self.listing = false;
        if self.editor.as_ref().is_none_or(|editor| editor.id() != id) {
            self.editor = Some(self.editor_of(measure));
        }
        if !self.list.measures().any(|listed| listed == id) {
            self.filter = Filter::default();
            self.lay();
        }
        Task::batch([
            self.list.reveal(look, id),
            operation::focus(narratives::narrative_id()),
            self.measure_paper(),
        ])
    }

    /// The next measure in the list for which nothing is written yet, after its end from its beginning.
    fn next_missing(&self) -> Option<MeasureId> {
        let year = self.year?;
        let all: Vec<MeasureId> = self.list.measures().collect();
        let open = self.editor.as_ref().map(Editor::id);
        let at = open.and_then(|open| all.iter().position(|id| *id == open));
        let (before, after) = all.split_at(at.map_or(0, |at| at + 1));
        let is_missing = |id: &&MeasureId| {
            let measure = self.book.measure(**id);
            measure.is_some_and(|measure| !measure.retired)
                && self.book.entry_state(**id, year) == EntryState::Missing
        };
        after.iter().chain(before).find(is_missing).copied()
    }

    /// Whether Tab, or Shift+Tab, moves a line of a list rather than the focus, where the focus is in
    /// the narrative.
    pub fn can_shift(&self, inward: bool) -> bool {
        self.editor.as_ref().is_some_and(|editor| editor.can_shift(inward))
    }

    pub fn update(&mut self, look: Look, message: Message) -> Action<Message> {
        let message = match message {
            Message::Pressed(id) => self.pressed(id),
            message => message,
        };
        if self.is_unsaved() && message.leaves() && !self.returns(&message) {
            return Action::AskFirst(message);
        }
        if self.own.is_some() && message.arranges() {
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
            Message::Scrolled(viewport) => {
                self.list.scrolled(look, viewport);
                return Action::None;
            }
            Message::FirstFoundChosen => {
                let first = self.list.measures().next();
                return first.map_or(Action::None, |id| Action::Run(self.open(look, id)));
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
                self.handling = Handling::None;
                let measure = self.book.measure(id);
                return measure
                    .map_or(Action::None, |it| Action::Ask(ask_deletion(&self.book, it)));
            }
            Message::Pressed(id) | Message::Chosen(id) => return Action::Run(self.open(look, id)),
            Message::Stepped { forward } => {
                let of = self.editor.as_ref().map(Editor::id);
                let next = self.list.neighbour(of, forward);
                return next.map_or(Action::None, |id| Action::Run(self.open(look, id)));
            }
            Message::Add => return self.add(),
            Message::Delete(id) => return self.delete(id),
            Message::Retire(id, retired) => {
                self.handling = Handling::None;
                return self.retire(id, retired);
            }
            Message::Move(id, later) => {
                self.handling = Handling::None;
                return self.shift(id, later);
            }
            Message::YearOpened(year) => return self.open_year(year),
            Message::OnPaper(id) => {
                self.handling = Handling::None;
                return Action::Go(Errand::Paper(id));
            }
            Message::InHistory(id) => return Action::Go(Errand::HistoryOf(id)),
            Message::Save => return self.save().map_or(Action::None, Action::Commit),
            Message::SteppedToMissing => {
                let next = self.next_missing();
                return next.map_or(Action::None, |id| Action::Run(self.open(look, id)));
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
        Action::Run(operation::snap_to(Id::new("measures"), scrollable::RelativeOffset::START))
    }

    /// Whether it leads back to the measure that is open.
    fn returns(&self, message: &Message) -> bool {
        let open = self.editor.as_ref().map(Editor::id);
        matches!(message, Message::Chosen(id) if Some(*id) == open)
    }

    fn edit(&mut self, look: Look, message: editor::Message) -> Action<Message> {
        let Some(editor) = &mut self.editor else { return Action::None };
        let id = editor.id();
        match editor.update(&self.book, message) {
            Request::None => Action::None,
            Request::AskCopying => Action::Ask(ask_copying()),
            Request::PanelOpened(Panel::Departments) => {
                Action::Run(operation::focus(departments::finder_id()))
            }
            Request::PanelOpened(Panel::Remark) => {
                Action::Run(operation::focus(editor::remark_id()))
            }
            Request::PanelOpened(Panel::Details) => Action::None,
            Request::Commit(commit) => Action::Commit(commit),
            Request::Clipboard => Action::Run(iced::clipboard::read().map(pasted)),
            Request::Move { later } => self.update(look, Message::Move(id, later)),
            Request::Retire(retired) => self.update(look, Message::Retire(id, retired)),
            Request::Step { forward } => self.update(look, Message::Stepped { forward }),
            Request::OpenYear => match self.year {
                Some(year) => self.update(look, Message::YearOpened(year)),
                None => Action::None,
            },
            Request::List => {
                self.listing = true;
                Action::Run(self.list.stay(look))
            }
            Request::Paper => self.update(look, Message::OnPaper(id)),
            Request::History => self.update(look, Message::InHistory(id)),
            Request::Delete => Action::Ask(ask_deletion(&self.book, editor.measure())),
        }
    }

    /// The one thing to do next, for the bar.
    pub fn next_step(&self, look: Look) -> Element<'_, Message> {
        button::filled(look, "保存")
            .key("Ctrl+S")
            .on_press_maybe(self.is_unsaved().then_some(Message::Save))
            .into()
    }

    pub fn view(&self, look: Look) -> Element<'_, Message> {
        responsive(move |room| {
            let changed = |held| Message::Selection(selection::Message::ModifiersChanged(held));
            let several = !self.selection.is_empty();
            let alone = !several && room.width < look.px(BESIDE);
            // Where the type is large the list gives way: what is written needs the room more.
            let width = look.px(LIST).min(room.width * 0.4);
            let parts: Element<'_, Message> = match &self.editor {
                Some(editor) if alone && !self.listing => {
                    editor.view(look, &self.book, true).map(Message::Editor)
                }
                _ if alone => self.listed(look, true).width(Fill).height(Fill).into(),
                _ => row![
                    self.listed(look, false).width(width).height(Fill),
                    panel::upright(look),
                    self.beside(look),
                ]
                .into(),
            };
            unclaimed(parts, selection::heard, changed).always(several).into()
        })
        .into()
    }

    /// What stands beside the list.
    fn beside(&self, look: Look) -> Element<'_, Message> {
        match &self.editor {
            _ if !self.selection.is_empty() => self.bulk_view(look),
            Some(editor) => editor.view(look, &self.book, false).map(Message::Editor),
            None => container(label::second(look, "左の一覧から施策を選んでください。"))
                .center(Fill)
                .padding(look.px(24.0))
                .into(),
        }
    }

    fn listed(&self, look: Look, alone: bool) -> Container<'_, Message> {
        let scene = Scene {
            book: &self.book,
            year: self.year,
            open: self.editor.as_ref().map(Editor::id),
            selection: &self.selection,
            words: &self.words,
            order: self.order,
            terse: look.is_large() && !alone,
            arranged: self.own.is_none(),
        };
        let in_menu = self.handling.is_menu();
        let on_key = move |key| match in_menu {
            true => Some(Message::Rows(order::Message::MenuKey(key))),
            false => selection::of_list(key),
        };
        let rows = stop::list(look, self.list.view(look, scene), on_key).id(order::list_id());
        let list = column![
            self.filters(look, alone),
            panel::line(look),
            self.handled(look, rows.into()),
            panel::line(look),
            self.foot(look),
        ];
        panel::filled(look.color.surface, list)
    }

    fn foot(&self, look: Look) -> Element<'_, Message> {
        let (all, shown) = (self.book.measure_count(), self.list.measures().count());
        let count = if self.filter.is_open() {
            format!("{all}件")
        } else {
            format!("{all}件中 {shown}件を表示")
        };
        let add = if look.is_large() { "＋ 追加" } else { "＋ 施策を追加" };
        let line = row![container(label::second(look, count)).width(Fill),]
            .push(self.own.is_none().then(|| button::link(look, add).on_press(Message::Add)))
            .align_y(Center);
        container(line).center_y(look.px(44.0)).padding([0.0, look.px(18.0)]).into()
    }
}

/// The form of paper on which lengths are told: the first one.
fn form(book: &Book) -> Option<&Settings> {
    book.templates().first().map(|template| template.settings.as_ref())
}

/// A paper that cannot be laid out says so where it is printed.
fn gauge(book: &Book) -> Option<Gauge> {
    let options = Options::of(book, form(book)?);
    Gauge::of(book, &options).ok().flatten()
}

fn pasted(text: Option<String>) -> Message {
    Message::Editor(editor::Message::Pasted(text))
}

fn ask_copying() -> Question<Message> {
    let copied = |copying| Some(Message::Editor(editor::Message::PreviousCopied(copying)));
    Question::new("今年度の文がすでにあります")
        .line("前年度の文を、今年度の文の後ろに加えるか、おきかえるかを選んでください。")
        .line("どちらも、元に戻す（Ctrl+Z）で戻せます。")
        .answer("後ろに加える", Weight::Next, copied(Copying::After))
        .answer("おきかえる", Weight::Other, copied(Copying::Replacing))
        .or_back()
}
