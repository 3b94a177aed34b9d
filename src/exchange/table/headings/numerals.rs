//! The numerals with which headings begin, in any dress.

use crate::domain::text::parse_number;
use unicode_normalization::UnicodeNormalization;

/// Brackets in which the label or the name of a heading may stand.
pub(super) const OPENING: [char; 12] =
    ['【', '「', '｢', '『', '[', '［', '〔', '≪', '《', '〈', '＜', '<'];

/// The number at the start of a text, in any dress, and the length of its dress. Of 1-2 it is the
/// last part.
pub(super) fn leading_number(text: &str) -> Option<(u32, usize)> {
    let (mut number, mut rest) = numeral(text.trim_start(), bracketed)?;
    while let Some((last, behind)) = further(rest, bracketed) {
        (number, rest) = (last, behind);
    }
    Some((number, text.len() - rest.len()))
}

/// A numeral, or what else stands for one, and what follows it.
fn numeral(text: &str, otherwise: fn(&str) -> Option<(u32, &str)>) -> Option<(u32, &str)> {
    let (numeral, rest) = text.split_at(numerals(text));
    match numeral {
        "" => otherwise(text),
        numeral => {
            Some((kanji(numeral).or_else(|| parse_number(&circled_plainly(numeral)))?, rest))
        }
    }
}

/// （1）, （1-2）
fn bracketed(text: &str) -> Option<(u32, &str)> {
    let inner = text.strip_prefix(['（', '(', '〔', '[', '［', '<', '＜', '【'])?;
    let (mut number, mut rest) = numeral(inner, |_| None)?;
    while let Some((last, behind)) = further(rest, |_| None) {
        (number, rest) = (last, behind);
    }
    Some((number, rest.strip_prefix(['）', ')', '〕', ']', '］', '>', '＞', '】'])?))
}

/// The next part of 1-2 or 1.2.
fn further(rest: &str, otherwise: fn(&str) -> Option<(u32, &str)>) -> Option<(u32, &str)> {
    if let Some(part) = rest.strip_prefix(['-', '－', '‐', '―']) {
        return numeral(part, otherwise);
    }
    // 1.3歳児健診の充実 is the first, and its name begins with a numeral.
    numeral(rest.strip_prefix(['.', '．'])?, |_| None).filter(|(_, behind)| begins_apart(behind))
}

/// Numerals with black circles, ❶ or ➊, as digits: Unicode knows them as signs, not as numbers.
fn circled_plainly(numeral: &str) -> String {
    let plain = |c| circled(c).map_or_else(|| String::from(c), |number| number.to_string());
    numeral.chars().map(plain).collect()
}

/// The number of a sign for a number in a circle that has no digit in its mapping.
fn circled(c: char) -> Option<u32> {
    let first = match c {
        '❶'..='❿' => '❶',
        '➀'..='➉' => '➀',
        '➊'..='➓' => '➊',
        '⓫'..='⓴' => return Some(u32::from(c) - u32::from('⓫') + 11),
        _ => return None,
    };
    Some(u32::from(c) - u32::from(first) + 1)
}

/// The length of the numerals at the start of a text.
fn numerals(text: &str) -> usize {
    text.find(|c: char| !is_numeral(c)).unwrap_or(text.len())
}

/// Whether a character is a numeral: a digit of any width, circled, Roman or a kanji.
pub(super) fn is_numeral(c: char) -> bool {
    is_letter_numeral(c)
        || circled(c).is_some()
        || (c.is_numeric() && c.nfkc().any(|c| c.is_ascii_digit()))
}

/// Whether a numeral may as well be the beginning of a word, or stands in full-width digits.
pub(super) fn is_letter_numeral(c: char) -> bool {
    KANJI.contains(c) || matches!(c, '０'..='９' | 'Ⅰ'..='Ⅻ' | 'I' | 'V' | 'X' | 'Ｉ' | 'Ｖ' | 'Ｘ')
}

const KANJI: &str = "一二三四五六七八九十";

/// Numbers in kanji as far as headings have them.
pub(crate) fn kanji(text: &str) -> Option<u32> {
    let digit = |c: char| {
        let at = KANJI.chars().position(|numeral| numeral == c)?;
        u32::try_from(at + 1).ok()
    };
    let chars: Vec<char> = text.chars().collect();
    match chars.as_slice() {
        [one] => digit(*one),
        ['十', one] if *one != '十' => Some(10 + digit(*one)?),
        _ => None,
    }
}

/// Whether what follows a number is parted from it.
pub(super) fn begins_apart(rest: &str) -> bool {
    rest.chars().next().is_none_or(|c| {
        c.is_whitespace() || OPENING.contains(&c) || "】］〕≫》〉＞>”．.、，,：:－-―–—".contains(c)
    })
}
