//! 文節: where a name or a head may be broken without tearing a word.
//!
//! Japanese has no spaces between words. BudouX finds phrases (文節) by a small trained model; what
//! must not be broken though a phrase ends, and long compounds within a phrase, follow from the
//! characters.

use super::atom::Atom;
use super::break_rank::Break;
use super::class::{Class, is_ideograph};
use budouy::Parser;
use budouy::model::load_default_japanese_parser;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Lowers the breaks within phrases, so that those between them are the best. `out` is the break
/// behind each atom.
pub(super) fn keep_phrases(text: &str, atoms: &[Atom], out: &mut [Break]) {
    let ends = phrase_ends(text);
    let mut at = 0;
    for (index, pair) in atoms.windows(2).enumerate() {
        at += usize::from(pair[0].len);
        if out[index] == Break::Free {
            out[index] = match is_end(pair[0].char, pair[1].char) {
                Some(true) => Break::Free,
                None if ends.contains(&at) => Break::Free,
                _ => within(atoms, index),
            };
        }
    }
}

/// The ends of the phrases of a text, in bytes.
fn phrase_ends(text: &str) -> BTreeSet<usize> {
    static PARSER: LazyLock<Parser> = LazyLock::new(load_default_japanese_parser);
    let mut ends = PARSER.parse_boundaries(text).into_iter().peekable();
    let starts = text.char_indices().enumerate();
    let ends = starts.filter(|(index, _)| ends.next_if_eq(index).is_some());
    ends.map(|(_, (byte, _))| byte).collect()
}

/// Whether a phrase ends between two characters, where these alone tell.
fn is_end(before: char, after: char) -> Option<bool> {
    match (Class::of(before), Class::of(after)) {
        (Class::Space | Class::Tab | Class::Stop, _) | (_, Class::Opening) => Some(true),
        _ if before == '・' => Some(true),
        // 「…」の, （…）を
        (Class::Closing, _) => Some(!matches!(after, 'ぁ'..='ゖ')),
        (Class::Opening, _) => Some(false),
        _ => None,
    }
}

/// How good a break within a phrase is: better between a word in katakana and its neighbour, and in a
/// compound of ideographs between its words, most of which have two.
fn within(atoms: &[Atom], index: usize) -> Break {
    let [before, after] = [index, index + 1].map(|at| Script::of(atoms[at].char));
    if before != after {
        // Kana behind a word is its ending, unless it is a particle.
        let particle =
            matches!(atoms[index + 1].char, 'の' | 'を' | 'に' | 'と' | 'は' | 'が' | 'で' | 'へ')
                && atoms.get(index + 2).is_none_or(|it| Script::of(it.char) != Script::Hiragana);
        let ending = after == Script::Hiragana && !particle;
        return if ending { Break::Run } else { Break::Part };
    }
    if before != Script::Ideographs {
        return Break::Run;
    }
    let same = |atom: &&Atom| Script::of(atom.char) == Script::Ideographs;
    let earlier = atoms[..=index].iter().rev().take_while(same).count();
    let later = atoms[index + 1..].iter().take_while(same).count();
    if earlier.is_multiple_of(2) && later > 1 { Break::Part } else { Break::Run }
}

/// What a character is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Ideographs,
    Hiragana,
    Katakana,
    Other,
}

impl Script {
    fn of(c: char) -> Self {
        match c {
            'ぁ'..='ゖ' => Self::Hiragana,
            'ァ'..='ヺ' | 'ー' | 'ｦ'..='ﾟ' => Self::Katakana,
            _ if is_ideograph(c) => Self::Ideographs,
            _ => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Paragraphs, Style};
    use crate::report::{Em, Typeface};
    use proptest::prelude::*;

    fn lines(text: &str, ems: i32, names: &[&str]) -> Vec<String> {
        let fonts = Typeface::Mincho.fonts().unwrap();
        let style = Style { revised: true, phrases: true, ..Style::default() };
        let lines = Paragraphs::new(fonts, text, names, style).lines(Em::whole(ems));
        lines.into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn names_break_between_phrases() {
        let set = |text| lines(text, 8, &[]).join("/");
        assert_eq!(
            set("市内農家の収入増に向けた取組の支援"),
            "市内農家の/収入増に向けた/取組の支援"
        );
        assert_eq!(set("染織伝承館「あかねぐら」の運営"), "染織伝承館/「あかねぐら」の/運営");
    }

    #[test]
    fn a_long_word_breaks_between_its_parts() {
        let set = |text| lines(text, 8, &[]).join("/");
        assert_eq!(set("地域包括支援体制整備事業"), "地域包括支援体制/整備事業");
        assert_eq!(set("子育てコーディネーター配置"), "子育て/コーディネーター/配置");
    }

    #[test]
    fn a_department_breaks_behind_a_middle_dot() {
        let name = "市民協働・男女参画推進課";
        assert_eq!(lines(name, 8, &[name]).join("/"), "市民協働・/男女参画推進課");
        assert_eq!(lines(name, 12, &[name]).join("/"), name);
    }

    proptest! {
        /// No phrase is torn that a line can hold.
        #[test]
        fn no_phrase_is_broken_where_the_column_is_wide_enough(
            words in prop::collection::vec("[文化施策推進市民年度人課]{1,6}[のをにと]", 1..8),
            ems in 8i32..16,
        ) {
            let text = words.concat();
            let ends = super::phrase_ends(&text);
            let mut at = 0;
            for line in lines(&text, ems, &[]) {
                at += line.len();
                let phrase = ends.range(..at).next_back().copied().unwrap_or(0);
                let next = ends.range(at..).next().copied().unwrap_or(text.len());
                let fits = text[phrase..next].chars().count() <= usize::try_from(ems).unwrap();
                prop_assert!(at == next || !fits, "{} in {}", line, text);
            }
        }
    }
}
