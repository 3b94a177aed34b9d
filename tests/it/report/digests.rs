//! The same bytes on every machine, in every build: what the sample is printed as has one digest.
//!
//! A change of the digests below is a change of every city's paper, or of how it is written to a
//! file. Where that is meant, look at the pages, then take the digests that the failed test names.
//! A digest that differs on one machine alone is a fault, and never to be renewed.

use super::pdf::bytes;
use super::sample;
use chrono::NaiveDate;
use sha2::{Digest, Sha256};
use shinchoku::domain::Template;
use shinchoku::domain::template::{Rows, Settings, Typeface};
use shinchoku::report::{Options, Report};

/// Of the list under each template that the first version built in, and of the other reports: a file
/// that holds them prints what it always has.
const FIRST: [(&str, Report, &str); 6] = [
    (
        "議会配布用",
        Report::List,
        "126491f47b42b15c772f200da5d6608db43cbb3b07440cd835857a50dd1250c4",
    ),
    (
        "内部確認用",
        Report::List,
        "fa7587bad2650add7bd39815b4b1e4d6761ffc9c64cf78c2a48253dfb32db8a4",
    ),
    (
        "課別確認用",
        Report::List,
        "a75e52f589f6bbe6cdf0f8e7af5eca383415d9ca20d358655af96a8d094873d7",
    ),
    (
        "議会配布用",
        Report::Comparison,
        "c99735cc6e8ed3ac03d651eb2a10243f5de63462a2c4faf3e0e4e3cf3fa0886e",
    ),
    (
        "課別確認用",
        Report::ByDepartment,
        "f4605f5af7fed601343044c7c36dd4e8f25aedd5df9416d0675e506c8bea01ff",
    ),
    (
        "内部確認用",
        Report::Missing,
        "b2b75b67cad6dc4314c3a8571a5f9f282716341b906e88dc0de8bbd45ba97a4b",
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

/// Of the list under the templates that are built in now.
const BUILT_IN: [(&str, &str); 2] = [
    ("議会配布用", "2e23dc43123cffc5663fad7f6e7f869ffc7cd7bb5b9f9bec94b40fa0726b4ec9"),
    ("見やすい版", "fc7851a6a3b6d6e80fc8c6a4f0d668c41407ac332d08cf544b4cd73f34de443e"),
];

fn printed(settings: &Settings, report: Report) -> String {
    let book = sample();
    let date = NaiveDate::from_ymd_opt(2026, 6, 12);
    let options = Options { date, ..Options::of(&book, settings) };
    digest(&bytes(&report.lay_out(&book, &options).unwrap()))
}

#[test]
fn the_bytes_are_those_of_every_machine() {
    let template = |name| Template::built_in().into_iter().find(|it| it.name == name).unwrap();
    let printed = BUILT_IN.map(|(name, _)| printed(&template(name).settings, Report::List));
    assert_eq!(printed, BUILT_IN.map(|(_, digest)| digest));
}

#[test]
fn the_first_version_s_templates_print_the_same_bytes_as_ever() {
    let printed = FIRST.map(|(template, report, _)| printed(&first(template), report));
    assert_eq!(printed, FIRST.map(|(_, _, digest)| digest));
}
