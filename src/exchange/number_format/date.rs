//! Dates, times and durations: the days since the beginning of 1900, or of 1904.

use super::tokens::{Part, Section, Token, literal};
use crate::domain::date::era;
use chrono::{Datelike, Days, NaiveDate};

/// From which day a workbook counts its dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Epoch {
    /// 1 is the first of January 1900, and 60 the 29th of February, which that year did not have.
    #[default]
    Of1900,
    /// 0 is the first of January 1904.
    Of1904,
}

/// The first day after all that Excel knows: the first of January 10000.
const END: f64 = 2_958_466.0;

const SECONDS_OF_DAY: u64 = 86_400;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const WEEKDAYS: [&str; 7] =
    ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

const YOUBI: [&str; 7] = ["日", "月", "火", "水", "木", "金", "土"];

impl Epoch {
    /// A number of days by the count of 1900.
    pub(crate) fn days(self, value: f64) -> f64 {
        match self {
            Self::Of1900 => value,
            Self::Of1904 => value + 1462.0,
        }
    }
}

/// A moment, rounded to what is shown of it.
struct Moment {
    /// The days since the beginning, and the seconds of the last.
    day: u64,
    second: u64,
    /// In units of the last digit that is shown of a second.
    fraction: u64,
    year: i32,
    month: u32,
    day_of_month: u32,
}

impl Moment {
    /// `decimals` tells how many digits behind the point of a second are shown.
    fn of(value: f64, decimals: u32) -> Option<Self> {
        let unit = 10_u64.checked_pow(decimals)?;
        let day = value.floor();
        let units_of_day = SECONDS_OF_DAY.checked_mul(unit)?;
        let units = ((value - day) * units_of_day as f64).round() as u64;
        let day = day as u64 + units / units_of_day;
        let units = units % units_of_day;
        // 1900 had no 29th of February; what comes before it is one day later than it is called.
        let (year, month, day_of_month) = match day {
            0 => (1900, 1, 0),
            60 => (1900, 2, 29),
            _ => {
                let first = NaiveDate::from_ymd_opt(1899, 12, if day < 60 { 31 } else { 30 })?;
                let date = first.checked_add_days(Days::new(day))?;
                (date.year(), date.month(), date.day())
            }
        };
        let (second, fraction) = (units / unit, units % unit);
        Some(Self { day, second, fraction, year, month, day_of_month })
    }

    fn weekday(&self) -> usize {
        usize::try_from((self.day + 6) % 7).unwrap_or(0)
    }

    fn hour(&self) -> u64 {
        self.second / 3600
    }

    /// All seconds since the beginning.
    fn elapsed(&self) -> u64 {
        self.day * SECONDS_OF_DAY + self.second
    }
}

/// A date in a section; `None` where it is none that Excel knows. Durations may be negative, which
/// `value`, without its sign, does not tell.
pub(super) fn shown(section: &Section, value: f64) -> Option<String> {
    if !(0.0..END).contains(&value) {
        return None;
    }
    let parts = || {
        section.tokens.iter().filter_map(|token| match token {
            Token::Date(part) => Some(*part),
            _ => None,
        })
    };
    let decimals = parts().map(|part| if let Part::Fraction(count) = part { count } else { 0 });
    // Excel shows three at most.
    let decimals = decimals.max().unwrap_or(0).min(3);
    let moment = Moment::of(value, u32::try_from(decimals).ok()?)?;
    let halves = parts().any(|part| matches!(part, Part::HalfDay { .. }));
    let named = parts().any(|part| matches!(part, Part::Era(2..)));
    let mut out = String::new();
    for token in &section.tokens {
        match token {
            Token::Date(Part::EraYear(count)) => {
                let year = era_of(&moment).map_or(i64::from(moment.year), |(.., year)| year.into());
                match year {
                    1 if section.gannen && named => out.push('元'),
                    year if *count > 1 => out.push_str(&format!("{year:02}")),
                    year => out.push_str(&year.to_string()),
                }
            }
            Token::Date(part) => out.push_str(&part_of(*part, &moment, section, halves)),
            token => literal(token, &mut out),
        }
    }
    Some(out)
}

/// Whether a section counts beyond a day, which a negative number may.
pub(super) fn is_duration(section: &Section) -> bool {
    section.tokens.iter().any(|token| {
        matches!(token, Token::Date(Part::Hours(_) | Part::Minutes(_) | Part::Seconds(_)))
    })
}

fn era_of(moment: &Moment) -> Option<(&'static str, char, i32)> {
    // The days that did not exist are of no era's beginning.
    let day = moment.day_of_month.clamp(1, 28);
    let day = if moment.day > 60 { moment.day_of_month } else { day };
    era(NaiveDate::from_ymd_opt(moment.year, moment.month, day)?)
}

fn part_of(part: Part, moment: &Moment, section: &Section, halves: bool) -> String {
    let two = |count: usize, number: u64| match count {
        1 => number.to_string(),
        _ => format!("{number:02}"),
    };
    let wide = |count: usize, number: u64| format!("{number:0count$}");
    let name = |of: &[&str], at: usize| of.get(at).copied().unwrap_or_default().to_owned();
    let short = |name: String| name.chars().take(3).collect::<String>();
    let month = usize::try_from(moment.month.saturating_sub(1)).unwrap_or(0);
    match part {
        Part::Year(1..=2) => format!("{:02}", moment.year % 100),
        Part::Year(_) => format!("{:04}", moment.year),
        Part::Month(count @ 1..=2) => two(count, moment.month.into()),
        Part::Month(3) if section.japanese => moment.month.to_string(),
        Part::Month(_) if section.japanese => format!("{}月", moment.month),
        Part::Month(3) => short(name(&MONTHS, month)),
        Part::Month(5) => name(&MONTHS, month).chars().take(1).collect(),
        Part::Month(_) => name(&MONTHS, month),
        Part::Day(count @ 1..=2) => two(count, moment.day_of_month.into()),
        Part::Day(3) if section.japanese => name(&YOUBI, moment.weekday()),
        Part::Day(_) if section.japanese => format!("{}曜日", name(&YOUBI, moment.weekday())),
        Part::Day(3) => short(name(&WEEKDAYS, moment.weekday())),
        Part::Day(_) => name(&WEEKDAYS, moment.weekday()),
        Part::Weekday(3) => name(&YOUBI, moment.weekday()),
        Part::Weekday(_) => format!("{}曜日", name(&YOUBI, moment.weekday())),
        Part::Hour(count) => match moment.hour() {
            hour if halves => two(count, (hour + 11) % 12 + 1),
            hour => two(count, hour),
        },
        Part::Minute(count) => two(count, moment.second / 60 % 60),
        Part::Second(count) => two(count, moment.second % 60),
        Part::Fraction(count) => {
            let digits = format!(".{:0count$}", moment.fraction);
            format!("{digits:0<width$}", width = count + 1)
        }
        Part::Hours(count) => wide(count, moment.elapsed() / 3600),
        Part::Minutes(count) => wide(count, moment.elapsed() / 60),
        Part::Seconds(count) => wide(count, moment.elapsed()),
        Part::HalfDay { short } => {
            let names = match (section.japanese, short) {
                (true, _) => ["午前", "午後"],
                (false, true) => ["A", "P"],
                (false, false) => ["AM", "PM"],
            };
            name(&names, usize::from(moment.hour() >= 12))
        }
        Part::Era(count) => match (era_of(moment), count) {
            (Some((_, letter, _)), 1) => letter.to_string(),
            (Some((name, ..)), 2) => name.chars().take(1).collect(),
            (Some((name, ..)), _) => name.to_owned(),
            (None, _) => String::new(),
        },
        Part::EraYear(_) => String::new(),
    }
}
