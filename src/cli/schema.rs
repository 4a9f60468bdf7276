//! `torg schema`: JSON Schemas of what people write and of what torg reports, for editors and scripts.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::{config, content, hub, report};

use super::args::SchemaArgs;
use super::failure::Failure;
use super::{Outcome, screen};

pub(super) fn run(args: &SchemaArgs) -> Result<Outcome, Failure> {
    let mut schemas = all();
    if let Some(name) = &args.name {
        if !schemas.contains_key(name.as_str()) {
            let known: Vec<&str> = schemas.keys().map(String::as_str).collect();
            let messages = ["unknown-schema", "unknown-schema-near"];
            return Err(Failure::unknown(messages, "name", name, &known));
        }
        schemas.retain(|known, _| known == name);
    }
    match (&args.out, &args.name) {
        (Some(folder), _) => write(folder, &schemas)?,
        (None, Some(_)) => schemas.values().for_each(|schema| screen::say(&text(schema))),
        (None, None) => schemas.keys().for_each(|name| screen::say(&format!("{name}\n"))),
    }
    Ok(Outcome::Fine)
}

/// Every schema by its name.
fn all() -> BTreeMap<String, Value> {
    let mut schemas = BTreeMap::from([
        ("site".to_owned(), config::json_schema(&config::SITE)),
        ("diagnostic".to_owned(), report::json_schema()),
    ]);
    schemas.extend(content::schemas().into_iter().map(|(name, schema)| (name.to_owned(), schema)));
    schemas.extend(
        hub::kinds()
            .iter()
            .map(|kind| (kind.key.to_owned(), config::json_schema_of_parts(kind.key, &kind.described()))),
    );
    schemas
}

fn text(schema: &Value) -> String {
    format!("{schema:#}\n")
}

#[expect(
    clippy::disallowed_methods,
    reason = "schemas are no part of a site: they go where they are asked for"
)]
fn write(folder: &Path, schemas: &BTreeMap<String, Value>) -> Result<(), Failure> {
    fs::create_dir_all(folder).map_err(|error| Failure::write(folder, &error))?;
    for (name, schema) in schemas {
        let path = folder.join(format!("{name}.schema.json"));
        fs::write(&path, text(schema)).map_err(|error| Failure::write(&path, &error))?;
    }
    Ok(())
}
