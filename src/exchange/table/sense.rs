//! What a column holds whose heading may mean a status or a text: by the sense of its cells.

use super::columns::{self, Column};
use super::marks;
use super::titled::{Titled, texts_under};
use crate::domain::FiscalYear;
use crate::domain::fold::fold_case;
use crate::exchange::cell;
use crate::exchange::grid::Row;

/// The longest text that is still a status rather than a narrative, in characters, without what
/// stands in brackets.
const LONGEST_STATUS: usize = 12;

/// From so many texts on, that nearly all differ says that they are no statuses.
const TELLING: usize = 5;

/// Whether a column under an ambiguous heading holds statuses rather than narratives: by its texts and
/// those under the same heading for other years.
pub(super) fn is_status(
    rows: &[Row],
    titled: &Titled,
    columns: &[Titled],
    year: Option<FiscalYear>,
    has_text: bool,
) -> bool {
    let is_alike = |other: &&Titled| {
        other.at == titled.at || columns::are_alike(&other.heading, &titled.heading)
    };
    let alike = columns.iter().filter(is_alike);
    let mut texts: Vec<String> = alike.flat_map(|other| texts_under(rows, other)).collect();
    texts.retain(|text| !cell::stands_for_none(text));
    let says = says_status(&titled.heading);
    let is_text = !says
        && (columns::part_of_year(&titled.heading).is_some()
            || (!columns::is_rating(&titled.heading)
                && !are_status_words(&texts)
                && is_beside_status(rows, titled, columns, year)));
    if is_text {
        false
    } else if texts.is_empty() {
        says || (has_text && year.is_none())
    } else {
        are_statuses(&texts, &titled.heading, says && has_text)
    }
}

/// Whether another column for the same year, or for none, says by its heading and by its texts that it
/// holds the statuses: 実施状況 beside it is what was done.
fn is_beside_status(
    rows: &[Row],
    titled: &Titled,
    columns: &[Titled],
    year: Option<FiscalYear>,
) -> bool {
    columns.iter().filter(|other| other.at != titled.at).any(|other| {
        let of_year = match other.column {
            Column::Progress(of) | Column::Status(of) => of.is_none() || of == year,
            _ => return false,
        };
        let says = says_status(&other.heading);
        let texts = || -> Vec<String> {
            texts_under(rows, other).filter(|text| !cell::stands_for_none(text)).collect()
        };
        let are = |texts: &[String]| !texts.is_empty() && are_statuses(texts, &other.heading, says);
        of_year && (says || columns::is_rating(&other.heading)) && are(&texts())
    })
}

/// Whether most folded texts name a status.
fn are_status_words(texts: &[String]) -> bool {
    texts.iter().filter(|text| marks::is_status(text)).count() * 2 > texts.len()
}

/// Whether folded texts are statuses under a heading. `certain` stands for one that can mean nothing else
/// because the years have columns of their own.
fn are_statuses(texts: &[String], heading: &str, certain: bool) -> bool {
    let (says, is_rating) = (says_status(heading), columns::is_rating(heading));
    let count = |is: &dyn Fn(&String) -> bool| texts.iter().filter(|text| is(text)).count();
    let short = count(&|text| is_short(text, says));
    if count(&|text| marks::is_status(text)) * 2 >= texts.len() {
        return says || short == texts.len();
    }
    if count(&|text| is_count(text)) * 2 > texts.len() {
        return false;
    }
    let mut different: Vec<&String> = texts.iter().collect();
    different.sort_unstable();
    different.dedup();
    // 取組状況 says of two texts that differ no more than that they are short.
    let telling = if says || is_rating { TELLING } else { 1 };
    let differ = texts.len() >= telling && different.len() * 5 >= texts.len() * 4;
    if differ && !certain && count(&|text| is_grade(text)) * 2 < texts.len() {
        return false;
    }
    // One long cell among statuses leaves the others what they are.
    let rated = count(&|text| is_grade(text) || marks::is_status(text));
    short == texts.len()
        || (says && short * 2 > texts.len())
        || (is_rating && rated * 2 > texts.len())
}

/// Whether the heading of a column says that it holds statuses.
fn says_status(heading: &str) -> bool {
    fold_case(heading).contains("進捗")
}

/// Whether a folded text under an ambiguous heading is short enough for a status. Where the heading
/// does not say so, a sentence is none, however short.
fn is_short(text: &str, says: bool) -> bool {
    let bare = columns::without_brackets(text);
    bare.chars().count() <= LONGEST_STATUS && (says || !text.ends_with('。'))
}

/// Whether a status is taken for one under the heading 進捗状況 whatever the others are.
pub(crate) fn is_plain_status(name: &str) -> bool {
    const LONGEST: usize = 10;
    let name = fold_case(name);
    name.chars().count() <= LONGEST && !is_count(&name)
}

/// Whether a text in a column of statuses is none: too long, under a heading that may mean both.
pub(super) fn is_no_status(titled: &Titled, text: &str) -> bool {
    !is_short(&fold_case(text), says_status(&titled.heading))
        && matches!(columns::column(&titled.heading), Some(Column::Progress(_)))
}

/// 12件, 約3か所, 延べ8人: a number with its counter.
fn is_count(text: &str) -> bool {
    let bare = ["約", "延べ", "延", "計", "全"]
        .iter()
        .find_map(|word| text.strip_prefix(word))
        .unwrap_or(text);
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.');
    let counter = bare.trim_start_matches(is_part);
    counter.len() < bare.len()
        && bare.starts_with(|c: char| c.is_ascii_digit())
        && !counter.is_empty()
        && !counter.starts_with('%')
}

/// A, 3, ◎: a single sign.
fn is_grade(text: &str) -> bool {
    text.chars().count() == 1
}
