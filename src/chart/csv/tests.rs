//! Files as people save them, and what is said about those that are wrong.

use proptest::prelude::*;

use crate::source::{FilePath, Source};

use super::*;

fn source(text: &str) -> Source {
    Source::new(FilePath::new("content/a.csv"), text.as_bytes().to_vec()).unwrap()
}

fn data(text: &str) -> Data {
    let read = read_csv(&source(text));
    assert_eq!(read.diagnostics, []);
    read.value
}

/// Each diagnostic as `line:column code what`.
fn wrong(text: &str) -> Vec<String> {
    let source = source(text);
    let told = |diagnostic: &Diagnostic| {
        let at = source.line_column(diagnostic.at.span.start);
        format!("{}:{} {} {}", at.line, at.column, diagnostic.code, source.slice(diagnostic.at.span))
    };
    read_csv(&source).diagnostics.iter().map(told).collect()
}

#[test]
fn one_file_in_many_forms() {
    let expected = Data {
        category_name: "Post".to_owned(),
        categories: vec!["Ledning".to_owned(), "Labb".to_owned()],
        series: vec![
            Series { name: "Budget".to_owned(), values: vec![Some(2_800_000.0), Some(1.5)] },
            Series { name: "Utfall".to_owned(), values: vec![Some(-2_506_744.0), None] },
        ],
    };
    let forms = [
        "Post;Budget;Utfall\nLedning;2 800 000;-2506744\nLabb;1,5;\n",
        "\u{feff}Post;Budget;Utfall\r\nLedning;2 800 000;-2506744\r\nLabb;1,5;",
        "Post,Budget,Utfall\nLedning,2800000,-2506744\n\nLabb,1.5,..\n",
        "Post\tBudget\tUtfall\rLedning\t2800000\t-2506744\rLabb\t1,5\t\r",
        " Post ; \"Budget\" ;Utfall\n\"Ledning\";2\u{a0}800\u{a0}000;\u{2212}2506744\n  Labb;1,5;\n;;\n",
        "Post,Budget,Utfall\nLedning,2800000,-2506744\nLabb,\"1,5\",\n",
    ];
    for form in forms {
        assert_eq!(data(form), expected, "{form:?}");
    }
}

#[test]
fn a_comma_in_a_file_of_semicolons_is_a_comma() {
    let read = data("Post, allt;Kronor, tusen\nLedning, administration;2,5\n");
    assert_eq!(read.category_name, "Post, allt");
    assert_eq!(read.series[0].values, [Some(2.5)]);
}

#[test]
fn quotes_hold_delimiters_quotes_and_line_ends() {
    let read = data("A;B\n\"Ett; \"\"två\"\"\ntre\";1\n");
    assert_eq!(read.categories, ["Ett; \"två\" tre"]);
}

#[test]
fn every_error_has_its_place() {
    assert_eq!(wrong("Post;Kr\nÅr;1 00 000\nB;x\n"), ["2:4 A0501 1 00 000", "3:3 A0501 x"]);
    assert_eq!(wrong("\u{feff}Post;Kr\r\nA;1;2\r\nB\r\nC;3\r\n"), ["2:5 A0502 2", "3:1 A0502 B"]);
    assert_eq!(wrong("Post;Kr\nA;\"1 00\"\n"), ["2:4 A0501 1 00"]);
    assert_eq!(wrong(""), ["1:1 A0503 "]);
    assert_eq!(wrong("Post;Kr\n"), ["1:1 A0503 "]);
    assert_eq!(wrong("Post\nA\n"), ["1:1 A0503 "]);
    assert_eq!(wrong("Post;Kr\n\"A;1\n"), ["2:1 A0504 \""]);
    assert_eq!(wrong("Post;Kr\n\"A\" x;1\n"), ["2:5 A0504 x"]);
    assert_eq!(wrong("Post;Kr;Kr\nA;1;2\n"), ["1:9 A0505 Kr"]);
}

#[test]
fn a_decimal_comma_between_commas_is_told() {
    assert_eq!(wrong("Post,Kr\nA,1,5\nB,2\n"), ["2:5 A0502 5"]);
}

#[test]
fn a_number_is_suggested() {
    let read = read_csv(&source("Post;Kr\nA;1 00 000\n"));
    assert_eq!(read.diagnostics[0].suggestions[0].name, "100 000");
}

#[test]
fn too_many_rows_are_told_once() {
    let rows: String = (0..=MAX_ROWS).map(|n| format!("r{n};{n}")).collect::<Vec<_>>().join("\n");
    let text = format!("Post;Kr\n{rows}");
    assert_eq!(wrong(&text), ["368:1 A0506 r366"]);
    assert_eq!(read_csv(&source(&text)).value.categories.len(), MAX_ROWS);
}

/// Each code's own example, read as the pipeline will read it.
#[test]
fn the_examples_of_the_codes_are_right() {
    for code in [codes::A0501, codes::A0502, codes::A0503, codes::A0504, codes::A0505, codes::A0506] {
        let [example] = &code.file().examples[..] else { panic!("{code}") };
        let (path, bytes) =
            example.files.iter().find(|(path, _)| FilePath::new(path).extension() == Some("csv")).unwrap();
        let source = Source::new(FilePath::new(path), bytes.clone()).unwrap();
        let [diagnostic] = &read_csv(&source).diagnostics[..] else { panic!("{code}") };
        let at = source.line_column(diagnostic.at.span.start);
        let start = format!("{path}:{}:{}: error {}: ", at.line, at.column, diagnostic.code);
        assert!(example.diagnostics.starts_with(&start), "{start} is not {}", example.diagnostics);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_file_is_read_or_told_about(text in "[a-z0-9;,\"\r\n\t åäö.-]{0,60}|\\PC{0,40}") {
        let source = source(&text);
        let read = read_csv(&source);
        for diagnostic in &read.diagnostics {
            let span = diagnostic.at.span;
            prop_assert!(source.text.get(span.range()).is_some(), "{:?}", span);
        }
        let n_rows = read.value.categories.len();
        prop_assert!(read.value.series.iter().all(|series| series.values.len() == n_rows));
        prop_assert!(n_rows > 0 || !read.diagnostics.is_empty());
    }
}
