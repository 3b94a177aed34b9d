//! Dates as workbooks of the strict kind write them: `2024-06-12T09:30:00` (ISO 8601).

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Timelike};

/// A date or a time, as days by the count of 1900.
pub(crate) fn parse(text: &str) -> Option<f64> {
    let text = text.trim().trim_end_matches('Z');
    let of_time = |time: NaiveTime| {
        let seconds = f64::from(time.num_seconds_from_midnight());
        (seconds + f64::from(time.nanosecond()) / 1e9) / 86_400.0
    };
    if let Ok(moment) = text.parse::<NaiveDateTime>() {
        return Some(of_date(moment.date())? + of_time(moment.time()));
    }
    if let Ok(date) = text.parse::<NaiveDate>() {
        return of_date(date);
    }
    text.trim_start_matches('T').parse().ok().map(of_time)
}

fn of_date(date: NaiveDate) -> Option<f64> {
    let first = NaiveDate::from_ymd_opt(1899, 12, 30)?;
    let days = date.signed_duration_since(first).num_days();
    // 1900 had no 29th of February, which is counted all the same.
    let days = if days < 61 { days - 1 } else { days };
    i32::try_from(days).ok().map(f64::from)
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn dates_and_times_are_days() {
        assert_eq!(parse("2024-06-12T00:00:00"), Some(45455.0));
        assert_eq!(parse("2024-06-12T12:00:00.000Z"), Some(45455.5));
        assert_eq!(parse("2024-06-12"), Some(45455.0));
        assert_eq!(parse("1900-01-01"), Some(1.0));
        assert_eq!(parse("06:00:00"), Some(0.25));
        assert_eq!(parse("令和6年"), None);
    }
}
