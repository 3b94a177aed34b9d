//! How a text stands in a cell of a table, and how it is read back.
//!
//! Reading forgives what people leave in cells: blank lines before a text, white space behind it or
//! around a name. Where that would change a text of ours, it is written behind an apostrophe, the sign by
//! which spreadsheets mark a text that is to be taken as it is. In CSV the same sign keeps a
//! spreadsheet from evaluating a text that begins like a formula. Reading removes one apostrophe, and
//! only before a text for which writing would have needed one, so that any text comes back whole.

use crate::domain::text::{clean, is_ditto};

/// The characters by which spreadsheets recognise a formula, in both widths.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// What a cell shows that has no value. A text file does not tell it from a text.
pub(super) const ERRORS: [&str; 9] =
    ["#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"];

/// A text of several lines, without the blank lines before it and the white space behind it.
pub(super) fn text(cell: &str) -> String {
    let cell = clean(cell);
    match exact(&cell) {
        Some(exact) => exact.to_owned(),
        None => trimmed(&cell).to_owned(),
    }
}

/// A name: one line, without the white space around it.
pub(super) fn name(cell: &str) -> String {
    let cell = clean(cell);
    match exact(&cell) {
        Some(exact) => one_line(exact),
        None => closed_up(one_line(&cell).trim()),
    }
}

/// The cell that `read` gives back as `value`.
pub(super) fn written(value: &str, read: impl Fn(&str) -> String) -> String {
    if read(value) == value { value.to_owned() } else { format!("'{value}") }
}

/// The cell that is read back as this name, where a sign would say that there is none, or that it
/// is the one above.
pub(super) fn written_name(value: &str) -> String {
    if is_placeholder(value) { format!("'{value}") } else { written(value, name) }
}

/// The cell that is read back as this description.
pub(super) fn written_description(value: &str) -> String {
    if is_ditto(value) { format!("'{value}") } else { written(value, text) }
}

/// A cell as it may stand in CSV without being taken for a formula or an error.
pub(super) fn guarded(cell: String) -> String {
    let is_special = cell.trim_start().starts_with(FORMULA) || ERRORS.contains(&cell.as_str());
    if is_special { format!("'{cell}") } else { cell }
}

/// Whether a cell says by a sign that there is nothing, or the same as above.
fn is_placeholder(cell: &str) -> bool {
    stands_for_none(cell) || is_ditto(cell)
}

/// A name without the spaces that spread its characters over the width of a cell: 建　設　課.
pub(super) fn closed_up(name: &str) -> String {
    const NUMERALS: &str = "一二三四五六七八九十";
    let is_letter =
        |c: char| matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー' | '々' | '\u{3400}'..='\u{9fff}');
    let is_single = |part: &str| {
        let mut chars = part.chars();
        chars.next().is_some_and(is_letter) && chars.next().is_none()
    };
    // 一 農 is the first, with its name.
    let is_spread = name.contains(char::is_whitespace)
        && name.split_whitespace().all(is_single)
        && !name.starts_with(|c| NUMERALS.contains(c));
    if is_spread { name.split_whitespace().collect() } else { name.to_owned() }
}

/// Whether a cell says by a dash that there is nothing.
pub(super) fn stands_for_none(cell: &str) -> bool {
    const DASHES: [&str; 8] = ["-", "－", "ー", "―", "‐", "–", "—", "−"];
    DASHES.contains(&cell.trim())
}

/// What follows the apostrophe that guards a cell.
pub(super) fn exact(cell: &str) -> Option<&str> {
    let rest = cell.strip_prefix('\'')?;
    // Looking behind all apostrophes makes a text with one more of them need the guard as well.
    let core = rest.trim_start_matches('\'');
    let needed = core.starts_with(|c: char| c.is_whitespace() || FORMULA.contains(&c))
        || core.ends_with(char::is_whitespace)
        || is_placeholder(core)
        || ERRORS.contains(&core)
        || closed_up(core) != core;
    needed.then_some(rest)
}

/// A text without the blank lines before it and the white space behind it. The indent of its first
/// line stays.
pub(super) fn trimmed(text: &str) -> &str {
    let text = text.trim_end();
    let indent = text.len() - text.trim_start().len();
    let start = text[..indent].rfind('\n').map_or(0, |end| end + 1);
    &text[start..]
}

/// A name in one line. Cells break names where the column is narrow: between Japanese characters
/// nothing takes the break's place, between words of other scripts a space.
pub(super) fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut lines = text.split('\n');
    if let Some(first) = lines.next() {
        out.push_str(first);
    }
    for line in lines {
        let spaced = out.ends_with(|c: char| c.is_ascii_alphanumeric())
            && line.starts_with(|c: char| c.is_ascii_alphanumeric());
        if spaced {
            out.push(' ');
        }
        out.push_str(line);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_formula_is_a_text_behind_an_apostrophe() {
        assert_eq!(guarded(written("=1+1", text)), "'=1+1");
        assert_eq!(guarded(written("－事業", text)), "'－事業");
        assert_eq!(guarded(written(" =1", text)), "' =1");
        assert_eq!(guarded(written("'=1", text)), "''=1");
        assert_eq!(guarded(written("'90年代", text)), "'90年代");
        assert_eq!(text("'=1+1"), "=1+1");
        for error in ["#N/A", "'#REF!"] {
            assert_eq!(text(&guarded(written(error, text))), error);
        }
        assert_eq!(text("'90年代"), "'90年代");
    }

    #[test]
    fn blank_lines_go_and_the_indent_stays() {
        assert_eq!(text("\n 　\n　一つ\n\n二つ \n\n"), "　一つ\n\n二つ");
        assert_eq!(text(" \n　"), "");
    }

    #[test]
    fn a_broken_name_is_joined() {
        assert_eq!(name(" 施策\r\n番号　"), "施策番号");
        assert_eq!(name("Wi-Fi\nSpot"), "Wi-Fi Spot");
    }

    proptest! {
        #[test]
        fn every_text_comes_back(value in "['=＝+@ \u{3000}\t\na－あ\u{FEFF}]{0,8}") {
            prop_assert_eq!(text(&written(&value, text)), value.clone());
            let csv = guarded(written(&value, text));
            prop_assert!(!csv.trim_start().starts_with(FORMULA));
            prop_assert_eq!(text(&csv), value);
        }

        #[test]
        fn every_name_comes_back(value in "['=＝+@ \u{3000}\ta－あ\u{FEFF}]{0,8}") {
            prop_assert_eq!(name(&guarded(written(&value, name))), value);
        }
    }
}
