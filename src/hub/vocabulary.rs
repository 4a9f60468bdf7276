//! The agreed words: statuses and which may follow which, phases, functions, kinds, perspectives, goals.
//!
//! They are data, never an enum here: another arena has other words. Only a status's *role* is known to the code,
//! because rules and charts need to know what it means to be under way or done.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use crate::config::{Amount, Doc, Field, SOURCE_REF, Shape, SourceRef, Table, TableShape};
use crate::source::{FilePath, Span, Spanned};

/// A word of the vocabulary.
#[derive(Clone, Debug, Default)]
pub struct Term {
    /// What data files call it.
    pub id: String,
    /// What people read, by language code.
    pub names: BTreeMap<String, String>,
    /// What it means, by language code.
    pub explanations: BTreeMap<String, String>,
    /// Whether it stands as an example because no decision gives it.
    pub example: bool,
    /// Where its id stands.
    pub span: Span,
}

impl Term {
    /// The name in a language, else in any.
    pub fn name(&self, lang: &str) -> &str {
        pick(&self.names, lang).unwrap_or(&self.id)
    }

    /// The explanation in a language, else in any.
    pub fn explanation(&self, lang: &str) -> Option<&str> {
        pick(&self.explanations, lang)
    }
}

fn pick<'a>(texts: &'a BTreeMap<String, String>, lang: &str) -> Option<&'a str> {
    texts.get(lang).or_else(|| texts.get("")).or_else(|| texts.values().next()).map(String::as_str)
}

/// What a status means for rules and pictures, whatever the arena calls it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StatusRole {
    /// Put forward.
    Proposed,
    /// Chosen, not begun.
    Chosen,
    /// Laid aside.
    Parked,
    /// Under way.
    Active,
    /// Stands still for something outside.
    Waiting,
    /// Done.
    Finished,
    /// Given up.
    Stopped,
}

const ROLES: &[(&str, StatusRole)] = &[
    ("proposed", StatusRole::Proposed),
    ("chosen", StatusRole::Chosen),
    ("parked", StatusRole::Parked),
    ("active", StatusRole::Active),
    ("waiting", StatusRole::Waiting),
    ("finished", StatusRole::Finished),
    ("stopped", StatusRole::Stopped),
];

impl StatusRole {
    /// The word data files and style sheets use.
    pub fn word(self) -> &'static str {
        ROLES.iter().find(|(_, role)| *role == self).map_or("", |(word, _)| word)
    }
}

/// A status and what may come after it.
#[derive(Clone, Debug)]
pub struct Status {
    /// Id, names and explanation.
    pub term: Term,
    /// What it means.
    pub role: StatusRole,
    /// The ids of the statuses that may follow.
    pub next: Vec<Spanned<String>>,
}

/// What may be spent without asking.
#[derive(Clone, Debug)]
pub struct Delegation {
    /// Sums above this one need a decision.
    pub amount: Amount,
    /// The kind of group that decides: a word of `group_type`.
    pub decided_by: Spanned<String>,
    /// Where it is told.
    pub source: Option<SourceRef>,
}

/// All agreed words, in the order the file gives them.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    /// Where they are written, if they are.
    pub file: Option<FilePath>,
    /// Statuses of initiatives.
    pub statuses: IndexMap<String, Status>,
    /// What may be spent without a decision.
    pub delegation: Option<Delegation>,
    /// The other lists by their key in the file, such as `phase`.
    pub terms: BTreeMap<&'static str, IndexMap<String, Term>>,
}

impl Vocabulary {
    /// Whether there is a list of this name.
    pub fn has_list(list: &str) -> bool {
        list == "status" || LISTS.contains(&list)
    }

    /// The names of all lists.
    pub fn lists() -> impl Iterator<Item = &'static str> {
        ["status"].into_iter().chain(LISTS)
    }

    /// The word `id` of a list.
    pub fn term(&self, list: &str, id: &str) -> Option<&Term> {
        match list {
            "status" => self.statuses.get(id).map(|status| &status.term),
            _ => self.terms.get(list)?.get(id),
        }
    }

    /// The ids of a list in order.
    pub fn ids(&self, list: &str) -> Vec<&str> {
        match list {
            "status" => self.statuses.keys().map(String::as_str).collect(),
            _ => {
                self.terms.get(list).into_iter().flat_map(|terms| terms.keys().map(String::as_str)).collect()
            }
        }
    }

    pub(super) fn read(table: &Table, file: &FilePath) -> Self {
        let statuses = table.tables("status").into_iter().filter_map(status).collect();
        let lists = LISTS.iter().map(|list| {
            let terms = table.tables(list).into_iter().filter_map(term).map(|term| (term.id.clone(), term));
            (*list, terms.collect())
        });
        let delegation = table.table("delegation").and_then(delegation);
        Self { file: Some(file.clone()), statuses, delegation, terms: lists.collect() }
    }
}

fn delegation(table: &Table) -> Option<Delegation> {
    Some(Delegation {
        amount: Amount::from_value(table.get("amount")?)?,
        decided_by: table.string("decided_by")?,
        source: table.table("source").and_then(SourceRef::from_table),
    })
}

fn status(table: &Table) -> Option<(String, Status)> {
    let term = term(table)?;
    let word = table.text("role")?.value;
    let role = ROLES.iter().find(|(name, _)| *name == word).map(|(_, role)| *role)?;
    Some((term.id.clone(), Status { term, role, next: table.strings("next") }))
}

fn term(table: &Table) -> Option<Term> {
    let id = match table.integer("id") {
        Some(number) => number.map(|number| number.to_string()),
        None => table.string("id")?,
    };
    let (id, span) = (id.value, id.span);
    Some(Term {
        id,
        names: by_language(table, "names"),
        explanations: by_language(table, "explanation"),
        example: table.boolean("example").is_some_and(|example| example.value),
        span,
    })
}

/// Texts by language code; a plain string stands under the empty code and serves every language.
fn by_language(table: &Table, key: &str) -> BTreeMap<String, String> {
    if let Some(text) = table.text(key) {
        return BTreeMap::from([(String::new(), text.value.to_owned())]);
    }
    let Some(texts) = table.table(key) else { return BTreeMap::new() };
    let texts = texts
        .entries
        .iter()
        .filter_map(|entry| Some((entry.key.value.clone(), texts.text(&entry.key.value)?.value.to_owned())));
    texts.collect()
}

/// Every list but that of the statuses.
const LISTS: [&str; 13] = [
    "phase",
    "function",
    "kind",
    "perspective",
    "organisation_type",
    "group_type",
    "party_role",
    "decision_type",
    "colour",
    "dimension",
    "idea_status",
    "sender_type",
    "sdg",
];

macro_rules! term_shape {
    ($name:ident, $sv:literal, $en:literal $(, $more:expr)* $(,)?) => {
        static $name: TableShape = TableShape {
            name: $en,
            doc: Doc { sv: $sv, en: $en },
            fields: &[
                Field::required("id", Shape::TextOrNumber, "Ordets id i datafilerna", "The word's id in data files"),
                Field::required("names", Shape::Names, "Namn på varje språk", "Name in each language"),
                Field::optional("explanation", Shape::Names, "Förklaring", "Explanation"),
                Field::optional("example", Shape::Bool, "Står som exempel", "Stands as an example"),
                Field::optional("order", Shape::Integer { min: 0, max: 1000 }, "Ordning", "Order"),
                $($more),*
            ],
        };
    };
}

term_shape!(TERM, "ord", "word");
term_shape!(
    STATUS,
    "status",
    "status",
    Field::required(
        "role",
        Shape::Choice(&["proposed", "chosen", "parked", "active", "waiting", "finished", "stopped"]),
        "Vad statusen betyder för reglerna",
        "What the status means to the rules",
    ),
    Field::required(
        "next",
        Shape::List(&Shape::Reference("status")),
        "Statusar som får följa",
        "Statuses that may follow",
    ),
);

static DELEGATION: TableShape = TableShape {
    name: "delegation",
    doc: Doc { sv: "Vad som får användas utan beslut", en: "What may be spent without a decision" },
    fields: &[
        Field::required("amount", Shape::Amount, "Högsta beloppet", "The highest sum"),
        Field::required(
            "decided_by",
            Shape::Reference("group_type"),
            "Slag av grupp som beslutar om mer",
            "The kind of group that decides on more",
        ),
        Field::optional("source", Shape::Table(&SOURCE_REF), "Källa", "Source"),
    ],
};

const TERMS: Shape = Shape::List(&Shape::Table(&TERM));

/// What `site/hub/vocabulary.toml` may hold.
pub(super) static SHAPE: TableShape = TableShape {
    name: "vocabulary",
    doc: Doc { sv: "De överenskomna orden", en: "The agreed words" },
    fields: &[
        Field::required("status", Shape::List(&Shape::Table(&STATUS)), "Statusar", "Statuses"),
        Field::optional("phase", TERMS, "Faser", "Phases"),
        Field::optional("function", TERMS, "Funktioner", "Functions"),
        Field::optional("kind", TERMS, "Slag av initiativ", "Kinds of initiative"),
        Field::optional("perspective", TERMS, "Perspektiv", "Perspectives"),
        Field::optional("organisation_type", TERMS, "Slag av organisation", "Kinds of organisation"),
        Field::optional("group_type", TERMS, "Slag av grupper", "Kinds of group"),
        Field::optional("party_role", TERMS, "Roller i partnerskapet", "Roles in the partnership"),
        Field::optional("decision_type", TERMS, "Slag av beslut", "Kinds of decision"),
        Field::optional("colour", TERMS, "Statusfärger", "Status colours"),
        Field::optional(
            "dimension",
            TERMS,
            "Vad deltagare tillfrågas om",
            "What participants are asked about",
        ),
        Field::optional("idea_status", TERMS, "Vad som kan bli av en idé", "What can become of an idea"),
        Field::optional("sender_type", TERMS, "Vem som lämnar idéer", "Who sends ideas"),
        Field::optional("sdg", TERMS, "Globala mål", "Global goals"),
        Field::optional(
            "delegation",
            Shape::Table(&DELEGATION),
            "Vad som får användas utan beslut",
            "What may be spent without a decision",
        ),
    ],
};
