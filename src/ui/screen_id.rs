//! The screens.

/// A screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScreenId {
    Home,
    Measures,
    Indicators,
    Check,
    Print,
    Collect,
    Editions,
    History,
    Registers,
    Storage,
    Settings,
    /// Not on the rail: it is come to from anywhere, and left again.
    Replace,
}

impl ScreenId {
    /// Those of the rail.
    pub const ALL: [Self; 11] = [
        Self::Home,
        Self::Measures,
        Self::Indicators,
        Self::Check,
        Self::Print,
        Self::Collect,
        Self::Editions,
        Self::History,
        Self::Registers,
        Self::Storage,
        Self::Settings,
    ];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Home => "ホーム",
            Self::Measures => "施策",
            Self::Indicators => "指標",
            Self::Check => "点検",
            Self::Print => "印刷",
            Self::Collect => "配布・回収",
            Self::Editions => "保存版",
            Self::History => "変更履歴",
            Self::Registers => "台帳",
            Self::Storage => "ファイルと控え",
            Self::Settings => "設定",
            Self::Replace => "検索と置換",
        }
    }
}

/// One of the registers of 台帳.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    Departments,
    Statuses,
    Scales,
    Years,
    Outline,
    Plan,
}

impl Tab {
    pub const ALL: [Self; 6] =
        [Self::Departments, Self::Statuses, Self::Scales, Self::Years, Self::Outline, Self::Plan];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Departments => "課",
            Self::Statuses => "進捗状況",
            Self::Scales => "評価尺度",
            Self::Years => "年度",
            Self::Outline => "基本目標と施策の方向",
            Self::Plan => "計画",
        }
    }
}
