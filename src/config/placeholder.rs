//! Words that hold the place of a text that is still to be written, and may not be published.

use memchr::memmem;

use crate::source::Span;

/// Where in a text such words stand, and which they are. `TODO` and `PLACEHOLDER` count only in capitals, as words.
pub fn find(text: &str) -> Vec<(Span, &'static str)> {
    let mut found = Vec::new();
    for word in ["TODO", "PLACEHOLDER"] {
        for at in memmem::find_iter(text.as_bytes(), word) {
            let end = at + word.len();
            let (before, after) = (text[..at].chars().next_back(), text[end..].chars().next());
            if !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric) {
                found.push((Span::new(at, end), word));
            }
        }
    }
    for at in memmem::find_iter(text.as_bytes(), "orem") {
        let end = at + "orem".len();
        let goes_on = text[end..].get(..6).is_some_and(|rest| rest.eq_ignore_ascii_case(" ipsum"));
        let starts = |start: &usize| text.get(*start..).is_some_and(|text| text.starts_with(['l', 'L']));
        if let Some(start) = at.checked_sub(1).filter(|start| goes_on && starts(start)) {
            found.push((Span::new(start, end + 6), "lorem ipsum"));
        }
    }
    found.sort_by_key(|(span, _)| span.start);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_holds_a_place_is_found() {
        for text in ["TODO: skriv", "Se TODO.", "Här: PLACEHOLDER", "Lorem ipsum dolor", "å lorem Ipsum"] {
            let found = find(text);
            assert_eq!(found.len(), 1, "{text}");
            let (span, word) = found[0];
            assert!(text[span.range()].eq_ignore_ascii_case(word), "{text}");
        }
        for text in
            ["todo", "MASTODONT", "METODORD", "placeholder-metoden", "Åorem ipsum", "orem ipsum", "lorem"]
        {
            assert_eq!(find(text), [], "{text}");
        }
        assert_eq!(find("TODO och TODO").len(), 2);
    }
}
