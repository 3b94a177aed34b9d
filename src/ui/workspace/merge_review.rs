//! 回収・統合: another copy of the file, read, reviewed, and taken in.

use super::file_commands::SUPERSEDED_IS_BACKED_UP;
use super::{Message, Workspace};
use crate::store::{Comparison, Error, Reason, Session};
use crate::ui::merge::{self, PendingComparison, Progress, Source};
use crate::ui::relative_time;
use crate::ui::request::Action;
use crate::ui::screen_id::ScreenId;
use crate::ui::theme::Look;
use crate::ui::widget::dialog::{Question, Weight};
use crate::ui::widget::guard::KeyPriority;
use crate::ui::widget::scroll_to::Target;
use crate::ui::widget::tab_stop::ListKey;
use crate::words::{self, Notice};
use iced::keyboard::{Key, Modifiers, key::Named};
use std::path::{Path, PathBuf};
use std::sync::Arc;

impl Workspace {
    /// Whether another copy can be taken in.
    pub(crate) fn can_merge(&self) -> bool {
        self.context.permissions.can_write() && self.store.path().is_some()
    }

    /// Compares with another copy once more; what was decided stays where it is about the same.
    pub(super) fn read_again(&mut self, source: Source) -> Action<Message> {
        match self.store.path().map(Path::to_owned) {
            Some(mine) => self.read(mine, source),
            None => Action::None,
        }
    }

    /// Begins to read another copy, beside the window.
    pub(super) fn ask_merge(&mut self, source: Source) -> Action<Message> {
        let Some(mine) = self.store.path().filter(|_| self.can_merge()).map(Path::to_owned) else {
            let notice = Notice::from(&Error::ReadOnly);
            return Action::Ask(Question::notice("統合できません", notice));
        };
        if let Source::File(path) = &source {
            if self.unsaved().is_some() {
                return Action::SaveFirst(Message::MergeAsked(source));
            }
            if path.canonicalize().ok() == mine.canonicalize().ok() {
                return Action::Ask(
                    Question::new("選んだファイルは、いま開いているファイルです")
                        .line("統合するものはありません。何も変えていません。")
                        .answer("閉じる", Weight::Next, None),
                );
            }
        }
        self.read(mine, source)
    }

    fn read(&mut self, mine: PathBuf, source: Source) -> Action<Message> {
        if let Some(reading) = &self.reading {
            reading.cancel();
        }
        self.readings += 1;
        let reading = PendingComparison::begin(self.readings, source);
        let session = Session { who: self.store.who().to_owned(), clock: relative_time::now };
        let task = merge::read(mine, &reading, session).map(Message::Merging);
        self.reading = Some(reading);
        (self.notice, self.status_message) = (None, None);
        task.into()
    }

    /// What is held becomes the other copy, of the file that others have put in its place.
    pub(super) fn merge_snapshot(&mut self) -> Action<Message> {
        match self.store.rescue() {
            Ok(snapshot) => self.ask_merge(Source::Snapshot(Arc::new(snapshot))),
            Err(error) => {
                self.tell(&error);
                Action::None
            }
        }
    }

    pub(super) fn merging(&mut self, progress: Progress) -> Action<Message> {
        let now = self.reading.as_ref().map(|reading| reading.number);
        match progress {
            Progress::Comparing(number) if now == Some(number) => {
                self.reading.iter_mut().for_each(PendingComparison::compares);
            }
            Progress::Read(number, compared) if now == Some(number) => {
                if let Some(PendingComparison { source, .. }) = self.reading.take() {
                    return self.compared(source, &compared);
                }
            }
            Progress::Ended(number) if now == Some(number) => {
                if let Some(PendingComparison { source, .. }) = self.reading.take() {
                    let title = format!("「{}」を読めませんでした", source.name());
                    return Action::Ask(Question::notice(title, words::broken()));
                }
            }
            Progress::CancelAsked => {
                if let Some(reading) = self.reading.take() {
                    reading.cancel();
                    self.status_message =
                        Some("読むのを取りやめました。何も変えていません。".into());
                }
            }
            Progress::Comparing(_) | Progress::Read(..) | Progress::Ended(_) => {}
        }
        Action::None
    }

    fn compared(
        &mut self,
        source: Source,
        compared: &Result<Comparison, Error>,
    ) -> Action<Message> {
        let name = source.name();
        match compared {
            Ok(Comparison::Incoming(incoming)) => {
                let own = self.store.path().unwrap_or(Path::new(""));
                let mut review = merge::Screen::new(own, source, (**incoming).clone());
                if let Some(earlier) = self.review.take() {
                    review.take_over(&earlier);
                }
                self.review = Some(Box::new(review));
                merge::Screen::begin().map(Message::Merge).into()
            }
            Ok(Comparison::Nothing(nothing)) => Action::Ask(
                Question::new(format!("「{name}」に、取り込むものはありません"))
                    .line(words::nothing_new(*nothing))
                    .answer("閉じる", Weight::Next, None),
            ),
            Err(error) => Action::Ask(refused(&name, error)),
        }
    }

    pub(super) fn reviewed(&mut self, look: Look, message: merge::Message) -> Action<Message> {
        let Some(review) = &mut self.review else { return Action::None };
        let action = review.update(message).map(Message::Merge);
        self.perform(look, action)
    }

    /// Leaves the review; nothing is written.
    pub(super) fn leave_review(&mut self) {
        let Some(review) = self.review.take() else { return };
        let kept = if self.is_reread(review.source()) { SUPERSEDED_IS_BACKED_UP } else { "" };
        self.status_message =
            Some(format!("統合を取りやめました。何も変えていません。{kept}").into());
    }

    /// Whether the file was read again since this was held of it.
    fn is_reread(&self, source: &Source) -> bool {
        matches!(source, Source::Snapshot(held) if held.head() != self.store.head())
    }

    fn and_where_held_is(&self, question: Question<Message>, source: &Source) -> Question<Message> {
        if self.is_reread(source) { question.line(SUPERSEDED_IS_BACKED_UP) } else { question }
    }

    /// What is lost by leaving the review, to be asked before that.
    pub(crate) fn ask_leaving_review<M>(&self, left: M) -> Option<Question<M>> {
        let review = self.review.as_ref().filter(|review| review.is_begun())?;
        Some(merge::ask_leaving(review.file_name(), left))
    }

    /// Takes the other copy in, after a backup, as one commit.
    pub(super) fn accept_merge(&mut self) -> Action<Message> {
        let Some(review) = &self.review else { return Action::None };
        let source = review.source().clone();
        let name = source.name();
        if let Source::Snapshot(_) = source
            && let Err(error) = self.reload(Reason::Merge)
        {
            if self.defer_if_busy(&error) {
                return Action::None;
            }
            return Action::Ask(refused(&name, &error));
        }
        let Some(review) = &self.review else { return Action::None };
        match self.store.merge(review.incoming(), review.decisions()) {
            Ok(()) => {
                let status = words::merged(&name, review.taken(), review.decided());
                self.review = None;
                (self.notice, self.status_message) = (None, Some(status.into()));
                self.load_changes();
                self.report_stale_edits();
                if self.screen == ScreenId::Storage {
                    self.read_backups();
                }
                self.report_commit();
                Action::None
            }
            Err(error @ Error::Overtaken) => {
                self.load_changes();
                let mut question =
                    Question::new(format!("「{name}」は、まだ統合していません"))
                        .line("内容を確かめている間に、このファイルが変わりました。何も変えていません。")
                        .line("もう一度くらべると、ここまでの判断は、同じ箇所についてはそのまま残ります。")
                        .answer("もう一度くらべる", Weight::Next, Some(Message::MergeAgain(source.clone())))
                        .or_back();
                question.detail = error.to_string();
                Action::Ask(self.and_where_held_is(question, &source))
            }
            Err(error) if self.defer_if_busy(&error) => Action::None,
            Err(error) => Action::Ask(self.and_where_held_is(refused(&name, &error), &source)),
        }
    }

    /// What a key does in the review, where no field takes it.
    pub(crate) fn hears_in_review(
        &self,
        key: &Key,
        modifiers: Modifiers,
    ) -> Option<KeyPriority<Message>> {
        use merge::{Choice, Message as M};
        let _ = self.review.as_ref()?;
        let message = match (key.as_ref(), modifiers) {
            (Key::Named(Named::Enter), Modifiers::CTRL) => {
                return Some(KeyPriority::First(Message::Merge(M::AcceptAsked)));
            }
            (Key::Named(Named::ArrowUp), _) if modifiers.is_empty() => M::Stepped(ListKey::Up),
            (Key::Named(Named::ArrowDown), _) if modifiers.is_empty() => M::Stepped(ListKey::Down),
            (Key::Named(Named::ArrowRight), _) if modifiers.is_empty() => M::Sought(Target::Next),
            (Key::Named(Named::ArrowLeft), _) if modifiers.is_empty() => {
                M::Sought(Target::Previous)
            }
            (Key::Named(Named::Home), _) if modifiers.is_empty() => M::Stepped(ListKey::First),
            (Key::Named(Named::End), _) if modifiers.is_empty() => M::Stepped(ListKey::Last),
            (Key::Named(Named::Escape), _) if modifiers.is_empty() => M::LeaveAsked,
            (Key::Character("1" | "１"), _) if modifiers.is_empty() => M::Keyed(Choice::First),
            (Key::Character("2" | "２"), _) if modifiers.is_empty() => M::Keyed(Choice::Second),
            (Key::Character("3" | "３"), _) if modifiers.is_empty() => M::Keyed(Choice::Text),
            (Key::Character("0" | "０"), _) if modifiers.is_empty() => M::Keyed(Choice::None),
            (Key::Character("n" | "N" | "ｎ"), _) if !modifiers.command() => M::NextAsked,
            _ => return None,
        };
        Some(KeyPriority::Otherwise(Message::Merge(message)))
    }
}

/// Why another copy cannot be taken in.
fn refused(name: &str, error: &Error) -> Question<Message> {
    const MINE: &str = "いま開いているファイル";
    let (title, notice, mine) = match error {
        Error::Theirs(cause) => {
            let mine = format!("{MINE}は、元のままです。");
            (format!("「{name}」は統合できません"), words::theirs(cause), mine)
        }
        error => {
            let notice = words::called(error, MINE);
            (format!("「{name}」を統合できませんでした"), notice, String::new())
        }
    };
    let mut question = Question::new(title).line(notice.what).line(mine).line(notice.remedy);
    question.detail = notice.detail;
    question.answer("閉じる", Weight::Next, None)
}
