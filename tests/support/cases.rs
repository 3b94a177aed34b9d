//! How many cases a law is tried on, and the seed that they come from. Both are asked for by the
//! variables of proptest, of which .cargo/config.toml tells.

use proptest::test_runner::{Config, RngSeed};

/// As many cases as proptest itself tries where `PROPTEST_CASES` is not set.
const USUAL: u32 = 256;

/// So many cases, or as many times more or fewer as were asked for.
pub(crate) fn cases(usual: u32) -> u32 {
    usual * Config::default().cases / USUAL
}

pub(crate) fn seed() -> u64 {
    match Config::default().rng_seed {
        RngSeed::Fixed(seed) => seed,
        // Not started by cargo.
        RngSeed::Random => 0,
    }
}

pub(crate) fn config(usual: u32) -> Config {
    Config::with_cases(cases(usual))
}
