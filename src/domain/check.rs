//! 点検: what a careful reader would stumble over before the list is printed.

use super::{Book, Field, FiscalYear, Key, MeasureId};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// One thing to look at, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub measure: MeasureId,
    pub field: Field,
    /// The year, for what is kept by year.
    pub year: Option<FiscalYear>,
    pub kind: FindingKind,
}

impl Finding {
    /// The record in which it stands.
    pub fn key(&self) -> Key {
        let measure = Key::Measure(self.measure);
        self.year.map_or(measure, |year| Key::Implementation(self.measure, year))
    }
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FindingKind {
    /// The entry has no text.
    NoNarrative,
    /// The entry has no 進捗状況.
    NoStatus,
    /// The measure has no 所管課.
    NoLead,
    /// The number stands twice under one direction.
    NumberTwice(u32),
    /// A character that is likely another one, with the proposed correction.
    Suspicious { found: String, proposed: Option<String>, context: String },
}

/// Characters that optical reading and old fonts put in place of others.
const LOOKALIKES: [(char, char); 17] = [
    ('尐', '少'),
    ('单', '単'),
    ('⺠', '民'),
    ('⻄', '西'),
    ('⻑', '長'),
    ('⻘', '青'),
    ('⻝', '食'),
    ('⻤', '鬼'),
    ('⻨', '麦'),
    ('⻩', '黄'),
    ('⻭', '歯'),
    ('⻯', '竜'),
    ('⻲', '亀'),
    ('⻁', '虎'),
    ('⻅', '見'),
    ('⻆', '角'),
    ('⻋', '車'),
];

/// Everything there is to look at in the years given, in the order of the list. A closed year is no
/// longer asked for what is missing.
pub fn findings(book: &Book, years: &[FiscalYear]) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut last = None;
    let mut numbers = Vec::new();
    for (_, direction, measure) in book.listed() {
        if last != Some(direction.id) {
            numbers.clear();
            last = Some(direction.id);
        }
        let mut tell = |field, year, kind| {
            found.push(Finding { measure: measure.id, field, year, kind });
        };
        if numbers.contains(&measure.number) {
            tell(Field::MeasureName, None, FindingKind::NumberTwice(measure.number));
        }
        numbers.push(measure.number);
        if measure.lead.is_empty() {
            tell(Field::DepartmentName, None, FindingKind::NoLead);
        }
        for (field, text) in
            [(Field::MeasureName, &measure.name), (Field::Description, &measure.description)]
        {
            suspicious(text).into_iter().for_each(|kind| tell(field, None, kind));
        }
        for &year in years {
            let open = book.year(year).is_some_and(|year| !year.closed);
            if open && book.lacks_status(measure, year) {
                tell(Field::StatusName, Some(year), FindingKind::NoStatus);
            }
            if open && book.lacks_narrative(measure, year) {
                tell(Field::Narrative, Some(year), FindingKind::NoNarrative);
            }
            let narrative = book.narrative(measure.id, year);
            suspicious(narrative)
                .into_iter()
                .for_each(|kind| tell(Field::Narrative, Some(year), kind));
        }
    }
    found
}

/// The suspicious characters of a text, each with a few characters around it.
pub fn suspicious(text: &str) -> Vec<FindingKind> {
    text.char_indices()
        .filter_map(|(at, c)| {
            let (found, proposed) = correction(text, at, c)?;
            Some(FindingKind::Suspicious { found, proposed, context: context(text, at) })
        })
        .collect()
}

/// What stands at `at` and what it should likely be, or `None` where it is in order.
fn correction(text: &str, at: usize, c: char) -> Option<(String, Option<String>)> {
    let proposed = match c {
        '\u{2E80}'..='\u{2FDF}' | '尐' | '单' => LOOKALIKES
            .iter()
            .find(|(found, _)| *found == c)
            .map(|(_, proposed)| proposed.to_string())
            .or_else(|| {
                Some(c.nfkc().collect::<String>()).filter(|folded| *folded != c.to_string())
            }),
        '\u{FF61}'..='\u{FF9D}' => {
            // A half-width kana takes its voicing mark along: ｶﾞ → ガ.
            let mark = text[at..].chars().nth(1).filter(|next| matches!(next, 'ﾞ' | 'ﾟ'));
            let found: String = std::iter::once(c).chain(mark).collect();
            let proposed = found.nfkc().collect();
            return Some((found, Some(proposed)));
        }
        'ﾞ' | 'ﾟ' if text[..at].ends_with(|c| matches!(c, '\u{FF61}'..='\u{FF9D}')) => {
            return None;
        }
        'ﾞ' | 'ﾟ' => Some(c.nfkc().collect()),
        '\u{3099}' | '\u{309A}' => {
            let base = text[..at].chars().next_back()?;
            let found: String = [base, c].iter().collect();
            let composed: String = found.nfc().collect();
            let proposed = Some(composed).filter(|composed| composed.chars().count() == 1);
            return Some((found, proposed));
        }
        '\u{FFFD}' | '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}' => None,
        c if is_combining_mark(c) && !is_variation_selector(c) => None,
        _ => return None,
    };
    Some((c.to_string(), proposed))
}

const fn is_variation_selector(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// Up to eight characters on both sides of a place.
fn context(text: &str, at: usize) -> String {
    const REACH: usize = 8;
    let start = text[..at].char_indices().rev().nth(REACH - 1).map_or(0, |(start, _)| start);
    text[start..]
        .chars()
        .take(text[start..at].chars().count() + 1 + REACH)
        .map(|c| if c == '\n' { ' ' } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(text: &str) -> Vec<(String, Option<String>)> {
        suspicious(text)
            .into_iter()
            .filter_map(|kind| match kind {
                FindingKind::Suspicious { found, proposed, .. } => Some((found, proposed)),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn lookalikes_are_found_with_a_proposal() {
        let expect =
            |found: &str, proposed: &str| vec![(found.to_owned(), Some(proposed.to_owned()))];
        assert_eq!(pairs("尐年"), expect("尐", "少"));
        assert_eq!(pairs("⼩平"), expect("⼩", "小"));
        assert_eq!(pairs("⻑寿"), expect("⻑", "長"));
        assert_eq!(pairs("ｶﾞス"), expect("ｶﾞ", "ガ"));
        assert_eq!(pairs("か\u{3099}く"), expect("か\u{3099}", "が"));
        assert_eq!(pairs("\u{E000}"), vec![("\u{E000}".to_owned(), None)]);
    }

    #[test]
    fn ordinary_text_is_left_alone() {
        assert_eq!(
            pairs(
                "・令和6年度、「ＰＲ」を47,500人（97.6％）に①～③で葛\u{E0100}城𠮷野が行いました。"
            ),
            vec![]
        );
    }

    #[test]
    fn the_context_tells_where() {
        let FindingKind::Suspicious { context, .. } =
            &suspicious("一二三四五六七八九十尐一二三四五六七八九十")[0]
        else {
            panic!("not found");
        };
        assert_eq!(context, "三四五六七八九十尐一二三四五六七八");
    }
}
