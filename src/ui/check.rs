//! 点検: what a careful reader would stumble over in the years that are looked at, by kind and one by
//! one, each mended or left as it is where it is read, and each leading to its field.

pub(super) mod kinds;
mod row;
mod view;

use super::command::Command;
use super::context::Context;
use super::request::{Action, Commit, Request};
use super::widget::tab_stop::ListKey;
use super::widget::virtual_list::{self, VirtualList};
use crate::domain::check::{Finding, Kind, Review, corrections, dismissals};
use crate::domain::fold::fold;
use crate::domain::{DepartmentId, FiscalYear, Key, Noun, Op, Record};
use crate::words;
use iced::Task;
use iced::widget::{Id, operation};
use std::collections::BTreeMap;

/// The height of a row, and of one in a list so narrow that its buttons stand beneath its words.
const ROW: f32 = 118.0;
const TALL: f32 = 152.0;

/// The width of the list below which it is narrow.
const NARROW: f32 = 700.0;

/// What is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Listed {
    #[default]
    All,
    Of(Kind),
    /// What is left as it is.
    Dismissed,
}

#[derive(Debug, Clone)]
pub enum Message {
    ListedChosen(Listed),
    /// `None` is every year.
    YearChosen(Option<FiscalYear>),
    DepartmentChosen(Option<DepartmentId>),
    WordsTyped(String),
    List(virtual_list::Event),
    Chosen(usize),
    Stepped {
        forward: bool,
    },
    Opened(usize),
    /// What was likely meant takes the place of what stands there.
    Corrected(usize),
    /// The same with all that is listed.
    AllCorrected,
    /// It stays as it is, or is listed again.
    Dismissed(usize),
    UndoAsked,
}

/// What was done last, until something else is.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Done {
    what: String,
    /// From what to what.
    change: Option<(String, String)>,
    /// One of the records as it is once that is stored.
    record: Option<Record>,
}

/// The findings of a year, or of all, and the one that is looked at.
#[derive(Debug)]
pub(super) struct Screen {
    all_years: bool,
    listed: Listed,
    department: Option<DepartmentId>,
    words: String,
    review: Review,
    /// Those of the findings that are listed.
    rows: Vec<Finding>,
    at: usize,
    is_narrow: bool,
    list: VirtualList,
    storing: Option<Done>,
    done: Option<Done>,
}

impl Default for Screen {
    fn default() -> Self {
        Self {
            all_years: false,
            listed: Listed::All,
            department: None,
            words: String::new(),
            review: Review::default(),
            rows: Vec::new(),
            at: 0,
            is_narrow: false,
            list: VirtualList::new("check"),
            storing: None,
            done: None,
        }
    }
}

impl Screen {
    /// Looks through what is stored now.
    pub(super) fn refresh(&mut self, ctx: &Context) {
        self.done = self.storing.take().filter(|done| {
            let record = done.record.as_ref();
            record.is_some_and(|it| ctx.book.record(it.key()).as_ref() == Some(it))
        });
        let years: Vec<FiscalYear> = match self.all_years {
            true => ctx.book.years().map(|year| year.year).collect(),
            false => ctx.year.into_iter().collect(),
        };
        self.review = Review::of(&ctx.book, &years);
        if let Some(copy) = ctx.permissions.department_copy() {
            let own = copy.scope.keys();
            let is_own = |finding: &Finding| own.contains(&finding.key);
            self.review.open.retain(is_own);
            self.review.dismissed.retain(is_own);
        }
        self.lay(ctx);
    }

    /// How many findings there are, for the rail.
    pub(super) fn count(&self) -> String {
        match self.review.open.len() {
            0 => String::new(),
            count => count.to_string(),
        }
    }

    /// What was found and is not left as it is.
    pub(super) fn open(&self) -> &[Finding] {
        &self.review.open
    }

    /// Shows the findings of one kind, or all of them.
    pub(super) fn show(&mut self, ctx: &Context, kind: Option<Kind>, all_years: bool) {
        (self.department, self.words) = (None, String::new());
        (self.listed, self.all_years) = (kind.map_or(Listed::All, Listed::Of), all_years);
        self.rewind();
        self.refresh(ctx);
    }

    /// The clerk comes here: the keys go to the list.
    pub(super) fn on_enter<M: 'static>(&self) -> Task<M> {
        Task::batch([self.list.stay(), operation::focus(list_id())])
    }

    fn rewind(&mut self) {
        self.at = 0;
        self.list.rewind();
    }

    /// The findings that pass what narrows them but for their kind.
    fn narrowed<'a>(
        &'a self,
        ctx: &'a Context,
        of: &'a [Finding],
    ) -> impl Iterator<Item = &'a Finding> {
        let wanted = fold(&self.words);
        of.iter().filter(move |finding| {
            let concerned = self.department.is_none_or(|id| {
                let measure = finding.measure().and_then(|it| ctx.book.measure(it));
                measure.is_some_and(|measure| {
                    let year = finding.year().or(ctx.year);
                    ctx.book.is_led_by(measure, id, year)
                        || ctx.book.is_related_to(measure, id, year)
                })
            });
            let has = |text: &str| fold(text).contains(&wanted);
            concerned
                && (wanted.is_empty()
                    || has(&words::place(&ctx.book, finding.key, finding.field))
                    || has(&words::finding(&finding.kind)))
        })
    }

    fn lay(&mut self, ctx: &Context) {
        let rows: Vec<Finding> = match self.listed {
            Listed::All => self.narrowed(ctx, &self.review.open).cloned().collect(),
            Listed::Of(kind) => {
                let open = self.narrowed(ctx, &self.review.open);
                open.filter(|finding| finding.about() == Some(kind)).cloned().collect()
            }
            Listed::Dismissed => self.narrowed(ctx, &self.review.dismissed).cloned().collect(),
        };
        self.rows = rows;
        self.at = self.at.min(self.rows.len().saturating_sub(1));
        let height = if self.is_narrow { TALL } else { ROW };
        self.list.lay(std::iter::repeat_n(height, self.rows.len()));
    }

    pub(super) fn update(&mut self, ctx: &Context, message: Message) -> Action<Message> {
        match message {
            Message::ListedChosen(listed) => {
                self.listed = listed;
                self.rewind();
                self.lay(ctx);
                return self.to_list().into();
            }
            Message::YearChosen(None) => {
                self.all_years = true;
                self.rewind();
                self.refresh(ctx);
                return self.to_list().into();
            }
            Message::YearChosen(Some(year)) => {
                self.all_years = false;
                self.rewind();
                let here = Request::GoTo(super::screen_id::ScreenId::Check);
                return Request::Year(year, Box::new(here)).into();
            }
            Message::DepartmentChosen(department) => self.department = department,
            Message::WordsTyped(words) => self.words = words,
            Message::List(event) => {
                if let virtual_list::Event::Resized(room) = &event
                    && (room.width < NARROW) != self.is_narrow
                {
                    self.is_narrow = room.width < NARROW;
                    self.lay(ctx);
                }
                self.list.update(&event);
                return Action::None;
            }
            Message::Chosen(at) => {
                self.at = at;
                // A row is no stop of its own: after a click the keys go to the list.
                let focused = operation::focus(list_id());
                return Task::batch([self.list.reveal(at, 0.0), focused]).into();
            }
            Message::Stepped { forward } => {
                let to = if forward { ListKey::Down } else { ListKey::Up };
                self.at = to.leads(Some(self.at), self.rows.len()).unwrap_or(self.at);
                return self.list.reveal::<Message>(self.at, 0.0).into();
            }
            Message::Opened(at) => return self.open_at(at),
            Message::Corrected(at) => {
                self.at = at;
                return self.correct(ctx);
            }
            Message::AllCorrected => return self.correct_all(ctx),
            Message::Dismissed(at) => {
                self.at = at;
                return self.dismiss(ctx);
            }
            Message::UndoAsked => return Request::Undo.into(),
        }
        self.rewind();
        self.lay(ctx);
        self.list.scroll_to_top::<Message>().into()
    }

    /// To the top of the list, where the keys go from now on.
    fn to_list(&self) -> Task<Message> {
        Task::batch([self.list.scroll_to_top(), operation::focus(list_id())])
    }

    fn open_at(&self, at: usize) -> Action<Message> {
        let finding = self.rows.get(at);
        finding.map_or(Action::None, |it| Request::Field(it.key, it.field, it.range()).into())
    }

    /// The chosen finding, with its proposal, where that may be accepted here.
    fn correctable<'a>(&'a self, ctx: &Context, finding: &'a Finding) -> Option<&'a str> {
        let listed = self.listed != Listed::Dismissed;
        finding.proposed().filter(|_| listed && ctx.permissions.can_edit(&ctx.book, finding.key))
    }

    fn can_dismiss(ctx: &Context, finding: &Finding) -> bool {
        let holder = finding.holder();
        finding.can_be_dismissed() && ctx.permissions.can_edit(&ctx.book, holder)
    }

    /// Puts a likely slip right, as one step; nothing where the text is another by now.
    fn correct(&mut self, ctx: &Context) -> Action<Message> {
        let Some(finding) = self.rows.get(self.at) else { return Action::None };
        let Some(proposed) = self.correctable(ctx, finding) else { return Action::None };
        let found = finding.slip().map(|slip| slip.found.clone()).unwrap_or_default();
        let change = Some((found, proposed.to_owned()));
        let changes = corrections(&ctx.book, std::slice::from_ref(finding));
        let (place, _) = words::place_and_field(&ctx.book, finding.key, finding.field);
        let record = changes.first().and_then(|change| change.after.clone());
        let what = format!("✓ 直しました　{place}");
        let commit = Commit {
            op: Op::Edit(finding.key.noun()),
            subject: subject(ctx, finding.key, &place),
            changes,
        };
        self.store(Done { what, change, record }, commit)
    }

    /// What of that which is listed has a proposal that may be accepted here.
    fn all_correctable(&self, ctx: &Context) -> Vec<Finding> {
        let rows = self.rows.iter();
        rows.filter(|finding| self.correctable(ctx, finding).is_some()).cloned().collect()
    }

    /// Accepts every proposal that is listed, as one edit.
    fn correct_all(&mut self, ctx: &Context) -> Action<Message> {
        let findings = self.all_correctable(ctx);
        let changes = corrections(&ctx.book, &findings);
        let count = findings.len();
        let record = changes.first().and_then(|change| change.after.clone());
        let what = format!("✓ {count}か所を直しました");
        let subject = format!("点検の提案{count}か所の修正");
        let commit = Commit { op: Op::EditSeveral(Noun::Implementation), subject, changes };
        self.store(Done { what, change: None, record }, commit)
    }

    /// Leaves the chosen finding as it is, or has it listed again.
    fn dismiss(&mut self, ctx: &Context) -> Action<Message> {
        let Some(finding) = self.rows.get(self.at) else { return Action::None };
        if !Self::can_dismiss(ctx, finding) {
            return Action::None;
        }
        let leaves = self.listed != Listed::Dismissed;
        let changes = dismissals(&ctx.book, std::slice::from_ref(finding), leaves);
        let record = changes.first().and_then(|change| change.after.clone());
        let (place, _) = words::place_and_field(&ctx.book, finding.key, finding.field);
        let what = match leaves {
            true => format!("✓ このままにしました　{place}"),
            false => format!("✓ 点検の対象に戻しました　{place}"),
        };
        let name = subject(ctx, finding.holder(), &place);
        let subject = match leaves {
            true => format!("点検の「このまま」（{name}）"),
            false => format!("点検の「このまま」の取消し（{name}）"),
        };
        let commit = Commit { op: Op::EditSeveral(finding.holder().noun()), subject, changes };
        self.store(Done { what, change: None, record }, commit)
    }

    fn store(&mut self, done: Done, commit: Commit) -> Action<Message> {
        if commit.changes.is_empty() {
            return Action::None;
        }
        self.storing = Some(done);
        Request::Commit(commit).into()
    }

    /// What a key or a menu does here at the moment.
    pub(super) fn message_for(&self, ctx: &Context, command: Command) -> Option<Message> {
        let chosen = self.rows.get(self.at);
        match command {
            Command::Correct => {
                chosen.and_then(|it| self.correctable(ctx, it)).map(|_| Message::Corrected(self.at))
            }
            Command::CorrectAll => {
                (!self.all_correctable(ctx).is_empty()).then_some(Message::AllCorrected)
            }
            Command::Next | Command::FindNext => Some(Message::Stepped { forward: true }),
            Command::Previous | Command::FindPrevious => Some(Message::Stepped { forward: false }),
            _ => None,
        }
    }

    /// How many findings there are of each kind, as they are narrowed.
    fn counts(&self, ctx: &Context) -> BTreeMap<Kind, usize> {
        let mut counts = BTreeMap::new();
        for kind in self.narrowed(ctx, &self.review.open).filter_map(Finding::about) {
            *counts.entry(kind).or_default() += 1;
        }
        counts
    }
}

/// What is edited, by name.
fn subject(ctx: &Context, key: Key, place: &str) -> String {
    let measure = key.measure().and_then(|id| ctx.book.measure(id));
    measure.map_or_else(|| place.to_owned(), |measure| measure.name.clone())
}

/// The list among what has the focus.
fn list_id() -> Id {
    Id::new("check-rows")
}

/// The field that Ctrl+F leads to.
pub(super) fn search_id() -> Id {
    Id::new("check-search")
}
