//! All fields of an indicator as they are seen, in the groups in which a clerk looks for them.

mod amendments;
mod belonging;
mod reading;

use super::form::Place;
use super::{Editor, Message, name_id};
use crate::domain::{Book, Code, Field, FiscalYear, Indicator, Value};
use crate::ui::indicators::{Message as ScreenMessage, list};
use crate::ui::refusal::Refusal;
use crate::ui::screen_id::Tab;
use crate::ui::theme::{Look, PAPER};
use crate::ui::widget::choice::{Named, choice};
use crate::ui::widget::composing::composing;
use crate::ui::widget::one_line::one_line;
use crate::ui::widget::{button, field, label, panel};
use crate::words;
use iced::widget::{column, container, row, space, text_editor};
use iced::{Center, Element, Fill};

/// The distance of the lines of a field of several, in sizes of type, and how many are seen.
const LINE: f32 = 1.6;
const LINES: f32 = 3.0;

impl Editor {
    /// The page: `year` is the one that is looked at.
    pub(in crate::ui::indicators) fn view<'a>(
        &'a self,
        look: Look,
        book: &'a Book,
        year: Option<FiscalYear>,
    ) -> Element<'a, ScreenMessage> {
        // Once something is typed, what closes a new one stores it.
        let is_given_up = self.is_new && !self.is_changed(book);
        let close = if is_given_up { "やめる" } else { "閉じる" };
        let title = row![
            one_line(look, self.name()).size(look.heading()),
            button::plain(look, close).key("Esc").on_press(ScreenMessage::EditorClosed),
        ];
        let title = container(title.spacing(12.0).align_y(Center)).padding([10.0, 20.0]);
        let groups = column![
            self.names(look, book),
            self.belonging(look, book),
            self.ends(look, book),
            // What is amended is most often the target, which stands above.
            self.amendments(look, book, year),
            self.reading(look, book),
            self.span(look, book),
            self.contents(look),
        ]
        .spacing(24.0)
        .padding(iced::Padding::from([16.0, 20.0]).right(28.0));
        let fate = (!self.is_new).then(|| {
            let fate = container(self.fate(look, self.draft.indicator())).padding([8.0, 20.0]);
            column![panel::line(look), fate]
        });
        column![title, panel::line(look), panel::scrolled(look, groups).height(Fill)]
            .push(fate)
            .into()
    }

    /// What it is called and counted in.
    fn names<'a>(&'a self, look: Look, book: &'a Book) -> Element<'a, ScreenMessage> {
        let own = Place::Indicator;
        let name = self.line(look, "指標の名称", own(Field::IndicatorName)).id(name_id());
        let label = self.line(look, "例：KPI①", own(Field::IndicatorLabel));
        let unit = self.line(look, "例：人", own(Field::Unit));
        group(
            look,
            "名称と単位",
            [
                self.labelled(look, "名称", Field::IndicatorName, name),
                row![
                    self.labelled(look, "見出し", Field::IndicatorLabel, label),
                    self.labelled(look, "単位", Field::Unit, unit),
                    self.labelled(look, "種別", Field::IndicatorKind, self.kind(look, book)),
                ]
                .spacing(12.0)
                .into(),
            ],
        )
    }

    fn kind<'a>(&'a self, look: Look, book: &'a Book) -> Element<'a, ScreenMessage> {
        let held = &self.draft.indicator().kind;
        let kinds = list::kinds(book);
        if kinds.is_empty() && held.is_empty() {
            let way = button::link(look, "台帳で決める →");
            return way.on_press(ScreenMessage::RegisterAsked(Tab::Plan)).into();
        }
        let known = kinds.iter().chain((!kinds.contains(held)).then_some(held));
        let known = known.filter(|kind| !kind.is_empty());
        let none = Named::new(String::new(), "（なし）");
        let kinds: Vec<_> =
            [none].into_iter().chain(known.map(|it| Named::new(it.clone(), it))).collect();
        let chosen = kinds.iter().find(|named| named.value == *held).cloned();
        let pick =
            |named: Named<String>| chosen_value(Field::IndicatorKind, Value::Text(named.value));
        choice(look, kinds, chosen, pick).width(Fill).into()
    }

    /// What it means, and how it comes to be known.
    fn contents<'a>(&'a self, look: Look) -> Element<'a, ScreenMessage> {
        let own = Place::Indicator;
        let line = |name, at, hint| self.labelled(look, name, at, self.line(look, hint, own(at)));
        let lines = |name, at| self.labelled(look, name, at, self.lines(look, own(at)));
        group(
            look,
            "内容",
            [
                lines("定義", Field::Definition),
                lines("把握方法", Field::Method),
                two(
                    line("把握時期", Field::Timing, "例：毎年5月"),
                    line("報告元", Field::Reporter, "例：観光協会"),
                ),
                lines("備考", Field::FigureNote),
            ],
        )
    }

    /// What becomes of it.
    fn fate<'a>(&'a self, look: Look, indicator: &'a Indicator) -> Element<'a, ScreenMessage> {
        let retire = if indicator.retired {
            button::plain(look, "廃止を取り消す").on_press(ScreenMessage::Retired(false))
        } else {
            button::plain(look, "廃止にする")
                .hint("今後は入力を求めません。印刷には残ります。")
                .on_press(ScreenMessage::Retired(true))
        };
        let shift = |later| ScreenMessage::Shifted { later };
        row![
            button::plain(look, "↑").hint("並び順を1つ前へ（Alt+Shift+↑）").on_press(shift(false)),
            button::plain(look, "↓").hint("並び順を1つ後へ（Alt+Shift+↓）").on_press(shift(true)),
            retire,
            button::danger(look, "削除…").on_press(ScreenMessage::DeleteAsked),
        ]
        .spacing(8.0)
        .align_y(Center)
        .wrap()
        .into()
    }

    fn labelled<'a>(
        &'a self,
        look: Look,
        name: &'a str,
        at: Field,
        content: impl Into<Element<'a, ScreenMessage>>,
    ) -> Element<'a, ScreenMessage> {
        field::labelled(look, name, content, Refusal::at(self.refusal.as_ref(), at))
    }

    fn line<'a>(
        &self,
        look: Look,
        hint: &str,
        place: Place,
    ) -> iced::widget::TextInput<'a, ScreenMessage> {
        field::line(look, hint, &self.draft.text(place))
            .font(PAPER)
            .on_input(move |text| ScreenMessage::Editor(Message::Written(place, text)))
            .on_submit(ScreenMessage::Save)
    }

    /// A figure, and beneath it how it is read.
    fn figure<'a>(&self, look: Look, place: Place) -> Element<'a, ScreenMessage> {
        let (figure, unit) = self.draft.figure(place);
        let read = (!figure.is_blank()).then(|| {
            let (saved, _) = self.draft.saved().figure(place);
            let read = words::read_over(&saved, &figure, unit, None);
            label::second(look, read).size(13.0).width(Fill)
        });
        column![self.line(look, "", place)].push(read).spacing(2.0).into()
    }

    fn lines(&self, look: Look, place: Place) -> Element<'_, ScreenMessage> {
        let Some(text) = self.texts.get(&place) else { return space().into() };
        let edited = move |action| ScreenMessage::Editor(Message::Edited(place, action));
        let content = text_editor(text.content())
            .on_action(edited)
            .font(PAPER)
            .size(look.body())
            .line_height(LINE)
            .padding([8.0, 12.0])
            .height(LINES * LINE * look.body() + 2.0 * 8.0)
            .wrapping(iced::widget::text::Wrapping::WordOrGlyph)
            .style(field::written(look));
        composing(content, move |it| ScreenMessage::Editor(Message::Composed(place, it)))
    }

    /// One of a closed set.
    fn code<'a>(&self, look: Look, at: Field) -> Element<'a, ScreenMessage> {
        let Some(Value::Code(held)) = self.draft.value(at) else { return space().into() };
        let all: Vec<Named<Code>> =
            held.alternatives().into_iter().map(|it| Named::new(it, it.label())).collect();
        let chosen = all.iter().find(|named| named.value == held).cloned();
        let pick = move |named: Named<Code>| chosen_value(at, Value::Code(named.value));
        choice(look, all, chosen, pick).width(Fill).into()
    }
}

fn chosen_value(at: Field, value: Value) -> ScreenMessage {
    ScreenMessage::Editor(Message::Chosen(at, value))
}

/// Fields under a heading.
fn group<'a>(
    look: Look,
    name: &'a str,
    fields: impl IntoIterator<Item = Element<'a, ScreenMessage>>,
) -> Element<'a, ScreenMessage> {
    column![label::bold(look, name)].extend(fields).spacing(10.0).into()
}

fn two<'a>(
    left: Element<'a, ScreenMessage>,
    right: Element<'a, ScreenMessage>,
) -> Element<'a, ScreenMessage> {
    row![left, right].spacing(12.0).into()
}
