//! 帳票: the reports that can be printed of a book.
//!
//! A report is a file of this folder that puts its columns and rows into a [`Content`], and an entry
//! in `Report::definition`. The pages, the PDF and the search for missing glyphs follow from these.
//! [`reminder`] and [`revisions`] are made the same way, of more than a book and its options.

mod around;
mod by_department;
mod comparison;
mod indicators;
pub mod list;
mod missing_entries;
pub mod reminder;
pub mod revisions;
mod targets;

pub use by_department::in_files;

use super::geometry::Em;
use super::missing_glyphs::missing_in_contents;
use super::office::{self, Part};
use super::page::{Bookmark, Column, Document};
use super::table::{self, Cache, Content};
use super::{Error, FileType, MissingGlyph, Options, pdf};
use crate::domain::Book;
use crate::domain::template::{Design, Orientation, Paper, Rows};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::ControlFlow;

/// A report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Report {
    /// 進捗状況一覧表.
    #[default]
    List,
    /// 課別一覧: the list of each department, each from a new page on.
    ByDepartment,
    /// 未入力一覧: what is still to be entered, by department.
    Missing,
    /// 新旧対照表: the narratives of the last two years side by side.
    Comparison,
    /// 指標一覧.
    Indicators,
    /// 目標値の表.
    Targets,
}

/// How a report is made.
struct Definition {
    /// Its name in files and on the command line.
    code: &'static str,
    /// The name of its sheet in a workbook.
    sheet: &'static str,
    content: fn(&Book, &Options) -> Content,
    /// Its sections; none where it is not divided.
    sections: fn(&Book, &Options) -> Vec<Section>,
}

/// A part of a report that begins a new page.
struct Section {
    /// What it is of: the bookmark that those of the section stand under, in its title and at the top of
    /// its pages.
    name: String,
    /// The options of the report, with the selection of the section.
    options: Options,
}

impl Report {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::List,
        Self::ByDepartment,
        Self::Missing,
        Self::Comparison,
        Self::Indicators,
        Self::Targets,
    ];

    const fn definition(self) -> Definition {
        match self {
            Self::List => Definition::undivided("list", "進捗状況一覧表", list::content),
            Self::ByDepartment => Definition {
                sections: by_department::sections,
                ..Definition::undivided("by-department", "課別一覧", list::content)
            },
            Self::Missing => {
                Definition::undivided("missing", "未入力一覧", missing_entries::content)
            }
            Self::Comparison => {
                Definition::undivided("comparison", "新旧対照表", comparison::content)
            }
            Self::Indicators => Definition {
                sections: indicators::sections,
                ..Definition::undivided("indicators", "指標一覧", indicators::content)
            },
            Self::Targets => Definition::undivided("targets", "目標値の表", targets::content),
        }
    }

    /// The name by which a report is stored and asked for on the command line.
    pub const fn code(self) -> &'static str {
        self.definition().code
    }

    /// The report of a code.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|report| report.code() == code)
    }

    /// Lays the report out. The same book and options make the same document.
    ///
    /// # Errors
    /// As for [`list::lay_out`].
    pub fn lay_out(self, book: &Book, options: &Options) -> Result<Document, Error> {
        self.lay_out_again(book, options, &mut Cache::default())
    }

    /// The document of [`Report::lay_out`], for which only the rows are set that are others than when
    /// the cache was used last.
    ///
    /// # Errors
    /// As for [`list::lay_out`].
    pub fn lay_out_again(
        self,
        book: &Book,
        options: &Options,
        cache: &mut Cache,
    ) -> Result<Document, Error> {
        let options = &*self.adapted(options);
        cache.begin(options);
        let document = self.lay_out_with(book, options, cache);
        cache.end();
        document
    }

    fn lay_out_with(
        self,
        book: &Book,
        options: &Options,
        cache: &mut Cache,
    ) -> Result<Document, Error> {
        if self == Self::List {
            return around::lay_out(book, options, cache);
        }
        let sections = self.sections(book, options);
        if sections.is_empty() {
            return table::lay_out(self.content(book, options), options, cache);
        }
        let (title, widths) = self.common(book, options, cache)?;
        let mut document = Document { title, ..Document::default() };
        let mut begins = Vec::new();
        for section in &sections {
            let mut section = self.lay_out_section(book, section, &widths, cache)?;
            begins.push(document.pages.len());
            section.move_bookmarks(document.pages.len());
            document.outline.append(&mut section.outline);
            document.pages.append(&mut section.pages);
            let Document { title, outline, pages, .. } = document;
            document = Document { title, outline, pages, ..section };
        }
        if options.design == Design::Current {
            document.number_sections(&begins);
        }
        Ok(document)
    }

    /// The report as a PDF, and the number of its pages: the bytes of [`Report::lay_out`]. The pages
    /// of a large plan take many times the memory of the file, so that only those of one section are
    /// held at a time.
    ///
    /// # Errors
    /// As for [`list::lay_out`] and [`pdf::write`].
    pub fn pdf(self, book: &Book, options: &Options) -> Result<(Vec<u8>, usize), Error> {
        let options = &*self.adapted(options);
        let sections = self.sections(book, options);
        if sections.is_empty() {
            let document = self.lay_out(book, options)?;
            let bytes = pdf::write(&document, |_, _| ControlFlow::Continue(()))?;
            return Ok((bytes, document.pages.len()));
        }
        // Without a cache, which would hold the lines of all sections.
        let cache = Cache::default;
        let (title, widths) = self.common(book, options, &mut cache())?;
        // The tag of a cell depends on whether it is cut anywhere, be it in a later section.
        let mut cut = BTreeSet::new();
        for section in &sections {
            let section = self.lay_out_section(book, section, &widths, &mut cache())?;
            cut.extend(pdf::cut_cells(&section.pages));
        }
        let mut writer = pdf::Writer::new(cut);
        let (mut last, mut outline, mut begins) = (Document::default(), Vec::new(), Vec::new());
        for section in &sections {
            let mut section = self.lay_out_section(book, section, &widths, &mut cache())?;
            begins.push(writer.pages());
            section.move_bookmarks(writer.pages());
            outline.append(&mut section.outline);
            writer.add(&section.pages, section.paper, |_, _| ControlFlow::Continue(()))?;
            section.pages.clear();
            last = section;
        }
        // The first version of the program did not label pages as it numbered them.
        if options.design == Design::Current {
            last.number_sections(&begins);
        }
        let pages = writer.pages();
        Ok((writer.finish(&Document { title, outline, ..last })?, pages))
    }

    /// The report as a file of this type.
    ///
    /// # Errors
    /// As for [`Report::pdf`]; [`Error::CellTooLong`] for Excel.
    pub fn write(
        self,
        file_type: FileType,
        book: &Book,
        options: &Options,
    ) -> Result<Vec<u8>, Error> {
        match file_type {
            FileType::Pdf => Ok(self.pdf(book, options)?.0),
            FileType::Excel => office::excel(&self.parts(book, options)?),
            FileType::Word => office::word(&self.parts(book, options)?),
        }
    }

    /// The characters of the report that no font has, in its order, each once for each text. The
    /// texts are those that are printed, so that none is missed. Where the report is printed all the
    /// same, 〓 stands for the character, and whoever copies the text copies the character.
    ///
    /// # Errors
    /// [`Error::Font`] where the bundled font cannot be read.
    pub fn missing_glyphs(
        self,
        book: &Book,
        options: &Options,
    ) -> Result<Vec<MissingGlyph>, Error> {
        let parts = self.parts(book, options)?.into_iter();
        missing_in_contents(book, options, parts.map(|part| part.content))
    }

    /// The options with which the report is printed. The rows of figures are never cut, and 目標値の表
    /// stands upright, as the forms for it do.
    fn adapted(self, options: &Options) -> Cow<'_, Options> {
        match self {
            Self::Indicators => Cow::Owned(Options { rows: Rows::Whole, ..options.clone() }),
            Self::Targets => {
                let paper = Paper { orientation: Orientation::Portrait, ..options.paper };
                Cow::Owned(Options { rows: Rows::Whole, paper, ..options.clone() })
            }
            _ => Cow::Borrowed(options),
        }
    }

    /// The texts of its sections; of the whole report where it is not divided.
    fn parts(self, book: &Book, options: &Options) -> Result<Vec<Part>, Error> {
        let options = &*self.adapted(options);
        let sections = self.sections(book, options);
        if sections.is_empty() {
            let name = self.definition().sheet.to_owned();
            let content = self.content(book, options);
            return Ok(vec![Part { name, options: options.clone(), content }]);
        }
        let (_, widths) = self.common(book, options, &mut Cache::default())?;
        Ok(sections.into_iter().map(|section| self.part(book, section, &widths)).collect())
    }

    /// The texts of a section.
    fn part(self, book: &Book, Section { name, options }: Section, widths: &[Em]) -> Part {
        let content = self.content(book, &options).of_section(&name, widths, options.design);
        Part { name, options, content }
    }

    fn content(self, book: &Book, options: &Options) -> Content {
        (self.definition().content)(book, options)
    }

    fn sections(self, book: &Book, options: &Options) -> Vec<Section> {
        (self.definition().sections)(book, options)
    }

    /// How wide the texts of its columns are set.
    ///
    /// # Errors
    /// As for [`Report::write`].
    pub fn column_widths(self, book: &Book, options: &Options) -> Result<Vec<(Column, Em)>, Error> {
        let columns: Vec<Column> =
            self.content(book, options).columns.iter().map(|it| it.column).collect();
        let (_, widths) = self.common(book, options, &mut Cache::default())?;
        Ok(columns.into_iter().zip(widths).collect())
    }

    /// The title of all sections together, and the widths of the columns that suit them; none where
    /// they have columns of their own.
    fn common(
        self,
        book: &Book,
        options: &Options,
        cache: &mut Cache,
    ) -> Result<(String, Vec<Em>), Error> {
        if self == Self::Indicators {
            // Each section has other years, and all of them together would not fit.
            let first = self.sections(book, options).into_iter().next();
            let options = first.map_or_else(|| options.clone(), |section| section.options);
            return Ok((self.content(book, &options).title.text, Vec::new()));
        }
        let content = self.content(book, options);
        let title = content.title.text.clone();
        Ok((title, table::column_widths(content, options, cache)?))
    }

    /// Lays a section out, its bookmarks below that of the section.
    fn lay_out_section(
        self,
        book: &Book,
        section: &Section,
        widths: &[Em],
        cache: &mut Cache,
    ) -> Result<Document, Error> {
        let Section { name, options } = section;
        let content = self.content(book, options).of_section(name, widths, options.design);
        let mut document = table::lay_out(content, options, cache)?;
        let (title, top) = (name.clone(), options.margins.top);
        let children = std::mem::take(&mut document.outline);
        document.outline = vec![Bookmark { title, page: 0, top, children }];
        Ok(document)
    }
}

impl Definition {
    const fn undivided(
        code: &'static str,
        sheet: &'static str,
        content: fn(&Book, &Options) -> Content,
    ) -> Self {
        Self { code, sheet, content, sections: |_, _| Vec::new() }
    }
}
