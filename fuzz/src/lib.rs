//! What the targets share.

pub mod damage;
pub mod said;
pub mod sample;
pub mod tags;

use std::sync::LazyLock;

use torg::config::read_source;
use torg::report::{Diagnostic, Format, Lang, render};
use torg::source::{FilePath, Source, Span};

/// The most diagnostics that are worded: wording takes longer than reading.
const MAX_WORDED: usize = 4;

/// The agreed words of this repository's portfolio.
pub static VOCABULARY: LazyLock<Source> = LazyLock::new(|| {
    let words = include_bytes!("../../site/hub/vocabulary.toml");
    source("site/hub/vocabulary.toml", words).expect("text")
});

/// Has all work done by the thread that calls: to wake another one takes longer than most inputs.
pub fn on_this_thread() {
    // A pool that there is already is as right, only slower.
    let _ = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build_global();
}

/// A text file; none of bytes that torg does not read as text.
pub fn source(path: &str, bytes: &[u8]) -> Option<Source> {
    read_source(&FilePath::new(path), bytes.to_vec(), &mut Vec::new())
}

/// Panics unless a place is one in the file and splits no character.
pub fn assert_place(source: &Source, span: Span) {
    assert!(source.text.get(span.range()).is_some(), "{span:?} is no place in {}", source.path);
}

/// Panics unless every place that diagnostics name in the file is one, and words some of them as people see them.
pub fn assert_told(source: &Source, diagnostics: &[Diagnostic]) {
    for diagnostic in diagnostics {
        let labels = diagnostic.labels.iter().map(|label| &label.at);
        let edits = diagnostic.suggestions.iter().flat_map(|mend| &mend.edits).map(|edit| &edit.at);
        let places = [&diagnostic.at].into_iter().chain(labels).chain(edits);
        places.filter(|at| at.file == source.path).for_each(|at| assert_place(source, at.span));
    }
    let worded = &diagnostics[..diagnostics.len().min(MAX_WORDED)];
    render(worded, Format::Human, Lang::default(), false, &|_| Some(source.clone()));
}
