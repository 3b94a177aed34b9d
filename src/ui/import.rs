//! 一覧の取り込み: what a list is taken for, what would be added and changed, and then one commit. Nothing
//! is written before the clerk says so.

mod mapping;
mod review;
mod review_view;
mod sheet_view;

use super::background::single;
use super::request::{Action, Request, ReviewedList};
use super::theme::Look;
use super::transfer::{Opened, ReadList};
use super::widget::guard::KeyPriority;
use super::widget::one_line::one_line;
use super::widget::virtual_list::{self, VirtualList};
use super::widget::{banner, bar, button, label, panel};
use crate::domain::{Book, FiscalYear};
use crate::exchange::{Form, Listing, Remembered};
use crate::words::{self, Notice, Role};
use iced::keyboard::{Key, Modifiers, key::Named};
use iced::widget::text::Wrapping;
use iced::widget::{column, container, row};
use iced::{Center, Element, Fill, Task};
use mapping::Mapping;
use review::{Line, LineFilter, Prepared, Review};
use std::sync::Arc;

/// From this size of text on, in per cent, the bar has room for little.
const LARGE: u16 = 125;

/// A list on its way in.
#[derive(Debug)]
pub(super) struct Screen {
    name: String,
    book: Arc<Book>,
    opened: Opened,
    mapping: Mapping,
    /// What would be done, once the list has been read; the first step is shown until then.
    review: Option<Review>,
    /// Whether the list is being read.
    busy: bool,
    notice: Option<Notice>,
    unfolded: bool,
    /// The lines of the review.
    list: VirtualList,
}

#[derive(Debug, Clone)]
pub enum Message {
    SheetShown(usize),
    SheetTaken(bool),
    /// The headings stand in this row, by index.
    HeadingsAt(usize),
    /// A cell is looked at, by the number of its row and its column.
    CellSeen(u32, usize),
    HeadingsShifted {
        down: bool,
    },
    ColumnStepped {
        forward: bool,
    },
    RoleChosen(usize, Role),
    RoleStepped {
        forward: bool,
    },
    YearChosen(usize, Option<FiscalYear>),
    YearStepped {
        later: bool,
    },
    Recognise,
    /// The list was read by a form, for showing what becomes of its cells.
    Previewed(Form, Option<Arc<Listing>>),
    Next,
    Read(Result<Arc<Prepared>, Notice>),
    Shown(LineFilter),
    ShowStepped {
        forward: bool,
    },
    Chosen(Line),
    Stepped {
        down: bool,
    },
    Taken(Line, bool),
    TakenAsNew(Line),
    TakenToggled,
    AllTaken(bool),
    /// Whether the texts come as 確定.
    Confirmed(bool),
    List(virtual_list::Event),
    Accepted,
    Back,
    NoticeClosed,
    DetailToggled,
    /// A key that does nothing here.
    Ignored,
}

impl Screen {
    /// Begins with an opened list. One that needs no form is read at once.
    pub(super) fn new(
        opened: Opened,
        book: Arc<Book>,
        memory: &[Remembered],
    ) -> (Self, Task<Message>) {
        let mapping = Mapping::new(Arc::clone(&opened.source), memory, &book);
        let name = opened.name.clone();
        let at_once = opened.source.speaks_for_itself();
        let mut screen = Self {
            name,
            book,
            opened,
            mapping,
            review: None,
            busy: false,
            notice: None,
            unfolded: false,
            list: VirtualList::new("review"),
        };
        let task = if at_once { screen.read() } else { screen.preview() };
        (screen, task)
    }

    pub(super) fn update(&mut self, message: Message) -> Action<Message> {
        let before = self.mapping.form().clone();
        let action = self.react(message);
        match action {
            Action::None if *self.mapping.form() != before => Action::Run(self.preview()),
            action => action,
        }
    }

    /// Reads the list by its present form beside the window, for showing what becomes of its cells.
    fn preview(&self) -> Task<Message> {
        let (source, form) = (Arc::clone(&self.opened.source), self.mapping.form().clone());
        if !form.is_complete() {
            return Task::none();
        }
        let read = move || Message::Previewed(form.clone(), source.read_as(&form).ok());
        single(read, Message::Ignored)
    }

    fn react(&mut self, message: Message) -> Action<Message> {
        match message {
            Message::Previewed(form, Some(listing)) => self.mapping.take_marks(form, listing),
            Message::Previewed(_, None) => {}
            Message::SheetShown(sheet) => {
                (self.mapping.sheet, self.mapping.column) = (sheet, None);
                self.mapping.cell = None;
            }
            Message::SheetTaken(taken) => self.mapping.take_sheet(taken),
            Message::HeadingsAt(row) => self.mapping.head_at(row),
            Message::CellSeen(row, column) => self.mapping.cell = Some((row, column)),
            Message::HeadingsShifted { down } => self.mapping.shift_head(down),
            Message::ColumnStepped { forward } => {
                let column = self.mapping.step_column(forward);
                return Action::Run(sheet_view::reveal(column));
            }
            Message::RoleChosen(at, role) => {
                self.mapping.column = Some(at);
                self.mapping.take_as(at, role);
            }
            Message::RoleStepped { forward } => {
                if let Some(column) = self.mapping.column {
                    self.mapping.step_role(column, forward);
                }
            }
            Message::YearChosen(at, year) => {
                self.mapping.column = Some(at);
                self.mapping.take_as_of(at, year);
            }
            Message::YearStepped { later } => {
                if let Some(column) = self.mapping.column {
                    self.mapping.shift_year(column, later);
                }
            }
            Message::Recognise => self.mapping.recognise(),
            Message::Next if self.mapping.form().is_complete() && !self.busy => {
                return Action::Run(self.read());
            }
            Message::Read(read) => {
                self.busy = false;
                match read {
                    Ok(prepared) => {
                        // A file that is made of a list begins with what was finished elsewhere.
                        let confirms = self.book.measure_count() == 0;
                        let review = Review::new(prepared, confirms);
                        self.list.lay(review_view::heights(&review));
                        self.review = Some(review);
                        self.notice = None;
                    }
                    Err(notice) => self.notice = Some(notice),
                }
            }
            Message::NoticeClosed => self.notice = None,
            Message::DetailToggled => self.unfolded = !self.unfolded,
            Message::List(event) => self.list.update(&event),
            Message::Accepted => return self.accepted(),
            Message::Back => {
                if self.review.take().is_none() || self.opened.source.speaks_for_itself() {
                    return Request::LeaveImport.into();
                }
            }
            Message::Next | Message::Ignored => {}
            message => return self.reviewed(message),
        }
        Action::None
    }

    /// What is done with the lines of the review.
    fn reviewed(&mut self, message: Message) -> Action<Message> {
        let Some(review) = &mut self.review else { return Action::None };
        match message {
            Message::Shown(show) => {
                review.narrow(show);
                self.list.lay(review_view::heights(review));
            }
            Message::ShowStepped { forward } => {
                let at = LineFilter::ALL
                    .iter()
                    .position(|show| *show == review.show)
                    .unwrap_or_default();
                let to = if forward { at.checked_add(1) } else { at.checked_sub(1) };
                if let Some(show) = to.and_then(|to| LineFilter::ALL.get(to)) {
                    review.narrow(*show);
                    self.list.lay(review_view::heights(review));
                }
            }
            Message::Chosen(line) => review.choose(Some(line)),
            Message::Stepped { down } => {
                let at = review.step(down);
                let task = at.map(|at| self.list.reveal(at, 0.0));
                return task.map_or(Action::None, Action::Run);
            }
            Message::Taken(line, taken) => {
                review.choose(Some(line));
                review.take(line, taken);
            }
            Message::TakenToggled => {
                if let Some(line) = review.chosen
                    && let Some(taken) = review.is_taken(line)
                {
                    review.take(line, !taken);
                }
            }
            Message::TakenAsNew(line) => {
                review.choose(Some(line));
                review.take_as_new(line);
            }
            Message::AllTaken(taken) => review.take_shown(taken),
            Message::Confirmed(confirms) => review.confirms = confirms,
            _ => {}
        }
        Action::None
    }

    /// Reads the list beside the window.
    fn read(&mut self) -> Task<Message> {
        self.busy = true;
        self.notice = None;
        let (book, source) = (Arc::clone(&self.book), Arc::clone(&self.opened.source));
        let form = self.mapping.form().clone();
        single(
            move || Message::Read(review::prepare(&book, &source, &form).map(Arc::new)),
            Message::Read(Err(words::broken())),
        )
    }

    /// How many measures would get another name, where the list may be one of another plan.
    fn strangers(&self) -> Option<usize> {
        self.review.as_ref().and_then(Review::strangers)
    }

    fn accepted(&self) -> Action<Message> {
        let Some(review) = self.review.as_ref().filter(|review| review.is_worth_taking()) else {
            return Action::None;
        };
        let import = Arc::new(review.decided(&self.book));
        let (kept, dropped) = self.mapping.memory();
        let list = ReadList {
            name: self.name.clone(),
            folder: self.opened.folder.clone(),
            book: Arc::clone(&self.book),
            import,
        };
        Request::Import(Box::new(ReviewedList { list, kept, dropped })).into()
    }

    /// What a key does here, where what has the focus does nothing with it. All others do nothing:
    /// what is beneath must not hear them.
    ///
    /// Enter takes nothing over that may be of another plan: the clerk has to go to the button.
    pub(super) fn key(&self, key: &Key, modifiers: Modifiers) -> Option<KeyPriority<Message>> {
        let Key::Named(named) = key else {
            return modifiers.command().then_some(KeyPriority::First(Message::Ignored));
        };
        let reviewing = self.review.is_some();
        Some(KeyPriority::Otherwise(match (named, reviewing) {
            (Named::Process, _) => return None,
            (Named::Escape, _) => Message::Back,
            (Named::Enter, true) if self.strangers().is_some() => Message::Ignored,
            (Named::Enter, true) => Message::Accepted,
            (Named::Enter, false) => Message::Next,
            (Named::ArrowDown | Named::ArrowUp, true) => {
                Message::Stepped { down: *named == Named::ArrowDown }
            }
            (Named::ArrowLeft | Named::ArrowRight, true) => {
                Message::ShowStepped { forward: *named == Named::ArrowRight }
            }
            (Named::Space, true) => Message::TakenToggled,
            (Named::ArrowLeft | Named::ArrowRight, false) => {
                Message::ColumnStepped { forward: *named == Named::ArrowRight }
            }
            (Named::ArrowDown | Named::ArrowUp, false) => {
                let down = *named == Named::ArrowDown;
                if modifiers.alt() {
                    Message::HeadingsShifted { down }
                } else if modifiers.shift() {
                    Message::YearStepped { later: down }
                } else {
                    Message::RoleStepped { forward: down }
                }
            }
            _ => return Some(KeyPriority::First(Message::Ignored)),
        }))
    }

    pub(super) fn view(&self, look: Look) -> Element<'_, Message> {
        let body: Element<'_, Message> = match &self.review {
            Some(review) => review_view::view(look, review, &self.list),
            None if self.opened.source.speaks_for_itself() => {
                container(label::second(look, "読んでいます…")).center(Fill).into()
            }
            None => sheet_view::view(look, &self.book, &self.mapping),
        };
        let notice = self.notice.as_ref().map(|notice| {
            let (toggled, closed) = (Message::DetailToggled, Message::NoticeClosed);
            let banner = banner::banner(look, notice, self.unfolded, toggled, None, closed);
            container(banner).padding(iced::Padding::from([12.0, 24.0]).bottom(0))
        });
        let doubt = self.strangers().map(|count| doubt(look, count));
        column![self.bar(look)].push(notice).push(doubt).push(container(body).height(Fill)).into()
    }

    fn bar<'a>(&'a self, look: Look) -> Element<'a, Message> {
        let c = look.color;
        let reviewing = self.review.is_some();
        let name = |text: &'static str, here: bool| {
            let text = if here {
                label::bold(look, text).color(c.accent)
            } else {
                label::second(look, text)
            };
            text.wrapping(Wrapping::None).into()
        };
        let here = if reviewing { 1 } else { 0 };
        let parted = ["1 読み取り", "＞", "2 確認", "＞", "3 取り込む"].into_iter().enumerate();
        // In large type there is room for the present step alone.
        let seen = parted.filter(|(at, _)| look.percent() < LARGE || *at == here * 2);
        let steps = row(seen.map(|(at, text)| name(text, at == here * 2)))
            .push(one_line(look, self.name.as_str()).color(c.second))
            .spacing(10.0)
            .align_y(Center);
        let back = if reviewing && !self.opened.source.speaks_for_itself() {
            "戻る"
        } else {
            "やめる"
        };
        let doubted = self.strangers().is_some();
        let back = if doubted { button::filled(look, back) } else { button::plain(look, back) };
        let back = back.key("Esc").on_press(Message::Back);
        let next = match &self.review {
            Some(review) => {
                let able = review.is_worth_taking();
                let name = match (able, review.wanted()) {
                    (false, _) | (true, 0) => "取り込む".to_owned(),
                    (true, wanted) => format!("{wanted}件を取り込む"),
                };
                let take = match doubted {
                    true => button::plain(look, name),
                    false => button::filled(look, name),
                };
                take.on_press_maybe(able.then_some(Message::Accepted))
            }
            None => {
                let able = self.mapping.form().is_complete() && !self.busy;
                let name = if self.busy { "読んでいます…" } else { "次へ" };
                button::filled(look, name).on_press_maybe(able.then_some(Message::Next))
            }
        };
        let next = next.key(if doubted { "" } else { "Enter" });
        bar::bar(look, "一覧の取り込み", steps, [back.into(), next.into()])
    }
}

/// What is said before anything else of a list that may be one of another plan.
fn doubt<'a>(look: Look, count: usize) -> Element<'a, Message> {
    let c = look.color;
    let words = column![
        label::bold(look, format!("！ {}", words::strangers(count))).color(c.wrong),
        label::body(look, "取り込むと、いまの施策の名称と内容が、この一覧のものに置き換わります。左に出ている「いまの名称」と見比べてください。まだ何も書き込んでいません。"),
    ]
    .spacing(4.0);
    let banner = panel::tinted(c.wrong_soft, words).width(Fill);
    container(banner).padding([12.0, 24.0]).into()
}
