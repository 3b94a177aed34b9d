//! kill -9 while edits are committed, copies taken in, files written out, backups taken and brought
//! back: what was reported as done is there, and every file is whole.
//!
//! Without the test harness, since the program that is killed is this one, started again with a
//! job and a place. `SHINCHOKU_KILLS` sets how often each job is killed.

mod copies;
mod drafts;
mod edits;
mod handing_out;
mod merges;
#[path = "../support/mod.rs"]
mod support;

use std::fmt;
use std::io::{BufRead, BufReader};
use std::ops::Range;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

fn main() {
    let mut arguments = std::env::args_os().skip(1);
    let job = arguments.next().and_then(|job| job.into_string().ok()).unwrap_or_default();
    let place = arguments.next().unwrap_or_default();
    match job.as_str() {
        "drafts" => drafts::work(Path::new(&place)),
        "edits" => edits::work(Path::new(&place)),
        "merges" => merges::work(Path::new(&place)),
        "write-out" => copies::write_out(Path::new(&place)),
        "backups" => copies::back_up(Path::new(&place)),
        "restore" => copies::restore(Path::new(&place)),
        "restore-over" => copies::restore_over(Path::new(&place)),
        "hand-out" => handing_out::work(Path::new(&place)),
        // The words of the test harness: all jobs.
        _ => kill_and_look(),
    }
}

fn kill_and_look() {
    let mut killer = Killer::new();
    drafts::look();
    edits::look(&mut killer);
    merges::look(&mut killer);
    copies::look_at_write_out(&mut killer);
    copies::look_at_backups(&mut killer);
    copies::look_at_restore(&mut killer);
    copies::look_at_restore_over(&mut killer);
    handing_out::look(&mut killer);
    println!(
        "{killer}\ntest result: ok. 8 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out"
    );
}

/// Starts this program again and kills it at a moment that differs each time.
#[derive(Debug)]
pub struct Killer {
    /// How often each job is killed.
    pub kills: u32,
    seed: u32,
    random: u32,
}

impl fmt::Display for Killer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "seed {}", self.seed)
    }
}

impl Killer {
    fn new() -> Self {
        let kills = std::env::var("SHINCHOKU_KILLS").ok().and_then(|kills| kills.parse().ok());
        let seed = std::process::id();
        Self { kills: kills.unwrap_or(200), seed, random: seed | 1 }
    }

    /// Runs a job at a place and kills it within the time of so many microseconds after one of its
    /// first reports; the last number that it reported.
    pub fn kill(&mut self, job: &str, place: &Path, after: Range<u32>, within: u32) -> u64 {
        let mut child = Command::new(std::env::current_exe().expect("this program"))
            .arg(job)
            .arg(place)
            .stdout(Stdio::piped())
            .spawn()
            .expect("a second program");
        let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        self.random ^= self.random << 13;
        self.random ^= self.random >> 17;
        self.random ^= self.random << 5;
        let mut reported: u64 = 0;
        // A line that the kill cut off has not been reported.
        let mut take = |line: Option<std::io::Result<String>>| {
            if let Some(Ok(line)) = line {
                reported = line.parse().unwrap_or(reported).max(reported);
            }
        };
        for _ in 0..after.start + self.random % (after.end - after.start) {
            take(lines.next());
        }
        // Not to wait for anything: the moment of the kill is what is varied.
        std::thread::sleep(Duration::from_micros(u64::from(self.random % within)));
        child.kill().expect("the kill");
        let _ = child.wait().expect("its end");
        lines.for_each(|line| take(Some(line)));
        reported
    }
}
