//! The pictures of the manual, taken from the program itself.

use super::Message;
use crate::assets::manual;
use crate::ui::theme::Look;
use crate::ui::widget::label;
use iced::widget::image::{self, Handle};
use iced::widget::{column, container};
use iced::{Border, ContentFit, Element, Fill};
use std::sync::OnceLock;

/// A picture of the manual, as wide as the text, with what it shows beneath. What is not there is
/// only named.
pub(super) fn view<'a>(look: Look, name: &str, caption: &'a str) -> Element<'a, Message> {
    let picture = decoded(name).map(|handle| {
        container(image::Image::new(handle).width(Fill).content_fit(ContentFit::Contain))
            .padding(1)
            .style(move |_| container::Style {
                border: Border { color: look.color.edge, width: 1.0, radius: 0.0.into() },
                ..container::Style::default()
            })
    });
    column![].push(picture).push(label::second(look, caption)).spacing(4.0).into()
}

/// The picture of a name, decoded once.
fn decoded(name: &str) -> Option<Handle> {
    static DECODED: OnceLock<Vec<(&'static str, Handle)>> = OnceLock::new();
    let all = DECODED.get_or_init(|| {
        let decode = |(name, bytes): &(&'static str, &'static [u8])| {
            let picture = ::image::load_from_memory(bytes).ok()?.into_rgba8();
            let (width, height) = picture.dimensions();
            Some((*name, Handle::from_rgba(width, height, picture.into_raw())))
        };
        manual::PICTURES.iter().filter_map(decode).collect()
    });
    all.iter().find(|(known, _)| *known == name).map(|(_, handle)| handle.clone())
}

#[cfg(test)]
mod tests {
    use super::super::{Chapter, markup};
    use super::*;

    #[test]
    fn every_picture_that_the_manual_shows_is_there() {
        for chapter in Chapter::ALL {
            for block in markup::blocks(chapter.text()) {
                if let markup::Block::Picture { name, .. } = block {
                    assert!(decoded(name).is_some(), "{name}");
                }
            }
        }
    }
}
