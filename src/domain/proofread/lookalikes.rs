//! Characters that stand for others because they look like them.

use unicode_normalization::UnicodeNormalization;

/// What a character is for those beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Script {
    Katakana,
    Hiragana,
    Kanji,
    Other,
}

/// Characters that optical reading, old fonts and copies out of PDF put in place of others: those of
/// CJK Radicals Supplement that are whole characters of Japanese (after Unicode's
/// EquivalentUnifiedIdeograph.txt, in the Japanese form), and two ideographs.
const ALONE: [(char, char); 37] = [
    ('尐', '少'),
    ('单', '単'),
    ('⺒', '巳'),
    ('⺝', '月'),
    ('⺟', '母'),
    ('⺠', '民'),
    ('⺧', '牛'),
    ('⺷', '羊'),
    ('⺽', '臼'),
    ('⻁', '虎'),
    ('⻄', '西'),
    ('⻅', '見'),
    ('⻆', '角'),
    ('⻉', '貝'),
    ('⻋', '車'),
    ('⻑', '長'),
    ('⻒', '長'),
    ('⻓', '長'),
    ('⻔', '門'),
    ('⻗', '雨'),
    ('⻘', '青'),
    ('⻚', '頁'),
    ('⻛', '風'),
    ('⻜', '飛'),
    ('⻝', '食'),
    ('⻢', '馬'),
    ('⻤', '鬼'),
    ('⻥', '魚'),
    ('⻦', '鳥'),
    ('⻨', '麦'),
    ('⻩', '黄'),
    ('⻫', '斉'),
    ('⻭', '歯'),
    ('⻯', '竜'),
    ('⻲', '亀'),
    ('⻳', '亀'),
    ('⺸', '羊'),
];

/// Ideographs and strokes that between katakana stand for a katakana.
const AMONG_KATAKANA: [(char, char); 17] = [
    ('力', 'カ'),
    ('二', 'ニ'),
    ('口', 'ロ'),
    ('工', 'エ'),
    ('八', 'ハ'),
    ('夕', 'タ'),
    ('卜', 'ト'),
    ('へ', 'ヘ'),
    ('べ', 'ベ'),
    ('ぺ', 'ペ'),
    ('一', 'ー'),
    ('―', 'ー'),
    ('－', 'ー'),
    ('‐', 'ー'),
    ('−', 'ー'),
    ('-', 'ー'),
    ('─', 'ー'),
];

/// Katakana that between ideographs and hiragana stand for a hiragana.
const AMONG_HIRAGANA: [(char, char); 3] = [('ヘ', 'へ'), ('ベ', 'べ'), ('ペ', 'ぺ')];

/// What a character is that is never right, wherever it stands; itself where it may be right. Kangxi
/// radicals are what their compatibility mapping says; radicals without a known ideograph stay.
pub(super) fn alone(c: char) -> char {
    match c {
        '\u{2F00}'..='\u{2FD5}' => c.nfkc().next().unwrap_or(c),
        _ => ALONE.iter().find(|(found, _)| *found == c).map_or(c, |(_, meant)| *meant),
    }
}

/// Whether a character is a radical: a part of dictionaries, not of texts.
pub(super) const fn is_radical(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{2EF3}' | '\u{2F00}'..='\u{2FD5}')
}

/// Whether it hangs on the characters beside a character what it is.
pub(super) fn is_ambiguous(c: char) -> bool {
    AMONG_KATAKANA.iter().chain(&AMONG_HIRAGANA).any(|(found, _)| *found == c)
}

/// What a character likely is between two others, and before some letters.
pub(super) fn among(before: Script, c: char, after: Script, rest: &str) -> char {
    let in_table = |table: &[(char, char)]| {
        table.iter().find(|(found, _)| *found == c).map_or(c, |(_, meant)| *meant)
    };
    let is_plain = |script| matches!(script, Script::Hiragana | Script::Kanji);
    match (before, after) {
        (Script::Katakana, Script::Katakana) if !is_word(c, rest) => in_table(&AMONG_KATAKANA),
        (before, after) if is_plain(before) && is_plain(after) => in_table(&AMONG_HIRAGANA),
        _ => c,
    }
}

/// Whether an ideograph begins a word, or ends one, though katakana follow it: アパート二ケ所,
/// スポーツ口コミ, コミュニケーション力アップ.
fn is_word(c: char, rest: &str) -> bool {
    match c {
        '一' | '二' | '八' => rest.starts_with(['ケ', 'ヶ', 'カ', 'ヵ', 'コ', 'ツ']),
        '口' => rest.starts_with("コミ"),
        '力' => rest.starts_with("アップ"),
        _ => false,
    }
}

/// The script of a character, once it is what it should be.
pub(super) fn script(c: char) -> Script {
    match alone(c) {
        'ァ'..='ヺ' | 'ー' | '\u{FF66}'..='\u{FF9F}' => Script::Katakana,
        'ぁ'..='ゖ' | 'ゝ' | 'ゞ' => Script::Hiragana,
        '々' | '〇' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' => Script::Kanji,
        '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' => Script::Kanji,
        _ => Script::Other,
    }
}
