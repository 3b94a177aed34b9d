//! `import`: a list taken in.

use super::super::usage::{Allowed, Usage};
use super::Command;
use super::spec::{CommandSpec, ParsedArguments, option};
use std::path::PathBuf;

/// What to take in, and how to read it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct ImportArguments {
    pub file: PathBuf,
    pub source: PathBuf,
    /// The sheets to read, by their names. Empty: those that are recognised.
    pub sheets: Vec<String>,
    /// What columns hold, and their letters, as typed.
    pub columns: Vec<(String, String)>,
}

pub(super) const IMPORT: CommandSpec = CommandSpec {
    name: "import",
    usage: &[(
        "FILE.db SOURCE.{csv,xlsx,json} [選択肢]",
        "一覧を取り込みます。FILE.db がなければ作ります。",
    )],
    operands: 2,
    options: &[
        option(
            "--columns",
            "名称=C,内容=E,R6=H",
            "列が表すもの（画面の「列の内容」と同じ名前。「R6」は令和6年度の実施状況、\n\
             「R6進捗状況」はその進捗状況）。指定しない列は、見出しから読み取る。見出しを\n\
             読めない表では、指定した列がすべて埋まっている最初の行を、見出しとする",
        ),
        option(
            "--sheet",
            "シート名",
            "取り込むシート（何回でも指定できる。指定しなければ、一覧と読めるシート）",
        ),
    ],
    parse,
};

fn parse(mut given: ParsedArguments) -> Result<Command, Usage> {
    let mut columns = Vec::new();
    for list in given.texts("--columns") {
        for said in list.split([',', '、', '，']) {
            let parts = said.split_once(['=', '＝']);
            let bad = || Usage::bad("--columns", said, Allowed::Columns);
            let (field, letters) = parts.ok_or_else(bad)?;
            columns.push((field.trim().to_owned(), letters.trim().to_owned()));
        }
    }
    Ok(Command::Import(ImportArguments {
        file: given.path("FILE.db")?,
        source: given.path("SOURCE")?,
        sheets: given.texts("--sheet"),
        columns,
    }))
}
