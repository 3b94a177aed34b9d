//! Opening a file: whether somebody else has it open, whether it lies on a stick, whether work on it
//! is still on the PC; and leaving it.

use super::{App, Message, View, Workspace};
use crate::domain::text::circled;
use crate::store::{
    Access, Backup, Claim, Disk, Error, Mark, Medium, Owner, Store, WorkingCopies, WorkingCopy,
    claim, is_held, latest, newest, restore_over,
};
use crate::ui::background::{TRIES, later};
use crate::ui::open_mode::{Kind, OpenMode, ReturnTarget};
use crate::ui::relative_time;
use crate::ui::widget::dialog::{Question, Weight};
use crate::words::{self, Notice};
use iced::Task;
use std::path::Path;

/// How a file is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpenMethod {
    /// As it lies there, whatever work on it is on the PC.
    Itself,
    /// To look at it.
    Reading,
}

impl App {
    pub(super) fn copies(&self) -> WorkingCopies {
        WorkingCopies::beside(&self.backups)
    }

    /// Opens a file in the place of what is open.
    pub(super) fn open(&mut self, path: &Path) -> Task<Message> {
        match self.copies().of_origin(path) {
            Some(copy) => self.question(ask_which(&copy)),
            None => self.open_as(OpenMethod::Itself, path),
        }
    }

    /// The same, or in this way, once no other program holds the file so that it cannot be read.
    pub(super) fn open_when_free(
        &mut self,
        way: Option<OpenMethod>,
        path: &Path,
        tries: u32,
    ) -> Task<Message> {
        let held = is_held(path);
        match way {
            way if held && tries < TRIES => {
                later(Message::OpenedAgain(way, path.to_owned(), tries + 1))
            }
            _ if held => self.enter(Err(Error::Busy), path, Kind::Normal),
            Some(way) => self.open_as(way, path),
            None => self.open(path),
        }
    }

    pub(super) fn open_as(&mut self, way: OpenMethod, path: &Path) -> Task<Message> {
        match way {
            OpenMethod::Reading => self.open_to_read(path),
            OpenMethod::Itself => match self.claimed(path) {
                Claim::Taken(owner) => self.question(ask_taken(path, owner.as_ref())),
                Claim::Free(mark) => self.open_to_write(path, mark),
            },
        }
    }

    /// Marks a file as open here, unless it is open elsewhere.
    fn claimed(&mut self, path: &Path) -> Claim {
        let same = |open: &Path| open.canonicalize().ok() == path.canonicalize().ok();
        if let View::Workspace(workspace) = &mut self.view
            && workspace.store().path().is_some_and(same)
        {
            workspace.release();
        }
        claim(path, &self.session())
    }

    fn open_to_write(&mut self, path: &Path, mark: Option<Mark>) -> Task<Message> {
        let kind = match (self.copies().of_file(path), Medium::of(path)) {
            (Some(copy), _) => Kind::Working(copy),
            (None, Medium::Fixed) => Kind::Normal,
            (None, medium @ (Medium::Removable | Medium::Network)) => Kind::Carried(medium),
        };
        let opened = Store::open(path, Access::Write, self.session(), &self.backups);
        let entered = opened.is_ok();
        let task = self.enter(opened, path, kind);
        if entered && let View::Workspace(workspace) = &mut self.view {
            workspace.mark(mark);
        }
        task
    }

    fn open_to_read(&mut self, path: &Path) -> Task<Message> {
        let kind = match self.claimed(path) {
            Claim::Taken(owner) => Kind::Taken(owner),
            Claim::Free(_) => Kind::Reading,
        };
        let opened = Store::open(path, Access::Read, self.session(), &self.backups);
        self.enter(opened, path, kind)
    }

    /// Opens another file in the place of the one that is open, with what is typed and not saved yet.
    pub(super) fn switch_to(&mut self, path: &Path, status: String) -> Task<Message> {
        let unfinished = match &self.view {
            View::Workspace(workspace) => workspace.unfinished(),
            View::Start(_) => None,
        };
        // A list on its way in is one into what is open: the copy holds the same.
        let import = self.import.take();
        let opened = self.open(path);
        self.import = import;
        let View::Workspace(workspace) = &mut self.view else { return opened };
        if workspace.store().path() != Some(path) {
            return opened;
        }
        workspace.say(status);
        match unfinished {
            Some(unfinished) => {
                opened.chain(self.with_workspace(|workspace| workspace.take_up(unfinished)))
            }
            None => opened,
        }
    }

    /// Opens the file again that was left to look into something, as it was held and where that was.
    pub(super) fn return_to(&mut self, return_target: &ReturnTarget) -> Task<Message> {
        let way = if return_target.reads { OpenMethod::Reading } else { OpenMethod::Itself };
        let opened = self.open_as(way, &return_target.file);
        match &self.view {
            View::Workspace(workspace) if workspace.store().path() == Some(&return_target.file) => {
                opened.chain(self.with_workspace(|workspace| workspace.return_to(return_target)))
            }
            View::Workspace(_) | View::Start(_) => opened,
        }
    }

    /// Goes on with a file in a copy on the PC.
    pub(super) fn take_to_pc(&mut self, path: &Path) -> Task<Message> {
        match self.copies().take(path, self.session()) {
            Ok(copy) => self.open_as(OpenMethod::Itself, &copy.file),
            Err(error) => {
                let title = "パソコンにコピーできませんでした";
                self.question(Question::notice(title, (&error).into()))
            }
        }
    }

    pub(super) fn enter(
        &mut self,
        opened: Result<Store, Error>,
        path: &Path,
        kind: Kind,
    ) -> Task<Message> {
        match opened {
            Ok(store) => {
                self.preferences.used(path);
                self.show(store, kind)
            }
            Err(error) => {
                if let View::Start(screen) = &mut self.view
                    && screen.refused(&error)
                {
                    return Task::none();
                }
                let question = self.ask_refused(path, &error);
                self.question(question)
            }
        }
    }

    /// Shows what is open, in the place of what was.
    pub(super) fn show(&mut self, mut store: Store, kind: Kind) -> Task<Message> {
        self.import = None;
        let notice = store.take_sidecar_notice();
        let mut workspace = Workspace::held(store, OpenMode::of(kind));
        if workspace.permissions().can_write() && self.preferences.asks_who() {
            workspace.ask_who();
        }
        workspace.set_list_width(self.preferences.list_width());
        if let Some(notice) = notice {
            workspace.say(words::sidecar(&notice));
        }
        self.view = View::Workspace(Box::new(workspace));
        self.ask_about_left()
    }

    /// Tells why a file was refused; where the file itself is at fault, offers its latest backup.
    fn ask_refused(&self, path: &Path, error: &Error) -> Question<Message> {
        let title = format!("「{}」を開けませんでした", words::file_name(path));
        let notice = Notice::from(error);
        if matches!(error, Error::ReadOnly | Error::Denied | Error::NameTooLong) {
            return Question::new(title)
                .line(notice.what)
                .line("読み取り専用で開くと、見ることと印刷ができます。")
                .answer(
                    "読み取り専用で開く",
                    Weight::Next,
                    Some(Message::OpenAs(OpenMethod::Reading, path.to_owned())),
                )
                .or_back();
        }
        let found = match error.is_about_content() {
            true => self.backups.of_unreadable(path, relative_time::now()),
            false => Vec::new(),
        };
        let offered = offered(&found, path);
        if offered.is_empty() {
            return Question::notice(title, notice);
        }
        let of_several = offered.len() > 1;
        let choice = if of_several {
            "この名前のファイルの控えが、2つ以上の計画や課にあります。開けなかったファイルのものを選んでください。"
        } else {
            "次の控えがあります。"
        };
        let mut question = Question::new(title).line(notice.what).line(choice);
        for (number, backup) in (1..).zip(&offered) {
            let number = if of_several { circled(number) } else { String::new() };
            question = question.line(format!("{number}{}", offer(backup, path)));
        }
        question = question
            .line("控えから作り直すと、控えのあとの変更は入りません。開けなかったファイルは、消さずに別の名前で残します。")
            .answer("閉じる", Weight::Next, None);
        for (number, backup) in (1..).zip(&offered) {
            let number = if of_several { circled(number) } else { "控え".to_owned() };
            question = question.answer(
                format!("{number}から作り直す"),
                Weight::Other,
                Some(Message::Remade(path.to_owned(), backup.path.clone())),
            );
        }
        question.detail = notice.detail;
        question.or_back()
    }

    /// Puts the copy of a backup in the place of a file that cannot be opened.
    pub(super) fn remake(&mut self, file: &Path, backup: &Path) -> Task<Message> {
        let now = relative_time::now();
        match restore_over(file, backup, now, &Disk::default(), &self.session()) {
            Ok(kept) => {
                let task = self.open(file);
                let kept = kept.as_deref().map(words::kept_aside).unwrap_or_default();
                if let View::Workspace(workspace) = &mut self.view {
                    workspace.say(format!("控えから作り直しました。{kept}"));
                }
                task
            }
            Err(error) => {
                let title = format!("「{}」を控えから作り直せませんでした", words::file_name(file));
                self.question(Question::notice(title, (&error).into()))
            }
        }
    }

    /// Offers the work that was not brought back to a stick, when the program begins.
    pub(super) fn ask_about_copies(&mut self) -> Task<Message> {
        let Some(copy) = self.copies().all().into_iter().next() else { return Task::none() };
        let there = copy.origin.exists();
        let state = if there {
            "元のファイルのある場所につながっています。続きを開いて、書き戻せます。"
        } else {
            "元のファイルのある場所（USBメモリーなど）には、いまつながっていません。作業はパソコンに残っています。"
        };
        self.question(
            Question::new("パソコンのコピーに、作業が残っています")
                .line(format!("元のファイル：{}", words::path(&copy.origin)))
                .line(state)
                .answer(
                    "続きを開く",
                    Weight::Next,
                    Some(Message::OpenAs(OpenMethod::Itself, copy.file)),
                )
                .answer("あとにする", Weight::Other, None),
        )
    }

    /// Closes the window, after what is to become of the work in a working copy.
    pub(super) fn close(&mut self) -> Task<Message> {
        let View::Workspace(workspace) = &self.view else { return self.closed() };
        if workspace.is_writing() {
            return self.question(
                Question::new("ファイルを書き出している途中です")
                    .line("終わるまでお待ちください。書き出しを取りやめると、書き出す先は元のままです。")
                    .answer("待つ", Weight::Next, None)
                    .answer("取りやめて閉じる", Weight::Danger, Some(Message::Closed))
                    .or_back(),
            );
        }
        if !workspace.has_unreturned_work() {
            return self.closed();
        }
        self.question(
            Question::new("元のファイルに書き戻しますか")
                .line("パソコンのコピーで行った変更は、まだ元のファイルに書き戻していません。")
                .line("パソコンに残しておくと、次に開いたときに続きから作業できます。")
                .answer("書き戻して閉じる", Weight::Next, Some(Message::BringBackAndClose))
                .answer("パソコンに残して閉じる", Weight::Other, Some(Message::Closed))
                .or_back(),
        )
    }

    /// Ends the program. A working copy that has been brought back is given up.
    pub(super) fn closed(&mut self) -> Task<Message> {
        self.preferences.set_placement(self.placement);
        if let View::Workspace(workspace) = &mut self.view {
            workspace.release();
            let ahead = workspace.has_unreturned_work();
            if let Some(copy) = workspace.working().filter(|_| !ahead).cloned() {
                let copies = self.copies();
                // Windows removes no file that is open.
                self.view = View::Start(super::start::Screen::new(self.preferences.recent()));
                let _ = copies.give_up(&copy);
            }
        }
        iced::exit()
    }
}

/// The backups that can take the place of a file: one where it is known whose it was, else the latest
/// of each that it can have been, as many as there is room to answer with.
fn offered(backups: &[Backup], path: &Path) -> Vec<Backup> {
    const MOST: usize = 2;
    if let Ok(latest) = latest(backups, path) {
        return vec![latest.clone()];
    }
    let whose = |backup: &Backup| backup.holds.as_ref().map(|holds| holds.whose);
    let mut files = Vec::new();
    for file in backups.iter().filter_map(whose) {
        if !files.contains(&file) {
            files.push(file);
        }
    }
    let of = |file| backups.iter().filter(move |backup| whose(backup) == Some(file));
    files.into_iter().take(MOST).filter_map(|file| newest(of(file)).cloned()).collect()
}

/// 「みずほ野市総合戦略」の農政課の入力用ファイルの控え：きょう 10:24（統合の前）.
fn offer(backup: &Backup, path: &Path) -> String {
    let at = relative_time::relative(backup.at, relative_time::now());
    let (of, why) = (words::backed_up(backup), words::reason(backup.reason));
    let named = match backup.is_named(path) {
        true => String::new(),
        false => format!("（{}.db）", backup.file),
    };
    format!("{of}の控え{named}：{at}（{why}）")
}

fn ask_which(copy: &WorkingCopy) -> Question<Message> {
    let at = relative_time::relative(copy.at, relative_time::now());
    Question::new("このファイルのコピーで、作業の途中です")
        .line(format!(
            "{at}にパソコンへコピーして始めた作業が、まだ元のファイルに書き戻されていません。"
        ))
        .line("元のファイルを開いても、コピーの作業はパソコンに残ります。")
        .answer(
            "コピーで続ける",
            Weight::Next,
            Some(Message::OpenAs(OpenMethod::Itself, copy.file.clone())),
        )
        .answer(
            "元のファイルを開く",
            Weight::Other,
            Some(Message::OpenAs(OpenMethod::Itself, copy.origin.clone())),
        )
        .or_back()
}

fn ask_taken(path: &Path, owner: Option<&Owner>) -> Question<Message> {
    Question::new(format!("「{}」は使われています", words::file_name(path)))
        .line(words::owner(owner))
        .line("読み取り専用で開くと、見ることと印刷ができます。開いてから「コピーを作って続ける」を選ぶと、別のファイルで作業できます。")
        .answer(
            "読み取り専用で開く",
            Weight::Next,
            Some(Message::OpenAs(OpenMethod::Reading, path.to_owned())),
        )
        .or_back()
}
