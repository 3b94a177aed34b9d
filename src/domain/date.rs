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

/// Which year a day is of that is written without one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Without {
    /// Today or after it, as a deadline is.
    Past,
    /// Today or before it.
    Future,
    /// The nearest to today.
    Neither,
}

/// As [`read`], and also 6月12日 and 6/12: of the year in which it lies as `without` says, seen from
/// `today`.
pub fn read_near(text: &str, today: NaiveDate, without: Without) -> Option<NaiveDate> {
    read(text).or_else(|| {
        let folded = fold_width(text);
        let (month, day) =
            folded.trim_end_matches('日').split_once(['月', '/', '-', '.', '・', 'ー', '。'])?;
        let (month, day) = (month.parse().ok()?, day.parse().ok()?);
        // Eight years hold a 29 February in any case.
        let years = today.year() - 8..=today.year() + 8;
        let days = years.filter_map(|year| NaiveDate::from_ymd_opt(year, month, day));
        let days = days.filter(|day| match without {
            Without::Past => *day >= today,
            Without::Future => *day <= today,
            Without::Neither => true,
        });
        days.min_by_key(|day| (*day - today).num_days().abs())
    })
}

/// 令和9年5月31日（月）, to tell how a day was read.
pub fn with_weekday(day: NaiveDate, style: YearStyle) -> String {
    const WEEKDAYS: [char; 7] = ['月', '火', '水', '木', '金', '土', '日'];
    let weekday = WEEKDAYS.get(day.weekday().num_days_from_monday() as usize).unwrap_or(&'日');
    format!("{}（{weekday}）", written(day, style))
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
    fn a_day_without_a_year_is_of_one_near_by() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        let today = day(2026, 11, 30);
        for text in ["5/31", "５／３１", "5月31日", "5.31", "5-31"] {
            assert_eq!(read_near(text, today, Without::Past), Some(day(2027, 5, 31)), "{text}");
            assert_eq!(read_near(text, today, Without::Future), Some(day(2026, 5, 31)), "{text}");
        }
        assert_eq!(read_near("3/31", today, Without::Neither), Some(day(2027, 3, 31)));
        assert_eq!(read_near("9/30", today, Without::Neither), Some(day(2026, 9, 30)));
        assert_eq!(read_near("11/30", today, Without::Past), Some(today));
        assert_eq!(read_near("2/29", today, Without::Past), Some(day(2028, 2, 29)));
        for text in ["令和9年5月31日", "R9.5.31", "2027/5/31"] {
            assert_eq!(read_near(text, today, Without::Future), Some(day(2027, 5, 31)), "{text}");
        }
        for text in ["5", "13/1", "5/32", "5/", "あした", ""] {
            assert_eq!(read_near(text, today, Without::Neither), None, "{text}");
        }
        assert_eq!(with_weekday(day(2027, 5, 31), YearStyle::default()), "令和9年5月31日（月）");
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
