//! Folding: what a reader takes for the same letters compares equal.

use unicode_normalization::UnicodeNormalization;

/// A text with width (ＡＢＣ, ｱｲｳ), case and kana (カ, か) folded, and white space left out.
pub fn fold(text: &str) -> String {
    fold_case(text).chars().map(hiragana).collect()
}

/// A text with width and case folded, and white space left out.
pub fn fold_case(text: &str) -> String {
    match plain(text) {
        Some(mut text) => {
            text.make_ascii_lowercase();
            text
        }
        None => compatible(text).flat_map(char::to_lowercase).collect(),
    }
}

/// A text with width folded, and white space left out.
pub fn fold_width(text: &str) -> String {
    plain(text).unwrap_or_else(|| compatible(text).collect())
}

fn compatible(text: &str) -> impl Iterator<Item = char> {
    // A zero-width space comes along from web pages.
    text.nfkc().filter(|c| {
        !c.is_whitespace() && !matches!(c, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}')
    })
}

/// What [`compatible`] makes of a text of common characters alone. Normalisation takes several times
/// as long, and the import folds each cell of a sheet more than once.
fn plain(text: &str) -> Option<String> {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        let c = match c {
            // Each of these stands for itself and joins with none of the others (UAX #15).
            '\0'..='\x7f' | '、'..='〩' | 'ぁ'..='ゖ' | 'ァ'..='ー' | '一'..='鿿' => c,
            '\u{3000}' => ' ',
            '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0)?,
            _ => return None,
        };
        if !c.is_whitespace() {
            folded.push(c);
        }
    }
    Some(folded)
}

/// Katakana as hiragana. The two blocks of Unicode run in parallel from ァ to ヶ.
pub(super) fn hiragana(c: char) -> char {
    match c {
        'ァ'..='ヶ' => char::from_u32(u32::from(c) - 0x60).unwrap_or(c),
        'ヽ' => 'ゝ',
        'ヾ' => 'ゞ',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::{compatible, fold, plain};
    use proptest::prelude::*;

    #[test]
    fn width_case_and_kana_are_folded() {
        assert_eq!(fold("ＰＲ　ﾎﾟｽﾀｰ"), fold("ｐｒぽすたー"));
        assert_eq!(fold("か\u{3099}"), "が");
        assert_eq!(fold("第１回 体操"), "第1回体操");
    }

    #[test]
    fn every_plain_character_is_what_normalisation_makes_of_it() {
        for c in '\0'..=char::MAX {
            let text = c.to_string();
            if let Some(folded) = plain(&text) {
                assert_eq!(folded, compatible(&text).collect::<String>(), "U+{:04X}", u32::from(c));
            }
        }
    }

    proptest! {
        #[test]
        fn plain_characters_do_not_join(text in "[\\x00-\\x7f\\u{3000}-\\u{30ff}\\u{ff00}-\\u{ffef}一-龥]{0,12}") {
            if let Some(folded) = plain(&text) {
                prop_assert_eq!(folded, compatible(&text).collect::<String>());
            }
        }
    }
}
