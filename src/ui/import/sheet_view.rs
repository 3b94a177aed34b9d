//! The first rows of a sheet, with what each column is taken for over it.

use super::Message;
use super::mapping::{Mapping, Mark};
use crate::domain::{Book, FiscalYear};
use crate::exchange::{Row, Value};
use crate::ui::theme::{BOLD, Look, PAPER};
use crate::ui::widget::choice::{Named, check, choice};
use crate::ui::widget::one_line::one_line;
use crate::ui::widget::{button, label, panel};
use crate::words::Role;
use iced::widget::scrollable::{AbsoluteOffset, Direction, Scrollbar};
use iced::widget::{Id, column, container, mouse_area, operation, row, scrollable, space, stack};
use iced::{Border, Center, Element, Fill, Task};

/// The width of a column, of the numbers of rows, and the heights of a row and of a choice.
const COLUMN: f32 = 196.0;
const NUMBERS: f32 = 92.0;
const ROW: f32 = 34.0;
const CHOICES: f32 = 96.0;

/// The margin at both sides.
const MARGIN: f32 = 24.0;

/// Beyond this a text is not laid out: a cell shows its beginning.
const LONGEST: usize = 40;

/// Scrolls so far that a column is seen.
pub(super) fn reveal(column: usize) -> Task<Message> {
    // With the column before it, where there is one.
    let x = COLUMN * column.saturating_sub(1) as f32;
    operation::scroll_to(scroll_id(), AbsoluteOffset { x: Some(x), y: None })
}

fn scroll_id() -> Id {
    Id::new("sheet")
}

pub(super) fn view<'a>(look: Look, book: &'a Book, mapping: &'a Mapping) -> Element<'a, Message> {
    let keys =
        "← → で列を選び、↑ ↓ で列の内容、Shift+↑ ↓ で年度、Alt+↑ ↓ で見出しの行を変えられます。";
    let beside = [0.0, MARGIN];
    let above =
        column![explanation(look, mapping)].push(sheets(look, mapping)).push(legend(look, mapping));
    let above = above.spacing(12.0);
    column![
        container(above).padding(beside),
        container(margins(look, table(look, book, mapping))).height(Fill),
        container(label::second(look, keys)).padding(beside),
    ]
    .spacing(12.0)
    .padding([16.0, 0.0])
    .into()
}

/// How the list was read, and what to do about it.
fn explanation<'a>(look: Look, mapping: &'a Mapping) -> Element<'a, Message> {
    let c = look.color;
    let (sentence, ground) = if mapping.layout().is_none() && mapping.sheets().len() > 1 {
        (
            "このシートは取り込みません。取り込むときは、シート名の下の欄に印を付けてください。",
            c.quiet,
        )
    } else if mapping.layout().is_none() {
        (
            "一覧表の見出しが見つかりません。見出しの行を押して、「名称」（施策名）などの列を選んでください。",
            c.attention_soft,
        )
    } else if !mapping.form().is_complete() {
        (
            "「名称」（施策名）の列がありません。名称の列の上の欄で「名称」を選んでください。",
            c.attention_soft,
        )
    } else if mapping.is_recalled() {
        ("前回の対応を使っています。違うところは、列の上の欄で直してください。", c.accent_soft)
    } else if mapping.is_corrected() {
        ("手で直しました。同じ形の一覧を次に取り込むときも、この対応を使います。", c.accent_soft)
    } else {
        (
            "見出しから、次のように読み取りました。違う列は、列の上の欄で直してください。見出しの行が違うときは、正しい行を押してください。",
            c.quiet,
        )
    };
    let back = mapping
        .is_corrected()
        .then(|| button::plain(look, "自動の読み取りに戻す").on_press(Message::Recognise));
    let line = row![label::body(look, sentence).width(Fill)].push(back);
    panel::tinted(ground, line.spacing(12.0).align_y(Center)).width(Fill).into()
}

/// The sheets, where there are several, and whether the one that is shown is taken.
fn sheets<'a>(look: Look, mapping: &'a Mapping) -> Option<Element<'a, Message>> {
    if mapping.sheets().len() < 2 {
        return None;
    }
    let names = mapping.sheets().iter().enumerate().map(|(at, grid)| {
        let name = grid.name.as_deref().unwrap_or("（名前なし）");
        let taken = mapping.form().sheets.get(at).is_some_and(Option::is_some);
        let name = if taken { format!("✓ {name}") } else { name.to_owned() };
        if at == mapping.sheet {
            button::plain(look, format!("【{name}】")).on_press(Message::SheetShown(at)).into()
        } else {
            button::plain(look, name).on_press(Message::SheetShown(at)).into()
        }
    });
    let names = row![label::second(look, "シート")].extend(names);
    let taken =
        check(look, "このシートを取り込む", mapping.layout().is_some(), Message::SheetTaken);
    let line = row![names.spacing(8.0).align_y(Center).wrap(), taken];
    Some(line.spacing(16.0).align_y(Center).into())
}

fn table<'a>(look: Look, book: &'a Book, mapping: &'a Mapping) -> Element<'a, Message> {
    let columns = mapping.shown_columns();
    let choices = row![container(label::second(look, "列の内容")).width(NUMBERS).padding(8.0)]
        .extend((0..columns).map(|at| choices(look, book, mapping, at)))
        .height(CHOICES);
    let rows = mapping.grid().map_or(&[][..], |grid| &grid.rows);
    let rows = mapping
        .shown_rows()
        .into_iter()
        .filter_map(|at| Some(sheet_row(look, mapping, columns, at, rows.get(at)?)));
    let width = NUMBERS + columns as f32 * COLUMN;
    let rows = panel::scrolled(look, column(rows).width(width)).height(Fill);
    // The choices stay where they are while the rows move beneath them.
    let content = column![choices, panel::line(look), rows].width(width);
    let bar = Scrollbar::new().width(8.0).scroller_width(8.0).margin(2);
    let scrolled = scrollable(content)
        .id(scroll_id())
        .direction(Direction::Horizontal(bar))
        .style(panel::scroll(look))
        .width(Fill)
        .height(Fill);
    panel::panel(look, scrolled).padding(1).width(Fill).height(Fill).into()
}

/// Hides what is drawn beside the table: the choices of iced 0.14 are not cut off where they are
/// scrolled out of sight.
fn margins<'a>(look: Look, table: Element<'a, Message>) -> Element<'a, Message> {
    let margin = || panel::filled(look.color.ground, space()).width(MARGIN).height(Fill);
    let framed = container(table).padding([0.0, MARGIN]).height(Fill);
    stack![framed, row![margin(), space::horizontal(), margin()].height(Fill)].into()
}

/// What a column is taken for, and of which year.
fn choices<'a>(
    look: Look,
    book: &'a Book,
    mapping: &'a Mapping,
    at: usize,
) -> Element<'a, Message> {
    let c = look.color;
    let role = mapping.role(at);
    let roles = choice(look, Role::all(), Some(role), move |role| Message::RoleChosen(at, role));
    let year = mapping.year(at).map(|year| {
        let named = |year: Option<FiscalYear>| {
            let name = year.map(|year| book.year_label(year));
            Named::new(year, name.unwrap_or_else(|| "一覧の最新年度".to_owned()))
        };
        let years = mapping.years().iter().rev().copied().map(Some);
        let all: Vec<_> = std::iter::once(None).chain(years).map(named).collect();
        let chosen = named(year);
        choice(look, all, Some(chosen), move |it: Named<Option<FiscalYear>>| {
            Message::YearChosen(at, it.value)
        })
        .width(Fill)
    });
    let here = mapping.column == Some(at);
    let edge = if here { c.accent } else { c.surface };
    let ground = if role == Role::Unused { c.quiet } else { c.surface };
    let content = column![roles.width(Fill)].push(year).spacing(4.0);
    container(content)
        .padding(4.0)
        .width(COLUMN)
        .height(CHOICES)
        .style(move |_| {
            container::Style::default().background(ground).border(Border {
                color: edge,
                width: 2.0,
                radius: look.radius().into(),
            })
        })
        .into()
}

/// One row of the sheet; pressing it says that it holds the headings.
fn sheet_row<'a>(
    look: Look,
    mapping: &'a Mapping,
    columns: usize,
    at: usize,
    row_of_sheet: &'a Row,
) -> Element<'a, Message> {
    let c = look.color;
    let heads = mapping.layout().map(|layout| layout.first..layout.first + layout.lines);
    let is_head = heads.as_ref().is_some_and(|heads| heads.contains(&at));
    let is_above = heads.as_ref().is_some_and(|heads| at < heads.start);
    let ink = |used: bool| if is_above || !used { c.second } else { c.ink };
    let number = row_of_sheet.number;
    let number_of_row = number;
    let number = if is_head { format!("{number} 見出し") } else { number.to_string() };
    let number = one_line(look, number).color(if is_head { c.accent } else { c.second });
    let number = if is_head { number.font(BOLD) } else { number };
    let cells = (0..columns).map(|column| {
        let used = mapping.role(column) != Role::Unused;
        let mark = mapping.mark(row_of_sheet.number, column);
        let (sign, ground) = appearance(look, mark);
        let text = format!("{sign}{}", shown(row_of_sheet, column));
        let text = one_line(look, text).color(ink(used || !sign.is_empty()));
        let text = text.font(if is_head { BOLD } else { PAPER });
        let text =
            container(text).padding([0.0, 8.0]).width(COLUMN).height(Fill).align_y(Center).style(
                move |_| container::Style { background: ground, ..container::Style::default() },
            );
        // Whoever presses one of these asks why it is marked, and says nothing of headings.
        match mark {
            Some(Mark::Left | Mark::Flagged) => {
                let seen = Message::CellSeen(number_of_row, column);
                mouse_area(text).on_enter(seen.clone()).on_press(seen).into()
            }
            _ => text.into(),
        }
    });
    let numbered = container(number).padding([0.0, 8.0]).width(NUMBERS);
    let line = row![numbered].extend(cells).align_y(Center).height(ROW - 1.0);
    let pressable =
        button::bare(look, line, Message::HeadingsAt(at)).style(button::in_list(look, is_head));
    column![pressable, panel::line(look), space()].into()
}

/// How a cell looks by what becomes of it: a sign before its text, and its ground.
fn appearance(look: Look, mark: Option<Mark>) -> (&'static str, Option<iced::Background>) {
    let c = look.color;
    match mark {
        Some(Mark::Taken) => ("", Some(c.accent_soft.into())),
        Some(Mark::Flagged) => ("？ ", Some(c.attention_soft.into())),
        Some(Mark::Left) => ("✕ ", Some(c.wrong_soft.into())),
        Some(Mark::Aside) | None => ("", None),
    }
}

/// What the signs and grounds of the cells mean, with how many there are of each.
fn legend<'a>(look: Look, mapping: &'a Mapping) -> Option<Element<'a, Message>> {
    let [taken, left, flagged] = mapping.counts()?;
    let entry = |mark, words: String| {
        let (sign, ground) = appearance(look, Some(mark));
        let text = label::second(look, format!("{sign}{words}")).color(look.color.ink);
        container(text)
            .padding([2.0, 8.0])
            .style(move |_| {
                container::Style { background: ground, ..container::Style::default() }
                    .border(iced::border::rounded(look.radius()))
            })
            .into()
    };
    let entries = [
        Some(entry(Mark::Taken, format!("取り込むセル {taken}個"))),
        (left > 0).then(|| entry(Mark::Left, format!("取り込まないセル {left}個"))),
        (flagged > 0).then(|| entry(Mark::Flagged, format!("確かめるセル {flagged}個"))),
    ];
    let legend = row(entries.into_iter().flatten()).spacing(12.0).wrap();
    // The line is there before a cell is looked at, so that nothing moves when it is.
    let reason = (left + flagged > 0).then(|| match mapping.reason() {
        Some((address, sentence)) => {
            label::second(look, format!("{address}：{sentence}")).color(look.color.ink)
        }
        None => label::second(look, "✕ と ？ のセルは、ポインターを合わせると理由を表示します。"),
    });
    Some(column![legend].push(reason).spacing(4.0).into())
}

/// The beginning of what a cell shows, in one line.
fn shown(row: &Row, column: usize) -> String {
    let cell = row.cell(column);
    match &cell.value {
        _ if cell.carried => String::new(),
        Value::Empty => String::new(),
        Value::Uncalculated => "（計算結果なし）".to_owned(),
        Value::Error(error) => error.clone(),
        Value::Text(text) => {
            let line = text.chars().map(|c| if c.is_control() { ' ' } else { c });
            line.take(LONGEST).collect()
        }
    }
}
