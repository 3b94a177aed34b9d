//! Narratives of several years in one cell, each under a heading such as 【平成29年度】.

use super::departments::is_department;
use super::years::{self, said_once, years_in};
use crate::domain::FiscalYear;
use crate::domain::fold::fold_case;
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

/// How a line tells the year of what follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// 【平成29年度】: nothing else can be meant.
    Heading,
    /// 【令和4年度見込み】, 【令和3～4年度】, 令和3年4月: the year with words that are part of the text.
    Labelled,
    /// The same with the part of a year or a department: 【令和3年度 上半期】.
    Part,
    /// （令和3年度）…
    Bracketed,
    /// 令和3年度：…
    RunIn,
    /// 令和3年度　…, 令和3年度は …
    Leading,
    /// 2021
    Bare,
}

/// A line, and what it says of the year.
struct Line<'a> {
    line: &'a str,
    sign: Option<(Sign, FiscalYear)>,
    /// What belongs to the text of it.
    rest: &'a str,
}

/// The parts of a cell by year, in their order. A text before the first heading has no year. Blank
/// lines around a part go, those within it stay.
pub(super) fn by_year(text: &str) -> Vec<(Option<FiscalYear>, String)> {
    let lines = lines(text);
    let accepted = accepted(&lines);
    let mut parts: Vec<(Option<FiscalYear>, Vec<&str>)> = vec![(None, Vec::new())];
    for Line { line, sign, rest } in lines {
        match sign.filter(|(sign, _)| accepted.contains(sign)) {
            Some((_, year)) => {
                let rest = if rest.is_empty() { Vec::new() } else { vec![rest] };
                parts.push((Some(year), rest));
            }
            None => {
                if let Some((_, lines)) = parts.last_mut() {
                    lines.push(line);
                }
            }
        }
    }
    parts
        .into_iter()
        .map(|(year, lines)| (year, trimmed(&lines.join("\n")).to_owned()))
        .filter(|(_, text)| !text.is_empty())
        .collect()
}

/// The lines of a text. A heading within a line begins one of its own.
fn lines(text: &str) -> Vec<Line<'_>> {
    let lines: Vec<&str> = text.split('\n').flat_map(cut).collect();
    let following = lines.iter().skip(1).map(Some).chain([None]);
    let lines = lines.iter().zip(following).map(|(line, next)| {
        // A sentence may be broken behind a year.
        let goes_on = next.is_some_and(|next| next.trim_start().starts_with(PARTICLES));
        let sign = sign(line).filter(|(sign, _, rest)| {
            let is_alone = rest.is_empty() && bracketed(line.trim()).is_none();
            !(*sign == Sign::Heading && is_alone && goes_on)
        });
        match sign {
            Some((sign, year, rest)) => Line { line, sign: Some((sign, year)), rest },
            None => Line { line, sign: None, rest: line },
        }
    });
    lines.collect()
}

/// What goes on with a sentence behind a year.
const PARTICLES: [char; 8] = ['は', 'に', 'の', 'も', 'を', 'が', '、', '以'];

/// A line cut before each heading of a year within it.
fn cut(line: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut from = 0;
    let begins = run_in(line).is_some();
    for (at, c) in line.char_indices().skip(1) {
        let is_within = match c {
            '【' | '［' | '[' | '〔' | '＜' | '<' | '〈' | '《' | '≪' | '■' => {
                matches!(sign(&line[at..]), Some((Sign::Heading | Sign::Labelled | Sign::Part, ..)))
            }
            // 令和5年度：21食　令和6年度：22食
            _ => {
                (line[..at].ends_with('。')
                    || (begins && line[..at].ends_with(char::is_whitespace)))
                    && run_in(&line[at..]).is_some()
            }
        };
        if is_within && !line[from..at].trim().is_empty() {
            parts.push(&line[from..at]);
            from = at;
        }
    }
    parts.push(&line[from..]);
    parts
}

/// Which signs are those of years in a text: those that can be nothing else, otherwise what its first
/// line begins with, where another year begins in the same way.
fn accepted(lines: &[Line<'_>]) -> Vec<Sign> {
    let signs = || lines.iter().filter_map(|line| line.sign);
    let years = |is: &dyn Fn(Sign) -> bool| {
        let mut years: Vec<FiscalYear> =
            signs().filter(|(sign, _)| is(*sign)).map(|(_, year)| year).collect();
        let count = years.len();
        years.dedup();
        (count, years.len())
    };
    let is_certain = |sign| matches!(sign, Sign::Heading | Sign::Part);
    let is_heading = |sign| is_certain(sign) || sign == Sign::Labelled;
    if years(&is_certain).0 > 0 || years(&is_heading).1 > 1 {
        return vec![Sign::Heading, Sign::Labelled, Sign::Part];
    }
    let first = lines.iter().find(|line| !line.line.trim().is_empty()).and_then(|line| line.sign);
    match first {
        Some((Sign::RunIn, _)) => vec![Sign::RunIn],
        Some((sign @ (Sign::Bracketed | Sign::Leading | Sign::Bare), _))
            if years(&|other| other == sign).1 > 1 && are_sentences(lines, sign) =>
        {
            vec![sign]
        }
        Some((sign @ Sign::Labelled, _)) if years(&|other| other == sign).0 > 1 => vec![sign],
        _ => Vec::new(),
    }
}

/// Whether what stands before each line with a sign is complete.
fn are_sentences(lines: &[Line<'_>], sign: Sign) -> bool {
    sign != Sign::Leading
        || lines.windows(2).all(|pair| match pair {
            [before, line] if line.sign.is_some_and(|(it, _)| it == sign) => {
                let before = before.line.trim_end();
                before.is_empty()
                    || before.ends_with(['。', '）', ')', '」'])
                    || !line.line.contains('。')
            }
            _ => true,
        })
}

/// What a line says of the year of what follows, and what of it belongs to the text.
fn sign(line: &str) -> Option<(Sign, FiscalYear, &str)> {
    if let Some((year, rest)) = heading(line) {
        return Some((Sign::Heading, year, rest));
    }
    let trimmed = line.trim();
    if let Some((inner, rest, is_round)) = in_brackets(trimmed.trim_start_matches(MARKS)) {
        if is_round {
            let year = year_of(inner, true).filter(|_| !rest.starts_with(PARTICLES))?;
            return Some((Sign::Bracketed, year, rest));
        }
        let (year, words) = labelled(inner)?;
        let is_part = words.is_none_or(|words| {
            PARTS.iter().any(|part| words.contains(part)) || is_department(&words)
        });
        return Some((if is_part { Sign::Part } else { Sign::Labelled }, year, line));
    }
    if let Some((year, rest)) = run_in(line) {
        return Some((Sign::RunIn, year, rest));
    }
    let text = fold_case(trimmed);
    if let Some(year) = years::alone(&text) {
        return Some((Sign::Bare, year, ""));
    }
    if let Some(year) = years::of_month(&text) {
        return Some((Sign::Labelled, year, line));
    }
    let (range, year) = years_in(&text).into_iter().next().filter(|(range, _)| range.start == 0)?;
    let word = trimmed.split_whitespace().next().unwrap_or_default();
    if fold_case(word).len() == range.end && word.len() < trimmed.len() {
        return Some((Sign::Leading, year, trimmed[word.len()..].trim_start()));
    }
    text[range.end..].starts_with(PARTICLES).then_some((Sign::Leading, year, line))
}

/// The year that words in brackets name, the last of several, and the words beside it; none where these
/// leave no doubt that they are a heading.
fn labelled(inner: &str) -> Option<(FiscalYear, Option<String>)> {
    let text = said_once(&fold_case(inner));
    if let Some(year) = years::of_month(&text) {
        return Some((year, None));
    }
    let found = years_in(&text);
    let (range, year) = found.last()?;
    if found.first()?.0.start > 0 {
        return None;
    }
    let rest = &text[range.end..];
    // 令和3~4年度 ends with the second.
    let second =
        rest.strip_prefix(['・', '~', '-', ',', '、']).and_then(|rest| rest.strip_suffix("年度"));
    if let Some(second) = second {
        let era = text.find(|c: char| c.is_ascii_digit())?;
        let year = FiscalYear::parse(&format!("{}{second}", text[..era].to_uppercase()))?;
        return Some((year, None));
    }
    let is_several = found.len() > 1 && rest.is_empty();
    Some((*year, (!is_several).then(|| rest.to_owned())))
}

/// Parts of a year that a heading may name behind it, folded.
const PARTS: [&str; 8] = ["上半期", "下半期", "上期", "下期", "前期", "後期", "前半", "後半"];

/// Whether a text tells of years by their headings.
pub(super) fn is_dated(text: &str) -> bool {
    begins_with_year(text)
        || (text.contains(|c: char| c.is_ascii_digit() || c.is_numeric() || c == '元')
            && by_year(text).iter().any(|(year, _)| year.is_some()))
}

/// Whether a text has the heading of another year than its own.
pub(super) fn names_others(text: &str, own: FiscalYear) -> bool {
    may_name_year(text)
        && by_year(text).iter().any(|(year, _)| year.is_some_and(|year| year != own))
}

/// Whether a text has the word of a year, or the last letter of an era before a number: most have none,
/// and need not be read by the line.
fn may_name_year(text: &str) -> bool {
    const ERAS: &str = "RHＲＨrhｒｈ令和平成昭";
    let mut before = None;
    let mut is_year = |c: char| {
        let above = before.replace(c);
        (c.is_numeric() || c == '元') && above.is_some_and(|it| ERAS.contains(it))
    };
    text.contains("年度") || text.chars().any(&mut is_year)
}

/// Whether a text begins with the heading of a year.
pub(super) fn begins_with_year(text: &str) -> bool {
    text.lines().find(|line| !line.trim().is_empty()).is_some_and(|line| heading(line).is_some())
}

/// The lines that are headings of years.
pub(super) fn headings(text: &str) -> impl Iterator<Item = &str> {
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
    let is_era = |c: char| "令平昭RHrhＲＨ".contains(c);
    let is_marked =
        (year.contains('度') || year.starts_with(is_era)) && !year.starts_with(['・', '-', '－']);
    Some((year_of(year, false).filter(|_| is_marked)?, rest.trim_start()))
}

/// 【平成29年度】…
fn bracketed(line: &str) -> Option<(FiscalYear, &str)> {
    let (inner, rest, is_round) = in_brackets(line.trim_start_matches(MARKS))?;
    // A year in round brackets within a sentence is no heading: （平成30年度）の取組は….
    if is_round && !rest.is_empty() {
        return None;
    }
    Some((year_of(inner, true)?, rest))
}

/// What stands in the brackets with which a line begins, what follows, and whether they are round.
fn in_brackets(line: &str) -> Option<(&str, &str, bool)> {
    let open = fold_case(line.get(..line.chars().next()?.len_utf8())?);
    let (_, close) = BRACKETS.iter().find(|(first, _)| open.starts_with(*first))?;
    let is_close = |c: char| fold_case(c.encode_utf8(&mut [0; 4])).starts_with(*close);
    let start = line.chars().next()?.len_utf8();
    let end = start + line[start..].find(is_close)?;
    let rest =
        line[end..].char_indices().nth(1).map_or("", |(at, _)| &line[end + at..]).trim_start();
    Some((&line[start..end], rest, *close == ')'))
}

/// The year of a heading's text. A number alone is none, unless it is known to be a year.
fn year_of(text: &str, certain: bool) -> Option<FiscalYear> {
    let folded = said_once(&fold_case(text));
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
