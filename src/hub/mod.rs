//! The portfolio as a typed graph: vocabulary and records of every kind, with their dated names and statuses, the rules
//! that hold between them, and what was so on a day.
//!
//! This room knows no page, no address and no HTML. A record's prose is kept as written; what shows it parses it.
//! Internal records never leave it: see [`Records`].

mod abbreviations;
mod assessed;
mod changes;
mod field;
mod field_value;
mod ideas;
mod internal;
mod kinds;
mod load;
mod mention;
mod name;
mod record;
mod record_macro;
mod records;
mod rules;
mod shown;
mod spellings;
mod step;
mod target;
mod time;
mod vocabulary;
mod words;

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::config::SourceRef;
use crate::report::{Diagnostic, codes};
use crate::source::{FilePath, Location};

pub use assessed::Assessed;
pub use changes::{Change, ChangeKind, Side};
pub use field::{HowMany, Number, Prose, Ref, Stated, Target, Url, Year};
pub use field_value::FieldValue;
pub use ideas::KnownIdeas;
pub use internal::{Clearance, Internal, Verdicts};
pub use kinds::*;
pub use load::{FOLDER, File, link, load, parse};
pub use mention::{Mention, Period};
pub use name::{Alias, AliasKind, Name, Standing};
pub use record::{Base, Openness, Raw, Record, RecordKind, Visibility};
pub use records::Records;
pub use rules::captions_overdue;
pub use step::{Dated, Steps};
pub use target::*;
pub use vocabulary::{Delegation, Status, StatusRole, Term, Vocabulary};
pub use words::*;

use abbreviations::Explained;
use spellings::Spellings;

/// The graph: one line for each kind, which is all that a new kind needs besides its file.
macro_rules! hub {
    ($($(#[$doc:meta])* $field:ident: $kind:ty,)*) => {
        /// Everything below `site/hub`.
        #[derive(Clone, Debug, Default)]
        pub struct Hub {
            /// The agreed words.
            pub vocabulary: Vocabulary,
            $($(#[$doc])* pub $field: Records<$kind>,)*
            spellings: Spellings,
            explained: Explained,
        }

        /// Every kind of record.
        pub fn kinds() -> &'static [RecordKind] {
            const KINDS: &[RecordKind] = &[$(<$kind as Record>::KIND),*];
            KINDS
        }

        impl Hub {
            fn read(
                vocabulary: Vocabulary,
                files: &BTreeMap<&str, Vec<&File<'_>>>,
                out: &mut Vec<Diagnostic>,
            ) -> Self {
                $(let $field = load::records(files, &vocabulary, out);)*
                Self { vocabulary, $($field,)* spellings: Spellings::default(), explained: Explained::default() }
            }

            /// What all public records of a kind share, in id order.
            pub fn bases(&self, key: &str) -> Vec<&Base> {
                match key {
                    $(<$kind as Target>::KEY => self.$field.values().map(Record::base).collect(),)*
                    _ => Vec::new(),
                }
            }

            /// What the public record of a kind with this id shares with all.
            pub fn base(&self, key: &str, id: &str) -> Option<&Base> {
                match key {
                    $(<$kind as Target>::KEY => self.$field.get(id).map(Record::base),)*
                    _ => None,
                }
            }

            /// What a field of the public record of a kind with this id holds.
            pub fn field(&self, key: &str, id: &str, field: &str) -> Option<FieldValue<'_>> {
                match key {
                    $(<$kind as Target>::KEY => self.$field.get(id)?.field(field),)*
                    _ => None,
                }
            }

            /// The same, whoever may see it: for rules, never for views.
            fn any_base(&self, key: &str, id: &str) -> Option<&Base> {
                match key {
                    $(<$kind as Target>::KEY => self.$field.any(id).map(Record::base),)*
                    _ => None,
                }
            }

            /// What all records share, whoever may see them, by kind: for rules, never for views.
            fn every_base(&self) -> impl Iterator<Item = (&'static RecordKind, &Base)> {
                let mut all: Vec<(&'static RecordKind, &Base)> = Vec::new();
                let mut kinds = kinds().iter();
                $(if let Some(kind) = kinds.next() {
                    all.extend(self.$field.bases().map(|base| (kind, base)));
                })*
                all.into_iter()
            }

            /// Whether a record that could not be read has this id.
            fn is_unread(&self, key: &str, id: &str) -> bool {
                match key {
                    $(<$kind as Target>::KEY => self.$field.is_unread(id),)*
                    _ => false,
                }
            }

            /// Every record that has Markdown in its fields, internal ones too: their text is checked, and then dropped.
            pub fn prose(&self) -> Vec<RecordProse<'_>> {
                let mut all = Vec::new();
                $(for record in self.$field.all() {
                    let fields = record.prose();
                    if !fields.is_empty() {
                        all.push((record.base(), <$kind as Target>::KEY, fields));
                    }
                })*
                all
            }
        }
    };
}

hub! {
    /// Who takes part.
    organisations: Organisation,
    /// What the parties agreed on.
    agreements: Agreement,
    /// Who takes part as what, and when.
    partnerships: Partnership,
    /// People in public roles.
    persons: Person,
    /// Who steers and supports.
    groups: Group,
    /// Who is in which group.
    seats: Seat,
    /// Visions and missions.
    statements: Statement,
    /// The areas the work is gathered in.
    focus_areas: FocusArea,
    /// The hard questions of the areas.
    challenges: Challenge,
    /// What is to be reached in society.
    societal_goals: SocietalGoal,
    /// Numbers that tell how it goes.
    indicators: Indicator,
    /// The portfolio.
    initiatives: Initiative,
    /// How it goes, by day.
    status_reports: StatusReport,
    /// Questions that people answer with ideas.
    collections: Collection,
    /// What people sent.
    ideas: Idea,
    /// What is looked at when something is assessed.
    criteria_sets: CriteriaSet,
    /// What each party gave.
    assessments: Assessment,
    /// Events that belong together.
    series: Series,
    /// What participants said.
    feedback: Feedback,
    /// When groups meet.
    meetings: Meeting,
    /// What they decided.
    decisions: Decision,
    /// What is to be done.
    tasks: Task,
    /// The goals of operating plans.
    operating_goals: OperatingGoal,
    /// What came of them.
    follow_ups: FollowUp,
    /// What years cost.
    budget_years: BudgetYear,
    /// Who pays.
    financing: Financing,
    /// What stakes grew to.
    leverage: Leverage,
    /// What recurs each year.
    year_wheel_items: YearWheelItem,
    /// Pictures, films and sound.
    media: Media,
    /// The words the arena uses.
    terms: GlossaryTerm,
}

/// A record with Markdown in its fields: what it is, its kind's key, and the fields by name.
pub type RecordProse<'a> = (&'a Base, &'static str, Vec<(&'static str, &'a Prose)>);

/// The kind of record with this key.
pub fn kind(key: &str) -> Option<&'static RecordKind> {
    kinds().iter().find(|kind| kind.key == key)
}

impl Hub {
    /// The initiatives that were in the portfolio on `day`, that is those whose first status is not later.
    pub fn portfolio(&self, day: Date) -> impl Iterator<Item = &Initiative> {
        self.initiatives.values().filter(move |initiative| initiative.status_on(day).is_some())
    }

    /// Where the record of a kind with this id is written, whoever may see it.
    pub fn file_of(&self, key: &str, id: &str) -> Option<&FilePath> {
        self.any_base(key, id).map(|base| &base.file)
    }

    /// The ids of a kind's records to take as an example: public ones first.
    pub fn example_of(&self, key: &str) -> Option<&str> {
        let of_kind = |(kind, base): (&RecordKind, _)| (kind.key == key).then_some(base);
        self.every_base().find_map(of_kind).map(|base: &Base| base.id.as_str())
    }

    /// Everything records refer to that is a page: its kind, its name there, and where it is written.
    pub fn pages_mentioned(&self) -> impl Iterator<Item = (&Mention, Location)> {
        let is_page = |mention: &&Mention| {
            !Vocabulary::has_list(mention.kind) && !kinds().iter().any(|kind| kind.key == mention.kind)
        };
        self.every_base().flat_map(move |(_, base)| {
            base.mentions.iter().filter(is_page).map(|mention| (mention, base.at(mention.id.span)))
        })
    }

    /// What to say when `id` is no record of the kind `key` that the public may see, `None` when it is one. The nearest
    /// id is suggested, and the id of a record whose name or alias is near.
    pub fn unknown_record(&self, key: &str, id: &str, at: Location) -> Option<Diagnostic> {
        if let Some(base) = self.any_base(key, id) {
            let shown = || Diagnostic::new(codes::H0113, at).arg("id", id);
            return (!base.is_public()).then(shown);
        }
        if !kinds().iter().any(|kind| kind.key == key) || self.is_unread(key, id) {
            return None;
        }
        let near = self.nearest(key, id);
        Some(Diagnostic::new(codes::H0102, at).arg("kind", key).arg("id", id).suggest(near))
    }

    /// The challenges of a focus area in their order.
    pub fn challenges_of(&self, area: &str) -> Vec<&Challenge> {
        let mut found: Vec<&Challenge> =
            self.challenges.values().filter(|challenge| challenge.focus_area.value == area).collect();
        found.sort_by_key(|challenge| challenge.order.map(|order| order.value));
        found
    }

    /// The times during which an organisation took part, oldest first.
    pub fn partnerships_of(&self, organisation: &str) -> Vec<&Partnership> {
        let mut found: Vec<&Partnership> = self
            .partnerships
            .values()
            .filter(|partnership| partnership.organisation.value == organisation)
            .collect();
        found.sort_by_key(|partnership| partnership.from.value);
        found
    }
}

impl Base {
    /// The first place its facts are taken from.
    pub fn source(&self) -> Option<&SourceRef> {
        self.sources.first()
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
        [[organisation_type]]
        id = "municipality"
        names = "Kommun"
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
        parties = ["kommunen"]
        leads = ["kommunen"]
        [[status]]
        value = "ongoing"
        when = "2023-H2"
        [[status]]
        value = "chosen"
        when = 2022-06-29
    "#;

    const ORGANISATIONS: &str = r#"
        [[organisation]]
        id = "kommunen"
        names = [{ text = "Kommunen", standing = "decided" }]
        type = "municipality"
    "#;

    fn hub(files: &[(&str, &str)]) -> crate::report::Reported<Hub> {
        let source =
            |(path, text): &(&str, &str)| Source::new(FilePath::new(path), text.as_bytes().to_vec()).unwrap();
        let always =
            [("site/hub/vocabulary.toml", VOCABULARY), ("site/hub/organisations.toml", ORGANISATIONS)];
        load(&files.iter().chain(&always).map(source).collect::<Vec<_>>(), date(2024, 6, 21))
    }

    #[test]
    fn names_and_statuses_follow_the_day() {
        let hub = hub(&[("site/hub/initiatives/pilot.toml", PILOT)]);
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
        let hub = hub(&[("site/hub/initiatives/pilot.toml", &internal)]);
        assert_eq!(hub.diagnostics, []);
        assert_eq!(hub.value.portfolio(date(2026, 1, 1)).count(), 0);
    }
}
