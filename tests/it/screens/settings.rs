//! What this PC's user sets.

use crate::screens::opened;

#[test]
fn the_name_is_entered_in_the_history_from_then_on() {
    let mut window = opened();
    window.write("一。");
    window.ctrl("s");
    window.click("設定");
    window.click("企画課");
    window.ctrl("a");
    window.write("総務課");
    window.click("この名前にする");
    window.click("施策");
    window.click("施策2の取組の支援");
    window.write("二。");
    window.ctrl("s");
    let history = window.app.store().unwrap().history(2).unwrap();
    let who: Vec<&str> = history.iter().map(|entry| entry.who.as_str()).collect();
    assert_eq!(who, ["総務課", "企画課"]);
}

#[test]
fn text_grows_at_once() {
    let mut window = opened();
    window.click("設定");
    let before = window.place("施策");
    window.click("150％");
    assert_eq!(window.app.scale_factor(), 1.5);
    assert!(window.shows("施策"), "{:?}", window.texts());
    window.click("標準");
    assert_eq!(window.app.scale_factor(), 1.0);
    assert_eq!(window.place("施策"), before);
}

#[test]
fn the_colours_change_at_once() {
    let mut window = opened();
    let before = window.app.theme().palette();
    window.click("設定");
    window.click("暗い");
    assert!(window.shows("✓ 暗い"));
    assert_ne!(window.app.theme().palette().background, before.background);
    window.click("明るい");
    assert_eq!(window.app.theme().palette(), before);
}

#[test]
fn in_very_large_text_the_list_and_the_editor_take_turns() {
    let mut window = opened();
    window.click("設定");
    window.click("200％");
    window.click("施策");
    assert!(window.shows("← 一覧へ"), "{:?}", window.texts());
    window.lacks("＋ 追加");
    window.write("書きかけ。");
    window.click("← 一覧へ");
    assert!(window.shows("＋ 追加"), "{:?}", window.texts());
    window.lacks("← 一覧へ");
    // Back to what is being written, without a question.
    window.click("施策1の取組の支援");
    assert!(window.shows("← 一覧へ"), "{:?}", window.texts());
    assert!(window.app.store().unwrap().undoable().is_none());
}

#[test]
fn in_very_large_text_the_rail_keeps_its_names_and_gives_its_width() {
    let mut window = opened();
    let plan = window.book().plan().name.clone();
    window.click("設定");
    window.click("200％");
    for name in ["ホーム", "印刷", "配布・回収", "変更履歴", "ファイルと控え"]
    {
        assert!(window.shows(name), "{name}: {:?}", window.texts());
        assert!(window.place(name).x < 115.0, "{name}");
    }
    // Its long name has no room.
    window.lacks(&plan);
    assert!(window.shows("名称未設定") && window.shows("●"), "{:?}", window.texts());
    window.resize(iced_test::core::Size::new(3000.0, 768.0));
    assert!(window.shows(&plan));
}

#[test]
fn what_succeeded_pushes_no_place_out_of_sight() {
    for size in ["✓ 標準", "125％", "150％", "200％"] {
        let mut window = opened();
        window.write("一。");
        window.ctrl("s");
        window.click("設定");
        window.click(size);
        window.click("ホーム");
        window.ctrl("z");
        let told = window.texts().iter().any(|text| text.starts_with("✓ 元に戻しました"));
        assert!(told, "{size}: {:?}", window.texts());
        assert!(window.shows("設定"), "{size}: {:?}", window.texts());
        let before = window.scrolled();
        window.scroll(iced_test::core::Point::new(60.0, 300.0), 1000.0);
        assert_eq!(window.scrolled(), before, "{size}: all of the places are seen");
    }
}
