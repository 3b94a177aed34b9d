//! kill -9 while edits are committed: what was reported as saved is there, and the file is whole.
//!
//! Without the test harness, since the program that is killed is this one, started again with the
//! file's name.

mod support;

use shinchoku::domain::{Implementation, Measure, Noun, Op, Plan, Record};
use shinchoku::store::{Access, Backups, Store};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;
use support::session;

const KILLS: u32 = 200;

fn main() {
    match std::env::args_os().nth(1) {
        Some(file) if Path::new(&file).is_file() => edit_until_killed(Path::new(&file)),
        _ => kill_and_look(),
    }
}

fn open(file: &Path, access: Access) -> Store {
    let backups = Backups::in_folder(file.with_extension("backups"));
    Store::open(file, access, session(), &backups).expect("the file opens and checks clean")
}

/// How many edits the file holds: each writes its number as the plan's title.
fn edits(store: &Store) -> u64 {
    store.book().plan().title.parse().unwrap_or(0)
}

/// Commits one edit after the other, and reports the number of each when it is done.
fn edit_until_killed(file: &Path) {
    let mut store = open(file, Access::Write);
    let mut out = std::io::stdout();
    for number in edits(&store) + 1.. {
        let book = store.book().clone();
        let listed = book.listed();
        let (_, _, measure) = listed[number as usize % listed.len()];
        let year = book.latest_year().expect("a year");
        let narrative = format!("・{number}件を実施しました。\n").repeat(number as usize % 200 + 1);
        let changes = [
            Record::Plan(Plan { title: number.to_string(), ..book.plan().clone() }),
            Record::Measure(Measure { description: narrative.clone(), ..measure.clone() }),
            Record::Implementation(Implementation {
                narrative,
                ..Implementation::blank(measure.id, year)
            }),
        ];
        let changes = changes.into_iter().filter_map(|record| book.put(record)).collect();
        store.commit(Op::Edit(Noun::Measure), &measure.name, changes).expect("a commit");
        writeln!(out, "{number}").and_then(|()| out.flush()).expect("the other end of the pipe");
    }
}

fn kill_and_look() {
    let place = tempfile::tempdir().expect("a folder");
    let file = place.path().join("総合戦略.db");
    drop(Store::create(&file, &support::book(40, 300), session()).expect("a file"));
    let seed = std::process::id();
    let mut random = seed | 1;
    let mut hot_journals = 0;
    for kill in 1..=KILLS {
        let mut child = Command::new(std::env::current_exe().expect("this program"))
            .arg(&file)
            .stdout(Stdio::piped())
            .spawn()
            .expect("a second program");
        let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        random ^= random << 13;
        random ^= random >> 17;
        random ^= random << 5;
        let mut reported: u64 = 0;
        // A line that the kill cut off has not been reported.
        let mut take = |line: Option<std::io::Result<String>>| {
            if let Some(Ok(line)) = line {
                reported = line.parse().unwrap_or(reported).max(reported);
            }
        };
        for _ in 0..=random % 5 {
            take(lines.next());
        }
        // Not to wait for anything: the moment of the kill is what is varied.
        std::thread::sleep(Duration::from_micros(u64::from(random % 6000)));
        child.kill().expect("the kill");
        let _ = child.wait().expect("its end");
        lines.for_each(|line| take(Some(line)));
        hot_journals += u32::from(file.with_extension("db-journal").exists());

        let store = open(&file, if kill % 2 == 0 { Access::Read } else { Access::Write });
        let found = edits(&store);
        assert!(
            found == reported || found == reported + 1,
            "seed {seed}, kill {kill}: {reported} reported, {found} found"
        );
        let history = store.history(usize::MAX).expect("the history");
        assert_eq!(history.len() as u64, found + 1, "seed {seed}, kill {kill}");
        assert!(history.windows(2).all(|pair| pair[0].parent == Some(pair[1].id)));
    }
    println!(
        "{KILLS} kills, {hot_journals} of them within a write; seed {seed}\n\
         test result: ok. 1 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out"
    );
}
