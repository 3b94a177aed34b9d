//! The arrows between the rooms, read off the sources.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Which rooms a room may name. `words` knows the errors of all rooms, and only the edges know it.
const ARROWS: [(&str, &[&str]); 10] = [
    ("domain", &[]),
    ("assets", &[]),
    ("store", &["domain"]),
    ("report", &["domain", "assets"]),
    ("exchange", &["domain", "assets"]),
    ("words", &["domain", "store", "report", "exchange", "ui", "cli"]),
    ("ui", &["domain", "store", "report", "exchange", "words", "assets"]),
    ("console", &[]),
    ("cli", &["domain", "store", "report", "exchange", "words", "assets", "ui", "console"]),
    ("main", &["cli"]),
];

/// Packages that only some rooms, or one file, may name.
const PACKAGES: [(&str, &[&str]); 9] = [
    ("rusqlite", &["store.rs", "store/"]),
    ("iced", &["ui.rs", "ui/"]),
    ("rfd", &["ui/"]),
    ("printpdf", &["report/pdf.rs", "report/pdf/"]),
    ("lopdf", &["report/pdf.rs", "report/pdf/"]),
    ("calamine", &["exchange/"]),
    ("rust_xlsxwriter", &["exchange/"]),
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

/// The code of a file: its lines without comments.
fn code(source: &str) -> impl Iterator<Item = (usize, &str)> {
    source.lines().enumerate().filter_map(|(index, line)| {
        let code = line.split("//").next().unwrap_or_default();
        (!code.trim().is_empty()).then_some((index + 1, code))
    })
}

/// Whether `name` stands in a line as the start of a path (`name::`), not as the end of a word.
fn names(line: &str, name: &str) -> bool {
    line.match_indices(&format!("{name}::"))
        .any(|(at, _)| !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':'))
        || line.trim().starts_with(&format!("use {name};"))
}

/// The rooms that a line names by `crate::room` or `shinchoku::room`, also within braces.
fn rooms(line: &str) -> Vec<String> {
    let mut found = Vec::new();
    for start in ["crate::", "shinchoku::"] {
        for (at, _) in line.match_indices(start) {
            let rest = &line[at + start.len()..];
            let list =
                rest.strip_prefix('{').map_or(vec![rest], |inner| inner.split(',').collect());
            found.extend(list.into_iter().map(|item| {
                item.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
            }));
        }
    }
    found
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
            for named in rooms(line) {
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
                if names(line, package) && !homes.iter().any(|home| file.starts_with(home)) {
                    wrong.push(format!("{file}:{number}: {package} does not belong here"));
                }
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
            assert!(!names(line, "std::net"), "{file}:{number}: no network, ever");
        }
    }
}

#[test]
fn the_guard_sees_what_it_guards_against() {
    assert_eq!(rooms("use crate::store::Error;"), ["store"]);
    assert_eq!(rooms("use crate::{domain, ui::theme};"), ["domain", "ui"]);
    assert!(names("let c = rusqlite::Connection::open(p);", "rusqlite"));
    assert!(names("use iced::Element;", "iced"));
    assert!(!names("use iced_test::simulator;", "iced"));
    assert!(!names("let x = crate::report::printpdf_free();", "printpdf"));
    assert_eq!(
        code("// crate::ui::x\n\nlet a = 1; // iced::x").collect::<Vec<_>>(),
        [(3, "let a = 1; ")]
    );
}
