//! Another text in the place of one, with as few bytes changed as lines allow: lines that both have at their beginning and
//! end keep their bytes, line ends included, and new lines end as the file's lines do.

use crate::source::Span;

use super::ends::common_ends;
use super::fields::eol;

/// What to replace in `old` so that it reads as `new`, whose lines end in `\n` as a browser gives them. `None` where they
/// say the same.
pub(super) fn replace(old: &str, new: &str) -> Option<(Span, String)> {
    let ours: Vec<&str> = lines(old).collect();
    let new = new.replace("\r\n", "\n");
    let theirs: Vec<&str> = lines(&new).collect();
    let same = |a: &&str, b: &&str| text_of(a) == text_of(b) && is_ended(a) == is_ended(b);
    let (n_before, n_after) = common_ends(&ours, &theirs, same);
    let (ours_end, theirs_end) = (ours.len() - n_after, theirs.len() - n_after);
    if ours_end == n_before && theirs_end == n_before {
        return None;
    }
    let start: usize = ours[..n_before].iter().map(|line| line.len()).sum();
    let end = start + ours[n_before..ours_end].iter().map(|line| line.len()).sum::<usize>();
    let text = theirs[n_before..theirs_end].concat().replace('\n', eol(old));
    let after = [&old[..start], &text, &old[end..]].concat();
    if shown(&after) != new {
        // A lone `\r` has met a `\n`, and the two have become one line end.
        return Some((Span::new(0, old.len()), new.replace('\n', eol(old))));
    }
    Some((Span::new(start, end), text))
}

/// The text as a browser shows it in a field: with `\n` after each line that ends.
pub(super) fn shown(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// The lines with their ends: `\n`, `\r\n` or, as browsers read them, `\r`.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let at = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let end = if rest[at..].starts_with("\r\n") { at + 2 } else { (at + 1).min(rest.len()) };
        let (line, after) = rest.split_at(end);
        rest = after;
        (!line.is_empty()).then_some(line)
    })
}

fn text_of(line: &str) -> &str {
    line.trim_end_matches(['\n', '\r'])
}

fn is_ended(line: &str) -> bool {
    line.ends_with(['\n', '\r'])
}
