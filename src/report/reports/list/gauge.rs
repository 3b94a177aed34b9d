//! How many lines a narrative will take in the list, before it is stored.

use super::content;
use crate::domain::Book;
use crate::report::fonts::FontSet;
use crate::report::geometry::Em;
use crate::report::page::Column;
use crate::report::table::{column_style, column_width};
use crate::report::typeset::{Paragraphs, Style};
use crate::report::{Error, Options};

/// The column of 実施状況 of a list. Finding its width is costly, counting the lines of a text in it
/// is not.
#[derive(Debug, Clone)]
pub struct Gauge {
    fonts: &'static FontSet,
    style: Style,
    names: Vec<String>,
    width: Em,
}

impl Gauge {
    /// The column in the list of this book; `None` where the list has no such column.
    ///
    /// # Errors
    /// As for [`lay_out`](super::lay_out).
    pub fn of(book: &Book, options: &Options) -> Result<Option<Self>, Error> {
        let column = Column::Implementation;
        let gauge = Self {
            fonts: options.typeface.fonts()?,
            style: column_style(Some(column), options.style),
            names: options.names.clone(),
            width: column_width(&content(book, options), options, column)?,
        };
        Ok((gauge.width > Em::ZERO).then_some(gauge))
    }

    /// How many lines a text takes, without a heading above it.
    pub fn lines(&self, text: &str) -> usize {
        let names: Vec<&str> = self.names.iter().map(String::as_str).collect();
        let text = text.trim_end();
        if text.is_empty() {
            return 0;
        }
        Paragraphs::new(self.fonts, text, &names, self.style).count(self.width)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Change, FiscalYear, Plan, Record, Year};

    fn gauge() -> Gauge {
        let mut book = Book::new(Plan::new("みずほ野市", "総合戦略"));
        let year = Year { year: FiscalYear(2024), closed: false };
        book.apply(&[Change::add(Record::Year(year))]).unwrap();
        Gauge::of(&book, &Options::default()).unwrap().unwrap()
    }

    #[test]
    fn lines_are_those_of_the_paper() {
        let gauge = gauge();
        assert_eq!(gauge.lines(""), 0);
        assert_eq!(gauge.lines("・講座を開いた。"), 1);
        assert_eq!(gauge.lines("・講座を開いた。\n・園を開いた。\n"), 2);
    }

    #[test]
    fn long_texts_are_broken_as_the_column_asks() {
        let gauge = gauge();
        let per_line = (1..200).take_while(|n| gauge.lines(&"あ".repeat(*n)) == 1).count();
        assert!((10..100).contains(&per_line), "{per_line}");
        assert_eq!(gauge.lines(&"あ".repeat(per_line * 10)), 10);
    }
}
