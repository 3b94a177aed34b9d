//! What a list of 1,000 measures costs, step by step, and one of 43.
//!
//! Read the figures as ratios within one run: `write` against `lay out`, both against `read all
//! characters`, which is what it costs to look at every character once; `lay out again`, after a letter
//! of the title or of a narrative, against `lay out`.

#[path = "../tests/support/mod.rs"]
mod support;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use shinchoku::domain::{Book, Change, Record, Template};
use shinchoku::report::{Cache, Options, Report, list::lay_out, pdf};
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

/// The book with another letter at the end of its last narrative.
fn edited(book: &Book) -> Book {
    let mut book = book.clone();
    let measure = book.listed().last().expect("a measure").2.id;
    let mut entry = book.implementations(measure).last().expect("an entry").clone();
    entry.narrative.push('字');
    let changes: Vec<Change> = book.put(Record::Implementation(entry)).into_iter().collect();
    book.apply(&changes).expect("a valid narrative");
    book
}

fn report(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("report");
    let _ = group.sample_size(20);
    for measures in [43, 1_000] {
        let book = support::book(measures, 310);
        // What is handed to the council: the first that is built in.
        let options = Options::of(&book, &Template::built_in()[0].settings);
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
        let (titled, other) =
            (Options { title: Some("字".to_owned()), ..options.clone() }, edited(&book));
        for (name, papers) in [
            ("lay out again, title", [(&book, &options), (&book, &titled)]),
            ("lay out again, narrative", [(&book, &options), (&other, &options)]),
        ] {
            let (mut cache, mut papers) = (Cache::default(), papers.into_iter().cycle());
            let _ = group.bench_function(id(name), |bench| {
                bench.iter(|| {
                    let (book, options) = papers.next().expect("an endless turn");
                    Report::List.lay_out_again(book, options, &mut cache).expect("a document")
                });
            });
        }
        let _ = group.bench_function(id("write"), |bench| {
            bench.iter(|| pdf::write(&document, |_, _| ControlFlow::Continue(())).expect("a PDF"));
        });
    }
    group.finish();
}

criterion_group!(benches, report);
criterion_main!(benches);
