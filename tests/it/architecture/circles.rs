//! Imports that lead in a circle, read off the sources.
//!
//! A file imports the one in which a name is defined, whoever passes the name on by `pub use`. What a
//! file takes from the modules around it (`super::Thing` of its own parent) is no import: a module and
//! the files below it are one thing in several parts.

use super::{code, sources};
use std::collections::{BTreeMap, BTreeSet};

/// A module by its path from the root: `store`, `log`, `pack`.
type Module = Vec<String>;

/// The sources without their tests and comments.
struct Sources {
    texts: BTreeMap<Module, String>,
    /// What each module passes on: paths from the root.
    exports: BTreeMap<Module, Vec<Vec<String>>>,
}

impl Sources {
    fn new(files: BTreeMap<String, String>) -> Self {
        let texts: BTreeMap<Module, String> = files
            .into_iter()
            .filter(|(file, _)| file != "lib.rs" && !file.ends_with("/tests.rs"))
            .map(|(file, source)| {
                let module = file.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
                let program = source.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
                let bare = program.lines().map(|line| line.split("//").next().unwrap_or_default());
                (module, bare.collect::<Vec<_>>().join("\n"))
            })
            .collect();
        let mut sources = Self { texts, exports: BTreeMap::new() };
        let exports = sources.texts.iter().map(|(module, text)| {
            let exported = statements(text, true);
            let paths = exported.iter().filter_map(|path| sources.absolute(module, path));
            (module.clone(), paths.collect())
        });
        sources.exports = exports.collect();
        sources
    }

    /// A path from the root; `None` where it leads out of the crate.
    fn absolute(&self, module: &Module, path: &str) -> Option<Vec<String>> {
        let mut parts: Vec<String> = path.split("::").map(str::to_owned).collect();
        let mut base = module.clone();
        match parts.first()?.as_str() {
            "crate" => base.clear(),
            "self" => {}
            "super" => {
                while parts.first().is_some_and(|part| part == "super") {
                    let _ = base.pop()?;
                    let _ = parts.remove(0);
                }
                return Some([base, parts].concat());
            }
            child => {
                base.push(child.to_owned());
                let _ = self.texts.get(&base)?;
            }
        }
        Some([base, parts.split_off(1)].concat())
    }

    /// The module in which what stands at a path is defined, and that path's last known name.
    fn definition(&self, path: &[String], seen: &mut BTreeSet<Vec<String>>) -> Option<Module> {
        let depth =
            (1..=path.len()).rev().find(|depth| self.texts.contains_key(&path[..*depth]))?;
        let (module, rest) = path.split_at(depth);
        let module = module.to_vec();
        let Some(name) = rest.first() else { return Some(module) };
        if !seen.insert(path[..=depth].to_vec()) {
            return Some(module);
        }
        let exports = self.exports.get(&module).into_iter().flatten();
        let exported = exports.filter_map(|export| match export.last()?.as_str() {
            "*" => Some([&export[..export.len() - 1], rest].concat()),
            last if last == name => Some([export.as_slice(), &rest[1..]].concat()),
            _ => None,
        });
        let mut found = exported.filter_map(|path| self.definition(&path, seen));
        found.next().or(Some(module))
    }

    /// Which modules each one imports, with a name for which it does.
    fn imports(&self) -> BTreeMap<Module, BTreeMap<Module, String>> {
        let imported = self.texts.iter().map(|(module, text)| {
            let uses = statements(text, false);
            let names: BTreeMap<&str, &String> =
                uses.iter().filter_map(|path| Some((path.rsplit("::").next()?, path))).collect();
            let inline = code(&without_uses(text)).into_iter();
            let inline = inline.flat_map(|(_, line)| chains(&line)).map(|chain| {
                match chain.split_once("::").and_then(|(head, rest)| Some((names.get(head)?, rest)))
                {
                    Some((path, rest)) => format!("{path}::{rest}"),
                    None => chain,
                }
            });
            let paths = uses.iter().cloned().chain(inline);
            let targets = paths.filter_map(|path| {
                let path = self.absolute(module, &path)?;
                let target = self.definition(&path, &mut BTreeSet::new())?;
                let is_own = module.starts_with(&target) || path == target;
                (!is_own).then(|| (target, path.last().cloned().unwrap_or_default()))
            });
            (module.clone(), targets.collect())
        });
        imported.collect()
    }
}

/// The paths that the `use` statements of a file name: those that pass something on, or the others.
fn statements(text: &str, public: bool) -> Vec<String> {
    let mut found = Vec::new();
    for statement in text.split(';') {
        let bare = statement.replace('\n', " ");
        let Some(at) = bare.rfind("use ").filter(|at| is_statement(&bare[..*at])) else { continue };
        let is_public = bare[..at].contains("pub");
        if is_public == public {
            let paths = super::paths(&bare[at + "use ".len()..]);
            let paths = paths.into_iter().map(|path| {
                let path = path.split(" as ").next().unwrap_or_default().replace(' ', "");
                path.strip_suffix("::self").unwrap_or(&path).to_owned()
            });
            found.extend(paths);
        }
    }
    found
}

/// The text of a file but for its `use` statements.
fn without_uses(text: &str) -> String {
    let others = text.split(';').map(|statement| match statement.rfind("use ") {
        Some(at) if is_statement(&statement[..at]) => &statement[..at],
        _ => statement,
    });
    others.collect::<Vec<_>>().join(";")
}

/// Whether what stands before `use` in a statement is nothing but how far it reaches.
fn is_statement(before: &str) -> bool {
    let last = before.rsplit(['}', ']']).next().unwrap_or_default().trim();
    last.is_empty() || last == "pub" || (last.starts_with("pub(") && last.ends_with(')'))
}

/// The paths of several parts in a line: `a::b::c`.
fn chains(line: &str) -> Vec<String> {
    let words = line.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':'));
    let words = words.map(|word| word.trim_matches(':'));
    words.filter(|word| word.contains("::")).map(str::to_owned).collect()
}

/// The circles: modules each of which leads to all others of its circle.
fn circles(imports: &BTreeMap<Module, BTreeMap<Module, String>>) -> Vec<Vec<Module>> {
    let reached: BTreeMap<&Module, BTreeSet<&Module>> = imports
        .keys()
        .map(|start| {
            let (mut seen, mut next) = (BTreeSet::new(), vec![start]);
            while let Some(module) = next.pop() {
                for target in imports.get(module).into_iter().flat_map(BTreeMap::keys) {
                    if seen.insert(target) {
                        next.push(target);
                    }
                }
            }
            (start, seen)
        })
        .collect();
    let leads = |from: &Module, to: &Module| reached.get(from).is_some_and(|it| it.contains(to));
    let mut found: Vec<Vec<Module>> = Vec::new();
    for module in imports.keys().filter(|module| leads(module, module)) {
        let circle =
            found.iter_mut().find(|circle| leads(&circle[0], module) && leads(module, &circle[0]));
        match circle {
            Some(circle) => circle.push(module.clone()),
            None => found.push(vec![module.clone()]),
        }
    }
    found
}

/// Each circle with the imports that tie it.
fn told(files: BTreeMap<String, String>) -> Vec<String> {
    let imports = Sources::new(files).imports();
    let ties = |circle: &Vec<Module>| -> String {
        let inside = circle.iter().flat_map(|module| {
            let targets = imports[module].iter().filter(|(target, _)| circle.contains(target));
            targets.map(|(target, name)| {
                format!("  {} takes {name} from {}\n", module.join("/"), target.join("/"))
            })
        });
        inside.collect()
    };
    circles(&imports).iter().map(ties).collect()
}

#[test]
fn no_imports_lead_in_a_circle() {
    let circles = told(sources());
    assert!(circles.is_empty(), "{} circles:\n{}", circles.len(), circles.join("\n"));
}

#[test]
fn a_circle_is_found_through_what_passes_names_on() {
    let files = |sources: &[(&str, &str)]| {
        sources.iter().map(|(file, text)| ((*file).to_owned(), (*text).to_owned())).collect()
    };
    let house = [
        ("a.rs", "mod one;\nmod two;\npub use one::One;\npub struct Shared;"),
        ("a/one.rs", "use super::Shared;\nuse super::two::two;\npub struct One;"),
        ("a/two.rs", "use crate::a::One;\npub fn two() {}"),
    ];
    assert_eq!(
        told(files(&house)),
        ["  a/one takes two from a/two\n  a/two takes One from a/one\n"]
    );
    let inline = [
        ("a.rs", "mod one;\nmod two;"),
        ("a/one.rs", "use super::two;\npub fn one() { two::two(); }"),
        ("a/two.rs", "pub fn two() { super::one::one(); }"),
    ];
    assert_eq!(told(files(&inline)).len(), 1);
    let open = [house[0], house[1], ("a/two.rs", "use super::Shared;\npub fn two() {}")];
    assert_eq!(told(files(&open)), Vec::<String>::new());
}
