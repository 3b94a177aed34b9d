//! 配布 and 回収 in words.

use super::Notice;
use crate::domain::handout::{Collection, HandedOut, Scope};
use crate::domain::text::{distinct, nameable};
use crate::domain::{Book, YearStyle, date};
use crate::store::Error;
use chrono::NaiveDate;
use std::path::Path;

/// The word for how far the return of a file has come.
pub const fn collection(collection: Collection) -> &'static str {
    match collection {
        Collection::Out => "未回収",
        Collection::Overdue => "期限超過",
        Collection::Early => "提出前に取り込み",
        Collection::Taken => "取り込み済み",
        Collection::Replaced => "配布し直し",
    }
}

/// What is said before a file is taken in that a department has not submitted, and what comes of it.
pub fn not_submitted(department: &str) -> [String; 2] {
    let early = collection(Collection::Early);
    [
        format!("{department}は、まだ提出していません。"),
        format!(
            "いまの内容を取り込むと「{early}」と記録します。提出されたら、もう一度取り込んでください。"
        ),
    ]
}

/// The name of the file that a department gets: 総合戦略_農政課_令和6年度.db. No other department's
/// file has it, whichever are handed out together: what a name cannot hold can be all that two of
/// them differ in.
pub fn handout_file(book: &Book, scope: &Scope) -> String {
    const LONGEST: usize = 40;
    let plan: String = book.plan().name.chars().take(LONGEST).collect();
    let year = book.year_label(scope.year);
    let name = |department: &str| nameable(&format!("{plan}_{department}_{year}"));
    let departments = book.departments();
    let names = distinct(departments.iter().map(|department| name(&department.name)));
    let own = departments.iter().position(|department| department.id == scope.department);
    let own = own.and_then(|at| names.into_iter().nth(at));
    format!("{}.db", own.unwrap_or_else(|| name(&scope.name)))
}

/// No department leads a measure that is asked for in a year.
pub fn nobody_asked(year: &str) -> Notice {
    Notice::new(
        format!("{year}に入力をお願いする課がありません。ファイルは作っていません。"),
        "施策に所管課を付けてください。",
        "",
    )
}

/// Something else lies where the file of a department is to go.
pub fn in_the_way(path: &Path) -> Notice {
    Notice::new(
        format!(
            "「{}」は、すでにあります。同じ内容で配布したファイルではないため、変更していません。ファイルは作っていません。",
            super::path(path)
        ),
        "別の名前か別の場所を指定してください。置き換えてよければ、--force を付けてください。",
        "",
    )
}

/// Some departments have their files, and one could not get its own.
pub fn broken_off(done: &[String], left: &[String], cause: &Error) -> Notice {
    let cause = Notice::from(cause);
    let failed = left.first().map(String::as_str).unwrap_or_default();
    let done = match done {
        [] => "配布した課は、まだありません。".to_owned(),
        done => format!("配布して記録に残した課：{}。", done.join("、")),
    };
    Notice::new(
        format!(
            "{failed}の入力用ファイルは配布できませんでした。{}\n{done}\nまだ配布していない課：{}。",
            cause.what,
            left.join("、")
        ),
        format!("{}\n同じ命令をもう一度実行すると、続きから配布します。", cause.remedy),
        cause.detail,
    )
}

/// Departments that could not get their files: all that one thing kept from it are named together.
pub fn not_handed_out(failed: &[(String, Notice)]) -> Notice {
    let mut causes: Vec<(&Notice, Vec<&str>)> = Vec::new();
    for (name, cause) in failed {
        match causes.iter_mut().find(|(known, _)| *known == cause) {
            Some((_, names)) => names.push(name),
            None => causes.push((cause, vec![name])),
        }
    }
    let what = causes.iter().map(|(cause, names)| {
        format!("{}のファイルは作れませんでした。{}", names.join("、"), cause.what)
    });
    let mut remedies: Vec<&str> = causes.iter().map(|(cause, _)| cause.remedy.as_str()).collect();
    remedies.dedup();
    let details: Vec<&str> = causes.iter().map(|(cause, _)| cause.detail.as_str()).collect();
    Notice::new(what.collect::<Vec<_>>().join("\n"), remedies.join("\n"), details.join("\n"))
}

/// 提出期限：令和9年5月31日.
pub fn deadline(day: Option<NaiveDate>) -> String {
    match day {
        Some(day) => format!("提出期限：{}", date::written(day, YearStyle::default())),
        None => "提出期限：定めなし".to_owned(),
    }
}

/// 5月31日.
pub fn short_day(day: NaiveDate) -> String {
    day.format("%-m月%-d日").to_string()
}

/// 農政課の入力用ファイル（令和6年度…）　提出期限：令和9年5月31日　提出先：企画課.
pub fn own_file(scope: &Scope) -> String {
    let to = if scope.return_to.is_empty() {
        String::new()
    } else {
        format!("　提出先：{}", scope.return_to)
    };
    format!("{}の入力用ファイル　{}{to}", scope.name, deadline(scope.deadline))
}

/// How much is asked for: 施策　3件・指標　2件.
pub fn requested(measures: usize, indicators: usize) -> String {
    let counts = [("施策", measures), ("指標", indicators)];
    let asked = counts.into_iter().filter(|(_, count)| *count > 0 || measures + indicators == 0);
    let asked: Vec<String> = asked.map(|(what, count)| format!("{what}　{count}件")).collect();
    asked.join("・")
}

/// What a department is asked for, for a mail or a paper.
pub fn reminder(book: &Book, line: &HandedOut, today: NaiveDate) -> String {
    let scope = &line.scope;
    let contact = book.department(scope.department).map_or("", |row| row.contact.as_str());
    let contact = if contact.is_empty() { String::new() } else { format!("　{contact}") };
    let state = collection(line.collection(today));
    let mut text = format!("■{}{contact}（{state}）\n{}\n", scope.name, deadline(scope.deadline));
    let missing = scope.missing(book);
    if missing.is_empty() {
        text.push_str("入力用ファイルが、まだ戻っていません。\n");
    } else {
        text.push_str(&format!("{}の実施状況が未入力のもの：\n", book.year_label(scope.year)));
    }
    for measure in missing {
        text.push_str(&format!("・{} {}\n", book.measure_number(measure), measure.name));
    }
    text
}
