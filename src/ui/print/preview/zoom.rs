//! How large a page is shown.

use iced::Size;

/// The size of a page on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zoom {
    /// 幅に合わせる.
    Width,
    /// ページ全体.
    Page,
    /// Of its real size, in per cent.
    Percent(u16),
}

/// Pixels of the system to a point, at the real size: 96 to the inch.
const PIXELS_PER_POINT: f32 = 96.0 / 72.0;

impl Zoom {
    /// The sizes from which one is chosen.
    pub const ALL: [Self; 8] = [
        Self::Width,
        Self::Page,
        Self::Percent(50),
        Self::Percent(75),
        Self::Percent(100),
        Self::Percent(150),
        Self::Percent(200),
        Self::Percent(300),
    ];

    /// The width of a page in pixels of a window in which everything is enlarged by `scale`; `paper` in
    /// points.
    pub fn width(self, room: Size, scale: f32, paper: (f32, f32)) -> f32 {
        let (width, height) = paper;
        let wide = match self {
            Self::Width => room.width,
            Self::Page => room.width.min(room.height * width / height),
            Self::Percent(percent) => width * PIXELS_PER_POINT * f32::from(percent) / 100.0 / scale,
        };
        wide.floor().max(80.0)
    }

    /// The next step that is larger, or smaller, than what is shown; the same at the end.
    pub fn stepped(self, room: Size, scale: f32, paper: (f32, f32), larger: bool) -> Self {
        let shown = self.width(room, scale, paper) * scale / (paper.0 * PIXELS_PER_POINT) * 100.0;
        let mut steps = Self::ALL.into_iter().filter_map(|zoom| match zoom {
            Self::Percent(percent) => Some((f32::from(percent), zoom)),
            Self::Width | Self::Page => None,
        });
        // A page of whole pixels is not quite as large as its step.
        let step = if larger {
            steps.find(|(percent, _)| *percent > shown + 1.0)
        } else {
            steps.rfind(|(percent, _)| *percent < shown - 1.0)
        };
        step.map_or(self, |(_, zoom)| zoom)
    }

    pub fn name(self) -> String {
        match self {
            Self::Width => "幅に合わせる".to_owned(),
            Self::Page => "ページ全体".to_owned(),
            Self::Percent(percent) => format!("{percent}％"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const A4: (f32, f32) = (841.89, 595.276);
    const ROOM: Size = Size::new(700.0, 600.0);

    #[test]
    fn a_page_fits_where_it_is_to_fit() {
        assert_eq!(Zoom::Width.width(ROOM, 1.0, A4), 700.0);
        assert_eq!(Zoom::Page.width(Size::new(1000.0, 400.0), 1.0, A4), 565.0);
        assert_eq!(Zoom::Percent(100).width(ROOM, 1.0, A4), 1122.0);
    }

    #[test]
    fn steps_begin_where_the_page_is() {
        // 700 of 1122 pixels are 62 per cent.
        assert_eq!(Zoom::Width.stepped(ROOM, 1.0, A4, true), Zoom::Percent(75));
        assert_eq!(Zoom::Width.stepped(ROOM, 1.0, A4, false), Zoom::Percent(50));
        assert_eq!(Zoom::Percent(75).stepped(ROOM, 1.0, A4, true), Zoom::Percent(100));
        assert_eq!(Zoom::Percent(75).stepped(ROOM, 1.0, A4, false), Zoom::Percent(50));
        assert_eq!(Zoom::Percent(50).stepped(ROOM, 1.0, A4, false), Zoom::Percent(50));
        assert_eq!(Zoom::Percent(300).stepped(ROOM, 1.0, A4, true), Zoom::Percent(300));
    }
}
