//! The line around one place of a text: what stands there, and what is to stand there instead.

use super::decorate::decorate;
use crate::domain::text::visible;
use crate::ui::theme::{Look, PAPER};
use iced::widget::container;
use iced::widget::text::{Rich, Span, Wrapping};
use iced::{Color, Element, Fill, Font, border};
use std::ops::Range;

/// How many characters are quoted before the place, and behind it.
const BEFORE: usize = 14;
const BEFORE_TIGHT: usize = 5;
const BEHIND: usize = 60;

/// One line of a text around a place of it. Where the text is another by now, its beginning.
pub(crate) fn quote<'a, M: 'a>(
    look: Look,
    text: &str,
    place: Range<usize>,
    instead: Option<&str>,
) -> Element<'a, M> {
    let c = look.color;
    let underlined = look.scheme().underlines();
    let before = if look.is_tight() { BEFORE_TIGHT } else { BEFORE };
    let parts = Parts::of(text, place, before);
    let whole = [&*parts.before, parts.found, instead.unwrap_or_default(), &*parts.behind].concat();
    let plain = |text: &str| Span::new(visible(text.to_owned())).color(c.ink);
    let marked = |text: &str, ground: Color| {
        plain(text).background(ground).border(border::rounded(2)).underline(underlined)
    };
    let found = match instead {
        Some(_) => marked(parts.found, c.removed).strikethrough(true),
        None => marked(parts.found, c.attention_soft),
    };
    let spans: Vec<Span<'a, (), Font>> = [plain(&parts.before), found]
        .into_iter()
        .chain(instead.filter(|it| !it.is_empty()).map(|instead| marked(instead, c.added)))
        .chain([plain(&parts.behind)])
        .collect();
    let line: Rich<'a, (), M> =
        Rich::with_spans(spans).font(PAPER).size(look.body()).wrapping(Wrapping::None);
    // Rich text of iced 0.14 does not tell what it says.
    decorate(container(line).width(Fill).clip(true))
        .operate(move |_: &mut (), bounds, operation, _| operation.text(None, bounds, &whole))
        .into()
}

/// A line in three parts.
struct Parts<'t> {
    before: String,
    found: &'t str,
    behind: String,
}

impl<'t> Parts<'t> {
    fn of(text: &'t str, place: Range<usize>, most: usize) -> Self {
        let place = if text.get(place.clone()).is_some() { place } else { 0..0 };
        let (before, found, behind) =
            (&text[..place.start], &text[place.clone()], &text[place.end..]);
        let line = before.rfind('\n').map_or(before, |end| &before[end + 1..]);
        let length = line.chars().count();
        let near: String = line.chars().skip(length.saturating_sub(most)).collect();
        let before = if length > most { format!("…{near}") } else { near };
        let behind = behind.chars().take_while(|c| *c != '\n').take(BEHIND).collect();
        Self { before, found, behind }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_is_of_one_line_and_begins_near_its_place() {
        let text = "一行目\n・市内の学校で、茜染めの体験会を２回開きました。\n三行目";
        let at = text.find('２').unwrap();
        let parts = Parts::of(text, at..at + '２'.len_utf8(), 14);
        assert_eq!(parts.before, "…内の学校で、茜染めの体験会を");
        assert_eq!((parts.found, &*parts.behind), ("２", "回開きました。"));
        assert_eq!(Parts::of(text, 400..401, 14).behind, "一行目");
        assert_eq!(Parts::of(text, 1..2, 14).behind, "一行目", "within a character");
    }
}
