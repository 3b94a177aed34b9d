//! What must be told when there is no window to tell it in.

use crate::words::Notice;

/// Shows a notice in a box of the operating system. On Windows a program that was not started from
/// a console has nowhere else to say that it could not begin; elsewhere the terminal tells.
pub fn show(notice: &Notice) {
    if cfg!(windows) {
        let _ = rfd::MessageDialog::new()
            .set_level(rfd::MessageLevel::Error)
            .set_title("進捗帳")
            .set_description(format!("{}\n{}\n\n{}", notice.what, notice.remedy, notice.detail))
            .show();
    }
}
