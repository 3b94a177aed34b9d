//! What 点検 found, in words.

use crate::domain::check::{FigureFinding, FindingKind};
use crate::domain::fold::fold_width;
use crate::domain::proofread::{Digits, Slip, SlipKind, Source};

/// One finding, without its place.
pub fn finding(kind: &FindingKind) -> String {
    match kind {
        FindingKind::NoNarrative => "実施状況が未入力です。".to_owned(),
        FindingKind::NoStatus => "進捗状況が未入力です。".to_owned(),
        FindingKind::Unconfirmed => "まだ確定していません。".to_owned(),
        FindingKind::NoLead => "所管課がありません。".to_owned(),
        FindingKind::NumberTwice(number) => {
            format!("番号「{number}」が、同じ施策の方向に2つあります。")
        }
        FindingKind::AsLastYear => "実施状況が前年度と同じ文章です。".to_owned(),
        FindingKind::OutsidePeriod => {
            "実施期間ではない年度に、実施状況が入力されています。印刷には出ます。".to_owned()
        }
        FindingKind::Ditto => {
            "実施状況が「同上」などの記号だけです。印刷では、どの文を指すか分かりません。"
                .to_owned()
        }
        FindingKind::NoActual => "実績が未入力です。".to_owned(),
        FindingKind::Figure(finding) => figure(finding),
        FindingKind::Slip(slip) => {
            let Slip { found, before, after, .. } = slip;
            format!("{}（…{before}{found}{after}…）", self::slip(slip))
        }
    }
}

/// What is odd about a figure.
fn figure(finding: &FigureFinding) -> String {
    match finding {
        FigureFinding::ClosingDiffers { entered, reckoned } => {
            format!("各年度の目標から求めた値（{reckoned}）と、最終目標（{entered}）が違います。")
        }
        FigureFinding::TargetBelowBase => {
            "最終目標が、基準値より後退しています。望ましい方向も確かめてください。".to_owned()
        }
        FigureFinding::Falls { before } => {
            format!("累計の値が、前年度（{before}）より小さくなっています。")
        }
        FigureFinding::Shifted { before, times } => {
            format!("前年度（{before}）と、桁が違うようです（約{times}倍の違い）。")
        }
        FigureFinding::ShareOfOne => {
            "単位が％ですが、1以下の値です。小数のまま入力されていないか、確かめてください。"
                .to_owned()
        }
        FigureFinding::NoTarget => "目標値が入力されていません。".to_owned(),
        FigureFinding::StillPending => "過ぎた年度の値が「集計中」のままです。".to_owned(),
        FigureFinding::Provisional => {
            "速報値です。確定した値があれば、入れ替えてください。".to_owned()
        }
        FigureFinding::Placeholder => "「〇〇」が残っています。".to_owned(),
    }
}

/// What is told where measures have gone to a direction that has these numbers already; `None` where
/// there are none.
pub fn numbers_met(numbers: &[u32]) -> Option<String> {
    let mut numbers = numbers.to_vec();
    numbers.sort_unstable();
    numbers.dedup();
    let named: Vec<String> = numbers.iter().map(|number| format!("「{number}」")).collect();
    (!named.is_empty()).then(|| {
        format!(
            "番号{}は、移した先にもあります。行のメニュー（右クリック）から、番号を振り直せます。",
            named.join("、")
        )
    })
}

/// What is likely wrong in a text, and what was likely meant.
pub fn slip(slip: &Slip) -> String {
    let (found, code) = (&slip.found, code(&slip.found));
    let meant = slip.proposed.as_deref().unwrap_or_default();
    let known = slip.proposed.is_some();
    match slip.kind {
        SlipKind::Lookalike if known => format!("「{found}」は「{meant}」の誤りと思われます。"),
        SlipKind::Lookalike => format!("「{found}」（{code}）は、漢字の部首を示す記号です。"),
        SlipKind::HalfWidthKana if known => {
            format!("「{found}」は半角です。全角では「{meant}」です。")
        }
        SlipKind::HalfWidthKana => format!("「{found}」は半角です。"),
        SlipKind::Decomposed => format!("「{meant}」が、字と記号に分かれて入っています。"),
        SlipKind::Mark => {
            format!("「{found}」（{code}）は、正しく表示や印刷ができないことがあります。")
        }
        SlipKind::Invisible => format!("目に見えない文字（{code}）が入っています。"),
        SlipKind::Space => format!("特殊な空白（{code}）が入っています。"),
        SlipKind::PrivateUse => {
            format!("外字（{code}）です。ほかのパソコンで表示や印刷ができません。")
        }
        SlipKind::Unreadable => {
            format!("文字化けした跡（{code}）です。元の文書を確かめてください。")
        }
        SlipKind::MixedBrackets => {
            let (found, meant) = (in_width(found, meant), in_width(meant, found));
            format!("{found}が、全角と半角の違うかっこと組になっています。{meant}と思われます。")
        }
        SlipKind::Digits(rule, source) => {
            let manner = manner(source, &[width(meant), digits(rule)].concat());
            format!("数字「{found}」は{}です。{manner}。", width(found))
        }
        SlipKind::Bracket(source) => {
            format!("かっこ「{found}」は{}です。{}。", width(found), manner(source, width(meant)))
        }
        SlipKind::Unpaired => format!("「{found}」と組になるかっこがありません。"),
        SlipKind::NoSuchYear => format!("「{found}」は、「{meant}」の誤りと思われます。"),
        SlipKind::OtherName => format!("この計画では、「{found}」を「{meant}」と書きます。"),
        SlipKind::OtherYear(_) if known => {
            format!("見出しの「{found}」が、この欄の年度（{meant}）と違います。")
        }
        SlipKind::OtherYear(_) => format!("見出しの「{found}」が、この欄の年度と違います。"),
    }
}

/// A text in quotes, with its width where that is all by which the other differs: in the type of a
/// screen both look alike. 半角の「(」.
pub fn in_width(text: &str, other: &str) -> String {
    let is_plain = text.is_ascii() || other.is_ascii();
    let alike = text != other && !text.is_empty() && fold_width(text) == fold_width(other);
    let width = if is_plain && alike { format!("{}の", width(text)) } else { String::new() };
    format!("{width}「{text}」")
}

/// How something is written, and who says so.
fn manner(source: Source, how: &str) -> String {
    match source {
        Source::Texts => format!("ほかの文では{how}で書かれています"),
        Source::Plan => format!("この計画では{how}で書きます"),
    }
}

const fn width(text: &str) -> &'static str {
    if text.is_ascii() { "半角" } else { "全角" }
}

/// What is to be known of a rule besides the width.
const fn digits(rule: Digits) -> &'static str {
    match rule {
        Digits::Half | Digits::Full => "",
        Digits::Single => "（1桁は全角、2桁以上は半角）",
    }
}

/// The code points of a text, as many as tell which they are.
fn code(text: &str) -> String {
    const MOST: usize = 3;
    let codes: Vec<_> =
        text.chars().take(MOST).map(|c| format!("U+{:04X}", u32::from(c))).collect();
    codes.join(" ")
}
