//! What a word that is being typed may become.

use super::super::bundle::names::name;
use super::super::bundle::root::LanguageRoot;
use super::super::language::bare;
use super::super::words::Words;
use super::Reader;

/// The most completions.
const MAX_COMPLETIONS: usize = 7;

/// Up to so many letters, completions were worked out when the bundle was made.
const MAX_CHARS_READY: usize = 2;

/// The words that the last word of `text` may become.
pub(super) fn complete(reader: &Reader, language: &LanguageRoot, text: &str) -> Vec<String> {
    let words = Words::new().list(text);
    let Some(word) = words.last().filter(|_| text.ends_with(char::is_alphanumeric)) else {
        return Vec::new();
    };
    let bare_word = bare(word);
    let is_bare = bare_word == *word;
    if word.chars().count() <= MAX_CHARS_READY {
        let file: Option<std::collections::BTreeMap<String, String>> =
            reader.json(&name('k', &language.completions));
        let words = file.unwrap_or_default().remove(&*bare_word).unwrap_or_default();
        return words
            .split_whitespace()
            .filter(|other| is_bare || other.starts_with(&**word))
            .map(str::to_owned)
            .collect();
    }
    let Some(file) = language.terms.find(&bare_word).and_then(|number| reader.terms(language, number)) else {
        return Vec::new();
    };
    let mut found: Vec<(usize, &str)> = Vec::new();
    for term in file.terms.iter().filter(|term| !term.is_name) {
        let begins = |form: &&String| {
            if is_bare { bare(form).starts_with(&**word) } else { form.starts_with(&**word) }
        };
        if let Some(form) = term.surfaces.iter().find(begins) {
            found.push((term.pages.len(), form));
        }
    }
    found.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    found.into_iter().take(MAX_COMPLETIONS).map(|(_, form)| form.to_owned()).collect()
}
