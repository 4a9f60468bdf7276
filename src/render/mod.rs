//! Templates and what they may see. A page goes in as the model has it and comes out as finished HTML.
//!
//! This room does no I/O: templates, texts and pictures are handed to it. It never lets a template see the model, only
//! views that make each value when it is asked for.

mod assemble;
mod environment;
mod facet;
mod figure;
mod findable;
mod format;
mod lookup;
mod names;
mod output;
mod pattern;
mod plan;
mod post;
mod read;
mod reading;
mod site;
mod texts;
mod view;

pub use findable::Findable;
pub use format::when as when_in_words;
pub use names::{Name, Names};
pub use output::{RenderError, Renderer};
pub use plan::Planned;
pub use post::Finished;
pub use read::{Answer, Call, Fingerprint, Read, Reads, Subject};
pub use reading::Reading;
pub use site::{Bodies, Chart, ChartKey, Feed, JsonLd, Picture, Site, SiteInput, Variant};

use minijinja::Value;

use crate::config::{Data, DateValue, Table};

/// A table of settings as templates see it.
fn table_value(table: &Table) -> Value {
    let pairs = table.entries.iter().map(|entry| (entry.key.value.as_str(), data_value(&entry.value.data)));
    Value::from_pairs(pairs)
}

fn data_value(data: &Data) -> Value {
    match data {
        Data::String(text) => Value::from(text.as_str()),
        Data::Integer(number) => Value::from(*number),
        Data::Float(number) => Value::from(*number),
        Data::Bool(truth) => Value::from(*truth),
        Data::Date(date) => Value::from(date_text(*date)),
        Data::Array(values) => {
            Value::from(values.iter().map(|value| data_value(&value.data)).collect::<Vec<_>>())
        }
        Data::Table(table) => table_value(table),
        Data::Broken => Value::from(()),
    }
}

/// A date of the settings as it would be written in TOML.
fn date_text(date: DateValue) -> String {
    match date {
        DateValue::Date(date) => date.to_string(),
        DateValue::DateTime(at) => at.to_string(),
        DateValue::Zoned(at) => at.to_string(),
    }
}
