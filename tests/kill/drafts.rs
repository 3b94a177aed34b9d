//! kill -9 while a narrative is typed: at the next start what was typed is offered, whole, and at most
//! two seconds old.

use crate::support::window::Window;
use crate::{Started, do_if_started, report, support};
use shinchoku::store::Store;
use std::path::Path;
use std::time::{Duration, Instant};

const FILE: &str = "総合戦略.db";

const KILLS: usize = 12;

/// What is typed, again and again.
const TYPED: char = '草';

/// The oldest that a kept draft may be.
const AGE: Duration = Duration::from_secs(2);

/// Types one character after the other, and reports how many there are.
fn work(place: &Path) {
    let file = &place.join(FILE);
    let mut window = Window::opening(file, place);
    window.click("施策");
    window.click("施策1の取組の支援");
    for number in 1_usize.. {
        window.type_in(&TYPED.to_string());
        report(number);
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

#[test]
fn what_was_typed_is_offered_at_the_next_start() {
    const TEST: &str = "drafts::what_was_typed_is_offered_at_the_next_start";
    do_if_started(work);
    for kill in 1..=KILLS {
        let place = tempfile::tempdir().expect("a folder");
        let file = place.path().join(FILE);
        drop(Store::create(&file, &support::book(3, 20), support::session()).expect("a file"));
        let mut started = Started::new(TEST, place.path());
        let mut typed = 0;
        for _ in 0..kill * 3 {
            typed = started.next().expect("a number") as usize;
        }
        let reported = Instant::now();
        while kept(place.path()) < typed {
            assert!(reported.elapsed() < AGE, "{} of {typed} are kept", kept(place.path()));
            std::thread::yield_now();
        }
        started.kill();
        look(place.path(), &file, typed);
    }
}

/// At the next start it is offered, and can be saved.
fn look(folder: &Path, file: &Path, typed: usize) {
    let mut window = Window::opening(file, folder);
    window.click("続きから書く");
    window.ctrl("s");
    let listed = window.book().listed();
    let year = window.book().latest_year().expect("a year");
    let text = window.book().narrative(listed[0].2.id, year);
    let saved = text.chars().take_while(|c| *c == TYPED).count();
    assert!(saved >= typed, "{saved} of {typed}: {text}");
}
