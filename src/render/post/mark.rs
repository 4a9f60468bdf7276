//! The sign that every page of an internal build carries, whatever its theme: words that are seen, and a word to search
//! engines in case it ends up where it should not.

/// What a page gets at the end of its head.
pub(super) const ROBOTS: &str = "<meta name=\"robots\" content=\"noindex, nofollow\">\n";

/// What it gets first in its body. `words` are HTML already.
pub(super) fn body(words: &str) -> String {
    format!("<p class=\"internal-mark\" role=\"note\">{words}</p>\n")
}
