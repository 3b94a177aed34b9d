//! How many cases a law is tried on, and the seed that they come from: the same in every run.
//! `SHINCHOKU_CASES=20` asks for twenty times as many from a fresh seed, which a test that fails
//! prints; `SHINCHOKU_SEED` asks for a seed again.

use proptest::test_runner::{Config, RngSeed};
use std::sync::LazyLock;
use std::time::{SystemTime, UNIX_EPOCH};

fn variable(name: &str) -> Option<u64> {
    let value = std::env::var(name).ok()?;
    Some(value.parse().unwrap_or_else(|_| panic!("{name}={value} is no number")))
}

/// As many cases, or so many times as many as were asked for.
pub fn cases(usual: u32) -> u32 {
    usual * variable("SHINCHOKU_CASES").map_or(1, |times| u32::try_from(times).expect("a few"))
}

pub fn seed() -> u64 {
    static SEED: LazyLock<u64> = LazyLock::new(|| {
        let fresh = || {
            let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("a clock");
            u64::try_from(now.as_micros()).expect("a time of this age")
        };
        variable("SHINCHOKU_SEED")
            .or_else(|| variable("SHINCHOKU_CASES").map(|_| fresh()))
            .unwrap_or(20_261_130)
    });
    println!("SHINCHOKU_SEED={}", *SEED);
    *SEED
}

pub fn config(usual: u32) -> Config {
    Config { rng_seed: RngSeed::Fixed(seed()), ..Config::with_cases(cases(usual)) }
}
