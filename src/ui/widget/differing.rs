//! A text with what was taken out and what came in.

use crate::domain::difference::{Piece, difference};
use crate::ui::theme::{Look, PAPER};
use iced::widget::text::{Rich, Span, Wrapping};
use iced::{Fill, border};

/// What became of a text, as one text: removed pieces struck through, added ones on a ground.
pub fn differing<'a, M>(look: Look, before: &'a str, after: &'a str) -> Rich<'a, (), M> {
    rich(look, difference(before, after))
}

/// As [`differing`], for a text beside which the one before can be read: where most of that was taken
/// out, the new text stands there without it.
pub fn differing_beside<'a, M>(look: Look, before: &'a str, after: &'a str) -> Rich<'a, (), M> {
    let mut pieces = difference(before, after);
    let removed = pieces.iter().map(|piece| match piece {
        Piece::Removed(text) => text.len(),
        Piece::Same(_) | Piece::Added(_) => 0,
    });
    if removed.sum::<usize>() * 2 > before.len() {
        pieces.retain(|piece| !matches!(piece, Piece::Removed(_)));
    }
    rich(look, pieces)
}

fn rich<'a, M>(look: Look, pieces: Vec<Piece<'a>>) -> Rich<'a, (), M> {
    let c = look.color;
    let spans = pieces.into_iter().map(|piece| {
        let marked = |text: &'a str, ground| {
            Span::new(text).color(c.ink).background(ground).border(border::rounded(2))
        };
        match piece {
            Piece::Same(text) => Span::new(text).color(c.ink),
            Piece::Removed(text) => {
                marked(text, c.removed).strikethrough(true).underline(look.scheme().underlines())
            }
            Piece::Added(text) => marked(text, c.added).underline(look.scheme().underlines()),
        }
    });
    let spans: Vec<Span<'a, (), iced::Font>> = spans.collect();
    Rich::with_spans(spans).font(PAPER).wrapping(Wrapping::WordOrGlyph).width(Fill)
}
