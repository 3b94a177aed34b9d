//! The dimensions of paper, type and columns.

use super::content::ColumnSpec;
use super::widths::{ColumnWidth, Widths, default_widths};
use crate::domain::template::{PageNumber, PageNumberForm};
use crate::report::flow::RowMetrics;
use crate::report::fonts::FontSet;
use crate::report::geometry::{Em, Length, Point, Rect, Size};
use crate::report::page::Column;
use crate::report::{Error, Margins, Options};

/// The dimensions of a table, all of them known before any text is set.
#[derive(Debug)]
pub(super) struct Dimensions {
    pub fonts: &'static FontSet,
    pub paper: Size,
    pub margins: Margins,
    /// The size of the type in the table.
    pub size: Length,
    pub leading: Em,
    /// The weight of the rules within the table.
    pub rule: Length,
    pub page_number: PageNumber,
    columns: Vec<ColumnWidth>,
    /// The widths of the columns without their padding.
    widths: Widths,
}

/// Between a text and the rules beside it. Most lines leave half an em on the right themselves.
const PADDING_X: Em = Em(320);

/// Between a text and the rules above and below it, besides its share of the leading.
const PADDING_Y: Em = Em(120);

impl Dimensions {
    /// The dimensions that follow from the options, for a table of these columns.
    ///
    /// # Errors
    /// [`Error::TypeSize`], or [`Error::NoRoom`] where a column could not hold two characters.
    pub(super) fn new(options: &Options, columns: &[ColumnSpec]) -> Result<Self, Error> {
        let fonts = options.typeface.fonts()?;
        let size = options.type_size()?;
        let (paper, margins) = (options.paper.size(), options.margins);
        let columns = columns.iter().map(|it| ColumnWidth { column: it.column, width: it.width });
        let mut dimensions = Self {
            fonts,
            paper,
            margins,
            size,
            leading: options.leading(),
            rule: options.rule,
            page_number: options.page_number,
            columns: columns.collect(),
            widths: Widths::new(),
        };
        let widths = default_widths(&dimensions.columns, dimensions.columns_width());
        dimensions.widths = widths.ok_or(Error::NoRoom)?;
        Ok(dimensions)
    }

    /// The area within the margins.
    pub(super) fn body(&self) -> Rect {
        let Margins { top, right, bottom, left } = self.margins;
        Rect {
            origin: Point { x: left, y: top },
            size: Size {
                width: self.paper.width - left - right,
                height: self.paper.height - top - bottom.max(self.foot()),
            },
        }
    }

    /// The least height below the table, for the page number.
    fn foot(&self) -> Length {
        match self.page_number.form {
            PageNumberForm::None => Length::ZERO,
            PageNumberForm::Fraction | PageNumberForm::Dashed => self.size * 2,
        }
    }

    /// The width of the text in a column; for `None`, in a cell over the whole width.
    pub(super) fn text_width(&self, column: Option<Column>) -> Em {
        match column {
            Some(column) => {
                let at = self.columns.iter().position(|it| it.column == column);
                at.and_then(|at| self.widths.get(at)).copied().unwrap_or(Em::ZERO)
            }
            None => self.size.ems_in(self.body().size.width) - PADDING_X * 2,
        }
    }

    /// The measures that the heights of rows follow from.
    pub(super) fn row_metrics(&self) -> RowMetrics {
        RowMetrics { size: self.size, line: self.line(), padding: self.padding_y() * 2 }
    }

    /// The columns with the widths that were asked for.
    pub(super) fn column_widths(&self) -> &[ColumnWidth] {
        &self.columns
    }

    /// The same with columns of these widths, without their padding.
    pub(super) fn with_widths(self, widths: Widths) -> Self {
        Self { widths, ..self }
    }

    /// The width of all columns together, without their padding.
    pub(super) fn columns_width(&self) -> Em {
        let columns = i32::try_from(self.columns.len()).unwrap_or(i32::MAX);
        self.size.ems_in(self.body().size.width) - PADDING_X * columns.saturating_mul(2)
    }

    /// From one baseline to the next.
    pub(super) fn line(&self) -> Length {
        self.size.times(self.leading)
    }

    /// Between a text and the rules beside it.
    pub(super) fn padding_x(&self) -> Length {
        self.size.times(PADDING_X)
    }

    /// Between a text and the rules above and below it.
    pub(super) fn padding_y(&self) -> Length {
        self.size.times(PADDING_Y)
    }

    /// Each column with its left edge and its width; the last ends where the table does.
    pub(super) fn columns(&self) -> Vec<(Column, Length, Length)> {
        let body = self.body();
        let mut left = body.left();
        let last = self.columns.len().saturating_sub(1);
        let columns = self.columns.iter().zip(&self.widths).enumerate();
        let place = |(at, (spec, text)): (usize, (&ColumnWidth, &Em))| {
            let width = match at {
                at if at == last => body.right() - left,
                _ => self.size.times(*text) + self.padding_x() * 2,
            };
            let place = (spec.column, left, width);
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
    use crate::report::list::content;
    use crate::report::{Format, Orientation, Paper};

    fn dimensions(options: &Options) -> Result<Dimensions, Error> {
        let content = content(&Book::new(Plan::new("", "")), options);
        Dimensions::new(options, &content.columns)
    }

    #[test]
    fn columns_fill_the_width() {
        let dimensions = dimensions(&Options::default()).unwrap();
        let columns = dimensions.columns();
        let body = dimensions.body();
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
            let dimensions = dimensions(&options).unwrap();
            for (column, _, width) in dimensions.columns() {
                let text = dimensions.size.times(dimensions.text_width(Some(column)));
                assert!(text + dimensions.padding_x() * 2 <= width, "{column:?}");
            }
        }
    }

    #[test]
    fn what_leaves_no_room_is_refused() {
        let refused = |options: &Options| dimensions(options).err();
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
