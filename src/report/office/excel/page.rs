//! The page on which a sheet is printed.

use crate::domain::template::{PageNumber, PageNumberForm};
use crate::report::geometry::Length;
use crate::report::office::{Part, caption_face, font, points};
use crate::report::table::Dimensions;
use crate::report::{Error, Face, Format, Orientation};
use rust_xlsxwriter::Worksheet;

/// Sets paper, margins and page number as on the paper: as wide as the page, of as many pages as it
/// takes. The numbers go on from one sheet to the next.
pub(super) fn set_up(
    sheet: &mut Worksheet,
    part: &Part,
    dimensions: &Dimensions,
    is_first: bool,
) -> Result<(), Error> {
    let (options, body) = (&part.options, dimensions.body());
    // ECMA-376 part 1, 18.3.1.63.
    let paper = match options.paper.format {
        Format::A3 => 8,
        Format::A4 => 9,
    };
    let foot = dimensions.paper.height - body.bottom();
    let below = (foot - dimensions.size).half().max(Length::ZERO);
    let margins = dimensions.margins;
    let _ = sheet
        .set_paper_size(paper)
        .set_print_fit_to_pages(1, 0)
        .set_print_center_horizontally(true)
        .set_margins(
            inches(margins.left),
            inches(margins.right),
            inches(margins.top),
            inches(foot),
            inches(margins.top.half()),
            inches(below),
        )
        .set_header_footer_scale_with_doc(false);
    let _ = match options.paper.orientation {
        Orientation::Portrait => sheet.set_portrait(),
        Orientation::Landscape => sheet.set_landscape(),
    };
    if let Some(number) = number(options.page_number) {
        let size = dimensions.number_size().in_thousandths() / 1000;
        let font = font(options.typeface, caption_face(dimensions, Face::Label));
        let _ = sheet.set_footer(format!("&C&\"{font},Regular\"&{size}{number}"));
    }
    if is_first && options.page_number.first != 1 {
        let _ = sheet.set_print_first_page_number(options.page_number.first);
    }
    Ok(())
}

/// The code of a page number. Where the first page is not 1, Excel does not know the last.
fn number(PageNumber { form, first }: PageNumber) -> Option<&'static str> {
    match form {
        PageNumberForm::Fraction if first == 1 => Some(" &P/&N"),
        PageNumberForm::Fraction => Some(" &P"),
        PageNumberForm::Dashed => Some("－&P－"),
        PageNumberForm::None => None,
    }
}

fn inches(length: Length) -> f64 {
    points(length) / 72.0
}
