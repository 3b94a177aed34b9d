//! `report`: papers.

use super::{Command, Usage, output, text};
use lexopt::prelude::*;
use std::path::PathBuf;

/// What to print, and how.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct ReportArguments {
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

pub fn parse(mut parser: lexopt::Parser) -> Result<Command, Usage> {
    let mut report = ReportArguments::default();
    let (mut out, mut list) = (None, false);
    while let Some(argument) = parser.next()? {
        match argument {
            Short('o') | Long("output") => out = Some(parser.value()?),
            Long("template") => report.template = Some(text(&mut parser)?),
            Long("list-templates") => list = true,
            Long("paper") => report.paper = Some(text(&mut parser)?),
            Long("each") => report.each = true,
            Long("years") => {
                let list = text(&mut parser)?;
                report.years =
                    list.split([',', '、', '，']).map(|year| year.trim().to_owned()).collect();
            }
            Long("department") => report.department = Some(text(&mut parser)?),
            Long("title") => report.title = Some(text(&mut parser)?),
            Long("face") => report.face = Some(text(&mut parser)?),
            Long("size") => report.size = Some(text(&mut parser)?),
            Long("margin") => report.margin = Some(text(&mut parser)?),
            Long("date") => report.date = Some(text(&mut parser)?),
            Long("force") => report.force = true,
            Long("geta") => report.geta = true,
            Value(value) if report.file.is_none() => report.file = Some(value.into()),
            other => return Err(other.unexpected().into()),
        }
    }
    if list {
        return Ok(Command::ListTemplates(report.file));
    }
    report.out = output(out, "-o OUT.pdf", &["pdf"])?;
    Ok(Command::Report(report))
}
