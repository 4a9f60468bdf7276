//! Texts from outside made plain: without markup, addresses and telephone numbers, and without what the row tells of its sender.

use std::collections::HashSet;

/// What stands where something was taken out.
const GAP: &str = "[…]";

/// The fewest letters of a contact cell, or a word of it, that are looked for in the row's texts.
const MIN_NAME: usize = 3;

/// The fewest and most digits of a telephone number.
const PHONE_DIGITS: std::ops::RangeInclusive<usize> = 8..=13;

/// A text as plain text, and what was taken out of it.
pub(super) struct Cleaned {
    pub(super) text: String,
    pub(super) had_markup: bool,
    pub(super) had_contact: bool,
}

/// Cleans a text. `contact` is what the row's contact columns hold.
pub(super) fn clean(text: &str, contact: &[&str]) -> Cleaned {
    let text = tidy(text);
    let plain = without_markup(&text);
    let anonymous = without_contact(&plain, contact);
    Cleaned { had_markup: plain != text, had_contact: anonymous != plain, text: anonymous }
}

/// Line ends of one kind, no control codes, no spaces at the ends of lines, no more than one empty line in a row.
fn tidy(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        let line: String =
            line.chars().map(|c| if c == '\t' { ' ' } else { c }).filter(|c| !c.is_control()).collect();
        let line = line.trim().to_owned();
        if !line.is_empty() || lines.last().is_some_and(|last| !last.is_empty()) {
            lines.push(line);
        }
    }
    lines.join("\n").trim().to_owned()
}

/// Without tags; what scripts and styles hold goes with them. What is left when a tag is gone may be one again.
fn without_markup(text: &str) -> String {
    let mut text = text.to_owned();
    while text.contains(['<', '&']) {
        let less = without_tags(&text);
        if less == text {
            break;
        }
        text = less;
    }
    text
}

fn without_tags(text: &str) -> String {
    let broken = ["<br>", "<br/>", "<br />", "</p>"]
        .iter()
        .fold(text.to_owned(), |text, tag| text.replace(tag, &format!("\n{tag}")));
    let mut builder = ammonia::Builder::empty();
    builder.clean_content_tags(HashSet::from(["script", "style"]));
    let html = builder.clean(&broken).to_string();
    // Ammonia gives HTML; records hold plain text, which whoever shows it escapes.
    let named = [("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", " "), ("&quot;", "\""), ("&amp;", "&")];
    tidy(&named.iter().fold(html, |text, (entity, plain)| text.replace(entity, plain)))
}

fn without_contact(text: &str, contact: &[&str]) -> String {
    let mut text = text.to_owned();
    for cell in contact {
        let words = cell.split(|c: char| c.is_whitespace() || c == ',');
        for name in std::iter::once(*cell).chain(words) {
            if name.chars().count() >= MIN_NAME {
                text = without_word(&text, name);
            }
        }
    }
    let lines = text.split('\n').map(|line| without_numbers(&without_addresses(line)));
    lines.collect::<Vec<_>>().join("\n")
}

/// Without a word or several, wherever they stand by themselves.
fn without_word(text: &str, word: &str) -> String {
    let mut left = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(word) {
        let (before, after) = (&rest[..at], &rest[at + word.len()..]);
        let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let stands_alone = !inside(before.chars().next_back()) && !inside(after.chars().next());
        left.push_str(before);
        left.push_str(if stands_alone { GAP } else { word });
        rest = after;
    }
    left + rest
}

/// Without e-mail addresses.
fn without_addresses(line: &str) -> String {
    let is_address = |word: &str| {
        word.split_once('@').is_some_and(|(name, host)| {
            let host = host.trim_end_matches(|c: char| !c.is_alphanumeric());
            !name.is_empty() && host.split('.').count() > 1 && host.split('.').all(|part| !part.is_empty())
        })
    };
    let words = line.split(' ').map(|word| if is_address(word) { GAP } else { word });
    words.collect::<Vec<_>>().join(" ")
}

/// Without telephone numbers: digits that begin with 0 or +, with spaces and hyphens between them.
fn without_numbers(line: &str) -> String {
    let mut left = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find(|c: char| c == '+' || c.is_ascii_digit()) {
        let run = rest[at..].find(|c: char| !(c.is_ascii_digit() || "+- ()/".contains(c)));
        let end = at + run.unwrap_or(rest.len() - at);
        let number = rest[at..end].trim_end_matches(|c: char| !c.is_ascii_digit());
        let digits = number.chars().filter(char::is_ascii_digit).count();
        let is_phone = number.starts_with(['0', '+']) && PHONE_DIGITS.contains(&digits);
        left.push_str(&rest[..at]);
        left.push_str(if is_phone { GAP } else { number });
        rest = &rest[at + number.len().max(1)..];
        if number.is_empty() {
            left.push('+');
        }
    }
    left + rest
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cleaned(text: &str, contact: &[&str]) -> String {
        clean(text, contact).text
    }

    #[test]
    fn markup_is_taken_out() {
        let script = "Fler <b>bänkar</b>!<script>alert(1)</script> <a href=\"javascript:x()\">här</a>";
        assert_eq!(cleaned(script, &[]), "Fler bänkar! här");
        assert_eq!(cleaned("<p>Ett</p><p>Två<br>rader</p>", &[]), "Ett\nTvå\nrader");
        let plain = "Barn & unga: 3 < 5, 7 > 2 och <3";
        assert_eq!(cleaned(plain, &[]), plain);
        assert!(!clean(plain, &[]).had_markup);
        assert_eq!(cleaned("Ett <<b>script>alert(1)", &[]), "Ett");
    }

    #[test]
    fn senders_are_taken_out() {
        let text = "Hälsar Anna Ek, anna.ek@example.org eller 070-123 45 67. Annandag 2024-03-01 kl. 10.";
        assert_eq!(
            cleaned(text, &["Anna Ek", "anna.ek@example.org"]),
            "Hälsar […], […] eller […]. Annandag 2024-03-01 kl. 10."
        );
        assert_eq!(cleaned("1 + 1 = 2, 100 000 kr", &[]), "1 + 1 = 2, 100 000 kr");
    }

    proptest! {
        /// What is clean stays as it is, whatever was in it.
        #[test]
        fn cleaning_once_is_enough(text in "[a-zå<>/&;@.+0-9 \n\"]{0,60}") {
            let once = cleaned(&text, &[]);
            prop_assert_eq!(cleaned(&once, &[]).replace(GAP, ""), once.replace(GAP, ""));
        }

        /// No text becomes an element when it is shown escaped, and no script survives.
        #[test]
        fn no_tag_survives(inner in "[a-z]{1,8}") {
            let text = format!("a<script>{inner}</script><img src=x onerror={inner}>b");
            prop_assert_eq!(cleaned(&text, &[]), "ab");
        }
    }
}
