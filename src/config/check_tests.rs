//! A table against a shape with a field of every sort, in both syntaxes.

use crate::report::Diagnostic;
use crate::source::{FilePath, Source, Span};

use super::{Doc, Field, Shape, TableShape, check, parse_toml, parse_yaml};

const DOC: Doc = Doc { sv: "", en: "" };

static SHAPE: TableShape = TableShape {
    name: "all",
    doc: DOC,
    fields: &[
        Field::required("text", Shape::Text, "", ""),
        Field::optional("n", Shape::Integer { min: 0, max: 9 }, "", ""),
        Field::optional("float", Shape::Float, "", ""),
        Field::optional("yes", Shape::Bool, "", ""),
        Field::optional("date", Shape::Date, "", ""),
        Field::optional("later", Shape::WhenOr(&["undecided"]), "", ""),
        Field::optional("when", Shape::When, "", ""),
        Field::optional("slug", Shape::Slug, "", ""),
        Field::optional("url", Shape::Url, "", ""),
        Field::optional("word", Shape::Choice(&["one", "two"]), "", ""),
        Field::optional("page", Shape::TextOrNumber, "", ""),
        Field::optional("list", Shape::List(&Shape::Reference("x")), "", ""),
        Field::optional("table", Shape::Table(&SHAPE), "", ""),
        Field::optional("names", Shape::Names, "", ""),
        Field::optional("map", Shape::Map(&Shape::Bool), "", ""),
        Field::optional("any", Shape::Any, "", ""),
    ],
};

/// Codes, places and first suggestions: the same for TOML and YAML.
fn found(entries: &[(&str, &str)]) -> Vec<String> {
    let toml = entries.iter().map(|(key, value)| format!("{key} = {value}\n")).collect::<Vec<_>>().concat();
    let yaml = entries.iter().map(|(key, value)| format!("{key}: {}\n", value.replace(" =", ":")));
    let yaml = yaml.collect::<Vec<_>>().concat();
    let toml = shown(&toml, parse_toml);
    assert_eq!(toml.iter().map(|line| line.replace(" =", ":")).collect::<Vec<_>>(), shown(&yaml, parse_yaml));
    toml
}

fn shown(text: &str, parse: fn(&Source, Span, &mut Vec<Diagnostic>) -> super::Table) -> Vec<String> {
    let source = Source::new(FilePath::new("a"), text.as_bytes().to_vec()).unwrap();
    let mut out = Vec::new();
    let table = parse(&source, Span::new(0, text.len()), &mut out);
    check(&table, &SHAPE, &source.path, &mut out);
    out.iter()
        .map(|d| {
            let suggestion = d.suggestions.first().map(|s| format!(" → {}", s.name)).unwrap_or_default();
            format!("{} {:?}{suggestion}", d.code, source.slice(d.at.span))
        })
        .collect()
}

#[test]
fn what_fits_is_not_reported() {
    let entries = [
        ("text", "'a'"),
        ("n", "9"),
        ("float", "1"),
        ("yes", "true"),
        ("date", "2022-06-29T09:00:00+02:00"),
        ("later", "'2022-06'"),
        ("when", "'2022-H2'"),
        ("slug", "'a-1'"),
        ("url", "'https://å.se/a?b#c'"),
        ("word", "'two'"),
        ("page", "3"),
        ("list", "['a', 'b']"),
        ("table", "{ text = 'a', when = 2022 }"),
        ("names", "{ sv = 'a', en-GB = 'b' }"),
        ("map", "{ whatever = true }"),
        ("any", "[1, { a = 'b' }]"),
    ];
    assert_eq!(found(&entries), [] as [&str; 0]);
}

#[test]
fn everything_else_is_at_its_own_place() {
    for (key, value, expected) in [
        ("text", "12", "C0203 \"12\" → \"12\""),
        ("text", "''", "C0209 \"''\""),
        ("n", "10", "C0205 \"10\""),
        ("n", "'7'", "C0203 \"7\" → 7"),
        ("float", "'x'", "C0203 \"x\""),
        ("yes", "'true'", "C0203 \"true\" → true"),
        ("date", "'2022-06-29'", "C0203 \"2022-06-29\" → 2022-06-29"),
        ("date", "2022", "C0203 \"2022\""),
        ("later", "'undecidde'", "C0204 \"undecidde\" → undecided"),
        ("later", "'2022-13'", "C0206 \"2022-13\""),
        ("when", "'juni'", "C0206 \"juni\""),
        ("when", "2022-06-29T09:00:00Z", "C0206 \"2022-06-29T09:00:00Z\""),
        ("when", "'2022-06/2022-05'", "C0210 \"2022-06/2022-05\""),
        ("slug", "'Å b'", "C0207 \"Å b\" → a-b"),
        ("url", "'www.x.se'", "C0208 \"www.x.se\" → https://www.x.se"),
        ("url", "'javascript:alert(1)'", "C0208 \"javascript:alert(1)\""),
        ("word", "'tvo'", "C0204 \"tvo\" → two"),
        ("page", "true", "C0203 \"true\""),
        ("list", "'a'", "C0203 \"a\" → [\"a\"]"),
        ("list", "['a', '']", "C0209 \"''\""),
        ("table", "{ text = 'a', texx = 1 }", "C0201 \"texx\" → text"),
        ("table", "{ n = 1 }", "C0202 \"{ n = 1 }\""),
        ("names", "{ svenska = 'a' }", "C0302 \"svenska\""),
        ("names", "{}", "C0209 \"{}\""),
        ("map", "{ a = 1 }", "C0203 \"1\""),
    ] {
        let text = if key == "text" { vec![] } else { vec![("text", "'a'")] };
        let entries: Vec<_> = text.into_iter().chain([(key, value)]).collect();
        assert_eq!(found(&entries), [expected], "{key} = {value}");
    }
}

#[test]
fn what_cannot_be_read_hides_what_seems_to_be_missing() {
    assert_eq!(shown("text 'a'\nn = 1\n", parse_toml), ["C0101 \"\""]);
    assert_eq!(shown("n = 10\n", parse_toml), ["C0205 \"10\"", "C0202 \"\""]);
}
