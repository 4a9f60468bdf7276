//! Small helps for reports in Markdown.

/// A text that Markdown and HTML take as it is, on one line.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' => escaped.extend(['\\', c]),
            c => escaped.push(c),
        }
    }
    escaped
}

/// A link, or the text alone where there is no address.
pub(super) fn link(text: &str, url: Option<&str>) -> String {
    match url {
        Some(url) => format!("[{}](<{url}>)", escape(text)),
        None => escape(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_commands_markdown() {
        assert_eq!(escape("a *b* <script>\n# c | d"), "a \\*b\\* &lt;script> \\# c \\| d");
        assert_eq!(link("a [b]", Some("https://example.org/å/")), "[a \\[b\\]](<https://example.org/å/>)");
        assert_eq!(link("a", None), "a");
    }
}
