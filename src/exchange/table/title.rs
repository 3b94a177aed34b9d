//! What the title above a list says: whose plan it is, and how the list is called.

mod municipality;

use super::headings;
use super::years::{said_once, told_of, years_in};
use crate::domain::FiscalYear;
use crate::domain::fold::fold_case;
use municipality::municipality;

/// A title taken apart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Title {
    pub municipality: Option<String>,
    /// 計画名.
    pub plan: Option<String>,
    /// 表題.
    pub title: Option<String>,
    /// The year that the title names, e.g. 令和6年度 進捗状況一覧表.
    pub year: Option<FiscalYear>,
}

/// How the name of a list begins, behind that of its plan.
const TITLES: [&str; 20] = [
    "進捗一覧",
    "取組一覧",
    "進捗状況",
    "進捗管理",
    "進捗について",
    "進捗報告",
    "進行管理",
    "進ちょく状況",
    "実施状況",
    "実施等状況",
    "取組状況",
    "取組実績",
    "実績報告",
    "実績一覧",
    "施策一覧",
    "事業一覧",
    "施策の一覧",
    "一覧表",
    "報告書",
    "管理表",
];

/// Words by which the name of a plan is known.
const PLANS: [&str; 6] = ["計画", "戦略", "プラン", "ビジョン", "構想", "プログラム"];

/// What stands between the name of a plan and that of its list: 施策の進捗状況.
const SUBJECTS: [&str; 12] = [
    "施策",
    "事業",
    "取組",
    "主要事業",
    "主要施策",
    "重点事業",
    "重点施策",
    "重点取組",
    "事務事業",
    "各施策",
    "各事業",
    "具体的な取組",
];

/// Takes apart the texts above a list. The name of the plan may stand in a cell above that of the list;
/// what else stands there is no part of a title.
pub(super) fn parse(texts: &[&str]) -> Title {
    let cells: Vec<Vec<&str>> = texts.iter().map(|text| words(text)).collect();
    // Of equals the first.
    let texts = texts.iter().filter(|text| !is_explanation(text));
    let told = texts.rev().filter_map(|text| told_of(&fold_case(text)));
    let year = told.max_by_key(|(rank, _)| *rank).map(|(_, year)| year);
    let cells: Vec<Vec<&str>> = cells.iter().map(|cell| undated(cell)).collect();
    let titled = cells.iter().position(|cell| cell.iter().any(|part| title_at(part).is_some()));
    let (above, cell) = match titled {
        Some(at) => (&cells[..at], cells[at].as_slice()),
        None => (cells.as_slice(), [].as_slice()),
    };
    let split = cell.iter().enumerate().find_map(|(index, part)| Some((index, title_at(part)?)));
    let (mut plan, title) = match split {
        Some((index, at)) => {
            let (before, from) = cell[index].split_at(at);
            let mut plan = cell[..index].to_vec();
            plan.push(before);
            (plan, std::iter::once(from).chain(cell[index + 1..].iter().copied()).collect())
        }
        None => (Vec::new(), Vec::new()),
    };
    plan.retain(|part| !part.is_empty());
    let named = |parts: &[&str]| parts.iter().any(|part| PLANS.iter().any(|it| part.contains(it)));
    if !named(&plan) {
        let of_plan = above.iter().position(|cell| named(cell));
        let of_city = |cell: &&Vec<&str>| matches!(cell.as_slice(), [name] if municipality(name) == Some(name));
        let own = std::mem::take(&mut plan);
        if let Some(at) = of_plan {
            plan.extend(above[..at].iter().filter(of_city).flatten());
            plan.extend(&above[at]);
        } else {
            plan.extend(above.iter().filter(of_city).flatten());
        }
        plan.extend(own);
    }
    let plan = plan.join("　");
    let (plan, subject) = without_subject(&plan);
    let plan = unquoted(plan.trim().trim_end_matches(['の', '：', ':', '－', '-']).trim());
    let is_plan = !title.is_empty() || PLANS.iter().any(|word| plan.contains(word));
    let title = format!("{subject}{}", title.join("　"));
    Title {
        municipality: municipality(plan).filter(|name| is_plan || *name == plan).map(str::to_owned),
        plan: Some(plan.to_owned()).filter(|plan| is_plan && !plan.is_empty()),
        title: Some(title).filter(|title| !title.is_empty()),
        year,
    }
}

/// The words of a text above a list that may be of its title.
fn words(text: &str) -> Vec<&str> {
    if is_explanation(text) {
        return Vec::new();
    }
    spaced(text).into_iter().filter(|part| !is_aside(part)).collect()
}

/// The words of a text. A space within brackets parts none.
fn spaced(text: &str) -> Vec<&str> {
    let mut depth = 0_i32;
    let parts = text.split(|c: char| {
        depth += i32::from("（(【[「『〔".contains(c)) - i32::from("）)】]」』〕".contains(c));
        c == '\n' || (c.is_whitespace() && depth <= 0)
    });
    parts.filter(|part| !part.trim().is_empty()).map(str::trim).collect()
}

fn undated<'a>(parts: &[&'a str]) -> Vec<&'a str> {
    let parts = parts.iter().map(|part| without_date(without_year(part)));
    parts.filter(|part| !part.is_empty()).collect()
}

/// Where the name of a list begins in a word.
fn title_at(part: &str) -> Option<usize> {
    TITLES.iter().filter_map(|word| part.find(word)).min()
}

/// A plan's name without what its list is about, and that: …総合戦略 | 施策の.
fn without_subject(plan: &str) -> (&str, &str) {
    let ends = PLANS.iter().filter_map(|word| Some(plan.rfind(word)? + word.len()));
    let from = ends.max().or_else(|| plan.rfind('　').map(|at| at + '　'.len_utf8()));
    let (before, after) = plan.split_at(from.unwrap_or(0));
    let subject = after.trim_start_matches(['　', 'の', '」', '』', '】', '〕']);
    let bare = subject.trim_end_matches('の');
    let is_subject = !before.is_empty() && SUBJECTS.contains(&bare);
    if is_subject { (&plan[..plan.len() - subject.len()], subject) } else { (plan, "") }
}

/// Whether all that a text above a list says is in its title, or is furniture of a page.
pub(super) fn is_of(text: &str, title: &Title) -> bool {
    let bare = |text: &str| text.replace(['「', '」', '『', '』', '【', '】', '〔', '〕'], "");
    let plan = bare(title.plan.as_deref().unwrap_or_default());
    let name = bare(title.title.as_deref().unwrap_or_default());
    let is_said = |part: &str| {
        let part = bare(without_date(without_year(part)));
        let (of_plan, of_name) = part.split_at(title_at(&part).unwrap_or(part.len()));
        let (of_plan, subject) = without_subject(of_plan);
        let of_plan = of_plan.trim_end_matches(['の', '：', ':', '－', '-']);
        plan.contains(&part)
            || name.contains(&part)
            || (plan.contains(of_plan) && name.contains(&format!("{subject}{of_name}")))
    };
    year_alone(text).is_some()
        || !is_explanation(text) && spaced(text).iter().all(|part| is_aside(part) || is_said(part))
}

/// Whether all that a text says stands beside titles: 資料１, 令和7年3月31日現在.
pub(super) fn is_furniture(text: &str) -> bool {
    spaced(text).iter().all(|part| is_aside(part))
}

/// Whether a text is nothing but a number or a date: 100, 2025/5/30.
pub(super) fn is_value(text: &str) -> bool {
    let folded = fold_case(text);
    folded.starts_with(|c: char| c.is_ascii_digit())
        && folded.chars().all(|c| c.is_ascii_digit() || "/.-,%".contains(c))
        && !is_page_number(text)
}

/// The year of a line that is nothing but a year, or a title with one: 令和6年度, 【令和5年度の実績】. A
/// sentence that names a year is none.
pub(super) fn year_alone(text: &str) -> Option<FiscalYear> {
    const BESIDE: [&str; 8] = ["", "実績", "取組", "施策", "事業", "分", "末", "版"];
    let numbered = headings::direction(text).map(|parsed| parsed.name);
    let text = numbered.as_deref().filter(|name| !name.is_empty()).unwrap_or(text);
    let folded = said_once(&fold_case(text));
    let found = years_in(&folded);
    let [(range, year)] = found.as_slice() else { return None };
    let rest = format!("{} {}", &folded[..range.start], &folded[range.end..]);
    let rest: String = rest
        .chars()
        .filter(|c| !c.is_whitespace() && !"【】()[]〔〕<>〈〉《》≪≫「」『』■□●○◎◆◇".contains(*c))
        .collect();
    let rest = rest.trim_start_matches('の');
    let is_title = BESIDE.contains(&rest)
        || (TITLES.iter().any(|word| rest.contains(word)) && !is_explanation(text));
    is_title.then_some(*year)
}

/// 【凡例】実施済：…, ※ …: a text above a list that is none of its titles.
fn is_explanation(text: &str) -> bool {
    let folded = fold_case(text);
    let bare = folded.trim_start_matches(['【', '(', '[', '<', '≪', '■', '〔']);
    ["凡例", "※", "*", "注)", "注:", "注1", "備考"].iter().any(|sign| bare.starts_with(sign))
        || folded.ends_with('。')
}

/// 資料１, （令和6年3月31日現在）, 1/13, （単位：千円）: what stands beside a title on a page.
fn is_aside(part: &str) -> bool {
    let text = fold_case(part);
    let inner = text.trim_matches(['(', ')', '【', '】', '[', ']', '<', '>']);
    let is_numbering = |rest: &str| {
        rest.chars().all(|c| {
            c.is_ascii_alphanumeric() || "-－―‐ー.()第号のno一二三四五六七八九十".contains(c)
        })
    };
    ["資料", "別紙", "別添", "参考", "参考資料", "別表", "様式"]
        .iter()
        .any(|word| inner.strip_prefix(word).is_some_and(is_numbering))
        || inner.starts_with("単位:")
        || is_page_number(part)
        || without_date(part).is_empty()
        || (inner.contains(['/', '.', '-', '年', '月'])
            && inner.chars().all(|c| c.is_ascii_digit() || "/.-年月日".contains(c)))
}

/// 2/13, - 3 -: the number of a page, where each has one above its table.
pub(super) fn is_page_number(text: &str) -> bool {
    let folded = fold_case(text);
    let bare =
        folded.trim_start_matches(['p', '.']).trim_end_matches("頁").trim_end_matches("ページ");
    let is_digits = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
    let within =
        bare.strip_prefix(['-', '－', '―']).and_then(|it| it.strip_suffix(['-', '－', '―']));
    bare.split_once('/').is_some_and(|(page, pages)| is_digits(page) && is_digits(pages))
        || within.is_some_and(is_digits)
        || (bare != folded && is_digits(bare))
}

/// A part without the day that it is of: …（令和7年3月31日現在）.
fn without_date(part: &str) -> &str {
    let is_date = |text: &str| ["現在", "時点", "更新"].iter().any(|word| text.ends_with(word));
    if is_date(part) {
        return "";
    }
    let inner = part.strip_suffix(['）', ')', '】', '〕']).filter(|inner| is_date(inner));
    let open = inner.and_then(|inner| inner.rfind(['（', '(', '【', '〔']));
    open.map_or(part, |open| &part[..open])
}

/// A part without the year before it: 令和6年度, （平成30年度）, 令和6年度版.
fn without_year(part: &str) -> &str {
    let opened = part.trim_start_matches(['（', '(', '【', '[']);
    let ends = opened.match_indices("年度").map(|(at, word)| at + word.len());
    let Some(end) = ends.last() else { return part };
    let until = fold_case(&opened[..end]);
    let years = years_in(&until);
    let named: usize = years.iter().map(|(range, _)| range.len()).sum();
    // Between years stands a sign: 平成29年度～平成30年度.
    let is_year = years.first().is_some_and(|(range, _)| range.start == 0)
        && until.len() - named <= '～'.len_utf8();
    if !is_year {
        return part;
    }
    let rest = opened[end..].trim_start_matches(['版', '）', ')', '】', ']', '末', 'の', '分']);
    rest.strip_prefix("まで").unwrap_or(rest)
}

fn unquoted(text: &str) -> &str {
    [('「', '」'), ('『', '』'), ('【', '】'), ('〔', '〕')]
        .iter()
        .find_map(|(open, close)| text.strip_prefix(*open)?.strip_suffix(*close))
        .unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn municipalities_are_known_whatever_their_names_hold() {
        for (plan, expected) in [
            ("小平市まち・ひと・しごと創生総合戦略", "小平市"),
            ("四日市市総合計画", "四日市市"),
            ("町田市まち・ひと・しごと創生総合戦略", "町田市"),
            ("大町市総合戦略", "大町市"),
            ("十日町市総合計画", "十日町市"),
            ("東村山市創生総合戦略", "東村山市"),
            ("余市町総合計画", "余市町"),
            ("大町町総合計画", "大町町"),
            ("玉村町総合計画", "玉村町"),
            ("市川市総合計画", "市川市"),
            ("市川三郷町総合計画", "市川三郷町"),
            ("津市総合計画", "津市"),
            ("村上市総合計画", "村上市"),
            ("檜原村総合戦略", "檜原村"),
            ("小平市町会振興計画", "小平市"),
            ("小平市市民協働計画", "小平市"),
            ("第２期小平市総合戦略", "小平市"),
            ("第二次 小平市総合戦略", "小平市"),
            ("東京都小平市総合戦略", "小平市"),
            ("宇都宮市総合計画", "宇都宮市"),
            ("都留市総合計画", "都留市"),
            ("京都市総合計画", "京都市"),
            ("山県市総合計画", "山県市"),
            ("千代田区基本計画", "千代田区"),
            ("埼玉県総合計画", "埼玉県"),
        ] {
            assert_eq!(municipality(plan), Some(expected), "{plan}");
        }
        assert_eq!(municipality("まち・ひと・しごと創生総合戦略"), None);
        assert_eq!(municipality("都市計画マスタープラン"), None);
        assert_eq!(municipality(""), None);
    }

    #[test]
    fn titles_are_taken_apart() {
        let plan = "小平市まち・ひと・しごと創生総合戦略";
        for (texts, title, year) in [
            (vec!["小平市まち・ひと・しごと創生総合戦略　進捗状況一覧表"], "進捗状況一覧表", None),
            (
                vec!["小平市まち・ひと・しごと創生総合戦略", "進捗状況一覧表"],
                "進捗状況一覧表",
                None,
            ),
            (vec!["小平市まち・ひと・しごと創生総合戦略進捗状況一覧表"], "進捗状況一覧表", None),
            (
                vec!["資料３", "「小平市まち・ひと・しごと創生総合戦略」の進捗状況"],
                "進捗状況",
                None,
            ),
            (
                vec![
                    "令和6年度　小平市まち・ひと・しごと創生総合戦略\n実施状況報告書（令和7年3月31日現在）",
                ],
                "実施状況報告書",
                Some(2024),
            ),
            (
                vec![
                    "小平市まち・ひと・しごと創生総合戦略",
                    "（平成30年度）進捗状況一覧表",
                    "平成31年4月1日現在",
                ],
                "進捗状況一覧表",
                Some(2018),
            ),
        ] {
            let expected = Title {
                municipality: Some("小平市".to_owned()),
                plan: Some(plan.to_owned()),
                title: Some(title.to_owned()),
                year: year.map(FiscalYear),
            };
            assert_eq!(parse(&texts), expected, "{texts:?}");
        }
        for text in [
            "凡例",
            "【凡例】実施済：完了　実施中：継続",
            "※ 網掛けは新規",
            "次のとおり報告します。",
        ] {
            assert_eq!(parse(&[text]), Title::default());
        }
        assert_eq!(parse(&[]), Title::default());
    }
}
