//! What a stored text may hold, and how numbers are written in Japanese print.

use std::borrow::Cow;
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;

/// The most characters that one text may have. Far above any narrative; below what a hostile file
/// would use to exhaust memory.
pub const MAX_CHARS: usize = 100_000;

/// Whether a text holds only what can be stored, printed and exported without loss: no control
/// character but line feed and tab.
pub fn is_clean(text: &str) -> bool {
    !text.chars().any(|c| c.is_control() && c != '\n' && c != '\t')
}

/// A text as it comes from a paste or a foreign file, made [clean](is_clean): all kinds of line
/// ends become a line feed, other control characters go.
pub fn clean(text: &str) -> String {
    if is_clean(text) && !text.contains(['\u{2028}', '\u{2029}']) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                let _ = chars.next_if_eq(&'\n');
                out.push('\n');
            }
            '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            c if c.is_control() && c != '\n' && c != '\t' => {}
            c => out.push(c),
        }
    }
    out
}

/// Whether [`clean`] takes anything away from a text.
pub fn has_controls(text: &str) -> bool {
    text.chars()
        .any(|c| c.is_control() && !matches!(c, '\n' | '\t' | '\r' | '\u{b}' | '\u{c}' | '\u{85}'))
}

/// Whether a character shows nothing, or acts on what stands beside it: controls, those for the
/// direction of writing, and the default ignorable ones of Unicode, but for variation selectors,
/// which are a part of Japanese names.
pub fn is_invisible(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(
            c,
            '\u{AD}'
                | '\u{34F}'
                | '\u{61C}'
                | '\u{115F}'
                | '\u{1160}'
                | '\u{17B4}'
                | '\u{17B5}'
                | '\u{180B}'..='\u{180F}'
                | '\u{200B}'..='\u{200F}'
                | '\u{2028}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}'
                | '\u{3164}'
                | '\u{FEFF}'
                | '\u{FFA0}'
                | '\u{FFF0}'..='\u{FFFB}'
                | '\u{1BCA0}'..='\u{1BCA3}'
                | '\u{1D173}'..='\u{1D17A}'
                | '\u{E0000}'..='\u{E00FF}'
                | '\u{E01F0}'..='\u{E0FFF}'
        )
}

/// A text with a mark such as `[U+202E]` for what is [invisible](is_invisible) in it: nobody knows
/// what a text from elsewhere holds, and a name must not look like another one. The joiners within
/// an emoji stay.
pub fn visible<'a>(text: impl Into<Cow<'a, str>>) -> Cow<'a, str> {
    let text = text.into();
    if text.is_ascii() && !text.bytes().any(|byte| is_invisible(byte.into())) {
        return text;
    }
    let is_pictograph = |c| matches!(c, '\u{2600}'..='\u{27BF}' | '\u{1F000}'..='\u{1FAFF}');
    let mut before = None;
    let mut shows = |c: char| {
        let joins = c == '\u{200D}' && before.is_some_and(is_pictograph);
        if !('\u{FE00}'..='\u{FE0F}').contains(&c) {
            before = Some(c);
        }
        !is_invisible(c) || joins
    };
    let shown: Vec<bool> = text.chars().map(&mut shows).collect();
    if shown.iter().all(|shown| *shown) {
        return text;
    }
    let marked = text.chars().zip(shown);
    marked.map(|(c, shown)| if shown { c.to_string() } else { mark(c) }).collect()
}

fn mark(c: char) -> String {
    format!("[U+{:04X}]", u32::from(c))
}

/// The most characters that a [label](label) has.
const LABEL: usize = 1_000;

/// A name from elsewhere as it is shown in one line, with everything in it [visible].
pub fn label(name: &str) -> String {
    let lines: String = name.chars().take(LABEL).collect();
    visible(lines).replace('\n', &mark('\n')).replace('\t', &mark('\t'))
}

/// A number in full-width digits: 12 → １２.
pub fn full_width_digits(number: u32) -> String {
    number
        .to_string()
        .chars()
        .map(|c| char::from_u32(u32::from(c) - u32::from('0') + u32::from('０')).unwrap_or(c))
        .collect()
}

/// A number in a circle as far as Unicode has one (1–50): ①; then (51).
pub fn circled(number: u32) -> String {
    let base = match number {
        0 => return "⓪".to_owned(),
        1..=20 => 0x2460 - 1,
        21..=35 => 0x3251 - 21,
        36..=50 => 0x32B1 - 36,
        _ => return format!("({number})"),
    };
    char::from_u32(base + number).map_or_else(|| format!("({number})"), String::from)
}

/// Whether a text only refers to another one: 〃, 同上, 々, →. `"` counts as well: many type it for 〃.
pub fn is_ditto(text: &str) -> bool {
    const SIGNS: [char; 9] = ['〃', '″', '々', '"', '＂', '”', '“', '〝', '〟'];
    const BRACKETS: [char; 6] = ['（', '）', '(', ')', '「', '」'];
    const WORDS: [&str; 8] = ["同上", "同前", "上に同じ", "同左", "→", "⇒", "↑", "仝"];
    let mut seen = text.chars().filter(|c| !c.is_whitespace() && !BRACKETS.contains(c));
    // An import asks this of every cell, few of which begin like one of these.
    if !seen.next().is_some_and(|c| SIGNS.contains(&c) || WORDS.iter().any(|it| it.starts_with(c)))
    {
        return false;
    }
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let bare = bare.trim_matches(BRACKETS);
    !bare.is_empty() && (bare.chars().all(|c| SIGNS.contains(&c)) || WORDS.contains(&bare))
}

/// The number that a text such as `3`, `３`, `③`, `(3)`, `3.`, `1-3` or `Ⅲ` stands for: its last
/// run of digits.
pub fn parse_number(text: &str) -> Option<u32> {
    let folded: String = text.nfkc().collect();
    let folded = folded.trim();
    if let Some(value) = roman(folded) {
        return Some(value);
    }
    let end = folded.rfind(|c: char| c.is_ascii_digit())? + 1;
    let start = folded[..end]
        .rfind(|c: char| !c.is_ascii_digit())
        .map_or(0, |at| at + folded[at..].chars().next().map_or(1, char::len_utf8));
    folded[start..end].parse().ok()
}

/// Roman numerals up to XII, the ones that Unicode has as single characters.
fn roman(text: &str) -> Option<u32> {
    const NUMERALS: [&str; 12] =
        ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];
    let index = NUMERALS.iter().position(|numeral| *numeral == text)?;
    u32::try_from(index + 1).ok()
}

/// The most characters, and bytes, that a text has as the name of a file: with what is put before and
/// behind it, every file system takes it.
const NAME: (usize, usize) = (80, 200);

/// A text as the name of a file, or a part of one, as long as every file system takes it.
pub fn nameable(text: &str) -> String {
    let fits = |bytes: &mut usize, c: char| {
        *bytes += c.len_utf8();
        (*bytes <= NAME.1).then_some(c)
    };
    let short: String = text.chars().take(NAME.0).scan(0, fits).collect();
    nameable_at_length(&short)
}

/// A text of any length as the name of a file: what Windows refuses, or reads as a folder, and what is
/// [invisible](is_invisible) is replaced.
pub fn nameable_at_length(text: &str) -> String {
    let refused = |c: char| {
        c.is_control()
            || is_invisible(c)
            || matches!(c, '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*')
    };
    let name: String = text.chars().map(|c| if refused(c) { '_' } else { c }).collect();
    match name.trim_matches([' ', '.']) {
        "" => "進捗帳".to_owned(),
        name if is_device(name) => format!("_{name}"),
        name => name.to_owned(),
    }
}

/// Whether Windows takes a name for that of a device, whatever its ending (Microsoft's documentation
/// "Naming Files, Paths, and Namespaces").
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    let numbered = |port: &str| {
        let number = stem.strip_prefix(port).map(|number| number.chars().collect::<Vec<_>>());
        matches!(number.as_deref(), Some(['0'..='9' | '¹' | '²' | '³']))
    };
    matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$")
        || numbered("COM")
        || numbered("LPT")
}

/// Names for files in one folder, each its own: the second of one is numbered, 一覧（2）. Letters that
/// differ in case alone, and forms of one letter, are the same name to some systems.
pub fn distinct(names: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let mut free = |name: &str| taken.insert(name.nfc().collect::<String>().to_lowercase());
    let numbered = |name: String| match free(&name) {
        true => name,
        false => (2..)
            .map(|number: u64| format!("{name}（{number}）"))
            .find(|name| free(name))
            .unwrap_or(name),
    };
    names.into_iter().map(numbered).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_are_read_in_every_dress() {
        for (text, number) in [
            ("3", 3),
            ("３", 3),
            ("③", 3),
            ("(3)", 3),
            ("（３）", 3),
            ("3.", 3),
            ("1-3", 3),
            ("1-①-3", 3),
            ("Ⅲ", 3),
            ("㉑", 21),
            ("No.12", 12),
            (" 7 ", 7),
            ("施策１２", 12),
        ] {
            assert_eq!(parse_number(text), Some(number), "{text}");
        }
        assert_eq!(parse_number("新規"), None);
        assert_eq!(parse_number("99999999999"), None);
    }

    #[test]
    fn circled_numbers_run_to_fifty() {
        assert_eq!([1, 20, 21, 35, 36, 50].map(circled).concat(), "①⑳㉑㉟㊱㊿");
        assert_eq!(circled(51), "(51)");
    }

    proptest! {
        #[test]
        fn clean_texts_stay(text in any::<String>()) {
            let once = clean(&text);
            prop_assert!(is_clean(&once));
            prop_assert_eq!(clean(&once), once);
        }

        #[test]
        fn circled_numbers_read_back(number in 0u32..1000) {
            prop_assert_eq!(parse_number(&circled(number)), Some(number));
        }
    }

    #[test]
    fn names_are_such_as_every_system_takes() {
        assert_eq!(nameable("まち/ひと:しごと*戦略?"), "まち_ひと_しごと_戦略_");
        assert_eq!(nameable(" 戦略. "), "戦略");
        assert_eq!(nameable("戦略\u{202E}fdp\n"), "戦略_fdp_");
        for nothing in ["", " .", "..."] {
            assert_eq!(nameable(nothing), "進捗帳");
        }
        for device in ["con", "NUL.総合戦略", "com1", "LPT³", "AUX .db"] {
            assert_eq!(nameable(device), format!("_{device}"));
        }
        for other in ["CONTROL", "COM", "COM10", "課.con"] {
            assert_eq!(nameable(other), other);
        }
        assert_eq!(nameable(&"課".repeat(100)), "課".repeat(66));
        assert_eq!(nameable(&"a".repeat(100)), "a".repeat(80));
    }

    #[test]
    fn what_cannot_be_seen_is_marked() {
        for (text, shown) in [
            ("農政課", "農政課"),
            ("農政\u{202E}課", "農政[U+202E]課"),
            ("a\u{1B}[2Jb", "a[U+001B][2Jb"),
            ("農\u{200B}政\u{FEFF}課\u{E0041}", "農[U+200B]政[U+FEFF]課[U+E0041]"),
            ("一\n二\t三", "一\n二\t三"),
            // A kanji with its variant, and emoji that are made of several.
            ("辻\u{E0101}", "辻\u{E0101}"),
            ("👩\u{200D}🌾 ❤\u{FE0F}\u{200D}🔥", "👩\u{200D}🌾 ❤\u{FE0F}\u{200D}🔥"),
            ("課\u{200D}長", "課[U+200D]長"),
        ] {
            assert_eq!(visible(text), shown);
        }
        assert_eq!(label("一\n二\t三"), "一[U+000A]二[U+0009]三");
    }

    #[test]
    fn names_of_several_files_are_each_their_own() {
        let names = ["A_B課", "a_b課", "農政課", "A_B課（2）", "A_B課", "ガ課", "カ\u{3099}課"];
        let expected = [
            "A_B課",
            "a_b課（2）",
            "農政課",
            "A_B課（2）（2）",
            "A_B課（3）",
            "ガ課",
            "カ\u{3099}課（2）",
        ];
        assert_eq!(distinct(names.map(str::to_owned)), expected);
    }
}
