//! A file that somebody else has changed since the form was shown: both versions, and nothing overwritten.

use axum::http::StatusCode;
use minijinja::context;

use crate::edit::common_ends;
use crate::source::{Digest, Source};

use super::words::text;
use super::{Editor, page, target};
use crate::preview::own::Answer;

/// What stands on disk, and what the form would have made of it.
pub(super) fn show(editor: &Editor, theirs: &Source, ours: &Source) -> Answer {
    let lines = |source: &Source| source.text.lines().map(ToOwned::to_owned).collect::<Vec<_>>();
    let (old, new) = (lines(theirs), lines(ours));
    let (n_before, n_after) = common_ends(&old, &new, String::eq);
    let values = context! {
        title => text(editor.lang, "title-conflict", &[("file", theirs.path.as_str())]),
        file => theirs.path.as_str(),
        digest => Digest::of(theirs.text.as_bytes()).to_string(),
        again => target::address("text", &theirs.path, ""),
        first => n_before + 1,
        theirs => old[n_before..old.len() - n_after].join("\n"),
        ours => new[n_before..new.len() - n_after].join("\n"),
        content => &*ours.text,
    };
    page::page(editor, StatusCode::CONFLICT, "conflict.html", values)
}
