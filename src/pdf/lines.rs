//! Words that a line end broke, made whole: "sam-" and "hälle" are *samhälle*, "e-" and "tjänst" are *e-tjänst*, and "barn-" before
//! "och ungdomar" stays what it is.

/// What a hyphen at the end of a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hyphen {
    /// There is none, or it stands for what the next words share.
    Apart,
    /// It belongs to the word: `e-tjänst`.
    Kept,
    /// It is there because the line ends.
    Broken,
}

/// What follows a hyphen that stands for a part of a later word.
const AND: [&str; 6] = ["och", "eller", "samt", "respektive", "and", "or"];

/// The lines of a text with their words whole, and without soft hyphens.
pub(super) fn joined(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        match hyphen(&joined, line) {
            Hyphen::Apart if joined.is_empty() => {}
            Hyphen::Apart => joined.push('\n'),
            Hyphen::Kept => {}
            Hyphen::Broken => {
                joined.pop();
            }
        }
        joined.push_str(line);
    }
    joined.retain(|c| c != '\u{ad}');
    joined
}

/// What the hyphen at the end of `before` is, when `after` follows in the next line.
fn hyphen(before: &str, after: &str) -> Hyphen {
    if before.ends_with('\u{ad}') {
        return Hyphen::Broken;
    }
    let Some(word) = before.strip_suffix(['-', '\u{2010}']) else { return Hyphen::Apart };
    let next = after.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    if !next.starts_with(char::is_lowercase) || AND.contains(&next) {
        return Hyphen::Apart;
    }
    let mut letters = word.chars().rev();
    match (letters.next(), letters.next()) {
        // Abbreviations, numbers and single letters keep theirs: `IT-system`, `covid-19-pandemin`, `e-tjänst`.
        (Some(last), Some(other)) if last.is_lowercase() && other.is_alphabetic() => Hyphen::Broken,
        (Some(last), _) if last.is_alphanumeric() => Hyphen::Kept,
        _ => Hyphen::Apart,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn broken_words_are_made_whole() {
        assert_eq!(joined("Ett sam-\nhälle\n"), "Ett samhälle");
        assert_eq!(joined("Ett sam\u{2010}\nhälle"), "Ett samhälle");
        assert_eq!(
            joined("Ett sam\u{ad}\nhälle med mjuka binde\u{ad}streck"),
            "Ett samhälle med mjuka bindestreck"
        );
        assert_eq!(joined("för-\nskole-\nklass"), "förskoleklass");
    }

    #[test]
    fn hyphens_of_their_own_stay() {
        assert_eq!(joined("en e-\ntjänst"), "en e-tjänst");
        assert_eq!(joined("ett IT-\nsystem"), "ett IT-system");
        assert_eq!(joined("covid-19-\npandemin"), "covid-19-pandemin");
        assert_eq!(joined("barn-\noch ungdomar"), "barn-\noch ungdomar");
        assert_eq!(joined("Stor-\nStockholm"), "Stor-\nStockholm");
        assert_eq!(joined("ett skäl -\nett till"), "ett skäl -\nett till");
        assert_eq!(joined("-\na"), "-\na");
    }

    #[test]
    fn empty_lines_are_none() {
        assert_eq!(joined("\n a \n\n b\n"), "a\nb");
        assert_eq!(joined(""), "");
    }

    proptest! {
        #[test]
        fn nothing_but_hyphens_and_spaces_is_lost(text in "([a-zåA-Z0-9 \n\u{ad}-]|\\PC){0,40}") {
            let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
            prop_assert_eq!(letters(&joined(&text)), letters(&text));
        }
    }
}
