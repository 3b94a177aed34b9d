//! What every screen reads of the open file. It is handed into `update` and `view`, and kept by no
//! screen.

use super::permissions::Permissions;
use super::relative_time;
use crate::domain::handout::HandedOut;
use crate::domain::{Book, Edition, FiscalYear};
use crate::store::Entry;
use chrono::NaiveDate;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

/// The open file as it is stored now.
#[derive(Debug)]
pub(super) struct Context {
    pub book: Arc<Book>,
    /// The year that is looked at.
    pub year: Option<FiscalYear>,
    pub permissions: Permissions,
    pub editions: Vec<Edition>,
    pub ledger: Vec<HandedOut>,
    /// The day by which what is in the ledger is late or not.
    pub today: NaiveDate,
    /// The latest commits, newest first.
    pub latest: Vec<Entry>,
    generation: u64,
}

impl Context {
    pub(super) fn new(book: Arc<Book>, permissions: Permissions) -> Self {
        Self {
            year: first_year(&book),
            book,
            permissions,
            editions: Vec::new(),
            ledger: Vec::new(),
            today: relative_time::now().date_naive(),
            latest: Vec::new(),
            generation: 0,
        }
    }

    /// Takes up what is stored now. A year that is no longer there gives way to another.
    pub(super) fn set_book(&mut self, book: &Arc<Book>) {
        if self.year.is_none_or(|year| book.year(year).is_none()) {
            self.year = first_year(book);
        }
        self.book = Arc::clone(book);
        self.generation += 1;
    }

    pub(super) fn set_ledger(&mut self, ledger: Vec<HandedOut>, today: NaiveDate) {
        (self.ledger, self.today) = (ledger, today);
        self.generation += 1;
    }
}

/// The year to look at first: the latest that is still written in, else the latest.
fn first_year(book: &Book) -> Option<FiscalYear> {
    let open = book.years().rev().find(|year| !year.closed).map(|year| year.year);
    open.or_else(|| book.latest_year())
}

/// What is derived from a context: once for each of its states, and only when it is looked at.
#[derive(Debug)]
pub(super) struct Derived<T>(RefCell<Option<(u64, Rc<T>)>>);

impl<T> Default for Derived<T> {
    fn default() -> Self {
        Self(RefCell::new(None))
    }
}

impl<T> Derived<T> {
    pub(super) fn get(&self, context: &Context, derive: impl FnOnce() -> T) -> Rc<T> {
        let mut known = self.0.borrow_mut();
        match &*known {
            Some((generation, derived)) if *generation == context.generation => Rc::clone(derived),
            _ => {
                let derived = Rc::new(derive());
                *known = Some((context.generation, Rc::clone(&derived)));
                derived
            }
        }
    }
}
