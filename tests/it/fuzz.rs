//! Files that were meddled with, through all that opens and merges files: a refusal or an answer, but
//! never a panic, a hang, or a byte written to a file that is not ours to write.

mod mutate;
mod pair;
mod trial;

use crate::support::cases::{cases, seed};
use crate::support::random::Random;
use pair::made;
use std::fs;
use std::path::PathBuf;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

/// Longer than any answer may take, on the slowest machine that runs tests.
const HANG: Duration = Duration::from_secs(10);

/// What was tried last, for whoever looks for the fault.
fn kept() -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("fuzz")
}

/// What the worker tells of a case.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    cases: u64,
    opened: u64,
    compared: u64,
    merged: u64,
}

#[test]
fn meddled_files_are_refused_or_answered() {
    let (seed, cases) = (seed(), u64::from(cases(120)));
    let (tell, told) = mpsc::channel();
    let worker = std::thread::spawn(move || {
        let seeds = made();
        let mut tally = Tally::default();
        while tally.cases < cases {
            // By the number of the case, so that each can be had again without those before it.
            let mut random = Random::new(seed.wrapping_add(tally.cases));
            let pair = mutate::mutated(random.choice(&seeds), &mut random);
            pair.keep(&kept());
            let came = trial::run(&pair);
            tally.cases += 1;
            tally.opened += u64::from(came.opened);
            tally.compared += u64::from(came.compared);
            tally.merged += u64::from(came.merged);
            if tell.send(tally).is_err() {
                break;
            }
        }
    });
    let mut tally = Tally::default();
    loop {
        match told.recv_timeout(HANG) {
            Ok(now) => tally = now,
            Err(RecvTimeoutError::Disconnected) => break,
            Err(RecvTimeoutError::Timeout) => {
                panic!("seed {seed}, case {}: no answer; see {}", tally.cases, kept().display())
            }
        }
    }
    let ended = worker.join();
    println!("{tally:?}");
    if ended.is_err() {
        panic!("seed {seed}, case {}: see {}", tally.cases, kept().display());
    }
    let _ = fs::remove_dir_all(kept());
    assert!(tally.merged > 0 && tally.compared < tally.cases, "the cases prove nothing: {tally:?}");
}
