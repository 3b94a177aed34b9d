//! Small files that ask for much time or memory.

use crate::refusals::{list, refused};
use crate::workbook::{Parts, archive};
use shinchoku::exchange::{self, Bound, Error, Format};

#[test]
fn a_bomb_is_known_by_its_directory() {
    let mut parts = list().parts();
    let whole = archive(&parts);
    // The unpacked size of the sheet, in the directory: a gibibyte.
    let name = b"xl/worksheets/sheet1.xml";
    let entry = whole.windows(name.len()).rposition(|window| window == name).unwrap() - 46;
    let mut bomb = whole.clone();
    bomb[entry + 24..entry + 28].copy_from_slice(&(1_u32 << 30).to_le_bytes());
    let error = refused(Format::Xlsx, &bomb);
    assert!(matches!(error, Error::TooLarge { what: Bound::Unpacked, .. }));
    // One that lies about it is stopped where it turns out larger.
    let mut lie = whole;
    lie[entry + 24..entry + 28].copy_from_slice(&10_u32.to_le_bytes());
    assert!(matches!(refused(Format::Xlsx, &lie), Error::Workbook(_)));
    // The same text many times over.
    let strings = format!("<si><t>{}</t></si>", "あ".repeat(100_000));
    let cells = r#"<row><c t="s"><v>0</v></c></row>"#.repeat(1_000);
    parts = Parts { strings, ..Parts::of_rows(&cells) }.parts();
    let error = refused(Format::Xlsx, &archive(&parts));
    assert!(matches!(error, Error::TooLarge { what: Bound::Text, .. }));
}

#[test]
fn a_sheet_may_pretend_to_be_huge() {
    let mut list = list();
    let far = r#"<row r="1048576"><c r="XFD1048576" s="1"/></row>"#;
    list.sheet = format!(
        r#"<dimension ref="A1:XFD1048576"/>{}<mergeCells><mergeCell ref="A3:XFD1048576"/></mergeCells>"#,
        list.sheet.replace("</sheetData>", &format!("{far}</sheetData>"))
    );
    let listing = exchange::read(Format::Xlsx, &list.build(), "list.xlsx").unwrap();
    assert_eq!(listing.measures().count(), 1);
    // Formatting far below the list ends it; what stands to the right of any list is not read.
    let rows: String = (3..20_000).map(|at| format!(r#"<row r="{at}"><c s="1"/></row>"#)).collect();
    let aside = r#"<row r="20001"><c r="XFD20001" t="n"><v>1</v></c></row>"#;
    list.sheet = list.sheet.replace(far, &(rows + aside));
    let listing = exchange::read(Format::Xlsx, &list.build(), "list.xlsx").unwrap();
    assert_eq!((listing.measures().count(), listing.unreadable.len()), (1, 0));
}

/// A workbook one of whose parts is another.
fn with_part(name: &str, content: &str) -> Vec<u8> {
    let mut parts = list().parts();
    parts.retain(|(known, _)| known != name);
    parts.push((name.to_owned(), content.as_bytes().to_vec()));
    archive(&parts)
}

#[test]
fn no_room_is_made_for_texts_that_are_only_said_to_be_there() {
    for name in ["xl/sharedStrings.xml", "xl/SharedStrings.XML"] {
        for tag in [
            "<sst uniqueCount='4000000000'/>",
            "<sst count='1' uniqueCount = '04000000000'></sst>",
            "<?xml version='1.0'?>\n<!-- --><x:sst xmlns:x='x' uniqueCount=\"4000000000\"></x:sst>",
        ] {
            let mut parts = list().parts();
            parts.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
            parts.push((name.to_owned(), tag.as_bytes().to_vec()));
            let error = refused(Format::Xlsx, &archive(&parts));
            assert!(matches!(error, Error::TooLarge { what: Bound::Rows, .. }), "{error}");
        }
    }
    let unquoted = with_part("xl/sharedStrings.xml", "<sst uniqueCount=4000000000></sst>");
    assert!(matches!(refused(Format::Xlsx, &unquoted), Error::Damaged));
    let more_than_there_are = with_part("xl/sharedStrings.xml", "<sst uniqueCount='9'></sst>");
    assert!(exchange::read(Format::Xlsx, &more_than_there_are, "list.xlsx").is_ok());
}

#[test]
fn one_long_name_is_not_copied_for_every_look() {
    let styles = |name: usize, looks: usize| {
        let name = format!("<fonts><font><name val='{}'/></font></fonts>", "あ".repeat(name));
        let looks = "<xf fontId='0'/>".repeat(looks);
        format!("<styleSheet>{name}<cellXfs>{looks}</cellXfs></styleSheet>")
    };
    for (name, looks) in [(1_000_000, 1_000), (10, 300_000)] {
        let error = refused(Format::Xlsx, &with_part("xl/styles.xml", &styles(name, looks)));
        assert!(matches!(error, Error::TooLarge { what: Bound::Styles, .. }), "{error}");
    }
    let usual = with_part("xl/styles.xml", &styles(30, 2_000));
    assert!(exchange::read(Format::Xlsx, &usual, "list.xlsx").is_ok());
}
