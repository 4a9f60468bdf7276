//! What becomes of every file when something gets another name. What the addresses become is asked of the site itself: it is
//! linked once more, with the files where they will be.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::Value;
use crate::edit::form::{Subject, records};
use crate::edit::{Change, Draft, Path, Plain, Refused, renamed};
use crate::pipeline::{Listed, Written, renamed_link};
use crate::source::{FilePath, Files, Source, Span};

use super::{Refusal, Renaming, is_translation, last_part};
use crate::preview::editor::Editor;
use crate::preview::editor::overlay::Overlay;

/// The most bytes that may move: all of them are kept, so that the edit can be taken back.
const MAX_MOVED: usize = 64 * 1024 * 1024;

/// The files that move, each with where it moves and what it holds.
type Moving = BTreeMap<FilePath, (FilePath, Vec<u8>)>;

/// The addresses that become others, each with the new one.
type Addresses = BTreeMap<String, String>;

/// The links of a file that are to be others: about where each stands, as it is written, and the new one.
type Mends<'a> = BTreeMap<&'a FilePath, Vec<(Span, &'a str, String)>>;

/// All that a file's new text follows from.
struct Plan<'a> {
    addresses: &'a Addresses,
    /// The addresses from which all others follow that stand below them.
    roots: Vec<(&'a str, &'a str)>,
    mends: Mends<'a>,
    /// The pages and records of each file.
    pages: BTreeMap<&'a FilePath, Vec<&'a Listed>>,
    own: BTreeSet<&'a FilePath>,
}

impl Renaming<'_> {
    /// What becomes of every file that moves, and of every file that names one.
    pub(super) fn changes(&self, editor: &Editor) -> Result<Vec<Change>, Refusal> {
        let mut moving = self.moving(editor)?;
        let addresses = self.addresses(editor, &moving)?;
        let plan = self.plan(&addresses);
        let mut changes = Vec::new();
        let listings = ["content", "site", "themes"].map(|folder| editor.files.list(folder).files);
        for path in listings.into_iter().flatten().filter(|path| is_text(path) || is_template(path)) {
            let source =
                editor.files.read(&path).ok().and_then(|bytes| Source::new(path.clone(), bytes).ok());
            let Some(source) = source else { continue };
            let draft = self.draft(&source, &plan).map_err(|refused| Refusal::of_edit(refused, &path))?;
            match moving.remove(&path) {
                Some((new, before)) => {
                    let after = draft.source().text.as_bytes().to_vec();
                    changes.extend([Change::gone(path, before), Change::new_file(new, after)]);
                }
                None => changes.extend(Change::of(&source, &draft)),
            }
        }
        // Pictures, and whatever else lies beside pages.
        for (old, (new, bytes)) in moving {
            changes.extend([Change::gone(old, bytes.clone()), Change::new_file(new, bytes)]);
        }
        Ok(changes)
    }

    fn moving(&self, editor: &Editor) -> Result<Moving, Refusal> {
        let (mut moving, mut n_bytes) = (Moving::new(), 0);
        for (old, _) in self.moves.iter().filter(|(old, new)| old != new) {
            let inside = editor.files.list(old.on_disk()).files;
            for file in if inside.is_empty() { vec![old.clone()] } else { inside } {
                if editor.writer.is_linked(&file)? {
                    return Err(Refusal::Said("rename-linked", file));
                }
                let Some(bytes) = editor.writer.read(&file)? else { continue };
                n_bytes += bytes.len();
                if n_bytes > MAX_MOVED {
                    return Err(Refusal::Said("rename-large", old.clone()));
                }
                moving.insert(file.clone(), (self.moved(&file), bytes));
            }
        }
        Ok(moving)
    }

    /// Links the site with the files where they will be.
    fn addresses(&self, editor: &Editor, moving: &Moving) -> Result<Addresses, Refusal> {
        let mut unsaved: BTreeMap<FilePath, Option<Vec<u8>>> = BTreeMap::new();
        for (old, (new, bytes)) in moving {
            unsaved.insert(old.clone(), None);
            unsaved.insert(new.clone(), Some(bytes.clone()));
        }
        for file in self.own_files() {
            let bytes = editor.writer.read(file)?.unwrap_or_default();
            let Ok(source) = Source::new(file.clone(), bytes) else { continue };
            let mut draft = Draft::new(source);
            self.name_itself(&mut draft).map_err(|refused| Refusal::of_edit(refused, file))?;
            unsaved.insert(self.moved(file), Some(draft.source().text.as_bytes().to_vec()));
        }
        let after = editor.desk.outline(&Overlay::new(&editor.files, unsaved));
        // Of two pages with one address the second is left out.
        if after.pages.len() < self.outline.pages.len() {
            return Err(Refusal::Taken);
        }
        let after: BTreeMap<_, &str> =
            after.pages.iter().map(|page| (key(page, page.file.clone()), page.url.as_str())).collect();
        let changed = self.outline.pages.iter().filter_map(|page| {
            let (file, id, lang) = key(page, self.moved(&page.file));
            let id = if !id.is_empty() && self.is_own(page) { self.name } else { id };
            let url = after.get(&(file, id, lang)).filter(|url| **url != page.url)?;
            Some((page.url.clone(), (*url).to_owned()))
        });
        Ok(changed.collect())
    }

    /// Whether a page is what gets the name, in any language.
    fn is_own(&self, page: &Listed) -> bool {
        let of = &self.target.listed;
        match &of.source {
            Written::Page { .. } => is_translation(page, of),
            Written::Record { .. } => page.file == of.file && page.source == of.source,
        }
    }

    /// The files that say themselves what the name is, in any language.
    fn own_files(&self) -> BTreeSet<&FilePath> {
        let pages = self.outline.pages.iter().filter(|page| self.is_own(page)).map(|page| &page.file);
        pages.chain([&self.target.listed.file]).collect()
    }

    fn plan<'a>(&'a self, addresses: &'a Addresses) -> Plan<'a> {
        let roots = roots(addresses);
        let mut mends = Mends::new();
        for (file, link, span) in self.outline.links() {
            let root =
                roots.iter().rev().find_map(|(old, new)| Some(format!("{new}{}", link.strip_prefix(old)?)));
            let renamed =
                |(old, new): &(FilePath, FilePath)| renamed_link(link, file.parent(), old, new.file_name());
            if let Some(new) = root.or_else(|| self.moves.iter().find_map(renamed)) {
                mends.entry(file).or_default().push((span, link, new));
            }
        }
        let mut pages: BTreeMap<_, Vec<&Listed>> = BTreeMap::new();
        for page in &self.outline.pages {
            pages.entry(&page.file).or_default().push(page);
        }
        Plan { addresses, roots, mends, pages, own: self.own_files() }
    }

    /// A file with the new name in it, and new ways to what moves.
    fn draft(&self, source: &Source, plan: &Plan<'_>) -> Result<Draft, Refused> {
        let path = &source.path;
        let mut text = mended(source, plan.mends.get(path).map_or(&[], Vec::as_slice));
        if path.extension() != Some("md") {
            // Menus and records name addresses in quotes. In a page's front matter they are former ones.
            let quoted =
                |(old, new): &(&str, &str)| ['"', '\''].map(|c| (format!("{c}{old}"), format!("{c}{new}")));
            text = renamed(&text, &plan.roots.iter().flat_map(quoted).collect::<Vec<_>>());
        }
        let mut draft = Draft::new(Source { path: path.clone(), text: renamed(&text, &self.pairs).into() });
        if is_template(path) {
            return Ok(draft);
        }
        let page = plan.pages.get(path).and_then(|pages| pages.first());
        let page = page.filter(|page| matches!(page.source, Written::Page { .. }));
        if let Some((kind, old, new)) = &self.reference {
            // What refers to other things in the file.
            let subjects = match page.map(|page| &page.source) {
                Some(Written::Page { kind, is_section }) => vec![Subject::page(kind, *is_section)],
                _ => records(&draft).into_iter().map(|found| found.subject).collect(),
            };
            subjects.iter().try_for_each(|subject| subject.refer_anew(&mut draft, kind, old, new))?;
        }
        if plan.own.contains(path) {
            self.name_itself(&mut draft)?;
        }
        if let Some((page, new)) = page.and_then(|page| Some((page, plan.addresses.get(&page.url)?))) {
            keep_address(&mut draft, &page.url, new)?;
        }
        Ok(draft)
    }

    /// Writes the new name into what has it: the id of a record; a page's own last part of its address, if that is the old name.
    fn name_itself(&self, draft: &mut Draft) -> Result<(), Refused> {
        let (key, old) = match &self.target.listed.source {
            Written::Page { .. } => ("slug", last_part(&self.target.listed.url)),
            Written::Record { id, .. } => ("id", id.as_str()),
        };
        let key = self.target.subject.at.then(key);
        let written = key.find(draft.table()).and_then(Value::as_text);
        if written.is_some_and(|written| written.value == old) {
            draft.set(&key, &Plain::text(self.name), &[])?;
        }
        Ok(())
    }
}

/// A text with other links in the place of some.
fn mended(source: &Source, mends: &[(Span, &str, String)]) -> String {
    let mut text = source.text.to_string();
    let placed = mends.iter().filter_map(|(span, link, new)| {
        // Where the text is another by now, or says it in other letters, it is not touched.
        let at = span.start as usize + source.text.get(span.range())?.find(link)?;
        Some((at, (at + link.len(), new)))
    });
    // Two links may lead by one address that is written once.
    let placed: BTreeMap<usize, (usize, &String)> = placed.collect();
    for (at, (end, new)) in placed.into_iter().rev() {
        text.replace_range(at..end, new);
    }
    text
}

/// What a page is known by besides its address: its file, its record and its language.
fn key(page: &Listed, file: FilePath) -> (FilePath, &str, &str) {
    let id = match &page.source {
        Written::Page { .. } => "",
        Written::Record { id, .. } => id,
    };
    (file, id, &page.lang)
}

/// See [`Plan::roots`].
fn roots(addresses: &Addresses) -> Vec<(&str, &str)> {
    let mut roots: Vec<(&str, &str)> = Vec::new();
    for (old, new) in addresses {
        let follows = |(root, to): &(&str, &str)| {
            old.strip_prefix(root).zip(new.strip_prefix(to)).is_some_and(|(old, new)| old == new)
        };
        if !roots.iter().any(follows) {
            roots.push((old, new));
        }
    }
    roots
}

/// An address that a page had becomes one that leads to it; the one it has no longer is.
fn keep_address(draft: &mut Draft, old: &str, new: &str) -> Result<(), Refused> {
    let is = |alias: &str, url: &str| alias.trim_matches('/') == url.trim_matches('/');
    let known = draft.table().texts("aliases").into_iter().map(|alias| alias.value.to_owned());
    let mut aliases: Vec<String> = known.filter(|alias| !is(alias, new)).collect();
    if !aliases.iter().any(|alias| is(alias, old)) {
        aliases.push(old.to_owned());
    }
    let aliases = Plain::List(aliases.iter().map(|alias| Plain::text(alias)).collect());
    draft.set(&Path::new("aliases"), &aliases, &["title", "menu_title", "description", "slug"])
}

/// Whether it names other things by paths, addresses or ids.
fn is_text(path: &FilePath) -> bool {
    matches!(path.extension(), Some("md" | "toml" | "yaml" | "yml")) && path.below("themes").is_none()
}

/// Whether it is a template.
pub(super) fn is_template(path: &FilePath) -> bool {
    path.extension() == Some("html") && path.below("themes").is_some()
}
