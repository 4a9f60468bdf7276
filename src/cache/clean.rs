//! Doing away with a store.

use std::path::Path;

use super::disk::Disk;
use super::problem::Problem;

/// Removes the store in `folder`, and the folder if nothing else is in it; how many bytes that freed. A build that is at
/// work goes on without what is gone.
pub fn clean(folder: &Path) -> Result<u64, Problem> {
    Disk::new(folder, None).clear().map_err(|error| Problem::writing(folder, &error))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::cache::{Digest, Section, Store};

    #[test]
    #[expect(clippy::disallowed_methods, reason = "what somebody else put there")]
    fn only_what_the_store_made_is_removed() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join(".torg");
        let store = Store::open(&root, Digest::of(b"a version"));
        store.put(b"an object");
        store.commit(vec![Section::New("a".to_owned(), b"b".to_vec())]);
        fs::write(root.join("packs").join("mine.txt"), "mine").unwrap();
        assert!(clean(&root).unwrap() > 0);
        let left: Vec<_> = fs::read_dir(&root).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(left, ["packs"]);
        assert_eq!(fs::read(root.join("packs").join("mine.txt")).unwrap(), b"mine");
        fs::remove_file(root.join("packs").join("mine.txt")).unwrap();
        assert_eq!(clean(&root), Ok(0));
        assert!(!root.exists());
        assert_eq!(clean(&root), Ok(0), "nothing is there to be removed");
    }

    #[cfg(unix)]
    #[test]
    #[expect(clippy::disallowed_methods, reason = "what somebody else did to the folder")]
    fn links_are_not_followed() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let [here, elsewhere] = ["project", "elsewhere"].map(|name| folder.path().join(name));
        for root in [&here, &elsewhere] {
            let store = Store::open(root, Digest::of(b"a version"));
            store.put(b"an object");
            assert!(store.commit(Vec::new()).saved);
        }
        let n_packs = || fs::read_dir(elsewhere.join("packs")).unwrap().count();
        let whole = folder.path().join("link");
        symlink(&elsewhere, &whole).unwrap();
        assert_eq!(clean(&whole), Ok(0));
        assert!(whole.symlink_metadata().is_err() && elsewhere.join("traces").is_file() && n_packs() == 1);
        fs::remove_dir_all(here.join("packs")).unwrap();
        symlink(elsewhere.join("packs"), here.join("packs")).unwrap();
        assert!(clean(&here).unwrap() > 0);
        assert!(!here.exists() && n_packs() == 1);
    }
}
