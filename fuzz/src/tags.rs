//! What a page of HTML consists of, by torg's scanner and by another reader.

use std::cell::RefCell;

use lol_html::{RewriteStrSettings, doc_text, element, rewrite_str};
use torg::html::{Attribute, Scanner, Token};

/// Start tags with their attributes in order, and all text.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Read {
    /// Names and attributes.
    pub starts: Vec<(String, Vec<(String, String)>)>,
    /// As it is written.
    pub text: String,
}

/// By the scanner, whose tokens must follow each other without a gap.
pub fn scanned(html: &str) -> Read {
    let (mut read, mut scanner, mut at) = (Read::default(), Scanner::new(html), 0);
    while let Some(token) = scanner.next() {
        let span = match &token {
            Token::Start(tag) | Token::End(tag) => tag.span.clone(),
            Token::Text(span) | Token::Comment(span) => span.clone(),
        };
        assert!(span.start == at && span.end > at, "{token:?} after {at}");
        at = span.end;
        match token {
            Token::Start(tag) => {
                let pair = |one: &Attribute<'_>| (one.name.to_ascii_lowercase(), one.value.to_owned());
                read.starts.push((tag.name.into_owned(), scanner.attributes().iter().map(pair).collect()));
            }
            Token::Text(span) => read.text.push_str(&html[span]),
            Token::End(_) | Token::Comment(_) => {}
        }
    }
    assert!(at == html.len() || html[at..].starts_with('<'), "only a tag may break off");
    read
}

/// Whether `lol_html` goes wrong: it takes byte order marks from the beginning of any piece, goes into a drawing or formula
/// that is closed where it is opened (`<svg/>`), and overlooks that a script or the like begins after `<script a=>`.
pub fn is_misread(html: &str) -> bool {
    let mut scanner = Scanner::new(html);
    while let Some(token) = scanner.next() {
        let Token::Start(tag) = token else { continue };
        let lacks_value = |one: &Attribute<'_>| one.value.is_empty() && one.raw.trim_end().ends_with('=');
        if tag.is_self_closing && matches!(&*tag.name, "svg" | "math")
            || scanner.attributes().last().is_some_and(lacks_value)
        {
            return true;
        }
    }
    html.contains('\u{feff}')
}

/// By `lol_html`, which follows the standard closely.
pub fn expected(html: &str) -> Read {
    let read = RefCell::new(Read::default());
    let settings = RewriteStrSettings::new()
        .with_strict(false)
        .append_element_content_handler(element!("*", |one| {
            let pairs = one.attributes().iter().map(|pair| (pair.name(), pair.value())).collect();
            read.borrow_mut().starts.push((one.tag_name(), pairs));
            Ok(())
        }))
        .append_document_content_handler(doc_text!(|chunk| {
            read.borrow_mut().text.push_str(chunk.as_str());
            Ok(())
        }));
    rewrite_str(html, settings).expect("no handler fails");
    read.into_inner()
}
