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
        "b2d288db3dd8f82c482dc76ffdc5df4c950d000c9c4ddc6f0e3aa47dd7a2049f",
    ),
    (
        "内部確認用",
        Report::List,
        "1cc5adb3cb71fbdd5be48938eab05378584cfcb54d883ba328edf9b1cfdd87c7",
    ),
    (
        "課別確認用",
        Report::List,
        "04e94f382444537ee7faa4909331acc46226e007c03a967fe23e14250a958beb",
    ),
    (
        "議会配布用",
        Report::Comparison,
        "884847d293d2038eb8951e8c3ab0c384ca89746f212832a24f2a0b5c5bb7f04d",
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
