//! `Organization`, or a narrower type such as `GovernmentOrganization`.

use serde_json::Value;

use super::Link;
use super::node::{Node, organisation as link_node};

/// An organisation, or the one behind the site.
#[derive(Clone, Debug, Default)]
pub struct Organisation {
    /// What others call it by: the site's own is the start page with `#organisation`.
    pub id: String,
    /// The type in schema.org, such as `GovernmentOrganization` or `CollegeOrUniversity`; `Organization` when it is
    /// not known. What a kind of organisation is in those words is for the site's vocabulary to say.
    pub schema_type: Option<String>,
    /// What it is called.
    pub name: String,
    /// What else it is or was called.
    pub alternate_names: Vec<String>,
    /// What it is, in a sentence or two.
    pub description: Option<String>,
    /// Its page on this site, absolute.
    pub url: String,
    /// Its own site and other pages that are about it.
    pub same_as: Vec<String>,
    /// Its number in the national register.
    pub org_number: Option<String>,
    /// The organisation it belongs to.
    pub parent: Option<Link>,
    /// An address to write to.
    pub email: Option<String>,
    /// A number to call.
    pub telephone: Option<String>,
    /// Its mark, absolute.
    pub logo: Option<String>,
}

/// The organisation's node.
pub fn organisation(organisation: &Organisation) -> Value {
    Node::new(organisation.schema_type.as_deref().unwrap_or("Organization"))
        .with("@id", &*organisation.id)
        .with("name", &*organisation.name)
        .with("alternateName", organisation.alternate_names.clone())
        .maybe("description", organisation.description.as_deref())
        .with("url", &*organisation.url)
        .with("sameAs", organisation.same_as.clone())
        .maybe("identifier", organisation.org_number.as_deref())
        .maybe("parentOrganization", organisation.parent.as_ref().map(link_node))
        .maybe("email", organisation.email.as_deref())
        .maybe("telephone", organisation.telephone.as_deref())
        .maybe("logo", organisation.logo.as_deref())
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_municipality() {
        let municipality = Organisation {
            id: "https://torg.example/organisationer/vasteras/#organisation".to_owned(),
            schema_type: Some("GovernmentOrganization".to_owned()),
            name: "Västerås stad".to_owned(),
            url: "https://torg.example/organisationer/vasteras/".to_owned(),
            same_as: vec!["https://www.vasteras.example/".to_owned()],
            org_number: Some("212000-2080".to_owned()),
            ..Organisation::default()
        };
        insta::assert_snapshot!(organisation(&municipality));
        assert_eq!(organisation(&Organisation::default())["@type"], "Organization");
    }
}
