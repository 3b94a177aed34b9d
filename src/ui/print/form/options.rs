//! The paper that comes of the choices, or why none does yet.

use super::{Form, Text, near};
use crate::domain::edition::Making;
use crate::domain::{Book, FiscalYear};
use crate::report::{Options, Report};
use crate::ui::refusal::Refusal;
use chrono::{Datelike, NaiveDate};

/// Why nothing can be printed yet; each is told beside its field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum MissingInput {
    Year,
    Date,
    /// What is typed there cannot be read.
    Field(Text),
    /// A rule of the domain.
    Refused(String),
}

impl Form {
    /// Which paper is printed.
    pub(crate) const fn report(&self) -> Report {
        self.report
    }

    /// How the paper of the present choices is made.
    pub(crate) fn making(&self, options: &Options) -> Making {
        Making {
            paper: self.report.code().to_owned(),
            template: self.draft.saved().name.clone(),
            settings: Some(self.draft.settings.clone()),
            date: options.date,
        }
    }

    /// What the edition of the paper may be called, until the clerk calls it otherwise: after the
    /// meeting, else after the month and what the 様式 is for.
    pub(crate) fn proposed_name(&self, today: NaiveDate) -> String {
        let month = today.month();
        match (self.draft.settings.meeting.trim(), self.draft.saved().name.as_str()) {
            ("", name) if name.contains("議会") => format!("{month}月議会提出版"),
            ("", name) => format!("{month}月_{name}"),
            (meeting, _) => format!("{meeting}提出版"),
        }
    }

    /// Whether each department gets a file of its own.
    pub(crate) fn is_each(&self) -> bool {
        self.each && self.report == Report::ByDepartment
    }

    /// The years that are printed.
    pub(crate) fn years(&self, book: &Book) -> Vec<FiscalYear> {
        Options::of(book, &self.draft.settings).printed_years(book)
    }

    /// What the paper is made from; `None` where something is missing.
    pub(crate) fn order(&self, book: &Book) -> Option<(Report, Options)> {
        Some((self.report, self.options(book).ok()?))
    }

    /// What is to be printed.
    ///
    /// # Errors
    /// [`MissingInput`] where a field has to be filled in first.
    pub(crate) fn options(&self, book: &Book) -> Result<Options, MissingInput> {
        if self.years(book).is_empty() && book.latest_year().is_some() {
            return Err(MissingInput::Year);
        }
        if let Some(field) = self.typed.keys().find(|text| self.unreadable(**text)) {
            return Err(MissingInput::Field(*field));
        }
        if let Err(invalid) = self.draft.settings.check() {
            let refusal = Refusal::of(&invalid.into());
            return Err(MissingInput::Refused(refusal.map(|it| it.sentence).unwrap_or_default()));
        }
        let date = match self.date.trim() {
            "" => None,
            text => Some(near(text).ok_or(MissingInput::Date)?),
        };
        Ok(Options { date, ..Options::of(book, &self.draft.settings) })
    }
}
