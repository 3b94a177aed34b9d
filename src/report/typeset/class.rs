//! Character classes of JLREQ (Requirements for Japanese Text Layout, §3.9) as far as line breaking
//! and spacing ask for them.

use crate::report::geometry::Em;

/// How a character takes part in spacing. Full-width punctuation has its ink in one half of its em
/// (for cl-05 in the middle), and the other half is space that may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// cl-01, full-width: the left half is space.
    Opening,
    /// cl-02, full-width: the right half is space.
    Closing,
    /// cl-05, full-width: a quarter on each side is space.
    MiddleDot,
    /// cl-06 and cl-07, full-width: the right half is space.
    Stop,
    /// cl-14 and white space of other widths.
    Space,
    /// A tab.
    Tab,
    /// All else, where the whole width is the character's own.
    Other,
}

impl Class {
    /// The class of a character.
    pub const fn of(c: char) -> Self {
        match c {
            '（' | '「' | '『' | '【' | '〔' | '《' | '〈' | '［' | '｛' | '｟' | '〖' | '〘'
            // The bundled faces draw quotation marks as wide as brackets, their ink in one half.
            | '〝' | '“' | '‘' => Self::Opening,
            '）' | '」' | '』' | '】' | '〕' | '》' | '〉' | '］' | '｝' | '｠' | '〗' | '〙'
            | '〟' | '”' | '’' => Self::Closing,
            '・' | '：' | '；' => Self::MiddleDot,
            '、' | '。' | '，' | '．' => Self::Stop,
            '\t' => Self::Tab,
            ' ' | '\u{3000}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{205F}' => Self::Space,
            _ => Self::Other,
        }
    }

    /// The same for a glyph of this width: a proportional face has no space of half an em in its
    /// punctuation that could go.
    pub fn at_width(self, width: Em) -> Self {
        match self {
            Self::Space | Self::Tab | Self::Other => self,
            _ if width < Em::ONE => Self::Other,
            _ => self,
        }
    }

    /// The space that goes at the head of a line (JLREQ §3.1.5, 天付き).
    pub const fn space_before(self) -> Em {
        match self {
            Self::Opening => Em::HALF,
            _ => Em::ZERO,
        }
    }

    /// The space that goes at the end of a line (JLREQ §3.1.9).
    pub const fn space_after(self) -> Em {
        match self {
            Self::Closing | Self::Stop => Em::HALF,
            _ => Em::ZERO,
        }
    }

    /// The space that goes between two characters that stand together (JLREQ §3.1.4, 約物の連続).
    pub const fn space_between(self, next: Self) -> Em {
        match (self, next) {
            (Self::Closing | Self::Stop, Self::Closing | Self::Stop | Self::Opening)
            | (Self::Opening | Self::MiddleDot, Self::Opening)
            | (Self::Closing, Self::MiddleDot) => Em::HALF,
            _ => Em::ZERO,
        }
    }

    /// Whether it is white space, which takes no room at the end of a line.
    pub const fn is_space(self) -> bool {
        matches!(self, Self::Space | Self::Tab)
    }
}

/// Whether a character must not begin a line (JLREQ §3.1.7): cl-02 to cl-07, cl-09 to cl-11, their
/// narrow forms, and the postfixed abbreviations of cl-13.
pub(super) const fn never_begins(c: char) -> bool {
    matches!(c,
        // cl-02 closing brackets
        '）' | '」' | '』' | '】' | '〕' | '》' | '〉' | '］' | '｝' | '｠' | '〗' | '〙' | '〟'
        | '”' | '’' | '»' | '≫' | ')' | ']' | '}' | '｣'
        // cl-03 hyphens, cl-04 dividing punctuation, cl-05 middle dots
        | '‐' | '〜' | '～' | '゠' | '–' | '！' | '？' | '‼' | '⁇' | '⁈' | '⁉' | '!' | '?'
        | '・' | '：' | '；' | ':' | ';' | '･'
        // cl-06 full stops, cl-07 commas
        | '。' | '．' | '.' | '｡' | '、' | '，' | ',' | '､'
        // cl-08: not JLREQ, but a line of dots belongs to what it follows
        | '…' | '‥'
        // cl-09 iteration marks, cl-10 prolonged sound mark
        | '々' | '〻' | 'ゝ' | 'ゞ' | 'ヽ' | 'ヾ' | 'ー' | 'ｰ' | 'ﾞ' | 'ﾟ'
        // cl-11 small kana
        | 'ぁ' | 'ぃ' | 'ぅ' | 'ぇ' | 'ぉ' | 'っ' | 'ゃ' | 'ゅ' | 'ょ' | 'ゎ' | 'ゕ' | 'ゖ'
        | 'ァ' | 'ィ' | 'ゥ' | 'ェ' | 'ォ' | 'ッ' | 'ャ' | 'ュ' | 'ョ' | 'ヮ' | 'ヵ' | 'ヶ'
        | 'ㇰ'..='ㇿ' | 'ｧ'..='ｯ'
        // ヴ: not JLREQ; readers of official documents take it for ウ with a mark
        | 'ヴ'
        // cl-13 postfixed abbreviations
        | '％' | '%' | '‰' | '℃' | '°' | '′' | '″' | '¢' | '￠')
}

/// Whether a character must not end a line (JLREQ §3.1.8): cl-01 and the prefixed abbreviations of
/// cl-12.
pub(super) const fn never_ends(c: char) -> bool {
    matches!(
        c,
        // cl-01 opening brackets
        '（' | '「' | '『' | '【' | '〔' | '《' | '〈' | '［' | '｛' | '｟' | '〖' | '〘' | '〝'
        | '“' | '‘' | '«' | '≪' | '(' | '[' | '{' | '｢'
        // cl-12 prefixed abbreviations
        | '￥' | '¥' | '＄' | '$' | '￡' | '£' | '＃' | '#' | '€' | '№'
    )
}

/// Whether space may be added before and behind a character to justify a line: cl-08 to cl-30 but
/// the word space (JLREQ, table 6).
pub(super) const fn can_be_spaced(c: char) -> bool {
    matches!(Class::of(c), Class::Other)
        && !matches!(
            c,
            // cl-01 and cl-02 in other widths than a full one
            '«' | '»' | '≪' | '≫' | '(' | ')' | '[' | ']' | '{' | '}' | '｢' | '｣'
            // cl-03 hyphens, cl-04 dividing punctuation
            | '‐' | '-' | '〜' | '～' | '゠' | '–' | '！' | '？' | '‼' | '⁇' | '⁈' | '⁉' | '!' | '?'
            // cl-05 to cl-07, narrow
            | '･' | ':' | ';' | '｡' | '.' | '､' | ','
        )
}

/// Ideographs (cl-19).
pub(super) const fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Ideographs and kana (cl-09 to cl-11, cl-15, cl-16, cl-19).
pub(super) const fn is_japanese(c: char) -> bool {
    is_ideograph(c)
        || matches!(c, '\u{3041}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '々')
            && !matches!(c, '・' | '゠')
}

/// Latin letters and European numerals of their own width (cl-24, cl-27).
pub(super) const fn is_western(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '\u{C0}'..='\u{24F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gone(pair: &str) -> Em {
        let classes: Vec<_> = pair.chars().map(Class::of).collect();
        classes[0].space_between(classes[1])
    }

    #[test]
    fn punctuation_in_sequence_loses_half_an_em() {
        // JLREQ §3.1.4, figures 71 to 76.
        for pair in ["）（", "」、", "、」", "。）", "））", "「『", "・（", "）・", "。「", "、（"]
        {
            assert_eq!(gone(pair), Em::HALF, "{pair}");
        }
        for pair in ["（字", "字（", "）字", "、字", "・・", "字・", "、・", "　（", "）　"]
        {
            assert_eq!(gone(pair), Em::ZERO, "{pair}");
        }
    }

    #[test]
    fn no_character_has_its_space_at_a_line_edge() {
        for c in (0..0x1_0000).filter_map(char::from_u32) {
            assert!(Class::of(c).space_before() == Em::ZERO || never_ends(c), "{c}");
            assert!(Class::of(c).space_after() == Em::ZERO || never_begins(c), "{c}");
            assert!(!(never_begins(c) && never_ends(c)), "{c}");
        }
    }
}
