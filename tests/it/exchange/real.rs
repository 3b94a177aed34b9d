//! A real published list, where it is at hand.

use crate::exchange::{empty, import_into};
use crate::support::skip::data;
use serde_json::Value;
use shinchoku::exchange::{self, Format};

#[test]
fn every_form_of_the_real_list_says_the_same() {
    let Some(expected) = data("kodaira_goal1.json") else { return };
    let expected: Value = serde_json::from_slice(&expected).unwrap();
    for (name, has_title) in [
        ("kodaira_goal1.json", true),
        ("kodaira_goal1.xlsx", true),
        ("kodaira_goal1_utf8.csv", false),
        ("kodaira_goal1_cp932.csv", false),
    ] {
        let Some(bytes) = data(name) else { continue };
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
    let (Some(json), Some(csv)) = (data("kodaira_goal1.json"), data("kodaira_goal1_utf8.csv"))
    else {
        return;
    };
    let (book, _) = import_into(&empty(), Format::Json, &json);
    assert!(exchange::write(Format::Csv, &book).unwrap() == csv);
}

#[test]
fn other_real_papers_are_no_lists() {
    for name in ["mitaka_kpi.json", "omitama_schedule.json", "nishitokyo_brief.json"] {
        let Some(bytes) = data(name) else { continue };
        assert!(matches!(
            exchange::read(Format::Json, &bytes, name),
            Err(exchange::Error::Shape(_))
        ));
    }
}
