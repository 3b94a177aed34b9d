//! The parts of a heading: its words, the years that it names, and what stands in brackets.

use crate::domain::FiscalYear;
use crate::domain::fold::fold_case;
use crate::exchange::table::years::{self, said_once, years_in};

/// A heading, without the years that it names.
pub(super) struct Split {
    pub base: String,
    pub years: Vec<FiscalYear>,
    /// Whether a year stands in brackets behind it: 進捗状況（平成30年度）.
    pub bracketed: bool,
    /// The part of the year that it is of: 上半期.
    pub part: Option<&'static str>,
}

/// Parts of a year, folded; the longer ones first.
const PARTS: [&str; 14] = [
    "第1四半期",
    "第2四半期",
    "第3四半期",
    "第4四半期",
    "前半期",
    "後半期",
    "上半期",
    "下半期",
    "上期",
    "下期",
    "前半",
    "後半",
    "前期",
    "後期",
];

/// Those that are nothing else, whether a year stands beside them or not.
const HALVES: [&str; 8] =
    ["第1四半期", "第2四半期", "第3四半期", "第4四半期", "上半期", "下半期", "上期", "下期"];

impl Split {
    pub(super) fn of(heading: &str) -> Self {
        let text = said_once(&fold_case(heading));
        let mut found = years_in(&text);
        if found.is_empty() {
            found.extend(leading_bare(&text).map(|(end, year)| (0..end, year)));
        }
        let mut base = String::with_capacity(text.len());
        let mut from = 0;
        for (range, _) in &found {
            base.push_str(&text[from..range.start]);
            from = range.end;
        }
        base.push_str(&text[from..]);
        let mut base = base.replace("()", "");
        // H31/R1 is one year by two names.
        if found.len() == 2 && found[0].1 == found[1].1 {
            base = base.replacen(['/', '・', '='], "", 1);
            found.truncate(1);
        }
        // 後期基本計画 is of no part of a year.
        let is_said =
            |part: &str| !found.is_empty() || (HALVES.contains(&part) && base.starts_with(part));
        let part = PARTS.into_iter().find(|part| base.contains(part) && is_said(part));
        let base = part.map_or_else(|| base.clone(), |part| base.replacen(part, "", 1));
        let base = years::without_count(&base.replace("()", ""));
        let base = years::after_relative(&base).unwrap_or(&base);
        let base = ["における", "中に", "中の", "末の", "末時点の", "に"]
            .iter()
            .find_map(|word| base.strip_prefix(word).filter(|_| !found.is_empty()))
            .unwrap_or(base);
        let base = base
            .trim_start_matches(['の', '・', '~', '～', '-', '_'])
            .trim_end_matches('_')
            .to_owned();
        let bracketed = found.iter().any(|(range, _)| text[..range.start].ends_with('('));
        let years = found.into_iter().map(|(_, year)| year).collect();
        Self { base, years, bracketed, part }
    }
}

/// What stands in the round brackets with which a folded heading ends.
pub(crate) fn aside(folded: &str) -> Option<String> {
    let inner = folded.strip_suffix(')')?;
    let open = inner.rfind('(')?;
    Some(inner[open + 1..].to_owned()).filter(|it| open > 0 && !it.is_empty())
}

/// Whether two headings are the same but for the years that they name.
pub(crate) fn are_alike(one: &str, other: &str) -> bool {
    without_years(one) == without_years(other)
}

/// A heading, folded, without the years that it names.
pub(crate) fn without_years(heading: &str) -> String {
    Split::of(heading).base
}

/// A folded text without what stands in round brackets.
pub(crate) fn without_brackets(folded: &str) -> String {
    let mut depth = 0_usize;
    let outside = folded.chars().filter(|c| {
        match c {
            '(' => depth += 1,
            ')' if depth > 0 => {
                depth -= 1;
                return false;
            }
            _ => {}
        }
        depth == 0
    });
    outside.collect()
}

/// Whether a heading names more than one year: R3～R5実績.
pub(crate) fn names_several_years(heading: &str) -> bool {
    Split::of(heading).years.len() > 1
}

/// The part of a year that a heading names: 上半期 of 令和6年度上半期.
pub(crate) fn part_of_year(heading: &str) -> Option<&'static str> {
    Split::of(heading).part
}

/// The year without an era that a folded heading begins with, and the length of it.
pub(super) fn leading_bare(folded: &str) -> Option<(usize, FiscalYear)> {
    const WORD: &str = "年度";
    let end = folded.find(WORD)? + WORD.len();
    let is_other = ["目", "分", "間", "別"].iter().any(|word| folded[end..].starts_with(word));
    let year = years::bare(&folded[..end]).filter(|_| !is_other)?;
    Some((end, year))
}
