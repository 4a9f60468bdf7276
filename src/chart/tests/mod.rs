//! Charts of all kinds, and of numbers that are hard to draw.

mod figures;
mod held;

use proptest::prelude::*;

use super::*;
use held::check;

fn chart(kind: Kind, categories: &[&str], series: &[(&str, &[Option<f64>])]) -> Chart {
    Chart {
        kind,
        title: "Utfallet blev lägre än budgeten".to_owned(),
        category_name: "Post".to_owned(),
        categories: categories.iter().map(|&name| name.to_owned()).collect(),
        series: series
            .iter()
            .map(|(name, values)| Series { name: (*name).to_owned(), values: values.to_vec() })
            .collect(),
        unit: "kronor".to_owned(),
        lang: "sv".to_owned(),
        ..Chart::default()
    }
}

fn budget() -> Chart {
    let lines =
        ["Ledning och administration", "Pilotprojekt", "Kommunikation och event", "Reserverat till MKL"];
    chart(
        Kind::GroupedBars,
        &lines,
        &[
            ("Budget 2022", &[Some(2_800_000.0), Some(4_100_000.0), Some(650_000.0), Some(500_000.0)]),
            ("Utfall 2022", &[Some(2_506_744.0), Some(349_272.0), Some(729_298.0), Some(0.0)]),
        ],
    )
}

fn pupils() -> Chart {
    Chart {
        unit: "%".to_owned(),
        baseline: Some(78.0),
        target: Some(90.0),
        ..chart(
            Kind::Line,
            &["2018", "2019", "2020", "2021", "2022"],
            &[
                ("Eskilstuna", &[Some(78.5), Some(77.0), None, Some(81.0), Some(82.5)]),
                ("Västerås", &[Some(80.0), Some(82.0), Some(81.5), Some(83.0), Some(82.0)]),
            ],
        )
    }
}

fn lines(svg: &str) -> String {
    svg.replace("><", ">\n<")
}

#[test]
fn grouped_bars_in_full() {
    let drawn = draw(&budget(), "d1");
    check(&drawn);
    insta::assert_snapshot!(lines(&drawn.svg));
    insta::assert_snapshot!(drawn.summary);
    assert_eq!(drawn.columns, ["Post", "Budget 2022 (kronor)", "Utfall 2022 (kronor)"]);
    assert_eq!(drawn.rows[1], ["Pilotprojekt", "4\u{a0}100\u{a0}000", "349\u{a0}272"]);
}

#[test]
fn lines_in_full() {
    let drawn = draw(&pupils(), "d2");
    check(&drawn);
    insta::assert_snapshot!(lines(&drawn.svg));
    insta::assert_snapshot!(drawn.summary);
    assert_eq!(drawn.rows[2], ["2020", "uppgift saknas", "81,5"]);
}

#[test]
fn the_author_s_sentence_goes_first() {
    let summary = Some("Pilotprojekten använde minst.".to_owned());
    let source = Some("Budget 2022".to_owned());
    let drawn = draw(&Chart { summary, source, ..budget() }, "a b\"c");
    check(&drawn);
    assert_eq!(drawn.summary, "Pilotprojekten använde minst.");
    let description =
        r#"<desc id="chart-a-b-c-desc">Pilotprojekten använde minst. Källa: Budget 2022.</desc>"#;
    assert!(drawn.svg.contains(description), "{}", drawn.svg);
}

#[test]
fn sentences_tell_what_can_be_told() {
    let summary = |kind, lang: &str, unit: &str, values: &[Option<f64>]| {
        let names = &["A", "B", "C", "D"][..values.len()];
        let chart = chart(kind, names, &[("", values)]);
        draw(&Chart { lang: lang.to_owned(), unit: unit.to_owned(), ..chart }, "x")
            .summary
            .replace('\u{a0}', " ")
    };
    let some = |values: &[f64]| values.iter().copied().map(Some).collect::<Vec<_>>();
    let told = [
        summary(Kind::Bars, "sv", "kronor", &some(&[3.0, 1000.0, 2.5])),
        summary(Kind::Bars, "sv", "%", &some(&[3.0, 10.0, 3.0])),
        summary(Kind::Bars, "en", "people", &some(&[3.0, 10.0, 1.0])),
        summary(Kind::Bars, "sv", "", &some(&[3.0])),
        summary(Kind::Bars, "sv", "", &some(&[3.0, 3.0])),
        summary(Kind::Bars, "sv", "", &[Some(3.0), None, Some(f64::NAN), Some(-2.0)]),
        summary(Kind::Line, "sv", "elever", &some(&[3.0, 10.0, 1.0, 4.0])),
        summary(Kind::Line, "en", "%", &some(&[4.0, 3.0])),
        summary(Kind::Line, "sv", "", &some(&[4.0])),
        summary(Kind::Line, "sv", "", &[None, None]),
    ];
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn nothing_known_is_said() {
    for kind in [Kind::Bars, Kind::GroupedBars, Kind::Line, Kind::Radar, Kind::Funnel] {
        for chart in [chart(kind, &[], &[]), chart(kind, &["A"], &[]), chart(kind, &["A"], &[("B", &[None])])]
        {
            let drawn = draw(&chart, "x");
            check(&drawn);
            assert!(drawn.svg.contains("uppgift saknas"));
        }
    }
}

#[test]
fn bars_stay_within_the_drawing_with_their_numbers() {
    let all: [&[f64]; 7] = [
        &[1.0, 2.0],
        &[-1.0, -200.0],
        &[-50.0, 0.0, 8_242_920.0],
        &[0.0, 0.0],
        &[1e-9, 1e12],
        &[f64::MAX, f64::MIN],
        &[12_345_678_901_234.0, -12_345_678_901_234.0],
    ];
    for values in all {
        let values: Vec<_> = values.iter().copied().map(Some).collect();
        let names = &["A", "B", "C"][..values.len()];
        let drawn = draw(&chart(Kind::Bars, names, &[("", &values)]), "x");
        check(&drawn);
        for (x, text) in texts(&drawn.svg, "chart-value") {
            assert!(x + text::width(&text) * FONT <= WIDTH + 0.1, "{values:?}: {text} at {x}");
        }
    }
}

/// The texts of a class, each with its place from the left.
fn texts(svg: &str, class: &str) -> Vec<(f64, String)> {
    let start = format!(r#"<text class="{class}" x=""#);
    svg.split(&start)
        .skip(1)
        .map(|rest| {
            let (x, rest) = rest.split_once('"').unwrap();
            let text = rest.split_once('>').unwrap().1.split_once('<').unwrap().0;
            (x.parse().unwrap(), text.to_owned())
        })
        .collect()
}

#[test]
fn long_swedish_names_are_whole_and_fit() {
    let name = "Kommunikationsstrategiutvecklingssamordnare för välfärdsteknikupphandlingar";
    let drawn = draw(&chart(Kind::Bars, &[name], &[("", &[Some(1.0)])]), "x");
    check(&drawn);
    let spans: Vec<_> =
        drawn.svg.split("<tspan x=").skip(1).map(|rest| rest.split(['<', '>']).nth(1).unwrap()).collect();
    assert!(spans.len() > 1 && spans.iter().all(|span| text::width(span) * FONT <= WIDTH), "{spans:?}");
    assert_eq!(spans.join(" ").replace("- ", ""), name);
}

#[test]
fn series_differ_by_more_than_colour() {
    let series: Vec<(&str, &[Option<f64>])> =
        vec![("A", &[Some(1.0)]), ("B", &[Some(2.0)]), ("C", &[Some(3.0)])];
    let bars = draw(&chart(Kind::GroupedBars, &["x"], &series), "x");
    check(&bars);
    assert_eq!(bars.svg.matches("<pattern ").count(), 2);
    let values: Vec<(&str, &[Option<f64>])> =
        series.iter().map(|(name, _)| (*name, &[Some(1.0), Some(2.0)][..])).collect();
    let line = draw(&chart(Kind::Line, &["x", "y"], &values), "x");
    check(&line);
    assert_eq!(line.svg.matches("stroke-dasharray").count(), 2);
    for name in ["A", "B", "C"] {
        assert!(texts(&line.svg, "chart-label").iter().any(|(_, text)| text == name));
    }
}

#[test]
fn names_too_long_to_stand_beside_stand_above() {
    let long = "Budget enligt styrelsens beslut i februari";
    let drawn =
        draw(&chart(Kind::GroupedBars, &["x"], &[(long, &[Some(1.0)]), ("Utfall", &[Some(2.0)])]), "x");
    check(&drawn);
    assert!(drawn.svg.contains("Budget enligt styrelsens beslut"));
    assert_eq!(texts(&drawn.svg, "chart-value")[0].1, "1");
}

#[test]
fn a_gap_breaks_the_line() {
    let drawn = draw(&pupils(), "x");
    assert_eq!(drawn.svg.matches("<polyline").count(), 3);
    assert_eq!(drawn.svg.matches("<circle").count(), 4);
}

#[test]
fn a_line_of_many_years_names_some_and_the_last() {
    let years: Vec<String> = (1990..=2022).map(|year| year.to_string()).collect();
    let names: Vec<&str> = years.iter().map(String::as_str).collect();
    let values: Vec<_> = (0..33).map(|n| Some(f64::from(n))).collect();
    let drawn = draw(&chart(Kind::Line, &names, &[("", &values)]), "x");
    check(&drawn);
    let shown = names.iter().filter(|year| drawn.svg.contains(&format!(">{year}<"))).count();
    assert!((3..12).contains(&shown), "{shown}");
    assert!(drawn.svg.contains(">2022<"));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_chart_can_be_drawn(
        kind in prop::sample::select(vec![Kind::Bars, Kind::GroupedBars, Kind::Line, Kind::Radar, Kind::Funnel]),
        categories in prop::collection::vec("\\PC{0,30}|[a-zåäö ]{0,80}|.{0,5}", 0..6),
        series in prop::collection::vec(
            ("\\PC{0,60}", prop::collection::vec(prop::option::of(any::<f64>()), 0..7)),
            0..5,
        ),
        title in "(\\PC|<|&|\"|\0|\u{fffe}){0,20}",
        unit in "|%|kronor|\\PC{0,9}",
        lines in any::<(Option<f64>, Option<f64>)>(),
        most in prop::option::of(any::<f64>()),
        lang in "sv|en|de",
    ) {
        let series = series.into_iter().map(|(name, values)| Series { name, values }).collect();
        let (baseline, target) = lines;
        let chart = Chart { kind, title, categories, series, unit, baseline, target, most, lang, ..Chart::default() };
        let drawn = draw(&chart, "x");
        check(&drawn);
        prop_assert_eq!(drawn.columns.len(), chart.series.len() + 1);
        prop_assert!(drawn.rows.iter().all(|row| row.len() == drawn.columns.len()));
        prop_assert_eq!(draw(&chart, "x"), drawn);
    }
}
