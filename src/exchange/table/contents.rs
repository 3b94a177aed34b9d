//! Columns whose texts are none of what was done: plans, figures to be reached, legends.

use super::columns::{self, Column};
use super::layout::Layout;
use super::titled::{Heading, Titled, texts_under};
use crate::domain::fold::fold_case;
use crate::exchange::grid::{Grid, Row};

impl Layout {
    /// R6見込 | R6実績: what was expected of a year is told where nothing else is.
    pub(super) fn part_expected(&mut self) {
        let all = self.columns.clone();
        let is_told_otherwise = |titled: &Titled| {
            all.iter().any(|it| {
                it.at != titled.at
                    && !columns::is_expected(&it.heading)
                    && matches!(it.column, Column::Narrative(_) | Column::Progress(_))
                    && it.column.year() == titled.column.year()
            })
        };
        // R5決算 | R6見込 are of money.
        let is_of_money = self.ignored.iter().any(|heading| {
            let folded = fold_case(&heading.text);
            ["決算", "予算", "事業費"].iter().any(|word| folded.contains(word))
        });
        self.ignore(|it| {
            matches!(it.column, Column::Narrative(_))
                && columns::is_expected(&it.heading)
                && (is_of_money || is_told_otherwise(it))
        });
    }

    /// ○ | → | → under years beside a text is a schedule.
    pub(super) fn part_schedules(&mut self, rows: &[Row]) {
        let are_marks = |titled: &Titled| {
            let texts = || texts_under(rows, titled);
            let is_mark = |text: String| text.chars().all(|c| "○◯〇◎●→⇒➡―-".contains(c));
            texts().all(is_mark) && texts().any(|text| text.contains(['→', '⇒', '○', '◯', '●']))
        };
        let is_text = |it: &Titled| {
            matches!(it.column, Column::Narrative(_) | Column::Narratives(_) | Column::Progress(_))
                && !columns::is_rating(&it.heading)
                && texts_under(rows, it).any(|text| text.chars().count() > LONGEST_MARK)
        };
        if self.columns.iter().any(is_text) {
            self.ignore(|it| matches!(it.column, Column::Narrative(_)) && are_marks(it));
        }
    }

    /// 評価 | 意味 beyond an empty column: a legend beside the list.
    pub(super) fn part_legend(&mut self, grid: &Grid) {
        const WORDS: [&str; 8] =
            ["意味", "説明", "基準", "評価基準", "判断基準", "内容", "考え方", "区分の説明"];
        let rows = grid.rows.get(self.first..).unwrap_or_default();
        let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
        let is_empty = |at: usize| rows.iter().all(|row| row.cell(at).is_blank());
        let name = self.columns.iter().find(|it| it.column == Column::Name).map(|it| it.at);
        let Some(gap) = name.and_then(|name| (name + 1..width).find(|at| is_empty(*at))) else {
            return;
        };
        let headings: Vec<(usize, String)> = self
            .columns
            .iter()
            .map(|it| (it.at, fold_case(&it.heading)))
            .chain(self.ignored.iter().map(|it| (it.at, fold_case(&it.text))))
            .filter(|(at, _)| *at > gap)
            .collect();
        let explains = headings.iter().any(|(_, text)| WORDS.contains(&text.as_str()));
        if explains && headings.len() <= 3 {
            self.ignore(|it| it.at > gap);
        }
    }

    /// Takes columns for nothing.
    fn ignore(&mut self, is_none: impl Fn(&Titled) -> bool) {
        let (others, kept): (Vec<Titled>, Vec<Titled>) =
            std::mem::take(&mut self.columns).into_iter().partition(is_none);
        self.columns = kept;
        self.ignored.extend(others.into_iter().map(Heading::from));
    }
}

/// The longest text, in characters, that may be a mark.
const LONGEST_MARK: usize = 12;
