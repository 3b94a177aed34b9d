//! What a list of 1,000 measures costs, step by step, and one of 43.
//!
//! Read the figures as ratios within one run: `write` against `lay out`, both against `read all
//! characters`, which is what it costs to look at every character once.

#[path = "../tests/support/mod.rs"]
mod support;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use shinchoku::domain::Book;
use shinchoku::report::{Options, Report, list::lay_out, pdf};
use std::hint::black_box;
use std::ops::ControlFlow;

/// All characters of a book's measures, counted in the dullest way.
fn characters(book: &Book) -> usize {
    book.listed()
        .into_iter()
        .map(|(_, _, measure)| {
            let narratives = book.implementations(measure.id).map(|entry| &entry.narrative);
            let texts = [&measure.name, &measure.description].into_iter().chain(narratives);
            texts.map(|text| text.chars().filter(|c| *c != '\n').count()).sum::<usize>()
        })
        .sum()
}

fn report(criterion: &mut Criterion) {
    let options = Options::default();
    let mut group = criterion.benchmark_group("report");
    let _ = group.sample_size(20);
    for measures in [43, 1_000] {
        let book = support::book(measures, 310);
        let document = lay_out(&book, &options).expect("a document");
        let id = |step| BenchmarkId::new(step, measures);
        let _ = group.bench_function(id("read all characters"), |bench| {
            bench.iter(|| black_box(characters(&book)));
        });
        let _ = group.bench_function(id("missing glyphs"), |bench| {
            bench.iter(|| Report::List.missing_glyphs(&book, &options).expect("a search"));
        });
        let _ = group.bench_function(id("lay out"), |bench| {
            bench.iter(|| lay_out(&book, &options).expect("a document"));
        });
        let _ = group.bench_function(id("write"), |bench| {
            bench.iter(|| pdf::write(&document, |_, _| ControlFlow::Continue(())).expect("a PDF"));
        });
    }
    group.finish();
}

criterion_group!(benches, report);
criterion_main!(benches);
