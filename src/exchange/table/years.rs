//! Fiscal years as they are written in headings and titles.

use crate::domain::{FirstReiwa, FiscalYear};
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// A text as headings are compared: width folded, without white space.
pub fn folded(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// The fiscal years that a [folded] text names, and where: 平成30年度, h30, 2018年度. A date such as
/// 平成30年4月 names none.
pub fn years_in(folded: &str) -> Vec<(Range<usize>, FiscalYear)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = folded.get(at..).filter(|rest| !rest.is_empty()) {
        let before = folded[..at].chars().next_back();
        match year_at(rest, before) {
            Some((length, year)) => {
                found.push((at..at + length, year));
                at += length;
            }
            None => at += rest.chars().next().map_or(1, char::len_utf8),
        }
    }
    found
}

/// A [folded] text without the brackets that say a year once more: 令和6年度(2024年度), 2024(令和6)年度.
pub fn said_once(folded: &str) -> String {
    const LONGEST: usize = 8;
    let aside = folded.split_once('(').and_then(|(before, rest)| {
        let (aside, after) = rest.split_once(')')?;
        let year = FiscalYear::parse(aside)?;
        let is_said = |at: usize| FiscalYear::parse(&before[at..]) == Some(year);
        let mut ends = before.char_indices().rev().take(LONGEST);
        ends.any(|(at, _)| is_said(at)).then(|| format!("{before}{after}"))
    });
    aside.unwrap_or_else(|| folded.to_owned())
}

/// The year that a text begins with, and its length with 年度.
fn year_at(rest: &str, before: Option<char>) -> Option<(usize, FiscalYear)> {
    let word =
        ["令和", "平成", "昭和", "大正", "明治"].into_iter().find(|era| rest.starts_with(era));
    let letter = ["r", "h", "s", "t", "m"].into_iter().find(|era| rest.starts_with(era));
    let within_word = before.is_some_and(|c| c.is_ascii_alphanumeric());
    let era = match (word, letter) {
        (Some(era), _) => era,
        (None, Some(era)) if !within_word => era,
        (None, None) if !within_word => "",
        _ => return None,
    };
    let after_era = rest[era.len()..].trim_start_matches('.');
    let digits = match after_era.strip_prefix('元') {
        Some(_) => "元",
        None => {
            let end = after_era.find(|c: char| !c.is_ascii_digit()).unwrap_or(after_era.len());
            &after_era[..end]
        }
    };
    let tail = &after_era[digits.len()..];
    let suffix = ["年度", "年"].into_iter().find(|end| tail.starts_with(end)).unwrap_or_default();
    let beyond = &tail[suffix.len()..];
    let is_date = suffix == "年" && beyond.starts_with(|c: char| c.is_ascii_digit());
    let is_code = word.is_none()
        && suffix.is_empty()
        && beyond.starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '/' | '-'));
    if digits.is_empty() || is_date || is_code || (era.is_empty() && suffix != "年度") {
        return None;
    }
    let year = FiscalYear::parse(&format!("{}{digits}", era.to_uppercase()))?;
    Some((rest.len() - beyond.len(), year))
}

/// How a [folded] text calls the fiscal year 2019, where it names it by an era.
pub fn first_reiwa(folded: &str) -> Option<FirstReiwa> {
    if folded.contains("平成31年") || folded.contains("h31") {
        Some(FirstReiwa::Heisei31)
    } else if ["令和元年", "令和1年", "r元", "r1年"].iter().any(|name| folded.contains(name))
    {
        Some(FirstReiwa::Gannen)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn years(text: &str) -> Vec<i32> {
        years_in(&folded(text)).into_iter().map(|(_, year)| year.0).collect()
    }

    #[test]
    fn years_are_found_in_headings() {
        assert_eq!(years("平成30年度までの実施等状況"), [2018]);
        assert_eq!(years("平成２９\n年度"), [2017]);
        assert_eq!(years("H29・H30実績"), [2017, 2018]);
        assert_eq!(years("令和元年度"), [2019]);
        assert_eq!(years("2018年度実績"), [2018]);
        assert_eq!(years("Ｒ５年度 取組状況"), [2023]);
        assert_eq!(years("進捗状況（令和4年度）"), [2022]);
    }

    #[test]
    fn other_numbers_are_no_years() {
        for text in ["平成30年4月1日現在", "2018", "番号", "第2期", "2,000人", "R5.3.31", "CH30"]
        {
            assert_eq!(years(text), [] as [i32; 0], "{text}");
        }
    }

    #[test]
    fn a_year_ends_with_its_word() {
        let text = folded("平成30年度実績");
        assert_eq!(&text[years_in(&text)[0].0.clone()], "平成30年度");
    }
}
