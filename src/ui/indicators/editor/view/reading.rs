//! How the figures of an indicator are read, and from where to where it is to go.

use super::{chosen_value, group, two};
use crate::domain::series::Closing;
use crate::domain::{Book, Field, Indicator, Key, Scale, Value};
use crate::ui::indicators::Message as ScreenMessage;
use crate::ui::indicators::editor::Editor;
use crate::ui::indicators::editor::form::Place;
use crate::ui::measures::years;
use crate::ui::screen_id::Tab;
use crate::ui::theme::Look;
use crate::ui::widget::button;
use crate::ui::widget::choice::{Named, choice};
use iced::{Element, Fill};

impl Editor {
    /// How its figures are to be read.
    pub(super) fn reading<'a>(&'a self, look: Look, book: &'a Book) -> Element<'a, ScreenMessage> {
        let code = |name, at| self.labelled(look, name, at, self.code(look, at));
        let indicator = self.draft.indicator();
        let closing_figure = (indicator.closing == Closing::Entered).then(|| {
            let place = Place::Indicator(Field::ClosingFigure);
            self.labelled(look, "最後の列の値", Field::ClosingFigure, self.figure(look, place))
        });
        group(
            look,
            "値の見方",
            [
                Some(two(code("値の種類", Field::Series), code("最後の列", Field::Closing))),
                closing_figure,
                Some(two(code("よい方向", Field::Better), code("小数", Field::Decimals))),
                Some(two(
                    code("達成率", Field::RateChoice),
                    self.labelled(look, "評価尺度", Field::Scale, scale(look, book, indicator)),
                )),
            ]
            .into_iter()
            .flatten(),
        )
    }

    /// From where to where it is to go.
    pub(super) fn ends<'a>(&'a self, look: Look, book: &'a Book) -> Element<'a, ScreenMessage> {
        let own = Place::Indicator;
        let line = |name, at, hint| self.labelled(look, name, at, self.line(look, hint, own(at)));
        let figure = |name, at| self.labelled(look, name, at, self.figure(look, own(at)));
        let held = self.draft.indicator().target_year;
        let ends = years(book, held).map(|year| Named::new(Some(year), book.year_label(year)));
        let ends: Vec<_> = [Named::new(None, "（なし）")].into_iter().chain(ends).collect();
        let chosen = ends.iter().find(|named| named.value == held).cloned();
        let pick = |named: Named<_>| chosen_value(Field::TargetYear, Value::Year(named.value));
        let year = choice(look, ends, chosen, pick).width(Fill);
        group(
            look,
            "基準値と最終目標",
            [
                two(
                    figure("基準値", Field::Base),
                    line("基準の時点", Field::BaseAt, "例：令和2年度"),
                ),
                two(
                    figure("最終目標", Field::FinalTarget),
                    self.labelled(look, "目標の年度", Field::TargetYear, year),
                ),
                two(
                    line("基準値の見出し", Field::BaseLabel, "例：申請時"),
                    line("最終目標の見出し", Field::TargetLabel, "例：事業終了後"),
                ),
            ],
        )
    }
}

fn scale<'a>(look: Look, book: &Book, indicator: &Indicator) -> Element<'a, ScreenMessage> {
    let held = indicator.scale;
    let is_offered = |row: &&Scale| !row.retired || held == Some(row.id);
    let scales = book.scales().into_iter().filter(is_offered);
    let scales = scales.map(|row| Named::new(Some(row.id), row.name.as_str()));
    let scales: Vec<_> = [Named::new(None, "（なし）")].into_iter().chain(scales).collect();
    if scales.len() == 1 {
        let way = button::link(look, "台帳で作る →");
        return way.on_press(ScreenMessage::RegisterAsked(Tab::Scales)).into();
    }
    let chosen = scales.iter().find(|named| named.value == held).cloned();
    let pick = |named: Named<Option<_>>| {
        chosen_value(Field::Scale, Value::Reference(named.value.map(Key::Scale)))
    };
    choice(look, scales, chosen, pick).width(Fill).into()
}
