//! From the start screen to an open file.

use crate::screens::Window;
use iced_test::core::keyboard::key::Named;

#[test]
fn a_new_plan_is_made_where_the_clerk_says() {
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("戦略.db");
    let mut window = Window::at_start();
    window.ctrl("n");
    for (field, value) in [
        ("市町村名", "みずほ野市".to_owned()),
        ("計画名", "総合戦略".to_owned()),
        ("保存する場所", file.to_string_lossy().into_owned()),
    ] {
        window.fill(field, &value);
    }
    window.click("この内容で作る");
    assert!(file.is_file());
    assert_eq!(window.book().plan().name, "総合戦略");
    assert!(window.app.title().starts_with("戦略.db"));

    // The same place again is refused beside the field, and nothing happens to the file.
    let before = std::fs::read(&file).unwrap();
    let mut window = Window::at_start();
    window.ctrl("n");
    for (field, value) in
        [("計画名", "別の戦略".to_owned()), ("保存する場所", file.to_string_lossy().into_owned())]
    {
        window.fill(field, &value);
    }
    window.key(Named::Enter);
    assert!(window.app.store().is_none());
    assert!(window.texts().iter().any(|text| text.contains("同じ名前のファイルがすでにあります")));
    assert_eq!(std::fs::read(&file).unwrap(), before);
}

#[test]
fn a_file_that_is_not_ours_is_refused_in_words() {
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("一覧.db");
    std::fs::write(&file, vec![b'x'; 4096]).unwrap();
    let mut window = Window::at_start();
    window.send(shinchoku::ui::Message::FileChosen(file));
    assert!(window.shows("「一覧.db」を開けませんでした"));
    assert!(
        window.shows("このファイルは進捗帳のファイルではありません。何も変えていません。"),
        "{:?}",
        window.texts()
    );
    window.key(Named::Enter);
    assert!(window.shows("最近使ったファイル"));
}
