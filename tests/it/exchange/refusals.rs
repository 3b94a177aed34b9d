//! Files that are refused, each with a sentence.

use crate::exchange::workbook::{Parts, archive, row};
use shinchoku::exchange::{self, Error, Format};
use shinchoku::words::Notice;

/// Why a source is refused, with a sentence for it.
pub(super) fn refused(format: Format, bytes: &[u8]) -> Error {
    let error = exchange::read(format, bytes, "list").unwrap_err();
    let notice = Notice::from(&error);
    assert!(notice.what.ends_with('。') && notice.remedy.ends_with('。'), "{notice:?}");
    error
}

/// A list of one measure.
pub(super) fn list() -> Parts {
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
    assert!(matches!(refused(Format::Xlsx, &other), Error::Damaged));
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
fn an_unclosed_quotation_mark_is_told_by_the_line_where_it_opens() {
    let headed = |rows: &str| format!("番号,名称,所管課\n{rows}");
    for (rows, line) in [
        ("1,\"直売所,産業課\n2,公園,土木課\n", 2),
        ("1,直売所,\"産業課", 2),
        ("1,直売所,\"", 2),
        ("1,\"二行\nある\",産業課\n2,\"公園,土木課\n", 4),
        ("1,\"二重\"\"の\",産業課\n\n2,公園,\"土木\"\"課\n", 4),
        ("1,直売所,産業課\r\n\"2,公園,土木課\r\n", 3),
        ("1,直売所,産業課\r2,\"公園,土木課\r", 3),
    ] {
        let error = refused(Format::Csv, headed(rows).as_bytes());
        assert!(matches!(error, Error::UnclosedQuote { line: found } if found == line), "{rows:?}");
        let tabbed = headed(rows).replace(',', "\t");
        let error = refused(Format::Csv, tabbed.as_bytes());
        assert!(matches!(error, Error::UnclosedQuote { line: found } if found == line), "{rows:?}");
    }
    for rows in [
        "1,鉄道の\"維持\",産業課\n",
        "1,\"\",産業課\n2,公園,\"\"\"\"\n",
        "1,\"直売\"所,産\"業課\n",
        "1,直売所,\"産業課\"",
    ] {
        assert!(exchange::read(Format::Csv, headed(rows).as_bytes(), "list").is_ok(), "{rows:?}");
    }
}
