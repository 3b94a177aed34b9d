//! The window: screens, widgets, theme; one file for each screen.
//!
//! **Architecture invariant:** nothing here knows of SQL.
