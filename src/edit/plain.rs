//! A value without its place: what is to be written, and what was read back.

use indexmap::IndexMap;

use crate::config::{Data, DateValue, Table, Value};

/// A value. Two tables are equal whatever the order of their keys, which is the order they are written in.
#[derive(Clone, Debug, PartialEq)]
pub enum Plain {
    /// Text, with `\n` between its lines whatever the file has.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A number with decimals.
    Float(f64),
    /// True or false.
    Bool(bool),
    /// A date, with or without a time.
    Date(DateValue),
    /// Values in order.
    List(Vec<Plain>),
    /// Keys with values.
    Table(IndexMap<String, Plain>),
}

impl Plain {
    /// A text.
    pub fn text(text: &str) -> Self {
        Self::Text(text.replace("\r\n", "\n"))
    }

    /// What a file's value says; `None` where a part of it could not be read.
    pub fn of(value: &Value) -> Option<Self> {
        Some(match &value.data {
            Data::String(text) => Self::text(text),
            Data::Integer(number) => Self::Integer(*number),
            Data::Float(number) => Self::Float(*number),
            Data::Bool(truth) => Self::Bool(*truth),
            Data::Date(date) => Self::Date(*date),
            Data::Array(values) => Self::List(values.iter().map(Self::of).collect::<Option<_>>()?),
            Data::Table(table) => Self::of_table(table)?,
            Data::Broken => return None,
        })
    }

    /// What a file's table says; `None` where a part of it could not be read.
    pub fn of_table(table: &Table) -> Option<Self> {
        if table.broken {
            return None;
        }
        let pair = |entry: &crate::config::Entry| Some((entry.key.value.clone(), Self::of(&entry.value)?));
        Some(Self::Table(table.entries.iter().map(pair).collect::<Option<_>>()?))
    }

    /// Puts a value at a path below this one, or takes it away. False where there is no such place: the path's parent
    /// must be there, and a list takes what comes right after its last item.
    pub(super) fn put(&mut self, path: &[String], value: Option<Self>) -> bool {
        let Some((step, rest)) = path.split_first() else { return false };
        match self {
            Self::Table(table) if rest.is_empty() => {
                match value {
                    Some(value) => drop(table.insert(step.clone(), value)),
                    None => drop(table.shift_remove(step)),
                }
                true
            }
            Self::Table(table) => table.get_mut(step).is_some_and(|inner| inner.put(rest, value)),
            Self::List(items) => {
                let Ok(index) = step.parse::<usize>() else { return false };
                match value {
                    value if !rest.is_empty() => {
                        items.get_mut(index).is_some_and(|inner| inner.put(rest, value))
                    }
                    Some(value) if index < items.len() => {
                        items[index] = value;
                        true
                    }
                    Some(value) if index == items.len() => {
                        items.push(value);
                        true
                    }
                    None if index < items.len() => {
                        items.remove(index);
                        true
                    }
                    _ => false,
                }
            }
            _ => false,
        }
    }
}

impl Plain {
    /// The value at a path below this one.
    pub fn at(&self, path: &super::Path) -> Option<&Self> {
        path.steps().iter().try_fold(self, |value, step| match value {
            Self::Table(table) => table.get(step),
            Self::List(items) => items.get(step.parse::<usize>().ok()?),
            _ => None,
        })
    }

    /// The table, if it is one.
    pub fn as_table(&self) -> Option<&IndexMap<String, Self>> {
        match self {
            Self::Table(table) => Some(table),
            _ => None,
        }
    }

    /// The items of a list; none where it is no list.
    pub fn items(&self) -> &[Self] {
        match self {
            Self::List(items) => items,
            _ => &[],
        }
    }
}
