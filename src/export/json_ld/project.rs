//! `Project`: an initiative.

use serde_json::Value;

use crate::export::Moment;

use super::Link;
use super::node::{Node, organisation, organisations};

/// An initiative as schema.org sees it.
#[derive(Clone, Debug)]
pub struct Project {
    /// Its page, absolute.
    pub url: String,
    /// The decided name of the day.
    pub name: String,
    /// What else it is or was called.
    pub alternate_names: Vec<String>,
    /// What it is, in a sentence or two.
    pub description: String,
    /// Organisations that take part.
    pub parties: Vec<Link>,
    /// The organisation under whose roof it is done.
    pub parent: Option<Link>,
    /// Where it takes place.
    pub place: Option<String>,
    /// When it began.
    pub start: Option<Moment>,
    /// When it ended.
    pub end: Option<Moment>,
    /// Its focus areas and subjects.
    pub keywords: Vec<String>,
}

/// The initiative's node.
pub fn project(project: &Project) -> Value {
    let place = project.place.as_deref().map(|name| Node::new("Place").with("name", name));
    Node::new("Project")
        .with("@id", format!("{}#project", project.url))
        .with("name", &*project.name)
        .with("alternateName", project.alternate_names.clone())
        .with("description", &*project.description)
        .with("url", &*project.url)
        .with("member", organisations(&project.parties))
        .maybe("parentOrganization", project.parent.as_ref().map(organisation))
        .maybe("location", place)
        .maybe("foundingDate", project.start.as_ref().map(Moment::iso))
        .maybe("dissolutionDate", project.end.as_ref().map(Moment::iso))
        .with("keywords", project.keywords.clone())
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_initiative() {
        let initiative = Project {
            url: "https://torg.example/initiativ/dromfabriken/".to_owned(),
            name: "Drömfabriken".to_owned(),
            alternate_names: Vec::new(),
            description: "En arena för alla.".to_owned(),
            parties: vec![Link { name: "Västerås stad".to_owned(), url: None }],
            parent: None,
            place: Some("Skultuna".to_owned()),
            start: Some(Moment::HalfYear(2022, 2)),
            end: None,
            keywords: vec!["Skolresultat".to_owned()],
        };
        insta::assert_snapshot!(project(&initiative));
    }
}
