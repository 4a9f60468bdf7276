//! The bundle: what a site's readers fetch, a few kilobytes at a time. One small `root.bin` names the other files, whose
//! names are digests of their content. `ARCHITECTURE.md` has the bytes.

pub(super) mod cards;
mod completions;
pub(super) mod facets;
pub(super) mod names;
pub(super) mod root;
mod shards;
mod stats;
mod typos;

use rayon::prelude::*;

use super::index::Index;
use super::language::{known, stop_words};
use super::memory::{Memory, Nothing, Pages, by_language};
use super::segment::segments;
use super::{Analysed, Document, Options, analyse};
use names::Names;
use root::{LanguageRoot, Root};
use typos::Direction;

pub use stats::{Split, Stats};

/// Where a bundle stands below a site's root.
pub const FOLDER: &str = "_torg/search";

/// The file that names the others.
pub(super) const ROOT: &str = "root.bin";

/// The bundle's files and what can be told of them.
#[derive(Clone, Debug, Default)]
pub struct Bundle {
    /// The files' names below [`FOLDER`], in alphabetical order, and their content.
    pub files: Vec<(String, Vec<u8>)>,
    /// The names of files that the bundle before has already, in alphabetical order.
    pub kept: Vec<String>,
    /// What was put in.
    pub stats: Stats,
}

/// Analyses documents and makes their bundle.
pub fn build(documents: &[Document], options: &Options) -> Bundle {
    let analysed: Vec<Analysed> = documents.par_iter().map(analyse).collect();
    bundle(analysed.as_slice(), options, &Nothing)
}

/// Makes the bundle of pages. Neither their order nor the number of threads nor what is remembered can be seen in it.
pub fn bundle(pages: &(impl Pages + ?Sized), options: &Options, memory: &dyn Memory) -> Bundle {
    let mut names = Names::default();
    let mut stats = Stats::default();
    let mut root = Root { version: root::VERSION, languages: Vec::new() };
    for (lang, listed) in by_language(pages) {
        let segments = segments(pages, listed, memory);
        let index = Index::new(lang, pages, &segments, options, memory);
        root.languages.push(write_language(&index, &mut names));
        stats.add(&index);
    }
    names.put_root(ROOT, root.to_json());
    let (files, kept) = names.into_files(memory);
    stats.measure(&files);
    Bundle { files, kept, stats }
}

fn write_language(index: &Index<'_>, names: &mut Names) -> LanguageRoot {
    // The files are made side by side, and named one after the other.
    let (shards, (cards, (completions, (typos, reversed)))) = rayon::join(
        || shards::files(index),
        || {
            let typos = |direction| move || typos::files(index, direction);
            let both = || rayon::join(typos(Direction::Forwards), typos(Direction::Backwards));
            rayon::join(|| cards::files(index), || rayon::join(|| completions::file(index), both))
        },
    );
    LanguageRoot {
        lang: index.lang.clone(),
        n_pages: index.documents.len() as u32,
        stop_words: stop_words(known(&index.lang)).split_whitespace().collect::<Vec<_>>().join(" "),
        terms: shards::name(shards, names),
        cards: cards::name(cards, names),
        completions: names.put('k', completions),
        typos: typos::name(typos, names),
        reversed: typos::name(reversed, names),
        facets: facets::write(index, names),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(n: usize) -> Document {
        Document {
            url: format!("/{n:03}/"),
            lang: if n.is_multiple_of(7) { "en" } else { "sv" }.into(),
            kind: "news".into(),
            title: format!("Sida {n} om frånvaro"),
            body: "Skolan och järnvägsstationen ligger nära varandra. ".repeat(n % 5 + 1),
            ..Document::default()
        }
    }

    #[test]
    fn the_order_of_documents_and_threads_cannot_be_seen() {
        let mut documents: Vec<Document> = (0..60).map(document).collect();
        let first = build(&documents, &Options::default()).files;
        documents.reverse();
        let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
        let second = alone.install(|| build(&documents, &Options::default()).files);
        assert_eq!(first, second);
        assert!(first.iter().any(|(name, _)| name == ROOT));
    }

    #[test]
    fn remembered_documents_give_the_same_bundle() {
        let documents: Vec<Document> = (0..20).map(document).collect();
        let kept: Vec<Analysed> = documents
            .iter()
            .map(|document| postcard::from_bytes(&postcard::to_stdvec(&analyse(document)).unwrap()).unwrap())
            .collect();
        assert_eq!(
            bundle(kept.as_slice(), &Options::default(), &Nothing).files,
            build(&documents, &Options::default()).files
        );
    }

    #[test]
    fn nothing_to_search_is_a_root_alone() {
        assert_eq!(build(&[], &Options::default()).files.len(), 1);
    }
}
