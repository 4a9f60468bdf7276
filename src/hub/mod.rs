//! The portfolio as a typed graph: vocabulary, organisations, focus areas and initiatives, with their dated names
//! and statuses, and the rules that hold between them.
//!
//! This room knows no page, no address and no HTML. A record's prose is kept as written; what shows it parses it.

mod focus_area;
mod initiative;
mod load;
mod name;
mod organisation;
mod record;
mod rules;
mod vocabulary;

use std::collections::BTreeMap;

use jiff::civil::Date;

pub use focus_area::{Challenge, FocusArea};
pub use initiative::{Dated, Initiative};
pub use load::{FOLDER, load};
pub use name::{Alias, Name, Standing};
pub use organisation::{Organisation, PartyPeriod};
pub use record::{Base, Prose, RecordKind, Visibility, kinds};
pub use vocabulary::{Status, StatusRole, Term, Vocabulary};

/// Records of one kind by id, so that every walk over them has the same order.
pub type Records<T> = BTreeMap<String, T>;

/// Everything below `site/hub`.
#[derive(Clone, Debug, Default)]
pub struct Hub {
    /// The agreed words.
    pub vocabulary: Vocabulary,
    /// Who takes part.
    pub organisations: Records<Organisation>,
    /// The areas the work is gathered in.
    pub focus_areas: Records<FocusArea>,
    /// The portfolio.
    pub initiatives: Records<Initiative>,
}

impl Hub {
    /// The initiatives that were in the portfolio on `day`, that is those whose first status is not later, and
    /// that the public may see.
    pub fn portfolio(&self, day: Date) -> impl Iterator<Item = &Initiative> {
        self.initiatives
            .values()
            .filter(move |initiative| initiative.base.is_public() && initiative.status_on(day).is_some())
    }

    /// The record of a kind with this id, as what all kinds share.
    pub fn base(&self, kind: &RecordKind, id: &str) -> Option<&Base> {
        match kind.key {
            "organisation" => self.organisations.get(id).map(|record| &record.base),
            "focus_area" => self.focus_areas.get(id).map(|record| &record.base),
            "initiative" => self.initiatives.get(id).map(|record| &record.base),
            _ => None,
        }
    }

    /// What all records of a kind share, in id order.
    pub fn bases(&self, kind: &RecordKind) -> Vec<&Base> {
        match kind.key {
            "organisation" => self.organisations.values().map(|record| &record.base).collect(),
            "focus_area" => self.focus_areas.values().map(|record| &record.base).collect(),
            "initiative" => self.initiatives.values().map(|record| &record.base).collect(),
            _ => Vec::new(),
        }
    }
}

/// A record with Markdown in its fields: what it is, its kind's key, and the fields by name.
pub type RecordProse<'a> = (&'a Base, &'static str, Vec<(&'static str, &'a Prose)>);

impl Hub {
    /// Every record that can have Markdown in its fields.
    pub fn prose<'a>(&'a self) -> Vec<RecordProse<'a>> {
        let initiatives = self.initiatives.values().map(|record| {
            let fields = [
                ("why", &record.why),
                ("next_step", &record.next_step),
                ("result", &record.result),
                ("lessons", &record.lessons),
            ];
            (&record.base, "initiative", fields.to_vec())
        });
        let areas = self
            .focus_areas
            .values()
            .map(|area| (&area.base, "focus_area", vec![("description", &area.description)]));
        let written = |(base, key, fields): (_, _, Vec<(&'static str, &'a Option<Prose>)>)| {
            (base, key, fields.into_iter().filter_map(|(name, text)| Some((name, text.as_ref()?))).collect())
        };
        initiatives.chain(areas).map(written).collect()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::source::{FilePath, Source};

    const VOCABULARY: &str = r#"
        [[status]]
        id = "chosen"
        names = "Valt"
        role = "chosen"
        next = ["ongoing"]
        [[status]]
        id = "ongoing"
        names = { sv = "Pågår", en = "Ongoing" }
        role = "active"
        next = []
        [[kind]]
        id = "innovation"
        names = "Innovation"
    "#;

    const PILOT: &str = r#"
        names = [
          { text = "Provet", to = 2023-06-30, standing = "decided" },
          { text = "Försöket", from = 2023-07-01, standing = "decided" },
          { text = "Storsatsningen", standing = "proposed" },
        ]
        kind = "innovation"
        focus_areas = []
        summary = "Ett försök."
        parties = []
        [[status]]
        value = "ongoing"
        when = "2023-H2"
        [[status]]
        value = "chosen"
        when = 2022-06-29
    "#;

    fn hub(files: &[(&str, &str)]) -> crate::report::Reported<Hub> {
        let source =
            |(path, text): &(&str, &str)| Source::new(FilePath::new(path), text.as_bytes().to_vec()).unwrap();
        load(&files.iter().map(source).collect::<Vec<_>>())
    }

    #[test]
    fn names_and_statuses_follow_the_day() {
        let hub =
            hub(&[("site/hub/vocabulary.toml", VOCABULARY), ("site/hub/initiatives/pilot.toml", PILOT)]);
        assert_eq!(hub.diagnostics, []);
        let pilot = &hub.value.initiatives["pilot"];
        let status = |day| pilot.status_on(day).map(|step| step.value.value.as_str());
        assert_eq!(status(date(2022, 6, 28)), None);
        assert_eq!(status(date(2022, 6, 29)), Some("chosen"));
        assert_eq!(status(date(2023, 7, 1)), Some("ongoing"));
        assert_eq!(pilot.base.name(date(2023, 6, 30)), "Provet");
        assert_eq!(pilot.base.name(date(2026, 1, 1)), "Försöket");
        assert_eq!(hub.value.portfolio(date(2022, 6, 28)).count(), 0);
    }

    #[test]
    fn internal_records_are_not_in_the_portfolio() {
        let internal = format!("visibility = \"internal\"\n{PILOT}");
        let hub =
            hub(&[("site/hub/vocabulary.toml", VOCABULARY), ("site/hub/initiatives/pilot.toml", &internal)]);
        assert_eq!(hub.diagnostics, []);
        assert_eq!(hub.value.portfolio(date(2026, 1, 1)).count(), 0);
    }
}
