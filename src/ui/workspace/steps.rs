//! Undo and redo: which step comes next here, the stop before a great one, and the way back to the
//! year and the place that it was about.

use super::{Message, Workspace};
use crate::domain::{Change, FiscalYear, IndicatorId, Key, Noun, Op};
use crate::store::{self, Step, Store};
use crate::ui::request::{Action, Request};
use crate::ui::screen_id::{ScreenId, Tab};
use crate::ui::theme::Look;
use crate::ui::widget::dialog::{Question, Weight};
use crate::words;
use std::collections::BTreeSet;

impl Workspace {
    /// What can be taken back here; nothing where nothing may be edited.
    pub(super) fn undoable(&self) -> Option<&Step> {
        self.store.undoable_where(|step| self.is_of_here(step)).filter(|_| self.may_write())
    }

    /// What can be made again here.
    pub(super) fn redoable(&self) -> Option<&Step> {
        self.store.redoable_where(|step| self.is_of_here(step)).filter(|_| self.may_write())
    }

    /// Whether to close what is open gives up a new measure: nothing was typed in it, nor anything
    /// done since it was added. It is taken back then, and leaves nothing behind.
    pub(super) fn gives_up_new(&self) -> bool {
        let new = self.measures.untouched_new().filter(|_| self.screen == ScreenId::Measures);
        let adds = |id| {
            let step = self.undoable().filter(|step| step.op == Op::Add(Noun::Measure))?;
            let changes = self.store.changes(step.id).ok()?;
            changes.iter().find(|change| change.key() == Some(Key::Measure(id))).map(|_| ())
        };
        new.and_then(adds).is_some()
    }

    const fn may_write(&self) -> bool {
        self.context.permissions.can_write()
    }

    /// Whether a step is of the paper where the clerk is at the paper, and of the plan elsewhere.
    fn is_of_here(&self, step: &Step) -> bool {
        match self.screen {
            ScreenId::Print => step.is_of_paper() || self.made_on_paper.contains(&step.id),
            _ => !step.is_of_paper(),
        }
    }

    /// What is asked before the next step is taken back; `None` where it is an ordinary one.
    pub(super) fn ask_undo(&self) -> Option<Question<Message>> {
        let step = self.undoable()?;
        let changes = || self.store.changes(step.id).map_or(0, |changes| changes.len());
        (step.handed_out || is_great(step.op, changes())).then(|| ask_undo(step))
    }

    pub(super) fn undo_now(&mut self, look: Look) -> Action<Message> {
        let id = self.undoable().map(|step| step.id);
        self.step(look, "元に戻しました", |store| {
            store.undo_where(|step| Some(step.id) == id)
        })
    }

    pub(super) fn redo_now(&mut self, look: Look) -> Action<Message> {
        let id = self.redoable().map(|step| step.id);
        self.step(look, "やり直しました", |store| {
            store.redo_where(|step| Some(step.id) == id)
        })
    }

    fn step(
        &mut self,
        look: Look,
        done: &str,
        step: impl FnOnce(&mut Store) -> Result<Option<Step>, store::Error>,
    ) -> Action<Message> {
        match step(&mut self.store) {
            Ok(Some(step)) => {
                self.notice = None;
                self.status_message =
                    Some(format!("{done}：{}", words::step(step.op, &step.subject)).into());
                // What it was about is told of a great step; it has no one place.
                let changes = self.store.changes(step.id).unwrap_or_default();
                let year = year_of(&changes).filter(|year| self.book().year(*year).is_some());
                self.context.year = year.or(self.context.year);
                self.refresh();
                self.report_commit();
                let great = is_great(step.op, changes.len());
                let place = (!great).then(|| self.place_of(&changes)).flatten();
                if !great && self.shows_figures_of(&changes) {
                    self.screen = ScreenId::Indicators;
                    return self.indicators.show_changed(&changes).map(Message::Indicators).into();
                }
                match place {
                    Some(request) => self.handle(look, request),
                    // What is listed stays where it is, and so does the focus.
                    None if matches!(self.screen, ScreenId::Check | ScreenId::Replace) => {
                        Action::None
                    }
                    None => self.on_enter(look),
                }
            }
            Ok(None) => Action::None,
            Err(error) => {
                self.report_refused(&error);
                Action::None
            }
        }
    }

    /// Whether a step was about figures, and the clerk is where it leads to them.
    fn shows_figures_of(&self, changes: &[Change]) -> bool {
        use ScreenId::{Collect, Home, Indicators, Registers, Settings, Storage};
        let all: BTreeSet<Option<IndicatorId>> =
            changes.iter().map(|change| change.key()?.indicator()).collect();
        let mut kept = all.iter().flatten().filter(|id| self.book().indicator(**id).is_some());
        match self.screen {
            Indicators => kept.next().is_some(),
            Home | Collect | Registers | Storage | Settings => {
                all.len() == 1 && kept.next().is_some()
            }
            _ => false,
        }
    }

    /// Where what was changed is seen, unless that is seen here.
    fn place_of(&self, changes: &[Change]) -> Option<Request> {
        use ScreenId::{Check, Editions, History, Home, Print, Registers, Replace};
        let several = self.screen == ScreenId::Measures && self.measures.has_selection();
        if several || matches!(self.screen, Check | Print | Editions | History | Replace) {
            return None;
        }
        let keys: Vec<Key> = changes.iter().filter_map(Change::key).collect();
        let mut measures = keys.iter().filter_map(Key::measure);
        let first = measures.next();
        match (first, register(&keys)) {
            (Some(id), _) if measures.all(|other| other == id) => {
                self.book().measure(id).map(|_| Request::Measure(id))
            }
            (None, Some(tab)) if !matches!(self.screen, Home | Registers) => {
                self.offers(Registers).then_some(Request::Register(tab))
            }
            _ => None,
        }
    }
}

/// Whether a step of so many changes is one that nobody takes back by the way.
const fn is_great(op: Op, changes: usize) -> bool {
    match op {
        Op::Import | Op::Rollover | Op::Merge => true,
        Op::Restore => changes > 1,
        _ => false,
    }
}

/// Asks before a great step is taken back, and before what others have been given is changed.
fn ask_undo(step: &Step) -> Question<Message> {
    let question = Question::new("ここから先も元に戻しますか")
        .line(format!("次に戻すのは、{}です。", words::step(step.op, &step.subject)));
    let question = match step.handed_out {
        true => question.line(
            "この操作のあとに、配布または提出をしています。元に戻しても、配布したファイルは変わりません。",
        ),
        false => question.line("この操作で変わった内容が、まとめて元に戻ります。"),
    };
    question.answer("元に戻す", Weight::Danger, Some(Message::UndoConfirmed)).answer(
        "戻さない",
        Weight::Next,
        None,
    )
}

/// The year that all changes are about.
fn year_of(changes: &[Change]) -> Option<FiscalYear> {
    let keys = || changes.iter().filter_map(Change::key);
    // A year that came, or comes again, is looked at.
    let begun = keys().find_map(|key| if let Key::Year(year) = key { Some(year) } else { None });
    let years: BTreeSet<FiscalYear> = keys()
        .filter_map(|key| if let Key::Implementation(_, year) = key { Some(year) } else { None })
        .collect();
    match (begun, years.len()) {
        (Some(year), _) => Some(year),
        (None, 1) => years.first().copied(),
        (None, _) => None,
    }
}

/// The register that all of these are kept in.
fn register(keys: &[Key]) -> Option<Tab> {
    let tab = |key: &Key| match key.noun() {
        Noun::Department => Some(Tab::Departments),
        Noun::Status => Some(Tab::Statuses),
        Noun::Scale | Noun::Grade => Some(Tab::Scales),
        Noun::Year => Some(Tab::Years),
        Noun::Goal | Noun::Direction => Some(Tab::Outline),
        Noun::Plan => Some(Tab::Plan),
        _ => None,
    };
    let first = tab(keys.first()?)?;
    keys.iter().all(|key| tab(key) == Some(first)).then_some(first)
}
