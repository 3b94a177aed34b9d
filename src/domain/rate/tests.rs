use super::*;
use proptest::prelude::*;

fn percent(rule: RateRule, better: Better, figures: [i64; 3]) -> Option<String> {
    let [base, target, actual] = figures.map(|it| Some(Decimal::from(it)));
    let input = RateInput { base, target, year_target: target, actual };
    Some(Rate::of(rule, better, input)?.percent(1).to_string())
}

/// Worked by hand from tables that cities have published.
#[test]
fn rates_are_those_of_the_published_tables() {
    let births = [2264, 2300, 1948];
    assert_eq!(percent(RateRule::Target, Better::Higher, births).unwrap(), "84.7");
    assert_eq!(percent(RateRule::Progress, Better::Higher, births).unwrap(), "-877.8");
    let crimes = [4462, 4016, 2843];
    assert_eq!(percent(RateRule::Target, Better::Lower, crimes).unwrap(), "129.2");
    assert_eq!(percent(RateRule::Progress, Better::Lower, crimes).unwrap(), "363.0");
    let views = [0, 12600, 10155];
    assert_eq!(percent(RateRule::YearTarget, Better::Higher, views).unwrap(), "80.6");
}

#[test]
fn a_rate_without_a_meaning_is_none() {
    assert_eq!(percent(RateRule::Target, Better::Higher, [0, 0, 5]), None);
    assert_eq!(percent(RateRule::Target, Better::Lower, [0, -1, 5]), None);
    assert_eq!(percent(RateRule::Progress, Better::Higher, [10, 10, 5]), None);
    assert_eq!(percent(RateRule::Target, Better::Neither, [0, 10, 5]), None);
    let input = RateInput { target: Some(Decimal::ONE), ..RateInput::default() };
    assert_eq!(Rate::of(RateRule::Target, Better::Higher, input), None);
}

#[test]
fn a_grade_is_taken_from_the_unrounded_rate() {
    let rate = |actual, target| {
        let [target, actual] = [target, actual].map(|it| Some(Decimal::from(it)));
        let input = RateInput { target, actual, ..RateInput::default() };
        Rate::of(RateRule::Target, Better::Higher, input).unwrap()
    };
    // 99.96 % is printed as 100.0 %.
    let nearly = rate(9996, 10000);
    assert_eq!(nearly.percent(1).to_string(), "100.0");
    let bands = [100, 80, 0].map(Decimal::from);
    assert_eq!(band(nearly, bands), Some(1));
    assert_eq!(band(rate(10000, 10000), bands), Some(0));
    assert_eq!(band(rate(-1, 10000), bands), None);
}

prop_compose! {
    fn figures()(mantissa in -10_i128.pow(21) + 1..10_i128.pow(21), scale in 0_u32..=6) -> Decimal {
        let whole = 10_i128.pow(15 + scale);
        Decimal::from_i128_with_scale(mantissa % whole, scale)
    }
}

proptest! {
    /// Of the largest figures too: nothing overflows, and what is better rates no less.
    #[test]
    fn rate_and_grade_rise_with_what_is_better(
        base in figures(),
        target in figures(),
        actuals in (figures(), figures()),
        bands in proptest::collection::vec((-1_000_000_i64..=1_000_000, 0_u32..=4), 1..6),
    ) {
        let (low, high) = (actuals.0.min(actuals.1), actuals.0.max(actuals.1));
        let mut bands: Vec<_> = bands.into_iter().map(|(it, scale)| Decimal::new(it, scale)).collect();
        bands.sort();
        bands.reverse();
        for rule in [RateRule::Target, RateRule::YearTarget, RateRule::Progress] {
            for better in [Better::Higher, Better::Lower] {
                let rate = |actual| {
                    let target = Some(target);
                    let input = RateInput { base: Some(base), target, year_target: target, actual: Some(actual) };
                    Rate::of(rule, better, input)
                };
                // Towards the target, or up from it, is better for 進捗率.
                let rises = match rule {
                    RateRule::Progress => target > base,
                    _ => better == Better::Higher,
                };
                let (worse, better) = if rises { (low, high) } else { (high, low) };
                let (Some(worse), Some(better)) = (rate(worse), rate(better)) else { continue };
                prop_assert!(worse.percent(1) <= better.percent(1));
                let rank = |rate| band(rate, bands.iter().copied()).unwrap_or(bands.len());
                prop_assert!(rank(better) <= rank(worse));
            }
        }
    }

    /// What is printed is never further from the rate than half of the last decimal.
    #[test]
    fn a_printed_rate_is_the_nearest(target in 1_i64..1_000_000, actual in -1_000_000_i64..1_000_000) {
        let [target, actual] = [target, actual].map(Decimal::from);
        let input = RateInput { target: Some(target), actual: Some(actual), ..RateInput::default() };
        let printed = Rate::of(RateRule::Target, Better::Higher, input).unwrap().percent(1);
        let distance = (printed * target - actual * Decimal::ONE_HUNDRED).abs();
        prop_assert!(distance <= target * Decimal::new(5, 2));
    }
}
