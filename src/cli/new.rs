//! `torg new KIND ID`: a page or record to fill in, where the site keeps its like.

use std::collections::BTreeMap;

use crate::config::{Config, is_slug, slug};
use crate::content::{self, Raw};
use crate::hub::{self, Hub, Openness, RecordKind, StatusRole, Vocabulary};
use crate::source::{FilePath, Files};

use super::args::{Global, NewArgs};
use super::failure::Failure;
use super::scaffold::{self, Criteria, Kind, Site};
use super::screen::Screen;
use super::{Outcome, project, screen};

pub(super) fn run(global: &Global, args: &NewArgs, screen: Screen) -> Result<Outcome, Failure> {
    let kind = kind(&args.kind)?;
    let id = id(kind, &args.id)?;
    let root = project::find_root(global)?;
    let files = project::files(&root)?;
    // What is wrong with the site is told by `torg check`; here it is enough to know what can be read.
    let config = Config::load(&files, &mut Vec::new());
    let today = files.now().to_zoned(config.time_zone.clone()).date();
    let hub = hub::load(&project::sources(&files, hub::FOLDER, "toml"), today).value;
    let pages: Vec<Raw> = project::sources(&files, "content", "md")
        .into_iter()
        .map(|source| content::split(source, &config).value)
        .filter(|page| page.name.lang == config.default_language)
        .collect();
    let target = match kind.record() {
        Some(kind) => record_target(kind, id, &hub)?,
        None => page_target(kind, id, &pages)?,
    };
    let site = site(&hub, &pages, screen, today);
    let text = scaffold::text(kind, &target, &site).map_err(|lacking| lacks(lacking, kind))?;
    project::write_new(&root, &target.path, &text)?;
    screen::say(&format!("{}\n", screen.words("written", &[("path", target.path.as_str())])));
    let next = match kind.record().map(|record| record.openness) {
        None => "new-page-next",
        Some(Openness::Public) => "new-record-next",
        Some(Openness::Internal | Openness::Secret) => "new-internal-next",
    };
    screen.note(&screen.words(next, &[]));
    Ok(Outcome::Fine)
}

/// Where a scaffold goes, and what it is called there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Target {
    pub(super) path: FilePath,
    /// The last part of the id.
    pub(super) name: String,
    /// Whether the page must say its kind, because its section makes it another.
    pub(super) says_kind: bool,
}

fn kind(word: &str) -> Result<Kind, Failure> {
    let written = word.to_lowercase().replace('_', "-");
    Kind::all().into_iter().find(|kind| kind.name() == written).ok_or_else(|| {
        let known: Vec<String> = Kind::all().into_iter().map(Kind::name).collect();
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        Failure::unknown(["unknown-kind", "unknown-kind-near"], "kind", word, &known)
    })
}

/// The id, if it can stand in an address. A page's may name its folder.
fn id(kind: Kind, written: &str) -> Result<&str, Failure> {
    let id = written.strip_suffix(".md").unwrap_or(written);
    let parts: Vec<&str> = id.split('/').collect();
    let may_have_folder = kind.record().is_none();
    if parts.iter().all(|part| is_slug(part)) && (may_have_folder || parts.len() == 1) {
        return Ok(id);
    }
    let near: Vec<String> = parts.iter().map(|part| slug(part)).filter(|part| !part.is_empty()).collect();
    let near = near.join(if may_have_folder { "/" } else { "-" });
    Err(match near.as_str() {
        "" => Failure::new("bad-id", &[("id", written)]),
        near => Failure::new("bad-id-near", &[("id", written), ("near", near)]),
    })
}

fn record_target(kind: &RecordKind, id: &str, hub: &Hub) -> Result<Target, Failure> {
    if let Some(file) = hub.file_of(kind.key, id) {
        return Err(Failure::new("id-taken", &[("id", id), ("path", file.as_str())]));
    }
    let path = FilePath::new(&format!("{}/{}/{id}.toml", hub::FOLDER, kind.folder));
    Ok(Target { path, name: id.to_owned(), says_kind: false })
}

/// A page goes into the folder it names, else into the first section of its kind, highest up in the site.
fn page_target(kind: Kind, id: &str, pages: &[Raw]) -> Result<Target, Failure> {
    let of_section = if matches!(kind, Kind::Course) { Kind::Learning } else { kind };
    let section_kind = |folder: &str| section_kind(pages, folder).map_or("page", content::Kind::word);
    let (folder, name) = match id.rsplit_once('/') {
        Some((folder, name)) => (folder.to_owned(), name),
        None if matches!(kind, Kind::Page) => (String::new(), id),
        None => {
            let mut folders: Vec<&str> = pages
                .iter()
                .filter(|page| page.name.is_section && page.kind() != Some(content::Kind::Course))
                .map(|page| page.name.folder.as_str())
                .filter(|folder| section_kind(folder) == of_section.name())
                .collect();
            folders.sort_by_key(|folder| (folder.matches('/').count(), *folder));
            let Some(folder) = folders.first() else {
                return Err(Failure::new(
                    "no-section",
                    &[("kind", &of_section.name()), ("new", &kind.name()), ("id", id)],
                ));
            };
            ((*folder).to_owned(), id)
        }
    };
    let beside = |page: &&Raw| page.name.folder == folder && page.name.stem == name && !page.name.is_section;
    let below = format!("{folder}/{name}").trim_start_matches('/').to_owned();
    let inside = |page: &&Raw| page.name.is_section && page.name.folder == below;
    if let Some(taken) = pages.iter().find(|page| beside(page) || inside(page)) {
        return Err(Failure::new("exists", &[("path", taken.source.path.as_str())]));
    }
    let path = if matches!(kind, Kind::Course) {
        format!("content/{below}/_index.md")
    } else {
        format!("content/{below}.md")
    };
    let says_kind = section_kind(&folder) != kind.name();
    Ok(Target { path: FilePath::new(&path), name: name.to_owned(), says_kind })
}

/// The kind of the pages in a folder, if its section says so.
fn section_kind(pages: &[Raw], folder: &str) -> Option<content::Kind> {
    let own = pages.iter().find(|page| page.name.is_section && page.name.folder == folder);
    own.and_then(Raw::page_kind)
}

/// What a scaffold may refer to. What the public sees comes first, because a page must not show what is internal.
fn site(hub: &Hub, pages: &[Raw], screen: Screen, today: jiff::civil::Date) -> Site {
    let mut examples = BTreeMap::new();
    let mut add = |key: &str, id: Option<&str>| examples.extend(id.map(|id| (key.to_owned(), id.to_owned())));
    for kind in hub::kinds() {
        add(kind.key, hub.example_of(kind.key));
    }
    for list in Vocabulary::lists() {
        add(list, hub.vocabulary.ids(list).first().copied());
    }
    let proposed = hub.vocabulary.statuses.iter().find(|(_, status)| status.role == StatusRole::Proposed);
    add("status", proposed.map(|(id, _)| id.as_str()));
    for kind in [content::Kind::Event, content::Kind::Learning, content::Kind::Document] {
        let kind_of = |page: &Raw| page.kind().or_else(|| section_kind(pages, &page.name.folder));
        let page = pages.iter().find(|page| !page.name.is_section && kind_of(page) == Some(kind));
        add(kind.word(), page.map(|page| page.name.stem.as_str()));
    }
    let set = hub.criteria_sets.values().next();
    let criteria = set.map(|set| {
        let lowest = set.criteria.iter().map(|one| (one.id.value.clone(), one.scale.min.value));
        Criteria { set: set.base.id.clone(), version: set.version.clone(), lowest: lowest.collect() }
    });
    Site { lang: screen.lang, today, examples, criteria }
}

/// What must be there before the scaffold can be.
fn lacks(lacking: &str, kind: Kind) -> Failure {
    let (kind, name) = (kind.name(), lacking.replace('_', "-"));
    if Vocabulary::has_list(lacking) {
        return Failure::new("needs-word", &[("kind", &kind), ("list", lacking)]);
    }
    Failure::new("needs-record", &[("kind", &kind), ("record", &name)])
}
