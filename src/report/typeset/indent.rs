//! Hanging indents: bullets and numbers at the head of a paragraph, whose further lines are aligned
//! with the text behind them.

use super::atom::Atom;
use crate::report::geometry::Em;

/// The bullet or number of a paragraph, with the spaces around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Mark {
    /// The number of its atoms; 0 where there is no mark.
    pub len: usize,
    /// The width of these atoms.
    width: Em,
}

impl Mark {
    /// The mark at the head of a paragraph; `all` is whether also those of official texts are known
    /// that are told by the space behind them (公用文作成の考え方: 第１　１　(1)　ア　(ア)).
    pub(super) fn of(atoms: &[Atom], all: bool) -> Self {
        let spaces =
            |from: usize| atoms[from..].iter().take_while(|atom| atom.class.is_space()).count();
        let lead = spaces(0);
        let mark = match mark_len(&atoms[lead..]) {
            0 if all => spaced_len(&atoms[lead..]),
            len => len,
        };
        let Some(first) = atoms.first().filter(|_| mark > 0) else { return Self::default() };
        let len = lead + mark + spaces(lead + mark);
        let width: Em = atoms[..len].iter().map(|atom| atom.advance).sum();
        Self { len, width: width - first.class.space_before() }
    }

    /// The indent of the lines after the first; zero where the column is too narrow for it.
    pub(super) fn indent(self, measure: Em) -> Em {
        if self.width.0 * 3 <= measure.0 { self.width } else { Em::ZERO }
    }
}

/// The number of atoms of a mark: ・ ○ ※ ①, （1） (ア), 1. １）; 0 where there is none.
fn mark_len(atoms: &[Atom]) -> usize {
    let char = |at: usize| atoms.get(at).map(|atom| atom.char);
    let Some(first) = char(0) else { return 0 };
    match first {
        _ if is_enclosed(first) => 1,
        // ○○課 is a name left open, and ‐5 a number below nought.
        _ if is_bullet(first) => {
            usize::from(char(1).is_none_or(|next| next != first && !is_digit(next)))
        }
        '・' | '･' => usize::from(char(1) != Some(first)),
        '（' | '(' => {
            let close = if first == '（' { '）' } else { ')' };
            let inner = number_len(&atoms[1..]).max(usize::from(char(1).is_some_and(is_label)));
            if inner > 0 && char(1 + inner) == Some(close) { inner + 2 } else { 0 }
        }
        _ => {
            let len = number_len(atoms);
            let stop = char(len).is_some_and(|c| matches!(c, '.' | '．' | ')' | '）'));
            let figure = char(len + 1).is_some_and(is_digit);
            if (1..=2).contains(&len) && stop && !figure { len + 1 } else { 0 }
        }
    }
}

/// The number of atoms of a mark that is one only with a space behind it: 第１, １, ア, ａ, and of
/// 注), 注１), （注１）, （※１）, which need none; 0 where there is none.
fn spaced_len(atoms: &[Atom]) -> usize {
    let char = |at: usize| atoms.get(at).map(|atom| atom.char);
    let spaced = |len: usize| {
        let spaced = matches!(char(len), Some('\u{3000}' | '\t'));
        // A figure below others is no number of a paragraph.
        let text = atoms[len..].iter().find(|atom| !atom.class.is_space());
        if spaced && text.is_some_and(|atom| !is_digit(atom.char)) { len } else { 0 }
    };
    let open = usize::from(matches!(char(0), Some('（' | '(')));
    if matches!(char(open), Some('注' | '※')) {
        let end = open + 1 + number_len(&atoms[open + 1..]);
        let closed = matches!(char(end), Some(')' | '）'));
        return if closed || open == 0 && matches!(char(end), Some('：' | ':')) {
            end + 1
        } else if char(open) == Some('※') && open == 0 {
            spaced(end)
        } else {
            0
        };
    }
    match char(0) {
        Some('第') => match number_len(&atoms[1..]) {
            0 => 0,
            digits => spaced(1 + digits),
        },
        Some(c) if is_label(c) || is_ideographic_number(c) => spaced(1),
        _ => match number_len(atoms) {
            0 | 3.. => 0,
            digits => spaced(digits),
        },
    }
}

const fn is_ideographic_number(c: char) -> bool {
    matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}

/// The number of leading digits, where they are few enough to number a list.
fn number_len(atoms: &[Atom]) -> usize {
    let len = atoms.iter().take_while(|atom| is_digit(atom.char)).count();
    if len <= 3 { len } else { 0 }
}

const fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９')
}

/// One letter that numbers the entries of a list: （ア）, (a).
const fn is_label(c: char) -> bool {
    matches!(c, 'ア'..='ン' | 'あ'..='ん' | 'a'..='z' | 'A'..='Z' | 'ａ'..='ｚ' | 'Ａ'..='Ｚ')
}

fn is_bullet(c: char) -> bool {
    "○◯●◎◇◆□■△▲▽▼☆★※＊*•-－‐–―→⇒✓".contains(c)
}

/// Numbers and letters that are one character with what encloses them: ① ⑴ ⒈ ㈠ ㋐.
const fn is_enclosed(c: char) -> bool {
    matches!(
        c,
        '\u{2460}'..='\u{24FF}' | '\u{2776}'..='\u{2793}' | '\u{3220}'..='\u{3229}'
            | '\u{3251}'..='\u{325F}' | '\u{3280}'..='\u{3289}' | '\u{32B1}'..='\u{32BF}'
            | '\u{32D0}'..='\u{32FE}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Typeface;
    use crate::report::typeset::atom::atoms;

    fn indent(text: &str) -> i32 {
        Mark::of(&atoms(Typeface::Gothic.fonts().unwrap(), text), false).indent(Em::whole(40)).0
    }

    fn revised(text: &str) -> i32 {
        Mark::of(&atoms(Typeface::Gothic.fonts().unwrap(), text), true).indent(Em::whole(40)).0
    }

    #[test]
    fn the_marks_of_official_texts_hang() {
        // 公用文作成の考え方, II-1: 第１, １, (1), ア, (ア), and what is customary below them.
        for (text, expected) in [
            ("第１　文化", 3000),
            ("第10　文化", 3000),
            ("１　文化", 2000),
            ("10　文化", 2000),
            ("　ア　文化", 3000),
            ("ａ　文化", 2000),
            ("a　文化", 1500),
            ("(1)　文化", 2500),
            ("　　(ア)　文化", 5000),
            ("　　　a　文化", 4500),
            ("　　　　・　文化", 6000),
            ("①　文化", 2000),
            ("－　文化", 2000),
            ("一　文化", 2000),
            ("注）文化", 2000),
            ("注１）文化", 3000),
            ("（注）文化", 2500),
            ("（※１）文化", 3500),
            ("※１　文化", 3000),
            ("※　文化", 2000),
        ] {
            assert_eq!(revised(text), expected, "{text}");
        }
        for text in ["市　文化", "１　２", "100　文化", "第一　文化", "第　文化", "ア文化", "注文"]
        {
            assert_eq!(revised(text), 0, "{text}");
        }
    }

    #[test]
    fn marks_are_as_wide_as_they_are() {
        // JLREQ §3.5: the second and following lines stand under the text of the first.
        for (text, expected) in [
            ("・文化", 1000),
            ("　・文化", 2000),
            ("○　文化", 2000),
            ("①文化", 1000),
            ("（1）文化", 2000),
            ("（１０）文化", 3500),
            ("(1) 文化", 2000),
            ("（ア）文化", 2500),
            ("1. 文化", 1500),
            ("１．文化", 2000),
            ("- 文化", 1000),
            ("※文化", 1000),
        ] {
            assert_eq!(indent(text), expected, "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_a_mark_is_none() {
        for text in [
            "文化",
            "　文化",
            "○○課",
            "1.5倍",
            "-5％",
            "（仮称）会館",
            "2018年",
            "（2018）",
            "・・・",
            "",
        ] {
            assert_eq!(indent(text), 0, "{text}");
        }
    }

    #[test]
    fn a_narrow_column_is_not_starved() {
        let atoms = atoms(Typeface::Gothic.fonts().unwrap(), "　　・文化");
        assert_eq!(Mark::of(&atoms, false).indent(Em::whole(8)), Em::ZERO);
        assert_eq!(Mark::of(&atoms, false).indent(Em::whole(9)), Em::whole(3));
    }
}
