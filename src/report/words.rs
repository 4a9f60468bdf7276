//! Fluent texts in the languages torg speaks.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::langid;

use super::Lang;

/// The most characters of a value that a message shows. A key of a million characters is a mistake worth naming, but
/// not worth printing.
const MAX_VALUE_CHARS: usize = 400;

/// Messages by key, in both languages.
pub struct Words {
    sv: FluentBundle<FluentResource>,
    en: FluentBundle<FluentResource>,
}

impl Words {
    /// The messages of some Fluent texts. Where a text is no Fluent, what can be read of it is used: the tests hold
    /// every text, and a message must never be the reason that a run fails.
    pub fn new<'a>(texts: impl IntoIterator<Item = (Lang, &'a str)>) -> Self {
        let bundle = |language| {
            let mut bundle = FluentBundle::new_concurrent(vec![language]);
            bundle.set_use_isolating(false);
            bundle
        };
        let mut words = Self { sv: bundle(langid!("sv")), en: bundle(langid!("en")) };
        for (lang, text) in texts {
            let resource =
                FluentResource::try_new(text.to_owned()).unwrap_or_else(|(readable, _errors)| readable);
            match lang {
                Lang::Sv => words.sv.add_resource_overriding(resource),
                Lang::En => words.en.add_resource_overriding(resource),
            }
        }
        words
    }

    /// The message `key`; the key itself when there is no such message.
    pub fn text(&self, lang: Lang, key: &str, args: &[(&str, &str)]) -> String {
        self.find(lang, key, None, args).unwrap_or_else(|| key.to_owned())
    }

    /// The message `key`, or its attribute, if there is one.
    pub fn find(
        &self,
        lang: Lang,
        key: &str,
        attribute: Option<&str>,
        args: &[(&str, &str)],
    ) -> Option<String> {
        let bundle = match lang {
            Lang::Sv => &self.sv,
            Lang::En => &self.en,
        };
        let message = bundle.get_message(key)?;
        let pattern = match attribute {
            Some(attribute) => message.get_attribute(attribute)?.value(),
            None => message.value()?,
        };
        let values: FluentArgs<'_> = args.iter().map(|(name, text)| (*name, value(text))).collect();
        Some(bundle.format_pattern(pattern, Some(&values), &mut Vec::new()).into_owned())
    }
}

/// What a message shows for a value. A whole number chooses between singular and plural.
fn value(text: &str) -> FluentValue<'static> {
    match text.parse::<i64>() {
        Ok(number) if number.to_string() == text => FluentValue::from(number),
        _ => FluentValue::from(shown(text)),
    }
}

/// A value on one line, with what could command a terminal or turn the text around made visible.
fn shown(text: &str) -> String {
    let mut shown: String = text.chars().take(MAX_VALUE_CHARS).map(visible).collect();
    if text.chars().nth(MAX_VALUE_CHARS).is_some() {
        shown.push('…');
    }
    shown
}

fn visible(c: char) -> char {
    match c {
        '\n' | '\r' | '\t' => ' ',
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        c if c.is_control() => '\u{fffd}',
        c => c,
    }
}

/// What words in two languages have in common, for the tests of those who have words.
#[cfg(test)]
pub(crate) mod both {
    use super::{Lang, Words};

    /// Asserts that Fluent texts have the same messages in both languages, in the same order and about the same values, and that
    /// `words` has them all.
    pub(crate) fn say_the_same(words: &Words, texts: &[(Lang, &str)]) {
        let [swedish, english] = Lang::ALL.map(|lang| messages(texts, lang));
        assert_eq!(swedish, english);
        for (key, values) in swedish {
            let args: Vec<(&str, &str)> = values.iter().map(|name| (*name, "7")).collect();
            for lang in Lang::ALL {
                let text = words.find(lang, key, None, &args);
                assert!(text.is_some_and(|text| !text.contains('{')), "{key}");
            }
        }
    }

    /// The keys of messages and, for each, the values it names.
    fn messages<'a>(texts: &[(Lang, &'a str)], lang: Lang) -> Vec<(&'a str, Vec<&'a str>)> {
        let mut messages: Vec<(&str, Vec<&str>)> = Vec::new();
        for line in texts.iter().filter(|(of, _)| *of == lang).flat_map(|(_, text)| text.lines()) {
            if line.starts_with('#') {
                continue;
            }
            if let Some((key, _)) = line.split_once(" =").filter(|_| !line.starts_with([' ', '}', '['])) {
                messages.push((key, Vec::new()));
            }
            let Some((_, values)) = messages.last_mut() else { continue };
            values.extend(line.split("{ $").skip(1).filter_map(|rest| rest.split([' ', ',', ')']).next()));
            values.sort_unstable();
            values.dedup();
        }
        messages
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_choose_the_plural() {
        let words = Words::new([(Lang::Sv, "fel = { $n ->\n   [one] ett fel\n  *[other] { $n } fel\n }\n")]);
        assert_eq!(words.text(Lang::Sv, "fel", &[("n", "1")]), "ett fel");
        assert_eq!(words.text(Lang::Sv, "fel", &[("n", "2000")]), "2000 fel");
        assert_eq!(words.text(Lang::En, "fel", &[]), "fel");
    }

    #[test]
    fn values_cannot_command_the_terminal() {
        let words = Words::new([(Lang::En, "a = `{ $x }`\n")]);
        assert_eq!(words.text(Lang::En, "a", &[("x", "b\u{1b}[31m\nc")]), "`b\u{fffd}[31m c`");
        let long = words.text(Lang::En, "a", &[("x", &"å".repeat(1_000_000))]);
        assert_eq!(long.chars().count(), MAX_VALUE_CHARS + 3);
    }

    #[test]
    fn a_number_is_shown_as_it_was_written() {
        let words = Words::new([(Lang::En, "a = { $x }\n")]);
        for written in ["007", "2022", "1.50", "-0", "99999999999999999999"] {
            assert_eq!(words.text(Lang::En, "a", &[("x", written)]), written);
        }
    }
}
