//! Declarations of commands and options, and the parsed arguments.

use super::super::usage::Usage;
use super::Command;
use crate::store::has_ending;
use lexopt::prelude::*;
use std::ffi::OsString;
use std::path::PathBuf;
use std::vec;

/// A command as the command line knows it.
pub(crate) struct CommandSpec {
    pub name: &'static str,
    /// The ways to call it (what follows its name), and what each does. None: the help is silent.
    pub usage: &'static [(&'static str, &'static str)],
    /// How many values it takes at most besides those of options.
    pub operands: usize,
    pub options: &'static [OptionSpec],
    pub parse: fn(ParsedArguments) -> Result<Command, Usage>,
}

/// An option of a command. One without help is explained by the usage of its command.
pub(crate) struct OptionSpec {
    pub name: &'static str,
    pub takes: ValueKind,
    pub help: &'static str,
}

/// The values of an option, as the help calls them.
#[derive(Clone, Copy)]
pub(crate) enum ValueKind {
    Nothing,
    One(&'static str),
    OneOrTwo,
}

/// Where the result goes. It may be written `--output` as well.
pub(super) const OUTPUT: OptionSpec =
    OptionSpec { name: "-o", takes: ValueKind::One("OUT"), help: "" };

/// What replaces a file of the same name.
pub(super) const FORCE: OptionSpec = flag("--force", "同じ名前のファイルを置き換える");

/// The same, where the usage of the command names it.
pub(super) const FORCE_IN_USAGE: OptionSpec = flag("--force", "");

/// An option without a value.
pub(super) const fn flag(name: &'static str, help: &'static str) -> OptionSpec {
    OptionSpec { name, takes: ValueKind::Nothing, help }
}

/// An option with a value.
pub(super) const fn option(
    name: &'static str,
    value: &'static str,
    help: &'static str,
) -> OptionSpec {
    OptionSpec { name, takes: ValueKind::One(value), help }
}

/// The values and options given to a command: only such as it declares.
pub(crate) struct ParsedArguments {
    operands: vec::IntoIter<OsString>,
    options: Vec<(&'static str, OsString)>,
    declared: &'static [OptionSpec],
}

impl ParsedArguments {
    /// Reads what follows the name of a command.
    pub(crate) fn read(mut parser: lexopt::Parser, spec: &CommandSpec) -> Result<Self, Usage> {
        let (mut operands, mut options) = (Vec::new(), Vec::new());
        while let Some(argument) = parser.next()? {
            let name = match &argument {
                Value(_) if operands.len() == spec.operands => {
                    return Err(argument.unexpected().into());
                }
                Value(value) => {
                    operands.push(value.clone());
                    continue;
                }
                Short('o') | Long("output") => OUTPUT.name.to_owned(),
                Short(letter) => format!("-{letter}"),
                Long(name) => format!("--{name}"),
            };
            let Some(option) = spec.options.iter().find(|option| option.name == name) else {
                return Err(argument.unexpected().into());
            };
            match option.takes {
                ValueKind::Nothing => options.push((option.name, OsString::new())),
                ValueKind::One(_) => options.push((option.name, parser.value()?)),
                ValueKind::OneOrTwo => {
                    options.push((option.name, parser.value()?));
                    let second = parser.values().ok().and_then(|mut values| values.next());
                    options.extend(second.map(|value| (option.name, value)));
                }
            }
        }
        Ok(Self { operands: operands.into_iter(), options, declared: spec.options })
    }

    /// The next value that belongs to no option.
    pub(crate) fn operand(&mut self) -> Option<OsString> {
        self.operands.next()
    }

    /// The same, where one is required.
    pub(crate) fn path(&mut self, name: &'static str) -> Result<PathBuf, Usage> {
        path(self.operand(), name)
    }

    pub(crate) fn flag(&self, option: &str) -> bool {
        self.value(option).is_some()
    }

    /// The value of an option; the last where it is given several times.
    pub(crate) fn value(&self, option: &str) -> Option<OsString> {
        self.values(option).last().cloned()
    }

    pub(crate) fn text(&self, option: &str) -> Option<String> {
        self.value(option).map(|value| value.to_string_lossy().into_owned())
    }

    /// All values of an option.
    pub(crate) fn texts(&self, option: &str) -> Vec<String> {
        self.values(option).map(|value| value.to_string_lossy().into_owned()).collect()
    }

    fn values(&self, option: &str) -> impl Iterator<Item = &OsString> {
        debug_assert!(self.declared.iter().any(|it| it.name == option), "{option} is not declared");
        self.options.iter().filter(move |(name, _)| *name == option).map(|(_, value)| value)
    }
}

/// The path of a file that has to be named.
pub(super) fn path(value: Option<OsString>, name: &'static str) -> Result<PathBuf, Usage> {
    value.filter(|value| !value.is_empty()).map(PathBuf::from).ok_or(Usage::Lacking(name))
}

/// The path of a file to be written, which must end as its kind does. The command line adds no ending
/// to what was typed: what it writes lies under the name that was given.
pub(super) fn output(
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
