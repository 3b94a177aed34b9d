//! Parses the command line into a command.

mod editions;
mod hand_out;
mod import;
mod merge;
mod report;
mod spec;

pub(super) use editions::EditionsAct;
pub(super) use hand_out::HandOutArguments;
pub(super) use import::ImportArguments;
pub(super) use merge::{Conflicts, MergeArguments};
pub(super) use report::ReportArguments;
pub(super) use spec::{CommandSpec, ValueKind};

use super::usage::{Allowed, Usage};
use crate::exchange::Format;
use crate::store::DATABASE;
use lexopt::prelude::*;
use spec::{FORCE_IN_USAGE, ParsedArguments, flag, option, output};
use std::ffi::OsString;
use std::path::PathBuf;

/// A command of the program.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Command {
    /// Opens the window, on a file where one is named.
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
    /// Restores a backup; the latest where none is named.
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
    /// The input files, which must exist.
    pub(super) fn input_files(&self) -> Vec<PathBuf> {
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

    /// Whether the command only prints, and writes no file.
    pub(super) const fn is_read_only(&self) -> bool {
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

/// The window, which is opened where no command is named.
pub(super) const WINDOW: CommandSpec = CommandSpec {
    name: "",
    usage: &[("[FILE.db]", "画面を開きます。")],
    operands: 1,
    options: &[],
    parse: |mut given| Ok(Command::Window(given.operand().map(PathBuf::from))),
};

/// The commands, in the order of the help.
pub(super) const COMMANDS: [CommandSpec; 14] = [
    CommandSpec {
        name: "demo",
        usage: &[("[DIR]", "見本のファイルとPDFを DIR に作り、画面を開きます。")],
        operands: 1,
        options: &[],
        parse: |mut given| {
            let folder = given.operand().map_or_else(|| PathBuf::from("."), PathBuf::from);
            Ok(Command::Demo { folder })
        },
    },
    report::REPORT,
    CommandSpec {
        name: "new",
        usage: &[("FILE.db --municipality 市名 --plan 計画名", "新しいファイルを作ります。")],
        operands: 1,
        options: &[option("--municipality", "市名", ""), option("--plan", "計画名", "")],
        parse: |mut given| {
            Ok(Command::New {
                file: output(given.operand(), "FILE.db", &[DATABASE])?,
                municipality: given
                    .text("--municipality")
                    .ok_or(Usage::Lacking("--municipality"))?,
                plan: given.text("--plan").ok_or(Usage::Lacking("--plan"))?,
            })
        },
    },
    import::IMPORT,
    CommandSpec {
        name: "export",
        usage: &[("FILE.db OUT.{csv,xlsx,json} [--force]", "一覧を書き出します。")],
        operands: 2,
        options: &[FORCE_IN_USAGE],
        parse: |mut given| {
            Ok(Command::Export {
                file: given.path("FILE.db")?,
                out: output(given.operand(), "OUT", &Format::ENDINGS)?,
                force: given.flag("--force"),
            })
        },
    },
    CommandSpec {
        name: "check",
        usage: &[("FILE.db", "ファイルの傷み、未入力、疑わしい文字や年度を調べます。")],
        operands: 1,
        options: &[],
        parse: |mut given| Ok(Command::Check { file: given.path("FILE.db")? }),
    },
    CommandSpec {
        name: "history",
        usage: &[("FILE.db [--limit 件数]", "変更履歴を新しい順に表示します。")],
        operands: 1,
        options: &[option("--limit", "件数", "")],
        parse: |mut given| {
            let limit = given.text("--limit").map(|value| {
                value.parse().map_err(|_| Usage::bad("--limit", &value, Allowed::Count))
            });
            Ok(Command::History { file: given.path("FILE.db")?, limit: limit.transpose()? })
        },
    },
    merge::MERGE,
    hand_out::HAND_OUT,
    CommandSpec {
        name: "ledger",
        usage: &[("FILE.db", "配布・回収の記録を表示します。")],
        operands: 1,
        options: &[],
        parse: |mut given| Ok(Command::Ledger { file: given.path("FILE.db")? }),
    },
    editions::EDITIONS,
    CommandSpec {
        name: "backup",
        usage: &[
            ("FILE.db", "控えを取ります。"),
            ("--list FILE.db", "このファイルの控えを、新しい順に表示します。"),
        ],
        operands: 1,
        options: &[flag("--list", "")],
        parse: |mut given| {
            Ok(Command::Backup { file: given.path("FILE.db")?, list: given.flag("--list") })
        },
    },
    CommandSpec {
        name: "restore",
        usage: &[(
            "FILE.db [控え.db]",
            "控えの内容に戻します。指定しなければ、いちばん新しい控えに戻します。",
        )],
        operands: 2,
        options: &[],
        parse: |mut given| {
            let file = given.path("FILE.db")?;
            Ok(Command::Restore { file, backup: given.operand().map(PathBuf::from) })
        },
    },
    CommandSpec {
        name: "help",
        usage: &[],
        operands: 1,
        options: &[],
        parse: |mut given| {
            let of = given.operand().map(|of| of.to_string_lossy().into_owned());
            Ok(Command::Help { of })
        },
    },
];

/// Reads the arguments (without the program's name).
pub(super) fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Command, Usage> {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let is_help = |argument: &OsString| argument == "--help" || argument == "-h";
    if arguments.iter().skip(1).take_while(|it| *it != "--").any(is_help) {
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
    if let Some(command) = COMMANDS.iter().find(|command| name == command.name) {
        return (command.parse)(ParsedArguments::read(parser, command)?);
    }
    let file = PathBuf::from(name);
    // A word that is neither a command nor looks like a file was meant as a command.
    if file.extension().is_none() && !file.exists() {
        return Err(Usage::UnknownCommand(file.to_string_lossy().into_owned()));
    }
    let rest = CommandSpec { operands: 0, ..WINDOW };
    let _ = ParsedArguments::read(parser, &rest)?;
    Ok(Command::Window(Some(file)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::handout::Others;
    use crate::report::FileType;

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
            ("report a.db -o b.csv --force", "b.csv", &FileType::ENDINGS[..]),
            ("report a.db -o b --force", "b", &FileType::ENDINGS),
            ("report a.db --each --paper by-department -o a.db", "a.db", &FileType::ENDINGS),
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
