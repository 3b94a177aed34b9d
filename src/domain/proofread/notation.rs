//! 表記: how a house writes its numbers and brackets. No city is told how to write: a rule is one that
//! the file's own texts keep to nearly throughout, and what departs from it is likely an oversight.

use super::{Found, SlipKind};
use std::ops::Range;

/// The rules that a house keeps to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct House {
    /// How numbers are written; `None` where there is no rule.
    digits: Option<Digits>,
    /// Whether round brackets are of full width.
    wide_brackets: bool,
}

/// How numbers are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Digits {
    /// すべて半角: 3回, 12回.
    Half,
    /// すべて全角: ３回, １２回.
    Full,
    /// 1桁全角・2桁半角: ３回, 12回.
    Single,
}

impl Digits {
    const ALL: [Self; 3] = [Self::Half, Self::Full, Self::Single];

    /// The number as this rule writes it.
    fn written(self, number: &str) -> String {
        let digits = number.chars().filter(|c| half(*c).is_ascii_digit()).count();
        let full = match self {
            Self::Half => false,
            Self::Full => true,
            Self::Single => digits == 1,
        };
        number.chars().map(if full { self::full } else { half }).collect()
    }
}

/// The fewest numbers, or brackets, that tell a rule.
const TELLING: usize = 40;

/// In how many of a hundred places a rule is kept.
const KEPT: usize = 95;

impl House {
    /// The rules to which these texts keep.
    pub fn of<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let (mut numbers, mut kept) = (0, [0; Digits::ALL.len()]);
        let (mut brackets, mut wide) = (0, 0);
        for text in texts {
            for number in self::numbers(text).filter_map(|place| text.get(place)) {
                numbers += 1;
                for (rule, kept) in Digits::ALL.into_iter().zip(&mut kept) {
                    *kept += usize::from(rule.written(number) == number);
                }
            }
            brackets += text.matches(['(', ')', '（', '）']).count();
            wide += text.matches(['（', '）']).count();
        }
        let is_rule = |kept: usize, all: usize| all >= TELLING && kept * 100 >= all * KEPT;
        let best = Digits::ALL.into_iter().zip(kept).max_by_key(|(_, kept)| *kept);
        Self {
            digits: best.filter(|(_, kept)| is_rule(*kept, numbers)).map(|(rule, _)| rule),
            wide_brackets: is_rule(wide, brackets),
        }
    }

    /// What departs from the rules, in the order of the text.
    pub(super) fn find(self, text: &str) -> Vec<Found> {
        let numbers = self.digits.into_iter().flat_map(|rule| {
            numbers(text).filter_map(move |range| {
                let proposed = rule.written(text.get(range.clone())?);
                let proposed = (proposed != text[range.clone()]).then_some(proposed)?;
                Some(Found { range, kind: SlipKind::Digits(rule), proposed: Some(proposed) })
            })
        });
        let brackets = text.match_indices(['(', ')']).filter(|_| self.wide_brackets);
        let brackets = brackets.map(|(at, bracket)| Found {
            range: at..at + bracket.len(),
            kind: SlipKind::HalfWidthBracket,
            proposed: Some(if bracket == "(" { "（" } else { "）" }.to_owned()),
        });
        let mut found: Vec<Found> = numbers.chain(brackets).collect();
        found.sort_by_key(|found| found.range.start);
        found
    }
}

/// The numbers of a text, with the commas and points within: 2,140 is one. Those that are part of a
/// name or a sign (R6, CO2, 3-1, 1/2) are written as those are.
fn numbers(text: &str) -> impl Iterator<Item = Range<usize>> {
    let is_part = |c: char| matches!(half(c), '-' | '/' | ':' | '.' | ',' | '_' | '@');
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = text.get(from..)?;
            let start = from + rest.find(|c: char| half(c).is_ascii_digit())?;
            let end = start + length(&text[start..]);
            from = end;
            let before = text[..start].chars().next_back();
            let after = text[end..].chars().next();
            let in_name = before.is_some_and(|c| half(c).is_ascii_alphabetic());
            if !in_name && !before.is_some_and(is_part) && !after.is_some_and(is_part) {
                return Some(start..end);
            }
        }
    })
}

/// How long the number at the beginning of a text is, in bytes.
fn length(text: &str) -> usize {
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().is_some_and(|(_, next)| half(*next).is_ascii_digit());
        match half(c) {
            '0'..='9' => end = at + c.len_utf8(),
            ',' | '.' if next => {}
            _ => break,
        }
    }
    end
}

/// A character of full width as the same one of half width.
fn half(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        c => c,
    }
}

/// A digit, a comma or a point in full width.
fn full(c: char) -> char {
    match c {
        '0'..='9' | ',' | '.' => char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c),
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(house: House, text: &str) -> Vec<(String, String)> {
        let found = house.find(text).into_iter();
        found.map(|it| (text[it.range].to_owned(), it.proposed.unwrap_or_default())).collect()
    }

    fn digits(rule: Digits) -> House {
        House { digits: Some(rule), wide_brackets: false }
    }

    #[track_caller]
    fn check(rule: Digits, text: &str, expected: &[(&str, &str)]) {
        let owned = |(a, b): &(&str, &str)| ((*a).to_owned(), (*b).to_owned());
        assert_eq!(found(digits(rule), text), expected.iter().map(owned).collect::<Vec<_>>());
    }

    #[test]
    fn numbers_are_written_as_the_house_does() {
        check(Digits::Half, "３回、12回、2,140人、１．５倍", &[("３", "3"), ("１．５", "1.5")]);
        check(Digits::Full, "３回、12回、2,140人", &[("12", "１２"), ("2,140", "２，１４０")]);
        check(Digits::Single, "3回、１２回、５園、12人", &[("3", "３"), ("１２", "12")]);
        check(Digits::Single, "１2回", &[("１2", "12")]);
    }

    #[test]
    fn what_is_part_of_a_name_is_written_as_the_name() {
        check(Digits::Full, "R6、CO2、042-346-1234、1/2、https://a.b/c3、①", &[]);
        check(Digits::Half, "Ｒ６、Ａ４判", &[]);
    }

    #[test]
    fn brackets_are_written_as_the_house_does() {
        let house = House { digits: None, wide_brackets: true };
        let owned = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(found(house, "農園(市内)と（市外）"), [owned("(", "（"), owned(")", "）")]);
    }

    #[test]
    fn a_rule_is_what_nearly_all_texts_keep_to() {
        let half = "・講座を3回、12人に（市内）開いた。".repeat(30);
        let house = House::of([half.as_str(), "・５回（市）"].into_iter());
        assert_eq!(house, House { digits: Some(Digits::Half), wide_brackets: true });
        let single = "・講座を３回、12人に開いた。".repeat(30);
        assert_eq!(House::of([single.as_str()].into_iter()).digits, Some(Digits::Single));
        assert_eq!(House::of([single.as_str(), half.as_str()].into_iter()).digits, None);
        assert_eq!(House::of(["・講座を3回開いた。"].into_iter()), House::default());
    }

    proptest! {
        /// A text that is put right has nothing left to put right.
        #[test]
        fn a_proposal_keeps_to_the_rule(text in "[0-9０-９,，.．/R(（)）あ\n]{0,20}") {
            for rule in Digits::ALL {
                let house = House { digits: Some(rule), wide_brackets: true };
                let mut right = text.clone();
                for found in house.find(&text).into_iter().rev() {
                    right.replace_range(found.range, &found.proposed.unwrap_or_default());
                }
                prop_assert_eq!(house.find(&right), []);
            }
        }
    }
}
