//! Columns of ratings and figures: which of several is the status, of which year it is, and what is no
//! text because it is nothing but numbers.

use super::columns::{self, Column, without_years};
use super::layout::Layout;
use super::titled::{Heading, Titled, texts_under};
use super::years;
use crate::domain::FiscalYear;
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
            let (are_all, count) = are.entry(without_years(&titled.heading)).or_insert((true, 0));
            *are_all = *are_all && texts_under(rows, titled).all(|text| is_number(&text));
            if *are_all {
                let texts: Vec<String> = texts_under(rows, titled).collect();
                // 1 to 5 under 達成度 are grades.
                let is_progress = matches!(titled.column, Column::Progress(_));
                let long = texts.iter().filter(|text| !is_progress || text.chars().count() > 1);
                *are_all = long.count() * 2 >= texts.len();
                *count += texts.len();
            }
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
            let mut texts = texts_under(rows, titled).peekable();
            matches!(titled.column, Column::Progress(_) | Column::Status(_))
                && texts.peek().is_some()
                && texts.all(|text| is_rate(&text))
        };
        self.columns.sort_by_cached_key(|titled| is_rate(titled));
    }

    /// R5実績 | 評価 | R6取組, R5実績 | 評価 | R6実績 | 評価: a rating beside the text of a year is of that
    /// year, not of the last.
    pub(super) fn date_ratings(&mut self) {
        let is_open = |it: &Titled| {
            matches!(it.column, Column::Progress(None) | Column::Status(None))
                && (columns::is_rating(&it.heading) || fold_case(&it.heading).contains("進捗"))
                && years::before(&fold_case(&it.heading)).is_none()
        };
        let year_at = |at: usize| {
            let titled = self.columns.iter().find(|it| it.at == at)?;
            matches!(titled.column, Column::Narrative(_) | Column::Progress(_))
                .then(|| titled.column.year().flatten())
                .flatten()
        };
        let ratings: Vec<usize> =
            self.columns.iter().filter(|it| is_open(it)).map(|it| it.at).collect();
        let left = |at: &usize| at.checked_sub(1).and_then(year_at);
        let right = |at: &usize| year_at(at + 1);
        let goes_on = |at: &usize| {
            let own = left(at);
            self.columns.iter().any(|it| it.at > *at && it.column.year().flatten() > own)
        };
        let is_several = ratings.len() > 1;
        let years: Vec<Option<FiscalYear>> = if ratings.iter().all(|at| left(at).is_some()) {
            ratings.iter().map(|at| left(at).filter(|_| is_several || goes_on(at))).collect()
        } else if is_several && ratings.iter().all(|at| right(at).is_some()) {
            ratings.iter().map(right).collect()
        } else {
            return;
        };
        for (at, year) in ratings.iter().zip(years) {
            for titled in self.columns.iter_mut().filter(|it| it.at == *at && year.is_some()) {
                titled.column = titled.column.of_year(year);
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
