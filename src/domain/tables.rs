//! The table of the fields of each record: what of a field there is to know is said here once, and
//! storage, history, merge, exchange and the rules for texts read it.

use super::field::{About, FieldSpec, Fields, Kind, code, field, place, text};
use super::indicator::{Amendment, Decimals, Indicator, RateChoice};
use super::observation::Observation;
use super::rate::{Better, RateRule};
use super::scale::{Basis, Grade, Scale};
use super::series::{Closing, Series};
use super::*;

impl Fields for Plan {
    const FIELDS: &'static [FieldSpec<Self>] = &[
        text!(Municipality, Line, municipality),
        text!(PlanName, Line, name),
        text!(Title, Line, title),
        code!(FirstReiwa, FirstReiwa, first_reiwa),
        code!(NumberStyle, NumberStyle, number_style),
        code!(BracketStyle, BracketStyle, bracket_style),
        text!(IndicatorKinds, Lines, indicator_kinds).unprinted(),
        code!(RateRule, RateRule, rate_rule),
        field!(Dismissed, Kind::Dismissed, dismissed),
    ];
}

impl Fields for Goal {
    const FIELDS: &'static [FieldSpec<Self>] = &[
        field!(Number, Kind::Number, number),
        text!(GoalLabel, Line, label),
        text!(GoalName, Line, name),
        place!(),
    ];
}

impl Fields for Direction {
    const FIELDS: &'static [FieldSpec<Self>] = &[
        place!(goal: Goal(GoalId)),
        field!(Number, Kind::Number, number),
        text!(DirectionName, Line, name),
    ];
}

impl Fields for Measure {
    const FIELDS: &'static [FieldSpec<Self>] = &[
        place!(direction: Direction(DirectionId)),
        field!(Number, Kind::Number, number),
        text!(MeasureName, Name, name),
        text!(Description, Lines, description),
        text!(Grant, Line, grant).unprinted(),
        field!(Lead, Kind::Departments, lead),
        field!(Related, Kind::Departments, related),
        field!(Retired, Kind::Flag, retired),
        field!(Period, Kind::Period, period),
        field!(Dismissed, Kind::Dismissed, dismissed),
    ];
}

impl Fields for Department {
    const FIELDS: &'static [FieldSpec<Self>] = &[
        text!(DepartmentName, Name, name),
        text!(Contact, Line, contact),
        field!(Successor, Kind::Successor, successor),
        place!(),
        field!(Retired, Kind::Flag, retired),
    ];
}

impl Fields for ProgressStatus {
    const FIELDS: &'static [FieldSpec<Self>] = &[
        text!(StatusName, Name, name),
        text!(StatusMark, Line, mark),
        text!(StatusMeaning, Line, meaning),
        code!(Hue, Hue, hue),
        field!(Done, Kind::Flag, done),
        place!(),
        field!(Retired, Kind::Flag, retired),
    ];
}

impl Fields for Year {
    const FIELDS: &'static [FieldSpec<Self>] = &[field!(Closed, Kind::Flag, closed)];
}

impl Fields for Implementation {
    const FIELDS: &'static [FieldSpec<Self>] = &[
        field!(Status, Kind::Reference(|id| Key::Status(StatusId::from_uuid(id))), status),
        text!(Narrative, Lines, narrative),
        code!(Approval, Approval, approval),
        text!(Remark, Lines, remark).unprinted(),
        field!(Dismissed, Kind::Dismissed, dismissed),
    ];
}

impl Fields for Indicator {
    const FIELDS: &'static [FieldSpec<Self>] = &[
        text!(IndicatorLabel, Line, label),
        text!(IndicatorName, Name, name),
        text!(Unit, Line, unit),
        text!(IndicatorKind, Line, kind),
        code!(Series, Series, series),
        code!(Closing, Closing, closing),
        field!(ClosingFigure, Kind::Figure, closing_figure),
        code!(Better, Better, better),
        code!(Decimals, Decimals, decimals),
        field!(Base, Kind::Figure, base),
        text!(BaseLabel, Line, base_label),
        text!(BaseAt, Line, base_at),
        field!(FinalTarget, Kind::Figure, target),
        text!(TargetLabel, Line, target_label),
        field!(TargetYear, Kind::Year, target_year),
        code!(RateChoice, RateChoice, rate),
        field!(Scale, Kind::Reference(|id| Key::Scale(ScaleId::from_uuid(id))), scale),
        text!(Definition, Lines, definition),
        text!(Method, Lines, method),
        text!(Timing, Line, timing),
        text!(Reporter, Line, reporter),
        text!(FigureNote, Lines, note),
        field!(At, Kind::Keys, at),
        field!(Lead, Kind::Keys, lead),
        field!(Related, Kind::Keys, related),
        field!(Period, Kind::Period, period),
        field!(
            NextIndicator,
            Kind::Reference(|id| Key::Indicator(IndicatorId::from_uuid(id))),
            successor
        ),
        place!(),
        field!(Retired, Kind::Flag, retired),
        field!(Dismissed, Kind::Dismissed, dismissed),
    ];
}

impl Fields for Observation {
    const FIELDS: &'static [FieldSpec<Self>] = &[
        field!(YearTarget, Kind::Figure, target),
        field!(Actual, Kind::Figure, actual),
        text!(AsOf, Line, as_of),
        text!(FigureNote, Lines, note),
        text!(Cause, Lines, cause),
        field!(Grade, Kind::Reference(|id| Key::Grade(GradeId::from_uuid(id))), grade),
        code!(Approval, Approval, approval),
        text!(Remark, Lines, remark).unprinted(),
        field!(Dismissed, Kind::Dismissed, dismissed),
    ];
}

impl Fields for Amendment {
    const FIELDS: &'static [FieldSpec<Self>] = &[
        text!(Unit, Line, unit),
        text!(Definition, Lines, definition),
        field!(FinalTarget, Kind::Figure, target),
        text!(Reason, Lines, reason),
    ];
}

impl Fields for Scale {
    const FIELDS: &'static [FieldSpec<Self>] = &[
        text!(ScaleName, Name, name),
        code!(Basis, Basis, basis),
        place!(),
        field!(Retired, Kind::Flag, retired),
    ];
}

impl Fields for Grade {
    const FIELDS: &'static [FieldSpec<Self>] = &[
        text!(GradeMark, Name, mark),
        text!(GradeMeaning, Line, meaning),
        field!(GradeLower, Kind::Figure, lower),
        code!(Hue, Hue, hue),
        field!(Counted, Kind::Flag, counted),
        place!(scale: Scale(ScaleId)),
        field!(Retired, Kind::Flag, retired),
    ];
}

impl Fields for Template {
    const FIELDS: &'static [FieldSpec<Self>] = &[
        text!(TemplateName, Name, name),
        text!(Title, Part, settings.title),
        text!(Subtitle, Part, settings.subtitle),
        text!(DocumentNumber, Part, settings.number.text),
        text!(Meeting, Part, settings.meeting),
        text!(Note, Part, settings.note),
        field!(Settings, Kind::Settings, settings),
        place!(),
    ];
}

impl Measure {
    /// Its texts beside name and description. Lists have a column for each that is filled in.
    pub fn further_texts() -> impl Iterator<Item = About> {
        let texts = Self::FIELDS.iter().filter(|spec| spec.text.is_some()).map(|spec| spec.about);
        texts.filter(|about| !matches!(about.field, Field::MeasureName | Field::Description))
    }
}
