//! Days as they are written on Japanese papers.

use super::YearStyle;
use super::fold::fold_width;
use chrono::{Datelike, NaiveDate};

/// The eras of which days are told, latest first: name, letter, first day.
const ERAS: [(&str, char, (i32, u32, u32)); 5] = [
    ("令和", 'R', (2019, 5, 1)),
    ("平成", 'H', (1989, 1, 8)),
    ("昭和", 'S', (1926, 12, 25)),
    ("大正", 'T', (1912, 7, 30)),
    ("明治", 'M', (1868, 1, 25)),
];

/// The era of a day: its name, its letter and its year. `None` before 明治.
pub fn era(day: NaiveDate) -> Option<(&'static str, char, i32)> {
    let date = (day.year(), day.month(), day.day());
    let (name, letter, first) = ERAS.iter().find(|(_, _, first)| date >= *first)?;
    Some((name, *letter, day.year() - first.0 + 1))
}

/// 令和8年6月12日.
pub fn written(day: NaiveDate, style: YearStyle) -> String {
    let year = match era(day) {
        Some((era, _, year)) => format!("{era}{}", style.year_of_era(year)),
        None => style.number(day.year().unsigned_abs()),
    };
    format!("{year}年{}月{}日", style.number(day.month()), style.number(day.day()))
}

/// Reads 令和8年6月12日, R8.6.12, 2026年6月12日, 2026/6/12, 2026-06-12, in any width, and with what an
/// input method makes of / - and . (・, ー and 。).
pub fn read(text: &str) -> Option<NaiveDate> {
    let folded = fold_width(text);
    let era = ERAS.iter().find_map(|(name, letter, first)| {
        let rest = folded.strip_prefix(name);
        let rest = rest.or_else(|| folded.strip_prefix([*letter, letter.to_ascii_lowercase()]))?;
        Some((first.0 - 1, rest))
    });
    let (before, rest) = era.unwrap_or((0, &folded));
    let rest = rest.trim_end_matches('日');
    let mut parts =
        rest.split(['年', '月', '/', '-', '.', '・', 'ー', '。']).map(|part| match part {
            "元" if before > 0 => Some(1),
            digits => digits.parse::<u32>().ok(),
        });
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    if parts.next().is_some() || (before == 0 && !(1900..=2999).contains(&year)) {
        return None;
    }
    NaiveDate::from_ymd_opt(before.checked_add(i32::try_from(year).ok()?)?, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Digits;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_is_read_back(days in 0i32..60_000) {
            let day = NaiveDate::from_ymd_opt(1950, 1, 1).unwrap() + chrono::Days::new(days.unsigned_abs().into());
            for digits in [Digits::Half, Digits::Full] {
                let style = YearStyle { gannen: days % 2 == 0, digits };
                prop_assert_eq!(read(&written(day, style)), Some(day));
            }
        }
    }

    #[test]
    fn eras_change_within_a_year() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        let written = |day| written(day, YearStyle::default());
        assert_eq!(written(day(2019, 4, 30)), "平成31年4月30日");
        assert_eq!(written(day(2019, 5, 1)), "令和元年5月1日");
        assert_eq!(written(day(2026, 6, 12)), "令和8年6月12日");
    }

    #[test]
    fn days_are_met_in_every_dress() {
        for text in [
            "令和8年6月12日",
            "令和８年６月１２日",
            "R8.6.12",
            "2026-06-12",
            " 2026／6／12 ",
            "2026年6月12日",
            "２０２６・６・１２",
            "２０２６ー６ー１２",
            "Ｒ８。６。１２",
        ] {
            assert_eq!(read(text), NaiveDate::from_ymd_opt(2026, 6, 12), "{text}");
        }
        for text in
            ["", "令和", "6月12日", "令和8年6月31日", "8-6-12", "2026-6-12-1", "R99999999999.1.1"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
