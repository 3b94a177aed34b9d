//! Why there is no window.

use crate::words::Notice;

/// Why there is no window.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("there is no display")]
    NoDisplay,
    /// The libraries that drawing needs are not installed; by the names of their Debian packages.
    #[error("libraries are missing: {}", .0.join(" "))]
    MissingLibraries(Vec<&'static str>),
    #[error(transparent)]
    Window(#[from] iced::Error),
}

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
