//! Numbers as lists write them.

use super::headings;
use crate::domain::fold::fold_case;
use crate::domain::text::parse_number;

/// The number in a cell. Where Excel made a date of 1-3, the last part of the date is the number.
pub(super) fn number_of(text: &str) -> Option<u32> {
    const LONGEST: usize = 12;
    let folded = fold_case(text);
    if folded.chars().count() > LONGEST {
        return None;
    }
    if let Ok(number) = folded.parse() {
        return Some(number);
    }
    let folded = ungrouped(&folded).unwrap_or(folded);
    let whole = folded.strip_suffix(".0").unwrap_or(&folded);
    let number = || parse_number(&whole.to_ascii_uppercase()).filter(|_| is_numbering(whole));
    headings::kanji(whole).or_else(number)
}

/// Whether a number that can be read stands behind letters: A-3, 1B2. Roman numerals are none, nor is
/// No. 3.
pub(super) fn has_letters(text: &str) -> bool {
    let folded = fold_case(text).replace("no", "");
    number_of(text).is_some()
        && folded.chars().any(|c| c.is_ascii_alphabetic() && !matches!(c, 'i' | 'v' | 'x'))
}

/// The numbers of which a text that can be read as a number consists: 1-3 of 1 and 3, where the last is
/// that of the measure.
pub(super) fn parts(text: &str) -> Vec<u32> {
    let folded = fold_case(text);
    let folded = ungrouped(&folded).unwrap_or(folded);
    let whole = folded.strip_suffix(".0").unwrap_or(&folded);
    let parts = whole.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    parts.filter_map(|part| part.parse().ok()).collect()
}

/// Whether nothing but the signs of a path stands between the numbers of a text: 1-3, 1-（4）.
pub(super) fn is_path(text: &str) -> bool {
    let folded = fold_case(text);
    folded.chars().all(|c| c.is_alphanumeric() || "-－‐―–.()[]<>【】".contains(c))
}

/// Whether a folded text has no other words than those that stand beside numbers: 第3号, 施策3, A-3.
fn is_numbering(folded: &str) -> bool {
    const WORDS: [&str; 9] = ["基本目標", "施策", "事業", "取組", "目標", "方向", "番", "号", "第"];
    let bare = WORDS.iter().fold(folded.to_owned(), |text, word| text.replace(word, ""));
    bare.chars().all(|c| c.is_ascii() || !c.is_alphabetic())
}

/// A number without the commas between its thousands: 1,234.
fn ungrouped(text: &str) -> Option<String> {
    let mut groups = text.split(',');
    let is_number = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    let first = groups.next().filter(|first| (1..=3).contains(&first.len()) && is_number(first))?;
    let rest: Vec<&str> = groups.collect();
    let grouped = rest.iter().all(|group| group.len() == 3 && is_number(group));
    (!rest.is_empty() && grouped).then(|| format!("{first}{}", rest.concat()))
}
