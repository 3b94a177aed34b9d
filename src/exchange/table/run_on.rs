//! Figures of several years that stand in one text: R5:11人→R6:12人, 10人（R4）、11人（R5）.

use super::years::years_in;
use crate::domain::FiscalYear;
use crate::domain::fold::fold_case;

/// The longest text, in characters, that is taken for figures rather than for sentences.
const LONGEST: usize = 120;

/// What parts the years.
const BETWEEN: [char; 12] = ['→', '⇒', '➡', '、', '，', ',', '／', '/', '；', ';', '\n', '・'];

/// The parts of a text by year, where it consists of them and of nothing else. What stands before the
/// first year is of `year`.
pub(super) fn parts(text: &str, year: Option<FiscalYear>) -> Option<Vec<(FiscalYear, String)>> {
    if !may_be_figures(text) {
        return None;
    }
    let mut parts: Vec<(FiscalYear, String)> = Vec::new();
    for piece in pieces(text) {
        let (of, rest) = match labelled(piece) {
            Some((of, rest)) => (of, rest),
            None => (year.filter(|_| parts.is_empty())?, piece),
        };
        let has_figure = rest.chars().any(char::is_numeric);
        if !has_figure || parts.iter().any(|(known, _)| *known == of) {
            return None;
        }
        parts.push((of, rest.to_owned()));
    }
    Some(parts).filter(|parts| parts.len() > 1)
}

/// Whether a text has figures of other years than of that of its column.
pub(super) fn names_others(text: &str, year: FiscalYear) -> bool {
    let is_other = |piece: &str| labelled(piece).is_some_and(|(of, _)| of != year);
    let within = |piece: &str| piece.split(['（', '(']).any(|part| is_other(part.trim()));
    may_be_figures(text) && pieces(text).into_iter().any(|it| is_other(it) || within(it))
}

fn may_be_figures(text: &str) -> bool {
    !text.contains('。') && text.chars().count() <= LONGEST && text.chars().any(char::is_numeric)
}

/// The parts of a text, but not those of 1,200.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut from = 0;
    for (at, c) in text.char_indices() {
        let after = at + c.len_utf8();
        // 令和5年度：21食　令和6年度：22食
        let begins =
            || years_in(&fold_case(&text[after..])).first().is_some_and(|it| it.0.start == 0);
        let is_between = BETWEEN.contains(&c)
            || (c.is_whitespace() && labelled(text[from..at].trim()).is_some() && begins());
        if !is_between {
            continue;
        }
        let is_within = matches!(c, ',' | '，' | '・' | '/' | '／')
            && text[..at].ends_with(char::is_numeric)
            && text[after..].starts_with(char::is_numeric);
        if !is_within {
            pieces.push(text[from..at].trim());
            from = after;
        }
    }
    pieces.push(text[from..].trim());
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

fn begins_with_amount(text: &str) -> bool {
    // 4月に開始 is what was done then.
    let is_date = text
        .trim_start_matches(char::is_numeric)
        .strip_prefix(['月', '日'])
        .is_some_and(|_| text.starts_with(char::is_numeric));
    !is_date && text.starts_with(|c: char| c.is_numeric() || "約延計全▲△-－".contains(c))
}

/// The year that a part tells before its figure or in brackets behind it, and the figure.
fn labelled(piece: &str) -> Option<(FiscalYear, &str)> {
    if let Some((word, rest)) = piece.split_once([' ', '　']) {
        let folded = fold_case(word);
        let year = years_in(&folded).into_iter().next().filter(|it| it.0 == (0..folded.len()));
        let figure = rest.trim();
        if let Some((_, year)) = year.filter(|_| begins_with_amount(figure)) {
            return Some((year, figure));
        }
    }
    let folded = fold_case(piece);
    if let Some((range, year)) = years_in(&folded).into_iter().next().filter(|it| it.0.start == 0) {
        let mut ends = piece.char_indices().map(|(at, c)| at + c.len_utf8());
        let end = ends.find(|end| fold_case(&piece[..*end]).len() == range.end)?;
        let rest = &piece[end..];
        let figure = rest.trim_start_matches([':', '：', ' ', '　']);
        let is_apart = figure.len() < rest.len() || folded[..range.end].ends_with(['度', '年']);
        return (is_apart && begins_with_amount(figure)).then_some((year, figure));
    }
    let inner = piece.strip_suffix(['）', ')'])?;
    let open = inner.rfind(['（', '('])?;
    let said = fold_case(inner[open..].trim_start_matches(['（', '(']));
    let (range, year) = years_in(&said).into_iter().next()?;
    (range == (0..said.len())).then(|| (year, piece[..open].trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_of_several_years_are_parted() {
        let both = [(FiscalYear(2023), "11人".to_owned()), (FiscalYear(2024), "12人".to_owned())];
        for text in [
            "11人→R6:12人",
            "R5:11人、R6:12人",
            "R5：11人\nR6：12人",
            "R5 11人 → R6 12人",
            "11人（R5）→12人（R6）",
            "令和5年度11人／令和6年度 12人",
        ] {
            assert_eq!(parts(text, Some(FiscalYear(2023))).unwrap(), both, "{text}");
            assert!(names_others(text, FiscalYear(2023)), "{text}");
        }
    }

    #[test]
    fn sentences_are_left_whole() {
        for text in [
            "1,200人、3回",
            "令和4年度から継続して3回行った",
            "11人となった。R6:12人",
            "講座、R5:3回、R6:4回",
            "R5:3回、R5:4回",
        ] {
            assert_eq!(parts(text, Some(FiscalYear(2023))), None, "{text}");
        }
        assert!(names_others("11人（R6：12人）", FiscalYear(2023)));
        assert!(!names_others("R5:11人", FiscalYear(2023)));
        assert!(!names_others("令和4年度から継続して3回行った", FiscalYear(2023)));
    }
}
