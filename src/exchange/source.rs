//! A source that has been opened, and what its sheets are taken for.
//!
//! ```text
//! bytes  -- open -->  Source  -- recognised -->  Form  (which a clerk may correct)
//! Source + Form  -- read_as -->  Listing
//! ```

use super::doubt::{Doubt, Question};
use super::figure_table;
use super::grid::Grid;
use super::listing::Listing;
use super::place::Place;
use super::table::{self, Layout};
use super::{Bound, Error, Format, bounds, csv, json, xlsx};
use crate::domain::FiscalYear;
use std::sync::Arc;

/// The cells of a source, or what it says where it has none.
#[derive(Debug, Clone)]
pub struct Source {
    content: Content,
    file_name: String,
}

#[derive(Debug, Clone)]
enum Content {
    Tables(xlsx::Sheets),
    /// JSON, which says by its keys what its values are.
    Values(Arc<Listing>),
}

/// What each sheet of a source is taken for, in their order; `None` for a sheet that is not read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Form {
    pub sheets: Vec<Option<Layout>>,
}

impl Form {
    /// Whether anything can be read by it: some sheet is, and each that is has a column of names.
    pub fn is_complete(&self) -> bool {
        let mut layouts = self.sheets.iter().flatten().peekable();
        layouts.peek().is_some() && layouts.all(Layout::names_measures)
    }
}

impl Source {
    /// Opens a source. A workbook is known by its content, whatever `format` says. The file's name
    /// may tell the year of a list that does not.
    ///
    /// # Errors
    /// [`Error`] for a source that cannot be read as a whole.
    pub fn open(format: Format, bytes: &[u8], file_name: &str) -> Result<Self, Error> {
        if bytes.is_empty() {
            return Err(Error::Empty);
        }
        if bytes.len() > bounds::FILE {
            return Err(bounds::too_large(Bound::File, bounds::FILE as u64));
        }
        let content = match format {
            _ if xlsx::is_workbook(bytes) => Content::Tables(xlsx::open(bytes)?),
            Format::Xlsx => return Err(Error::NotXlsx),
            Format::Csv => {
                let lists = vec![csv::open(bytes)?];
                Content::Tables(xlsx::Sheets { lists, ..xlsx::Sheets::default() })
            }
            Format::Json => Content::Values(Arc::new(json::read(bytes)?)),
        };
        let source = Self { content, file_name: file_name.to_owned() };
        source.sheets().iter().try_for_each(Grid::check_cells)?;
        Ok(source)
    }

    /// The sheets; none where the source says by itself what everything is.
    pub fn sheets(&self) -> &[Grid] {
        match &self.content {
            Content::Tables(sheets) => &sheets.lists,
            Content::Values(_) => &[],
        }
    }

    /// Whether what it says needs no form: it is JSON, or has tables of indicators alone.
    pub fn speaks_for_itself(&self) -> bool {
        let (form, figures) = self.kinds();
        matches!(self.content, Content::Values(_))
            || (figures.iter().any(Option::is_some) && form.sheets.iter().all(Option::is_none))
    }

    /// What the sheets are taken for by the words of their headings. Tables of indicators are no lists
    /// of measures; they are read by themselves.
    pub fn recognised(&self) -> Form {
        self.kinds().0
    }

    /// Which sheets are lists of measures, and which are tables of indicators.
    fn kinds(&self) -> (Form, Vec<Option<figure_table::Head>>) {
        let mut sheets = table::recognise(self.sheets());
        let figures = figure_table::recognise(self.sheets(), &sheets);
        for (sheet, _) in sheets.iter_mut().zip(&figures).filter(|(_, it)| it.is_some()) {
            *sheet = None;
        }
        (Form { sheets }, figures)
    }

    /// What a sheet is taken for where its headings are said to stand in a row, by index.
    pub fn headed_at(&self, sheet: usize, row: usize) -> Option<Layout> {
        Layout::at(self.sheets().get(sheet)?, row)
    }

    /// What a sheet is taken for where its list begins in a row, by index, without headings.
    pub fn headless_at(&self, sheet: usize, row: usize) -> Option<Layout> {
        let _ = self.sheets().get(sheet)?.rows.get(row)?;
        Some(Layout::without_headings(row))
    }

    /// The year that a sheet is of as a whole, by its title or the file's name.
    pub fn year_of(&self, sheet: usize, layout: &Layout) -> Option<FiscalYear> {
        table::year_of_whole(self.sheets().get(sheet)?, layout, &self.file_name)
    }

    /// Reads the list. One that needs no form is shared, not copied.
    ///
    /// # Errors
    /// [`Error::NotAList`], [`Error::NoMeasures`]. Single rows that cannot be read are told in
    /// [`Listing::unreadable`].
    pub fn read_as(&self, form: &Form) -> Result<Arc<Listing>, Error> {
        match &self.content {
            Content::Tables(sheets) => {
                let (_, figures) = self.kinds();
                let has_lists = form.sheets.iter().any(Option::is_some);
                let mut listing = if has_lists || figures.iter().all(Option::is_none) {
                    table::read(&sheets.lists, &form.sheets, &self.file_name)?
                } else {
                    table::pass_over(&sheets.lists)
                };
                read_figures(sheets, form, &figures, &mut listing);
                for grid in &sheets.appended {
                    xlsx::append(grid, &mut listing);
                }
                let hidden = sheets.hidden.iter();
                listing.doubts.extend(hidden.map(|name| Doubt::sheet(name, Question::HiddenSheet)));
                listing.not_empty().map(Arc::new)
            }
            Content::Values(listing) => Ok(Arc::clone(listing)),
        }
    }
}

/// Reads the tables of indicators of a source, in the sheets that are not read as lists.
fn read_figures(
    sheets: &xlsx::Sheets,
    form: &Form,
    figures: &[Option<figure_table::Head>],
    listing: &mut Listing,
) {
    let several = sheets.lists.len() > 1;
    for (at, (grid, head)) in sheets.lists.iter().zip(figures).enumerate() {
        let is_list = form.sheets.get(at).is_some_and(Option::is_some);
        let Some(head) = head.as_ref().filter(|_| !is_list) else { continue };
        let name = grid.name.as_deref().filter(|_| several);
        let account = figure_table::read(grid, head, name, listing);
        if let Some(of_sheet) = listing.accounts.get_mut(at) {
            *of_sheet = account;
        }
        let of_sheet = |doubt: &Doubt| {
            let is_here =
                matches!(&doubt.place, Place::Sheet(of) if grid.name.as_ref() == Some(of));
            is_here && doubt.question == Question::UnreadSheet
        };
        listing.doubts.retain(|doubt| !of_sheet(doubt));
    }
}
