//! The help, from the table of commands.

use super::arguments::{COMMANDS, CommandSpec, ValueKind, WINDOW};
use std::iter;

const INTRODUCTION: &str = "\
進捗帳（しんちょくちょう）  市の戦略の施策を管理し、進捗状況一覧表を印刷します。

使い方
";

const CONCLUSION: &str = "
書き出すファイルの名前の終わりは、その種類のもの（.pdf、.db など）にします。進捗帳のファイルは、
--force を付けても、ほかのものに置き換わりません（配布し直す入力用ファイルを除きます）。

終了値  0 できた  1 できなかった（何も変えていません。hand-out --all は、できた課を表示します）
        2 使い方の誤り
";

/// The help of one command; of all where none is named or none has that name.
pub fn help(of: Option<&str>) -> String {
    let is_named = |command: &&CommandSpec| Some(command.name) == of && !command.usage.is_empty();
    if let Some(command) = COMMANDS.iter().find(is_named) {
        return usage(command) + &options(command);
    }
    let usages: String = iter::once(&WINDOW).chain(&COMMANDS).map(usage).collect();
    let options: String = COMMANDS.iter().map(options).collect();
    [INTRODUCTION, &usages, &options, CONCLUSION].concat()
}

fn usage(command: &CommandSpec) -> String {
    let line = |(synopsis, help): &(&str, &str)| {
        let words = ["  shinchoku", command.name, synopsis];
        let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
        row(&words.join(" "), 53, help)
    };
    command.usage.iter().map(line).collect()
}

/// The options that the usage of the command leaves to be explained.
fn options(command: &CommandSpec) -> String {
    let listed = command.options.iter().filter(|option| !option.help.is_empty());
    let rows = listed.map(|option| {
        let value = match option.takes {
            ValueKind::One(value) => format!(" {value}"),
            ValueKind::Nothing | ValueKind::OneOrTwo => String::new(),
        };
        row(&format!("  {}{value}", option.name), 25, option.help)
    });
    let rows: String = rows.collect();
    if rows.is_empty() { rows } else { format!("\n{} の選択肢\n{rows}", command.name) }
}

/// A label, and at this column its description; on a line of its own where the label is too wide.
fn row(label: &str, column: usize, text: &str) -> String {
    let width: usize = label.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
    let line = format!("\n{}", " ".repeat(column));
    let gap = match column.saturating_sub(width) {
        0 => line.clone(),
        gap => " ".repeat(gap),
    };
    format!("{label}{gap}{}\n", text.replace('\n', &line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_option_in_a_usage_is_declared() {
        for command in &COMMANDS {
            let synopses = command.usage.iter().flat_map(|(synopsis, _)| synopsis.split(' '));
            let words = synopses.map(|word| word.trim_matches(['[', ']']));
            for word in words.filter(|word| word.starts_with('-')) {
                let is_declared = command.options.iter().any(|option| option.name == word);
                assert!(is_declared, "{} {word}", command.name);
            }
        }
    }

    #[test]
    fn the_help_of_a_command_is_part_of_the_whole() {
        let whole = help(None);
        for command in COMMANDS.iter().filter(|command| !command.usage.is_empty()) {
            let lines = help(Some(command.name));
            assert!(lines.lines().all(|line| whole.contains(line)), "{lines}");
            assert!(lines.len() * 2 < whole.len(), "{lines}");
        }
        assert_eq!(help(Some("reprot")), whole);
    }
}
