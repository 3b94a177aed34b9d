//! Several measures at once: chosen by mouse and by key, changed in one step, copied and pasted.

use crate::screens::window::Window;
use crate::screens::{YEAR, support};
use iced_test::core::Point;
use iced_test::core::keyboard::{Modifiers, key::Key, key::Named};
use shinchoku::domain::{EntryState, Implementation, MeasureId, Noun, Op, Record};

fn listed() -> Window {
    let mut window = Window::over(&support::book(12, 60));
    window.click("施策");
    window
}

fn name(number: u8) -> String {
    format!("施策{number}の取組の支援")
}

/// Where the rows of the first measures are, by their numbers.
fn places(window: &mut Window) -> Vec<Point> {
    (0..=6).map(|number| window.place(&name(number.max(1)))).collect()
}

fn id(window: &Window, at: usize) -> MeasureId {
    window.book().listed()[at].2.id
}

fn states(window: &Window) -> Vec<EntryState> {
    let book = window.book();
    book.listed().iter().map(|row| book.entry_state(row.2.id, YEAR)).collect()
}

#[test]
fn measures_are_chosen_with_ctrl_and_shift() {
    let mut window = listed();
    let rows = places(&mut window);
    window.press_with(rows[2], Modifiers::CTRL);
    assert!(window.shows("1件を選択中"), "{:?}", window.texts());
    window.press_with(rows[5], Modifiers::SHIFT);
    assert!(window.shows("4件を選択中"));
    window.press_with(rows[3], Modifiers::CTRL);
    assert!(window.shows("3件を選択中"));
    window.key(Named::Escape);
    window.lacks("3件を選択中");
    window.click(&name(3));
    assert!(window.shows("内容・番号を編集"), "a press alone opens");
}

#[test]
fn measures_are_chosen_by_key() {
    let mut window = listed();
    window.ctrl("a");
    assert!(window.shows("12件を選択中"), "{:?}", window.texts());
    window.key(Named::Escape);
    window.key(Named::ArrowDown);
    window.key(Named::ArrowDown);
    window.key(Named::Space);
    assert!(window.shows("1件を選択中"));
    window.key_with(Key::Named(Named::ArrowDown), Modifiers::SHIFT);
    assert!(window.shows("2件を選択中"));
    window.key(Named::Escape);
    window.key(Named::Enter);
    assert!(window.shows("内容・番号を編集"));
}

#[test]
fn typing_in_a_field_chooses_nothing() {
    let mut window = crate::screens::opened();
    window.ctrl("a");
    window.type_in(" ");
    window.key_with(Key::Named(Named::ArrowDown), Modifiers::SHIFT);
    window.lacks_part("件を選択中");
}

#[test]
fn what_is_filtered_out_is_chosen_no_more() {
    let mut window = listed();
    window.ctrl("a");
    window.ctrl("f");
    window.write("施策1");
    assert!(window.shows("4件を選択中"), "{:?}", window.texts());
}

#[test]
fn what_is_written_is_confirmed_together_and_what_is_missing_is_told() {
    let mut book = support::book(12, 60);
    let missing = book.listed()[1].2.id;
    let entry = book.implementation(missing, YEAR).unwrap().clone();
    let blank = Implementation { narrative: String::new(), ..entry };
    let change = book.put(Record::Implementation(blank)).unwrap();
    book.apply(&[change]).unwrap();
    let mut window = Window::over(&book);
    window.click("施策");
    let rows = places(&mut window);
    window.press_with(rows[1], Modifiers::CTRL);
    window.press_with(rows[3], Modifiers::SHIFT);
    window.click("✓ 確定にする");
    let (confirmed, missing) = (EntryState::Confirmed, EntryState::Missing);
    assert_eq!(states(&window)[..4], [confirmed, missing, confirmed, EntryState::InProgress]);
    let told =
        "2件を変えました。元に戻す（Ctrl+Z）で、まとめて戻せます。未入力の1件は、そのままです。";
    assert!(window.shows(told), "{:?}", window.texts());
    assert!(window.shows("3件を選択中"), "they stay chosen");
    let step = window.app.store().unwrap().undoable().unwrap();
    assert_eq!(
        (step.op, step.subject.as_str()),
        (Op::EditSeveral(Noun::Implementation), "2件の確定")
    );
    window.ctrl("z");
    assert_eq!(*window.book(), book, "one step takes all of it back");
}

#[test]
fn measures_are_retired_together() {
    let mut window = listed();
    let rows = places(&mut window);
    window.press_with(rows[1], Modifiers::CTRL);
    window.press_with(rows[2], Modifiers::CTRL);
    window.click("廃止にする");
    let retired =
        |window: &Window| window.book().listed().iter().filter(|row| row.2.retired).count();
    assert_eq!(retired(&window), 2);
    window.click("廃止を取り消す");
    assert_eq!(retired(&window), 0);
}

/// The first two measures chosen, and the focus on the choice that comes so many stops after the
/// button of this name.
fn at_choice(after: &str, stops: u8) -> Window {
    let mut window = listed();
    let rows = places(&mut window);
    window.press_with(rows[1], Modifiers::CTRL);
    window.press_with(rows[2], Modifiers::CTRL);
    window.tab_to(after);
    (0..stops).for_each(|_| window.key(Named::Tab));
    window
}

/// Opens the choice that has the focus, and picks the option of this number, from 0.
fn pick(window: &mut Window, option: u8) {
    let before = window.book().clone();
    window.key(Named::ArrowDown);
    assert_eq!(*window.book(), before, "the first arrow opens the list, and picks nothing");
    (0..option).for_each(|_| window.key(Named::ArrowDown));
    window.key(Named::Enter);
}

/// The step that was done is one, of this name, and is taken back in one.
fn is_one_step(window: &mut Window, subject: &str) {
    let step = window.app.store().unwrap().undoable().unwrap();
    assert_eq!(step.subject, subject);
    assert!(matches!(step.op, Op::EditSeveral(_)));
    window.ctrl("z");
    assert!(window.app.store().unwrap().undoable().is_none(), "one step takes all of it back");
    assert!(window.shows("2件を選択中"), "they stay chosen");
}

#[test]
fn the_status_of_several_is_set_together() {
    let mut window = at_choice("選択を解除", 1);
    pick(&mut window, 1);
    let book = window.book();
    for at in 0..2 {
        let status = book.progress(id(&window, at), YEAR).map(|status| status.name.as_str());
        assert_eq!(status, Some("実施済"));
    }
    assert!(window.shows("1件を変えました。元に戻す（Ctrl+Z）で、まとめて戻せます。1件は、すでにそうなっています。"), "{:?}", window.texts());
    is_one_step(&mut window, "1件の進捗状況を「実施済」に設定");
}

#[test]
fn a_department_is_added_to_several_or_takes_the_place_of_theirs() {
    let leads = |window: &Window, at: usize| -> Vec<String> {
        let book = window.book();
        let measure = book.measure(id(window, at)).unwrap();
        let names = measure.lead.iter().filter_map(|id| book.department(*id));
        names.map(|department| department.name.clone()).collect()
    };
    let mut window = at_choice("… 入力中に戻す", 1);
    pick(&mut window, 2);
    assert_eq!(leads(&window, 0), ["第1課", "第3課"]);
    assert_eq!(leads(&window, 1), ["第2課", "第3課"]);
    is_one_step(&mut window, "2件の所管課に「第3課」を追加");

    let mut window = at_choice("… 入力中に戻す", 2);
    pick(&mut window, 2);
    assert_eq!(
        (leads(&window, 0), leads(&window, 1)),
        (vec!["第3課".to_owned()], vec!["第3課".to_owned()])
    );
    is_one_step(&mut window, "2件の所管課を「第3課」に変更");
}

#[test]
fn several_go_to_another_direction_behind_what_is_there() {
    let mut window = at_choice("… 入力中に戻す", 3);
    let (first, second) = (id(&window, 0), id(&window, 1));
    pick(&mut window, 1);
    let book = window.book();
    let listed: Vec<MeasureId> = book.listed().iter().map(|row| row.2.id).collect();
    assert_eq!(listed[10..], [first, second]);
    is_one_step(&mut window, "2件の施策の方向の変更");
}

#[test]
fn an_unsaved_text_is_saved_before_others_are_changed() {
    let mut window = crate::screens::opened();
    let rows = places(&mut window);
    window.write("書きかけ。");
    window.press_with(rows[2], Modifiers::CTRL);
    assert!(window.shows("1件を選択中"), "{:?}", window.texts());
    assert!(crate::screens::narrative(&window).starts_with("書きかけ。"));
}

#[test]
fn chosen_rows_are_copied_as_cells_and_pasted_after_a_look() {
    let mut window = listed();
    let rows = places(&mut window);
    window.press_with(rows[1], Modifiers::CTRL);
    window.press_with(rows[2], Modifiers::CTRL);
    window.ctrl("c");
    assert!(
        window.shows("✓ 2件をコピーしました。Excelに貼り付けられます。"),
        "{:?}",
        window.texts()
    );
    let text = window.copied().unwrap();
    let narrative = window.book().narrative(id(&window, 0), YEAR).to_owned();
    assert!(text.lines().next().unwrap().contains("施策番号\t名称\t内容\t所管課\t関連課\t"));
    assert!(text.contains(&narrative));

    let before = window.book().clone();
    window.key(Named::Escape);
    window.paste(&text.replace(&narrative, "・表計算で直しました。"));
    assert!(window.shows("貼り付けた表"), "{:?}", window.texts());
    window.key(Named::Enter);
    assert!(window.shows("1件を取り込む"), "{:?}", window.texts());
    assert_eq!(*window.book(), before, "nothing is written before it is accepted");
    window.key(Named::Enter);
    assert_eq!(window.book().narrative(id(&window, 0), YEAR), "・表計算で直しました。");
    window.take_back();
    assert_eq!(*window.book(), before);
}

#[test]
fn what_is_no_table_is_told_so_and_left() {
    let mut window = listed();
    let before = window.book().clone();
    window.paste("メモ");
    let told = window.texts().iter().any(|it| it.starts_with("一覧表の見出しが見つかりません。"));
    assert!(told, "{:?}", window.texts());
    window.key(Named::Escape);
    assert!(
        window.shows("✓ 取り込みを中止しました。何も書き込んでいません。"),
        "{:?}",
        window.texts()
    );
    assert_eq!(*window.book(), before);
}
