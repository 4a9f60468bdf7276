//! What fails outside the site: wrong arguments, a full disk, a port in use. One line in the reader's language.

use std::io;
use std::path::Path;

use crate::output;
use crate::preview;
use crate::report::{Lang, nearest};

use super::screen::words;

/// Why a command could not do its work.
#[derive(Clone, Debug)]
pub(super) enum Failure {
    /// A message of this room and the values it names.
    Message {
        /// The message's key in `words.*.ftl`.
        key: &'static str,
        args: Vec<(&'static str, String)>,
    },
    /// A site that could not be written.
    Output(output::Error),
    /// A preview that could not start.
    Preview(preview::Error),
}

impl Failure {
    pub(super) fn new(key: &'static str, args: &[(&'static str, &str)]) -> Self {
        let args = args.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        Self::Message { key, args }
    }

    /// A file or folder that could not be read.
    pub(super) fn read(path: &Path, error: &io::Error) -> Self {
        Self::new("cannot-read", &[("path", &path.to_string_lossy()), ("reason", &error.to_string())])
    }

    /// A file or folder that could not be written.
    pub(super) fn write(path: &Path, error: &io::Error) -> Self {
        Self::new("cannot-write", &[("path", &path.to_string_lossy()), ("reason", &error.to_string())])
    }

    /// A `word` that is none of the `known`: the nearest is suggested by the message `near`, or all are listed by
    /// the message `far`. Both know the word as `name`.
    pub(super) fn unknown(
        [far, near]: [&'static str; 2],
        name: &'static str,
        word: &str,
        known: &[&str],
    ) -> Self {
        match nearest(word, known.iter().copied()) {
            Some(found) => Self::new(near, &[(name, word), ("near", found)]),
            None => Self::new(far, &[(name, word), ("known", &known.join(", "))]),
        }
    }

    /// The line, without `torg:`.
    pub(super) fn text(&self, lang: Lang) -> String {
        match self {
            Self::Message { key, args } => {
                let args: Vec<(&str, &str)> =
                    args.iter().map(|(name, value)| (*name, value.as_str())).collect();
                words(lang, key, &args)
            }
            Self::Output(error) => error.text(lang.as_str()),
            Self::Preview(error) => error.text(lang),
        }
    }
}

impl From<output::Error> for Failure {
    fn from(error: output::Error) -> Self {
        Self::Output(error)
    }
}
