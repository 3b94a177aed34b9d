//! `report`: papers.

use super::super::usage::Usage;
use super::Command;
use super::spec::{CommandSpec, FORCE, OUTPUT, ParsedArguments, flag, option, output};
use crate::report::FileType;
use std::path::PathBuf;

/// What to print, and how.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct ReportArguments {
    /// `None`: the built-in sample.
    pub file: Option<PathBuf>,
    pub out: PathBuf,
    /// 様式 by its name; the first of the file where none is named.
    pub template: Option<String>,
    /// 帳票, as typed.
    pub paper: Option<String>,
    /// A file for each department.
    pub each: bool,
    /// As typed, e.g. `2017` or `平成29年度`. Empty: all years.
    pub years: Vec<String>,
    pub department: Option<String>,
    pub title: Option<String>,
    pub face: Option<String>,
    /// Points.
    pub size: Option<String>,
    /// Millimetres.
    pub margin: Option<String>,
    pub date: Option<String>,
    pub force: bool,
    /// Print 〓 where the fonts lack a character, rather than refuse.
    pub geta: bool,
}

pub(super) const REPORT: CommandSpec = CommandSpec {
    name: "report",
    usage: &[(
        "[FILE.db] -o OUT.{pdf,xlsx,docx} [選択肢]",
        "一覧表をPDF、エクセル、ワードのファイルにします。FILE.db がなければ見本を使います。",
    )],
    operands: 1,
    options: &[
        OUTPUT,
        option("--template", "様式", "ファイルにある様式の名前（指定しなければ、最初の様式）"),
        flag("--list-templates", "様式の名前の一覧を表示する（ファイルは作りません）"),
        option(
            "--paper",
            "帳票",
            "list（一覧表）、by-department（課別一覧）、missing（未入力一覧）、\n\
             comparison（新旧対照表）、indicators（指標一覧）、targets（目標値の表）",
        ),
        flag("--each", "課別一覧を、課ごとのファイル（OUT_課名）に分ける"),
        option("--years", "2017,2018", "印刷する年度（平成29年度、H29 とも書けます）"),
        option("--department", "課名", "その課が所管または関連する施策だけ"),
        option("--title", "表題", "表題を変える"),
        option("--face", "明朝|ゴシック", "本文の書体"),
        option("--size", "9.5", "本文の文字の大きさ（ポイント）"),
        option("--margin", "10", "余白（ミリメートル）"),
        option("--date", "2026-06-12", "ファイルに記録する作成日"),
        flag("--geta", "書体にない文字を〓で印刷する（指定しなければ印刷しません）"),
        FORCE,
    ],
    parse,
};

fn parse(mut given: ParsedArguments) -> Result<Command, Usage> {
    let file = given.operand().map(PathBuf::from);
    if given.flag("--list-templates") {
        return Ok(Command::ListTemplates(file));
    }
    let years = given.text("--years").unwrap_or_default();
    let years = years.split([',', '、', '，']).map(str::trim).map(str::to_owned);
    Ok(Command::Report(ReportArguments {
        file,
        out: output(given.value("-o"), "-o OUT.pdf", &FileType::ENDINGS)?,
        template: given.text("--template"),
        paper: given.text("--paper"),
        each: given.flag("--each"),
        years: if given.flag("--years") { years.collect() } else { Vec::new() },
        department: given.text("--department"),
        title: given.text("--title"),
        face: given.text("--face"),
        size: given.text("--size"),
        margin: given.text("--margin"),
        date: given.text("--date"),
        force: given.flag("--force"),
        geta: given.flag("--geta"),
    }))
}
