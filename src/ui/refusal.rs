//! A value that a rule refuses, told beside its field.

use crate::domain::{Field, Invalid};
use crate::store;
use crate::words::Notice;

/// A value that a rule refuses, told beside its field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The field, where the rule is about one.
    pub field: Option<Field>,
    pub sentence: String,
}

impl Refusal {
    /// What a failed commit says about a field; `None` where it is not about one.
    pub fn of(error: &store::Error) -> Option<Self> {
        let store::Error::Invalid(invalid) = error else { return None };
        let field = match invalid {
            Invalid::Blank(field)
            | Invalid::ControlCharacter(field)
            | Invalid::LineBreak(field)
            | Invalid::TooLong { field, .. } => Some(*field),
            Invalid::OutOfRange(field) => Some(*field),
            Invalid::EndsBeforeItBegins => Some(Field::Period),
            Invalid::DuplicateName(_) | Invalid::YearOutOfRange(_) | Invalid::NoColumn => None,
            Invalid::DepartmentTwice => Some(Field::DepartmentName),
            Invalid::InUse { .. }
            | Invalid::Dangling(_)
            | Invalid::OtherPlan
            | Invalid::ClosedYear(_)
            | Invalid::LastTemplate
            | Invalid::TooMany(_)
            | Invalid::OwnSuccessor
            | Invalid::TooManySuccessors
            | Invalid::Stale(_)
            | Invalid::Empty => return None,
        };
        let notice = Notice::from(invalid);
        Some(Self { field, sentence: format!("{}{}", notice.what, notice.remedy) })
    }

    /// The sentence, where it is about this field.
    pub fn at(refusal: Option<&Self>, field: Field) -> Option<&str> {
        refusal
            .filter(|refusal| refusal.field == Some(field))
            .map(|refusal| refusal.sentence.as_str())
    }
}
