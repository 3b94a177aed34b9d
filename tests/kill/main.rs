//! kill -9 while edits are committed, copies taken in, files written out, backups taken and brought
//! back: what was reported as done is there, and every file is whole.
//!
//! A program of its own, with nothing beside it that takes the time of the killed. What is killed is
//! this program too, started again for the same test, which then does its job until it is killed.

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
use std::path::Path;
use std::process::{Child, ChildStderr, Command, Stdio};
use std::time::Duration;
use support::cases::{cases, seed};
use support::random::Random;

/// In which folder a job does its work.
const PLACE: &str = "SHINCHOKU_KILL_PLACE";

/// Reports what is done: to standard error, where the harness writes nothing.
fn report(number: impl fmt::Display) {
    writeln!(std::io::stderr(), "{number}").expect("the other end of the pipe");
}

/// Does the job of a test where this program was started to be killed: it goes on for ever.
fn do_if_started(job: fn(&Path)) {
    if let Some(place) = std::env::var_os(PLACE) {
        job(place.as_ref());
        unreachable!("a job goes on until it is killed");
    }
}

/// A job of this program, and what it reports.
struct Started {
    child: Child,
    lines: Lines<BufReader<ChildStderr>>,
}

impl Started {
    fn new(test: &str, place: &Path) -> Self {
        let mut child = Command::new(std::env::current_exe().expect("this program"))
            .args([test, "--exact", "--nocapture"])
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
        let end = self.child.wait().expect("its end");
        assert!(cfg!(windows) || end.code().is_none(), "it has ended before: {end}");
    }
}

/// Kills jobs at moments that differ each time.
struct Killer {
    test: &'static str,
    /// How often the job is killed.
    kills: u32,
    random: Random,
}

impl Killer {
    /// What kills the job of this test; in the killed program itself the job.
    fn new(test: &'static str, job: fn(&Path)) -> Self {
        do_if_started(job);
        Self { test, kills: cases(200), random: Random::new(seed()) }
    }

    /// Runs the job at a place and kills it within the time of so many microseconds after one of its
    /// first reports; the last number that it reported.
    fn kill(&mut self, place: &Path, after: Range<usize>, within: usize) -> u64 {
        let mut started = Started::new(self.test, place);
        let mut reported = 0;
        for _ in 0..after.start + self.random.below(after.len()) {
            reported = started.next().expect("a report");
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
