//! What the README says holds.

use std::fs;
use std::path::Path;

fn read(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

#[test]
fn the_check_script_runs_the_test_command_of_the_readme() {
    let command = "cargo fmt --check && cargo clippy --all-targets -- -D warnings && cargo test\n";
    assert!(read("README.md").contains(&format!("```sh\n{command}```")));
    assert!(read(".ci/run").ends_with(&format!("\n{command}")));
}

#[test]
fn every_command_that_the_readme_names_is_in_the_help() {
    let readme = read("README.md");
    let commands = readme.lines().filter_map(|line| line.strip_prefix("shinchoku "));
    let names: Vec<&str> = commands.filter_map(|line| line.split(' ').next()).collect();
    assert_eq!(names.len(), 5, "{names:?}");
    for name in names {
        assert!(shinchoku::cli::help(None).contains(&format!("  shinchoku {name} ")), "{name}");
    }
}

#[test]
fn every_file_that_the_readme_shows_is_there() {
    for target in read("README.md").split("](").skip(1) {
        let target = target.split(')').next().unwrap();
        assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join(target).is_file(), "{target}");
    }
}

#[test]
fn the_rooms_of_the_readme_are_those_of_the_house() {
    let (readme, library) = (read("README.md"), read("src/lib.rs"));
    for line in library.lines().filter_map(|line| line.strip_prefix("pub mod ")) {
        let room = line.trim_end_matches(';');
        assert!(readme.contains(&format!("| `{room}` |")), "{room}");
    }
}
