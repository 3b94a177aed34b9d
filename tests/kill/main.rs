//! kill -9 while edits are committed, copies taken in, files written out, backups taken and brought
//! back: what was reported as done is there, and every file is whole.
//!
//! A program of its own, with nothing beside it that takes the time of the killed. What is killed is
//! this program too, started again for one of the ignored tests, which go on for ever.

mod copies;
mod drafts;
mod edits;
mod handouts;
mod merges;
#[path = "../support/mod.rs"]
mod support;

use std::fmt;
use std::io::{BufRead, BufReader, Lines, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, Command, Stdio};
use std::time::Duration;
use support::cases::{cases, seed};
use support::random::Random;

/// In which folder a job does its work.
const PLACE: &str = "SHINCHOKU_KILL_PLACE";

/// Where this program does the job for which a test started it.
fn place() -> PathBuf {
    std::env::var_os(PLACE).expect("a job is started by a test that kills it").into()
}

/// Reports what is done: to standard error, where the harness writes nothing.
fn report(number: impl fmt::Display) {
    writeln!(std::io::stderr(), "{number}").expect("the other end of the pipe");
}

/// A job of this program, and what it reports.
struct Started {
    child: Child,
    lines: Lines<BufReader<ChildStderr>>,
}

impl Started {
    fn new(job: &str, place: &Path) -> Self {
        let mut child = Command::new(std::env::current_exe().expect("this program"))
            .args([job, "--exact", "--ignored", "--nocapture"])
            .env(PLACE, place)
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("a second program");
        let lines = BufReader::new(child.stderr.take().expect("a pipe")).lines();
        Self { child, lines }
    }

    /// The next number that it reports; what else it says is said again. A line that the kill cut off
    /// has not been reported.
    fn next(&mut self) -> Option<u64> {
        loop {
            let line = self.lines.next()?.ok()?;
            match line.parse() {
                Ok(number) => return Some(number),
                Err(_) => eprintln!("{line}"),
            }
        }
    }

    fn kill(&mut self) {
        self.child.kill().expect("the kill");
        let _ = self.child.wait().expect("its end");
    }
}

/// Kills jobs at moments that differ each time.
struct Killer {
    /// How often the job is killed.
    kills: u32,
    random: Random,
}

impl Killer {
    fn new() -> Self {
        Self { kills: cases(200), random: Random::new(seed()) }
    }

    /// Runs a job at a place and kills it within the time of so many microseconds after one of its
    /// first reports; the last number that it reported.
    fn kill(&mut self, job: &str, place: &Path, after: Range<usize>, within: usize) -> u64 {
        let mut started = Started::new(job, place);
        let mut reported = 0;
        for _ in 0..after.start + self.random.below(after.len()) {
            reported = started.next().unwrap_or(reported);
        }
        // Not to wait for anything: the moment of the kill is what is varied.
        std::thread::sleep(Duration::from_micros(self.random.below(within) as u64));
        started.kill();
        while let Some(number) = started.next() {
            reported = number;
        }
        reported
    }
}
