//! The headings of goals and directions, as lists write them.

mod numerals;

pub(super) use numerals::kanji;

use crate::exchange::cell::name;
use numerals::{OPENING, begins_apart, is_letter_numeral, is_numeral, leading_number};

/// What a heading says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Parsed {
    pub number: Option<u32>,
    /// 基本目標１, where the heading has one.
    pub label: Option<String>,
    pub name: String,
}

/// The words that begin the heading of a goal.
const GOAL: [&str; 8] =
    ["基本目標", "戦略目標", "政策目標", "重点目標", "目標", "基本政策", "政策", "柱"];

/// The words that begin the heading of a direction, or of a goal in a list that has other words for
/// its directions.
const DIRECTION: [&str; 14] = [
    "施策の基本的方向",
    "施策の方向性",
    "施策の方向",
    "基本的な方向",
    "基本的方向",
    "方向性",
    "方向",
    "基本方針",
    "基本施策",
    "主要施策",
    "重点課題",
    "重点項目",
    "施策",
    "方針",
];

/// The parts of a plan that its goals and its directions may be: 第１章, 第１節.
const GOAL_PARTS: [char; 3] = ['章', '編', '部'];
const DIRECTION_PARTS: [char; 2] = ['節', '項'];

/// By what a heading is known: headings of one level look alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Word(&'static str),
    /// ①
    Circled,
    /// （１）
    Bracketed,
    /// 1-2, of so many numbers.
    Path(usize),
    Plain,
}

/// 基本目標１「…」, 基本目標Ⅰ …, 【基本目標１】…, 第１章 …; `None` for a text that is no heading of a
/// goal.
pub(crate) fn goal(text: &str) -> Option<Parsed> {
    let text = without_continuation(text);
    if let Some(parsed) = part_of_plan(&text, &GOAL_PARTS) {
        return Some(parsed);
    }
    let bare = text.trim_start_matches(OPENING);
    // Ⅰ … with nothing before it: the usual numbering of the highest headings.
    let roman = bare.starts_with(|c| matches!(c, 'Ⅰ'..='Ⅻ')).then_some("");
    let known = roman.or_else(|| GOAL.into_iter().find(|word| bare.starts_with(word)));
    let word = known.or_else(|| goal_of_field(bare))?;
    let (number, length) = leading_number(&bare[word.len()..])?;
    let (label, rest) = bare.split_at(word.len() + length);
    // 目標100人 is a figure to be reached.
    let is_certain = known.is_some() && !matches!(word, "目標" | "政策" | "柱" | "");
    if !is_certain && !begins_apart(rest) {
        return None;
    }
    let label = label.chars().filter(|c| !c.is_whitespace()).collect();
    Some(Parsed { number: Some(number), label: Some(label), name: unbracketed(rest) })
}

/// 環境目標 of 環境目標１ …. 数値目標 and the like are figures to be reached.
fn goal_of_field(bare: &str) -> Option<&str> {
    const LONGEST: usize = 6;
    const FIGURES: [&str; 15] = [
        "数値", "成果", "活動", "達成", "個別", "年度", "中間", "最終", "長期", "短期", "取組",
        "事業", "施策", "行動", "年間",
    ];
    let end = bare.find("目標")? + "目標".len();
    let word = &bare[..end];
    let is_word = word.chars().count() <= LONGEST
        && word.chars().all(|c| c.is_alphabetic() && !c.is_ascii() && !is_numeral(c));
    (is_word && !FIGURES.iter().any(|it| word.contains(it))).then_some(word)
}

/// ① …, （１）…, 施策の方向１ …, 1. …, 第１節 …; `None` for a text without such a mark.
pub(super) fn direction(text: &str) -> Option<Parsed> {
    let text = without_continuation(text);
    if let Some(parsed) = part_of_plan(&text, &DIRECTION_PARTS) {
        return Some(Parsed { label: None, ..parsed });
    }
    let bare = text.trim_start_matches(OPENING);
    let word = word(bare);
    let marked = word.map_or(text.as_str(), |word| &bare[word.len()..]);
    let (number, length) = leading_number(marked)?;
    let (mark, rest) = marked.split_at(length);
    // 3歳児健診の充実 and 一人ひとりの学び begin with a numeral, yet are names.
    let grown_together =
        mark.ends_with(|c: char| c.is_ascii_digit() || is_letter_numeral(c)) && !begins_apart(rest);
    let is_name = match word {
        // 施策1 alone names a measure.
        Some("施策" | "主要施策") | None => grown_together || rest.trim().is_empty(),
        Some(_) => false,
    };
    if is_name {
        return None;
    }
    Some(Parsed { number: Some(number), label: None, name: unbracketed(rest) })
}

/// The mark with which the heading of a direction begins; nothing where it has none.
pub(super) fn mark(text: &str) -> &str {
    let bare = text.trim_start();
    let bare = word(bare).map_or(bare, |word| &bare[word.len()..]);
    leading_number(bare).map_or("", |(_, length)| &bare[..length])
}

/// Signs between the numbers of a path.
const SIGNS: [char; 6] = ['-', '－', '‐', '―', '.', '．'];

/// By what the heading of a direction is known.
pub(super) fn kind(text: &str) -> Option<Kind> {
    let _ = direction(text)?;
    let text = without_continuation(text);
    for (part, word) in DIRECTION_PARTS.iter().zip(["節", "項"]) {
        if part_of_plan(&text, &[*part]).is_some() {
            return Some(Kind::Word(word));
        }
    }
    if let Some(word) = word(text.trim_start_matches(OPENING)) {
        return Some(Kind::Word(word));
    }
    let (_, length) = leading_number(&text)?;
    let mark = text[..length].trim_start();
    Some(match mark.chars().next()? {
        '（' | '(' | '〔' | '[' | '［' | '<' | '＜' | '【' => Kind::Bracketed,
        c if is_numeral(c) && !is_letter_numeral(c) && !c.is_ascii_digit() => Kind::Circled,
        _ if mark.contains(SIGNS) => {
            Kind::Path(mark.split(SIGNS).filter(|part| !part.trim().is_empty()).count())
        }
        _ => Kind::Plain,
    })
}

/// The heading of a direction as that of a goal: 基本方針１ … in a list whose directions are ① ….
pub(super) fn as_goal(text: &str) -> Option<Parsed> {
    let parsed = direction(text)?;
    let text = without_continuation(text);
    let bare = text.trim_start_matches(OPENING);
    let label = word(bare).and_then(|word| {
        let (_, length) = leading_number(&bare[word.len()..])?;
        let label = &bare[..word.len() + length];
        Some(label.chars().filter(|c| !c.is_whitespace()).collect())
    });
    Some(Parsed { label, ..parsed })
}

/// The word of a direction with which a text begins.
fn word(bare: &str) -> Option<&'static str> {
    DIRECTION.into_iter().find(|word| bare.starts_with(word))
}

/// 第１章 …, where `parts` has 章.
fn part_of_plan(text: &str, parts: &[char]) -> Option<Parsed> {
    let bare = text.trim_start_matches(OPENING);
    let (number, length) = leading_number(bare.strip_prefix('第')?)?;
    let length = '第'.len_utf8() + length;
    let rest = bare[length..].trim_start().strip_prefix(parts)?;
    // 第１部会 and 第１項目 are no parts of a plan.
    if bare[..bare.len() - rest.len()].ends_with(['部', '項']) && !begins_apart(rest) {
        return None;
    }
    let label = bare[..bare.len() - rest.len()].chars().filter(|c| !c.is_whitespace()).collect();
    Some(Parsed { number: Some(number), label: Some(label), name: unbracketed(rest) })
}

/// What the cell of a goal's column says, whatever it looks like.
pub(crate) fn goal_cell(text: &str) -> Parsed {
    goal(text).or_else(|| as_goal(text)).unwrap_or_else(|| unmarked(text))
}

/// What the cell of a direction's column says, whatever it looks like.
pub(crate) fn direction_cell(text: &str) -> Parsed {
    direction(text).unwrap_or_else(|| unmarked(text))
}

fn unmarked(text: &str) -> Parsed {
    Parsed { number: None, label: None, name: name(text) }
}

/// Brackets in which a name may stand as a whole.
const BRACKETS: [(char, char); 4] = [('「', '」'), ('｢', '｣'), ('『', '』'), ('【', '】')];

/// The name behind a mark, without what parts it from the mark and the brackets around it.
fn unbracketed(rest: &str) -> String {
    let rest = rest.trim_start_matches(|c: char| {
        c.is_whitespace() || "】］]〕≫》〉＞>：:．.、，,―－-–—・".contains(c)
    });
    let rest = rest.trim_end();
    for (open, close) in BRACKETS {
        let inner = rest.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
        // 「農」と「水」 is no name in brackets.
        if let Some(inner) = inner.filter(|inner| is_balanced(inner, open, close)) {
            return inner.to_owned();
        }
    }
    rest.to_owned()
}

fn is_balanced(text: &str, open: char, close: char) -> bool {
    let mut depth = 0_i32;
    text.chars().all(|c| {
        depth += i32::from(c == open) - i32::from(c == close);
        depth >= 0
    }) && depth == 0
}

/// A name without the brackets that say that it stands elsewhere as well; `None` where it has none.
pub(super) fn without_again(name: &str) -> Option<&str> {
    const SIGNS: [&str; 7] =
        ["（再掲）", "(再掲)", "【再掲】", "［再掲］", "[再掲]", "〔再掲〕", "＜再掲＞"];
    let bare = |sign: &str| name.strip_suffix(sign).or_else(|| name.strip_prefix(sign));
    SIGNS.into_iter().find_map(bare).map(str::trim)
}

/// Whether a heading says that it stands elsewhere as well.
pub(super) fn is_again(text: &str) -> bool {
    let text = name(text);
    text.ends_with("（再掲）") || text.ends_with("(再掲)")
}

/// What a name ends with that a heading leaves out: （再掲）, （続き）.
pub(super) fn ending(text: &str) -> String {
    let text = name(text);
    let bare = without_continuation(&text);
    text[bare.len()..].to_owned()
}

/// A heading in one line, without （続き） of a list that runs over several pages.
fn without_continuation(text: &str) -> String {
    let text = name(text);
    let trimmed = ["（続き）", "(続き)", "（つづき）", "(つづき)", "（再掲）", "(再掲)"]
        .iter()
        .find_map(|end| text.strip_suffix(end));
    trimmed.map_or_else(|| text.clone(), |text| text.trim_end().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(parsed: Option<Parsed>) -> Option<(u32, String, String)> {
        parsed.map(|it| (it.number.unwrap_or(0), it.label.unwrap_or_default(), it.name))
    }

    #[test]
    fn goals_are_read_in_every_dress() {
        for (text, number, label) in [
            ("基本目標１「住み続けたいまち」", 1, "基本目標１"),
            ("基本目標1：住み続けたいまち", 1, "基本目標1"),
            ("基本目標Ⅱ　住み続けたいまち", 2, "基本目標Ⅱ"),
            ("【基本目標３】住み続けたいまち", 3, "基本目標３"),
            ("基本目標 ４\n『住み続けたいまち』", 4, "基本目標４"),
            ("基本目標五　住み続けたいまち（続き）", 5, "基本目標五"),
            ("基本目標（6）住み続けたいまち", 6, "基本目標（6）"),
            ("基本目標８｢住み続けたいまち｣", 8, "基本目標８"),
            ("Ⅶ　住み続けたいまち", 7, "Ⅶ"),
            ("第１章　住み続けたいまち", 1, "第１章"),
            ("第二章「住み続けたいまち」", 2, "第二章"),
            ("政策３　住み続けたいまち", 3, "政策３"),
            ("第3章\n住み続けたいまち", 3, "第3章"),
            ("柱4：住み続けたいまち", 4, "柱4"),
            ("〈基本目標5〉住み続けたいまち", 5, "基本目標5"),
        ] {
            let expected = (number, label.to_owned(), "住み続けたいまち".to_owned());
            assert_eq!(shown(goal(text)), Some(expected), "{text}");
        }
        let nested = goal("基本目標１「「農」のあるまち」").unwrap();
        assert_eq!(nested.name, "「農」のあるまち");
        assert_eq!(goal("基本目標１「農」と「水」").unwrap().name, "「農」と「水」");
        assert_eq!(goal("基本目標").map(|it| it.name), None);
        for text in ["目標値", "政策課", "第１部会の運営", "柱の補修", "目標100人"]
        {
            assert_eq!(goal(text), None, "{text}");
        }
    }

    #[test]
    fn directions_are_read_in_every_dress() {
        for (text, number) in [
            ("① 農のあるまち", 1),
            ("①農のあるまち", 1),
            ("（２）農のあるまち", 2),
            ("(2) 農のあるまち", 2),
            ("施策の方向３　農のあるまち", 3),
            ("施策の方向性④：農のあるまち", 4),
            ("【基本的方向（5）】農のあるまち", 5),
            ("６．農のあるまち", 6),
            ("7 農のあるまち", 7),
            ("㉑ 農のあるまち", 21),
            ("1-2 農のあるまち", 2),
            ("1.3 農のあるまち", 3),
            ("1-（4）　農のあるまち", 4),
            ("（1-5）農のあるまち", 5),
            ("【6】農のあるまち", 6),
            ("❼農のあるまち", 7),
            ("⓬ 農のあるまち", 12),
            ("第３節　農のあるまち", 3),
            ("基本施策1-4　農のあるまち", 4),
            ("施策１－５：農のあるまち", 5),
            ("基本方針（6）農のあるまち", 6),
        ] {
            let expected = (number, String::new(), "農のあるまち".to_owned());
            assert_eq!(shown(direction(text)), Some(expected), "{text}");
        }
        assert_eq!(
            direction("③ “住んでみたい”まちづくり").unwrap().name,
            "“住んでみたい”まちづくり"
        );
        assert_eq!(direction("1.3歳児健診の充実").unwrap().name, "3歳児健診の充実");
        for text in
            ["農のあるまち", "3歳児健診の充実", "①", "一人ひとりの学び", "※注", "施策の推進"]
        {
            assert_eq!(direction(text), None, "{text}");
        }
    }

    #[test]
    fn a_heading_may_be_of_either_level() {
        for (text, known_by, label) in [
            ("基本方針１　農のあるまち", Kind::Word("基本方針"), Some("基本方針１")),
            ("1　農のあるまち", Kind::Plain, None),
            ("1-1　農のあるまち", Kind::Path(2), None),
            ("（1）農のあるまち", Kind::Bracketed, None),
            ("①農のあるまち", Kind::Circled, None),
        ] {
            assert_eq!(kind(text), Some(known_by), "{text}");
            let parsed = as_goal(text).unwrap();
            assert_eq!((parsed.number, parsed.label.as_deref()), (Some(1), label));
            assert_eq!(parsed.name, "農のあるまち");
        }
        assert_eq!(kind("農のあるまち"), None);
    }
}
