//! `LearningResource` and `Course`.

use serde_json::{Value, json};

use crate::export::Moment;

use super::Link;
use super::node::{Node, organisation};

/// A page to learn from, or a course of several.
#[derive(Clone, Debug)]
pub struct Learning {
    /// One page or a course.
    pub kind: LearningKind,
    /// The page, absolute.
    pub url: String,
    /// Its title.
    pub title: String,
    /// What it teaches, in a sentence.
    pub description: String,
    /// Its language, as in `<html lang>`.
    pub lang: String,
    /// For whom it is.
    pub audience: Vec<String>,
    /// How long it takes.
    pub minutes: u32,
    /// What one can do afterwards.
    pub outcomes: Vec<String>,
    /// When it was last looked over.
    pub reviewed: Option<Moment>,
    /// The licence's address, or its name when it has none.
    pub licence: String,
    /// Who offers it.
    pub provider: Link,
    /// A course's modules.
    pub parts: Vec<Link>,
    /// The course it is a module of.
    pub part_of: Option<Link>,
}

/// What kind of learning it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LearningKind {
    /// A page; the word says which sort: `article`, `guide`, `method`, `film`, `module`.
    Resource(String),
    /// A course with modules.
    Course,
}

/// The node of a page to learn from.
pub fn learning(learning: &Learning) -> Value {
    let (kind, fragment) = match learning.kind {
        LearningKind::Resource(_) => ("LearningResource", "learning"),
        LearningKind::Course => ("Course", "course"),
    };
    let part = |kind: &str, link: &Link| -> Value {
        Node::new(kind).with("name", &*link.name).maybe("url", link.url.as_deref()).into()
    };
    let parts: Vec<_> = learning.parts.iter().map(|link| part("LearningResource", link)).collect();
    let audience: Vec<_> =
        learning.audience.iter().map(|name| json!({ "@type": "Audience", "audienceType": name })).collect();
    let node = Node::new(kind)
        .with("@id", format!("{}#{fragment}", learning.url))
        .with("name", &*learning.title)
        .with("description", &*learning.description)
        .with("url", &*learning.url)
        .with("inLanguage", &*learning.lang)
        .with("audience", audience)
        .maybe("timeRequired", (learning.minutes > 0).then(|| format!("PT{}M", learning.minutes)))
        .with("teaches", learning.outcomes.clone())
        .maybe("dateModified", learning.reviewed.as_ref().map(Moment::iso))
        .with("license", &*learning.licence)
        .with("provider", organisation(&learning.provider))
        .with("isAccessibleForFree", true)
        .with("hasPart", parts)
        .maybe("isPartOf", learning.part_of.as_ref().map(|course| part("Course", course)));
    match &learning.kind {
        LearningKind::Resource(sort) => node.with("learningResourceType", &**sort).into(),
        LearningKind::Course => node.into(),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn example(kind: LearningKind) -> Learning {
        Learning {
            kind,
            url: "https://torg.example/larande/labb/".to_owned(),
            title: "Labba".to_owned(),
            description: "Så gör du.".to_owned(),
            lang: "sv".to_owned(),
            audience: vec!["Lärare".to_owned()],
            minutes: 20,
            outcomes: vec!["Du kan labba".to_owned()],
            reviewed: Some(Moment::Day(date(2023, 1, 2))),
            licence: "https://creativecommons.org/licenses/by/4.0/".to_owned(),
            provider: Link { name: "Samhällskontraktet".to_owned(), url: None },
            parts: Vec::new(),
            part_of: None,
        }
    }

    #[test]
    fn a_guide_in_full() {
        insta::assert_snapshot!(learning(&example(LearningKind::Resource("guide".to_owned()))));
    }

    #[test]
    fn a_course_names_its_modules_and_they_name_it() {
        let link = Link { name: "Labba".to_owned(), url: None };
        let course = learning(&Learning { parts: vec![link.clone()], ..example(LearningKind::Course) });
        assert_eq!(course["@type"], "Course");
        assert_eq!(course["hasPart"][0]["@type"], "LearningResource");
        let module = LearningKind::Resource("module".to_owned());
        let module = learning(&Learning { part_of: Some(link), minutes: 0, ..example(module) });
        assert_eq!(module["isPartOf"]["@type"], "Course");
        assert_eq!(module.get("timeRequired"), None);
    }
}
