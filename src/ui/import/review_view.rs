//! The lines of a review at the left, what becomes of the chosen one at the right.

use super::Message;
use super::review::{Line, LineFilter, Review};
use crate::exchange::Outcome;
use crate::ui::history::record_changes::{Act, Detail, Differing};
use crate::ui::theme::{BOLD, Look};
use crate::ui::widget::badge::{Tone, badge};
use crate::ui::widget::choice::check;
use crate::ui::widget::diff_view::differing as differing_text;
use crate::ui::widget::one_line::one_line;
use crate::ui::widget::virtual_list::VirtualList;
use crate::ui::widget::{button, label, panel};
use crate::words;
use iced::widget::text::Wrapping;
use iced::widget::{column, container, row, space};
use iced::{Center, Element, Fill, FillPortion};

/// The height of a line, in pixels.
const LINE: f32 = 58.0;

/// How many of the records besides measures are listed.
const SHOWN: usize = 60;

/// How high the lines are that are shown.
pub(super) fn heights(review: &Review) -> impl Iterator<Item = f32> {
    std::iter::repeat_n(LINE, review.shown().len())
}

pub(super) fn view<'a>(look: Look, review: &'a Review, list: &VirtualList) -> Element<'a, Message> {
    let left = column![head(look, review), panel::line(look), lines(look, review, list)];
    let left = panel::filled(look.color.surface, left).width(FillPortion(9)).height(Fill);
    let right = container(chosen(look, review)).width(FillPortion(11));
    row![left, panel::upright(look), right].into()
}

/// What would be done, in numbers that narrow the list.
fn head<'a>(look: Look, review: &'a Review) -> Element<'a, Message> {
    let shows = LineFilter::ALL
        .into_iter()
        .filter(|show| *show == LineFilter::All || review.count(*show) > 0);
    let shows = shows.map(|show| {
        let name = format!("{} {}", show.name(), review.count(show));
        let here = review.show == show;
        let word = label::body(look, name).wrapping(Wrapping::None);
        let word = if here { word.color(look.color.accent).font(BOLD) } else { word };
        button::bare(look, container(word).padding([4.0, 10.0]), Message::Shown(show))
            .style(button::in_list(look, here))
            .into()
    });
    let all = row![
        button::link(look, "表示中をすべて取り込む").on_press(Message::AllTaken(true)),
        button::link(look, "すべて外す").on_press(Message::AllTaken(false)),
        space::horizontal(),
    ]
    .push(
        (review.left() > 0).then(|| label::second(look, format!("外した施策 {}件", review.left()))),
    )
    .spacing(12.0)
    .align_y(Center);
    let notes = words::at_large(review.import()).into_iter();
    let notes = notes
        .chain(words::doubts(&review.import().doubts))
        .map(|note| label::second(look, words::to_come(&note)).color(look.color.attention).into());
    let after = review.after();
    let departments = words::departments_to_come(&review.import().new_departments(after))
        .map(|note| label::second(look, note).color(look.color.attention));
    let absent = words::absent(&review.absent()).map(|note| label::second(look, note));
    let confirms = review
        .has_texts()
        .then(|| check(look, "取り込む文を「確定」にする", review.confirms, Message::Confirmed));
    column![row(shows).spacing(4.0).wrap(), all]
        .push(confirms)
        .extend(notes)
        .push(departments)
        .push(absent)
        .spacing(8.0)
        .padding([12.0, 18.0])
        .into()
}

/// The lines.
fn lines<'a>(look: Look, review: &'a Review, list: &VirtualList) -> Element<'a, Message> {
    let row = |at| match review.shown().get::<usize>(at) {
        Some(it) => line(look, review, *it),
        None => space().into(),
    };
    list.view(look, row, None, Message::List)
}

fn line<'a>(look: Look, review: &'a Review, line: Line) -> Element<'a, Message> {
    let c = look.color;
    let here = review.chosen == Some(line);
    let taken = review.is_taken(line);
    let tick: Element<'_, Message> = match taken {
        Some(taken) => check(look, "", taken, move |taken| Message::Taken(line, taken)).into(),
        None => space().into(),
    };
    let (tone, sign, word) = match (mark(review, line), taken) {
        (_, Some(false)) => (Tone::Quiet, "－", "外す"),
        _ if review.is_fresh(line) => (Tone::Done, "＋", "追加"),
        (mark, _) => mark,
    };
    let (name, beneath) = named(review, line);
    let name = one_line(look, name).color(if taken == Some(false) { c.second } else { c.ink });
    let name = if here { name.font(BOLD) } else { name };
    let words = column![name, one_line(look, beneath).color(c.second)].spacing(2.0);
    let mark = container(badge(look, tone, sign, word)).width(118.0);
    let content = row![mark, words.width(Fill)].align_y(Center).spacing(6.0);
    let padded = container(content).padding(iced::Padding::ZERO.right(12.0));
    let pressable = button::bare(look, padded.center_y(LINE - 1.0), Message::Chosen(line))
        .width(Fill)
        .style(button::in_list(look, here));
    let tick = container(tick).center_y(LINE - 1.0).width(44.0);
    let tick = tick.padding(iced::Padding::ZERO.left(18.0));
    column![row![tick, pressable], panel::line(look)].into()
}

/// What becomes of a line: its colour, sign and word.
fn mark(review: &Review, line: Line) -> (Tone, &'static str, &'static str) {
    match (line, review.row(line).map(|row| row.outcome)) {
        (Line::Unreadable(_), _) => (Tone::Wrong, "！", "不可"),
        (Line::Rest, _) => (Tone::Accent, "・", "ほか"),
        (Line::Measure(_), Some(Outcome::Added)) => (Tone::Done, "＋", "追加"),
        (Line::Measure(_), Some(Outcome::Changed)) => (Tone::Accent, "◇", "変更"),
        (Line::Measure(_), _) => (Tone::Quiet, "＝", "そのまま"),
    }
}

/// How a line is called, and where it stands.
fn named(review: &Review, line: Line) -> (String, String) {
    let book = review.after();
    if let Some(row) = review.row(line) {
        let measure = book.measure(row.measure);
        let name = measure
            .map(|measure| format!("{} {}", book.measure_number(measure), measure.name))
            .unwrap_or_default();
        let place = words::place_in_list(&row.place);
        // A measure that was found by its number alone may be another one.
        return match review.old_name(line) {
            Some(old) => (name, format!("{place}　いまの名称：{old}")),
            None => (name, place),
        };
    }
    match review.unreadable(line) {
        Some(unreadable) => {
            (words::not_taken(&unreadable.reason), words::place_in_list(&unreadable.place))
        }
        None => ("施策のほかに変わるもの".to_owned(), "計画・基本目標・課・年度など".to_owned()),
    }
}

/// What becomes of the chosen line.
fn chosen<'a>(look: Look, review: &'a Review) -> Element<'a, Message> {
    let summary = words::counts(&review.tally());
    let head = review.chosen.map(|line| {
        let (name, beneath) = named(review, line);
        column![label::bold(look, name).size(look.name()), label::second(look, beneath)]
            .spacing(4.0)
    });
    let hint = review.chosen.and_then(|line| hint(review, line));
    let treatments = review.chosen.filter(|line| review.is_doubtful(*line));
    let treatments = treatments.map(|line| treatments_of(look, review, line));
    let cards = review.details.iter().take(SHOWN).map(|detail| card(look, detail));
    let more = review.details.len().saturating_sub(SHOWN);
    let more = (more > 0).then(|| label::second(look, format!("ほか{more}件は表示していません。")));
    let safe = "「取り込む」を押すまで、何も書き込みません。開いているファイルに取り込んだあとは、「元に戻す」で戻せます。\
        ↑ ↓ で施策、← → で表示を選び、スペースで取り込むかどうかを選べます。";
    let summary = column![label::body(look, summary), label::second(look, safe)].spacing(4.0);
    let content = column![panel::tinted(look.color.quiet, summary).width(Fill)]
        .push(head)
        .push(hint.map(|hint| label::body(look, hint)))
        .push(treatments)
        .extend(cards)
        .push(more)
        .spacing(14.0)
        .padding([20.0, 24.0])
        .max_width(920.0);
    panel::page(look, content)
}

/// What can become of a line that may mean a measure of another name, and what does now.
fn treatments_of<'a>(look: Look, review: &Review, line: Line) -> Element<'a, Message> {
    let (taken, fresh) = (review.is_taken(line) == Some(true), review.is_fresh(line));
    let treatments = [
        ("取り込まない", !taken, Message::Taken(line, false)),
        ("名称の変更として取り込む", taken && !fresh, Message::Taken(line, true)),
        ("別の施策として追加する", fresh, Message::TakenAsNew(line)),
    ];
    let treatments = treatments.map(|(name, here, message)| {
        let word = label::body(look, if here { format!("● {name}") } else { format!("○ {name}") });
        button::bare(look, container(word).padding([6.0, 10.0]), message)
            .style(button::in_list(look, here))
            .into()
    });
    row(treatments).spacing(4.0).wrap().into()
}

/// What is to be said of a line that changes nothing, or may not be meant.
fn hint(review: &Review, line: Line) -> Option<&'static str> {
    match (line, review.row(line).map(|row| row.outcome), review.is_taken(line)) {
        _ if review.is_doubtful(line) => {
            Some("名称が違います。別の施策かもしれません。どのように取り込むか選んでください。")
        }
        (_, _, Some(false)) => Some("この施策は外しています。取り込みません。"),
        (Line::Unreadable(_), ..) => Some(
            "この行は取り込みません。元のファイルを直してから、もう一度取り込んでください。ほかの行は取り込めます。",
        ),
        (_, Some(Outcome::Unchanged), _) => Some("進捗帳にある内容と同じです。何も変わりません。"),
        _ => None,
    }
}

fn card<'a>(look: Look, detail: &'a Detail) -> Element<'a, Message> {
    let (tone, sign, word) = match detail.act {
        Act::Added => (Tone::Done, "＋", "追加"),
        Act::Changed => (Tone::Accent, "◇", "変更"),
        Act::Deleted => (Tone::Wrong, "－", "削除"),
    };
    let head = row![
        badge(look, tone, sign, word),
        label::second(look, words::noun(detail.key.noun())).wrapping(Wrapping::None),
        label::bold(look, detail.name.as_str()).width(Fill),
    ]
    .spacing(10.0)
    .align_y(Center);
    let fields = detail.fields.iter().map(|field| differing(look, field));
    let moved = detail.moved.then(|| label::second(look, "並び順が変わります。"));
    let content = column![head].extend(fields).push(moved).spacing(10.0);
    panel::panel(look, content).padding(16.0).width(Fill).into()
}

/// The name of a field, and its text with what is taken out and what comes in.
fn differing<'a>(look: Look, field: &'a Differing) -> Element<'a, Message> {
    let text = differing_text(look, &field.before, &field.after).size(look.body()).line_height(1.6);
    let name = label::second(look, field.name).width(110.0);
    row![name, text].spacing(10.0).into()
}
