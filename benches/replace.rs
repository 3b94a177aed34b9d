//! What it costs to find a phrase in all texts of 1,000 measures and three years, where every text has
//! it and where none has, and to replace it.
//!
//! Read the figures beside `read all characters`, which is what it costs to look at every character
//! once.

#[path = "../tests/support/mod.rs"]
mod support;

use criterion::{Criterion, criterion_group, criterion_main};
use shinchoku::domain::check::Review;
use shinchoku::domain::replace::{Query, find, replace};
use shinchoku::domain::{Book, Change, Implementation, Record, Year};
use std::hint::black_box;

/// All characters of a book's texts, counted in the dullest way.
fn characters(book: &Book) -> usize {
    let texts = |record: Record| -> usize {
        record.all_texts().iter().map(|(_, text)| text.chars().filter(|c| *c != '\n').count()).sum()
    };
    book.records().map(texts).sum()
}

/// 1,000 measures, with an entry of each year.
fn three_years() -> Book {
    let mut book = support::book(1_000, 310);
    let first = book.years().next().expect("a year").year;
    let year = Year { year: first.previous(), closed: false };
    let entries = book.records().filter_map(|record| match record {
        Record::Implementation(entry) if entry.year == first => {
            Some(Record::Implementation(Implementation { year: first.previous(), ..entry }))
        }
        _ => None,
    });
    let rows: Vec<Change> =
        [Record::Year(year)].into_iter().chain(entries).map(Change::add).collect();
    book.apply(&rows).expect("a valid book");
    book
}

fn query(phrase: &str) -> Query {
    Query { phrase: phrase.to_owned(), replacement: "市民農園".to_owned(), ..Query::default() }
}

fn searches(criterion: &mut Criterion) {
    let book = three_years();
    let years: Vec<_> = book.years().map(|year| year.year).collect();
    let mut group = criterion.benchmark_group("1,000 measures");
    let _ = group.sample_size(20);
    let _ = group.bench_function("read all characters", |bench| {
        bench.iter(|| black_box(characters(&book)));
    });
    for (name, phrase) in [("find in every text", "タイケン農園"), ("find in none", "ホームページ")]
    {
        let query = query(phrase);
        let _ = group.bench_function(name, |bench| {
            bench.iter(|| black_box(find(&book, None, &query)));
        });
    }
    let found = find(&book, None, &query("体験農園"));
    assert!(found.hits.len() >= 3_000, "in every entry: {}", found.hits.len());
    let _ = group.bench_function("replace in every text", |bench| {
        bench.iter(|| black_box(replace(&book, &found.hits, "市民農園")));
    });
    let _ = group.bench_function("check one year", |bench| {
        bench.iter(|| black_box(Review::of(&book, &years[years.len() - 1..])));
    });
    group.finish();
}

criterion_group!(benches, searches);
criterion_main!(benches);
