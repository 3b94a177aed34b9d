//! What the clerk chooses about the paper: a 様式 of the file, as it is stored and as it stands in the
//! fields.

mod choices;
mod fields;
mod groups;
mod name_form;
mod options;
mod stale;
mod summary;
mod widths;

pub(super) use fields::{Text, near};
pub(super) use groups::Group;
pub(super) use options::MissingInput;

use crate::domain::template::Settings;
use crate::domain::{Book, Key, Noun, Op, Record, Template, TemplateId, YearStyle, date};
use crate::report::Report;
use crate::store;
use crate::ui::draft::Draft;
use crate::ui::measures::texts;
use crate::ui::refusal::Refusal;
use crate::ui::request::{Action, Commit};
use crate::ui::widget::composing::Composed;
use crate::ui::widget::dialog::{Question, Weight};
use crate::words;
use chrono::NaiveDate;
use iced::Task;
use iced::widget::text_editor;
use name_form::NameForm;
use std::collections::BTreeMap;

/// The choices.
#[derive(Debug)]
pub(super) struct Form {
    /// The 様式, as it is stored and as it stands in the fields.
    draft: Draft<Template>,
    /// What is typed into fields of numbers and days: it may not be readable yet.
    typed: BTreeMap<Text, String>,
    note: texts::Text,
    /// 作成日 as it was typed; may be empty for none. It is of today, and of no 様式.
    date: String,
    /// Which paper: the 様式 are good for all.
    report: Report,
    /// Whether each department of 課別一覧 gets a file of its own.
    each: bool,
    open: Option<Group>,
    naming: Option<NameForm>,
    /// Whether the 様式 are stored as they are changed; else a change is for this paper alone.
    stores: bool,
}

#[derive(Debug, Clone)]
pub enum Message {
    TemplateChosen(TemplateId),
    /// Something was picked: the settings that come of it.
    Chosen(Box<Settings>),
    Typed(Text, String),
    NoteEdited(text_editor::Action),
    NoteComposed(Composed),
    DateTyped(String),
    ReportChosen(Report),
    /// 課別一覧 as one file, or one for each department.
    EachToggled(bool),
    /// Enter in a field.
    Entered,
    GroupToggled(Group),
    CopyAsked,
    RenameAsked,
    NameTyped(String),
    NameEntered,
    NamingCancelled,
    RemoveAsked,
    Removed,
}

impl Message {
    /// Brings what it opens into sight, or the focus to it.
    pub fn lead<M: Send + 'static>(&self) -> Task<M> {
        match self {
            Self::CopyAsked | Self::RenameAsked => name_form::begin(),
            Self::GroupToggled(_) => groups::reveal(),
            _ => Task::none(),
        }
    }
}

impl Message {
    /// Whether it is done to the 様式 of the file as such.
    const fn edits_templates(&self) -> bool {
        matches!(
            self,
            Self::CopyAsked
                | Self::RenameAsked
                | Self::NameEntered
                | Self::RemoveAsked
                | Self::Removed
        )
    }
}

impl Form {
    /// The first 様式 of a book, to be dated today.
    pub(super) fn new(book: &Book, today: NaiveDate) -> Self {
        let template = first(book);
        Self {
            note: texts::Text::holding(&template.settings.note),
            draft: Draft::of(template),
            typed: BTreeMap::new(),
            date: date::written(today, YearStyle::default()),
            report: Report::default(),
            each: false,
            open: None,
            naming: None,
            stores: true,
        }
    }

    /// Tells whether the 様式 may be edited.
    pub(super) const fn confine(&mut self, stores: bool) {
        self.stores = stores;
    }

    pub(super) fn update(&mut self, book: &Book, message: Message) -> Action<Message> {
        if message.edits_templates() && !self.stores {
            return Action::None;
        }
        match message {
            Message::TemplateChosen(id) => {
                let commit = self.settle(book);
                if let Some(template) = book.template(id) {
                    self.show(template.clone());
                }
                commit.into()
            }
            Message::Chosen(settings) => {
                self.draft.settings = settings;
                self.settle(book).into()
            }
            Message::Typed(text, value) => {
                self.type_in(text, value);
                Action::None
            }
            Message::NoteEdited(action) => {
                self.note.perform(action);
                self.draft.settings.note = self.note.get().trim_end().to_owned();
                Action::None
            }
            Message::NoteComposed(composed) => {
                self.note.compose(&composed);
                Action::None
            }
            Message::DateTyped(date) => {
                self.date = date;
                Action::None
            }
            Message::ReportChosen(report) => {
                self.report = report;
                self.settle(book).into()
            }
            Message::EachToggled(each) => {
                self.each = each;
                Action::None
            }
            Message::Entered => self.settle(book).into(),
            Message::GroupToggled(group) => {
                self.open = (self.open != Some(group)).then_some(group);
                self.settle(book).into()
            }
            Message::CopyAsked => {
                self.naming = Some(NameForm::copy(&self.draft.saved().name));
                self.settle(book).into()
            }
            Message::RenameAsked => {
                self.naming = Some(NameForm::rename(&self.draft.saved().name));
                self.settle(book).into()
            }
            Message::NameTyped(name) => {
                self.naming = self.naming.take().map(|naming| naming.typed(name));
                Action::None
            }
            Message::NameEntered => match &mut self.naming {
                Some(naming) => {
                    let commit = naming.commit(book, &self.draft);
                    commit.into()
                }
                None => Action::None,
            },
            Message::NamingCancelled => {
                self.naming = None;
                Action::None
            }
            Message::RemoveAsked => Action::Ask(ask_removal(&self.draft.saved().name)),
            Message::Removed => {
                self.draft.discard();
                let changes = book.remove(Key::Template(self.draft.id));
                let subject = self.draft.name.clone();
                Action::commit(Op::Delete(Noun::Template), subject, changes)
            }
        }
    }

    /// The edit that stores what stands in the fields; `None` where it is stored already, or cannot be.
    pub(super) fn settle(&mut self, book: &Book) -> Option<Commit> {
        if !self.stores {
            return None;
        }
        self.draft.settings.check().ok()?;
        let changes = Vec::from_iter(book.put(Record::Template(self.draft.typed().clone())));
        let (before, after) = (&self.draft.saved().settings, &self.draft.settings);
        let subject = words::edited_settings(book, &self.draft.name, before, after);
        (!changes.is_empty()).then_some(Commit { op: Op::Edit(Noun::Template), subject, changes })
    }

    /// The name of the 様式, where what stands in the fields is not stored.
    pub(super) fn unsaved(&self) -> Option<&str> {
        (self.stores && self.draft.is_unsaved()).then_some(self.draft.saved().name.as_str())
    }

    /// Puts back what is stored.
    pub(super) fn discard(&mut self) {
        self.show(self.draft.saved().clone());
    }

    /// Tells why a name was refused; `false` where it is not about a name.
    pub(super) fn refused(&mut self, error: &store::Error) -> bool {
        match (&mut self.naming, Refusal::of(error)) {
            (Some(naming), Some(refusal)) if naming.is_sent() => {
                naming.refuse(refusal.sentence);
                true
            }
            _ => false,
        }
    }

    /// Shows what is stored now; what is typed and not stored yet stays.
    pub(super) fn refresh(&mut self, book: &Book) {
        let wanted = match self.naming.take_if(|naming| naming.is_sent()) {
            Some(naming) => naming.shown(self.draft.saved().id),
            None => self.draft.saved().id,
        };
        let template = book.template(wanted).or_else(|| book.template(self.draft.saved().id));
        let template = template.cloned().unwrap_or_else(|| first(book));
        let (saved, typed) = (self.draft.saved(), self.draft.typed());
        if template.id == saved.id && self.draft.is_unsaved() && *typed != template {
            self.rebase(template);
        } else if template != *saved || template != *typed {
            self.show(template);
        }
    }

    fn show(&mut self, template: Template) {
        if self.draft.saved().id != template.id || *self.draft.typed() != template {
            self.typed.clear();
        }
        self.draft = Draft::of(template);
        self.show_note();
    }

    /// Whether a group is unfolded.
    pub(super) const fn is_unfolded(&self) -> bool {
        self.open.is_some()
    }

    fn show_note(&mut self) {
        let note = &self.draft.settings.note;
        if self.note.get().trim_end() != *note {
            self.note.show(note);
        }
    }
}

/// The 様式 that is shown first: every file has one.
fn first(book: &Book) -> Template {
    book.templates().first().copied().cloned().unwrap_or_else(|| {
        let [council, ..] = Template::built_in();
        council
    })
}

fn ask_removal(name: &str) -> Question<Message> {
    Question::new(format!("様式「{name}」を削除しますか"))
        .line("施策や実施状況は変わりません。あとから「元に戻す」で戻せます。")
        .answer("削除する", Weight::Danger, Some(Message::Removed))
        .or_back()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Change, FiscalYear, Plan, Year};
    use crate::report::Options;
    use crate::ui::request::Request;

    fn book() -> Book {
        let mut book = Book::new(Plan::new("みずほ野市", "総合戦略"));
        let years =
            [2023, 2024].map(|year| Record::Year(Year { year: FiscalYear(year), closed: false }));
        book.apply(&years.map(Change::add)).unwrap();
        book
    }

    fn form(book: &Book) -> Form {
        Form::new(book, NaiveDate::from_ymd_opt(2026, 6, 12).unwrap())
    }

    fn without(form: &Form, years: &[i32]) -> Message {
        let left_out = years.iter().map(|year| FiscalYear(*year)).collect();
        Message::Chosen(Box::new(Settings { left_out, ..(*form.draft.settings).clone() }))
    }

    /// Stores what a form asks for.
    fn stored(book: &mut Book, form: &mut Form, message: Message) {
        let Action::Request(Request::Commit(commit)) = form.update(book, message) else {
            panic!("no edit")
        };
        book.apply(&commit.changes).unwrap();
        form.refresh(book);
    }

    #[test]
    fn a_note_is_pasted_from_anywhere() {
        let book = book();
        let mut form = form(&book);
        let pasted = std::sync::Arc::new("一\r\n二\u{b}三\u{7}".to_owned());
        let paste = text_editor::Action::Edit(text_editor::Edit::Paste(pasted));
        let _ = form.update(&book, Message::NoteEdited(paste));
        assert_eq!(form.draft.settings.note, "一\n二\n三");
    }

    #[test]
    fn untouched_it_is_the_template_of_all_years() {
        let book = book();
        let options = form(&book).options(&book).unwrap();
        let date = NaiveDate::from_ymd_opt(2026, 6, 12);
        let settings = &book.templates()[0].settings;
        assert_eq!(options, Options { date, ..Options::of(&book, settings) });
    }

    #[test]
    fn what_cannot_be_printed_is_told() {
        let book = book();
        let mut form = form(&book);
        let _ = form.update(&book, Message::DateTyped("あした".into()));
        assert_eq!(form.options(&book), Err(MissingInput::Date));
        let _ = form.update(&book, Message::DateTyped(String::new()));
        assert_eq!(form.options(&book).unwrap().date, None);
        let _ = form.update(&book, without(&form, &[2023, 2024]));
        assert_eq!(form.options(&book), Err(MissingInput::Year));
        let _ = form.update(&book, without(&form, &[2023]));
        assert_eq!(form.options(&book).unwrap().years, Some(vec![FiscalYear(2024)]));
        let _ = form.update(&book, Message::Typed(Text::AsOf, "6月".into()));
        assert_eq!(form.options(&book), Err(MissingInput::Field(Text::AsOf)));
    }

    #[test]
    fn what_is_typed_is_stored_when_it_is_settled() {
        let mut book = book();
        let mut form = form(&book);
        for text in ["中", "中間", "中間報告"] {
            let typed = form.update(&book, Message::Typed(Text::Title, text.into()));
            assert!(matches!(typed, Action::None));
        }
        assert_eq!(form.options(&book).unwrap().title.as_deref(), Some("中間報告"));
        assert_eq!(form.unsaved(), Some("議会配布用"));
        stored(&mut book, &mut form, Message::Entered);
        assert_eq!(form.unsaved(), None);
        assert_eq!(book.templates()[0].settings.title, "中間報告");
        assert!(form.settle(&book).is_none());
    }

    #[test]
    fn a_copy_is_shown_and_its_original_stays() {
        let mut book = book();
        let mut form = form(&book);
        let _ = form.update(&book, Message::CopyAsked);
        let _ = form.update(&book, Message::NameTyped("委員会用".into()));
        stored(&mut book, &mut form, Message::NameEntered);
        assert_eq!(form.draft.saved().name, "委員会用");
        let chosen = without(&form, &[2023]);
        stored(&mut book, &mut form, chosen);
        assert!(book.templates()[0].settings.left_out.is_empty());
        assert_eq!(book.templates().len(), Template::built_in().len() + 1);
        let _ = form.update(&book, Message::RenameAsked);
        let _ = form.update(&book, Message::NameTyped("本会議用".into()));
        stored(&mut book, &mut form, Message::NameEntered);
        assert_eq!(form.draft.saved().name, "本会議用");
        stored(&mut book, &mut form, Message::Removed);
        let left = (form.draft.saved().name.as_str(), book.templates().len());
        assert_eq!(left, ("議会配布用", Template::built_in().len()));
    }

    #[test]
    fn a_refused_name_is_told_beside_its_field() {
        let book = book();
        let mut form = form(&book);
        let _ = form.update(&book, Message::RenameAsked);
        let _ = form.update(&book, Message::NameTyped("内部確認用".into()));
        let Action::Request(Request::Commit(commit)) = form.update(&book, Message::NameEntered)
        else {
            panic!("no edit")
        };
        let refused = book.clone().apply(&commit.changes).unwrap_err();
        assert!(form.refused(&refused.into()));
        assert!(form.naming.is_some());
    }
}
