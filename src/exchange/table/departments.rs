//! Departments as they stand in a cell: several of them, parted in many ways.

mod labels;
mod parts;
mod phrases;

use crate::domain::text::{clean, is_ditto};
use crate::exchange::cell;
use crate::exchange::grid::Row;
use labels::{at_label, signed};
use parts::parts;
use phrases::{is_aside, is_former, phrase};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Whether related departments stand in the cell of the leading ones, as in 産業振興課（学務課）.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Brackets {
    /// The heading says so: 所管課（関連課）.
    Related,
    /// The heading says nothing: a bracket that holds departments is taken for them.
    Perhaps,
    /// Related departments have a column of their own, brackets are part of a name.
    PartOfName,
}

/// The departments of a cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Names {
    pub lead: Vec<String>,
    pub related: Vec<String>,
}

/// How the names of departments end. What parts names for certain (a line break, 、) needs no such
/// evidence, what may stand within a name (・, a space) does.
const ENDINGS: [&str; 22] = [
    "課",
    "室",
    "局",
    "部",
    "係",
    "所",
    "館",
    "園",
    "校",
    "署",
    "院",
    "場",
    "班",
    "会",
    "庁",
    "担当",
    "センター",
    "チーム",
    "グループ",
    "本部",
    "ほか",
    "等",
];

/// Signs that stand for no department.
const NONE: [&str; 11] = ["-", "ー", "―", "‐", "–", "—", "なし", "－", "無し", "無", "該当なし"];

/// Brackets in which related departments stand.
const OPENING: [char; 5] = ['（', '(', '［', '[', '〔'];
const CLOSING: [char; 5] = ['）', ')', '］', ']', '〕'];

/// The departments of a cell; those in a bracket that holds departments are related.
pub(crate) fn read_lead(text: &str) -> Names {
    read(text, Brackets::Perhaps)
}

/// The departments of a cell, each once.
pub(super) fn read(text: &str, brackets: Brackets) -> Names {
    let text = clean(text);
    let text = cell::exact(&text).unwrap_or(&text);
    if let Some(names) = listed(text) {
        return Names { lead: names, related: Vec::new() };
    }
    if brackets != Brackets::PartOfName
        && let Some(names) = signed(text)
    {
        return names;
    }
    let (text, also) = match brackets {
        Brackets::PartOfName => (text, ""),
        Brackets::Related | Brackets::Perhaps => at_label(text),
    };
    let (lead, inside) = match brackets {
        Brackets::PartOfName => (text.to_owned(), String::new()),
        // Where related departments stand on lines of their own, a bracket behind a name belongs to it.
        Brackets::Related if text.lines().any(opens) => parted(text, |before, _| begins(before)),
        Brackets::Related => parted(text, |_, _| true),
        Brackets::Perhaps => parted(text, holds_departments),
    };
    let mut related = names(also);
    related.extend(names(&inside));
    Names::of(names(&lead), related)
}

/// What the cells in the columns of departments say. The same few texts stand in all rows.
#[derive(Debug, Default)]
pub(super) struct Cells<'a> {
    read: BTreeMap<(Brackets, &'a str), Said>,
}

/// What a cell says.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub names: Names,
    /// Whether it says something else of them as well.
    pub is_doubtful: bool,
}

impl<'a> Cells<'a> {
    /// Reads what stands in columns, each as its heading has it.
    pub(super) fn of(rows: &'a [Row], columns: &[(usize, Brackets)]) -> Self {
        let mut said = BTreeMap::new();
        for (at, brackets) in columns {
            for text in rows.iter().map(|row| row.cell(*at).text()) {
                let _ = said.entry((*brackets, text)).or_insert_with(|| Said {
                    names: read(text, *brackets),
                    is_doubtful: is_doubtful(text),
                });
            }
        }
        Self { read: said }
    }

    pub(super) fn said<'s>(&'s self, text: &'s str, brackets: Brackets) -> Option<&'s Said> {
        self.read.get(&(brackets, text))
    }
}

impl Names {
    pub(super) fn is_empty(&self) -> bool {
        self.lead.is_empty() && self.related.is_empty()
    }

    /// Each name once, at its first place; one that leads is not related beside that.
    fn of(lead: Vec<String>, related: Vec<String>) -> Self {
        let mut seen = BTreeSet::new();
        let mut first = |names: Vec<String>| -> Vec<String> {
            names.into_iter().filter(|name| seen.insert(name.clone())).collect()
        };
        Self { lead: first(lead), related: first(related) }
    }
}

/// The cell from which [`read`] gives back these names.
pub(crate) fn written(names: &[String]) -> String {
    let plain = names.join("、");
    let guarded = cell::guarded(plain.clone());
    let comes_back = |cell: &str| {
        read(cell, Brackets::PartOfName).lead == names && listed(cell).is_none() && !is_ditto(cell)
    };
    if comes_back(&plain) && comes_back(&guarded) {
        plain
    } else {
        serde_json::Value::from(names).to_string()
    }
}

/// Names that could not be parted again are written as a JSON array.
fn listed(text: &str) -> Option<Vec<String>> {
    text.starts_with("[\"").then(|| serde_json::from_str(text).ok()).flatten()
}

/// What stands outside and inside of those brackets that `is_related` says yes to.
fn parted(text: &str, is_related: impl Fn(&str, &str) -> bool) -> (String, String) {
    let (mut outside, mut inside) = (String::new(), String::new());
    let mut rest = text;
    while let Some(open) = rest.find(OPENING) {
        let (before, from) = rest.split_at(open);
        let width = from.chars().next().map_or(1, char::len_utf8);
        let end = closing(from);
        let content = from[width..].get(..end - width).unwrap_or(&from[width..]);
        let after = &from[(end + from[end..].chars().next().map_or(0, char::len_utf8))..];
        outside.push_str(before);
        if !is_aside(content) && is_related(&outside, content) {
            outside.push('\n');
            inside.push('\n');
            inside.push_str(content);
        } else {
            outside.push_str(&from[..from.len() - after.len()]);
        }
        rest = after;
    }
    outside.push_str(rest);
    (outside, inside)
}

/// Where the bracket closes with which a text begins; its end where it never does.
fn closing(text: &str) -> usize {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            c if OPENING.contains(&c) => depth += 1,
            c if CLOSING.contains(&c) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return at;
        }
    }
    text.len()
}

/// Whether a bracket, under a heading that says nothing, holds departments rather than a part of
/// the name before it: one that begins a line, or one that names a whole department.
fn holds_departments(before: &str, content: &str) -> bool {
    let names = names(content);
    let whole = |name: &String| ["課", "室", "局", "部"].iter().any(|end| name.ends_with(end));
    !names.is_empty() && (begins(before) || names.iter().all(whole))
}

/// Whether a line opens with a bracket.
fn opens(line: &str) -> bool {
    line.trim_start().starts_with(OPENING)
}

/// Whether what comes after `before` begins a line.
fn begins(before: &str) -> bool {
    let before = before.trim_end_matches([' ', '　', '\t']);
    before.is_empty() || before.ends_with('\n')
}

/// Whether a cell says of a department what a name cannot: 企画課ほか, 全課, 企画課→政策課.
fn is_doubtful(text: &str) -> bool {
    let text = clean(text);
    cell::exact(&text).is_none()
        && listed(&text).is_none()
        && (is_former(&text)
            || parts(&text).iter().any(|part| phrase(part).is_some())
            || text
                .split(|c| OPENING.contains(&c) || CLOSING.contains(&c))
                .flat_map(parts)
                .any(|part| phrase(&part).is_some()))
}

/// The names in a text, each without what is said beside it.
fn names(text: &str) -> Vec<String> {
    let names = parts(text).into_iter();
    names.flat_map(|part| phrase(&part).unwrap_or_else(|| vec![part])).collect()
}

pub(super) fn is_department(text: &str) -> bool {
    let text = text.trim_end_matches(['）', ')', '、', '，', ',']);
    ENDINGS.iter().any(|ending| text.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn both(text: &str) -> (Vec<String>, Vec<String>) {
        let names = read(text, Brackets::Related);
        (names.lead, names.related)
    }

    fn owned(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn a_bracket_behind_a_name_is_part_of_it_where_others_have_their_own_lines() {
        let names =
            read("子育て支援課（母子担当）\n健康推進課\n（学務課、指導課）", Brackets::Related);
        assert_eq!(names.lead, ["子育て支援課（母子担当）", "健康推進課"]);
        assert_eq!(names.related, ["学務課", "指導課"]);
        assert_eq!(read("産業振興課（学務課）", Brackets::Related).related, ["学務課"]);
        assert_eq!(read("（学務課）", Brackets::Related).lead, Vec::<String>::new());
    }

    #[test]
    fn lead_and_related_departments_are_told_apart() {
        let expected = (owned(&["都市計画課"]), owned(&["地域整備支援課", "水と緑と公園課"]));
        for text in [
            "都市計画課\n（地域整備支援課、水と緑と公園課）",
            "都市計画課(地域整備支援課,水と緑と公園課)",
            "都市計画課 （地域整備支援課\n　水と緑と公園課）",
            "都市計画課\n（地域整備支援課・水と緑と公園課）",
            "都市計画課\n（地域整備支援課）\n（水と緑と公園課）",
            "都市計画課\n関連課：地域整備支援課／水と緑と公園課",
            "都市計画課\n【関連課】\n地域整備支援課、水と緑と公園課",
            "・都市計画課\n関連課\n・地域整備支援課\n・水と緑と公園課",
            "主：都市計画課\n関：地域整備支援課、水と緑と公園課",
            "◎都市計画課\n○地域整備支援課\n○水と緑と公園課",
            "◎都市計画課　○地域整備支援課、水と緑と公園課",
            "都市計画課\n［地域整備支援課・水と緑と公園課］",
            "都市計画課\n（関連課：地域整備支援課　水と緑と公園課）",
            "所管課：都市計画課\n（地域整備支援課、\n水と緑と\n公園課",
            "都市計画課\n（地域整備支援課、都市計画課、水と緑と公園課）",
        ] {
            assert_eq!(both(text), expected, "{text}");
        }
    }

    #[test]
    fn several_departments_lead() {
        let expected = owned(&["産業振興課", "文化スポーツ課", "スポーツ振興担当"]);
        for text in [
            "産業振興課\n文化スポーツ課\nスポーツ振興担当",
            "産業振興課、文化スポーツ課、スポーツ振興担当",
            "産業振興課・文化スポーツ課・スポーツ振興担当",
            "・産業振興課\n・文化スポーツ課\n・スポーツ振興担当\n",
            "産業振興課 文化スポーツ課　スポーツ振興担当",
            "産業振興課\n文化スポ\nーツ課\nスポーツ振興担当",
        ] {
            assert_eq!(both(text), (expected.clone(), vec![]), "{text}");
        }
    }

    #[test]
    fn names_are_not_torn() {
        for name in
            ["まち・ひと・しごと創生課", "文化・スポーツ課", "市民部 産業振興課", "秘書広報"]
        {
            assert_eq!(both(name).0, [name]);
        }
        assert_eq!(both("◎まち・ひと・しごと創生課").0, ["まち・ひと・しごと創生課"]);
        assert_eq!(both("産業振興\n学務").0, ["産業振興", "学務"]);
        assert_eq!(both("－"), (vec![], vec![]));
        assert_eq!(read("子育て課（保育）", Brackets::PartOfName).lead, ["子育て課（保育）"]);
        assert_eq!(read("子育て課（保育担当）", Brackets::Perhaps).lead, ["子育て課（保育担当）"]);
        let perhaps = read("産業振興課（学務課）", Brackets::Perhaps);
        assert_eq!((perhaps.lead, perhaps.related), (owned(&["産業振興課"]), owned(&["学務課"])));
    }

    proptest! {
        #[test]
        fn any_names_come_back(
            names in proptest::collection::vec("[課a、・（）() \u{3000}\"\\\\'=－\\[\\]:：関連]{1,5}", 0..4)
        ) {
            let mut names = names;
            names.retain(|name| !name.trim().is_empty());
            let names = Names::of(names, Vec::new()).lead;
            let cell = cell::guarded(written(&names));
            prop_assert_eq!(read(&cell, Brackets::PartOfName).lead, names);
        }

        #[test]
        fn nothing_panics(text in any::<String>()) {
            let _ = read(&text, Brackets::Related);
            let _ = read(&text, Brackets::Perhaps);
        }
    }
}
