//! Folding for search: what a reader takes for the same letters compares equal.

use unicode_normalization::UnicodeNormalization;

/// A text with width (ＡＢＣ, ｱｲｳ), case and kana (カ, か) folded, and white space left out.
pub fn fold(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).map(hiragana).collect()
}

/// Katakana as hiragana. The two blocks of Unicode run in parallel from ァ to ヶ.
fn hiragana(c: char) -> char {
    match c {
        'ァ'..='ヶ' => char::from_u32(u32::from(c) - 0x60).unwrap_or(c),
        'ヽ' => 'ゝ',
        'ヾ' => 'ゞ',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn width_case_and_kana_are_folded() {
        assert_eq!(fold("ＰＲ　ﾎﾟｽﾀｰ"), fold("ｐｒぽすたー"));
        assert_eq!(fold("か\u{3099}"), "が");
        assert_eq!(fold("第１回 体操"), "第1回体操");
    }
}
