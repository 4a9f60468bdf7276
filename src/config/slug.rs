//! The short names of pages and records: lower case letters, digits and hyphens.

use unicode_normalization::UnicodeNormalization;

/// Whether a text is a slug: `a`–`z`, digits, and single hyphens between them.
pub fn is_slug(text: &str) -> bool {
    !text.is_empty()
        && text.split('-').all(|part| {
            !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        })
}

/// The slug of any text: `å` and `ä` become `a`, `ö` becomes `o`, everything that is no letter or digit a hyphen.
/// Empty when nothing is left.
pub fn slug(text: &str) -> String {
    // Most names of files and many tags are slugs already.
    if is_slug(text) {
        return text.to_owned();
    }
    let mut slug = String::with_capacity(text.len());
    for letter in text.nfd().flat_map(char::to_lowercase) {
        match letter {
            'a'..='z' | '0'..='9' => slug.push(letter),
            'ß' => slug.push_str("ss"),
            'æ' => slug.push_str("ae"),
            'ø' => slug.push('o'),
            'þ' => slug.push_str("th"),
            'ð' | 'đ' => slug.push('d'),
            'ł' => slug.push('l'),
            '\u{300}'..='\u{36f}' => {}
            _ if slug.ends_with('-') || slug.is_empty() => {}
            _ => slug.push('-'),
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn swedish_letters_lose_their_marks() {
        assert_eq!(slug("Från ”frånvarokaos” till närvaroflyt!"), "fran-franvarokaos-till-narvaroflyt");
        assert_eq!(slug("A\u{30a}r 2022: é, ø & ß"), "ar-2022-e-o-ss");
        assert_eq!(slug(" – "), "");
    }

    #[test]
    fn a_slug_is_its_own_slug() {
        for text in ["a", "skolresultat", "core-team-2022-06-29"] {
            assert!(is_slug(text) && slug(text) == text && slug(&text.to_uppercase()) == text);
        }
        for text in ["", "-a", "a-", "a--b", "å", "A", "a_b", "a b"] {
            assert!(!is_slug(text), "{text:?}");
        }
    }
}
