//! The project's own files, as tests read them.

use std::path::Path;

use torg::source::{DiskFiles, Files};

/// A text file of the project that this test belongs to.
pub(crate) struct Project {
    /// Relative to the root.
    pub(crate) path: String,
    pub(crate) text: String,
}

/// The project's own text files below `folder` whose names end in `.extension`, sorted by path.
pub(crate) fn project(folder: &str, extension: &str) -> Vec<Project> {
    let files = DiskFiles::new(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
    let paths = files.list(folder).files.into_iter().filter(|path| path.extension() == Some(extension));
    paths
        .map(|path| {
            let text = String::from_utf8(files.read(&path).unwrap()).unwrap();
            Project { path: path.as_str().to_owned(), text }
        })
        .collect()
}
