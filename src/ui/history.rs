//! 変更履歴: when, who, what, newest first; and of one entry what it changed, before and after.

mod detail;

use super::action::{Action, Errand};
use super::theme::{BOLD, Look};
use super::when;
use super::widget::badge::{Tone, badge};
use super::widget::differing::differing as difference;
use super::widget::one_line::one_line;
use super::widget::{button, label, panel};
use crate::domain::{Book, Change};
use crate::store::Entry;
use crate::words;
use detail::{Act, Detail, Differing};
use iced::widget::text::Wrapping;
use iced::widget::{Space, column, container, row, scrollable};
use iced::{Center, Element, Fill};
use uuid::Uuid;

/// How many entries are read at first, and with each asking for more.
const READ: usize = 500;

/// How many records of one entry are shown; an import may have thousands.
const SHOWN: usize = 50;

/// The height of an entry in the list, in pixels at the ordinary size of text.
const ROW: f32 = 62.0;

/// The entries, and the one that is looked at.
#[derive(Debug)]
pub struct Screen {
    entries: Vec<Entry>,
    limit: usize,
    chosen: Option<(Uuid, Vec<Detail>)>,
    /// The first pixel of the list that is seen, and how many are.
    seen: (f32, f32),
}

#[derive(Debug, Clone)]
pub enum Message {
    Chosen(Uuid),
    /// Earlier entries are asked for.
    MoreAsked,
    Scrolled(f32, f32),
}

impl Screen {
    pub const fn new() -> Self {
        // The height of the window is not known before the first frame.
        Self { entries: Vec::new(), limit: READ, chosen: None, seen: (0.0, 1400.0) }
    }

    /// How many entries are to be read.
    pub const fn limit(&self) -> usize {
        self.limit
    }

    /// Shows these entries, newest first.
    pub fn refresh(&mut self, entries: Vec<Entry>) {
        self.entries = entries;
    }

    /// Shows what one entry changed.
    pub fn show(&mut self, id: Uuid, book: &Book, changes: &[Change]) {
        self.chosen = Some((id, detail::details(book, changes)));
    }

    pub fn update(&mut self, message: Message) -> Action<Message> {
        match message {
            Message::Chosen(id) => Action::Go(Errand::Changes(id)),
            Message::MoreAsked => {
                self.limit = self.limit.saturating_add(READ);
                Action::Go(Errand::History)
            }
            Message::Scrolled(top, height) => {
                self.seen = (top, height);
                Action::None
            }
        }
    }

    /// The entry after, or before, the chosen one.
    pub fn step(&self, forward: bool) -> Action<Message> {
        let at = self.chosen.as_ref().and_then(|(id, _)| self.place(*id));
        let to = match at {
            None => Some(0),
            Some(at) if forward => at.checked_add(1),
            Some(at) => at.checked_sub(1),
        };
        match to.and_then(|to| self.entries.get(to)) {
            Some(entry) => Action::Go(Errand::Changes(entry.id)),
            None => Action::None,
        }
    }

    fn place(&self, id: Uuid) -> Option<usize> {
        self.entries.iter().position(|entry| entry.id == id)
    }

    pub fn view(&self, look: Look) -> Element<'_, Message> {
        let list = panel::filled(look.color.surface, self.list(look));
        let shown = self.chosen.as_ref().and_then(|(id, details)| {
            let entry = self.entries.get(self.place(*id)?)?;
            Some(shown(look, entry, details))
        });
        let shown = shown.unwrap_or_else(|| {
            let hint = "左の一覧から選ぶと、何がどう変わったかを表示します。";
            container(label::second(look, hint)).center(Fill).into()
        });
        row![list.width(look.px(420.0)).height(Fill), panel::upright(look), shown].into()
    }

    /// The entries. Only those that are seen are built.
    fn list(&self, look: Look) -> Element<'_, Message> {
        let height = look.px(ROW);
        let (top, seen) = self.seen;
        let first = ((top / height).floor() as usize).saturating_sub(4).min(self.entries.len());
        let count = (seen / height).ceil() as usize + 9;
        let last = first.saturating_add(count).min(self.entries.len());
        let now = when::now();
        let chosen = self.chosen.as_ref().map(|(id, _)| *id);
        let rows = self.entries[first..last]
            .iter()
            .map(|entry| entry_row(look, entry, now, chosen == Some(entry.id)));
        let more = (self.entries.len() >= self.limit).then(|| {
            let more = button::link(look, "さらに前を見る").on_press(Message::MoreAsked);
            container(more).padding([look.px(8.0), look.px(18.0)])
        });
        let all = column![Space::new().height(first as f32 * height)]
            .extend(rows)
            .push(Space::new().height((self.entries.len() - last) as f32 * height))
            .push(more);
        scrollable(all.width(Fill))
            .direction(panel::thin(look))
            .style(panel::scroll(look))
            .on_scroll(|seen| Message::Scrolled(seen.absolute_offset().y, seen.bounds().height))
            .height(Fill)
            .into()
    }
}

fn entry_row<'a>(
    look: Look,
    entry: &'a Entry,
    now: chrono::DateTime<chrono::FixedOffset>,
    here: bool,
) -> Element<'a, Message> {
    let c = look.color;
    let what = words::entry(entry.op, &entry.subject);
    let name = one_line(look, what).color(if here { c.accent } else { c.ink });
    let name = if here { name.font(BOLD) } else { name };
    let words = column![name, one_line(look, by(entry, now)).color(c.second)]
        .spacing(look.px(2.0))
        .width(Fill);
    let padded = container(words).padding([0.0, look.px(18.0)]).center_y(look.px(ROW) - 1.0);
    let pressable = button::bare(padded, Message::Chosen(entry.id))
        .width(Fill)
        .style(button::in_list(look, here));
    column![pressable, panel::line(look)].into()
}

/// きょう 10:24・企画課
fn by(entry: &Entry, now: chrono::DateTime<chrono::FixedOffset>) -> String {
    let time = when::spoken(entry.at, now);
    if entry.who.is_empty() { time } else { format!("{time}・{}", entry.who) }
}

/// One entry and what it changed.
fn shown<'a>(look: Look, entry: &'a Entry, details: &'a [Detail]) -> Element<'a, Message> {
    let head = column![
        label::bold(look, words::entry(entry.op, &entry.subject)).size(look.name()),
        label::second(look, by(entry, when::now())),
    ]
    .spacing(look.px(4.0));
    let more = details.len().saturating_sub(SHOWN);
    let more = (more > 0).then(|| label::second(look, format!("ほか{more}件は表示していません。")));
    let cards = details.iter().take(SHOWN).map(|detail| card(look, detail));
    let content = column![head]
        .extend(cards)
        .push(more)
        .spacing(look.px(14.0))
        .padding([look.px(20.0), look.px(24.0)])
        .max_width(look.px(920.0));
    scrollable(content)
        .direction(panel::thin(look))
        .style(panel::scroll(look))
        .width(Fill)
        .height(Fill)
        .into()
}

fn card<'a>(look: Look, detail: &'a Detail) -> Element<'a, Message> {
    let (tone, sign, word) = match detail.act {
        Act::Added => (Tone::Done, "＋", "追加"),
        Act::Changed => (Tone::Accent, "…", "変更"),
        Act::Deleted => (Tone::Wrong, "－", "削除"),
    };
    let head = row![
        badge(look, tone, sign, word),
        label::second(look, words::noun(detail.noun)).wrapping(Wrapping::None),
        label::bold(look, detail.name.as_str()).width(Fill),
    ]
    .spacing(look.px(10.0))
    .align_y(Center);
    let fields = detail.fields.iter().map(|field| differing(look, field));
    let moved = detail.moved.then(|| label::second(look, "並び順が変わりました。"));
    let content = column![head].extend(fields).push(moved).spacing(look.px(10.0));
    panel::panel(look, content).padding(look.px(16.0)).width(Fill).into()
}

/// The name of a field, and its text with what was taken out and what came in.
fn differing<'a>(look: Look, field: &'a Differing) -> Element<'a, Message> {
    let text = difference(look, &field.before, &field.after)
        .size(look.body())
        .line_height(1.6);
    let name = label::second(look, field.name).width(look.px(110.0));
    row![name, text].spacing(look.px(10.0)).into()
}
