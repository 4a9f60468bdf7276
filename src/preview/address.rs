//! The path a browser asks for, as the path of a published file. What no published file can have is refused before
//! anything is looked up.

use crate::source::nfc;

/// The longest path that is taken, in bytes: the longest published one with every byte written as `%XX`.
const MAX_BYTES: usize = 3 * 1024 + 1;

/// Why a path is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// It has a part such as `..`, an empty part, a character that no address has, or is not UTF-8.
    Malformed,
    /// It is longer than any published path.
    TooLong,
}

/// The path without its first `/` and with `%XX` decoded, in composed Unicode form. Empty for the root; ends with `/`
/// where a folder is asked for.
pub(super) fn decode(path: &str) -> Result<String, Refused> {
    if path.len() > MAX_BYTES {
        return Err(Refused::TooLong);
    }
    let path = path.strip_prefix('/').ok_or(Refused::Malformed)?;
    // Split before decoding: an encoded `/` is part of a name, and no name may hold one.
    let parts: Vec<String> = path.split('/').map(decode_part).collect::<Result<_, _>>()?;
    let (last, folders) = parts.split_last().ok_or(Refused::Malformed)?;
    if folders.iter().any(String::is_empty) || parts.iter().any(|part| part == "." || part == "..") {
        return Err(Refused::Malformed);
    }
    debug_assert!(
        last.is_empty() == (path.is_empty() || path.ends_with('/')),
        "only the last part may be empty"
    );
    Ok(nfc(&parts.join("/")).into_owned())
}

/// The path of the page that a decoded address is of; none for addresses of other files.
pub(super) fn page(address: &str) -> Option<String> {
    (address.is_empty() || address.ends_with('/')).then(|| format!("{address}index.html"))
}

fn decode_part(part: &str) -> Result<String, Refused> {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        if *first == b'%' {
            let (digits, after) = after.split_at_checked(2).ok_or(Refused::Malformed)?;
            let value = |digit: u8| char::from(digit).to_digit(16).ok_or(Refused::Malformed);
            bytes.push((value(digits[0])? * 16 + value(digits[1])?) as u8);
            rest = after;
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    let text = String::from_utf8(bytes).map_err(|_| Refused::Malformed)?;
    if text.contains(|c: char| c.is_control() || c == '/' || c == '\\') {
        return Err(Refused::Malformed);
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn paths_are_decoded_and_composed() {
        assert_eq!(decode("/").unwrap(), "");
        assert_eq!(decode("/om/").unwrap(), "om/");
        assert_eq!(decode("/bilder/%C3%A5r%202022.png").unwrap(), "bilder/år 2022.png");
        assert_eq!(decode("/a%CC%8Ar").unwrap(), "år");
    }

    #[test]
    fn what_no_file_is_called_is_refused() {
        let hostile = [
            "",
            "*",
            "om",
            "//",
            "//evil.example/",
            "/om//",
            "/../x",
            "/om/..",
            "/om/./",
            "/%2e%2e/x",
            "/.%2E/",
            "/%00",
            "/a%0d%0ab",
            "/a%2fb",
            "/a%5cb",
            "/a\\b",
            "/%",
            "/%4",
            "/%zz",
            "/%+1",
            "/%ff",
            "/%c0%ae%c0%ae/",
        ];
        for path in hostile {
            assert_eq!(decode(path), Err(Refused::Malformed), "{path}");
        }
        assert_eq!(decode(&format!("/{}", "a".repeat(4000))), Err(Refused::TooLong));
    }

    proptest! {
        #[test]
        fn no_path_climbs(path in "/([./\\\\%a]|%2e|%2f|%5c|%00|\\PC){0,16}") {
            if let Ok(decoded) = decode(&path) {
                prop_assert!(!decoded.starts_with('/') && !decoded.contains("//") && !decoded.contains('\\'));
                prop_assert!(decoded.split('/').all(|part| part != ".." && part != "."));
            }
        }
    }
}
