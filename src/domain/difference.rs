//! What differs between two texts, in pieces that a reader recognises: runs of one kind of
//! character (kanji, kana, digits …) stay whole.

use std::ops::Range;

/// A piece of the one text, of the other, or of both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    Same(&'a str),
    Removed(&'a str),
    Added(&'a str),
}

/// Above this many pairs of runs the middle is told as replaced altogether: the table of the longest
/// common subsequence would take longer than a blink.
const PAIRS: usize = 4_000_000;

/// The pieces from the beginning to the end. `Same` and `Removed` make up `before`, `Same` and
/// `Added` make up `after`. Of what was replaced the removed text comes first.
pub fn difference<'a>(before: &'a str, after: &'a str) -> Vec<Piece<'a>> {
    let (old, new) = (runs(before), runs(after));
    let text = |of: &'a str, run: &Range<usize>| &of[run.clone()];
    let same = |i: usize, j: usize| text(before, &old[i]) == text(after, &new[j]);
    let shorter = old.len().min(new.len());
    let head = (0..shorter).take_while(|at| same(*at, *at)).count();
    // Where the table finds its way alone it does so better: a sentence added at the end would
    // seem to begin with the full stop before it.
    let tail = if pairs(&old[head..], &new[head..]) > PAIRS {
        (1..=shorter - head).take_while(|back| same(old.len() - back, new.len() - back)).count()
    } else {
        0
    };
    let (old_middle, new_middle) = (head..old.len() - tail, head..new.len() - tail);
    let kept = common(&old_middle, &new_middle, same);

    let mut pieces = Pieces::default();
    pieces.push(Piece::Same, before, &old[..head]);
    let (mut i, mut j) = (head, head);
    for (at, other) in kept {
        pieces.push(Piece::Removed, before, &old[i..at]);
        pieces.push(Piece::Added, after, &new[j..other]);
        pieces.push(Piece::Same, before, &old[at..=at]);
        (i, j) = (at + 1, other + 1);
    }
    pieces.push(Piece::Removed, before, &old[i..old_middle.end]);
    pieces.push(Piece::Added, after, &new[j..new_middle.end]);
    pieces.push(Piece::Same, before, &old[old_middle.end..]);
    pieces.0
}

fn pairs<T>(old: &[T], new: &[T]) -> usize {
    old.len().saturating_mul(new.len())
}

/// The longest common subsequence of two ranges, as pairs of places; nothing where the search would
/// take longer than a blink.
pub fn common(
    old: &Range<usize>,
    new: &Range<usize>,
    same: impl Fn(usize, usize) -> bool,
) -> Vec<(usize, usize)> {
    let (rows, columns) = (old.len(), new.len());
    if rows == 0 || columns == 0 || rows.saturating_mul(columns) > PAIRS {
        return Vec::new();
    }
    let width = columns + 1;
    // lengths[i][j]: how long it is from the i-th of the old and the j-th of the new on.
    let mut lengths = vec![0u16; (rows + 1) * width];
    for i in (0..rows).rev() {
        for j in (0..columns).rev() {
            lengths[i * width + j] = if same(old.start + i, new.start + j) {
                lengths[(i + 1) * width + j + 1] + 1
            } else {
                lengths[(i + 1) * width + j].max(lengths[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j, mut pairs) = (0, 0, Vec::new());
    while i < rows && j < columns {
        if same(old.start + i, new.start + j) {
            pairs.push((old.start + i, new.start + j));
            (i, j) = (i + 1, j + 1);
        } else if lengths[(i + 1) * width + j] >= lengths[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

/// Pieces in the making: neighbours of one kind are one piece.
#[derive(Default)]
struct Pieces<'a>(Vec<Piece<'a>>);

impl<'a> Pieces<'a> {
    fn push(&mut self, kind: fn(&'a str) -> Piece<'a>, of: &'a str, runs: &[Range<usize>]) {
        let (Some(first), Some(last)) = (runs.first(), runs.last()) else { return };
        let mut start = first.start;
        if let (Some(Piece::Same(earlier)), Piece::Same(_)) = (self.0.last(), kind("")) {
            // What is the same is taken from one text only, so that neighbours touch.
            start -= earlier.len();
            let _ = self.0.pop();
        }
        self.0.push(kind(&of[start..last.end]));
    }
}

/// What a reader takes for one thing.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Kanji,
    Hiragana,
    Katakana,
    Digit,
    Letter,
    /// Each stands alone.
    Other,
}

impl Kind {
    fn of(c: char) -> Self {
        match c {
            '\u{3041}'..='\u{309F}' => Self::Hiragana,
            'ー' | '\u{30A1}'..='\u{30FA}' | '\u{FF66}'..='\u{FF9F}' => Self::Katakana,
            '々' | '〆' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' => Self::Kanji,
            '\u{20000}'..='\u{3FFFF}' => Self::Kanji,
            c if c.is_numeric() => Self::Digit,
            c if c.is_alphabetic() => Self::Letter,
            _ => Self::Other,
        }
    }
}

/// The runs of a text, one after the other, by their bytes.
pub(super) fn runs(text: &str) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    let mut last = Kind::Other;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let kind = Kind::of(c);
        // A mark or a variation selector belongs to the character before it.
        let joined = unicode_normalization::char::is_combining_mark(c)
            || (kind == last && kind != Kind::Other);
        match runs.last_mut() {
            Some(run) if joined => run.end = end,
            _ => {
                runs.push(at..end);
                last = kind;
            }
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::Piece::{Added, Removed, Same};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_changed_number_is_told_as_such() {
        assert_eq!(
            difference("・講座を5回開催しました。", "・講座を12回開催しました。"),
            [Same("・講座を"), Removed("5"), Added("12"), Same("回開催しました。")]
        );
    }

    #[test]
    fn several_places_are_told_apart() {
        assert_eq!(
            difference("一。二。三。", "一。弐。三。四。"),
            [Same("一。"), Removed("二"), Added("弐"), Same("。三。"), Added("四。")]
        );
    }

    #[test]
    fn the_ends_are_all_or_nothing() {
        assert_eq!(difference("", ""), []);
        assert_eq!(difference("同じ", "同じ"), [Same("同じ")]);
        assert_eq!(difference("", "新しい"), [Added("新しい")]);
        assert_eq!(difference("古い", ""), [Removed("古い")]);
    }

    #[test]
    fn a_variation_selector_stays_with_its_character() {
        assert_eq!(
            difference("葛城市", "葛\u{E0100}城市"),
            [Removed("葛城市"), Added("葛\u{E0100}城市")]
        );
    }

    proptest! {
        /// Nothing is lost and nothing invented, and no piece is next to another of its kind.
        #[test]
        fn the_pieces_make_up_both_texts(
            before in "[あいう漢字ab1２・。\n\u{3099}]{0,40}",
            after in "[あいう漢字ab1２・。\n\u{3099}]{0,40}",
        ) {
            let pieces = difference(&before, &after);
            let (mut old, mut new) = (String::new(), String::new());
            for piece in &pieces {
                match piece {
                    Same(text) => { old += text; new += text; }
                    Removed(text) => old += text,
                    Added(text) => new += text,
                }
            }
            prop_assert_eq!(&old, &before);
            prop_assert_eq!(&new, &after);
            for pair in pieces.windows(2) {
                let kinds = [std::mem::discriminant(&pair[0]), std::mem::discriminant(&pair[1])];
                prop_assert!(kinds[0] != kinds[1]);
            }
        }
    }
}
