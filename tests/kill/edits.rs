//! Edits that are committed: what was reported as saved is there.

use crate::{Killer, support};
use shinchoku::domain::{Implementation, Measure, Noun, Op, Plan, Record};
use shinchoku::store::{Access, Backups, Store};
use std::io::Write;
use std::path::Path;
use support::session;

fn open(file: &Path, access: Access) -> Store {
    let backups = Backups::in_folder(file.with_extension("backups"));
    Store::open(file, access, session(), &backups).expect("the file opens and checks clean")
}

/// How many edits the file holds: each writes its number as the plan's title.
fn edits(store: &Store) -> u64 {
    store.book().plan().title.parse().unwrap_or(0)
}

/// Commits one edit after the other, and reports the number of each when it is done.
pub fn work(file: &Path) {
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

/// Kills it again and again, and looks at what it left.
pub fn look(killer: &mut Killer) {
    let place = tempfile::tempdir().expect("a folder");
    let file = place.path().join("総合戦略.db");
    drop(Store::create(&file, &support::book(40, 300), session()).expect("a file"));
    let mut hot_journals = 0;
    for kill in 1..=killer.kills {
        let reported = killer.kill("edits", &file, 1..6, 6000);
        hot_journals += u32::from(file.with_extension("db-journal").exists());

        let store = open(&file, if kill % 2 == 0 { Access::Read } else { Access::Write });
        let found = edits(&store);
        assert!(
            found == reported || found == reported + 1,
            "{killer}, kill {kill}: {reported} reported, {found} found"
        );
        let history = store.history(usize::MAX).expect("the history");
        assert_eq!(history.len() as u64, found + 1, "{killer}, kill {kill}");
        assert!(history.windows(2).all(|pair| pair[0].parent == Some(pair[1].id)));
    }
    println!("edits: {} kills, {hot_journals} of them within a write", killer.kills);
}
