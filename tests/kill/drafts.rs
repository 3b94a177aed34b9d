//! kill -9 while a narrative is typed: at the next start what was typed is offered, whole, and at most
//! two seconds old.

use crate::support;
use crate::support::window::Window;
use shinchoku::store::Store;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const FILE: &str = "総合戦略.db";

const KILLS: usize = 12;

/// What is typed, again and again.
const TYPED: char = '草';

/// The oldest that a kept draft may be.
const AGE: Duration = Duration::from_secs(2);

/// Types one character after the other, and reports how many there are.
pub fn work(place: &Path) {
    let file = &place.join(FILE);
    let mut window = Window::opening(file, place);
    window.click("施策");
    window.click("施策1の取組の支援");
    let mut out = std::io::stdout();
    for number in 1_usize.. {
        window.type_in(&TYPED.to_string());
        writeln!(out, "{number}").and_then(|()| out.flush()).expect("the other end of the pipe");
    }
}

/// How many of the characters typed are kept, in the draft that has the most.
fn kept(folder: &Path) -> usize {
    let Ok(entries) = std::fs::read_dir(folder.join("drafts")) else { return 0 };
    // What is half written has a name of its own until it is whole.
    let files = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let whole = files.filter(|file| file.extension().is_some_and(|it| it == "json"));
    let texts = whole.filter_map(|file| std::fs::read_to_string(file).ok());
    texts.map(|text| text.chars().filter(|c| *c == TYPED).count()).max().unwrap_or(0)
}

pub fn look() {
    for kill in 1..=KILLS {
        let place = tempfile::tempdir().expect("a folder");
        let file = place.path().join(FILE);
        drop(Store::create(&file, &support::book(3, 20), support::session()).expect("a file"));
        let mut child = Command::new(std::env::current_exe().expect("this program"))
            .arg("drafts")
            .arg(place.path())
            .stdout(Stdio::piped())
            .spawn()
            .expect("a second program");
        let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        let mut typed = 0;
        for line in lines.by_ref().take(kill * 3) {
            typed = line.expect("a line").parse().expect("a number");
        }
        let reported = Instant::now();
        while kept(place.path()) < typed {
            assert!(reported.elapsed() < AGE, "{} of {typed} are kept", kept(place.path()));
            std::thread::yield_now();
        }
        child.kill().expect("the kill");
        let _ = child.wait().expect("its end");
        look_at(place.path(), &file, typed);
    }
}

/// At the next start it is offered, and can be saved.
fn look_at(folder: &Path, file: &Path, typed: usize) {
    let mut window = Window::opening(file, folder);
    window.click("続きから書く");
    window.ctrl("s");
    let listed = window.book().listed();
    let year = window.book().latest_year().expect("a year");
    let text = window.book().narrative(listed[0].2.id, year);
    let saved = text.chars().take_while(|c| *c == TYPED).count();
    assert!(saved >= typed, "{saved} of {typed}: {text}");
}
