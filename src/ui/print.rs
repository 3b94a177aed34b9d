//! 印刷: what is chosen about the paper, what to mend before, the pages as they will be, and the
//! way into a PDF.

mod concerns;
mod concerns_view;
mod editable;
mod edition_form;
mod form;
pub(super) mod order;
mod output;
mod paper;
pub(super) mod preview;

use super::pdf_export::{self, PdfExport};
use super::permissions::Permissions;
use super::request::{Action, Request};
use super::theme::Look;
use super::widget::dialog::{Question, Weight};
use super::widget::{button, label, panel};
use crate::domain::search::Filter;
use crate::domain::{Book, Edition, EntryState, MeasureId};
use crate::report::{FileType, Length, Report};
use crate::store::Replace;
use crate::words;
use concerns::{Concerns, Lead};
use edition_form::EditionForm;
use form::Form;
use iced::widget::{column, container, row};
use iced::{Center, Element, Fill, Task};
use order::{Order, PrintOrder};
use output::Output;
pub(super) use paper::Paper;
use preview::{Dragged, Preview};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The choices and the paper that comes of them.
#[derive(Debug)]
pub(super) struct Screen {
    book: Arc<Book>,
    /// What may be edited in the file.
    permissions: Permissions,
    form: Form,
    preview: Preview,
    /// Whether the paper is of another book than the present one: it is made when it is looked at.
    stale: bool,
    saving: Option<Saving>,
    pdf_export: PdfExport,
    /// The paper on its way to become an edition.
    keeping: Option<EditionForm>,
    /// Those that there are.
    editions: Vec<Edition>,
    lists_concerns: bool,
}

/// On the way to a PDF. Each step waits until the paper is the one of the present choices.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Saving {
    /// Asked for.
    Asked(FileType),
    /// The system is to print it.
    Print,
    /// A place was chosen.
    To(PathBuf, Replace),
    /// Being written.
    Writing,
}

#[derive(Debug, Clone)]
pub enum Message {
    Form(form::Message),
    Preview(preview::Message),
    /// To where something is mended.
    Led(Lead),
    /// All that is to be mended is listed in the place of the choices, or no longer is.
    ConcernsToggled,
    SaveAsked(FileType),
    /// The system is to print the paper.
    PrintAsked,
    /// The same, with 〓 for what the font lacks.
    GetaPrinted,
    /// The paper is made: saving goes on with it.
    SavingContinued,
    /// 〓 may stand for what the font lacks.
    GetaAccepted,
    SaveCancelled,
    PdfExport(pdf_export::Message),
    /// The paper is to become an edition.
    KeepAsked,
    Keeping(edition_form::Message),
}

impl Screen {
    pub(super) fn new(book: Arc<Book>) -> Self {
        Self {
            form: Form::new(&book, super::relative_time::now().date_naive()),
            book,
            permissions: Permissions::default(),
            preview: Preview::new(),
            stale: true,
            saving: None,
            pdf_export: PdfExport::default(),
            keeping: None,
            editions: Vec::new(),
            lists_concerns: false,
        }
    }

    /// Confines what can be edited to what may be: elsewhere what stands in the fields is for this paper
    /// alone.
    pub(super) fn confine(&mut self, permissions: Permissions) {
        self.form.confine(permissions.can_edit_structure());
        self.permissions = permissions;
    }

    /// Shows what is stored now, once it is looked at.
    pub(super) fn refresh(&mut self, book: &Arc<Book>) {
        if !Arc::ptr_eq(&self.book, book) {
            self.book = Arc::clone(book);
            self.form.refresh(book);
            self.stale = true;
        }
    }

    /// The clerk comes here.
    pub(super) fn on_enter(&mut self) -> Task<Message> {
        let made =
            if self.stale { self.make() } else { self.preview.resume().map(Message::Preview) };
        Task::batch([made, Preview::density().map(Message::Preview)])
    }

    /// Makes the paper of the present choices, where they are whole.
    fn make(&mut self) -> Task<Message> {
        let Ok(options) = self.form.options(&self.book) else { return Task::none() };
        self.stale = false;
        // What was saved before is another paper by now.
        self.pdf_export.clear();
        let report = self.form.report();
        let printing = PrintOrder { book: Arc::clone(&self.book), options, report };
        self.preview.show(Order::Print(Box::new(printing))).map(Message::Preview)
    }

    pub(super) fn update(&mut self, message: Message) -> Action<Message> {
        if self.form.unsaved().is_some() && matches!(message, Message::Led(_)) {
            return Action::SaveFirst(message);
        }
        match message {
            Message::Form(message) => {
                let (lead, before) = (message.lead(), self.form.order(&self.book));
                match self.form.update(&self.book, message).map(Message::Form) {
                    Action::None if self.form.order(&self.book) != before => {
                        Action::Run(Task::batch([self.make(), lead]))
                    }
                    Action::None => Action::Run(lead),
                    action => {
                        self.stale |= matches!(action, Action::Request(Request::Commit(_)));
                        action
                    }
                }
            }
            Message::Preview(preview::Message::Pressed) => match self.preview.pointed() {
                Some(measure) => self.update(Message::Led(Lead::Measure(measure, None))),
                None => Action::None,
            },
            Message::Preview(preview::Message::ColumnDragged(dragged)) => {
                match self.dragged(dragged) {
                    Some(message) => self.update(Message::Form(message)),
                    None => Action::None,
                }
            }
            Message::Preview(message) => {
                let ended = matches!(message, preview::Message::MakingEnded(_));
                let task = self.preview.update(message).map(Message::Preview);
                // By a message of its own: what it asks for leaves no room for the drawing.
                let continued = match ended && self.saving.is_some() {
                    true => Task::done(Message::SavingContinued),
                    false => Task::none(),
                };
                Action::Run(Task::batch([task, continued]))
            }
            Message::SavingContinued => self.proceed(),
            Message::Led(lead) => self.led(lead),
            Message::ConcernsToggled => {
                self.lists_concerns = !self.lists_concerns;
                Action::None
            }
            Message::SaveAsked(_) | Message::PrintAsked => {
                self.pdf_export.clear();
                self.saving = Some(match message {
                    Message::SaveAsked(file_type) => Saving::Asked(file_type),
                    _ => Saving::Print,
                });
                match self.form.settle(&self.book) {
                    None => self.proceed(),
                    // What is stored then makes the paper anew, and saving goes on with it.
                    commit => {
                        self.stale = true;
                        commit.into()
                    }
                }
            }
            Message::GetaAccepted => self.ask_place(FileType::Pdf),
            Message::GetaPrinted => self.print(),
            Message::SaveCancelled => {
                self.saving = None;
                Action::None
            }
            Message::PdfExport(message) => {
                if matches!(
                    message,
                    pdf_export::Message::Written(_) | pdf_export::Message::Printed(_)
                ) {
                    self.saving = None;
                }
                Action::Run(self.pdf_export.update(message).map(Message::PdfExport))
            }
            Message::KeepAsked => self.ask_name(),
            Message::Keeping(message) => self.name(message),
        }
    }

    /// The size of the type of a paper whose columns are as wide as the 様式 says.
    fn dragged_type(&self) -> Option<Length> {
        let keeps_widths = matches!(self.form.report(), Report::List | Report::ByDepartment);
        let options = self.form.options(&self.book).ok().filter(|_| keeps_widths)?;
        Some(options.type_size)
    }

    /// The settings with the border between two columns where it was dragged to.
    fn dragged(&mut self, dragged: Dragged) -> Option<form::Message> {
        let options = self.form.options(&self.book).ok()?;
        let widths = self.form.report().column_widths(&self.book, &options).ok()?;
        Some(self.form.dragged(&widths, dragged))
    }

    /// Whether a paper is being written.
    pub(super) const fn is_writing(&self) -> bool {
        self.pdf_export.is_writing()
    }

    /// Something is to be decided about what stands in the fields before a paper is saved.
    pub(super) fn wait(&mut self) {
        drop(self.saving.take_if(|saving| matches!(saving, Saving::Asked(_) | Saving::Print)));
    }

    /// A place for the PDF was chosen.
    pub(super) fn place_chosen(&mut self, path: &Path, replace: Replace) -> Action<Message> {
        self.saving = Some(Saving::To(path.to_owned(), replace));
        self.proceed()
    }

    /// Shows where a measure stands on the paper.
    pub(super) fn seek(&mut self, measure: MeasureId) -> Task<Message> {
        let arrived = self.on_enter();
        Task::batch([arrived, self.preview.seek(measure).map(Message::Preview)])
    }

    /// Turns to the next or the previous page.
    pub(super) fn turn(&mut self, forward: bool) -> Task<Message> {
        self.preview.turn(forward).map(Message::Preview)
    }

    /// Goes on saving as soon as the paper is that of the present choices.
    fn proceed(&mut self) -> Action<Message> {
        let whole = self.form.options(&self.book).is_ok() && !self.stale;
        let Some(paper) = self.preview.current().filter(|_| whole) else {
            // What cannot be made will not come by waiting.
            if !self.preview.is_making() {
                self.saving = None;
            }
            return Action::None;
        };
        match self.saving.take() {
            Some(Saving::Asked(FileType::Pdf)) if paper.concerns.glyphs > 0 => {
                Action::Ask(ask_geta(&paper.concerns, "〓のまま保存する", Message::GetaAccepted))
            }
            Some(Saving::Print) if paper.concerns.glyphs > 0 => {
                Action::Ask(ask_geta(&paper.concerns, "〓のまま印刷する", Message::GetaPrinted))
            }
            Some(Saving::Print) => self.print(),
            Some(Saving::Asked(file_type)) => self.ask_place(file_type),
            Some(Saving::To(path, replace)) => {
                let file_type = FileType::of(&path).unwrap_or_default();
                let (book, report) = (Arc::clone(&self.book), self.form.report());
                let options = self.form.options(&self.book).ok().map(Box::new);
                let output = match (options, file_type) {
                    (Some(options), _) if self.form.is_each() => {
                        Output::Each(file_type, book, options)
                    }
                    (Some(options), FileType::Excel | FileType::Word) => {
                        Output::Office(file_type, report, book, options)
                    }
                    _ => Output::One(Box::new(paper.clone())),
                };
                self.saving = Some(Saving::Writing);
                let writing = self.pdf_export.begin(move || output.write(path, replace));
                Action::Run(writing.map(Message::PdfExport))
            }
            saving => {
                self.saving = saving;
                Action::None
            }
        }
    }

    /// Hands the paper that is shown to the system's printing.
    fn print(&mut self) -> Action<Message> {
        let Some(paper) = self.preview.current() else { return Action::None };
        let paper = paper.clone();
        let [plan, title, year] = self.name_parts();
        let name = pdf_export::name_of(&[&plan, &title, &year], FileType::Pdf);
        self.saving = Some(Saving::Writing);
        Action::Run(self.pdf_export.print(paper, name).map(Message::PdfExport))
    }

    /// 計画名, 進捗状況一覧表, 令和6年度: of what the name of the paper is made.
    fn name_parts(&self) -> [String; 3] {
        let years = self.form.years(&self.book);
        let plan = self.book.plan();
        let title = match self.form.report() {
            Report::List => plan.title.as_str(),
            report => words::report(report),
        };
        let year = years.last().map(|year| self.book.year_label(*year)).unwrap_or_default();
        [plan.name.clone(), title.to_owned(), year]
    }

    /// Proposes 計画名_進捗状況一覧表_令和6年度.pdf.
    fn ask_place(&self, file_type: FileType) -> Action<Message> {
        let [plan, title, year] = self.name_parts();
        pdf_export::ask_place(&[&plan, &title, &year], file_type)
    }

    fn led(&self, lead: Lead) -> Action<Message> {
        let selected = self.form.options(&self.book).map(|options| options.selection.departments);
        let department = selected.ok().and_then(|ids| ids.first().copied());
        match lead {
            Lead::Missing(year) => {
                let filter = Filter { department, missing: true, ..Filter::default() };
                Request::Year(year, Box::new(Request::Measures(filter))).into()
            }
            Lead::Unconfirmed(year) => {
                let states = [EntryState::InProgress, EntryState::DepartmentChecked].into();
                let filter = Filter { department, states, ..Filter::default() };
                Request::Year(year, Box::new(Request::Measures(filter))).into()
            }
            Lead::Measure(measure, Some(year)) => {
                Request::Year(year, Box::new(Request::Measure(measure))).into()
            }
            Lead::Measure(measure, None) => Request::Measure(measure).into(),
            Lead::Details(measure) => Request::Details(measure).into(),
            Lead::Findings { all_years } => Request::Findings { kind: None, all_years }.into(),
            Lead::Field(key, field) => Request::Field(key, field, None).into(),
            Lead::Here => Action::None,
        }
    }

    /// The one thing to do next, for the bar.
    pub(super) fn next_step(&self, look: Look) -> Element<'_, Message> {
        let able = self.saving.is_none()
            && self.form.options(&self.book).is_ok()
            && self.preview.refused().is_none();
        let short = |full, short| if look.is_narrow() { short } else { full };
        let keep = button::plain(look, short("保存版にする", "保存版"))
            .on_press_maybe((able && self.keeping.is_none()).then_some(Message::KeepAsked));
        let keep = self.permissions.can_edit_structure().then_some(keep);
        let print = button::filled(look, "印刷")
            .key(short("Ctrl+P", ""))
            .on_press_maybe(able.then_some(Message::PrintAsked));
        let other = |words, file_type| {
            button::plain(look, words).on_press_maybe(able.then_some(Message::SaveAsked(file_type)))
        };
        row![]
            .push(keep)
            .push(other(short("Excelに保存", "Excel"), FileType::Excel))
            .push(other(short("Wordに保存", "Word"), FileType::Word))
            .push(other(short("PDFに保存", "PDF"), FileType::Pdf))
            .push(print)
            .spacing(if look.is_tight() { 6.0 } else { 12.0 })
            .align_y(Center)
            .into()
    }

    pub(super) fn view(&self, look: Look) -> Element<'_, Message> {
        let form = panel::scrolled(
            look,
            container(self.form.view(look, &self.book).map(Message::Form)).padding([18.0, 20.0]),
        )
        .height(Fill);
        // Of another height by a hair, what is unfolded and scrolled in one step is painted as a whole:
        // iced_tiny_skia 0.14 takes the letters of a moved name for painted where they were not.
        let hair = if self.form.is_unfolded() { 0.01 } else { 0.0 };
        let form = container(form).padding(iced::Padding::ZERO.bottom(hair)).height(Fill);
        let writes = self.permissions.can_write();
        let concerns = self.preview.paper().map(|paper| &paper.concerns);
        let all = concerns.filter(|_| self.lists_concerns);
        let left = match all.and_then(|all| concerns_view::all(look, all, writes)) {
            Some(all) => column![all],
            None => {
                let first = concerns.map(|all| concerns_view::view(look, all, writes));
                column![form].push(first)
            }
        };
        let left = left.width(if look.is_tight() { 250.0 } else { 330.0 });
        let left = panel::filled(look.color.surface, left).height(Fill);
        let right = column![]
            .push(self.export_line(look))
            .push(self.naming(look))
            .push(self.preview.view(look, self.dragged_type()).map(Message::Preview));
        row![left, panel::upright(look), right.width(Fill)].into()
    }

    /// What came of saving, what goes on, or why there is no paper.
    fn export_line(&self, look: Look) -> Option<Element<'_, Message>> {
        let written = self.pdf_export.view(look, self.preview.refused());
        let line = written.map(|written| written.map(Message::PdfExport));
        Some(pdf_export::over_pages(line.or_else(|| self.progress(look))?).into())
    }

    fn progress(&self, look: Look) -> Option<Element<'_, Message>> {
        // Without it a paper is there before this could be read.
        let waiting = self.preview.is_making() && self.saving.is_some();
        let stop = || button::plain(look, "やめる").on_press(Message::SaveCancelled);
        let words = || label::body(look, "一覧表を作っています…").width(Fill);
        let line = waiting.then(|| row![words(), stop()].align_y(Center))?;
        Some(panel::tinted(look.color.accent_soft, line).width(Fill).into())
    }
}

fn ask_geta(concerns: &Concerns, name: &'static str, accepted: Message) -> Question<Message> {
    Question::new("書体にない文字があります")
        .line(format!(
            "{}か所の文字は、印刷の書体にありません。そのままにすると、紙面では〓になります。",
            concerns.glyphs
        ))
        .line("先に、「印刷の前に」に示した場所を直すことをおすすめします。")
        .answer(name, Weight::Danger, Some(accepted))
        .or_back()
}
