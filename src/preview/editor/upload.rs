//! Pictures that come: beside the page that shows them, under a name of small letters.

use axum::http::StatusCode;

use crate::config::slug;
use crate::edit::Change;
use crate::source::FilePath;

use super::Editor;
use super::journal::Edit;
use super::words::text;
use super::writer::Failed;
use crate::preview::own::{Answer, Asked};

/// The largest picture, in bytes. What a camera gives is far below it.
pub(super) const MAX_BYTES: usize = 20 * 1024 * 1024;

/// How many pictures of one name a folder takes.
const MAX_SAME: usize = 99;

/// Puts a picture beside a page; what to write in the page.
pub(super) fn upload(editor: &Editor, asked: &Asked, bytes: &[u8]) -> Answer {
    let refuse = |status, key: &str| Answer::Text(status, text(editor.lang, key, &[]));
    let page = FilePath::new(asked.text("page"));
    if page.below("content").is_none() {
        return refuse(StatusCode::UNPROCESSABLE_ENTITY, "image-no-page");
    }
    let alt = asked.text("alt").split_whitespace().collect::<Vec<_>>().join(" ");
    if alt.is_empty() {
        return refuse(StatusCode::UNPROCESSABLE_ENTITY, "image-no-alt");
    }
    if bytes.is_empty() {
        return refuse(StatusCode::UNPROCESSABLE_ENTITY, "image-no-file");
    }
    let Some(ending) = ending(bytes) else {
        return refuse(StatusCode::UNSUPPORTED_MEDIA_TYPE, "image-no-picture");
    };
    let name = asked.text("name");
    let stem = slug(name.rsplit_once('.').map_or(name, |(stem, _)| stem));
    let stem = if stem.is_empty() { "bild" } else { stem.as_str() };
    let title = text(editor.lang, "edit-picture", &[("file", name)]);
    for n in 1..=MAX_SAME {
        let number = if n == 1 { String::new() } else { format!("-{n}") };
        let file = FilePath::new(&format!("{}/{stem}{number}.{ending}", page.parent()));
        let change = Change::new_file(file.clone(), bytes.to_vec());
        match editor.journal().make(&Edit { title: title.clone(), changes: vec![change] }) {
            Ok(()) => {
                let alt = alt.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]");
                return Answer::Text(StatusCode::CREATED, format!("![{alt}]({})", file.file_name()));
            }
            Err(Failed::Changed(_)) => {}
            Err(Failed::Outside(_)) => return refuse(StatusCode::FORBIDDEN, "image-no-page"),
            Err(Failed::Io(_, reason)) => return Answer::Text(StatusCode::INTERNAL_SERVER_ERROR, reason),
        }
    }
    refuse(StatusCode::CONFLICT, "image-no-name")
}

/// The ending of a picture by what its first bytes say it is. SVG is none of them: it can hold scripts, and is drawn by people
/// who know where to put it.
fn ending(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some("png"),
        [0xff, 0xd8, 0xff, ..] => Some("jpg"),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some("gif"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("webp"),
        [_, _, _, _, b'f', b't', b'y', b'p', b'a', b'v', b'i', b'f', ..] => Some("avif"),
        _ => None,
    }
}
