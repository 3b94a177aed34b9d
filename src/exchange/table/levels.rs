//! Columns of several levels: which of them holds the names, and what the upper ones are.

use super::columns::{self, Column, without_brackets};
use super::headings;
use super::layout::Layout;
use super::titled::{Heading, Titled, texts_under};
use crate::domain::fold::fold_case;
use crate::exchange::grid::Row;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// Words of headings over names, from the finest level up.
const LEVELS: [&[&str]; 7] = [
    &["細々事業", "細事業"],
    &["事務事業"],
    &["事業", "プロジェクト"],
    &["取組", "取り組み", "アクション"],
    &["小項目"],
    &["具体的施策", "具体的な施策", "個別施策", "細施策", "小施策", "単位施策", "施策の内容"],
    &["施策", "改革項目", "改善項目"],
];

/// How a measure is to go on, folded.
const OUTLOOKS: [&str; 22] = [
    "拡充",
    "拡大",
    "継続",
    "現状維持",
    "維持",
    "縮小",
    "廃止",
    "見直し",
    "改善",
    "充実",
    "終了",
    "休止",
    "統合",
    "強化",
    "完了",
    "新規",
    "存続",
    "複合化",
    "集約化",
    "統廃合",
    "移転",
    "民間委託",
];

/// What such a text ends with: 現状のまま継続.
const OUTLOOK_ENDS: [&str; 7] = ["継続", "廃止", "縮小", "維持", "休止", "終了", "どおり"];

impl Layout {
    /// 施策 | 事業: of several columns of names the finest has them; the upper ones are those of the
    /// directions and the goals, where these have none.
    /// 基本方針 | 施策の方向: of two columns of directions the first is that of the goals.
    pub(super) fn part_levels(&mut self, rows: &[Row]) {
        let names = self.columns.iter().filter(|titled| titled.column == Column::Name);
        let names: Vec<(usize, usize)> = names
            .filter(|titled| are_names(rows, titled))
            .filter_map(|titled| Some((level(&titled.heading)?, titled.at)))
            .collect();
        // Of two of one level the one on the right.
        let finest = names.iter().min_by_key(|(level, at)| (*level, Reverse(*at))).copied();
        let mut upper: Vec<(usize, usize)> = names
            .iter()
            .filter(|(level, at)| {
                finest
                    .is_some_and(|finest| finest != (*level, *at) && self.is_beside(*at, finest.1))
            })
            .copied()
            .collect();
        upper.sort_unstable();
        for (_, at) in &upper {
            self.raise(*at);
        }
        if let Some((_, finest)) = finest.filter(|_| !upper.is_empty()) {
            self.settle_names(finest);
        }
        let mut directions = self.columns.iter().filter(|it| it.column == Column::Direction);
        let first = directions.next().map(|titled| titled.at);
        if let (Some(first), Some(_), false) = (first, directions.next(), self.has(Column::Goal)) {
            self.set(first, Column::Goal);
        }
        // 分野 | 目標: of two columns of goals the second is that of the directions.
        let mut goals = self.columns.iter().filter(|it| it.column == Column::Goal);
        let second = goals.nth(1).map(|titled| titled.at);
        if let (Some(second), false) = (second, self.has(Column::Direction)) {
            self.set(second, Column::Direction);
        }
    }

    /// 方向性: → or 拡充 of each measure is how it goes on, and no direction that it stands under; nor is
    /// 目標 a goal where figures stand below.
    pub(super) fn part_outlooks(&mut self, rows: &[Row]) {
        let name = self.columns.iter().find(|it| it.column == Column::Name).map(|it| it.at);
        let goal = self.columns.iter().find(|it| it.column == Column::Goal).map(|it| it.at);
        let is_none = |titled: &Titled| {
            if !matches!(titled.column, Column::Goal | Column::Direction) {
                return false;
            }
            // Folded, ① would be the 1 of a figure.
            let own = rows.iter().flat_map(|row| row.own().find(|(at, _)| *at == titled.at));
            let heading = fold_case(&titled.heading);
            let texts = own.map(|(_, cell)| cell.text().trim());
            let texts: Vec<&str> = texts.filter(|text| fold_case(text) != heading).collect();
            let is_right = name.is_none_or(|name| titled.at > name);
            let are = |is: fn(&str) -> bool| texts.iter().all(|text| is(text));
            match columns::names_level(&titled.heading) {
                true => is_right && name.is_some() && !texts.is_empty() && are(is_outlook),
                false if texts.is_empty() => is_right,
                false => {
                    texts.iter().any(|text| is_outlook(text))
                        || are(begins_with_figure)
                        || !(are(is_marked) || !is_right && are_together(rows, titled, goal))
                }
            }
        };
        let (others, kept): (Vec<Titled>, Vec<Titled>) =
            std::mem::take(&mut self.columns).into_iter().partition(is_none);
        self.columns = kept;
        self.ignored.extend(others.into_iter().map(Heading::from));
    }

    /// Makes a column of names that of the directions; where these have one, that becomes the one of
    /// the goals.
    fn raise(&mut self, at: usize) {
        let direction = self.columns.iter().find(|titled| titled.column == Column::Direction);
        match (direction.map(|titled| titled.at), self.has(Column::Goal)) {
            (None, _) => self.set(at, Column::Direction),
            // The directions are known by then: from the finest level up.
            (Some(direction), false) if direction > at => self.set(at, Column::Goal),
            (Some(direction), false) => {
                self.set(direction, Column::Goal);
                self.set(at, Column::Direction);
            }
            (Some(_), true) => {}
        }
    }

    /// Takes the other columns of names for nothing, and the numbers for those of what they stand
    /// before.
    fn settle_names(&mut self, finest: usize) {
        let (kept, others): (Vec<Titled>, Vec<Titled>) = std::mem::take(&mut self.columns)
            .into_iter()
            .partition(|it| it.column != Column::Name || it.at == finest);
        self.columns = kept;
        self.ignored.extend(others.into_iter().map(Heading::from));
        let numbers = self.columns.iter().filter(|titled| titled.column == Column::Number);
        let numbers: Vec<usize> = numbers.map(|titled| titled.at).collect();
        for at in numbers {
            match self.columns.iter().find(|titled| titled.at == at + 1).map(|it| it.column) {
                Some(Column::Direction) => self.set(at, Column::DirectionNumber),
                Some(Column::Goal) => self.set(at, Column::GoalNumber),
                _ => {}
            }
        }
    }

    /// Whether nothing but levels and their numbers stands between two columns.
    fn is_beside(&self, upper: usize, lower: usize) -> bool {
        let mut between =
            self.columns.iter().filter(|titled| titled.at > upper && titled.at < lower);
        upper < lower
            && between.all(|it| {
                it.column.is_of_level() || matches!(it.column, Column::Name | Column::Number)
            })
    }

    fn has(&self, column: Column) -> bool {
        self.columns.iter().any(|titled| titled.column == column)
    }

    fn set(&mut self, at: usize, column: Column) {
        self.columns.iter_mut().filter(|it| it.at == at).for_each(|it| it.column = column);
    }
}

/// Whether a text says how a measure goes on.
pub(super) fn is_outlook(text: &str) -> bool {
    let marked = headings::direction(text).map(|parsed| parsed.name);
    let name = fold_case(marked.as_deref().unwrap_or(text));
    const LONGEST: usize = 14;
    let is_short = name.chars().count() <= LONGEST;
    OUTLOOKS.contains(&name.as_str())
        || (is_short && OUTLOOK_ENDS.iter().any(|end| name.ends_with(end)))
        || !name.chars().any(char::is_alphanumeric)
}

/// Whether a text begins with a figure rather than with the number of a heading.
fn begins_with_figure(text: &str) -> bool {
    fold_case(text).starts_with(|c: char| c.is_ascii_digit()) && !is_marked(text)
}

/// Whether a text has the mark of a heading.
fn is_marked(text: &str) -> bool {
    headings::goal(text).is_some() || headings::direction(text).is_some()
}

/// Whether the rows that say the same in a column stand together, those of each goal for itself.
pub(super) fn are_together(rows: &[Row], titled: &Titled, goal: Option<usize>) -> bool {
    let (at, heading_of_column) = (titled.at, fold_case(&titled.heading));
    let mut known: BTreeSet<(&str, &str)> = BTreeSet::new();
    let (mut above, mut last) = ("", None);
    rows.iter().all(|row| {
        let lone = Some(row).filter(|row| row.own().count() == 1);
        let lone = lone.and_then(|row| row.own().next());
        let heading = lone.map(|(_, cell)| cell.text()).filter(|it| headings::goal(it).is_some());
        let said = goal.filter(|goal| *goal != at).map(|goal| row.cell(goal).text());
        above = heading.or(said).filter(|it| !it.trim().is_empty()).unwrap_or(above);
        let text = row.cell(at).text().trim();
        // On a further page, or in the table of another year, all may come again.
        if fold_case(text) == heading_of_column {
            known.clear();
            (above, last) = ("", None);
            return true;
        }
        if text.is_empty() || lone.is_some() || last == Some((above, text)) {
            return true;
        }
        last = Some((above, text));
        known.insert((above, text))
    })
}

/// How fine the level is that a heading names; the least is the finest.
fn level(heading: &str) -> Option<usize> {
    let heading = without_brackets(&fold_case(heading));
    LEVELS.iter().position(|words| words.iter().any(|word| heading.contains(word)))
}

/// Whether the cells of a column are names rather than texts.
fn are_names(rows: &[Row], titled: &Titled) -> bool {
    const LONGEST: usize = 50;
    let texts: Vec<String> = texts_under(rows, titled).collect();
    let are = texts.iter().filter(|text| text.chars().count() <= LONGEST && !text.ends_with('。'));
    are.count() * 2 >= texts.len()
}
