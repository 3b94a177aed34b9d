//! A text with differences, which are scrolled into sight one after the other.

use super::decorate::decorate;
use iced::advanced::text::{self, Paragraph as _, Span};
use iced::advanced::widget::operate;
use iced::advanced::widget::operation::{Operation, Outcome, Scrollable};
use iced::widget::text::{LineHeight, Rich, Shaping, Wrapping};
use iced::{Element, Font, Pixels, Rectangle, Renderer, Size, Task, Vector};

type Paragraph = <Renderer as text::Renderer>::Paragraph;

/// How a text is laid out.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Setting {
    pub font: Font,
    /// In pixels.
    pub size: f32,
    /// The distance of lines, in sizes of type.
    pub line: f32,
}

/// One piece of a text, and whether it differs.
pub(crate) type Piece<'a> = (Span<'a, (), Font>, bool);

/// A text of these pieces, which tells where it differs when it is asked.
pub(crate) fn scroll_target<'a, M: 'a>(setting: Setting, pieces: Vec<Piece<'a>>) -> Element<'a, M> {
    let spans: Vec<Span<'a, (), Font>> = pieces.iter().map(|(span, _)| span.clone()).collect();
    let content = Rich::with_spans(spans)
        .font(setting.font)
        .size(setting.size)
        .line_height(setting.line)
        .wrapping(Wrapping::WordOrGlyph)
        .width(iced::Fill);
    decorate(content)
        .operate(move |(), bounds, operation, hand_on| {
            let mut query = TopsQuery::default();
            operation.custom(None, bounds, &mut query);
            // Laying the text out once more is left to those who ask for it.
            if query.is_wanted {
                query.tops = tops(setting, &pieces, bounds.width);
                query.line = setting.line * setting.size;
                operation.custom(None, bounds, &mut query);
            }
            hand_on(operation);
        })
        .into()
}

/// How far beneath its top each difference begins, in a text of this width. Pieces that follow one
/// another are one difference.
fn tops(setting: Setting, pieces: &[Piece<'_>], width: f32) -> Vec<f32> {
    let spans: Vec<_> = pieces.iter().map(|(span, _)| span.clone()).collect();
    let paragraph = Paragraph::with_spans(text::Text {
        content: spans.as_slice(),
        bounds: Size::new(width, f32::INFINITY),
        size: Pixels(setting.size),
        line_height: LineHeight::Relative(setting.line),
        font: setting.font,
        align_x: text::Alignment::Default,
        align_y: iced::alignment::Vertical::Top,
        shaping: Shaping::Advanced,
        wrapping: Wrapping::WordOrGlyph,
    });
    let differs = |at: usize| pieces.get(at).is_some_and(|(_, differs)| *differs);
    let begins = |at: &usize| differs(*at) && !at.checked_sub(1).is_some_and(differs);
    let top = |at| paragraph.span_bounds(at).first().map(|bounds: &Rectangle| bounds.y);
    (0..pieces.len()).filter(begins).filter_map(top).collect()
}

/// What an operation asks a text.
#[derive(Debug, Default)]
struct TopsQuery {
    is_wanted: bool,
    tops: Vec<f32>,
    /// The distance of its lines, in pixels.
    line: f32,
}

/// Which difference is to be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    First,
    /// The first beneath what is seen; after the last the first again.
    Next,
    /// The last above what is seen.
    Previous,
}

/// Scrolls the texts, each in what scrolls it, so that a difference is seen.
pub(crate) fn scroll_to<M: Send + 'static>(which: Target) -> Task<M> {
    operate(Seek { which, entered: None, around: Vec::new(), panes: Vec::new() })
}

/// Something that scrolls, and where there are differences in it.
#[derive(Debug, Clone)]
struct Pane {
    /// Its number among all that scrolls.
    index: usize,
    top: f32,
    height: f32,
    content: f32,
    offset: f32,
    /// Beneath the top of its content.
    tops: Vec<f32>,
    /// The distance of the lines of its texts.
    line: f32,
}

/// What is left above a difference, in lines: a heading that lasts covers less than one.
const ABOVE: f32 = 1.4;

/// As much of a difference is to be seen at least, in lines.
const LEAST: f32 = 1.4;

impl Pane {
    /// How far it is to be scrolled; `None` where there is nothing further.
    fn target(&self, which: Target) -> Option<f32> {
        let bottom = self.offset + self.height - LEAST * self.line;
        let beneath = |top: &&f32| **top > bottom;
        let above = |top: &&f32| **top < self.offset;
        let top = match which {
            Target::First => {
                self.tops.first().filter(|top| **top > self.height - LEAST * self.line)
            }
            Target::Next => Some(self.tops.iter().find(beneath)?),
            Target::Previous => Some(self.tops.iter().rfind(above)?),
        };
        let furthest = (self.content - self.height).max(0.0);
        Some(top.map_or(0.0, |top| top - ABOVE * self.line).clamp(0.0, furthest))
            .filter(|to| (to - self.offset).abs() > 0.5)
    }
}

/// Looks for the differences.
struct Seek {
    which: Target,
    /// What scrolls, and whose content is visited next.
    entered: Option<usize>,
    around: Vec<usize>,
    panes: Vec<Pane>,
}

impl<T: 'static> Operation<T> for Seek {
    fn scrollable(
        &mut self,
        _id: Option<&iced::widget::Id>,
        bounds: Rectangle,
        content: Rectangle,
        offset: Vector,
        _state: &mut dyn Scrollable,
    ) {
        let index = self.panes.len();
        self.entered = Some(index);
        self.panes.push(Pane {
            index,
            top: content.y,
            height: bounds.height,
            content: content.height,
            offset: offset.y,
            tops: Vec::new(),
            line: 0.0,
        });
    }

    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation<T>)) {
        let depth = self.around.len();
        self.around.extend(self.entered.take());
        operate(self);
        self.around.truncate(depth);
    }

    fn custom(
        &mut self,
        _id: Option<&iced::widget::Id>,
        bounds: Rectangle,
        state: &mut dyn std::any::Any,
    ) {
        let Some(query) = state.downcast_mut::<TopsQuery>() else { return };
        query.is_wanted = true;
        let pane = self.around.last().and_then(|at| self.panes.get_mut(*at));
        if let Some(pane) = pane {
            pane.line = query.line;
            pane.tops.extend(query.tops.iter().map(|top| bounds.y + top - pane.top));
        }
    }

    fn finish(&self) -> Outcome<T> {
        let to = |which| {
            let panes = self.panes.iter().filter(|pane| !pane.tops.is_empty());
            panes.filter_map(move |pane| Some((pane.index, pane.target(which)?)))
        };
        let mut moves: Vec<(usize, f32)> = to(self.which).collect();
        if moves.is_empty() && self.which == Target::Next {
            moves = to(Target::First).collect();
        }
        if moves.is_empty() {
            return Outcome::None;
        }
        Outcome::Chain(Box::new(super::focus::Scroll::new(moves)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pane(offset: f32, tops: &[f32]) -> Pane {
        let tops = tops.to_vec();
        let line = 40.0 / ABOVE;
        Pane { index: 0, top: 0.0, height: 200.0, content: 1000.0, offset, tops, line }
    }

    #[test]
    fn differences_are_gone_through_one_screen_after_the_other() {
        let tops = [30.0, 300.0, 320.0, 700.0];
        let to = |offset, which| pane(offset, &tops).target(which);
        assert_eq!(to(0.0, Target::First), None, "it is seen at once");
        assert_eq!(to(500.0, Target::First), Some(0.0));
        assert_eq!(to(0.0, Target::Next), Some(260.0));
        assert_eq!(to(260.0, Target::Next), Some(660.0), "two were seen together");
        assert_eq!(to(660.0, Target::Next), None);
        assert_eq!(to(660.0, Target::Previous), Some(280.0));
        assert_eq!(
            pane(0.0, &[990.0]).target(Target::First),
            Some(800.0),
            "no further than its end"
        );
    }
}
