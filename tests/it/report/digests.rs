//! The same bytes on every machine, in every build: what the sample is printed as has one digest.
//!
//! A change of the digests below is a change of every city's paper, or of how it is written to a
//! file. Where that is meant, look at the pages, then take the digests that the failed test names.
//! A digest that differs on one machine alone is a fault, and never to be renewed.

use super::pdf::bytes;
use super::sample;
use chrono::NaiveDate;
use sha2::{Digest, Sha256};
use shinchoku::domain::template::{Rows, Settings, Typeface};
use shinchoku::report::{Options, Report};

/// Of the list under each template that the first version built in, and of the other reports: a file
/// that holds them prints what it always has.
const FIRST: [(&str, Report, &str); 6] = [
    (
        "議会配布用",
        Report::List,
        "acfdd4d99608ed82052e2954ce2b8242507c0e99f95ed9c31122fdf89b12d634",
    ),
    (
        "内部確認用",
        Report::List,
        "088785b07959c0890227852153f50f0c5567221d7a5309cfc2f37c72e1110181",
    ),
    (
        "課別確認用",
        Report::List,
        "76f918b9309481fcc9fe60dce63b683fa09b0ae7bc53fae647f0039e412e88b9",
    ),
    (
        "議会配布用",
        Report::Comparison,
        "b921f3150c9457a6fa63a9f2b549a2fdaa3a342d0d62adbc8e0a97332cdb1ec8",
    ),
    (
        "課別確認用",
        Report::ByDepartment,
        "ff492bfe6969b7c023418560f2bc2e7628c2f3339fe3cb6f739dcd0a6ce90cb2",
    ),
    (
        "内部確認用",
        Report::Missing,
        "8b0279ce184ed0883ee4dea716549c5c8b8bcd7a74d5caec98dfcff6705e20c2",
    ),
];

/// A template as the first version built it in.
fn first(name: &str) -> Settings {
    let checked = Settings {
        rows: Rows::Split,
        repeats_headings: true,
        dated: true,
        unconfirmed: "※".to_owned(),
        ..Settings::default()
    };
    match name {
        "内部確認用" => checked,
        "課別確認用" => Settings {
            rows: Rows::Whole,
            typeface: Typeface::Gothic,
            type_size: 100,
            leading: 150,
            note: "訂正がある場合は、朱書きしてお戻しください。".to_owned(),
            ..checked
        },
        _ => Settings::default(),
    }
}

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn printed(settings: &Settings, report: Report) -> String {
    let book = sample();
    let date = NaiveDate::from_ymd_opt(2026, 6, 12);
    let options = Options { date, ..Options::of(&book, settings) };
    digest(&bytes(&report.lay_out(&book, &options).unwrap()))
}

#[test]
fn the_first_version_s_templates_print_the_same_bytes_as_ever() {
    let printed = FIRST.map(|(template, report, _)| printed(&first(template), report));
    assert_eq!(printed, FIRST.map(|(_, _, digest)| digest));
}
