//! `Article` and `NewsArticle`.

use serde_json::Value;

use crate::export::Moment;

use super::Link;
use super::node::{Node, organisation};

/// A page that is mostly text.
#[derive(Clone, Debug)]
pub struct Article {
    /// What kind of text it is.
    pub kind: ArticleKind,
    /// The page, absolute.
    pub url: String,
    /// Its title.
    pub title: String,
    /// What it says, in a sentence.
    pub description: String,
    /// Its language, as in `<html lang>`.
    pub lang: String,
    /// When it was first published.
    pub published: Option<Moment>,
    /// When it last changed.
    pub updated: Option<Moment>,
    /// A picture for it, absolute.
    pub image: Option<String>,
    /// Who wrote it and answers for it.
    pub author: Link,
    /// Its subjects.
    pub tags: Vec<String>,
}

/// What kind of text an article is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArticleKind {
    /// Any text.
    Article,
    /// A news item.
    News,
}

/// The article's node.
pub fn article(article: &Article) -> Value {
    let kind = match article.kind {
        ArticleKind::Article => "Article",
        ArticleKind::News => "NewsArticle",
    };
    Node::new(kind)
        .with("@id", format!("{}#article", article.url))
        .with("headline", &*article.title)
        .with("description", &*article.description)
        .with("url", &*article.url)
        .with("mainEntityOfPage", &*article.url)
        .with("inLanguage", &*article.lang)
        .maybe("datePublished", article.published.as_ref().map(Moment::iso))
        .maybe("dateModified", article.updated.as_ref().map(Moment::iso))
        .maybe("image", article.image.as_deref())
        .with("author", organisation(&article.author))
        .with("publisher", organisation(&article.author))
        .with("keywords", article.tags.clone())
        .with("isAccessibleForFree", true)
        .into()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_news_item() {
        let news = Article {
            kind: ArticleKind::News,
            url: "https://torg.example/nyheter/nio/".to_owned(),
            title: "Nio initiativ".to_owned(),
            description: "Nio valdes.".to_owned(),
            lang: "sv".to_owned(),
            published: Some(Moment::Day(date(2022, 6, 29))),
            updated: None,
            image: None,
            author: Link { name: "Samhällskontraktet".to_owned(), url: None },
            tags: vec!["skola".to_owned()],
        };
        insta::assert_snapshot!(article(&news), @r#"{"@type":"NewsArticle","@id":"https://torg.example/nyheter/nio/#article","headline":"Nio initiativ","description":"Nio valdes.","url":"https://torg.example/nyheter/nio/","mainEntityOfPage":"https://torg.example/nyheter/nio/","inLanguage":"sv","datePublished":"2022-06-29","author":{"@type":"Organization","name":"Samhällskontraktet"},"publisher":{"@type":"Organization","name":"Samhällskontraktet"},"keywords":["skola"],"isAccessibleForFree":true}"#);
    }
}
