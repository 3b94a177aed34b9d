//! Years that do not exist, or that do not fit the entry in which they stand.

use super::{Found, SlipKind};
use crate::domain::text::{full_width_digits, is_invisible};
use crate::domain::{FirstReiwa, FiscalYear};
use std::ops::Range;

/// The fiscal year that began in 平成 and ended in 令和.
const FIRST_REIWA: i32 = 2019;

/// The month in which 令和 began.
const MAY: u32 = 5;

/// How a year is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    /// 平成, 令和
    Word,
    /// H, R
    Letter,
    /// Ｈ, Ｒ
    WideLetter,
    /// 2024
    Western,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Era {
    Heisei,
    Reiwa,
}

/// A year that a text names.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Mention {
    /// From the era to 年 or 年度.
    range: Range<usize>,
    style: Style,
    era: Option<Era>,
    /// By the calendar of the West.
    year: i32,
    /// Whether the digits are of full width.
    is_wide: bool,
    /// Whether it is a 年度.
    is_fiscal: bool,
    /// The month that follows.
    month: Option<u32>,
}

const ERAS: [(&str, Style, Option<Era>); 7] = [
    ("平成", Style::Word, Some(Era::Heisei)),
    ("令和", Style::Word, Some(Era::Reiwa)),
    ("H", Style::Letter, Some(Era::Heisei)),
    ("R", Style::Letter, Some(Era::Reiwa)),
    ("Ｈ", Style::WideLetter, Some(Era::Heisei)),
    ("Ｒ", Style::WideLetter, Some(Era::Reiwa)),
    ("", Style::Western, None),
];

impl Era {
    /// By which era a plan calls a fiscal year.
    fn of(year: FiscalYear, first_reiwa: FirstReiwa) -> Self {
        let is_heisei = match first_reiwa {
            FirstReiwa::Gannen => year.0 < FIRST_REIWA,
            FirstReiwa::Heisei31 => year.0 <= FIRST_REIWA,
        };
        if is_heisei { Self::Heisei } else { Self::Reiwa }
    }

    /// The year before its first.
    const fn base(self) -> i32 {
        match self {
            Self::Heisei => 1988,
            Self::Reiwa => 2018,
        }
    }
}

/// What is likely wrong with the years that the entry of a year names.
pub(super) fn find(text: &str, year: FiscalYear, first_reiwa: FirstReiwa) -> Vec<Found> {
    let mentions = mentions(text);
    let headings = of_headings(text, &mentions, year, first_reiwa);
    if year.0 < FIRST_REIWA {
        return headings;
    }
    let is_told = |mention: &Mention| {
        headings.binary_search_by_key(&mention.range.start, |it| it.range.start).is_ok()
    };
    let others = mentions.iter().filter(|mention| !is_told(mention));
    let mut found: Vec<Found> = others.filter_map(|it| misnamed(it, first_reiwa)).collect();
    found.extend(headings);
    found.sort_by_key(|slip| slip.range.start);
    found
}

/// A year under a name that it does not have, or not here.
fn misnamed(mention: &Mention, first_reiwa: FirstReiwa) -> Option<Found> {
    let &Mention { year, month, is_fiscal, .. } = mention;
    let known = mention.era?;
    let (right, kind) = match (is_fiscal, month) {
        (true, _) if year == FIRST_REIWA => {
            (Era::of(FiscalYear(year), first_reiwa), SlipKind::OtherName)
        }
        (false, Some(month)) if year == FIRST_REIWA => {
            (if month < MAY { Era::Heisei } else { Era::Reiwa }, SlipKind::NoSuchYear)
        }
        // 平成31年 and 令和元年 are both the year 2019.
        (false, None) if year == FIRST_REIWA => (known, SlipKind::NoSuchYear),
        _ if year > FIRST_REIWA => (Era::Reiwa, SlipKind::NoSuchYear),
        _ => (known, SlipKind::NoSuchYear),
    };
    (right != known).then(|| Found {
        range: mention.range.clone(),
        kind,
        proposed: Some(mention.written(year, Some(right))),
    })
}

/// Headings that name other years, where none names that of the entry.
fn of_headings(
    text: &str,
    mentions: &[Mention],
    year: FiscalYear,
    first_reiwa: FirstReiwa,
) -> Vec<Found> {
    let headings: Vec<&Mention> = mentions.iter().filter(|it| it.is_heading(text)).collect();
    if headings.iter().any(|heading| heading.year == year.0) {
        return Vec::new();
    }
    let era = Era::of(year, first_reiwa);
    let lone = headings.len() == 1;
    let proposed = |it: &Mention| lone.then(|| it.written(year.0, it.era.map(|_| era)));
    headings
        .into_iter()
        .map(|heading| Found {
            range: heading.range.clone(),
            kind: SlipKind::OtherYear(year),
            proposed: proposed(heading),
        })
        .collect()
}

impl Mention {
    /// Another year, written in the same way.
    fn written(&self, year: i32, era: Option<Era>) -> String {
        let name = match (era, self.style) {
            (None, _) => "",
            (Some(Era::Heisei), Style::Letter) => "H",
            (Some(Era::Reiwa), Style::Letter) => "R",
            (Some(Era::Heisei), Style::WideLetter) => "Ｈ",
            (Some(Era::Reiwa), Style::WideLetter) => "Ｒ",
            (Some(Era::Heisei), _) => "平成",
            (Some(Era::Reiwa), _) => "令和",
        };
        let number = year - era.map_or(0, Era::base);
        let suffix = if self.is_fiscal { "年度" } else { "年" };
        let digits = match u32::try_from(number).unwrap_or_default() {
            1 if era.is_some() && self.style == Style::Word => "元".to_owned(),
            number if self.is_wide => full_width_digits(number),
            number => number.to_string(),
        };
        format!("{name}{digits}{suffix}")
    }

    /// Whether a year heads what follows: 【令和6年度】, or alone in its line.
    fn is_heading(&self, text: &str) -> bool {
        let is_nothing = |c: &char| *c != '\n' && (c.is_whitespace() || is_invisible(*c));
        let mut before = text[..self.range.start].chars().rev().skip_while(is_nothing).peekable();
        let open = before.next_if(|c| OPENING.iter().any(|(open, _)| open == c));
        let mut before = before.skip_while(|c| is_nothing(c) || MARKS.contains(c));
        let mut behind = text[self.range.end..].chars().take_while(|c| *c != '\n');
        self.is_fiscal
            && before.next().is_none_or(|c| c == '\n')
            && match OPENING.iter().find(|(it, _)| Some(*it) == open) {
                Some((_, close)) => behind.any(|c| c == *close),
                None => behind.all(|c| is_nothing(&c) || matches!(c, '：' | ':')),
            }
    }
}

/// Signs that may stand before a heading.
const MARKS: [char; 8] = ['■', '□', '●', '○', '◎', '◆', '◇', '★'];

/// Brackets in which a heading may stand.
const OPENING: [(char, char); 8] = [
    ('【', '】'),
    ('〔', '〕'),
    ('［', '］'),
    ('[', ']'),
    ('≪', '≫'),
    ('《', '》'),
    ('＜', '＞'),
    ('〈', '〉'),
];

/// The years that a text names, in their order.
fn mentions(text: &str) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    let mut before = None;
    for (at, c) in text.char_indices() {
        let is_inside = found.last().is_some_and(|last| at < last.range.end);
        if is_invisible(c) {
            continue;
        }
        if !is_inside && let Some(mention) = mention(text, at, before) {
            found.push(mention);
        }
        before = Some(c);
    }
    found
}

/// The year that a text names at a place, behind a character.
fn mention(text: &str, at: usize, before: Option<char>) -> Option<Mention> {
    let mut rest = Rest { text, at };
    let (_, style, era) = ERAS.into_iter().find(|(name, ..)| rest.take(name))?;
    let is_within = before.is_some_and(|c| {
        c.is_ascii_alphanumeric() || matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
    });
    if style == Style::Western && before.is_some_and(|c| c.is_ascii_digit() || is_wide(c)) {
        return None;
    }
    if matches!(style, Style::Letter | Style::WideLetter) && is_within {
        return None;
    }
    let (number, is_wide) = match era {
        Some(_) if rest.take("元") => (1, false),
        _ => rest.number()?,
    };
    let year = era.map_or(0, Era::base) + number;
    let is_year = match style {
        Style::Western => (1900..2200).contains(&year),
        _ => (1..=99).contains(&number),
    };
    let is_fiscal = rest.take("年度");
    if !is_year || !(is_fiscal || rest.take("年")) {
        return None;
    }
    let range = at..rest.at;
    let month = (!is_fiscal).then(|| rest.month()).flatten();
    Some(Mention { range, style, era, year, is_wide, is_fiscal, month })
}

const fn is_wide(c: char) -> bool {
    matches!(c, '０'..='９')
}

/// What remains of a text, from which one takes what comes next. Invisible characters between are
/// passed over.
struct Rest<'a> {
    text: &'a str,
    at: usize,
}

impl Rest<'_> {
    /// Takes these characters, if they come next.
    fn take(&mut self, word: &str) -> bool {
        let start = self.at;
        for wanted in word.chars() {
            if self.next_if(|c| c == wanted).is_none() {
                self.at = start;
                return false;
            }
        }
        true
    }

    /// Takes a number of up to four digits, and tells whether they are of full width.
    fn number(&mut self) -> Option<(i32, bool)> {
        let mut digits = String::new();
        let mut any_wide = false;
        while let Some(c) = self.next_if(|c| c.is_ascii_digit() || is_wide(c)) {
            any_wide |= is_wide(c);
            digits.extend(if is_wide(c) {
                char::from_digit(u32::from(c) - u32::from('０'), 10)
            } else {
                Some(c)
            });
        }
        let number = digits.parse().ok().filter(|_| digits.len() <= 4)?;
        Some((number, any_wide))
    }

    fn month(&mut self) -> Option<u32> {
        let (month, _) = self.number()?;
        let month = u32::try_from(month).ok().filter(|month| (1..=12).contains(month))?;
        self.take("月").then_some(month)
    }

    fn next_if(&mut self, wanted: impl Fn(char) -> bool) -> Option<char> {
        let rest = self.text.get(self.at..)?;
        let (at, c) = rest.char_indices().find(|(_, c)| !is_invisible(*c))?;
        wanted(c).then(|| {
            self.at += at + c.len_utf8();
            c
        })
    }
}
