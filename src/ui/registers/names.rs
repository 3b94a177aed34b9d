//! What the registers look like: a heading, rows of which one is open, and at the foot a field.

use super::draft::Draft;
use super::record::New;
use super::record::Part;
use super::{Message, ROW, RowContext, name_id, new_name_id, rows_id};
use crate::domain::{Book, Key, Record};
use crate::ui::permissions;
use crate::ui::request::Request;
use crate::ui::theme::{Look, PAPER};
use crate::ui::widget::badge::{self, Tone, badge};
use crate::ui::widget::one_line::one_line;
use crate::ui::widget::{button, field, label, panel};
use iced::widget::{column, container, row, space};
use iced::{Center, Color, Element, Fill, border};

/// A register of names: 課 or 進捗状況.
pub(super) struct Names<'a> {
    pub title: &'a str,
    pub hint: &'a str,
    /// What is counted of each, over the column.
    pub counted: Vec<String>,
    pub rows: Vec<Name<'a>>,
    pub new: New,
    pub placeholder: &'a str,
    /// What they are, where it is told that there is none.
    pub what: &'a str,
}

/// One of them.
pub(super) struct Name<'a> {
    pub key: Key,
    pub name: &'a str,
    /// Its colour and mark, where it has such.
    pub mark: Option<(Tone, &'a str)>,
    /// What is to be known besides, in a few words; may be empty.
    pub note: String,
    pub retired: bool,
    pub counts: Vec<Element<'a, Message>>,
    /// Why it cannot be deleted; `None` where it can.
    pub kept: Option<String>,
    /// What can be written besides the name, while it is the open row.
    pub parts: Option<Element<'a, Message>>,
}

/// The width of a column of counts, and of the mark at the end of a row.
const COUNT: f32 = 104.0;
/// The same where there is little room.
const COUNT_TIGHT: f32 = 80.0;
const MARK: f32 = 84.0;

fn count_width(look: Look) -> f32 {
    if look.is_tight() { COUNT_TIGHT } else { COUNT }
}

pub(super) fn view<'a>(
    look: Look,
    scene: RowContext<'a>,
    names: Names<'a>,
) -> Element<'a, Message> {
    let Names { title, hint, counted, rows, new, placeholder, what } = names;
    let head = row![container(label::second(look, "名称")).width(Fill)]
        .extend(
            counted
                .into_iter()
                .map(|name| container(label::second(look, name)).width(count_width(look)).into()),
        )
        .push(space().width(MARK))
        .spacing(12.0)
        .padding([0.0, 12.0]);
    let how = "下の欄に名称を入力してください。";
    let none = rows.is_empty().then(|| none(look, scene, what, how));
    let keys: Vec<Key> = rows.iter().map(|row| row.key).collect();
    let rows = rows.into_iter().map(|name| match scene.draft_of(name.key) {
        Some(draft) => {
            let at = (keys.first() != Some(&name.key), keys.last() != Some(&name.key));
            open(look, at, name, draft)
        }
        None => closed(look, scene, name),
    });
    let foot = if scene.arranged { foot(look, scene, new, placeholder) } else { shut(look) };
    card(look, title, hint, head, column(rows).push(none), foot)
}

/// The card of a register: what it is, its rows, and its foot.
pub(super) fn card<'a>(
    look: Look,
    title: &'a str,
    hint: &'a str,
    head: impl Into<Element<'a, Message>>,
    rows: impl Into<Element<'a, Message>>,
    foot: impl Into<Element<'a, Message>>,
) -> Element<'a, Message> {
    let heading = column![
        label::heading(look, title),
        label::second(look, hint).line_height(1.5),
        head.into(),
    ]
    .spacing(10.0)
    .padding(iced::Padding::ZERO.bottom(8.0));
    let rows = panel::scrolled(look, rows).id(rows_id()).on_scroll(Message::Scrolled).height(Fill);
    let content = column![heading, panel::line(look), rows, panel::line(look)]
        .push(container(foot).padding(iced::Padding::ZERO.top(12.0)));
    panel::panel(look, content.spacing(0)).width(Fill).height(Fill).into()
}

/// Why nothing can be edited, at the foot of a register.
pub(super) fn shut<'a>(look: Look) -> Element<'a, Message> {
    label::second(look, permissions::READING).into()
}

/// What stands in the place of rows where there is none.
pub(super) fn none<'a>(
    look: Look,
    scene: RowContext<'a>,
    what: &str,
    how: &str,
) -> Element<'a, Message> {
    let sentence = permissions::none(scene.arranged, what, how);
    container(label::second(look, sentence)).padding([12.0, 12.0]).into()
}

/// A row that a press opens where it may be edited, with what else stands in it.
pub(super) fn pressable<'a>(
    look: Look,
    scene: RowContext<'a>,
    ground: Color,
    name: impl Into<Element<'a, Message>>,
    key: Key,
    beside: impl IntoIterator<Item = Element<'a, Message>>,
) -> Element<'a, Message> {
    let c = look.color;
    let name = container(name).center_y(Fill).padding([0.0, 12.0]).width(Fill);
    let pressed = move |_: &_, status| {
        let over = matches!(
            status,
            iced::widget::button::Status::Hovered | iced::widget::button::Status::Pressed
        );
        iced::widget::button::Style {
            background: over.then(|| c.accent_soft.into()),
            text_color: c.ink,
            border: border::rounded(0),
            ..Default::default()
        }
    };
    let name: Element<'a, Message> = if scene.arranged {
        let name = button::bare(look, name, Message::RowChosen(key));
        name.width(Fill).height(Fill).style(pressed).into()
    } else {
        name.into()
    };
    let line = row![name]
        .extend(beside)
        .spacing(12.0)
        .padding(iced::Padding::ZERO.right(12.0))
        .height(ROW - 1.0)
        .align_y(Center);
    column![panel::filled(ground, line), panel::line(look)].into()
}

/// The row that is open: its fields over what can be done with it.
pub(super) fn opened<'a>(
    look: Look,
    fields: impl Into<Element<'a, Message>>,
    wrong: Option<&'a str>,
    actions: impl Into<Element<'a, Message>>,
) -> Element<'a, Message> {
    let c = look.color;
    let content = column![fields.into()]
        .push(wrong.map(|wrong| label::wrong(look, wrong)))
        .push(actions.into())
        .spacing(8.0)
        .padding(12.0);
    // The edge is laid beneath the padding, so that it is as high as the row.
    let inner = panel::filled(c.accent_soft, content).width(Fill);
    let edged = panel::filled(c.accent, inner).padding(iced::Padding::ZERO.left(3.0));
    column![edged, panel::line(look)].into()
}

/// 並び順, by one place.
pub(super) fn order<'a>(look: Look, (earlier, later): (bool, bool)) -> [Element<'a, Message>; 2] {
    let shift = |able: bool, later| able.then_some(Message::Moved { later });
    [
        button::plain(look, "↑ 前へ")
            .hint("並び順を1つ前へ（Alt+↑）")
            .on_press_maybe(shift(earlier, false))
            .into(),
        button::plain(look, "↓ 後へ")
            .hint("並び順を1つ後へ（Alt+↓）")
            .on_press_maybe(shift(later, true))
            .into(),
    ]
}

/// 削除, and beside it why it cannot be, where it cannot.
pub(super) fn delete<'a>(look: Look, key: Key, kept: Option<String>) -> [Element<'a, Message>; 2] {
    let able = kept.is_none().then_some(Message::Deleted(key));
    [
        button::danger(look, "削除").on_press_maybe(able).into(),
        label::second(look, kept.unwrap_or_default()).into(),
    ]
}

/// What is wrong with a draft of one name.
pub(super) fn wrong(draft: &Draft) -> Option<&str> {
    draft.refusal().map(|refusal| refusal.sentence.as_str())
}

fn closed<'a>(look: Look, scene: RowContext<'a>, name: Name<'a>) -> Element<'a, Message> {
    let ink = if name.retired { look.color.second } else { look.color.ink };
    let text: Element<'a, Message> = match name.mark {
        Some((tone, "")) => badge(look, tone, name.name, ""),
        Some((tone, sign)) => badge(look, tone, sign, name.name),
        None => one_line(look, name.name).font(PAPER).color(ink).shrink().into(),
    };
    let note = one_line(look, name.note).color(look.color.second);
    let text = row![text, note].spacing(12.0).align_y(Center);
    let beside = counts(look, name.counts).chain([mark(look, name.retired)]);
    pressable(look, scene, look.color.surface, text, name.key, beside)
}

fn open<'a>(
    look: Look,
    at: (bool, bool),
    name: Name<'a>,
    draft: &'a Draft,
) -> Element<'a, Message> {
    let field = field::line(look, "", typed(draft))
        .id(name_id())
        .font(PAPER)
        .on_input(|text| Message::Written(Part::Name, text))
        .on_submit(Message::Save);
    let fields = row![container(field).width(Fill)]
        .extend(counts(look, name.counts))
        .push(mark(look, name.retired))
        .spacing(12.0)
        .align_y(Center);
    let retire = if name.retired {
        button::plain(look, "廃止を取り消す").on_press(Message::Retired(false))
    } else {
        button::plain(look, "廃止にする")
            .hint("今後は選べなくなります。印刷には残ります。")
            .on_press(Message::Retired(true))
    };
    let actions = row![]
        .extend(order(look, at))
        .push(retire)
        .extend(delete(look, name.key, name.kept))
        .spacing(8.0)
        .align_y(Center)
        .wrap();
    let fields = column![fields].push(name.parts).spacing(10.0);
    opened(look, fields, wrong(draft), actions)
}

fn counts<'a>(
    look: Look,
    counts: Vec<Element<'a, Message>>,
) -> impl Iterator<Item = Element<'a, Message>> {
    counts.into_iter().map(move |count| container(count).width(count_width(look)).into())
}

fn mark<'a>(look: Look, retired: bool) -> Element<'a, Message> {
    let mark = retired.then(|| badge::retired(look));
    container(row![].push(mark)).width(MARK).into()
}

/// The name as it is typed.
fn typed(draft: &Draft) -> &str {
    match draft.record() {
        Record::Department(row) => &row.name,
        Record::Status(row) => &row.name,
        Record::Goal(row) => &row.name,
        Record::Direction(row) => &row.name,
        Record::Plan(row) => &row.name,
        _ => "",
    }
}

fn foot<'a>(
    look: Look,
    scene: RowContext<'a>,
    new: New,
    placeholder: &'a str,
) -> Element<'a, Message> {
    let draft = scene.draft.filter(|draft| draft.is_new());
    let field = field::line(look, placeholder, draft.map_or("", typed))
        .id(new_name_id())
        .font(PAPER)
        .on_input(move |text| Message::NewNamed(new, text))
        .on_submit(Message::Save);
    let able = draft.is_some().then_some(Message::Save);
    let line = row![field, button::plain(look, "＋ 追加").key("Enter").on_press_maybe(able)];
    column![line.spacing(8.0).align_y(Center)]
        .push(draft.and_then(wrong).map(|wrong| label::wrong(look, wrong)))
        .spacing(4.0)
        .into()
}

/// A count of measures that leads to them.
pub(super) fn count<'a>(look: Look, count: usize, to: Request) -> Element<'a, Message> {
    if count == 0 {
        return label::second(look, "0件").into();
    }
    button::link(look, format!("{count}件")).on_press(Message::Left(to)).into()
}

/// Why a name cannot be deleted, and what can be done instead.
pub(super) fn kept(book: &Book, key: Key, of: &str, retired: bool) -> Option<String> {
    let uses = book.uses(key);
    let instead = if retired { "削除できません。" } else { "廃止にできます。" };
    (uses > 0).then(|| format!("{uses}件の{of}で使われています。{instead}"))
}
