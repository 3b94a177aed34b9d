//! 保存版: a paper as it was handed out, kept under a name with the data of that moment.

use super::invalid::rules::named;
use super::template::Settings;
use super::{EditionId, Field, Invalid};
use chrono::{DateTime, FixedOffset, NaiveDate};
use std::collections::HashSet;

/// 保存版. Nothing of it changes once it is kept, but whether it is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    pub id: EditionId,
    /// 名称, e.g. 6月議会提出版.
    pub name: String,
    /// The day that it is of, as the clerk says: mostly that on which it was handed in.
    pub day: NaiveDate,
    /// When it was kept, by the clock of that PC.
    pub at: DateTime<FixedOffset>,
    /// Who kept it, as the PC knew the person.
    pub who: String,
    pub made: Making,
    /// How many pages the paper has.
    pub pages: u32,
    /// How many bytes its PDF has.
    pub size: u64,
    /// 削除: no longer listed, and still there to be asked back.
    pub removed: bool,
}

/// How the paper of an edition was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Making {
    /// Which 帳票, by its code.
    pub paper: String,
    /// The name of the 様式.
    pub template: String,
    /// What the 様式 said; `None` where a later version wrote what this one cannot read.
    pub settings: Option<Box<Settings>>,
    /// 作成日.
    pub date: Option<NaiveDate>,
}

impl Edition {
    /// Whether an edition may have this name, beside those that are listed.
    ///
    /// # Errors
    /// [`Invalid`] where the name is blank, of several lines or too long, or another one has it.
    pub fn check_name<'a>(
        name: &str,
        mut others: impl Iterator<Item = &'a str>,
    ) -> Result<(), Invalid> {
        named(Field::EditionName, name)?;
        match others.any(|other| other == name) {
            true => Err(Invalid::DuplicateName(name.to_owned())),
            false => Ok(()),
        }
    }

    /// A name that none of the others has: the wish itself, else （2）, （3） … behind it.
    pub fn free_name(wish: &str, others: &[Self]) -> String {
        let listed = others.iter().filter(|other| !other.removed);
        let taken: HashSet<&str> = listed.map(|other| other.name.as_str()).collect();
        if !taken.contains(wish) {
            return wish.to_owned();
        }
        // One of so many is free.
        let mut numbered = (2..others.len() + 3).map(|number| format!("{wish}（{number}）"));
        numbered.find(|name| !taken.contains(name.as_str())).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edition(name: &str) -> Edition {
        Edition {
            id: EditionId::new(),
            name: name.to_owned(),
            day: NaiveDate::default(),
            at: DateTime::default(),
            who: String::new(),
            made: Making {
                paper: "list".to_owned(),
                template: String::new(),
                settings: None,
                date: None,
            },
            pages: 1,
            size: 1,
            removed: false,
        }
    }

    #[test]
    fn a_name_that_is_taken_is_numbered() {
        let mut kept = vec![edition("提出版")];
        assert_eq!(Edition::free_name("議会提出版", &kept), "議会提出版");
        assert_eq!(Edition::free_name("提出版", &kept), "提出版（2）");
        kept.push(edition("提出版（2）"));
        assert_eq!(Edition::free_name("提出版", &kept), "提出版（3）");
        kept[0].removed = true;
        assert_eq!(Edition::free_name("提出版", &kept), "提出版", "a removed one has given it up");
    }

    #[test]
    fn a_name_is_one_line_and_its_own() {
        let check = |name| Edition::check_name(name, ["提出版"].into_iter());
        assert_eq!(check("6月議会提出版"), Ok(()));
        assert_eq!(check("提出版"), Err(Invalid::DuplicateName("提出版".to_owned())));
        assert_eq!(check(" "), Err(Invalid::Blank(Field::EditionName)));
        assert_eq!(check("一\n二"), Err(Invalid::LineBreak(Field::EditionName)));
    }
}
