//! What holds for every text, however odd.

use std::time::{Duration, Instant};

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

/// Far more than any of these takes, even unoptimised on a busy machine, and far less than a quadratic one would.
const SOON: Duration = Duration::from_secs(60);

#[test]
fn pathological_texts_end_soon() {
    const N: usize = 10_000;
    let repeated = |text: &str| text.repeat(N);
    let texts = [
        ("quotes", repeated(">")),
        ("quotes with space", repeated("> ")),
        ("list markers", repeated("- ")),
        ("numbers", repeated("1. ")),
        ("indented lists", (0..500).map(|level| format!("{}- a\n", "  ".repeat(level))).collect()),
        ("opening brackets", repeated("[")),
        ("closing brackets", repeated("]")),
        ("links in links", repeated("[a](") + &repeated(")")),
        ("images", repeated("![")),
        ("empty images", repeated("![](x) ")),
        ("emphasis", repeated("*a **b ")),
        ("nested emphasis", repeated("*a") + &repeated("*")),
        ("backticks", (0..1_000).map(|run| "`".repeat(run % 90 + 1) + "a").collect()),
        ("containers", repeated(":::faktaruta\n")),
        ("containers in one line", repeated(":::faktaruta")),
        ("fences", repeated(":::\n")),
        ("longer and longer fences", (3..400).rev().map(|run| ":".repeat(run) + "faktaruta\n").collect()),
        ("leaves", repeated("::figur[a]{bild=b alt=c}\n")),
        ("leaves without an end", repeated("::figur[")),
        ("text directives", repeated(":sprak[a]{kod=b} ")),
        ("nested text directives", repeated(":sprak[") + &repeated("]{kod=a}")),
        ("text directives without an end", repeated(":sprak[")),
        ("arguments without an end", repeated(":sprak[a]{kod=\"")),
        ("colons", repeated(":")),
        ("colons apart", repeated("a: ")),
        ("masked code", repeated("`:sprak[a]{kod=b}` ")),
        ("definitions", (0..N).map(|n| format!("[a{n}]: b\n")).collect()),
        ("references", "[a]: b\n\n".to_owned() + &repeated("[a] ")),
        (
            "many references",
            (0..N).map(|n| format!("[a{n}]: b{n}\n")).collect::<String>()
                + "\n"
                + &(0..N).map(|n| format!("[a{n}] ")).collect::<String>(),
        ),
        ("footnotes", (0..N).map(|n| format!("[^{n}]\n")).collect()),
        ("undefined footnotes", repeated("[^a] ")),
        ("headings", repeated("# a\n")),
        ("ids", repeated("# a {#b}\n")),
        ("tables", "|a".repeat(300) + "\n" + &"|-".repeat(300) + "\n" + &"|\n".repeat(300)),
        ("quotation marks", repeated("\"'")),
        ("entities", repeated("[a](b&auml;c) ")),
        ("html", repeated("<b id=\"a\">")),
        ("nul", repeated("\0")),
    ];
    for (name, text) in texts {
        let start = Instant::now();
        let (_, read) = read(&text);
        read.value.html(&mut Tags);
        assert!(start.elapsed() < SOON, "{name} took {:?}", start.elapsed());
    }
}
