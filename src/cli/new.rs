//! `torg new KIND ID`: a page or record to fill in, where the site keeps its like.

use crate::config::{Config, is_slug, slug};
use crate::edit::scaffold::{self, Kind, New, Problem, Project};
use crate::hub::{Openness, Vocabulary};
use crate::source::Files;

use super::args::{Global, NewArgs};
use super::failure::Failure;
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
    let known = Project::read(&files, &config, today);
    let refuse = |problem| failure(&problem, kind, id);
    let (folder, name) = match id.rsplit_once('/') {
        Some((folder, name)) => (folder, name),
        None if matches!(kind, Kind::Page | Kind::Record(_)) => ("", id),
        None => (known.section_of(kind).map_err(refuse)?, id),
    };
    let place = match kind {
        Kind::Record(kind) => known.place_of_record(kind, id),
        _ => known.place_of_page(kind, folder, name, &config.default_language),
    }
    .map_err(refuse)?;
    let title = scaffold::title(name);
    let new = New { kind, title: &title, day: today, of_type: None, lang: screen.lang };
    let text = known.text(&new, &place).map_err(refuse)?;
    project::write_new(&root, &place.path, &text)?;
    screen::say(&format!("{}\n", screen.words("written", &[("path", place.path.as_str())])));
    let next = match kind.record().map(|record| record.openness) {
        None => "new-page-next",
        Some(Openness::Public) => "new-record-next",
        Some(Openness::Internal | Openness::Secret) => "new-internal-next",
    };
    screen.note(&screen.words(next, &[]));
    Ok(Outcome::Fine)
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

/// Why it cannot be made, and what must be there before it can.
fn failure(problem: &Problem, kind: Kind, id: &str) -> Failure {
    let name = kind.name();
    match problem {
        Problem::Taken(file) if kind.record().is_some() => {
            Failure::new("id-taken", &[("id", id), ("path", file.as_str())])
        }
        Problem::Taken(file) => Failure::new("exists", &[("path", file.as_str())]),
        Problem::NoSection(section) => {
            Failure::new("no-section", &[("kind", &section.name()), ("new", &name), ("id", id)])
        }
        Problem::Lacks(list) if Vocabulary::has_list(list) => {
            Failure::new("needs-word", &[("kind", &name), ("list", list)])
        }
        Problem::Lacks(record) => {
            Failure::new("needs-record", &[("kind", &name), ("record", &record.replace('_', "-"))])
        }
    }
}
