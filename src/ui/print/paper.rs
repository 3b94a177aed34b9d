//! The paper itself: laid out, put into PDF, and the very bytes drawn for the screen.

use super::concerns::{Concerns, concerns};
use crate::domain::Book;
use crate::report::geometry::Size;
use crate::report::{self, Document, Options, Report};
use crate::ui::background::Cancel;
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::vello_cpu::peniko::ImageAlphaType;
use hayro::{PixmapSettings, RenderCache, RenderSettings};
use iced::widget::image::Handle;
use std::ops::ControlFlow;
use std::sync::Arc;

/// What is printed, and how.
#[derive(Debug, Clone)]
pub struct Order {
    pub book: Arc<Book>,
    pub options: Options,
    pub report: Report,
}

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
pub fn make(
    order: &Order,
    cancel: &Cancel,
    mut progress: impl FnMut(usize, usize),
) -> Result<Paper, report::Error> {
    let concerns = concerns(order)?;
    let document = order.report.lay_out(&order.book, &order.options)?;
    let bytes = report::pdf::write(&document, |done, all| {
        progress(done, all);
        if cancel.is_cancelled() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })?;
    Ok(Paper {
        bytes: Arc::new(bytes),
        pages: document.pages.len().max(1),
        size: points(document.paper),
        document: Arc::new(document),
        concerns,
    })
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
pub fn draw(
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
