//! What is embedded in the program.

/// BIZ UDGothic: for texts that go on paper, on the screen and in print.
pub static GOTHIC: &[u8] = include_bytes!("../fonts/BIZUDGothic-Regular.ttf");

/// BIZ UDMincho: the body of the printed list.
pub static MINCHO: &[u8] = include_bytes!("../fonts/BIZUDMincho-Regular.ttf");

/// What BIZ UDGothic lacks.
pub static EXTRA_GOTHIC: &[u8] = include_bytes!("../fonts/ShinchokuExtraGothic.ttf");

/// What BIZ UDMincho lacks.
pub static EXTRA_MINCHO: &[u8] = include_bytes!("../fonts/ShinchokuExtraMincho.ttf");

/// BIZ UDPGothic: the interface.
pub static INTERFACE: &[u8] = include_bytes!("../fonts/BIZUDPGothic-Regular.ttf");

/// BIZ UDPGothic Bold: names and titles of the interface.
pub static INTERFACE_BOLD: &[u8] = include_bytes!("../fonts/BIZUDPGothic-Bold.ttf");

/// The sample: a made-up city's list, as the JSON of export.
pub static SAMPLE: &[u8] = include_bytes!("../assets/sample.json");

/// The manual: the texts of its chapters, and its pictures.
pub mod manual {
    pub const BEGINNING: &str = include_str!("../assets/manual/1-beginning.txt");
    pub const YEAR: &str = include_str!("../assets/manual/2-year.txt");
    pub const WRITING: &str = include_str!("../assets/manual/3-writing.txt");
    pub const INDICATORS: &str = include_str!("../assets/manual/3-indicators.txt");
    pub const PAPER: &str = include_str!("../assets/manual/4-paper.txt");
    pub const HAND_OUT: &str = include_str!("../assets/manual/5-hand-out.txt");
    pub const BACKUPS: &str = include_str!("../assets/manual/6-backups.txt");
    pub const EXCHANGE: &str = include_str!("../assets/manual/7-exchange.txt");
    pub const KEYS: &str = include_str!("../assets/manual/8-keys.txt");
    pub const TROUBLE: &str = include_str!("../assets/manual/9-trouble.txt");

    /// The pictures by their names, as PNG.
    pub const PICTURES: [(&str, &[u8]); 5] = [
        ("help-home", include_bytes!("../assets/manual/help-home.png")),
        ("help-measures", include_bytes!("../assets/manual/help-measures.png")),
        ("help-print", include_bytes!("../assets/manual/help-print.png")),
        ("help-registers", include_bytes!("../assets/manual/help-registers.png")),
        ("help-history", include_bytes!("../assets/manual/help-history.png")),
    ];
}
