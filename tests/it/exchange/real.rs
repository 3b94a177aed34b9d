//! A real published list, where it is at hand.

use crate::exchange::{empty, import_into};
use serde_json::Value;
use shinchoku::exchange::{self, Format};
use std::path::Path;

/// A file of the real list; `None`, said aloud, where there is none.
fn real(name: &str) -> Option<Vec<u8>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(name);
    let bytes = std::fs::read(&path).ok();
    if bytes.is_none() {
        eprintln!("skipped: {} is not there", path.display());
    }
    bytes
}

#[test]
fn every_form_of_the_real_list_says_the_same() {
    let Some(expected) = real("kodaira_goal1.json") else { return };
    let expected: Value = serde_json::from_slice(&expected).unwrap();
    for (name, has_title) in [
        ("kodaira_goal1.json", true),
        ("kodaira_goal1.xlsx", true),
        ("kodaira_goal1_utf8.csv", false),
        ("kodaira_goal1_cp932.csv", false),
    ] {
        let Some(bytes) = real(name) else { continue };
        let (book, import) = import_into(&empty(), Format::of(name).unwrap(), &bytes);
        assert_eq!((import.added, import.unreadable.len(), import.ignored.len()), (15, 0, 0));
        let written = crate::exchange::json(&book);
        assert_eq!(written["goals"], expected["goals"], "{name}");
        if has_title {
            for key in ["municipality", "plan", "title"] {
                assert_eq!(written[key], expected[key], "{name}");
            }
        }
        for format in [Format::Json, Format::Xlsx, Format::Csv] {
            let again = import_into(&book, format, &exchange::write(format, &book).unwrap()).1;
            assert_eq!((again.changes.len(), again.unchanged), (0, 15));
        }
    }
}

#[test]
fn our_csv_is_the_one_that_cities_use() {
    let (Some(json), Some(csv)) = (real("kodaira_goal1.json"), real("kodaira_goal1_utf8.csv"))
    else {
        return;
    };
    let (book, _) = import_into(&empty(), Format::Json, &json);
    assert!(exchange::write(Format::Csv, &book).unwrap() == csv);
}

#[test]
fn other_real_papers_are_no_lists() {
    for name in ["mitaka_kpi.json", "omitama_schedule.json", "nishitokyo_brief.json"] {
        let Some(bytes) = real(name) else { continue };
        assert!(matches!(
            exchange::read(Format::Json, &bytes, name),
            Err(exchange::Error::Shape(_))
        ));
    }
}
