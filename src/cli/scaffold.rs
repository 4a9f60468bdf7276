//! The texts that `torg new` writes. Each is valid as it is, and none can be published by mistake: pages are drafts,
//! records internal, and what must be replaced says `TODO`.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::hub::{self, RecordKind};
use crate::report::Lang;

use super::new::Target;
use super::scaffold_record;

/// What a scaffold needs to know of the site, so that it refers only to what is there.
#[derive(Clone, Debug)]
pub(super) struct Site {
    /// The language of the words to replace.
    pub(super) lang: Lang,
    /// The day it is written.
    pub(super) today: Date,
    /// Something of each kind that can be referred to, by the kind's key: a record's id, a word, a page's name.
    pub(super) examples: BTreeMap<String, String>,
    /// The criteria that an assessment may follow.
    pub(super) criteria: Option<Criteria>,
}

/// Criteria that an assessment may follow.
#[derive(Clone, Debug)]
pub(super) struct Criteria {
    /// The id of the set.
    pub(super) set: String,
    /// Its version.
    pub(super) version: String,
    /// Each criterion with its lowest score.
    pub(super) lowest: Vec<(String, i64)>,
}

impl Site {
    /// The id of something of a kind; its key when there is none.
    pub(super) fn example(&self, key: &'static str) -> Result<&str, &'static str> {
        self.examples.get(key).map(String::as_str).ok_or(key)
    }
}

/// A kind of page or record that can be scaffolded.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    Page,
    News,
    Learning,
    Course,
    Event,
    Document,
    Record(&'static RecordKind),
}

impl Kind {
    /// Every kind, pages first.
    pub(super) fn all() -> Vec<Self> {
        let pages = [Self::Page, Self::News, Self::Learning, Self::Course, Self::Event, Self::Document];
        pages.into_iter().chain(hub::kinds().iter().map(Self::Record)).collect()
    }

    /// The word on the command line; for pages also the one in front matter.
    pub(super) fn name(self) -> String {
        match self {
            Self::Page => "page".to_owned(),
            Self::News => "news".to_owned(),
            Self::Learning => "learning".to_owned(),
            Self::Course => "course".to_owned(),
            Self::Event => "event".to_owned(),
            Self::Document => "document".to_owned(),
            Self::Record(kind) => kind.key.replace('_', "-"),
        }
    }

    /// The kind of record, for those that are one.
    pub(super) fn record(self) -> Option<&'static RecordKind> {
        match self {
            Self::Record(kind) => Some(kind),
            _ => None,
        }
    }
}

/// The text of a new page or record, or the word for what the site lacks to have one.
pub(super) fn text(kind: Kind, target: &Target, site: &Site) -> Result<String, &'static str> {
    let title = title(&target.name);
    let today = site.today;
    let page = |keys: &str| page(&title, if target.says_kind { Some(kind) } else { None }, keys, site);
    let body = match kind {
        Kind::Page => page(""),
        Kind::News => page(&format!("date = {today}\n")),
        Kind::Learning => page(&format!("type = \"article\"\n{}", learning(site)?)),
        Kind::Course => page(&format!("page_kind = \"learning\"\nsort_by = \"weight\"\n{}", learning(site)?)),
        Kind::Event => page(&event(site)?),
        Kind::Document => page(&document(site)?),
        Kind::Record(record) => match record.key {
            "initiative" => initiative(&title, site)?,
            "assessment" => scaffold_record::assessment(site)?,
            _ => scaffold_record::text(record, &title, site)?,
        },
    };
    Ok(body)
}

fn page(title: &str, kind: Option<Kind>, keys: &str, site: &Site) -> String {
    let kind = kind.map(|kind| format!("kind = \"{}\"\n", kind.name())).unwrap_or_default();
    let description = pick(
        site,
        "# description = \"En mening som säger vad sidan handlar om.\"",
        "# description = \"One sentence that says what the page is about.\"",
    );
    format!("+++\ntitle = \"{title}\"\ndraft = true\n{kind}{keys}{description}\n+++\n\nTODO\n")
}

fn learning(site: &Site) -> Result<String, &'static str> {
    let initiative = site.example("initiative")?;
    Ok(format!(
        "audience = [\"TODO: {}\"]\nminutes = 10\noutcomes = [\"TODO: {}\"]\norigin = {{ initiative = \"{initiative}\" }}\n\
         reviewed = {}\nlicence = \"CC BY 4.0\"\n",
        pick(site, "vem sidan är till för", "whom the page is for"),
        pick(site, "Du kan …", "You can …"),
        site.today,
    ))
}

fn event(site: &Site) -> Result<String, &'static str> {
    let organiser = site.example("organisation")?;
    Ok(format!(
        "when = {{ start = {} }}\nstatus = \"planned\"\nform = \"unknown\"\norganisers = [\"{organiser}\"]\n{}\n",
        site.today,
        pick(site, "# place = \"Var det är\"", "# place = \"Where it is\""),
    ))
}

fn document(site: &Site) -> Result<String, &'static str> {
    let holder = site.example("organisation")?;
    Ok(format!(
        "type = \"report\"\ndate = {}\nheld_by = \"{holder}\"\naccessibility = \"html\"\n",
        site.today
    ))
}

fn initiative(title: &str, site: &Site) -> Result<String, &'static str> {
    let kind = site.example("kind")?;
    let status = site.example("status")?;
    let summary = pick(site, "en eller två meningar om vad det är", "one or two sentences on what it is");
    let party = site.example("organisation").map(|id| format!("\"{id}\"")).unwrap_or_default();
    Ok(format!(
        "{}kind = \"{kind}\"\nfocus_areas = []\nsummary = \"TODO: {summary}\"\nparties = [{party}]\n\n\
         [[status]]\nvalue = \"{status}\"\nwhen = {}\n",
        record(title, site),
        site.today,
    ))
}

fn record(title: &str, site: &Site) -> String {
    format!("visibility = \"internal\"\n{}", scaffold_record::names(title, site))
}

fn pick<'a>(site: &Site, sv: &'a str, en: &'a str) -> &'a str {
    match site.lang {
        Lang::Sv => sv,
        Lang::En => en,
    }
}

/// A title to begin with: the name with spaces and a capital.
fn title(name: &str) -> String {
    let words = name.replace('-', " ");
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FilePath;

    fn site() -> Site {
        let lists = ["status proposed", "kind innovation", "event traffen", "document planen"]
            .map(|pair| pair.split_once(' ').unwrap());
        let records = hub::kinds().iter().map(|kind| (kind.key, "exempel"));
        let examples = lists.into_iter().chain(records).map(|(key, id)| (key.to_owned(), id.to_owned()));
        let lowest = vec![("nytta".to_owned(), 1)];
        let criteria = Some(Criteria { set: "kriterier".to_owned(), version: "1".to_owned(), lowest });
        let words = [
            "organisation_type",
            "group_type",
            "party_role",
            "decision_type",
            "colour",
            "idea_status",
            "sender_type",
            "dimension",
        ];
        let words = words.into_iter().map(|list| (list.to_owned(), "ord".to_owned()));
        Site {
            lang: Lang::En,
            today: Date::constant(2024, 6, 21),
            examples: examples.chain(words).collect(),
            criteria,
        }
    }

    fn target(name: &str) -> Target {
        Target { path: FilePath::new("content/a.md"), name: name.to_owned(), says_kind: false }
    }

    #[test]
    fn a_page_is_a_draft_and_a_record_internal() {
        for kind in Kind::all() {
            let text = text(kind, &target("var-nya-sak"), &site()).unwrap();
            let hidden = match kind.record().map(|record| record.openness) {
                None => "draft = true",
                Some(hub::Openness::Secret) => "set = ",
                Some(_) => "visibility = \"internal\"",
            };
            assert!(text.contains(hidden), "{text}");
            let is_named = kind.record().is_none_or(RecordKind::is_named);
            assert_eq!(text.contains("\"Var nya sak\""), is_named, "{text}");
        }
    }

    #[test]
    fn what_the_site_lacks_is_named() {
        let bare = Site { examples: BTreeMap::new(), ..site() };
        let lacking = |kind| text(kind, &target("mote"), &bare).unwrap_err();
        assert_eq!([Kind::Event, Kind::Learning].map(lacking), ["organisation", "initiative"]);
        let record = |key: &str| Kind::Record(hub::kind(key).unwrap());
        assert_eq!(
            ["initiative", "seat", "feedback"].map(|key| lacking(record(key))),
            ["kind", "group", "event"]
        );
    }
}
