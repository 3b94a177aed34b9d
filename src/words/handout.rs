//! 配布 and 回収 in words.

use crate::domain::handout::{Collection, HandedOut, Scope};
use crate::domain::text::{distinct, nameable};
use crate::domain::{Book, FiscalYear, YearStyle, date};
use chrono::NaiveDate;

/// The word for how far the return of a file has come.
pub const fn collection(collection: Collection) -> &'static str {
    match collection {
        Collection::Out => "未回収",
        Collection::Overdue => "期限超過",
        Collection::Early => "提出前に取込",
        Collection::Taken => "取込済",
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
pub fn nobody_asked(book: &Book, year: FiscalYear) -> String {
    let year = book.year_label(year);
    format!("{year}に入力をお願いする課がありません。施策に所管課を付けてください。")
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
