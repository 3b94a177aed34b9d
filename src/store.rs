//! The one `.db` file: open, identity, migrations, commit, undo, change log, backups.
//!
//! **Architecture invariant:** nothing here knows of widgets or PDF.

mod error;
mod header;
mod schema;

pub use error::Error;
