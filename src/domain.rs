//! The nouns of the work, their rules, and what may be done to them: pure values.
//!
//! **Architecture invariant:** nothing here knows of SQL, files, widgets, PDF or clocks.

pub mod change;
pub mod check;
mod code;
pub mod date;
pub mod department;
pub mod difference;
pub mod dismissed;
pub mod edition;
pub mod field;
pub mod figure;
pub mod fold;
pub mod handout;
pub mod id;
pub mod implementation;
pub mod indicator;
pub mod invalid;
mod key;
pub mod measure;
pub mod merge;
pub mod observation;
pub mod op;
pub mod outline;
pub mod period;
pub mod plan;
pub mod position;
pub mod proofread;
pub mod rate;
mod record;
pub mod replace;
pub mod restore;
pub mod revision;
mod rollover;
pub mod scale;
pub mod search;
pub mod series;
mod start;
pub mod status;
mod tables;
pub mod template;
pub mod text;
pub mod value;
pub mod writing;
pub mod year;

mod book;

pub use book::{Book, FigureCell};
pub use change::Change;
pub use code::Code;
pub use department::{Department, Succession};
pub use dismissed::Dismissed;
pub use edition::Edition;
pub use field::Field;
pub use figure::Figure;
pub use id::{
    DepartmentId, DirectionId, EditionId, GoalId, GradeId, IndicatorId, MeasureId, PlanId, ScaleId,
    StatusId, TemplateId,
};
pub use implementation::{Approval, EntryState, Implementation};
pub use indicator::{Amendment, Indicator, OutlineKey};
pub use invalid::Invalid;
pub use key::Key;
pub use measure::Measure;
pub use observation::Observation;
pub use op::{Noun, Op};
pub use outline::{Direction, Goal};
pub use period::Period;
pub use plan::{BracketStyle, NumberStyle, Plan};
pub use position::Position;
pub use record::Record;
pub use rollover::{Statuses, rollover};
pub use scale::{Grade, Scale};
pub use status::{Hue, ProgressStatus};
pub use template::Template;
pub use value::{FieldValue, Value};
pub use year::{Digits, FirstReiwa, FiscalYear, Year, YearStyle};
