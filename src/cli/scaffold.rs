//! The texts that `torg new` writes. Each is valid as it is, and none can be published by mistake: pages are drafts,
//! records internal, and what must be replaced says `TODO`.

use jiff::civil::Date;

use crate::report::Lang;

use super::new::Target;

/// What a scaffold needs to know of the site, so that it refers only to what is there.
#[derive(Clone, Debug)]
pub(super) struct Site {
    /// The language of the words to replace.
    pub(super) lang: Lang,
    /// The day it is written.
    pub(super) today: Date,
    /// An organisation's id, if there is one.
    pub(super) organisation: Option<String>,
    /// An initiative's id, if there is one.
    pub(super) initiative: Option<String>,
    /// The status that a new initiative has.
    pub(super) status: Option<String>,
    /// The first kind of initiative.
    pub(super) initiative_kind: Option<String>,
    /// The first type of organisation.
    pub(super) organisation_type: Option<String>,
}

/// A kind of page or record that can be scaffolded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Page,
    News,
    Learning,
    Course,
    Event,
    Document,
    Initiative,
    FocusArea,
    Organisation,
}

impl Kind {
    pub(super) const ALL: [Self; 9] = [
        Self::Page,
        Self::News,
        Self::Learning,
        Self::Course,
        Self::Event,
        Self::Document,
        Self::Initiative,
        Self::FocusArea,
        Self::Organisation,
    ];

    /// The word on the command line; for pages also the one in front matter.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::News => "news",
            Self::Learning => "learning",
            Self::Course => "course",
            Self::Event => "event",
            Self::Document => "document",
            Self::Initiative => "initiative",
            Self::FocusArea => "focus-area",
            Self::Organisation => "organisation",
        }
    }

    /// The folder below `site/hub` of a kind of record; `None` for pages.
    pub(super) fn record_folder(self) -> Option<&'static str> {
        match self {
            Self::Initiative => Some("initiatives"),
            Self::FocusArea => Some("focus_areas"),
            Self::Organisation => Some("organisations"),
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
        Kind::Initiative => initiative(&title, site)?,
        Kind::FocusArea => format!(
            "{}purpose = \"TODO: {}\"\nfrom = {today}\n",
            record(&title, site),
            pick(site, "vad området ska leda till", "what the area is to achieve"),
        ),
        Kind::Organisation => format!(
            "{}type = \"{}\"\n",
            record(&title, site),
            site.organisation_type.as_deref().ok_or("organisation_type")?,
        ),
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
    let initiative = site.initiative.as_deref().ok_or("initiative")?;
    Ok(format!(
        "audience = [\"TODO: {}\"]\nminutes = 10\noutcomes = [\"TODO: {}\"]\norigin = {{ initiative = \"{initiative}\" }}\n\
         reviewed = {}\nlicence = \"CC BY 4.0\"\n",
        pick(site, "vem sidan är till för", "whom the page is for"),
        pick(site, "Du kan …", "You can …"),
        site.today,
    ))
}

fn event(site: &Site) -> Result<String, &'static str> {
    let organiser = site.organisation.as_deref().ok_or("organisation")?;
    Ok(format!(
        "when = {{ start = {} }}\nstatus = \"planned\"\nform = \"unknown\"\norganisers = [\"{organiser}\"]\n{}\n",
        site.today,
        pick(site, "# place = \"Var det är\"", "# place = \"Where it is\""),
    ))
}

fn document(site: &Site) -> Result<String, &'static str> {
    let holder = site.organisation.as_deref().ok_or("organisation")?;
    Ok(format!(
        "type = \"report\"\ndate = {}\nheld_by = \"{holder}\"\naccessibility = \"html\"\n",
        site.today
    ))
}

fn initiative(title: &str, site: &Site) -> Result<String, &'static str> {
    let kind = site.initiative_kind.as_deref().ok_or("kind")?;
    let status = site.status.as_deref().ok_or("status")?;
    let summary = pick(site, "en eller två meningar om vad det är", "one or two sentences on what it is");
    let party = site.organisation.as_deref().map(|id| format!("\"{id}\"")).unwrap_or_default();
    Ok(format!(
        "{}kind = \"{kind}\"\nfocus_areas = []\nsummary = \"TODO: {summary}\"\nparties = [{party}]\n\n\
         [[status]]\nvalue = \"{status}\"\nwhen = {}\n",
        record(title, site),
        site.today,
    ))
}

fn record(title: &str, site: &Site) -> String {
    let today = site.today;
    format!(
        "visibility = \"internal\"\nnames = [{{ text = \"{title}\", from = {today}, standing = \"decided\" }}]\n"
    )
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
        let some = |text: &str| Some(text.to_owned());
        Site {
            lang: Lang::En,
            today: Date::constant(2024, 6, 21),
            organisation: some("kommunen"),
            initiative: some("pilot"),
            status: some("proposed"),
            initiative_kind: some("innovation"),
            organisation_type: some("municipality"),
        }
    }

    fn target(name: &str) -> Target {
        Target { path: FilePath::new("content/a.md"), name: name.to_owned(), says_kind: false }
    }

    #[test]
    fn a_page_is_a_draft_and_a_record_internal() {
        for kind in Kind::ALL {
            let text = text(kind, &target("var-nya-sak"), &site()).unwrap();
            let hidden =
                if kind.record_folder().is_some() { "visibility = \"internal\"" } else { "draft = true" };
            assert!(text.contains(hidden) && text.contains("\"Var nya sak\""), "{text}");
        }
    }

    #[test]
    fn what_the_site_lacks_is_named() {
        let bare = Site { organisation: None, initiative: None, status: None, ..site() };
        assert_eq!(text(Kind::Event, &target("mote"), &bare), Err("organisation"));
        assert_eq!(text(Kind::Learning, &target("metod"), &bare), Err("initiative"));
        assert_eq!(text(Kind::Initiative, &target("pilot-2"), &bare), Err("status"));
    }
}
