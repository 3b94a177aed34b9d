//! The arrows between the rooms, read off the sources.

mod circles;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Which rooms a room may name.
const ARROWS: [(&str, &[&str]); 10] = [
    ("domain", &[]),
    ("assets", &[]),
    ("store", &["domain"]),
    ("report", &["domain", "assets"]),
    ("exchange", &["domain", "assets"]),
    ("words", &["domain", "store", "report", "exchange"]),
    ("ui", &["domain", "store", "report", "exchange", "words", "assets"]),
    ("console", &[]),
    ("cli", &["domain", "store", "report", "exchange", "words", "ui", "console"]),
    ("main", &["cli"]),
];

/// Packages that only some rooms, or one file, may name.
const PACKAGES: [(&str, &[&str]); 9] = [
    ("rusqlite", &["store.rs", "store/"]),
    ("iced", &["ui.rs", "ui/"]),
    ("rfd", &["ui/"]),
    ("printpdf", &["report/pdf.rs", "report/pdf/"]),
    ("lopdf", &["report/pdf.rs", "report/pdf/"]),
    ("quick_xml", &["exchange/xlsx/", "report/office/word/"]),
    ("rust_xlsxwriter", &["exchange/", "report/office/excel.rs", "report/office/excel/"]),
    ("windows_sys", &["console.rs"]),
    ("lexopt", &["cli.rs", "cli/"]),
];

/// Every source file by its path below `src`, with `/` between folders.
fn sources() -> BTreeMap<String, String> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                found.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    walk(&root, &mut found);
    found
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(&root).unwrap().components();
            let name: Vec<_> = name.map(|part| part.as_os_str().to_str().unwrap()).collect();
            (name.join("/"), fs::read_to_string(&path).unwrap())
        })
        .collect()
}

/// The code of a file without comments, with its line numbers: each `use` as the paths that it
/// names, all else line by line.
fn code(source: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut import: Option<(usize, String)> = None;
    for (index, line) in source.lines().enumerate() {
        let line = line.split("//").next().unwrap_or_default().trim();
        if import.is_none() && begins_import(line) {
            import = Some((index + 1, String::new()));
        }
        match &mut import {
            Some((number, text)) => {
                text.push_str(line);
                if line.ends_with(';') {
                    let tree = text.trim_end_matches(';');
                    let tree = tree.split_once("use ").map_or(tree, |(_, tree)| tree);
                    found.extend(paths(tree).into_iter().map(|path| (*number, path)));
                    import = None;
                }
            }
            None if line.is_empty() => {}
            None => found.push((index + 1, line.to_owned())),
        }
    }
    found
}

fn begins_import(line: &str) -> bool {
    ["use ", "pub use ", "pub(crate) use ", "pub(super) use "].iter().any(|it| line.starts_with(it))
}

/// The paths of a `use`: `a::{b, c::{d, e}}` names `a::b`, `a::c::d` and `a::c::e`.
fn paths(tree: &str) -> Vec<String> {
    let tree = tree.trim();
    let Some((stem, inner)) = tree.split_once('{') else { return vec![tree.to_owned()] };
    let inner = inner.strip_suffix('}').unwrap_or(inner);
    let mut depth = 0;
    let branches = inner.split(|c: char| {
        depth += i32::from(c == '{') - i32::from(c == '}');
        c == ',' && depth == 0
    });
    let branches = branches.filter(|branch| !branch.trim().is_empty());
    branches.flat_map(paths).map(|branch| format!("{stem}{branch}")).collect()
}

/// Whether `name` stands in a line as the start of a path, not as the end or the middle of one.
fn names(line: &str, name: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(name).any(|(at, _)| {
        let (before, after) = (&line[..at], &line[at + name.len()..]);
        let root = before.strip_suffix("::").unwrap_or(before);
        !root.ends_with(is_part)
            && (after.starts_with("::") || (before.is_empty() && !after.starts_with(is_part)))
    })
}

/// The rooms that a line of this file names by `crate::room` or `shinchoku::room`, or by so many
/// `super::` that they lead out of its own.
fn rooms(file: &str, line: &str) -> Vec<String> {
    let name = |rest: &str| -> String {
        rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
    };
    let roots = ["crate::", "shinchoku::"].map(str::to_owned);
    let out = "super::".repeat(file.split('/').count());
    let roots = roots.into_iter().chain([out]);
    let starts = roots.flat_map(|root| {
        line.match_indices(&root).map(|(at, it)| at + it.len()).collect::<Vec<_>>()
    });
    starts.map(|at| name(&line[at..])).collect()
}

#[test]
fn the_arrows_point_one_way() {
    let mut wrong = Vec::new();
    for (file, source) in sources() {
        let room = file.split(['/', '.']).next().unwrap();
        if room == "lib" {
            continue;
        }
        let Some((_, allowed)) = ARROWS.iter().find(|(name, _)| *name == room) else {
            wrong.push(format!("{file}: the room {room} has no place in the house"));
            continue;
        };
        for (number, line) in code(&source) {
            for named in rooms(&file, &line) {
                let known = ARROWS.iter().any(|(name, _)| *name == named);
                if known && named != room && !allowed.contains(&named.as_str()) {
                    wrong.push(format!("{file}:{number}: {room} must not know {named}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn packages_stay_in_their_rooms() {
    let mut wrong = Vec::new();
    for (file, source) in sources() {
        for (number, line) in code(&source) {
            for (package, homes) in PACKAGES {
                if names(&line, package) && !homes.iter().any(|home| file.starts_with(home)) {
                    wrong.push(format!("{file}:{number}: {package} does not belong here"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Calls that make a file or give it a name.
const WRITING: [&str; 7] = [
    "fs::write(",
    "fs::copy(",
    "fs::rename(",
    "fs::hard_link(",
    "File::create",
    "File::options",
    "OpenOptions",
];

/// What the program must never write over is known in one place, [`shinchoku::store::write_out`].
#[test]
fn files_are_written_by_the_store_alone() {
    let mut wrong = Vec::new();
    for (file, source) in sources() {
        let program = source.split("#[cfg(test)]\nmod tests").next().unwrap();
        for (number, line) in code(program) {
            if !file.starts_with("store") && WRITING.iter().any(|call| line.contains(call)) {
                wrong.push(format!("{file}:{number}: {line}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_module_is_named_mod_and_no_socket_is_opened() {
    for (file, source) in sources() {
        assert!(!file.ends_with("mod.rs"), "{file}: foo.rs stands beside foo/");
        for (number, line) in code(&source) {
            assert!(!names(&line, "std::net"), "{file}:{number}: no network, ever");
        }
    }
}

#[test]
fn the_guard_sees_what_it_guards_against() {
    let named = |file: &str, source: &str| -> Vec<String> {
        code(source).iter().flat_map(|(_, line)| rooms(file, line)).collect()
    };
    assert_eq!(named("ui.rs", "use crate::store::Error;"), ["store"]);
    assert_eq!(named("ui.rs", "use crate::{domain, ui::{theme, menu}};"), ["domain", "ui", "ui"]);
    assert_eq!(
        named("ui.rs", "pub use crate::{\n    domain::Book,\n    store,\n};"),
        ["domain", "store"]
    );
    assert_eq!(named("report/list.rs", "use super::super::ui::Look;"), ["ui"]);
    assert_eq!(named("report.rs", "let look = super::ui::Look::new();"), ["ui"]);
    assert!(names("let c = rusqlite::Connection::open(p);", "rusqlite"));
    assert!(names("fn f(c: &::rusqlite::Connection)", "rusqlite"));
    assert!(names("iced::Element", "iced"));
    assert!(names("rfd", "rfd"));
    assert!(!names("iced_test::simulator", "iced"));
    assert!(!names("let x = crate::report::printpdf_free();", "printpdf"));
    assert!(!names("crate::exchange::csv::read", "csv"));
    assert_eq!(
        code(
            "// crate::ui::x\n\nlet a = 1; // iced::x\nuse std::{\n    fs,\n    net::TcpStream,\n};"
        ),
        [(3, "let a = 1;"), (4, "std::fs"), (4, "std::net::TcpStream")]
            .map(|(number, line)| (number, line.to_owned()))
    );
}
