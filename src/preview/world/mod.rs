//! What of the project is shown: with drafts or without, at another moment, as a closed circle sees it. Whoever previews changes
//! that on a page of its own, and every open page follows.

mod panel;
mod words;

pub(super) use panel::router;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;

use crate::config::{Point, When};
use crate::pipeline::{Change, Options, when_in_words};
use crate::report::Lang;

use words::text;

/// What is to be shown. The default is what a build publishes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct World {
    /// Whether drafts and future pages are shown.
    pub drafts: bool,
    /// Whether the site is the one for a closed circle.
    pub internal: bool,
    /// The moment at which it is shown; always the present one where there is none.
    pub moment: Option<Timestamp>,
}

/// What is shown at present, and what happens to it by itself.
#[derive(Debug, Default)]
pub(super) struct Shown {
    pub(super) world: World,
    /// Soonest first.
    pub(super) changes: Vec<Change>,
    /// What open pages say of it.
    pub(super) mark: Option<Mark>,
}

/// What open pages say of a world that is not the default one.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Mark {
    lang: &'static str,
    pub(super) text: String,
    /// What the link says that leads to where it is changed.
    link: String,
}

impl World {
    /// What a site shows that is made with these options.
    pub(super) fn of(options: &Options) -> Self {
        Self { drafts: options.drafts, internal: options.clearance.is_some(), moment: options.now }
    }

    /// What open pages say of it, by the clocks of a zone; nothing of the default one.
    pub(super) fn mark(&self, zone: &TimeZone, lang: Lang) -> Option<Mark> {
        let said = [
            self.moment.map(|moment| text(lang, "mark-moment", &[("when", &in_words(moment, zone, lang))])),
            self.drafts.then(|| text(lang, "mark-drafts", &[])),
            self.internal.then(|| text(lang, "mark-internal", &[])),
        ];
        let said: Vec<String> = said.into_iter().flatten().collect();
        let mark = Mark { lang: lang.as_str(), text: said.join(" "), link: text(lang, "mark-link", &[]) };
        (!said.is_empty()).then_some(mark)
    }
}

impl Shown {
    /// Whether this world is shown, with these changes to come.
    pub(super) fn is_same(&self, world: &World, changes: &[Change]) -> bool {
        self.world == *world && self.changes == changes
    }
}

/// A moment in words, as the clocks of a zone show it.
fn in_words(moment: Timestamp, zone: &TimeZone, lang: Lang) -> String {
    let local = moment.to_zoned(zone.clone()).datetime();
    when_in_words(When::at(Point::Moment(local)), lang.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_says_all_that_is_not_as_it_is_published() {
        let zone = TimeZone::get("Europe/Stockholm").unwrap();
        let mut world = World::default();
        assert_eq!(world.mark(&zone, Lang::Sv), None);
        world.moment = Some("2027-03-01T11:00:00Z".parse().unwrap());
        let mark = world.mark(&zone, Lang::Sv).unwrap();
        assert_eq!(mark.text, "Så här ser sajten ut den 1\u{a0}mars 2027 kl.\u{a0}12.00.");
        world.drafts = true;
        world.internal = true;
        let mark = world.mark(&zone, Lang::En).unwrap();
        assert!(
            mark.text.ends_with("Drafts and future pages are shown. Internal matters are shown."),
            "{mark:?}"
        );
    }
}
