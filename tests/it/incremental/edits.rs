//! Random sites and random edits of them. Every choice comes from a seed, so that a failure can be had again.

use std::fmt::Write;

use crate::pdf::file as pdf;
use crate::random::Random;
use crate::site::SiteTest;

/// Where pages can be. Some are sections, one is a translation, one lies in a section that may be missing.
const PAGES: &[&str] = &[
    "content/om.md",
    "content/om.en.md",
    "content/lang.md",
    "content/nyheter/_index.md",
    "content/nyheter/forsta.md",
    "content/nyheter/andra.md",
    "content/nyheter/tredje.md",
    "content/aktiviteter/_index.md",
    "content/aktiviteter/moete.md",
    "content/initiativ/_index.md",
    "content/fokusomraden/_index.md",
    "content/plan.md",
    "content/larande/kurs/_index.md",
    "content/larande/kurs/ett.md",
];

/// What a template may show: every way there is to read the site, each by itself.
const SHOWN: &[&str] = &[
    "{{ page.url }} {{ page.date }} {{ page.updated }}",
    "{% for item in pages %}{{ item.title }} {{ item.url }}{% endfor %}",
    "{% for item in pages %}{{ item.description }} {{ item.date }} {{ item.kind }}{% endfor %}",
    "{% for item in subsections %}{{ item.title }}{% endfor %}",
    "{% if page.previous %}{{ page.previous.title }}{% endif %}",
    "{% if page.next %}{{ page.next.url }}{% endif %}",
    "{% for link in page.backlinks %}{{ link.title }}{% endfor %}",
    "{% for crumb in page.breadcrumbs %}{{ crumb.title }}{% endfor %}",
    "{% for tag in page.tags %}{{ tag.title }} {{ tag.url }}{% endfor %}",
    "{% for heading in page.outline %}{{ heading.title }}{% endfor %}",
    "{{ page.words }} {{ page.minutes_to_read }}",
    "{{ page.translations }} {{ site.languages }}",
    "{% if page.section %}{{ page.section.title }}{% endif %}",
    "{% for item in page.initiatives %}{{ item.title }} {{ item.status }}{% endfor %}",
    "{{ page.extra }} {{ page.event }} {{ page.learning }} {{ page.document }} {{ page.sources }}",
    "{% if focus_area is defined %}{{ focus_area.challenges }}{{ focus_area.initiatives }}{% endif %}",
    "{{ page.json_ld }}",
    "{% for item in page.related %}{{ item.title }} {{ item.url }}{% endfor %}",
    "{{ page }}",
    "{{ site.title }} {{ site.description }}",
    "{{ site }}",
    "{{ site.menu }}",
    "{{ site.feeds }} {{ site.calendar_url }}",
    "{{ site.today }}",
    "{% for item in latest(section=\"nyheter\", limit=2) %}{{ item.title }}{% endfor %}",
    "{% for item in upcoming() %}{{ item.title }} {{ item.status }}{% endfor %}",
    "{% for item in past_events(limit=3) %}{{ item.url }}{% endfor %}",
    "{{ portfolio().count }}",
    "{{ portfolio().filters }} {{ portfolio().years }}",
    "{% for item in portfolio().initiatives %}{{ item.statuses }} {{ item.perspectives }}{% endfor %}",
    "{% for item in portfolio().initiatives %}{{ item.title }}{% endfor %}",
    "{% for item in portfolio().initiatives %}{{ item.status }}{% endfor %}",
    "{% set om = get_page(\"@/om.md\") %}{% if om %}{{ om.title }}{% endif %}",
    "{{ index() }}",
    "{% for item in records(\"challenge\", focus_area=\"skolan\") %}{{ item }}{% endfor %}",
    "{% for item in records(\"societal_goal\") %}{{ item.wording }} {{ item.period }}{% for area in item.focus_areas %}{{ area.title }}{% endfor %}{% endfor %}",
    "{% for item in records(\"partnership\") %}{{ item.organisation.name }} {{ item.current }}{% endfor %}",
    "{% for item in changes() %}{{ item }}{% endfor %}",
    "{% if record %}{{ record }}{% endif %}",
    "{{ asset(\"css/site.css\") }}",
    "{{ t(\"link-to-heading\") }}",
    "{{ term }} {{ terms }} {{ paginator }} {{ filter }}",
    "{% include \"del.html\" %}",
];

const WORDS: &[&str] = &["torg", "skola", "bro", "lykta", "å", "hand i hand", "KTH"];
const TITLES: &[&str] = &["Torget", "Bron", "Lyktan", "Ängen", "Zebran", "Ett torg för alla"];

/// A random site.
pub(super) fn site(random: &mut Random) -> SiteTest {
    let mut site = SiteTest::new();
    // Of the components only those that pages use: every build reads the declarations.
    let theme = String::from_utf8(site.bytes("themes/mini/theme.toml").unwrap()).unwrap();
    let (head, components) = theme.split_once("[components.").unwrap();
    let used = components
        .split("\n[components.")
        .filter(|part| ["faktaruta", "initiativ", "diagram"].iter().any(|used| part.starts_with(used)));
    let used: Vec<&str> = used.map(str::trim_end).collect();
    let theme = format!("{head}[components.{}\n", used.join("\n[components."));
    site.write("themes/mini/theme.toml", theme);
    template(&mut site, random);
    part(&mut site, random);
    for path in PAGES {
        if !random.one_in(4) {
            page(&mut site, path, random);
        }
    }
    site.write("content/plan.pdf", pdf::page(&["En plan"]));
    site.write("content/tal.csv", "Skola,2023\nTorget,5\nBron,7\n");
    site
}

/// One random edit, which is told in words.
pub(super) fn edit(site: &mut SiteTest, random: &mut Random) -> String {
    let path = random.pick(PAGES);
    match random.below(24) {
        0..=8 => {
            page(site, path, random);
            format!("write {path}")
        }
        9..=10 => {
            let removed = site.try_remove(path);
            format!("remove {path} ({removed})")
        }
        11 => {
            let other = random.pick(PAGES);
            if let Some(bytes) = site.bytes(path) {
                site.try_remove(path);
                site.write(other, bytes);
            }
            format!("rename {path} to {other}")
        }
        12 => {
            if let Some(bytes) = site.bytes(path) {
                site.write(path, bytes);
            }
            format!("touch {path}")
        }
        13..=14 => {
            let now = random.pick(&[
                "2024-06-21T12:00:00+02:00",
                "2024-06-22T12:00:00+02:00",
                "2024-12-24T08:00:00+01:00",
            ]);
            site.set_now(now);
            format!("the moment is {now}")
        }
        15 => {
            template(site, random);
            "write the template".to_owned()
        }
        16 => {
            part(site, random);
            "write the included template".to_owned()
        }
        17 => {
            settings(site, random);
            "write the settings".to_owned()
        }
        18..=19 => {
            if random.one_in(2) {
                records(site, random);
            }
            initiative(site, random);
            "write an initiative".to_owned()
        }
        20 => {
            let text = format!("body {{ color: {} }}\n", random.pick(&["red", "green", "blue"]));
            site.write("themes/mini/assets/css/site.css", text);
            "write the style sheet".to_owned()
        }
        21 => {
            site.options.drafts = !site.options.drafts;
            format!("drafts: {}", site.options.drafts)
        }
        22 => {
            let days = [None, Some("2023-03-01"), Some("2024-01-01")];
            site.options.as_of = days[random.below(3)].map(|day| day.parse().unwrap());
            format!("as of {:?}", site.options.as_of)
        }
        _ => {
            file(site, random);
            "write a file beside pages".to_owned()
        }
    }
}

/// Other words in the body of a page, if it is there: what the text mentions mostly stays.
pub(super) fn body(site: &mut SiteTest, random: &mut Random) -> &'static str {
    let path = random.pick(PAGES);
    let Some(bytes) = site.bytes(path) else { return path };
    let mut text = String::from_utf8(bytes).unwrap();
    match random.below(6) {
        0..=2 => {
            let _ = writeln!(text, "\nVi ses vid {}.", random.pick(WORDS));
        }
        3 => text = text.replacen("+++\nVi", "+++\nVi andra, vi", 1),
        4 => text = text.replace("Vi ses", "Vi syntes"),
        _ => text = text.replacen("\nSe ", "\n\nSe dessutom ", 1),
    }
    site.write(path, text);
    path
}

/// Another title of a page, if it is there, and at times another description, menu title or text.
pub(super) fn title(site: &mut SiteTest, random: &mut Random) -> &'static str {
    let path = random.pick(PAGES);
    let Some(bytes) = site.bytes(path) else { return path };
    let text = String::from_utf8(bytes).unwrap();
    let (mut front, mut body) =
        text.split_once("\n+++\n").map(|(front, body)| (front.to_owned(), body.to_owned())).unwrap();
    for (key, is_changed) in
        [("title", random.one_in(2)), ("description", random.one_in(4)), ("menu_title", random.one_in(4))]
    {
        let written = front.lines().find(|line| line.starts_with(&format!("{key} ="))).map(ToOwned::to_owned);
        let new = format!("{key} = \"{}\"", random.pick(TITLES));
        match written {
            Some(line) if is_changed => front = front.replacen(&line, &new, 1),
            None if is_changed => front = front.replacen("+++\n", &format!("+++\n{new}\n"), 1),
            _ => {}
        }
    }
    if random.one_in(4) {
        body.push_str("\nDen här raden är ny.\n");
    }
    site.write(path, format!("{front}\n+++\n{body}"));
    path
}

/// A random edit of one page.
pub(super) fn any_page(site: &mut SiteTest, random: &mut Random) -> &'static str {
    let path = random.pick(PAGES);
    page(site, path, random);
    path
}

fn page(site: &mut SiteTest, path: &str, random: &mut Random) {
    let mut front = format!("title = \"{}\"\n", random.pick(TITLES));
    let is_section = path.ends_with("_index.md");
    if random.one_in(2) {
        let _ = writeln!(front, "description = \"Om {}.\"", random.pick(WORDS));
    }
    let is_dated = path.contains("nyheter/") && !is_section || path.ends_with("plan.md");
    if !path.contains("aktiviteter") && (is_dated || random.one_in(3)) {
        let _ = writeln!(front, "date = {}", random.pick(&["2024-01-02", "2024-06-22", "2024-03-03"]));
    }
    if is_section && random.one_in(2) {
        let _ = writeln!(front, "sort_by = \"{}\"", random.pick(&["title", "date", "weight"]));
    }
    for line in ["draft = true\n", "expires = 2024-06-22\n", "updated = 2024-05-05\n", "weight = 3\n"] {
        if random.one_in(9) {
            front.push_str(line);
        }
    }
    if random.one_in(3) {
        let _ = writeln!(front, "tags = [\"{}\", \"gemensam\"]", random.pick(WORDS));
    }
    if random.one_in(8) {
        let _ = writeln!(front, "aliases = [\"/gammal-{}/\"]", random.below(3));
    }
    if random.one_in(8) {
        let _ = writeln!(front, "slug = \"{}\"", random.pick(&["torget", "bron"]));
    }
    if random.one_in(3) {
        front.push_str("initiatives = [\"pilot\"]\n");
    }
    match path {
        "content/nyheter/_index.md" => {
            front.push_str("page_kind = \"news\"\nfeed = true\n");
            if random.one_in(2) {
                front.push_str("paginate = 2\n");
            }
        }
        "content/aktiviteter/_index.md" => front.push_str("page_kind = \"event\"\n"),
        "content/initiativ/_index.md" => front.push_str("records = \"initiatives\"\n"),
        "content/fokusomraden/_index.md" => front.push_str("records = \"focus_areas\"\n"),
        "content/aktiviteter/moete.md" => {
            let day = random.pick(&["2024-06-21", "2024-06-23", "2024-12-24"]);
            let _ = write!(front, "kind = \"event\"\nwhen = {{ start = {day} }}\nstatus = \"planned\"\n");
            front.push_str("form = \"physical\"\norganisers = [\"kommunen\"]\n");
            if random.one_in(4) {
                front.push_str("recording = \"https://exempel.se/film\"\n");
            }
        }
        "content/plan.md" => {
            front.push_str("kind = \"document\"\ntype = \"plan\"\nfile = \"plan.pdf\"\n");
            let _ = writeln!(front, "accessibility = \"{}\"", random.pick(&["tagged", "exempt"]));
        }
        _ if is_section && random.one_in(4) => front.push_str("page_kind = \"news\"\n"),
        _ => {}
    }
    if random.one_in(4) {
        let _ = write!(front, "[extra]\nfarg = \"{}\"\n", random.pick(WORDS));
    }
    let mut body = String::new();
    for _ in 0..random.below(4) {
        match random.below(10) {
            0 => writeln!(body, "## {}\n", random.pick(TITLES)),
            1 => writeln!(body, "Se [sidan](@/{}).\n", random.pick(PAGES).trim_start_matches("content/")),
            2 => writeln!(body, "Se [stycket](@/om.md#{}).\n", random.pick(&["torget", "bron"])),
            3 => writeln!(body, "Se [piloten](hub:initiativ/pilot) och [filen](fil.txt).\n"),
            4 => writeln!(body, "![En bild](/bild.svg)\n"),
            5 => writeln!(body, ":::faktaruta[{}]\nViktigt.\n:::\n", random.pick(WORDS)),
            6 => writeln!(body, "::initiativ{{id=pilot}}\n"),
            7 => writeln!(body, "```toml\na = {}\n```\n", random.below(3)),
            8 => writeln!(body, "::diagram[{}]{{csv=@/tal.csv}}\n", random.pick(TITLES)),
            _ => writeln!(body, "Vi ses vid {}, sa {}.\n", random.pick(WORDS), random.pick(WORDS)),
        }
        .unwrap();
    }
    site.write(path, format!("+++\n{front}+++\n{body}"));
}

/// A template that shows a few things, so that what is left out of the notes of one of them shows.
fn template(site: &mut SiteTest, random: &mut Random) {
    let mut text =
        "<!doctype html>\n<html lang=\"{{ site.lang }}\">\n<title>{{ page.title }}</title>\n<main>\n"
            .to_owned();
    if !random.one_in(4) {
        text.push_str("{% block content %}{{ page.content }}{% endblock %}\n");
    }
    for _ in 0..random.below(4) {
        let _ = writeln!(text, "<p>{}</p>", random.pick(SHOWN));
    }
    text.push_str("</main>\n");
    let name = random.pick(&["page", "section", "page", "term"]);
    site.write(&format!("themes/mini/templates/{name}.html"), text);
}

fn part(site: &mut SiteTest, random: &mut Random) {
    let shown = SHOWN[random.below(SHOWN.len() - 1)];
    site.write("themes/mini/templates/del.html", format!("<i>{shown}</i>\n"));
}

fn settings(site: &mut SiteTest, random: &mut Random) {
    let mut text = format!(
        "title = \"{}\"\nbase_url = \"https://exempel.se\"\ndefault_language = \"sv\"\n",
        random.pick(TITLES)
    );
    text.push_str("time_zone = \"Europe/Stockholm\"\ntheme = \"mini\"\n[[languages]]\ncode = \"sv\"\nname = \"Svenska\"\n");
    if !random.one_in(4) {
        text.push_str("[[languages]]\ncode = \"en\"\nname = \"English\"\n");
    }
    if random.one_in(2) {
        let _ = write!(
            text,
            "[[menu.sv]]\ntarget = \"@/{}\"\n",
            random.pick(PAGES).trim_start_matches("content/")
        );
    }
    site.write("site/site.toml", text);
}

fn initiative(site: &mut SiteTest, random: &mut Random) {
    let name = random.pick(&["pilot", "fyren"]);
    if random.one_in(5) {
        site.try_remove("site/hub/initiatives/fyren.toml");
        return;
    }
    let visibility = if name == "fyren" && random.one_in(3) { "visibility = \"internal\"\n" } else { "" };
    let text = format!(
        "{visibility}names = [{{ text = \"{}\", from = 2023-01-01, standing = \"decided\" }}]\nkind = \"innovation\"\n\
         focus_areas = [\"skolan\"]\nsummary = \"Om {}.\"\nparties = [\"kommunen\"]\nleads = [\"kommunen\"]\n\
         [why]\ntext = \"\"\n[[status]]\nvalue = \"proposed\"\nwhen = 2023-01-01\n\
         [[status]]\nvalue = \"{}\"\nwhen = 2023-06-01\n",
        random.pick(TITLES),
        random.pick(WORDS),
        random.pick(&["ongoing", "parked"]),
    );
    site.write(&format!("site/hub/initiatives/{name}.toml"), text.replace("[why]\ntext = \"\"\n", ""));
}

/// Records that other records' pages and the open data show.
fn records(site: &mut SiteTest, random: &mut Random) {
    let name = format!("names = [{{ text = \"{}\", standing = \"decided\" }}]", random.pick(TITLES));
    let visibility = random.pick(&["public", "internal"]);
    let year = 2020 + random.below(3);
    let (path, text) = match random.below(4) {
        0 => (
            "challenges",
            format!("[[challenge]]\nid = \"a\"\n{name}\nfocus_area = \"skolan\"\npriority = \"now\"\n"),
        ),
        1 => (
            "partnerships",
            format!(
                "[[partnership]]\nid = \"a\"\norganisation = \"kommunen\"\nrole = \"party\"\nfrom = {year}\n"
            ),
        ),
        2 => (
            "terms",
            format!(
                "[[term]]\nid = \"a\"\nword = \"{}\"\nexplanation = \"Om {}.\"\n",
                random.pick(WORDS),
                random.pick(WORDS)
            ),
        ),
        _ => (
            "societal_goals",
            format!(
                "[[societal_goal]]\nid = \"a\"\nwording = \"{}\"\nfocus_areas = [\"skolan\"]\nperiod = {year}\nmeasure = \"Ett.\"\n",
                random.pick(WORDS)
            ),
        ),
    };
    site.write(&format!("site/hub/{path}.toml"), format!("{text}visibility = \"{visibility}\"\n"));
}

fn file(site: &mut SiteTest, random: &mut Random) {
    let paths = ["content/fil.txt", "content/nyheter/fil.txt", "site/static/bild.svg", "content/plan.pdf"];
    let path = random.pick(&paths);
    if random.one_in(3) {
        site.try_remove(path);
    } else if path.ends_with("pdf") {
        let page = pdf::page(&[random.pick(WORDS), random.pick(TITLES)]);
        site.write(path, if random.one_in(4) { page[..page.len() / 3].to_vec() } else { page });
    } else if path.ends_with("svg") {
        let width = 10 + random.below(3);
        site.write(
            path,
            format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"5\"></svg>"),
        );
    } else {
        site.write(path, random.pick(WORDS));
    }
}
