//! The texts that the program can show, read off the string literals of its sources: a test that says
//! that a label is absent proves something only while there is such a label.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

/// Every literal, as the parts between its `{}`.
static LABELS: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| {
    let mut found = Vec::new();
    // The books of the tests name measures and departments.
    for folder in ["src", "tests/support"] {
        gather(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut found);
    }
    found
});

fn gather(folder: &Path, found: &mut Vec<Vec<String>>) {
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            gather(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs") && !path.ends_with("tests.rs") {
            let source = fs::read_to_string(&path).expect("a source");
            let code = source.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
            found.extend(literals(code).iter().map(|literal| parts(literal)));
        }
    }
}

fn literals(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = code.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '/' if rest.peek() == Some(&'/') => while rest.next().is_some_and(|c| c != '\n') {},
            '\'' if rest.peek() == Some(&'"') => drop(rest.next()),
            '"' => {
                let mut text = String::new();
                while let Some(c) = rest.next().filter(|c| *c != '"') {
                    match c {
                        '\\' => match rest.next() {
                            // A line that goes on below.
                            Some('\n') => while rest.next_if(|c| c.is_whitespace()).is_some() {},
                            Some('n') => text.push('\n'),
                            Some(c) => text.push(c),
                            None => {}
                        },
                        c => text.push(c),
                    }
                }
                found.push(text);
            }
            _ => {}
        }
    }
    found
}

fn parts(literal: &str) -> Vec<String> {
    let mut parts = literal.split('{');
    let first = parts.next().unwrap_or_default().to_owned();
    let after = parts.map(|part| part.split_once('}').map_or(part, |(_, after)| after).to_owned());
    std::iter::once(first).chain(after).collect()
}

/// Whether the program can show a text: one of its literals, of which most is fixed or a number.
pub(crate) fn is_label(text: &str) -> bool {
    let matches = |parts: &Vec<String>| {
        let fixed: usize = parts.iter().map(|part| part.chars().count()).sum();
        let digits = text.chars().filter(char::is_ascii_digit).count();
        let Some((first, after)) = parts.split_first() else { return false };
        let Some(mut rest) = text.strip_prefix(first.as_str()) else { return false };
        for part in after {
            match rest.find(part.as_str()) {
                Some(at) => rest = &rest[at + part.len()..],
                None => return false,
            }
        }
        let is_whole =
            rest.is_empty() || (!after.is_empty() && parts.last().is_some_and(String::is_empty));
        is_whole && fixed > 0 && (fixed + digits) * 2 >= text.chars().count()
    };
    LABELS.iter().any(matches)
}

/// Whether the program can show a text with this part.
pub(crate) fn is_part_of_label(part: &str) -> bool {
    LABELS.iter().flatten().any(|fixed| fixed.contains(part))
}
