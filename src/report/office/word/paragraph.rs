//! Paragraphs and their runs (ECMA-376 part 1, 17.3).

use crate::domain::text::clean;
use crate::report::geometry::Length;
use crate::report::office::font;
use crate::report::office::text::Run;
use crate::report::table::{Align, LABEL};
use crate::report::{Face, Typeface};
use quick_xml::escape::escape;
use std::fmt::Write;

/// How a paragraph is set. What it does not say is as the document has it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Setting {
    /// One of the styles of the document.
    pub style: Option<&'static str>,
    pub align: Option<Align>,
    /// 両端揃え.
    pub justified: bool,
    /// ぶら下げ.
    pub hanging: bool,
    pub keep_next: bool,
    pub breaks_page: bool,
    /// Where a text goes on at the right edge.
    pub tab: Option<Length>,
    /// Above the first of its lines.
    pub above: Length,
    /// How far the lines after the first are indented.
    pub indent: Length,
    /// The size of the type and the distance of its baselines.
    pub size: Option<(Length, Length)>,
    /// The face of the type; that of running text where it is not said.
    pub face: Option<Face>,
    /// Whether a frame stands around the text.
    pub framed: bool,
    /// The weight of a rule of dots above it.
    pub dots_above: Option<Length>,
    /// Whether a fine rule stands below it.
    pub rule_below: bool,
}

/// A run of the document: its text, and how it differs from its paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub text: String,
    pub underlined: bool,
    pub face: Option<Face>,
    pub size: Option<Length>,
    pub framed: bool,
}

impl Piece {
    /// A text as its paragraph is set.
    pub(super) fn plain(text: &str) -> Self {
        let text = clean(text);
        Self { text, underlined: false, face: None, size: None, framed: false }
    }
}

/// In twentieths of a point.
pub(super) fn twips(length: Length) -> i64 {
    (length.in_thousandths() + 25).div_euclid(50)
}

/// Writes a paragraph.
pub(super) fn write(out: &mut String, setting: Setting, typeface: Typeface, pieces: &[Piece]) {
    begin(out, setting);
    for piece in pieces {
        write_piece(out, setting, typeface, piece);
    }
    out.push_str("</w:p>");
}

/// The start of a paragraph. Writing to memory cannot fail.
fn begin(out: &mut String, setting: Setting) {
    out.push_str("<w:p>");
    let mut properties = String::new();
    if let Some(style) = setting.style {
        let _ = write!(properties, r#"<w:pStyle w:val="{style}"/>"#);
    }
    for (is_set, tag) in [(setting.keep_next, "keepNext"), (setting.breaks_page, "pageBreakBefore")]
    {
        if is_set {
            let _ = write!(properties, "<w:{tag}/>");
        }
    }
    if let Some(weight) = setting.dots_above {
        let weight = eighths(weight);
        let _ = write!(
            properties,
            r#"<w:pBdr><w:top w:val="dotted" w:sz="{weight}" w:space="3" w:color="auto"/></w:pBdr>"#
        );
    }
    if setting.rule_below {
        properties.push_str(
            r#"<w:pBdr><w:bottom w:val="single" w:sz="3" w:space="1" w:color="auto"/></w:pBdr>"#,
        );
    }
    if let Some(tab) = setting.tab {
        let tab = twips(tab);
        let _ = write!(properties, r#"<w:tabs><w:tab w:val="right" w:pos="{tab}"/></w:tabs>"#);
    }
    if setting.hanging {
        properties.push_str("<w:overflowPunct/>");
    }
    if setting.above > Length::ZERO || setting.size.is_some() {
        let _ = write!(properties, r#"<w:spacing w:before="{}""#, twips(setting.above));
        if let Some((_, line)) = setting.size {
            let _ = write!(properties, r#" w:line="{}" w:lineRule="exact""#, twips(line));
        }
        properties.push_str("/>");
    }
    if setting.indent > Length::ZERO {
        let indent = twips(setting.indent);
        let _ = write!(properties, r#"<w:ind w:left="{indent}" w:hanging="{indent}"/>"#);
    }
    let alignment = match setting.align {
        Some(Align::Centre) => Some("center"),
        Some(Align::Right) => Some("right"),
        Some(Align::Left) => Some("left"),
        None => setting.justified.then_some("both"),
    };
    if let Some(alignment) = alignment {
        let _ = write!(properties, r#"<w:jc w:val="{alignment}"/>"#);
    }
    if !properties.is_empty() {
        let _ = write!(out, "<w:pPr>{properties}</w:pPr>");
    }
}

fn write_piece(out: &mut String, setting: Setting, typeface: Typeface, piece: &Piece) {
    if piece.text.is_empty() {
        return;
    }
    let mut properties = String::new();
    if let Some(face) = piece.face.or(setting.face) {
        properties.push_str(&of_face(typeface, face));
    }
    if let Some(size) = piece.size.or(setting.size.map(|(size, _)| size)) {
        properties.push_str(&of_size(size));
    }
    if piece.underlined {
        properties.push_str(r#"<w:u w:val="single"/>"#);
    }
    if piece.framed || setting.framed {
        properties.push_str(r#"<w:bdr w:val="single" w:sz="6" w:space="0" w:color="auto"/>"#);
    }
    out.push_str("<w:r>");
    if !properties.is_empty() {
        let _ = write!(out, "<w:rPr>{properties}</w:rPr>");
    }
    for (at, text) in piece.text.split('\t').enumerate() {
        if at > 0 {
            out.push_str("<w:tab/>");
        }
        if !text.is_empty() {
            // XML 1.0 has no place for these two (2.2).
            let text = text.replace(['\u{FFFE}', '\u{FFFF}'], "");
            let _ = write!(out, r#"<w:t xml:space="preserve">{}</w:t>"#, escape(text.as_str()));
        }
    }
    out.push_str("</w:r>");
}

/// The properties of a run in this face.
pub(super) fn of_face(typeface: Typeface, face: Face) -> String {
    let font = font(typeface, face);
    let bold = if face == Face::Bold { "<w:b/><w:bCs/>" } else { "" };
    format!(
        r#"<w:rFonts w:ascii="{font}" w:eastAsia="{font}" w:hAnsi="{font}" w:cs="{font}"/>{bold}"#
    )
}

/// The properties of a run of this size, which Word has in halves of a point.
pub(super) fn of_size(size: Length) -> String {
    let half_points = (size.in_thousandths() + 250) / 500;
    format!(r#"<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>"#)
}

/// A weight in eighths of a point, of which Word has no less than two.
pub(super) fn eighths(weight: Length) -> i64 {
    (weight.in_thousandths() * 8 / 1000).clamp(2, 96)
}

/// The pieces of each line of a text.
pub(super) fn lines_of(runs: &[Run], size: Length) -> Vec<Vec<Piece>> {
    let mut lines = vec![Vec::new()];
    for run in runs {
        let (face, size) = match run.label {
            true => (Some(Face::Bold), Some(size.times(LABEL))),
            false => (None, None),
        };
        for (at, text) in run.text.split('\n').enumerate() {
            if at > 0 {
                lines.push(Vec::new());
            }
            if let Some(line) = lines.last_mut() {
                let underlined = run.underlined;
                line.push(Piece { underlined, face, size, ..Piece::plain(text) });
            }
        }
    }
    lines
}
