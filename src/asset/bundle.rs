//! All files of a theme together: each gets its published name, and each reference to another follows it there.

use std::collections::{BTreeMap, BTreeSet};

use crate::cache::Digest;
use crate::report::{Diagnostic, codes, nearest};
use crate::source::{FilePath, Location, Span};

use super::fingerprint::{FOLDER, fingerprinted, relative, resolved};
use super::js::{self, Module};
use super::{Format, js_write, picture, styles};

/// A theme's file as it was read.
#[derive(Clone, Debug)]
pub struct File {
    /// Where it was written, for messages.
    pub path: FilePath,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// A theme's files as they are published.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bundle {
    /// The published path of each file by the name that the theme knows it by: `css/site.css` →
    /// `assets/css/site.3fa9c2d1.css`. A style sheet that another one imports is part of that one, and not here.
    pub paths: BTreeMap<String, String>,
    /// The content of each published path.
    pub files: BTreeMap<String, Vec<u8>>,
}

/// Publishes a theme's files, by the names that the theme knows them by.
pub fn bundle(files: &BTreeMap<String, File>, out: &mut Vec<Diagnostic>) -> Bundle {
    let mut bundler = Bundler { files, texts: BTreeMap::new(), bundle: Bundle::default(), out };
    bundler.run();
    bundler.bundle
}

/// A file that refers to others.
pub(super) enum Text {
    Style(String),
    Script(String, Module),
}

pub(super) struct Bundler<'a> {
    files: &'a BTreeMap<String, File>,
    /// Style sheets and scripts.
    pub(super) texts: BTreeMap<&'a str, Text>,
    bundle: Bundle,
    out: &'a mut Vec<Diagnostic>,
}

/// What a reference means.
pub(super) enum Meaning {
    /// Another file of the theme, by name, and what follows the path: `#icon`.
    File(String, String),
    /// Something that stays as it is written.
    AsWritten,
    /// Nothing; it was reported.
    Nothing,
}

impl<'a> Bundler<'a> {
    fn run(&mut self) {
        // What refers to nothing first, then style sheets, then scripts: each can refer to what stands before.
        let files = self.files;
        for (name, file) in files {
            self.leaf_or_text(name, file);
        }
        self.styles();
        self.scripts();
    }

    fn leaf_or_text(&mut self, name: &'a str, file: &'a File) {
        let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
        match (extension, std::str::from_utf8(&file.bytes)) {
            ("css", Ok(text)) => {
                let text = text.trim_start_matches('\u{feff}').to_owned();
                self.texts.insert(name, Text::Style(text));
            }
            ("js" | "mjs", Ok(text)) => {
                let module = js::scan(text);
                self.texts.insert(name, Text::Script(text.to_owned(), module));
            }
            ("css" | "js" | "mjs", Err(error)) => {
                let byte = error.valid_up_to();
                let at = Location::new(&file.path, Span::new(byte, byte + 1));
                self.out.push(Diagnostic::new(codes::S0101, at).arg("problem", "not-utf8"));
            }
            _ if Format::of_name(name).is_some() => {
                let cleaned = picture::inspect(&file.path, &file.bytes, self.out)
                    .map(|probe| picture::original(&file.bytes, &probe));
                match cleaned {
                    Some(Ok(bytes)) => self.publish(name, bytes),
                    Some(Err(fault)) => self.out.push(picture::fault(&file.path, fault)),
                    None => {}
                }
            }
            _ => self.publish(name, file.bytes.clone()),
        }
    }

    fn publish(&mut self, name: &str, bytes: Vec<u8>) {
        let path = format!("{FOLDER}/{}", fingerprinted(name, &Digest::of(&bytes)));
        self.bundle.paths.insert(name.to_owned(), path.clone());
        self.bundle.files.insert(path, bytes);
    }

    fn styles(&mut self) {
        let imported = styles::imported(&self.texts);
        let sheets = self.texts.iter().filter(|(_, text)| matches!(text, Text::Style(_)));
        let (parts, whole): (Vec<_>, Vec<_>) =
            sheets.map(|(name, _)| *name).partition(|name| imported.contains(*name));
        let mut read = BTreeSet::new();
        for name in whole {
            let text = styles::resolve(self, name, &mut read);
            self.publish(name, text.into_bytes());
        }
        for name in parts {
            // What only a ring of style sheets imports is read for its mistakes.
            if !read.contains(name) {
                styles::resolve(self, name, &mut read);
            }
        }
    }

    /// Scripts may refer to each other in rings, so none can be named by its published content. Each is named by
    /// its own text and those of all that it refers to, however far.
    fn scripts(&mut self) {
        let meanings = self.script_references();
        let mut named = Vec::new();
        for (name, text) in &self.texts {
            if let Text::Script(text, module) = text {
                let digest = self.digest_of_script(name, &meanings);
                named.push((*name, format!("{FOLDER}/{}", fingerprinted(name, &digest)), text, module));
            }
        }
        let paths = &mut self.bundle.paths;
        paths.extend(named.iter().map(|(name, path, ..)| ((*name).to_owned(), path.clone())));
        for (name, path, text, module) in named {
            let script = js_write::write(text, module, |reference| {
                let (target, rest) = meanings.get(&(name, reference.target.start))?;
                Some(relative(&path, self.bundle.paths.get(target)?) + rest)
            });
            self.bundle.files.insert(path, script.into_bytes());
        }
    }

    fn digest_of_script(&self, name: &str, meanings: &Meanings<'_>) -> Digest {
        let mut all = BTreeSet::from([name]);
        let mut open = vec![name];
        while let Some(name) = open.pop() {
            let targets = meanings.iter().filter(|((from, _), _)| *from == name);
            open.extend(targets.map(|(_, (target, _))| target.as_str()).filter(|target| all.insert(target)));
        }
        let mut content = Vec::new();
        for part in std::iter::once(name).chain(all) {
            content.extend(part.as_bytes());
            content.push(0);
            match self.bundle.paths.get(part) {
                Some(path) => content.extend(path.as_bytes()),
                None => content.extend(self.files.get(part).map_or(&[][..], |file| &file.bytes)),
            }
            content.push(0);
        }
        Digest::of(&content)
    }

    /// What each reference in a script means, by the script and the place of the reference.
    fn script_references(&mut self) -> Meanings<'a> {
        let mut found = Vec::new();
        for (name, text) in &self.texts {
            if let Text::Script(text, module) = text {
                let references = module.references.iter();
                found.extend(
                    references.map(|reference| {
                        (*name, reference.clone(), text[reference.target.clone()].to_owned())
                    }),
                );
            }
        }
        let mut meanings = BTreeMap::new();
        for (name, reference, written) in found {
            let span = Span::new(reference.target.start, reference.target.end);
            // An absolute path leads to what the generator itself publishes.
            let relative = written.starts_with("./") || written.starts_with("../") || !reference.is_module;
            if written.starts_with('/') && !written.starts_with("//") {
                continue;
            }
            if !relative && !is_elsewhere(&written) {
                let at = Location::new(&self.files[name].path, span);
                self.out.push(Diagnostic::new(codes::A0205, at).arg("target", &written));
                continue;
            }
            if let Meaning::File(target, rest) = self.meaning(name, &written, span) {
                meanings.insert((name, reference.target.start), (target, rest));
            }
        }
        meanings
    }

    /// What a reference means that stands in the file `name` at `span`.
    pub(super) fn meaning(&mut self, name: &str, reference: &str, span: Span) -> Meaning {
        let reference = reference.trim();
        if reference.is_empty() || reference.starts_with('#') || reference.starts_with("data:") {
            return Meaning::AsWritten;
        }
        let report = |code| {
            Diagnostic::new(code, Location::new(&self.files[name].path, span)).arg("target", reference)
        };
        if is_elsewhere(reference) {
            self.out.push(report(codes::A0203));
            return Meaning::Nothing;
        }
        let end = reference.find(['?', '#']).unwrap_or(reference.len());
        let (path, rest) = reference.split_at(end);
        if path.ends_with('/') {
            return Meaning::AsWritten;
        }
        let target = resolved(name, path).unwrap_or_default();
        if self.files.contains_key(&target) {
            return Meaning::File(target, rest.to_owned());
        }
        let near = nearest(&target, self.files.keys().map(String::as_str));
        // A near name is offered as it would be written here.
        let near = near.map(|near| relative_in_theme(name, near, path));
        self.out.push(report(codes::A0201).suggest(near));
        Meaning::Nothing
    }

    /// The published path of a file that refers to nothing.
    pub(super) fn path_of(&self, name: &str) -> Option<&str> {
        self.bundle.paths.get(name).map(String::as_str)
    }

    pub(super) fn report(&mut self, name: &str, span: Span, fill: impl FnOnce(Location) -> Diagnostic) {
        let at = Location::new(&self.files[name].path, span);
        self.out.push(fill(at));
    }
}

/// By script and place of the reference: the name of the file meant, and what follows its path.
type Meanings<'a> = BTreeMap<(&'a str, usize), (String, String)>;

/// Whether a reference leads to another host, or to a scheme that is no file.
fn is_elsewhere(reference: &str) -> bool {
    reference.starts_with("//")
        || reference.split_once(':').is_some_and(|(scheme, _)| {
            scheme.len() > 1
                && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
        })
}

/// The reference from one of a theme's files to another, written in the manner of `like`: with `./` if that has it.
fn relative_in_theme(from: &str, to: &str, like: &str) -> String {
    let reference = relative(from, to);
    match reference.strip_prefix("./") {
        Some(plain) if !like.starts_with("./") => plain.to_owned(),
        _ => reference,
    }
}
