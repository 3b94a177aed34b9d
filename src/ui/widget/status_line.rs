//! The line across the window that tells what succeeded last, the file, and whether all is saved: at
//! its lower edge, or beside the menus where the rail is folded. Its room is always there, so that
//! nothing is covered and nothing moves.

use super::banner::FOLDER;
use super::expiring::expiring;
use super::one_line::one_line;
use super::rail::{MENU_HEIGHT, MENU_WIDTH};
use super::{button, label, panel};
use crate::ui::theme::Look;
use iced::widget::text::Wrapping;
use iced::widget::{column, container, row, space};
use iced::{Center, Element, Fill, Padding};

/// The file and whether all is saved.
pub(crate) struct File {
    pub name: String,
    pub saved: bool,
    /// 保存済み 10:24 and the like.
    pub state: String,
}

/// What succeeded, with the way to the folder of what was made.
pub(crate) struct Told<'a, M> {
    pub sentence: &'a str,
    pub on_folder: Option<M>,
    pub on_close: M,
}

/// At the lower edge of the window.
pub(crate) fn below<'a, M: Clone + 'a>(
    look: Look,
    file: File,
    told: Option<Told<'a, M>>,
) -> Element<'a, M> {
    let line = row![content(look, look.body(), file, told)].padding([0.0, 22.0]);
    let line = container(line.align_y(Center)).center_y(HEIGHT);
    column![panel::line(look), panel::filled(look.color.surface, line).width(Fill)].into()
}

/// Beside the menus.
pub(crate) fn above<'a, M: Clone + 'a>(
    look: Look,
    file: File,
    told: Option<Told<'a, M>>,
) -> Element<'a, M> {
    let line = row![space().width(MENU_WIDTH), content(look, look.folded(), file, told)]
        .spacing(12.0)
        .padding(Padding::ZERO.right(16.0));
    let line = container(line.align_y(Center)).center_y(MENU_HEIGHT);
    column![panel::filled(look.color.surface, line).width(Fill), panel::line(look)].into()
}

/// The height of the line at the lower edge.
const HEIGHT: f32 = 30.0;

/// What is told stands in the place of the file's name.
fn content<'a, M: Clone + 'a>(
    look: Look,
    size: f32,
    file: File,
    told: Option<Told<'a, M>>,
) -> Element<'a, M> {
    let c = look.color;
    let color = if file.saved { c.done } else { c.attention };
    let word =
        |word: String| label::body(look, word).color(color).size(size).wrapping(Wrapping::None);
    let state = row![word("●".to_owned()), word(file.state)].spacing(5.0);
    let left: Element<'a, M> = match told {
        Some(told) => self::told(look, size, told),
        None => one_line(look, file.name).color(c.second).size(size).into(),
    };
    row![left, state].spacing(16.0).align_y(Center).into()
}

/// It goes by itself unless it leads somewhere.
fn told<'a, M: Clone + 'a>(look: Look, size: f32, told: Told<'a, M>) -> Element<'a, M> {
    let Told { sentence, on_folder, on_close } = told;
    let stays = on_folder.is_some();
    let words = one_line(look, format!("✓ {sentence}")).color(look.color.done).size(size);
    let folder = on_folder.map(|shown| button::link(look, FOLDER).on_press(shown));
    let close = button::link(look, "閉じる ×").on_press(on_close.clone());
    let line = row![words.shrink()].push(folder).push(close).spacing(16.0).align_y(Center);
    let line = container(line).width(Fill);
    if stays { line.into() } else { expiring(line, sentence, on_close) }
}
