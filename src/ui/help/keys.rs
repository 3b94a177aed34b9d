//! The list of keys, by where they do what they do.

use super::Message;
use crate::ui::shortcut::Shortcut;
use crate::ui::theme::Look;
use crate::ui::widget::label;
use iced::widget::{column, container, row};
use iced::{Element, Fill};

/// A key that is told: one of the window's, or one that only a part of it hears.
#[derive(Clone, Copy)]
enum Told {
    Key(Shortcut),
    Keys(Shortcut, Shortcut),
    Other(&'static str),
}

impl Told {
    fn written(self) -> String {
        match self {
            Self::Key(shortcut) => shortcut.key(),
            Self::Keys(one, other) => format!("{}　{}", one.key(), other.key()),
            Self::Other(written) => written.to_owned(),
        }
    }
}

use Told::{Key, Keys, Other};

const KEYS: [(&str, &[(Told, &str)]); 7] = [
    (
        "どの画面でも",
        &[
            (
                Other("Ctrl+1～9"),
                "ホーム、施策、印刷、配布・回収、保存版、変更履歴、台帳、ファイルと控え、設定へ",
            ),
            (Key(Shortcut::Menu), "メニューを開く（Altキーだけでも開きます）"),
            (Key(Shortcut::Undo), "元に戻す（入力中の文も、保存した変更も）"),
            (Key(Shortcut::Redo), "やり直す"),
            (Key(Shortcut::Find), "検索する（印刷の画面では、紙面の文字）"),
            (Key(Shortcut::Print), "印刷の画面へ"),
            (Key(Shortcut::Open), "別のファイルを開く"),
            (Key(Shortcut::NewFile), "新しいファイルを作る"),
            (Key(Shortcut::Close), "ファイルを閉じる"),
            (Keys(Shortcut::Larger, Shortcut::Smaller), "画面の文字を大きく、小さくする"),
            (Key(Shortcut::Help), "その画面の使い方"),
            (Key(Shortcut::Keys), "この一覧"),
        ],
    ),
    (
        "欄やボタンの間を動く",
        &[
            (
                Keys(Shortcut::NextField, Shortcut::PreviousField),
                "次の、前の欄やボタンへ（青い枠が付きます）",
            ),
            (Key(Shortcut::PastField), "文章の欄の中からも、次へ"),
            (Other("Enter　スペース"), "枠の付いたボタンを押す、選択肢を開く"),
            (Other("↑　↓"), "選択肢や一覧の、前と次へ"),
            (Key(Shortcut::Escape), "開いているものを閉じる"),
        ],
    ),
    (
        "施策",
        &[
            (Key(Shortcut::Save), "保存する"),
            (Keys(Shortcut::Previous, Shortcut::Next), "前の施策、次の施策へ"),
            (Keys(Shortcut::MoveEarlier, Shortcut::MoveLater), "施策を1つ上へ、下へ動かす"),
            (Key(Shortcut::RowMenu), "施策のメニューを開く（メニューキーでも開きます）"),
            (Other("↑　↓　Enter"), "一覧では、前の行、次の行へ、その行を開く"),
            (Other("スペース"), "一覧では、その行を選ぶ（Shift+↑↓で続けて選ぶ）"),
            (Other("Ctrl+A"), "一覧では、すべてを選ぶ"),
            (Other("Ctrl+C　Ctrl+V"), "一覧では、選んだ施策を表にして写す、表を貼り付ける"),
            (Key(Shortcut::Advance), "課確認にする、続けて確定にする"),
            (Key(Shortcut::NextMissing), "次の未入力の施策へ"),
            (Key(Shortcut::Correct), "点検の提案どおりに直す"),
            (
                Keys(Shortcut::NextField, Shortcut::PreviousField),
                "箇条書きの行では、字下げする、字下げを戻す（Escで文から出る）",
            ),
            (Key(Shortcut::New), "施策を追加する"),
            (Key(Shortcut::Confirm), "検索の欄では、最初に見つかった施策を開く"),
        ],
    ),
    (
        "印刷",
        &[
            (Key(Shortcut::Print), "PDFに保存する"),
            (Keys(Shortcut::Previous, Shortcut::Next), "前のページ、次のページへ"),
            (Key(Shortcut::Confirm), "検索の欄では、次に見つかった所へ"),
        ],
    ),
    ("変更履歴", &[(Keys(Shortcut::Previous, Shortcut::Next), "前の変更、次の変更へ")]),
    (
        "台帳",
        &[
            (Keys(Shortcut::Up, Shortcut::Down), "前の行、次の行へ"),
            (Key(Shortcut::Rename), "名称を変える"),
            (Key(Shortcut::New), "行を加える"),
            (Keys(Shortcut::Save, Shortcut::Confirm), "保存する"),
            (Keys(Shortcut::Previous, Shortcut::Next), "行を上へ、下へ動かす"),
        ],
    ),
    (
        "統合の確認",
        &[
            (Other("↑　↓"), "前の箇所、次の箇所へ"),
            (Other("←　→"), "文の中の、前の違い、次の違いへ"),
            (Other("1"), "こちらを残す"),
            (Other("2"), "相手を取る"),
            (Other("3"), "文を直す（Escで文から出る）"),
            (Other("0"), "判断を取り消す"),
            (Other("N"), "次の未判断の箇所へ"),
            (Key(Shortcut::Advance), "統合する"),
            (Key(Shortcut::Escape), "統合を取りやめる"),
        ],
    ),
];

/// The list.
pub(super) fn view<'a>(look: Look) -> Element<'a, Message> {
    let groups = KEYS.iter().map(|(name, keys)| {
        let keys = keys.iter().map(|(key, what)| {
            let key = container(label::bold(look, key.written())).width(170.0);
            row![key, label::body(look, *what).width(Fill)].spacing(12.0).into()
        });
        column![label::heading(look, *name)].extend(keys).spacing(6.0).into()
    });
    column(groups).spacing(16.0).into()
}
