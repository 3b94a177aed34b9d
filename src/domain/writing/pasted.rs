//! A text pasted from Excel, Word or a PDF, without what is certainly debris of its journey. Where
//! there is doubt it stays: what is left can be seen, what is taken away cannot.

use crate::domain::text;

/// A pasted text as it is put in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cleaned {
    pub text: String,
    /// What was mended and may be missed, each once. Line ends of other systems, and those behind
    /// the last line, are mended without a word.
    pub did: Vec<Did>,
}

/// What was mended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Did {
    /// The quotation marks that Excel puts around a cell of several lines.
    Quotes,
    /// Characters without width, or that control a device.
    Invisible,
    /// Spaces that no keyboard writes.
    Spaces,
    /// Bullets of Word and of PDFs became ・.
    Bullets,
    /// Tabulators became spaces of one character.
    Tabs,
    /// Lines that a PDF had broken within a sentence.
    Lines,
}

/// A pasted text without debris. What is clean stays as it is, and cleaning twice is cleaning once.
pub fn clean_pasted(pasted: &str) -> Cleaned {
    let whole = text::clean(pasted);
    let mut did = Vec::new();
    let mut step = |before: String, after: String, what| {
        if after != before {
            did.push(what);
        }
        after
    };
    // Control characters go with the line ends, so that they are looked for in what was pasted.
    let controls = pasted.chars().any(|c| c.is_control() && !is_line_end(c) && c != '\t');
    let visible: String = whole.chars().filter(|c| !is_invisible(*c)).collect();
    let seen = step(if controls { String::new() } else { whole }, visible, Did::Invisible);
    let spaced = seen.chars().map(plain_space).collect();
    let spaced = step(seen, spaced, Did::Spaces);
    let unquoted = unquoted(&spaced).unwrap_or_else(|| spaced.clone());
    let unquoted = step(spaced, unquoted, Did::Quotes);
    let listed = by_line(&unquoted, bullet);
    let listed = step(unquoted, listed, Did::Bullets);
    let untabbed = listed.replace('\t', "　");
    let untabbed = step(listed, untabbed, Did::Tabs);
    let untabbed = untabbed.trim_end_matches('\n').to_owned();
    let joined = joined(&untabbed);
    let text = step(untabbed, joined, Did::Lines);
    did.sort_unstable();
    Cleaned { text, did }
}

const fn is_line_end(c: char) -> bool {
    matches!(c, '\r' | '\n' | '\u{b}' | '\u{c}' | '\u{85}')
}

/// Of no width and no meaning in a narrative. Joiners stay, since signs are made of them.
const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}')
        || matches!(c, '\u{2060}'..='\u{2064}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}')
}

const fn plain_space(c: char) -> char {
    match c {
        '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' => ' ',
        c => c,
    }
}

/// The cells of Excel without their quotation marks; `None` where it is not from there. A cell
/// stands in quotation marks where it has a line break or one of them, which is then doubled.
fn unquoted(text: &str) -> Option<String> {
    let text = text.trim_end_matches('\n');
    let mut out = String::with_capacity(text.len());
    let (mut rest, mut any) = (text, false);
    loop {
        let cell = match rest.strip_prefix('"') {
            Some(quoted) => {
                any = true;
                let (cell, after) = quoted_cell(quoted)?;
                out.push_str(&cell);
                rest = after;
                None
            }
            None => Some(rest.find(['\t', '\n']).unwrap_or(rest.len())),
        };
        if let Some(end) = cell {
            let (cell, after) = rest.split_at(end);
            // A quotation mark within means that this is no table.
            if cell.contains('"') {
                return None;
            }
            out.push_str(cell);
            rest = after;
        }
        let mut chars = rest.chars();
        match chars.next() {
            Some(between @ ('\t' | '\n')) => out.push(between),
            Some(_) => return None,
            None => return any.then_some(out),
        }
        rest = chars.as_str();
    }
}

/// A cell behind its first quotation mark, and what follows the last one. It has what made Excel
/// set the marks.
fn quoted_cell(text: &str) -> Option<(String, &str)> {
    let (mut cell, mut rest) = (String::new(), text);
    loop {
        let (before, after) = rest.split_once('"')?;
        cell.push_str(before);
        match after.strip_prefix('"') {
            Some(after) => {
                cell.push('"');
                rest = after;
            }
            None => return cell.contains(['\n', '\t', '"']).then_some((cell, after)),
        }
    }
}

fn by_line(text: &str, f: impl Fn(&str) -> String) -> String {
    text.split('\n').map(f).collect::<Vec<_>>().join("\n")
}

/// A line with ・ for a bullet that Word, or a PDF, has set.
fn bullet(line: &str) -> String {
    let rest = line.trim_start_matches([' ', '　', '\t']);
    let mut chars = rest.chars();
    let Some(first) = chars.next() else { return line.to_owned() };
    let after = chars.as_str();
    let spaced = after.starts_with([' ', '\t']);
    // U+F0B7 is the bullet of Word's font of symbols. ● may be a heading of the clerk's own.
    let found = matches!(first, '•' | '◦' | '･' | '·' | '∙' | '\u{F0B7}')
        || (first == '●' && spaced)
        || (first == '・' && after.starts_with('\t'));
    if !found {
        return line.to_owned();
    }
    let indent = &line[..line.len() - rest.len()];
    format!("{indent}・{}", after.trim_start_matches([' ', '\t']))
}

/// How far lines of one width may differ, in half characters: kinsoku and indents take a
/// character or two.
const UNEVEN: usize = 4;

/// The narrowest column that is taken for one, in half characters.
const NARROWEST: usize = 30;

/// The text without the line breaks of a PDF's column: those that stand where the column ended,
/// within a sentence. At least three lines of one width must tell that there was a column.
fn joined(text: &str) -> String {
    let lines: Vec<&str> = text.split('\n').collect();
    let sentences = sentences(&lines);
    // A paste may have passages of several columns.
    let columns: Vec<usize> =
        sentences.iter().filter(|lines| lines.len() > 2).filter_map(|lines| full(lines)).collect();
    let whole = sentences.into_iter().map(|lines| match full(&lines) {
        Some(width) if columns.iter().any(|it| width.abs_diff(*it) <= UNEVEN) => glue(&lines),
        _ => lines.join("\n"),
    });
    whole.collect::<Vec<_>>().join("\n")
}

/// Lines that go on from one another, without a full stop between them.
fn sentences<'a>(lines: &[&'a str]) -> Vec<Vec<&'a str>> {
    let mut all: Vec<Vec<&str>> = Vec::new();
    for line in lines {
        match all.last_mut().filter(|of| of.last().is_some_and(|last| !ends(last))) {
            Some(sentence) if !begins(line) => sentence.push(line),
            _ => all.push(vec![line]),
        }
    }
    all
}

/// Whether a line ends what it says.
fn ends(line: &str) -> bool {
    line.trim_end().is_empty()
        || line.ends_with(['。', '．', '」', '』', '）', ')', '：', ':', '≫', '】', ' ', '　'])
}

/// Whether a line begins something.
fn begins(line: &str) -> bool {
    line.trim().is_empty()
        || line.starts_with([' ', '　', '≪', '【', '《', '〈', '＜', '「', '(', '（', '-', '－'])
        || line.starts_with(|c: char| super::bullet::begins(c))
        || line.starts_with(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c))
}

/// The width at which all lines but the last end; `None` where they do not, or where the last is no
/// end of a sentence.
fn full(lines: &[&str]) -> Option<usize> {
    let (last, broken) = lines.split_last()?;
    let widths = || broken.iter().map(|line| width(line));
    let (least, most) = (widths().min()?, widths().max()?);
    let even = most - least <= UNEVEN && most >= NARROWEST;
    (even && last.ends_with(['。', '」', '）']) && width(last) <= most + UNEVEN).then_some(most)
}

/// In half characters.
fn width(line: &str) -> usize {
    line.chars()
        .map(|c| if c.is_ascii() || ('\u{FF61}'..='\u{FF9F}').contains(&c) { 1 } else { 2 })
        .sum()
}

fn glue(lines: &[&str]) -> String {
    lines.iter().fold(String::new(), |mut whole, line| {
        let words = whole.ends_with(|c: char| c.is_ascii_alphanumeric())
            && line.starts_with(|c: char| c.is_ascii_alphanumeric());
        if words {
            whole.push(' ');
        }
        whole + line
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(pasted: &str, text: &str, did: &[Did]) {
        let cleaned = clean_pasted(pasted);
        assert_eq!((cleaned.text.as_str(), cleaned.did.as_slice()), (text, did), "{pasted:?}");
    }

    #[test]
    fn a_cell_of_excel_loses_its_quotation_marks() {
        check("\"・一つ目\n・\"\"二つ目\"\"\"\r\n", "・一つ目\n・\"二つ目\"", &[Did::Quotes]);
        check(
            "\"・一つ目\n・二つ目\"\t実施中\r\n",
            "・一つ目\n・二つ目　実施中",
            &[Did::Quotes, Did::Tabs],
        );
        check("一つのセル\r\n", "一つのセル", &[]);
    }

    #[test]
    fn quotation_marks_of_the_text_stay() {
        for text in ["\"まち\"の創生", "\"まち\"", "彼の\"まち\"\n二行", "\"まち", "\"一\n二\"と三"]
        {
            check(text, text, &[]);
        }
    }

    #[test]
    fn bullets_of_word_become_ours() {
        check("•\t一つ目\n•\t二つ目", "・一つ目\n・二つ目", &[Did::Bullets]);
        check("\u{F0B7} 一つ目", "・一つ目", &[Did::Bullets]);
        check("● 一つ目\n･二つ目", "・一つ目\n・二つ目", &[Did::Bullets]);
        for text in ["●見出し", "産業･観光", "○一つ目", "・一つ目"] {
            check(text, text, &[]);
        }
    }

    #[test]
    fn what_has_no_width_goes() {
        check("市\u{200B}民\u{FEFF}", "市民", &[Did::Invisible]);
        check("市\u{7}民", "市民", &[Did::Invisible]);
        check("市\u{A0}民", "市 民", &[Did::Spaces]);
        check("葛\u{E0100}城市", "葛\u{E0100}城市", &[]);
        check("一行\r\n二行\r三行", "一行\n二行\n三行", &[]);
    }

    #[test]
    fn lines_that_a_pdf_broke_are_one_again() {
        let pdf = "・農業体験農園の開設に向けて、農業者と協議を重ね、新\n\
                   たに二園が開園しました。あわせて、収穫体験の参加者を\n\
                   市報と市公式ホームページで募集し、多くの市民が参加し\n\
                   ました。\n\
                   ・直売所を案内するマップを作成し、公共施設で配布すると\n\
                   ともに、市公式ホームページに掲載しました。";
        let whole = "・農業体験農園の開設に向けて、農業者と協議を重ね、新たに二園が開園しました。\
                     あわせて、収穫体験の参加者を市報と市公式ホームページで募集し、多くの市民が参加しました。\n\
                     ・直売所を案内するマップを作成し、公共施設で配布するとともに、\
                     市公式ホームページに掲載しました。";
        check(pdf, whole, &[Did::Lines]);
    }

    #[test]
    fn lines_that_the_clerk_broke_stay() {
        for text in [
            "農業体験農園の開設に向けた関係者との協議\n直売所を案内するマップの作成及び配布\n収穫体験の参加者の募集及び農園の整備",
            "・農業体験農園の開設に向けて、農業者と協議を重ね、新\nたに二園が開園しました。",
            "一行目\n二行目\n三行目。",
            "農業体験農園の開設に向けて協議を重ねました。\n直売所を案内するマップを作成しました。\n収穫体験の参加者を市報で募集しました。",
        ] {
            check(text, text, &[]);
        }
    }

    proptest! {
        #[test]
        fn cleaning_twice_is_cleaning_once(
            text in "([あ漢]{14,17}[。、」]?\n|[•●・･\"\t \u{A0}\u{200B}\r\n\u{7}a1あ。]){0,12}",
        ) {
            let once = clean_pasted(&text);
            let twice = clean_pasted(&once.text);
            prop_assert_eq!(&twice.text, &once.text);
            prop_assert_eq!(twice.did, []);
            prop_assert!(text::is_clean(&once.text));
        }

        /// Sentences with our bullets, each in a line of its own, are nothing to mend.
        #[test]
        fn clean_texts_stay(text in "(・[あ漢a1「」、]{0,40}。\n){0,5}・[あ漢]{1,9}。") {
            let cleaned = clean_pasted(&text);
            prop_assert_eq!(cleaned.text, text);
            prop_assert_eq!(cleaned.did, []);
        }

        /// Nothing that can be read is lost, whatever is pasted.
        #[test]
        fn letters_stay(text in "[あ漢a1。\n\t \u{A0}\u{200B}•・]{0,60}") {
            let read = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
            prop_assert_eq!(read(&clean_pasted(&text).text), read(&text));
        }
    }
}
