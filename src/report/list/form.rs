//! The measures of the form: the paper, the type and the columns.

use super::widths::Widths;
use crate::report::face::Face;
use crate::report::flow::Heights;
use crate::report::geometry::{Em, Length, Point, Rect, Size};
use crate::report::page::Column;
use crate::report::typeset::NARROWEST;
use crate::report::{Error, Margins, Options};

/// The measures of a list, all of them found before any text is set.
#[derive(Debug)]
pub struct Form {
    pub face: &'static Face,
    pub paper: Size,
    pub margins: Margins,
    /// The size of the type in the table.
    pub size: Length,
    pub leading: Em,
    /// How wide the columns are for text, without their padding.
    measures: Widths,
}

/// Between a text and the rules beside it. Most lines keep half an em of their own on the right.
const PADDING_X: Em = Em(320);

/// Between a text and the rules above and below it, besides its share of the leading.
const PADDING_Y: Em = Em(120);

/// What the columns get of the room where the paper is too narrow for a choice (`widths`), in ems of
/// the table that the council knows: 番号 and 進捗状況 have what their words need, the others their
/// share of the rest.
const FIXED: [(Column, i32); 2] = [(Column::Number, 2), (Column::Status, 4)];
const SHARED: [(Column, i32); 3] =
    [(Column::Name, 8), (Column::Description, 17), (Column::Departments, 8)];
const SHARES: i32 = 75;

impl Form {
    /// The measures that follow from the options.
    ///
    /// # Errors
    /// [`Error::TypeSize`], or [`Error::NoRoom`] where a column could not hold a word of two
    /// characters, or a page not a few lines.
    pub fn new(options: &Options) -> Result<Self, Error> {
        let face = options.typeface.face()?;
        let size = options.type_size()?;
        let (paper, margins) = (options.paper.size(), options.margins);
        let mut form = Self {
            face,
            paper,
            margins,
            size,
            leading: options.leading(),
            measures: [Em::ZERO; 6],
        };
        form.measures = measures(size.ems_in(form.body().size.width)).ok_or(Error::NoRoom)?;
        Ok(form)
    }

    /// What is within the margins.
    pub fn body(&self) -> Rect {
        let Margins { top, right, bottom, left } = self.margins;
        Rect {
            origin: Point { x: left, y: top },
            size: Size {
                width: self.paper.width - left - right,
                height: self.paper.height - top - bottom.max(self.foot()),
            },
        }
    }

    /// The least room below the table, for the page number.
    fn foot(&self) -> Length {
        self.size * 2
    }

    /// How wide a column is for text; for `None`, all of them as one.
    pub fn measure(&self, column: Option<Column>) -> Em {
        match column {
            Some(column) => self.measures[column as usize],
            None => self.size.ems_in(self.body().size.width) - PADDING_X * 2,
        }
    }

    /// How high rows are.
    pub fn heights(&self) -> Heights {
        Heights { size: self.size, line: self.line(), padding: self.padding_y() * 2 }
    }

    /// The form with columns of these widths for text.
    pub fn with_widths(self, measures: Widths) -> Self {
        Self { measures, ..self }
    }

    /// What all columns together have for text.
    pub fn width(&self) -> Em {
        self.measures.into_iter().sum()
    }

    /// From one baseline to the next.
    pub fn line(&self) -> Length {
        self.size.times(self.leading)
    }

    /// Between a text and the rules beside it.
    pub fn padding_x(&self) -> Length {
        self.size.times(PADDING_X)
    }

    /// Between a text and the rules above and below it.
    pub fn padding_y(&self) -> Length {
        self.size.times(PADDING_Y)
    }

    /// The left edge and the width of each column; the last ends where the table does.
    pub fn columns(&self) -> [(Length, Length); 6] {
        let body = self.body();
        let mut left = body.left();
        Column::ALL.map(|column| {
            let width = match column {
                Column::Implementation => body.right() - left,
                _ => self.size.times(self.measure(Some(column))) + self.padding_x() * 2,
            };
            let place = (left, width);
            left += width;
            place
        })
    }
}

/// Divides the width of a table among its columns: whole ems for all but the last.
fn measures(width: Em) -> Option<Widths> {
    let text = width - PADDING_X * 12;
    let fixed: i32 = FIXED.iter().map(|(_, ems)| ems).sum();
    let room = text - Em::whole(fixed);
    let mut measures = [Em::ZERO; 6];
    for (column, ems) in FIXED {
        measures[column as usize] = Em::whole(ems);
    }
    for (column, share) in SHARED {
        measures[column as usize] = Em::whole(room.0 * share / SHARES / 1000);
    }
    let taken: Em = measures.iter().copied().sum();
    measures[Column::Implementation as usize] = text - taken;
    measures.iter().all(|measure| *measure >= NARROWEST).then_some(measures)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Format, Orientation, Paper};

    #[test]
    fn columns_fill_the_width() {
        let form = Form::new(&Options::default()).unwrap();
        let columns = form.columns();
        let body = form.body();
        assert_eq!(columns[0].0, body.left());
        for pair in columns.windows(2) {
            assert_eq!(pair[0].0 + pair[0].1, pair[1].0);
        }
        assert_eq!(columns[5].0 + columns[5].1, body.right());
    }

    #[test]
    fn no_text_is_wider_than_its_column() {
        let portrait = Paper { format: Format::A4, orientation: Orientation::Portrait };
        for options in [Options::default(), Options { paper: portrait, ..Options::default() }] {
            let form = Form::new(&options).unwrap();
            for (column, (_, width)) in Column::ALL.into_iter().zip(form.columns()) {
                let text = form.size.times(form.measure(Some(column)));
                assert!(text + form.padding_x() * 2 <= width, "{column:?}");
            }
        }
    }

    #[test]
    fn what_leaves_no_room_is_refused() {
        let refused = |options: &Options| Form::new(options).err();
        let wide =
            Options { margins: Margins::all(Length::millimetres(130)), ..Options::default() };
        assert!(matches!(refused(&wide), Some(Error::NoRoom)));
        let large = Options { type_size: Length::points(25), ..Options::default() };
        assert!(matches!(refused(&large), Some(Error::TypeSize(_))));
        let portrait = Paper { format: Format::A4, orientation: Orientation::Portrait };
        let crowded =
            Options { type_size: Length::points(24), paper: portrait, ..Options::default() };
        assert!(matches!(refused(&crowded), Some(Error::NoRoom)));
    }
}
