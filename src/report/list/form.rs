//! The measures of the form: the paper, the type and the columns.

use super::content::Head;
use super::widths::{Wanted, Widths, shared};
use crate::domain::template::{PageNumber, PageNumberForm};
use crate::report::face::Face;
use crate::report::flow::Heights;
use crate::report::geometry::{Em, Length, Point, Rect, Size};
use crate::report::page::Column;
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
    /// The weight of the rules within the table.
    pub rule: Length,
    pub page_number: PageNumber,
    columns: Vec<Wanted>,
    /// How wide the columns are for text, without their padding.
    measures: Widths,
}

/// Between a text and the rules beside it. Most lines keep half an em of their own on the right.
const PADDING_X: Em = Em(320);

/// Between a text and the rules above and below it, besides its share of the leading.
const PADDING_Y: Em = Em(120);

impl Form {
    /// The measures that follow from the options, for a table of these columns.
    ///
    /// # Errors
    /// [`Error::TypeSize`], or [`Error::NoRoom`] where a column could not hold a word of two
    /// characters, or a page not a few lines.
    pub fn new(options: &Options, columns: &[Head]) -> Result<Self, Error> {
        let face = options.typeface.face()?;
        let size = options.type_size()?;
        let (paper, margins) = (options.paper.size(), options.margins);
        let columns = columns.iter().map(|it| Wanted { column: it.column, width: it.width });
        let mut form = Self {
            face,
            paper,
            margins,
            size,
            leading: options.leading(),
            rule: options.rule,
            page_number: options.page_number,
            columns: columns.collect(),
            measures: Widths::new(),
        };
        form.measures = shared(&form.columns, form.width()).ok_or(Error::NoRoom)?;
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
        match self.page_number.form {
            PageNumberForm::None => Length::ZERO,
            PageNumberForm::Fraction | PageNumberForm::Dashed => self.size * 2,
        }
    }

    /// How wide a column is for text; for `None`, all of them as one.
    pub fn measure(&self, column: Option<Column>) -> Em {
        match column {
            Some(column) => {
                let at = self.columns.iter().position(|wanted| wanted.column == column);
                at.and_then(|at| self.measures.get(at)).copied().unwrap_or(Em::ZERO)
            }
            None => self.size.ems_in(self.body().size.width) - PADDING_X * 2,
        }
    }

    /// How high rows are.
    pub fn heights(&self) -> Heights {
        Heights { size: self.size, line: self.line(), padding: self.padding_y() * 2 }
    }

    /// The columns, and how wide each is to be.
    pub fn wanted(&self) -> &[Wanted] {
        &self.columns
    }

    /// The form with columns of these widths for text.
    pub fn with_widths(self, measures: Widths) -> Self {
        Self { measures, ..self }
    }

    /// What all columns together have for text.
    pub fn width(&self) -> Em {
        let columns = i32::try_from(self.columns.len()).unwrap_or(i32::MAX);
        self.size.ems_in(self.body().size.width) - PADDING_X * columns.saturating_mul(2)
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

    /// Each column with its left edge and its width; the last ends where the table does.
    pub fn columns(&self) -> Vec<(Column, Length, Length)> {
        let body = self.body();
        let mut left = body.left();
        let last = self.columns.len().saturating_sub(1);
        let columns = self.columns.iter().zip(&self.measures).enumerate();
        let place = |(at, (wanted, measure)): (usize, (&Wanted, &Em))| {
            let width = match at {
                at if at == last => body.right() - left,
                _ => self.size.times(*measure) + self.padding_x() * 2,
            };
            let place = (wanted.column, left, width);
            left += width;
            place
        };
        columns.map(place).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Book, Plan};
    use crate::report::list::content::Content;
    use crate::report::{Format, Orientation, Paper};

    fn form(options: &Options) -> Result<Form, Error> {
        let content = Content::of(&Book::new(Plan::new("", "")), options);
        Form::new(options, &content.columns)
    }

    #[test]
    fn columns_fill_the_width() {
        let form = form(&Options::default()).unwrap();
        let columns = form.columns();
        let body = form.body();
        assert_eq!(columns[0].1, body.left());
        for pair in columns.windows(2) {
            assert_eq!(pair[0].1 + pair[0].2, pair[1].1);
        }
        assert_eq!(columns[5].1 + columns[5].2, body.right());
    }

    #[test]
    fn no_text_is_wider_than_its_column() {
        let portrait = Paper { format: Format::A4, orientation: Orientation::Portrait };
        for options in [Options::default(), Options { paper: portrait, ..Options::default() }] {
            let form = form(&options).unwrap();
            for (column, _, width) in form.columns() {
                let text = form.size.times(form.measure(Some(column)));
                assert!(text + form.padding_x() * 2 <= width, "{column:?}");
            }
        }
    }

    #[test]
    fn what_leaves_no_room_is_refused() {
        let refused = |options: &Options| form(options).err();
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
