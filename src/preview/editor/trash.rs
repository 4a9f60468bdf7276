//! What was deleted, in `.torg/trash/NUMBER/`, below the path it had. It stays until somebody empties the folder by hand.

use std::fs;
use std::path::{Path, PathBuf};

use crate::edit::Change;
use crate::source::FilePath;

use super::writer;

/// The trash of a project.
#[derive(Clone, Debug)]
pub(super) struct Trash {
    folder: PathBuf,
}

/// A file in the trash.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub(super) struct Item {
    /// The number of the deletion.
    pub(super) number: u64,
    /// Where the file was.
    #[serde(serialize_with = "as_text")]
    pub(super) file: FilePath,
}

fn as_text<S: serde::Serializer>(file: &FilePath, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(file)
}

impl Trash {
    /// That of the project in `root`.
    pub(super) fn new(root: &Path) -> Self {
        Self { folder: root.join(".torg").join("trash") }
    }

    /// Keeps a copy of what an edit does away with: a file, or what will be one when it is put back.
    pub(super) fn keep(&self, file: &FilePath, bytes: &[u8]) -> std::io::Result<()> {
        let number = self.numbers().last().map_or(1, |last| last + 1);
        writer::write(&self.place(number, file), bytes)
    }

    /// What is in it, newest first.
    pub(super) fn items(&self) -> Vec<Item> {
        let mut items = Vec::new();
        for number in self.numbers().into_iter().rev() {
            let root = self.folder.join(number.to_string());
            let mut folders = vec![root.clone()];
            while let Some(folder) = folders.pop() {
                for entry in fs::read_dir(&folder).into_iter().flatten().filter_map(Result::ok) {
                    let path = entry.path();
                    match entry.file_type() {
                        Ok(kind) if kind.is_dir() => folders.push(path),
                        Ok(kind) if kind.is_file() => {
                            let below = path.strip_prefix(&root).unwrap_or(&path);
                            items.push(Item { number, file: FilePath::new(&below.to_string_lossy()) });
                        }
                        _ => {}
                    }
                }
            }
        }
        items.sort_by(|a, b| b.number.cmp(&a.number).then_with(|| a.file.cmp(&b.file)));
        items
    }

    /// The edit that brings a file back; `None` where it is not in the trash.
    pub(super) fn restored(&self, item: &Item) -> Option<Change> {
        let known = self.items().into_iter().find(|known| known == item)?;
        let bytes = writer::read(&self.place(known.number, &known.file)).ok()??;
        Some(Change::new_file(known.file, bytes))
    }

    /// Does away with a file that is back in its place.
    pub(super) fn forget(&self, item: &Item) {
        // A copy that stays is in nobody's way.
        let _ = writer::remove(&self.place(item.number, &item.file));
    }

    fn place(&self, number: u64, file: &FilePath) -> PathBuf {
        self.folder.join(number.to_string()).join(file.on_disk())
    }

    fn numbers(&self) -> Vec<u64> {
        let names = fs::read_dir(&self.folder).into_iter().flatten();
        let mut numbers: Vec<u64> =
            names.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok()).collect();
        numbers.sort_unstable();
        numbers
    }
}
