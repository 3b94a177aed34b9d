//! One entry: what it changed, before and after, and the actions to bring that back.

use super::Message;
use super::record_changes::{Act, Detail, Differing};
use crate::domain::restore::Extent;
use crate::domain::{Key, MeasureId, Op};
use crate::store::Entry;
use crate::ui::relative_time;
use crate::ui::theme::Look;
use crate::ui::widget::badge::{Tone, badge};
use crate::ui::widget::diff_view::differing as differing_text;
use crate::ui::widget::{button, label, panel};
use crate::words;
use iced::widget::text::Wrapping;
use iced::widget::{column, row};
use iced::{Center, Element, Fill};

/// How many records of one entry are shown; an import may have thousands.
const SHOWN: usize = 50;

/// One entry and what it changed. `latest` is the one after which nothing has happened; nothing is
/// brought back where the file is not written in.
pub(crate) fn view<'a>(
    look: Look,
    entry: &'a Entry,
    details: &'a [Detail],
    latest: bool,
    writes: bool,
) -> Element<'a, Message> {
    let words = column![
        label::bold(look, words::entry(entry)).size(look.name()),
        label::second(look, super::by(entry, relative_time::now())),
    ]
    .spacing(4.0)
    .width(Fill);
    let moment = (!latest && writes).then(|| {
        button::plain(look, "この変更より後を取り消す")
            .hint("この変更は残し、そのあとの変更をまとめて取り消します。元に戻す（Ctrl+Z）で戻せます。")
            .on_press(Message::MomentAsked)
    });
    let head: Element<'a, Message> = if look.is_large() {
        column![words].push(moment).spacing(12.0).into()
    } else {
        row![words].push(moment).spacing(12.0).align_y(Center).into()
    };
    let none = details.is_empty().then(|| label::body(look, "計画の内容は変わっていません。"));
    let more = details.len().saturating_sub(SHOWN);
    let more = (more > 0).then(|| label::second(look, format!("ほか{more}件は表示していません。")));
    let actions = RecordActions {
        restore: writes.then_some(Message::Restored),
        show_measure: Some(|id| Message::MeasureChosen(Some(id))),
    };
    // What the file began with was not added to anything.
    let begun = entry.op == Some(Op::Create);
    let cards = details.iter().take(SHOWN).map(|detail| card(look, detail, begun, actions));
    let content = column![head]
        .push(none)
        .extend(cards)
        .push(more)
        .spacing(14.0)
        .padding([20.0, 24.0])
        .max_width(920.0);
    panel::page(look, content)
}

/// What can be done with a part of what is shown.
#[derive(Debug)]
pub(crate) struct RecordActions<M> {
    /// It is to be as it was before.
    pub restore: Option<fn(Extent) -> M>,
    /// What was done to its measure is to be seen.
    pub show_measure: Option<fn(MeasureId) -> M>,
}

impl<M> Clone for RecordActions<M> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<M> Copy for RecordActions<M> {}

/// One record, before and after; `fixed` where it cannot be brought back as a whole.
pub(crate) fn card<'a, M: Clone + 'a>(
    look: Look,
    detail: &'a Detail,
    fixed: bool,
    actions: RecordActions<M>,
) -> Element<'a, M> {
    let (tone, sign, word) = match detail.act {
        Act::Added => (Tone::Done, "＋", "追加"),
        Act::Changed => (Tone::Accent, "◇", "変更"),
        Act::Deleted => (Tone::Wrong, "－", "削除"),
    };
    let kind = row![
        badge(look, tone, sign, word),
        label::second(look, words::noun(detail.key.noun())).wrapping(Wrapping::None),
    ]
    .spacing(10.0)
    .align_y(Center);
    let name = label::bold(look, detail.name.as_str()).width(Fill);
    let back = (!fixed).then(|| back(look, detail, actions)).flatten();
    let head: Element<'a, M> = if look.is_large() {
        column![kind, name].push(back).spacing(8.0).into()
    } else {
        row![kind, name].push(back).spacing(10.0).align_y(Center).into()
    };
    let fields = detail.fields.iter().map(|field| differing(look, detail.key, field, actions));
    let moved = detail.moved.then(|| label::second(look, "並び順が変わりました。"));
    let only = measure(detail.key)
        .zip(actions.show_measure)
        .map(|(id, only)| button::link(look, "この施策の変更だけを見る →").on_press(only(id)));
    let content = column![head].extend(fields).push(moved).push(only).spacing(10.0);
    panel::panel(look, content).padding(16.0).width(Fill).into()
}

/// The measure that a record is about.
const fn measure(key: Key) -> Option<MeasureId> {
    match key {
        Key::Measure(id) | Key::Implementation(id, _) => Some(id),
        _ => None,
    }
}

/// The whole record as it was before.
fn back<'a, M>(
    look: Look,
    detail: &Detail,
    actions: RecordActions<M>,
) -> Option<button::Button<'a, M>> {
    let name = match detail.act {
        Act::Added => "追加を取り消す",
        Act::Changed => "変更前に戻す",
        Act::Deleted => "削除を取り消す",
    };
    let extent = Extent::Record(detail.key);
    let restored = actions.restore.filter(|_| detail.restorable)?;
    Some(button::plain(look, name).on_press(restored(extent)))
}

/// The name of a field, its text with what was taken out and what came in, and the button that brings it back.
fn differing<'a, M: Clone + 'a>(
    look: Look,
    key: Key,
    field: &'a Differing,
    actions: RecordActions<M>,
) -> Element<'a, M> {
    let text = differing_text(look, &field.before, &field.after).size(look.body()).line_height(1.6);
    let name = label::second(look, field.name).width(110.0);
    let back = field.restorable.zip(actions.restore).map(|(it, restored)| {
        button::link(look, "戻す")
            .hint(format!("「{}」だけを、変更前に戻します。", field.name))
            .on_press(restored(Extent::Field(key, it)))
    });
    if look.is_large() {
        // A column for the names would leave too little for the texts.
        let head = row![name.width(Fill)].push(back).align_y(Center);
        return column![head, text].spacing(2.0).into();
    }
    row![name, text].push(back).spacing(10.0).into()
}
