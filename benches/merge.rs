//! What it costs to collect the files of thirty departments of a plan with 1,000 measures, and what
//! ten years of history cost in bytes and at the opening.
//!
//! A table of its own: each of these is done once a year, and once is what counts.

#[path = "../tests/support/mod.rs"]
mod support;

use shinchoku::domain::merge::{Decision, Decisions};
use shinchoku::domain::{
    Approval, Book, Change, Department, FiscalYear, Implementation, Measure, MeasureId, Noun, Op,
    Position, Record, Year,
};
use shinchoku::store::{Access, Backups, Comparison, Store};
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};
use support::session;

const MEASURES: usize = 1_000;
const DEPARTMENTS: usize = 30;
const YEARS: i32 = 10;

fn told(name: &str, took: Duration, limit: &str) {
    println!("{name:44} {:9.1} ms   {limit}", took.as_secs_f64() * 1000.0);
}

fn open(path: &Path, access: Access, backups: &Backups) -> Store {
    Store::open(path, access, session(), backups).expect("a file")
}

fn put(store: &mut Store, noun: Noun, record: Record) {
    let changes: Vec<Change> = store.book().put(record).into_iter().collect();
    store.commit(Op::Edit(noun), "施策", changes).expect("a commit");
}

/// A text of about 150 characters, as a published list has them in the mean (142): as varied as a few
/// dozen words in any order, and a third of it another than in the year before.
fn text(measure: usize, year: FiscalYear) -> String {
    const WHAT: [&str; 16] = [
        "体験農園",
        "認定農業者の更新",
        "地域包括支援センターの相談",
        "空き家の調査",
        "子育てひろば",
        "公共施設の再編",
        "防災訓練",
        "商店街の活性化",
        "生活困窮者の支援",
        "都市計画道路の整備",
        "健康診査",
        "学校と地域の協働",
        "図書館の講座",
        "緑道の清掃",
        "創業塾",
        "介護予防教室",
    ];
    const WHO: [&str; 8] =
        ["市民", "事業者", "農業協同組合", "自治会", "近隣市", "東京都", "関係団体", "大学"];
    const HOW: [&str; 8] = [
        "参加が増えました",
        "効果を検証しました",
        "周知に努めました",
        "延期しました",
        "計画を見直しました",
        "協定を結びました",
        "補助を行いました",
        "課題を整理しました",
    ];
    let mut lines = String::new();
    for line in 0..5 {
        // The last lines are the year's own.
        let age = if line < 3 { 0 } else { usize::try_from(year.0).unwrap_or(0) };
        let mut seed = (measure * 7_919 + line * 104_729 + age * 1_299_709) as u64 | 1;
        let mut chosen = |many: usize| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963);
            (seed >> 33) as usize % many
        };
        let (what, who, how) = (WHAT[chosen(16)], WHO[chosen(8)], HOW[chosen(8)]);
        let (times, people) =
            (chosen(90) + usize::try_from(year.0 % 9).unwrap_or(0), chosen(9_000));
        lines.push_str(&format!("・{what}を{who}と{times}回行い、{people}人の{how}。\n"));
    }
    lines
}

fn entry(book: &Book, id: MeasureId, year: FiscalYear) -> Implementation {
    book.implementation(id, year).cloned().unwrap_or_else(|| Implementation::blank(id, year))
}

/// A department writes an entry in three steps: begun, finished, agreed to.
fn write(store: &mut Store, at: usize, id: MeasureId, year: FiscalYear, step: usize) {
    let now = entry(store.book(), id, year);
    let next = match step {
        0 => now.rewritten(None, text(at, year)),
        1 => {
            let status = store.book().statuses().first().map(|status| status.id);
            let narrative = now.narrative.replacen('8', "9", 1) + "・次年度も続けます。";
            now.rewritten(status, narrative)
        }
        _ => now.approved(Approval::Department),
    };
    put(store, Noun::Implementation, Record::Implementation(next));
}

fn collected() {
    let place = tempfile::tempdir().expect("a folder");
    let backups = Backups::in_folder(place.path().join("控え"));
    let path = place.path().join("総合戦略.db");
    let mut master =
        Store::create(&path, &support::book(MEASURES, 310), session()).expect("a file");
    master.keep_backups(backups.clone());
    let ids: Vec<MeasureId> = master.book().listed().iter().map(|(.., row)| row.id).collect();
    let year = master.book().latest_year().expect("a year");
    let mut files = Vec::new();
    for department in 0..DEPARTMENTS {
        let copy = place.path().join(format!("{department}課.db"));
        let _ = fs::copy(&path, &copy).expect("a copy");
        let mut store = open(&copy, Access::Write, &Backups::in_folder(place.path().join("課")));
        for at in (department..ids.len()).step_by(DEPARTMENTS) {
            for step in 0..3 {
                write(&mut store, at, ids[at], year, step);
            }
        }
        files.push(copy);
    }
    // The policy section has gone on as well.
    for (at, id) in ids.iter().enumerate().step_by(50) {
        let measure = master.book().measure(*id).expect("a measure").clone();
        put(
            &mut master,
            Noun::Measure,
            Record::Measure(Measure { name: format!("新{at}"), ..measure }),
        );
    }
    let mut parts = [Duration::ZERO; 3];
    let begun = Instant::now();
    for copy in &files {
        let started = Instant::now();
        let theirs = open(copy, Access::Read, &backups);
        let opened = Instant::now();
        let comparison = master.compare(&theirs, None).expect("a comparison");
        let Comparison::Incoming(incoming) = comparison else { panic!("it has news") };
        let compared = Instant::now();
        let conflicts = incoming.merge().conflicts();
        let decisions: Decisions = conflicts.map(|item| (item.cell, Decision::Theirs)).collect();
        assert!(decisions.is_empty());
        master.merge(&incoming, &decisions).expect("a merge");
        let took = [opened - started, compared - opened, compared.elapsed()];
        for (part, took) in parts.iter_mut().zip(took) {
            *part += took;
        }
    }
    told("30 files collected", begun.elapsed(), "(at most 10,000 ms)");
    for (name, part) in
        ["  opened", "  compared", "  taken in, with a backup each"].iter().zip(parts)
    {
        told(name, part, "");
    }
    for (at, id) in ids.iter().enumerate() {
        assert!(entry(master.book(), *id, year).approval == Approval::Department, "{at}");
    }
    let size = fs::metadata(&path).expect("the file").len();
    println!("{:44} {:9.1} MB", "the file afterwards", size as f64 / 1e6);
}

fn ten_years() {
    let place = tempfile::tempdir().expect("a folder");
    let backups = Backups::in_folder(place.path().join("控え"));
    let path = place.path().join("総合戦略.db");
    let mut store = Store::create(&path, &support::book(MEASURES, 0), session()).expect("a file");
    let ids: Vec<MeasureId> = store.book().listed().iter().map(|(.., row)| row.id).collect();
    let first = store.book().years().next().expect("a year").year.0;
    for year in (first..first + YEARS).map(FiscalYear) {
        if store.book().year(year).is_none() {
            put(&mut store, Noun::Year, Record::Year(Year { year, closed: false }));
        }
        // Weeks lie between the steps.
        for step in 0..3 {
            for (at, id) in ids.iter().enumerate() {
                write(&mut store, at, *id, year, step);
            }
        }
        for at in 0..20 {
            let department = Department::new(format!("{}年{at}課", year.0), Position::nth(at));
            put(&mut store, Noun::Department, Record::Department(department));
        }
    }
    drop(store);
    let size = fs::metadata(&path).expect("the file").len();
    println!("{:44} {:9.1} MB   (at most 20 MB)", "ten years of 1,000 measures", size as f64 / 1e6);
    let connection = rusqlite::Connection::open(&path).expect("the file");
    let sum =
        |sql: &str| -> i64 { connection.query_row(sql, [], |row| row.get(0)).expect("a sum") };
    let commits = sum("SELECT count(*) FROM change_log");
    let log = sum("SELECT sum(octet_length(changes)) FROM change_pack");
    println!("{:44} {:9.1} MB   of {commits} commits", "  changes in its log", log as f64 / 1e6);
    for (name, access) in [("  opened to read", Access::Read), ("  opened to write", Access::Write)]
    {
        let mut times: Vec<Duration> = (0..9)
            .map(|_| {
                let begun = Instant::now();
                drop(open(&path, access, &backups));
                begun.elapsed()
            })
            .collect();
        times.sort();
        told(name, times[4], "(at most 300 ms)");
    }
}

fn main() {
    // `cargo test --benches` asks whether it builds.
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    collected();
    ten_years();
}
