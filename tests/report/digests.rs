//! The same bytes on every machine, in every build: what the sample is printed as has one digest.
//!
//! A change of the digests below is a change of every city's paper, or of how it is written to a
//! file. Where that is meant, look at the pages, then take the digests that the failed test names.
//! A digest that differs on one machine alone is a fault, and never to be renewed.

use super::pdf::bytes;
use super::sample;
use chrono::NaiveDate;
use sha2::{Digest, Sha256};
use shinchoku::domain::{Template, template::Settings};
use shinchoku::report::{Options, Report};

/// Of the list under each built-in template, and of the paper that marks what differs.
const DIGESTS: [(&str, Report, &str); 4] = [
    (
        "議会配布用",
        Report::List,
        "402794de4c0ee7a2a4a1cd8d58b8bdf4656214d6c9f1a5cb479302de3e9830a3",
    ),
    (
        "内部確認用",
        Report::List,
        "167174a46b42111c7c29c8c97c77d57a42e190f7decd4306d540e65963893023",
    ),
    (
        "課別確認用",
        Report::List,
        "3ab8a08de2a48ce1a0c50da551dbbed3ac5f5da3680b0692ff0d3d6740044515",
    ),
    (
        "議会配布用",
        Report::Comparison,
        "b921f3150c9457a6fa63a9f2b549a2fdaa3a342d0d62adbc8e0a97332cdb1ec8",
    ),
];

fn settings(name: &str) -> Settings {
    let template = Template::built_in().into_iter().find(|template| template.name == name);
    *template.unwrap().settings
}

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn the_bytes_are_those_of_every_machine() {
    let book = sample();
    let printed = DIGESTS.map(|(template, report, _)| {
        let date = NaiveDate::from_ymd_opt(2026, 6, 12);
        let options = Options { date, ..Options::of(&book, &settings(template)) };
        digest(&bytes(&report.lay_out(&book, &options).unwrap()))
    });
    assert_eq!(printed, DIGESTS.map(|(_, _, digest)| digest));
}
