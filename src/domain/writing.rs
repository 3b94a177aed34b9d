//! How narratives are written: bullets that go on, steps in and out, and what is pasted from
//! elsewhere.

mod bullet;
mod pasted;

pub use bullet::{Entered, Shifted, entered, shifted, without_bullet};
pub use pasted::{Cleaned, Did, clean_pasted};
