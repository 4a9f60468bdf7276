//! Facts of records that do not say where they come from. A record's own sources stand for all its facts.

use crate::hub::{self, Base, FieldValue, Hub, RecordKind};

use super::{Finding, Rule, Subject};

/// Facts without a source, in the order of the kinds and the ids.
pub fn unsourced(hub: &Hub) -> Vec<Finding> {
    let of_kind = |kind: &'static RecordKind| {
        let bases = hub.bases(kind.key).into_iter().filter(|base| base.sources.is_empty());
        bases.flat_map(move |base| of_record(hub, kind, base))
    };
    hub::kinds().iter().flat_map(of_kind).collect()
}

/// What is told by a record that has no sources of its own.
#[derive(Debug, Default)]
struct Told {
    /// Facts that can have a source, and how many of them have.
    n_facts: usize,
    n_sourced: usize,
    /// Whether there is a time or a sum of money.
    has_figure: bool,
}

fn of_record(hub: &Hub, kind: &'static RecordKind, base: &Base) -> Vec<Finding> {
    let finding = |rule, field: &'static str, names: String| Finding {
        rule,
        subject: Subject::Record(kind.key, base.id.clone(), field),
        quote: String::new(),
        names,
        instead: "",
    };
    let mut all =
        Told { n_sourced: base.names.iter().filter(|name| name.source.is_some()).count(), ..Told::default() };
    let mut found = Vec::new();
    for field in kind.described().iter().flat_map(|part| part.fields) {
        let mut told = Told::default();
        if let Some(value) = hub.field(kind.key, &base.id, field.key) {
            told.take(&value);
        }
        let n_missing = told.n_facts - told.n_sourced.min(told.n_facts);
        if n_missing > 0 {
            found.push(finding(Rule::UnsourcedFact, field.key, n_missing.to_string()));
        }
        all.n_sourced += told.n_sourced;
        all.has_figure |= told.has_figure;
    }
    if found.is_empty() && all.has_figure && all.n_sourced == 0 {
        found.push(finding(Rule::UnsourcedRecord, "sources", String::new()));
    }
    found
}

impl Told {
    fn take(&mut self, value: &FieldValue<'_>) {
        match value {
            FieldValue::List(values) => {
                for value in values {
                    self.take(value);
                }
            }
            FieldValue::Table(fields) => {
                self.n_facts += usize::from(fields.iter().any(|(key, _)| *key == "source"));
                for (_, value) in fields {
                    self.take(value);
                }
            }
            FieldValue::Source(_) => self.n_sourced += 1,
            FieldValue::When(_) | FieldValue::Amount(_) => self.has_figure = true,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::source::{FilePath, Source};

    /// What is found of one agreement and one initiative, each with a line more.
    fn found(agreement: &str, initiative: &str) -> Vec<(Rule, &'static str, String)> {
        let vocabulary = "[[status]]\nid = \"ongoing\"\nnames = \"P\"\nrole = \"active\"\nnext = []\n\
                          [[kind]]\nid = \"need\"\nnames = \"B\"\n";
        let agreement =
            format!("names = \"A\"\nsigned = 2022-01-01\nperiod = \"2022/2025\"\nparties = []\n{agreement}");
        let initiative = format!(
            "names = [{{ text = \"A\", standing = \"decided\" }}]\nkind = \"need\"\nfocus_areas = []\nsummary = \"S\"\nparties = []\n\
             {initiative}\n[[status]]\nvalue = \"ongoing\"\nwhen = 2022\n[[status]]\nvalue = \"ongoing\"\nwhen = 2023\n\
             source = {{ document = \"d\" }}\n"
        );
        let files = [
            ("vocabulary.toml", vocabulary),
            ("agreements/a.toml", &agreement),
            ("initiatives/i.toml", &initiative),
        ];
        let source = |(path, text): (&str, &str)| {
            Source::new(FilePath::new(&format!("site/hub/{path}")), text.as_bytes().to_vec()).unwrap()
        };
        let sources: Vec<Source> = files.into_iter().map(source).collect();
        let hub = hub::load(&sources, date(2024, 1, 1)).value;
        let told = |finding: Finding| match finding.subject {
            Subject::Record(_, _, field) => (finding.rule, field, finding.names),
            Subject::Page(_) => unreachable!("records have no pages here"),
        };
        unsourced(&hub).into_iter().map(told).collect()
    }

    #[test]
    fn a_record_is_sourced_by_itself_or_by_each_fact() {
        let source = "sources = [{ document = \"d\" }]";
        let step = (Rule::UnsourcedFact, "status", "1".to_owned());
        let record = (Rule::UnsourcedRecord, "sources", String::new());
        assert_eq!(found("", ""), [record, step.clone()]);
        assert_eq!(found(source, ""), [step]);
        assert_eq!(found(source, source), []);
    }
}
