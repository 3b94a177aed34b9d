//! The review as it is seen: the filters and the list at the left; at the right the three texts, and
//! beneath them what comes of it and the buttons that decide.

use super::difference::{Difference, Outcome, Sides};
use super::subject::{Filter, SubjectKind, SubjectState};
use super::{Choice, Message, Screen, text_id};
use crate::ui::relative_time;
use crate::ui::theme::{BOLD, Look, PAPER};
use crate::ui::widget::cached_layout::cached_layout;
use crate::ui::widget::composing::composing;
use crate::ui::widget::diff_view::{differing_beside, left};
use crate::ui::widget::one_line::one_line;
use crate::ui::widget::sticky_header::sticky_header;
use crate::ui::widget::{button, field, label, panel, tab_stop};
use crate::words;
use iced::keyboard::{Key, key::Named};
use iced::widget::text::Wrapping;
use iced::widget::text_editor::{self, Binding, KeyPress};
use iced::widget::{Container, column, container, responsive, row, space};
use iced::{Border, Center, Element, Fill, FillPortion, Length, Padding};

/// The width below which the texts stand one above the other.
const SIDE_BY_SIDE: f32 = 600.0;

/// The height of the field where they stand so.
const LOW: f32 = 170.0;

/// What is promised as long as nothing is accepted.
const SAFE: &str = "「統合する」を押すまで、何も書き換えません。統合の前に控えを取ります。";

/// The height of what is a word or a number.
const SHORT: f32 = 52.0;

/// The distance of lines, in sizes of type.
const LINE: f32 = 1.8;

impl Screen {
    /// Which file it is, for the bar.
    pub(crate) fn about(&self, look: Look) -> Element<'_, Message> {
        let latest = self.first.divergence().latest.as_ref();
        let last_change = latest.map(|entry| {
            let at = relative_time::relative(entry.at, relative_time::now());
            match entry.who.as_str() {
                "" => format!("（最後の変更 {at}）"),
                who => format!("（最後の変更 {at}・{who}）"),
            }
        });
        let name = format!("{}{}", self.other_name, last_change.unwrap_or_default());
        one_line(look, name).color(look.color.second).into()
    }

    /// What can be done with all of it, for the bar.
    pub(crate) fn actions(&self, look: Look) -> [Element<'_, Message>; 2] {
        let open = self.open();
        let large = look.percent() >= 150;
        let key = |key| if large { "" } else { key };
        let accept = match open {
            0 => "統合する".to_owned(),
            open if large => format!("統合する（あと{open}件）"),
            open => format!("統合する（あと{open}件の判断）"),
        };
        [
            button::plain(look, "取りやめる").key(key("Esc")).on_press(Message::LeaveAsked).into(),
            button::filled(look, accept)
                .key(key("Ctrl+Enter"))
                .on_press_maybe((open == 0).then_some(Message::AcceptAsked))
                .into(),
        ]
    }

    pub(crate) fn view(&self, look: Look) -> Element<'_, Message> {
        responsive(move |room| {
            let share = if look.is_tight() { 0.3 } else { 0.36 };
            let width = 340_f32.min(room.width * share);
            let next = look.is_tight().then(|| self.next(look)).flatten();
            let next = next.map(|next| container(next).padding(12.0));
            let list = column![]
                .push(self.early(look))
                .push(self.filters(look))
                .push(panel::line(look))
                .push(self.all(look))
                .push(tab_stop::list(look, self.rows(look), |key| Some(Message::Stepped(key))))
                .push(next);
            let list = panel::filled(look.color.surface, list).width(width).height(Fill);
            let right = match &self.shown {
                Some(shown) => self.shown(look, shown),
                None => nothing(look, self.subjects.is_empty()),
            };
            row![list, panel::upright(look), right].into()
        })
        .into()
    }

    /// What is to be known of a file that a department has not submitted yet.
    fn early(&self, look: Look) -> Option<Element<'_, Message>> {
        let handed_out = self.incoming.handed_out().filter(|it| !it.submitted)?;
        let [fact, then] = words::not_submitted(&handed_out.department);
        let c = look.color;
        // Large type leaves no room for what comes of it: the list is to be seen.
        let then = (!look.is_large()).then(|| label::body(look, then).color(c.attention));
        let lines = column![label::body(look, fact).color(c.attention)].push(then);
        Some(panel::tinted(c.attention_soft, lines).width(Fill).into())
    }

    fn filters(&self, look: Look) -> Element<'_, Message> {
        let chips = Filter::ALL.into_iter().filter_map(|filter| {
            let count = self.count(filter);
            let (tone, sign, word) = filter.mark();
            let here = self.filter == filter;
            (count > 0).then(|| {
                let (ink, ground) = tone.colors(look.color);
                let name = label::body(look, format!("{sign} {word} {count}"))
                    .color(ink)
                    .wrapping(Wrapping::None);
                let chip = button::bare(look, name, Message::Filtered(filter))
                    .padding([3.0, 9.0])
                    .style(move |_, _| iced::widget::button::Style {
                        background: Some(ground.into()),
                        text_color: ink,
                        border: Border {
                            color: if here { ink } else { ground },
                            width: 2.0,
                            radius: look.radius().into(),
                        },
                        ..Default::default()
                    });
                Element::from(chip)
            })
        });
        let chips = row(chips).spacing(6.0).wrap().vertical_spacing(6.0);
        container(chips).padding([12.0, 18.0]).width(Fill).into()
    }

    /// The same decision for all that is listed.
    fn all(&self, look: Look) -> Option<Element<'_, Message>> {
        let listed = self.subjects.iter().filter(|it| it.filter == self.filter);
        let (open, all) = listed.fold((0, 0), |(open, all), subject| {
            let is_open = self.state_of(subject) == SubjectState::Open;
            let is_item = matches!(subject.kind, SubjectKind::Item { .. });
            (open + usize::from(is_open && is_item), all + usize::from(is_item))
        });
        let (count, first, second) = match self.filter {
            Filter::Open if open > 1 => {
                (format!("未判断の{open}件を"), "こちらにする", "相手にする")
            }
            Filter::Taken if all > 1 => (format!("{all}件すべてを"), "取り込まない", "取り込む"),
            _ => return None,
        };
        let way = |name, choice| button::link(look, name).on_press(Message::AllDecided(choice));
        let line = row![
            label::second(look, count).wrapping(Wrapping::None),
            way(first, Choice::First),
            way(second, Choice::Second),
        ]
        .spacing(8.0)
        .align_y(Center);
        let line = container(line.wrap()).padding([6.0, 18.0]).width(Fill);
        Some(column![line, panel::line(look)].into())
    }

    fn shown<'a>(&'a self, look: Look, shown: &'a Difference) -> Element<'a, Message> {
        responsive(move |room| {
            let head = column![
                label::bold(look, shown.heading.as_str()).size(look.heading()),
                row![
                    label::bold(look, shown.field.as_str()).wrapping(Wrapping::None),
                    label::second(look, shown.description.as_str()),
                ]
                .spacing(12.0)
                .wrap(),
            ]
            .spacing(6.0);
            let buttons = self.buttons(look, shown);
            let side = if look.is_tight() { 10.0 } else { 24.0 };
            let safe = label::second(look, SAFE);
            let page = column![head].spacing(12.0).padding([16.0, side]);
            let wide = room.width >= SIDE_BY_SIDE && room.height >= 430.0;
            let short = shown.sides.as_ref().is_none_or(|sides| sides.short);
            let height = match (wide, short) {
                (true, false) => Fill,
                (true, true) => SHORT.into(),
                (false, true) => SHORT.into(),
                // They are scrolled together: no text is looked at through a slit.
                (false, false) => Length::Shrink,
            };
            let sides = shown.sides.as_ref().map(|it| self.sides(look, it, height));
            let outcome = self.outcome(look, shown, height);
            if !wide {
                // What is decided stays in sight: the texts are scrolled above it.
                let (before, now) = match sides {
                    Some([base, mine, theirs]) => (Some(base), vec![mine, theirs]),
                    None => (None, Vec::new()),
                };
                // What is written is in sight at once.
                let written = matches!(shown.outcome, Outcome::Written | Outcome::Drafted);
                let page = match written {
                    true => page.push(outcome).extend(now),
                    false => page.extend(now).push(outcome),
                };
                let texts = panel::scrolled(look, page.push(before).push(safe)).height(Fill);
                let buttons = container(buttons).padding([10.0, side]);
                return column![texts, panel::line(look), buttons].into();
            }
            let foot = column![buttons, safe].spacing(8.0);
            let sides = sides.map(|sides| row(sides).spacing(14.0));
            if short {
                return page.push(sides).push(outcome).push(space().height(Fill)).push(foot).into();
            }
            let sides = sides.map(|sides| container(sides).height(FillPortion(5)));
            let outcome = outcome.map(|outcome| container(outcome).height(FillPortion(3)));
            page.push(sides).push(outcome).push(foot).into()
        })
        .into()
    }

    /// What it was when the two parted, and what each has now.
    fn sides<'a>(
        &'a self,
        look: Look,
        sides: &'a Sides,
        height: Length,
    ) -> [Element<'a, Message>; 3] {
        let parted = self.first.divergence().from.as_ref();
        let parted = parted.map(|entry| {
            format!("（{}）", relative_time::relative_short(entry.at, relative_time::now()))
        });
        let [base, mine, theirs] = [&sides.base, &sides.mine, &sides.theirs].map(Option::as_deref);
        // Where there is no text before, the two are told apart from one another.
        let before = base.or(mine).filter(|_| !sides.short);
        // Where the text was left first: by mine, or else by theirs.
        let left_for = mine.filter(|mine| Some(*mine) != base).or(theirs).unwrap_or_default();
        let own = before.filter(|_| base.is_some());
        let all = [
            (format!("変更前{}", parted.unwrap_or_default()), None, base, true),
            (format!("こちら（{}）", self.own_name), own, mine, false),
            (format!("相手（{}）", self.file_name()), before, theirs, false),
        ];
        all.map(|(name, before, now, quiet)| {
            let ink = if quiet { look.color.second } else { look.color.ink };
            let name = one_line(look, name).font(BOLD).color(ink);
            let text = match now.filter(|_| quiet) {
                Some(base) => framed(look, left(look, base, left_for, LINE), quiet, height),
                None => text(look, before, now, quiet, height),
            };
            sticky_header(look.color.ground, 6.0, name, text)
        })
    }

    /// What comes of it.
    fn outcome<'a>(
        &'a self,
        look: Look,
        shown: &'a Difference,
        height: Length,
    ) -> Option<Element<'a, Message>> {
        const NAME: &str = "統合した内容";
        let sides = shown.sides.as_ref();
        let mine = sides.filter(|sides| !sides.short).and_then(|sides| sides.mine.as_deref());
        let read = |before, now, quiet| Element::from(text(look, before, now, quiet, height));
        let (name, hint, content) = match &shown.outcome {
            Outcome::None => return None,
            Outcome::Open => (NAME, "まだ決めていません。", space().height(height).into()),
            Outcome::Draft(draft) => (
                "両方を合わせた案",
                "まだ決めていません。「文を直す」で、この案を直して使えます。",
                read(mine, Some(draft.as_str()), true),
            ),
            Outcome::Gone => (NAME, "", read(None, None, false)),
            Outcome::Fixed(fixed) => (NAME, "", read(mine, Some(fixed.as_str()), false)),
            Outcome::Drafted => {
                let height = if height == Length::Shrink { LOW.into() } else { height };
                let hint = "まだ決めていません。直すか、「この文のまま採用」を押すと決まります。";
                (NAME, hint, self.editor(look, height))
            }
            Outcome::Written => {
                let height = if height == Length::Shrink { LOW.into() } else { height };
                (NAME, "ここに書いた文を採用します。", self.editor(look, height))
            }
        };
        let hint = label::second(look, hint);
        let head = row![label::bold(look, name).wrapping(Wrapping::None), hint];
        Some(sticky_header(look.color.ground, 6.0, head.spacing(12.0), content))
    }

    fn editor(&self, look: Look, height: Length) -> Element<'_, Message> {
        let editor = responsive(move |room| {
            let padding = 10.0;
            let below = field::below(room.height, padding, look.paper() * LINE);
            let editor = iced::widget::text_editor(self.text.content())
                .id(text_id())
                .font(PAPER)
                .size(look.paper())
                .line_height(LINE)
                .padding(Padding::from([padding, 16.0]).bottom(below))
                .height(Fill)
                .wrapping(Wrapping::WordOrGlyph)
                .on_action(Message::Edited)
                .key_binding(binding)
                .style(field::written(look));
            let editor = cached_layout((self.text.stamp(), look.body()), editor);
            composing(editor, Message::Composed)
        });
        container(editor).height(height).into()
    }

    /// The buttons that decide, and the one that leads on.
    fn buttons<'a>(&'a self, look: Look, shown: &'a Difference) -> Option<Element<'a, Message>> {
        let subject = self.chosen.as_ref()?;
        let state = self.state_of(subject);
        let (first, second) = shown.labels;
        let way = |name: &'a str, key, choice, chosen: bool| {
            let name = if chosen { format!("✓ {name}") } else { name.to_owned() };
            subject.takes(choice).then(|| {
                Element::from(
                    button::plain(look, name)
                        .key(if chosen && look.is_tight() { "" } else { key })
                        .on_press(Message::Decided(choice)),
                )
            })
        };
        let name = matches!(subject.kind, SubjectKind::Union { .. }).then(|| {
            let name = field::line(look, "別にするときの名称", &self.name)
                .on_input(Message::NameChanged)
                .width(200.0);
            let label = label::second(look, "相手の名称").wrapping(Wrapping::None);
            row![label, name].spacing(8.0).align_y(Center)
        });
        let mine = matches!(state, SubjectState::Mine | SubjectState::Declined | SubjectState::One);
        let theirs =
            matches!(state, SubjectState::Theirs | SubjectState::Taken | SubjectState::Apart);
        let buttons = row![]
            .push(way(first, "1", Choice::First, mine))
            .push(way(second, "2", Choice::Second, theirs))
            .push(name)
            .push(match self.choices.is_draft(subject) {
                true => way("この文のまま採用", "", Choice::Text, false),
                false => way("文を直す", "3", Choice::Text, state == SubjectState::Written),
            })
            .spacing(8.0)
            .align_y(Center);
        if look.is_tight() {
            return Some(buttons.spacing(6.0).wrap().vertical_spacing(6.0).into());
        }
        let next = self.next(look);
        if look.percent() >= 150 {
            return Some(buttons.push(next).wrap().vertical_spacing(8.0).into());
        }
        let buttons = container(buttons.wrap().vertical_spacing(8.0)).width(Fill);
        Some(row![buttons].push(next).align_y(Center).into())
    }
}

impl Screen {
    /// Leads to the next that nobody has decided.
    fn next<'a>(&self, look: Look) -> Option<Element<'a, Message>> {
        let next = button::link(look, "次の未判断へ").key("N").on_press(Message::NextAsked);
        (self.open() > 0).then(|| next.into())
    }
}

/// What a key does in the text: Esc leaves it, and nothing else.
fn binding(press: KeyPress) -> Option<Binding<Message>> {
    let focused = matches!(press.status, text_editor::Status::Focused { .. });
    if focused && press.key == Key::Named(Named::Escape) {
        return Some(Binding::Sequence(vec![Binding::Unfocus, Binding::Custom(Message::TextLeft)]));
    }
    Binding::from_key_press(press)
}

/// A text that is read, with what has become of the one before it; where there is none, that is said.
fn text<'a>(
    look: Look,
    before: Option<&'a str>,
    now: Option<&'a str>,
    quiet: bool,
    height: Length,
) -> Container<'a, Message> {
    let content: Element<'a, Message> = match now {
        None => label::second(look, "（ありません）").into(),
        Some(now) => {
            let before = before.unwrap_or(now);
            differing_beside(look, before, now, LINE)
        }
    };
    framed(look, content, quiet, height)
}

/// The frame around a text; it is scrolled in it, unless it is as high as the text.
fn framed<'a>(
    look: Look,
    content: Element<'a, Message>,
    quiet: bool,
    height: Length,
) -> Container<'a, Message> {
    let c = look.color;
    let padded = container(content).padding([10.0, 16.0]).width(Fill);
    let content: Element<'a, Message> = match height {
        Length::Shrink => padded.into(),
        _ => panel::page(look, padded),
    };
    let ground = if quiet { c.quiet } else { c.surface };
    container(content).padding(1).width(Fill).height(height).style(move |_| {
        container::Style::default().background(ground).border(Border {
            color: c.line,
            width: 1.0,
            radius: 8.0.into(),
        })
    })
}

fn nothing<'a>(look: Look, at_all: bool) -> Element<'a, Message> {
    let words = if at_all {
        "このファイルに取り込むものはありません。統合すると、取り込み済みとして記録します。"
    } else {
        "左の一覧から選んでください。"
    };
    container(label::second(look, words)).center(Fill).into()
}
