//! `merge`: another copy of the file taken in.

use super::super::usage::{Allowed, Usage};
use super::Command;
use super::spec::{CommandSpec, ParsedArguments, flag, option, output};
use std::path::PathBuf;

/// What to take in, and how.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct MergeArguments {
    pub file: PathBuf,
    pub other: PathBuf,
    /// Print what would be merged, and write nothing.
    pub dry_run: bool,
    pub conflicts: Conflicts,
    /// Where to write all differences, for programs.
    pub json: Option<PathBuf>,
}

/// How conflicts are decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Conflicts {
    Mine,
    Theirs,
    /// Refuses the merge.
    Stop,
}

impl Conflicts {
    /// The values on the command line.
    const WORDS: [(&str, Self); 3] =
        [("mine", Self::Mine), ("theirs", Self::Theirs), ("stop", Self::Stop)];
}

pub(super) const MERGE: CommandSpec = CommandSpec {
    name: "merge",
    usage: &[(
        "FILE.db OTHER.db [選択肢]",
        "同じファイルの別のコピーでの変更を、FILE.db に統合します。",
    )],
    operands: 2,
    options: &[
        flag("--dry-run", "比べるだけで、何も変えない"),
        option(
            "--conflicts",
            "mine|theirs|stop",
            "両方で変えた箇所に、FILE.db の内容を使う、OTHER.db の内容を使う、\n\
             または統合をやめる（指定しなければ stop）",
        ),
        option("--json", "REPORT.json", "違いの一覧を、ほかのプログラムのために書き出す"),
    ],
    parse,
};

fn parse(mut given: ParsedArguments) -> Result<Command, Usage> {
    let conflicts = match given.text("--conflicts") {
        None => Conflicts::Stop,
        Some(value) => {
            let found = Conflicts::WORDS.into_iter().find(|(word, _)| *word == value);
            found.map(|(_, conflicts)| conflicts).ok_or_else(|| {
                let words = Conflicts::WORDS.map(|(word, _)| word.to_owned());
                Usage::bad("--conflicts", &value, Allowed::Words(words.into()))
            })?
        }
    };
    let json = given.value("--json").map(|path| output(Some(path), "--json", &["json"]));
    Ok(Command::Merge(MergeArguments {
        file: given.path("FILE.db")?,
        other: given.path("OTHER.db")?,
        dry_run: given.flag("--dry-run"),
        conflicts,
        json: json.transpose()?,
    }))
}
