//! Statuses that are said by a mark: ○ under 実施済, 実施中 or 未実施.

use super::columns::Column;
use super::titled::{Heading, Titled, texts_under};
use super::years::years_in;
use crate::domain::FiscalYear;
use crate::domain::fold::fold_case;
use crate::exchange::cell;
use crate::exchange::grid::Row;

/// What says yes, folded: NFKC makes ○ of none of the other circles.
const YES: [&str; 14] = ["○", "◯", "〇", "◎", "●", "⭕", "✓", "✔", "☑", "レ", "■", "★", "1", "o"];

/// What says no where others say yes.
const NO: [&str; 6] = ["-", "ー", "―", "‐", "×", "□"];

/// Words that name a status.
const STATUSES: [&str; 29] = [
    "実施済",
    "実施済み",
    "実施中",
    "実施",
    "一部実施",
    "未実施",
    "完了",
    "完了済",
    "継続",
    "継続中",
    "着手",
    "着手済",
    "着手済み",
    "一部着手",
    "未着手",
    "検討",
    "検討中",
    "準備中",
    "中止",
    "休止",
    "廃止",
    "達成",
    "未達成",
    "順調",
    "概ね順調",
    "おおむね順調",
    "遅れ",
    "やや遅れ",
    "計画どおり",
];

/// Whether a cell says yes.
pub(super) fn is_mark(text: &str) -> bool {
    YES.contains(&fold_case(text).as_str())
}

/// Whether a cell says no, or that there is nothing to say.
pub(super) fn is_no(text: &str) -> bool {
    NO.contains(&fold_case(text).as_str()) || cell::stands_for_none(text)
}

/// Whether a heading names a status.
pub(super) fn is_status(heading: &str) -> bool {
    STATUSES.contains(&fold_case(heading).as_str())
}

/// The year that a heading over such columns names last.
pub(super) fn year(heading: &str) -> Option<FiscalYear> {
    years_in(&fold_case(heading)).last().map(|(_, year)| *year)
}

/// Finds the columns beside one another that hold marks alone, whose headings name statuses or stand
/// together under one heading.
pub(super) fn settle(columns: &mut Vec<Titled>, ignored: &mut Vec<Heading>, rows: &[Row]) {
    let all = candidates(columns, ignored);
    let candidates: Vec<Titled> = all
        .iter()
        .filter(|titled| holds_marks(rows, titled) || is_of_marks(rows, titled, &all))
        .cloned()
        .collect();
    let (retired, others): (Vec<&Titled>, Vec<&Titled>) =
        candidates.iter().partition(|titled| is_retired(columns, titled));
    let mut found: Vec<Titled> = others
        .iter()
        .filter(|it| others.iter().any(|other| are_together(it, other)))
        .map(|it| Titled::clone(it))
        .collect();
    // 廃止 beside the others is one of them.
    let beside: Vec<Titled> = retired
        .into_iter()
        .filter(|it| found.iter().any(|other| are_together(it, other)))
        .cloned()
        .collect();
    found.extend(beside);
    let is_found = |at: usize| found.iter().any(|titled| titled.at == at);
    columns.retain(|titled| !is_found(titled.at));
    ignored.retain(|heading| !is_found(heading.at));
    columns.extend(found);
    columns.sort_by_key(|titled| titled.at);
}

/// The columns that may hold marks, as if they did.
fn candidates(columns: &[Titled], ignored: &[Heading]) -> Vec<Titled> {
    let known = columns.iter().filter_map(|titled| {
        let year = match titled.column {
            Column::Progress(year) | Column::Status(year) => year,
            Column::Retired => None,
            _ => return None,
        };
        Some(Titled { column: Column::Mark(year), ..titled.clone() })
    });
    let ignored = ignored.iter().filter(|heading| is_status(&heading.lowest));
    let ignored = ignored.map(|heading| {
        let column = Column::Mark(year(&heading.text));
        Titled::new(heading.clone(), column)
    });
    known.chain(ignored).collect()
}

fn is_retired(columns: &[Titled], titled: &Titled) -> bool {
    columns.iter().any(|it| it.at == titled.at && it.column == Column::Retired)
}

/// Whether a column holds marks and nothing else. One without any does where its heading names a
/// status.
fn holds_marks(rows: &[Row], titled: &Titled) -> bool {
    let texts = || texts_under(rows, titled);
    texts().all(|text| is_mark(&text) || NO.contains(&text.as_str()))
        && (is_status(&titled.lowest) || texts().any(|text| is_mark(&text)))
}

/// Whether a column is one of several beside one another whose headings name statuses, and which hold
/// marks for the most part: a cell that is none leaves the others what they are.
fn is_of_marks(rows: &[Row], titled: &Titled, candidates: &[Titled]) -> bool {
    if !is_status(&titled.lowest) {
        return false;
    }
    let names_status =
        |at: usize| candidates.iter().find(|it| it.at == at && is_status(&it.lowest));
    let left = (0..titled.at).rev().map_while(names_status);
    let right = (titled.at..).map_while(names_status);
    let beside: Vec<&Titled> = left.chain(right).collect();
    let texts: Vec<String> = beside.iter().flat_map(|it| texts_under(rows, it)).collect();
    let are = texts.iter().filter(|text| is_mark(text) || NO.contains(&text.as_str())).count();
    beside.len() > 1 && are > 0 && are * 2 >= texts.len()
}

/// Whether two columns stand beside one another and name statuses, or stand under one heading.
fn are_together(one: &Titled, other: &Titled) -> bool {
    let upper = |it: &Titled| it.heading.strip_suffix(it.lowest.as_str()).map(str::to_owned);
    let name_statuses = is_status(&one.lowest) && is_status(&other.lowest);
    let share_heading = upper(one).is_some_and(|it| !it.is_empty()) && upper(one) == upper(other);
    one.at.abs_diff(other.at) == 1 && (name_statuses || share_heading)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn circles_say_yes_and_dashes_do_not() {
        for text in ["○", "◯", "〇", " ● ", "ﾚ", "１"] {
            assert!(is_mark(text), "{text}");
        }
        for text in ["", "－", "×", "実施中", "○（4月から）"] {
            assert!(!is_mark(text), "{text}");
        }
    }

    #[test]
    fn every_status_word_is_folded_already() {
        assert!(STATUSES.iter().chain(&YES).chain(&NO).all(|word| fold_case(word) == *word));
    }
}
