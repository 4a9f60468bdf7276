//! What the HTTP layer adds to a page: one line that loads the preview's script.

use super::mime;

/// A script of the page's own origin, so that a page's `script-src 'self'` lets it run.
pub(super) const SCRIPT: &[u8] = b"<script type=\"module\" src=\"/_torg/reload.js\"></script>\n";

/// The bytes to send for a file of type `mime`, if they differ from the file's own: a page with the script before its
/// last `</body>`, or at its end where there is none.
pub(super) fn with_script(mime: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    if mime != mime::HTML {
        return None;
    }
    let end = b"</body>";
    let at =
        bytes.windows(end.len()).rposition(|window| window.eq_ignore_ascii_case(end)).unwrap_or(bytes.len());
    Some([&bytes[..at], SCRIPT, &bytes[at..]].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn injected(page: &str) -> String {
        String::from_utf8(with_script(mime::HTML, page.as_bytes()).unwrap()).unwrap()
    }

    #[test]
    fn the_script_stands_last_in_the_body() {
        let script = std::str::from_utf8(SCRIPT).unwrap();
        assert_eq!(injected("<p>a</p>\n</body>\n</html>\n"), format!("<p>a</p>\n{script}</body>\n</html>\n"));
        assert_eq!(injected("<!-- </body> --><p></BODY>"), format!("<!-- </body> --><p>{script}</BODY>"));
        assert_eq!(injected("<p>a"), format!("<p>a{script}"));
    }

    #[test]
    fn nothing_but_html_is_touched() {
        assert_eq!(with_script("image/svg+xml", b"<svg></body></svg>"), None);
    }
}
