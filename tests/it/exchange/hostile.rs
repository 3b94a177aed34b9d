//! Small files that ask for much time or memory.

use crate::exchange::refusals::{list, refused};
use crate::exchange::workbook::{Parts, archive, row};
use shinchoku::domain::{Book, Invalid, Noun, Plan};
use shinchoku::exchange::{self, Bound, Error, Format, Place, Reason};
use shinchoku::words::Notice;

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
    assert!(matches!(refused(Format::Xlsx, &lie), Error::Damaged));
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
            assert!(exchange::read(Format::Xlsx, &archive(&parts), "list.xlsx").is_ok(), "{tag}");
        }
    }
}

#[test]
fn one_long_name_is_not_copied_for_every_look() {
    let styles = |name: usize, looks: usize| {
        let name = format!("<fonts><font><name val='{}'/></font></fonts>", "あ".repeat(name));
        let looks = "<xf fontId='0'/>".repeat(looks);
        format!("<styleSheet>{name}<cellXfs>{looks}</cellXfs></styleSheet>")
    };
    let error = refused(Format::Xlsx, &with_part("xl/styles.xml", &styles(10, 300_000)));
    assert!(matches!(error, Error::TooLarge { what: Bound::Styles, .. }), "{error}");
    for (name, looks) in [(1_000_000, 1_000), (30, 2_000)] {
        let usual = with_part("xl/styles.xml", &styles(name, looks));
        assert!(exchange::read(Format::Xlsx, &usual, "list.xlsx").is_ok());
    }
}

/// The archive with another size declared for parts, by the end of their names.
fn claiming(parts: &[(String, Vec<u8>)], end: &str, size: u32) -> Vec<u8> {
    let mut bytes = archive(parts);
    for (name, _) in parts.iter().filter(|(name, _)| name.ends_with(end)) {
        let name = name.as_bytes();
        let entry = bytes.windows(name.len()).rposition(|window| window == name).unwrap() - 46;
        bytes[entry + 24..entry + 28].copy_from_slice(&size.to_le_bytes());
    }
    bytes
}

#[test]
fn many_parts_are_together_as_large_as_one_may_be() {
    let mut parts = list().parts();
    for at in 2..5 {
        parts.push((format!("xl/worksheets/sheet{at}.xml"), b"<worksheet/>".to_vec()));
    }
    let error = refused(Format::Xlsx, &claiming(&parts, ".xml", 200 << 20));
    assert!(matches!(error, Error::TooLarge { what: Bound::Unpacked, .. }));
}

/// A workbook whose first sheet has further names.
fn with_sheets(count: usize, relation: impl Fn(usize) -> String) -> Vec<u8> {
    let mut parts = list().parts();
    for (name, content) in &mut parts {
        let text = String::from_utf8(content.clone()).unwrap();
        let (end, more): (_, String) = match name.as_str() {
            "xl/workbook.xml" => {
                let sheet = |at| format!(r#"<sheet name="第{at}" sheetId="{at}" r:id="q{at}"/>"#);
                ("</sheets>", (9..9 + count).map(sheet).collect())
            }
            "xl/_rels/workbook.xml.rels" => {
                ("</Relationships>", (9..9 + count).map(&relation).collect())
            }
            _ => continue,
        };
        *content = text.replace(end, &(more + end)).into_bytes();
    }
    archive(&parts)
}

#[test]
fn a_sheet_is_read_once() {
    let relation = |at, target: &str| {
        let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet";
        format!(r#"<Relationship Id="q{at}" Type="{kind}" Target="{target}"/>"#)
    };
    for target in ["worksheets/sheet1.xml", "/xl/worksheets/Sheet1.XML"] {
        let again = with_sheets(1, |at| relation(at, target));
        assert!(matches!(refused(Format::Xlsx, &again), Error::Damaged), "{target}");
    }
    let many = with_sheets(1_001, |at| relation(at, &format!("worksheets/sheet{at}.xml")));
    assert!(matches!(refused(Format::Xlsx, &many), Error::TooLarge { what: Bound::Sheets, .. }));
}

#[test]
fn a_cell_may_be_only_so_long() {
    let list = |departments: &str, text: &str| {
        format!("番号,名称,所管課,内容\n1,直売所,\"{departments}\",{text}\n")
    };
    let names = |count: usize| (0..count).map(|at| format!("{at}課、")).collect::<String>();
    let error = refused(Format::Csv, list(&names(100_000), "").as_bytes());
    assert!(matches!(error, Error::TooLarge { what: Bound::Cell, .. }));
    // Lines of more than that, of several cells, are no cell.
    let long = "あ".repeat(90_000);
    let bytes = list(&long, &long);
    assert!(exchange::read(Format::Csv, bytes.as_bytes(), "list").is_ok());
    // More departments than there are anywhere, in a cell that may be as long.
    let read = exchange::read(Format::Csv, list(&names(20_000), "").as_bytes(), "list").unwrap();
    let import = exchange::import(&Book::new(Plan::new("", "")), &read);
    let reasons: Vec<&Reason> = import.unreadable.iter().map(|row| &row.reason).collect();
    let [Reason::Refused(Invalid::TooMany(Noun::Department))] = reasons[..] else {
        panic!("{reasons:?}")
    };
}

/// A clerk is told where to look, and how much there may be.
#[test]
fn a_limit_is_told_with_its_place() {
    let told = |format, bytes: &[u8]| Notice::from(&refused(format, bytes)).what;
    let rows = "1,直売所\n".repeat(20_001);
    let begins = |told: String, start: &str| assert!(told.starts_with(start), "{told}");
    let many = told(Format::Csv, format!("番号,名称\n{rows}").as_bytes());
    begins(many, "20001行目：このファイルの行や施策が多すぎます（20000件まで）。");
    let long = "あ".repeat(200_000);
    let workbook =
        Parts::of_rows(&(row(1, &["番号", "名称", "内容"]) + &row(2, &["1", "直売所", &long])));
    let cell = told(Format::Xlsx, &workbook.build());
    begins(cell, "シート「一覧」2行目のC列：1つのセルの文字が多すぎます（390KBまで）。");
    // The unpacked size of a part, in the directory: a gibibyte.
    let mut bomb = list().build();
    let name = b"xl/styles.xml";
    let entry = bomb.windows(name.len()).rposition(|window| window == name).unwrap() - 46;
    bomb[entry + 24..entry + 28].copy_from_slice(&(1_u32 << 30).to_le_bytes());
    let start =
        "部品「xl/styles.xml」：このエクセルのファイルは、開くと大きくなりすぎます（64.0MBまで）。";
    begins(told(Format::Xlsx, &bomb), start);
}

#[test]
fn a_json_has_as_many_of_a_kind_as_a_book() {
    let goal = r#"{"name":"まち","directions":[{"name":"農","measures":[{"name":"直売所"}]}]}"#;
    let file = |of: &str, item: &str, count: usize| {
        let items = vec![item; count].join(",");
        format!(r#"{{"goals":[{goal}],"{of}":[{items}]}}"#)
    };
    for (of, item, noun) in [
        ("departments", r#""産業課""#, Noun::Department),
        ("statuses", r#""実施中""#, Noun::Status),
        ("years", "2024", Noun::Year),
    ] {
        let most = Book::most(noun);
        assert!(exchange::read(Format::Json, file(of, item, most).as_bytes(), "").is_ok());
        let error = refused(Format::Json, file(of, item, most + 1).as_bytes());
        let what = Bound::Records(noun);
        assert!(matches!(error, Error::TooLarge { what: of, .. } if of == what), "{of}");
    }
    let goals = vec![goal; Book::most(Noun::Goal) + 1].join(",");
    let error = refused(Format::Json, format!(r#"{{"goals":[{goals}]}}"#).as_bytes());
    assert!(matches!(error, Error::TooLarge { what: Bound::Records(Noun::Goal), .. }));
}

#[test]
fn no_more_is_read_of_a_file_than_tells_that_it_is_too_large() {
    let bytes = exchange::bytes(std::io::repeat(b' ')).unwrap();
    let error = refused(Format::Csv, &bytes);
    assert!(
        matches!(error, Error::TooLarge { what: Bound::File, limit, .. } if limit + 1 == bytes.len() as u64)
    );
}

#[test]
fn what_a_measure_cannot_have_is_told_with_its_place() {
    let file = |of: &str| {
        let other = r#"{"name":"農園"}"#;
        format!(
            r#"{{"goals":[{{"directions":[{{"measures":[{{"name":"直売所",{of}}},{other}]}}]}}]}}"#
        )
    };
    let names = vec![r#""課""#; Book::most(Noun::Department) + 1].join(",");
    let years: Vec<String> =
        (0..=Book::most(Noun::Year)).map(|year| format!(r#""{year}":"""#)).collect();
    for (of, key) in [
        (format!(r#""departments":[{names}]"#), "departments"),
        (format!(r#""remarks":{{{}}}"#, years.join(",")), "remarks"),
        // The second would silently take the place of the first.
        (r#""narratives":{"2024":"開いた","2024":"閉じた"}"#.to_owned(), "narratives"),
    ] {
        let listing = exchange::read(Format::Json, file(&of).as_bytes(), "").unwrap();
        assert_eq!(listing.measures().count(), 1, "{key}");
        let told: Vec<_> =
            listing.unreadable.iter().map(|it| (it.place.clone(), it.reason.clone())).collect();
        assert_eq!(told, [(Place::Item(1), Reason::Shape { key })]);
    }
}
