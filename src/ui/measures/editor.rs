//! The editor of one measure in one year.

mod approval;
mod foot;
mod message;
mod narratives;
mod slips;
mod text_edits;
mod undo;
mod view;

use super::departments::{self, Finder};
use super::form::{Form, Step, Unfinished};
use super::read_only::ReadOnlyReason;
use super::texts::{Text, edit_group_of};
use super::{details, figures};
use crate::domain::check::mark_of;
use crate::domain::proofread::NotationRules;
use crate::domain::{
    Approval, Book, DepartmentId, Field, FirstReiwa, FiscalYear, Measure, MeasureId,
};
use crate::report::list::Gauge;
use crate::store;
use crate::ui::draft::Draft;
use crate::ui::permissions::Permissions;
use crate::ui::refusal::Refusal;
use crate::ui::request::{Action, Commit};
use crate::ui::undo_stack::{EditGroup, UndoStack};
use crate::ui::widget::dialog::{Question, Weight};
use iced::Task;
use iced::widget::operation;
use slips::Slips;
use std::ops::Range;
use std::sync::Arc;
use text_edits::Pasted;
use undo::Moment;

pub(super) use foot::remark_id;
pub(super) use message::{CopyMode, Message};
pub(crate) use narratives::narrative_id;

/// The draft of one measure, and how it came about.
#[derive(Debug)]
pub(super) struct Editor {
    measure: Measure,
    year: Option<FiscalYear>,
    /// What may be edited in the file.
    permissions: Permissions,
    draft: Draft<Form>,
    narrative: Text,
    previous: Text,
    /// The text of `previous`.
    before: String,
    description: Text,
    undo_stack: UndoStack<Moment>,
    unfolded: Option<Panel>,
    finder: Finder,
    refusal: Option<Refusal>,
    /// How the plan and its texts are written.
    style_rules: (FirstReiwa, NotationRules),
    gauge: Option<Arc<Gauge>>,
    slips: Slips,
    pasted: Option<Pasted>,
    /// Whether what differs from last year's text is shown in its place.
    compares: bool,
}

/// What is unfolded above the texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Panel {
    Departments,
    Details,
    /// The indicators of the measure.
    Figures,
    /// 連絡事項.
    Remark,
}

/// The numbers of the fields for [`EditGroup`].
const NARRATIVE: u8 = 0;
const DESCRIPTION: u8 = 1;
const NAME: u8 = 2;
const NUMBER: u8 = 3;
const REMARK: u8 = 4;
const GRANT: u8 = 5;
/// The first of those of figures.
const FIGURES: u8 = 6;

impl Editor {
    pub(super) fn open(book: &Book, measure: &Measure, year: Option<FiscalYear>) -> Self {
        let mut editor = Self {
            measure: measure.clone(),
            year,
            permissions: Permissions::default(),
            narrative: Text::new(),
            previous: Text::new(),
            before: String::new(),
            description: Text::new(),
            draft: Draft::of(Form::of(book, measure, year)),
            undo_stack: UndoStack::default(),
            unfolded: None,
            finder: Finder::default(),
            refusal: None,
            style_rules: (book.plan().first_reiwa, NotationRules::default()),
            gauge: None,
            slips: Slips::default(),
            pasted: None,
            compares: false,
        };
        editor.reload(book, measure);
        editor
    }

    /// Shows what is stored now.
    pub(super) fn reload(&mut self, book: &Book, measure: &Measure) {
        self.measure = measure.clone();
        self.draft = Draft::of(Form::of(book, measure, self.year));
        self.undo_stack.clear();
        self.refusal = None;
        self.pasted = None;
        self.style_rules = (book.plan().first_reiwa, book.notation_rules());
        self.show_draft();
        let previous = self.previous_year(book);
        self.before =
            previous.map_or_else(String::new, |year| book.narrative(measure.id, year).to_owned());
        self.previous.show(&self.before);
    }

    /// Tells from now on how many lines the text will take on paper.
    pub(super) fn set_gauge(&mut self, gauge: Option<Arc<Gauge>>) {
        self.gauge = gauge;
        self.read();
    }

    pub(super) const fn measure(&self) -> &Measure {
        &self.measure
    }

    pub(super) fn id(&self) -> MeasureId {
        self.measure.id
    }

    /// What is typed, and what it was typed upon.
    pub(super) fn unfinished(&self) -> Unfinished {
        let (draft, saved) = (self.draft.typed().clone(), self.draft.base().clone());
        Unfinished { measure: self.measure.id, year: self.year, draft, saved }
    }

    /// Goes on with what was typed before, upon what is stored now; one step back leads to that.
    pub(super) fn take_up(&mut self, left: Unfinished) {
        self.note(None);
        self.draft.resume(left.draft, left.saved);
        self.show_draft();
    }

    pub(super) fn is_unsaved(&self) -> bool {
        self.draft.is_unsaved()
    }

    /// The edit that saving makes; `None` where there is none, or where a field must be mended
    /// first, which is then told beside it.
    pub(super) fn commit(&self, book: &Book) -> Option<Commit> {
        self.draft.commit(book, &self.measure, self.year, Step::Save)
    }

    /// Told beside the field where it is about one; `false` where it is to be told elsewhere.
    pub(super) fn refused(&mut self, error: &store::Error) -> bool {
        self.refusal = Refusal::of(error);
        match self.refusal.as_ref().and_then(|refusal| refusal.field) {
            Some(Field::MeasureName | Field::Description | Field::Grant | Field::Period) => {
                self.unfolded = Some(Panel::Details);
            }
            Some(Field::Narrative) => {}
            Some(Field::Remark) => self.unfolded = Some(Panel::Remark),
            _ => return false,
        }
        true
    }

    pub(super) fn discard(&mut self) {
        self.draft.discard();
        self.undo_stack.clear();
        self.refusal = None;
        self.pasted = None;
        self.show_draft();
    }

    /// Whether a field must be mended before what is typed can be stored.
    pub(super) fn is_to_be_mended(&self) -> bool {
        self.draft.number().is_none()
    }

    pub(super) const fn is_unfolded(&self) -> bool {
        self.unfolded.is_some()
    }

    pub(super) fn shows(&self, panel: Panel) -> bool {
        self.unfolded == Some(panel)
    }

    pub(super) const fn unfold(&mut self, panel: Panel) {
        self.unfolded = Some(panel);
    }

    pub(super) const fn fold(&mut self) {
        self.unfolded = None;
    }

    /// Selects a part of the text of a field, and gives it the focus.
    pub(super) fn show_field(
        &mut self,
        field: Field,
        range: Option<Range<usize>>,
    ) -> Task<Message> {
        let name = details::name_id();
        match (field, range) {
            (Field::Narrative, Some(range)) => {
                self.narrative.select(range);
                operation::focus(narrative_id())
            }
            (Field::Description, range) => {
                range.into_iter().for_each(|range| self.description.select(range));
                operation::focus(details::description_id())
            }
            (Field::MeasureName, Some(range)) => {
                let characters =
                    |end| self.draft.name.get(..end).map_or(0, |it| it.chars().count());
                let (start, end) = (characters(range.start), characters(range.end));
                operation::focus(name.clone()).chain(operation::select_range(name, start, end))
            }
            (Field::MeasureName, None) => operation::focus(name),
            (Field::Remark, _) => {
                self.unfolded = Some(Panel::Remark);
                operation::focus(remark_id())
            }
            (Field::DepartmentName, _) => {
                self.unfolded = Some(Panel::Departments);
                operation::focus(departments::finder_id())
            }
            _ => Task::none(),
        }
    }

    /// What is selected in one of the texts.
    pub(super) fn selected_text(&self) -> Option<String> {
        let texts = [&self.narrative, &self.previous, &self.description];
        texts.into_iter().find_map(|text| text.content().selection())
    }

    fn show_draft(&mut self) {
        self.narrative.show(&self.draft.narrative);
        self.description.show(&self.draft.description);
        self.read();
    }

    /// Looks through this year's text.
    fn read(&mut self) {
        let text = &self.draft.narrative;
        let gauge = self.gauge.as_deref();
        self.slips = match self.year {
            Some(year) => Slips::of(text, year, self.style_rules, &self.draft.dismissed, gauge),
            None => Slips::default(),
        };
    }

    /// Confines what can be edited to what may be.
    pub(super) fn confine(&mut self, permissions: Permissions) {
        self.permissions = permissions;
    }

    /// Whether the entry of the year is read, and not written.
    fn is_closed(&self, book: &Book) -> bool {
        self.shut(book).is_some()
    }

    /// Why the entry of the year is not written; `None` where it is.
    fn shut(&self, book: &Book) -> Option<ReadOnlyReason> {
        ReadOnlyReason::of(book, &self.permissions, self.measure.id, self.year)
    }

    /// Whether the step is for those to take who print the entry, not for a department.
    fn is_beyond(&self, approval: Approval) -> bool {
        !self.permissions.can_edit_structure() && approval == Approval::Confirmed
    }

    /// The year before the one that is written.
    fn previous_year(&self, book: &Book) -> Option<FiscalYear> {
        let of = self.year?;
        book.years().rev().map(|year| year.year).find(|year| *year < of)
    }

    pub(super) fn update(&mut self, book: &Book, message: Message) -> Action<Message> {
        if (message.writes() && self.is_closed(book))
            || (message.sets() && !self.permissions.can_edit_structure())
        {
            return Action::None;
        }
        match message {
            Message::NarrativeEdited(action) => self.write(action),
            Message::Composed(composed) => self.narrative.compose(&composed),
            Message::PreviousTouched(action) if action.is_edit() => {}
            Message::PreviousTouched(action) => self.previous.perform(action),
            Message::StatusChosen(status) => {
                self.note(None);
                self.draft.status = status;
            }
            Message::CopyPrevious if self.draft.narrative.trim().is_empty() => {
                self.copy_previous(CopyMode::Replacing);
            }
            Message::CopyPrevious => return Action::Ask(ask_copying()),
            Message::PreviousCopied(copying) => self.copy_previous(copying),
            Message::PasteAsked => return iced::clipboard::read().map(Message::Pasted).into(),
            Message::Pasted(text) => self.paste(text),
            Message::PastedAsIs => self.paste_as_is(),
            Message::Shifted { inward } => self.shift(inward),
            Message::Corrected(slip) => self.correct(&slip),
            Message::FirstCorrected => self.correct_first(),
            Message::AllCorrected => self.correct_all(),
            Message::SlipLeft(slip) => {
                self.note(None);
                self.draft.dismissed.insert(mark_of(Field::Narrative, &slip));
                self.read();
            }
            Message::ComparisonToggled(compares) => self.compares = compares,
            Message::Approved(approval) => return self.approve(book, approval),
            Message::Advanced => return self.advance(book),
            Message::RemarkChanged(remark) => {
                self.note(Some(EditGroup::Typed(REMARK)));
                self.draft.remark = remark;
            }
            Message::SentBack => return self.store(book, Step::SendBack),
            Message::PanelToggled(panel) => {
                self.unfolded = (self.unfolded != Some(panel)).then_some(panel);
                match self.unfolded {
                    Some(Panel::Departments) => {
                        return operation::focus(departments::finder_id()).into();
                    }
                    Some(Panel::Remark) => return operation::focus(remark_id()).into(),
                    Some(Panel::Details | Panel::Figures) | None => {}
                }
            }
            Message::Departments(message) => {
                if !matches!(message, departments::Message::SearchChanged(_)) {
                    self.note(None);
                }
                self.finder.update(book, &mut self.draft, message);
            }
            Message::Details(message) => self.detail(message),
            Message::Figures(figures::Message::Written(id, line, text)) => {
                self.note(Some(EditGroup::Typed(FIGURES.wrapping_add(id.uuid().as_bytes()[15]))));
                self.draft.write_figure(id, line, text);
            }
            // The screen has done these.
            Message::Figures(_)
            | Message::Step { .. }
            | Message::YearOpened
            | Message::ListAsked
            | Message::PaperAsked
            | Message::HistoryAsked => {}
        }
        Action::None
    }

    /// A department that was made for this measure becomes its 所管課, or another one of its 関連課.
    pub(super) fn choose_department(&mut self, book: &Book, id: DepartmentId) {
        let role = match self.draft.lead.is_empty() {
            true => departments::Role::Lead,
            false => departments::Role::Related,
        };
        self.note(None);
        self.finder.clear();
        self.finder.update(book, &mut self.draft, departments::Message::Chosen(id, role));
    }

    fn detail(&mut self, message: details::Message) {
        match message {
            details::Message::NumberChanged(number) => {
                self.note(Some(EditGroup::Typed(NUMBER)));
                self.draft.number = number;
            }
            details::Message::NameChanged(name) => {
                self.note(Some(EditGroup::Typed(NAME)));
                self.draft.name = name;
            }
            details::Message::DescriptionEdited(action) => {
                if action.is_edit() {
                    self.note(edit_group_of(&action, DESCRIPTION));
                }
                self.description.perform(action);
                self.draft.description = self.description.get();
            }
            details::Message::Composed(composed) => self.description.compose(&composed),
            details::Message::GrantChanged(grant) => {
                self.note(Some(EditGroup::Typed(GRANT)));
                self.draft.grant = grant;
            }
            details::Message::FirstYearChosen(year) => {
                self.note(None);
                self.draft.period.first = year;
            }
            details::Message::LastYearChosen(year) => {
                self.note(None);
                self.draft.period.last = year;
            }
            details::Message::DirectionChosen(direction) => {
                self.note(None);
                self.draft.direction = direction;
            }
            // The screen has done these.
            details::Message::MoveEarlier
            | details::Message::MoveLater
            | details::Message::Retire
            | details::Message::Reinstate
            | details::Message::Delete => {}
        }
    }
}

fn ask_copying() -> Question<Message> {
    let copied = |copying| Some(Message::PreviousCopied(copying));
    Question::new("今年度の文がすでにあります")
        .line("前年度の文を、今年度の文の後ろに追加するか、置き換えるかを選んでください。")
        .line("どちらも、元に戻す（Ctrl+Z）で戻せます。")
        .answer("後ろに追加", Weight::Next, copied(CopyMode::After))
        .answer("置き換える", Weight::Other, copied(CopyMode::Replacing))
        .or_back()
}
