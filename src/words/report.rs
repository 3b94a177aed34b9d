//! The errors of reports, and the characters that no font has, in words.

use super::Notice;
use crate::domain::template::Surroundings;
use crate::report::{Error, MissingGlyph, Options, Report};

impl From<&Error> for Notice {
    fn from(error: &Error) -> Self {
        let (what, remedy) = match error {
            Error::TypeSize(_) => (
                "文字の大きさが、印刷できる範囲にありません。ファイルは作成していません。"
                    .to_owned(),
                "6ポイントから24ポイントまでの大きさにしてください。",
            ),
            Error::NoRoom => (
                "用紙に表が入りません。ファイルは作成していません。".to_owned(),
                "余白を狭くするか、文字を小さくするか、用紙を大きくしてください。",
            ),
            Error::Font(typeface) => (
                format!(
                    "印刷用の書体（{}）が読めません。ファイルは作成していません。",
                    super::typeface(*typeface)
                ),
                "進捗帳を入れ直してください。データはそのまま残っています。",
            ),
            Error::Subset { .. } | Error::Write(_) => (
                "ファイルを作成できませんでした。データはそのまま残っています。".to_owned(),
                "もう一度お試しください。繰り返す場合は、次の詳細を担当者に伝えてください。",
            ),
            Error::CellTooLong { row, head, units, limit } => {
                let row = match row.as_str() {
                    "" => String::new(),
                    row => format!("「{row}」の"),
                };
                let head = if head.is_empty() { "文章" } else { head };
                (
                    format!(
                        "{row}「{head}」が長すぎて（{units}字）、エクセルの1つのセル（{limit}字まで）に入りません。ファイルは作成していません。データはそのまま残っています。"
                    ),
                    "PDFかWordで保存するか、文章を短くしてください。",
                )
            }
            Error::Cancelled => {
                ("印刷を取りやめました。ファイルは作成していません。".to_owned(), "")
            }
        };
        Self::new(what, remedy, error)
    }
}

/// What of a report stands in its PDF alone; `None` where nothing does. The line at the top of the pages
/// is that of Word as well, and not worth a word where Excel has none.
pub fn only_in_pdf(surroundings: &Surroundings) -> Option<String> {
    let Surroundings { cover, contents, summary, index, running_head: _, meanings: _ } =
        *surroundings;
    let parts = [(cover, "表紙"), (contents, "目次"), (summary, "集計"), (index, "課別索引")];
    let parts: Vec<&str> = parts.into_iter().filter(|(on, _)| *on).map(|(_, part)| part).collect();
    (!parts.is_empty())
        .then(|| format!("{}は、PDFに入ります。ExcelとWordには入りません。", parts.join("・")))
}

/// The name of a report.
pub const fn report(report: Report) -> &'static str {
    match report {
        Report::List => "進捗状況一覧表",
        Report::ByDepartment => "課別一覧",
        Report::Missing => "未入力一覧",
        Report::Comparison => "新旧対照表（前年度と今年度）",
        Report::Indicators => "指標一覧",
        Report::Targets => "目標値の表",
    }
}

/// A character for which no font has a glyph: 「한」（U+D55C）は、印刷用の書体にない文字です。
/// A variation of one that they have: 「葛」の異体字（U+845B U+E01EF）は、印刷用の書体にありません。
pub fn missing_glyph(MissingGlyph { character, selector, .. }: &MissingGlyph) -> String {
    let code = u32::from(*character);
    match selector {
        None => format!("「{character}」（U+{code:04X}）は、印刷用の書体にない文字です。"),
        Some(selector) => format!(
            "「{character}」の異体字（U+{code:04X} U+{:04X}）は、印刷用の書体にありません。ふつうの字形で印刷します。",
            u32::from(*selector)
        ),
    }
}

/// A name in braces that stands for nothing.
pub fn unknown_placeholder(name: &str) -> String {
    let known = Options::PLACEHOLDERS.map(|name| format!("{{{name}}}")).join("、");
    format!(
        "「{{{name}}}」は、差し込みの名前にないため、そのまま印刷します。使えるのは、{known}です。"
    )
}

/// The report was not made because of such characters.
pub fn missing_glyphs(count: usize) -> Notice {
    Notice::new(
        format!("印刷用の書体にない文字が{count}か所あります。PDFは作っていません。"),
        "上に示した文字を直してください。〓に置き換えて印刷するには --geta を付けてください。",
        "",
    )
}
