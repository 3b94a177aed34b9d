use super::*;
use proptest::prelude::*;

fn numbers<const N: usize>(numbers: [i64; N]) -> Vec<Option<Decimal>> {
    numbers.map(|it| Some(Decimal::from(it))).to_vec()
}

#[test]
fn increments_run_up_and_back() {
    let steps = numbers([517, 517, 516, 517, 517]);
    let totals = numbers([517, 1034, 1550, 2067, 2584]);
    assert_eq!(running(&steps), totals);
    assert_eq!(increments(&totals), steps);
    assert_eq!(running(&numbers([0, 5, 10])), numbers([0, 5, 15]));
}

#[test]
fn the_last_column_follows_from_the_years() {
    let years = numbers([4000, 4000, 4000]);
    let base = Some(Decimal::from(57_000));
    assert_eq!(Closing::Sum.of(base, &years), Some(Decimal::from(12_000)));
    assert_eq!(Closing::BasePlusSum.of(base, &years), Some(Decimal::from(69_000)));
    assert_eq!(Closing::Last.of(base, &years), Some(Decimal::from(4000)));
    assert_eq!(Closing::Mean.of(base, &numbers([1, 2, 2])).unwrap().to_string(), "1.7");
    assert_eq!(Closing::Mean.of(base, &numbers([1, 3])).unwrap().to_string(), "2");
    assert_eq!(Closing::Entered.of(base, &years), None);
    assert_eq!(Closing::BasePlusSum.of(None, &years), None);
    assert_eq!(Closing::Sum.of(base, &[]), None);
}

#[test]
fn a_gap_is_never_zero() {
    let [one, gap] = [Some(Decimal::ONE), None];
    assert_eq!(Closing::Sum.of(None, &[one, gap, one]), None);
    assert_eq!(Closing::Last.of(None, &[one, gap]), None);
    assert_eq!(running(&[one, gap, one]), [one, gap, gap]);
    assert_eq!(increments(&[one, gap, one, one]), [one, gap, gap, Some(Decimal::ZERO)]);
}

#[test]
fn a_shifted_point_is_seen() {
    let factor =
        |before: &str, now: &str| shifted_point(before.parse().unwrap(), now.parse().unwrap());
    assert_eq!(factor("97.6", "979"), Some(10));
    assert_eq!(factor("97.9", "0.979"), Some(100));
    assert_eq!(factor("1234", "1234000"), Some(1000));
    assert_eq!(factor("100", "300"), None);
    assert_eq!(factor("10", "60"), None);
    assert_eq!(factor("0", "300"), None);
}

prop_compose! {
    fn figures()(mantissa in -10_i128.pow(21) + 1..10_i128.pow(21), scale in 0_u32..=6) -> Decimal {
        Decimal::from_i128_with_scale(mantissa % 10_i128.pow(15 + scale), scale)
    }
}

proptest! {
    #[test]
    fn running_and_increments_are_inverse(steps in prop::collection::vec(figures(), 0..40)) {
        let steps: Vec<_> = steps.into_iter().map(Some).collect();
        prop_assert_eq!(&increments(&running(&steps)), &steps);
        prop_assert_eq!(&running(&increments(&steps)), &steps);
    }

    /// In millionths, as whole numbers add up.
    #[test]
    fn sums_are_exact(years in prop::collection::vec(figures(), 1..200)) {
        let millionths = |it: &Decimal| it.mantissa() * 10_i128.pow(6 - it.scale());
        let expected: i128 = years.iter().map(millionths).sum();
        let years: Vec<_> = years.into_iter().map(Some).collect();
        prop_assert_eq!(millionths(&Closing::Sum.of(None, &years).unwrap()), expected);
    }
}
