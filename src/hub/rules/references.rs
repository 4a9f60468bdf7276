//! Whatever is referred to exists, and a public record refers to nothing internal.

use rayon::prelude::*;

use crate::hub::{Base, Hub, Mention, Vocabulary};
use crate::report::{Diagnostic, codes, nearest};
use crate::source::Location;

use super::Graph;

pub(super) fn check(graph: &Graph<'_>, out: &mut Vec<Diagnostic>) {
    let Graph { hub, bases, .. } = graph;
    vocabulary(&hub.vocabulary, out);
    let bases: Vec<&Base> = bases.iter().map(|(_, base)| *base).collect();
    let found: Vec<Diagnostic> = bases
        .par_iter()
        .flat_map_iter(|base| base.mentions.iter().filter_map(|mention| unknown(hub, base, mention)))
        .collect();
    out.extend(found);
}

fn unknown(hub: &Hub, base: &Base, Mention { kind, id }: &Mention) -> Option<Diagnostic> {
    if Vocabulary::has_list(kind) {
        let known = hub.vocabulary.term(kind, &id.value).is_some();
        return (!known).then(|| unknown_word(&hub.vocabulary, base.at(id.span), kind, &id.value));
    }
    let found = hub.unknown_record(kind, &id.value, base.at(id.span));
    // Internal records may refer to each other: neither is shown.
    found.filter(|found| base.is_public() || found.code != codes::H0113)
}

/// The rules within the vocabulary: a status is followed only by one that exists, and a kind of group decides that does.
fn vocabulary(vocabulary: &Vocabulary, out: &mut Vec<Diagnostic>) {
    let Some(file) = &vocabulary.file else { return };
    for next in vocabulary.statuses.values().flat_map(|status| &status.next) {
        if !vocabulary.statuses.contains_key(&next.value) {
            out.push(unknown_word(vocabulary, Location::new(file, next.span), "status", &next.value));
        }
    }
    if let Some(delegation) = &vocabulary.delegation {
        let by = &delegation.decided_by;
        if vocabulary.term("group_type", &by.value).is_none() {
            out.push(unknown_word(vocabulary, Location::new(file, by.span), "group_type", &by.value));
        }
    }
}

fn unknown_word(vocabulary: &Vocabulary, at: Location, list: &str, id: &str) -> Diagnostic {
    let known = vocabulary.ids(list);
    Diagnostic::new(codes::H0102, at).arg("kind", list).arg("id", id).suggest(nearest(id, known))
}
