//! With everything of our own switched off, the HTML is comrak's, byte for byte.

use proptest::prelude::*;

use super::super::read::comrak_options;
use super::super::{AsWritten, Components, Options, parse};
use crate::source::{FilePath, Source, Span};

/// What Markdown is made of, without directives.
pub(super) const TOKENS: [&str; 62] = [
    "a",
    "b",
    "ord",
    "å",
    "ö",
    "1",
    " ",
    "  ",
    "    ",
    "\n",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "*",
    "**",
    "_",
    "__",
    "~~",
    "`",
    "``",
    "```\n",
    "~~~ rust\n",
    "[",
    "]",
    "](",
    ")",
    "(",
    "![",
    "[^1]",
    "[^1]: ",
    "[a]",
    "[a]: ",
    "[a](b)",
    "[a](\nb)",
    "<",
    ">",
    "> ",
    "- ",
    "+ ",
    "1. ",
    "2) ",
    "- [x] ",
    "- [ ] ",
    "# ",
    "## ",
    "---\n",
    "===\n",
    "|",
    "|---|---|\n",
    "| a | b |\n",
    "\\",
    "\\|",
    "&amp;",
    "&auml;",
    "<b>",
    "<div>\n",
    "<!-- c -->",
    "http://a.se/b",
    "www.a.se",
    "a@b.se",
    ": ",
];

/// Any sequence of these.
pub(super) fn markdown() -> impl Strategy<Value = String> {
    let token = prop_oneof![
        20 => prop::sample::select(&TOKENS[..]).prop_map(str::to_owned),
        1 => "\\PC{1,4}".prop_filter("no directive", |text| !text.contains(':')),
        1 => Just("> [!NOTE]\n> ".to_owned()),
        1 => Just("\"".to_owned()),
    ];
    prop::collection::vec(token, 0..40).prop_map(|tokens| tokens.concat())
}

/// Four times as many cases as `PROPTEST_CASES` says. Failures are printed, not kept: one becomes a test of its own.
pub(super) fn config() -> ProptestConfig {
    let standard = ProptestConfig::default();
    ProptestConfig { cases: standard.cases * 4, failure_persistence: None, ..standard }
}

pub(super) fn our_html(text: &str) -> String {
    let source = Source::new(FilePath::new("a.md"), text.as_bytes().to_vec()).unwrap();
    let components = Components::default();
    let options =
        Options { lang: "en", components: &components, smart: false, heading_ids: false, highlight: false };
    parse(&source, Span::new(0, text.len()), &options).value.html(&mut AsWritten)
}

pub(super) fn comrak_html(text: &str) -> String {
    let mut options = comrak_options(false);
    options.extension.block_directive = false;
    options.parse.escaped_char_spans = false;
    comrak::markdown_to_html(text, &options)
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn generated_texts_come_out_the_same(text in markdown()) {
        prop_assert_eq!(our_html(&text), comrak_html(&text));
    }
}

#[test]
fn these_texts_come_out_the_same() {
    for text in [
        "a[^x] b[^x] c[^y]\n\n[^x]: one\n\n    two\n[^y]:\n    - three\n",
        "term\n\n: details\n\n  more\n\nother\n: tight\n",
        "> [!WARNING] Own title\n> text\n\n> [!TIP]\n> - a\n",
        "| a | b |\n|:--|--:|\n| ![x](y \"z\") | `c` |\n",
        "- [x] a\n- [ ] b\n\n  c\n",
        "![a *b* `c` <i> [d](e)](f)",
        "\u{feff}# bom\r\n\r\ntext\r\n",
        "\\*a\\* &quot; <b class='x'>c</b>\n<div>\n*d*\n</div>\n",
        "```rust ignore\nfn main() {}\n```\n    indented\n",
        "[a](<b c> 'd') <http://å.se?a=b&c> www.x.se/(a) a@b.se\n",
    ] {
        assert_eq!(our_html(text), comrak_html(text), "{text}");
    }
}
