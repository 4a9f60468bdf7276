//! Whether a folder lies on another machine: the system tells of changes that are made here, and not of those made there.

use std::path::Path;

/// Kinds of file systems whose files others change behind the system's back, by the numbers in Linux' `statfs(2)`: NFS, SMB, CIFS,
/// SMB 2, those of user space (sshfs), 9P (Windows' drives in WSL), `VirtualBox`' shared folders, Ceph and AFS.
#[cfg(target_os = "linux")]
const KINDS: [i128; 9] = [
    0x6969,
    0x517b,
    0xff53_4d42,
    0xfe53_4d42,
    0x6573_5546,
    0x0102_1997,
    0x786f_4256,
    0x00c3_6400,
    0x5346_414f,
];

/// Whether the folder is known to lie on another machine.
#[cfg(target_os = "linux")]
pub(super) fn is_networked(folder: &Path) -> bool {
    // The number has another type, and another sign, on each architecture.
    let kind = rustix::fs::statfs(folder).map(|stat| i128::from(stat.f_type) & 0xffff_ffff);
    kind.is_ok_and(|kind| KINDS.contains(&kind))
}

/// Whether the folder is known to lie on another machine.
#[cfg(not(target_os = "linux"))]
pub(super) fn is_networked(folder: &Path) -> bool {
    // Windows' names of shares tell it themselves.
    folder.to_string_lossy().starts_with(r"\\") && !folder.to_string_lossy().starts_with(r"\\?\")
        || folder.to_string_lossy().starts_with(r"\\?\UNC\")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(target_os = "linux")]
    fn memory_is_here() {
        assert!(!is_networked(Path::new("/proc")));
        assert!(!is_networked(Path::new("/does/not/exist")));
    }
}
