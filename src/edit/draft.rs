//! A file on its way to be changed.
//!
//! What an edit leaves is read back at once: it must say what it said before in every other field and in the body, and what
//! was asked for in the one. An edit that does not is refused and nothing is changed. So a way of writing that nobody
//! thought of costs the author a message, never a word.

use crate::config::{Data, Entry, Table, parse_file};
use crate::content::{self, FrontMatter};
use crate::source::{Source, Span};

use super::body;
use super::ends::common_ends;
use super::fields::{Fields, Holder, Splice, Syntax};
use super::path::Path;
use super::plain::Plain;

/// Why a file is not changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It has mistakes that must be mended as text first.
    Unreadable,
    /// The value at this path is written in a way that cannot be changed without changing more.
    Unsafe(Path),
}

/// A file and the changes made to it so far: a page (`.md`) with its front matter and body, or a file of records.
#[derive(Clone, Debug)]
pub struct Draft {
    source: Source,
    table: Table,
    syntax: Syntax,
    /// Where keys may stand.
    region: Span,
    /// A page's body.
    body: Option<Span>,
}

impl Draft {
    /// The file as it is.
    pub fn new(source: Source) -> Self {
        // What is wrong with the file is told by the checks.
        let mut out = Vec::new();
        if source.path.extension() == Some("md") {
            let FrontMatter { table, inside, body } = content::front_matter(&source, &mut out);
            let is_yaml = source.slice(table.span).starts_with("---");
            let syntax = if is_yaml { Syntax::Yaml } else { Syntax::Toml };
            return Self { source, table, syntax, region: inside, body: Some(body) };
        }
        let is_yaml = matches!(source.path.extension(), Some("yaml" | "yml"));
        let syntax = if is_yaml { Syntax::Yaml } else { Syntax::Toml };
        let region = Span::new(source.bom_len(), source.text.len());
        let table = parse_file(&source, &mut out);
        Self { source, table, syntax, region, body: None }
    }

    /// The file as it is now.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// Its fields as they are now.
    pub fn table(&self) -> &Table {
        &self.table
    }

    /// A page's body, with `\n` after each line whatever the file has.
    pub fn body(&self) -> Option<String> {
        self.body.map(|body| body::shown(self.source.slice(body)))
    }

    /// Where a page's body stands.
    pub fn body_span(&self) -> Option<Span> {
        self.body
    }

    /// Gives a field a value. A new key of the file or of a table stands after the nearest of the keys that come before it
    /// in `order`; a new item of a list right after its last one. Where a part of the value is refused, nothing is changed.
    pub fn set(&mut self, path: &Path, value: &Plain, order: &[&str]) -> Result<(), Refused> {
        let mut after = self.clone();
        after.set_parts(path, value, order)?;
        *self = after;
        Ok(())
    }

    fn set_parts(&mut self, path: &Path, value: &Plain, order: &[&str]) -> Result<(), Refused> {
        let Some(old) = path.find(&self.table) else { return self.add(path, value, order) };
        let plain = Plain::of(old).ok_or(Refused::Unreadable)?;
        if plain == *value {
            return Ok(());
        }
        let fields = self.fields();
        match (plain, value) {
            (Plain::Table(old), Plain::Table(new)) => {
                let names: Vec<&str> = new.keys().map(String::as_str).collect();
                for (key, value) in new {
                    self.set_parts(&path.then(key), value, &names)?;
                }
                old.keys()
                    .filter(|key| !new.contains_key(*key))
                    .try_for_each(|key| self.remove(&path.then(key)))
            }
            (Plain::List(old_items), Plain::List(items)) => {
                if items.is_empty() && fields.has_headers(old) {
                    return self.remove(path);
                }
                self.set_items(path, &old_items, items)
            }
            _ => {
                let entry = self.entry(path);
                let splice = fields.replace(old, entry, value);
                self.make(path, Some(value), Some(splice))
            }
        }
    }

    /// Takes a field or an item away; nothing where there is none.
    pub fn remove(&mut self, path: &Path) -> Result<(), Refused> {
        let Some((step, holder)) = path.steps().split_last() else { return Ok(()) };
        if path.find(&self.table).is_none() {
            return Ok(());
        }
        let fields = self.fields();
        let splice = match self.holder(holder) {
            Some(Holder::Value(list)) if matches!(list.data, Data::Array(_)) => {
                let index = step.parse().map_err(|_| Refused::Unsafe(path.clone()))?;
                if list.as_list().len() == 1 && fields.has_headers(list) {
                    return self.remove(&Path::new(&holder.join(".")));
                }
                fields.take(list, index)
            }
            Some(holder) => fields.remove(holder, step),
            None => None,
        };
        self.make(path, None, splice)
    }

    /// Another text in the place of a page's body.
    pub fn set_body(&mut self, text: &str) {
        let Some(at) = self.body else { return };
        if let Some((span, text)) = body::replace(self.source.slice(at), text) {
            *self = self.spliced(&(span.shifted(at.start as usize), text));
        }
    }

    /// Another text in the place of the whole file, but for its byte order mark. Lines that stay keep their bytes.
    pub fn set_text(&mut self, text: &str) {
        let start = self.source.bom_len();
        let text = text.trim_start_matches('\u{feff}');
        if let Some((span, text)) = body::replace(&self.source.text[start..], text) {
            *self = self.spliced(&(span.shifted(start), text));
        }
    }

    /// Other bytes in the place of a range; false where it splits a character.
    pub fn replace(&mut self, span: Span, text: &str) -> bool {
        let fits = self.source.text.get(span.range()).is_some();
        if fits {
            *self = self.spliced(&(span, text.to_owned()));
        }
        fits
    }

    fn add(&mut self, path: &Path, value: &Plain, order: &[&str]) -> Result<(), Refused> {
        let Some((step, holder)) = path.steps().split_last() else { return Ok(()) };
        let fields = self.fields();
        let splice = match self.holder(holder) {
            Some(Holder::Value(list)) if matches!(list.data, Data::Array(_)) => {
                step.parse().ok().and_then(|index| fields.insert(list, index, value))
            }
            Some(holder) => fields.add(holder, step, value, order),
            None => None,
        };
        self.make(path, Some(value), splice)
    }

    /// Makes a list's items those, touching as few as can be: what both have at the beginning and the end stays.
    fn set_items(&mut self, path: &Path, old: &[Plain], new: &[Plain]) -> Result<(), Refused> {
        let (n_before, n_after) = common_ends(old, new, Plain::eq);
        let (old_end, new_end) = (old.len() - n_after, new.len() - n_after);
        let both = old_end.min(new_end);
        for (index, item) in new.iter().enumerate().take(both).skip(n_before) {
            self.set_parts(&path.then(index), item, &[])?;
        }
        for index in (both..old_end).rev() {
            self.remove(&path.then(index))?;
        }
        (both..new_end).try_for_each(|index| self.insert(path, index, &new[index]))
    }

    /// Puts a new item at a place of a list.
    pub fn insert(&mut self, path: &Path, index: usize, value: &Plain) -> Result<(), Refused> {
        let list = path.find(&self.table).ok_or_else(|| Refused::Unsafe(path.clone()))?;
        let splice = self.fields().insert(list, index, value);
        let Some(Plain::List(mut items)) = Plain::of(list) else { return Err(Refused::Unreadable) };
        items.insert(index, value.clone());
        self.make(path, Some(&Plain::List(items)), splice)
    }

    /// Makes the edit if what is read back is what was asked for and nothing else has changed.
    fn make(&mut self, path: &Path, value: Option<&Plain>, splice: Option<Splice>) -> Result<(), Refused> {
        let mut wanted = Plain::of_table(&self.table).ok_or(Refused::Unreadable)?;
        let unsafe_ = || Refused::Unsafe(path.clone());
        if !wanted.put(path.steps(), value.cloned()) {
            return Err(unsafe_());
        }
        let after = self.spliced(&splice.ok_or_else(unsafe_)?);
        if Plain::of_table(&after.table).as_ref() != Some(&wanted) || after.body() != self.body() {
            return Err(unsafe_());
        }
        *self = after;
        Ok(())
    }

    fn spliced(&self, (span, text): &Splice) -> Self {
        let old = &self.source.text;
        let new = [&old[..span.start as usize], text, &old[span.end as usize..]].concat();
        Self::new(Source { path: self.source.path.clone(), text: new.into() })
    }

    fn fields(&self) -> Fields<'_> {
        Fields { source: &self.source, syntax: self.syntax, region: self.region, table: &self.table }
    }

    fn holder(&self, steps: &[String]) -> Option<Holder<'_>> {
        if steps.is_empty() {
            return Some(Holder::Document);
        }
        Path::new(&steps.join(".")).find(&self.table).map(Holder::Value)
    }

    fn entry(&self, path: &Path) -> Option<&Entry> {
        let (step, holder) = path.steps().split_last()?;
        match self.holder(holder)? {
            Holder::Document => self.table.entry(step),
            Holder::Value(value) => value.as_table()?.entry(step),
        }
    }
}
