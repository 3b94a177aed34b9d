//! The table on the screen: what narrows it, the table itself, and beneath it what the keys do.

use super::list::{self, Listed};
use super::state::State;
use super::{Message, Screen, Told, cell_id, keys, search_id};
use crate::domain::FigureCell;
use crate::ui::permissions;
use crate::ui::theme::{BOLD, Look, PAPER};
use crate::ui::widget::choice::{Named, choice};
use crate::ui::widget::grid::Grid;
use crate::ui::widget::{button, field, label, panel};
use iced::widget::text::Wrapping;
use iced::widget::{column, container, responsive, row, text_input};
use iced::{Border, Center, Color, Element, Fill, Right};

/// The width of what stands beside the table: what is shown of the indicator, and its fields.
const PANEL: f32 = 290.0;
const EDITOR: f32 = 440.0;

/// The least room that the table has beside them, and the room from which its keys are told.
const TABLE: f32 = 470.0;
const HINTED: f32 = 960.0;

/// The height below which what narrows the table and what is entered by a button share one line.
const LOW: f32 = 520.0;

/// The width from which the words that are searched for find room in that line.
const SEARCHED: f32 = 480.0;

impl Screen {
    /// The words that are searched for, for the bar where it has room for them.
    pub(in crate::ui) fn tools(&self, look: Look) -> Element<'_, Message> {
        let search = (!look.is_tight()).then(|| container(self.search(look)).max_width(260.0));
        row![].push(search).into()
    }

    fn search(&self, look: Look) -> Element<'_, Message> {
        field::line(look, "指標名・課を検索", &self.filter.words)
            .id(search_id())
            .on_input(Message::SearchChanged)
            .into()
    }

    /// The one thing to do next, for the bar, and beside it the other.
    pub(in crate::ui) fn next_step(&self, look: Look) -> Option<Element<'_, Message>> {
        let next =
            button::filled(look, if look.is_narrow() { "次の未入力" } else { "次の未入力へ" });
        let any = self.year.is_some() && !self.listed.is_empty();
        let next = next.key("F8").on_press_maybe(any.then_some(Message::SteppedToMissing));
        // Where there is no room for both, it is left to its key and the menu.
        let adds = self.permissions.can_edit_structure() && !look.is_tight();
        let add = adds.then(|| {
            let name = if look.is_narrow() { "＋ 追加" } else { "＋ 指標を追加" };
            button::plain(look, name).hint("指標を追加（Ctrl+N）").on_press(Message::NewAsked)
        });
        let steps = row![].push(add).push(next).spacing(8.0);
        self.permissions.can_write().then(|| steps.into())
    }

    pub(in crate::ui) fn view(&self, look: Look) -> Element<'_, Message> {
        if self.book.indicators().is_empty() && self.editor.is_none() {
            let may = self.permissions.can_edit_structure();
            let how = "「指標を追加」で1つずつ作るか、一覧の取り込みで読み込めます。";
            let none = label::second(look, permissions::none(may, "指標", how));
            return container(none).padding([20.0, 24.0]).into();
        }
        responsive(move |room| {
            let width = if self.editor.is_some() { EDITOR } else { PANEL };
            let is_beside = room.width >= TABLE + width;
            let is_compact = look.is_tight() || room.height < LOW;
            let table = || {
                let beside = if is_beside { width } else { 0.0 };
                let (above, foot) = if is_compact {
                    (self.compact(look, room.width, !is_beside), None)
                } else {
                    let foot = self.foot(look, room.width - beside, !is_beside);
                    (self.chips(look), Some(foot))
                };
                column![above, self.table(look)].push(foot).height(Fill).width(Fill)
            };
            let aside = || panel::filled(look.color.surface, self.aside(look)).height(Fill);
            if is_beside {
                row![table(), panel::upright(look), aside().width(width)].into()
            } else if self.editor.is_some() || self.unfolded {
                let back = button::plain(look, "← 表に戻る").on_press(match self.editor {
                    Some(_) => Message::EditorClosed,
                    None => Message::PanelToggled,
                });
                let back = container(back).padding([8.0, 20.0]);
                column![back, panel::line(look), aside().width(Fill)].into()
            } else {
                table().into()
            }
        })
        .into()
    }

    /// What stands beside the table: what is shown of the indicator, or its fields.
    fn aside(&self, look: Look) -> Element<'_, Message> {
        match &self.editor {
            Some(editor) => editor.view(look, &self.book, self.of_year()),
            None => self.panel(look),
        }
    }

    /// What can be listed, by name and with how many there are.
    fn listable(&self) -> Vec<(Listed, String)> {
        let indicators = self.book.indicators();
        let in_use = || indicators.iter().filter(|row| !row.retired);
        let mut choices = vec![(Listed::All, format!("すべて {}", in_use().count()))];
        for kind in list::kinds(&self.book) {
            let count = in_use().filter(|row| row.kind == kind).count();
            let name = format!("{kind} {count}");
            choices.push((Listed::Kind(kind), name));
        }
        let missing = self.year.map_or(0, |year| {
            in_use().filter(|row| self.known.lacks(&self.book, row, year)).count()
        });
        choices.push((Listed::Missing, format!("○ 未入力 {missing}")));
        let found = self.known.found.len();
        if found > 0 || self.filter.listed == Listed::Found {
            choices.push((Listed::Found, format!("！ 確認 {found}")));
        }
        choices
    }

    /// What is listed, each a press away.
    fn chips<'a>(&self, look: Look) -> Element<'a, Message> {
        let chips = self
            .listable()
            .into_iter()
            .map(|(listed, name)| chip(look, name, listed == self.filter.listed, listed));
        let chips = row(chips).spacing(8.0).wrap().vertical_spacing(6.0);
        let line = container(chips).padding([10.0, 20.0]).width(Fill);
        column![line, panel::line(look)].into()
    }

    /// The same, and what stands below the table elsewhere, in one line: there is little height.
    fn compact<'a>(&'a self, look: Look, width: f32, is_alone: bool) -> Element<'a, Message> {
        let listed = self.listable().into_iter().map(|(listed, name)| Named::new(listed, name));
        let listed: Vec<_> = listed.collect();
        let chosen = listed.iter().find(|named| named.value == self.filter.listed).cloned();
        let listed = choice(look, listed, chosen, |named: Named<_>| Message::Listed(named.value));
        let states = State::ALL.into_iter().filter(|state| self.is_offered(*state));
        let states = states
            .map(|state| Named::new(Some(state), format!("{}（{}）", state.name(), state.key())));
        let last_year = self.has_last_year().then(|| Named::new(None, "前年度の値（Ctrl+D）"));
        let states: Vec<_> = states.chain(last_year).collect();
        let state = (!states.is_empty()).then(|| {
            choice(look, states, None::<Named<_>>, |named: Named<Option<State>>| {
                named.value.map_or(Message::Filled, Message::Stated)
            })
            .placeholder("値を選ぶ")
            .width(120.0)
        });
        let more =
            is_alone.then(|| button::plain(look, "くわしく →").on_press(Message::PanelToggled));
        let search = (look.is_tight() && width >= SEARCHED).then(|| self.search(look));
        let line = row![listed.width(if width >= SEARCHED { 150.0 } else { 120.0 })]
            .push(search)
            .push(state)
            .push(more);
        let line = line.spacing(8.0).align_y(Center);
        column![container(line).padding([8.0, 12.0]).width(Fill), panel::line(look)].into()
    }

    fn table<'a>(&'a self, look: Look) -> Element<'a, Message> {
        if self.listed.is_empty() {
            let hint = label::second(look, "当てはまる指標はありません。");
            return container(hint).padding(20.0).height(Fill).into();
        }
        let field = self.field_bounds().map(|bounds| (self.field(look), bounds));
        let grid = Grid {
            tops: self.list.tops(),
            // The bar of what scrolls stands over the last pixels.
            width: (self.columns.width() + 10.0).max(self.room),
            fixed: self.columns.fixed(),
            ground: look.color.surface,
            heads: self.heads(look),
            rows: Box::new(move |row| self.pieces(look, row)),
            field,
            over: self.told_beneath(look),
            on_press: Box::new(|place, press| Some(Message::Pressed(place, press))),
            on_key: Box::new(|key, modifiers| keys::message(self.entry.as_ref(), key, modifiers)),
        };
        let table = self.list.both_ways(look, grid, self.sideways, Message::List);
        panel::filled(look.color.surface, table).width(Fill).height(Fill).into()
    }

    /// The field over the cell: it is seen while something is written in it.
    fn field<'a>(&self, look: Look) -> Element<'a, Message> {
        let c = look.color;
        let text = self.entry.as_ref().map_or("", |entry| entry.text.as_str());
        let writes = self.entry.is_some();
        text_input("", text)
            .id(cell_id())
            .on_input(Message::Typed)
            .size(look.body())
            .font(PAPER)
            .align_x(Right)
            .padding([0.0, 7.0])
            .line_height(iced::Pixels(28.0))
            .style(move |_, _| text_input::Style {
                background: if writes { c.surface } else { Color::TRANSPARENT }.into(),
                border: Border {
                    color: if writes { c.accent } else { Color::TRANSPARENT },
                    width: if writes { 2.0 } else { 0.0 },
                    radius: 3.0.into(),
                },
                icon: c.second,
                placeholder: c.second,
                // The caret is of the same colour: none is to be seen before something is written.
                value: if writes { c.ink } else { Color::TRANSPARENT },
                selection: c.selection,
            })
            .into()
    }

    /// What a cell can say in the place of a number, and what the keys do.
    fn foot<'a>(&'a self, look: Look, width: f32, is_alone: bool) -> Element<'a, Message> {
        let keyed = |button: button::Button<'a, Message>, key| {
            if look.is_large() { button.hint(key) } else { button.key(key) }
        };
        let states = State::ALL.map(|state| {
            let button = keyed(button::plain(look, state.name()), state.key());
            button.on_press_maybe(self.is_offered(state).then_some(Message::Stated(state))).into()
        });
        let last_year = keyed(button::plain(look, "前年度の値"), "Ctrl+D");
        let last_year = last_year.on_press_maybe(self.has_last_year().then_some(Message::Filled));
        let writes = self.permissions.can_write();
        // What has no room beside the table is led to.
        let more =
            is_alone.then(|| button::plain(look, "くわしく →").on_press(Message::PanelToggled));
        let told: Option<Element<'a, Message>> = match &self.told {
            Some(Told::Done(told)) => {
                Some(label::body(look, told.as_str()).color(look.color.done).into())
            }
            _ => (width >= HINTED).then(|| {
                label::second(look, self.keys_told()).size(13.0).wrapping(Wrapping::None).into()
            }),
        };
        let line = row![]
            .extend(writes.then_some(states).into_iter().flatten())
            .push(writes.then_some(last_year))
            .push(more)
            .push(told)
            .spacing(6.0)
            .align_y(Center)
            .wrap()
            .vertical_spacing(6.0);
        let line = container(line).padding([8.0, 20.0]).width(Fill);
        column![panel::line(look), panel::filled(look.color.surface, line)].into()
    }

    /// Whether a marked cell can say this.
    fn is_offered(&self, state: State) -> bool {
        self.has_marked(|cell| state.suits(cell))
    }

    /// Whether there is a year before that of a marked cell.
    fn has_last_year(&self) -> bool {
        self.has_marked(|cell| cell.last_year().is_some())
    }

    /// Whether one of the marked cells that may be written is such. It is asked in every frame.
    fn has_marked(&self, is_such: impl Fn(FigureCell) -> bool) -> bool {
        let is_met = |cell: &FigureCell| is_such(*cell) && self.can_write(*cell);
        self.permissions.can_write()
            && match self.anchor {
                Some(_) => self.marked_cells.iter().any(is_met),
                None => self.cell().is_some_and(|cell| is_met(&cell)),
            }
    }

    const fn keys_told(&self) -> &'static str {
        match self.entry {
            Some(_) => "　Enter 確定　Esc 元の値に戻す",
            None => "　Enter 次の指標　Tab 右へ　F2 書き直し",
        }
    }
}

/// What is listed, to be chosen.
fn chip<'a>(look: Look, word: String, on: bool, listed: Listed) -> Element<'a, Message> {
    let c = look.color;
    let word = label::body(look, word).wrapping(Wrapping::None);
    let word = if on { word.color(c.accent).font(BOLD) } else { word };
    button::bare(look, word, Message::Listed(listed))
        .padding([3.0, 14.0])
        .style(move |_, status| {
            let over = matches!(
                status,
                iced::widget::button::Status::Hovered | iced::widget::button::Status::Pressed
            );
            let ground = match (on, over) {
                (true, _) => c.accent_soft,
                (false, true) => c.hover,
                (false, false) => c.surface,
            };
            let color = if on { c.accent } else { c.line };
            iced::widget::button::Style {
                background: Some(ground.into()),
                text_color: c.ink,
                border: Border { color, width: 1.0, radius: 16.0.into() },
                ..Default::default()
            }
        })
        .into()
}

/// What a clerk calls a cell.
pub(super) const fn cell_name(cell: FigureCell) -> &'static str {
    match cell {
        FigureCell::Base(_) => "基準値",
        FigureCell::YearTarget(..) => "目標",
        FigureCell::Actual(..) => "実績",
        FigureCell::Target(_) => "最終目標",
    }
}
