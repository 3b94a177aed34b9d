//! Wrong files, from the outside: each a Japanese sentence and exit status 1, nothing changed.

use crate::support;
use shinchoku::store::Store;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A sound file of ours.
    fn sound(&self, name: &str) -> PathBuf {
        let path = self.path(name);
        drop(Store::create(&path, &support::book(12, 300), support::session()).unwrap());
        path
    }

    fn meddled(&self, name: &str, sql: &str) -> PathBuf {
        let path = self.sound(name);
        support::digest::meddle(&path, sql);
        path
    }

    /// Every file below the folder, with its content.
    fn content(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let entries = fs::read_dir(self.folder.path()).unwrap();
        entries
            .map(|entry| entry.unwrap().path())
            .map(|path| (path.clone(), fs::read(&path).unwrap()))
            .collect()
    }

    /// Runs the program in the folder.
    fn run<S: AsRef<std::ffi::OsStr>>(&self, arguments: &[S]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_shinchoku"));
        let folder = self.folder.path();
        let _ = command.env("HOME", folder).env("XDG_DATA_HOME", folder.join("控え"));
        command.args(arguments).current_dir(folder).output().unwrap()
    }

    /// Runs the program, expects a refusal that holds `sentence`, and that nothing has changed.
    fn refuses(&self, arguments: &[&dyn AsRef<std::ffi::OsStr>], sentence: &str) {
        let before = self.content();
        let output = shinchoku(arguments);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains(sentence), "expected 「{sentence}」, was told: {said}");
        assert!(!said.contains("panicked"), "{said}");
        assert_eq!(self.content(), before, "something was changed: {sentence}");
    }
}

fn shinchoku(arguments: &[&dyn AsRef<std::ffi::OsStr>]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_shinchoku")).args(arguments).output().unwrap()
}

/// Every command that opens a file refuses this one.
fn refused_everywhere(place: &Place, file: &Path, sentence: &str) {
    let list = place.path("一覧.csv");
    fs::write(&list, "基本目標,施策の方向,施策番号,名称,令和6年度\n1,1,1,直売所,・実施\n").unwrap();
    place.refuses(&[&"check", &file], sentence);
    place.refuses(&[&"history", &file], sentence);
    place.refuses(&[&"report", &file, &"-o", &place.path("出力.pdf")], sentence);
    place.refuses(&[&"export", &file, &place.path("出力.json")], sentence);
    place.refuses(&[&"import", &file, &list], sentence);
}

#[test]
fn wrong_files_are_refused_by_every_command() {
    let place = Place::new();
    let written = |name: &str, bytes: &[u8]| {
        fs::write(place.path(name), bytes).unwrap();
        place.path(name)
    };
    refused_everywhere(&place, &written("空.db", b""), "このファイルは空です");
    let text = "名称,内容\n".repeat(99);
    refused_everywhere(
        &place,
        &written("文書.db", text.as_bytes()),
        "進捗帳のファイルではありません",
    );
    let other = place.path("別.db");
    rusqlite::Connection::open(&other).unwrap().execute_batch("CREATE TABLE a (b)").unwrap();
    refused_everywhere(&place, &other, "別のプログラムのデータです");
    let newer = place.meddled("新しい.db", "PRAGMA user_version = 99");
    refused_everywhere(&place, &newer, "新しいバージョンの進捗帳で作られています");
    let trigger = "CREATE TRIGGER t AFTER INSERT ON goal BEGIN DELETE FROM goal; END";
    let sentence = "進捗帳が作ったものではない仕掛け";
    refused_everywhere(&place, &place.meddled("仕掛け.db", trigger), sentence);
    let view = "CREATE VIEW v AS SELECT * FROM goal";
    refused_everywhere(&place, &place.meddled("見せかけ.db", view), sentence);
    let whole = fs::read(place.sound("元.db")).unwrap();
    refused_everywhere(&place, &written("途中.db", &whole[..whole.len() / 2]), "壊れています");
    let mut noisy = whole.clone();
    noisy[4096..8192].iter_mut().zip(0u32..).for_each(|(byte, n)| *byte = ((n * 7919) >> 3) as u8);
    refused_everywhere(&place, &written("雑音.db", &noisy), "壊れています");
}

#[test]
fn a_flipped_byte_is_refused() {
    let place = Place::new();
    let file = place.sound("総合戦略.db");
    let mut bytes = fs::read(&file).unwrap();
    let text = "体験農園".as_bytes();
    // The first may stand where nothing is read any more.
    let at = bytes.windows(text.len()).rposition(|window| window == text).unwrap();
    bytes[at..at + text.len()].copy_from_slice("見学農園".as_bytes());
    fs::write(&file, bytes).unwrap();
    refused_everywhere(&place, &file, "壊れています");
}

/// What lies there is not waited for, nor followed, nor taken for a fault of the file.
#[test]
#[cfg(target_os = "linux")]
fn what_is_no_file_in_the_place_of_a_journal_is_told_by_its_name() {
    use rustix::fs::{CWD, FileType, Mode, mknodat};
    let mode = Mode::RUSR | Mode::WUSR;
    let lay: [&dyn Fn(&Path); 3] = [
        &|at| mknodat(CWD, at, FileType::Fifo, mode, 0).unwrap(),
        &|at| fs::create_dir(at).unwrap(),
        &|at| std::os::unix::fs::symlink("よそ", at).unwrap(),
    ];
    for (kind, lay) in lay.into_iter().enumerate() {
        let place = Place::new();
        let before = fs::read(place.sound("総合戦略.db")).unwrap();
        let beside = ["総合戦略.db-journal", "新規.db-journal"];
        beside.iter().for_each(|name| lay(&place.path(name)));
        let new = ["new", "新規.db", "--municipality", "市", "--plan", "計画"];
        for (arguments, beside) in [
            (&["check", "総合戦略.db"][..], beside[0]),
            (&["backup", "総合戦略.db"], beside[0]),
            (&["restore", "総合戦略.db", "総合戦略.db"], beside[0]),
            (&new, beside[1]),
        ] {
            let output = place.run(arguments);
            let said = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(1), "{kind}, {arguments:?}: {said}");
            let told = format!("「{beside}」が、通常のファイルではありません");
            assert!(said.contains(&told), "{kind}, {arguments:?}: {said}");
        }
        assert_eq!(fs::read(place.path("総合戦略.db")).unwrap(), before, "{kind}");
        assert!(place.path("新規.db").symlink_metadata().is_err(), "{kind}");
        assert!(beside.iter().all(|name| place.path(name).symlink_metadata().is_ok()), "{kind}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_pipe_a_device_and_a_folder_are_refused_wherever_a_file_is_read() {
    use rustix::fs::{CWD, FileType, Mode, mknodat};
    let (place, others) = (Place::new(), tempfile::tempdir().unwrap());
    let file = place.sound("総合戦略.db");
    let at = |name: &str| others.path().join(name);
    let mode = Mode::RUSR | Mode::WUSR;
    let sentence = "通常のファイルではありません";
    for ending in ["db", "csv", "xlsx", "json"] {
        let [pipe, device, folder] =
            ["パイプ", "機器", "フォルダー"].map(|name| at(&format!("{name}.{ending}")));
        mknodat(CWD, &pipe, FileType::Fifo, mode, 0).unwrap();
        std::os::unix::fs::symlink("/dev/zero", &device).unwrap();
        fs::create_dir(&folder).unwrap();
        for special in [&pipe, &device, &folder] {
            if ending == "db" {
                refused_everywhere(&place, special, sentence);
                place.refuses(&[&"merge", &file, special], sentence);
                place.refuses(&[&"restore", &file, special], sentence);
                place.refuses(&[&"restore", special], sentence);
                place.refuses(&[&"backup", special], sentence);
            } else {
                place.refuses(&[&"import", &file, special], sentence);
            }
        }
    }
}

#[test]
fn a_missing_file_is_told() {
    let place = Place::new();
    place.refuses(&[&"check", &place.path("ない.db")], "ない.db」が見つかりません");
    place.refuses(
        &[&"report", &place.path("ない.db"), &"-o", &place.path("a.pdf")],
        "見つかりません",
    );
}

#[test]
fn sources_that_are_no_lists_are_refused() {
    let place = Place::new();
    let file = place.sound("総合戦略.db");
    let cases: [(&str, &[u8]); 6] = [
        ("偽.xlsx", b"this is no workbook"),
        ("住所録.csv", "氏名,住所\n市民,みずほ野\n".as_bytes()),
        ("空.csv", b""),
        ("別.json", br#"{"kpis": [1, 2, 3]}"#),
        ("壊れた.json", br#"{"municipality": "#),
        // Neither UTF-8 nor CP932 nor UTF-16.
        ("文字化け.csv", b"\x81\x00\xff\xfe\xfd,\xa0\x80\xff\n\xfc\xfd\xfe\xff\x00"),
    ];
    for (name, bytes) in cases {
        fs::write(place.path(name), bytes).unwrap();
        // Into a file that exists, and into one that would be made.
        place.refuses(&[&"import", &file, &place.path(name)], "");
        place.refuses(&[&"import", &place.path("新規.db"), &place.path(name)], "");
    }
    place.refuses(&[&"import", &file, &place.path("ない.xlsx")], "見つかりません");
}

#[test]
fn what_is_there_is_not_overwritten_unless_forced() {
    let place = Place::new();
    let file = place.sound("総合戦略.db");
    for name in ["出力.json", "出力.csv", "出力.xlsx"] {
        let out = place.path(name);
        fs::write(&out, "大事な記録").unwrap();
        place.refuses(&[&"export", &file, &out], "同じ名前のファイルがすでにあります");
        assert!(shinchoku(&[&"export", &file, &out, &"--force"]).status.success());
        assert_ne!(fs::read(&out).unwrap(), "大事な記録".as_bytes());
    }
    let out = place.path("一覧表.pdf");
    fs::write(&out, "大事な記録").unwrap();
    place.refuses(&[&"report", &file, &"-o", &out], "同じ名前のファイルがすでにあります");
    assert!(shinchoku(&[&"report", &file, &"-o", &out, &"--force"]).status.success());
    assert!(fs::read(&out).unwrap().starts_with(b"%PDF-"));
    place.refuses(
        &[&"new", &file, &"--municipality", &"みずほ野市", &"--plan", &"総合戦略"],
        "同じ名前のファイルがすでにあります",
    );
}

/// Every command that writes a file whose name is given, with what it needs before the name.
const WRITERS: [(&[&str], &str); 10] = [
    (&["report", "総合戦略.db", "--force", "-o"], "pdf"),
    (&["report", "総合戦略.db", "--force", "-o"], "xlsx"),
    (&["report", "総合戦略.db", "--force", "-o"], "docx"),
    (&["export", "--force", "総合戦略.db"], "json"),
    (&["export", "--force", "総合戦略.db"], "csv"),
    (&["export", "--force", "総合戦略.db"], "xlsx"),
    (&["editions", "総合戦略.db", "--force", "--pdf", "提出版", "-o"], "pdf"),
    (&["editions", "総合戦略.db", "--force", "--compare", "提出版", "-o"], "pdf"),
    (&["merge", "総合戦略.db", "写し.db", "--dry-run", "--json"], "json"),
    (&["hand-out", "総合戦略.db", "--department", "第1課", "--force", "-o"], "db"),
];

/// A file with an edition, another of another plan, and a copy with something to merge.
fn with_files() -> Place {
    let place = Place::new();
    let file = place.sound("総合戦略.db");
    drop(place.sound("別の計画.db"));
    let run = |arguments: &[&str]| {
        let output = place.run(arguments);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    run(&["editions", "総合戦略.db", "--save", "提出版"]);
    let _ = fs::copy(&file, place.path("写し.db")).unwrap();
    let list = "基本目標,施策の方向,施策番号,名称,令和6年度\n1,1,1,直売所,・実施\n";
    fs::write(place.path("一覧.csv"), list).unwrap();
    run(&["import", "写し.db", "一覧.csv"]);
    place
}

/// The content of the files of a folder, without what lies below it.
fn files(place: &Place) -> BTreeMap<PathBuf, Vec<u8>> {
    let entries = fs::read_dir(place.folder.path()).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_file());
    paths.map(|path| (path.clone(), fs::read(&path).unwrap())).collect()
}

#[test]
fn no_file_of_the_program_is_written_over_under_whatever_name() {
    let place = with_files();
    fs::create_dir(place.path("下")).unwrap();
    for target in ["総合戦略.db", "別の計画.db"] {
        for (writer, ending) in WRITERS {
            let link = |kind: &str| place.path(&format!("{kind}.{ending}"));
            fs::hard_link(place.path(target), link("硬")).unwrap();
            let mut names = vec![format!("硬.{ending}"), format!("下/../硬.{ending}")];
            #[cfg(unix)]
            {
                std::os::unix::fs::symlink(target, link("軟")).unwrap();
                names.push(format!("軟.{ending}"));
            }
            if ending == "db" {
                names.extend([target.to_owned(), format!("./{target}"), format!("下/../{target}")]);
            }
            let before = files(&place);
            for name in names {
                let output = place.run(&[writer, &[name.as_str()]].concat());
                let said = String::from_utf8(output.stderr).unwrap();
                assert_eq!(output.status.code(), Some(1), "{writer:?} {name}: {said}");
                let sentences =
                    ["進捗帳のファイルがあります", "ファイルと同じです", "すでにあります"];
                assert!(sentences.iter().any(|it| said.contains(it)), "{writer:?} {name}: {said}");
                assert_eq!(files(&place), before, "{writer:?} {name}");
            }
            fs::remove_file(link("硬")).unwrap();
            let _ = fs::remove_file(link("軟"));
        }
    }
}

#[test]
fn a_damaged_file_of_a_newer_version_is_not_written_over_either() {
    let place = with_files();
    drop(place.meddled("新しい.db", "PRAGMA user_version = 99"));
    let whole = fs::read(place.path("別の計画.db")).unwrap();
    fs::write(place.path("途中.db"), &whole[..9000]).unwrap();
    for target in ["新しい.db", "途中.db"] {
        fs::hard_link(place.path(target), place.path("一覧.pdf")).unwrap();
        let before = files(&place);
        for arguments in [
            &["report", "総合戦略.db", "--force", "-o", "一覧.pdf"][..],
            &["hand-out", "総合戦略.db", "--department", "第1課", "--force", "-o", target],
        ] {
            assert_eq!(place.run(arguments).status.code(), Some(1), "{arguments:?}");
            assert_eq!(files(&place), before, "{arguments:?}");
        }
        fs::remove_file(place.path("一覧.pdf")).unwrap();
    }
}

#[test]
fn a_name_that_does_not_tell_what_is_written_is_wrong_usage() {
    let place = with_files();
    for (writer, ending) in WRITERS {
        let others_of_command: &[&str] = match writer[0] {
            "export" => &["xlsx", "csv", "json"],
            "report" => &["pdf", "xlsx", "docx"],
            _ => &[],
        };
        let others = ["pdf", "xlsx", "csv", "json", "db", "xls", "txt", "docx", ""];
        for other in others {
            if other == ending || others_of_command.contains(&other) {
                continue;
            }
            let name =
                if other.is_empty() { "出力".to_owned() } else { format!("出力.{other}") };
            let before = files(&place);
            let output = place.run(&[writer, &[name.as_str()]].concat());
            let said = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(2), "{writer:?} {name}: {said}");
            assert!(said.contains(&format!("「.{ending}」")), "{writer:?} {name}: {said}");
            assert_eq!(files(&place), before, "{writer:?} {name}");
        }
    }
    let (before, list) = (files(&place), "一覧.csv");
    for arguments in [
        &["new", "新規.xlsx", "--municipality", "みずほ野市", "--plan", "総合戦略"][..],
        &["import", "新規.xlsx", list],
        &["import", "新規", list],
        &["restore", "新規.pdf", "写し.db"],
    ] {
        let output = place.run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert_eq!(files(&place), before, "{arguments:?}");
    }
    // In capitals the ending is the same.
    assert!(place.run(&["report", "総合戦略.db", "-o", "出力.PDF"]).status.success());
}

#[test]
fn wrong_usage_is_told_apart() {
    for arguments in
        [&["frobnicate"][..], &["report"], &["check"], &["new", "a.db"], &["check", "a.db", "--x"]]
    {
        let output =
            Command::new(env!("CARGO_BIN_EXE_shinchoku")).args(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(String::from_utf8(output.stderr).unwrap().contains("--help"));
    }
}

/// A value that an option does not take is told with the option, and with what it takes.
#[test]
fn a_value_that_is_not_allowed_is_told_with_what_is() {
    let place = Place::new();
    let _ = place.sound("a.db");
    let report = &["report", "a.db", "-o", "出力.pdf"][..];
    let editions = &["editions", "a.db", "--save", "提出版"];
    let hand_out = &["hand-out", "a.db", "-o", "課.db", "--department"];
    let all = &["hand-out", "a.db", "--all", "-o", "配布"];
    let years = "令和5年度、令和6年度";
    for (command, option, value, allowed) in [
        (report, "--years", "2016", years),
        (report, "--years", "来年", years),
        (report, "--department", "ない課", "第1課"),
        (report, "--template", "ない様式", "「内部確認用」"),
        (report, "--paper", "lists", "「list」「by-department」「missing」「comparison」"),
        (report, "--face", "丸ゴシック", "「明朝」「ゴシック」"),
        (report, "--size", "大", "6から24まで"),
        (report, "--size", "5.9", "6から24まで"),
        (report, "--size", "24.001", "6から24まで"),
        (report, "--margin", "101", "0から100まで"),
        (report, "--margin", "9.5", "0から100まで"),
        (report, "--date", "2026-02-30", "令和8年6月12日"),
        (editions, "--date", "きょう", "2026-06-12"),
        (hand_out, "--year", "2016", years),
        (all, "--deadline", "2026-13-01", "2026-06-12"),
        (all, "--deadline", "2020-03-31", "きょう（令和"),
        (&["history", "a.db"], "--limit", "-1", "0以上"),
        (&["merge", "a.db", "b.db"], "--conflicts", "both", "「mine」「theirs」「stop」"),
    ] {
        let department: &[&str] = if command == hand_out { &["第1課"] } else { &[] };
        let typed = format!("{option}={value}");
        let arguments = [command, department, &[&typed]].concat();
        let before = place.content();
        let output = place.run(&arguments);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
        assert!(said.contains(&format!("{option} に「{value}」は使えません。")), "{said}");
        assert!(said.contains(allowed), "{arguments:?}: {said}");
        assert_eq!(place.content(), before, "{arguments:?}");
    }
    let output = place.run(&[hand_out, &["第99課"][..]].concat());
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("令和6年度に入力をお願いする課") && said.contains("「第1課」"), "{said}");
    let output = place.run(&[report, &["--each"][..]].concat());
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("--each は、--paper by-department と一緒に"), "{said}");
}

/// Disks that are full or may not be written to, as real mounts in a namespace of their own.
#[cfg(target_os = "linux")]
mod disks {
    use super::*;
    use crate::support::skip::{Means, skip};

    /// Runs `script` where it may mount; `None` where this machine lets nobody do that.
    fn in_namespace(script: &str, place: &Place) -> Option<Output> {
        let unshare = |script: &str| {
            Command::new("unshare")
                .args(["-rm", "sh", "-c", script])
                .env("SHINCHOKU", env!("CARGO_BIN_EXE_shinchoku"))
                .current_dir(place.folder.path())
                .output()
        };
        fs::create_dir(place.path("disk")).unwrap();
        match unshare("mount -t tmpfs none disk") {
            Ok(output) if output.status.success() => Some(unshare(script).unwrap()),
            _ => {
                skip(Means::Mount, "a script can mount nothing here");
                None
            }
        }
    }

    #[test]
    fn a_full_disk_is_told_and_the_file_is_as_it_was() {
        let place = Place::new();
        let file = place.sound("a.db");
        let size = fs::metadata(&file).unwrap().len() / 1024 + 24;
        let long = "あ".repeat(20_000);
        let list = format!("基本目標,施策の方向,施策番号,名称,令和6年度\n1,1,1,直売所,{long}\n");
        fs::write(place.path("list.csv"), list).unwrap();
        let script = format!(
            "mount -t tmpfs -o size={size}k none disk && cp a.db disk/ &&
             \"$SHINCHOKU\" import disk/a.db list.csv; echo \"import $?\";
             cmp a.db disk/a.db && ls -A disk && \"$SHINCHOKU\" check disk/a.db >/dev/null; echo \"check $?\";
             \"$SHINCHOKU\" report disk/a.db -o disk/a.pdf; echo \"report $?\"; ls -A disk"
        );
        let Some(output) = in_namespace(&script, &place) else { return };
        let (said, error) =
            (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert_eq!(said, "import 1\na.db\ncheck 0\nreport 1\na.db\n", "{error}");
        assert_eq!(error.matches("空き容量が足りない").count(), 2, "{error}");
    }

    #[test]
    fn a_write_protected_disk_can_be_read_from_and_is_told() {
        let place = Place::new();
        let _ = place.sound("a.db");
        let list = "基本目標,施策の方向,施策番号,名称,令和6年度\n1,1,1,直売所,・実施\n";
        fs::write(place.path("list.csv"), list).unwrap();
        let script = "mount -t tmpfs none disk && cp a.db disk/ && mount -o remount,ro disk &&
             \"$SHINCHOKU\" import disk/a.db list.csv; echo \"import $?\";
             \"$SHINCHOKU\" report disk/a.db -o out.pdf >/dev/null; echo \"report $?\";
             \"$SHINCHOKU\" export disk/a.db disk/out.json; echo \"export $?\"";
        let Some(output) = in_namespace(script, &place) else { return };
        let (said, error) =
            (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert_eq!(said, "import 1\nreport 0\nexport 1\n", "{error}");
        assert_eq!(error.matches("読み取り専用").count(), 2, "{error}");
    }
}
