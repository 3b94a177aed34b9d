//! A text with what was taken out and what came in.

use super::scroll_to::{Setting, scroll_target};
use crate::domain::difference::{Piece, difference};
use crate::domain::text::visible;
use crate::ui::theme::{Look, PAPER};
use iced::widget::text::{Rich, Span, Wrapping};
use iced::{Element, Fill, Font, border};

/// What became of a text, as one text: removed pieces struck through, added ones on a ground.
pub(crate) fn differing<'a, M>(look: Look, before: &'a str, after: &'a str) -> Rich<'a, (), M> {
    rich(look, difference(before, after))
}

/// As [`differing`], for a text beside which the one before can be read: where most of that was taken
/// out, the new text stands there without it.
/// What differs can be sought (see [`super::scroll_to`]). `line` is the distance of lines, in sizes of
/// type.
pub(crate) fn differing_beside<'a, M: 'a>(
    look: Look,
    before: &'a str,
    after: &'a str,
    line: f32,
) -> Element<'a, M> {
    let mut pieces = difference(before, after);
    let removed = pieces.iter().map(|piece| match piece {
        Piece::Removed(text) => text.len(),
        Piece::Same(_) | Piece::Added(_) => 0,
    });
    if removed.sum::<usize>() * 2 > before.len() {
        pieces.retain(|piece| !matches!(piece, Piece::Removed(_)));
    }
    let differs = |piece: &Piece<'_>| !matches!(piece, Piece::Same(_));
    let pieces: Vec<_> = pieces.into_iter().map(|it| (span(look, it), differs(&it))).collect();
    scroll_target(Setting { font: PAPER, size: look.paper(), line }, pieces)
}

/// What was there before, beside what became of it: it is read without marks, and where it was left
/// can be sought.
pub(crate) fn left<'a, M: 'a>(
    look: Look,
    before: &'a str,
    after: &'a str,
    line: f32,
) -> Element<'a, M> {
    let mut inserted = false;
    let mut pieces = Vec::new();
    for piece in difference(before, after) {
        match piece {
            Piece::Added(_) => inserted = true,
            Piece::Removed(text) => {
                pieces.push((span(look, Piece::Same(text)), true));
                inserted = false;
            }
            // What was inserted stands before it.
            piece @ Piece::Same(_) => {
                pieces.push((span(look, piece), inserted));
                inserted = false;
            }
        }
    }
    scroll_target(Setting { font: PAPER, size: look.paper(), line }, pieces)
}

fn rich<'a, M>(look: Look, pieces: Vec<Piece<'a>>) -> Rich<'a, (), M> {
    let spans: Vec<_> = pieces.into_iter().map(|piece| span(look, piece)).collect();
    Rich::with_spans(spans).font(PAPER).wrapping(Wrapping::WordOrGlyph).width(Fill)
}

fn span<'a>(look: Look, piece: Piece<'a>) -> Span<'a, (), Font> {
    let c = look.color;
    let marked = |text: &'a str, ground| {
        Span::new(visible(text)).color(c.ink).background(ground).border(border::rounded(2))
    };
    match piece {
        Piece::Same(text) => Span::new(visible(text)).color(c.ink),
        Piece::Removed(text) => {
            marked(text, c.removed).strikethrough(true).underline(look.scheme().underlines())
        }
        Piece::Added(text) => marked(text, c.added).underline(look.scheme().underlines()),
    }
}
