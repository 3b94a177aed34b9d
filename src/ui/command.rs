//! What the clerk can ask for wherever the focus is: by a key, or from a menu. The keys of the window,
//! the menus and the list of keys all come from here.

mod chord;

use super::screen_id::ScreenId;
use super::theme::Scheme;
use chord::{Chord, ModifierKeys, Stroke};
use iced::keyboard::{Key, Modifiers, key::Named};
use std::borrow::Cow;

/// Something to ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    Save,
    Undo,
    Redo,
    Cut,
    Copy,
    Paste,
    SelectAll,
    Find,
    /// 検索と置換.
    Replace,
    /// To the next of what was found, or the one before.
    FindNext,
    FindPrevious,
    Print,
    /// The paper goes into a PDF.
    SavePdf,
    /// A new file, for a new plan.
    NewFile,
    Open,
    /// Another copy of the file is taken in.
    Merge,
    /// A list is brought in.
    Import,
    /// The list goes out.
    Export,
    /// The open file is closed.
    Close,
    /// The program ends.
    Quit,
    /// A copy of the sample.
    Sample,
    New,
    /// 課確認, then 確定.
    Advance,
    /// What stood in the cells of a table the year before.
    Fill,
    /// To the next measure for which nothing is written.
    NextMissing,
    /// The first proposal of 点検 is taken.
    Correct,
    /// All proposals of 点検 that are listed are taken.
    CorrectAll,
    Previous,
    Next,
    /// The open row goes before the one above it.
    MoveEarlier,
    /// The open row goes behind the one below it.
    MoveLater,
    /// What can be done with the row where the keys are.
    RowMenu,
    /// To the row above.
    Up,
    /// To the row below.
    Down,
    Rename,
    Confirm,
    Escape,
    /// To the next control; within a list that is written, a step in.
    NextField,
    PreviousField,
    /// To the next control, whatever is being written.
    PastField,
    BeforeField,
    /// To the screen of this number on the rail, from 0.
    GoTo(u8),
    /// Text grows by a step.
    Larger,
    /// Text shrinks by a step.
    Smaller,
    Scheme(Scheme),
    /// The menus.
    Menu,
    /// The manual, at the chapter of the screen.
    Help,
    /// The manual's chapter on keys.
    Keys,
    /// The version, and whose the fonts are.
    About,
}

/// The keys, the one that is told first where there are several.
const KEYS: [(Command, Chord); 51] = [
    (Command::Save, Chord::ctrl("s")),
    (Command::Undo, Chord::ctrl("z")),
    (Command::Redo, Chord::ctrl("y")),
    (Command::Redo, Chord(ModifierKeys::CtrlShift, Stroke::Letter("z"))),
    (Command::Find, Chord::ctrl("f")),
    (Command::Replace, Chord::ctrl("h")),
    (Command::FindNext, Chord::named(Named::F3)),
    (Command::FindPrevious, Chord(ModifierKeys::Shift, Stroke::Named(Named::F3))),
    (Command::Print, Chord::ctrl("p")),
    (Command::SavePdf, Chord(ModifierKeys::CtrlShift, Stroke::Letter("p"))),
    (Command::Open, Chord::ctrl("o")),
    (Command::NewFile, Chord(ModifierKeys::CtrlShift, Stroke::Letter("n"))),
    (Command::New, Chord::ctrl("n")),
    (Command::Advance, Chord(ModifierKeys::Ctrl, Stroke::Named(Named::Enter))),
    (Command::Fill, Chord::ctrl("d")),
    (Command::NextMissing, Chord::named(Named::F8)),
    (Command::NextMissing, Chord::ctrl("m")),
    (Command::Correct, Chord::ctrl("k")),
    (Command::CorrectAll, Chord(ModifierKeys::CtrlShift, Stroke::Letter("k"))),
    (Command::Close, Chord::ctrl("w")),
    (Command::Larger, Chord::symbol("＋")),
    (Command::Larger, Chord::symbol("+")),
    // Where + stands on a Japanese keyboard, and on others.
    (Command::Larger, Chord::symbol(";")),
    (Command::Larger, Chord::symbol("=")),
    (Command::Smaller, Chord::symbol("-")),
    (Command::Previous, Chord(ModifierKeys::Alt, Stroke::Named(Named::ArrowUp))),
    (Command::Next, Chord(ModifierKeys::Alt, Stroke::Named(Named::ArrowDown))),
    (Command::MoveEarlier, Chord(ModifierKeys::AltShift, Stroke::Named(Named::ArrowUp))),
    (Command::MoveLater, Chord(ModifierKeys::AltShift, Stroke::Named(Named::ArrowDown))),
    (Command::Previous, Chord(ModifierKeys::Ctrl, Stroke::Named(Named::PageUp))),
    (Command::Next, Chord(ModifierKeys::Ctrl, Stroke::Named(Named::PageDown))),
    (Command::Up, Chord::named(Named::ArrowUp)),
    (Command::Down, Chord::named(Named::ArrowDown)),
    (Command::NextField, Chord::named(Named::Tab)),
    (Command::PastField, Chord(ModifierKeys::Ctrl, Stroke::Named(Named::Tab))),
    (Command::PreviousField, Chord(ModifierKeys::Shift, Stroke::Named(Named::Tab))),
    (Command::BeforeField, Chord(ModifierKeys::CtrlShift, Stroke::Named(Named::Tab))),
    (Command::Help, Chord::named(Named::F1)),
    (Command::Keys, Chord(ModifierKeys::Shift, Stroke::Named(Named::F1))),
    (Command::Rename, Chord::named(Named::F2)),
    (Command::RowMenu, Chord(ModifierKeys::Shift, Stroke::Named(Named::F10))),
    (Command::RowMenu, Chord::named(Named::ContextMenu)),
    (Command::Menu, Chord::named(Named::F10)),
    (Command::Menu, Chord::named(Named::Alt)),
    (Command::Confirm, Chord::named(Named::Enter)),
    (Command::Escape, Chord::named(Named::Escape)),
    (Command::Quit, Chord(ModifierKeys::Alt, Stroke::Named(Named::F4))),
    // The fields hear these themselves; they stand here for the menus.
    (Command::Cut, Chord::ctrl("x")),
    (Command::Copy, Chord::ctrl("c")),
    (Command::Paste, Chord::ctrl("v")),
    (Command::SelectAll, Chord::ctrl("a")),
];

impl Command {
    /// The command of a key; `None` where the key belongs to the field that has the focus.
    pub fn of(key: &Key, modifiers: Modifiers) -> Option<Self> {
        let known = KEYS.iter().find(|(_, chord)| chord.is(key, modifiers));
        match known {
            Some((command, _)) => command.is_of_the_window().then_some(*command),
            None => screen(key, modifiers),
        }
    }

    /// Whether it is done again and again as long as its key is held: what leads from one thing to the
    /// next, and back through the steps of the history.
    pub const fn repeats(self) -> bool {
        matches!(
            self,
            Self::Undo
                | Self::Redo
                | Self::FindNext
                | Self::FindPrevious
                | Self::Previous
                | Self::Next
                | Self::Up
                | Self::Down
                | Self::NextField
                | Self::PreviousField
                | Self::PastField
                | Self::BeforeField
        )
    }

    /// Whether the window hears the key, rather than a field.
    const fn is_of_the_window(self) -> bool {
        !matches!(self, Self::Cut | Self::Copy | Self::Paste | Self::SelectAll)
    }

    /// The key that does it, as it is told: Ctrl+S and the like; empty where there is none.
    pub fn key(self) -> String {
        if let Self::GoTo(number) = self {
            return match number {
                LAST => "Ctrl+0".to_owned(),
                0..=8 => format!("Ctrl+{}", number + 1),
                _ => String::new(),
            };
        }
        let chord = KEYS.iter().find(|(command, _)| *command == self);
        chord.map(|(_, chord)| chord.to_string()).unwrap_or_default()
    }

    /// The key as a field hears it, for what only fields can do.
    pub fn typed(self) -> Option<(Key, Modifiers)> {
        if self.is_of_the_window() {
            return None;
        }
        let (_, chord) = KEYS.iter().find(|(command, _)| *command == self)?;
        Some(chord.pressed())
    }

    /// What it does, as a menu says it.
    pub fn name(self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Self::Save => "保存する",
            Self::Undo => "元に戻す",
            Self::Redo => "やり直す",
            Self::Cut => "切り取り",
            Self::Copy => "コピー",
            Self::Paste => "貼り付け",
            Self::SelectAll => "すべて選択",
            Self::Find => "検索する",
            Self::Replace => "検索と置換",
            Self::FindNext => "次に見つかった所へ",
            Self::FindPrevious => "前に見つかった所へ",
            Self::Print => "印刷する",
            Self::SavePdf => "PDFに保存…",
            Self::NewFile => "新しいファイルを作る…",
            Self::Open => "ファイルを開く…",
            Self::Merge => "ほかのファイルと統合…",
            Self::Import => "一覧を取り込む…",
            Self::Export => "一覧を書き出す…",
            Self::Close => "ファイルを閉じる",
            Self::Quit => "進捗帳を終了する",
            Self::Sample => "見本で試す…",
            Self::New => "施策や指標、行を追加する",
            Self::Advance => "課確認・確定にする",
            Self::Fill => "前年度の値を入れる",
            Self::NextMissing => "次の未入力へ",
            Self::Correct => "点検の提案どおりに直す",
            Self::CorrectAll => "点検の提案をすべて直す",
            Self::Previous => "前へ",
            Self::Next => "次へ",
            Self::MoveEarlier => "1つ上へ移動",
            Self::MoveLater => "1つ下へ移動",
            Self::RowMenu => "行のメニューを開く",
            Self::Up => "上の行へ",
            Self::Down => "下の行へ",
            Self::Rename => "名称を変更",
            Self::Confirm => "決定",
            Self::Escape => "開いているものを閉じる",
            Self::NextField | Self::PastField => "次の欄やボタンへ",
            Self::PreviousField | Self::BeforeField => "前の欄やボタンへ",
            Self::GoTo(number) => match ScreenId::ALL.get(usize::from(number)) {
                Some(screen) => screen.name(),
                None => "",
            },
            Self::Larger => "文字を大きくする",
            Self::Smaller => "文字を小さくする",
            Self::Scheme(scheme) => return Cow::Owned(format!("画面の色：{}", scheme.name())),
            Self::Menu => "メニューを開く",
            Self::Help => "使い方",
            Self::Keys => "キー操作",
            Self::About => "進捗帳について",
        })
    }
}

/// The last place of the rail.
const LAST: u8 = ScreenId::ALL.len() as u8 - 1;

/// Ctrl and a digit: the places of the rail in their order, and the last one, 設定, with 0.
fn screen(key: &Key, modifiers: Modifiers) -> Option<Command> {
    match key.as_ref() {
        Key::Character(digit) if modifiers == Modifiers::COMMAND => {
            let digit = digit.parse::<u8>().ok()?;
            Some(Command::GoTo(digit.checked_sub(1).unwrap_or(LAST)))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typing_belongs_to_the_fields() {
        let typed = |key: &str, modifiers| Command::of(&Key::Character(key.into()), modifiers);
        assert_eq!(typed("s", Modifiers::empty()), None);
        assert_eq!(typed("Z", Modifiers::CTRL | Modifiers::SHIFT), Some(Command::Redo));
        assert_eq!(typed("c", Modifiers::CTRL), None);
        assert_eq!(typed("-", Modifiers::empty()), None);
        // AltGr reports both.
        assert_eq!(typed("s", Modifiers::CTRL | Modifiers::ALT), None);
        assert_eq!(Command::of(&Key::Named(Named::Process), Modifiers::CTRL), None);
    }

    #[test]
    fn a_key_does_one_thing() {
        for (index, (_, chord)) in KEYS.iter().enumerate() {
            assert!(KEYS.iter().skip(index + 1).all(|(_, other)| other != chord), "{chord}");
        }
    }

    #[test]
    fn what_is_told_is_what_is_heard() {
        for (command, chord) in KEYS {
            let (key, modifiers) = chord.pressed();
            let heard = command.is_of_the_window().then_some(command);
            assert_eq!(Command::of(&key, modifiers), heard, "{chord}");
        }
        assert_eq!(Command::Redo.key(), "Ctrl+Y");
        assert_eq!(Command::GoTo(2).key(), "Ctrl+3");
        assert_eq!(Command::GoTo(10).key(), "Ctrl+0");
        assert_eq!(Command::GoTo(9).key(), "", "there are ten digits");
        assert_eq!(Command::Next.key(), "Alt+↓");
    }
}
