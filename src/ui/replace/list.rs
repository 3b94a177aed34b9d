//! A place that was found: where it stands, and its line as it is and as it will be.

use super::{Message, ROW, Screen};
use crate::domain::replace::Hit;
use crate::ui::context::Context;
use crate::ui::theme::{BOLD, Look};
use crate::ui::widget::choice::check;
use crate::ui::widget::one_line::one_line;
use crate::ui::widget::quote::quote;
use crate::ui::widget::{button, label, panel};
use crate::words;
use iced::widget::text::Wrapping;
use iced::widget::{column, container, row, space};
use iced::{Center, Element, Fill};

impl Screen {
    /// One of the hits that are listed.
    pub(super) fn row<'a>(
        &'a self,
        ctx: &'a Context,
        look: Look,
        at: usize,
        hit: &'a Hit,
    ) -> Element<'a, Message> {
        let here = at == self.at;
        let (name, field) = words::place_and_field(&ctx.book, hit.key, hit.field);
        // The year is told where there are several.
        let field = match self.query.year {
            Some(_) if !self.shows_left_alone => words::field(hit.field).to_owned(),
            _ => field,
        };
        let name = one_line(look, name).font(BOLD);
        let name = if here { name.color(look.color.accent) } else { name };
        let field = label::second(look, field).wrapping(Wrapping::None);
        let ticked = self.is_ticked(hit) && !self.shows_left_alone;
        let instead = ticked.then_some(self.query.replacement.as_str());
        let record = ctx.book.record(hit.key);
        let text = record.as_ref().and_then(|record| record.text(hit.field));
        let line = text.map(|text| quote(look, text, hit.range.clone(), instead));
        let words = column![row![name, field].spacing(12.0).align_y(Center)].push(line);
        let words = words.spacing(8.0).width(Fill);
        let tick: Element<'a, Message> = if self.shows_left_alone {
            space().width(18.0).into()
        } else {
            check(look, "", ticked, move |_| Message::Ticked(at)).into()
        };
        let content = row![tick, words].spacing(14.0).align_y(iced::Top);
        let content = container(content).padding([12.0, 18.0]).height(ROW - 1.0).width(Fill);
        let pressable = button::bare(look, content, Message::Chosen(at))
            .width(Fill)
            .style(button::in_list(look, here))
            .of_a_list();
        column![pressable, panel::line(look)].into()
    }
}
