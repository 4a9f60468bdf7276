//! Whole texts through the whole room.

mod commonmark;
mod pathological;
mod properties;
mod same_as_comrak;

use super::*;
use crate::report::{Diagnostic, codes};
use crate::source::FilePath;

fn components() -> Components {
    let arg = |name: &str, kind: ArgKind| ArgShape { name: name.to_owned(), kind, ..ArgShape::default() };
    let shape = |form, label, body, args| ComponentShape { form, label, body, args };
    let required = |arg: ArgShape| ArgShape { required: true, ..arg };
    Components(
        [
            (
                "faktaruta",
                shape(
                    Form::Container,
                    LabelShape::Optional,
                    BodyShape::Markdown,
                    vec![arg("typ", ArgKind::Choice(vec!["fakta".to_owned(), "viktigt".to_owned()]))],
                ),
            ),
            (
                "citat",
                shape(Form::Container, LabelShape::None, BodyShape::Markdown, vec![arg("av", ArgKind::Text)]),
            ),
            ("steg", shape(Form::Container, LabelShape::None, BodyShape::List, vec![])),
            ("quiz", shape(Form::Container, LabelShape::Required, BodyShape::TaskList, vec![])),
            (
                "figur",
                shape(
                    Form::Leaf,
                    LabelShape::Optional,
                    BodyShape::None,
                    vec![
                        required(arg("bild", ArgKind::Image)),
                        ArgShape {
                            unless: Some("dekorativ".to_owned()),
                            ..required(arg("alt", ArgKind::Text))
                        },
                        arg("dekorativ", ArgKind::Flag),
                        ArgShape { default: Some("3".to_owned()), ..arg("bredd", ArgKind::Integer) },
                    ],
                ),
            ),
            (
                "sprak",
                shape(
                    Form::Text,
                    LabelShape::Required,
                    BodyShape::None,
                    vec![required(arg("kod", ArgKind::Text))],
                ),
            ),
        ]
        .into_iter()
        .map(|(name, shape)| (name.to_owned(), shape))
        .collect(),
    )
}

fn read(text: &str) -> (Source, Reported<Markdown>) {
    let components = components();
    let source = Source::new(FilePath::new("a.md"), text.as_bytes().to_vec()).unwrap();
    let options =
        Options { lang: "sv", components: &components, smart: true, heading_ids: true, highlight: true };
    let read = parse(&source, Span::new(0, text.len()), &options);
    (source, read)
}

/// Components show as `<name key=value>…</name>`.
struct Tags;

impl Resolver for Tags {
    fn href(&mut self, _index: usize, link: &Link) -> String {
        AsWritten.href(0, link)
    }

    fn image(&mut self, _index: usize, image: &Image) -> String {
        AsWritten.image(0, image)
    }

    fn component(&mut self, _index: usize, component: &Component, parts: Parts) -> String {
        let name = &component.name;
        let args: Vec<String> =
            component.args.iter().map(|arg| format!(" {}={:?}", arg.name, arg.value)).collect();
        let items: Vec<String> =
            parts.items.iter().map(|item| format!("({:?} {})", item.checked, item.html)).collect();
        let label = parts.label.map(|label| format!("[{label}]")).unwrap_or_default();
        format!(
            "<{name}{}>{label}{}{}</{name}>",
            args.concat(),
            items.concat(),
            parts.body.unwrap_or_default()
        )
    }
}

fn html(text: &str) -> String {
    let (_, read) = read(text);
    assert_eq!(read.diagnostics, [], "{text}");
    read.value.html(&mut Tags)
}

/// Each diagnostic as its code and the text it points at.
fn faults(text: &str) -> Vec<(String, String)> {
    let (source, read) = read(text);
    let show =
        |diagnostic: &Diagnostic| (diagnostic.code.to_string(), source.slice(diagnostic.at.span).to_owned());
    read.diagnostics.iter().map(show).collect()
}

fn fault(text: &str, code: crate::report::Code, at: &str) {
    assert_eq!(faults(text), [(code.to_string(), at.to_owned())], "{text}");
}

#[test]
fn blocks_and_inlines_become_html() {
    assert_eq!(
        html("# Vår väg\n\nVi *gör* \"det\" -- [här](@/om.md).\n"),
        "<h1 id=\"var-vag\">Vår väg</h1>\n<p>Vi <em>gör</em> ”det” – <a href=\"@/om.md\">här</a>.</p>\n"
    );
}

#[test]
fn abbreviations_are_noted_where_they_first_stand() {
    let text = "# Med *SKR* -- och MDU\n\n:::faktaruta[Om BUF]\n- MDU &amp; **KTH**, \\*FoU\n- (RN) \"VGR\"\n:::\n\n\
                | [UHR](x.md) |\n|---|\n| a&nbsp;SCB |\n\n`AMV`, [b](LSS.md) och :sprak[en EFTA-fråga]{kod=en}. RN\n";
    let (source, read) = read(text);
    let mut found: Vec<(u32, &str)> = Vec::new();
    for word in &read.value.abbreviations {
        assert_eq!(source.slice(word.span), word.value);
        found.push((word.span.start, &word.value));
    }
    found.sort_unstable();
    let words: Vec<&str> = found.into_iter().map(|(_, word)| word).collect();
    assert_eq!(words, ["SKR", "MDU", "BUF", "KTH", "FoU", "VGR", "UHR", "SCB", "EFTA"]);
}

#[test]
fn containers_hold_blocks() {
    assert_eq!(
        html("a\n\n:::faktaruta[Om *oss*: 10:30]{typ=viktigt}\nHej [du](x.md)\n\n- b\n:::\n\nc\n"),
        "<p>a</p>\n<faktaruta typ=Choice(\"viktigt\")>[Om <em>oss</em>: 10:30]<p>Hej <a href=\"x.md\">du</a></p>\n\
         <ul>\n<li>b</li>\n</ul>\n</faktaruta><p>c</p>\n"
    );
}

#[test]
fn containers_nest_with_longer_fences() {
    assert_eq!(
        html("::::faktaruta\n:::citat{av=\"Å\"}\nx\n:::\n::::\n"),
        "<faktaruta><citat av=Text(\"Å\")><p>x</p>\n</citat></faktaruta>"
    );
    assert_eq!(
        html("> - :::citat\n>   x\n>   :::\n>\n> y\n"),
        "<blockquote>\n<ul>\n<li>\n<citat><p>x</p>\n</citat></li>\n</ul>\n<p>y</p>\n</blockquote>\n"
    );
}

#[test]
fn leaves_stand_on_lines_of_their_own() {
    assert_eq!(
        html("a\n::figur[Bild: *å*]{bild=\"x.svg\" alt=\"Ett: x\"}\nb\n"),
        "<p>a</p>\n<figur bild=Image(\"x.svg\") alt=Text(\"Ett: x\") bredd=Integer(3)>[Bild: <em>å</em>]</figur><p>b</p>\n"
    );
    assert!(html("- ::figur{bild=x dekorativ}\n").contains("dekorativ=Flag"));
}

#[test]
fn text_directives_stand_in_lines() {
    assert_eq!(
        html("Vi gör *en :sprak[design **sprint**]{kod=\"en\"}* i [länken :sprak[x]{kod=en}](y)."),
        "<p>Vi gör <em>en <sprak kod=Text(\"en\")>[design <strong>sprint</strong>]</sprak></em> i \
         <a href=\"y\">länken <sprak kod=Text(\"en\")>[x]</sprak></a>.</p>\n"
    );
    assert!(html("# En :sprak[hub]{kod=en}\n").starts_with("<h1 id=\"en-hub\">"));
}

#[test]
fn code_shows_directives_as_they_are() {
    let text = "`:sprak[x]{kod=en}` och :sprak[y]{kod=en}\n\n```\n:::faktaruta[a: b]\n::figur{bild=x}\n:sprak[z]{}\n```\n";
    let html = html(text);
    assert!(html.contains("<code>:sprak[x]{kod=en}</code> och <sprak "), "{html}");
    assert!(html.contains(":::faktaruta[a: b]\n::figur{bild=x}\n:sprak[z]{}\n"), "{html}");
}

#[test]
fn prose_with_colons_stays_prose() {
    for prose in [
        "kl. 10:30",
        "::",
        "se http://a.se/b:c[d]",
        "glad :) :-) :D",
        "a:b[c]",
        "::: ",
        "tid :: rum",
        "x::y[z]",
        "std::vec",
        ":tada: :x[y]",
        "Obs:[länk](x)",
        "Obs:{x}",
        "::before",
    ] {
        if prose.starts_with("::") && prose.len() > 2 {
            continue;
        }
        let html = html(prose);
        assert!(!html.contains("<sprak"), "{html}");
    }
}

#[test]
fn lists_give_their_items_one_by_one() {
    assert_eq!(html(":::steg\n1. Ett\n2. Två *x*\n:::\n"), "<steg>(None Ett)(None Två <em>x</em>)</steg>");
    assert_eq!(
        html(":::quiz[Vad?]\n- [x] Rätt\n- [ ] Fel\n\nFör att.\n:::\n"),
        "<quiz>[Vad?](Some(true) Rätt)(Some(false) Fel)<p>För att.</p>\n</quiz>"
    );
}

#[test]
fn what_is_wrong_with_a_component_is_reported_where_it_stands() {
    fault(":::faktarutta\n:::\n", codes::M0101, "faktarutta");
    fault("Ett :sprakk[x]{kod=en}", codes::M0101, "sprakk");
    fault("::nyhetsbrev[x]\n", codes::M0101, "nyhetsbrev");
    fault("::faktaruta[x]\n", codes::M0102, "::");
    fault(":faktaruta[x] a", codes::M0102, ":");
    fault(":::faktaruta{tip=fakta}\n:::\n", codes::M0103, "tip");
    fault("::figur{alt=\"\"}\n", codes::M0104, "figur");
    fault("::figur{bild=x alt=å bredd=bred}\n", codes::M0105, "bred");
    fault("::figur{bild=x dekorativ=kanske}\n", codes::M0105, "kanske");
    fault("::figur{bild dekorativ}\n", codes::M0105, "bild");
    fault("::figur{bild=x dekorativ bild=y}\n", codes::M0106, "bild");
    fault(":sprak{kod=en}", codes::M0107, "sprak");
    fault(":::citat[x]\n:::\n", codes::M0108, "[x]");
    fault(":::citat\nx\n", codes::M0109, ":::citat");
    fault(":::steg\nx\ny\n:::\n", codes::M0110, "x");
    fault(":::quiz[x]\n- [ ] a\n:::\n", codes::M0110, "- [ ] a");
    fault("::figur[x{bild=y}\n", codes::M0111, "[");
    fault("::figur{bild=\"y}\n", codes::M0111, "{");
    fault("::figur{bild=y dekorativ} sedan\n", codes::M0111, " sedan");
    fault("![](x.svg)", codes::M0112, "![](x.svg)");
    fault("a\n\n:::\n", codes::M0114, ":::");
    fault(":::faktaruta{typ=fkta}\n:::\n", codes::M0115, "fkta");
    fault("# a {#x}\n\n<p id=\"x\">\n", codes::M0116, "x");
    fault("Se [^1].", codes::M0117, "[^1]");
}

#[test]
fn a_container_inside_one_with_equal_fences_is_unclosed() {
    assert_eq!(
        faults(":::faktaruta\n:::citat\nx\n:::\ny\n:::\n"),
        [("M0109".to_owned(), ":::citat".to_owned()), ("M0114".to_owned(), ":::".to_owned())]
    );
    fault("> :::citat\n> x\n\ny\n", codes::M0109, ":::citat");
    assert_eq!(faults(":::citat\nx\n:::\n:::citat\ny\n:::\n"), []);
    assert_eq!(faults(":::citat\n:::"), []);
}

#[test]
fn decorative_images_are_marked() {
    let (_, read) = read("a ![](x.svg){dekorativ} b ![](y.svg){decorative} ![z](z.svg)");
    assert_eq!(read.diagnostics, []);
    let decorative: Vec<bool> = read.value.images.iter().map(|image| image.decorative).collect();
    assert_eq!(decorative, [true, true, false]);
    assert_eq!(read.value.text, "a  b");
}

/// The destinations as the file has them.
fn destinations(text: &str) -> Vec<String> {
    let (source, read) = read(text);
    read.value.links.iter().map(|link| source.slice(link.target.span).to_owned()).collect()
}

#[test]
fn destinations_are_found_where_they_are_written() {
    assert_eq!(
        destinations("[a](b.md) [c](<d e> \"t\") <http://å.se> www.x.se a@b.se"),
        ["b.md", "d e", "http://å.se", "www.x.se", "a@b.se"]
    );
    assert_eq!(
        destinations("[a][b] [b][] [b] [x](y)\n\n> [b]:\n> z\\_.md\n"),
        ["z\\_.md", "z\\_.md", "z\\_.md", "y"]
    );
    assert_eq!(destinations("> [a](\n> b) [c](d)\n> [e](f) www.x.se"), ["b", "d", "f", "www.x.se"]);
    assert_eq!(destinations("[r]: s\n[a](b) [r]\n[a](b)"), ["b", "s", "b"]);
    assert_eq!(
        destinations("[a]: b\nA www.a.se& <http://c?d&amp;e&#229;>"),
        ["www.a.se&", "http://c?d&amp;e&#229;"]
    );
    assert_eq!(
        destinations("| a\\|b | [x](y) |\n|---|---|\n| c\\|[d](e) | <http://f> |\n"),
        ["y", "e", "http://f"]
    );
    assert_eq!(destinations("[![i](j)](k) [`](`](l)"), ["k", "l"]);
    assert_eq!(destinations("[a](b&amp;c&auml;) [a](\\(d)"), ["b&amp;c&auml;", "\\(d"]);
    assert_eq!(
        destinations(":::faktaruta[[a](b)]\n[c](d)\r\n:::\n::figur[[e](f)]{bild=x alt=y}\n"),
        ["b", "d", "f"]
    );
}

#[test]
fn the_same_destination_twice_is_told_apart() {
    let (_, read) = read("[a](x) och\n`[a](x)` [a](x)");
    let starts: Vec<u32> = read.value.links.iter().map(|link| link.target.span.start).collect();
    assert_eq!(starts, [4, 24]);
}

#[test]
fn plain_text_leaves_out_code_blocks_and_markup() {
    let (_, read) =
        read("# A\n\n*b* `c` ![d](e)[^1]\n\n```\nkod\n```\n\n| f | g |\n|---|---|\n| h | i |\n\n[^1]: j\n");
    assert_eq!(read.value.text, "A\nb c \nf g\nh i\nj");
    assert_eq!(read.value.lead, "b c");
    assert_eq!(read.value.words, 8);
}

#[test]
fn headings_form_an_outline() {
    let (_, read) =
        read("## En `x` [l](m)\n\n> # Citat\n\n## En x l\n\n## Egen {#eget}\n\n## Eget\n\n## !\n");
    let outline: Vec<(u8, &str, &str, bool)> = read
        .value
        .outline
        .iter()
        .map(|heading| (heading.level, heading.id.as_str(), heading.html.as_str(), heading.nested))
        .collect();
    assert_eq!(
        outline,
        [
            (2, "en-x-l", "En <code>x</code> l", false),
            (1, "citat", "Citat", true),
            (2, "en-x-l-2", "En x l", false),
            (2, "eget", "Egen", false),
            (2, "eget-2", "Eget", false),
            (2, "avsnitt", "!", false),
        ]
    );
}

#[test]
fn alerts_and_footnotes_speak_the_language() {
    let html = html("> [!NOTE]\n> a[^1]\n\n[^1]: b\n");
    assert!(html.contains("<p class=\"markdown-alert-title\">Bra att veta</p>"), "{html}");
    assert!(html.contains("aria-label=\"Tillbaka till hänvisning 1\""), "{html}");
}

#[test]
fn fields_of_records_know_their_places() {
    let text = "why = '''\nSe [a](b).\n'''\nx = \"[c](d\\u0064)\"\n";
    let source = Source::new(FilePath::new("a.toml"), text.as_bytes().to_vec()).unwrap();
    let components = components();
    let options =
        Options { lang: "sv", components: &components, smart: true, heading_ids: true, highlight: true };
    let raw = Spanned::new("Se [a](b).\n".to_owned(), Span::new(10, 21));
    let read = parse_field(&source, &raw, &options).value;
    assert_eq!(source.slice(read.links[0].target.span), "b");
    let escaped = Spanned::new("[c](dd)".to_owned(), Span::new(30, 43));
    let read = parse_field(&source, &escaped, &options).value;
    assert_eq!(read.links[0].target, Spanned::new("dd".to_owned(), Span::new(30, 43)));
}
