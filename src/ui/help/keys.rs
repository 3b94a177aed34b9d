//! The list of keys, by where they do what they do.

use super::Message;
use crate::ui::command::Command;
use crate::ui::theme::Look;
use crate::ui::widget::label;
use iced::widget::{column, container, row};
use iced::{Element, Fill};

/// A key of the list: one of the window's, or one that only a part of it hears.
#[derive(Clone, Copy)]
enum KeyLabel {
    Key(Command),
    Keys(Command, Command),
    Other(&'static str),
}

impl KeyLabel {
    fn written(self) -> String {
        match self {
            Self::Key(command) => command.key(),
            Self::Keys(one, other) => format!("{}　{}", one.key(), other.key()),
            Self::Other(written) => written.to_owned(),
        }
    }
}

use KeyLabel::{Key, Keys, Other};

const KEYS: [(&str, &[(KeyLabel, &str)]); 10] = [
    (
        "どの画面でも",
        &[
            (
                Other("Ctrl+1～9　Ctrl+0"),
                "ホーム、施策、指標、点検、印刷、配布・回収、保存版、変更履歴、台帳へ。0は設定へ",
            ),
            (Key(Command::Menu), "メニューを開く（Altキーだけでも開きます）"),
            (Key(Command::Undo), "元に戻す（入力中の文も、保存した変更も）"),
            (Key(Command::Redo), "やり直す"),
            (Key(Command::Find), "検索する（印刷の画面では、紙面の文字）"),
            (
                Keys(Command::FindNext, Command::FindPrevious),
                "次に見つかった所、前に見つかった所へ",
            ),
            (Key(Command::Replace), "検索と置換（文の中で選んだ文字を検索します）"),
            (Key(Command::Print), "印刷の画面へ"),
            (Key(Command::Open), "別のファイルを開く"),
            (Key(Command::NewFile), "新しいファイルを作る"),
            (Key(Command::Close), "ファイルを閉じる"),
            (Keys(Command::Larger, Command::Smaller), "画面の文字を大きく、小さくする"),
            (Other("Ctrl+ホイール"), "画面の文字や、印刷の紙面を大きく、小さくする"),
            (Key(Command::Help), "その画面の使い方"),
            (Key(Command::Keys), "この一覧"),
        ],
    ),
    (
        "欄やボタンの間を動く",
        &[
            (
                Keys(Command::NextField, Command::PreviousField),
                "次の、前の欄やボタンへ（青い枠が付きます）",
            ),
            (Key(Command::PastField), "文章の欄の中からも、次へ"),
            (Other("Enter　スペース"), "枠の付いたボタンを押す、選択肢を開く"),
            (Other("↑　↓"), "選択肢や一覧の、前と次へ"),
            (Key(Command::Escape), "開いているものを閉じる"),
        ],
    ),
    (
        "施策",
        &[
            (Key(Command::Save), "保存する"),
            (Keys(Command::Previous, Command::Next), "前の施策、次の施策へ"),
            (Keys(Command::MoveEarlier, Command::MoveLater), "施策を1つ上へ、下へ移動する"),
            (Key(Command::RowMenu), "施策のメニューを開く（メニューキーでも開きます）"),
            (Other("↑　↓　Enter"), "一覧では、前の行、次の行へ、その行を開く"),
            (Other("スペース"), "一覧では、その行を選ぶ（Shift+↑↓で続けて選ぶ）"),
            (Other("Ctrl+A"), "一覧では、すべてを選ぶ"),
            (Other("Ctrl+C　Ctrl+V"), "一覧では、選んだ施策を表としてコピーする、表を貼り付ける"),
            (Key(Command::Advance), "課確認にする、続けて確定にする"),
            (Key(Command::NextMissing), "次の未入力の施策や指標へ"),
            (Key(Command::Correct), "点検の提案どおりに直す"),
            (
                Keys(Command::NextField, Command::PreviousField),
                "箇条書きの行では、字下げする、字下げを戻す（Escで文から出る）",
            ),
            (Key(Command::New), "施策を追加する"),
            (Key(Command::Confirm), "検索の欄では、最初に見つかった施策を開く"),
        ],
    ),
    (
        "指標",
        &[
            (Other("↑　↓　←　→"), "上、下、左、右の欄へ（Shiftを押すと、範囲を選ぶ）"),
            (Other("Enter　Shift+Enter"), "次の、前の指標の同じ欄へ"),
            (Other("Tab　Shift+Tab"), "右の、左の欄へ"),
            (Other("Home　End"), "行の始め、終わりへ（Ctrlを押すと、最初、最後の指標へ）"),
            (Key(Command::Rename), "欄の値を直す"),
            (Other("Esc"), "元の値に戻す"),
            (Other("Delete"), "空欄にする"),
            (
                Other("Ctrl+C　Ctrl+X　Ctrl+V"),
                "範囲をコピーする、切り取る、貼り付ける（エクセルとも）",
            ),
            (Key(Command::Fill), "前年度の値を入れる"),
            (Other("Alt+1～4"), "集計中、未公表、―、速報値にする"),
            (Key(Command::NextMissing), "実績が未入力の次の指標へ"),
            (Key(Command::Advance), "課確認にする、続けて確定にする"),
            (Key(Command::New), "指標を追加する"),
            (Keys(Command::MoveEarlier, Command::MoveLater), "指標を1つ上へ、下へ移動する"),
        ],
    ),
    (
        "点検",
        &[
            (Other("↑　↓"), "前の箇所、次の箇所へ"),
            (Key(Command::Correct), "提案どおりに直す"),
            (Key(Command::CorrectAll), "表示している提案をすべて直す"),
            (Other("Delete"), "このままにする"),
            (Other("Enter"), "その欄を開く"),
        ],
    ),
    (
        "検索と置換",
        &[
            (Keys(Command::FindNext, Command::FindPrevious), "次の、前に見つかった所へ"),
            (Other("スペース"), "一覧では、置き換えるかどうかを選ぶ"),
            (Other("Enter"), "一覧では、その欄を開く"),
            (Key(Command::Advance), "選んだ箇所を置き換える"),
            (Key(Command::Escape), "元の画面に戻る"),
        ],
    ),
    (
        "印刷",
        &[
            (Keys(Command::Print, Command::SavePdf), "印刷する、PDFに保存する"),
            (Keys(Command::Previous, Command::Next), "前のページ、次のページへ"),
            (Key(Command::Confirm), "検索の欄では、次に見つかった所へ"),
        ],
    ),
    ("変更履歴", &[(Keys(Command::Previous, Command::Next), "前の変更、次の変更へ")]),
    (
        "台帳",
        &[
            (Keys(Command::Up, Command::Down), "前の行、次の行へ"),
            (Key(Command::Rename), "名称を変更する"),
            (Key(Command::New), "行を追加する"),
            (Keys(Command::Save, Command::Confirm), "保存する"),
            (Keys(Command::Previous, Command::Next), "行を上へ、下へ移動する"),
        ],
    ),
    (
        "統合の確認",
        &[
            (Other("↑　↓"), "前の箇所、次の箇所へ"),
            (Other("←　→"), "文の中の、前の違い、次の違いへ"),
            (Other("1"), "こちらを採用"),
            (Other("2"), "相手を採用"),
            (Other("3"), "文を直す（Escで文から出る）"),
            (Other("0"), "判断を取り消す"),
            (Other("N"), "次の未判断の箇所へ"),
            (Key(Command::Advance), "統合する"),
            (Key(Command::Escape), "統合を取りやめる"),
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
