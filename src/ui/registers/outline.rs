//! 基本目標 and 施策の方向: the headings under which measures stand, as a tree.

use super::draft::Draft;
use super::names::{card, delete, none, opened, order, pressable, shut};
use super::record::New;
use super::record::Part;
use super::{Message, RowContext, name_id};
use crate::domain::{Book, Direction, DirectionId, Field, Goal, GoalId, Key, Record, text};
use crate::ui::refusal::Refusal;
use crate::ui::request::Request;
use crate::ui::theme::{BOLD, Look, PAPER};
use crate::ui::widget::one_line::one_line;
use crate::ui::widget::{button, field, label};
use iced::widget::{column, container, row, space};
use iced::{Center, Element};

/// Each goal with its directions, from the top; a new one stands behind its siblings.
pub(super) fn rows(book: &Book, draft: Option<&Draft>) -> Vec<Key> {
    let new = draft.filter(|draft| draft.is_new()).map(Draft::record);
    let mut rows = Vec::new();
    for goal in book.goals() {
        rows.push(Key::Goal(goal.id));
        rows.extend(book.directions(goal.id).into_iter().map(|row| Key::Direction(row.id)));
        if let Some(Record::Direction(direction)) = new
            && direction.goal == goal.id
        {
            rows.push(Key::Direction(direction.id));
        }
    }
    if let Some(Record::Goal(goal)) = new {
        rows.push(Key::Goal(goal.id));
    }
    rows
}

pub(super) fn view<'a>(look: Look, scene: RowContext<'a>) -> Element<'a, Message> {
    let keys = rows(scene.book, scene.draft);
    let how = "基本目標を追加し、その下に施策の方向を追加してください。";
    let none = keys.is_empty().then(|| none(look, scene, "基本目標", how));
    let rows = keys.into_iter().map(|key| {
        match (scene.draft_of(key).map(|draft| (draft, draft.record())), key) {
            (Some((draft, Record::Goal(goal))), _) => open_goal(look, scene, draft, goal),
            (Some((draft, Record::Direction(row))), _) => open_direction(look, scene, draft, row),
            (_, Key::Goal(id)) => closed_goal(look, scene, id),
            (_, Key::Direction(id)) => closed_direction(look, scene, id),
            _ => space().into(),
        }
    });
    let hint = "一覧表の見出しです。番号は印刷される番号で、並び順とは別です（欠番があってもかまいません）。";
    let add = button::plain(look, "＋ 基本目標を追加").on_press(Message::Add(New::Goal));
    // The key adds where the clerk is: under a goal that is open, its directions.
    let add = if scene.draft.is_none() { add.key("Ctrl+N") } else { add };
    let foot = if scene.arranged { add.into() } else { shut(look) };
    card(look, "基本目標と施策の方向", hint, space(), column(rows).push(none), foot)
}

fn closed_goal<'a>(look: Look, scene: RowContext<'a>, id: GoalId) -> Element<'a, Message> {
    let heading = scene.book.goal(id).map(Goal::heading).unwrap_or_default();
    let heading = one_line(look, heading).font(BOLD);
    pressable(look, scene, look.color.hover, heading, Key::Goal(id), [])
}

fn closed_direction<'a>(
    look: Look,
    scene: RowContext<'a>,
    id: DirectionId,
) -> Element<'a, Message> {
    let heading = match scene.book.direction(id) {
        Some(row) if row.name.is_empty() => format!("{}（名称なし）", text::circled(row.number)),
        row => row.map(Direction::heading).unwrap_or_default(),
    };
    let name = row![space().width(18.0), one_line(look, heading).font(PAPER)];
    let measures = container(measures(look, scene.book, id)).width(96.0);
    pressable(look, scene, look.color.surface, name, Key::Direction(id), [measures.into()])
}

/// How many measures stand under a direction; it leads to the first of them.
fn measures<'a>(look: Look, book: &'a Book, id: DirectionId) -> Element<'a, Message> {
    let measures = book.measures(id);
    match measures.first() {
        None => label::second(look, "施策 0件").into(),
        Some(first) => button::link(look, format!("施策 {}件", measures.len()))
            .on_press(Message::Left(Request::Measure(first.id)))
            .into(),
    }
}

fn number<'a>(look: Look, draft: &'a Draft) -> Element<'a, Message> {
    let number = field::line(look, "", draft.number())
        .on_input(|text| Message::Written(Part::Number, text))
        .on_submit(Message::Save);
    container(field::labelled(look, "番号", number, None)).width(72.0).into()
}

fn line<'a>(
    look: Look,
    placeholder: &str,
    value: &str,
    part: Part,
) -> iced::widget::TextInput<'a, Message> {
    field::line(look, placeholder, value)
        .font(PAPER)
        .on_input(move |text| Message::Written(part, text))
        .on_submit(Message::Save)
}

fn open_goal<'a>(
    look: Look,
    scene: RowContext<'a>,
    draft: &'a Draft,
    goal: &'a Goal,
) -> Element<'a, Message> {
    let refused = |at| Refusal::at(draft.refusal(), at);
    let label = line(look, "なし", &goal.label, Part::Label);
    let name = line(look, "基本目標の名称", &goal.name, Part::Name).id(name_id());
    let fields = row![
        number(look, draft),
        container(field::labelled(look, "見出し", label, refused(Field::GoalLabel))).width(150.0),
        field::labelled(look, "名称", name, refused(Field::GoalName)),
    ]
    .spacing(12.0);
    let directions = scene.book.directions(goal.id).len();
    let kept = (directions > 0).then(|| format!("中に施策の方向が{directions}件あります。"));
    let add = button::plain(look, "＋ 施策の方向を追加")
        .key("Ctrl+N")
        .on_press(Message::Add(New::Direction(goal.id)));
    opened(look, fields, draft.wrong_number(), actions(look, scene.book, draft, add, kept))
}

fn open_direction<'a>(
    look: Look,
    scene: RowContext<'a>,
    draft: &'a Draft,
    direction: &'a Direction,
) -> Element<'a, Message> {
    let placeholder = "施策の方向の名称（方向を設けない計画では空欄）";
    let name = line(look, placeholder, &direction.name, Part::Name).id(name_id());
    let wrong = Refusal::at(draft.refusal(), Field::DirectionName);
    let fields =
        row![number(look, draft), field::labelled(look, "名称", name, wrong)].spacing(12.0);
    let measures = scene.book.measures(direction.id).len();
    let kept =
        (measures > 0).then(|| format!("中に施策が{measures}件あります。空になると削除できます。"));
    let add = button::plain(look, "＋ 施策を追加")
        .on_press(Message::Left(Request::NewMeasure(direction.id)));
    let content =
        opened(look, fields, draft.wrong_number(), actions(look, scene.book, draft, add, kept));
    row![space().width(18.0), content].into()
}

/// What can be done with a row that is stored; a new one is stored or given up first.
fn actions<'a>(
    look: Look,
    book: &'a Book,
    draft: &'a Draft,
    add: button::Button<'a, Message>,
    kept: Option<String>,
) -> Element<'a, Message> {
    let actions = if draft.is_new() {
        row![
            button::plain(look, "＋ 追加").key("Enter").on_press(Message::Save),
            button::plain(look, "やめる").key("Esc").on_press(Message::Cancelled),
        ]
    } else {
        let rows = book.siblings(draft.key());
        let ends = [rows.first(), rows.last()].map(|row| row.map(|(key, _)| *key));
        let at = ends.map(|end| end != Some(draft.key()));
        row![add].extend(order(look, (at[0], at[1]))).extend(delete(look, draft.key(), kept))
    };
    actions.spacing(8.0).align_y(Center).wrap().into()
}
