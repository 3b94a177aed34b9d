//! Line breaks: UAX #14, the kinsoku of JLREQ, and runs that are kept together.

use super::atom::Atom;
use super::break_rank::Break;
use super::class::{is_ideograph, is_japanese, never_begins, never_ends};
use super::phrases::keep_phrases;
use super::style::Style;
use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};

/// UAX #14 without the scripts that need a dictionary, as strict as Japanese official texts are set
/// (the default strictness: small kana and ー do not begin a line).
static SEGMENTER: LineSegmenterBorrowed<'static> = {
    let options = LineBreakOptions::default();
    LineSegmenter::new_for_non_complex_scripts(options)
};

/// The break behind each atom. `names` are runs.
pub(super) fn breaks(text: &str, atoms: &[Atom], names: &[&str], style: Style) -> Vec<Break> {
    let mut out = vec![Break::Word; atoms.len()];
    set_allowed(text, atoms, &mut out);
    for (place, pair) in out.iter_mut().zip(atoms.windows(2)) {
        let [before, after] = pair else { continue };
        *place = if after.joined {
            Break::Joined
        } else if never_begins(after.char) || never_ends(before.char) {
            Break::Kinsoku
        } else if outside_quotes(before.char, after.char) {
            Break::Free
        } else {
            *place
        };
    }
    if style.phrases {
        keep_phrases(text, atoms, &mut out);
    }
    if style.revised {
        part_addresses(atoms, &mut out);
    }
    keep_figures(atoms, &mut out);
    let most = if style.phrases { Break::Phrase } else { Break::Run };
    keep_names(text, atoms, names, most, &mut out);
    if let Some(last) = out.last_mut() {
        *last = Break::Free;
    }
    out
}

/// Sets the breaks that UAX #14 allows.
fn set_allowed(text: &str, atoms: &[Atom], out: &mut [Break]) {
    let mut ends = SEGMENTER.segment_str(text).peekable();
    let mut at = 0;
    for (atom, place) in atoms.iter().zip(out) {
        at += usize::from(atom.len);
        while ends.next_if(|end| *end < at).is_some() {}
        if ends.peek() == Some(&at) {
            *place = Break::Free;
        }
    }
}

/// Whether this is outside a quotation mark. UAX #14 does not distinguish “ from ” and prohibits
/// breaks on both sides of each; Japanese text has no spaces there that would allow them.
fn outside_quotes(before: char, after: char) -> bool {
    let japanese = |c| is_japanese(c) || matches!(c, '、' | '。');
    matches!(after, '“' | '‘') && japanese(before) || matches!(before, '”' | '’') && japanese(after)
}

/// Counters of more than one character.
#[rustfmt::skip] // else one word a line
const COUNTERS: [&str; 62] = [
    "年度", "年間", "年生", "年目", "年代", "か年", "カ年", "ヶ年", "ヵ年", "か月", "カ月",
    "ヶ月", "ヵ月", "箇月", "か所", "カ所", "ヶ所", "ヵ所", "箇所", "個所", "か国", "カ国",
    "ヶ国", "ヵ国", "時間", "分間", "日間", "週間", "歳児", "歳代", "世帯", "団体", "事業",
    "事業所", "経営体", "企業", "店舗", "種類", "項目", "回目", "人目", "番目", "丁目", "番地",
    "公演", "講座", "会場", "地区", "施設", "教室", "学級", "校区", "ポイント", "パーセント",
    "メートル", "キロメートル", "ヘクタール", "キロ", "リットル", "トン", "グループ", "クラス",
];

/// Words before a figure that are read with it.
const PREFIXES: [&str; 8] = ["令和", "平成", "昭和", "大正", "明治", "第", "約", "計"];

/// Keeps figures together with their counters and prefixes: 47,500人, ３，０００円, 97.6％, 平成30年度,
/// 令和元年度, 10～12, and full-width letters with one another: ＰＲ, Ｊ１.
fn keep_figures(atoms: &[Atom], out: &mut [Break]) {
    let mut at = 0;
    while let Some(atom) = atoms.get(at) {
        let end = figure_end(atoms, at);
        if end > at {
            let start = at - prefix_len(&atoms[..at]);
            let end = end + counter_len(&atoms[end..]);
            keep(&mut out[start..end.max(start + 1) - 1]);
            at = end;
        } else {
            if is_wide_letter(atom.char)
                && atoms.get(at + 1).is_some_and(|next| is_wide_alphanumeric(next.char))
            {
                keep(&mut out[at..=at]);
            }
            at += 1;
        }
    }
}

/// The end of a figure that starts at `from`: digits of either width, with separators between them.
/// 元, the first year of an era, is a figure.
fn figure_end(atoms: &[Atom], from: usize) -> usize {
    let digit = |at: usize| atoms.get(at).is_some_and(|atom| is_digit(atom.char));
    if digit(from) {
        let mut end = from + 1;
        while digit(end)
            || atoms.get(end).is_some_and(|atom| is_magnitude(atom.char))
            || (atoms.get(end).is_some_and(|atom| joins_digits(atom.char)) && digit(end + 1))
        {
            end += 1;
        }
        return end;
    }
    let first_year = starts_with(&atoms[from..], "元年") && {
        let before = prefix_len(&atoms[..from]);
        before == 2
    };
    from + usize::from(first_year)
}

/// The number of atoms of a prefix at the end.
fn prefix_len(before: &[Atom]) -> usize {
    PREFIXES
        .iter()
        .map(|prefix| prefix.chars().count())
        .zip(PREFIXES)
        .find(|(len, prefix)| {
            before.len().checked_sub(*len).is_some_and(|at| starts_with(&before[at..], prefix))
        })
        .map_or(0, |(len, _)| len)
}

/// The number of atoms of a counter at the start.
fn counter_len(after: &[Atom]) -> usize {
    let known = COUNTERS
        .iter()
        .filter(|counter| starts_with(after, counter))
        .map(|counter| counter.chars().count())
        .max();
    known.unwrap_or_else(|| {
        let one = after.first().is_some_and(|atom| is_ideograph(atom.char) || is_unit(atom.char));
        unit_len(after).max(usize::from(one))
    })
}

/// The number of atoms of a unit in letters at the start, also of one that is made of several:
/// kg, t-CO₂, μg/㎥.
fn unit_len(after: &[Atom]) -> usize {
    let letters = |from: usize| {
        let is_letter = |c| matches!(c, 'A'..='Z' | 'a'..='z' | 'µ' | 'μ' | 'ℓ' | '₀'..='₉' | '\u{3300}'..='\u{33FF}');
        after[from..].iter().take_while(|atom| is_letter(atom.char)).count()
    };
    let mut len = letters(0);
    while len > 0 && after.get(len).is_some_and(|atom| matches!(atom.char, '-' | '/')) {
        match letters(len + 1) {
            0 => break,
            more => len += 1 + more,
        }
    }
    len
}

fn starts_with(atoms: &[Atom], word: &str) -> bool {
    let mut atoms = atoms.iter().map(|atom| atom.char);
    word.chars().all(|c| atoms.next() == Some(c))
}

/// Lets an address that is wider than a line break between its labels.
fn part_addresses(atoms: &[Atom], out: &mut [Break]) {
    let word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '%' | '~');
    for (index, around) in atoms.windows(3).enumerate() {
        let [before, mark, after] = [around[0].char, around[1].char, around[2].char];
        let parts = matches!(mark, '/' | '.' | '@' | '?' | '&' | '=' | '_' | '#' | ':');
        // 1,234.5 and 10:30 are no addresses.
        let figure = before.is_ascii_digit() && after.is_ascii_digit();
        let within = (word(before) || before == '/' || before == ':') && word(after) && !figure;
        if parts && within && out[index + 1] < Break::Inner {
            out[index + 1] = Break::Inner;
        }
    }
}

/// Keeps each of `names` together wherever it occurs: breaks within it are no better than `most`.
fn keep_names(text: &str, atoms: &[Atom], names: &[&str], most: Break, out: &mut [Break]) {
    for name in names.iter().filter(|name| !name.is_empty()) {
        for (from, _) in text.match_indices(name) {
            let to = from + name.len();
            let mut at = 0;
            for (atom, place) in atoms.iter().zip(&mut *out) {
                at += usize::from(atom.len);
                if from < at && at < to {
                    *place = (*place).min(most);
                }
            }
        }
    }
}

fn keep(places: &mut [Break]) {
    for place in places {
        *place = (*place).min(Break::Run);
    }
}

const fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９')
}

/// Separators between the digits of one figure, or of two that are read as one.
const fn joins_digits(c: char) -> bool {
    matches!(c, ',' | '.' | '，' | '．' | ':' | '：' | '/' | '／' | '～' | '〜' | '-' | '－')
}

const fn is_magnitude(c: char) -> bool {
    matches!(c, '百' | '千' | '万' | '億' | '兆')
}

const fn is_wide_letter(c: char) -> bool {
    matches!(c, 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}

const fn is_wide_alphanumeric(c: char) -> bool {
    is_wide_letter(c) || matches!(c, '０'..='９')
}

/// Letters and symbols of one character that are units: １つ, 20㎡, 5ｍ, 3Ａ.
const fn is_unit(c: char) -> bool {
    matches!(c, 'つ' | '\u{3300}'..='\u{33FF}' | 'ℓ') || is_wide_letter(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Typeface;
    use crate::report::typeset::atom::atoms;

    /// The text with `|` where a line may end, and `¦` where one may if it must, within a run.
    fn shown(text: &str, names: &[&str]) -> String {
        let atoms = atoms(Typeface::Mincho.fonts().unwrap(), text);
        let breaks = breaks(text, &atoms, names, Style::default());
        let mut out = String::new();
        let mut at = 0;
        for (index, (atom, place)) in atoms.iter().zip(breaks).enumerate() {
            let next = at + usize::from(atom.len);
            out.push_str(&text[at..next]);
            at = next;
            match place {
                _ if index + 1 == atoms.len() => {}
                Break::Free => out.push('|'),
                Break::Run => out.push('¦'),
                _ => {}
            }
        }
        out
    }

    fn check(text: &str) {
        let plain: String = text.chars().filter(|c| !"|¦".contains(*c)).collect();
        assert_eq!(shown(&plain, &[]), text);
    }

    #[test]
    fn kinsoku_is_observed() {
        // JLREQ §3.1.7 and §3.1.8.
        check("文|化、|文|化。|（文|化）|の|「文|化」|で");
        check("キャッ|プ|と|ニュー|ス|と|人々|とヴァ|イ|オ|リ|ン");
        check("≪募|集≫|の|“歩|く”|町");
        check("資|料・|図|書");
        check("何？|は|い！|と……|終|わ|る");
    }

    #[test]
    fn figures_stay_with_counters_and_prefixes() {
        // JLREQ §3.1.10; the rest is how official texts are read.
        check("は|47,500¦人|で");
        check("が|97.6％|の");
        check("平¦成¦30¦年¦度|の|令¦和¦元¦年¦度|に");
        check("計¦25¦経¦営¦体|が|約¦3¦か¦所|で|第¦2¦回|の");
        check("３，¦０¦０¦０¦円|の|Ｐ¦Ｒ|を|Ｊ¦１|に");
        check("を|3,699t-¦CO₂|に|12.3μg/¦㎥|で");
        check("小|学|3～¦6¦年¦生|が|1¦億¦2¦千¦万¦円");
        check("を|3|の|と|2¦つ|に");
        check("延|長：|約¦40¦ｍ|で");
        // A year of no era, and a beginning that is none.
        check("元|年|度|の|元|気");
    }

    #[test]
    fn latin_words_are_not_broken() {
        check("vol.3|を|Wi-|Fi|で|ABC|と");
    }

    #[test]
    fn names_are_kept_together() {
        let names = ["子育て支援課", "学務課"];
        assert_eq!(shown("（学務課、子育て支援課）", &names), "（学¦務¦課、|子¦育¦て¦支¦援¦課）");
    }

    #[test]
    fn a_mark_stays_with_its_letter() {
        check("か\u{309A}|く");
        check("葛\u{E0100}|城");
    }
}
