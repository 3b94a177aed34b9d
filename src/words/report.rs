//! Why there is no paper, and what it could not show, in words.

use super::Notice;
use crate::report::Error;

impl From<&Error> for Notice {
    fn from(error: &Error) -> Self {
        let (what, remedy) = match error {
            Error::TypeSize(_) => (
                "その文字の大きさでは印刷できません。PDFは作っていません。",
                "6ポイントから24ポイントの間で指定してください。",
            ),
            Error::NoRoom => (
                "余白か文字が大きすぎて、用紙に表が入りません。PDFは作っていません。",
                "余白か文字の大きさを小さくするか、用紙を大きくしてください。",
            ),
            Error::Font(_) | Error::Subset { .. } => (
                "進捗帳に付いている書体を読み取れません。PDFは作っていません。",
                "進捗帳を入れ直してください。",
            ),
            Error::Write(_) => (
                "PDFを作れませんでした。データは変わっていません。",
                "もう一度お試しください。続く場合は、担当者に相談してください。",
            ),
            Error::Cancelled => ("取りやめました。PDFは作っていません。", ""),
        };
        Self::new(what, remedy, error)
    }
}

/// A character that the font lacks, for a line that begins with its place.
pub fn missing_glyph(character: char) -> String {
    format!("「{character}」（U+{:04X}）は、印刷の書体にありません。", u32::from(character))
}

/// The paper was not made because of such characters.
pub fn missing_glyphs(count: usize) -> Notice {
    Notice::new(
        format!("印刷の書体にない文字が{count}か所あります。PDFは作っていません。"),
        "上に示した文字を直してください。〓に置きかえて印刷するには --geta を付けてください。",
        "",
    )
}
