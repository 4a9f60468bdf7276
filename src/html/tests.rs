//! The scanner against another reader of HTML, and by itself.

use lol_html::{RewriteStrSettings, element, rewrite_str};
use proptest::prelude::*;

use super::{Open, Scanner, Token};

/// What a page consists of: start tags with their attributes in order, and all text.
#[derive(Debug, Default, PartialEq, Eq)]
struct Read {
    starts: Vec<(String, Vec<(String, String)>)>,
    text: String,
}

fn read(html: &str) -> Read {
    let (mut read, mut scanner) = (Read::default(), Scanner::new(html));
    while let Some(token) = scanner.next() {
        match token {
            Token::Start(tag) => {
                let pair = |attribute: &super::Attribute<'_>| {
                    (attribute.name.to_ascii_lowercase(), attribute.value.to_owned())
                };
                read.starts.push((tag.name.into_owned(), scanner.attributes().iter().map(pair).collect()));
            }
            Token::Text(span) => read.text.push_str(&html[span]),
            Token::End(_) | Token::Comment(_) => {}
        }
    }
    read
}

/// The same as another reader sees it, which follows the standard closely and is far slower.
fn oracle(html: &str) -> Read {
    let read = std::cell::RefCell::new(Read::default());
    let settings = RewriteStrSettings::new()
        .with_strict(false)
        .append_element_content_handler(element!("*", |el| {
            let attributes = el.attributes().iter().map(|attribute| (attribute.name(), attribute.value()));
            read.borrow_mut().starts.push((el.tag_name(), attributes.collect()));
            Ok(())
        }))
        .append_document_content_handler(lol_html::doc_text!(|chunk| {
            read.borrow_mut().text.push_str(chunk.as_str());
            Ok(())
        }));
    rewrite_str(html, settings).unwrap();
    read.into_inner()
}

/// Pieces that pages, and pages gone wrong, are made of.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "text",
        "å ö",
        " ",
        "\n",
        "<",
        ">",
        "&amp;",
        "\"",
        "'",
        "=",
        "/",
        "<p>",
        "</p>",
        "<P Class=a>",
        "<br/>",
        "<a href=x>",
        "<a href='a>b' title=\"c'd\">",
        "</a >",
        "<img src=/a.png alt>",
        "<img src=\"a\"alt=''/>",
        "<div id = x  b=c/>",
        "</div x>",
        "<x-y =a b==c>",
        "<table>",
        "<td align=left>",
        "</table>",
        "<h2 id=\"å\">",
        "</h2>",
        "<title>",
        "</title>",
        "</TITLE >",
        "<script>",
        "</script>",
        "</scrip",
        "/script>",
        "<!--",
        "-->",
        "--!>",
        "-",
        "<style>",
        "</style\n>",
        "<textarea>",
        "</textarea/>",
        "<xmp>",
        "</xmp>",
        "<noscript>",
        "</noscript>",
        "<svg>",
        "</svg>",
        "<path d=\"M0\"/>",
        "<foreignObject>",
        "</foreignObject>",
        "<math>",
        "</math>",
        "<mi>",
        "</mi>",
        "<svg viewBox='0'>",
        "<desc>",
        "</desc>",
        "<![CDATA[",
        "]]>",
        "<!doctype html>",
        "<!x>",
        "<?x?>",
        "</>",
        "</3>",
        "<3",
        "<iframe src=a>",
        "</iframe>",
        "<font color=a>",
        "<annotation-xml encoding=TEXT/html>",
        "</annotation-xml>",
        "<!-->",
        "<!--->",
    ]);
    prop::collection::vec(piece, 0..25).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, ..ProptestConfig::default() })]

    #[test]
    fn any_page_is_read_as_the_standard_says(html in pieces()) {
        let (ours, theirs) = (read(&html), oracle(&html));
        prop_assert_eq!(&ours.starts, &theirs.starts, "{}", html);
        // The text in a CDATA section is no text to the scanner.
        if !html.contains("<![CDATA[") {
            prop_assert_eq!(&ours.text, &theirs.text, "{}", html);
        }
    }

    #[test]
    fn tokens_follow_each_other_without_a_gap(html in "\\PC*|[<>/!a-c='\" -]{0,60}") {
        let mut at = 0;
        for token in Scanner::new(&html) {
            let span = match token {
                Token::Start(tag) | Token::End(tag) => tag.span,
                Token::Text(span) | Token::Comment(span) => span,
            };
            prop_assert_eq!(span.start, at);
            prop_assert!(span.end > at);
            at = span.end;
        }
        prop_assert!(at == html.len() || html[at..].starts_with('<'));
    }
}

#[test]
fn a_script_ends_where_browsers_end_it() {
    for (script, is_closed) in [
        ("<script>if (a<b) '</div>'</script>", true),
        ("<script><!-- <script> </script> --></script>", true),
        ("<script><!-- <script> </script> </script>", true),
        ("<script><!-- <script> </script>", false),
        ("<script><!-- </script>", true),
        ("<script><!--></script>", true),
        ("<script>a</scripty></script >", true),
        ("<script>a -/script> b", false),
        ("<script><!-- -script> </script>", true),
        ("<script>a", false),
    ] {
        let html = format!("{script}<p>");
        let names: Vec<String> = read(&html).starts.into_iter().map(|(name, _)| name).collect();
        assert_eq!(names.len() == 2, is_closed, "{script}");
    }
}

#[test]
fn an_end_tag_closes_what_is_open_within() {
    let mut open = Open::default();
    let mut closed = Vec::new();
    for token in Scanner::new("<main><p><br><b></main></p><i>") {
        match token {
            Token::Start(tag) => {
                let name = tag.name.clone();
                assert_eq!(open.start(tag, name.clone()).is_some(), name == "br");
            }
            Token::End(tag) => closed.push(open.end(&tag.name).collect::<Vec<_>>()),
            _ => {}
        }
    }
    assert_eq!(closed, [vec!["b", "p", "main"], vec![]]);
    assert_eq!(open.values().collect::<Vec<_>>(), ["i"]);
}
