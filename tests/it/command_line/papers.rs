//! Papers from the command line.

use crate::command_line::names;
use shinchoku::exchange;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn each(out: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_shinchoku"));
    command.args(["report", "--paper", "by-department", "--each", "-o"]).arg(out).output().unwrap()
}

#[test]
fn each_department_has_its_list_in_a_file_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let output = each(&folder.path().join("一覧.pdf"));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let book = exchange::sample();
    // As of the latest year: one that another took over from has no list of its own.
    let latest = book.latest_year();
    let involved = |id| {
        let as_of = |measure| {
            [book.lead_as_of(measure, latest), book.related_as_of(measure, latest)].concat()
        };
        book.listed().iter().any(|(_, _, it)| as_of(it).iter().any(|row| row.id == id))
    };
    let departments = book.departments().into_iter().filter(|department| involved(department.id));
    let mut expected: Vec<String> =
        departments.map(|department| format!("一覧_{}.pdf", department.name)).collect();
    expected.sort();
    assert!(expected.len() > 5);
    assert_eq!(names(folder.path()), expected);
}

#[test]
fn where_one_of_the_files_is_there_none_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let taken = folder.path().join("一覧_農政課.pdf");
    fs::write(&taken, "昨日の一覧").unwrap();
    let output = each(&folder.path().join("一覧.pdf"));
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(names(folder.path()), ["一覧_農政課.pdf"]);
    assert_eq!(fs::read_to_string(&taken).unwrap(), "昨日の一覧");
}

#[test]
fn other_papers_are_not_divided() {
    let folder = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_shinchoku"))
        .args(["report", "--each", "-o"])
        .arg(folder.path().join("一覧.pdf"))
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(names(folder.path()), Vec::<String>::new());
}
