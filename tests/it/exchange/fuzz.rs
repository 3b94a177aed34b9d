//! Damaged sources: a sentence or a list, never a panic.

use crate::exchange::workbook::{Parts, archive, row};
use crate::exchange::{empty, json};
use crate::support::cases::config;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use shinchoku::exchange::{self, Format};

const FORMATS: [Format; 3] = [Format::Xlsx, Format::Csv, Format::Json];

/// Reads, and imports what could be read.
fn feed(format: Format, bytes: &[u8]) {
    if let Ok(listing) = exchange::read(format, bytes, "list_R5.xlsx") {
        let mut book = empty();
        let import = exchange::import(&book, &listing);
        book.apply(&import.changes).expect("the changes were tried");
        let _ = json(&book);
    }
}

fn sheet() -> String {
    let rows = [
        row(1, &["みずほ野市総合戦略　進捗状況一覧表"]),
        row(
            2,
            &[
                "施策番号",
                "名称",
                "内容",
                "所管課（関連課）",
                "進捗状況",
                "平成30年度までの実施状況",
            ],
        ),
        row(3, &["基本目標１「まち」"]),
        row(4, &["① 農"]),
        row(
            5,
            &[
                "1",
                "直売所",
                "整備します。",
                "産業課\n（学務課）",
                "実施中",
                "【平成30年度】\n・一つ",
            ],
        ),
    ];
    let merges = r#"<mergeCells><mergeCell ref="A3:F3"/><mergeCell ref="A4:F4"/></mergeCells>"#;
    format!("<sheetData>{}</sheetData>{merges}", rows.concat())
}

fn parts() -> Vec<(String, Vec<u8>)> {
    let strings = r#"<si><t>直売所</t><rPh sb="0" eb="1"><t>チョク</t></rPh></si>"#.to_owned();
    Parts { strings, sheet: sheet(), more: vec![] }.parts()
}

fn changed(mut bytes: Vec<u8>, edits: &[(Index, u8, u8)]) -> Vec<u8> {
    for (at, kind, byte) in edits {
        if bytes.is_empty() {
            break;
        }
        let at = at.index(bytes.len());
        match kind % 4 {
            0 => bytes[at] = *byte,
            1 => bytes.truncate(at),
            2 => bytes.insert(at, *byte),
            _ => drop(bytes.remove(at)),
        }
    }
    bytes
}

fn edits() -> impl Strategy<Value = Vec<(Index, u8, u8)>> {
    vec((any::<Index>(), any::<u8>(), any::<u8>()), 1..6)
}

proptest! {
    #![proptest_config(config(256))]

    #[test]
    fn noise_is_survived(bytes in vec(any::<u8>(), 0..200), start in 0_usize..6) {
        let start = [&b""[..], b"PK\x03\x04", b"\xFF\xFE", b"\xEF\xBB\xBF", b"{\"goals\":", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"][start];
        for format in FORMATS {
            feed(format, &[start, &bytes].concat());
        }
    }

    #[test]
    fn damaged_files_are_survived(edits in edits()) {
        let (book, _) = crate::exchange::import_into(&empty(), Format::Xlsx, &archive(&parts()));
        for format in FORMATS {
            feed(format, &changed(exchange::write(format, &book).unwrap(), &edits));
        }
        feed(Format::Xlsx, &changed(archive(&parts()), &edits));
    }

    /// Parts whose damage no checksum tells.
    #[test]
    fn damaged_parts_are_survived(part in any::<Index>(), edits in edits()) {
        let mut parts = parts();
        let at = part.index(parts.len());
        parts[at].1 = changed(std::mem::take(&mut parts[at].1), &edits);
        feed(Format::Xlsx, &archive(&parts));
    }

    #[test]
    fn any_table_is_survived(cells in vec(vec("[番号名称所管課進捗状況基本目標1①（）【】平成30年度、・\n \\PC]{0,6}", 0..8), 0..12)) {
        let csv: Vec<String> = cells
            .iter()
            .map(|row| row.iter().map(|cell| format!("\"{}\"", cell.replace('"', ""))).collect::<Vec<_>>().join(","))
            .collect();
        let headings = "番号,名称,所管課,進捗状況,実施状況\n";
        feed(Format::Csv, format!("{headings}{}", csv.join("\n")).as_bytes());
        feed(Format::Csv, csv.join("\n").as_bytes());
    }
}
