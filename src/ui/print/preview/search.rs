//! Words looked for on the pages.

use crate::report::{Document, Hit};

/// What is looked for, and where it was found.
#[derive(Debug, Default)]
pub(super) struct Search {
    words: String,
    hits: Vec<Hit>,
    /// The hit that is looked at.
    at: Option<usize>,
}

impl Search {
    pub(super) fn words(&self) -> &str {
        &self.words
    }

    /// Looks for other words.
    pub(super) fn set(&mut self, words: String, document: Option<&Document>) {
        self.words = words;
        self.at = None;
        self.refresh(document);
    }

    /// Looks again, on other pages.
    pub(super) fn refresh(&mut self, document: Option<&Document>) {
        // Without its font a document could not have been made.
        let found = document.and_then(|document| document.find(&self.words).ok());
        self.hits = found.unwrap_or_default();
        self.at = self.at.filter(|at| *at < self.hits.len());
    }

    /// Goes to the next or the previous hit; the first time, to the first at or after `page`.
    pub(super) fn step(&mut self, forward: bool, page: usize) -> Option<&Hit> {
        let count = self.hits.len();
        if count == 0 {
            return None;
        }
        let next = match self.at {
            Some(at) if forward => (at + 1) % count,
            Some(at) => (at + count - 1) % count,
            None => self.hits.iter().position(|hit| hit.page >= page).unwrap_or(0),
        };
        self.at = Some(next);
        self.hits.get(next)
    }

    /// The hits of a page, each with whether it is the one that is looked at.
    pub(super) fn on(&self, page: usize) -> impl Iterator<Item = (&Hit, bool)> {
        let first = self.hits.partition_point(|hit| hit.page < page);
        let hits = self.hits.iter().enumerate().skip(first);
        hits.take_while(move |(_, hit)| hit.page == page)
            .map(|(index, hit)| (hit, self.at == Some(index)))
    }

    /// 3／12件; nothing where nothing is looked for.
    pub(super) fn status(&self) -> Option<String> {
        let count = self.hits.len();
        match self.at {
            _ if self.words.trim().is_empty() => None,
            _ if count == 0 => Some("ありません".to_owned()),
            Some(at) => Some(format!("{}／{count}件", at + 1)),
            None => Some(format!("{count}件")),
        }
    }

    /// Whether there is anything to go to.
    pub(super) const fn is_found(&self) -> bool {
        !self.hits.is_empty()
    }
}
