//! ファイルと控え, as it is seen.

use super::{Chosen, Message, Row, Screen};
use crate::store::{Backup, Medium};
use crate::ui::context::Context;
use crate::ui::history::entry::{RecordActions, card};
use crate::ui::open_mode::{Kind, OpenMode};
use crate::ui::permissions;
use crate::ui::relative_time;
use crate::ui::theme::{BOLD, Look};
use crate::ui::widget::one_line::one_line;
use crate::ui::widget::{button, label, panel};
use crate::words;
use iced::widget::{column, container, responsive, row};
use iced::{Center, Element, Fill};
use std::path::absolute;

/// How many records of a difference are shown.
const SHOWN: usize = 50;

/// How many of the commits since a backup are named.
const NAMED: usize = 5;

impl Screen {
    /// A copy that is on its way: seen in every place.
    pub(crate) fn carried(&self, look: Look) -> Option<Element<'_, Message>> {
        let copy_job = self.copy_job.as_ref()?;
        let c = look.color;
        let line = row![
            label::body(look, copy_job.words()).color(c.accent).width(Fill),
            button::link(look, "取りやめる").on_press(Message::CancelAsked),
        ]
        .spacing(12.0)
        .align_y(Center);
        Some(panel::tinted(c.accent_soft, line).width(Fill).into())
    }

    pub(crate) fn view<'a>(&'a self, ctx: &'a Context, look: Look) -> Element<'a, Message> {
        let backups =
            responsive(move |room| self.backups(ctx, look, 400_f32.min(room.width * 0.4)));
        column![self.file(ctx, look), panel::line(look), container(backups).height(Fill)].into()
    }

    /// The list of backups, this wide, and beside it the one that is looked at.
    fn backups<'a>(&'a self, ctx: &'a Context, look: Look, width: f32) -> Element<'a, Message> {
        let list = panel::filled(look.color.surface, self.list(look));
        let shown = match &self.chosen {
            Some(chosen) => self.shown(ctx, look, chosen),
            None => {
                let hint = "左の控えを選ぶと、そのあとの変更を表示します。";
                let hint = (!self.rows.is_empty()).then(|| label::second(look, hint));
                container(row![].push(hint)).center(Fill).padding(24.0).into()
            }
        };
        row![list.width(width).height(Fill), panel::upright(look), shown].into()
    }

    /// The file, and where else it can be kept.
    fn file<'a>(&'a self, ctx: &'a Context, look: Look) -> Element<'a, Message> {
        let place = match &self.file {
            Some(file) => {
                let file = absolute(file).unwrap_or_else(|_| file.clone());
                // The name first: where there is no room, the end is left out.
                let folder = words::path(file.parent().unwrap_or(&file));
                format!("{}（{folder}）", words::file_name(&file))
            }
            None => "まだファイルに保存していません。".to_owned(),
        };
        let free = !self.is_busy();
        let words = column![
            label::heading(look, "このファイル"),
            one_line(look, place).color(look.color.second),
        ]
        .spacing(4.0)
        .width(Fill);
        let load_changes = button::plain(look, "USBから取り込む")
            .hint("持ち帰ったコピーでの変更を、内容を確かめてから取り込みます。")
            .on_press_maybe(free.then_some(Message::TakeInAsked));
        let line = row![
            words,
            button::filled(look, "USBへ書き出す")
                .hint(
                    "コピーを書き出し、正しく書けたかを確認します。いまのファイルで作業を続けます。"
                )
                .on_press_maybe(free.then_some(Message::WriteOutAsked)),
        ]
        .push((self.keeps && ctx.permissions.can_write()).then_some(load_changes))
        .push(
            button::plain(look, "別名で保存")
                .hint("別の名前か場所に保存して、そちらで作業を続けます。")
                .on_press_maybe(free.then_some(Message::SaveAsAsked)),
        )
        .spacing(10.0)
        .align_y(Center);
        container(line).padding([16.0, 24.0]).into()
    }

    fn list(&self, look: Look) -> Element<'_, Message> {
        let name = if look.is_large() { "控えを取る" } else { "いま控えを取る" };
        let take = button::plain(look, name)
            .on_press_maybe(self.file.is_some().then_some(Message::BackupAsked));
        let head = row![container(label::heading(look, "控え")).width(Fill)]
            .push(self.keeps.then_some(take))
            .align_y(Center);
        let hint = if self.keeps {
            "その日の最初の変更の前と、取り込み・統合・復元の前に、このパソコンに取ります。古い控えは、2週間は1日ごとに最初と最後を、そのあとは週・月ごとに1つずつ残します。"
        } else {
            "控えの一覧は、元のファイルに戻ると見られます。"
        };
        let head = column![head, label::second(look, hint)].spacing(8.0).padding([14.0, 18.0]);
        let chosen = self.chosen.as_ref().map(|chosen| &chosen.backup.path);
        let rows =
            self.rows.iter().map(|row| self.row(look, row, chosen == Some(&row.backup.path)));
        let none = (self.keeps && self.rows.is_empty()).then(|| {
            let none = label::second(look, "控えは、まだありません。");
            container(none).padding([14.0, 18.0])
        });
        let rows = panel::scrolled(look, column(rows).push(none).width(Fill)).height(Fill);
        column![head, panel::line(look), rows].into()
    }

    fn shown<'a>(
        &'a self,
        ctx: &'a Context,
        look: Look,
        chosen: &'a Chosen,
    ) -> Element<'a, Message> {
        let Chosen { backup, changes, details, .. } = chosen;
        let head = column![
            label::bold(look, title(backup)).size(look.name()),
            label::second(look, words::path(&backup.path)),
        ]
        .push(self.since(look, backup))
        .spacing(4.0);
        let (same, writes) = (changes.is_empty(), ctx.permissions.can_write());
        let buttons = row![
            button::plain(look, "この控えに戻す")
                .on_press_maybe((!same && writes).then_some(Message::RestoreAsked)),
            button::plain(look, "控えの中を見る").on_press(Message::LookAsked),
        ]
        .spacing(10.0)
        .wrap()
        .vertical_spacing(8.0);
        let sentence = if same {
            "計画の内容は、いまのファイルと同じです。".to_owned()
        } else {
            let count = changes.len();
            let one = "1件だけ控えの内容に戻すこともできます。";
            let then = if writes { one } else { permissions::READING };
            format!("この控えのあとに、次の{count}件が変わりました。{then}")
        };
        let actions =
            RecordActions { restore: writes.then_some(Message::Restored), show_measure: None };
        let cards = details.iter().take(SHOWN).map(|detail| card(look, detail, false, actions));
        let more = changes.len().saturating_sub(SHOWN);
        let more =
            (more > 0).then(|| label::second(look, format!("ほか{more}件は表示していません。")));
        let content = column![head, buttons, label::body(look, sentence)]
            .extend(cards)
            .push(more)
            .spacing(14.0)
            .padding([20.0, 24.0])
            .max_width(920.0);
        panel::page(look, content)
    }

    /// Which commits have followed a backup.
    fn since<'a>(&'a self, look: Look, backup: &Backup) -> Option<Element<'a, Message>> {
        let row = self.rows.iter().find(|row| row.backup.path == backup.path)?;
        let since = row.since.as_ref()?;
        let now = relative_time::now();
        let lines = since.iter().take(NAMED).map(|entry| {
            let step = words::entry(entry);
            label::second(look, format!("・{}　{step}", relative_time::relative(entry.at, now)))
                .into()
        });
        let more = since.len().saturating_sub(NAMED);
        let more = (more > 0).then(|| label::second(look, format!("・ほか{more}件")));
        Some(
            column![label::body(look, since_words(Some(since.len())))]
                .extend(lines)
                .push(more)
                .spacing(2.0)
                .into(),
        )
    }

    /// The name that the file of a backup had, where it is not that of this file: after it was
    /// renamed, or of another file with the same plan.
    fn named_otherwise(&self, backup: &Backup) -> Option<String> {
        let same = self.file.as_deref().is_some_and(|file| backup.is_named(file));
        (!same).then(|| format!("ファイル名：{}.db", backup.file))
    }

    fn row<'a>(&'a self, look: Look, row: &'a Row, here: bool) -> Element<'a, Message> {
        let c = look.color;
        let backup = &row.backup;
        let name = one_line(look, title(backup)).color(if here { c.accent } else { c.ink });
        let name = if here { name.font(BOLD) } else { name };
        let about = format!("{}・{}", words::reason(backup.reason), words::size(backup.size));
        let named = self.named_otherwise(backup).map(|file| one_line(look, file).color(c.second));
        let since = since_words(row.since.as_ref().map(Vec::len));
        let words = column![
            name,
            one_line(look, about).color(c.second),
            one_line(look, since).color(c.second),
        ]
        .push(named)
        .spacing(2.0)
        .width(Fill);
        let padded = container(words).padding([10.0, 18.0]);
        let pressable = button::bare(look, padded, Message::Chosen(backup.path.clone()))
            .width(Fill)
            .style(button::in_list(look, here));
        column![pressable, panel::line(look)].into()
    }
}

fn title(backup: &Backup) -> String {
    format!("{}の控え", relative_time::relative(backup.at, relative_time::now()))
}

/// How much has been done since.
fn since_words(count: Option<usize>) -> String {
    match count {
        None => "いまのファイルとは別に続いた内容です。".to_owned(),
        Some(0) => "このあとの変更はありません。".to_owned(),
        Some(count) => format!("このあと{count}回の変更があります。"),
    }
}

/// A line above every place, as long as the file is held in an uncommon way.
pub(crate) fn open_mode_line<'a>(look: Look, mode: &OpenMode) -> Option<Element<'a, Message>> {
    let (sentence, buttons): (String, Vec<(&str, Message)>) = match &mode.kind {
        Kind::Normal => return None,
        Kind::Carried(medium) => {
            let place = match medium {
                Medium::Network => "共有フォルダー",
                Medium::Removable | Medium::Fixed => "USBメモリーなど",
            };
            (
                format!(
                    "このファイルは{place}の上にあります。パソコンにコピーして作業すると、途中で抜けても入力が残ります。"
                ),
                vec![
                    ("パソコンにコピーして作業する", Message::TakeToPcAsked),
                    ("このまま続ける", Message::CarriedAccepted),
                ],
            )
        }
        Kind::Taken(owner) => (
            format!("{}読み取り専用で開いています。", words::owner(owner.as_ref())),
            vec![("コピーを作って続ける", Message::SaveAsAsked)],
        ),
        Kind::Reading => (
            "このファイルを、読み取り専用で開いています。".to_owned(),
            vec![("コピーを作って続ける", Message::SaveAsAsked)],
        ),
        Kind::Backup { at, .. } => (
            format!(
                "{}の控えを見ています。書き換えることはできません。",
                relative_time::relative(*at, relative_time::now())
            ),
            vec![("元のファイルに戻る", Message::ReturnAsked)],
        ),
        Kind::Edition { name, .. } => (
            format!(
                "保存版「{name}」を残した時点のデータを見ています。書き換えることはできません。"
            ),
            vec![("元のファイルに戻る", Message::ReturnAsked)],
        ),
        Kind::Working(copy) => (
            format!(
                "パソコンのコピーで作業しています。元のファイルは「{}」です。",
                words::path(&copy.origin)
            ),
            vec![("元のファイルに書き戻す", Message::BringBackAsked)],
        ),
    };
    let c = look.color;
    let buttons = buttons
        .into_iter()
        .map(|(name, message)| button::plain(look, name).on_press(message).into());
    let line = row![label::body(look, sentence).color(c.attention).width(Fill)]
        .extend(buttons)
        .spacing(10.0)
        .align_y(Center);
    Some(panel::tinted(c.attention_soft, line).width(Fill).into())
}
