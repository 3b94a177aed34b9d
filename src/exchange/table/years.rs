//! Fiscal years as they are written in headings and titles. A folded text is one of
//! [`fold_case`](crate::domain::fold::fold_case).

use crate::domain::{FirstReiwa, FiscalYear};
use std::ops::Range;

/// The fiscal years that a folded text names, and where: 平成30年度, h30, 2018年度. A date such as
/// 平成30年4月 names none.
pub(crate) fn years_in(folded: &str) -> Vec<(Range<usize>, FiscalYear)> {
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

/// A folded text without what says a year once more: 令和6年度(2024年度), 2024(令和6)年度, h31/r1.
pub(super) fn said_once(folded: &str) -> String {
    const LONGEST: usize = 8;
    let twice = folded.split_once(['/', '・', '=']).filter(|(before, after)| {
        let year = FiscalYear::parse(&before.to_uppercase());
        let again = years_in(after).into_iter().next().filter(|(range, _)| range.start == 0);
        year.is_some() && again.map(|(_, year)| year) == year
    });
    if let Some((_, after)) = twice {
        return after.to_owned();
    }
    let aside = folded.split_once('(').and_then(|(before, rest)| {
        let (aside, after) = rest.split_once(')')?;
        let year = FiscalYear::parse(&aside.to_uppercase())?;
        let is_said = |at: usize| FiscalYear::parse(&before[at..]) == Some(year);
        let mut ends = before.char_indices().rev().take(LONGEST);
        ends.any(|(at, _)| is_said(at)).then(|| format!("{before}{after}"))
    });
    aside.unwrap_or_else(|| folded.to_owned())
}

/// The year of which a folded text tells, and how certainly: that of 実績 goes before another, and that of
/// 計画 comes last. The years of a period say nothing, nor does the one in which something was made: 令和3~令和12年度,
/// 令和6年度作成.
pub(super) fn told_of(folded: &str) -> Option<(u8, FiscalYear)> {
    const DONE: [&str; 12] = [
        "実績",
        "実施状況",
        "実施等状況",
        "取組状況",
        "取組実績",
        "取組結果",
        "進捗",
        "進行",
        "進ちょく",
        "成果",
        "事業分",
        "決算",
    ];
    const PLANNED: [&str; 4] = ["計画", "予定", "予算", "評価"];
    const MADE: [&str; 10] =
        ["作成", "提出", "照会", "公表", "改訂", "改定", "策定", "作業", "回答", "送付"];
    let found = years_in(folded);
    let mut told: Option<(u8, FiscalYear)> = None;
    for (at, (range, year)) in found.iter().enumerate() {
        let until = found.get(at + 1).map_or(folded.len(), |(next, _)| next.start);
        let behind = &folded[range.end..until];
        let is = |words: &[&str]| words.iter().any(|word| behind.contains(word));
        if MADE.iter().any(|word| behind.starts_with(word))
            || is_of_meeting(behind)
            || is_of_period(folded, range)
        {
            continue;
        }
        let rank = if is(&DONE) || behind.starts_with('分') {
            3
        } else if is(&PLANNED) {
            1
        } else {
            2
        };
        if told.is_none_or(|(best, _)| best <= rank) {
            told = Some((rank, *year));
        }
    }
    told
}

/// Whether what stands behind a year says that it is that of a meeting or of a budget, before it says
/// anything of what was done: 令和6年第2回審議会 …, 令和7年度予算要求に向けた ….
fn is_of_meeting(behind: &str) -> bool {
    const WORDS: [&str; 7] =
        ["審議会", "委員会", "協議会", "推進会議", "検討会", "予算要求", "予算編成"];
    const DONE: [&str; 4] = ["実績", "実施", "進捗", "取組"];
    let behind = ["教育委員会", "農業委員会", "管理委員会"]
        .iter()
        .fold(behind.to_owned(), |text, word| text.replace(word, ""));
    let first = |words: &[&str]| words.iter().filter_map(|word| behind.find(word)).min();
    first(&WORDS).is_some_and(|at| first(&DONE).is_none_or(|done| at < done))
}

/// The year of which the name of a file or of a sheet tells: t3 and s5 count something else.
pub(super) fn told_of_name(folded: &str) -> Option<FiscalYear> {
    const FIRST: FiscalYear = FiscalYear(1989);
    told_of(folded).map(|(_, year)| year).filter(|year| *year >= FIRST)
}

/// Whether a year is the first or the last of several: 令和3~令和12年度, R05_R06.
fn is_of_period(folded: &str, range: &Range<usize>) -> bool {
    const SIGNS: [char; 9] = ['~', '〜', '-', '―', '・', '、', ',', '/', '_'];
    let begins = |text: &str| {
        text.starts_with(|c: char| c.is_ascii_digit())
            || years_in(text).first().is_some_and(|(range, _)| range.start == 0)
    };
    let after = &folded[range.end..];
    let after = after.strip_prefix(SIGNS).or_else(|| after.strip_prefix("から"));
    let before = &folded[..range.start];
    let before = before.strip_suffix(SIGNS).or_else(|| before.strip_suffix("から"));
    let ends = |text: &str| {
        let text = text.trim_end_matches(['年', '度']);
        let bare = text.trim_end_matches(|c: char| c.is_ascii_digit() || c == '元');
        bare.len() < text.len() && bare.ends_with(['r', 'h', 's', '和', '成', '令', '平'])
    };
    after.is_some_and(begins) || before.is_some_and(ends)
}

/// The year that a text begins with, and its length with 年度.
fn year_at(rest: &str, before: Option<char>) -> Option<(usize, FiscalYear)> {
    let within_word = before.is_some_and(|c| c.is_ascii_alphanumeric());
    if !within_word && let Some(found) = period(rest).or_else(|| western(rest)) {
        return Some(found);
    }
    let (era, after_era) = era(rest, within_word)?;
    let (digits, tail) = numeral(after_era.trim_start_matches('.'), !era.is_empty());
    let suffix = ["年度", "年"].into_iter().find(|end| tail.starts_with(end)).unwrap_or_default();
    let beyond = &tail[suffix.len()..];
    let is_date = suffix == "年" && beyond.starts_with(|c: char| c.is_ascii_digit());
    let is_code = is_letter(era)
        && suffix.is_empty()
        && beyond.starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '/' | '-'));
    // 令和五輪 is no year, 令和五年度 is.
    let is_word = suffix.is_empty() && !after_era.contains(digits.as_str());
    if digits.is_empty() || is_word || is_date || is_code || (era.is_empty() && suffix != "年度")
    {
        return None;
    }
    let year = FiscalYear::parse(&format!("{}{digits}", era.to_uppercase()))?;
    Some((rest.len() - beyond.len(), year))
}

/// The era that a text begins with, by its name or its letter, and what follows; the empty name where
/// there is none.
fn era(rest: &str, within_word: bool) -> Option<(&'static str, &str)> {
    const ERAS: [(&str, &str, &str); 5] = [
        ("令和", "令", "r"),
        ("平成", "平", "h"),
        ("昭和", "昭", "s"),
        ("大正", "大", "t"),
        ("明治", "明", "m"),
    ];
    for (name, short, letter) in ERAS {
        if let Some(after) = rest.strip_prefix(name) {
            return Some((name, after));
        }
        let is_counted =
            |after: &&str| after.starts_with(|c: char| c.is_ascii_digit() || c == '元');
        if let Some(after) = rest.strip_prefix(short).filter(is_counted) {
            return Some((name, after));
        }
        if let Some(after) = rest.strip_prefix(letter).filter(|_| !within_word) {
            return Some((letter, after));
        }
    }
    (!within_word).then_some(("", rest))
}

fn is_letter(era: &str) -> bool {
    era.len() < 2
}

const KANJI: &str = "一二三四五六七八九十";

/// The number that a text begins with, in digits or 元, or of an era in kanji, and what follows.
fn numeral(text: &str, of_era: bool) -> (String, &str) {
    if let Some(after) = text.strip_prefix('元') {
        return ("元".to_owned(), after);
    }
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    if end > 0 || !of_era {
        return (text[..end].to_owned(), &text[end..]);
    }
    let end = text.find(|c| !KANJI.contains(c)).unwrap_or(text.len());
    let digit = |c: char| KANJI.chars().position(|known| known == c).map_or(0, |at| at + 1);
    let (tens, ones) = match text[..end].split_once('十') {
        Some((tens, ones)) => (tens.chars().next().map_or(1, digit), ones),
        None => (0, &text[..end]),
    };
    let number = tens * 10 + ones.chars().next().map_or(0, digit);
    let is_plain = tens < 10 && ones.chars().count() < 2 && number > 0;
    (if is_plain { number.to_string() } else { String::new() }, &text[end..])
}

/// FY2023, fy23.
fn western(rest: &str) -> Option<(usize, FiscalYear)> {
    let digits: String =
        rest.strip_prefix("fy")?.chars().take_while(char::is_ascii_digit).collect();
    let year = match digits.len() {
        2 => format!("20{digits}"),
        _ => digits.clone(),
    };
    Some(("fy".len() + digits.len(), FiscalYear::parse(&year)?))
}

/// R5.4~R6.3: the months of one fiscal year.
fn period(rest: &str) -> Option<(usize, FiscalYear)> {
    let (from, after) = month(rest)?;
    let after = after.strip_prefix("から").unwrap_or(after);
    let (to, beyond) = month(after.trim_start_matches(['~', '〜', '-', '―']))?;
    let is_whole = from.1 == 4 && to.1 == 3 && from.0.next() == to.0;
    (is_whole && after.len() > beyond.len()).then(|| (rest.len() - beyond.len(), from.0))
}

/// 令和5年4月, R5.4, 2023/4, also with a day; and what follows.
fn month(rest: &str) -> Option<((FiscalYear, u32), &str)> {
    let (era, after) = era(rest, false)?;
    let (digits, after) = numeral(after.trim_start_matches('.'), !era.is_empty());
    let year = FiscalYear::parse(&format!("{}{digits}", era.to_uppercase()))?;
    let (month, after) = numeral(after.strip_prefix(['年', '.', '/'])?, false);
    let after = after.strip_prefix('月').unwrap_or(after);
    let (day, behind) = numeral(after.trim_start_matches(['.', '/']), false);
    let after = if day.is_empty() { after } else { behind.strip_prefix('日').unwrap_or(behind) };
    Some(((year, month.parse().ok()?), after))
}

/// The fiscal year of a month alone in a folded text: 令和3年4月, r3.4月.
pub(super) fn of_month(folded: &str) -> Option<FiscalYear> {
    let ((year, number), rest) = month(folded)?;
    let is_month = rest.is_empty() && folded.ends_with('月') && (1..=12).contains(&number);
    is_month.then(|| if number < 4 { FiscalYear(year.0 - 1) } else { year })
}

/// The year that a folded text is, of which it does not say the era: 7, 5年度. That of today's era,
/// unless only the one before had so many years.
pub(super) fn bare(folded: &str) -> Option<FiscalYear> {
    let number = ["年度", "年"].iter().find_map(|end| folded.strip_suffix(end)).unwrap_or(folded);
    let is_number = (1..=2).contains(&number.len()) && number.chars().all(|c| c.is_ascii_digit());
    if number == "元" && number.len() < folded.len() {
        return Some(FiscalYear(2019));
    }
    match number.parse().ok().filter(|_| is_number)? {
        number @ 1..=20 => Some(FiscalYear(2018 + number)),
        number @ 21..=31 => Some(FiscalYear(1988 + number)),
        _ => None,
    }
}

/// A year alone that has no 年度: 2023, 2023年.
pub(super) fn alone(folded: &str) -> Option<FiscalYear> {
    let number = folded.strip_suffix('年').unwrap_or(folded);
    let is_number = number.len() == 4 && number.chars().all(|c| c.is_ascii_digit());
    FiscalYear::parse(number).filter(|year| is_number && (1950..2100).contains(&year.0))
}

/// Words for a year by that of a list, and how many years it is before that.
const RELATIVE: [(&str, i32); 6] =
    [("前々年度", 2), ("前年度", 1), ("昨年度", 1), ("本年度", 0), ("今年度", 0), ("当年度", 0)];

/// How many years before that of its row or its list a folded heading says that it is: 前年度実績.
pub(super) fn before(folded: &str) -> Option<i32> {
    RELATIVE.iter().find(|(word, _)| folded.starts_with(word)).map(|(_, years)| *years)
}

/// What follows such a word; `None` where there is none.
pub(super) fn after_relative(folded: &str) -> Option<&str> {
    RELATIVE.iter().find_map(|(word, _)| folded.strip_prefix(word))
}

/// Which year of a plan a folded heading counts, and where: 第1年次, 2年目.
pub(super) fn counted(folded: &str) -> Option<(Range<usize>, i32)> {
    ["年次", "年目"].iter().find_map(|word| {
        let at = folded.find(word)?;
        let before =
            folded[..at].trim_end_matches(|c: char| c.is_ascii_digit() || KANJI.contains(c));
        let (number, _) = numeral(&folded[before.len()..at], true);
        let from = before.strip_suffix('第').unwrap_or(before).len();
        Some((from..at + word.len(), number.parse().ok()?))
    })
}

/// A folded text without the count of a year.
pub(super) fn without_count(folded: &str) -> String {
    let mut text = folded.to_owned();
    if let Some((range, _)) = counted(folded) {
        text.replace_range(range, "");
    }
    text
}

/// How a folded text calls the fiscal year 2019, where it names it by an era.
pub(super) fn first_reiwa(folded: &str) -> Option<FirstReiwa> {
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
    use crate::domain::fold::fold_case;

    fn years(text: &str) -> Vec<i32> {
        years_in(&fold_case(text)).into_iter().map(|(_, year)| year.0).collect()
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
        assert_eq!(years("令5、令和五年度、平成二十九年度、FY2023"), [2023, 2023, 2017, 2023]);
        assert_eq!(years("R5.4～R6.3、令和6年4月1日～令和7年3月31日"), [2023, 2024]);
        for text in [
            "平成30年4月1日現在",
            "R5.4～R6.2",
            "平日",
            "令和五輪",
            "2018",
            "番号",
            "第2期",
            "2,000人",
            "R5.3.31",
            "CH30",
        ] {
            assert_eq!(years(text), [] as [i32; 0], "{text}");
        }
    }

    #[test]
    fn a_year_ends_with_its_word() {
        let text = fold_case("平成30年度実績");
        assert_eq!(&text[years_in(&text)[0].0.clone()], "平成30年度");
    }
}
