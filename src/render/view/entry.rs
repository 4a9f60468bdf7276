//! A record of any kind, field by field: nobody has to map a new kind or field before templates can show it.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use minijinja::Value;

use crate::hub::{self, Base, Name, RecordKind, Standing};

use super::super::Site;
use super::super::names::Names;
use super::super::read::Subject;
use super::field::{field_value, source_list};
use super::{View, list, map, optional, value, when_value};

/// What every record answers besides its own fields. A field of the same name goes first, but for `url`: a record's own
/// address elsewhere is its `website`.
const SHARED: [&str; 13] = [
    "id",
    "record_kind",
    "name",
    "title",
    "url",
    "lang",
    "names",
    "former_names",
    "proposed_names",
    "sources",
    "number",
    "current",
    "website",
];

/// The attributes of each kind.
static ATTRIBUTES: LazyLock<BTreeMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let of = |kind: &'static RecordKind| {
        let own = kind.described().into_iter().flat_map(|part| part.fields).map(|field| field.key);
        let own = own.filter(|key| !SHARED.contains(key) && !["aliases", "visibility"].contains(key));
        (kind.key, SHARED.into_iter().chain(own).collect())
    };
    hub::kinds().iter().map(of).collect()
});

/// A record in a list or behind a reference.
#[derive(Debug)]
struct Entry {
    site: Arc<Site>,
    kind: &'static RecordKind,
    id: String,
    lang: String,
}

/// A public record on a page in `lang`; none where there is no such record.
pub(in super::super) fn entry(site: &Arc<Site>, kind: &str, id: &str, lang: &str) -> Option<Value> {
    entry_view(site, kind, id, lang).map(value)
}

/// Its view.
pub(in super::super) fn entry_view(site: &Arc<Site>, kind: &str, id: &str, lang: &str) -> Option<impl View> {
    let kind = hub::kind(kind)?;
    site.model.hub.base(kind.key, id)?;
    Some(Entry { site: Arc::clone(site), kind, id: id.to_owned(), lang: lang.to_owned() })
}

impl View for Entry {
    fn subject(&self) -> Subject {
        let names = &self.site.names;
        Subject::Entry(names.intern(&format!("{}/{}", self.kind.key, self.id)), names.intern(&self.lang))
    }

    fn names(&self) -> &Names {
        &self.site.names
    }

    fn attributes(&self) -> &'static [&'static str] {
        ATTRIBUTES.get(self.kind.key).map_or(&[], Vec::as_slice)
    }

    fn attribute(&self, name: &str) -> Option<Value> {
        let (site, kind) = (&self.site, self.kind.key);
        let base = site.model.hub.base(kind, &self.id)?;
        if name != "url"
            && let Some(field) = site.model.hub.field(kind, &self.id, name)
        {
            return Some(field_value(site, &field, &self.lang));
        }
        Some(match name {
            "id" => Value::from(self.id.as_str()),
            "record_kind" => Value::from(kind),
            "name" | "title" => Value::from(site.model.hub.title(self.kind, base, site.model.as_of)),
            "url" => optional(site.record_url(kind, &self.id)),
            "lang" => Value::from(site.model.config.default_language.as_str()),
            "names" => list(base.names.iter().map(|name| name_value(site, name, &self.lang))),
            "former_names" => other_names(site, base, true, &self.lang),
            "proposed_names" => other_names(site, base, false, &self.lang),
            "sources" => source_list(site, &base.sources),
            "number" => {
                let before = site.model.hub.bases(kind).into_iter().position(|other| other.id == self.id);
                Value::from(before.map_or(0, |before| before + 1))
            }
            "current" => Value::from(site.model.hub.is_on(kind, &self.id, site.model.as_of)),
            "website" => {
                let website = site.model.hub.field(kind, &self.id, "url");
                website.map_or(Value::from(()), |url| field_value(site, &url, &self.lang))
            }
            _ => return None,
        })
    }
}

/// A name with its time, standing and source.
pub(in super::super) fn name_value(site: &Site, name: &Name, lang: &str) -> Value {
    map([
        ("text", Value::from(name.text.value.as_str())),
        ("from", optional(name.from.as_ref().map(|from| when_value(from.value, lang)))),
        ("to", optional(name.to.as_ref().map(|to| when_value(to.value, lang)))),
        ("standing", site.named("standing", name.standing.word(), lang)),
        ("source", optional(name.source.as_ref().map(|source| site.source(source)))),
    ])
}

/// The names that are not the title: those decided for another time, or those not decided.
pub(in super::super) fn other_names(site: &Site, base: &Base, decided: bool, lang: &str) -> Value {
    let shown = base.name(site.model.as_of);
    let other = base
        .names
        .iter()
        .filter(|name| (name.standing == Standing::Decided) == decided && name.text.value != shown);
    list(other.map(|name| name_value(site, name, lang)))
}
