//! What the program stands upon: the user's home, the temporary folder, what it prints to, names.

use crate::command_line::{Desk, names, told};
use std::fs;

/// Commands that commit, and need no backup to do so.
const EDITING: [&[&str]; 2] = [
    &["editions", "戦略.db", "--save", "提出版"],
    &["hand-out", "戦略.db", "--department", "農政課", "-o", "農政課.db"],
];

#[test]
#[cfg(target_os = "linux")] // where the home of what is kept can be moved
fn a_backup_of_the_day_that_failed_is_told_and_costs_nothing() {
    let desk = Desk::new();
    desk.import(&[("直売所の整備", "農政課")]);
    for arguments in EDITING {
        let mut command = desk.command(arguments);
        let output = command.env("XDG_DATA_HOME", desk.path("一覧.csv")).output();
        let output = output.unwrap();
        assert!(output.status.success(), "{}", told(&output));
        assert!(told(&output).contains("きょうの控えを取れませんでした"), "{}", told(&output));
    }
    let _ = desk.runs(&["editions", "戦略.db", "--pdf", "提出版", "-o", "提出版.pdf"]);
    assert!(desk.runs(&["ledger", "戦略.db"]).contains("農政課"));
}

#[test]
#[cfg(target_os = "linux")]
fn without_a_home_nothing_is_kept_and_edits_go_on() {
    let desk = Desk::new();
    desk.import(&[("直売所の整備", "農政課")]);
    let temporary = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| {
        let mut command = desk.command(arguments);
        // A home that is not a whole path is none, as is one that the system does not know.
        let command = command.env("HOME", ".").env_remove("XDG_DATA_HOME");
        command.env_remove("XDG_CONFIG_HOME").env("TMPDIR", temporary.path()).output().unwrap()
    };
    let before = names(desk.folder.path());
    let refused = run(&["import", "戦略.db", "一覧.csv"]);
    assert!(refused.status.success(), "nothing new in it: {}", told(&refused));
    desk.write_list(&[("図書館の充実", "図書館")]);
    let refused = run(&["import", "戦略.db", "一覧.csv"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(told(&refused).contains("ホームフォルダー"), "{}", told(&refused));
    assert_eq!(run(&["backup", "戦略.db"]).status.code(), Some(1));
    assert_eq!(names(desk.folder.path()), before);
    let saved = run(EDITING[0]);
    assert!(
        saved.status.success() && told(&saved).contains("ホームフォルダー"),
        "{}",
        told(&saved)
    );
    assert_eq!(names(desk.folder.path()), before);
    assert_eq!(names(temporary.path()), Vec::<String>::new());
}

#[test]
#[cfg(unix)]
fn a_temporary_folder_that_cannot_be_used_is_told_by_name() {
    let desk = Desk::new();
    fs::write(desk.path("ファイル"), "").unwrap();
    for folder in ["ない", "ファイル"] {
        let folder = desk.folder.path().join(folder);
        let output = desk.command(&["backup", "戦略.db"]).env("TMPDIR", &folder).output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        let expected = format!("一時フォルダー「{}」", folder.display());
        assert!(told(&output).contains(&expected), "{}", told(&output));
    }
}

#[test]
#[cfg(target_os = "linux")] // where the home of what is kept can be moved
fn what_a_killed_program_left_is_gone_after_the_next() {
    let (desk, temporary) = (Desk::new(), tempfile::tempdir().unwrap());
    let _ = desk.runs(&["backup", "戦略.db"]);
    let backups = desk.path("data/shinchoku/控え");
    let whole = names(&backups);
    let left = format!(".shinchoku-{}.tmp", "0123456789abcdef".repeat(2));
    for name in [&left, &format!("{left}-journal"), "ほかのプログラムのもの.tmp"] {
        fs::write(temporary.path().join(name), "半分").unwrap();
    }
    fs::write(backups.join(&left), "半分").unwrap();
    let output = desk.command(&["check", "戦略.db"]).env("TMPDIR", temporary.path()).output();
    assert!(output.unwrap().status.success());
    assert_eq!(names(temporary.path()), ["ほかのプログラムのもの.tmp"]);
    assert_eq!((whole.len(), names(&backups)), (1, whole));
}

#[test]
#[cfg(target_os = "linux")]
fn what_cannot_be_printed_is_told_and_what_is_done_is_done() {
    let desk = Desk::new();
    desk.import(&[("直売所の整備", "農政課")]);
    let full = |arguments: &[&str]| {
        let out = fs::File::options().write(true).open("/dev/full").unwrap();
        desk.command(arguments).stdout(out).output().unwrap()
    };
    for question in [
        &["history", "戦略.db"][..],
        &["check", "戦略.db"],
        &["help"],
        &["backup", "--list", "戦略.db"],
    ] {
        let output = full(question);
        assert_eq!(output.status.code(), Some(1), "{question:?}");
        assert!(told(&output).contains("出力できませんでした"), "{}", told(&output));
    }
    let done = full(EDITING[0]);
    assert!(
        done.status.success() && told(&done).contains("作業は終わりましたが"),
        "{}",
        told(&done)
    );
    assert!(desk.runs(&["editions", "戦略.db"]).contains("提出版"));
}

#[test]
fn a_reader_that_goes_away_ends_no_command_in_the_middle() {
    let desk = Desk::new();
    desk.import(&[("直売所の整備", "農政課"), ("図書館の充実", "図書館")]);
    for arguments in [&["history", "戦略.db"][..], &["hand-out", "戦略.db", "--all", "-o", "配布"]]
    {
        // The reader has gone before anything is written.
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = desk.command(arguments).stdout(writer).output().unwrap();
        assert!(output.status.success() && output.stderr.is_empty(), "{}", told(&output));
    }
    assert_eq!(names(&desk.path("配布")).len(), 2);
}

/// SQLite takes a name that begins so for a URI, and opened the other file.
#[test]
#[cfg(unix)] // no name of Windows has a colon
fn a_name_that_begins_like_a_uri_is_a_name() {
    let desk = Desk::new();
    desk.import(&[("直売所の整備", "農政課")]);
    let at = |name| desk.path(name);
    let _ = fs::copy(at("戦略.db"), at("file:y.db")).unwrap();
    let _ = fs::copy(at("戦略.db"), at("y.db")).unwrap();
    let before = fs::read(at("y.db")).unwrap();
    let _ = desk.runs(&["editions", "file:y.db", "--save", "提出版"]);
    assert_eq!(fs::read(at("y.db")).unwrap(), before);
    assert!(desk.runs(&["editions", "file:y.db"]).contains("提出版"));
}
