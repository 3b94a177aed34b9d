//! 統合の確認: what another copy of the file brings, field by field, and what the clerk decides of it.
//! Nothing is written before everything is decided and accepted.

mod choices;
mod decisions;
mod difference;
mod list;
mod source;
mod subject;
mod view;

pub(super) use source::{PendingComparison, Progress, Source, read};

use super::measures::texts::Text;
use super::request::{Action, Request};
use super::undo_stack::{EditGroup, UndoStack};
use super::widget::composing::Composed;
use super::widget::dialog::{Question, Weight};
use super::widget::scroll_to::{Target, scroll_to};
use super::widget::tab_stop::ListKey;
use super::widget::virtual_list;
use crate::domain::merge::{Cell, Decisions, Item, Merge};
use crate::store::Incoming;
use crate::words;
use choices::{Choices, Identity};
use difference::Difference;
use iced::Task;
use iced::widget::Id;
use iced::widget::text_editor;
use list::List;
use std::collections::BTreeMap;
use std::path::Path;
use subject::{Filter, Subject, SubjectState, subjects};

/// What another copy brings, and what is decided so far.
#[derive(Debug)]
pub(super) struct Screen {
    source: Source,
    /// The name of the file that is open.
    own_name: String,
    /// What the other is called beside it.
    other_name: String,
    /// As the two were compared first, with all unions that are proposed.
    first: Incoming,
    /// With what the clerk keeps apart.
    incoming: Incoming,
    subjects: Vec<Subject>,
    filter: Filter,
    list: List,
    chosen: Option<Subject>,
    shown: Option<Difference>,
    choices: Choices,
    undo_stack: UndoStack<Moment>,
    text: Text,
    /// The clerk's own texts for what was then decided otherwise, to be gone on with.
    written: BTreeMap<Cell, String>,
    /// Whether a text of the clerk's own has just been left: then no bare key decides otherwise.
    left: bool,
    /// The name under which the chosen record is kept apart.
    name: String,
}

/// What was decided, and where the clerk was then.
#[derive(Debug, Clone)]
struct Moment {
    choices: Choices,
    chosen: Option<Subject>,
}

#[derive(Debug, Clone)]
pub enum Message {
    Filtered(Filter),
    Chosen(Subject),
    Stepped(ListKey),
    /// To the next that nobody has decided.
    NextAsked,
    Decided(Choice),
    /// The same by its key alone.
    Keyed(Choice),
    /// The same for all that the filter shows: those that are open, or else all.
    AllDecided(Choice),
    Edited(text_editor::Action),
    /// In the text that is written.
    Composed(Composed),
    /// Out of the text.
    TextLeft,
    /// The name under which a record is kept apart.
    NameChanged(String),
    List(virtual_list::Event),
    /// To another difference in the texts.
    Sought(Target),
    AcceptAsked,
    LeaveAsked,
    /// Leaving was confirmed.
    Left,
}

/// How a difference can be decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// Mine; of two records of one name: they are one.
    First,
    /// Theirs; of two records of one name: they are two.
    Second,
    /// A text of the clerk's own.
    Text,
    /// It is open again.
    None,
}

impl Screen {
    /// The review of what another copy brings to the file that lies here.
    pub(super) fn new(own: &Path, source: Source, incoming: Incoming) -> Self {
        let department = incoming.handed_out().map(|it| it.department.as_str());
        let mut screen = Self {
            own_name: words::file_name(own),
            other_name: source.name_beside(own, department),
            source,
            first: incoming.clone(),
            incoming,
            subjects: Vec::new(),
            filter: Filter::Open,
            list: List::default(),
            chosen: None,
            shown: None,
            choices: Choices::default(),
            undo_stack: UndoStack::default(),
            text: Text::new(),
            written: BTreeMap::new(),
            left: false,
            name: String::new(),
        };
        screen.lay();
        let filter = Filter::ALL.into_iter().find(|filter| screen.count(*filter) > 0);
        screen.filter_by(filter.unwrap_or(Filter::Taken));
        screen
    }

    /// The first difference of what is chosen at the beginning is to be seen.
    pub(super) fn begin() -> Task<Message> {
        scroll_to(Target::First)
    }

    /// Where the other copy lies.
    pub(super) const fn source(&self) -> &Source {
        &self.source
    }

    /// What the other copy brings, as it was decided.
    pub(super) const fn incoming(&self) -> &Incoming {
        &self.incoming
    }

    pub(super) const fn decisions(&self) -> &Decisions {
        &self.choices.decisions
    }

    /// What the other file is called.
    pub(super) fn file_name(&self) -> &str {
        &self.other_name
    }

    /// Whether something would have to be decided once more if the clerk left.
    pub(super) fn is_begun(&self) -> bool {
        !self.choices.is_empty()
    }

    /// Takes over what was decided in an earlier comparison of the two, as far as it is about the
    /// same.
    pub(super) fn take_over(&mut self, earlier: &Self) {
        let merge = |screen: &Self, cell: &Cell| {
            let mut items = screen.merge().items().iter();
            items.find(|item| item.cell == *cell).cloned()
        };
        self.choices = earlier.choices.clone();
        self.replan();
        let same =
            |cell: &Cell| merge(self, cell).is_some_and(|it| merge(earlier, cell) == Some(it));
        let decisions = self.choices.decisions.clone();
        let decisions = decisions.into_iter().filter(|(cell, _)| same(cell)).collect();
        let written = earlier.written.iter().filter(|(cell, _)| same(cell));
        self.written = written.map(|(cell, text)| (*cell, text.clone())).collect();
        self.choices.decisions = decisions;
        self.show();
    }

    fn merge(&self) -> &Merge {
        self.incoming.merge()
    }

    fn item(&self, cell: Cell) -> Option<&Item> {
        self.merge().items().iter().find(|item| item.cell == cell)
    }

    fn count(&self, filter: Filter) -> usize {
        self.subjects.iter().filter(|subject| subject.filter == filter).count()
    }

    /// How many are taken in without a question.
    pub(super) fn taken(&self) -> usize {
        let taken = |it: &&Subject| {
            matches!(self.state_of(it), SubjectState::Taken | SubjectState::Combined)
        };
        self.subjects.iter().filter(taken).count()
    }

    /// How many somebody has decided.
    pub(super) fn decided(&self) -> usize {
        self.choices.count()
    }

    /// How many are to be decided yet.
    pub(super) fn open(&self) -> usize {
        self.subjects.iter().filter(|it| self.state_of(it) == SubjectState::Open).count()
    }

    fn state_of(&self, subject: &Subject) -> SubjectState {
        self.choices.state_of(subject)
    }

    pub(super) fn can_undo(&self) -> bool {
        self.undo_stack.can_undo()
    }

    pub(super) fn can_redo(&self) -> bool {
        self.undo_stack.can_redo()
    }

    pub(super) fn undo(&mut self) {
        let present = self.moment();
        if let Some(moment) = self.undo_stack.undo(|| present) {
            self.go_back_to(moment);
        }
    }

    pub(super) fn redo(&mut self) {
        let present = self.moment();
        if let Some(moment) = self.undo_stack.redo(|| present) {
            self.go_back_to(moment);
        }
    }

    fn moment(&self) -> Moment {
        Moment { choices: self.choices.clone(), chosen: self.chosen.clone() }
    }

    fn go_back_to(&mut self, Moment { choices, chosen }: Moment) {
        let planned = self.choices.apart() != choices.apart();
        self.choices = choices;
        if planned {
            self.replan();
        }
        if let Some(chosen) = chosen {
            self.filter = chosen.filter;
            self.chosen = Some(chosen);
        }
        self.list.lay(&self.subjects, self.filter);
        self.show();
    }

    fn note(&mut self, run: Option<EditGroup>) {
        let moment = self.moment();
        self.undo_stack.note(|| moment, run);
    }

    pub(super) fn update(&mut self, message: Message) -> Action<Message> {
        match message {
            Message::Filtered(filter) => {
                self.filter_by(filter);
                let to_top = self.list.scrolling.scroll_to_top();
                return Action::Run(to_top.chain(scroll_to(Target::First)));
            }
            Message::Chosen(subject) => return self.choose(subject),
            Message::Stepped(key) => {
                let all = self.list.subjects();
                let at = all.iter().position(|it| Some(*it) == self.chosen.as_ref());
                let to = key.leads(at, all.len()).and_then(|to| all.get(to).copied().cloned());
                return to.map_or(Action::None, |subject| self.choose(subject));
            }
            Message::NextAsked => return self.next_open(),
            Message::Keyed(choice) if self.left && choice != Choice::Text => {}
            Message::Decided(choice) | Message::Keyed(choice) => return self.decide(choice),
            Message::AllDecided(choice) => self.decide_all(choice),
            Message::Edited(action) => self.edit(action),
            Message::Composed(composed) => self.text.compose(&composed),
            Message::TextLeft => {
                self.undo_stack.pause();
                self.left = self.is_rewritten();
            }
            Message::NameChanged(name) => self.rename(name),
            Message::Sought(which) => return Action::Run(scroll_to(which)),
            Message::List(event) => self.list.scrolling.update(&event),
            Message::AcceptAsked if self.open() == 0 => return Request::AcceptMerge.into(),
            // What is missing is shown rather than told.
            Message::AcceptAsked => return self.next_open(),
            Message::LeaveAsked if self.is_begun() => {
                return Action::Ask(ask_leaving(self.file_name(), Message::Left));
            }
            Message::LeaveAsked | Message::Left => return Request::LeaveMerge.into(),
        }
        Action::None
    }

    fn filter_by(&mut self, filter: Filter) {
        self.filter = filter;
        self.list.lay(&self.subjects, filter);
        self.chosen = self.list.subjects().first().copied().cloned();
        self.show();
    }

    fn choose(&mut self, subject: Subject) -> Action<Message> {
        if self.filter != subject.filter {
            self.filter = subject.filter;
            self.list.lay(&self.subjects, self.filter);
        }
        self.undo_stack.pause();
        let revealed = self.list.reveal(&subject);
        self.chosen = Some(subject);
        self.show();
        Action::Run(revealed.chain(scroll_to(Target::First)))
    }

    /// To the next that is open, after the end from the beginning.
    fn next_open(&mut self) -> Action<Message> {
        let at = self.subjects.iter().position(|it| Some(it) == self.chosen.as_ref());
        let (before, after) = self.subjects.split_at(at.map_or(0, |at| at + 1));
        let is_open = |subject: &&Subject| self.state_of(subject) == SubjectState::Open;
        let next = after.iter().chain(before).find(is_open).cloned();
        next.map_or(Action::None, |subject| self.choose(subject))
    }

    /// Compares again, with what is kept apart.
    fn replan(&mut self) {
        let mut incoming = self.first.clone();
        for (theirs, name) in self.choices.apart() {
            incoming = incoming.apart(theirs, name);
        }
        self.incoming = incoming;
        self.lay();
        let cells: Vec<Cell> = self.merge().items().iter().map(|item| item.cell).collect();
        self.choices.decisions.retain(|cell, _| cells.contains(cell));
        self.list.lay(&self.subjects, self.filter);
    }

    fn lay(&mut self) {
        self.subjects = subjects(self.first.merge(), self.incoming.merge());
    }

    fn difference(&self, subject: &Subject) -> Difference {
        Difference::of(self.merge(), self.first.merge(), subject, &self.choices)
    }

    /// Lays out what is chosen, as it would be now.
    fn show(&mut self) {
        self.left = false;
        let chosen = self.chosen.as_ref().filter(|it| self.subjects.contains(it)).cloned();
        let chosen = chosen.or_else(|| self.list.subjects().first().copied().cloned());
        self.shown = chosen.as_ref().map(|subject| self.difference(subject));
        if let Some(text) = chosen.as_ref().and_then(|subject| self.choices.text(subject)) {
            let text = text.to_owned();
            self.text.show(&text);
        }
        if let Some(Subject { kind: subject::SubjectKind::Union { theirs, name }, .. }) = &chosen {
            self.name = match self.choices.unions.get(theirs) {
                Some(Identity::Different(name)) => name.clone(),
                Some(Identity::Same) | None => format!("{name}（2）"),
            };
        }
        self.chosen = chosen;
    }
}

/// What is lost by leaving the review.
pub(super) fn ask_leaving<M>(name: &str, left: M) -> Question<M> {
    Question::new(format!("「{name}」の統合を取りやめますか"))
        .line("まだ統合していません。ファイルは、何も変えていません。")
        .line("取りやめると、ここまでの判断は残りません。あとから、同じファイルをもう一度確かめられます。")
        .answer("取りやめる", Weight::Danger, Some(left))
        .or_back()
}

/// The field of a text of the clerk's own.
fn text_id() -> Id {
    Id::new("merged text")
}
