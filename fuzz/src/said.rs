//! What files say, compared.

use serde_json::Value;
use torg::edit::{Draft, Path, Plain};

/// The value that a line of JSON is; what is none is a text.
pub fn value(line: &str) -> Plain {
    serde_json::from_str(line).map_or_else(|_| Plain::text(line), |value| plain(&value))
}

fn plain(value: &Value) -> Plain {
    match value {
        Value::Null => Plain::text(""),
        Value::Bool(truth) => Plain::Bool(*truth),
        Value::Number(number) => {
            number.as_i64().map_or_else(|| Plain::Float(number.as_f64().unwrap_or(0.0)), Plain::Integer)
        }
        Value::String(text) => Plain::text(text),
        Value::Array(items) => Plain::List(items.iter().map(plain).collect()),
        Value::Object(pairs) => {
            Plain::Table(pairs.iter().map(|(key, value)| (key.clone(), plain(value))).collect())
        }
    }
}

/// Everything that a file says, but for what stands at a path or holds it.
pub fn besides(draft: &Draft, path: &Path) -> Vec<(Path, Plain)> {
    let mut found = Vec::new();
    if let Some(all) = Plain::of_table(draft.table()) {
        collect(&all, &Path::default(), path, &mut found);
    }
    found.sort_by(|(a, _), (b, _)| a.cmp(b));
    found
}

fn collect(value: &Plain, at: &Path, path: &Path, found: &mut Vec<(Path, Plain)>) {
    if at == path {
        return;
    }
    if !path.steps().starts_with(at.steps()) {
        found.push((at.clone(), value.clone()));
        return;
    }
    for (key, inner) in value.as_table().into_iter().flatten() {
        collect(inner, &at.then(key), path, found);
    }
    for (index, inner) in value.items().iter().enumerate() {
        collect(inner, &at.then(index), path, found);
    }
}
