//! Why there is no window, in words.

use super::Notice;
use crate::ui::Error;
use std::path::Path;

impl From<&Error> for Notice {
    fn from(error: &Error) -> Self {
        let (what, remedy) = match error {
            Error::NoDisplay => (
                "画面を開けません。このパソコンには表示する画面がありません。".to_owned(),
                "画面のあるパソコンで開くか、shinchoku --help で画面を使わない使い方を見てください。"
                    .to_owned(),
            ),
            Error::MissingLibraries(packages) => (
                "画面を開くのに必要な部品が、このパソコンに入っていません。".to_owned(),
                format!("管理者に、次の部品の追加を頼んでください：{}", packages.join(" ")),
            ),
            Error::Window(_) => (
                "画面を開けませんでした。ファイルは何も変えていません。".to_owned(),
                "パソコンを再起動しても開けない場合は、管理者に相談してください。".to_owned(),
            ),
        };
        Self::new(what, remedy, error)
    }
}

/// A file that was written cannot be shown by another program.
pub fn not_opened(path: &Path, error: &dyn std::error::Error) -> Notice {
    Notice::new(
        format!(
            "「{}」は保存してありますが、開くプログラムを起動できませんでした。",
            super::path(path)
        ),
        "保存した場所を開いて、ファイルを直接開いてください。",
        error,
    )
}

/// Work beside the window broke off.
pub fn broken() -> Notice {
    Notice::new(
        "思わぬ不具合のため、処理が途中で止まりました。開いているファイルは元のままです。",
        "もう一度行ってください。書き出す先にファイルができている場合は、開いて確かめてください。繰り返す場合は、次の詳細を担当者に伝えてください。",
        "work in the background came to no result",
    )
}
