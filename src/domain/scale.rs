//! 評価尺度: the grades by which figures are judged. Rows of the file, never an enum.

use super::{Figure, GradeId, Hue, Position, ScaleId};
use serde::{Deserialize, Serialize};

/// 評価尺度.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scale {
    pub id: ScaleId,
    pub name: String,
    pub basis: Basis,
    pub position: Position,
    /// 廃止: hidden from choice, still printable.
    pub retired: bool,
}

/// How a grade comes about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// Somebody chooses it.
    #[default]
    Hand,
    /// By the band in which 達成率 lies.
    Rate,
}

/// A grade of a scale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grade {
    pub id: GradeId,
    pub scale: ScaleId,
    pub position: Position,
    /// 記号, e.g. Ａ, ◎.
    pub mark: String,
    /// 意味, e.g. 達成; may be empty.
    pub meaning: String,
    /// The 達成率 in per cent from which on it is given, for scales by rate.
    pub lower: Figure,
    pub hue: Hue,
    /// Whether it counts where shares are reckoned; 評価困難 does not.
    pub counted: bool,
    pub retired: bool,
}

/// A grade of a [`Scale`] that is proposed: mark, meaning, per cent from which on, colour, counted.
type Proposed = (&'static str, &'static str, &'static str, Hue, bool);

/// Scales that plans often use.
const PROPOSED: [(&str, Basis, &[Proposed]); 3] = [
    (
        "達成度（Ａ～Ｄ）",
        Basis::Rate,
        &[
            ("Ａ", "達成", "100", Hue::Green, true),
            ("Ｂ", "概ね達成", "80", Hue::Indigo, true),
            ("Ｃ", "やや遅れ", "50", Hue::Amber, true),
            ("Ｄ", "遅れ", "", Hue::Red, true),
            ("－", "評価困難", "", Hue::Gray, false),
        ],
    ),
    (
        "達成状況（◎○△×）",
        Basis::Hand,
        &[
            ("◎", "目標を達成した", "", Hue::Green, true),
            ("○", "概ね順調である", "", Hue::Indigo, true),
            ("△", "遅れている", "", Hue::Amber, true),
            ("×", "著しく遅れている", "", Hue::Red, true),
        ],
    ),
    (
        "今後の方向性",
        Basis::Hand,
        &[
            ("拡充", "", "", Hue::Green, true),
            ("継続", "", "", Hue::Indigo, true),
            ("改善", "", "", Hue::Amber, true),
            ("縮小", "", "", Hue::Amber, true),
            ("廃止", "", "", Hue::Red, true),
            ("完了", "", "", Hue::Gray, true),
        ],
    ),
];

impl Scale {
    /// A scale without grades.
    pub fn new(name: impl Into<String>, position: Position) -> Self {
        Self {
            id: ScaleId::new(),
            name: name.into(),
            basis: Basis::default(),
            position,
            retired: false,
        }
    }

    /// Scales that plans often use, each with its grades, with new identities.
    pub fn proposed() -> Vec<(Self, Vec<Grade>)> {
        let scales = PROPOSED.iter().enumerate().map(|(at, (name, basis, grades))| {
            let scale = Self { basis: *basis, ..Self::new(*name, Position::nth(at)) };
            let grade = |(at, (mark, meaning, lower, hue, counted)): (usize, &Proposed)| Grade {
                meaning: (*meaning).to_owned(),
                lower: Figure::parse(lower, "%"),
                hue: *hue,
                counted: *counted,
                ..Grade::new(scale.id, *mark, Position::nth(at))
            };
            let grades = grades.iter().enumerate().map(grade).collect();
            (scale, grades)
        });
        scales.collect()
    }
}

impl Grade {
    /// A grade of this mark.
    pub fn new(scale: ScaleId, mark: impl Into<String>, position: Position) -> Self {
        Self {
            id: GradeId::new(),
            scale,
            position,
            mark: mark.into(),
            meaning: String::new(),
            lower: Figure::Blank,
            hue: Hue::default(),
            counted: true,
            retired: false,
        }
    }
}
