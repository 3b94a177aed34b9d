//! Which backups stay: on fixed dates, and whatever the dates are.

use crate::support::cases::config;
use chrono::{DateTime, Datelike, FixedOffset, TimeDelta};
use proptest::prelude::*;
use shinchoku::store::{MAX_REMOVED_AT_ONCE, keep};

fn at(text: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(&format!("{text}:00+09:00")).unwrap()
}

/// What stays when nothing more goes, however often it is thinned.
fn stays(now: DateTime<FixedOffset>, taken: &[DateTime<FixedOffset>]) -> Vec<bool> {
    let mut held: Vec<usize> = (0..taken.len()).collect();
    loop {
        let times: Vec<_> = held.iter().map(|at| taken[*at]).collect();
        let keep = keep(now, &times, |_| true);
        if keep.iter().all(|stays| *stays) {
            break;
        }
        held = held.into_iter().zip(keep).filter(|(_, stays)| *stays).map(|(at, _)| at).collect();
    }
    (0..taken.len()).map(|at| held.contains(&at)).collect()
}

fn kept(now: DateTime<FixedOffset>, taken: &[DateTime<FixedOffset>]) -> Vec<DateTime<FixedOffset>> {
    taken.iter().zip(stays(now, taken)).filter(|(_, stays)| *stays).map(|(at, _)| *at).collect()
}

#[test]
fn hours_days_weeks_and_months() {
    let now = at("2026-06-12T10:00"); // a Friday
    let cases = [
        ("2026-06-12T09:50", true), // the latest
        ("2026-06-12T09:00", true), // within 24 hours
        ("2026-06-11T10:30", true), // within 24 hours, and another later that day
        ("2026-06-11T17:00", true),
        ("2026-06-10T09:00", true),  // the first of its day
        ("2026-06-10T16:00", false), // another later that day, and one before
        ("2026-06-10T17:00", true),
        ("2026-06-01T09:00", true),  // 11 days ago, alone on its day
        ("2026-05-29T09:00", true),  // 14 days ago by the calendar
        ("2026-05-26T09:00", false), // 17 days ago, and another later that week
        ("2026-05-28T09:00", false),
        ("2026-05-30T09:00", true),  // the latest of its week and of May
        ("2026-04-20T09:00", true),  // 7½ weeks ago, alone in its week
        ("2026-04-14T09:00", false), // 8½ weeks ago, and April has a later one
        ("2026-01-10T09:00", false), // January has a later one
        ("2026-01-28T09:00", true),
        ("2025-07-01T09:00", true),  // 346 days ago, alone in its month
        ("2025-05-01T09:00", false), // more than 12 months of 31 days ago
    ];
    let taken: Vec<_> = cases.iter().map(|(text, _)| at(text)).collect();
    let stays = stays(now, &taken);
    for ((text, expected), stays) in cases.iter().zip(stays) {
        assert_eq!(stays, *expected, "{text}");
    }
}

#[test]
fn a_day_of_many_keeps_the_latest_of_them_and_the_first() {
    let now = at("2026-06-12T18:00");
    let taken: Vec<_> = (0..100).map(|minute| now - TimeDelta::minutes(minute * 5)).collect();
    assert_eq!(kept(now, &taken), [&taken[..24], &taken[99..]].concat());
}

#[test]
fn the_only_backup_stays_however_old_it_is() {
    let old = [at("2019-04-01T09:00")];
    assert_eq!(kept(at("2026-06-12T10:00"), &old), old);
    assert_eq!(stays(at("2026-06-12T10:00"), &[]), Vec::<bool>::new());
}

#[test]
fn a_clock_that_jumps_ahead_costs_the_few_that_are_closest_together() {
    let days = (0..40).map(|day| at("2026-06-12T10:00") - TimeDelta::days(day));
    let merges = (1..=20).map(|minute| at("2026-06-12T10:00") - TimeDelta::minutes(minute * 5));
    let mut taken: Vec<_> = days.chain(merges).collect();
    taken.sort();
    let keep = keep(at("2036-06-12T10:00"), &taken, |_| true);
    let gone: Vec<_> = taken.iter().zip(&keep).filter(|(_, stays)| !**stays).collect();
    assert_eq!(gone.len(), MAX_REMOVED_AT_ONCE);
    assert!(gone.iter().all(|(gone, _)| gone.date_naive() == taken[59].date_naive()), "{gone:?}");
}

#[test]
fn what_no_newer_one_contains_stays_however_old_it_is() {
    let old: Vec<_> = (0..9).map(|day| at("2019-04-01T09:00") + TimeDelta::days(day)).collect();
    let keep = keep(at("2026-06-12T10:00"), &old, |at| at % 2 == 0);
    assert!((1..9).step_by(2).all(|at| keep[at]), "{keep:?}");
}

/// Minutes ago, within the last two years.
fn times() -> impl Strategy<Value = Vec<i64>> {
    proptest::collection::vec(0..2 * 366 * 24 * 60i64, 0..120)
}

/// For each backup how many minutes of work lie before it, and by how many the clock is wrong.
fn wrong_clocks() -> impl Strategy<Value = Vec<(i64, i64)>> {
    const YEAR: i64 = 366 * 24 * 60;
    let error = prop_oneof![
        6 => Just(0),
        1 => -40 * YEAR..40 * YEAR,
        1 => Just(10 * YEAR),
        1 => Just(-26 * YEAR),
    ];
    proptest::collection::vec((0..3 * 24 * 60i64, error), 1..120)
}

proptest! {
    #![proptest_config(config(256))]

    /// Where one goes, a later one of the same day, week or month stays, and an earlier one of the
    /// same day, as is promised for its age; the latest always stays.
    #[test]
    fn what_goes_has_a_later_one_nearby(minutes in times()) {
        let now = at("2026-06-12T10:00");
        let taken: Vec<_> = minutes.iter().map(|ago| now - TimeDelta::minutes(*ago)).collect();
        let (stays, kept) = (stays(now, &taken), kept(now, &taken));
        let latest = taken.iter().max();
        prop_assert!(latest.is_none_or(|latest| kept.contains(latest)));
        for (gone, _) in taken.iter().zip(&stays).filter(|(_, stays)| !**stays) {
            let later: Vec<_> = kept.iter().filter(|kept| *kept >= gone).collect();
            let near = |same: &dyn Fn(&DateTime<FixedOffset>) -> bool| later.iter().any(|it| same(it));
            let age = now - *gone;
            if age <= TimeDelta::days(14) {
                prop_assert!(near(&|kept| kept.date_naive() == gone.date_naive()), "{gone}");
                let mut earlier = kept.iter().filter(|kept| *kept <= gone);
                prop_assert!(earlier.any(|kept| kept.date_naive() == gone.date_naive()));
            }
            if age <= TimeDelta::weeks(8) {
                prop_assert!(near(&|kept| kept.iso_week() == gone.iso_week()), "{gone}");
            }
            if age <= TimeDelta::days(12 * 31) {
                let month = |at: &DateTime<FixedOffset>| (at.year(), at.month());
                prop_assert!(near(&|kept| month(kept) == month(gone)), "{gone}");
            }
        }
    }

    /// Thinning a little with each backup keeps what thinning once at the end would have kept.
    #[test]
    fn thinning_often_is_thinning_once(minutes in times()) {
        let end = at("2026-06-12T10:00");
        let mut taken: Vec<_> = minutes.iter().map(|ago| end - TimeDelta::minutes(*ago)).collect();
        taken.sort();
        let mut held: Vec<DateTime<FixedOffset>> = Vec::new();
        for at in &taken {
            held.push(*at);
            let keep = keep(*at, &held, |_| true);
            held = held.into_iter().zip(keep).filter(|(_, stays)| *stays).map(|(at, _)| at).collect();
        }
        prop_assert_eq!(kept(end, &held), kept(end, &taken));
    }

    /// However many there are, few stay in the end.
    #[test]
    fn the_number_has_a_bound(minutes in times()) {
        let now = at("2026-06-12T10:00");
        let taken: Vec<_> = minutes.iter().map(|ago| now - TimeDelta::minutes(*ago)).collect();
        prop_assert!(kept(now, &taken).len() <= 24 + 2 * 15 + 9 + 13 + 1);
    }

    /// What lies in the future stays, and what stays and goes of the others is as if it were not
    /// there.
    #[test]
    fn the_future_judges_nothing(minutes in times(), ahead in proptest::collection::vec(1..9_999_999i64, 0..40)) {
        let now = at("2026-06-12T10:00");
        let mut past: Vec<_> = minutes.iter().map(|ago| now - TimeDelta::minutes(*ago)).collect();
        past.sort();
        let future = ahead.iter().map(|ahead| now + TimeDelta::minutes(*ahead));
        let all: Vec<_> = past.iter().copied().chain(future).collect();
        let (alone, together) = (keep(now, &past, |_| true), keep(now, &all, |_| true));
        prop_assert_eq!(&together[..past.len()], &alone[..]);
        prop_assert!(together[past.len()..].iter().all(|stays| *stays));
    }

    /// Whatever the clock says each time: few go at once, and never the one whose log is the longest.
    #[test]
    fn no_clock_costs_more_than_a_few_nor_the_newest(steps in wrong_clocks()) {
        let mut right = at("2026-06-12T10:00");
        let mut held: Vec<(DateTime<FixedOffset>, usize)> = Vec::new();
        for (commits, (minutes, error)) in steps.into_iter().enumerate() {
            right += TimeDelta::minutes(minutes);
            let now = right + TimeDelta::minutes(error);
            held.push((now, commits));
            held.sort();
            let times: Vec<_> = held.iter().map(|(at, _)| *at).collect();
            let keep = keep(now, &times, |at| held[at].1 < commits);
            prop_assert!(keep.iter().filter(|stays| !**stays).count() <= MAX_REMOVED_AT_ONCE);
            held = held.into_iter().zip(keep).filter(|(_, stays)| *stays).map(|(it, _)| it).collect();
            prop_assert!(held.iter().any(|(_, held)| *held == commits));
        }
    }
}
