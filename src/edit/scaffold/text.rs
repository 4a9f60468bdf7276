//! The texts of new pages and records.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Kind, New, record};
use crate::edit::fields::quoted;

/// What a new text may refer to: only what is there.
#[derive(Clone, Debug)]
pub(super) struct Stock {
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

impl Stock {
    /// The id of something of a kind; its key when there is none.
    pub(super) fn example(&self, key: &'static str) -> Result<&str, &'static str> {
        self.examples.get(key).map(String::as_str).ok_or(key)
    }
}

/// The text of a new page or record, or the key of what the site lacks to have one.
pub(super) fn text(new: &New<'_>, says_kind: bool, stock: &Stock) -> Result<String, &'static str> {
    let page = |keys: &str| page(new, says_kind, keys);
    Ok(match new.kind {
        Kind::Page => page(""),
        Kind::News => page(&format!("date = {}\n", new.day)),
        Kind::Learning => {
            let of_type = new.of_type.unwrap_or("article");
            page(&format!("type = {}\n{}", quoted(of_type), learning(new, stock)?))
        }
        Kind::Course => {
            page(&format!("page_kind = \"learning\"\nsort_by = \"weight\"\n{}", learning(new, stock)?))
        }
        Kind::Event => page(&event(new, stock)?),
        Kind::Document => page(&document(new, stock)?),
        Kind::Record(record) => match record.key {
            "initiative" => initiative(new, stock)?,
            "assessment" => record::assessment(stock)?,
            _ => record::text(record, new, stock)?,
        },
    })
}

fn page(new: &New<'_>, says_kind: bool, keys: &str) -> String {
    let kind = if says_kind { format!("kind = \"{}\"\n", new.kind.name()) } else { String::new() };
    let description = new.pick(
        "# description = \"En mening som säger vad sidan handlar om.\"",
        "# description = \"One sentence that says what the page is about.\"",
    );
    format!("+++\ntitle = {}\ndraft = true\n{kind}{keys}{description}\n+++\n\nTODO\n", quoted(new.title))
}

fn learning(new: &New<'_>, stock: &Stock) -> Result<String, &'static str> {
    let initiative = stock.example("initiative")?;
    Ok(format!(
        "audience = [\"TODO: {}\"]\nminutes = 10\noutcomes = [\"TODO: {}\"]\norigin = {{ initiative = \"{initiative}\" }}\n\
         reviewed = {}\nlicence = \"CC BY 4.0\"\n",
        new.pick("vem sidan är till för", "whom the page is for"),
        new.pick("Du kan …", "You can …"),
        stock.today,
    ))
}

fn event(new: &New<'_>, stock: &Stock) -> Result<String, &'static str> {
    let organiser = stock.example("organisation")?;
    Ok(format!(
        "when = {{ start = {} }}\nstatus = \"planned\"\nform = \"unknown\"\norganisers = [\"{organiser}\"]\n{}\n",
        new.day,
        new.pick("# place = \"Var det är\"", "# place = \"Where it is\""),
    ))
}

fn document(new: &New<'_>, stock: &Stock) -> Result<String, &'static str> {
    let holder = stock.example("organisation")?;
    Ok(format!(
        "type = {}\ndate = {}\nheld_by = \"{holder}\"\naccessibility = \"html\"\n",
        quoted(new.of_type.unwrap_or("report")),
        new.day,
    ))
}

fn initiative(new: &New<'_>, stock: &Stock) -> Result<String, &'static str> {
    let kind = stock.example("kind")?;
    let status = stock.example("status")?;
    let summary = new.pick("en eller två meningar om vad det är", "one or two sentences on what it is");
    let party = stock.example("organisation").map(|id| format!("\"{id}\"")).unwrap_or_default();
    Ok(format!(
        "visibility = \"internal\"\n{}kind = \"{kind}\"\nfocus_areas = []\nsummary = \"TODO: {summary}\"\n\
         parties = [{party}]\n\n[[status]]\nvalue = \"{status}\"\nwhen = {}\n",
        record::names(new.title, stock),
        stock.today,
    ))
}

#[cfg(test)]
mod tests {
    use crate::hub;
    use crate::report::Lang;

    use super::*;

    fn stock() -> Stock {
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
        Stock { today: Date::constant(2024, 6, 21), examples: examples.chain(words).collect(), criteria }
    }

    fn written(kind: Kind, stock: &Stock) -> Result<String, &'static str> {
        let new = New { kind, title: "Vår \"nya\" sak", day: stock.today, of_type: None, lang: Lang::En };
        text(&new, false, stock)
    }

    #[test]
    fn a_page_is_a_draft_and_a_record_internal() {
        for kind in Kind::all() {
            let text = written(kind, &stock()).unwrap();
            let hidden = match kind.record().map(|record| record.openness) {
                None => "draft = true",
                Some(hub::Openness::Secret) => "set = ",
                Some(_) => "visibility = \"internal\"",
            };
            assert!(text.contains(hidden), "{text}");
            assert_eq!(text.contains(r#""Vår \"nya\" sak""#), kind.has_title(), "{text}");
        }
    }

    #[test]
    fn what_the_site_lacks_is_named() {
        let bare = Stock { examples: BTreeMap::new(), ..stock() };
        let lacking = |kind| written(kind, &bare).unwrap_err();
        assert_eq!([Kind::Event, Kind::Learning].map(lacking), ["organisation", "initiative"]);
        let record = |key: &str| Kind::Record(hub::kind(key).unwrap());
        assert_eq!(
            ["initiative", "seat", "feedback"].map(|key| lacking(record(key))),
            ["kind", "group", "event"]
        );
    }
}
