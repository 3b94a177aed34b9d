//! Reading a figure as it is typed, pasted or imported.

use super::{Bound, Figure, FigureText, MAX_DECIMALS, MAX_WHOLE_DIGITS, Number};
use crate::domain::fold::fold_width;
use rust_decimal::Decimal;

/// A lone one of these says that there can be no figure. ー is what a keyboard gives for the dash key
/// while Japanese is being typed.
const DASHES: [char; 9] = ['-', '−', '―', '—', '–', '‐', '‑', '─', 'ー'];

const MINUS: [char; 4] = ['△', '▲', '-', '−'];

/// What may stand before a number of each year. It says nothing that the heading does not say.
const EACH_YEAR: [&str; 4] = ["毎年度", "毎年", "各年度", "各年"];

const BOUNDS: [Bound; 3] = [Bound::AtLeast, Bound::AtMost, Bound::About];

/// Longest first: each is tried at the end of a text.
const PROVISIONAL: [&str; 4] = ["(速報値)", "(速報)", "※速報値", "速報値"];

impl Figure {
    /// What a text means where figures are in `unit` (which may be empty): 「△5」, 「▲5」 and 「-5」
    /// are −5, a lone dash is 該当なし, 「１，２３４」 is 1234, 「500人以上」 is 500以上 where the unit
    /// is 人. What is neither a number nor one of the words for none stays a text.
    pub fn parse(text: &str, unit: &str) -> Self {
        let text = one_line(text);
        let folded = fold_width(&text);
        if let Some(figure) = word(&folded) {
            return figure;
        }
        if has_several(&text) {
            return Self::Text(FigureText { text, provisional: false });
        }
        let marked = PROVISIONAL.iter().find_map(|mark| folded.strip_suffix(mark));
        match marked.filter(|rest| !rest.is_empty()) {
            Some(rest) => match number(rest, &fold_width(unit)) {
                Some(number) => Self::Number(Number { provisional: true, ..number }),
                None => match unmarked(&text) {
                    Some(text) => Self::Text(FigureText { text, provisional: true }),
                    None => Self::Text(FigureText { text, provisional: false }),
                },
            },
            None => match number(&folded, &fold_width(unit)) {
                Some(number) => Self::Number(number),
                None => Self::Text(FigureText { text, provisional: false }),
            },
        }
    }
}

/// Whether space parts two numbers: 「5 7」 is not 57.
fn has_several(text: &str) -> bool {
    let mut parts = text.split_whitespace().peekable();
    while let Some(part) = parts.next() {
        let is_number = part.ends_with(char::is_numeric);
        if is_number && parts.peek().is_some_and(|next| next.starts_with(char::is_numeric)) {
            return true;
        }
    }
    false
}

/// A text as one line without space around it.
fn one_line(text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join(" ")
}

/// The words for no figure, in brackets or without.
fn word(folded: &str) -> Option<Figure> {
    let mut chars = folded.chars();
    match (chars.next(), chars.next()) {
        (None, _) => return Some(Figure::Blank),
        (Some(only), None) if DASHES.contains(&only) => return Some(Figure::NotApplicable),
        _ => {}
    }
    let bare = folded.strip_prefix('(').and_then(|text| text.strip_suffix(')')).unwrap_or(folded);
    match bare {
        "集計中" => Some(Figure::Pending),
        "未公表" => Some(Figure::Unpublished),
        "調査年でない" => Some(Figure::NotSurveyed),
        "該当なし" | "該当無し" => Some(Figure::NotApplicable),
        _ => None,
    }
}

/// A text without the mark of 速報値 at its end, as it was typed; `None` where the rest would be
/// taken for something else than a text.
fn unmarked(text: &str) -> Option<String> {
    let marks = PROVISIONAL.iter().flat_map(|mark| [(*mark).to_owned(), wide(mark)]);
    let rest = marks.into_iter().find_map(|mark| text.strip_suffix(&mark).map(str::trim_end))?;
    let is_text =
        matches!(Figure::parse(rest, ""), Figure::Text(FigureText { provisional: false, .. }));
    is_text.then(|| rest.to_owned())
}

fn wide(mark: &str) -> String {
    mark.replace('(', "（").replace(')', "）")
}

/// A number, a range or a number with its bound; the text and the unit are folded.
fn number(folded: &str, unit: &str) -> Option<Number> {
    let text = EACH_YEAR.iter().find_map(|each| folded.strip_prefix(each)).unwrap_or(folded);
    let bound = BOUNDS.into_iter().find(|bound| text.ends_with(bound.word()));
    let text = bound.map_or(text, |bound| &text[..text.len() - bound.word().len()]);
    let bare = |text: &str| decimal(text.strip_suffix(unit).unwrap_or(text));
    let range = text.split_once(['~', '〜']);
    match (range, bound) {
        (None, bound) => Some(Number::new(bare(text)?)?.bounded(bound.unwrap_or_default())),
        (Some((lower, upper)), None | Some(Bound::About)) => {
            let number = Number::range(bare(lower)?, bare(upper)?)?;
            Some(number.bounded(bound.unwrap_or_default()))
        }
        (Some(_), Some(_)) => None,
    }
}

/// 1234, 1,234.5, △5. No sign of its own for plus, no leading zeros and no lone point: such a text
/// says more than the number, or is a code.
fn decimal(text: &str) -> Option<Decimal> {
    let digits = text.strip_prefix(MINUS);
    let (whole, decimals) = match digits.unwrap_or(text).split_once('.') {
        Some((whole, decimals)) => (whole, decimals),
        None => (digits.unwrap_or(text), ""),
    };
    let has_point = digits.unwrap_or(text).contains('.');
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|c| c.is_ascii_digit());
    if has_point && (!is_digits(decimals) || decimals.len() > MAX_DECIMALS as usize) {
        return None;
    }
    let mut groups = whole.split(',');
    let first = groups.next().filter(|first| is_digits(first))?;
    let mut grouped = groups.clone().peekable();
    if grouped.peek().is_some() && first.len() > 3 {
        return None;
    }
    if !groups.all(|group| group.len() == 3 && is_digits(group)) {
        return None;
    }
    let whole = whole.replace(',', "");
    if whole.len() > MAX_WHOLE_DIGITS || (whole.len() > 1 && whole.starts_with('0')) {
        return None;
    }
    let mantissa: i128 = format!("{whole}{decimals}").parse().ok()?;
    let signed = if digits.is_some() { -mantissa } else { mantissa };
    Decimal::try_from_i128_with_scale(signed, decimals.len() as u32).ok()
}
