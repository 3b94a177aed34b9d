//! `editions`: 保存版 kept, listed, taken out and compared.

use super::super::usage::Usage;
use super::spec::{CommandSpec, FORCE_IN_USAGE, OUTPUT, OptionSpec, ParsedArguments, ValueKind};
use super::spec::{flag, option, output};
use super::{Command, ReportArguments};
use std::path::PathBuf;

/// What is done with 保存版.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum EditionsAct {
    List,
    /// Keeps the paper of the present under a name.
    Save {
        name: String,
        report: Box<ReportArguments>,
    },
    /// Writes the kept PDF out.
    Pdf {
        name: String,
        out: PathBuf,
        force: bool,
    },
    /// Compares an edition with another, or with the present where none is named.
    Compare {
        before: String,
        after: Option<String>,
        /// 新旧対照表 rather than 正誤表.
        revision: bool,
        out: PathBuf,
        force: bool,
    },
}

pub(super) const EDITIONS: CommandSpec = CommandSpec {
    name: "editions",
    usage: &[
        ("FILE.db", "保存版の一覧を表示します。"),
        (
            "FILE.db --save 名前 [--date 2026-06-12] [--template 様式] [--paper 帳票]",
            "いまの一覧表を、その名前の保存版にします。",
        ),
        ("FILE.db --pdf 名前 -o OUT.pdf", "保存版のPDFを、保存したときのまま取り出します。"),
        (
            "FILE.db --compare 名前 [名前] -o OUT.pdf [--revision]",
            "保存版どうし（2つ目がなければ現在）の正誤表を作ります。\n\
             --revision を付けると新旧対照表になります。",
        ),
    ],
    operands: 1,
    options: &[
        OUTPUT,
        option("--save", "名前", ""),
        option("--pdf", "名前", ""),
        OptionSpec { name: "--compare", takes: ValueKind::OneOrTwo, help: "" },
        flag("--revision", ""),
        option("--template", "様式", ""),
        option("--paper", "帳票", ""),
        option("--date", "2026-06-12", ""),
        flag("--geta", ""),
        FORCE_IN_USAGE,
    ],
    parse,
};

fn parse(mut given: ParsedArguments) -> Result<Command, Usage> {
    let file = given.operand().map(PathBuf::from).ok_or(Usage::Lacking("FILE.db"))?;
    let force = given.flag("--force");
    let out = || output(given.value("-o"), "-o OUT.pdf", &["pdf"]);
    let mut compared = given.texts("--compare").into_iter();
    let act = match (given.text("--save"), given.text("--pdf"), compared.next()) {
        (None, None, None) => EditionsAct::List,
        (Some(name), None, None) => EditionsAct::Save {
            name,
            report: Box::new(ReportArguments {
                template: given.text("--template"),
                paper: given.text("--paper"),
                date: given.text("--date"),
                geta: given.flag("--geta"),
                force,
                ..ReportArguments::default()
            }),
        },
        (None, Some(name), None) => EditionsAct::Pdf { name, out: out()?, force },
        (None, None, Some(before)) => EditionsAct::Compare {
            before,
            after: compared.next(),
            revision: given.flag("--revision"),
            out: out()?,
            force,
        },
        (Some(_), Some(_), _) | (Some(_), _, Some(_)) => {
            return Err(Usage::TooMany("--save".to_owned()));
        }
        (None, Some(_), Some(_)) => return Err(Usage::TooMany("--pdf".to_owned())),
    };
    Ok(Command::Editions { file, act })
}
