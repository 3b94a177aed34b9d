//! What was asked for on the command line.

mod editions;
mod hand_out;
mod import;
mod merge;
mod report;

pub use editions::EditionsAct;
pub use hand_out::HandOutArguments;
pub use import::ImportArguments;
pub use merge::{Conflicts, MergeArguments};
pub use report::ReportArguments;

use super::usage::{Allowed, Usage};
use crate::exchange::Format;
use crate::store::{DATABASE, has_ending};
use lexopt::prelude::*;
use std::ffi::OsString;
use std::path::PathBuf;

/// One of the things that the program does.
#[derive(Debug, PartialEq, Eq)]
pub enum Command {
    /// The window, on a file where one is named.
    Window(Option<PathBuf>),
    Demo {
        folder: PathBuf,
    },
    Report(ReportArguments),
    New {
        file: PathBuf,
        municipality: String,
        plan: String,
    },
    Import(ImportArguments),
    Export {
        file: PathBuf,
        out: PathBuf,
        force: bool,
    },
    /// The 様式 that a file keeps.
    ListTemplates(Option<PathBuf>),
    Check {
        file: PathBuf,
    },
    History {
        file: PathBuf,
        /// How many entries, newest first; all where none is named.
        limit: Option<usize>,
    },
    Merge(MergeArguments),
    HandOut(HandOutArguments),
    /// What was handed out and came back.
    Ledger {
        file: PathBuf,
    },
    /// Takes a backup, or lists those there are.
    Backup {
        file: PathBuf,
        list: bool,
    },
    /// Brings back a backup; the latest where none is named.
    Restore {
        file: PathBuf,
        backup: Option<PathBuf>,
    },
    Editions {
        file: PathBuf,
        act: EditionsAct,
    },
    /// The help, of one command where one is named.
    Help {
        of: Option<String>,
    },
    Version,
}

impl Command {
    /// The files that it reads, which have to be there.
    pub fn sources(&self) -> Vec<PathBuf> {
        let named = match self {
            Self::Help { .. } | Self::Version | Self::Demo { .. } | Self::New { .. } => vec![],
            Self::Window(file) | Self::ListTemplates(file) => vec![file.as_ref()],
            Self::Report(arguments) => vec![arguments.file.as_ref()],
            Self::Import(arguments) => vec![Some(&arguments.source)],
            Self::Merge(arguments) => vec![Some(&arguments.file), Some(&arguments.other)],
            Self::HandOut(arguments) => vec![Some(&arguments.file)],
            Self::Restore { file, backup } => vec![Some(file), backup.as_ref()],
            Self::Export { file, .. }
            | Self::Check { file }
            | Self::History { file, .. }
            | Self::Ledger { file }
            | Self::Backup { file, .. }
            | Self::Editions { file, .. } => vec![Some(file)],
        };
        named.into_iter().flatten().cloned().collect()
    }

    /// Whether what it prints is all that it does.
    pub const fn is_question(&self) -> bool {
        match self {
            Self::Help { .. }
            | Self::Version
            | Self::Check { .. }
            | Self::History { .. }
            | Self::Ledger { .. }
            | Self::ListTemplates(_)
            | Self::Backup { list: true, .. }
            | Self::Editions { act: EditionsAct::List, .. }
            | Self::Merge(MergeArguments { dry_run: true, .. }) => true,
            Self::Window(_)
            | Self::Demo { .. }
            | Self::Report(_)
            | Self::New { .. }
            | Self::Import(_)
            | Self::Export { .. }
            | Self::Merge(_)
            | Self::HandOut(_)
            | Self::Backup { list: false, .. }
            | Self::Restore { .. }
            | Self::Editions { .. } => false,
        }
    }
}

/// Reads the arguments (without the program's name).
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Command, Usage> {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let asks = |argument: &OsString| argument == "--help" || argument == "-h";
    if arguments.iter().skip(1).take_while(|it| *it != "--").any(asks) {
        let of = arguments.first().and_then(|name| name.to_str());
        return Ok(Command::Help { of: of.map(str::to_owned) });
    }
    let mut parser = lexopt::Parser::from_args(arguments);
    let Some(first) = parser.next()? else { return Ok(Command::Window(None)) };
    let name = match first {
        Short('h') | Long("help") => return Ok(Command::Help { of: None }),
        Short('V') | Long("version") => return Ok(Command::Version),
        Value(value) => value,
        other @ (Short(_) | Long(_)) => return Err(other.unexpected().into()),
    };
    match name.to_str() {
        Some("demo") => {
            let [folder] = values(parser)?;
            Ok(Command::Demo { folder: folder.map_or_else(|| PathBuf::from("."), PathBuf::from) })
        }
        Some("report") => report::parse(parser),
        Some("new") => new(parser),
        Some("import") => import::parse(parser),
        Some("export") => export(parser),
        Some("check") => {
            let [file] = values(parser)?;
            Ok(Command::Check { file: path(file, "FILE.db")? })
        }
        Some("history") => history(parser),
        Some("backup") => backup(parser),
        Some("restore") => {
            let [file, backup] = values(parser)?;
            let backup = backup.map(PathBuf::from);
            Ok(Command::Restore { file: path(file, "FILE.db")?, backup })
        }
        Some("merge") => merge::parse(parser),
        Some("hand-out") => hand_out::parse(parser),
        Some("ledger") => {
            let [file] = values(parser)?;
            Ok(Command::Ledger { file: path(file, "FILE.db")? })
        }
        Some("editions") => editions::parse(parser),
        Some("help") => {
            let [of] = values(parser)?;
            Ok(Command::Help { of: of.map(|of| of.to_string_lossy().into_owned()) })
        }
        _ => {
            let file = PathBuf::from(name);
            // A word that is neither a command nor looks like a file was meant as a command.
            if file.extension().is_none() && !file.exists() {
                return Err(Usage::UnknownCommand(file.to_string_lossy().into_owned()));
            }
            let [] = values(parser)?;
            Ok(Command::Window(Some(file)))
        }
    }
}

fn new(mut parser: lexopt::Parser) -> Result<Command, Usage> {
    let (mut file, mut municipality, mut plan) = (None, None, None);
    while let Some(argument) = parser.next()? {
        match argument {
            Long("municipality") => municipality = Some(text(&mut parser)?),
            Long("plan") => plan = Some(text(&mut parser)?),
            Value(value) if file.is_none() => file = Some(value),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(Command::New {
        file: output(file, "FILE.db", &[DATABASE])?,
        municipality: municipality.ok_or(Usage::Lacking("--municipality"))?,
        plan: plan.ok_or(Usage::Lacking("--plan"))?,
    })
}

fn backup(mut parser: lexopt::Parser) -> Result<Command, Usage> {
    let (mut file, mut list) = (None, false);
    while let Some(argument) = parser.next()? {
        match argument {
            Long("list") => list = true,
            Value(value) if file.is_none() => file = Some(value),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(Command::Backup { file: path(file, "FILE.db")?, list })
}

fn history(mut parser: lexopt::Parser) -> Result<Command, Usage> {
    let (mut file, mut limit) = (None, None);
    while let Some(argument) = parser.next()? {
        match argument {
            Long("limit") => {
                let value = text(&mut parser)?;
                let count = value.parse();
                limit = Some(count.map_err(|_| Usage::bad("--limit", &value, Allowed::Count))?);
            }
            Value(value) if file.is_none() => file = Some(value),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(Command::History { file: path(file, "FILE.db")?, limit })
}

fn export(mut parser: lexopt::Parser) -> Result<Command, Usage> {
    let (mut places, mut force) = (Vec::new(), false);
    while let Some(argument) = parser.next()? {
        match argument {
            Long("force") => force = true,
            Value(value) if places.len() < 2 => places.push(value),
            other => return Err(other.unexpected().into()),
        }
    }
    let mut places = places.into_iter();
    let file = path(places.next(), "FILE.db")?;
    Ok(Command::Export { file, out: output(places.next(), "OUT", &Format::ENDINGS)?, force })
}

/// The remaining arguments where a command takes no options.
fn values<const N: usize>(mut parser: lexopt::Parser) -> Result<[Option<OsString>; N], Usage> {
    let mut found = [const { None }; N];
    let mut places = found.iter_mut();
    while let Some(argument) = parser.next()? {
        match argument {
            Value(value) => match places.next() {
                Some(place) => *place = Some(value),
                None => return Err(Usage::TooMany(value.to_string_lossy().into_owned())),
            },
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(found)
}

fn path(value: Option<OsString>, name: &'static str) -> Result<PathBuf, Usage> {
    value.filter(|value| !value.is_empty()).map(PathBuf::from).ok_or(Usage::Lacking(name))
}

/// The path of a file to be written, which must end as its kind does. The command line adds no ending
/// to what was typed: what it writes lies under the name that was given.
fn output(
    value: Option<OsString>,
    name: &'static str,
    endings: &'static [&'static str],
) -> Result<PathBuf, Usage> {
    let path = path(value, name)?;
    match endings.iter().any(|ending| has_ending(&path, ending)) {
        true => Ok(path),
        false => Err(Usage::Ending { file: path.to_string_lossy().into_owned(), endings }),
    }
}

fn text(parser: &mut lexopt::Parser) -> Result<String, Usage> {
    Ok(parser.value()?.to_string_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::handout::Others;

    fn parsed(line: &str) -> Result<Command, Usage> {
        parse(line.split_whitespace().map(OsString::from))
    }

    #[test]
    fn each_command_is_understood() {
        assert_eq!(parsed(""), Ok(Command::Window(None)));
        assert_eq!(parsed("a.db"), Ok(Command::Window(Some("a.db".into()))));
        assert_eq!(parsed("demo"), Ok(Command::Demo { folder: ".".into() }));
        assert_eq!(
            parsed("new a.db --municipality みずほ野市 --plan=総合戦略"),
            Ok(Command::New {
                file: "a.db".into(),
                municipality: "みずほ野市".into(),
                plan: "総合戦略".into()
            })
        );
        assert_eq!(
            parsed("import a.db b.xlsx"),
            Ok(Command::Import(ImportArguments {
                file: "a.db".into(),
                source: "b.xlsx".into(),
                sheets: Vec::new(),
                columns: Vec::new(),
            }))
        );
        let Ok(Command::Import(import)) = parsed(
            "import a.db b.xlsx --sheet R5 --columns 名称=C、R6＝H --sheet R6 --columns 番号=A",
        ) else {
            panic!("an import");
        };
        assert_eq!(import.sheets, ["R5", "R6"]);
        let columns = [("名称", "C"), ("R6", "H"), ("番号", "A")];
        assert_eq!(import.columns, columns.map(|(field, at)| (field.to_owned(), at.to_owned())));
        assert_eq!(
            parsed("export --force a.db b.json"),
            Ok(Command::Export { file: "a.db".into(), out: "b.json".into(), force: true })
        );
        let editions = |line: &str| match parsed(line) {
            Ok(Command::Editions { file, act }) if file.as_os_str() == "a.db" => act,
            other => panic!("{other:?}"),
        };
        assert_eq!(editions("editions a.db"), EditionsAct::List);
        assert_eq!(
            editions("editions a.db --pdf 提出版 -o a.pdf"),
            EditionsAct::Pdf { name: "提出版".into(), out: "a.pdf".into(), force: false }
        );
        assert_eq!(
            editions("editions a.db --compare 提出版 訂正版 --revision -o a.pdf"),
            EditionsAct::Compare {
                before: "提出版".into(),
                after: Some("訂正版".into()),
                revision: true,
                out: "a.pdf".into(),
                force: false,
            }
        );
        assert!(matches!(
            editions("editions a.db --compare 提出版 -o a.pdf"),
            EditionsAct::Compare { after: None, .. }
        ));
        assert_eq!(
            parsed("merge a.db b.db --dry-run --conflicts theirs --json c.json"),
            Ok(Command::Merge(MergeArguments {
                file: "a.db".into(),
                other: "b.db".into(),
                dry_run: true,
                conflicts: Conflicts::Theirs,
                json: Some("c.json".into()),
            }))
        );
        let Ok(Command::HandOut(handed)) =
            parsed("hand-out a.db --department 農政課 -o b.db --deadline 2027-05-31 --only")
        else {
            panic!("a hand-out");
        };
        assert_eq!((handed.department.as_deref(), handed.all), (Some("農政課"), false));
        assert_eq!(
            (handed.deadline.as_deref(), handed.others),
            (Some("2027-05-31"), Others::LeftOut)
        );
        assert_eq!(parsed("ledger a.db"), Ok(Command::Ledger { file: "a.db".into() }));
        assert_eq!(
            parsed("report a.db --list-templates"),
            Ok(Command::ListTemplates(Some("a.db".into())))
        );
        assert_eq!(
            parsed("report -o a.pdf --template 内部確認用 --paper missing"),
            Ok(Command::Report(ReportArguments {
                out: "a.pdf".into(),
                template: Some("内部確認用".into()),
                paper: Some("missing".into()),
                ..Default::default()
            }))
        );
        assert_eq!(
            parsed("report a.db -o a.pdf --years 2017,2018 --department 産業課 --force"),
            Ok(Command::Report(ReportArguments {
                file: Some("a.db".into()),
                out: "a.pdf".into(),
                years: vec!["2017".into(), "2018".into()],
                department: Some("産業課".into()),
                force: true,
                ..Default::default()
            }))
        );
    }

    #[test]
    fn what_is_not_understood_is_named() {
        assert_eq!(parsed("reprot"), Err(Usage::UnknownCommand("reprot".into())));
        assert_eq!(parsed("report a.db"), Err(Usage::Lacking("-o OUT.pdf")));
        assert_eq!(parsed("report a.db -o"), Err(Usage::NoValue("-o".into())));
        assert_eq!(parsed("check"), Err(Usage::Lacking("FILE.db")));
        assert_eq!(parsed("check a.db b.db"), Err(Usage::TooMany("b.db".into())));
        assert_eq!(parsed("check --quick a.db"), Err(Usage::UnknownOption("--quick".into())));
        assert_eq!(parsed("hand-out a.db -o b.db"), Err(Usage::Lacking("--department")));
        assert_eq!(
            parsed("hand-out a.db --all --department 農政課 -o b"),
            Err(Usage::TooMany("--all".into()))
        );
        assert_eq!(parsed("merge a.db"), Err(Usage::Lacking("OTHER.db")));
        let lists: &[&str] = &["csv", "xlsx", "json"];
        for (line, file, endings) in [
            ("report a.db -o b.xlsx --force", "b.xlsx", &["pdf"][..]),
            ("report a.db -o b --force", "b", &["pdf"]),
            ("report a.db --each --paper by-department -o a.db", "a.db", &["pdf"]),
            ("export a.db b.pdf", "b.pdf", lists),
            ("export a.db b.txt", "b.txt", lists),
            ("export a.db b.xls", "b.xls", lists),
            ("editions a.db --pdf 提出版 -o a.db --force", "a.db", &["pdf"]),
            ("editions a.db --compare 提出版 -o b.csv", "b.csv", &["pdf"]),
            ("merge a.db b.db --json b.db", "b.db", &["json"]),
            ("hand-out a.db --department 農政課 -o b.pdf", "b.pdf", &["db"]),
            ("new b.xlsx --municipality みずほ野市 --plan 総合戦略", "b.xlsx", &["db"]),
        ] {
            assert_eq!(parsed(line), Err(Usage::Ending { file: file.into(), endings }), "{line}");
        }
        let allowed = Allowed::Words(vec!["mine".into(), "theirs".into(), "stop".into()]);
        assert_eq!(
            parsed("merge a.db b.db --conflicts both"),
            Err(Usage::bad("--conflicts", "both", allowed))
        );
        assert_eq!(
            parsed("import a.db b.csv --columns 名称"),
            Err(Usage::bad("--columns", "名称", Allowed::Columns))
        );
        assert_eq!(parsed("new a.db --plan x"), Err(Usage::Lacking("--municipality")));
    }
}
