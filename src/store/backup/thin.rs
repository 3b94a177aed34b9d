//! Which backups to retain: dense for recent days, sparser for older ones.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, TimeDelta};
use std::collections::BTreeSet;

/// How many of the last 24 hours are kept.
pub(super) const OF_A_DAY: usize = 24;
/// For how many days the first and the latest of each day are kept.
pub(super) const DAYS: i64 = 14;
/// For how many weeks one of each week (from Monday) is kept.
pub(super) const WEEKS: i64 = 8;
/// For how many months, of 31 days, one of each month is kept.
pub(super) const MONTHS: i64 = 12;

/// How many backups are removed at once, at most: it limits the harm of a clock that has jumped. Only
/// one is added at a time, so that the number still converges to what the rules say.
pub const MAX_REMOVED_AT_ONCE: usize = 2;

/// Of backups taken at these times, the oldest first, which are kept now: all but
/// [`MAX_REMOVED_AT_ONCE`] of those that need no longer be retained.
///
/// A clock can be wrong, so that a time alone is no reason to remove anything: `is_contained` tells of
/// one whether a newer state of the file holds all of its commits, and only such a one goes. Of
/// several, those go first that are followed by another soonest.
pub fn keep(
    now: DateTime<FixedOffset>,
    taken: &[DateTime<FixedOffset>],
    mut is_contained: impl FnMut(usize) -> bool,
) -> Vec<bool> {
    let retained = retained(now, taken);
    let order = by_time(taken);
    let until_next = |rank: usize| match rank {
        0 => TimeDelta::MAX,
        rank => taken[order[rank - 1]] - taken[order[rank]],
    };
    let mut going: Vec<usize> = (0..order.len()).filter(|rank| !retained[order[*rank]]).collect();
    going.sort_by_key(|rank| (until_next(*rank), std::cmp::Reverse(*rank)));
    let mut keep = vec![true; taken.len()];
    let going = going.into_iter().map(|rank| order[rank]).filter(|at| is_contained(*at));
    for at in going.take(MAX_REMOVED_AT_ONCE) {
        keep[at] = false;
    }
    keep
}

/// Which backups to retain: all of the last 24 hours, but no more than [`OF_A_DAY`]; of each of the
/// last 14 days the first and the latest, so that a day of much work leaves what was there before it;
/// of each of the last 8 weeks and 12 months the latest; and the latest of all in any case.
///
/// What lies in the future was taken while the clock was wrong, or is wrong now: it stays, and is no
/// reason for another to go.
///
/// Each rule keeps the first or the latest of its span, so that thinning now and again keeps what
/// thinning once would have kept.
fn retained(now: DateTime<FixedOffset>, taken: &[DateTime<FixedOffset>]) -> Vec<bool> {
    let mut keep: Vec<bool> = taken.iter().map(|at| *at > now).collect();
    let order: Vec<usize> = by_time(taken).into_iter().filter(|at| !keep[*at]).collect();
    let day = |at: usize| taken[at].with_timezone(&now.timezone()).date_naive();
    // By the calendar: the first and the latest of a day go together.
    let within_days = |at: usize| (now.date_naive() - day(at)).num_days() <= DAYS;
    let mut days = Spans::new();
    for at in order.iter().rev().copied() {
        keep[at] = days.is_new(day(at)) && within_days(at);
    }
    let (mut days, mut weeks, mut months) = (Spans::new(), Spans::new(), Spans::new());
    for (rank, at) in order.into_iter().enumerate() {
        let (age, day) = (now - taken[at], day(at));
        let latest = rank == 0;
        let recent = age <= TimeDelta::hours(24) && rank < OF_A_DAY;
        // All three are asked, so that each knows the latest of its span.
        let of_day = days.is_new(day) && within_days(at);
        let of_week = weeks.is_new(day.week(chrono::Weekday::Mon).first_day())
            && age <= TimeDelta::weeks(WEEKS);
        let of_month =
            months.is_new(day.with_day(1).unwrap_or(day)) && age <= TimeDelta::days(MONTHS * 31);
        keep[at] |= latest || recent || of_day || of_week || of_month;
    }
    keep
}

/// The newest first.
fn by_time(taken: &[DateTime<FixedOffset>]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..taken.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse((taken[*at], *at)));
    order
}

/// The spans seen so far, each by its first day.
struct Spans(BTreeSet<NaiveDate>);

impl Spans {
    const fn new() -> Self {
        Self(BTreeSet::new())
    }

    /// Whether nothing of this span was seen before.
    fn is_new(&mut self, first_day: NaiveDate) -> bool {
        self.0.insert(first_day)
    }
}
