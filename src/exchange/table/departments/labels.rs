//! Words and signs that tell related departments from leading ones.

use super::{Names, names};

/// Signs before leading and related departments, where a cell has both.
const SIGNS: [(char, char); 2] = [('◎', '○'), ('●', '○')];

/// Labels behind which related departments stand.
const RELATED: [&str; 10] = [
    "関連部署",
    "関係部署",
    "関連課等",
    "関係課等",
    "関連課",
    "関係課",
    "連携課",
    "関連",
    "関係",
    "関",
];

/// Parts a text at a label such as 関連課：, 【関連課】, or 関連課 in a line of its own.
pub(super) fn at_label(text: &str) -> (&str, &str) {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_start();
        // A bracket around label and departments is one like any other: （関連課：学務課）.
        let bare = bare.strip_prefix(['【', '＜', '<', '≪', '〈', '■', '□']).unwrap_or(bare);
        let rest = RELATED.iter().find_map(|label| {
            let rest = bare.strip_prefix(label)?;
            let marked = rest.strip_prefix(['：', ':', '】', '＞', '>', '≫', '〉']);
            marked.or_else(|| rest.trim().is_empty().then_some(rest))
        });
        if let Some(rest) = rest {
            let rest = rest.trim_start_matches(['：', ':']);
            return (&text[..at], &text[at + line.len() - rest.len()..]);
        }
        at += line.len();
    }
    (text, "")
}

/// ◎産業振興課 ○学務課: the departments of a cell whose signs tell them apart.
pub(super) fn signed(text: &str) -> Option<Names> {
    let (first, second) = SIGNS
        .into_iter()
        .find(|(first, second)| text.trim_start().starts_with(*first) && text.contains(*second))?;
    let (mut lead, mut related) = (Vec::new(), Vec::new());
    for part in text.split_inclusive('\n').flat_map(|line| at_signs(line, [first, second])) {
        let list = if part.starts_with(second) { &mut related } else { &mut lead };
        list.extend(names(part.trim_start_matches([first, second])));
    }
    Some(Names::of(lead, related))
}

/// The parts of a line, each with its sign.
fn at_signs(line: &str, signs: [char; 2]) -> Vec<&str> {
    let mut starts: Vec<usize> = line.match_indices(signs).map(|(at, _)| at).collect();
    if starts.first() != Some(&0) {
        starts.insert(0, 0);
    }
    let ends: Vec<usize> = starts.iter().skip(1).copied().chain([line.len()]).collect();
    starts.iter().zip(ends).filter_map(|(start, end)| line.get(*start..end)).collect()
}
