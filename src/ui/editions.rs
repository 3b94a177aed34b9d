//! 保存版: the papers that were kept, each as it was handed out, and what differs between one of them
//! and another or the present.

mod detail;
mod list;

use super::context::Context;
use super::pdf_export::{self, PdfExport};
use super::print::order::{Order, PrintOrder, RevisionOrder};
use super::print::preview::{self, Preview};
use super::request::{Action, Request};
use super::theme::Look;
use super::widget::dialog::{Question, Weight};
use super::widget::{button, label, panel};
use crate::domain::{Book, Edition, EditionId};
use crate::report::revisions::Wording;
use crate::report::{FileType, Options, Report, revisions};
use crate::store::Replace;
use crate::words::{self, EditionNames};
use iced::widget::{column, container, row};
use iced::{Element, Fill, Task};
use std::path::Path;
use std::sync::Arc;

/// The editions, and the one that is looked at.
#[derive(Debug)]
pub(super) struct Screen {
    open: Option<Open>,
    preview: Preview,
    /// Whether those are listed that were discarded.
    discarded: bool,
    pdf_export: PdfExport,
}

/// An edition that is looked at.
#[derive(Debug)]
struct Open {
    id: EditionId,
    content: Content,
    against: Option<Against>,
}

/// What an edition holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Content {
    pub pdf: Arc<Vec<u8>>,
    pub book: Arc<Book>,
}

/// What an edition is compared with.
#[derive(Debug)]
struct Against {
    /// `None` for the present.
    id: Option<EditionId>,
    book: Arc<Book>,
    wording: Wording,
    /// How many things differ.
    count: usize,
}

#[derive(Debug, Clone)]
pub enum Message {
    Chosen(EditionId),
    /// The paper as it was kept.
    PaperAsked,
    /// What differs, told in these words.
    Compared(Wording),
    /// What it is compared with; `None` for the present.
    AgainstChosen(Option<EditionId>),
    Preview(preview::Message),
    SaveAsked,
    PdfExport(pdf_export::Message),
    /// The data that the edition was made from is to be looked into.
    LookAsked,
    DiscardAsked,
    Discarded(EditionId),
    Recovered(EditionId),
    DiscardedToggled,
    PrintAsked,
}

impl Screen {
    pub(super) fn new() -> Self {
        Self {
            open: None,
            preview: Preview::new(),
            discarded: false,
            pdf_export: PdfExport::default(),
        }
    }

    /// The edition that is looked at, as long as it is listed.
    fn open<'a>(&'a self, ctx: &'a Context) -> Option<&'a Open> {
        let listed = |id| ctx.editions.iter().any(|edition| edition.id == id && !edition.removed);
        self.open.as_ref().filter(|open| listed(open.id))
    }

    /// How many are listed.
    pub(super) fn count(&self, ctx: &Context) -> usize {
        ctx.editions.iter().filter(|edition| !edition.removed).count()
    }

    /// The clerk comes here: the latest is shown, unless another one is. What is compared with the
    /// present is compared anew.
    pub(super) fn on_enter(&mut self, ctx: &Context) -> Action<Message> {
        let against = self.open(ctx).and_then(|open| open.against.as_ref());
        match against.map(|against| (against.id, against.wording)) {
            Some((None, wording)) => self.compare(ctx, None, wording, Arc::clone(&ctx.book)),
            Some(_) => Action::None,
            None if self.open(ctx).is_some() => Action::None,
            None => match ctx.editions.iter().find(|edition| !edition.removed) {
                Some(latest) => Request::Edition(latest.id).into(),
                None => Action::None,
            },
        }
    }

    /// Shows an edition.
    pub(super) fn show(&mut self, ctx: &Context, id: EditionId, content: Content) -> Task<Message> {
        self.pdf_export.clear();
        self.open = Some(Open { id, content, against: None });
        self.show_paper(ctx)
    }

    /// Compares the open edition with what another one holds.
    pub(super) fn show_against(
        &mut self,
        ctx: &Context,
        id: EditionId,
        book: Arc<Book>,
    ) -> Action<Message> {
        let against = self.open(ctx).and_then(|open| open.against.as_ref());
        let wording = against.map(|against| against.wording).unwrap_or_default();
        self.compare(ctx, Some(id), wording, book)
    }

    pub(super) fn update(&mut self, ctx: &Context, message: Message) -> Action<Message> {
        match message {
            Message::Chosen(id) => Request::Edition(id).into(),
            Message::PaperAsked => Action::Run(self.show_paper(ctx)),
            Message::Compared(wording) => {
                let against = self.open(ctx).and_then(|open| open.against.as_ref());
                match against.map(|against| (against.id, Arc::clone(&against.book))) {
                    Some((id, book)) => self.compare(ctx, id, wording, book),
                    None => self.compare(ctx, None, wording, Arc::clone(&ctx.book)),
                }
            }
            Message::AgainstChosen(Some(id)) => Request::CompareEdition(id).into(),
            Message::AgainstChosen(None) => {
                let against = self.open(ctx).and_then(|open| open.against.as_ref());
                let wording = against.map(|against| against.wording).unwrap_or_default();
                self.compare(ctx, None, wording, Arc::clone(&ctx.book))
            }
            Message::Preview(preview::Message::Pressed) => {
                let measure = self.preview.pointed();
                match measure.filter(|id| ctx.book.measure(*id).is_some()) {
                    Some(measure) => Request::Measure(measure).into(),
                    None => Action::None,
                }
            }
            Message::Preview(message) => {
                Action::Run(self.preview.update(message).map(Message::Preview))
            }
            Message::SaveAsked => {
                self.pdf_export.clear();
                self.ask_place(ctx)
            }
            Message::PdfExport(message) => {
                Action::Run(self.pdf_export.update(message).map(Message::PdfExport))
            }
            Message::LookAsked => self.edition(ctx).map_or(Action::None, |edition| {
                Request::OpenEditionData(edition.id, words::edition(edition)).into()
            }),
            Message::DiscardAsked | Message::Discarded(_) | Message::Recovered(_)
                if !ctx.permissions.can_write() =>
            {
                Action::None
            }
            Message::DiscardAsked => match self.edition(ctx) {
                Some(edition) => Action::Ask(ask_discard(edition)),
                None => Action::None,
            },
            Message::Discarded(id) => Request::ListEdition(id, false).into(),
            Message::Recovered(id) => Request::ListEdition(id, true).into(),
            Message::DiscardedToggled => {
                self.discarded = !self.discarded;
                Action::None
            }
            Message::PrintAsked => Request::GoTo(super::screen_id::ScreenId::Print).into(),
        }
    }

    /// A place for the PDF was chosen.
    pub(super) fn place_chosen(&mut self, path: &Path, replace: Replace) -> Action<Message> {
        let Some(paper) = self.preview.current() else { return Action::None };
        let writing = self.pdf_export.write(paper.clone(), path.to_owned(), replace);
        Action::Run(writing.map(Message::PdfExport))
    }

    /// Whether a paper is being written.
    pub(super) const fn is_writing(&self) -> bool {
        self.pdf_export.is_writing()
    }

    /// Turns to the next or the previous page.
    pub(super) fn turn(&mut self, forward: bool) -> Task<Message> {
        self.preview.turn(forward).map(Message::Preview)
    }

    /// The edition that is looked at.
    fn edition<'a>(&'a self, ctx: &'a Context) -> Option<&'a Edition> {
        self.at(ctx, Some(self.open(ctx)?.id))
    }

    fn at<'a>(&'a self, ctx: &'a Context, id: Option<EditionId>) -> Option<&'a Edition> {
        ctx.editions.iter().find(|edition| Some(edition.id) == id)
    }

    /// An edition as it is told from the others.
    fn named(&self, ctx: &Context, edition: &Edition) -> String {
        EditionNames::of(&ctx.editions).name(edition)
    }

    /// The kept paper of the open edition.
    fn show_paper(&mut self, ctx: &Context) -> Task<Message> {
        let made = self.edition(ctx).map(|edition| edition.made.clone());
        let Some((made, open)) = made.zip(self.open.as_mut()) else { return Task::none() };
        open.against = None;
        let report = Report::of_code(&made.paper);
        let printing = made.settings.zip(report).map(|(settings, report)| {
            let book = Arc::clone(&open.content.book);
            let options = Options { date: made.date, ..Options::of(&book, &settings) };
            Box::new(PrintOrder { book, options, report })
        });
        let pdf = Arc::clone(&open.content.pdf);
        self.preview(Order::Kept(pdf, printing))
    }

    /// Compares the open edition with a state of the plan; the earlier of the two stands at the left.
    fn compare(
        &mut self,
        ctx: &Context,
        id: Option<EditionId>,
        wording: Wording,
        book: Arc<Book>,
    ) -> Action<Message> {
        let Some((edition, open)) = self.edition(ctx).zip(self.open(ctx)) else {
            return Action::None;
        };
        let other = self.at(ctx, id);
        let own = (self.named(ctx, edition), Arc::clone(&open.content.book));
        let earlier = other.is_some_and(|other| moment(other) < moment(edition));
        let name = other.map_or_else(|| words::PRESENT.to_owned(), |other| self.named(ctx, other));
        let theirs = (name, Arc::clone(&book));
        let (before, after) = if earlier { (theirs, own) } else { (own, theirs) };
        let made = (!earlier).then(|| (edition.made.clone(), Arc::clone(&open.content.pdf)));
        let options = Options::for_comparison(&ctx.book, &edition.made.template);
        let comparing = RevisionOrder { before, after, wording, options, made };
        let count = revisions::count(comparing.revised(None));
        let against = Some(Against { id, book, wording, count });
        if let Some(open) = &mut self.open {
            open.against = against;
        }
        Action::Run(self.preview(Order::Revised(Box::new(comparing))))
    }

    fn preview(&mut self, order: Order) -> Task<Message> {
        self.pdf_export.clear();
        let shown = self.preview.show(order);
        Task::batch([shown, Preview::density()]).map(Message::Preview)
    }

    /// Proposes 総合戦略_6月議会提出版.pdf or 総合戦略_正誤表_6月議会提出版.pdf.
    fn ask_place(&self, ctx: &Context) -> Action<Message> {
        let Some((edition, open)) = self.edition(ctx).zip(self.open(ctx)) else {
            return Action::None;
        };
        let paper = open.against.as_ref().map_or("", |against| against.wording.title());
        pdf_export::ask_place(&[&ctx.book.plan().name, paper, &edition.name], FileType::Pdf)
    }

    /// The one thing to do next, for the bar.
    pub(super) fn next_step<'a>(&'a self, ctx: &'a Context, look: Look) -> Element<'a, Message> {
        let able = self.open(ctx).is_some() && self.preview.current().is_some();
        button::filled(look, "PDFに保存")
            .key("Ctrl+P")
            .on_press_maybe(able.then_some(Message::SaveAsked))
            .into()
    }

    pub(super) fn view<'a>(&'a self, ctx: &'a Context, look: Look) -> Element<'a, Message> {
        let list = panel::filled(look.color.surface, self.list(ctx, look));
        let right: Element<'_, Message> = match self.open(ctx) {
            Some(open) => column![self.shown(ctx, look, open)]
                .push(self.export_line(look))
                .push(self.preview.view(look, None).map(Message::Preview))
                .into(),
            None => {
                let hint = "左の一覧から選ぶと、残した紙面を表示します。";
                let hint = (self.count(ctx) > 0).then(|| label::second(look, hint));
                container(row![].push(hint)).center(Fill).into()
            }
        };
        let width = if look.is_large() { 260.0 } else { 330.0 };
        row![list.width(width).height(Fill), panel::upright(look), container(right).width(Fill)]
            .into()
    }

    /// What came of saving, or why there is no paper.
    fn export_line(&self, look: Look) -> Option<Element<'_, Message>> {
        let line = self.pdf_export.view(look, self.preview.refused())?;
        Some(pdf_export::over_pages(line.map(Message::PdfExport)).into())
    }
}

/// When an edition was, among the others.
fn moment(edition: &Edition) -> impl Ord + use<> {
    (edition.day, edition.at)
}

fn ask_discard(edition: &Edition) -> Question<Message> {
    Question::new(format!("保存版「{}」を一覧から消しますか", edition.name))
        .line("残した一覧表とデータは、ファイルの中にそのまま残ります。")
        .line("あとから、一覧の下の「消した保存版」で戻せます。施策や実施状況は変わりません。")
        .answer("一覧から消す", Weight::Danger, Some(Message::Discarded(edition.id)))
        .or_back()
}
