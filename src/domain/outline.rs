//! 基本目標 and 施策の方向: the headings under which measures stand.

use super::{DirectionId, GoalId, Position};
use serde::{Deserialize, Serialize};

/// 基本目標.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Goal {
    pub id: GoalId,
    /// 番号, what is printed and what an import matches by.
    pub number: u32,
    /// What stands before the name in print, e.g. 基本目標１.
    pub label: String,
    pub name: String,
    pub position: Position,
}

impl Goal {
    /// The label that a goal has unless its source says otherwise.
    pub fn default_label(number: u32) -> String {
        format!("基本目標{}", super::text::full_width_digits(number))
    }

    /// The heading as printed: 基本目標１「…」.
    pub fn heading(&self) -> String {
        match (self.label.is_empty(), self.name.is_empty()) {
            (true, _) => self.name.clone(),
            (false, true) => self.label.clone(),
            (false, false) => format!("{}「{}」", self.label, self.name),
        }
    }
}

/// 施策の方向.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Direction {
    pub id: DirectionId,
    pub goal: GoalId,
    /// 番号, printed as ①. It restarts under each goal.
    pub number: u32,
    /// May be empty where a plan has no directions under a goal; then no heading is printed.
    pub name: String,
    pub position: Position,
}

impl Direction {
    /// The heading as printed: ① ….
    pub fn heading(&self) -> String {
        if self.name.is_empty() {
            String::new()
        } else {
            format!("{} {}", super::text::circled(self.number), self.name)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_printed_as_the_council_knows_them() {
        let goal = Goal {
            id: GoalId::new(),
            number: 1,
            label: Goal::default_label(1),
            name: "住み続けたいまち".into(),
            position: Position::FIRST,
        };
        assert_eq!(goal.heading(), "基本目標１「住み続けたいまち」");
        let direction = Direction {
            id: DirectionId::new(),
            goal: goal.id,
            number: 2,
            name: "農のあるまち".into(),
            position: Position::FIRST,
        };
        assert_eq!(direction.heading(), "② 農のあるまち");
        assert_eq!(Direction { name: String::new(), ..direction }.heading(), "");
    }
}
