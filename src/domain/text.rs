//! What a stored text may hold, and how numbers are written in Japanese print.

use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;

/// The most characters that one text may have. Far above any narrative; below what a hostile file
/// would use to exhaust memory.
pub const MAX_CHARS: usize = 100_000;

/// Whether a text holds only what can be stored, printed and exported without loss: no control
/// character but line feed and tab.
pub fn is_clean(text: &str) -> bool {
    !text.chars().any(|c| c.is_control() && c != '\n' && c != '\t')
}

/// A text as it comes from a paste or a foreign file, made [clean](is_clean): all kinds of line
/// ends become a line feed, other control characters go.
pub fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                let _ = chars.next_if_eq(&'\n');
                out.push('\n');
            }
            '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            c if c.is_control() && c != '\n' && c != '\t' => {}
            c => out.push(c),
        }
    }
    out
}

/// The most characters that a [label](label) has.
const LABEL: usize = 1_000;

/// A text as it can be shown in one line: of a file from elsewhere nobody knows what it holds where
/// our own program writes a name.
pub fn label(text: &str) -> String {
    let lines = text.chars().take(LABEL).map(|c| if c.is_control() { ' ' } else { c });
    lines.collect()
}

/// A number in full-width digits: 12 → １２.
pub fn full_width_digits(number: u32) -> String {
    number
        .to_string()
        .chars()
        .map(|c| char::from_u32(u32::from(c) - u32::from('0') + u32::from('０')).unwrap_or(c))
        .collect()
}

/// A number in a circle as far as Unicode has one (1–50): ①; then (51).
pub fn circled(number: u32) -> String {
    let base = match number {
        0 => return "⓪".to_owned(),
        1..=20 => 0x2460 - 1,
        21..=35 => 0x3251 - 21,
        36..=50 => 0x32B1 - 36,
        _ => return format!("({number})"),
    };
    char::from_u32(base + number).map_or_else(|| format!("({number})"), String::from)
}

/// The number that a text such as `3`, `３`, `③`, `(3)`, `3.`, `1-3` or `Ⅲ` stands for: its last
/// run of digits.
pub fn parse_number(text: &str) -> Option<u32> {
    let folded: String = text.nfkc().collect();
    let folded = folded.trim();
    if let Some(value) = roman(folded) {
        return Some(value);
    }
    let end = folded.rfind(|c: char| c.is_ascii_digit())? + 1;
    let start = folded[..end]
        .rfind(|c: char| !c.is_ascii_digit())
        .map_or(0, |at| at + folded[at..].chars().next().map_or(1, char::len_utf8));
    folded[start..end].parse().ok()
}

/// Roman numerals up to XII, the ones that Unicode has as single characters.
fn roman(text: &str) -> Option<u32> {
    const NUMERALS: [&str; 12] =
        ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];
    let index = NUMERALS.iter().position(|numeral| *numeral == text)?;
    u32::try_from(index + 1).ok()
}

/// A text as the name of a file: what Windows refuses, or reads as a folder, is replaced.
pub fn nameable(text: &str) -> String {
    let refused = |c: char| {
        c.is_control() || matches!(c, '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*')
    };
    let name: String = text.chars().map(|c| if refused(c) { '_' } else { c }).take(80).collect();
    name.trim_matches([' ', '.']).to_owned()
}

/// Names for files in one folder, each its own: the second of one is numbered, 一覧（2）. Letters that
/// differ in case alone, and forms of one letter, are the same name to some systems.
pub fn distinct(names: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let mut free = |name: &str| taken.insert(name.nfc().collect::<String>().to_lowercase());
    let numbered = |name: String| match free(&name) {
        true => name,
        false => (2..)
            .map(|number: u64| format!("{name}（{number}）"))
            .find(|name| free(name))
            .unwrap_or(name),
    };
    names.into_iter().map(numbered).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_are_read_in_every_dress() {
        for (text, number) in [
            ("3", 3),
            ("３", 3),
            ("③", 3),
            ("(3)", 3),
            ("（３）", 3),
            ("3.", 3),
            ("1-3", 3),
            ("1-①-3", 3),
            ("Ⅲ", 3),
            ("㉑", 21),
            ("No.12", 12),
            (" 7 ", 7),
            ("施策１２", 12),
        ] {
            assert_eq!(parse_number(text), Some(number), "{text}");
        }
        assert_eq!(parse_number("新規"), None);
        assert_eq!(parse_number("99999999999"), None);
    }

    #[test]
    fn circled_numbers_run_to_fifty() {
        assert_eq!([1, 20, 21, 35, 36, 50].map(circled).concat(), "①⑳㉑㉟㊱㊿");
        assert_eq!(circled(51), "(51)");
    }

    proptest! {
        #[test]
        fn clean_texts_stay(text in any::<String>()) {
            let once = clean(&text);
            prop_assert!(is_clean(&once));
            prop_assert_eq!(clean(&once), once);
        }

        #[test]
        fn circled_numbers_read_back(number in 0u32..1000) {
            prop_assert_eq!(parse_number(&circled(number)), Some(number));
        }
    }

    #[test]
    fn names_are_such_as_every_system_takes() {
        assert_eq!(nameable("まち/ひと:しごと*戦略?"), "まち_ひと_しごと_戦略_");
        assert_eq!(nameable(" 戦略. "), "戦略");
    }

    #[test]
    fn names_of_several_files_are_each_their_own() {
        let names = ["A_B課", "a_b課", "農政課", "A_B課（2）", "A_B課", "ガ課", "カ\u{3099}課"];
        let expected = [
            "A_B課",
            "a_b課（2）",
            "農政課",
            "A_B課（2）（2）",
            "A_B課（3）",
            "ガ課",
            "カ\u{3099}課（2）",
        ];
        assert_eq!(distinct(names.map(str::to_owned)), expected);
    }
}
