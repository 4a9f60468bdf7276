//! Rules between records, and between a record and the vocabulary.

use std::collections::BTreeMap;

use crate::config::When;
use crate::report::{Diagnostic, codes, nearest};
use crate::source::{FilePath, Location, Span, Spanned};

use super::Hub;
use super::initiative::Dated;
use super::name::{Name, Standing};
use super::record::{Base, RecordKind, kinds};
use super::vocabulary::Vocabulary;

/// The rules within the vocabulary: a status may be followed only by one that exists.
pub(super) fn vocabulary(vocabulary: &Vocabulary, file: &FilePath, out: &mut Vec<Diagnostic>) {
    let known = vocabulary.ids("status");
    for next in vocabulary.statuses.values().flat_map(|status| &status.next) {
        if !vocabulary.statuses.contains_key(&next.value) {
            out.push(unknown(Location::new(file, next.span), "status", &next.value, known.iter().copied()));
        }
    }
}

/// All rules over the whole graph.
pub(super) fn check(hub: &Hub, out: &mut Vec<Diagnostic>) {
    for kind in kinds() {
        for base in hub.bases(kind) {
            names(base, out);
        }
        aliases(hub, kind, out);
    }
    let mut references = References { hub, out };
    for organisation in hub.organisations.values() {
        let base = &organisation.base;
        references.word(base, "organisation_type", &organisation.kind);
        references.record(base, "organisation", organisation.parent.as_ref());
        for period in &organisation.party {
            order(base, Some(&period.from), period.to.as_ref(), references.out);
        }
    }
    for area in hub.focus_areas.values() {
        references.words(&area.base, "sdg", &area.sdgs);
        order(&area.base, area.from.as_ref(), area.to.as_ref(), references.out);
    }
    for initiative in hub.initiatives.values() {
        let base = &initiative.base;
        references.word(base, "kind", &initiative.kind);
        references.words(base, "function", &initiative.functions);
        references.words(base, "perspective", &initiative.perspectives);
        references.words(base, "sdg", &initiative.sdgs);
        references.records(base, "focus_area", &initiative.focus_areas);
        references.records(base, "organisation", &initiative.parties);
        references.records(base, "organisation", &initiative.leads);
        references.record(base, "initiative", initiative.parent.as_ref());
        references.record(base, "initiative", initiative.replaces.as_ref());
        for (list, steps) in [("status", &initiative.statuses), ("phase", &initiative.phases)] {
            for step in steps {
                references.word(base, list, &step.value);
            }
        }
        order(base, initiative.start.as_ref(), initiative.end.as_ref(), references.out);
        steps(hub, base, &initiative.statuses, references.out);
    }
}

/// A record has a decided name, and never two at a time.
fn names(base: &Base, out: &mut Vec<Diagnostic>) {
    let mut decided: Vec<&Name> =
        base.names.iter().filter(|name| name.standing == Standing::Decided).collect();
    if decided.is_empty() {
        out.push(Diagnostic::new(codes::H0106, base.at(base.span)).arg("id", &base.id));
    }
    for name in &base.names {
        order(base, name.from.as_ref(), name.to.as_ref(), out);
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

/// An alias leads to one record of a kind.
fn aliases(hub: &Hub, kind: &RecordKind, out: &mut Vec<Diagnostic>) {
    let mut owners: BTreeMap<String, (&Base, Span)> = BTreeMap::new();
    for base in hub.bases(kind) {
        for alias in &base.aliases {
            let spelling = alias.text.value.to_lowercase();
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

/// A time does not end before it begins.
fn order(base: &Base, from: Option<&Spanned<When>>, to: Option<&Spanned<When>>, out: &mut Vec<Diagnostic>) {
    if let (Some(from), Some(to)) = (from, to)
        && to.value.latest() < from.value.earliest()
    {
        out.push(Diagnostic::new(codes::H0110, base.at(to.span)).label(base.at(from.span), "from"));
    }
}

/// A status is followed only by one that the vocabulary allows after it.
fn steps(hub: &Hub, base: &Base, statuses: &[Dated], out: &mut Vec<Diagnostic>) {
    if statuses.is_empty() {
        out.push(Diagnostic::new(codes::H0112, base.at(base.span)).arg("id", &base.id));
    }
    for pair in statuses.windows(2) {
        let [before, after] = pair else { continue };
        let Some(status) = hub.vocabulary.statuses.get(&before.value.value) else { continue };
        let allowed = status.next.iter().map(|next| next.value.as_str()).collect::<Vec<_>>();
        let known = hub.vocabulary.statuses.contains_key(&after.value.value);
        if known && before.value.value != after.value.value && !allowed.contains(&after.value.value.as_str())
        {
            out.push(
                Diagnostic::new(codes::H0111, base.at(after.value.span))
                    .arg("to", &after.value.value)
                    .arg("from", &before.value.value)
                    .arg("allowed", allowed.join(", "))
                    .label(base.at(before.value.span), "before"),
            );
        }
    }
}

struct References<'a> {
    hub: &'a Hub,
    out: &'a mut Vec<Diagnostic>,
}

impl References<'_> {
    fn word(&mut self, base: &Base, list: &str, id: &Spanned<String>) {
        if self.hub.vocabulary.term(list, &id.value).is_none() {
            let known = self.hub.vocabulary.ids(list);
            self.out.push(unknown(base.at(id.span), list, &id.value, known));
        }
    }

    fn words(&mut self, base: &Base, list: &str, ids: &[Spanned<String>]) {
        for id in ids {
            self.word(base, list, id);
        }
    }

    fn record(&mut self, base: &Base, key: &str, id: Option<&Spanned<String>>) {
        if let Some(id) = id {
            self.records(base, key, std::slice::from_ref(id));
        }
    }

    fn records(&mut self, base: &Base, key: &str, ids: &[Spanned<String>]) {
        for id in ids {
            let found = self.hub.unknown_record(key, &id.value, base.at(id.span));
            // Internal records may refer to each other: neither is shown.
            self.out.extend(found.filter(|found| base.is_public() || found.code != codes::H0113));
        }
    }
}

impl Hub {
    /// What to say when `id` is no record of the kind `key` that the public may see, `None` when it is one. The nearest id is suggested,
    /// and the id of a record whose name or alias is near.
    pub fn unknown_record(&self, key: &str, id: &str, at: Location) -> Option<Diagnostic> {
        let kind = kinds().iter().find(|kind| kind.key == key)?;
        if let Some(base) = self.base(kind, id) {
            let shown = || Diagnostic::new(codes::H0113, at).arg("id", id);
            return (!base.is_public()).then(shown);
        }
        let bases = self.bases(kind);
        let mut spellings: BTreeMap<String, &str> = BTreeMap::new();
        for base in &bases {
            let names = base.names.iter().map(|name| &name.text.value);
            for spelling in names.chain(base.aliases.iter().map(|alias| &alias.text.value)) {
                spellings.insert(spelling.to_lowercase(), &base.id);
            }
        }
        for base in &bases {
            spellings.insert(base.id.clone(), &base.id);
        }
        let near = nearest(&id.to_lowercase(), spellings.keys().map(String::as_str));
        let near = near.and_then(|spelling| spellings.get(spelling)).copied();
        Some(Diagnostic::new(codes::H0102, at).arg("kind", key).arg("id", id).suggest(near))
    }
}

fn unknown<'a>(at: Location, kind: &str, id: &str, known: impl IntoIterator<Item = &'a str>) -> Diagnostic {
    Diagnostic::new(codes::H0102, at).arg("kind", kind).arg("id", id).suggest(nearest(id, known))
}
