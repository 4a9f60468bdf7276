//! A record has one decided name at a time, and an alias leads to one record.

use std::collections::BTreeMap;

use crate::hub::Base;
use crate::hub::name::{Name, Standing};
use crate::report::{Diagnostic, codes};
use crate::source::Span;

use super::Graph;

pub(super) fn check(graph: &Graph<'_>, out: &mut Vec<Diagnostic>) {
    let Graph { bases, .. } = graph;
    let mut owners: BTreeMap<(&str, String), (&Base, Span)> = BTreeMap::new();
    for (kind, base) in bases {
        if kind.is_named() {
            names(base, out);
        }
        for alias in &base.aliases {
            let spelling = (kind.key, alias.text.value.to_lowercase());
            match owners.get(&spelling) {
                Some((owner, span)) if owner.id != base.id => out.push(
                    Diagnostic::new(codes::H0108, base.at(alias.text.span))
                        .arg("alias", &alias.text.value)
                        .arg("owner", &owner.id)
                        .label(owner.at(*span), "first"),
                ),
                _ => {
                    owners.insert(spelling, (base, alias.text.span));
                }
            }
        }
    }
}

fn names(base: &Base, out: &mut Vec<Diagnostic>) {
    let mut decided: Vec<&Name> =
        base.names.iter().filter(|name| name.standing == Standing::Decided).collect();
    if decided.is_empty() {
        out.push(Diagnostic::new(codes::H0106, base.at(base.span)).arg("id", &base.id));
    }
    decided.sort_by_key(|name| name.from.as_ref().map(|from| from.value.earliest()));
    for pair in decided.windows(2) {
        let [earlier, later] = pair else { continue };
        let ends = earlier.to.as_ref().map(|to| to.value.latest());
        let begins = later.from.as_ref().map(|from| from.value.earliest());
        if ends.is_none() || begins.is_none() || ends >= begins {
            out.push(
                Diagnostic::new(codes::H0107, base.at(later.text.span))
                    .arg("name", &later.text.value)
                    .arg("other", &earlier.text.value)
                    .label(base.at(earlier.text.span), "first"),
            );
        }
    }
}
