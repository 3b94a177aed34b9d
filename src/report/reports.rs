//! 帳票: the papers that can be printed of a book.

use super::list::{self, Content};
use super::missing::missing_in_papers;
use super::page::Document;
use super::{Error, MissingGlyph, Options, by_department, comparison, missing_entries, pdf};
use crate::domain::Book;
use std::ops::ControlFlow;

/// A paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Report {
    /// 進捗状況一覧表.
    #[default]
    List,
    /// 課別一覧: the list of each department, each from a new page on.
    ByDepartment,
    /// 未入力一覧: what is still to be entered, by department.
    Missing,
    /// 新旧対照表: the narratives of the last two years beside one another.
    Comparison,
}

impl Report {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::List, Self::ByDepartment, Self::Missing, Self::Comparison];

    /// The word by which a paper is stored and asked for on the command line.
    pub const fn code(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::ByDepartment => "by-department",
            Self::Missing => "missing",
            Self::Comparison => "comparison",
        }
    }

    /// The paper of a code.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|report| report.code() == code)
    }

    /// Lays the paper out. The same book and options make the same document.
    ///
    /// # Errors
    /// As for [`list::lay_out`].
    pub fn lay_out(self, book: &Book, options: &Options) -> Result<Document, Error> {
        match self {
            Self::List => list::lay_out(book, options),
            Self::ByDepartment => by_department::by_department(book, options),
            Self::Missing => list::set(missing_entries::content(book, options), options),
            Self::Comparison => comparison::comparison(book, options),
        }
    }

    /// The paper as a PDF, and how many pages that has: the bytes of [`Report::lay_out`], without all
    /// pages in memory where they can be many.
    ///
    /// # Errors
    /// As for [`list::lay_out`] and [`pdf::write`].
    pub fn pdf(self, book: &Book, options: &Options) -> Result<(Vec<u8>, usize), Error> {
        if self == Self::ByDepartment {
            return by_department::write(book, options);
        }
        let document = self.lay_out(book, options)?;
        let bytes = pdf::write(&document, |_, _| ControlFlow::Continue(()))?;
        Ok((bytes, document.pages.len()))
    }

    /// What the paper could not show; see [`super::missing_glyphs`].
    ///
    /// # Errors
    /// [`Error::Font`] where the bundled font cannot be read.
    pub fn missing_glyphs(
        self,
        book: &Book,
        options: &Options,
    ) -> Result<Vec<MissingGlyph>, Error> {
        let content = match self {
            Self::List => Content::of(book, options),
            Self::ByDepartment => {
                return missing_in_papers(book, options, by_department::contents(book, options));
            }
            Self::Missing => missing_entries::content(book, options),
            Self::Comparison => comparison::content(book, options),
        };
        missing_in_papers(book, options, [content])
    }
}
