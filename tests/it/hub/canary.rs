//! Records of every kind with a secret in every field that holds words, made from the kinds' own shapes: a new kind or
//! field is watched without anybody having to remember it.

use torg::config::{Field, Shape, TableShape};
use torg::hub::{Clearance, Openness, RecordKind, kinds};

use crate::site::{Built, SiteTest};

/// Stands in every text.
pub(super) const SECRET: &str = "kanariefågeln";

/// The id of every record, since ids are addresses.
const ID: &str = "kanariefageln";

/// A page of an event that feedback is about, and of a learning page, a document and so on that records refer to.
const PAGE: &str = "sidan";

/// A value of a shape as TOML, with the secret wherever words may stand.
fn value(shape: &Shape) -> String {
    match shape {
        Shape::Text | Shape::Markdown | Shape::TextOrNumber | Shape::Names | Shape::Any => quoted(SECRET),
        Shape::Integer { max, .. } => max.to_string(),
        Shape::Float => "4.25".to_owned(),
        Shape::Bool => "true".to_owned(),
        Shape::Date | Shape::When | Shape::WhenOr(_) => "2024-01-01".to_owned(),
        Shape::Slug => quoted(ID),
        Shape::Url => format!("\"https://example.org/{ID}\""),
        Shape::Choice(words) => quoted(words[0]),
        Shape::Reference(kind) => quoted(&target(kind)),
        Shape::Numbered(_) => "4".to_owned(),
        Shape::Amount => "123456".to_owned(),
        Shape::List(item) => format!("[{}]", value(item)),
        Shape::Table(shape) => format!("{{ {} }}", pairs(&[shape]).join(", ")),
        Shape::Map(item) => format!("{{ {ID} = {} }}", value(item)),
    }
}

pub(super) fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

/// What a reference of a kind leads to: the secret record of that kind, a word of the minimal site, or the page.
fn target(kind: &str) -> String {
    let words = ["status ongoing", "phase explore", "function lab", "kind innovation", "perspective child"];
    let more = ["organisation_type municipality", "group_type board", "party_role party", "colour green"];
    let rest = ["dimension quality", "idea_status received", "sender_type resident", "decision_type money"];
    let word =
        words.iter().chain(&more).chain(&rest).find_map(|pair| pair.strip_prefix(kind)?.strip_prefix(' '));
    match word {
        Some(word) => word.to_owned(),
        None if kinds().iter().any(|known| known.key == kind) => ID.to_owned(),
        None => PAGE.to_owned(),
    }
}

fn pairs(parts: &[&TableShape]) -> Vec<String> {
    let fields = parts.iter().flat_map(|part| part.fields);
    let written = |field: &Field| match (field.key, &field.shape) {
        // A scale has to have room for a score.
        ("min", Shape::Integer { min, .. }) => format!("min = {min}"),
        (key, shape) => format!("{key} = {}", value(shape)),
    };
    fields.map(written).collect()
}

/// A record's text; what says who may see it is left to the caller.
pub(super) fn record(kind: &RecordKind, first: &str) -> String {
    let left_out = ["id = ", "visibility = ", "publish = "];
    let mut own = pairs(kind.parts);
    own.retain(|line| !left_out.iter().any(|key| line.starts_with(key)));
    format!("{first}{}\n", own.join("\n"))
}

/// The minimal site with pages that list records, and a secret record of every kind.
fn site() -> SiteTest {
    let mut site = SiteTest::new();
    for (folder, more) in [
        ("aktiviteter", "page_kind = \"event\"\n"),
        ("initiativ", "records = \"initiatives\"\n"),
        ("fokusomraden", "records = \"focus_areas\"\n"),
        ("organisationer", "records = \"organisations\"\n"),
    ] {
        site.write(&format!("content/{folder}/_index.md"), format!("+++\ntitle = \"Lista\"\n{more}+++\n"));
    }
    site.write(
        &format!("content/aktiviteter/{PAGE}.md"),
        "+++\ntitle = \"Träffen\"\nwhen = { start = 2024-03-01 }\nstatus = \"held\"\nform = \"physical\"\norganisers = [\"kommunen\"]\n+++\n",
    );
    for kind in kinds() {
        let visibility = match kind.openness {
            Openness::Public => "visibility = \"internal\"\n",
            Openness::Internal | Openness::Secret => "",
        };
        // A person's record says by itself whether it is to be published.
        let publish = if kind.key == "person" { "publish = true\n" } else { "" };
        site.write(
            &format!("site/hub/{}/{ID}.toml", kind.folder),
            record(kind, &format!("{visibility}{publish}")),
        );
    }
    site
}

/// That what was built holds no secret. The rules find fault with such records; what they say is for the author.
fn is_silent(built: &Built) {
    assert!(built.outputs.len() > 10, "the site was built\n{}", built.short());
    built.nowhere(SECRET).nowhere(ID).nowhere("123456").nowhere("4.25");
}

#[test]
fn no_field_of_any_internal_record_is_in_any_byte() {
    is_silent(&site().build());
}

#[test]
fn every_kind_was_read() {
    let report = site().build().short();
    let unread: Vec<&str> = report.lines().filter(|line| line.contains(": error C")).collect();
    assert_eq!(unread, Vec::<&str>::new());
}

#[test]
fn feedback_of_few_is_in_no_byte_even_when_it_is_public() {
    let feedback = kinds().iter().find(|kind| kind.key == "feedback").unwrap();
    let few = |text: &str| {
        text.replace("n = 1000000000", "n = 4").replace("[1000000000]", "[4]").replace("1000000000", "2")
    };
    let mut site = SiteTest::new();
    for path in ["content/aktiviteter/_index.md", "content/aktiviteter/sidan.md"] {
        site.write(path, self::site().text(path));
    }
    site.write(&format!("site/hub/feedback/{ID}.toml"), few(&record(feedback, "")));
    let built = site.build();
    assert!(built.short().contains("warning H0133: 4 answers"), "{}", built.short());
    built.nowhere(SECRET).nowhere(ID).nowhere("4.25");
}

#[test]
fn an_internal_build_marks_every_page_and_shows_ideas_in_one_place() {
    let mut site = site();
    site.options.clearance = Some(Clearance::of_internal_build());
    let built = site.build();
    let pages: Vec<&String> =
        built.outputs.keys().filter(|path| path.rsplit('.').next() == Some("html")).collect();
    assert!(pages.len() > 5);
    for path in pages {
        built.has(path, "class=\"internal-mark\"").has(path, "noindex");
    }
    built.has("_torg/manifest.json", "_torg/internal/internal.json");
    let ideas = "_torg/internal/ideas.html";
    // The assessment of the secret idea, with what its party gave.
    built.has(ideas, SECRET).has(ideas, "1000000000");
    for (path, bytes) in &built.outputs {
        let holds = bytes.windows(SECRET.len()).any(|window| window == SECRET.as_bytes());
        assert!(!holds || path == ideas, "{path} shows what is internal");
    }
}

#[test]
fn clearance_is_given_where_a_person_asks_for_it_and_nowhere_else() {
    let files = crate::project::project("src", "rs");
    let naming = |what: &str| -> Vec<&str> {
        files.iter().filter(|file| file.text.contains(what)).map(|file| file.path.as_str()).collect()
    };
    assert_eq!(naming("Clearance::of_internal_build"), ["src/cli/build.rs", "src/pipeline/options.rs"]);
    // Whoever previews asks for it on a page of the preview's own.
    assert_eq!(naming(".set_internal("), ["src/preview/site_maker.rs"]);
}
