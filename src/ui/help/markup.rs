//! The markup of the manual's texts: a line is a paragraph; `# ` a heading, `・` an item, `1. ` a
//! step, `![caption](name)` a picture.

/// A part of a chapter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Block<'a> {
    Heading(&'a str),
    Paragraph(&'a str),
    /// An item of a list, or a step: the sign before it, and its text.
    Item {
        sign: &'a str,
        text: &'a str,
    },
    Picture {
        name: &'a str,
        caption: &'a str,
    },
}

/// The blocks of a text, in their order.
pub(super) fn blocks(text: &str) -> impl Iterator<Item = Block<'_>> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(block)
}

fn block(line: &str) -> Block<'_> {
    if let Some(text) = line.strip_prefix("# ") {
        return Block::Heading(text);
    }
    if let Some(text) = line.strip_prefix('・') {
        return Block::Item { sign: "・", text };
    }
    picture(line).or_else(|| step(line)).unwrap_or(Block::Paragraph(line))
}

fn picture(line: &str) -> Option<Block<'_>> {
    let (caption, name) = line.strip_prefix("![")?.strip_suffix(')')?.split_once("](")?;
    Some(Block::Picture { name, caption })
}

fn step(line: &str) -> Option<Block<'_>> {
    let (number, text) = line.split_once(". ")?;
    let digits = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    digits.then_some(Block::Item { sign: number, text })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_is_a_block() {
        let text = "はじめる。\n\n# 見出し\n1. 押す\n・項目\n![画面](home)\n3.5倍です。";
        assert_eq!(
            blocks(text).collect::<Vec<_>>(),
            [
                Block::Paragraph("はじめる。"),
                Block::Heading("見出し"),
                Block::Item { sign: "1", text: "押す" },
                Block::Item { sign: "・", text: "項目" },
                Block::Picture { name: "home", caption: "画面" },
                Block::Paragraph("3.5倍です。"),
            ]
        );
    }
}
