//! The pass by examples, and against the same pass by a rewriter.

use proptest::prelude::*;

use super::*;

mod oracle;

type Finish = fn(&str, &PostContext<'_>) -> Finished;

fn run_with(finish: Finish, html: &str) -> Finished {
    let picture =
        |src: &str| (src == "/a.png").then(|| Picture { width: 40, height: 30, ..Picture::default() });
    let context = PostContext {
        base_url: "https://torg.example",
        table_label: &|n| format!("Tabell {n}"),
        task_labels: ["Klart".to_owned(), "Inte klart".to_owned()],
        anchor_label: "Länk hit".to_owned(),
        picture: &picture,
        internal: None,
    };
    finish(html, &context)
}

fn run(html: &str) -> Finished {
    run_with(finish, html)
}

#[test]
fn pictures_get_sizes_and_load_late() {
    let html =
        run("<img src=\"/a.png\" alt=\"A\"><img src=\"/b.png\" alt=\"\" width=\"1\" loading=\"eager\">").html;
    let expected = "<img src=\"/a.png\" alt=\"A\" loading=\"lazy\" decoding=\"async\" width=\"40\" height=\"30\">\
        <img src=\"/b.png\" alt=\"\" width=\"1\" loading=\"eager\" decoding=\"async\">";
    assert_eq!(html, expected);
}

#[test]
fn tables_are_wrapped_once() {
    let html = run("<table></table><div class=\"table-wrap\"><table></table></div>").html;
    assert_eq!(html.matches("table-wrap").count(), 2);
    assert!(html.starts_with(
        "<div class=\"table-wrap\" role=\"region\" tabindex=\"0\" aria-label=\"Tabell 1\"><table>"
    ));
}

#[test]
fn only_links_to_other_sites_are_marked() {
    let html =
        run("<a href=\"https://x.se/\">x</a><a href=\"https://torg.example/\">t</a><a href=\"/\">h</a>").html;
    assert_eq!(html.matches("external").count(), 1);
    assert!(html.starts_with("<a href=\"https://x.se/\" class=\"external\" rel=\"noopener\">"));
}

#[test]
fn headings_get_anchors_where_the_theme_asks() {
    let html =
        run("<h2 id=\"a\">A</h2><main data-anchors><h2 id=\"b\">B</h2></main><h2 id=\"c\">C</h2>").html;
    assert_eq!(html.matches("class=\"anchor\"").count(), 1);
    assert!(html.contains("href=\"#b\""));
}

#[test]
fn cells_and_tasks_are_as_html_wants_them() {
    let html =
        run("<table><td align=\"right\">1</td></table><input type=\"checkbox\" disabled checked>").html;
    assert!(html.contains("<td class=\"right\">1</td>"), "{html}");
    assert!(html.ends_with("<input type=\"checkbox\" disabled checked aria-label=\"Klart\">"), "{html}");
}

#[test]
fn ids_and_links_are_noted() {
    let finished = run("<p id=\"a\"><a href=\"/x/?a=1&amp;b=2#c\">x</a><img src=\"/b.png\" alt=\"\"></p>");
    assert_eq!(finished.ids, ["a"]);
    assert_eq!(finished.hrefs, ["/x/?a=1&b=2#c", "/b.png"]);
}

#[test]
fn odd_html_is_passed_on_and_still_read() {
    assert_eq!(run("<img class=table-wrap src=/a.png><p id=a>").ids, ["a"]);
    // A raw text element in a select: browsers and the rewriter differ on where it ends.
    let odd = "<select><xmp><script>1</script></select><p id=a>";
    assert_eq!(run(odd).html, odd);
    let html = run("<main data-anchors><h2 id='a\"b'>x</h2></main>").html;
    assert!(html.contains("href=\"#a&quot;b\""), "{html}");
    let html = run("<a href=\" HTTPS://x.se\" rel=nofollow>").html;
    assert!(html.contains("rel=\"nofollow noopener\""), "{html}");
}

#[test]
fn everything_else_stays_as_it_is() {
    let html =
        "<!doctype html><title>Å & b</title><p class=x>1 < 2<br/><!-- c --><svg><path d='M0 0'/></svg>";
    assert_eq!(run(html).html, html);
}

#[test]
fn what_is_left_open_ends_with_what_is_around_it() {
    let html = run("<section><table><tr><td>1</section><p>").html;
    assert!(html.contains("<td>1</div></section><p>"), "{html}");
    let html = run("<main data-anchors><h2 id=a>A</main>").html;
    assert!(html.ends_with("</span></a></main>"), "{html}");
}

/// A piece of a page in which every element is closed.
fn tree() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(vec![
        "text",
        "å &amp; ö",
        "1 < 2",
        "<br>",
        "<img src=/a.png>",
        "<img src='/a.png' alt=\"x\" width=3>",
        "<img SRC=/b.png loading=eager />",
        "<input type=checkbox disabled>",
        "<input type='checkbox' checked disabled=''>",
        "<input type=text disabled>",
        "<!-- <table> -->",
        "<script>'<table>'</script>",
        "<script src=/x.js></script>",
        "<style>a>b{}</style>",
        "<link rel=x href=/a&amp;b>",
        "<svg viewBox=\"0 0 1 1\"><path d='M0'/><title>a</title></svg>",
        "<a href=\"https://x.se\">x</a>",
        "<a  href=' HTTPS://x.se/?a=1&amp;b' rel=nofollow\n class=k>x</a>",
        "<a href=https://torg.example/a>t</a>",
        "<a href=//y.se class=\"\" rel='noopener me'>y</a>",
        "<a>-</a>",
    ])
    .prop_map(ToOwned::to_owned);
    leaf.prop_recursive(5, 60, 6, |inner| {
        let wrap = prop::sample::select(vec![
            ("<div>", "</div>"),
            ("<main data-anchors>", "</main>"),
            ("<div class='a table-wrap b'>", "</div>"),
            ("<table>", "</table>"),
            ("<table class=table-wrap>", "</table>"),
            ("<td align=right>", "</td>"),
            ("<th class=\"n\" align=\"left\">", "</th>"),
            ("<h2 id=a>", "</h2>"),
            ("<H3 ID='a\"b'>", "</H3>"),
            ("<h2>", "</h2>"),
            ("<p id=\"å\">", "</p>"),
            ("<li>", "</li>"),
            ("<td align=top>", "</td>"),
        ]);
        (wrap, prop::collection::vec(inner, 0..6))
            .prop_map(|((open, close), inner)| format!("{open}{}{close}", inner.concat()))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, ..ProptestConfig::default() })]

    #[test]
    fn well_formed_pages_come_out_as_another_rewriter_makes_them(html in tree()) {
        prop_assert_eq!(run(&html), run_with(oracle::finish, &html));
    }

    #[test]
    fn nothing_an_author_wrote_is_lost(html in "\\PC*|[<>/!ap='\" -]{0,60}") {
        prop_assert_eq!(run(&html).html, html);
    }
}
