//! The paper itself: laid out, put into PDF, and the very bytes drawn for the screen.

use super::concerns::{Concerns, concerns};
use super::order::{Order, PrintOrder};
use crate::report::geometry::Size;
use crate::report::{self, Document};
use crate::ui::background::Cancel;
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::page::Page;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::vello_cpu::peniko::ImageAlphaType;
use hayro::{PixmapSettings, RenderCache, RenderSettings};
use iced::widget::image::Handle;
use std::ops::ControlFlow;
use std::sync::Arc;

/// A finished paper.
#[derive(Debug, Clone)]
pub struct Paper {
    /// The PDF.
    pub bytes: Arc<Vec<u8>>,
    /// What stands where on its pages.
    pub document: Arc<Document>,
    /// How many pages there are; at least one.
    pub pages: usize,
    /// The size of every page, in points.
    pub size: (f32, f32),
    pub concerns: Concerns,
}

/// Makes the paper. `progress` is told how many of how many pages are done.
///
/// # Errors
/// [`report::Error::Cancelled`] where it is no longer needed; else why there is no paper.
pub(super) fn make(
    order: &Order,
    cancel: &Cancel,
    progress: impl FnMut(usize, usize),
) -> Result<Paper, report::Error> {
    match order {
        Order::Print(printing) => {
            let concerns = concerns(printing)?;
            Ok(Paper { concerns, ..printed(printing, cancel, progress)? })
        }
        Order::Kept(bytes, printing) => {
            // Its own data tells what stands where, as long as it still makes the same paper.
            let again = printing.as_ref().map(|printing| printed(printing, cancel, progress));
            match again {
                Some(Ok(again)) if again.bytes == *bytes => Ok(again),
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
            Ok(Paper { concerns, ..finished(document, cancel, progress)? })
        }
    }
}

fn printed(
    printing: &PrintOrder,
    cancel: &Cancel,
    progress: impl FnMut(usize, usize),
) -> Result<Paper, report::Error> {
    finished(printing.report.lay_out(&printing.book, &printing.options)?, cancel, progress)
}

fn finished(
    document: Document,
    cancel: &Cancel,
    mut progress: impl FnMut(usize, usize),
) -> Result<Paper, report::Error> {
    let bytes = report::pdf::write(&document, |done, all| {
        progress(done, all);
        if cancel.is_cancelled() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })?;
    Ok(Paper {
        bytes: Arc::new(bytes),
        pages: document.pages.len().max(1),
        size: points(document.paper),
        document: Arc::new(document),
        concerns: Concerns::default(),
    })
}

/// The paper of bytes alone: its pages can be looked at, its words not looked for.
fn kept(bytes: &Arc<Vec<u8>>) -> Paper {
    let sheet = report::Paper::default().size();
    let pdf = Pdf::new(Arc::clone(bytes)).ok();
    let pages = pdf.as_ref().map_or(1, |pdf| pdf.pages().len().max(1));
    let first = pdf.as_ref().and_then(|pdf| pdf.pages().first().map(Page::render_dimensions));
    Paper {
        bytes: Arc::clone(bytes),
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
    bytes: &Arc<Vec<u8>>,
    sheets: &[Sheet],
    cancel: &Cancel,
    mut drawn: impl FnMut(Sheet, Handle),
) {
    // Our own bytes can be read; else the pages stay blank, and are printed all the same.
    let Ok(pdf) = Pdf::new(Arc::clone(bytes)) else { return };
    let cache = RenderCache::new();
    let (interpreting, rendering) = (InterpreterSettings::default(), RenderSettings::default());
    for sheet in sheets {
        if cancel.is_cancelled() {
            return;
        }
        let Some(page) = pdf.pages().get(sheet.page) else { continue };
        let scale = f32::from(sheet.pixels) / page.render_dimensions().0.max(1.0);
        let scaled = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
        let pixmap = hayro::render(page, &cache, &interpreting, &rendering, &scaled);
        let (width, height) = (pixmap.width(), pixmap.height());
        // On white nothing is transparent: premultiplied or not is the same.
        let pixels = pixmap.take_rgba8(ImageAlphaType::AlphaPremultiplied);
        drawn(*sheet, Handle::from_rgba(width.into(), height.into(), pixels));
    }
}
