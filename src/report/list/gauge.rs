//! How many lines a text will take on the paper, before it is stored.

use super::content::Content;
use super::form::Form;
use super::texts::{self, each, suited};
use super::widths::telling;
use crate::domain::Book;
use crate::report::face::Face;
use crate::report::geometry::Em;
use crate::report::page::Column;
use crate::report::typeset::{Paragraphs, Style};
use crate::report::{Error, Options};

/// The column of 実施状況 as a list has it: found once, it measures any text at little cost.
#[derive(Debug, Clone)]
pub struct Gauge {
    face: &'static Face,
    style: Style,
    names: Vec<String>,
    measure: Em,
}

impl Gauge {
    /// The column that the list of this book has; `None` where it has no such column.
    ///
    /// # Errors
    /// As [`lay_out`](super::lay_out).
    pub fn of(book: &Book, options: &Options) -> Result<Option<Self>, Error> {
        let column = Column::Implementation;
        let content = Content::of(book, options);
        let form = Form::new(options, &content.columns)?;
        let face = form.face;
        let rows = each(&telling(&content.rows), |row| texts::Row::new(face, row, options));
        let form = super::proposed(form, &content, &rows)?;
        let gauge = Self {
            face,
            style: suited(Some(column), options.style),
            names: options.names.clone(),
            measure: form.measure(Some(column)),
        };
        Ok((gauge.measure > Em::ZERO).then_some(gauge))
    }

    /// How many lines a text takes; a heading above it is not among them.
    pub fn lines(&self, text: &str) -> usize {
        let names: Vec<&str> = self.names.iter().map(String::as_str).collect();
        let text = text.trim_end();
        if text.is_empty() {
            return 0;
        }
        Paragraphs::new(self.face, text, &names, self.style).count(self.measure)
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
