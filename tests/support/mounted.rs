//! A small file system of its own.

use super::skip::{Means, skip};
use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

pub(crate) struct Mounted {
    point: tempfile::TempDir,
}

impl Mounted {
    /// In memory, of so many KiB; `None` where it cannot be had.
    pub(crate) fn of_size(kib: u32) -> Option<Self> {
        let point = tempfile::tempdir().unwrap();
        let size = format!("size={kib}k");
        let mounted = run("mount", &["-t", "tmpfs", "-o", &size, "shinchoku"], point.path());
        if !mounted {
            skip(Means::Mount, "no file system can be mounted here");
        }
        mounted.then_some(Self { point })
    }

    pub(crate) fn path(&self) -> &Path {
        self.point.path()
    }

    pub(crate) fn protect(&self) {
        assert!(run("mount", &["-o", "remount,ro"], self.path()));
    }

    /// Takes all room but so many KiB.
    pub(crate) fn fill(&self, filler: &Path, free: u64) {
        let mut file = File::create(filler).unwrap();
        while file.write_all(&[0; 4096]).is_ok() {}
        let length = file.metadata().unwrap().len();
        file.set_len(length.saturating_sub(free * 1024)).unwrap();
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        let _ = run("umount", &["-l"], self.path());
    }
}

fn run(program: &str, arguments: &[&str], place: &Path) -> bool {
    cfg!(target_os = "linux")
        && Command::new(program)
            .args(arguments)
            .arg(place)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success())
}
