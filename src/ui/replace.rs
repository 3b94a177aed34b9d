//! 検索と置換: a phrase in all texts of the plan, every place that has it with what is to stand there
//! instead, and the one edit that replaces those that are ticked.

mod conditions;
mod list;
mod view;

use super::background::{Cancel, single};
use super::command::Command;
use super::context::Context;
use super::request::{Action, Commit, Request};
use super::screen_id::ScreenId;
use super::widget::virtual_list::{self, VirtualList};
use crate::domain::replace::{Found, Hit, Part, Query, find, replace};
use crate::domain::{DepartmentId, Field, FiscalYear, Key, Noun, Op, Record};
use iced::Task;
use iced::widget::{Id, operation};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

/// How long typing must rest before it is searched for.
const REST: Duration = Duration::from_millis(200);

/// The height of a row.
const ROW: f32 = 83.0;

/// The longest phrase that is taken over from a text, in characters.
const LONGEST: usize = 100;

#[derive(Debug, Clone)]
pub enum Message {
    PhraseTyped(String),
    ReplacementTyped(String),
    WidthToggled,
    CaseToggled,
    PartToggled(Part),
    YearChosen(Option<FiscalYear>),
    DepartmentChosen(Option<DepartmentId>),
    /// What the search of this number has found.
    Found(u64, Arc<Found>),
    /// What is left alone is listed, or again what can be replaced.
    LeftAloneToggled,
    List(virtual_list::Event),
    Chosen(usize),
    Ticked(usize),
    AllTicked(bool),
    Stepped {
        forward: bool,
    },
    /// The field of a row is opened.
    Opened(usize),
    Accepted,
    UndoAsked,
    Left,
}

/// Where a hit stands, while the replacement is typed and what else is found may change.
type Place = (Key, Field, usize);

/// What is searched for, and what of it is to be replaced.
#[derive(Debug, Default)]
pub(super) struct Screen {
    query: Query,
    found: Arc<Found>,
    /// The hits that are left as they are.
    unticked: BTreeSet<Place>,
    at: usize,
    /// The number of the latest search, and of that which has found what is shown.
    asked: u64,
    answered: u64,
    cancel: Cancel,
    /// Whether what is left alone is listed.
    shows_left_alone: bool,
    list: List,
    /// Where the clerk came from.
    from: Option<ScreenId>,
    /// The edit that is being stored: how many places, and one of the records as it will be.
    storing: Option<(usize, Option<Record>)>,
    /// How many places were replaced last, until something else is searched for.
    done: Option<usize>,
}

#[derive(Debug)]
struct List(VirtualList);

impl Default for List {
    fn default() -> Self {
        Self(VirtualList::new("replace"))
    }
}

fn place(hit: &Hit) -> Place {
    (hit.key, hit.field, hit.range.start)
}

impl Screen {
    /// Begins with a phrase, where one was selected. Returns to `from`.
    pub(super) fn begin(&mut self, ctx: &Context, from: ScreenId, selected: Option<String>) {
        if from != ScreenId::Replace {
            self.from = Some(from);
            let is_open = |year: &FiscalYear| ctx.book.year(*year).is_some_and(|it| !it.closed);
            self.query.year = ctx.year.filter(is_open);
            self.done = None;
        }
        let is_phrase = |text: &String| {
            !text.trim().is_empty() && !text.contains('\n') && text.chars().count() <= LONGEST
        };
        if let Some(phrase) = selected.filter(is_phrase) {
            self.query.phrase = phrase;
            self.unticked.clear();
        }
    }

    /// The clerk comes here.
    pub(super) fn on_enter(&mut self, ctx: &Context) -> Task<Message> {
        let searched = self.search(ctx, Duration::ZERO);
        let field = phrase_id();
        let focused = operation::focus(field.clone()).chain(operation::select_all(field));
        Task::batch([searched, focused])
    }

    /// Where the clerk came from.
    pub(super) fn from(&self) -> ScreenId {
        self.from.unwrap_or(ScreenId::Home)
    }

    /// Searches what is stored now.
    pub(super) fn refresh(&mut self, ctx: &Context) {
        let stored = self.storing.take().filter(|(_, record)| {
            record
                .as_ref()
                .is_none_or(|record| ctx.book.record(record.key()).as_ref() == Some(record))
        });
        self.done = stored.map(|(count, _)| count);
        self.cancel.cancel();
        self.asked += 1;
        self.show(self.asked, Arc::new(found(ctx, &self.query)));
        // Where the new text has the phrase as well, it is not to be replaced once more.
        if self.done.is_some() {
            self.unticked.extend(self.found.hits.iter().map(place));
        }
    }

    /// Whether something is searched for at all.
    pub(super) fn is_begun(&self) -> bool {
        !self.query.phrase.is_empty()
    }

    pub(super) fn update(&mut self, ctx: &Context, message: Message) -> Action<Message> {
        match message {
            Message::PhraseTyped(phrase) => {
                self.query.phrase = phrase;
                return self.search_anew(ctx, REST);
            }
            Message::ReplacementTyped(replacement) => {
                self.query.replacement = replacement;
                self.done = None;
                return self.search(ctx, REST).into();
            }
            Message::WidthToggled => self.query.by_width = !self.query.by_width,
            Message::CaseToggled => self.query.by_case = !self.query.by_case,
            Message::PartToggled(part) => {
                if !self.query.parts.remove(&part) {
                    let _ = self.query.parts.insert(part);
                }
            }
            Message::YearChosen(year) => self.query.year = year,
            Message::DepartmentChosen(department) => self.query.department = department,
            Message::Found(number, found) => {
                if number == self.asked {
                    self.show(number, found);
                }
                return Action::None;
            }
            Message::LeftAloneToggled => {
                self.shows_left_alone = !self.shows_left_alone;
                self.lay();
                return self.list.0.scroll_to_top::<Message>().into();
            }
            Message::List(event) => {
                self.list.0.update(&event);
                return Action::None;
            }
            Message::Chosen(at) => {
                self.at = at;
                // A row is no stop of its own: after a click the keys go to the list.
                let focused = operation::focus(list_id());
                return Task::batch([self.list.0.reveal(at, 0.0), focused]).into();
            }
            Message::Ticked(at) => {
                self.at = at;
                self.tick(at);
                return Action::None;
            }
            Message::AllTicked(ticked) => {
                self.unticked = match ticked {
                    true => BTreeSet::new(),
                    false => self.found.hits.iter().map(place).collect(),
                };
                return Action::None;
            }
            Message::Stepped { forward } => {
                self.at = self.beside(forward);
                return self.list.0.reveal::<Message>(self.at, 0.0).into();
            }
            Message::Opened(at) => {
                let hit = self.listed().get(at).cloned();
                return hit.map_or(Action::None, |hit| {
                    Request::Field(hit.key, hit.field, Some(hit.range)).into()
                });
            }
            Message::Accepted => return self.accept(ctx),
            Message::UndoAsked => return Request::Undo.into(),
            Message::Left => return Request::GoTo(self.from()).into(),
        }
        self.search_anew(ctx, Duration::ZERO)
    }

    /// Searches for something else.
    fn search_anew(&mut self, ctx: &Context, rest: Duration) -> Action<Message> {
        self.unticked.clear();
        (self.done, self.at, self.shows_left_alone) = (None, 0, false);
        self.list.0.rewind();
        self.search(ctx, rest).into()
    }

    /// Searches beside the window, once typing has rested. A text that is being composed is typed only
    /// when it is committed.
    fn search(&mut self, ctx: &Context, rest: Duration) -> Task<Message> {
        self.cancel.cancel();
        self.cancel = Cancel::default();
        self.asked += 1;
        let (number, cancel, query) = (self.asked, self.cancel.clone(), self.query.clone());
        let book = Arc::clone(&ctx.book);
        let scope = ctx.permissions.department_copy().map(|copy| Arc::clone(&copy.scope));
        let search = move || {
            std::thread::sleep(rest);
            let found = match cancel.is_cancelled() {
                true => Found::default(),
                false => find(&book, scope.as_deref(), &query),
            };
            Message::Found(number, Arc::new(found))
        };
        single(search, Message::Found(number, Arc::default()))
    }

    fn show(&mut self, number: u64, found: Arc<Found>) {
        self.answered = number;
        self.found = found;
        self.lay();
    }

    fn lay(&mut self) {
        let count = self.listed().len();
        self.at = self.at.min(count.saturating_sub(1));
        self.list.0.lay(std::iter::repeat_n(ROW, count));
    }

    /// The hits that are listed: those that can be replaced, or those that are left alone.
    fn listed(&self) -> &[Hit] {
        match (self.shows_left_alone, self.found.closed.is_empty()) {
            (true, false) => &self.found.closed,
            (true, true) => &self.found.beyond,
            (false, _) => &self.found.hits,
        }
    }

    fn is_ticked(&self, hit: &Hit) -> bool {
        !self.unticked.contains(&place(hit))
    }

    fn ticked(&self) -> impl Iterator<Item = &Hit> {
        self.found.hits.iter().filter(|hit| self.is_ticked(hit))
    }

    fn tick(&mut self, at: usize) {
        if let Some(hit) = self.found.hits.get(at).filter(|_| !self.shows_left_alone) {
            let place = place(hit);
            if !self.unticked.remove(&place) {
                let _ = self.unticked.insert(place);
            }
        }
    }

    /// The row after the chosen one, or before; from the last to the first.
    fn beside(&self, forward: bool) -> usize {
        let count = self.listed().len().max(1);
        (self.at + if forward { 1 } else { count - 1 }) % count
    }

    /// How many places are to be replaced; `None` where nothing can be at the moment.
    fn count(&self, ctx: &Context) -> Option<usize> {
        let submitted = ctx.permissions.department_copy().is_some_and(|copy| copy.submitted);
        let can = ctx.permissions.can_write() && !submitted && self.asked == self.answered;
        Some(self.ticked().count()).filter(|count| can && *count > 0)
    }

    /// Replaces what is ticked, as one edit.
    fn accept(&mut self, ctx: &Context) -> Action<Message> {
        if self.count(ctx).is_none() {
            return Action::None;
        }
        let Query { phrase, replacement, .. } = &self.query;
        let done = replace(&ctx.book, self.ticked(), replacement);
        if done.changes.is_empty() {
            return Action::None;
        }
        let subject = match replacement.as_str() {
            "" => format!("「{phrase}」の削除（{}か所）", done.count),
            new => format!("「{phrase}」から「{new}」への置換（{}か所）", done.count),
        };
        let after = done.changes.first().and_then(|change| change.after.clone());
        self.storing = Some((done.count, after));
        let op = Op::EditSeveral(Noun::Measure);
        Request::Commit(Commit { op, subject, changes: done.changes }).into()
    }

    /// What a key or a menu does here at the moment.
    pub(super) fn message_for(&self, ctx: &Context, command: Command) -> Option<Message> {
        match command {
            // A deletion needs its button: without a replacement, as a rule, only a search was meant.
            Command::Advance if self.query.replacement.is_empty() => None,
            Command::Advance => self.count(ctx).map(|_| Message::Accepted),
            Command::FindNext | Command::FindPrevious => {
                let forward = command == Command::FindNext;
                (!self.listed().is_empty()).then_some(Message::Stepped { forward })
            }
            Command::Escape => Some(Message::Left),
            _ => None,
        }
    }
}

/// The field of what is searched for.
pub(super) fn phrase_id() -> Id {
    Id::new("replace-phrase")
}

fn found(ctx: &Context, query: &Query) -> Found {
    let scope = ctx.permissions.department_copy().map(|copy| &*copy.scope);
    find(&ctx.book, scope, query)
}

/// The list among what has the focus.
fn list_id() -> Id {
    Id::new("replace-rows")
}
