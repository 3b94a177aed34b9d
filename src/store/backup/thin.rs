//! Which backups are still promised: close together for what is recent, further apart for what is
//! long ago.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, TimeDelta};
use std::collections::BTreeSet;

/// How many of the last 24 hours are kept.
pub const OF_A_DAY: usize = 24;
/// For how many days one of each day is kept.
pub const DAYS: i64 = 14;
/// For how many weeks one of each week (from Monday) is kept.
pub const WEEKS: i64 = 8;
/// For how many months, of 31 days, one of each month is kept.
pub const MONTHS: i64 = 12;

/// Of backups taken at these times, which are kept now: all of the last 24 hours, but no more than
/// [`OF_A_DAY`]; of each of the last 14 days, 8 weeks and 12 months the latest; and the latest of
/// all in any case.
///
/// Each rule keeps the latest of its span, so that thinning now and again keeps what thinning once
/// would have kept.
pub fn keep(now: DateTime<FixedOffset>, taken: &[DateTime<FixedOffset>]) -> Vec<bool> {
    let mut order: Vec<usize> = (0..taken.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse((taken[*at], *at)));
    let mut keep = vec![false; taken.len()];
    let (mut days, mut weeks, mut months) = (Spans::new(), Spans::new(), Spans::new());
    for (rank, at) in order.into_iter().enumerate() {
        let age = now - taken[at];
        let day = taken[at].with_timezone(&now.timezone()).date_naive();
        let first = rank == 0;
        let recent = age <= TimeDelta::hours(24) && rank < OF_A_DAY;
        // All three are asked, so that each knows the latest of its span.
        let of_day = latest(&mut days, day) && age <= TimeDelta::days(DAYS);
        let of_week = latest(&mut weeks, day.week(chrono::Weekday::Mon).first_day())
            && age <= TimeDelta::weeks(WEEKS);
        let of_month = latest(&mut months, day.with_day(1).unwrap_or(day))
            && age <= TimeDelta::days(MONTHS * 31);
        keep[at] = first || recent || of_day || of_week || of_month;
    }
    keep
}

/// The spans that have been met, each by its first day.
type Spans = BTreeSet<NaiveDate>;

/// Whether nothing later of the same span has been met.
fn latest(spans: &mut Spans, first_day: NaiveDate) -> bool {
    spans.insert(first_day)
}
