//! Below the texts: what is to be known of this year's, how long it is, and the next step. Above
//! them: 連絡事項.

use super::{Editor, Message, Panel};
use crate::domain::proofread::{Slip, SlipKind};
use crate::domain::{Approval, Book, EntryState, Field};
use crate::ui::measures::read_only::ReadOnlyReason;
use crate::ui::refusal::Refusal;
use crate::ui::theme::Look;
use crate::ui::widget::badge::{Tone, badge};
use crate::ui::widget::{button, field, label, panel};
use crate::words;
use iced::widget::text::Wrapping;
use iced::widget::{Column, Id, Row, column, row, space};
use iced::{Center, Element, Fill};

/// How many slips are told at once.
const TOLD: usize = 2;

/// The field of 連絡事項.
pub(crate) fn remark_id() -> Id {
    Id::new("remark")
}

impl Editor {
    pub(super) fn foot<'a>(
        &'a self,
        look: Look,
        book: &'a Book,
        narrow: bool,
    ) -> Element<'a, Message> {
        let shut = self.shut(book);
        let notes = match shut {
            Some(shut) => {
                let opens = shut == ReadOnlyReason::Year && self.permissions.can_edit_structure();
                let open = opens.then(|| {
                    button::link(look, "締めを解除")
                        .hint("この年度を、また書けるようにします。")
                        .on_press(Message::YearOpened)
                });
                let sentence = label::second(look, shut.sentence());
                column![row![sentence].push(open).spacing(10.0).align_y(Center).wrap()]
            }
            None => self.notes(look, book),
        };
        let steps = shut.is_none().then(|| self.steps(look, book)).into_iter().flatten();
        let length = label::second(look, self.slips.length()).wrapping(Wrapping::None);
        let last: Element<'a, Message> = if narrow {
            row![length]
                .extend(steps)
                .spacing(10.0)
                .align_y(Center)
                .wrap()
                .vertical_spacing(6.0)
                .into()
        } else {
            let last = row![length, space::horizontal()].extend(steps);
            let last = last.spacing(10.0).align_y(Center);
            last.height(look.control()).into()
        };
        notes.push(last).spacing(6.0).into()
    }

    /// What happened to the text, and what is likely wrong in it.
    fn notes<'a>(&'a self, look: Look, book: &Book) -> Column<'a, Message> {
        let refusal = Refusal::at(self.refusal.as_ref(), Field::Narrative)
            .map(|refusal| label::wrong(look, refusal));
        let falls_back = self.falls_back(book).then(|| {
            let sentence = "文章が変わったため、保存すると「入力中」に戻ります。";
            label::body(look, sentence).color(look.color.attention)
        });
        let pasted = self.pasted.as_ref().map(|pasted| {
            row![
                label::second(look, words::pasted(&pasted.did)),
                button::link(look, "元のまま貼り付ける").on_press(Message::PastedAsIs),
            ]
            .spacing(8.0)
            .align_y(Center)
            .wrap()
        });
        let slips = self.slips.slips();
        let first = self.slips.first_known();
        let more = slips.len().saturating_sub(TOLD);
        let several = slips.iter().filter(|slip| slip.proposed.is_some()).nth(1).is_some();
        let last = slips.len().min(TOLD);
        let lines = slips.iter().take(TOLD).enumerate().map(|(at, slip)| {
            let more = (more > 0 && at + 1 == TOLD).then(|| format!("ほか{more}か所"));
            let more = more.map(|more| label::second(look, more).wrapping(Wrapping::None));
            let all = (several && at + 1 == last).then(|| {
                button::link(look, "すべて直す")
                    .hint("この文の点検の提案を、まとめて受け入れます。")
                    .on_press(Message::AllCorrected)
            });
            line(look, slip, first == Some(slip)).push(more).push(all).wrap().into()
        });
        column![].push(refusal).push(falls_back).push(pasted).extend(lines)
    }

    /// 課確認, 確定 and the ways back.
    fn steps<'a>(&'a self, look: Look, book: &Book) -> Vec<Element<'a, Message>> {
        let state = self.state(book);
        let remark = button::link(look, "連絡事項を書く")
            .hint("次に見る人への連絡です。印刷されません。")
            .on_press(Message::PanelToggled(Panel::Remark));
        let writes = self.unfolded == Some(Panel::Remark);
        let noted = !self.draft.remark.is_empty() || writes;
        let approved = self.stored_state(book) >= EntryState::DepartmentChecked;
        let back = approved.then(|| {
            let back = words::approve(Approval::None);
            button::link(look, back).on_press(Message::Approved(Approval::None))
        });
        let send_back = (approved && !writes && self.permissions.can_edit_structure()).then(|| {
            button::plain(look, "差し戻す…")
                .hint("理由を書いて「入力中」に戻します。")
                .on_press(Message::PanelToggled(Panel::Remark))
        });
        let next = state.next().filter(|next| !self.is_beyond(*next)).map(|next| {
            button::plain(look, words::approve(next))
                .key("Ctrl+Enter")
                .on_press(Message::Approved(next))
        });
        let remark = (!noted && !approved).then_some(remark);
        [remark, back, send_back, next].into_iter().flatten().map(Element::from).collect()
    }

    /// 連絡事項: as it stands, or the field in which it is written.
    pub(super) fn remark<'a>(&'a self, look: Look, book: &'a Book) -> Option<Element<'a, Message>> {
        let writes = self.unfolded == Some(Panel::Remark) && !self.is_closed(book);
        let remark = self.draft.remark.as_str();
        if !writes && remark.is_empty() {
            return None;
        }
        let name = label::bold(look, "連絡事項").wrapping(Wrapping::None);
        let toggle = Message::PanelToggled(Panel::Remark);
        let line = if writes {
            let approved = self.stored_state(book) >= EntryState::DepartmentChecked;
            let send_back = (approved && self.permissions.can_edit_structure()).then(|| {
                button::plain(look, "差し戻す")
                    .hint("「入力中」に戻し、連絡事項と一緒に保存します。")
                    .on_press(Message::SentBack)
            });
            let text = field::line(look, "次に見る人への連絡（印刷されません）", remark)
                .id(remark_id())
                .on_input(Message::RemarkChanged);
            row![name, text]
                .push(send_back)
                .push(button::plain(look, "閉じる").key("Esc").on_press(toggle))
        } else {
            let change =
                (!self.is_closed(book)).then(|| button::link(look, "書き直す").on_press(toggle));
            row![name, label::body(look, remark).width(Fill)].push(change)
        };
        let line = line.spacing(10.0).align_y(Center);
        let refusal = Refusal::at(self.refusal.as_ref(), Field::Remark)
            .map(|refusal| label::wrong(look, refusal));
        let content = column![line].push(refusal).spacing(4.0);
        let ground = look.color.attention_soft;
        Some(panel::tinted(ground, content).padding([7.0, 14.0]).into())
    }
}

/// What is likely wrong at one place, with the way to put it right.
fn line<'a>(look: Look, slip: &'a Slip, first: bool) -> Row<'a, Message> {
    let correct = slip.proposed.is_some().then(|| {
        let correct = button::link(look, "直す").on_press(Message::Corrected(slip.clone()));
        if first { correct.key("Ctrl+K") } else { correct }
    });
    let leave = button::link(look, "このまま").on_press(Message::SlipLeft(slip.clone()));
    let (tone, sign) = match slip.kind {
        SlipKind::Digits(..) | SlipKind::Bracket(_) => (Tone::Attention, "記"),
        _ => (Tone::Wrong, "字"),
    };
    row![badge(look, tone, sign, ""), label::body(look, words::slip(slip))]
        .push(correct)
        .push(leave)
        .spacing(8.0)
        .align_y(Center)
}
