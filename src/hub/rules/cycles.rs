//! Nothing is a part of itself or takes over from itself, however long the way round.

use std::collections::BTreeMap;

use crate::hub::{Base, Record, Ref};
use crate::report::{Diagnostic, codes};

use super::Graph;

pub(super) fn check(graph: &Graph<'_>, out: &mut Vec<Diagnostic>) {
    let Graph { hub, .. } = graph;
    follow(hub.organisations.all(), |record| record.parent.as_ref(), out);
    follow(hub.groups.all(), |record| record.parent.as_ref(), out);
    follow(hub.initiatives.all(), |record| record.parent.as_ref(), out);
    follow(hub.initiatives.all(), |record| record.replaces.as_ref(), out);
    follow(hub.operating_goals.all(), |record| record.parent.as_ref(), out);
    follow(hub.operating_goals.all(), |record| record.predecessor.as_ref(), out);
}

/// Follows each record's one way onwards until it ends, has been walked before, or comes back. Each cycle is told once.
fn follow<'a, T: Record + 'a>(
    records: impl Iterator<Item = &'a T>,
    next: impl Fn(&'a T) -> Option<&'a Ref<T>>,
    out: &mut Vec<Diagnostic>,
) {
    let ways: BTreeMap<&str, (&Base, &Ref<T>)> = records
        .filter_map(|record| Some((record.base().id.as_str(), (record.base(), next(record)?))))
        .collect();
    let mut walked: BTreeMap<&str, &str> = BTreeMap::new(); // each id, and the start of the walk that met it
    for start in ways.keys().copied() {
        let mut path = Vec::new();
        let mut here = start;
        while !walked.contains_key(here)
            && let Some((_, onwards)) = ways.get(here)
        {
            walked.insert(here, start);
            path.push(here);
            here = onwards.value.as_str();
        }
        let comes_back = walked.get(here) == Some(&start);
        let round = comes_back.then(|| path.iter().position(|id| *id == here)).flatten();
        let Some(round) = round.map(|first| &path[first..]) else { continue };
        let Some((base, onwards)) = round.first().and_then(|first| ways.get(first)) else { continue };
        let chain = round.iter().copied().chain([here]).collect::<Vec<_>>().join(" → ");
        out.push(
            Diagnostic::new(codes::H0114, base.at(onwards.span)).arg("id", &base.id).arg("chain", chain),
        );
    }
}
