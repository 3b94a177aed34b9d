//! The steps of the year's work, and where the year stands; derived from what is entered, and from
//! the ledger where files were handed out.

use super::Message;
use super::summary::Summary;
use crate::domain::EntryState;
use crate::domain::search::Filter;
use crate::ui::screen_id::ScreenId;
use crate::ui::theme::{BOLD, INTERFACE, Look};
use crate::ui::widget::{button, panel};
use iced::widget::text::Wrapping;
use iced::widget::{container, row, text};
use iced::{Border, Center, Element, Fill};

/// One step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// 年度更新.
    Opening,
    /// 配布.
    HandOut,
    /// 入力.
    Entry,
    /// 回収.
    Collection,
    /// 点検.
    Check,
    /// 印刷.
    Print,
}

impl Step {
    pub(super) const ALL: [Self; 6] =
        [Self::Opening, Self::HandOut, Self::Entry, Self::Collection, Self::Check, Self::Print];

    const fn name(self) -> &'static str {
        match self {
            Self::Opening => "年度更新",
            Self::HandOut => "配布",
            Self::Entry => "入力",
            Self::Collection => "回収",
            Self::Check => "点検",
            Self::Print => "印刷",
        }
    }

    /// Whether it was done: what nobody has handed out was neither handed out nor collected, though the
    /// year goes on without.
    fn is_ticked(self, summary: &Summary) -> bool {
        let is_skipped = match self {
            Self::HandOut => !summary.handed.any(),
            Self::Collection => !(summary.handed.any() || summary.confirms),
            _ => false,
        };
        !is_skipped && self.is_done(summary)
    }

    /// Whether nothing is left to be done in it.
    fn is_done(self, summary: &Summary) -> bool {
        let of = |state| summary.whole.of(state);
        let all = summary.whole.all();
        match self {
            Self::Opening => true,
            Self::HandOut if summary.handed.any() => summary.departments_unasked() == 0,
            // Who has begun to enter has been asked.
            Self::HandOut => of(EntryState::Missing) < all,
            Self::Entry => of(EntryState::Missing) == 0,
            Self::Collection if summary.handed.awaited() > 0 => false,
            // A city that agrees to nothing in the program has what is entered.
            Self::Collection => {
                let left = if summary.confirms { of(EntryState::InProgress) } else { 0 };
                of(EntryState::Missing) + left == 0
            }
            Self::Check => {
                let left = if summary.confirms { all - of(EntryState::Confirmed) } else { 0 };
                left + summary.found() == 0
            }
            Self::Print => false,
        }
    }

    /// How far it is: departments, or things to look at.
    fn count(self, summary: &Summary) -> Option<String> {
        let departments = summary.departments.len();
        let done = |states: &[EntryState]| {
            let through =
                summary.departments_done(|tally| states.iter().all(|state| tally.of(*state) == 0));
            format!("{through}／{departments}課")
        };
        let handed = &summary.handed;
        match self {
            Self::HandOut if handed.any() => {
                Some(format!("{}／{departments}課", summary.departments_asked()))
            }
            Self::Entry => Some(done(&[EntryState::Missing])),
            Self::Collection if handed.any() => {
                Some(format!("{}／{}課", handed.taken(), handed.out()))
            }
            Self::Collection if summary.confirms => {
                Some(done(&[EntryState::Missing, EntryState::InProgress]))
            }
            Self::Check if summary.found() > 0 => Some(format!("{}件", summary.found())),
            Self::Opening | Self::HandOut | Self::Collection | Self::Check | Self::Print => None,
        }
    }

    /// Where it is done; the files of departments only where there is a ledger of them.
    fn way(self, summary: &Summary, ledger: bool) -> Option<Message> {
        let of = |states: &[EntryState]| {
            let states = states.iter().copied().collect();
            Message::Measures(Filter { states, ..Filter::default() })
        };
        match self {
            Self::Opening => None,
            Self::HandOut => ledger.then_some(Message::GoTo(ScreenId::Collect)),
            Self::Entry => Some(of(&[EntryState::Missing])),
            Self::Collection if summary.handed.any() => Some(Message::GoTo(ScreenId::Collect)),
            Self::Collection => Some(of(&[EntryState::Missing, EntryState::InProgress])),
            Self::Check => Some(Message::Findings(None)),
            Self::Print => Some(Message::GoTo(ScreenId::Print)),
        }
    }
}

/// The step that the year stands at: the first that is not done. What a department enters in its own
/// file is waited for, not entered here.
pub(super) fn current(summary: &Summary) -> Step {
    let waits = summary.handed.awaited() > 0;
    let passed = |step: &Step| step.is_done(summary) || (waits && *step == Step::Entry);
    Step::ALL.into_iter().find(|step| !passed(step)).unwrap_or(Step::Print)
}

/// All of them in a row; in several where there is no room for lines between them.
pub(super) fn view<'a>(
    look: Look,
    summary: &Summary,
    roomy: bool,
    ledger: bool,
) -> Element<'a, Message> {
    let here = current(summary);
    let steps = Step::ALL.into_iter().map(|step| {
        let done = step != here && step.is_ticked(summary);
        let way = step.way(summary, ledger);
        self::step(look, step, step == here, done, roomy, (step.count(summary), way))
    });
    let mut line = row![].spacing(if roomy { 10.0 } else { 6.0 }).align_y(Center);
    for (at, step) in steps.enumerate() {
        if at > 0 && roomy {
            line = line.push(container(panel::line(look)).width(Fill));
        }
        line = line.push(step);
    }
    let line: Element<'a, Message> =
        if roomy { line.into() } else { line.wrap().vertical_spacing(8.0).into() };
    panel::panel(look, line).padding([12.0, 20.0]).width(Fill).into()
}

fn step<'a>(
    look: Look,
    step: Step,
    here: bool,
    done: bool,
    roomy: bool,
    (count, way): (Option<String>, Option<Message>),
) -> Element<'a, Message> {
    let c = look.color;
    let (sign, ink, ground, edge) = match (here, done) {
        (true, _) => ("▶ ", c.accent, c.accent_soft, c.accent),
        (_, true) => ("✓ ", c.done, c.done_soft, c.done_soft),
        (false, false) => ("", c.second, c.hover, c.hover),
    };
    let count = count.map(|count| format!("　{count}")).unwrap_or_default();
    let words = text(format!("{sign}{}{count}", step.name()))
        .size(look.body())
        .font(if here { BOLD } else { INTERFACE })
        .color(ink)
        .wrapping(Wrapping::None);
    let inner = container(words).padding([3.0, if roomy { 10.0 } else { 6.0 }]);
    let border = Border { color: edge, width: 2.0, radius: look.radius().into() };
    let Some(way) = way else {
        return inner
            .style(move |_| container::Style::default().background(ground).border(border))
            .into();
    };
    button::bare(look, inner, way)
        .style(move |_, status| {
            use iced::widget::button::{Status, Style};
            let over = matches!(status, Status::Hovered | Status::Pressed);
            let border = if over { Border { color: c.accent, ..border } } else { border };
            Style { background: Some(ground.into()), text_color: ink, border, ..Style::default() }
        })
        .into()
}
