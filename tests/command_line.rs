//! Papers from the command line.

mod support;

use shinchoku::domain::edition::Making;
use shinchoku::domain::merge::Decisions;
use shinchoku::domain::{Department, Implementation, Record};
use shinchoku::exchange;
use shinchoku::store::{Access, Backups, Comparison, Keeping, Store};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn each(out: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_shinchoku"));
    command.args(["report", "--paper", "by-department", "--each", "-o"]).arg(out).output().unwrap()
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
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

/// A plan's file, and a home of its own for what the program keeps.
struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let desk = Self { folder: tempfile::tempdir().unwrap() };
        let _ =
            desk.runs(&["new", "戦略.db", "--municipality", "みずほ野市", "--plan", "総合戦略"]);
        desk
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_shinchoku"));
        let _ = command
            .args(arguments)
            .current_dir(self.folder.path())
            .env("HOME", self.folder.path())
            .env("XDG_DATA_HOME", self.folder.path().join("data"));
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// What a command that succeeds prints.
    fn runs(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    fn import(&self, name: &str) {
        self.import_for(name, "");
    }

    fn import_for(&self, name: &str, department: &str) {
        self.write_list(name, department);
        let _ = self.runs(&["import", "戦略.db", "一覧.csv"]);
    }

    fn write_list(&self, name: &str, department: &str) {
        let list = format!(
            "基本目標,施策の方向,施策番号,名称,所管課,令和6年度\n\
             基本目標１「まち」,① 農,1,{name},{department},・実施\n"
        );
        fs::write(self.folder.path().join("一覧.csv"), list).unwrap();
    }

    fn names_measure(&self, name: &str) -> bool {
        let _ = self.runs(&["export", "戦略.db", "書出.json", "--force"]);
        fs::read_to_string(self.folder.path().join("書出.json")).unwrap().contains(name)
    }
}

#[test]
#[cfg(target_os = "linux")] // where the home of what is kept can be moved
fn backups_are_taken_listed_and_brought_back() {
    let desk = Desk::new();
    assert!(desk.runs(&["backup", "--list", "戦略.db"]).contains("まだありません"));
    assert_eq!(desk.run(&["restore", "戦略.db"]).status.code(), Some(1));
    desk.import("直売所の整備");
    assert!(desk.runs(&["backup", "--list", "戦略.db"]).contains("一覧の取込の前"));
    assert!(desk.runs(&["backup", "戦略.db"]).contains("控え「"));
    let listed = desk.runs(&["backup", "--list", "戦略.db"]);
    assert_eq!(listed.lines().count(), 2, "{listed}");
    let before = listed.lines().find(|line| line.contains("取込")).unwrap();
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
    desk.import("直売所の整備");
    let _ = desk.runs(&["backup", "戦略.db"]);
    let listed = desk.runs(&["backup", "--list", "戦略.db"]);
    let asked = listed.lines().find(|line| line.contains("自分で取った控え")).unwrap();
    let path = asked.rsplit("  ").next().unwrap().to_owned();
    let file = desk.folder.path().join("戦略.db");
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
    let list = "基本目標,施策の方向,施策番号,名称,所管課,令和6年度\n\
                基本目標１「まち」,① 農,1,直売所の整備,農政課,・実施\n\
                基本目標１「まち」,① 農,2,図書館の充実,図書館,・実施\n";
    fs::write(desk.folder.path().join("一覧.csv"), list).unwrap();
    let _ = desk.runs(&["import", "戦略.db", "一覧.csv"]);
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
fn an_edition_is_kept_taken_out_to_the_byte_and_compared() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("戦略.db");
    let backups = shinchoku::store::Backups::in_folder(folder.path().join("控え"));
    let session = support::session();
    drop(shinchoku::store::Store::create(&file, &exchange::sample(), session.clone()).unwrap());
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_shinchoku"));
        let _ = command.env("HOME", folder.path()).env("XDG_DATA_HOME", folder.path());
        command.arg("editions").arg(&file).args(arguments).output().unwrap()
    };
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let (kept, errata) = (path("提出版.pdf"), path("正誤表.pdf"));
    assert!(run(&["--save", "提出版", "--date", "2026-06-12"]).status.success());
    assert_eq!(run(&["--save", "提出版"]).status.code(), Some(1), "the name is taken");
    let listed = String::from_utf8(run(&[]).stdout).unwrap();
    assert!(listed.starts_with("提出版（令和8年6月12日）  進捗状況一覧表・"), "{listed}");
    assert!(run(&["--pdf", "提出版", "-o", &kept]).status.success());
    let access = shinchoku::store::Access::Read;
    let store = shinchoku::store::Store::open(&file, access, session, &backups).unwrap();
    let stored = store.edition_pdf(store.editions().unwrap()[0].id).unwrap();
    assert_eq!(fs::read(&kept).unwrap(), stored);
    assert!(run(&["--compare", "提出版", "-o", &errata]).status.success());
    assert!(fs::read(&errata).unwrap().starts_with(b"%PDF"));
    assert_eq!(run(&["--pdf", "ない版", "-o", &errata]).status.code(), Some(1));
}

/// A file into which another was taken with an edition of the same name and day.
fn with_editions_of_one_name(folder: &Path) -> PathBuf {
    let (file, copy) = (folder.join("戦略.db"), folder.join("写し.db"));
    let (session, backups) = (support::session(), Backups::in_folder(folder.join("控え")));
    drop(Store::create(&file, &support::book(3, 40), session.clone()).unwrap());
    let _ = fs::copy(&file, &copy).unwrap();
    let [mut mine, mut other] = [&file, &copy]
        .map(|path| Store::open(path, Access::Write, session.clone(), &backups).unwrap());
    for (store, pdf) in [(&mut mine, b"one"), (&mut other, b"two")] {
        let book = store.book().clone();
        let settings = None;
        let made = Making { paper: "list".into(), template: String::new(), settings, date: None };
        let day = "2026-06-12".parse().unwrap();
        let keeping = Keeping { name: "提出版", day, made, pages: 1, pdf, book: &book };
        let _ = store.keep_edition(&keeping).unwrap();
    }
    let Comparison::Incoming(incoming) = mine.compare(&other, None).unwrap() else {
        panic!("an edition to take in")
    };
    mine.merge(&incoming, &Decisions::default()).unwrap();
    file
}

#[test]
fn of_editions_of_one_name_each_is_reached_and_none_is_taken_for_another() {
    let folder = tempfile::tempdir().unwrap();
    let file = with_editions_of_one_name(folder.path());
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_shinchoku"));
        let _ = command.env("HOME", folder.path()).env("XDG_DATA_HOME", folder.path());
        command.arg("editions").arg(&file).args(arguments).output().unwrap()
    };
    let out = folder.path().join("版.pdf");
    let pdf = |name: &str| run(&["--pdf", name, "--force", "-o", &out.to_string_lossy()]);
    let refused = pdf("提出版");
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8(refused.stderr).unwrap().contains("2つ以上あるため"));
    assert!(!out.exists());
    let listed = String::from_utf8(run(&[]).stdout).unwrap();
    let mut bytes: Vec<Vec<u8>> = listed
        .lines()
        .map(|line| {
            assert!(pdf(line.split("  ").next().unwrap()).status.success(), "{line}");
            fs::read(&out).unwrap()
        })
        .collect();
    bytes.sort();
    assert_eq!(bytes, [b"one", b"two"], "{listed}");
}

/// A file of which two departments have names that no file can tell apart.
fn with_departments_of_one_name(folder: &Path) -> PathBuf {
    let mut book = support::book(3, 40);
    let departments: Vec<Department> = book.departments().into_iter().cloned().collect();
    for (department, name) in departments.into_iter().zip(["A/B課", "A:B課", "a?b課"]) {
        let renamed = Department { name: name.to_owned(), ..department };
        let changes = book.put(Record::Department(renamed)).unwrap();
        book.apply(&[changes]).unwrap();
    }
    let file = folder.join("戦略.db");
    drop(Store::create(&file, &book, support::session()).unwrap());
    file
}

#[test]
fn departments_whose_names_no_file_can_tell_apart_get_files_of_their_own() {
    let folder = tempfile::tempdir().unwrap();
    let file = with_departments_of_one_name(folder.path());
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_shinchoku"));
        let _ = command.env("HOME", folder.path()).env("XDG_DATA_HOME", folder.path());
        let output = command.current_dir(folder.path()).args(arguments).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    let file = file.to_string_lossy().into_owned();
    let lists = folder.path().join("課別");
    fs::create_dir(&lists).unwrap();
    run(&["report", &file, "--paper", "by-department", "--each", "-o", "課別/一覧.pdf"]);
    let of_three = names(&lists).into_iter().filter(|name| name.to_lowercase().contains("a_b"));
    assert_eq!(
        of_three.collect::<Vec<_>>(),
        ["一覧_A_B課.pdf", "一覧_A_B課（2）.pdf", "一覧_a_b課（3）.pdf"]
    );
    run(&["hand-out", &file, "--all", "--force", "-o", "配布"]);
    let backups = Backups::in_folder(folder.path().join("控え"));
    let mut handed: Vec<String> = names(&folder.path().join("配布"))
        .iter()
        .map(|name| {
            let path = folder.path().join("配布").join(name);
            let store = Store::open(&path, Access::Read, support::session(), &backups).unwrap();
            store.scope().unwrap().name.clone()
        })
        .collect();
    handed.sort();
    assert_eq!(handed, ["A/B課", "A:B課", "a?b課"]);
}

#[test]
fn files_for_all_departments_go_into_a_folder_that_is_made() {
    let desk = Desk::new();
    desk.import_for("直売所の整備", "農政課");
    let hand_out = |folder: &str| desk.run(&["hand-out", "戦略.db", "--all", "-o", folder]);
    let refused = hand_out("配布/令和6年度");
    assert_eq!(refused.status.code(), Some(1));
    assert!(
        String::from_utf8_lossy(&refused.stderr).contains("フォルダー「配布」が見つかりません")
    );
    assert!(desk.runs(&["ledger", "戦略.db"]).contains("まだありません"));
    let made = hand_out("配布");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    assert_eq!(names(&desk.folder.path().join("配布")).len(), 1);
}

#[test]
fn where_no_department_is_asked_that_is_said() {
    let desk = Desk::new();
    desk.import("直売所の整備");
    let output = desk.run(&["hand-out", "戦略.db", "--all", "-o", "配布"]);
    assert_eq!(output.status.code(), Some(1));
    let told = told(&output);
    assert!(told.contains("入力をお願いする課がありません。ファイルは作っていません。"), "{told}");
    assert!(told.contains("施策に所管課を付けてください。"), "{told}");
    assert!(!desk.folder.path().join("配布").exists());
}

#[test]
fn a_list_of_another_plan_is_told_of_and_taken() {
    let desk = Desk::new();
    let list = |town: &str| {
        let rows = (1..=3).map(|n| format!("基本目標１「まち」,① 農,{n},{town}の施策{n},・実施\n"));
        "基本目標,施策の方向,施策番号,名称,令和6年度\n".to_owned() + &rows.collect::<String>()
    };
    fs::write(desk.folder.path().join("一覧.csv"), list("みずほ野")).unwrap();
    let first = desk.run(&["import", "戦略.db", "一覧.csv"]);
    assert!(first.status.success() && first.stderr.is_empty());
    fs::write(desk.folder.path().join("一覧.csv"), list("となり町")).unwrap();
    let other = desk.run(&["import", "戦略.db", "一覧.csv"]);
    assert!(other.status.success());
    let told = String::from_utf8(other.stderr).unwrap();
    assert!(told.starts_with("番号は同じでも、名称の違う施策が3件あります。"), "{told}");
    assert!(desk.names_measure("となり町の施策2"));
}

/// A plan with three departments that are asked for something.
fn with_three_departments() -> Desk {
    let desk = Desk::new();
    let rows = ["農政課", "図書館", "福祉課"].iter().zip(1..);
    let rows: String = rows
        .map(|(department, n)| format!("基本目標１「まち」,① 農,{n},施策{n},{department},・実施\n"))
        .collect();
    let list = format!("基本目標,施策の方向,施策番号,名称,所管課,令和6年度\n{rows}");
    fs::write(desk.folder.path().join("一覧.csv"), list).unwrap();
    let _ = desk.runs(&["import", "戦略.db", "一覧.csv"]);
    desk
}

impl Desk {
    fn handed_out(&self) -> std::collections::BTreeMap<String, Vec<u8>> {
        let folder = self.folder.path().join("配布");
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
    let folder = desk.folder.path().join("配布");
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
        desk.folder.path().join("一覧.csv"),
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
    let file = desk.folder.path().join("戦略.db");
    let before = fs::read(&file).unwrap();
    let _ = desk.runs(&ALL);
    let handed = desk.handed_out();
    fs::write(&file, before).unwrap();
    let told = desk.runs(&ALL);
    assert_eq!(told.matches("配布・回収の記録に残しました。").count(), 3, "{told}");
    assert_eq!((desk.handed_out(), desk.ledger()), (handed, [3, 3]));
}

#[test]
fn an_import_that_takes_nothing_is_no_success_and_leaves_nothing() {
    let desk = Desk::new();
    let long = "あ".repeat(shinchoku::domain::text::MAX_CHARS + 1);
    let list = format!("施策番号,名称,所管課,令和6年度\n1,直売所の整備,農政課,{long}\n");
    fs::write(desk.folder.path().join("一覧.csv"), list).unwrap();
    let before = fs::read(desk.folder.path().join("戦略.db")).unwrap();
    for (file, left) in [("新規.db", None), ("戦略.db", Some(before))] {
        let output = desk.run(&["import", file, "一覧.csv"]);
        assert_eq!(output.status.code(), Some(1), "{file}");
        let told = String::from_utf8(output.stdout).unwrap();
        assert!(told.contains("取り込めなかったもの1件") && told.contains("2行目："), "{told}");
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(told.contains("取り込める施策がありませんでした"), "{told}");
        assert_eq!(fs::read(desk.folder.path().join(file)).ok(), left, "{file}");
    }
    assert!(!names(desk.folder.path()).iter().any(|name| name.contains("新規")));
    // What is in the file as the list has it has been taken, if before.
    desk.import("直売所の整備");
    let again = desk.runs(&["import", "戦略.db", "一覧.csv"]);
    assert!(again.contains("変更なし1件"), "{again}");
}

#[test]
fn an_unclosed_quotation_mark_is_told_with_its_line() {
    let desk = Desk::new();
    let list = "基本目標,施策の方向,施策番号,名称,令和6年度\n1,1,1,直売所,\"二行\nある\"\n\
                1,1,2,\"消防団,・実施\n1,1,3,学校,・実施\n";
    fs::write(desk.folder.path().join("一覧.csv"), list).unwrap();
    let output = desk.run(&["import", "戦略.db", "一覧.csv"]);
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("4行目で始まる引用符（\"）が、閉じられていません"), "{told}");
}

#[test]
fn the_programs_own_list_of_very_many_lines_comes_in_again() {
    let folder = tempfile::tempdir().unwrap();
    let (session, at) = (support::session(), |name: &str| folder.path().join(name));
    let mut book = support::book(300, 40);
    let year = book.latest_year().unwrap();
    let lines = "・支所で開催しました。\n".repeat(80);
    let entries: Vec<_> = book
        .listed()
        .iter()
        .map(|row| Implementation {
            narrative: lines.trim_end().to_owned(),
            ..Implementation::blank(row.2.id, year)
        })
        .collect();
    for entry in entries {
        let change = book.put(Record::Implementation(entry)).unwrap();
        book.apply(&[change]).unwrap();
    }
    drop(Store::create(&at("元.db"), &book, session).unwrap());
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_shinchoku"));
        let _ = command.env("HOME", folder.path()).env("XDG_DATA_HOME", folder.path());
        let output = command.current_dir(folder.path()).args(arguments).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    run(&["export", "元.db", "一.csv"]);
    let bytes = fs::read(at("一.csv")).unwrap();
    assert!(bytes.iter().filter(|byte| **byte == b'\n').count() > 20_000);
    run(&["import", "新規.db", "一.csv"]);
    run(&["export", "新規.db", "二.csv"]);
    assert_eq!(fs::read(at("二.csv")).unwrap(), bytes);
}

fn told(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Commands that commit, and need no backup to do so.
const EDITING: [&[&str]; 2] = [
    &["editions", "戦略.db", "--save", "提出版"],
    &["hand-out", "戦略.db", "--department", "農政課", "-o", "農政課.db"],
];

#[test]
#[cfg(target_os = "linux")] // where the home of what is kept can be moved
fn a_backup_of_the_day_that_failed_is_told_and_costs_nothing() {
    let desk = Desk::new();
    desk.import_for("直売所の整備", "農政課");
    for arguments in EDITING {
        let mut command = desk.command(arguments);
        let output = command.env("XDG_DATA_HOME", desk.folder.path().join("一覧.csv")).output();
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
    desk.import_for("直売所の整備", "農政課");
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
    desk.write_list("図書館の充実", "図書館");
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
    fs::write(desk.folder.path().join("ファイル"), "").unwrap();
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
    let backups = desk.folder.path().join("data/shinchoku/控え");
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
    desk.import_for("直売所の整備", "農政課");
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
    let list = "基本目標,施策の方向,施策番号,名称,所管課,令和6年度\n\
                基本目標１「まち」,① 農,1,直売所の整備,農政課,・実施\n\
                基本目標１「まち」,① 農,2,図書館の充実,図書館,・実施\n";
    fs::write(desk.folder.path().join("一覧.csv"), list).unwrap();
    let _ = desk.runs(&["import", "戦略.db", "一覧.csv"]);
    for arguments in [&["history", "戦略.db"][..], &["hand-out", "戦略.db", "--all", "-o", "配布"]]
    {
        // The reader has gone before anything is written.
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = desk.command(arguments).stdout(writer).output().unwrap();
        assert!(output.status.success() && output.stderr.is_empty(), "{}", told(&output));
    }
    assert_eq!(names(&desk.folder.path().join("配布")).len(), 2);
}

/// SQLite takes a name that begins so for a URI, and opened the other file.
#[test]
#[cfg(unix)] // no name of Windows has a colon
fn a_name_that_begins_like_a_uri_is_a_name() {
    let desk = Desk::new();
    desk.import_for("直売所の整備", "農政課");
    let at = |name: &str| desk.folder.path().join(name);
    let _ = fs::copy(at("戦略.db"), at("file:y.db")).unwrap();
    let _ = fs::copy(at("戦略.db"), at("y.db")).unwrap();
    let before = fs::read(at("y.db")).unwrap();
    let _ = desk.runs(&["editions", "file:y.db", "--save", "提出版"]);
    assert_eq!(fs::read(at("y.db")).unwrap(), before);
    assert!(desk.runs(&["editions", "file:y.db"]).contains("提出版"));
}

#[test]
fn a_restore_takes_the_latest_sound_backup_and_twice_is_once() {
    let desk = Desk::new();
    desk.import_for("直売所の整備", "農政課");
    let _ = desk.runs(&["backup", "戦略.db"]);
    desk.import_for("図書館の充実", "農政課");
    let _ = desk.runs(&["backup", "戦略.db"]);
    let told = desk.runs(&["backup", "--list", "戦略.db"]);
    assert!(told.lines().count() >= 3, "{told}");
    desk.import_for("消防団の支援", "農政課");
    // The latest that was asked for is damaged in the midst of its text.
    let kept = desk.folder.path().join("data/shinchoku/控え");
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
