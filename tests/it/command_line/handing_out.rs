//! 配布 from the command line.

use crate::command_line::{Desk, names, support, told};
use shinchoku::domain::{Department, Record};
use shinchoku::store::Access;
use std::collections::BTreeMap;
use std::fs;

/// A file of which two departments have names that no file can tell apart.
fn with_departments_of_one_name() -> Desk {
    let mut book = support::book(3, 40);
    let departments: Vec<Department> = book.departments().into_iter().cloned().collect();
    for (department, name) in departments.into_iter().zip(["A/B課", "A:B課", "a?b課"]) {
        let renamed = Department { name: name.to_owned(), ..department };
        let changes = book.put(Record::Department(renamed)).unwrap();
        book.apply(&[changes]).unwrap();
    }
    Desk::with(&book)
}

#[test]
fn departments_whose_names_no_file_can_tell_apart_get_files_of_their_own() {
    let desk = with_departments_of_one_name();
    fs::create_dir(desk.path("課別")).unwrap();
    let paper = ["report", "戦略.db", "--paper", "by-department"];
    let _ = desk.runs(&[&paper[..], &["--each", "-o", "課別/一覧.pdf"]].concat());
    let lists = names(&desk.path("課別"));
    let of_three = lists.into_iter().filter(|name| name.to_lowercase().contains("a_b"));
    assert_eq!(
        of_three.collect::<Vec<_>>(),
        ["一覧_A_B課.pdf", "一覧_A_B課（2）.pdf", "一覧_a_b課（3）.pdf"]
    );
    let _ = desk.runs(&["hand-out", "戦略.db", "--all", "--force", "-o", "配布"]);
    let mut handed: Vec<String> = names(&desk.path("配布"))
        .iter()
        .map(|name| {
            let store = desk.open(&format!("配布/{name}"), Access::Read);
            store.scope().unwrap().name.clone()
        })
        .collect();
    handed.sort();
    assert_eq!(handed, ["A/B課", "A:B課", "a?b課"]);
}

#[test]
fn files_for_all_departments_go_into_a_folder_that_is_made() {
    let desk = Desk::new();
    desk.import(&[("直売所の整備", "農政課")]);
    let hand_out = |folder: &str| desk.run(&["hand-out", "戦略.db", "--all", "-o", folder]);
    let refused = hand_out("配布/令和6年度");
    assert_eq!(refused.status.code(), Some(1));
    assert!(
        String::from_utf8_lossy(&refused.stderr).contains("フォルダー「配布」が見つかりません")
    );
    assert!(desk.runs(&["ledger", "戦略.db"]).contains("まだありません"));
    let made = hand_out("配布");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    assert_eq!(names(&desk.path("配布")).len(), 1);
}

#[test]
fn where_no_department_is_asked_that_is_said() {
    let desk = Desk::new();
    desk.import(&[("直売所の整備", "")]);
    let output = desk.run(&["hand-out", "戦略.db", "--all", "-o", "配布"]);
    assert_eq!(output.status.code(), Some(1));
    let told = told(&output);
    assert!(told.contains("入力をお願いする課がありません。ファイルは作っていません。"), "{told}");
    assert!(told.contains("施策に所管課を付けてください。"), "{told}");
    assert!(!desk.path("配布").exists());
}

/// A plan with three departments that are asked for something.
fn with_three_departments() -> Desk {
    let desk = Desk::new();
    desk.import(&[("施策1", "農政課"), ("施策2", "図書館"), ("施策3", "福祉課")]);
    desk
}

impl Desk {
    fn handed_out(&self) -> BTreeMap<String, Vec<u8>> {
        let folder = self.path("配布");
        let names = names(&folder).into_iter().filter(|name| name.ends_with(".db"));
        names.map(|name| (name.clone(), fs::read(folder.join(name)).unwrap())).collect()
    }

    /// How many lines the ledger has, and how many of them stand.
    fn ledger(&self) -> [usize; 2] {
        let told = self.runs(&["ledger", "戦略.db"]);
        let lines = told.lines().filter(|line| line.contains("令和6年度"));
        [lines.clone().count(), lines.filter(|line| !line.contains("配布し直し")).count()]
    }
}

const ALL: [&str; 7] = ["hand-out", "戦略.db", "--all", "-o", "配布", "--year", "2024"];

#[test]
fn handing_out_that_breaks_off_tells_who_has_a_file_and_goes_on_there() {
    let desk = with_three_departments();
    let folder = desk.path("配布");
    fs::create_dir(&folder).unwrap();
    // What would be played into the second department's file.
    let journal = folder.join("総合戦略_図書館_令和6年度.db-journal");
    fs::write(&journal, "よその作業用ファイル").unwrap();
    let broken = desk.run(&ALL);
    assert_eq!(broken.status.code(), Some(1));
    let told = String::from_utf8(broken.stderr).unwrap();
    for sentence in [
        "図書館の入力用ファイルは配布できませんでした。",
        "配布して記録に残した課：農政課。",
        "まだ配布していない課：図書館、福祉課。",
        "続きから配布します",
    ] {
        assert!(told.contains(sentence), "{sentence}: {told}");
    }
    let first = desk.handed_out();
    assert_eq!(first.len(), 1);
    assert_eq!(desk.ledger(), [1, 1]);
    fs::remove_file(&journal).unwrap();
    let told = desk.runs(&ALL);
    assert!(told.contains("農政課_令和6年度.db」は、同じ内容ですでに配布してあります。"), "{told}");
    assert_eq!(told.matches("を作りました。").count(), 2, "{told}");
    let all = desk.handed_out();
    assert_eq!((all.len(), desk.ledger()), (3, [3, 3]));
    assert!(first.iter().all(|(name, bytes)| all.get(name) == Some(bytes)));
    // And once more there is nothing to do, insisted on or not.
    for arguments in [&ALL[..], &[&ALL[..], &["--force"]].concat()] {
        let told = desk.runs(arguments);
        assert_eq!(told.matches("すでに配布してあります").count(), 3, "{told}");
        assert_eq!((desk.handed_out(), desk.ledger()), (all.clone(), [3, 3]));
    }
}

#[test]
fn what_was_handed_out_on_other_terms_is_in_the_way_until_it_may_be_replaced() {
    let desk = with_three_departments();
    let _ = desk.runs(&ALL);
    let first = desk.handed_out();
    let other = [&ALL[..], &["--deadline", "令和99年5月31日"]].concat();
    let refused = desk.run(&other);
    assert_eq!(refused.status.code(), Some(1));
    let told = String::from_utf8(refused.stderr).unwrap();
    assert!(told.contains("農政課_令和6年度.db」は、すでにあります。"), "{told}");
    assert_eq!((desk.handed_out(), desk.ledger()), (first.clone(), [3, 3]));
    let _ = desk.runs(&[&other[..], &["--force"]].concat());
    assert_eq!(desk.ledger(), [6, 3]);
    let second = desk.handed_out();
    assert!(first.iter().all(|(name, bytes)| second.contains_key(name) && second[name] != *bytes));
    // A new file would hold what the plan holds now.
    fs::write(
        desk.path("一覧.csv"),
        "基本目標,施策の方向,施策番号,名称,令和6年度\n基本目標１「まち」,① 農,1,施策1,・改めました\n",
    )
    .unwrap();
    let _ = desk.runs(&["import", "戦略.db", "一覧.csv"]);
    let told = desk.runs(&other);
    assert_eq!(told.matches("すでに配布してあります").count(), 3, "{told}");
    let told = desk.runs(&[&other[..], &["--force"]].concat());
    assert_eq!(told.matches("を作りました。").count(), 3, "{told}");
    assert_eq!(desk.ledger(), [9, 3]);
}

#[test]
fn a_file_that_a_killed_program_left_in_no_ledger_is_entered() {
    let desk = with_three_departments();
    let file = desk.path("戦略.db");
    let before = fs::read(&file).unwrap();
    let _ = desk.runs(&ALL);
    let handed = desk.handed_out();
    fs::write(&file, before).unwrap();
    let told = desk.runs(&ALL);
    assert_eq!(told.matches("配布・回収の記録に残しました。").count(), 3, "{told}");
    assert_eq!((desk.handed_out(), desk.ledger()), (handed, [3, 3]));
}
