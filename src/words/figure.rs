//! How a figure was read, and what is done with it.

use crate::domain::Figure;

/// What a typed text is taken for: 1,120千人 と読み取りました.
pub fn read_as(figure: &Figure, unit: &str, decimals: Option<u32>) -> String {
    let mark = if figure.is_provisional() { "（速報値）" } else { "" };
    let printed = figure.printed(decimals);
    match figure {
        Figure::Blank => "空欄（未入力）にします".to_owned(),
        // 500人以上 rather than 500以上人.
        Figure::Number(number) => {
            let bare = printed.strip_suffix(number.bound.word()).unwrap_or(&printed);
            format!("{bare}{unit}{}{mark} と読み取りました", number.bound.word())
        }
        Figure::Text(_) => format!("文字のまま印刷します{mark}"),
        Figure::Pending | Figure::Unpublished | Figure::NotSurveyed => {
            format!("{printed}として扱います")
        }
        Figure::NotApplicable => "該当なし（―）として扱います".to_owned(),
    }
}

/// The same of a text that takes the place of a figure, whose mark 速報値 it may take off.
pub fn read_over(before: &Figure, figure: &Figure, unit: &str, decimals: Option<u32>) -> String {
    let is_marked = before.is_provisional() && !figure.is_provisional();
    let can_be = figure.clone().with_provisional(true).is_provisional();
    let told = read_as(figure, unit, decimals);
    if is_marked && can_be { told + "（速報値の印は外れます）" } else { told }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_told_as_it_was_read() {
        let told = |text: &str| read_as(&Figure::parse(text, "千人"), "千人", None);
        assert_eq!(told("１１２０"), "1,120千人 と読み取りました");
        assert_eq!(told("▲5"), "△5千人 と読み取りました");
        assert_eq!(told("毎年500千人以上"), "500千人以上 と読み取りました");
        assert_eq!(told("95速報値"), "95千人（速報値） と読み取りました");
        assert_eq!(told("８割以上"), "文字のまま印刷します");
        assert_eq!(told("集計中"), "集計中として扱います");
        assert_eq!(told("-"), "該当なし（―）として扱います");
        assert_eq!(told(""), "空欄（未入力）にします");
    }
}
