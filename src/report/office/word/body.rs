//! The body of the document: for each section its captions and its table.

use super::paragraph::{self, Piece, Setting, lines_of, twips};
use super::table;
use crate::domain::template::PageNumberForm;
use crate::report::geometry::{Em, Length};
use crate::report::office::Part;
use crate::report::office::captions::{Band, Caption, above, below};
use crate::report::office::text::Run;
use crate::report::table::{Align, BELOW_RUNNING_HEAD, Dimensions, LEADING, other};
use crate::report::{Face, Orientation, Typeface};
use std::fmt::Write;

/// What stands in the body so far.
#[derive(Debug, Default)]
pub(super) struct Body(String);

/// Between the table and the captions above and below it.
const ABOVE_TABLE: Em = Em(600);
const BELOW_TABLE: Em = Em(400);

impl Body {
    /// Adds a section, which begins a new page.
    pub(super) fn add(&mut self, part: &Part, dimensions: &Dimensions) {
        let mut breaks_page = !self.0.is_empty();
        for band in above(&part.content, dimensions) {
            let first = Setting { breaks_page, ..Setting::default() };
            breaks_page = false;
            self.band(&band, part, dimensions, first);
        }
        self.space(dimensions.size.times(ABOVE_TABLE), breaks_page);
        table::write(&mut self.0, part, dimensions);
        // A table that nothing follows would be joined with the next one.
        self.space(dimensions.size.times(BELOW_TABLE), false);
        for note in below(&part.content, dimensions) {
            self.band(&Band::One(note), part, dimensions, Setting::default());
        }
    }

    /// The body with the page of all sections.
    pub(super) fn finish(mut self, part: &Part, dimensions: &Dimensions) -> String {
        let body = dimensions.body();
        let (paper, margins) = (dimensions.paper, dimensions.margins);
        let number = part.options.page_number;
        self.0.push_str("<w:sectPr>");
        let has_head = part.content.running_head.is_some();
        if has_head {
            // The first page has none.
            self.0.push_str(r#"<w:headerReference w:type="default" r:id="rId4"/>"#);
        }
        if number.form != PageNumberForm::None {
            self.0.push_str(r#"<w:footerReference w:type="default" r:id="rId3"/>"#);
            if has_head {
                self.0.push_str(r#"<w:footerReference w:type="first" r:id="rId3"/>"#);
            }
        }
        let landscape = match part.options.paper.orientation {
            Orientation::Landscape => r#" w:orient="landscape""#,
            Orientation::Portrait => "",
        };
        let foot = paper.height - body.bottom();
        let footer = (foot - dimensions.line()).half().max(Length::ZERO);
        let [width, height] = [paper.width, paper.height].map(twips);
        let top = if has_head { margins.top.max(BELOW_RUNNING_HEAD) } else { margins.top };
        let [top, right, bottom, left] = [top, margins.right, foot, margins.left].map(twips);
        let first = if has_head { "<w:titlePg/>" } else { "" };
        let (header, footer) = (twips(margins.top.half()), twips(footer));
        let _ = write!(
            self.0,
            r#"<w:pgSz w:w="{width}" w:h="{height}"{landscape}/><w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" w:header="{header}" w:footer="{footer}" w:gutter="0"/><w:pgNumType w:start="{}"/>{first}</w:sectPr>"#,
            number.first
        );
        self.0
    }

    fn band(&mut self, band: &Band<'_>, part: &Part, dimensions: &Dimensions, setting: Setting) {
        let typeface = part.options.typeface;
        match band {
            Band::One(caption) => {
                let lines = lines_of(&[Run::plain(caption.text)], caption.size);
                for (at, line) in lines.into_iter().enumerate() {
                    let setting =
                        Setting { breaks_page: setting.breaks_page && at == 0, ..setting };
                    let setting = captioned(setting, caption, dimensions);
                    paragraph::write(&mut self.0, setting, typeface, &line);
                }
            }
            Band::Two(left, right) => {
                let tallest = if left.size > right.size { left } else { right };
                let setting = Setting {
                    align: None,
                    framed: false,
                    tab: Some(dimensions.body().size.width),
                    ..captioned(setting, tallest, dimensions)
                };
                let pieces = [piece(left), Piece::plain("\t"), piece(right)];
                paragraph::write(&mut self.0, setting, typeface, &pieces);
            }
        }
    }

    /// An empty line of this height.
    fn space(&mut self, height: Length, breaks_page: bool) {
        let size = Some((Length::points(1), height));
        let setting = Setting { size, breaks_page, ..Setting::default() };
        paragraph::write(&mut self.0, setting, Typeface::default(), &[]);
    }
}

/// A text beside another one.
fn piece(caption: &Caption<'_>) -> Piece {
    Piece {
        face: Some(caption.face),
        size: Some(caption.size),
        framed: caption.framed,
        ..Piece::plain(caption.text)
    }
}

fn captioned(setting: Setting, caption: &Caption<'_>, dimensions: &Dimensions) -> Setting {
    let (small, line) = other(dimensions);
    let line = if caption.size == small { line } else { caption.size.times(LEADING) };
    Setting {
        style: caption.is_title.then_some("Title"),
        align: (caption.align != Align::Left).then_some(caption.align),
        size: Some((caption.size, line)),
        face: (caption.face != Face::Body).then_some(caption.face),
        framed: caption.framed,
        ..setting
    }
}
