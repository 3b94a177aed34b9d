//! キーの一覧: what the keys do, on F1.

use super::theme::Look;
use super::widget::dialog::card;
use super::widget::{button, label, panel};
use iced::widget::{column, container, row, scrollable, space};
use iced::{Center, Element, Fill};

/// What the keys do, by where they do it.
const KEYS: [(&str, &[(&str, &str)]); 5] = [
    (
        "どの画面でも",
        &[
            ("Ctrl+1～6", "ホーム、施策、印刷、変更履歴、台帳、設定へ"),
            ("Ctrl+Z", "元に戻す（入力中の文も、保存した変更も）"),
            ("Ctrl+Y", "やり直す"),
            ("Ctrl+F", "検索する（印刷の画面では、紙面の文字）"),
            ("Ctrl+P", "印刷の画面へ"),
            ("Ctrl+O", "別のファイルを開く"),
            ("Tab", "次の欄へ"),
            ("Shift+Tab", "前の欄へ"),
            ("Esc", "開いているものを閉じる"),
            ("F1", "この一覧"),
        ],
    ),
    (
        "施策",
        &[
            ("Ctrl+S", "保存する"),
            ("Alt+↑　Alt+↓", "前の施策、次の施策へ"),
            ("Ctrl+Enter", "課確認にする、続けて確定にする"),
            ("Ctrl+M", "次の未入力の施策へ"),
            ("Ctrl+K", "点検の提案どおりに直す"),
            ("Tab　Shift+Tab", "箇条書きの行では、字下げする、字下げを戻す（Escで文から出る）"),
            ("Ctrl+N", "施策を追加する"),
            ("Enter", "検索の欄では、最初に見つかった施策を開く"),
        ],
    ),
    (
        "印刷",
        &[
            ("Ctrl+P", "PDFに保存する"),
            ("Alt+↑　Alt+↓", "前のページ、次のページへ"),
            ("Enter", "検索の欄では、次に見つかった所へ"),
        ],
    ),
    ("変更履歴", &[("Alt+↑　Alt+↓", "前の変更、次の変更へ")]),
    (
        "台帳",
        &[
            ("↑　↓", "前の行、次の行へ"),
            ("F2", "名称を変える"),
            ("Ctrl+N", "行を加える"),
            ("Ctrl+S　Enter", "保存する"),
            ("Alt+↑　Alt+↓", "行を上へ、下へ動かす"),
        ],
    ),
];

/// The list, to be laid over the window.
pub fn view<'a, M: Clone + 'a>(look: Look, on_close: M) -> Element<'a, M> {
    let groups = KEYS.iter().map(|(name, keys)| {
        let keys = keys.iter().map(|(key, what)| {
            let key = container(label::bold(look, *key)).width(look.px(150.0));
            row![key, label::body(look, *what).width(Fill)].spacing(look.px(12.0)).into()
        });
        column![label::second(look, *name)].extend(keys).spacing(look.px(6.0)).into()
    });
    let groups = column(groups).spacing(look.px(16.0)).padding(iced::Padding::ZERO.right(16));
    let groups = scrollable(groups).direction(panel::thin(look)).style(panel::scroll(look));
    let close = button::filled(look, "閉じる").key("Esc").on_press(on_close);
    let buttons = row![space::horizontal(), close].align_y(Center);
    card(look, "キーの一覧", container(groups).max_height(look.px(430.0)), buttons)
}
