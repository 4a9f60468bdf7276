//! What the tests of this room share: examples, and readers that know the formats from the standards alone.

use std::collections::BTreeMap;

use jiff::civil::{DateTime, date};
use jiff::{Timestamp, Zoned};
use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::Event as XmlEvent;

use super::{
    Alias, Author, Challenge, Count, DatedName, Entry, Event, EventStatus, Feed, FocusArea, Form, Initiative,
    Moment, Named, Organisation, PartyPeriod, ProgrammeItem, SourceRef, Step,
};

pub(super) fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

pub(super) fn stockholm(time: DateTime) -> Zoned {
    time.in_tz("Europe/Stockholm").unwrap()
}

/// No files beside the sources: what a run finds becomes a test of its own.
pub(super) fn proptests() -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::default() }
}

/// Texts that break weak writers: control codes, markup, emoji, text from right to left, and ten kilobytes.
pub(super) fn nasty() -> impl Strategy<Value = String> {
    let parts = prop::sample::select(vec![
        "]]>",
        "<!--",
        "</script>",
        "&amp;",
        "&",
        "<",
        "\"",
        "'",
        "\0",
        "\u{1b}[0m",
        "\r\n",
        "\r",
        "\n",
        "\t",
        ",",
        ";",
        ":",
        "\\",
        "\\n",
        "👩‍👩‍👧",
        "🎈",
        "שלום",
        "\u{202e}",
        "å",
        "a\u{30a}",
        "\u{feff}",
        "\u{fffe}",
        "\u{2028}",
        " ",
        "  ",
        "=1+1",
        "\u{85}",
        "END:VEVENT",
        "ord",
    ]);
    prop_oneof![
        prop::collection::vec(parts.clone(), 0..12).prop_map(|parts| parts.concat()),
        any::<String>(),
        parts.prop_map(|part| part.repeat(10_000 / part.len())),
    ]
}

/// An element of an XML document and the text directly in it.
#[derive(Clone, Debug, Default)]
pub(super) struct Element {
    pub(super) name: String,
    pub(super) attributes: BTreeMap<String, String>,
    pub(super) text: String,
}

/// All elements in the order they begin. Panics at anything that is not well-formed.
pub(super) fn elements(bytes: &[u8]) -> Vec<Element> {
    let text = std::str::from_utf8(bytes).unwrap();
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    let mut all: Vec<Element> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            XmlEvent::Start(start) => {
                open.push(all.len());
                all.push(element(&start));
            }
            XmlEvent::Empty(start) => all.push(element(&start)),
            XmlEvent::End(_) => drop(open.pop().unwrap()),
            XmlEvent::Text(text) => {
                if let Some(&last) = open.last() {
                    all[last].text.push_str(&unescape(&text).unwrap());
                }
            }
            XmlEvent::GeneralRef(reference) => {
                let last = *open.last().unwrap();
                all[last].text.push_str(&unescape(&format!("&{};", &*reference)).unwrap());
            }
            XmlEvent::Eof => break,
            XmlEvent::Decl(_) => {}
            other => panic!("unexpected {other:?}"),
        }
    }
    assert!(open.is_empty());
    all
}

fn element(start: &quick_xml::events::BytesStart<'_>) -> Element {
    let attributes = start.attributes().map(|attribute| {
        let attribute = attribute.unwrap();
        (attribute.key.as_ref().to_owned(), unescape(&attribute.value).unwrap().into_owned())
    });
    Element { name: start.name().as_ref().to_owned(), attributes: attributes.collect(), text: String::new() }
}

/// Holds what RFC 5545 says about lines: CRLF, at most 75 bytes, whole characters, no control codes.
pub(super) fn check_lines(bytes: &[u8]) {
    let text = std::str::from_utf8(bytes).unwrap();
    assert!(text.ends_with("\r\n"));
    for line in text.strip_suffix("\r\n").unwrap().split("\r\n") {
        assert!(line.len() <= 75, "{} bytes: {line:?}", line.len());
        assert!(!line.chars().any(|c| c.is_control() && c != '\t'), "{line:?}");
    }
    let lines = content_lines(bytes);
    for (name, _) in &lines {
        let plain = name.split(';').next().unwrap();
        assert!(plain.chars().all(|c| c.is_ascii_uppercase() || c == '-'), "{name:?}");
    }
    let count = |name: &str, value: &str| lines.iter().filter(|(n, v)| n == name && v == value).count();
    assert_eq!(count("BEGIN", "VEVENT"), count("END", "VEVENT"));
    assert_eq!(count("BEGIN", "VCALENDAR"), 1);
}

/// The unfolded lines, each as what stands before its colon and what stands after it.
pub(super) fn content_lines(bytes: &[u8]) -> Vec<(String, String)> {
    let text = std::str::from_utf8(bytes).unwrap().replace("\r\n ", "");
    text.split_terminator("\r\n")
        .map(|line| {
            let (name, value) = line.split_once(':').unwrap();
            (name.to_owned(), value.to_owned())
        })
        .collect()
}

/// A TEXT value as it was before escaping.
pub(super) fn unescaped(value: &str) -> String {
    let mut text = String::new();
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => text.push(match chars.next().unwrap() {
                'n' | 'N' => '\n',
                escaped @ ('\\' | ';' | ',') => escaped,
                other => panic!("unknown escape {other:?}"),
            }),
            ';' | ',' => panic!("unescaped {c:?}"),
            other => text.push(other),
        }
    }
    text
}

pub(super) fn feed() -> Feed {
    let day = |day| stockholm(date(2022, 6, day).at(0, 0, 0, 0));
    let entry = |path: &str, title: &str, tags: &[&str]| Entry {
        id: format!("https://torg.example/nyheter/{path}/"),
        url: format!("https://torg.example/nyheter/{path}/"),
        title: title.to_owned(),
        summary: "Kort om <saken> & annat.".to_owned(),
        content_html: None,
        published: day(29),
        updated: day(30),
        tags: tags.iter().map(|&tag| tag.to_owned()).collect(),
        lang: "sv".to_owned(),
    };
    Feed {
        id: "https://torg.example/feed.xml".to_owned(),
        title: "Torget".to_owned(),
        subtitle: Some("Det senaste".to_owned()),
        lang: "sv".to_owned(),
        home_url: "https://torg.example/".to_owned(),
        feed_url: "https://torg.example/feed.xml".to_owned(),
        author: Author {
            name: "Samhällskontraktet".to_owned(),
            url: Some("https://torg.example/om/".to_owned()),
        },
        updated: day(30),
        entries: vec![
            Entry {
                content_html: Some("<p>Hej <a href=\"https://torg.example/\">torget</a></p>".to_owned()),
                ..entry("nio-initiativ", "Nio initiativ prioriteras", &["skola", "beslut"])
            },
            Entry { lang: "en".to_owned(), ..entry("in-english", "In English", &[]) },
        ],
    }
}

fn source() -> SourceRef {
    SourceRef {
        document: "arsberattelse-2022".to_owned(),
        title: Some("Årsberättelse 2022".to_owned()),
        url: Some("https://torg.example/dokument/arsberattelse-2022/".to_owned()),
        page: Some("4".to_owned()),
        note: None,
    }
}

pub(super) fn event() -> Event {
    Event {
        id: "framtidsarena-2022".to_owned(),
        title: "Framtidsarena för barn och unga".to_owned(),
        former_title: None,
        description: "En vecka med föreläsningar, panelsamtal och workshop; 623 anmälda.".to_owned(),
        status: EventStatus::Held,
        start: Moment::Day(date(2022, 5, 9)),
        end: Some(Moment::Day(date(2022, 5, 13))),
        postponed_to: None,
        form: Form::Hybrid,
        place: Some("Konserthuset, Västerås".to_owned()),
        organisers: vec![
            Named::new("samhallskontraktet", "Samhällskontraktet"),
            Named::new("mdu", "Mälardalens universitet").at("https://torg.example/organisationer/mdu/"),
        ],
        counts: vec![Count { n: 623, measure: "registered".to_owned(), precision: "exact".to_owned() }],
        initiatives: vec![Named::new("cornerstone-indicators", "Cornerstone Indicators")],
        focus_areas: vec![Named::new("skolresultat", "Skolresultat")],
        series: Some(Named::new("framtidsarenor", "Framtidsarenor")),
        programme: vec![ProgrammeItem {
            id: "framtidsarena/1".to_owned(),
            event: Named::new("framtidsarena", "Framtidsarena"),
            title: "Panel: på glid".to_owned(),
            text: Some("Rätt stöd i rätt tid.".to_owned()),
            start: Some(Moment::Time(stockholm(date(2022, 5, 10).at(9, 0, 0, 0)))),
            end: None,
            place: None,
            initiatives: vec![Named::new("dromfabriken", "Drömfabriken")],
            recording: None,
            captions: None,
        }],
        recording: None,
        captions: None,
        url: "https://torg.example/aktiviteter/framtidsarena-2022/".to_owned(),
        sources: vec![source()],
        uid: "framtidsarena-2022@torg.example".to_owned(),
        sequence: 0,
        last_modified: "2022-05-20T10:00:00Z".parse::<Timestamp>().unwrap(),
    }
}

pub(super) fn initiative() -> Initiative {
    let step = |id: &str, name: &str, when| Step {
        value: Named::new(id, name),
        when,
        source: Some(source()),
        reason: None,
    };
    Initiative {
        id: "dromfabriken".to_owned(),
        name: "Drömfabriken".to_owned(),
        kind: Named::new("innovation", "Innovation"),
        focus_areas: vec![Named::new("skolresultat", "Skolresultat")],
        status: Some(Named::new("prioritised", "Prioriterat")),
        status_since: Some(Moment::Day(date(2022, 6, 29))),
        phase: None,
        parties: vec![Named::new("vasteras", "Västerås stad"), Named::new("mdu", "Mälardalens universitet")],
        societal_goals: Vec::new(),
        sdgs: vec![4, 11],
        perspectives: vec![Named::new("partnership", "Partnerskap")],
        url: "https://torg.example/initiativ/dromfabriken/".to_owned(),
        summary: "Skolan blir en arena för alla som bor där.".to_owned(),
        names: vec![DatedName {
            text: "Drömfabriken".to_owned(),
            from: Some(Moment::Day(date(2022, 6, 29))),
            to: None,
            standing: "decided".to_owned(),
            source: Some(source()),
        }],
        aliases: vec![Alias { text: "Drömfabrikken".to_owned(), kind: "misspelling".to_owned() }],
        status_history: vec![
            step("prioritised", "Prioriterat", Moment::Day(date(2022, 6, 29))),
            step("ongoing", "Pågår", Moment::HalfYear(2022, 2)),
        ],
        phase_history: Vec::new(),
        functions: vec![Named::new("lab", "Labb")],
        leads: Vec::new(),
        support: vec!["Processtöd".to_owned()],
        place: Some("Skultuna".to_owned()),
        audience: None,
        start: Some(Moment::Year(2022)),
        end: None,
        budget: None,
        challenges: vec![Named::new("skolnarvaro", "Skolnärvaro")],
        why: Some("För att **alla** ska lyckas.".to_owned()),
        next_step: None,
        blocker: None,
        result: None,
        lessons: None,
        parent: None,
        replaces: None,
        from_ideas: Vec::new(),
        learning: Vec::new(),
        sources: vec![source()],
    }
}

pub(super) fn organisation() -> Organisation {
    Organisation {
        id: "vasteras".to_owned(),
        name: "Västerås stad".to_owned(),
        kind: Named::new("municipality", "Kommun"),
        parent: None,
        org_number: Some("212000-2080".to_owned()),
        party: vec![PartyPeriod { from: Moment::Day(date(2009, 2, 9)), to: None, source: Some(source()) }],
        summary: None,
        website: Some("https://www.vasteras.example/".to_owned()),
        names: Vec::new(),
        aliases: Vec::new(),
        sources: Vec::new(),
        url: "https://torg.example/organisationer/vasteras/".to_owned(),
    }
}

pub(super) fn focus_area() -> FocusArea {
    FocusArea {
        id: "skolresultat".to_owned(),
        name: "Skolresultat".to_owned(),
        purpose: "Fler ska klara skolan.".to_owned(),
        sdgs: vec![4],
        challenges: vec![Challenge {
            text: "Hur når vi dem som inte kommer?".to_owned(),
            priority: "preliminary".to_owned(),
            source: None,
        }],
        initiatives: vec![Named::new("dromfabriken", "Drömfabriken")],
        from: Some(Moment::Year(2018)),
        to: None,
        names: Vec::new(),
        aliases: Vec::new(),
        description: None,
        group: Some(Named::new("core-team", "Core Team")),
        sources: Vec::new(),
        url: "https://torg.example/fokusomraden/skolresultat/".to_owned(),
    }
}
