//! 見本: the list of a made-up city, to try everything on.

use super::{import, json};
use crate::assets;
use crate::domain::{Book, Plan};

/// The sample as a new book. Its rows have new identities each time, as befits a new file.
pub fn sample() -> Book {
    let mut book = Book::new(Plan::new("", ""));
    // The sample is a part of the program: the test below stands for what could go wrong here.
    if let Ok(listing) = json::read(assets::SAMPLE) {
        let _ = book.apply(&import(&book, &listing).changes);
    }
    book
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::FiscalYear;

    #[test]
    fn the_sample_is_whole() {
        let listing = json::read(assets::SAMPLE).unwrap();
        assert_eq!(import(&Book::new(Plan::new("", "")), &listing).unreadable, []);
        let book = sample();
        assert_eq!((book.goals().len(), book.measure_count()), (3, 43));
        assert_eq!(book.latest_year(), Some(FiscalYear(2024)));
        let missing =
            book.listed().iter().filter(|row| book.is_missing(row.2, FiscalYear(2024))).count();
        assert_eq!(missing, 2, "one without an entry, one without its status");
    }
}
