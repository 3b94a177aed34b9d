//! The places of the rail.

/// Where the clerk is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Home,
    Measures,
    Print,
    History,
    Tables,
    Settings,
}

impl Place {
    pub const ALL: [Self; 6] =
        [Self::Home, Self::Measures, Self::Print, Self::History, Self::Tables, Self::Settings];

    /// Its name on the rail.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Home => "ホーム",
            Self::Measures => "施策",
            Self::Print => "印刷",
            Self::History => "変更履歴",
            Self::Tables => "台帳",
            Self::Settings => "設定",
        }
    }
}
