//! 保存版: papers as they were handed out, with the data of that moment.
//!
//! The data is a copy of its own, not the log rewound: an edition outlives a log that was blanked for
//! 配布, and one that comes from another file by 統合 has its log there. An edition is a row that is
//! written once; only whether it is listed changes. That it was kept is told by the log, in an entry
//! that changes nothing and that 「元に戻す」 passes over.

mod content;

use super::log;
use super::{Error, Store};
use crate::domain::edition::Making;
use crate::domain::{Book, Edition, EditionId, Op};
use chrono::{DateTime, NaiveDate};
use content::Content;
use rusqlite::{Connection, OptionalExtension, Row, named_params};
use std::collections::HashSet;
use uuid::Uuid;

/// A paper that is to be kept.
#[derive(Debug)]
pub struct EditionContent<'a> {
    pub name: &'a str,
    pub day: NaiveDate,
    pub made: Making,
    pub pages: u32,
    /// The very bytes that were handed out.
    pub pdf: &'a [u8],
    /// What they were made from.
    pub book: &'a Book,
}

/// What another file has of editions that this one lacks.
#[derive(Debug, Clone, Default)]
pub struct MissingEditions {
    whole: Vec<StoredEdition>,
    damaged: Vec<Edition>,
}

/// An edition with all that it keeps.
#[derive(Debug, Clone)]
struct StoredEdition {
    edition: Edition,
    head: Option<Uuid>,
    content: Content,
}

impl MissingEditions {
    /// What `mine` lacks of the editions of `theirs`. Each is checked against its own marks: what is
    /// damaged there does not spread.
    pub(super) fn between(mine: &Connection, theirs: &Connection) -> Result<Self, Error> {
        let known = ids(mine)?;
        let mut lacking = Self::default();
        for edition in all(theirs)?.into_iter().filter(|edition| !known.contains(&edition.id)) {
            match Content::read(theirs, edition.id) {
                Ok(content) => {
                    let head = head_of(theirs, edition.id)?;
                    lacking.whole.push(StoredEdition { edition, head, content });
                }
                Err(Error::EditionDamaged | Error::NoEdition) => lacking.damaged.push(edition),
                Err(error) => return Err(error),
            }
        }
        Ok(lacking)
    }

    /// Those that can be taken over.
    pub fn editions(&self) -> impl Iterator<Item = &Edition> {
        self.whole.iter().map(|whole| &whole.edition)
    }

    /// Those that are damaged in the other file, and are left there.
    pub fn damaged(&self) -> &[Edition] {
        &self.damaged
    }

    /// Takes them over, within the transaction of the caller. Twice is as once; one that was
    /// discarded here stays discarded.
    pub(super) fn insert(&self, connection: &Connection) -> Result<(), Error> {
        let known = ids(connection)?;
        for StoredEdition { edition, head, content } in &self.whole {
            if !known.contains(&edition.id) {
                insert(connection, edition, *head)?;
                content.insert(connection, edition.id)?;
            }
        }
        Ok(())
    }
}

impl Store {
    /// Keeps a paper as an edition, for good.
    ///
    /// # Errors
    /// [`Error::Invalid`] where the name is blank or another listed edition has it; else what the
    /// disk says. Nothing is kept then.
    pub fn keep_edition(&mut self, keeping: &EditionContent<'_>) -> Result<Edition, Error> {
        let edition = Edition {
            id: EditionId::new(),
            name: keeping.name.trim().to_owned(),
            day: keeping.day,
            at: (self.session.clock)(),
            who: self.session.who.clone(),
            made: keeping.made.clone(),
            pages: keeping.pages,
            size: u64::try_from(keeping.pdf.len()).unwrap_or(u64::MAX),
            removed: false,
        };
        let content = Content::of(keeping.pdf, keeping.book)?;
        // The paper can be older than the file: an edit, or another program, came between.
        let state = &self.state;
        let head = state.head.filter(|_| *keeping.book == *state.book);
        self.transact(Op::Keep, &edition.name, None, &[], |transaction, _| {
            check_name(transaction, &edition.name)?;
            insert(transaction, &edition, head)?;
            content.insert(transaction, edition.id)
        })?;
        Ok(edition)
    }

    /// All editions, those that are no longer listed among them; the latest day first.
    ///
    /// # Errors
    /// [`Error::Damaged`] where a row cannot be read.
    pub fn editions(&self) -> Result<Vec<Edition>, Error> {
        all(self.reading())
    }

    /// The PDF of an edition, to the byte as it was kept.
    ///
    /// # Errors
    /// [`Error::NoEdition`] where there is none; [`Error::EditionDamaged`] where its bytes are no
    /// longer those that were kept.
    pub fn edition_pdf(&self, id: EditionId) -> Result<Vec<u8>, Error> {
        content::pdf(self.reading(), id)
    }

    /// The data that an edition was made from.
    ///
    /// # Errors
    /// As for [`Store::edition_pdf`].
    pub fn edition_book(&self, id: EditionId) -> Result<Book, Error> {
        content::book(self.reading(), id)
    }

    /// The data of an edition, to look at and to print; nothing is ever written to it, and it has no
    /// history of its own.
    ///
    /// # Errors
    /// As for [`Store::edition_pdf`].
    pub fn look_into_edition(&self, id: EditionId) -> Result<Self, Error> {
        Self::detached(&self.edition_book(id)?, self.session.clone())
    }

    /// Lists an edition no longer. It stays in the file, and [`Store::recover_edition`] lists it
    /// again: what was handed out is a record that a slip of the hand must not destroy.
    ///
    /// # Errors
    /// [`Error::NoEdition`] where there is none; else what the disk says.
    pub fn discard_edition(&mut self, id: EditionId) -> Result<(), Error> {
        let name = self.edition(id)?.name;
        self.transact(Op::Discard, &name, None, &[], |transaction, _| {
            set_removed(transaction, id, true)
        })
    }

    /// Lists an edition again. Where another one has taken its name meanwhile, it must wait until
    /// that one is gone.
    ///
    /// # Errors
    /// [`Error::NoEdition`] where there is none, [`Error::Invalid`] where its name is taken; else
    /// what the disk says.
    pub fn recover_edition(&mut self, id: EditionId) -> Result<(), Error> {
        let name = self.edition(id)?.name;
        self.transact(Op::Recover, &name, None, &[], |transaction, _| {
            check_name(transaction, &name)?;
            set_removed(transaction, id, false)
        })
    }

    fn edition(&self, id: EditionId) -> Result<Edition, Error> {
        let mut all = all(self.reading())?;
        let at = all.iter().position(|edition| edition.id == id).ok_or(Error::NoEdition)?;
        Ok(all.swap_remove(at))
    }
}

/// Which editions there are, listed or not.
fn ids(connection: &Connection) -> Result<HashSet<EditionId>, Error> {
    Ok(all(connection)?.into_iter().map(|edition| edition.id).collect())
}

fn check_name(connection: &Connection, name: &str) -> Result<(), Error> {
    let all = all(connection)?;
    let listed = all.iter().filter(|edition| !edition.removed);
    Ok(Edition::check_name(name, listed.map(|edition| edition.name.as_str()))?)
}

fn insert(connection: &Connection, edition: &Edition, head: Option<Uuid>) -> Result<(), Error> {
    let Edition { made, .. } = edition;
    let settings = serde_json::to_string(&made.settings).map_err(unreadable)?;
    let _ = connection
        .prepare_cached(
            "INSERT INTO edition (id, name, day, at, who, head, paper, template, settings, dated,
                pages, removed)
             VALUES (:id, :name, :day, :at, :who, :head, :paper, :template, :settings, :dated,
                :pages, :removed)",
        )?
        .execute(named_params! {
            ":id": text(edition.id),
            ":name": edition.name,
            ":day": edition.day.to_string(),
            ":at": edition.at.to_rfc3339_opts(chrono::SecondsFormat::Secs, false),
            ":who": edition.who,
            ":head": head.map(|head| head.hyphenated().to_string()),
            ":paper": made.paper,
            ":template": made.template,
            ":settings": settings,
            ":dated": made.date.map(|day| day.to_string()),
            ":pages": edition.pages,
            ":removed": edition.removed,
        })?;
    Ok(())
}

fn set_removed(connection: &Connection, id: EditionId, removed: bool) -> Result<(), Error> {
    let rows = connection
        .prepare_cached("UPDATE edition SET removed = ?2 WHERE id = ?1")?
        .execute((text(id), removed))?;
    if rows == 0 { Err(Error::NoEdition) } else { Ok(()) }
}

fn all(connection: &Connection) -> Result<Vec<Edition>, Error> {
    let mut statement = connection.prepare_cached(
        "SELECT edition.*, coalesce(length(content.pdf), 0) AS size
         FROM edition LEFT JOIN edition_content AS content ON content.edition = edition.id
         ORDER BY day DESC, at DESC, id",
    )?;
    let mut rows = statement.query([])?;
    let mut editions = Vec::new();
    while let Some(row) = rows.next()? {
        editions.push(read(row)?);
    }
    Ok(editions)
}

/// The commit that the data is the state of, for whoever looks for the edition in the history of the
/// file that it was kept in; `None` where it is of a moment that is not known. Nothing here relies on
/// it: the data is whole without the log.
fn head_of(connection: &Connection, id: EditionId) -> Result<Option<Uuid>, Error> {
    let head: Option<Option<String>> = connection
        .prepare_cached("SELECT head FROM edition WHERE id = ?1")?
        .query_row([text(id)], |row| row.get(0))
        .optional()?;
    head.flatten().map(|head| Uuid::parse_str(&head).map_err(unreadable)).transpose()
}

fn read(row: &Row<'_>) -> Result<Edition, Error> {
    let day = |stored: &str| stored.parse::<NaiveDate>().map_err(unreadable);
    let (id, of, at): (String, String, String) = (row.get("id")?, row.get("day")?, row.get("at")?);
    let settings: String = row.get("settings")?;
    let dated: Option<String> = row.get("dated")?;
    Ok(Edition {
        id: identity(&id)?,
        name: log::label(row, "name")?,
        day: day(&of)?,
        at: DateTime::parse_from_rfc3339(&at).map_err(unreadable)?,
        who: log::label(row, "who")?,
        made: Making {
            paper: log::label(row, "paper")?,
            template: log::label(row, "template")?,
            settings: serde_json::from_str(&settings).unwrap_or_default(),
            date: dated.as_deref().map(day).transpose()?,
        },
        pages: row.get("pages")?,
        size: row.get::<_, i64>("size")?.unsigned_abs(),
        removed: row.get("removed")?,
    })
}

/// Only the form that we write is read, or two rows could be one edition.
fn identity(stored: &str) -> Result<EditionId, Error> {
    Uuid::parse_str(stored)
        .ok()
        .map(EditionId::from_uuid)
        .filter(|id| text(*id) == stored)
        .ok_or_else(|| unreadable("it has no proper identity"))
}

fn unreadable(why: impl std::fmt::Display) -> Error {
    Error::Damaged(format!("an edition: {why}"))
}

fn text(id: EditionId) -> String {
    id.uuid().hyphenated().to_string()
}
