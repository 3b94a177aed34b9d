//! The paper itself: laid out, drawn for the screen from the PDF of its pages, and written whole where
//! it is saved.

use super::concerns::{Concerns, KnownFindings, concerns};
use super::order::{Order, PrintOrder};
use crate::report::geometry::Size;
use crate::report::{self, Cache, Document, Page};
use crate::ui::background::Cancel;
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::vello_cpu::peniko::ImageAlphaType;
use hayro::{PixmapSettings, RenderCache, RenderSettings};
use iced::widget::image::Handle;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::Arc;

/// A finished paper.
#[derive(Debug, Clone)]
pub struct Paper {
    /// Its bytes where it was kept: another is written when it is asked for.
    kept: Option<Arc<Vec<u8>>>,
    /// What stands where on its pages.
    pub document: Arc<Document>,
    /// How many pages there are; at least one.
    pub pages: usize,
    /// The size of every page, in points.
    pub size: (f32, f32),
    pub concerns: Concerns,
}

/// What of the last paper is taken for the next where it is the same.
#[derive(Debug, Default)]
pub(super) struct Known {
    rows: Cache,
    findings: KnownFindings,
}

/// Makes the paper.
///
/// # Errors
/// [`report::Error::Cancelled`] where it is no longer needed; else why there is no paper.
pub(super) fn make(
    order: &Order,
    cancel: &Cancel,
    known: &mut Known,
) -> Result<Paper, report::Error> {
    match order {
        Order::Print(printing) => {
            let concerns = concerns(printing, &mut known.findings)?;
            Ok(Paper { concerns, ..Paper::of(lay_out(printing, cancel, known)?) })
        }
        Order::Kept(bytes, printing) => {
            // Its own data tells what stands where, as long as it still makes the same paper.
            let again = printing.as_ref().map(|printing| {
                let document = lay_out(printing, cancel, known)?;
                Ok((write(&document, cancel)?, document))
            });
            match again {
                Some(Ok((again, document))) if again == **bytes => {
                    Ok(Paper { kept: Some(Arc::clone(bytes)), ..Paper::of(document) })
                }
                Some(Err(report::Error::Cancelled)) => Err(report::Error::Cancelled),
                _ => Ok(kept(bytes)),
            }
        }
        Order::Revised(comparing) => {
            let place = comparing.printed();
            let revised = comparing.revised(place.as_ref());
            let glyphs = report::revisions::missing_glyphs(revised, &comparing.options)?;
            let glyphs = glyphs.iter().filter(|glyph| glyph.is_replaced()).count();
            let document = report::revisions::lay_out(revised, &comparing.options)?;
            let concerns = Concerns { glyphs, ..Concerns::default() };
            Ok(Paper { concerns, ..Paper::of(document) })
        }
    }
}

fn lay_out(
    printing: &PrintOrder,
    cancel: &Cancel,
    known: &mut Known,
) -> Result<Document, report::Error> {
    let (book, options) = (&printing.book, &printing.options);
    let document = printing.report.lay_out_again(book, options, &mut known.rows)?;
    if cancel.is_cancelled() { Err(report::Error::Cancelled) } else { Ok(document) }
}

fn write(document: &Document, cancel: &Cancel) -> Result<Vec<u8>, report::Error> {
    report::pdf::write(document, |_, _| match cancel.is_cancelled() {
        true => ControlFlow::Break(()),
        false => ControlFlow::Continue(()),
    })
}

impl Paper {
    fn of(document: Document) -> Self {
        Self {
            kept: None,
            pages: document.pages.len().max(1),
            size: points(document.paper),
            document: Arc::new(document),
            concerns: Concerns::default(),
        }
    }

    /// The PDF of the whole paper.
    ///
    /// # Errors
    /// As for [`report::pdf::write`].
    pub(in crate::ui) fn pdf(&self) -> Result<Arc<Vec<u8>>, report::Error> {
        match &self.kept {
            Some(bytes) => Ok(Arc::clone(bytes)),
            None => write(&self.document, &Cancel::default()).map(Arc::new),
        }
    }

    /// Whether a page looks as it does on another paper.
    pub(super) fn has_page_of(&self, other: &Self, page: usize) -> bool {
        let [own, others] = [&self.document, &other.document];
        let same = own.pages.get(page).zip(others.pages.get(page)).is_some_and(|(a, b)| a == b);
        same && own.typeface == others.typeface && own.paper == others.paper
    }

    /// A PDF to draw pages from, with their places in it. That of a kept paper is its own; of another it
    /// has these pages alone, which are written as they will be in the whole: a letter that is typed
    /// need not wait for a thousand pages.
    fn drawn_from(&self, sheets: &[Sheet]) -> Option<(Pdf, BTreeMap<usize, usize>)> {
        if let Some(bytes) = &self.kept {
            let places = sheets.iter().map(|sheet| (sheet.page, sheet.page)).collect();
            return Some((Pdf::new(Arc::clone(bytes)).ok()?, places));
        }
        let Document { title, author, typeface, paper, date, .. } = &*self.document;
        let mut part = Document {
            title: title.clone(),
            author: author.clone(),
            typeface: *typeface,
            paper: *paper,
            date: *date,
            ..Document::default()
        };
        let mut places = BTreeMap::new();
        for sheet in sheets {
            if let Some(page) = self.document.pages.get(sheet.page) {
                let _ = places.entry(sheet.page).or_insert_with(|| {
                    // Where its links lead may be left out.
                    part.pages.push(Page { links: Vec::new(), ..page.clone() });
                    part.pages.len() - 1
                });
            }
        }
        let bytes = write(&part, &Cancel::default()).ok()?;
        Some((Pdf::new(Arc::new(bytes)).ok()?, places))
    }
}

/// The paper of bytes alone: its pages can be looked at, its words not looked for.
fn kept(bytes: &Arc<Vec<u8>>) -> Paper {
    let sheet = report::Paper::default().size();
    let pdf = Pdf::new(Arc::clone(bytes)).ok();
    let pages = pdf.as_ref().map_or(1, |pdf| pdf.pages().len().max(1));
    let first = pdf.as_ref().and_then(|pdf| {
        pdf.pages().first().map(hayro::hayro_syntax::page::Page::render_dimensions)
    });
    Paper {
        kept: Some(Arc::clone(bytes)),
        document: Arc::new(Document { paper: sheet, ..Document::default() }),
        pages,
        size: first.unwrap_or(points(sheet)),
        concerns: Concerns::default(),
    }
}

/// Sizes of paper are far below the point where an `f32` loses whole thousandths.
fn points(size: Size) -> (f32, f32) {
    let points = |length: report::Length| length.in_thousandths() as f32 / 1000.0;
    (points(size.width), points(size.height))
}

/// A page to be drawn this many pixels wide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sheet {
    /// From 0.
    pub page: usize,
    pub pixels: u16,
}

/// Draws sheets one after the other until it is cancelled.
pub(super) fn draw(
    paper: &Paper,
    sheets: &[Sheet],
    cancel: &Cancel,
    mut drawn: impl FnMut(Sheet, Handle),
) {
    // Our own bytes can be read; else the pages stay blank, and are printed all the same.
    let Some((pdf, places)) = paper.drawn_from(sheets) else { return };
    let cache = RenderCache::new();
    let (interpreting, rendering) = (InterpreterSettings::default(), RenderSettings::default());
    for sheet in sheets {
        if cancel.is_cancelled() {
            return;
        }
        let place = places.get(&sheet.page);
        let Some(page) = place.and_then(|place| pdf.pages().get(*place)) else { continue };
        let scale = f32::from(sheet.pixels) / page.render_dimensions().0.max(1.0);
        let scaled = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
        let pixmap = hayro::render(page, &cache, &interpreting, &rendering, &scaled);
        let (width, height) = (pixmap.width(), pixmap.height());
        // On white nothing is transparent: premultiplied or not is the same.
        let pixels = pixmap.take_rgba8(ImageAlphaType::AlphaPremultiplied);
        drawn(*sheet, Handle::from_rgba(width.into(), height.into(), pixels));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Template;
    use crate::domain::template::Surroundings;
    use crate::report::{Options, Report};

    fn pixels(paper: &Paper, sheets: &[Sheet]) -> Vec<Vec<u8>> {
        let mut all = Vec::new();
        draw(paper, sheets, &Cancel::default(), |_, handle| match handle {
            Handle::Rgba { pixels, .. } => all.push(pixels.to_vec()),
            handle => panic!("{handle:?}"),
        });
        all
    }

    #[test]
    fn pages_are_drawn_as_the_whole_paper_has_them() {
        let book = crate::exchange::sample();
        for template in Template::built_in() {
            let surroundings =
                Surroundings { contents: true, index: true, ..Surroundings::default() };
            let options = Options { surroundings, ..Options::of(&book, &template.settings) };
            let paper = Paper::of(Report::List.lay_out(&book, &options).unwrap());
            let whole = Paper { kept: Some(paper.pdf().unwrap()), ..paper.clone() };
            let pages = [paper.pages - 1, 0, paper.pages / 2, 0];
            let sheets = pages.map(|page| Sheet { page, pixels: 300 });
            let [alone, within] = [&paper, &whole].map(|paper| pixels(paper, &sheets));
            assert_eq!(alone.len(), sheets.len());
            assert!(alone == within, "{}", template.name);
        }
    }
}
