//! How the window looks: colours and sizes, all from here. Lengths are in pixels at the ordinary
//! size of text: iced enlarges them with the text (see [`Look::scale`]).

mod colors;

pub(super) use colors::{Colors, Scheme};

use iced::font::Weight;
use iced::{Font, Theme};

/// The interface: BIZ UDPGothic.
pub(super) const INTERFACE: Font = Font::with_name("BIZ UDPGothic");

/// Names and titles.
pub(super) const BOLD: Font = Font { weight: Weight::Bold, ..INTERFACE };

/// Texts that go on paper, in which full-width and half-width characters are told apart.
pub(super) const PAPER: Font = Font::with_name("BIZ UDGothic");

/// What a screen draws with: the colours, and how large text is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    pub color: &'static Colors,
    scheme: Scheme,
    percent: u16,
    tight: bool,
    narrow: bool,
}

/// The width of a window below which what is around a place gives way.
const TIGHT: f32 = 821.0;

/// The width below which the buttons of a bar have short names.
const NARROW: f32 = 1270.0;

impl Default for Look {
    fn default() -> Self {
        Self::new(Scheme::Light, 100)
    }
}

impl Look {
    /// The steps of the size of text that the clerk chooses from, in per cent.
    pub(super) const STEPS: [u16; 5] = [100, 125, 150, 175, 200];

    /// These colours at a size of text, in per cent.
    pub(super) fn new(scheme: Scheme, percent: u16) -> Self {
        let percent = percent.clamp(100, 200);
        Self { color: scheme.colors(), scheme, percent, tight: false, narrow: false }
    }

    /// The same in a window of this width.
    pub(super) fn within(self, width: f32) -> Self {
        Self { tight: width < TIGHT, narrow: width < NARROW, ..self }
    }

    /// Whether the window is so narrow for its text that what is around a place is folded.
    pub(super) const fn is_tight(self) -> bool {
        self.tight
    }

    /// Whether the window is too narrow for the full names of all buttons of a bar.
    pub(super) const fn is_narrow(self) -> bool {
        self.narrow
    }

    /// Which colours these are.
    pub(super) const fn scheme(self) -> Scheme {
        self.scheme
    }

    /// The size of text, in per cent.
    pub(super) const fn percent(self) -> u16 {
        self.percent
    }

    /// Whether text is so large that what stands side by side must give way.
    pub(super) const fn is_large(self) -> bool {
        self.percent > 125
    }

    /// By how much everything is enlarged.
    pub(super) fn scale(self) -> f32 {
        f32::from(self.percent) / 100.0
    }

    /// The size of ordinary text.
    pub(super) const fn body(self) -> f32 {
        15.0
    }

    /// The size of what is folded. No smaller than ordinary text is at 100 %, since only large text is
    /// folded in a window of the least width.
    pub(super) const fn folded(self) -> f32 {
        13.0
    }

    /// The size of a heading within a screen.
    pub(super) const fn heading(self) -> f32 {
        17.0
    }

    /// The size of the name of what is being edited.
    pub(super) const fn name(self) -> f32 {
        20.0
    }

    /// The size of a screen's title.
    pub(super) const fn title(self) -> f32 {
        22.0
    }

    /// The size of text that goes on paper, where it is written.
    pub(super) const fn paper(self) -> f32 {
        16.0
    }

    /// The height of a button or a one-line field.
    pub(super) const fn control(self) -> f32 {
        38.0
    }

    /// The radius of panels, fields and buttons.
    pub(super) const fn radius(self) -> f32 {
        6.0
    }

    /// What iced needs to know: the colours of its own defaults.
    pub(super) fn theme(self) -> Theme {
        let palette = iced::theme::Palette {
            background: self.color.ground,
            text: self.color.ink,
            primary: self.color.accent,
            success: self.color.done,
            warning: self.color.attention,
            danger: self.color.wrong,
        };
        Theme::custom("進捗帳", palette)
    }
}
