//! The texts of the PDF files that pages of documents offer, for search.
//!
//! What a file says is worked out once for its bytes: the outcome is remembered by their digest, and the text waits in the store.
//! Only files that are published are read.

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::content::Accessibility;
use crate::model::Model;
use crate::pdf::{self, Problem};
use crate::report::{Diagnostic, codes};
use crate::source::{Digest, FilePath, Files as _, Location};

use super::Cache;
use super::sources::Sources;

/// What was read of files, by the digests of their bytes.
pub(super) type Readings = BTreeMap<Digest, Reading>;

/// What was read of a file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) enum Reading {
    /// The digest of the text in the store, and whether it is all that the file says.
    Text(Digest, bool),
    /// It has no text.
    Empty,
    /// It cannot be read.
    Unreadable(Problem),
}

/// Where a file is named first.
struct Named {
    at: Location,
    /// Whether its page says that it cannot be read by everyone.
    is_exempt: bool,
}

/// Reads the PDF files that pages offer, but for those that `last` has. Gives what was read, and for each file with a text its
/// digest. `digest` gives the digests of files that are published.
pub(super) fn read(
    files: &Sources<'_>,
    model: &Model,
    digest: impl Fn(&FilePath) -> Option<Digest> + Sync,
    last: Readings,
    cache: &Cache,
    out: &mut Vec<Diagnostic>,
) -> (Readings, BTreeMap<FilePath, Digest>) {
    if !model.config.search.enabled {
        return (last, BTreeMap::new());
    }
    let read = |path: &FilePath| -> Option<(Digest, Reading)> {
        let known = digest(path)?;
        let kept = last.get(&known).filter(|reading| reading.is_kept(cache));
        if let Some(reading) = kept {
            return Some((known, reading.clone()));
        }
        // One that cannot be read any longer was reported when it was to be published.
        let bytes = files.read(path).ok()?;
        Some((Digest::of(&bytes), Reading::of(bytes, cache)))
    };
    let named: Vec<(FilePath, Named)> = named(model).into_iter().collect();
    let read: Vec<Option<(Digest, Reading)>> = named.par_iter().map(|(path, _)| read(path)).collect();
    let (mut readings, mut texts) = (Readings::new(), BTreeMap::new());
    for ((path, named), (digest, reading)) in
        named.into_iter().zip(read).filter_map(|(named, read)| Some((named, read?)))
    {
        out.extend(reading.diagnostic(&path, named));
        if let Reading::Text(text, _) = reading {
            texts.insert(path, text);
        }
        readings.insert(digest, reading);
    }
    (readings, texts)
}

/// The PDF files that pages offer, each with the first place that names it.
fn named(model: &Model) -> BTreeMap<FilePath, Named> {
    let mut named = BTreeMap::new();
    for document in model.pages.iter().filter_map(|page| page.document()) {
        let Some(info) = document.info() else { continue };
        let is_exempt = info.accessibility == Accessibility::Exempt;
        for file in info.files() {
            let Some((path, _)) = model.beside(document, &file.value) else { continue };
            if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("pdf")) {
                let at = Location::new(&document.path, file.span);
                named.entry(path.clone()).or_insert(Named { at, is_exempt });
            }
        }
    }
    named
}

impl Reading {
    fn of(bytes: Vec<u8>, cache: &Cache) -> Self {
        match pdf::text(bytes) {
            Ok(read) if read.text.is_empty() => {
                if read.is_whole {
                    Self::Empty
                } else {
                    Self::Unreadable(Problem::Damaged)
                }
            }
            Ok(read) => Self::Text(cache.store().put(read.text.as_bytes()), read.is_whole),
            Err(problem) => Self::Unreadable(problem),
        }
    }

    /// Whether the store still has its text, which is then kept for later builds, too.
    fn is_kept(&self, cache: &Cache) -> bool {
        let Self::Text(text, _) = self else { return true };
        cache.store().touch(text);
        cache.store().has(text)
    }

    /// What the author should know.
    fn diagnostic(&self, path: &FilePath, named: Named) -> Option<Diagnostic> {
        let problem = match self {
            Self::Text(_, true) => return None,
            // Whoever asks for an exemption knows that not everyone can read it.
            Self::Empty if named.is_exempt => return None,
            Self::Empty => {
                return Some(Diagnostic::new(codes::A0302, named.at).arg("name", path.file_name()));
            }
            Self::Text(_, false) => "part",
            Self::Unreadable(Problem::TooLarge) => "too-large",
            Self::Unreadable(Problem::Encrypted) => "encrypted",
            Self::Unreadable(Problem::Damaged) => "damaged",
        };
        let diagnostic = Diagnostic::new(codes::A0301, named.at).arg("name", path.file_name());
        Some(diagnostic.arg("problem", problem).arg("limit", pdf::MAX_BYTES / 1024 / 1024))
    }
}
