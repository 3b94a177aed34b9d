//! Files that were meddled with, through all that opens and merges files: a refusal or an answer, but
//! never a panic, a hang, or a byte written to a file that is not ours to write.
//!
//! Seeds are files that the program makes at the start, and the pairs in `corpus/`, each of which once
//! found a fault. `SHINCHOKU_FUZZ_MINUTES` goes on for so long from a seed of its own, which it tells;
//! `SHINCHOKU_FUZZ_SEED` asks for one again.

mod mutate;
mod pair;
mod random;
mod trial;

use pair::{Pair, corpus, made};
use random::Random;
use std::fs;
use std::path::PathBuf;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};

/// How many cases are tried by default.
const CASES: u64 = 120;

const SEED: u64 = 0x0053_4e43_4b00_0001;

/// Longer than any answer may take, on the slowest machine that runs tests.
const HANG: Duration = Duration::from_secs(10);

fn minutes() -> Option<u64> {
    std::env::var("SHINCHOKU_FUZZ_MINUTES").ok()?.parse().ok()
}

fn seed() -> u64 {
    let asked = std::env::var("SHINCHOKU_FUZZ_SEED").ok().and_then(|seed| seed.parse().ok());
    let clock = || {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        now.map_or(SEED, |now| u64::try_from(now.as_nanos()).unwrap_or(SEED))
    };
    asked.unwrap_or_else(|| if minutes().is_some() { clock() } else { SEED })
}

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
fn what_was_once_found_stays_mended() {
    for pair in corpus() {
        let _ = trial::run(&pair);
    }
}

#[test]
fn meddled_files_are_refused_or_answered() {
    let (seed, minutes) = (seed(), minutes());
    println!("seed {seed}");
    let (tell, told) = mpsc::channel();
    let worker = std::thread::spawn(move || {
        let begun = Instant::now();
        let seeds: Vec<Pair> = made().into_iter().chain(corpus()).collect();
        let mut tally = Tally::default();
        loop {
            let on = match minutes {
                Some(minutes) => begun.elapsed() < Duration::from_secs(minutes * 60),
                None => tally.cases < CASES,
            };
            if !on {
                break;
            }
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
