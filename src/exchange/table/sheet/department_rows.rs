//! Rows that name the departments of the measures below them.

use super::Sheet;
use super::notes::is_note;
use super::signs::is_mark;
use crate::exchange::grid::Cell;
use crate::exchange::table::columns::Column;
use crate::exchange::table::departments::{self, Brackets};
use crate::exchange::table::headings;
use std::collections::BTreeMap;

impl Sheet<'_> {
    /// The departments that a row names alone, for the measures below it: 【高齢課】, 担当課：総務課.
    pub(crate) fn department_row(
        &self,
        index: usize,
        at: usize,
        cell: &Cell,
    ) -> Option<Vec<String>> {
        const LONGEST: usize = 24;
        let column = self.layout.columns.iter().find(|titled| titled.at == at);
        let is_left = matches!(
            column.map(|titled| titled.column),
            None | Some(Column::Number | Column::Name | Column::Description)
        );
        let opening = opening_of_band(cell.text());
        let text = band(cell.text());
        let is_like_others = self.marks.department_opening == Some(opening)
            && (opening.is_some_and(is_mark)
                || departments_alone(text).is_some()
                || sounds_like_department(text));
        // 所管課：図書館 leaves no doubt.
        let named = departments::read(text, Brackets::PartOfName).lead;
        let is_labelled =
            text.contains(['：', ':']) && !named.iter().any(|it| it.contains(['：', ':']));
        if !(is_left || self.is_wide(at, cell))
            || self.last_named.is_none_or(|last| last <= index)
            || text.chars().count() > LONGEST
            || headings::goal(text).is_some()
            || (headings::direction(cell.text()).is_some() && !is_like_others)
        {
            return None;
        }
        departments_alone(text).or_else(|| (is_like_others || is_labelled).then_some(named))
    }
}

/// The sign with which most texts open that name departments, where it is more than half of all that
/// open so.
pub(super) fn department_opening<'a>(
    texts: impl Iterator<Item = &'a String>,
) -> Option<Option<char>> {
    let mut counts: BTreeMap<Option<char>, [usize; 2]> = BTreeMap::new();
    for text in texts.filter(|text| !is_note(text)) {
        let band = band(text);
        let is_department = departments_alone(band).is_some() || sounds_like_department(band);
        counts.entry(opening_of_band(text)).or_default()[usize::from(is_department)] += 1;
    }
    let most = counts.into_iter().max_by_key(|(_, [_, departments])| *departments);
    most.filter(|(_, [others, departments])| departments > others).map(|(opening, _)| opening)
}

/// The sign with which a band opens, where it opens with one: a digit for all numbers.
fn opening_of_band(text: &str) -> Option<char> {
    let is_numbered = headings::direction(text).is_some();
    let sign = text.trim().chars().next().filter(|c| is_mark(*c));
    if is_numbered { Some('1') } else { sign }
}

/// The text of a band without signs, its number and a count behind it: ◎環境課（3件）, 1 環境課.
fn band(text: &str) -> &str {
    let mark = headings::mark(text);
    let text = text.trim().strip_prefix(mark).filter(|_| !mark.is_empty()).unwrap_or(text.trim());
    let text = text.trim_start_matches(['．', '.', ' ', '　']).trim_matches(is_mark);
    let counted = text.strip_suffix(['）', ')']).and_then(|it| it.rsplit_once(['（', '(']));
    match counted {
        Some((before, count)) if count.ends_with(['件', '業', '策']) => before.trim_end(),
        _ => text,
    }
}

/// Whether a text may be the name of a department, although it does not end like most: 図書館.
fn sounds_like_department(text: &str) -> bool {
    const ENDINGS: [&str; 8] =
        ["センター", "図書館", "公民館", "博物館", "署", "病院", "事務所", "委員会"];
    ENDINGS.iter().any(|end| text.ends_with(end))
        && !text.contains(['の', 'を', 'る', 'が', 'で', 'に'])
}

/// The departments that a text names, where it names nothing else.
fn departments_alone(text: &str) -> Option<Vec<String>> {
    const ENDINGS: [&str; 6] = ["課", "室", "局", "部", "係", "班"];
    let names = departments::read(text, Brackets::PartOfName).lead;
    let is_department = |name: &String| ENDINGS.iter().any(|end| name.ends_with(end));
    (!names.is_empty() && names.iter().all(is_department)).then_some(names)
}
