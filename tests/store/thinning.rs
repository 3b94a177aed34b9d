//! Which backups stay: on fixed dates, and whatever the dates are.

use chrono::{DateTime, Datelike, FixedOffset, TimeDelta};
use proptest::prelude::*;
use shinchoku::store::keep;

fn at(text: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(&format!("{text}:00+09:00")).unwrap()
}

fn kept(now: DateTime<FixedOffset>, taken: &[DateTime<FixedOffset>]) -> Vec<DateTime<FixedOffset>> {
    taken.iter().zip(keep(now, taken)).filter(|(_, stays)| *stays).map(|(at, _)| *at).collect()
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
    let stays = keep(now, &taken);
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
    assert_eq!(keep(at("2026-06-12T10:00"), &[]), Vec::<bool>::new());
}

/// Times within the last two years, and a little ahead of a clock that was set back.
fn times() -> impl Strategy<Value = Vec<i64>> {
    proptest::collection::vec(-60..2 * 366 * 24 * 60i64, 0..120)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..Default::default() })]

    /// The latest always stays; and where one goes, a later one of the same day, week or month stays,
    /// and an earlier one of the same day, as is promised for its age.
    #[test]
    fn what_goes_has_a_later_one_nearby(minutes in times()) {
        let now = at("2026-06-12T10:00");
        let taken: Vec<_> = minutes.iter().map(|ago| now - TimeDelta::minutes(*ago)).collect();
        let stays = keep(now, &taken);
        let latest = taken.iter().max();
        prop_assert!(latest.is_none_or(|latest| kept(now, &taken).contains(latest)));
        for (gone, _) in taken.iter().zip(&stays).filter(|(_, stays)| !**stays) {
            let later: Vec<_> = kept(now, &taken).into_iter().filter(|kept| kept >= gone).collect();
            let near = |same: &dyn Fn(&DateTime<FixedOffset>) -> bool| later.iter().any(same);
            let age = now - *gone;
            if age <= TimeDelta::days(14) {
                prop_assert!(near(&|kept| kept.date_naive() == gone.date_naive()), "{gone}");
                let earlier = kept(now, &taken).into_iter().filter(|kept| kept <= gone);
                prop_assert!(earlier.into_iter().any(|kept| kept.date_naive() == gone.date_naive()));
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

    /// Thinning every day keeps what thinning once at the end would have kept.
    #[test]
    fn thinning_often_is_thinning_once(minutes in times()) {
        let end = at("2026-06-12T10:00");
        let mut taken: Vec<_> = minutes.iter().map(|ago| end - TimeDelta::minutes(*ago)).collect();
        taken.sort();
        let mut held: Vec<DateTime<FixedOffset>> = Vec::new();
        for at in &taken {
            held.push(*at);
            held = kept(*at, &held);
        }
        prop_assert_eq!(kept(end, &held), kept(end, &taken));
    }

    /// However many there are, few stay.
    #[test]
    fn the_number_has_a_bound(minutes in times()) {
        let now = at("2026-06-12T10:00");
        let taken: Vec<_> = minutes.iter().map(|ago| now - TimeDelta::minutes(*ago)).collect();
        prop_assert!(kept(now, &taken).len() <= 24 + 2 * 15 + 9 + 13 + 1);
    }
}
