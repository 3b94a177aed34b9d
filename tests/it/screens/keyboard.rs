//! The whole window by the keyboard: the order of the focus, and what the keys press.

use crate::screens::{Window, first, opened, support};
use iced_test::core::keyboard::Modifiers;
use iced_test::core::keyboard::key::{Key, Named};

#[test]
fn tab_comes_to_every_button_and_round_again() {
    let mut window = opened();
    window.ctrl("1");
    window.tab_to("取り込む");
    window.key(Named::Tab);
    assert_eq!(window.focused(), ["書き出す"]);
    window.key_with(Key::Named(Named::Tab), Modifiers::SHIFT);
    assert_eq!(window.focused(), ["取り込む"]);
    window.tab_to("ホーム");
    window.tab_to("取り込む");
}

#[test]
fn enter_and_space_press_what_has_the_focus() {
    for key in [Named::Enter, Named::Space] {
        let mut window = opened();
        window.ctrl("1");
        window.tab_to("台帳");
        window.key(key);
        assert!(window.shows("＋ 追加"), "{:?}", window.texts());
    }
}

#[test]
fn a_click_leaves_no_button_that_enter_would_press() {
    let mut window = opened();
    window.click("台帳");
    window.click("設定");
    window.key(Named::Enter);
    assert!(window.shows("画面の色"), "{:?}", window.texts());
    window.key(Named::Tab);
    window.key_with(Key::Named(Named::Tab), Modifiers::SHIFT);
    assert_eq!(window.focused()[0], "設定", "Tab goes on from where the click was");
}

#[test]
fn a_choice_is_made_by_the_arrows_or_in_its_open_list() {
    let mut window = opened();
    window.ctrl("1");
    window.tab_to("令和6年度");
    window.key(Named::ArrowDown);
    assert!(window.focused().contains(&"令和5年度".to_owned()), "{:?}", window.focused());
    window.key(Named::ArrowUp);
    assert!(window.focused().contains(&"令和6年度".to_owned()));
    window.key(Named::Enter);
    window.key(Named::ArrowDown);
    assert!(window.focused().contains(&"令和6年度".to_owned()), "only marked as yet");
    window.key(Named::Enter);
    assert!(window.focused().contains(&"令和5年度".to_owned()));
    window.key(Named::Space);
    window.key(Named::ArrowUp);
    window.key(Named::Escape);
    assert!(window.focused().contains(&"令和5年度".to_owned()), "Esc changes nothing");
}

#[test]
fn a_list_is_one_stop_and_leads_into_the_text() {
    let mut window = Window::over(&support::book(12, 60));
    window.ctrl("2");
    window.tab_to("施策1の取組の支援");
    window.key(Named::ArrowDown);
    window.key(Named::Enter);
    window.write("鍵盤から。");
    window.ctrl("s");
    assert!(crate::screens::narrative(&window).contains("鍵盤から。"));
}

#[test]
fn a_check_box_is_ticked_with_space() {
    let mut window = opened();
    window.ctrl("5");
    window.tab_to("ページ番号・注");
    window.key(Named::Space);
    assert!(window.shows("文末の注"), "{:?}", window.texts());
}

/// All keys that may be a command.
fn commands() -> impl Iterator<Item = (Key, Modifiers)> {
    const NAMED: [Named; 9] = [
        Named::Enter,
        Named::Space,
        Named::Delete,
        Named::Insert,
        Named::F2,
        Named::F3,
        Named::F6,
        Named::F8,
        Named::F10,
    ];
    let both = [Modifiers::CTRL, Modifiers::CTRL | Modifiers::SHIFT];
    let letters = ('a'..='z').chain('0'..='9').map(|c| Key::Character(c.to_string().into()));
    let letters = letters.flat_map(move |key| both.map(|modifiers| (key.clone(), modifiers)));
    let named = NAMED.into_iter().map(Key::Named);
    let with = [Modifiers::empty(), Modifiers::CTRL, Modifiers::ALT, Modifiers::SHIFT];
    letters.chain(named.flat_map(move |key| with.map(|modifiers| (key.clone(), modifiers))))
}

#[test]
fn a_held_key_does_once_what_it_does() {
    for screen in ["施策", "台帳", "ホーム"] {
        for (key, modifiers) in commands() {
            let after = |held: bool| {
                let mut window = Window::over(&support::book(2, 20));
                window.click(screen);
                if held {
                    window.hold_key(&key, modifiers);
                } else {
                    window.key_with(key.clone(), modifiers);
                }
                let store = window.app.store();
                let commits = store.map(|store| store.history(99).unwrap().len());
                (commits, window.closed, window.texts())
            };
            assert_eq!(after(true), after(false), "{screen}: {key:?} {modifiers:?}");
        }
    }
}

#[test]
fn enter_that_is_held_on_a_button_presses_it_once() {
    for (screen, button) in [("ホーム", "令和7年度を始める →"), ("施策", "＋ 施策を追加")]
    {
        for key in [Key::Named(Named::Enter), Key::Named(Named::Space)] {
            let after = |held: bool| {
                let mut window = Window::over(&support::book(2, 20));
                window.click(screen);
                window.tab_to(button);
                if held {
                    window.hold_key(&key, Modifiers::empty());
                } else {
                    window.key_with(key.clone(), Modifiers::empty());
                }
                let book = window.book();
                (book.measure_count(), book.years().count(), window.fields())
            };
            assert_eq!(after(true), after(false), "{screen}: {button} {key:?}");
        }
    }
}

/// A window that is closed with a name in it that cannot be saved.
fn asked() -> Window {
    let mut window = opened();
    window.write("途中。");
    window.click("内容・番号を編集");
    window.fill("名称", "");
    window.close();
    assert!(window.shows("保存できない入力があります"), "{:?}", window.texts());
    window
}

#[test]
fn the_focus_stays_within_a_question_and_returns_after_it() {
    let mut window = asked();
    assert!(window.focused().contains(&"入力に戻る".to_owned()), "{:?}", window.focused());
    for answer in ["入力を破棄して進む", "入力に戻る", "入力を破棄して進む", "入力に戻る"]
    {
        window.key(Named::Tab);
        assert!(window.focused().contains(&answer.to_owned()), "{:?}", window.focused());
    }
    window.write("下には入らない。");
    window.key(Named::Enter);
    window.lacks("保存できない入力があります");
    window.fill("名称", "直売所の整備");
    window.ctrl("s");
    assert_eq!(first(&window).name, "直売所の整備");
    let narrative = crate::screens::narrative(&window);
    assert!(narrative.starts_with("途中。") && !narrative.contains("下には"), "{narrative}");
}

#[test]
fn the_focused_answer_is_the_one_that_enter_gives() {
    let mut window = asked();
    window.key(Named::Tab);
    window.key(Named::Enter);
    assert!(window.closed);
    assert!(!crate::screens::narrative(&window).contains("途中。"));
}

#[test]
fn what_tab_comes_to_is_scrolled_into_sight() {
    let mut window = Window::over(&support::book(60, 60));
    window.ctrl("0");
    for _ in 0..4 {
        window.key_with(Key::Character("=".into()), Modifiers::CTRL);
    }
    // At 200 % it lies below.
    window.lacks("キーの一覧");
    window.tab_to("キーの一覧");
    assert!(window.shows("キーの一覧"));
}

#[test]
fn a_new_plan_is_made_without_a_mouse() {
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("戦略.db");
    let mut window = Window::at_start();
    window.tab_to("新しく作る");
    window.key(Named::Enter);
    let tabs_to = |window: &mut Window, value: &str| {
        window.key(Named::Tab);
        window.ctrl("a");
        window.write(value);
    };
    // The first field has the focus already.
    window.write("みずほ野市");
    tabs_to(&mut window, "総合戦略");
    window.key(Named::Tab);
    window.key(Named::ArrowDown);
    tabs_to(&mut window, &file.to_string_lossy());
    window.tab_to("この内容で作る");
    window.key(Named::Space);
    let present = window.book().latest_year().unwrap();
    assert_eq!(window.book().plan().municipality, "みずほ野市");
    assert!(present.0 >= 2025, "the year before this one: {present:?}");
    assert!(file.is_file());
}

#[test]
fn a_word_that_is_pasted_into_the_search_goes_nowhere_else() {
    let mut window = Window::over(&support::book(12, 60));
    window.click("施策");
    window.click("施策1の取組の支援");
    window.ctrl("f");
    window.paste("施策3");
    assert!(window.shows("12件中 1件を表示"), "{:?}", window.texts());
    assert!(window.shows("施策3の取組の支援"), "{:?}", window.texts());
}

#[test]
fn f3_leads_from_hit_to_hit() {
    let mut window = opened();
    window.ctrl("f");
    window.type_in("施策1");
    let open = |window: &mut Window, name: &str| {
        window.texts().iter().filter(|text| *text == name).count() == 2
    };
    window.key(Named::F3);
    assert!(open(&mut window, "施策10の取組の支援"), "{:?}", window.texts());
    window.key(Named::F3);
    assert!(open(&mut window, "施策11の取組の支援"), "{:?}", window.texts());
    window.key_with(Key::Named(Named::F3), Modifiers::SHIFT);
    assert!(open(&mut window, "施策10の取組の支援"), "{:?}", window.texts());
}

#[test]
fn the_wheel_with_ctrl_enlarges_the_text_and_on_the_paper_the_pages() {
    let mut window = opened();
    let at = iced_test::core::Point::new(900.0, 400.0);
    window.zoom(at, 1.0);
    let scale = window.app.scale_factor();
    assert!(scale > 1.0);
    window.zoom(at, -1.0);
    assert!(window.app.scale_factor() < scale);
    let scale = window.app.scale_factor();
    window.click("印刷");
    window.zoom(at, 1.0);
    assert!((window.app.scale_factor() - scale).abs() < f32::EPSILON, "the pages alone");
}

#[test]
fn ctrl_and_a_digit_lead_into_the_screen() {
    let mut window = opened();
    window.ctrl("1");
    assert_eq!(window.focused(), ["印刷する"], "what is to be done next comes first");
    window.ctrl("2");
    window.write("文の中へ。");
    window.ctrl("s");
    assert!(crate::screens::narrative(&window).contains("文の中へ。"));
    for digit in 3..=9 {
        window.ctrl(&digit.to_string());
        let focused = window.focused();
        let rail = ["ホーム", "施策", "印刷", "配布・回収", "保存版", "変更履歴", "台帳", "設定"];
        assert!(!focused.iter().any(|text| rail.contains(&text.as_str())), "{digit}: {focused:?}");
    }
    let mut window = Window::over(&support::book(12, 60));
    window.key(Named::Tab);
    assert_eq!(window.focused(), ["印刷する"], "and Tab begins there");
}
