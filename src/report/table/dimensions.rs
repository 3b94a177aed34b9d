//! The dimensions of paper, type and columns.

use super::content::ColumnSpec;
use super::design::{Kind, Padding, RowStyle, Rules};
use super::widths::{ColumnWidth, Widths, default_widths};
use crate::domain::template::{Design, PageNumber, PageNumberForm};
use crate::report::flow::RowMetrics;
use crate::report::fonts::{Face, FontSet, Typeface};
use crate::report::geometry::{Em, Length, Point, Rect, Size};
use crate::report::page::Column;
use crate::report::{Error, Margins, Options};

/// The dimensions of a table, all of them known before any text is set.
#[derive(Debug)]
pub(in crate::report) struct Dimensions {
    /// Those of running text.
    pub fonts: &'static FontSet,
    typeface: Typeface,
    pub design: Design,
    pub paper: Size,
    pub margins: Margins,
    /// The size of the type in the table.
    pub size: Length,
    pub leading: Em,
    pub rules: Rules,
    pub page_number: PageNumber,
    columns: Vec<ColumnWidth>,
    /// The widths of the columns without their padding.
    widths: Widths,
}

/// The least distance of the page number from the edge of the paper: many printers reach no farther
/// than to 5 mm.
const NUMBER_TO_EDGE: Length = Length::millimetres(8);

/// Between a table that fills the page and the page number.
pub(super) const ABOVE_NUMBER: Em = Em(700);

/// Between the table and a page number that stands so near to the edge.
const TABLE_TO_NUMBER: Em = Em(400);

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
            typeface: options.typeface,
            design: options.design,
            paper,
            margins,
            size,
            leading: options.leading(),
            rules: Rules::new(options.design, options.rule),
            page_number: options.page_number,
            columns: columns.collect(),
            widths: Widths::new(),
        };
        let widths =
            default_widths(&dimensions.columns, dimensions.columns_width(), dimensions.design);
        dimensions.widths = widths.ok_or(Error::NoRoom)?;
        Ok(dimensions)
    }

    /// The area within the margins.
    pub(in crate::report) fn body(&self) -> Rect {
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
        match (self.page_number.form, self.design) {
            (PageNumberForm::None, _) => Length::ZERO,
            (_, Design::Original) => self.size * 2,
            (_, Design::Current) => {
                NUMBER_TO_EDGE + self.number_size() + self.size.times(TABLE_TO_NUMBER)
            }
        }
    }

    /// The width of the text in a column; for `None`, in a cell over the whole width.
    pub(in crate::report) fn text_width(&self, column: Option<Column>) -> Em {
        match column {
            Some(column) => {
                let at = self.columns.iter().position(|it| it.column == column);
                at.and_then(|at| self.widths.get(at)).copied().unwrap_or(Em::ZERO)
            }
            None => self.heading_width(Kind::Goal),
        }
    }

    /// The width of the text in a heading.
    pub(in crate::report) fn heading_width(&self, kind: Kind) -> Em {
        let style = self.style(kind);
        match self.design {
            Design::Original => self.size.ems_in(self.body().size.width) - style.padding_x * 2,
            Design::Current => {
                let padding = self.size.times(style.padding_x) * 2;
                self.size.times(style.size).ems_in(self.body().size.width - padding)
            }
        }
    }

    /// The width of the head of a column.
    pub(super) fn head_width(&self, column: Column) -> Em {
        let width = self.size.times(self.text_width(Some(column)));
        self.size.times(self.style(Kind::Head).size).ems_in(width)
    }

    pub(in crate::report) const fn style(&self, kind: Kind) -> RowStyle {
        RowStyle::new(self.design, kind)
    }

    /// The fonts of a kind of text.
    ///
    /// # Errors
    /// [`Error::Font`] where a bundled font cannot be read.
    pub(super) fn face(&self, face: Face) -> Result<&'static FontSet, Error> {
        self.typeface.face(face)
    }

    /// The measures that the heights of the rows of measures follow from.
    pub(super) fn row_metrics(&self) -> RowMetrics {
        self.metrics(Kind::Entry)
    }

    /// The measures that the heights of rows follow from.
    pub(in crate::report) fn metrics(&self, kind: Kind) -> RowMetrics {
        let size = self.size.times(self.style(kind).size);
        let line = size.times(self.leading);
        RowMetrics { size, line, padding: self.padding_y(kind) * 2 }
    }

    /// The size of the page number.
    pub(in crate::report) fn number_size(&self) -> Length {
        match self.design {
            Design::Original => self.size,
            Design::Current => self.size.times(Em(900)),
        }
    }

    /// The distance of the page number from the edge of the paper where there is less room for it.
    pub(super) const fn number_to_edge(&self) -> Length {
        NUMBER_TO_EDGE
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
        let padding = self.style(Kind::Entry).padding_x * columns.saturating_mul(2);
        let width = self.size.ems_in(self.body().size.width) - padding;
        match self.design {
            Design::Original => width,
            // Lines are even without being stretched where the column is a number of whole ems.
            Design::Current => Em(width.0 - width.0.rem_euclid(Em::ONE.0)),
        }
    }

    /// From one baseline to the next.
    pub(in crate::report) fn line(&self) -> Length {
        self.size.times(self.leading)
    }

    /// Between a text and the rules beside it.
    pub(in crate::report) fn padding_x(&self, kind: Kind) -> Length {
        let least = self.size.times(self.style(kind).padding_x);
        match (self.design, kind) {
            (Design::Original, _) | (_, Kind::Goal | Kind::Direction) => least,
            (Design::Current, Kind::Head | Kind::Entry) => {
                let text = self.size.times(self.widths.iter().copied().sum());
                let paddings = i64::try_from(self.widths.len()).unwrap_or(1).max(1) * 2;
                let spare = (self.body().size.width - text).in_thousandths() / paddings;
                least.max(Length::thousandths(spare))
            }
        }
    }

    /// Between a text and the rules above and below it, besides its share of the leading.
    pub(in crate::report) fn padding_y(&self, kind: Kind) -> Length {
        let style = self.style(kind);
        match style.padding_y {
            Padding::BesideLeading(padding) => self.size.times(padding),
            Padding::ToType(padding) => {
                let share = self.size.times(style.size).times(self.leading - Em::ONE).half();
                (self.size.times(padding) - share).max(Length::ZERO)
            }
        }
    }

    /// Each column with its left edge and its width; the last ends where the table does.
    pub(in crate::report) fn columns(&self) -> Vec<(Column, Length, Length)> {
        let body = self.body();
        let mut left = body.left();
        let last = self.columns.len().saturating_sub(1);
        let columns = self.columns.iter().zip(&self.widths).enumerate();
        let place = |(at, (spec, text)): (usize, (&ColumnWidth, &Em))| {
            let width = match at {
                at if at == last => body.right() - left,
                _ => self.size.times(*text) + self.padding_x(Kind::Entry) * 2,
            };
            let place = (spec.column, left, width);
            left += width;
            place
        };
        columns.map(place).collect()
    }
}

/// How near to the edge of the paper the page number comes, where that is nearer than printers may
/// reach; `None` where it is clear of that, or there is none.
pub(crate) fn page_number_near_edge(options: &Options) -> Option<Length> {
    let form = options.page_number.form;
    if options.design == Design::Current || form == PageNumberForm::None {
        return None;
    }
    let (size, line) = (options.type_size, options.type_size.times(options.leading()));
    let foot = options.margins.bottom.max(size * 2);
    let above = (foot - line).half().min(size.times(ABOVE_NUMBER));
    let left = foot - above - (line - size).half() - size;
    (left < NUMBER_TO_EDGE).then_some(left)
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
                assert!(text + dimensions.padding_x(Kind::Entry) * 2 <= width, "{column:?}");
            }
        }
    }

    #[test]
    fn a_page_number_that_printers_may_cut_off_is_told() {
        let options = Options::default();
        let near = page_number_near_edge(&options).unwrap();
        assert!(near < Length::millimetres(6) && near > Length::millimetres(5), "{near:?}");
        let current = Options { design: Design::Current, ..options };
        assert_eq!(page_number_near_edge(&current), None);
        // However narrow the margin.
        let narrow = Options { margins: Margins::all(Length::millimetres(5)), ..current };
        let dimensions = dimensions(&narrow).unwrap();
        let below = dimensions.paper.height - dimensions.body().bottom();
        assert!(below > NUMBER_TO_EDGE + dimensions.number_size());
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
