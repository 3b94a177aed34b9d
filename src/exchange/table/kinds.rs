//! Rows of one measure that a column tells apart: 計画 | 実績, or 活動 | 成果, a row each.

use super::columns::{self, Column};
use super::departments::is_department;
use super::layout::Layout;
use super::stage::{are_stages, stage};
use super::titled::{Heading, Titled};
use super::years::years_in;
use crate::domain::fold::fold_case;
use crate::domain::text::is_ditto;
use crate::exchange::grid::{Grid, Row};

/// Words, folded, of headings over such a column.
const HEADINGS: [&str; 12] = [
    "区分", "種別", "種類", "分類", "項目", "内訳", "指標", "観点", "視点", "段階", "時期", "期間",
];

impl Layout {
    /// Finds the column, whatever its heading is, that says of each row what it tells of its measure.
    pub(super) fn part_kinds(&mut self, grid: &Grid) {
        let rows = grid.rows.get(self.end()..).unwrap_or_default();
        let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
        // 計画・実績 sounds like a text.
        let may_be = |titled: &Titled| {
            matches!(
                titled.column,
                Column::Narratives(None) | Column::Progress(None) | Column::Status(None)
            )
        };
        let is_free = |at: &usize| self.columns.iter().all(|it| it.at != *at || may_be(it));
        let texts = |at: usize| {
            let own = rows.iter().filter_map(move |row| row.own().find(|(it, _)| *it == at));
            own.map(|(_, cell)| fold_case(cell.text())).collect::<Vec<String>>()
        };
        let of_stages = (0..width).filter(is_free).find(|at| are_stages(&texts(*at)));
        let groups = self.groups(rows);
        let Some(at) =
            of_stages.or_else(|| (0..width).rev().find(|at| self.tells_apart(&groups, *at)))
        else {
            return;
        };
        if let Some(titled) = self.columns.iter_mut().find(|titled| titled.at == at) {
            titled.column = Column::Kind;
            return;
        }
        let heading = self.ignored.iter().position(|heading| heading.at == at);
        let none = || Heading { at, text: String::new(), lowest: String::new() };
        let heading = heading.map_or_else(none, |known| self.ignored.remove(known));
        self.columns.push(Titled::new(heading, Column::Kind));
    }

    /// The rows of each measure that has several.
    fn groups<'r>(&self, rows: &'r [Row]) -> Vec<Vec<&'r Row>> {
        let at = |column| self.columns.iter().filter(move |it| it.column == column).map(|it| it.at);
        // Which of several columns of names has those of the measures is not known yet.
        let names: Vec<usize> = at(Column::Name).collect();
        let number = at(Column::Number).next();
        let text = |row: &'r Row, at: usize| row.cell(at).text().trim();
        let own = |row: &'r Row| -> Vec<&'r str> {
            names.iter().copied().chain(number).map(|at| text(row, at)).collect()
        };
        let says_same = |row: &'r Row, at: &usize| {
            row.cell(*at).carried || row.cell(*at).is_blank() || is_ditto(text(row, *at))
        };
        let mut groups: Vec<Vec<&Row>> = Vec::new();
        let mut first = Vec::new();
        for row in rows.iter().filter(|row| row.own().count() > 1) {
            let own = own(row);
            let goes_on = names.iter().all(|at| says_same(row, at)) || own == first;
            match groups.last_mut() {
                Some(group) if goes_on => group.push(row),
                _ => {
                    groups.push(vec![row]);
                    first = own;
                }
            }
        }
        // What tells rows apart that have one text together says nothing of it.
        let texts = self.columns.iter().filter(|it| it.column.year().is_some());
        let texts: Vec<usize> = texts.map(|it| it.at).collect();
        let tells = |row: &&&Row| row.own().any(|(at, _)| texts.contains(&at));
        groups.retain(|group| group.iter().filter(tells).count() > 1);
        groups
    }

    /// Whether a column that has no other sense says of the rows of each measure what they tell.
    fn tells_apart(&self, groups: &[Vec<&Row>], at: usize) -> bool {
        let name = self.columns.iter().find(|it| it.column == Column::Name).map(|it| it.at);
        let heading = fold_case(self.heading_at(at).unwrap_or_default());
        let is_meant = heading.is_empty()
            || (HEADINGS.iter().any(|word| heading.contains(word))
                && years_in(&heading).is_empty());
        if self.column_at(at).is_some() || name.is_none_or(|name| at <= name) || !is_meant {
            return false;
        }
        let words: Vec<Vec<String>> =
            groups.iter().filter_map(|group| words_of(group, at)).collect();
        if words.is_empty() || words.len() * 5 < groups.len() * 4 {
            return false;
        }
        // Without a heading the words have to say by themselves what they are.
        let recurs = |word: &String| {
            words.iter().filter(|group| group.contains(word)).count() > 1
                || stage(word).is_some()
                || columns::part_of_year(word).is_some()
        };
        !heading.is_empty() || words.iter().flatten().all(recurs)
    }
}

/// The words in a column of the rows of one measure; `None` where these do not tell them apart.
fn words_of(group: &[&Row], at: usize) -> Option<Vec<String>> {
    const LONGEST: usize = 20;
    let mut words: Vec<String> = Vec::with_capacity(group.len());
    for row in group {
        let (_, cell) = row.own().find(|(it, _)| *it == at)?;
        let word = fold_case(cell.text());
        let is_word = word.chars().count() <= LONGEST
            && word.chars().any(char::is_alphabetic)
            && !word.ends_with('。')
            && !(is_department(&word) || words.contains(&word));
        words.push(Some(word).filter(|_| is_word)?);
    }
    Some(words)
}
