//! What a record's field holds, as templates see it: times as exactly as they are known, sums with their precision,
//! references as what they lead to, sources as document and page.

use std::sync::Arc;

use minijinja::Value;

use crate::config::{Amount, Precision, SourceRef};
use crate::content::Kind;
use crate::hub::{FieldValue, Vocabulary};

use super::super::{Site, format};
use super::entry::entry;
use super::{Fixed, initiative_card, list, map, optional, page_card, when_value, word};

/// A field's value on a page in `lang`.
pub(in super::super) fn field_value(site: &Arc<Site>, field: &FieldValue<'_>, lang: &str) -> Value {
    match field {
        // Markdown is made HTML on the record's own page only.
        FieldValue::Nothing | FieldValue::Prose(_) => Value::from(()),
        FieldValue::Text(text) | FieldValue::Url(text) => Value::from(*text),
        FieldValue::Word(words, word) => site.named(words, word, lang),
        FieldValue::Integer(number) => Value::from(*number),
        FieldValue::Float(number) => Value::from(*number),
        FieldValue::Bool(truth) => Value::from(*truth),
        FieldValue::When(when) => when_value(*when, lang),
        FieldValue::Amount(amount) => amount_value(site, amount, lang),
        FieldValue::Names(names) => Value::from(names.get(&[lang, &site.model.config.default_language])),
        FieldValue::Source(source) => site.source(source),
        FieldValue::Reference(kind, id) => optional(reference(site, kind, id, lang)),
        FieldValue::List(values) => list(values.iter().filter_map(|value| match value {
            // What cannot be shown is left out of a list, so that templates need not ask.
            FieldValue::Reference(kind, id) => reference(site, kind, id, lang),
            value => Some(field_value(site, value, lang)),
        })),
        FieldValue::Table(fields) => {
            let fields = fields.iter().map(|(key, value)| (*key, field_value(site, value, lang)));
            Value::from_object(Fixed::new(fields.collect::<Vec<_>>()))
        }
    }
}

/// What an id leads to: a word, a page or a record; none where that is not shown.
fn reference(site: &Arc<Site>, kind: &str, id: &str, lang: &str) -> Option<Value> {
    if Vocabulary::has_list(kind) {
        return Some(word(site, kind, id, lang));
    }
    let page = match kind {
        "event" => Kind::Event,
        "learning" => Kind::Learning,
        "document" => Kind::Document,
        "initiative" => {
            let initiative = site.model.hub.initiatives.get(id)?;
            initiative.status_on(site.model.as_of)?;
            return Some(initiative_card(site, id, lang));
        }
        _ => return entry(site, kind, id, lang),
    };
    site.model.page_by_slug(page, id).map(|page| page_card(site, page, lang))
}

/// A sum with all that is known of it. `text` has it in words: "omkring 300 000 kronor".
fn amount_value(site: &Site, amount: &Amount, lang: &str) -> Value {
    let sum = format::kronor(amount.kronor, lang);
    let precision = site.named("amount-precision", amount.precision.word(), lang);
    let text = match amount.precision {
        Precision::Exact => sum,
        _ => format!("{} {sum}", precision.get_attr("name").unwrap_or_default()),
    };
    map([
        ("kronor", Value::from(amount.kronor)),
        ("text", Value::from(text)),
        ("precision", precision),
        ("source", optional(amount.source.as_ref().map(|source| site.source(source)))),
        ("note", optional(amount.note.clone())),
        ("other", list(amount.other.iter().map(|other| amount_value(site, other, lang)))),
    ])
}

/// Sources, each with its document and page.
pub(in super::super) fn source_list(site: &Site, sources: &[SourceRef]) -> Value {
    list(sources.iter().map(|source| site.source(source)))
}
