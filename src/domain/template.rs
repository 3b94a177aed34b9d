//! 様式: how the list is laid out on paper, kept in the file under a name, so that next year's paper looks
//! like this year's whoever prints it.

mod parts;
pub mod placeholder;
mod settings;

pub use parts::{
    Binding, Column, ColumnSettings, Comparison, Design, DocumentNumber, Figures, Flush, Format,
    Margins, Orientation, PageNumber, PageNumberForm, Paper, Rows, Selection, Side, Surroundings,
    Typeface, YearForm,
};
pub use settings::Settings;

use super::{Position, TemplateId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// 様式.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template {
    pub id: TemplateId,
    pub name: String,
    pub position: Position,
    /// On the heap: a record is as large as the largest of all.
    pub settings: Box<Settings>,
}

impl Template {
    /// What every new file has. Their identities are always the same: two copies of a file that gain
    /// them apart from one another have gained the same rows.
    pub fn built_in() -> [Self; 4] {
        let built_in = |index: usize, name: &str, settings| Self {
            id: TemplateId::from_uuid(Uuid::from_u128(FIRST + index as u128)),
            name: name.to_owned(),
            position: Position::nth(index),
            settings: Box::new(settings),
        };
        let council = Settings {
            design: Design::Current,
            // Whole columns of ten points, and the page number clear of what printers cannot reach.
            margins: Margins { top: 12, right: 11, bottom: 13, left: 10 },
            binding: Binding { side: Side::Left, width: 10 },
            type_size: 100,
            leading: 125,
            rows: Rows::Years,
            repeats_headings: true,
            legend: true,
            surroundings: Surroundings {
                running_head: true,
                meanings: true,
                ..Surroundings::default()
            },
            ..Settings::default()
        };
        let checked = Settings { dated: true, unconfirmed: "※".to_owned(), ..council.clone() };
        let by_department = Settings {
            rows: Rows::Whole,
            typeface: Typeface::Gothic,
            // Room to write corrections between the lines.
            leading: 150,
            note: "訂正がある場合は、朱書きしてお戻しください。".to_owned(),
            ..checked.clone()
        };
        let large = Settings {
            typeface: Typeface::Gothic,
            type_size: 120,
            leading: 150,
            ..council.clone()
        };
        [
            built_in(0, "議会配布用", council),
            built_in(1, "内部確認用", checked),
            built_in(2, "課別確認用", by_department),
            built_in(3, "見やすい版", large),
        ]
    }
}

/// The identity of the first built-in one, a random UUID; the others follow.
const FIRST: u128 = 0x6b7f_0d52_3c1e_4b8a_9f46_d2a0_71c5_e310;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_ones_can_be_kept() {
        for template in Template::built_in() {
            assert_eq!(template.settings.check(), Ok(()), "{}", template.name);
        }
        assert_eq!(Template::built_in(), Template::built_in(), "the same on every PC");
    }
}
