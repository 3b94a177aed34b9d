//! From the plan to pages, and from pages to PDF bytes.
//!
//! **Architecture invariant:** nothing here knows of SQL; only `report/pdf.rs` names printpdf.
