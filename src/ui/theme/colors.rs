//! The colours of the window, by what they are for.

use iced::{Color, color};
use serde::{Deserialize, Serialize};

/// Which colours the window has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scheme {
    #[default]
    Light,
    Dark,
    Contrast,
}

impl Scheme {
    pub const ALL: [Self; 3] = [Self::Light, Self::Dark, Self::Contrast];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Light => "明るい",
            Self::Dark => "暗い",
            Self::Contrast => "くっきり（白と黒）",
        }
    }

    /// Whether what differs is underlined, where a ground alone would be too faint.
    pub const fn underlines(self) -> bool {
        matches!(self, Self::Contrast)
    }

    pub(super) const fn colors(self) -> &'static Colors {
        match self {
            Self::Light => &LIGHT,
            Self::Dark => &DARK,
            Self::Contrast => &CONTRAST,
        }
    }
}

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
static LIGHT: Colors = Colors {
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

/// The dark colours: the same accents, lighter.
static DARK: Colors = Colors {
    ground: color!(0x14171F),
    surface: color!(0x1C202B),
    quiet: color!(0x191D27),
    hover: color!(0x262B38),
    ink: color!(0xE8EBF3),
    second: color!(0xAEB7CA),
    line: color!(0x343B4C),
    edge: color!(0x566078),
    accent: color!(0xB4BFF8),
    accent_hover: color!(0xCBD3FC),
    accent_soft: color!(0x2A3257),
    on_accent: color!(0x10131C),
    on_accent_second: color!(0x2B3357),
    accent_off: color!(0x7681B5),
    done: color!(0x7CD3A3),
    done_soft: color!(0x1C3A2B),
    attention: color!(0xF0C063),
    attention_soft: color!(0x3B2F14),
    attention_fill: color!(0xB98A2E),
    wrong: color!(0xFF9F96),
    wrong_soft: color!(0x47211E),
    rest: color!(0x2A2F3D),
    added: color!(0x1F4030),
    removed: color!(0x4D2522),
    selection: color!(0x35427A),
    veil: Color { r: 0.0, g: 0.0, b: 0.0, a: 0.6 },
};

/// Black on white, with lines that are seen.
static CONTRAST: Colors = Colors {
    ground: color!(0xFFFFFF),
    surface: color!(0xFFFFFF),
    quiet: color!(0xFFFFFF),
    hover: color!(0xE4E9FF),
    ink: color!(0x000000),
    second: color!(0x1E1E1E),
    line: color!(0x4A4A4A),
    edge: color!(0x000000),
    accent: color!(0x00137F),
    accent_hover: color!(0x000B52),
    accent_soft: color!(0xDDE3FF),
    on_accent: color!(0xFFFFFF),
    on_accent_second: color!(0xFFFFFF),
    accent_off: color!(0x5C5C5C),
    done: color!(0x00461F),
    done_soft: color!(0xDFF5E6),
    attention: color!(0x552F00),
    attention_soft: color!(0xFFEFC7),
    attention_fill: color!(0xA86A00),
    wrong: color!(0x8A0000),
    wrong_soft: color!(0xFFE3E0),
    rest: color!(0xDCDCDC),
    added: color!(0xC9F2D6),
    removed: color!(0xFFD2CC),
    selection: color!(0xB5C3FF),
    veil: Color { r: 0.0, g: 0.0, b: 0.0, a: 0.6 },
};

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
        Scheme::ALL.into_iter().for_each(|scheme| every_text_of(scheme.colors()));
    }

    fn every_text_of(c: &Colors) {
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
