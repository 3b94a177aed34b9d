//! What a commit costs beyond what the disk's flush costs, and what it costs to open a file.
//!
//! Read the figures as ratios within one run: `commit/file` against `commit/flush alone` (one row
//! of SQLite with the same settings), on the same disk at the same time.

#[path = "../tests/support/mod.rs"]
mod support;

use criterion::{Criterion, criterion_group, criterion_main};
use shinchoku::domain::{Implementation, Noun, Op, Record};
use shinchoku::store::{Access, Backups, Store};
use std::hint::black_box;
use support::session;

/// Alternates the text of one entry, so that each commit changes something.
fn edit(store: &mut Store, number: u64) {
    let book = store.book().clone();
    let (_, _, measure) = book.listed()[500];
    let year = book.latest_year().expect("a year");
    let entry = Implementation {
        narrative: format!("・{number}件を実施しました。").repeat(20),
        ..book.implementation(measure.id, year).expect("an entry").clone()
    };
    let changes = book.put(Record::Implementation(entry)).into_iter().collect();
    store.commit(Op::Edit(Noun::Implementation), &measure.name, changes).expect("a commit");
}

fn commits(criterion: &mut Criterion) {
    let book = support::book(1000, 310);
    let place = tempfile::tempdir().expect("a folder");
    let mut group = criterion.benchmark_group("commit");

    let mut number = 0;
    let mut memory = Store::in_memory(&book, session()).expect("a store");
    let _ = group.bench_function("memory", |bench| {
        bench.iter(|| {
            number += 1;
            edit(&mut memory, number);
        });
    });

    let mut file = Store::create(&place.path().join("a.db"), &book, session()).expect("a file");
    let _ = group.bench_function("file", |bench| {
        bench.iter(|| {
            number += 1;
            edit(&mut file, number);
        });
    });

    let bare = rusqlite::Connection::open(place.path().join("bare.db")).expect("a file");
    bare.execute_batch(
        "PRAGMA synchronous = EXTRA; CREATE TABLE t (n INTEGER); INSERT INTO t VALUES (0)",
    )
    .expect("a table");
    let _ = group.bench_function("flush alone", |bench| {
        bench.iter(|| bare.execute("UPDATE t SET n = n + 1", []).expect("a row"));
    });
    group.finish();
}

fn opening(criterion: &mut Criterion) {
    let place = tempfile::tempdir().expect("a folder");
    let backups = Backups::in_folder(place.path().join("backups"));
    let mut group = criterion.benchmark_group("open");
    for measures in [43, 1000] {
        let path = place.path().join(format!("{measures}.db"));
        drop(Store::create(&path, &support::book(measures, 310), session()).expect("a file"));
        let _ = group.bench_function(measures.to_string(), |bench| {
            bench.iter(|| {
                black_box(Store::open(&path, Access::Write, session(), &backups).expect("a store"))
            });
        });
    }
    group.finish();
}

criterion_group!(benches, commits, opening);
criterion_main!(benches);
