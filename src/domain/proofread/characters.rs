//! Characters one by one, with what stands on them and beside them.

use super::lookalikes::{Script, alone, among, is_ambiguous, is_radical, script};
use super::{Found, SlipKind};
use crate::domain::text::is_invisible;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{compose, is_combining_mark};

/// As many characters as tell whether a word follows, with their marks.
const NEXT: usize = 8;

/// A character with the marks and invisible characters behind it.
struct Unit<'a> {
    start: usize,
    base: char,
    /// What stands behind the base.
    tail: &'a str,
}

impl Unit<'_> {
    fn end(&self) -> usize {
        self.start + self.base.len_utf8() + self.tail.len()
    }

    fn marks(&self) -> impl Iterator<Item = char> {
        self.tail.chars().filter(|c| is_mark(*c))
    }
}

/// What is likely wrong with the characters of a text, in their order.
pub(super) fn find(text: &str) -> Vec<Found> {
    let units = units(text);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(unit) = units.get(at) {
        let run = units[at..].iter().take_while(|unit| is_half_width(unit.base)).count();
        if run == 0 {
            found.extend(of_unit(text, &units, at, unit));
            at += 1;
        } else {
            let slip = of_run(text, &units, at, run);
            // ガ of two widths: the letter before takes part.
            let _ = found.pop_if(|other: &mut Found| other.overlaps(&slip));
            found.push(slip);
            at += run;
        }
    }
    found
}

fn units(text: &str) -> Vec<Unit<'_>> {
    let mut units: Vec<Unit<'_>> = Vec::new();
    for (at, c) in text.char_indices() {
        let goes_on = units.last().is_some_and(|unit| match unit.base {
            '\n' => false,
            base if is_invisible(base) => is_invisible(c),
            _ => is_invisible(c) || is_combining_mark(c),
        });
        match units.last_mut().filter(|_| goes_on) {
            Some(unit) => {
                let from = unit.start + unit.base.len_utf8();
                unit.tail = &text[from..at + c.len_utf8()];
            }
            None => units.push(Unit { start: at, base: c, tail: "" }),
        }
    }
    units
}

fn of_unit(text: &str, units: &[Unit<'_>], at: usize, unit: &Unit<'_>) -> Option<Found> {
    let whole = |kind, proposed| Some(Found { range: unit.start..unit.end(), kind, proposed });
    match unit.base {
        c if is_invisible(c) => return whole(SlipKind::Invisible, Some(String::new())),
        '\u{FFFD}' => return whole(SlipKind::Unreadable, None),
        '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}' => {
            return whole(SlipKind::PrivateUse, None);
        }
        c if is_mark(c) => return whole(SlipKind::Mark, None),
        _ => {}
    }
    let before = letter_before(units, at);
    let rest = &text[unit.end()..];
    if unit.marks().next().is_some() {
        let Some(letter) = composed(unit) else { return whole(SlipKind::Mark, None) };
        return whole(SlipKind::Decomposed, Some(meant(before, letter, rest).to_string()));
    }
    let plain = if is_odd_space(unit.base) { ' ' } else { meant(before, unit.base, rest) };
    let kind = if plain == ' ' { SlipKind::Space } else { SlipKind::Lookalike };
    let visible: String = unit.tail.chars().filter(|c| !is_invisible(*c)).collect();
    if plain != unit.base {
        return whole(kind, Some(format!("{plain}{visible}")));
    }
    if is_radical(unit.base) {
        return whole(SlipKind::Lookalike, None);
    }
    // Emoji are made of several with joiners between them.
    if visible.len() == unit.tail.len() || is_pictograph(unit.base) {
        return None;
    }
    let start = unit.start + unit.base.len_utf8();
    let kind = SlipKind::Invisible;
    Some(Found { range: start..unit.end(), kind, proposed: Some(visible) })
}

/// What a character likely is, standing where it stands.
fn meant(before: Option<char>, c: char, rest: &str) -> char {
    let c = alone(c);
    if !is_ambiguous(c) {
        return c;
    }
    let before = before.map_or(Script::Other, script);
    let after = letter_after(rest).map_or(Script::Other, script);
    // The next letters as they are once they are whole and of full width.
    let next: String = rest.chars().filter(|c| !is_invisible(*c)).take(NEXT).nfkc().collect();
    among(before, c, after, &next)
}

/// The letter before a unit: voicing marks of half width belong to the letters before them.
fn letter_before(units: &[Unit<'_>], at: usize) -> Option<char> {
    let before = units.get(..at)?.iter().rev().map(|unit| unit.base);
    before.into_iter().find(|base| mark_of(*base).is_none())
}

fn letter_after(rest: &str) -> Option<char> {
    rest.chars().find(|c| !is_invisible(*c) && !is_combining_mark(*c) && mark_of(*c).is_none())
}

/// The one letter that a base and its marks make, if they make one.
fn composed(unit: &Unit<'_>) -> Option<char> {
    let is_plain = unit.tail.chars().all(|c| is_mark(c) || is_invisible(c));
    is_plain.then(|| unit.marks().try_fold(unit.base, compose)).flatten()
}

/// A run of half-width kana in full width. A voicing mark goes into the letter before it, whatever
/// the width of that.
fn of_run(text: &str, units: &[Unit<'_>], at: usize, length: usize) -> Found {
    let run = units.get(at..at + length).unwrap_or_default();
    let before = at.checked_sub(1).and_then(|at| units.get(at)).filter(|unit| unit.tail.is_empty());
    let mark = run.first().and_then(|unit| mark_of(unit.base));
    let joined = before.filter(|before| mark.is_some_and(|it| compose(before.base, it).is_some()));
    let start = joined.or(run.first()).map_or(0, |unit| unit.start);
    let end = run.last().map_or(start, Unit::end);
    let mut letters: Vec<char> = Vec::new();
    let mut is_whole = true;
    for c in text[start..end].chars().filter(|c| !is_invisible(*c)) {
        let c =
            mark_of(c).unwrap_or_else(|| c.nfkc().next().filter(|_| is_half_width(c)).unwrap_or(c));
        match letters.last().and_then(|last| compose(*last, c)) {
            Some(letter) => {
                let _ = letters.pop();
                letters.push(letter);
            }
            None => letters.push(c),
        }
    }
    for letter in &mut letters {
        match *letter {
            '\u{3099}' => *letter = '゛',
            '\u{309A}' => *letter = '゜',
            c => is_whole &= !is_combining_mark(c),
        }
    }
    let outside = letter_before(units, if joined.is_some() { at - 1 } else { at });
    let behind = &text[end..];
    let letters: String = (0..letters.len())
        .filter_map(|at| {
            let before = at.checked_sub(1).map_or(outside, |at| letters.get(at).copied());
            let rest = letters.iter().skip(at + 1).copied().chain(behind.chars()).take(2 * NEXT);
            Some(meant(before, *letters.get(at)?, &rest.collect::<String>()))
        })
        .collect();
    let proposed = is_whole.then_some(letters);
    Found { range: start..end, kind: SlipKind::HalfWidthKana, proposed }
}

/// The mark that a half-width voicing mark stands for.
const fn mark_of(c: char) -> Option<char> {
    match c {
        'ﾞ' => Some('\u{3099}'),
        'ﾟ' => Some('\u{309A}'),
        _ => None,
    }
}

/// Half-width kana and the punctuation among them. Their brackets are told with the other brackets.
const fn is_half_width(c: char) -> bool {
    matches!(c, '\u{FF61}' | '\u{FF64}'..='\u{FF9F}')
}

fn is_mark(c: char) -> bool {
    is_combining_mark(c) && !is_variation_selector(c)
}

const fn is_variation_selector(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

const fn is_odd_space(c: char) -> bool {
    matches!(c, '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}')
}

const fn is_pictograph(c: char) -> bool {
    matches!(c, '\u{2600}'..='\u{27BF}' | '\u{1F000}'..='\u{1FAFF}')
}
