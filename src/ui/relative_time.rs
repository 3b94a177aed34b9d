//! Times as a clerk says them, by how near they are.

use chrono::{DateTime, Datelike, FixedOffset};

/// きょう 10:24, きのう 16:40, 6月3日 15:12, 2025年6月3日 15:12.
pub(super) fn relative(at: DateTime<FixedOffset>, now: DateTime<FixedOffset>) -> String {
    let at = at.with_timezone(&now.timezone());
    let time = at.format("%-H:%M");
    match (now.date_naive() - at.date_naive()).num_days() {
        0 => format!("きょう {time}"),
        1 => format!("きのう {time}"),
        _ if at.year() == now.year() => format!("{}月{}日 {time}", at.month(), at.day()),
        _ => format!("{}年{}月{}日 {time}", at.year(), at.month(), at.day()),
    }
}

/// 2026年6月12日 10:24: a time that is told whenever it is read, by the clock of this PC.
pub(super) fn absolute(at: DateTime<FixedOffset>, now: DateTime<FixedOffset>) -> String {
    let at = at.with_timezone(&now.timezone());
    at.format("%Y年%-m月%-d日 %-H:%M").to_string()
}

/// As [`relative`], but of other days the day alone.
pub(super) fn relative_short(at: DateTime<FixedOffset>, now: DateTime<FixedOffset>) -> String {
    let at = at.with_timezone(&now.timezone());
    if at.date_naive() == now.date_naive() {
        return at.format("%-H:%M").to_string();
    }
    let relative = relative(at, now);
    relative.split(' ').next().unwrap_or_default().to_owned()
}

/// The present time of this PC.
pub(super) fn now() -> DateTime<FixedOffset> {
    chrono::Local::now().fixed_offset()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_named_by_their_nearness() {
        let at = |text: &str| DateTime::parse_from_rfc3339(text).unwrap();
        let now = at("2026-06-12T00:10:00+09:00");
        assert_eq!(relative(at("2026-06-12T00:05:00+09:00"), now), "きょう 0:05");
        assert_eq!(relative(at("2026-06-11T16:40:00+09:00"), now), "きのう 16:40");
        // The same moment as 0:05 of the 12th in Japan.
        assert_eq!(relative(at("2026-06-11T15:05:00+00:00"), now), "きょう 0:05");
        assert_eq!(relative(at("2026-01-03T09:05:00+09:00"), now), "1月3日 9:05");
        assert_eq!(relative(at("2025-06-12T09:05:00+09:00"), now), "2025年6月12日 9:05");
        assert_eq!(relative_short(at("2026-06-12T00:05:00+09:00"), now), "0:05");
        assert_eq!(relative_short(at("2026-01-03T09:05:00+09:00"), now), "1月3日");
    }
}
