//! 評価尺度 and their grades, by which figures are judged, as a tree; and those that are proposed.

use super::draft::Draft;
use super::names::{card, delete, none, opened, order, pressable, shut};
use super::record::{Choice, New, Part};
use super::statuses::swatch;
use super::{Message, RowContext, name_id};
use crate::domain::scale::Basis;
use crate::domain::{Book, Field, Figure, Grade, Hue, Key, Record, Scale, ScaleId};
use crate::ui::refusal::Refusal;
use crate::ui::theme::{BOLD, Look, PAPER};
use crate::ui::widget::badge::{self, Tone, badge};
use crate::ui::widget::choice::{Named, check, choice};
use crate::ui::widget::one_line::one_line;
use crate::ui::widget::{button, field, label};
use iced::widget::{column, container, row, space};
use iced::{Center, Element};

/// Each scale with its grades, from the top; a new one stands behind its siblings.
pub(super) fn rows(book: &Book, draft: Option<&Draft>) -> Vec<Key> {
    let new = draft.filter(|draft| draft.is_new()).map(Draft::record);
    let mut rows = Vec::new();
    for scale in book.scales() {
        rows.push(Key::Scale(scale.id));
        rows.extend(book.grades(scale.id).into_iter().map(|row| Key::Grade(row.id)));
        if let Some(Record::Grade(grade)) = new
            && grade.scale == scale.id
        {
            rows.push(Key::Grade(grade.id));
        }
    }
    if let Some(Record::Scale(scale)) = new {
        rows.push(Key::Scale(scale.id));
    }
    rows
}

/// Those of the proposed scales that the book does not have by their names, each with its number.
pub(super) fn proposed(book: &Book) -> impl Iterator<Item = (usize, Scale, Vec<Grade>)> {
    let all = Scale::proposed().into_iter().enumerate();
    let open = all.filter(|(_, (scale, _))| book.scale_named(&scale.name).is_none());
    open.map(|(at, (scale, grades))| (at, scale, grades))
}

/// How many indicators a scale judges, and how many figures were given one of its grades.
fn uses(book: &Book, id: ScaleId) -> usize {
    let indicators = book.indicators().into_iter().filter(|row| row.scale == Some(id)).count();
    let grades = book.grades(id).into_iter();
    indicators + grades.map(|row| book.uses(Key::Grade(row.id))).sum::<usize>()
}

pub(super) fn view<'a>(look: Look, scene: RowContext<'a>) -> Element<'a, Message> {
    let keys = rows(scene.book, scene.draft);
    let how = "下の見本から選ぶか、新しく追加してください。";
    let none = keys.is_empty().then(|| none(look, scene, "評価尺度", how));
    let rows = keys.into_iter().map(|key| {
        match (scene.draft_of(key).map(|draft| (draft, draft.record())), key) {
            (Some((draft, Record::Scale(row))), _) => open_scale(look, scene, draft, row),
            (Some((draft, Record::Grade(row))), _) => open_grade(look, scene, draft, row),
            (_, Key::Scale(id)) => closed_scale(look, scene, id),
            (_, Key::Grade(id)) => closed_grade(look, scene, key, scene.book.grade(id)),
            _ => space().into(),
        }
    });
    let hint = "指標を評価する言葉です。「達成率から決める」尺度では、下限に届いた区分が自動で付きます。\
                締めた年度の評価は、あとで変えても動きません。";
    let add = button::plain(look, "＋ 評価尺度を追加").on_press(Message::Add(New::Scale));
    let add = if scene.draft.is_none() { add.key("Ctrl+N") } else { add };
    let proposed = proposed(scene.book).map(|(at, scale, _)| {
        let name = format!("＋ {}", scale.name);
        button::plain(look, name).on_press(Message::ProposedAdded(at)).into()
    });
    let proposed: Vec<Element<'a, Message>> = proposed.collect();
    let words = (!proposed.is_empty()).then(|| label::second(look, "見本から"));
    let foot: Element<'a, Message> = if scene.arranged {
        let foot = row![add].push(words).extend(proposed);
        foot.spacing(8.0).align_y(Center).wrap().vertical_spacing(6.0).into()
    } else {
        shut(look)
    };
    card(look, "評価尺度", hint, space(), column(rows).push(none), foot)
}

fn closed_scale<'a>(look: Look, scene: RowContext<'a>, id: ScaleId) -> Element<'a, Message> {
    let Some(scale) = scene.book.scale(id) else { return space().into() };
    let name = row![
        one_line(look, scale.name.as_str()).font(BOLD).shrink(),
        label::second(look, scale.basis.label()),
    ];
    let name = name.push(scale.retired.then(|| badge::retired(look)));
    let name = name.spacing(12.0).align_y(Center);
    let judged = scene.book.indicators().into_iter().filter(|row| row.scale == Some(id)).count();
    let judged = container(label::second(look, format!("指標 {judged}件"))).width(96.0);
    pressable(look, scene, look.color.hover, name, Key::Scale(id), [judged.into()])
}

fn closed_grade<'a>(
    look: Look,
    scene: RowContext<'a>,
    key: Key,
    grade: Option<&'a Grade>,
) -> Element<'a, Message> {
    let Some(grade) = grade else { return space().into() };
    let lower = match &grade.lower {
        Figure::Blank => String::new(),
        lower => format!("{}％以上", lower.printed(None)),
    };
    let name = row![
        space().width(18.0),
        badge(look, Tone::from(grade.hue), &grade.mark, grade.meaning.as_str()),
        label::second(look, lower),
    ]
    .push((!grade.counted).then(|| label::second(look, "集計に数えません")))
    .push(grade.retired.then(|| badge::retired(look)))
    .spacing(12.0)
    .align_y(Center);
    pressable(look, scene, look.color.surface, name, key, [])
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

fn open_scale<'a>(
    look: Look,
    scene: RowContext<'a>,
    draft: &'a Draft,
    scale: &'a Scale,
) -> Element<'a, Message> {
    let name = line(look, "例：達成度", &scale.name, Part::Name).id(name_id());
    let bases = Basis::ALL.map(|basis| Named::new(basis, basis.label()));
    let chosen = bases.iter().find(|named| named.value == scale.basis).cloned();
    let basis = choice(look, bases, chosen, |named: Named<Basis>| {
        Message::Picked(Choice::Basis(named.value))
    });
    let refused = |at| Refusal::at(draft.refusal(), at);
    let fields = row![
        field::labelled(look, "名称", name, refused(Field::ScaleName)),
        container(field::labelled(look, "決め方", basis, None)).width(220.0),
    ]
    .spacing(12.0);
    let add = button::plain(look, "＋ 区分を追加")
        .key("Ctrl+N")
        .on_press(Message::Add(New::Grade(scale.id)));
    let used = uses(scene.book, scale.id);
    let kept = (used > 0).then(|| format!("{used}件の指標と値で使われています。"));
    let actions = actions(look, scene.book, draft, Some(add), scale.retired, kept);
    opened(look, fields, super::names::wrong(draft), actions)
}

fn open_grade<'a>(
    look: Look,
    scene: RowContext<'a>,
    draft: &'a Draft,
    grade: &'a Grade,
) -> Element<'a, Message> {
    let mark = line(look, "例：Ａ", &grade.mark, Part::Name).id(name_id());
    let meaning = line(look, "例：達成", &grade.meaning, Part::Meaning);
    let lower = line(look, "下限なし", draft.number(), Part::Number);
    let refused = |at| Refusal::at(draft.refusal(), at);
    let by_rate = scene.book.scale(grade.scale).is_some_and(|scale| scale.basis == Basis::Rate);
    let lower = by_rate.then(|| {
        let lower = field::labelled(look, "下限の達成率（％）", lower, refused(Field::GradeLower));
        container(lower).width(150.0)
    });
    let fields = row![
        container(field::labelled(look, "記号", mark, refused(Field::GradeMark))).width(96.0),
        field::labelled(look, "意味", meaning, refused(Field::GradeMeaning)),
    ]
    .push(lower)
    .spacing(12.0);
    let counted = check(look, "集計に数える", grade.counted, |counted| {
        Message::Picked(Choice::Counted(counted))
    });
    let hues = Hue::ALL.into_iter().map(|hue| swatch(look, hue, hue == grade.hue));
    let more = row![counted, label::second(look, "色")].extend(hues);
    let more = more.spacing(10.0).align_y(Center).wrap();
    let used = scene.book.uses(Key::Grade(grade.id));
    let kept = (used > 0).then(|| format!("{used}件の値で使われています。廃止にできます。"));
    let actions = actions(look, scene.book, draft, None, grade.retired, kept);
    let fields = column![fields, more].spacing(10.0);
    row![space().width(18.0), opened(look, fields, super::names::wrong(draft), actions)].into()
}

/// What can be done with a row that is stored; a new one is stored or given up first.
fn actions<'a>(
    look: Look,
    book: &'a Book,
    draft: &'a Draft,
    add: Option<button::Button<'a, Message>>,
    retired: bool,
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
        let word = if retired { "廃止を取り消す" } else { "廃止にする" };
        let retire = button::plain(look, word).on_press(Message::Retired(!retired));
        row![].push(add).extend(order(look, (at[0], at[1]))).push(retire).extend(delete(
            look,
            draft.key(),
            kept,
        ))
    };
    actions.spacing(8.0).align_y(Center).wrap().into()
}
