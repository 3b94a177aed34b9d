//! How the window looks: colours, sizes and spacing, all from here, so that text can grow and
//! colours change without a screen knowing.

use iced::font::Weight;
use iced::{Color, Font, Theme, color};

/// The interface: BIZ UDPGothic.
pub const INTERFACE: Font = Font::with_name("BIZ UDPGothic");

/// Names and titles.
pub const BOLD: Font = Font { weight: Weight::Bold, ..INTERFACE };

/// Texts that go on paper, in which full-width and half-width characters are told apart.
pub const PAPER: Font = Font::with_name("BIZ UDGothic");

/// One set of colours. Every pair of a text colour and its ground has a contrast of at least 4.5:1
/// (WCAG 2.2, 1.4.3).
#[derive(Debug)]
pub struct Colors {
    /// Behind everything.
    pub ground: Color,
    /// What is written on: panels, fields, the rail.
    pub surface: Color,
    /// A surface that is only read.
    pub quiet: Color,
    /// What a pointer is over.
    pub hover: Color,
    /// Text.
    pub ink: Color,
    /// Second text: labels, hints, keys.
    pub second: Color,
    /// Lines, one pixel wide.
    pub line: Color,
    /// The edge of a field under the pointer.
    pub edge: Color,
    /// The next step, the chosen place, links.
    pub accent: Color,
    /// The accent under the pointer.
    pub accent_hover: Color,
    /// Behind accent text.
    pub accent_soft: Color,
    /// Text on the accent.
    pub on_accent: Color,
    /// The key on a filled button.
    pub on_accent_second: Color,
    /// The accent where it cannot be pressed.
    pub accent_off: Color,
    pub done: Color,
    pub done_soft: Color,
    pub attention: Color,
    pub attention_soft: Color,
    /// Attention as an area, e.g. a part of a bar.
    pub attention_fill: Color,
    pub wrong: Color,
    pub wrong_soft: Color,
    /// What is not there yet, as an area.
    pub rest: Color,
    /// Behind what a text has gained.
    pub added: Color,
    /// Behind what a text has lost.
    pub removed: Color,
    /// Selected text.
    pub selection: Color,
    /// Over the window behind a dialog.
    pub veil: Color,
}

/// The light colours.
pub static LIGHT: Colors = Colors {
    ground: color!(0xF5F6FA),
    surface: color!(0xFFFFFF),
    quiet: color!(0xF8F9FC),
    hover: color!(0xF1F3F9),
    ink: color!(0x1C2333),
    second: color!(0x566075),
    line: color!(0xDCE1EC),
    edge: color!(0xB4BDD0),
    accent: color!(0x2E3D8F),
    accent_hover: color!(0x25327A),
    accent_soft: color!(0xE9ECF8),
    on_accent: color!(0xFFFFFF),
    on_accent_second: color!(0xD3D9F2),
    accent_off: color!(0x8C95C4),
    done: color!(0x1B7449),
    done_soft: color!(0xE4F3EA),
    attention: color!(0x8A5200),
    attention_soft: color!(0xFFF3DC),
    attention_fill: color!(0xDCA53F),
    wrong: color!(0xB0251D),
    wrong_soft: color!(0xFDEBE9),
    rest: color!(0xE6E9F2),
    added: color!(0xDFF1E5),
    removed: color!(0xFDE4E1),
    selection: color!(0xC9D2F3),
    veil: Color { r: 0.11, g: 0.14, b: 0.2, a: 0.38 },
};

/// What a screen draws with: the colours, and the scale of everything that has a size.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    pub color: &'static Colors,
    percent: u16,
    scale: f32,
}

impl Default for Look {
    fn default() -> Self {
        Self::new(100)
    }
}

impl Look {
    /// The steps of the size of text that the clerk chooses from, in per cent.
    pub const STEPS: [u16; 5] = [100, 125, 150, 175, 200];

    /// The light look at a size of text, in per cent.
    pub fn new(percent: u16) -> Self {
        let percent = percent.clamp(100, 200);
        Self { color: &LIGHT, percent, scale: f32::from(percent) / 100.0 }
    }

    /// The size of text, in per cent.
    pub const fn percent(self) -> u16 {
        self.percent
    }

    /// A length in pixels that grows with the text.
    pub fn px(self, length: f32) -> f32 {
        (length * self.scale).round()
    }

    /// The size of ordinary text.
    pub fn body(self) -> f32 {
        self.px(15.0)
    }

    /// The size of a heading within a screen.
    pub fn heading(self) -> f32 {
        self.px(17.0)
    }

    /// The size of the name of what is being edited.
    pub fn name(self) -> f32 {
        self.px(20.0)
    }

    /// The size of a screen's title.
    pub fn title(self) -> f32 {
        self.px(22.0)
    }

    /// The size of text that goes on paper, where it is written.
    pub fn paper(self) -> f32 {
        self.px(16.0)
    }

    /// The height of a button or a one-line field.
    pub fn control(self) -> f32 {
        self.px(38.0)
    }

    /// The radius of panels, fields and buttons.
    pub fn radius(self) -> f32 {
        6.0
    }

    /// What iced needs to know: the colours of its own defaults.
    pub fn theme(self) -> Theme {
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance of WCAG 2.2.
    fn luminance(color: Color) -> f32 {
        let linear = |c: f32| {
            if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(color.r) + 0.7152 * linear(color.g) + 0.0722 * linear(color.b)
    }

    fn contrast(a: Color, b: Color) -> f32 {
        let (a, b) = (luminance(a) + 0.05, luminance(b) + 0.05);
        if a > b { a / b } else { b / a }
    }

    #[test]
    fn every_text_can_be_read() {
        let c = &LIGHT;
        let marked = [(c.ink, c.added), (c.ink, c.removed)];
        let grounds = [c.ground, c.surface, c.quiet, c.hover, c.accent_soft, c.rest, c.selection];
        let pairs = grounds
            .iter()
            .flat_map(|ground| [(c.ink, *ground), (c.accent, *ground)])
            .chain(marked)
            .chain([c.ground, c.surface, c.quiet, c.hover, c.accent_soft].map(|g| (c.second, g)))
            .chain([
                (c.done, c.done_soft),
                (c.done, c.surface),
                (c.attention, c.attention_soft),
                (c.attention, c.surface),
                (c.ink, c.attention_soft),
                (c.wrong, c.wrong_soft),
                (c.wrong, c.surface),
                (c.wrong, c.ground),
                (c.ink, c.wrong_soft),
                (c.on_accent, c.accent),
                (c.on_accent, c.accent_hover),
                (c.on_accent_second, c.accent),
                (c.on_accent, c.wrong),
            ]);
        for (text, ground) in pairs {
            assert!(contrast(text, ground) >= 4.5, "{text:?} on {ground:?}");
        }
    }
}
