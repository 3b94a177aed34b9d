//! 点検 of a text: what a careful reader would stumble over, and what was likely meant. Nothing is
//! ever corrected by itself: the clerk accepts a proposal or does not.
//!
//! What is found never overlaps. To accept a proposal takes away what it was made for, and brings up
//! nothing new.

mod brackets;
mod characters;
mod lookalikes;
mod notation;
mod years;

pub use notation::{Digits, NotationRules, Source};

use super::{FirstReiwa, FiscalYear};
use std::collections::HashMap;
use std::ops::Range;

/// Something in a text that is likely wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// Where it stands, in bytes of the text.
    pub range: Range<usize>,
    /// What stands there.
    pub found: String,
    /// A few characters before it, in its line.
    pub before: String,
    /// A few characters behind it, in its line.
    pub after: String,
    /// How many of the same are before it in the text.
    pub nth: usize,
    pub kind: SlipKind,
    /// What should likely stand there instead, if that is known. Empty: nothing.
    pub proposed: Option<String>,
}

/// What is likely wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SlipKind {
    /// A character that looks like another one: 尐 for 少, 力 for カ, a radical for an ideograph.
    Lookalike,
    /// ｶﾞ for ガ.
    HalfWidthKana,
    /// A letter and its mark as two characters: か and U+3099 for が.
    Decomposed,
    /// A mark that makes no letter with what it stands on.
    Mark,
    /// A character of no width, or one that controls a device.
    Invisible,
    /// A space other than those of a keyboard.
    Space,
    /// 外字: a character that each PC has for itself.
    PrivateUse,
    /// U+FFFD, the sign for what could not be read: 文字化け.
    Unreadable,
    /// （…): a bracket of half width whose counterpart is of full width.
    MixedBrackets,
    /// A bracket without its counterpart.
    Unpaired,
    /// A year that an era does not have: 平成32年度, 平成31年5月.
    NoSuchYear,
    /// 2019年度 by the name that the plan does not use.
    OtherName,
    /// A heading that names another year than that of the entry.
    OtherYear(FiscalYear),
    /// A number in another width than the rules say.
    Digits(Digits, Source),
    /// A round bracket in another width than the rules say.
    Bracket(Source),
}

impl Slip {
    /// The text with the proposal accepted; `None` where there is none, or where the text is no
    /// longer as it was.
    pub fn corrected(&self, text: &str) -> Option<String> {
        let proposed = self.proposed.as_deref()?;
        let rest = text.get(self.range.clone()).filter(|found| *found == self.found);
        rest.map(|_| [&text[..self.range.start], proposed, &text[self.range.end..]].concat())
    }
}

/// The text with every proposal of these slips accepted.
pub fn corrected(text: &str, slips: &[Slip]) -> String {
    let mut slips: Vec<&Slip> = slips.iter().collect();
    // From the end, so that what is before stays where it is.
    slips.sort_by_key(|slip| std::cmp::Reverse(slip.range.start));
    slips.into_iter().fold(text.to_owned(), |text, slip| slip.corrected(&text).unwrap_or(text))
}

/// What is found before it is known what stands around it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Found {
    range: Range<usize>,
    kind: SlipKind,
    proposed: Option<String>,
}

impl Found {
    fn overlaps(&self, other: &Self) -> bool {
        self.range.start < other.range.end && other.range.start < self.range.end
    }

    fn covers(&self, other: &Self) -> bool {
        self.range.start <= other.range.start && other.range.end <= self.range.end
    }
}

/// What is likely wrong in a text, in its order.
pub fn slips(text: &str) -> Vec<Slip> {
    all_slips(text, Vec::new())
}

/// What is likely wrong in the entry of a year, in its order: as in any text, and the years that it
/// names. Entries written before 令和 rightly speak of 平成32年度.
pub fn slips_of_year(text: &str, year: FiscalYear, first_reiwa: FirstReiwa) -> Vec<Slip> {
    all_slips(text, years::find(text, year, first_reiwa))
}

/// What is likely wrong in the entry of a year, and what is written against the rules.
pub fn slips_against(
    text: &str,
    year: FiscalYear,
    first_reiwa: FirstReiwa,
    rules: NotationRules,
) -> Vec<Slip> {
    let mut found = found(text, years::find(text, year, first_reiwa));
    found.retain(|it| !rules.forbids(it));
    let mut notation = rules.find(text);
    notation.retain(|other| overlapping(&found, other).is_empty());
    found.extend(notation);
    in_order(text, found)
}

fn all_slips(text: &str, years: Vec<Found>) -> Vec<Slip> {
    in_order(text, found(text, years))
}

fn in_order(text: &str, mut found: Vec<Found>) -> Vec<Slip> {
    found.sort_by_key(|slip| slip.range.start);
    let mut alike: HashMap<_, usize> = HashMap::new();
    let told_apart = found.into_iter().map(|found| {
        let slip = slip(text, found);
        let count = alike.entry((slip.kind, slip.found.clone())).or_default();
        *count += 1;
        Slip { nth: *count - 1, ..slip }
    });
    told_apart.collect()
}

/// What is likely wrong whatever the rules, in the order of the text.
fn found(text: &str, mut years: Vec<Found>) -> Vec<Found> {
    let mut found = characters::find(text);
    // A proposal for a year replaces invisible characters within as well.
    years.retain(|year| {
        let mut overlapping = overlapping(&found, year).iter();
        overlapping.all(|other| other.proposed.is_some() && year.covers(other))
    });
    found.retain(|other| overlapping(&years, other).is_empty());
    let mut brackets = brackets::find(text);
    brackets.retain(|bracket| overlapping(&found, bracket).is_empty());
    found.extend(years);
    found.extend(brackets);
    found.sort_by_key(|slip| slip.range.start);
    found
}

/// What overlaps a range among things that do not overlap each other, in their order.
fn overlapping<'a>(apart: &'a [Found], place: &Found) -> &'a [Found] {
    let start = apart.partition_point(|other| other.range.end <= place.range.start);
    let end = apart.partition_point(|other| other.range.start < place.range.end);
    apart.get(start..end).unwrap_or_default()
}

fn slip(text: &str, found: Found) -> Slip {
    /// In characters.
    const REACH: usize = 8;
    let Found { range, kind, proposed } = found;
    let is_inside = |c: &char| *c != '\n';
    let before = text[..range.start].chars().rev().take_while(is_inside).take(REACH);
    let start = range.start - before.map(char::len_utf8).sum::<usize>();
    Slip {
        found: text[range.clone()].to_owned(),
        before: text[start..range.start].to_owned(),
        after: text[range.end..].chars().take_while(is_inside).take(REACH).collect(),
        nth: 0,
        range,
        kind,
        proposed,
    }
}

#[cfg(test)]
mod tests;
