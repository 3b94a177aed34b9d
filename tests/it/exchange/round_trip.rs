//! What goes out comes in again.

use crate::exchange::books::book;
use crate::exchange::{empty, import_into, json, tabled};
use crate::support::cases::config;
use proptest::prelude::*;
use shinchoku::domain::fold::fold_case;
use shinchoku::domain::{Approval, Field, FiscalYear, Hue, Succession};
use shinchoku::exchange::{self, Error, Format};
use std::collections::BTreeSet;

proptest! {
    #![proptest_config(config(128))]

    #[test]
    fn json_and_workbooks_carry_all(book in book()) {
        for format in [Format::Json, Format::Xlsx] {
            let bytes = exchange::write(format, &book).unwrap();
            let (back, import) = import_into(&empty(), format, &bytes);
            prop_assert_eq!(&import.unreadable, &[], "{:?}", format);
            prop_assert!(import.ignored.is_empty());
            match format {
                Format::Json => prop_assert_eq!(json(&back), json(&book)),
                _ => prop_assert_eq!(json(&back), tabled(&book)),
            }
        }
    }

    #[test]
    fn csv_carries_the_list(book in book()) {
        // CSV has no place to say that departments of one name in two widths are two.
        let names = book.departments().into_iter().map(|it| fold_case(&it.name));
        prop_assume!(names.collect::<BTreeSet<_>>().len() == book.departments().len());
        let bytes = exchange::write(Format::Csv, &book).unwrap();
        let (back, import) = import_into(&empty(), Format::Csv, &bytes);
        prop_assert_eq!(&import.unreadable, &[]);
        prop_assert!(import.ignored.is_empty());
        prop_assert_eq!(&json(&back)["goals"], &tabled(&book)["goals"]);
        prop_assert_eq!(exchange::write(Format::Csv, &back).unwrap(), bytes);
    }

    #[test]
    fn a_second_import_changes_nothing(before in book(), source in book()) {
        for format in [Format::Json, Format::Xlsx, Format::Csv] {
            let bytes = exchange::write(format, &source).unwrap();
            let (once, first) = import_into(&before, format, &bytes);
            let (twice, second) = import_into(&once, format, &bytes);
            prop_assert_eq!(&second.changes, &[]);
            prop_assert_eq!((second.added, second.changed), (0, 0));
            prop_assert_eq!(second.unchanged, first.added + first.changed + first.unchanged);
            prop_assert_eq!(second.unreadable, first.unreadable);
            prop_assert_eq!(once, twice);
        }
    }

    #[test]
    fn an_import_deletes_nothing(before in book(), source in book()) {
        let bytes = exchange::write(Format::Json, &source).unwrap();
        let (after, import) = import_into(&before, Format::Json, &bytes);
        prop_assert!(import.changes.iter().all(|change| change.after.is_some()));
        prop_assert_eq!(after.measure_count(), before.measure_count() + import.added);
        for (_, _, measure) in before.listed() {
            for entry in before.implementations(measure.id) {
                let now = after.implementation(measure.id, entry.year);
                prop_assert!(entry.narrative.is_empty() || now.is_some_and(|it| !it.narrative.is_empty()));
                prop_assert!(entry.status.is_none() || now.is_some_and(|it| it.status.is_some()));
            }
        }
    }
}

#[test]
fn what_a_json_of_an_earlier_version_does_not_say_is_as_it_was() {
    let (book, _) = import_into(
        &empty(),
        Format::Json,
        r#"{"goals":[{"name":"まち","directions":[{"name":"農","measures":[{"number":1,
            "name":"直売所","status":"実施済","narratives":{"2018":"・開いた。"}}]}]}],
            "departments":["商工課",{"name":"商工観光課","successor":{"into":"商工課","from":2019}}],
            "statuses":["実施済"]}"#
            .as_bytes(),
    );
    let entry = book.implementation(book.listed()[0].2.id, FiscalYear(2018)).unwrap();
    assert_eq!((entry.approval, entry.remark.as_str()), (Approval::None, ""));
    assert_eq!(book.statuses()[0].hue, Hue::Gray);
    // The later one may be declared first.
    let [into, ended] = book.departments()[..] else { panic!() };
    assert_eq!(ended.successor, Some(Succession { into: into.id, from: FiscalYear(2019) }));
}

#[test]
fn a_successor_that_is_not_declared_is_told() {
    let source = r#"{"plan":"総合戦略","goals":[],
        "departments":[{"name":"商工観光課","successor":{"into":"商工課","from":2019}}]}"#;
    let (book, import) = import_into(&empty(), Format::Json, source.as_bytes());
    assert_eq!(book.departments()[0].successor, None);
    assert_eq!(import.unreadable.len(), 1);
}

#[test]
fn a_file_with_tables_alone_comes_back() {
    let (book, _) = import_into(
        &empty(),
        Format::Json,
        r#"{"plan":"総合戦略","goals":[],"departments":["産業課"],"years":[2018]}"#.as_bytes(),
    );
    for format in [Format::Json, Format::Xlsx] {
        let bytes = exchange::write(format, &book).unwrap();
        assert_eq!(json(&import_into(&empty(), format, &bytes).0), json(&book));
    }
    let bytes = exchange::write(Format::Csv, &book).unwrap();
    assert!(matches!(exchange::read(Format::Csv, &bytes, "list.csv"), Err(Error::NoMeasures)));
}

/// A book of one measure whose narrative has so many UTF-16 units.
fn long(units: usize) -> Vec<u8> {
    let narrative = format!("{}{}", "𠮷".repeat(units / 2), "あ".repeat(units % 2));
    let measure =
        serde_json::json!({ "number": 1, "name": "直売所", "narratives": { "2018": narrative } });
    let goals = serde_json::json!([{ "number": 1, "name": "まち", "directions": [
        { "number": 1, "name": "農", "measures": [measure] }
    ] }]);
    serde_json::json!({ "goals": goals }).to_string().into_bytes()
}

#[test]
fn a_text_longer_than_a_cell_is_not_cut() {
    let (fits, _) = import_into(&empty(), Format::Json, &long(32_767));
    let bytes = exchange::write(Format::Xlsx, &fits).unwrap();
    assert_eq!(json(&import_into(&empty(), Format::Xlsx, &bytes).0), json(&fits));
    let (too_long, _) = import_into(&empty(), Format::Json, &long(32_768));
    let refused = exchange::write(Format::Xlsx, &too_long);
    assert!(matches!(
        refused,
        Err(Error::CellTooLong { field: Field::Narrative, units: 32_768, .. })
    ));
    let csv = exchange::write(Format::Csv, &too_long).unwrap();
    assert_eq!(
        json(&import_into(&empty(), Format::Csv, &csv).0)["goals"],
        json(&too_long)["goals"]
    );
}

#[test]
fn no_formula_leaves_the_house() {
    let source = r#"{"goals":[{"number":1,"name":"まち","directions":[{"number":1,"name":"農",
        "measures":[{"number":1,"name":"=1+1","description":"@SUM(A1)","status":"-",
        "departments":["+課"],"narratives":{"2018":"=HYPERLINK(\"x\")"}}]}]}]}"#;
    let (book, _) = import_into(&empty(), Format::Json, source.as_bytes());
    let csv = String::from_utf8(exchange::write(Format::Csv, &book).unwrap()).unwrap();
    for cell in ["'=1+1", "'@SUM(A1)", "'-", "'+課", "\"'=HYPERLINK(\"\"x\"\")\""] {
        assert!(csv.contains(&format!(",{cell}")), "{cell} in {csv}");
    }
    assert!(csv.starts_with('\u{FEFF}') && csv.contains("\r\n"));
}

#[test]
fn the_same_book_is_the_same_workbook_whenever_it_is_made() {
    let bytes = exchange::write(Format::Xlsx, &exchange::sample()).unwrap();
    assert!(bytes == exchange::write(Format::Xlsx, &exchange::sample()).unwrap());
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
    let properties =
        std::io::read_to_string(archive.by_name("docProps/core.xml").unwrap()).unwrap();
    assert_eq!(properties.matches("1980-01-01T00:00:00Z").count(), 2, "{properties}");
}
