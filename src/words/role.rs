//! What a column is taken for, in the clerk's words.

use crate::domain::fold::fold_width;
use crate::domain::{Field, FiscalYear, Measure};
use crate::exchange::{Brackets, Column, heading_column};

/// What a clerk may take a column for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Unused,
    Number,
    NumberPath,
    Name,
    Description,
    /// One of the further texts of a measure.
    Further(Field),
    Lead,
    /// With the related ones in brackets.
    LeadAndRelated,
    Related,
    Status,
    Mark,
    /// Of one year.
    Narrative,
    /// Of several years, each under its heading.
    Narratives,
    Goal,
    Direction,
    Year,
    Kind,
    Retired,
    Period,
    FirstYear,
    LastYear,
    GoalNumber,
    GoalLabel,
    GoalName,
    DirectionNumber,
    DirectionName,
}

impl Role {
    /// All of them, in the order in which they are offered.
    pub fn all() -> Vec<Self> {
        let further = Measure::further_texts().map(|about| Self::Further(about.field));
        Self::PLAIN.into_iter().chain(further).collect()
    }

    const PLAIN: [Self; 25] = [
        Self::Unused,
        Self::Number,
        Self::Name,
        Self::Description,
        Self::Lead,
        Self::LeadAndRelated,
        Self::Related,
        Self::Status,
        Self::Mark,
        Self::Narrative,
        Self::Narratives,
        Self::Goal,
        Self::Direction,
        Self::NumberPath,
        Self::Year,
        Self::Kind,
        Self::Retired,
        Self::Period,
        Self::FirstYear,
        Self::LastYear,
        Self::GoalNumber,
        Self::GoalLabel,
        Self::GoalName,
        Self::DirectionNumber,
        Self::DirectionName,
    ];

    /// What a column is taken for.
    pub const fn of(column: Option<Column>) -> Self {
        match column {
            None => Self::Unused,
            Some(Column::Number) => Self::Number,
            Some(Column::NumberPath) => Self::NumberPath,
            Some(Column::Name) => Self::Name,
            Some(Column::Description) => Self::Description,
            Some(Column::Further(field)) => Self::Further(field),
            Some(Column::Lead(Brackets::Related)) => Self::LeadAndRelated,
            Some(Column::Lead(Brackets::Perhaps | Brackets::PartOfName)) => Self::Lead,
            Some(Column::Related) => Self::Related,
            Some(Column::Status(_) | Column::Progress(_)) => Self::Status,
            Some(Column::Mark(_)) => Self::Mark,
            Some(Column::Narrative(_)) => Self::Narrative,
            Some(Column::Narratives(_)) => Self::Narratives,
            Some(Column::Goal) => Self::Goal,
            Some(Column::Direction) => Self::Direction,
            Some(Column::Year) => Self::Year,
            Some(Column::Kind) => Self::Kind,
            Some(Column::Retired) => Self::Retired,
            Some(Column::Period) => Self::Period,
            Some(Column::FirstYear) => Self::FirstYear,
            Some(Column::LastYear) => Self::LastYear,
            Some(Column::GoalNumber) => Self::GoalNumber,
            Some(Column::GoalLabel) => Self::GoalLabel,
            Some(Column::GoalName) => Self::GoalName,
            Some(Column::DirectionNumber) => Self::DirectionNumber,
            Some(Column::DirectionName) => Self::DirectionName,
        }
    }

    /// The column of this role, of a year where it has one.
    pub const fn column(self, year: Option<FiscalYear>) -> Option<Column> {
        Some(match self {
            Self::Unused => return None,
            Self::Number => Column::Number,
            Self::NumberPath => Column::NumberPath,
            Self::Name => Column::Name,
            Self::Description => Column::Description,
            Self::Further(field) => Column::Further(field),
            Self::Lead => Column::Lead(Brackets::Perhaps),
            Self::LeadAndRelated => Column::Lead(Brackets::Related),
            Self::Related => Column::Related,
            Self::Status => Column::Status(year),
            Self::Mark => Column::Mark(year),
            Self::Narrative => match year {
                Some(year) => Column::Narrative(year),
                None => Column::Narratives(None),
            },
            Self::Narratives => Column::Narratives(year),
            Self::Goal => Column::Goal,
            Self::Direction => Column::Direction,
            Self::Year => Column::Year,
            Self::Kind => Column::Kind,
            Self::Retired => Column::Retired,
            Self::Period => Column::Period,
            Self::FirstYear => Column::FirstYear,
            Self::LastYear => Column::LastYear,
            Self::GoalNumber => Column::GoalNumber,
            Self::GoalLabel => Column::GoalLabel,
            Self::GoalName => Column::GoalName,
            Self::DirectionNumber => Column::DirectionNumber,
            Self::DirectionName => Column::DirectionName,
        })
    }

    /// Whether its column may be of a year.
    pub fn has_year(self) -> bool {
        self.column(None).is_some_and(|column| column.year().is_some())
    }

    /// The one before or after it, in the order in which they are offered.
    pub fn beside(self, forward: bool) -> Self {
        let all = Self::all();
        let at = all.iter().position(|role| *role == self).unwrap_or_default();
        let to = if forward { at.checked_add(1) } else { at.checked_sub(1) };
        to.and_then(|to| all.get(to)).copied().unwrap_or(self)
    }

    /// The role that is called so, and its column: by the name alone or with a year before or behind
    /// it; a year alone is that of a narrative. 名称, R6, R6進捗状況, 進捗状況（令和6年度）.
    pub fn column_named(text: &str) -> Option<Option<Column>> {
        let text = fold_width(text);
        if let Some(year) = FiscalYear::parse(&text) {
            return Some(Self::Narrative.column(Some(year)));
        }
        let named = Self::all().into_iter().find_map(|role| {
            let name = fold_width(role.name());
            let rest = text.strip_suffix(&name).or_else(|| text.strip_prefix(&name))?;
            if rest.is_empty() {
                return Some(role.column(None));
            }
            let column = role.column(Some(FiscalYear::parse(rest.trim_end_matches('の'))?));
            column.is_some_and(|column| column.year().is_some()).then_some(column)
        });
        // A heading by which the column would be recognised: 施策番号. One that may mean two things
        // is decided by the cells beneath it.
        let is_sure = |it: &Column| !matches!(it, Column::Progress(_));
        let heading = || heading_column(&text).filter(is_sure);
        let heading = || heading().filter(|_| !text.contains(|c: char| c.is_ascii_digit()));
        named.or_else(|| heading().map(Some))
    }

    pub const fn name(self) -> &'static str {
        match self {
            Self::Unused => "使わない",
            Self::Number => "番号",
            Self::NumberPath => "番号（1-2-3）",
            Self::Name => "名称",
            Self::Description => "内容",
            Self::Further(field) => field.label(),
            Self::Lead => "所管課",
            Self::LeadAndRelated => "所管課（関連課）",
            Self::Related => "関連課",
            Self::Status => "進捗状況",
            Self::Mark => "進捗状況（○印）",
            Self::Narrative => "実施状況",
            Self::Narratives => "実施状況（各年度）",
            Self::Goal => "基本目標",
            Self::Direction => "施策の方向",
            Self::Year => "年度",
            Self::Kind => "計画・実績の別",
            Self::Retired => "廃止",
            Self::Period => "実施期間",
            Self::FirstYear => "開始年度",
            Self::LastYear => "終了年度",
            Self::GoalNumber => "基本目標の番号",
            Self::GoalLabel => "基本目標の見出し",
            Self::GoalName => "基本目標の名称",
            Self::DirectionNumber => "施策の方向の番号",
            Self::DirectionName => "施策の方向の名称",
        }
    }
}

impl std::fmt::Display for Role {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_is_that_of_its_column() {
        let year = Some(FiscalYear(2024));
        for role in Role::all() {
            assert_eq!(Role::of(role.column(year)), role);
            assert_eq!(Role::of(role.beside(true).column(year)), role.beside(true));
        }
        assert_eq!(Role::of(Role::Narrative.column(None)), Role::Narratives);
    }

    #[test]
    fn a_column_is_called_by_its_role_and_its_year() {
        let year = FiscalYear(2024);
        for role in Role::all() {
            assert_eq!(Role::column_named(role.name()), Some(role.column(None)), "{role}");
        }
        for (text, column) in [
            ("R6", Column::Narrative(year)),
            ("令和6年度", Column::Narrative(year)),
            ("２０２４実施状況", Column::Narrative(year)),
            ("R6進捗状況", Column::Status(Some(year))),
            ("令和6年度の進捗状況", Column::Status(Some(year))),
            ("進捗状況（R6）", Column::Status(Some(year))),
            ("進捗状況(○印)R6", Column::Mark(Some(year))),
            ("所管課(関連課)", Column::Lead(Brackets::Related)),
            ("施策番号", Column::Number),
            ("施策の名称", Column::Name),
        ] {
            assert_eq!(Role::column_named(text), Some(Some(column)), "{text}");
        }
        for text in ["", "呼び方", "R6名称", "R6使わない", "名称2", "進捗状況の"] {
            assert_eq!(Role::column_named(text), None, "{text}");
        }
    }
}
