//! Which pages an edit renders again: those that show what was edited, and no other.

use super::Incremental;
use crate::site::SiteTest;

/// A page that shows its neighbours and who links to it.
const PAGE: &str = r#"{% extends "base.html" %}
{% block content %}{{ page.content }}
{% if page.previous %}<a href="{{ page.previous.url }}">{{ page.previous.title }}</a>{% endif %}
{% if page.next %}<a href="{{ page.next.url }}">{{ page.next.title }}</a>{% endif %}
{% for link in page.backlinks %}<a href="{{ link.url }}">{{ link.title }}</a>{% endfor %}
{% endblock %}
"#;

/// A section with the titles and dates of its pages.
const SECTION: &str = r#"{% extends "base.html" %}
{% block content %}{% for item in pages %}<a href="{{ item.url }}">{{ item.title }}</a>{% include "when.html" %}{% endfor %}
{% endblock %}
"#;

/// An initiative in full.
const INITIATIVE: &str = r#"{% extends "base.html" %}
{% block content %}<p>{{ initiative.status.name }}</p>{% endblock %}
"#;

/// Two lists of initiatives: with status, and without.
const AREA: &str = r#"{% extends "base.html" %}
{% block content %}{% for item in focus_area.initiatives %}{{ item.title }} {{ item.status.name }}{% endfor %}{% endblock %}
"#;

fn site() -> SiteTest {
    let page = |title: &str, day: u8, body: &str| {
        format!(
            "+++\ntitle = \"{title}\"\ndescription = \"Om {title}.\"\ndate = 2024-03-0{day}\n+++\n{body}\n"
        )
    };
    let section = |title: &str, more: &str| {
        format!("+++\ntitle = \"{title}\"\ndescription = \"{title}.\"\n{more}+++\nText.\n")
    };
    let theme = SiteTest::new().text("themes/mini/theme.toml");
    let theme = theme.replace("initiative = \"page.html\"", "initiative = \"initiative.html\"");
    let theme = theme.replace("focus-area = \"page.html\"", "focus-area = \"area.html\"");
    SiteTest::new()
        .file("themes/mini/theme.toml", theme)
        .file("themes/mini/templates/page.html", PAGE)
        .file("themes/mini/templates/section.html", SECTION)
        .file("themes/mini/templates/when.html", "<time>{{ site.title }}</time>\n")
        .file("themes/mini/templates/initiative.html", INITIATIVE)
        .file("themes/mini/templates/area.html", AREA)
        .file("content/nyheter/_index.md", section("Nyheter", "page_kind = \"news\"\nfeed = true\n"))
        .file("content/nyheter/ett.md", page("Ett", 1, "Det första."))
        .file("content/nyheter/tva.md", page("Två", 2, "Det andra."))
        .file("content/nyheter/tre.md", page("Tre", 3, "Det tredje, efter [det första](ett.md)."))
        .file("content/nyheter/fyra.md", page("Fyra", 4, "Det fjärde."))
        .file("content/initiativ/_index.md", section("Initiativ", "records = \"initiatives\"\n"))
        .file("content/fokusomraden/_index.md", section("Fokusområden", "records = \"focus_areas\"\n"))
        .file("content/om.md", "+++\ntitle = \"Om\"\ndescription = \"Om oss.\"\n+++\nOm oss.\n")
}

/// Builds, edits a file by replacing a text in it, builds again, and tells which addresses were rendered.
fn rendered_after(path: &str, from: &str, to: &str) -> Vec<String> {
    let mut site = site();
    let mut incremental = Incremental::new();
    let first = incremental.build(&site);
    first.no_errors();
    let n_pages = first.outputs.keys().filter(|path| path.rsplit('.').next() == Some("html")).count();
    assert_eq!(first.rendered.len(), n_pages);
    let text = site.text(path);
    assert!(text.contains(from), "{path} has `{from}`:\n{text}");
    site.write(path, text.replacen(from, to, 1));
    let mut built = incremental.build(&site);
    assert_eq!(built.outputs, site.build().outputs);
    built.rendered.sort();
    built.rendered
}

#[test]
fn nothing_is_rendered_when_nothing_changed() {
    let mut incremental = Incremental::new();
    let mut site = site();
    incremental.build(&site);
    assert_eq!(incremental.build(&site).rendered, [""; 0]);
    let text = site.text("content/om.md");
    site.write("content/om.md", text);
    assert_eq!(incremental.build(&site).rendered, [""; 0], "a file that was saved without a change");
}

#[test]
fn a_body_renders_its_own_page() {
    assert_eq!(rendered_after("content/nyheter/tva.md", "andra", "näst första"), ["/nyheter/tva/"]);
}

#[test]
fn a_title_renders_lists_neighbours_and_those_linked_to() {
    let expected = ["/nyheter/", "/nyheter/ett/", "/nyheter/fyra/", "/nyheter/tre/", "/nyheter/tva/"];
    assert_eq!(rendered_after("content/nyheter/tre.md", "title = \"Tre\"", "title = \"Tredje\""), expected);
    let expected = ["/nyheter/", "/nyheter/ett/", "/nyheter/fyra/", "/nyheter/tre/"];
    assert_eq!(rendered_after("content/nyheter/fyra.md", "title = \"Fyra\"", "title = \"Fyran\""), expected);
}

#[test]
fn a_description_renders_only_its_page_where_no_list_shows_it() {
    assert_eq!(rendered_after("content/nyheter/tva.md", "Om Två.", "Om 2."), ["/nyheter/tva/"]);
}

#[test]
fn a_link_renders_the_page_it_leads_to() {
    let expected = ["/nyheter/ett/", "/nyheter/tre/"];
    assert_eq!(rendered_after("content/nyheter/tre.md", "[det första](ett.md)", "det första"), expected);
}

#[test]
fn a_template_renders_its_users() {
    let expected = ["/fokusomraden/", "/initiativ/", "/nyheter/"];
    assert_eq!(rendered_after("themes/mini/templates/when.html", "<time>", "<time class=\"dag\">"), expected);
    let expected = ["/fokusomraden/skolan/"];
    assert_eq!(rendered_after("themes/mini/templates/area.html", "{% for", " {% for"), expected);
}

#[test]
fn a_status_renders_the_pages_that_show_it() {
    let path = "site/hub/initiatives/pilot.toml";
    let expected = ["/fokusomraden/skolan/", "/initiativ/pilot/"];
    assert_eq!(rendered_after(path, "value = \"ongoing\"", "value = \"parked\""), expected);
}

#[test]
fn a_record_renders_the_pages_that_show_it() {
    let shown = |title: &str, list: &str| {
        let body = format!(
            "{{% extends \"base.html\" %}}{{% block content %}}{{% for item in {list} %}}{{{{ item.{title} }}}}{{% endfor %}}{{% endblock %}}"
        );
        (format!("themes/mini/templates/{title}.html"), body)
    };
    let page = |template: &str| {
        let front = format!("title = \"T\"\ndescription = \"T.\"\ntemplate = \"{template}.html\"\n");
        (format!("content/{template}.md"), format!("+++\n{front}+++\n"))
    };
    let files = [
        shown("wording", "records(\"societal_goal\")"),
        shown("measure", "records(\"societal_goal\", focus_areas=\"skolan\")"),
        page("wording"),
        page("measure"),
    ];
    let goals = "[[societal_goal]]\nid = \"a\"\nwording = \"Alla läser.\"\nfocus_areas = [\"skolan\"]\nperiod = 2030\nmeasure = \"Prov.\"\n";
    let path = "site/hub/societal_goals.toml";
    let mut site =
        files.into_iter().fold(site(), |site, (path, text)| site.file(&path, text)).file(path, goals);
    let mut incremental = Incremental::new();
    incremental.build(&site).no_errors().has("/wording/", "Alla läser.");
    site.write(path, goals.replace("Alla läser.", "Alla läser och skriver."));
    let built = incremental.build(&site);
    assert_eq!(built.rendered, ["/wording/"]);
    assert_eq!(built.outputs, site.build().outputs);
    site.write(path, goals.replace("[\"skolan\"]", "[]"));
    let mut built = incremental.build(&site);
    built.rendered.sort();
    assert_eq!(built.rendered, ["/measure/", "/wording/"], "one has another wording, the other is shorter");
}

#[test]
fn a_style_sheet_renders_every_page_since_its_address_is_on_each() {
    let rendered = rendered_after("themes/mini/assets/css/site.css", "{", "{ color: red;");
    // A page that only leads to another one has no style sheet.
    assert_eq!(rendered.len(), site().build().rendered.len());
}

#[test]
fn a_body_that_makes_pages_alike_renders_those_that_show_it() {
    let page = |title: &str, body: &str| {
        format!(
            "+++\ntitle = \"{title}\"\ndescription = \"{title}.\"\ntype = \"method\"\naudience = [\"alla\"]\nminutes = 5\noutcomes = [\"Du kan.\"]\norigin = {{ initiative = \"pilot\" }}\nreviewed = 2024-01-01\nlicence = \"CC BY 4.0\"\n+++\n{body}\n"
        )
    };
    let shown = PAGE.replace(
        "{% endblock %}",
        "{% for item in page.related %}<i>{{ item.title }}</i>{% endfor %}{% endblock %}",
    );
    let mut site = site()
        .file("themes/mini/templates/page.html", shown)
        .file(
            "content/larande/_index.md",
            "+++\ntitle = \"Lärande\"\ndescription = \"L.\"\npage_kind = \"learning\"\n+++\n",
        )
        .file("content/larande/bro.md", page("Bro", "Broarna bär över vattnet."))
        .file("content/larande/lykta.md", page("Lykta", "Lyktorna lyser om natten."));
    let mut incremental = Incremental::new();
    incremental.build(&site).no_errors().lacks("/larande/bro/", "<i>");
    site.write("content/larande/lykta.md", page("Lykta", "Lyktorna lyser över vattnet om natten."));
    let mut built = incremental.build(&site);
    built.has("/larande/bro/", "<i>Lykta</i>").has("/larande/lykta/", "<i>Bro</i>");
    built.rendered.sort();
    assert_eq!(built.rendered, ["/larande/bro/", "/larande/lykta/"]);
    assert_eq!(built.outputs, site.build().outputs);
}
