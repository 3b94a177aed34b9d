//! Narratives of several years in one cell, each under a heading such as 【平成29年度】.

use super::years::{folded, said_once, years_in};
use crate::domain::FiscalYear;
use crate::exchange::cell::trimmed;

/// Pairs of brackets in which a year may stand, folded.
const BRACKETS: [(char, char); 10] = [
    ('「', '」'),
    ('【', '】'),
    ('[', ']'),
    ('〔', '〕'),
    ('(', ')'),
    ('<', '>'),
    ('〈', '〉'),
    ('《', '》'),
    ('≪', '≫'),
    ('{', '}'),
];

/// Marks that may stand before a year alone in its line.
const MARKS: [char; 11] = ['■', '□', '●', '○', '◎', '◆', '◇', '▼', '▽', '★', '☆'];

/// What may follow a year in its heading.
const WORDS: [&str; 18] = [
    "",
    "末",
    "末現在",
    "末時点",
    "現在",
    "実績",
    "取組",
    "取組実績",
    "実施状況",
    "実施等状況",
    "取組状況",
    "実施内容",
    "取組内容",
    "実施結果",
    "主な取組",
    "実施",
    "事業",
    "分",
];

/// The parts of a cell by year, in their order. A text before the first heading has no year. Blank
/// lines around a part go, those within it stay.
pub fn by_year(text: &str) -> Vec<(Option<FiscalYear>, String)> {
    let first = text.lines().find(|line| !line.trim().is_empty());
    // Where years head no lines, the first line may begin with one: 令和6年度：….
    let is_run_in = headings(text).next().is_none() && first.and_then(run_in).is_some();
    let heading = if is_run_in { run_in } else { heading };
    let mut parts: Vec<(Option<FiscalYear>, Vec<&str>)> = vec![(None, Vec::new())];
    for line in text.split('\n') {
        let (year, rest) = match heading(line) {
            Some((year, rest)) => (Some(year), rest),
            None => (None, line),
        };
        if let Some(year) = year {
            parts.push((Some(year), Vec::new()));
        }
        if let (Some((_, lines)), false) = (parts.last_mut(), year.is_some() && rest.is_empty()) {
            lines.push(rest);
        }
    }
    parts
        .into_iter()
        .map(|(year, lines)| (year, trimmed(&lines.join("\n")).to_owned()))
        .filter(|(_, text)| !text.is_empty())
        .collect()
}

/// Whether a text begins with the heading of a year.
pub fn begins_with_year(text: &str) -> bool {
    text.lines().find(|line| !line.trim().is_empty()).is_some_and(|line| heading(line).is_some())
}

/// The lines that are headings of years.
pub fn headings(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| heading(line).is_some())
}

/// The year that heads a line, and what follows in the line.
fn heading(line: &str) -> Option<(FiscalYear, &str)> {
    let trimmed = line.trim();
    bracketed(trimmed).or_else(|| {
        let bare = trimmed.trim_start_matches(MARKS);
        year_of(bare, bare.contains('度')).map(|year| (year, ""))
    })
}

/// The year with which a line begins, and what follows behind the colon.
fn run_in(line: &str) -> Option<(FiscalYear, &str)> {
    let (year, rest) = line.trim_start().split_once(['：', ':'])?;
    let is_marked = year.contains('度') && !year.starts_with(['・', '-', '－']);
    Some((year_of(year, false).filter(|_| is_marked)?, rest.trim_start()))
}

/// 【平成29年度】…
fn bracketed(line: &str) -> Option<(FiscalYear, &str)> {
    let line = line.trim_start_matches(MARKS);
    let open = folded(line.get(..line.chars().next()?.len_utf8())?);
    let (_, close) = BRACKETS.iter().find(|(first, _)| open.starts_with(*first))?;
    let is_close = |c: char| folded(c.encode_utf8(&mut [0; 4])).starts_with(*close);
    let start = line.chars().next()?.len_utf8();
    let end = start + line[start..].find(is_close)?;
    let rest =
        line[end..].char_indices().nth(1).map_or("", |(at, _)| &line[end + at..]).trim_start();
    // A year in round brackets within a sentence is no heading: （平成30年度）の取組は….
    if *close == ')' && !rest.is_empty() {
        return None;
    }
    Some((year_of(&line[start..end], true)?, rest))
}

/// The year of a heading's text. A number alone is none, unless it is known to be a year.
fn year_of(text: &str, certain: bool) -> Option<FiscalYear> {
    let folded = said_once(&folded(text));
    let found = years_in(&folded);
    match found.as_slice() {
        [(range, year)] if range.start == 0 => {
            let rest = folded[range.end..].trim_start_matches('の').trim_end_matches(':');
            WORDS.contains(&rest).then_some(*year)
        }
        [] if certain => FiscalYear::parse(&folded),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<(Option<i32>, String)> {
        by_year(text).into_iter().map(|(year, text)| (year.map(|year| year.0), text)).collect()
    }

    #[test]
    fn both_years_of_a_cell_are_told_apart() {
        let expected =
            vec![(Some(2017), "・一つ\n\n・二つ".to_owned()), (Some(2018), "・三つ".to_owned())];
        for text in [
            "【平成29年度】\n・一つ\n\n・二つ\n\n【平成30年度】\n・三つ",
            "[H29]\n・一つ\n\n・二つ\n［Ｈ３０］\n\n・三つ\n",
            "〔平成２９年度〕・一つ\n\n・二つ\n〔2018年度〕・三つ",
            "平成29年度\n・一つ\n\n・二つ\n平成30年度\n・三つ",
            "■平成29年度実績\n・一つ\n\n・二つ\n■平成30年度の実績：\n・三つ",
            "＜平成 29 年度＞\n・一つ\n\n・二つ\n（平成30年度）\n・三つ",
            "平成29年度：・一つ\n\n・二つ\n平成30年度：・三つ",
            "【平成29年度（2017年度）】\n・一つ\n\n・二つ\n【平成30(2018)年度末現在】\n・三つ",
        ] {
            assert_eq!(parts(text), expected, "{text}");
        }
    }

    #[test]
    fn years_within_a_sentence_are_text() {
        for text in [
            "平成30年度に実施しました。",
            "（平成30年度）の取組",
            "・平成30年度",
            "2018",
            "【新規】",
            "【平成30年度予算額】100千円",
            "平成29・30年度",
            "利用者数\n平成29年度：10人\n平成30年度：12人",
        ] {
            assert_eq!(parts(text), [(None, text.to_owned())], "{text}");
        }
    }

    #[test]
    fn what_stands_before_the_first_year_is_kept() {
        assert_eq!(
            parts("（新規）\n【令和元年度】\n・一つ"),
            [(None, "（新規）".to_owned()), (Some(2019), "・一つ".to_owned())]
        );
    }
}
