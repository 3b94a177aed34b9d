//! `editions`: 保存版 kept, listed, taken out and compared.

use super::{Command, ReportArguments, Usage, output, text};
use lexopt::prelude::*;
use std::path::PathBuf;

/// What is done with 保存版.
#[derive(Debug, PartialEq, Eq)]
pub enum EditionsAct {
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

pub fn parse(mut parser: lexopt::Parser) -> Result<Command, Usage> {
    let mut report = ReportArguments::default();
    let (mut out, mut save, mut pdf, mut compare) = (None, None, None, None);
    let mut revision = false;
    while let Some(argument) = parser.next()? {
        match argument {
            Short('o') | Long("output") => out = Some(parser.value()?),
            Long("save") => save = Some(text(&mut parser)?),
            Long("pdf") => pdf = Some(text(&mut parser)?),
            Long("compare") => compare = Some((text(&mut parser)?, second(&mut parser))),
            Long("revision") => revision = true,
            Long("template") => report.template = Some(text(&mut parser)?),
            Long("paper") => report.paper = Some(text(&mut parser)?),
            Long("date") => report.date = Some(text(&mut parser)?),
            Long("geta") => report.geta = true,
            Long("force") => report.force = true,
            Value(value) if report.file.is_none() => report.file = Some(value.into()),
            other => return Err(other.unexpected().into()),
        }
    }
    let file = report.file.take().ok_or(Usage::Lacking("FILE.db"))?;
    let force = report.force;
    let act = match (save, pdf, compare) {
        (None, None, None) => EditionsAct::List,
        (Some(name), None, None) => EditionsAct::Save { name, report: Box::new(report) },
        (None, Some(name), None) => {
            EditionsAct::Pdf { name, out: output(out, "-o OUT.pdf", &["pdf"])?, force }
        }
        (None, None, Some((before, after))) => {
            let out = output(out, "-o OUT.pdf", &["pdf"])?;
            EditionsAct::Compare { before, after, revision, out, force }
        }
        (Some(_), Some(_), _) | (Some(_), _, Some(_)) => {
            return Err(Usage::TooMany("--save".to_owned()));
        }
        (None, Some(_), Some(_)) => return Err(Usage::TooMany("--pdf".to_owned())),
    };
    Ok(Command::Editions { file, act })
}

/// The second value of an option that may have two.
fn second(parser: &mut lexopt::Parser) -> Option<String> {
    let value = parser.values().ok()?.next()?;
    Some(value.to_string_lossy().into_owned())
}
