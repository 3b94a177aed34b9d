//! What is searched for, and in which texts.

use super::{Message, Screen, phrase_id};
use crate::domain::replace::{Hit, Part};
use crate::domain::{DepartmentId, FiscalYear, Key};
use crate::ui::context::Context;
use crate::ui::theme::Look;
use crate::ui::widget::badge::{Tone, toggle};
use crate::ui::widget::choice::{Named, choice};
use crate::ui::widget::{button, field, label, panel};
use iced::widget::{column, container, row};
use iced::{Element, Fill};
use std::collections::BTreeSet;

const fn name(part: Part) -> &'static str {
    match part {
        Part::Narratives => "実施状況",
        Part::Descriptions => "内容",
        Part::Names => "施策の名称",
        Part::Outline => "目標・方向",
        Part::Notes => "連絡事項・交付金",
        Part::Indicators => "指標",
        Part::Registers => "課・進捗状況",
        Part::Paper => "計画・様式",
    }
}

impl Screen {
    pub(super) fn conditions<'a>(&'a self, ctx: &'a Context, look: Look) -> Element<'a, Message> {
        let query = &self.query;
        let phrase =
            field::line(look, "", &query.phrase).id(phrase_id()).on_input(Message::PhraseTyped);
        let replacement = field::line(look, "（空にすると、削除します）", &query.replacement)
            .on_input(Message::ReplacementTyped);
        let chip = |word: &str, on: bool, message| {
            let word = if on { format!("✓ {word}") } else { word.to_owned() };
            toggle(look, Tone::Accent, word, on, message)
        };
        let ways = [
            chip("全角・半角を区別", query.by_width, Message::WidthToggled),
            chip("英大・小文字を区別", query.by_case, Message::CaseToggled),
        ];
        let parts = Part::ALL
            .into_iter()
            .map(|part| chip(name(part), query.parts.contains(&part), Message::PartToggled(part)));
        let chips =
            |chips: Vec<Element<'a, Message>>| row(chips).spacing(8.0).wrap().vertical_spacing(6.0);
        let content = column![
            field::labelled(look, "検索する文字", phrase, None),
            field::labelled(look, "置き換える文字", replacement, None),
            column![label::second(look, "検索の条件"), chips(ways.into())].spacing(6.0),
            column![label::second(look, "探す欄"), chips(parts.collect())].spacing(6.0),
            column![
                label::second(look, "年度と課"),
                self.year(ctx, look),
                self.department(ctx, look)
            ]
            .spacing(6.0),
        ]
        .push(self.left_alone(ctx, look))
        .spacing(16.0)
        .padding([16.0, 20.0]);
        panel::page(look, content)
    }

    fn year<'a>(&self, ctx: &'a Context, look: Look) -> Element<'a, Message> {
        let year = |year: FiscalYear| Named::new(Some(year), ctx.book.year_label(year));
        let all = Named::new(None, "すべての年度");
        let open = ctx.book.years().rev().filter(|year| !year.closed);
        let years: Vec<_> = open.map(|it| year(it.year)).chain([all.clone()]).collect();
        let chosen = self.query.year.map_or(all, year);
        choice(look, years, Some(chosen), |named: Named<Option<FiscalYear>>| {
            Message::YearChosen(named.value)
        })
        .width(Fill)
        .into()
    }

    fn department<'a>(&self, ctx: &'a Context, look: Look) -> Element<'a, Message> {
        let all = Named::new(None, "すべての課");
        let of = ctx.book.departments().into_iter().filter(|row| !row.retired);
        let of = of.map(|row| Named::new(Some(row.id), row.name.as_str()));
        let departments: Vec<_> = [all.clone()].into_iter().chain(of).collect();
        let chosen = departments.iter().find(|named| named.value == self.query.department);
        let chosen = chosen.cloned().unwrap_or(all);
        choice(look, departments, Some(chosen), |named: Named<Option<DepartmentId>>| {
            Message::DepartmentChosen(named.value)
        })
        .width(Fill)
        .into()
    }

    /// What has the phrase and is not replaced, and why.
    fn left_alone<'a>(&self, ctx: &'a Context, look: Look) -> Option<Element<'a, Message>> {
        let found = &self.found;
        let note = |title: &'a str, words: String, count: usize| {
            let see = format!("残る{count}か所を見る");
            let see = button::link(look, see).on_press(Message::LeftAloneToggled);
            let words = column![label::bold(look, title), label::second(look, words), see];
            container(panel::tinted(look.color.quiet, words.spacing(4.0)).width(Fill)).into()
        };
        if !found.closed.is_empty() {
            let year = |hit: &Hit| match hit.key {
                Key::Implementation(_, year) => Some(year),
                _ => None,
            };
            let years: BTreeSet<FiscalYear> = found.closed.iter().filter_map(year).collect();
            let years: Vec<String> = years.iter().map(|year| ctx.book.year_label(*year)).collect();
            let count = found.closed.len();
            let words = format!("{}の{count}か所は、そのまま残ります。", years.join("・"));
            return Some(note("締めた年度は置き換えません", words, count));
        }
        let count = found.beyond.len();
        (count > 0).then(|| {
            let words = format!("入力をお願いしていない{count}か所は、そのまま残ります。");
            note("この課の入力欄だけを置き換えます", words, count)
        })
    }
}
