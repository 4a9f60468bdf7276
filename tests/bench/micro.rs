//! Parts by themselves: `cargo bench`. Whole programs against other generators: `tests/bench/run`.

mod prose;
mod random;
mod site;

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use rayon::prelude::*;
use torg::cache::Digest;
use torg::markdown::{Components, Options, parse};
use torg::output::{DiskSink, MemorySink, OutputPath, Sink};
use torg::pipeline;
use torg::source::{FilePath, MemoryFiles, Source, Span};

use prose::Prose;

const N_PAGES: usize = 1_000;

/// What `run` copies beside the content.
const SETTINGS_AND_THEME: [(&str, &str); 12] = [
    ("site/site.toml", include_str!("site/site.toml")),
    ("themes/bench/theme.toml", include_str!("theme/theme.toml")),
    ("themes/bench/assets/css/site.css", include_str!("theme/assets/css/site.css")),
    ("themes/bench/i18n/sv.ftl", include_str!("theme/i18n/sv.ftl")),
    ("themes/bench/templates/404.html", include_str!("theme/templates/404.html")),
    ("themes/bench/templates/base.html", include_str!("theme/templates/base.html")),
    ("themes/bench/templates/list.html", include_str!("theme/templates/list.html")),
    ("themes/bench/templates/page.html", include_str!("theme/templates/page.html")),
    ("themes/bench/templates/redirect.html", include_str!("theme/templates/redirect.html")),
    ("themes/bench/templates/section.html", include_str!("theme/templates/section.html")),
    ("themes/bench/templates/taxonomy.html", include_str!("theme/templates/taxonomy.html")),
    ("themes/bench/templates/term.html", include_str!("theme/templates/term.html")),
];

fn main() {
    divan::main();
}

/// A page's body as the benchmark's site has it, read with everything turned on.
#[divan::bench(args = [400, 900])]
fn markdown_of_a_page(bencher: Bencher<'_, '_>, n_words: usize) {
    let body = Prose::new(site::SEED).body(n_words, &[]);
    let source = Source::new(FilePath::new("content/sida.md"), body.into_bytes()).expect("prose is UTF-8");
    let span = Span::new(0, source.text.len());
    let components = Components::default();
    let options =
        Options { lang: "sv", components: &components, smart: true, heading_ids: true, highlight: true };
    bencher.counter(BytesCount::of_str(&source.text)).bench(|| parse(black_box(&source), span, &options));
}

/// All of a build but the disk.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn build_in_memory(bencher: Bencher<'_, '_>) {
    let mut files = MemoryFiles::new("2026-01-01T00:00:00Z".parse().expect("a moment"));
    for (path, text) in SETTINGS_AND_THEME {
        files.write(path, text);
    }
    for (path, text) in site::content(N_PAGES, site::SEED) {
        files.write(&format!("content/{path}"), text);
    }
    bencher.counter(ItemsCount::new(N_PAGES)).bench(|| {
        let build = pipeline::build(
            &files,
            &pipeline::Cache::none(),
            &pipeline::Options::default(),
            &MemorySink::new(),
        );
        let build = build.expect("a memory sink takes everything");
        assert!(build.diagnostics.is_empty(), "the benchmark's site has mistakes: {:?}", build.diagnostics);
        build.stats.pages
    });
}

/// A site of this many files, each in a folder of its own, of which so many change each time. The first publishing, and
/// the second that makes the spare, are not measured.
#[divan::bench(args = [0, 1, 110], sample_count = 21, sample_size = 1)]
fn publish(bencher: Bencher<'_, '_>, n_changed: usize) {
    const N_FILES: usize = 11_000;
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("public");
    let path =
        |file| OutputPath::new(&format!("section-{}/page-{file:05}/index.html", file % 10)).expect("a path");
    let paths: Vec<OutputPath> = (0..N_FILES).map(path).collect();
    let body = |file: usize, version: usize| format!("{file} {version} {}", "x".repeat(4_000)).into_bytes();
    let mut files: Vec<(usize, Digest)> = (0..N_FILES).map(|file| (0, Digest::of(&body(file, 0)))).collect();
    let mut next = 0;
    let mut change = |n_changed: usize| {
        for _ in 0..n_changed {
            next = (next + 7_919) % N_FILES;
            let version = files[next].0 + 1;
            files[next] = (version, Digest::of(&body(next, version)));
        }
        files.clone()
    };
    let publish = |files: Vec<(usize, Digest)>| {
        let sink = DiskSink::open(&out).expect("an open folder");
        files.par_iter().enumerate().for_each(|(file, (version, digest))| {
            if !sink.keep(&paths[file], digest).expect("one file a path") {
                sink.put(&paths[file], body(file, *version)).expect("room on the disk");
            }
        });
        sink.commit().expect("room on the disk")
    };
    for n_changed in [0, 1, 1] {
        publish(change(n_changed));
    }
    bencher.with_inputs(|| change(n_changed)).bench_local_values(publish);
}
