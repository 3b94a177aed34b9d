//! Files that are refused, each with a sentence.

use crate::workbook::{Parts, archive, row};
use shinchoku::exchange::{self, Bound, Error, Format};
use shinchoku::words::Notice;

fn refused(format: Format, bytes: &[u8]) -> Error {
    let error = exchange::read(format, bytes, "list").unwrap_err();
    let notice = Notice::from(&error);
    assert!(notice.what.ends_with('。') && notice.remedy.ends_with('。'), "{notice:?}");
    error
}

fn list() -> Parts {
    Parts::of_rows(&(row(1, &["番号", "名称", "所管課"]) + &row(2, &["1", "直売所", "産業課"])))
}

#[test]
fn names_of_files_tell_their_form() {
    for (name, format) in [
        ("一覧.xlsx", Format::Xlsx),
        ("一覧.XLSM", Format::Xlsx),
        ("一覧.v2.csv", Format::Csv),
        ("一覧.json", Format::Json),
    ] {
        assert_eq!(Format::of(name).unwrap(), format);
    }
    for name in ["一覧.pdf", "一覧", "xlsx"] {
        assert!(matches!(Format::of(name), Err(Error::UnknownFormat)));
    }
}

#[test]
fn what_is_no_workbook_is_refused() {
    let compound = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let protected = [compound.clone(), vec![0; 512], name].concat();
    assert!(matches!(refused(Format::Xlsx, b""), Error::Empty));
    assert!(matches!(refused(Format::Xlsx, b"<html><table>"), Error::NotXlsx));
    assert!(matches!(refused(Format::Xlsx, &compound), Error::OldExcel));
    assert!(matches!(refused(Format::Xlsx, &protected), Error::Password));
    assert!(matches!(refused(Format::Csv, &protected), Error::Password));
    let whole = list().build();
    for length in [4, 30, whole.len() / 2, whole.len() - 30] {
        assert!(matches!(refused(Format::Xlsx, &whole[..length]), Error::Damaged));
    }
    let other = archive(&[("mimetype".to_owned(), b"application/zip".to_vec())]);
    assert!(matches!(refused(Format::Xlsx, &other), Error::Workbook(_)));
    assert!(matches!(refused(Format::Xlsx, &archive(&[])), Error::Damaged));
}

#[test]
fn a_workbook_is_known_by_its_content() {
    assert!(exchange::read(Format::Csv, &list().build(), "list.csv").is_ok());
}

#[test]
fn what_is_no_list_is_refused() {
    let table = Parts::of_rows(&(row(1, &["月", "売上"]) + &row(2, &["4", "100"])));
    assert!(matches!(refused(Format::Xlsx, &table.build()), Error::NotAList));
    assert!(matches!(refused(Format::Csv, "月,売上\n4,100\n".as_bytes()), Error::NotAList));
    assert!(matches!(refused(Format::Csv, "番号,名称,所管課\n".as_bytes()), Error::NoMeasures));
    assert!(matches!(refused(Format::Csv, b"\n \n"), Error::Empty));
    assert!(matches!(refused(Format::Csv, b"\xEF\xBB\xBF"), Error::Empty));
}

#[test]
fn a_wrong_encoding_is_refused() {
    let (euc, ..) = encoding_rs::EUC_JP.encode("施策番号,名称,所管課\n1,直売所,産業課\n");
    assert!(matches!(refused(Format::Csv, &euc), Error::Encoding));
    assert!(matches!(refused(Format::Json, b"{\"goals\":\"\x83\x65\"}"), Error::Encoding));
}

#[test]
fn json_of_another_shape_is_refused() {
    assert!(matches!(refused(Format::Json, b"{\"goals\":[{]"), Error::Json { line: 1, .. }));
    for source in
        ["[]", "{\"kpis\":[]}", "{\"goals\":5}", "\"goals\"", "{\"goals\":[{\"name\":1}]}"]
    {
        assert!(matches!(refused(Format::Json, source.as_bytes()), Error::Shape(_)), "{source}");
    }
    assert!(matches!(refused(Format::Json, b"{\"goals\":[]}"), Error::NoMeasures));
    let deep = "[".repeat(100_000);
    assert!(matches!(refused(Format::Json, deep.as_bytes()), Error::Json { .. }));
}

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
