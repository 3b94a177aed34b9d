//! What LibreOffice makes of the files: nothing is cut off.

use super::{OFFICE, write};
use crate::report::sample;
use crate::support::skip::{Means, skip};
use lopdf::Document;
use shinchoku::report::Report;
use std::fs;
use std::process::Command;

#[test]
fn nothing_is_cut_off_where_it_is_opened() {
    let folder = tempfile::tempdir().unwrap();
    let book = sample();
    for file_type in OFFICE {
        let file = folder.path().join(format!("一覧表.{}", file_type.ending()));
        fs::write(&file, write(Report::List, file_type, &book)).unwrap();
        let profile = format!("-env:UserInstallation=file://{}/profile", folder.path().display());
        let opened = Command::new("soffice")
            .args([profile.as_str(), "--headless", "--convert-to", "pdf", "--outdir"])
            .arg(folder.path())
            .arg(&file)
            .output();
        let Ok(opened) = opened else {
            return skip(Means::Office, "soffice is not there");
        };
        assert!(opened.status.success(), "{}", String::from_utf8_lossy(&opened.stderr));
        let pdf = fs::read(folder.path().join("一覧表.pdf")).unwrap();
        let pages = Document::load_mem(&pdf).unwrap().get_pages().len();
        let printed = Report::List.pdf(&book, &shinchoku::report::Options::default()).unwrap().1;
        assert!(pages.abs_diff(printed) <= printed / 4, "{pages} pages, on paper {printed}");
    }
}
