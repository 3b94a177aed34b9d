//! The list at the left: measures under their goals and directions. Only the rows that are seen
//! are built, each of a fixed height, so that a thousand measures scroll as smoothly as forty.

use crate::domain::{Book, DirectionId, FiscalYear, GoalId, Measure, MeasureId};
use crate::ui::theme::{BOLD, Look};
use crate::ui::widget::badge::{Tone, badge};
use crate::ui::widget::button::{bare, in_list};
use crate::ui::widget::one_line::one_line;
use crate::ui::widget::{label, panel};
use iced::widget::{Id, column, container, operation, row, scrollable, space};
use iced::{Center, Element, Fill, Task};

/// One row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    Goal(GoalId),
    Direction(DirectionId),
    Measure(MeasureId),
}

impl Row {
    /// In pixels at the ordinary size of text.
    const fn height(self) -> f32 {
        match self {
            Self::Goal(_) => 42.0,
            Self::Direction(_) => 38.0,
            Self::Measure(_) => 61.0,
        }
    }
}

/// The rows, where each begins, and which part of them is seen.
#[derive(Debug, Clone)]
pub struct List {
    rows: Vec<Row>,
    /// Where each row begins, and after them where the last one ends; at the ordinary size.
    tops: Vec<f32>,
    /// The first pixel that is seen, and how many are.
    seen: (f32, f32),
}

/// A height that nobody sees, another one after every scroll. tiny-skia paints what has changed text
/// by text, dozens of small regions when a list moves, each at the price of a large one; where the
/// bounds of a layer have changed it paints the layer once.
fn nudge(first: f32) -> f32 {
    (first * 0.37).fract() * 0.05
}

/// How many pixels above and below the seen part are built as well, so that a fast wheel finds rows.
const MARGIN: f32 = 240.0;

impl Default for List {
    fn default() -> Self {
        // The height of the window is not known before the first frame.
        Self { rows: Vec::new(), tops: vec![0.0], seen: (0.0, 1400.0) }
    }
}

/// How far the entry of a measure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    Done,
    /// The text or the status is there, the other is not.
    Begun,
    Missing,
    /// Not asked for.
    Retired,
}

impl Progress {
    pub fn of(book: &Book, measure: &Measure, year: FiscalYear) -> Self {
        match (measure.retired, book.is_missing(measure, year)) {
            (true, _) => Self::Retired,
            (false, false) => Self::Done,
            (false, true) if book.implementation(measure.id, year).is_some() => Self::Begun,
            (false, true) => Self::Missing,
        }
    }

    /// Its colour, sign and word.
    pub const fn mark(self) -> (Tone, &'static str, &'static str) {
        match self {
            Self::Done => (Tone::Done, "✓", "入力済"),
            Self::Begun => (Tone::Attention, "…", "入力中"),
            Self::Missing => (Tone::Quiet, "○", "未入力"),
            Self::Retired => (Tone::Quiet, "－", "廃止"),
        }
    }
}

impl List {
    /// Lays the rows for these measures, in their order, each under its headings.
    pub fn lay(&mut self, book: &Book, measures: &[MeasureId]) {
        self.rows.clear();
        let (mut goal, mut direction) = (None, None);
        for measure in measures.iter().filter_map(|id| book.measure(*id)) {
            let Some(heading) = book.direction(measure.direction) else { continue };
            if goal != Some(heading.goal) {
                goal = Some(heading.goal);
                self.rows.push(Row::Goal(heading.goal));
            }
            if direction != Some(heading.id) {
                direction = Some(heading.id);
                if !heading.name.is_empty() {
                    self.rows.push(Row::Direction(heading.id));
                }
            }
            self.rows.push(Row::Measure(measure.id));
        }
        let mut top = 0.0;
        self.tops = std::iter::once(0.0)
            .chain(self.rows.iter().map(|row| {
                top += row.height();
                top
            }))
            .collect();
    }

    /// The measures that are listed.
    pub fn measures(&self) -> impl DoubleEndedIterator<Item = MeasureId> {
        self.rows.iter().filter_map(|row| match row {
            Row::Measure(id) => Some(*id),
            Row::Goal(_) | Row::Direction(_) => None,
        })
    }

    /// The measure after (or before) one in the list; the first (or last) where it is not listed.
    pub fn neighbour(&self, of: Option<MeasureId>, forward: bool) -> Option<MeasureId> {
        let all: Vec<MeasureId> = self.measures().collect();
        let at = of.and_then(|of| all.iter().position(|id| *id == of));
        let to = match (at, forward) {
            (Some(at), true) => at.checked_add(1)?,
            (Some(at), false) => at.checked_sub(1)?,
            (None, true) => 0,
            (None, false) => all.len().checked_sub(1)?,
        };
        all.get(to).copied()
    }

    /// Follows the scrolling.
    pub fn scrolled(&mut self, look: Look, viewport: scrollable::Viewport) {
        let scale = look.px(100.0) / 100.0;
        self.seen =
            (viewport.absolute_offset().y / scale, viewport.bounds().height.max(1.0) / scale);
    }

    /// Scrolls so far that a measure is seen.
    pub fn reveal<M: 'static>(&self, look: Look, id: MeasureId) -> Task<M> {
        let Some(index) = self.rows.iter().position(|row| *row == Row::Measure(id)) else {
            return Task::none();
        };
        let (top, bottom) = (self.top(index), self.top(index + 1));
        let (first, height) = self.seen;
        let to = if top < first {
            // With the heading above it, where there is one.
            (top - 80.0).max(0.0)
        } else if bottom > first + height {
            bottom - height
        } else {
            return Task::none();
        };
        let offset = scrollable::AbsoluteOffset { x: None, y: Some(look.px(to)) };
        operation::scroll_to(scroll_id(), offset)
    }

    fn top(&self, index: usize) -> f32 {
        self.tops.get(index).copied().unwrap_or(0.0)
    }

    /// The rows with the part of them that is seen.
    pub fn view<'a, M: Clone + 'a>(
        &'a self,
        look: Look,
        scene: Scene<'a>,
        on_choice: impl Fn(MeasureId) -> M + 'a,
        on_scroll: impl Fn(scrollable::Viewport) -> M + 'a,
    ) -> Element<'a, M> {
        let (first, height) = self.seen;
        let row_at = |y: f32| self.tops.partition_point(|top| *top <= y).saturating_sub(1);
        let from = row_at((first - MARGIN).max(0.0));
        let to = (row_at(first + height + MARGIN) + 1).min(self.rows.len());
        let rows = self.rows.get(from..to).unwrap_or_default().iter();
        let rows = rows.map(|row| {
            let element = match row {
                Row::Goal(id) => goal(look, &scene, *id),
                Row::Direction(id) => direction(look, &scene, *id),
                Row::Measure(id) => measure(look, &scene, *id, on_choice(*id)),
            };
            let height = look.px(row.height());
            container(element).height(height).width(Fill).into()
        });
        let end = self.top(self.rows.len());
        let content = column![
            space().height(look.px(self.top(from))),
            // Not a keyed column: that of iced 0.14 hands the state of one kind of row to another.
            column(rows),
            space().height(look.px(end - self.top(to))),
        ];
        let list = scrollable(content)
            .id(scroll_id())
            .direction(panel::thin(look))
            .style(panel::scroll(look))
            .on_scroll(on_scroll)
            .width(Fill)
            .height(Fill);
        container(list).padding(iced::Padding::ZERO.bottom(nudge(first))).height(Fill).into()
    }
}

fn scroll_id() -> Id {
    Id::new("measures")
}

/// What the rows are drawn from.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    pub book: &'a Book,
    pub year: Option<FiscalYear>,
    pub chosen: Option<MeasureId>,
}

fn goal<'a, M: 'a>(look: Look, scene: &Scene<'a>, id: GoalId) -> Element<'a, M> {
    let heading = scene.book.goal(id).map(crate::domain::Goal::heading).unwrap_or_default();
    let line =
        container(one_line(look, heading).font(BOLD)).padding([0.0, look.px(18.0)]).center_y(Fill);
    panel::filled(look.color.hover, line).width(Fill).height(Fill).into()
}

fn direction<'a, M: 'a>(look: Look, scene: &Scene<'a>, id: DirectionId) -> Element<'a, M> {
    let heading =
        scene.book.direction(id).map(crate::domain::Direction::heading).unwrap_or_default();
    container(one_line(look, heading).color(look.color.second))
        .padding([0.0, look.px(18.0)])
        .center_y(Fill)
        .into()
}

fn measure<'a, M: Clone + 'a>(
    look: Look,
    scene: &Scene<'a>,
    id: MeasureId,
    on_press: M,
) -> Element<'a, M> {
    let Some(measure) = scene.book.measure(id) else { return space().into() };
    let chosen = scene.chosen == Some(id);
    let c = look.color;
    let name = one_line(look, measure.name.as_str());
    let name = if chosen { name.font(BOLD) } else { name };
    let number = label::bold(look, measure.number.to_string()).color(c.second).width(look.px(24.0));
    let progress = scene.year.map(|year| {
        let (tone, sign, word) = Progress::of(scene.book, measure, year).mark();
        badge(look, tone, sign, word)
    });
    let first = row![number, name].push(progress).spacing(look.px(4.0)).align_y(Center);
    let second =
        row![space().width(look.px(28.0)), one_line(look, beneath(scene, measure)).color(c.second)];
    let content = column![first, second]
        .spacing(look.px(2.0))
        .padding(iced::Padding::from([0.0, look.px(18.0)]).left(look.px(15.0)));
    let edge: Element<'_, M> = if chosen {
        panel::filled(c.accent, space().width(3).height(Fill)).into()
    } else {
        space().width(3).into()
    };
    let pressable = bare(look, row![edge, container(content).center_y(Fill).width(Fill)], on_press);
    column![pressable.height(Fill).style(in_list(look, chosen)).of_a_list(), panel::line(look)]
        .into()
}

/// The second line of a row: 産業振興課（学務課）・実施中.
fn beneath(scene: &Scene<'_>, measure: &Measure) -> String {
    let names = |ids: &[crate::domain::DepartmentId]| {
        let names = ids.iter().filter_map(|id| scene.book.department(*id));
        names.map(|department| department.name.as_str()).collect::<Vec<_>>().join("、")
    };
    let mut line = names(&measure.lead);
    if !measure.related.is_empty() {
        line = format!("{line}（{}）", names(&measure.related));
    }
    if let Some(status) = scene.year.and_then(|year| scene.book.progress(measure.id, year)) {
        if !line.is_empty() {
            line.push('・');
        }
        line.push_str(&status.name);
    }
    line
}
