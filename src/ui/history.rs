//! 変更履歴: when, who, what, newest first; of one entry what it changed, before and after, and the
//! ways to bring that back. What is brought back is an edit like any other.

pub(super) mod entry;
pub(super) mod filters;
pub(super) mod record_changes;
mod restore;

use super::context::Context;
use super::relative_time;
use super::request::{Action, Request};
use super::theme::{BOLD, Look};
use super::widget::one_line::one_line;
use super::widget::tab_stop::{self, ListKey};
use super::widget::virtual_list::{self, VirtualList};
use super::widget::{button, label, panel};
use crate::domain::restore::Extent;
use crate::domain::{Change, MeasureId, Noun};
use crate::store::{Entry, Query};
use crate::words;
use filters::{Filters, Span};
use iced::widget::{column, container, responsive, row, space};
use iced::{Element, Fill, Task};
use record_changes::Detail;
use uuid::Uuid;

/// How many entries are read at first, and with each asking for more.
const READ: usize = 500;

/// The height of an entry in the list, in pixels.
const ROW: f32 = 62.0;

/// The entries that are asked for, and the one that is looked at.
#[derive(Debug)]
pub(super) struct Screen {
    filters: Filters,
    people: Vec<String>,
    entries: Vec<Entry>,
    /// The last commit, whether it is asked for or not.
    latest: Option<Uuid>,
    limit: usize,
    chosen: Option<Chosen>,
    /// What brings the moment of the chosen entry back, once the clerk has said so.
    pending: Vec<Change>,
    list: VirtualList,
}

/// The entry that is looked at.
#[derive(Debug)]
struct Chosen {
    id: Uuid,
    changes: Vec<Change>,
    details: Vec<Detail>,
}

#[derive(Debug, Clone)]
pub enum Message {
    Chosen(Uuid),
    /// Earlier entries are asked for.
    MoreAsked,
    List(virtual_list::Event),
    WordsChanged(String),
    MeasureChosen(Option<MeasureId>),
    WhoChosen(Option<String>),
    SpanChosen(Option<Span>),
    NounChosen(Option<Noun>),
    FiltersCleared,
    /// A part of what the entry changed is to be as it was before.
    Restored(Extent),
    /// Although what came later goes with it.
    RestoreAccepted(Extent),
    /// Everything after the entry is to be taken back.
    MomentAsked,
    MomentAccepted,
}

impl Message {
    /// Whether it brings something back.
    const fn edits(&self) -> bool {
        matches!(
            self,
            Self::Restored(_) | Self::RestoreAccepted(_) | Self::MomentAsked | Self::MomentAccepted
        )
    }
}

impl Screen {
    pub(super) fn new() -> Self {
        Self {
            filters: Filters::default(),
            people: Vec::new(),
            entries: Vec::new(),
            latest: None,
            limit: READ,
            chosen: None,
            pending: Vec::new(),
            list: VirtualList::new("history"),
        }
    }

    /// How many entries are to be read, and which.
    pub(super) fn query_and_limit(&self) -> (Query, usize) {
        (self.filters.query(relative_time::now()), self.limit)
    }

    /// Shows these entries, newest first. `latest` is the last commit of all.
    pub(super) fn refresh(
        &mut self,
        ctx: &Context,
        entries: Vec<Entry>,
        people: Vec<String>,
        latest: Option<Uuid>,
    ) {
        (self.entries, self.people, self.latest) = (entries, people, latest);
        self.list.lay(std::iter::repeat_n(ROW, self.entries.len()));
        if let Some(chosen) = &mut self.chosen {
            chosen.details = record_changes::details(&ctx.book, &chosen.changes);
        }
    }

    /// Shows what one entry changed.
    pub(super) fn show(&mut self, ctx: &Context, id: Uuid, changes: Vec<Change>) {
        let details = record_changes::details(&ctx.book, &changes);
        self.chosen = Some(Chosen { id, changes, details });
    }

    /// Everything again.
    pub(super) fn widen(&mut self) {
        self.filters = Filters::default();
    }

    /// The changes of one measure alone.
    pub(super) fn narrow(&mut self, measure: MeasureId) {
        self.filters = Filters { measure: Some(measure), ..Filters::default() };
        (self.chosen, self.limit) = (None, READ);
        self.list.rewind();
    }

    pub(super) fn update(&mut self, ctx: &Context, message: Message) -> Action<Message> {
        if message.edits() && !ctx.permissions.can_write() {
            return Action::None;
        }
        match message {
            Message::Chosen(id) => return Request::Changes(id).into(),
            Message::MoreAsked => {
                self.limit = self.limit.saturating_add(READ);
                return Request::ReloadHistory.into();
            }
            Message::List(event) => {
                self.list.update(&event);
                return Action::None;
            }
            Message::Restored(extent) => return self.request_restore(ctx, extent),
            Message::RestoreAccepted(extent) => return self.restore(ctx, extent),
            Message::MomentAsked => {
                let chosen = self.chosen.as_ref();
                return chosen.map_or(Action::None, |it| Request::ChangesSince(it.id).into());
            }
            Message::MomentAccepted => return self.restore_moment(),
            Message::WordsChanged(words) => self.filters.words = words,
            Message::MeasureChosen(None) => self.filters.measure = None,
            Message::MeasureChosen(Some(id)) => {
                (self.filters.measure, self.filters.words) = (Some(id), String::new());
            }
            Message::WhoChosen(who) => self.filters.who = who,
            Message::SpanChosen(span) => self.filters.span = span,
            Message::NounChosen(noun) => self.filters.noun = noun,
            Message::FiltersCleared => self.filters = Filters::default(),
        }
        self.list.rewind();
        Request::ReloadHistory.into()
    }

    /// Scrolls the list to where it is to be seen, after other entries are asked for.
    pub(super) fn stay<M: 'static>(&self) -> Task<M> {
        self.list.stay()
    }

    fn chosen_entry(&self) -> Option<&Entry> {
        self.entries.get(self.place(self.chosen.as_ref()?.id)?)
    }

    /// The entry after, or before, the chosen one.
    pub(super) fn step(&self, forward: bool) -> Action<Message> {
        let to = if forward { ListKey::Down } else { ListKey::Up };
        match self.beside(to) {
            Some(id) => Request::Changes(id).into(),
            None => Action::None,
        }
    }

    /// Scrolls the list so far that the chosen entry is seen.
    pub(super) fn reveal<M: 'static>(&self) -> Task<M> {
        let chosen = self.chosen.as_ref().and_then(|chosen| self.place(chosen.id));
        chosen.map_or_else(Task::none, |at| self.list.reveal(at, 0.0))
    }

    fn place(&self, id: Uuid) -> Option<usize> {
        self.entries.iter().position(|entry| entry.id == id)
    }

    pub(super) fn view<'a>(&'a self, ctx: &'a Context, look: Look) -> Element<'a, Message> {
        responsive(move |room| self.parts(ctx, look, 420_f32.min(room.width * 0.4))).into()
    }

    /// The list, this wide, and beside it what is chosen there.
    fn parts<'a>(&'a self, ctx: &'a Context, look: Look, width: f32) -> Element<'a, Message> {
        let filters = filters::view(look, &self.filters, &ctx.book, &self.people);
        let list: Element<'_, Message> = if self.entries.is_empty() {
            container(label::second(look, "当てはまる変更はありません。"))
                .padding([16.0, 18.0])
                .height(Fill)
                .into()
        } else {
            self.list(look)
        };
        let list = column![filters, panel::line(look), list];
        let list = panel::filled(look.color.surface, list);
        let shown = self.chosen.as_ref().and_then(|chosen| {
            let entry = self.chosen_entry()?;
            let latest = self.latest == Some(entry.id);
            let writes = ctx.permissions.can_write();
            Some(entry::view(look, entry, &chosen.details, latest, writes))
        });
        let shown = shown.unwrap_or_else(|| {
            let hint = "左の一覧から選ぶと、変わった内容を表示します。";
            container(label::second(look, hint)).center(Fill).padding(24.0).into()
        });
        row![list.width(width).height(Fill), panel::upright(look), shown].into()
    }

    /// The entries.
    fn list(&self, look: Look) -> Element<'_, Message> {
        let now = relative_time::now();
        let chosen = self.chosen.as_ref().map(|chosen| chosen.id);
        let row = |at| match self.entries.get::<usize>(at) {
            Some(entry) => entry_row(look, entry, now, chosen == Some(entry.id)),
            None => space().into(),
        };
        let more = (self.entries.len() >= self.limit).then(|| {
            let more = button::link(look, "さらに前を見る").on_press(Message::MoreAsked);
            container(more).padding([8.0, 18.0]).into()
        });
        let list = self.list.view(look, row, more, Message::List);
        tab_stop::list(look, list, |key| self.beside(key).map(Message::Chosen)).into()
    }

    /// The entry that a key leads to.
    fn beside(&self, key: ListKey) -> Option<Uuid> {
        let at = self.chosen.as_ref().and_then(|chosen| self.place(chosen.id));
        let to = key.leads(at, self.entries.len())?;
        self.entries.get(to).map(|entry| entry.id)
    }
}

fn entry_row<'a>(
    look: Look,
    entry: &'a Entry,
    now: chrono::DateTime<chrono::FixedOffset>,
    here: bool,
) -> Element<'a, Message> {
    let c = look.color;
    let what = words::entry(entry);
    let name = one_line(look, what).color(if here { c.accent } else { c.ink });
    let name = if here { name.font(BOLD) } else { name };
    let words =
        column![name, one_line(look, by(entry, now)).color(c.second)].spacing(2.0).width(Fill);
    let padded = container(words).padding([0.0, 18.0]).center_y(ROW - 1.0);
    let pressable = button::bare(look, padded, Message::Chosen(entry.id))
        .width(Fill)
        .style(button::in_list(look, here))
        .of_a_list();
    column![pressable, panel::line(look)].into()
}

/// きょう 10:24・企画課
fn by(entry: &Entry, now: chrono::DateTime<chrono::FixedOffset>) -> String {
    let time = relative_time::relative(entry.at, now);
    if entry.who.is_empty() { time } else { format!("{time}・{}", entry.who) }
}
