//! Columns of ratings and figures: which of several is the status, of which year it is, and what is no
//! text because it is nothing but numbers.

use super::columns::{Column, without_years};
use super::layout::Layout;
use super::titled::{Heading, Titled, texts_under};
use crate::domain::fold::fold_case;
use crate::exchange::grid::Row;
use std::collections::BTreeMap;

impl Layout {
    /// 450, 460 under R5実績 are the figures of an indicator, no texts of a year: such columns are not
    /// taken. 12件 may be all that there is to say.
    pub(super) fn part_figures(&mut self, rows: &[Row]) {
        // In our own form a text may be anything.
        if self.columns.iter().any(|it| it.column == Column::GoalLabel) {
            return;
        }
        let mut are: BTreeMap<String, (bool, usize)> = BTreeMap::new();
        for titled in self.columns.iter().filter(|it| may_be_figures(it.column)) {
            let texts = texts_under(rows, titled);
            let is_progress = matches!(titled.column, Column::Progress(_));
            // 1 to 5 under 達成度 are grades.
            let long = texts.iter().filter(|text| !is_progress || text.chars().count() > 1);
            let all = texts.iter().all(|text| is_number(text)) && long.count() * 2 >= texts.len();
            let (are_all, count) = are.entry(without_years(&titled.heading)).or_insert((true, 0));
            *are_all &= all;
            *count += texts.len();
        }
        // One number alone may be a text.
        let is_of_figures = |it: &Titled| {
            let found = are.get(&without_years(&it.heading));
            may_be_figures(it.column) && found.is_some_and(|(are, count)| *are && *count > 1)
        };
        let (figures, kept): (Vec<Titled>, Vec<Titled>) =
            std::mem::take(&mut self.columns).into_iter().partition(is_of_figures);
        self.columns = kept;
        self.ignored.extend(figures.into_iter().map(Heading::from));
    }

    /// 進捗率 beside 進捗状況: of several columns that may be the status one of percentages comes last.
    pub(super) fn order_ratings(&mut self, rows: &[Row]) {
        let is_rate = |titled: &Titled| {
            let texts = texts_under(rows, titled);
            matches!(titled.column, Column::Progress(_) | Column::Status(_))
                && !texts.is_empty()
                && texts.iter().all(|text| is_rate(text))
        };
        self.columns.sort_by_cached_key(|titled| is_rate(titled));
    }

    /// 評価 between the texts of two years is of the year before it.
    pub(super) fn date_ratings(&mut self) {
        let years: Vec<_> = self
            .columns
            .iter()
            .filter_map(|it| match it.column {
                Column::Narrative(year) => Some((it.at, year)),
                _ => None,
            })
            .collect();
        for titled in &mut self.columns {
            let left = years.iter().filter(|(at, _)| *at < titled.at).max();
            let right = years
                .iter()
                .any(|(at, year)| *at > titled.at && left.is_some_and(|(_, before)| before < year));
            if let (Column::Status(None) | Column::Mark(None), Some((_, year)), true) =
                (titled.column, left, right)
            {
                titled.column = titled.column.of_year(Some(*year));
            }
        }
    }
}

fn may_be_figures(column: Column) -> bool {
    matches!(column, Column::Narrative(_) | Column::Narratives(_) | Column::Progress(_))
}

/// 1,234, ▲5.2 or 100.7.
fn is_number(text: &str) -> bool {
    let bare = text.trim_start_matches(['▲', '△', '-', '+']);
    bare.starts_with(|c: char| c.is_ascii_digit())
        && bare.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.'))
}

fn is_rate(text: &str) -> bool {
    let folded = fold_case(text);
    is_number(folded.strip_suffix('%').unwrap_or(&folded)) && folded.chars().count() > 1
}
