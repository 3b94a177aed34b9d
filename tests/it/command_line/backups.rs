//! Backups from the command line, and the way back to them.

use crate::command_line::{Desk, names};
use std::fs;

#[test]
#[cfg(target_os = "linux")] // where the home of what is kept can be moved
fn backups_are_taken_listed_and_brought_back() {
    let desk = Desk::new();
    assert!(desk.runs(&["backup", "--list", "戦略.db"]).contains("まだありません"));
    assert_eq!(desk.run(&["restore", "戦略.db"]).status.code(), Some(1));
    desk.import(&[("直売所の整備", "")]);
    assert!(desk.runs(&["backup", "--list", "戦略.db"]).contains("一覧の取り込みの前"));
    assert!(desk.runs(&["backup", "戦略.db"]).contains("控え「"));
    let listed = desk.runs(&["backup", "--list", "戦略.db"]);
    assert_eq!(listed.lines().count(), 2, "{listed}");
    let before = listed.lines().find(|line| line.contains("取り込み")).unwrap();
    let path = before.rsplit("  ").next().unwrap();

    let told = desk.runs(&["restore", "戦略.db", path]);
    assert!(told.contains("戻しました"), "{told}");
    assert!(!desk.names_measure("直売所の整備"));
    let history = desk.runs(&["history", "戦略.db", "--limit", "1"]);
    assert!(history.contains("の復元") && history.lines().count() == 1, "{history}");
    assert!(desk.runs(&["backup", "--list", "戦略.db"]).contains("復元の前"));
    assert_eq!(desk.run(&["history", "戦略.db", "--limit", "x"]).status.code(), Some(2));
}

#[test]
#[cfg(target_os = "linux")] // where the home of what is kept can be moved
fn a_damaged_file_is_made_anew_from_its_backup() {
    let desk = Desk::new();
    desk.import(&[("直売所の整備", "")]);
    let _ = desk.runs(&["backup", "戦略.db"]);
    let listed = desk.runs(&["backup", "--list", "戦略.db"]);
    let asked = listed.lines().find(|line| line.contains("自分で取った控え")).unwrap();
    let path = asked.rsplit("  ").next().unwrap().to_owned();
    let file = desk.path("戦略.db");
    let damaged = fs::read(&file).unwrap()[..9000].to_vec();
    fs::write(&file, &damaged).unwrap();
    assert_eq!(desk.run(&["check", "戦略.db"]).status.code(), Some(1));
    let told = desk.runs(&["restore", "戦略.db", &path]);
    assert!(told.contains("残しました"), "{told}");
    assert!(desk.names_measure("直売所の整備"));
    let kept = names(desk.folder.path()).into_iter().find(|name| name.contains("壊れた")).unwrap();
    assert_eq!(fs::read(desk.folder.path().join(kept)).unwrap(), damaged);
}

#[test]
#[cfg(target_os = "linux")] // where the home of what is kept can be moved
fn the_master_does_not_go_back_to_the_backup_of_a_department() {
    let desk = Desk::new();
    desk.import(&[("直売所の整備", "農政課"), ("図書館の充実", "図書館")]);
    let _ = desk.runs(&["backup", "戦略.db"]);
    let out = ["--department", "農政課", "--only", "-o", "農政課.db"];
    let _ = desk.runs(&[&["hand-out", "戦略.db"][..], &out].concat());
    // Later than all of the master's.
    let _ = desk.runs(&["backup", "農政課.db"]);
    let listed = desk.runs(&["backup", "--list", "戦略.db"]);
    assert!(!listed.contains("農政課"), "{listed}");
    let _ = desk.runs(&["restore", "戦略.db"]);
    assert!(desk.names_measure("図書館の充実") && desk.names_measure("直売所の整備"));
    // Nor where that backup is named.
    let of_department = desk.runs(&["backup", "--list", "農政課.db"]);
    let path = of_department.trim_end().rsplit("  ").next().unwrap().to_owned();
    assert_eq!(desk.run(&["restore", "戦略.db", &path]).status.code(), Some(1));
    assert!(desk.names_measure("図書館の充実"));
}

#[test]
fn a_restore_takes_the_latest_sound_backup_and_twice_is_once() {
    let desk = Desk::new();
    desk.import(&[("直売所の整備", "農政課")]);
    let _ = desk.runs(&["backup", "戦略.db"]);
    desk.import(&[("図書館の充実", "農政課")]);
    let _ = desk.runs(&["backup", "戦略.db"]);
    let told = desk.runs(&["backup", "--list", "戦略.db"]);
    assert!(told.lines().count() >= 3, "{told}");
    desk.import(&[("消防団の支援", "農政課")]);
    // The latest that was asked for is damaged in the midst of its text.
    let kept = desk.path("data/shinchoku/控え");
    let asked: Vec<_> = names(&kept).into_iter().filter(|name| name.contains("asked")).collect();
    let text = "図書館の充実".as_bytes();
    let (latest, mut bytes) = asked
        .iter()
        .map(|name| (kept.join(name), fs::read(kept.join(name)).unwrap()))
        .find(|(_, bytes)| bytes.windows(text.len()).any(|window| window == text))
        .unwrap();
    let spots: Vec<_> =
        (0..bytes.len() - text.len()).filter(|at| &bytes[*at..*at + text.len()] == text).collect();
    for at in spots {
        bytes[at] ^= 1;
    }
    fs::write(&latest, bytes).unwrap();
    let first = desk.runs(&["restore", "戦略.db"]);
    let second = desk.runs(&["restore", "戦略.db"]);
    assert!(second.contains("同じ内容です"), "{first}{second}");
}
