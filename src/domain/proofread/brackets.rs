//! Brackets without their counterparts, or with one of another width.

use super::{Found, SlipKind};
use crate::domain::text::is_invisible;
use std::ops::Range;

/// Brackets by what they are in full width: opening, closing, and both in half width.
const PAIRS: [[char; 4]; 10] = [
    ['（', '）', '(', ')'],
    ['「', '」', '｢', '｣'],
    ['［', '］', '[', ']'],
    ['｛', '｝', '{', '}'],
    ['『', '』', '『', '』'],
    ['【', '】', '【', '】'],
    ['〔', '〕', '〔', '〕'],
    ['《', '》', '《', '》'],
    ['≪', '≫', '≪', '≫'],
    ['“', '”', '“', '”'],
];

/// A bracket in a text.
#[derive(Clone, Copy)]
struct Bracket {
    at: usize,
    char: char,
    pair: usize,
}

impl Bracket {
    fn of(at: usize, char: char) -> Option<Self> {
        let pair = PAIRS.iter().position(|pair| pair.contains(&char))?;
        Some(Self { at, char, pair })
    }

    fn opens(self) -> bool {
        PAIRS[self.pair][0] == self.char || PAIRS[self.pair][2] == self.char
    }

    fn range(self) -> Range<usize> {
        self.at..self.at + self.char.len_utf8()
    }

    fn in_full_width(self) -> char {
        PAIRS[self.pair][usize::from(!self.opens())]
    }

    fn is_half_width(self) -> bool {
        self.in_full_width() != self.char
    }

    /// A bracket of the kana in half width is never right.
    fn is_half_width_kana(self) -> bool {
        matches!(self.char, '｢' | '｣')
    }

    /// 1) or ア）at the start of a line: a bracket that needs no counterpart.
    fn ends_enumeration(self, text: &str) -> bool {
        const LONGEST: usize = 3;
        let is_mark = |c: &char| c.is_alphanumeric() || matches!(c, '゛' | '゜');
        let mut before = text[..self.at].chars().rev().filter(|c| !is_invisible(*c)).peekable();
        let length = std::iter::from_fn(|| before.next_if(is_mark)).take(LONGEST).count();
        let is_blank = |c: &char| *c != '\n' && (c.is_whitespace() || "・○●◎■□".contains(*c));
        self.pair == 0 && length > 0 && before.find(|c| !is_blank(c)).is_none_or(|c| c == '\n')
    }

    fn unpaired(self) -> Found {
        Found { range: self.range(), kind: SlipKind::Unpaired, proposed: None }
    }

    fn widened(self) -> Found {
        let kind = if self.is_half_width_kana() {
            SlipKind::HalfWidthKana
        } else {
            SlipKind::MixedBrackets
        };
        let proposed = Some(self.in_full_width().to_string());
        Found { range: self.range(), kind, proposed }
    }
}

/// What is likely wrong with the brackets of a text.
pub(super) fn find(text: &str) -> Vec<Found> {
    let mut open: Vec<Bracket> = Vec::new();
    let mut counts = [0_usize; PAIRS.len()];
    let mut found = Vec::new();
    for bracket in text.char_indices().filter_map(|(at, c)| Bracket::of(at, c)) {
        if bracket.opens() {
            counts[bracket.pair] += 1;
            open.push(bracket);
        } else if counts[bracket.pair] == 0 {
            found.extend((!bracket.ends_enumeration(text)).then(|| bracket.unpaired()));
        } else {
            while let Some(opening) = open.pop() {
                counts[opening.pair] -= 1;
                if opening.pair == bracket.pair {
                    found.extend(pair(opening, bracket));
                    break;
                }
                found.push(opening.unpaired());
            }
        }
    }
    found.extend(open.into_iter().map(Bracket::unpaired));
    found
}

/// What is wrong with two brackets that belong together.
fn pair(opening: Bracket, closing: Bracket) -> impl Iterator<Item = Found> {
    let is_mixed = opening.is_half_width() != closing.is_half_width();
    [opening, closing]
        .into_iter()
        .filter(move |it| it.is_half_width_kana() || (is_mixed && it.is_half_width()))
        .map(Bracket::widened)
}
