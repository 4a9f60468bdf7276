//! A page's bytes: front matter and Markdown are read to the end, every place is one in the file, and what is read can be
//! rendered and stored.

#![no_main]

use std::sync::LazyLock;

use jiff::Timestamp;
use libfuzzer_sys::fuzz_target;
use torg::config::Config;
use torg::content::{classify, split};
use torg::markdown::{AsWritten, Components, Options, parse};
use torg::source::{MemoryFiles, Span, Spanned};
use torg::theme::Theme;
use torg_fuzz::{assert_place, assert_told, source};

static CONFIG: LazyLock<Config> = LazyLock::new(|| {
    let settings = source("site/site.toml", b"default_language = \"sv\"").expect("text");
    Config::read(&settings, &mut Vec::new())
});

/// What the theme of this repository declares.
static COMPONENTS: LazyLock<Components> = LazyLock::new(|| {
    let mut files = MemoryFiles::new(Timestamp::UNIX_EPOCH);
    files.write("themes/torget/theme.toml", include_bytes!("../../themes/torget/theme.toml"));
    let name = Spanned::new("torget".to_owned(), Span::default());
    Theme::load(&files, &name, &mut Vec::new()).components
});

fuzz_target!(|bytes: &[u8]| {
    let Some(page) = source("content/sida.md", bytes) else { return };
    let mut told = Vec::new();
    let raw = split(page.clone(), &CONFIG).into(&mut told);
    let body = classify(raw, None).into(&mut told).body;
    assert_eq!(body.end as usize, page.text.len(), "a body goes on to the end");
    let options =
        Options { lang: "sv", components: &COMPONENTS, smart: true, heading_ids: true, highlight: true };
    let text = parse(&page, body, &options).into(&mut told);
    assert_told(&page, &told);
    let links = text.links.iter().map(|link| link.target.span);
    let images = text.images.iter().flat_map(|image| [image.span, image.target.span]);
    let components = text.components.iter().map(|component| component.span);
    let headings = text.outline.iter().map(|heading| heading.span);
    let spans = links.chain(images).chain(components).chain(headings);
    for span in spans.chain(text.abbreviations.iter().map(|word| word.span)) {
        assert_place(&page, span);
        assert!(body.start <= span.start, "{span:?} is in the front matter");
    }
    text.html(&mut AsWritten);
    text.summary(30);
});
