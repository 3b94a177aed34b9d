//! Beside the table: what there is to know of the chosen indicator, and what is said of the year.

use super::{Message, Screen, chart, notes};
use crate::domain::{Approval, FigureCell, FiscalYear, Grade, Indicator};
use crate::ui::theme::{Look, PAPER};
use crate::ui::widget::choice::{Named, choice};
use crate::ui::widget::composing::composing;
use crate::ui::widget::{badge, button, field, label, panel};
use crate::words;
use iced::widget::{column, row, text_editor};
use iced::{Center, Element, Fill};

/// The distance of the lines of 要因分析, in sizes of type.
const LINE: f32 = 1.5;

impl Screen {
    pub(super) fn panel<'a>(&'a self, look: Look) -> Element<'a, Message> {
        let indicator = self.cursor.and_then(|it| self.book.indicator(it.indicator));
        let Some(indicator) = indicator else { return column![].into() };
        let content = column![self.head(look, indicator)]
            .push(self.of_year().map(|year| self.year_part(look, indicator, year)))
            .push(self.found_part(look, indicator))
            .spacing(16.0)
            .padding(iced::Padding::from([16.0, 20.0]).right(24.0));
        panel::scrolled(look, content).width(Fill).height(Fill).into()
    }

    /// The year that is looked at: that of the cell, or of the screen.
    pub(super) fn of_year(&self) -> Option<FiscalYear> {
        self.cell().and_then(FigureCell::year).or(self.year)
    }

    fn head<'a>(&'a self, look: Look, indicator: &'a Indicator) -> Element<'a, Message> {
        let above = match (indicator.label.as_str(), indicator.kind.as_str()) {
            ("", kind) => kind.to_owned(),
            (label, "") => label.to_owned(),
            (label, kind) => format!("{kind}　{label}"),
        };
        let above = (!above.is_empty()).then(|| label::second(look, above));
        let unit = match indicator.unit.as_str() {
            "" => indicator.better.label().to_owned(),
            unit => format!("{unit}・{}", indicator.better.label()),
        };
        let year = self.of_year();
        let chart = year
            .and_then(|year| chart::chart(look, &self.book, indicator, &self.columns.years, year));
        let edit = self
            .permissions
            .can_edit_structure()
            .then(|| button::link(look, "指標の内容を編集").on_press(Message::EditAsked));
        let departments = self.book.indicator_lead(indicator).iter();
        let departments = departments.filter_map(|id| self.book.department(*id));
        let departments: Vec<Element<'a, Message>> =
            departments.map(|it| badge::tag(look, it.name.as_str())).collect();
        let line = |name: &'static str, value: Element<'a, Message>| {
            row![label::second(look, name).width(72.0), value].spacing(4.0)
        };
        let said =
            |text: String| -> Element<'a, Message> { label::body(look, text).width(Fill).into() };
        let method = match (indicator.method.as_str(), indicator.timing.as_str()) {
            (method, "") => method.to_owned(),
            ("", timing) => timing.to_owned(),
            (method, timing) => format!("{method}（{timing}）"),
        };
        let rule = self.book.rate_rule(indicator).label().to_owned();
        let lines = column![
            line("達成率", said(rule)),
            line("値の種類", said(indicator.series.label().to_owned())),
        ]
        .push((!method.is_empty()).then(|| line("把握方法", said(method))))
        .push(
            (!departments.is_empty())
                .then(|| line("所管課", row(departments).spacing(4.0).wrap().into())),
        )
        .push(
            (!indicator.definition.is_empty())
                .then(|| line("定義", said(indicator.definition.clone()))),
        );
        column![]
            .push(above)
            .push(label::heading(look, indicator.name.as_str()).font(PAPER_BOLD))
            .push(label::second(look, unit))
            .push(chart)
            .push(lines.spacing(6.0))
            .push(edit)
            .spacing(6.0)
            .into()
    }

    /// What is said of a year, and what was entered for the one before.
    fn year_part<'a>(
        &'a self,
        look: Look,
        indicator: &'a Indicator,
        year: FiscalYear,
    ) -> Element<'a, Message> {
        let state = self.book.observation_state(indicator.id, year);
        let head = row![label::bold(look, self.book.year_label(year)), badge::state(look, state),];
        let before = self.book.observation(indicator.id, year.previous()).map(|row| {
            let figure = indicator.printed(&row.actual);
            let as_of =
                if row.as_of.is_empty() { String::new() } else { format!("（{}）", row.as_of) };
            label::second(look, format!("前年度の実績　{figure}{}{as_of}", indicator.unit))
        });
        let remark = self.book.observation(indicator.id, year);
        let remark = remark.filter(|row| !row.remark.is_empty()).map(|row| {
            label::body(look, format!("連絡事項：{}", row.remark)).color(look.color.attention)
        });
        let writes = self.can_write(FigureCell::Actual(indicator.id, year));
        let Some(notes) = self.notes.as_ref() else { return column![].into() };
        let line = |value: &str, hint: &'a str, on_input: fn(String) -> notes::Message| {
            let field = field::line(look, hint, value).font(PAPER);
            match writes {
                true => field.on_input(move |text| Message::Notes(on_input(text))),
                false => field,
            }
        };
        let cause = text_editor(notes.cause.content())
            .size(look.body())
            .font(PAPER)
            .line_height(LINE)
            .height(4.0 * LINE * look.body() + 2.0 * 9.0)
            .padding([9.0, 12.0]);
        let cause: Element<'a, Message> = match writes {
            true => {
                let edited = |action| Message::Notes(notes::Message::Cause(action));
                let field = cause.on_action(edited).style(field::written(look));
                composing(field, |it| Message::Notes(notes::Message::Composed(it)))
            }
            false => cause.style(field::read(look)).into(),
        };
        let (as_of, note) = (&notes.as_of, &notes.note);
        let advance = self.can_advance().then(|| {
            let approval = self.book.observation(indicator.id, year).map(|row| row.approval);
            let next = self.next_approval(approval.unwrap_or_default());
            let name = next.map_or("確認にする", |next| match next {
                Approval::Confirmed => "確定にする",
                _ => "課確認にする",
            });
            button::plain(look, name).key("Ctrl+Enter").on_press(Message::Advanced)
        });
        column![panel::line(look), head.spacing(10.0).align_y(Center)]
            .push(before)
            .push(remark)
            .push(field::labelled(
                look,
                "時点",
                line(as_of, "例：令和7年3月末", notes::Message::AsOf),
                None,
            ))
            .push(field::labelled(look, "備考", line(note, "", notes::Message::Note), None))
            .push(field::labelled(look, "要因分析", cause, None))
            .push(self.grade_part(look, indicator, year))
            .push(advance)
            .spacing(10.0)
            .into()
    }

    /// 評価 of the year: as it follows from 達成率, or as it is given.
    fn grade_part<'a>(
        &'a self,
        look: Look,
        indicator: &'a Indicator,
        year: FiscalYear,
    ) -> Option<Element<'a, Message>> {
        let scale = indicator.scale?;
        let by_rate = self.book.grade_by_rate(indicator, year);
        let given = self.book.observation(indicator.id, year).and_then(|row| row.grade);
        let name = |grade: &Grade| match grade.meaning.as_str() {
            "" => grade.mark.clone(),
            meaning => format!("{}　{meaning}", grade.mark),
        };
        let open = by_rate
            .map_or_else(|| "（なし）".to_owned(), |grade| format!("達成率から　{}", grade.mark));
        let is_offered = |grade: &&Grade| !grade.retired || given == Some(grade.id);
        let grades = self.book.grades(scale).into_iter().filter(is_offered);
        let grades = grades.map(|grade| Named::new(Some(grade.id), name(grade)));
        let grades: Vec<_> = [Named::new(None, open)].into_iter().chain(grades).collect();
        let chosen = grades.iter().find(|named| named.value == given).cloned();
        let writes = self.can_write(FigureCell::YearTarget(indicator.id, year));
        let grade: Element<'a, Message> = match writes {
            true => choice(look, grades, chosen, |named: Named<_>| Message::Graded(named.value))
                .width(Fill)
                .into(),
            false => label::body(look, chosen.map(|named| named.name).unwrap_or_default()).into(),
        };
        Some(field::labelled(look, "評価", grade, None))
    }

    /// What 点検 has found of the indicator.
    fn found_part<'a>(&'a self, look: Look, indicator: &Indicator) -> Option<Element<'a, Message>> {
        let found =
            self.known.findings.iter().filter(|it| super::list::of(it) == Some(indicator.id));
        let lines: Vec<Element<'a, Message>> = found
            .map(|finding| label::body(look, words::finding(&finding.kind)).width(Fill).into())
            .collect();
        let head = format!("！ 確認するもの {}件", lines.len());
        let head = label::bold(look, head).color(look.color.attention);
        (!lines.is_empty()).then(|| {
            let way = button::link(look, "点検で見る →").on_press(Message::FindingsAsked);
            column![panel::line(look), head].extend(lines).push(way).spacing(8.0).into()
        })
    }
}

/// Names that go on paper.
const PAPER_BOLD: iced::Font = iced::Font { weight: iced::font::Weight::Bold, ..PAPER };
