//! What it costs to bring in a list of 1,000 measures with two years of about 310 characters each,
//! and to write it out.

#[path = "../tests/support/mod.rs"]
mod support;

use criterion::{Criterion, criterion_group, criterion_main};
use shinchoku::domain::{Book, Plan};
use shinchoku::exchange::{self, Format};
use std::hint::black_box;

const FORMATS: [(&str, Format); 3] =
    [("xlsx", Format::Xlsx), ("csv", Format::Csv), ("json", Format::Json)];

fn lists(criterion: &mut Criterion) {
    let full = support::book(1000, 310);
    let empty = Book::new(Plan::new("", ""));
    for (name, format) in FORMATS {
        let bytes = exchange::write(format, &full).expect("a list");
        let listing = exchange::read(format, &bytes, "list").expect("a list");
        let mut group = criterion.benchmark_group(name);
        let _ = group.bench_function("read", |bench| {
            bench.iter(|| exchange::read(format, black_box(&bytes), "list"));
        });
        let _ = group.bench_function("import as new", |bench| {
            bench.iter(|| exchange::import(black_box(&empty), &listing));
        });
        let _ = group.bench_function("import as known", |bench| {
            bench.iter(|| exchange::import(black_box(&full), &listing));
        });
        let _ = group.bench_function("write", |bench| {
            bench.iter(|| exchange::write(format, black_box(&full)));
        });
        group.finish();
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(10);
    targets = lists
}
criterion_main!(benches);
