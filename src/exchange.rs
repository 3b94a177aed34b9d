//! Lists in and out: CSV, Excel and JSON as bytes in, values out, and back.
//!
//! **Architecture invariant:** nothing here knows of widgets.
