//! What is searched for, and where a text has it.

use super::forms::modern;
use crate::domain::fold::{fold, fold_width, hiragana};
use std::ops::Range;
use unicode_normalization::char::canonical_combining_class;

/// Words of which all are to be found, folded.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words(Vec<String>);

/// The part of a text around the first place that was found, on one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    pub text: String,
    /// What was found in it, in bytes, in order and apart from each other.
    pub marks: Vec<Range<usize>>,
}

/// A phrase that is to be found as it stands, folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase(String);

impl Phrase {
    /// `None` where nothing is typed that could be found.
    pub fn of(typed: &str) -> Option<Self> {
        Some(folded(typed)).filter(|folded| !folded.is_empty()).map(Self)
    }

    /// Where a text has it: ranges of bytes, in order and apart from each other. A character that
    /// stands for several (㍻) is found as a whole alone.
    pub fn places(&self, text: &str) -> Vec<Range<usize>> {
        // Few texts have it, and to trace one takes several times as long as to fold it.
        if !folded(text).contains(&self.0) {
            return Vec::new();
        }
        let (traced, origins) = traced(text);
        let ranges = traced.match_indices(&self.0).filter_map(|(at, phrase)| {
            let (first, last) = (origins.get(at)?, origins.get(at + phrase.len() - 1)?);
            Some(first.start..last.end)
        });
        ranges.filter(|range| folded(&text[range.clone()]) == self.0).collect()
    }
}

/// How many characters an excerpt has before what was found, and behind.
const BEFORE: usize = 6;
const BEHIND: usize = 60;

impl Words {
    /// The words of a line, parted by white space.
    pub fn of(line: &str) -> Self {
        Self(line.split_whitespace().map(folded).filter(|word| !word.is_empty()).collect())
    }

    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether each word is in one of these folded texts.
    pub fn all_in<'t>(&self, texts: impl Iterator<Item = &'t str> + Clone) -> bool {
        self.0.iter().all(|word| texts.clone().any(|text| text.contains(word.as_str())))
    }

    /// Whether any word is in a folded text.
    pub fn any_in(&self, text: &str) -> bool {
        self.0.iter().any(|word| text.contains(word.as_str()))
    }

    /// Where a text has them: ranges of bytes, in order and apart from each other.
    pub fn marks(&self, text: &str) -> Vec<Range<usize>> {
        if self.is_empty() {
            return Vec::new();
        }
        let (folded, origins) = traced(text);
        let mut found: Vec<Range<usize>> = Vec::new();
        for word in &self.0 {
            found.extend(folded.match_indices(word.as_str()).filter_map(|(at, word)| {
                let first = origins.get(at)?;
                let last = origins.get(at + word.len() - 1)?;
                Some(first.start..last.end)
            }));
        }
        found.sort_by_key(|range| range.start);
        let mut apart: Vec<Range<usize>> = Vec::new();
        for range in found {
            match apart.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => apart.push(range),
            }
        }
        apart
    }

    /// The part of a text in which the first of them stands; `None` where none does.
    pub fn excerpt(&self, text: &str) -> Option<Excerpt> {
        let first = self.marks(text).into_iter().next()?;
        // From the line's own beginning, or a few characters before what was found.
        let line = text[..first.start].rfind('\n').map_or(0, |end| end + 1);
        let before = text[line..first.start].char_indices().rev();
        let from = before.take(BEFORE).last().map_or(first.start, |(at, _)| line + at);
        let behind = text[first.end..].char_indices().nth(BEHIND);
        let to = behind.map_or(text.len(), |(at, _)| first.end + at);
        let ellipsis = if from > line { "…" } else { "" };
        let part: String =
            text[from..to].chars().map(|c| if c == '\n' { '　' } else { c }).collect();
        let text = format!("{ellipsis}{part}");
        let marks = self.marks(&text);
        Some(Excerpt { text, marks })
    }
}

/// A text in which characters differ by their width, or by their case, where that is asked for; kana and
/// the forms of characters are folded as ever.
pub(in crate::domain) fn folded_but(text: &str, width: bool, case: bool) -> String {
    let text = if width { text.to_owned() } else { fold_width(text) };
    let text = if case { text } else { text.to_lowercase() };
    text.chars().filter(|c| !is_selector(*c)).map(hiragana).map(modern).collect()
}

/// A text as it is searched: width, case, kana and the forms of characters folded.
pub(super) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (_, cluster) in clusters(text) {
        fold_into(&mut out, cluster);
    }
    out
}

/// A folded text, and for each of its bytes the range of the text that it came from.
fn traced(text: &str) -> (String, Vec<Range<usize>>) {
    let mut out = String::with_capacity(text.len());
    let mut origins = Vec::with_capacity(text.len());
    for (at, cluster) in clusters(text) {
        fold_into(&mut out, cluster);
        origins.resize(out.len(), at..at + cluster.len());
    }
    (out, origins)
}

fn fold_into(out: &mut String, cluster: &str) {
    let mut chars = cluster.chars();
    if let (Some(c), None) = (chars.next(), chars.next())
        && is_plain(c)
    {
        out.push(modern(c));
        return;
    }
    let base: String = cluster.chars().filter(|c| !is_selector(*c)).collect();
    out.extend(fold(&base).chars().map(modern));
}

/// Whether [`fold`] gives the character back: most of what is written in Japanese.
const fn is_plain(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ' | '一'..='鿿' | 'a'..='z' | '0'..='9')
}

/// Variation selectors, which tell glyphs of one character apart (Unicode 23.4).
const fn is_selector(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// A text in pieces that are folded each for itself: a character with the marks behind it, be they
/// half as wide (ｶﾞ), combining, or selectors.
fn clusters(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let at = text.len() - rest.len();
        let mut chars = rest.char_indices();
        let _ = chars.next()?;
        let end = chars.find(|(_, c)| !joins(*c)).map_or(rest.len(), |(end, _)| end);
        let (cluster, behind) = rest.split_at(end);
        rest = behind;
        Some((at, cluster))
    })
}

fn joins(c: char) -> bool {
    matches!(c, '\u{FF9E}' | '\u{FF9F}')
        || (c > '\u{2FF}' && !is_plain(c) && (is_selector(c) || canonical_combining_class(c) != 0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn marked(words: &str, text: &str) -> Vec<String> {
        Words::of(words).marks(text).into_iter().map(|range| text[range].to_owned()).collect()
    }

    #[test]
    fn what_a_reader_takes_for_the_same_is_found() {
        assert_eq!(marked("がいど", "ｶﾞｲﾄﾞブック、ガイド"), ["ｶﾞｲﾄﾞ", "ガイド"]);
        assert_eq!(marked("pr", "広報ＰＲの強化"), ["ＰＲ"]);
        assert_eq!(marked("高崎 沢", "髙﨑家の澤"), ["髙﨑", "澤"]);
        assert_eq!(marked("葛", "葛\u{E0100}飾"), ["葛\u{E0100}"]);
        assert_eq!(marked("㍻30", "平成３０年度"), ["平成３０"]);
        assert_eq!(marked("農園 園", "体験農園"), ["農園"]);
        assert_eq!(marked("朝市", "朝\n市"), ["朝\n市"]);
    }

    #[test]
    fn an_excerpt_is_one_line_around_what_was_found() {
        let text = "・市内の小学校で出前講座を開きました。\n・収穫祭を開きました。";
        let excerpt = Words::of("収穫").excerpt(text).unwrap();
        assert_eq!(excerpt.text, "・収穫祭を開きました。");
        let excerpt = Words::of("講座").excerpt(text).unwrap();
        assert_eq!(excerpt.text, "…小学校で出前講座を開きました。　・収穫祭を開きました。");
        assert_eq!(&excerpt.text[excerpt.marks[0].clone()], "講座");
        assert_eq!(Words::of("朝市").excerpt(text), None);
    }

    proptest! {
        /// Marks are parts of the text, apart from each other, and are there wherever the folded
        /// text has the word.
        #[test]
        fn marks_are_where_the_words_are(
            word in "[か゛ｶﾞﾞがＡaゝ高髙𠮷\u{E0100}\u{3099}]{1,2}",
            text in "[か゛ｶﾞﾞがＡaゝ高髙𠮷\u{E0100}\u{3099} \n]{0,8}",
        ) {
            let words = Words::of(&word);
            let marks = words.marks(&text);
            let mut end = None;
            for range in &marks {
                prop_assert!(text.get(range.clone()).is_some_and(|part| !part.is_empty()));
                prop_assert!(end.is_none_or(|end| end < range.start));
                end = Some(range.end);
            }
            prop_assert_eq!(!marks.is_empty(), words.any_in(&folded(&text)));
            prop_assert_eq!(words.excerpt(&text).is_some(), !marks.is_empty());
        }

        /// White space goes, and with it what parted a mark from the letter before: not in this law.
        #[test]
        fn folding_again_changes_nothing(text in "[かｶﾞＡa高髙𠮷㍻①]{0,12}") {
            prop_assert_eq!(folded(&folded(&text)), folded(&text));
        }
    }
}
