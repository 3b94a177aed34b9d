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
