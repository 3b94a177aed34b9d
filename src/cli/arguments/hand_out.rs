//! `hand-out`: files for departments.

use super::super::usage::Usage;
use super::Command;
use super::spec::{CommandSpec, FORCE, OUTPUT, ParsedArguments, flag, option, output, path};
use crate::domain::handout::Others;
use crate::store::DATABASE;
use std::path::PathBuf;

/// Which files to make for departments, and what to tell them.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct HandOutArguments {
    pub file: PathBuf,
    /// A file, or with `all` a folder.
    pub out: PathBuf,
    pub department: Option<String>,
    pub all: bool,
    /// As typed; the latest open one where none is named.
    pub year: Option<String>,
    /// As typed.
    pub deadline: Option<String>,
    pub message: String,
    pub return_to: String,
    pub others: Others,
    pub force: bool,
}

pub(super) const HAND_OUT: CommandSpec = CommandSpec {
    name: "hand-out",
    usage: &[
        (
            "FILE.db --department 課名 -o OUT.db [選択肢]",
            "課の入力用ファイルを作り、配布・回収の記録に残します。",
        ),
        (
            "FILE.db --all -o FOLDER [選択肢]",
            "すべての所管課の入力用ファイルを、FOLDER に作ります。\n\
             途中で止まったときは、同じ命令で続きから作ります。",
        ),
    ],
    operands: 1,
    options: &[
        OUTPUT,
        option("--department", "課名", ""),
        flag("--all", ""),
        option("--year", "2024", "入力してもらう年度（指定しなければ、締めていない最後の年度）"),
        option("--deadline", "2027-05-31", "提出期限"),
        option("--message", "文", "課への連絡"),
        option("--return-to", "人", "提出先"),
        flag("--only", "ほかの課の施策を入れない（指定しなければ、読み取り専用で入れる）"),
        FORCE,
    ],
    parse,
};

fn parse(mut given: ParsedArguments) -> Result<Command, Usage> {
    let (department, all) = (given.text("--department"), given.flag("--all"));
    match (&department, all) {
        (None, false) => return Err(Usage::Lacking("--department")),
        (Some(_), true) => return Err(Usage::TooMany("--all".to_owned())),
        (Some(_), false) | (None, true) => {}
    }
    let out = given.value("-o");
    Ok(Command::HandOut(HandOutArguments {
        file: given.path("FILE.db")?,
        out: if all { path(out, "-o FOLDER")? } else { output(out, "-o OUT.db", &[DATABASE])? },
        department,
        all,
        year: given.text("--year"),
        deadline: given.text("--deadline"),
        message: given.text("--message").unwrap_or_default(),
        return_to: given.text("--return-to").unwrap_or_default(),
        others: if given.flag("--only") { Others::LeftOut } else { Others::Readable },
        force: given.flag("--force"),
    }))
}
