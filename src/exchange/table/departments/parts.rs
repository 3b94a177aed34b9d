//! The names in a text, parted at commas, line breaks, and what may stand within a name as well.

use super::{CLOSING, NONE, OPENING, is_department};
use crate::domain::fold::fold_case;
use crate::exchange::cell::{self, one_line};

pub(super) fn parts(text: &str) -> Vec<String> {
    let lines: Vec<&str> =
        text.split('\n').map(str::trim).filter(|line| !line.is_empty()).collect();
    joined(&lines)
        .iter()
        .flat_map(|line| at_commas(line))
        .flat_map(|part| parted_by_evidence(without_label(part.trim())))
        .map(|name| without_number(name.trim()).trim_start_matches(['・', '○', '◎', '●']).trim())
        .map(cell::closed_up)
        .filter(|name| !name.is_empty() && !NONE.contains(&name.as_str()))
        .collect()
}

/// The parts of a line at commas and the like, but at none within brackets.
fn at_commas(line: &str) -> Vec<&str> {
    let mut depth = 0_usize;
    let parts = line.split(|c: char| {
        depth += usize::from(OPENING.contains(&c));
        depth = depth.saturating_sub(usize::from(CLOSING.contains(&c)));
        depth == 0 && matches!(c, '、' | '､' | '，' | ',' | '；' | ';' | '／' | '/' | '\t')
    });
    parts.collect()
}

/// 総務課 of (1)総務課 and ①総務課.
fn without_number(name: &str) -> &str {
    let bare = name.trim_start_matches(CIRCLED);
    let inner = bare.strip_prefix(['(', '（']).and_then(|rest| rest.split_once([')', '）']));
    let is_number = |text: &str| !text.is_empty() && text.chars().all(char::is_numeric);
    match inner {
        Some((number, rest)) if is_number(number) && !rest.trim().is_empty() => rest.trim_start(),
        _ => bare.trim_start(),
    }
}

/// Numbers in circles, which may stand before departments.
const CIRCLED: [char; 10] = ['①', '②', '③', '④', '⑤', '⑥', '⑦', '⑧', '⑨', '⑩'];

/// Joins the lines of a name that a narrow column broke: where some lines end like departments, one
/// that does not is continued in the next.
fn joined(lines: &[&str]) -> Vec<String> {
    let by_ending = lines.iter().any(|line| is_department(line));
    let mut out: Vec<String> = Vec::new();
    let mut open = false;
    for (at, line) in lines.iter().enumerate() {
        match out.last_mut() {
            Some(last) if open => {
                last.push('\n');
                last.push_str(line);
            }
            _ => out.push((*line).to_owned()),
        }
        let parted = line.ends_with(['、', '､', '，', ',', '；', ';', '／', '/']);
        // 建設部 over 道路課 is one department, of two levels.
        let next = lines.get(at + 1).copied().unwrap_or_default();
        let is_level = is_upper(line) && !is_upper(next) && is_department(next);
        open = by_ending && !parted && (!is_department(line) || is_level);
    }
    out.iter().map(|name| one_line(name)).collect()
}

/// Parts names at ・ or spaces, where each part then ends like a department. 市民部 産業振興課 is one,
/// of two levels.
fn parted_by_evidence(text: &str) -> Vec<&str> {
    let parted = |separators: &[char]| -> Vec<&str> {
        text.split(separators).map(str::trim).filter(|part| !part.is_empty()).collect()
    };
    let are_departments =
        |parts: &Vec<&str>| parts.len() > 1 && parts.iter().all(|part| is_department(part));
    let are_levels = |parts: &Vec<&str>| {
        parts.windows(2).any(|pair| matches!(pair, [one, other] if is_level(one, other)))
    };
    let by_words = Some(at_words(text)).filter(are_departments);
    let by_signs = || Some(parted(&['+', '＋'])).filter(are_departments);
    let by_numbers = || Some(parted(&CIRCLED)).filter(are_departments);
    let by_dots = || Some(parted(&['・', '･'])).filter(are_departments);
    let by_spaces =
        || Some(parted(&[' ', '　'])).filter(|it| are_departments(it) && !are_levels(it));
    by_words
        .or_else(by_signs)
        .or_else(by_numbers)
        .or_else(by_dots)
        .or_else(by_spaces)
        .unwrap_or_else(|| vec![text])
}

/// The parts of 総務課及び財政課, also at ・ where such a word parts the last.
fn at_words(text: &str) -> Vec<&str> {
    const WORDS: [&str; 5] = ["及び", "および", "並びに", "ならびに", "又は"];
    let Some(word) = WORDS.into_iter().find(|word| text.contains(word)) else { return vec![text] };
    let parts = text.split(word).flat_map(|part| part.split(['・', '･']));
    parts.map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// Whether a name is that of an upper level, which a 課 may belong to.
fn is_upper(name: &str) -> bool {
    name.ends_with(['部', '局']) && !name.ends_with("事務局") && !name.ends_with("本部")
}

/// Whether the second of two names, parted by a space, is that of a part of the first: 総務課 財政係.
fn is_level(one: &str, other: &str) -> bool {
    let is_section = one.ends_with(['課', '室']) && other.ends_with(['係', '班']);
    is_section || (has_sections(one) && !has_sections(other))
}

/// Whether a name before another, parted by a space, is that of what the other belongs to.
fn has_sections(name: &str) -> bool {
    is_upper(name) || name.ends_with("教育委員会")
}

/// A text without a label such as 所管課： at its start.
fn without_label(text: &str) -> &str {
    let Some((label, rest)) = text.split_once(['：', ':']) else { return text };
    let label = fold_case(label);
    let is_label = matches!(label.as_str(), "主" | "関")
        || ["所管", "担当", "主管", "主担当", "関連", "関係", "連携"]
            .iter()
            .any(|word| label.starts_with(word) && label.chars().count() <= 5);
    if is_label { rest.trim() } else { text }
}
