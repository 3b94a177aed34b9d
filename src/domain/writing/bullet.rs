//! Bullets: what begins a line, what begins the next one, and how deep a line stands.

use crate::domain::text::circled;

/// What Enter does within a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entered {
    /// Nothing but a line break.
    Break,
    /// The next line begins with this: the same bullet, or the next number.
    Continued(String),
    /// The bullet has no text: it goes, and with it the list ends.
    Ended,
}

/// What a step in or out does to a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shifted {
    /// So many bytes at the beginning of the line give way to these characters.
    To { removed: usize, inserted: &'static str },
    /// The line does not stand in a list, or not further in.
    Unmoved,
}

/// One step in: a space of one character, so that a bullet stands below the text above it.
const STEP: &str = "　";

/// Bullets that are followed by their text at once.
const MARKS: [char; 8] = ['・', '○', '●', '◎', '■', '□', '◆', '※'];

/// Bullets that are such only with a space behind them: -5 is a number.
const SPACED: [char; 4] = ['-', '－', '*', '•'];

/// What a line begins with, by bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Bullet {
    /// The spaces before it.
    indent: usize,
    /// Where it ends, with the spaces behind it.
    end: usize,
    /// What the next line begins with, without the spaces before it.
    next: String,
}

impl Bullet {
    fn of(line: &str) -> Option<Self> {
        let rest = line.trim_start_matches(is_space);
        let (len, next) = mark(rest)?;
        let indent = line.len() - rest.len();
        let spaces = rest[len..].len() - rest[len..].trim_start_matches(is_space).len();
        let next = format!("{next}{}", &rest[len..len + spaces]);
        Some(Self { indent, end: indent + len + spaces, next })
    }
}

/// What Enter does at a place of a line, in bytes.
pub fn entered(line: &str, at: usize) -> Entered {
    let Some(bullet) = Bullet::of(line) else { return Entered::Break };
    if line[bullet.end..].trim().is_empty() && at >= bullet.indent {
        Entered::Ended
    } else if at < bullet.end {
        Entered::Break
    } else {
        Entered::Continued(format!("{}{}", &line[..bullet.indent], bullet.next))
    }
}

/// What is left of a text that is typed at a place of a line, in bytes, where the line holds nothing
/// before it but the very bullet with which the text begins.
pub fn without_bullet<'t>(line: &str, at: usize, typed: &'t str) -> &'t str {
    let Some(bullet) = Bullet::of(line).filter(|bullet| bullet.end == at) else { return typed };
    let Some(first) = line[bullet.indent..].chars().next() else { return typed };
    typed.strip_prefix(first).unwrap_or(typed)
}

/// What a step in, or out, does to a line.
pub fn shifted(line: &str, inward: bool) -> Shifted {
    if Bullet::of(line).is_none() {
        return Shifted::Unmoved;
    }
    match (inward, line.chars().next()) {
        (true, _) => Shifted::To { removed: 0, inserted: STEP },
        (false, Some(first)) if is_space(first) => {
            // Two spaces of half width are one step as well.
            let removed = if line.starts_with("  ") { 2 } else { first.len_utf8() };
            Shifted::To { removed, inserted: "" }
        }
        (false, _) => Shifted::Unmoved,
    }
}

/// Whether a line that begins with this character is one of a list.
pub(super) fn begins(c: char) -> bool {
    MARKS.contains(&c) || SPACED.contains(&c) || circled_mark(c).is_some()
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '　' | '\t')
}

/// The bullet at the beginning of a text: how long it is, and the one after it.
fn mark(text: &str) -> Option<(usize, String)> {
    let mut chars = text.chars();
    let first = chars.next()?;
    let second = chars.next();
    if MARKS.contains(&first) {
        // ○○中学校 is a name that is left open.
        return (second != Some(first)).then(|| (first.len_utf8(), first.to_string()));
    }
    if SPACED.contains(&first) {
        return second.is_some_and(is_space).then(|| (first.len_utf8(), first.to_string()));
    }
    circled_mark(first).or_else(|| bracketed_mark(text))
}

/// ① and the ones after it.
fn circled_mark(first: char) -> Option<(usize, String)> {
    let number = (1..=50).find(|number| circled(*number).starts_with(first))?;
    Some((first.len_utf8(), circled(number + 1)))
}

/// （1）, (1), （１）: in the brackets and the digits in which it stands.
fn bracketed_mark(text: &str) -> Option<(usize, String)> {
    let (open, close) =
        [('（', '）'), ('(', ')')].into_iter().find(|(open, _)| text.starts_with(*open))?;
    let inner = &text[open.len_utf8()..];
    let digits = &inner[..inner.find(close)?];
    let wide = digits.chars().all(|c| ('０'..='９').contains(&c));
    let narrow = digits.chars().all(|c| c.is_ascii_digit());
    if digits.is_empty() || digits.chars().count() > 2 || !(wide || narrow) {
        return None;
    }
    let number = crate::domain::text::parse_number(digits)?.checked_add(1)?;
    let next =
        if wide { crate::domain::text::full_width_digits(number) } else { number.to_string() };
    let len = open.len_utf8() + digits.len() + close.len_utf8();
    Some((len, format!("{open}{next}{close}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn bullets_go_on_as_they_began() {
        for (line, next) in [
            ("・講座を開いた。", "・"),
            ("　・講座を開いた。", "　・"),
            ("・　講座", "・　"),
            ("○講座", "○"),
            ("※内数", "※"),
            ("- 講座", "- "),
            ("①講座", "②"),
            ("　⑳ 講座", "　㉑ "),
            ("（1）講座", "（2）"),
            ("（９）講座", "（１０）"),
            ("(3) 講座", "(4) "),
        ] {
            assert_eq!(entered(line, line.len()), Entered::Continued(next.to_owned()), "{line}");
        }
    }

    #[test]
    fn what_is_no_bullet_does_not_go_on() {
        for line in [
            "講座を開いた。",
            "-5度まで下がった。",
            "○○中学校",
            "（市民）が",
            "（2024）",
            "≪講座≫",
            "",
        ] {
            assert_eq!(entered(line, line.len()), Entered::Break, "{line}");
        }
    }

    #[test]
    fn an_empty_bullet_ends_the_list() {
        for line in ["・", "　・", "・　", "②", "（2）", "- "] {
            assert_eq!(entered(line, line.len()), Entered::Ended, "{line}");
        }
    }

    #[test]
    fn before_its_bullet_a_line_is_only_broken() {
        assert_eq!(entered("・講座", 0), Entered::Break);
        assert_eq!(entered("　・講座", "　".len()), Entered::Break);
        assert_eq!(entered("・講座を開く", "・講座".len()), Entered::Continued("・".to_owned()));
    }

    #[test]
    fn lines_of_a_list_go_in_and_out() {
        let to = |removed, inserted| Shifted::To { removed, inserted };
        assert_eq!(shifted("・講座", true), to(0, "　"));
        assert_eq!(shifted("　・講座", false), to(3, ""));
        assert_eq!(shifted("  - 講座", false), to(2, ""));
        assert_eq!(shifted("・講座", false), Shifted::Unmoved);
        assert_eq!(shifted("講座", true), Shifted::Unmoved);
    }

    proptest! {
        /// What goes on is itself a bullet without text, so that a second Enter ends the list.
        #[test]
        fn a_second_enter_ends_what_the_first_began(
            line in "[ 　]{0,2}([・○※①⑳]|- |（[1-9]）|\\([１-９]\\))[あ。a1]{1,4}",
        ) {
            if let Entered::Continued(next) = entered(&line, line.len()) {
                prop_assert_eq!(entered(&next, next.len()), Entered::Ended);
            }
        }

        /// No text and no place in it is too odd.
        #[test]
        fn any_line_can_be_broken(line in "[ 　\t・○（(1１)）①-あ]{0,8}", at in 0usize..30) {
            let _ = entered(&line, at);
            let _ = (shifted(&line, true), shifted(&line, false));
        }

        /// A step in and a step out leave the line as it was.
        #[test]
        fn in_and_out_is_nothing(line in "[　]{0,2}・[あ。]{0,3}") {
            let Shifted::To { removed: 0, inserted } = shifted(&line, true) else {
                return Err(TestCaseError::fail("not moved"));
            };
            let inner = format!("{inserted}{line}");
            let Shifted::To { removed, inserted: "" } = shifted(&inner, false) else {
                return Err(TestCaseError::fail("not moved back"));
            };
            prop_assert_eq!(&inner[removed..], line);
        }
    }
}
