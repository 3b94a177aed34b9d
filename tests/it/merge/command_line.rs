//! 統合 without a window.

use super::*;
use std::path::Path;
use std::process::{Command, Output};

fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let Output { status, stdout, stderr } = Command::new(env!("CARGO_BIN_EXE_shinchoku"))
        .arg("merge")
        .args(arguments)
        .current_dir(folder)
        .env("HOME", folder)
        .env("XDG_DATA_HOME", folder)
        .output()
        .unwrap();
    let text = String::from_utf8(stdout).unwrap() + &String::from_utf8(stderr).unwrap();
    (status.code(), text)
}

/// Two copies that both changed an entry.
fn contested() -> Office {
    let office = Office::new();
    let mut master = office.create(&support::book(3, 60));
    let mut copy = office.copy(&master);
    narrate(&mut master, 0, "・本庁の文。");
    narrate(&mut copy, 0, "・課の文。");
    rename(&mut copy, 1, "直売所の整備");
    office
}

fn open(office: &Office, name: &str) -> Store {
    let path = office.folder.path().join(name);
    Store::open(&path, Access::Read, session(), &office.backups()).unwrap()
}

#[test]
fn a_conflict_stops_unless_it_is_decided() {
    let office = contested();
    let folder = office.folder.path();
    let before = fs::read(folder.join("コピー1.db")).unwrap();
    let (code, text) = run(folder, &["コピー1.db", "コピー2.db"]);
    assert_eq!(code, Some(1), "{text}");
    assert!(text.contains("・本庁の文。") && text.contains("・課の文。"), "{text}");
    let (code, text) =
        run(folder, &["コピー1.db", "コピー2.db", "--dry-run", "--conflicts", "theirs"]);
    assert_eq!(code, Some(0), "{text}");
    assert_eq!(fs::read(folder.join("コピー1.db")).unwrap(), before);
    let (code, text) = run(folder, &["コピー1.db", "コピー2.db", "--conflicts", "theirs"]);
    assert_eq!(code, Some(0), "{text}");
    let master = open(&office, "コピー1.db");
    assert_eq!(entry(&master, 0).narrative, "・課の文。");
    assert_eq!(measure(&master, 1).name, "直売所の整備");
    let (code, text) = run(folder, &["コピー1.db", "コピー2.db"]);
    assert_eq!(code, Some(0));
    assert!(text.contains("すでに統合してあります"), "{text}");
}

#[test]
fn the_report_holds_every_difference() {
    let office = contested();
    let folder = office.folder.path();
    let arguments = ["コピー1.db", "コピー2.db", "--conflicts", "mine", "--json", "違い.json"];
    let (code, text) = run(folder, &arguments);
    assert_eq!(code, Some(0), "{text}");
    let report: serde_json::Value =
        serde_json::from_slice(&fs::read(folder.join("違い.json")).unwrap()).unwrap();
    let items = report["items"].as_array().unwrap();
    let verdicts: Vec<_> = items.iter().map(|item| item["verdict"].as_str().unwrap()).collect();
    assert_eq!(verdicts, ["taken", "conflict"]);
    assert_eq!(items[1]["theirs"]["text"], "・課の文。");
    assert_eq!(items[1]["decision"], "mine");
}

#[test]
fn what_is_no_copy_is_refused() {
    let office = contested();
    let folder = office.folder.path();
    fs::write(folder.join("壊れ.db"), "これはファイルではありません。".repeat(20)).unwrap();
    let before = fs::read(folder.join("コピー1.db")).unwrap();
    let whole = fs::read(folder.join("コピー2.db")).unwrap();
    fs::write(folder.join("途中.db"), &whole[..9000]).unwrap();
    for (name, cause) in [
        ("壊れ.db", "選んだファイルは進捗帳のファイルではありません。"),
        ("途中.db", "選んだファイルは壊れています。"),
        ("ない.db", "ファイルが見つかりません。"),
    ] {
        let (code, text) = run(folder, &["コピー1.db", name]);
        assert_eq!(code, Some(1), "{text}");
        assert!(text.starts_with("選んだファイルの中身を確かめられない"), "{text}");
        assert!(text.contains("統合先のファイルは元のままです。"), "{text}");
        assert!(text.contains(cause) && !text.contains("このファイル"), "{text}");
    }
    assert_eq!(fs::read(folder.join("コピー1.db")).unwrap(), before);
}
