//! 表記: how a city writes numbers and brackets in its entries. No city is told how to write: a rule is one that
//! its plan says, or that the file's own texts keep to nearly throughout, so that what departs from it
//! is likely an oversight.

use super::{Found, SlipKind};
use crate::domain::{BracketStyle, NumberStyle, Plan};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// The rules to which the entries keep; `None` where there is no rule. The words by which they are stored
/// never change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct NotationRules {
    digits: Option<(Digits, Source)>,
    /// How wide round brackets are.
    brackets: Option<(Width, Source)>,
}

/// From where a rule is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// Nearly all texts keep to it.
    Texts,
    /// The plan says it.
    Plan,
}

/// How wide a character is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Width {
    Half,
    Full,
}

/// How numbers are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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

impl NotationRules {
    /// The rules of a plan whose texts keep to these.
    pub(in crate::domain) fn of_plan(plan: &Plan, texts: impl FnOnce() -> Self) -> Self {
        let as_texts = plan.number_style == NumberStyle::AsTexts
            || plan.bracket_style == BracketStyle::AsTexts;
        let kept = if as_texts { texts() } else { Self::default() };
        let digits = |rule| Some((rule, Source::Plan));
        let brackets = |width| Some((width, Source::Plan));
        Self {
            digits: match plan.number_style {
                NumberStyle::AsTexts => kept.digits,
                NumberStyle::Half => digits(Digits::Half),
                NumberStyle::Full => digits(Digits::Full),
                NumberStyle::Single => digits(Digits::Single),
                NumberStyle::Unchecked => None,
            },
            brackets: match plan.bracket_style {
                BracketStyle::AsTexts => kept.brackets,
                BracketStyle::Half => brackets(Width::Half),
                BracketStyle::Full => brackets(Width::Full),
                BracketStyle::Unchecked => None,
            },
        }
    }

    /// The rules to which these texts keep.
    pub(in crate::domain) fn of_texts<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
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
        let digits = best.filter(|(_, kept)| is_rule(*kept, numbers)).map(|(rule, _)| rule);
        Self {
            digits: digits.map(|rule| (rule, Source::Texts)),
            brackets: is_rule(wide, brackets).then_some((Width::Full, Source::Texts)),
        }
    }

    /// Whether what is proposed for a slip departs from the rules: a pair of brackets of two widths is
    /// made one of full width, which is not how every city writes.
    pub(super) fn forbids(self, found: &Found) -> bool {
        let narrow = self.brackets.is_some_and(|(width, _)| width == Width::Half);
        narrow
            && found.kind == SlipKind::MixedBrackets
            && matches!(found.proposed.as_deref(), Some("（" | "）"))
    }

    /// What departs from the rules, in the order of the text.
    pub(super) fn find(self, text: &str) -> Vec<Found> {
        let numbers = self.digits.into_iter().flat_map(|(rule, source)| {
            numbers(text).filter_map(move |range| {
                let proposed = rule.written(text.get(range.clone())?);
                let proposed = (proposed != text[range.clone()]).then_some(proposed)?;
                Some(Found {
                    range,
                    kind: SlipKind::Digits(rule, source),
                    proposed: Some(proposed),
                })
            })
        });
        let brackets = self.brackets.into_iter().flat_map(|(width, source)| {
            text.match_indices(['(', ')', '（', '）']).filter_map(move |(at, bracket)| {
                let range = at..at + bracket.len();
                let proposed = width.of(bracket)?.to_owned();
                Some(Found { range, kind: SlipKind::Bracket(source), proposed: Some(proposed) })
            })
        });
        let mut found: Vec<Found> = numbers.chain(brackets).collect();
        found.sort_by_key(|found| found.range.start);
        found
    }
}

impl Width {
    /// The bracket in this width; `None` where it is so already.
    fn of(self, bracket: &str) -> Option<&'static str> {
        match (self, bracket) {
            (Self::Full, "(") => Some("（"),
            (Self::Full, ")") => Some("）"),
            (Self::Half, "（") => Some("("),
            (Self::Half, "）") => Some(")"),
            _ => None,
        }
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

    fn found(rules: NotationRules, text: &str) -> Vec<(String, String)> {
        let found = rules.find(text).into_iter();
        found.map(|it| (text[it.range].to_owned(), it.proposed.unwrap_or_default())).collect()
    }

    fn digits(rule: Digits) -> NotationRules {
        NotationRules { digits: Some((rule, Source::Plan)), brackets: None }
    }

    fn brackets(width: Width) -> NotationRules {
        NotationRules { digits: None, brackets: Some((width, Source::Plan)) }
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
        let owned = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        let text = "農園(市内)と（市外）";
        assert_eq!(found(brackets(Width::Full), text), [owned("(", "（"), owned(")", "）")]);
        assert_eq!(found(brackets(Width::Half), text), [owned("（", "("), owned("）", ")")]);
    }

    #[test]
    fn a_rule_is_what_nearly_all_texts_keep_to() {
        let half = "・講座を3回、12人に（市内）開いた。".repeat(30);
        let of = |texts: &[&str]| NotationRules::of_texts(texts.iter().copied());
        let half_and_wide = NotationRules {
            digits: Some((Digits::Half, Source::Texts)),
            brackets: Some((Width::Full, Source::Texts)),
        };
        assert_eq!(of(&[&half, "・５回（市）"]), half_and_wide);
        let single = "・講座を３回、12人に開いた。".repeat(30);
        assert_eq!(of(&[&single]).digits, Some((Digits::Single, Source::Texts)));
        assert_eq!(of(&[&single, &half]).digits, None);
        assert_eq!(of(&["・講座を3回開いた。"]), NotationRules::default());
    }

    #[test]
    fn the_words_of_the_rules_stay() {
        let single = NotationRules {
            digits: Some((Digits::Single, Source::Texts)),
            brackets: Some((Width::Full, Source::Plan)),
        };
        let json = r#"{"digits":["single","texts"],"brackets":["full","plan"]}"#;
        assert_eq!(serde_json::to_string(&single).unwrap(), json);
        assert_eq!(serde_json::from_str::<NotationRules>(json).unwrap(), single);
    }

    #[test]
    fn what_the_plan_says_comes_before_what_the_texts_keep_to() {
        let texts = "・講座を3回、12人に（市内）開いた。".repeat(30);
        let plan = |number_style, bracket_style| {
            let plan = Plan { number_style, bracket_style, ..Plan::new("", "") };
            NotationRules::of_plan(&plan, || {
                NotationRules::of_texts(std::iter::once(texts.as_str()))
            })
        };
        let single = plan(NumberStyle::Single, BracketStyle::AsTexts);
        assert_eq!(single.digits, Some((Digits::Single, Source::Plan)));
        assert_eq!(single.brackets, Some((Width::Full, Source::Texts)));
        let narrow = plan(NumberStyle::AsTexts, BracketStyle::Half);
        assert_eq!(narrow.digits, Some((Digits::Half, Source::Texts)));
        assert_eq!(narrow.brackets, Some((Width::Half, Source::Plan)));
        let none = plan(NumberStyle::Unchecked, BracketStyle::Unchecked);
        assert_eq!(none, NotationRules::default());
    }

    proptest! {
        /// A text that is put right has nothing left to put right.
        #[test]
        fn a_proposal_keeps_to_the_rule(text in "[0-9０-９,，.．/R(（)）あ\n]{0,20}") {
            let widths = [Width::Half, Width::Full];
            for (rule, width) in Digits::ALL.into_iter().flat_map(|rule| widths.map(|it| (rule, it))) {
                let rules = NotationRules {
                    digits: Some((rule, Source::Plan)),
                    brackets: Some((width, Source::Plan)),
                };
                let mut right = text.clone();
                for found in rules.find(&text).into_iter().rev() {
                    right.replace_range(found.range, &found.proposed.unwrap_or_default());
                }
                prop_assert_eq!(rules.find(&right), []);
            }
        }
    }
}
