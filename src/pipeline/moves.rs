//! Where diagnostics of a text point to after an edit that moved what they are about.

use std::collections::BTreeMap;

use crate::content::Document;
use crate::markdown::Mentions;
use crate::report::Diagnostic;
use crate::source::{FilePath, Location, Span};

/// For each file that was edited, where its places went.
#[derive(Debug, Default)]
pub(super) struct Moves(BTreeMap<FilePath, Move>);

/// The places in one file.
#[derive(Debug)]
struct Move {
    /// Where the front matter ends, in which nothing has moved.
    front: u32,
    spans: BTreeMap<Span, Span>,
}

impl Moves {
    /// Adds a file whose text mentions the same things in the same order as before.
    pub(super) fn add(&mut self, old: (&Document, &Mentions), new: (&Document, &Mentions)) {
        let spans = places(old.1).zip(places(new.1)).collect();
        let front = old.0.body.start.min(new.0.body.start);
        self.0.insert(old.0.path.clone(), Move { front, spans });
    }

    /// The same diagnostic where it is now; none where that cannot be told.
    pub(super) fn moved(&self, diagnostic: &Diagnostic) -> Option<Diagnostic> {
        let mut moved = diagnostic.clone();
        let labels = moved.labels.iter_mut().map(|label| &mut label.at);
        let edits = moved.suggestions.iter_mut().flat_map(|suggestion| &mut suggestion.edits);
        for at in std::iter::once(&mut moved.at).chain(labels).chain(edits.map(|edit| &mut edit.at)) {
            self.follow(at)?;
        }
        Some(moved)
    }

    fn follow(&self, at: &mut Location) -> Option<()> {
        let Some(file) = self.0.get(&at.file) else { return Some(()) };
        if at.span != Span::default() && at.span.end > file.front {
            at.span = *file.spans.get(&at.span)?;
        }
        Some(())
    }
}

/// Every place that a diagnostic about a text can point to, in an order that depends on what is mentioned alone.
fn places(mentions: &Mentions) -> impl Iterator<Item = Span> {
    let targets = mentions.links.iter().chain(&mentions.images).map(|target| target.span);
    let components = mentions.components.iter();
    targets.chain(
        components.flat_map(|asked| std::iter::once(asked.span).chain(asked.args.iter().map(|arg| arg.span))),
    )
}
