//! Small parts by themselves: `cargo bench`. Whole builds against other generators: `tests/bench/run`.

mod prose;
mod random;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use torg::markdown::{Components, Options, parse};
use torg::source::{FilePath, Source, Span};

use prose::Prose;

fn main() {
    divan::main();
}

/// A page's body as the benchmark sites have it, read with everything turned on.
#[divan::bench(args = [400, 900])]
fn markdown_of_a_page(bencher: Bencher<'_, '_>, n_words: usize) {
    let source =
        Source::new(FilePath::new("content/sida.md"), Prose::new(2026).body(n_words, &[]).into_bytes())
            .expect("prose is UTF-8");
    let body = Span::new(0, source.text.len());
    let components = Components::default();
    let options =
        Options { lang: "sv", components: &components, smart: true, heading_ids: true, highlight: true };
    bencher.counter(BytesCount::of_str(&source.text)).bench(|| parse(black_box(&source), body, &options));
}
