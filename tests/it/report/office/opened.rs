//! What LibreOffice makes of the files: nothing is cut off, also where it has none of their fonts.

use super::{OFFICE, part, write};
use crate::report::{sample, with};
use crate::support::skip::{Means, skip};
use lopdf::Document;
use shinchoku::domain::FiscalYear;
use shinchoku::report::{FileType, Report};
use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// Has LibreOffice write a file of another kind; `None` where it is not there.
fn converted(folder: &Path, file: &Path, to: &str) -> Option<PathBuf> {
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let out = folder.join("out");
    let opened = Command::new("soffice")
        .args([profile.as_str(), "--headless", "--convert-to", to, "--outdir"])
        .arg(&out)
        .arg(file)
        .output()
        .ok()?;
    assert!(opened.status.success(), "{}", String::from_utf8_lossy(&opened.stderr));
    Some(out.join(file.file_name()?).with_extension(to))
}

#[test]
fn the_pages_are_about_those_of_the_paper() {
    let folder = tempfile::tempdir().unwrap();
    let book = sample();
    let printed = Report::List.pdf(&book, &shinchoku::report::Options::default()).unwrap().1;
    for file_type in OFFICE {
        let file = folder.path().join(format!("一覧表.{}", file_type.ending()));
        fs::write(&file, write(Report::List, file_type, &book)).unwrap();
        let Some(pdf) = converted(folder.path(), &file, "pdf") else {
            return skip(Means::Office, "soffice is not there");
        };
        let pages = Document::load_mem(&fs::read(pdf).unwrap()).unwrap().get_pages().len();
        assert!(pages.abs_diff(printed) <= printed / 3, "{pages} pages, on paper {printed}");
    }
}

#[test]
fn rows_are_as_high_as_another_font_needs_them() {
    let folder = tempfile::tempdir().unwrap();
    let text = "・延べ36,711人（うち市外1,024人）が利用し、前年度と比べて34.9％増加しました。\n\
                ・ＣＯ₂の削減量は41,141t-CO₂（基準年度比27.5％減）となりました。";
    let narrated = |at| super::narrated(&sample(), at, FiscalYear(2024), text);
    let book = with(sample(), (0..40).map(narrated));
    let bytes = write(Report::List, FileType::Excel, &book);
    let file = folder.path().join("一覧表.xlsx");
    fs::write(&file, without_heights(&bytes)).unwrap();
    let Some(fitted) = converted(folder.path(), &file, "xlsx") else {
        return skip(Means::Office, "soffice is not there");
    };
    let fitted = heights(&fs::read(fitted).unwrap());
    let given = heights(&bytes);
    assert!(given.len() > 50 && given.len() <= fitted.len());
    for (row, (given, fitted)) in given.iter().zip(&fitted).enumerate() {
        assert!(given >= fitted, "row {row}: {given}, of which {fitted} are needed");
    }
}

/// The same workbook, whose rows are as high as whoever opens it finds that they must be.
fn without_heights(bytes: &[u8]) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut part = Vec::new();
        let _ = file.read_to_end(&mut part).unwrap();
        if name.starts_with("xl/worksheets/sheet") {
            let mut sheet = String::from_utf8(part).unwrap();
            while let Some(from) = sheet.find(" ht=\"") {
                let end = r#" customHeight="1""#;
                let to = from + sheet[from..].find(end).unwrap() + end.len();
                sheet.replace_range(from..to, "");
            }
            part = sheet.into_bytes();
        }
        out.start_file(name, SimpleFileOptions::default()).unwrap();
        out.write_all(&part).unwrap();
    }
    out.finish().unwrap().into_inner()
}

/// The heights of the rows of the first sheet, in points.
fn heights(bytes: &[u8]) -> Vec<f64> {
    let sheet = part(bytes, "xl/worksheets/sheet1.xml");
    let rows = sheet.split("<row ").skip(1);
    let heights = rows.filter_map(|row| row.split_once(" ht=\"").or(row.split_once("ht=\"")));
    heights.map(|(_, rest)| rest.split('"').next().unwrap().parse().unwrap()).collect()
}
