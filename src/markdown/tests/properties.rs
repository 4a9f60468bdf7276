//! What holds for every text, however odd.

use proptest::prelude::*;

use super::super::destination::means;
use super::super::{Markdown, Options, parse};
use super::same_as_comrak::{TOKENS, config};
use super::{Tags, components, read};
use crate::report::{Reported, codes};
use crate::source::{FilePath, Source, Span};

const DIRECTIVES: [&str; 22] = [
    ":",
    "::",
    ":::",
    "::::",
    ":::faktaruta",
    ":::citat",
    ":::steg\n",
    "::figur",
    ":sprak",
    ":sprak[x]{kod=en}",
    "::figur[a: b]{bild=x alt=y}\n",
    ":::faktaruta[a *b*: c]{typ=fakta #id .k}\n",
    "{",
    "}",
    "{kod=\"",
    "=",
    "\"",
    "#",
    "{#id}",
    "{dekorativ}",
    "'",
    ":::\n",
];

fn anything() -> impl Strategy<Value = String> {
    let token = prop_oneof![
        10 => prop::sample::select(&TOKENS[..]).prop_map(str::to_owned),
        6 => prop::sample::select(&DIRECTIVES[..]).prop_map(str::to_owned),
        2 => "\\PC{0,6}",
        1 => any::<String>(),
    ];
    prop::collection::vec(token, 0..50).prop_map(|tokens| tokens.concat())
}

/// A text behind something else, as a body stands behind its front matter.
fn read_behind(front: &str, text: &str) -> (Source, Reported<Markdown>) {
    let components = components();
    let whole = format!("{front}{text}");
    let source = Source::new(FilePath::new("a.md"), whole.into_bytes()).unwrap();
    let options =
        Options { lang: "en", components: &components, smart: true, heading_ids: true, highlight: true };
    let read = parse(&source, Span::new(front.len(), front.len() + text.len()), &options);
    (source, read)
}

fn spans(read: &Reported<Markdown>) -> Vec<Span> {
    let markdown = &read.value;
    let mut spans: Vec<Span> = markdown.links.iter().map(|link| link.target.span).collect();
    spans.extend(markdown.images.iter().flat_map(|image| [image.span, image.target.span]));
    spans.extend(markdown.abbreviations.iter().map(|word| word.span));
    spans.extend(markdown.outline.iter().map(|heading| heading.span));
    for component in &markdown.components {
        spans.push(component.span);
        spans.extend(component.args.iter().map(|arg| arg.span));
        spans.extend(component.id.iter().map(|id| id.span));
    }
    for diagnostic in &read.diagnostics {
        spans.push(diagnostic.at.span);
        spans.extend(diagnostic.labels.iter().map(|label| label.at.span));
        spans.extend(
            diagnostic.suggestions.iter().flat_map(|suggestion| &suggestion.edits).map(|edit| edit.at.span),
        );
    }
    spans
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn every_place_is_in_the_text(front in "(\u{feff})?(\\+\\+\\+\r?\nå = 1\n)?", text in anything()) {
        let (source, read) = read_behind(&front, &text);
        for span in spans(&read) {
            prop_assert!(span.start as usize >= front.len() && span.end as usize <= source.text.len(), "{span:?}");
            prop_assert!(source.text.get(span.range()).is_some(), "{span:?} splits a character");
        }
        for component in &read.value.components {
            prop_assert_eq!(source.slice(component.span), &component.name);
        }
        read.value.html(&mut Tags);
        read.value.summary(20);
    }

    #[test]
    fn every_destination_is_where_it_is_written(text in anything()) {
        let (source, read) = read(&text);
        let links = read.value.links.iter().map(|link| &link.target);
        for target in links.chain(read.value.images.iter().map(|image| &image.target)) {
            let written = source.slice(target.span);
            let schemes = ["mailto:", "http://"].into_iter();
            let means = |url: &str| written == url || written.replace("\\|", "|") == url || means(written, url);
            let means = means(&target.value)
                || schemes.filter_map(|scheme| target.value.strip_prefix(scheme)).any(means);
            prop_assert!(means, "{written:?} for {:?}", target.value);
        }
    }

    #[test]
    fn ids_are_unique(text in anything()) {
        let (_, read) = read(&text);
        let explicit = read.diagnostics.iter().any(|diagnostic| diagnostic.code == codes::M0116);
        let mut ids: Vec<&str> = read.value.outline.iter().map(|heading| heading.id.as_str()).collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        prop_assert!(explicit || ids.len() == all);
    }

    #[test]
    fn a_text_survives_the_cache(text in anything()) {
        let (_, read) = read(&text);
        let stored = serde_json::to_string(&read).unwrap();
        prop_assert_eq!(serde_json::from_str::<Reported<Markdown>>(&stored).unwrap(), read);
    }
}
