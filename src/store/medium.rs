//! What a file lies on: a disk of this PC, a stick, or another PC's folder.

use std::path::{Component, Path, Prefix};

/// What a file lies on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Medium {
    /// A disk that stays in this PC.
    Fixed,
    /// A stick or a card, that can be gone the next moment.
    Removable,
    /// A folder that this PC shares with others.
    Network,
}

impl Medium {
    /// What a path lies on, as far as it can be told.
    ///
    /// Linux is asked. Windows could be asked only by calls that have no safe form: there a share is
    /// known by its name (`\\PC\…`), and any drive but that of the system is taken for a stick, which
    /// is wrong for a second disk and for a share under a letter, and costs an offer to be declined.
    pub fn of(path: &Path) -> Self {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let path = path.canonicalize().unwrap_or(path);
        if cfg!(windows) {
            let system = std::env::var("SystemDrive").unwrap_or_else(|_| "C:".to_owned());
            return by_drive(&path, &system);
        }
        match std::fs::read_to_string("/proc/self/mountinfo") {
            Ok(table) => mount_of(&table, &path).map_or(Self::Fixed, |mount| mount.medium(&path)),
            Err(_) => by_folder(&path),
        }
    }

    /// Whether the files there are those of a FAT file system, as far as it can be told.
    pub(super) fn is_fat(path: &Path) -> bool {
        let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let table = std::fs::read_to_string("/proc/self/mountinfo").unwrap_or_default();
        mount_of(&table, &path).is_some_and(|mount| matches!(mount.kind, "vfat" | "msdos"))
    }
}

/// One line of `/proc/self/mountinfo` (proc(5)).
#[derive(Debug, PartialEq, Eq)]
struct Mount<'a> {
    /// `major:minor` of the device.
    device: &'a str,
    /// The kind of file system.
    kind: &'a str,
}

/// The mount that a path lies in: of those above it the deepest, of these the last.
fn mount_of<'a>(table: &'a str, path: &Path) -> Option<Mount<'a>> {
    let mounts = table.lines().filter_map(|line| {
        let (left, right) = line.split_once(" - ")?;
        let mut left = left.split(' ');
        let (device, point) = (left.nth(2)?, left.nth(1)?);
        let point = unescaped(point);
        let depth = Path::new(&point).components().count();
        let kind = right.split(' ').next()?;
        path.starts_with(&point).then_some((depth, Mount { device, kind }))
    });
    mounts.max_by_key(|(depth, _)| *depth).map(|(_, mount)| mount)
}

/// Blanks and the like stand there as `\040`.
fn unescaped(point: &str) -> String {
    [("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")]
        .iter()
        .fold(point.to_owned(), |point, (code, c)| point.replace(code, c))
}

impl Mount<'_> {
    fn medium(&self, path: &Path) -> Medium {
        const NETWORK: [&str; 8] =
            ["nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "davfs"];
        if NETWORK.contains(&self.kind) {
            return Medium::Network;
        }
        // A partition has no such file; the disk above it has.
        let device = Path::new("/sys/dev/block").join(self.device);
        let removable = ["removable", "../removable"]
            .iter()
            .find_map(|file| std::fs::read_to_string(device.join(file)).ok());
        match removable.as_deref().map(str::trim) {
            Some("1") => Medium::Removable,
            // Hard disks in a case with a plug call themselves fixed; desktops hang them in here.
            Some(_) | None => by_folder(path),
        }
    }
}

/// By the folders in which desktops hang what was plugged in.
fn by_folder(path: &Path) -> Medium {
    let plugged = ["/media", "/run/media", "/Volumes"].iter().any(|at| path.starts_with(at));
    if plugged { Medium::Removable } else { Medium::Fixed }
}

/// By the letter of a drive of Windows.
fn by_drive(path: &Path, system: &str) -> Medium {
    let Some(Component::Prefix(prefix)) = path.components().next() else { return Medium::Fixed };
    match prefix.kind() {
        Prefix::UNC(..) | Prefix::VerbatimUNC(..) => Medium::Network,
        Prefix::Disk(letter) | Prefix::VerbatimDisk(letter)
            if !system.bytes().next().is_some_and(|own| own.eq_ignore_ascii_case(&letter)) =>
        {
            Medium::Removable
        }
        Prefix::Disk(_) | Prefix::VerbatimDisk(_) | Prefix::Verbatim(_) | Prefix::DeviceNS(_) => {
            Medium::Fixed
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
40 22 8:17 / /media/kikaku/USB\\040メモリ rw,nosuid - vfat /dev/sdb1 rw
41 22 0:44 / /mnt/共有 rw - cifs //server/企画課 rw
42 41 8:33 / /mnt/共有/手元 rw - ext4 /dev/sdc1 rw
";

    #[test]
    fn the_deepest_mount_above_a_file_is_its_own() {
        let kind = |path: &str| mount_of(TABLE, Path::new(path)).unwrap().kind;
        assert_eq!(kind("/home/kikaku/総合戦略.db"), "ext4");
        assert_eq!(kind("/media/kikaku/USB メモリ/総合戦略.db"), "vfat");
        assert_eq!(kind("/mnt/共有/総合戦略.db"), "cifs");
        assert_eq!(mount_of(TABLE, Path::new("/mnt/共有/手元/x.db")).unwrap().device, "8:33");
    }

    #[test]
    fn a_share_and_a_stick_are_told_from_a_disk() {
        let medium = |path: &str| {
            let path = Path::new(path);
            mount_of(TABLE, path).unwrap().medium(path)
        };
        assert_eq!(medium("/mnt/共有/総合戦略.db"), Medium::Network);
        assert_eq!(medium("/media/kikaku/USB メモリ/総合戦略.db"), Medium::Removable);
        assert_eq!(Medium::of(&std::env::temp_dir()), Medium::Fixed);
    }
}
