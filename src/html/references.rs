//! Character references: `&amp;` and its like.

use std::borrow::Cow;

use quick_xml::escape::unescape;

/// Letters for character references. HTML has more names than XML: what is not known stays as it is.
pub fn decoded(raw: &str) -> Cow<'_, str> {
    if !raw.contains('&') {
        return Cow::Borrowed(raw);
    }
    let mut parts = raw.split('&');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let known = part.split_once(';').and_then(|(name, rest)| Some((reference(name)?, rest)));
        match known {
            Some((letters, rest)) => text.extend([letters.as_str(), rest]),
            None => text.extend(["&", part]),
        }
    }
    Cow::Owned(text)
}

fn reference(name: &str) -> Option<String> {
    match name {
        "nbsp" => Some("\u{a0}".to_owned()),
        "shy" => Some("\u{ad}".to_owned()),
        name => unescape(&format!("&{name};")).ok().map(Cow::into_owned),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_becomes_letters() {
        assert_eq!(decoded("a &amp; b&nbsp;c&#229;&#xe4; &okänd; & &"), "a & b\u{a0}cåä &okänd; & &");
    }
}
