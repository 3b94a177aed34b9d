//! 配布・回収: which departments have their files, which of them have come back, and the form by which
//! more go out. In a file that was handed out itself: what is asked for, and 提出.

mod handout;
mod reminder;
mod submission;
mod view;

use super::context::Context;
use super::context::Derived;
use super::measures::texts::Text;
use super::permissions::DepartmentCopy;
use super::request::{Action, Purpose, Request};
use super::status::Status;
use super::theme::Look;
use super::widget::button;
use super::widget::composing::Composed;
use super::widget::dialog::{Question, Weight};
use crate::domain::handout::{Asked, Collection, HandedOut, is_late, requests};
use crate::domain::search::Filter;
use crate::domain::{Book, DepartmentId, Field, FiscalYear, IndicatorId, Key, MeasureId, date};
use crate::report::FileType;
use crate::store::Ready;
use crate::words::{self, Notice};
use chrono::NaiveDate;
use handout::HandoutProgress;
use iced::Element;
use iced::widget::text_editor;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;

/// The departments, their files, and what the next ones are told.
#[derive(Debug, Default)]
pub(super) struct Screen {
    requested: Derived<BTreeMap<DepartmentId, Requested>>,
    chosen: BTreeSet<DepartmentId>,
    form: Form,
    /// Whether the form is seen where there is no room for it beside the ledger.
    unfolded: bool,
    /// The files that are on their way.
    handing: Option<HandoutProgress>,
    /// How many papers with reminders are being written.
    reminding: usize,
}

/// What the departments are told, as typed.
#[derive(Debug, Default)]
struct Form {
    deadline: String,
    message: Text,
    return_to: String,
    left_out: bool,
}

/// A department that is asked for something in the year.
#[derive(Debug, Clone, Copy)]
struct Row<'a> {
    id: DepartmentId,
    name: &'a str,
    requested: Requested,
    line: Option<&'a HandedOut>,
}

/// For how many measures and indicators a department is asked.
#[derive(Debug, Clone, Copy, Default)]
struct Requested {
    count: usize,
    missing_measures: usize,
    missing_indicators: usize,
}

impl Requested {
    /// Of each department in a year.
    fn of(book: &Book, year: FiscalYear) -> BTreeMap<DepartmentId, Self> {
        let count = |asked: &Asked<'_>| Self {
            count: asked.count(),
            missing_measures: asked.measures.iter().filter(|it| book.is_missing(it, year)).count(),
            missing_indicators: asked
                .indicators
                .iter()
                .filter(|it| book.lacks_actual(it, year))
                .count(),
        };
        requests(book, year).into_iter().map(|(id, asked)| (id, count(&asked))).collect()
    }
}

/// A field of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Deadline,
    ReturnTo,
}

#[derive(Debug, Clone)]
pub enum Message {
    Chosen(DepartmentId, bool),
    AllChosen(bool),
    Written(Part, String),
    /// 課への連絡, which may have several lines.
    NoteEdited(text_editor::Action),
    NoteComposed(Composed),
    LeftOut(bool),
    FormToggled,
    /// The chosen departments are to get their files.
    HandOutAsked,
    /// One of their files lies beside where it is to go.
    Ready(Arc<Ready>),
    Failed(String, Notice),
    CancelAsked,
    Ended,
    /// A file that came back is to be chosen.
    ReturnAsked,
    /// What is asked of whom, for a mail.
    RemindersCopied,
    /// The same as a paper.
    ReminderAsked,
    ReminderWritten(Result<PathBuf, Notice>),
    /// What a department has still to enter.
    Missing(DepartmentId),
    MissingIndicators(DepartmentId),
    /// One measure of a department's own file.
    Measure(MeasureId),
    Indicator(IndicatorId),
    SubmitAsked,
    Submitted,
    Withdrawn,
    WriteOutAsked,
}

impl Screen {
    /// How many of the files have come back, for the rail; empty before any went out.
    pub(super) fn count(&self, ctx: &Context) -> String {
        if let Some(DepartmentCopy { scope, .. }) = ctx.permissions.department_copy() {
            let missing =
                scope.missing(&ctx.book).len() + scope.missing_indicators(&ctx.book).len();
            return if missing == 0 { String::new() } else { missing.to_string() };
        }
        let out = self.out(ctx);
        let taken = self.of(ctx, Collection::Taken);
        if out == 0 { String::new() } else { format!("{taken}／{out}") }
    }

    /// The files of the year, but for those that another took the place of.
    fn lines<'a>(&'a self, ctx: &'a Context) -> impl Iterator<Item = &'a HandedOut> {
        ctx.ledger.iter().filter(|line| ctx.year.is_some_and(|year| line.stands_in(year)))
    }

    fn out(&self, ctx: &Context) -> usize {
        self.lines(ctx).count()
    }

    fn of(&self, ctx: &Context, collection: Collection) -> usize {
        self.lines(ctx).filter(|line| line.collection(ctx.today) == collection).count()
    }

    /// The departments in the order of their register.
    fn rows<'a>(&'a self, ctx: &'a Context) -> Vec<Row<'a>> {
        let mut lines: BTreeMap<DepartmentId, &HandedOut> = BTreeMap::new();
        for line in self.lines(ctx) {
            let _ = lines.entry(line.scope.department).or_insert(line);
        }
        let known = self.requested_of(ctx);
        let departments = ctx.book.departments().into_iter();
        departments
            .map(|department| {
                let requested = known.get(&department.id).copied().unwrap_or_default();
                let line = lines.get(&department.id).copied();
                Row { id: department.id, name: &department.name, requested, line }
            })
            .filter(|row| row.requested.count > 0 || row.line.is_some())
            .collect()
    }

    fn requested_of(&self, ctx: &Context) -> Rc<BTreeMap<DepartmentId, Requested>> {
        let count = || ctx.year.map(|year| Requested::of(&ctx.book, year)).unwrap_or_default();
        self.requested.get(ctx, count)
    }

    /// The departments that were chosen, and can still get a file.
    fn chosen(&self, ctx: &Context) -> BTreeSet<DepartmentId> {
        &self.chosen & &self.askable(ctx)
    }

    /// The departments that a file can go to: one that leads nothing any more is there only for the
    /// file that it got.
    fn askable(&self, ctx: &Context) -> BTreeSet<DepartmentId> {
        self.requested_of(ctx).keys().copied().collect()
    }

    /// The deadline as typed; `None` where nothing is, or where it is no day.
    fn deadline(&self, ctx: &Context) -> Option<NaiveDate> {
        date::read_near(&self.form.deadline, ctx.today, date::Without::Past)
    }

    /// What is wrong with the deadline as typed.
    fn deadline_fault(&self, ctx: &Context) -> Option<&'static str> {
        match self.deadline(ctx) {
            None if self.form.deadline.trim().is_empty() => None,
            None => Some("日付として読めません。5/31、令和9年5月31日のように入力してください。"),
            deadline if is_late(deadline, ctx.today) => {
                Some("過ぎた日です。きょうか、そのあとの日付を入力してください。")
            }
            Some(_) => None,
        }
    }

    /// A department has its file, which is in the ledger.
    pub(super) fn handed_out(&mut self, department: DepartmentId) {
        if let Some(handing) = &mut self.handing {
            handing.done += 1;
        }
        let _ = self.chosen.remove(&department);
    }

    /// A department could not get its file; what is told of it and of those before it.
    pub(super) fn failed(&mut self, name: &str, notice: Notice) -> Notice {
        let failure = (name.to_owned(), notice);
        match &mut self.handing {
            Some(handing) => {
                handing.failed.push(failure);
                words::not_handed_out(&handing.failed)
            }
            None => words::not_handed_out(&[failure]),
        }
    }

    /// Whether files are on their way to departments.
    pub(super) const fn is_handing(&self) -> bool {
        self.handing.is_some()
    }

    /// Whether a paper with reminders is being written.
    pub(super) const fn is_reminding(&self) -> bool {
        self.reminding > 0
    }

    fn can_hand_out(&self, ctx: &Context) -> bool {
        ctx.permissions.can_edit_structure()
            && !self.chosen(ctx).is_empty()
            && !self.is_handing()
            && self.deadline_fault(ctx).is_none()
    }

    pub(super) fn update(&mut self, ctx: &Context, message: Message) -> Action<Message> {
        match message {
            Message::Chosen(id, true) => drop(self.chosen.insert(id)),
            Message::Chosen(id, false) => drop(self.chosen.remove(&id)),
            Message::AllChosen(true) => self.chosen = self.askable(ctx),
            Message::AllChosen(false) => self.chosen.clear(),
            Message::Written(part, text) => {
                self.unfolded = true;
                match part {
                    Part::Deadline => self.form.deadline = text,
                    Part::ReturnTo => self.form.return_to = text,
                }
            }
            Message::NoteComposed(composed) => self.form.message.compose(&composed),
            Message::NoteEdited(action) => {
                self.unfolded = true;
                self.form.message.perform(action);
            }
            // Not shut upon what is wrong in it.
            Message::FormToggled => {
                self.unfolded = !self.unfolded || self.deadline_fault(ctx).is_some();
            }
            Message::LeftOut(left_out) => self.form.left_out = left_out,
            Message::HandOutAsked if self.can_hand_out(ctx) => {
                return Request::ChooseFile(Purpose::HandOut, PathBuf::new()).into();
            }
            Message::ReturnAsked
            | Message::SubmitAsked
            | Message::Submitted
            | Message::Withdrawn
                if !ctx.permissions.can_write() => {}
            Message::HandOutAsked => {}
            Message::Ready(file) => return Request::RecordHandout(file).into(),
            Message::Failed(name, notice) => {
                let notice = self.failed(&name, notice);
                return Request::Notify(notice).into();
            }
            Message::CancelAsked => {
                self.handing.iter().for_each(|handing| handing.cancel.cancel());
            }
            Message::Ended => {
                if let Some(request) = self.handing.take().and_then(HandoutProgress::ended) {
                    return request.into();
                }
            }
            Message::ReturnAsked => {
                return Request::ChooseFile(Purpose::Merge, PathBuf::new()).into();
            }
            Message::RemindersCopied => {
                let status = "督促文をコピーしました。メールなどに貼り付けてください。".to_owned();
                return Request::Copy { text: self.reminders(ctx), status }.into();
            }
            Message::ReminderAsked => {
                let name = "督促一覧.pdf";
                return Request::ChooseFile(Purpose::Paper(FileType::Pdf), name.into()).into();
            }
            Message::ReminderWritten(Ok(path)) => {
                self.reminding = self.reminding.saturating_sub(1);
                let status = format!("「{}」を作りました。", words::path(&path));
                return Request::Status(Status::made(status, &path)).into();
            }
            Message::ReminderWritten(Err(notice)) => {
                self.reminding = self.reminding.saturating_sub(1);
                return Request::Notify(notice).into();
            }
            Message::Missing(department) => {
                let department = Some(department);
                let filter =
                    Filter { department, lead_only: true, missing: true, ..Filter::default() };
                return Request::Measures(filter).into();
            }
            Message::MissingIndicators(department) => {
                return Request::MissingIndicators(Some(department)).into();
            }
            Message::Indicator(id) => {
                let of_year = |year| (Key::Observation(id, year), Field::Actual);
                let of_none = (Key::Indicator(id), Field::IndicatorName);
                let year = ctx.permissions.department_copy().map(|copy| copy.scope.year);
                let (key, field) = year.map_or(of_none, of_year);
                return Request::Field(key, field, None).into();
            }
            Message::Measure(id) => return Request::Measure(id).into(),
            Message::SubmitAsked => return self.ask_submit(ctx),
            Message::Submitted => return Request::Submit.into(),
            Message::Withdrawn => return Request::Withdraw.into(),
            Message::WriteOutAsked => {
                return Request::WriteOut.into();
            }
        }
        Action::None
    }

    fn ask_submit(&self, ctx: &Context) -> Action<Message> {
        let Some(DepartmentCopy { scope, .. }) = ctx.permissions.department_copy() else {
            return Action::None;
        };
        let missing = [
            ("施策", scope.missing(&ctx.book).len()),
            ("指標", scope.missing_indicators(&ctx.book).len()),
        ];
        let missing = missing.into_iter().filter(|(_, count)| *count > 0);
        let missing: Vec<String> =
            missing.map(|(what, count)| format!("{what}が{count}件")).collect();
        let question = Question::new("提出しますか");
        let question = if missing.is_empty() {
            question.line("お願いした入力は、すべて済んでいます。")
        } else {
            question.line(format!("まだ入力が足りない{}あります。", missing.join("、")))
        };
        Action::Ask(
            question
                .line("提出すると、取り消すまで書き換えられなくなります。「提出を取り消す」で、いつでも戻せます。")
                .answer("提出する", Weight::Next, Some(Message::Submitted))
                .or_back(),
        )
    }

    /// The one thing to do next, for the bar.
    pub(super) fn next_step<'a>(
        &'a self,
        ctx: &'a Context,
        look: Look,
    ) -> Option<Element<'a, Message>> {
        if !ctx.permissions.can_write() {
            return None;
        }
        let next = match ctx.permissions.department_copy() {
            Some(DepartmentCopy { submitted: true, .. }) => {
                button::plain(look, "提出を取り消す").on_press(Message::Withdrawn).into()
            }
            Some(_) => button::filled(look, "提出する").on_press(Message::SubmitAsked).into(),
            None => {
                let name = match self.chosen(ctx).len() {
                    0 => "配布する".to_owned(),
                    count => format!("{count}課に配布する"),
                };
                let able = self.can_hand_out(ctx);
                button::filled(look, name)
                    .on_press_maybe(able.then_some(Message::HandOutAsked))
                    .into()
            }
        };
        Some(next)
    }

    pub(super) fn view<'a>(&'a self, ctx: &'a Context, look: Look) -> Element<'a, Message> {
        match ctx.permissions.department_copy() {
            Some(own) => self.view_own(ctx, look, own),
            None => self.view_ledger(ctx, look),
        }
    }
}
