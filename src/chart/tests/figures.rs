//! Radars, funnels, timelines, year wheels and small multiples.

use proptest::prelude::*;

use super::*;

#[test]
fn a_radar_has_bars_of_the_same_numbers_beside_it() {
    let given: &[Option<f64>] = &[Some(3.5), Some(4.0), Some(2.0), Some(4.5)];
    let names = ["Nytta", "Samverkan", "Nyhet", "Genomförbarhet"];
    let chart =
        Chart { most: Some(5.0), unit: "poäng".to_owned(), ..chart(Kind::Radar, &names, &[("", given)]) };
    let drawn = draw(&chart, "x");
    check(&drawn);
    insta::assert_snapshot!(lines(&drawn.svg));
    insta::assert_snapshot!(lines(drawn.beside.as_ref().unwrap()));
    insta::assert_snapshot!(drawn.summary);
    assert!(drawn.svg.contains(r#"aria-hidden="true""#));
    assert!(drawn.beside.unwrap().contains(">4. Genomförbarhet<"));
}

#[test]
fn a_radar_of_two_parties_tells_its_lines_apart() {
    let a: &[Option<f64>] = &[Some(3.0), None, Some(2.0), Some(-4.0)];
    let b: &[Option<f64>] = &[Some(1.0), Some(2.0), Some(7.0), None];
    let drawn = draw(&chart(Kind::Radar, &["A", "B", "C", "D"], &[("Ett", a), ("Två", b)]), "x");
    check(&drawn);
    assert!(drawn.svg.contains("stroke-dasharray") && drawn.svg.contains(">Två<"));
}

#[test]
fn a_radar_of_any_number_of_corners_can_be_drawn() {
    for n in [1_u32, 2, 3, 12, 59, 60, 200] {
        let names: Vec<String> = (0..n).map(|at| format!("K{at}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let values: Vec<_> = (0..n).map(|at| Some(f64::from(at))).collect();
        check(&draw(&chart(Kind::Radar, &names, &[("", &values)]), "x"));
    }
}

#[test]
fn a_funnel_in_full() {
    let given: &[Option<f64>] = &[Some(7.0), Some(4.0), Some(0.0), None];
    let chart = chart(Kind::Funnel, &["Utforska", "Skapa", "Testa", "Skala"], &[("Antal", given)]);
    let drawn = draw(&Chart { unit: "initiativ".to_owned(), ..chart }, "x");
    check(&drawn);
    insta::assert_snapshot!(lines(&drawn.svg));
    insta::assert_snapshot!(drawn.summary);
    assert_eq!(drawn.rows[3], ["Skala", "uppgift saknas"]);
}

fn step(name: &str, since: &str, (from, known): (f64, f64), to: Option<f64>, look: Look) -> Step {
    Step { name: name.to_owned(), since: since.to_owned(), from, known, to, look }
}

fn statuses() -> Timeline {
    Timeline {
        title: "Från idé till resultat".to_owned(),
        step_name: "Status".to_owned(),
        steps: vec![
            step("Föreslaget", "2019", (2019.0, 2020.0), Some(2021.5), Look::Dashed),
            step("Prioriterat", "29 juni 2022", (2022.5, 2022.5), Some(2022.7), Look::Open),
            step("Parkerat", "hösten 2022", (2022.7, 2022.9), Some(2023.2), Look::Striped),
            step("Väntar", "mars 2023", (2023.2, 2023.25), Some(2023.3), Look::Dotted),
            step("Pågår", "maj 2023", (2023.3, 2023.4), Some(2023.97), Look::Full),
            step("Avslutat", "19 december 2023", (2023.97, 2023.97), None, Look::Point),
        ],
        lang: "sv".to_owned(),
        ..Timeline::default()
    }
}

#[test]
fn a_timeline_in_full() {
    let drawn = draw_timeline(&statuses(), "x");
    check(&drawn);
    insta::assert_snapshot!(lines(&drawn.svg));
    insta::assert_snapshot!(drawn.summary);
    assert_eq!(drawn.columns, ["Status", "Från och med"]);
    assert_eq!(drawn.rows[4], ["Pågår", "maj 2023"]);
    assert!(drawn.csv.contains("Avslutat;19 december 2023\r\n"));
}

#[test]
fn timelines_without_times_or_with_one_can_be_drawn() {
    let only = |steps| Timeline { steps, ..statuses() };
    let nothing = draw_timeline(&only(Vec::new()), "x");
    check(&nothing);
    assert!(nothing.svg.contains("uppgift saknas"));
    let one = draw_timeline(&only(vec![step("Pågår", "2020", (2020.0, 2021.0), None, Look::Full)]), "x");
    check(&one);
    assert_eq!(one.summary, "Ett steg är känt: Pågår, 2020.");
    let strange = step("Okänt", "", (f64::NAN, f64::INFINITY), Some(-1e300), Look::Dotted);
    check(&draw_timeline(&only(vec![strange]), "x"));
}

fn item(months: &[u8], text: &str, actor: &str, is_support: bool) -> WheelItem {
    let relation = if is_support { "stödjer" } else { "säkerställer" };
    WheelItem {
        months: months.to_vec(),
        text: text.to_owned(),
        actor: actor.to_owned(),
        relation: relation.to_owned(),
        is_support,
    }
}

fn year() -> Wheel {
    Wheel {
        title: "Året har två varv".to_owned(),
        items: vec![
            item(&[1], "Blickar tillbaka", "Core Team", false),
            item(&[2, 3], "Ekonomi och plan", "Styrelsen", false),
            item(&[2], "Underlag", "Styrelsen", true),
            item(&[], "En vision", "Styrelsen", false),
        ],
        lang: "sv".to_owned(),
        ..Wheel::default()
    }
}

#[test]
fn a_year_wheel_in_full() {
    let drawn = draw_wheel(&year(), "x");
    check(&drawn);
    insta::assert_snapshot!(lines(&drawn.svg));
    insta::assert_snapshot!(drawn.summary);
    assert_eq!(drawn.rows[1], ["2", "februari, mars", "Ekonomi och plan", "Styrelsen", "säkerställer"]);
    assert_eq!(drawn.rows[3][1], "ingen månad angiven");
}

#[test]
fn a_year_wheel_holds_any_number_of_items_and_actors() {
    let empty = draw_wheel(&Wheel { items: vec![item(&[0, 13], "x", "A", false)], ..year() }, "x");
    check(&empty);
    assert!(empty.svg.contains("uppgift saknas"));
    let all: Vec<u8> = (1..=12).collect();
    let actor = ["Styrelsen", "Core Team", "Processtödet", "Kommunikatörernas nätverk"];
    for n in 1..=4 {
        let items = (0..40).map(|at| item(&all, "x", actor[at % n], at % 2 == 0)).collect();
        check(&draw_wheel(&Wheel { items, ..year() }, "x"));
        let items = (0..n).map(|at| item(&all, "x", actor[at % n], at % 2 == 0)).collect();
        check(&draw_wheel(&Wheel { items, lang: "en".to_owned(), ..year() }, "x"));
    }
}

fn colours() -> Levels {
    let panel =
        |name: &str, levels: &[Option<usize>]| Panel { name: name.to_owned(), levels: levels.to_vec() };
    Levels {
        title: "Två av tre är gröna".to_owned(),
        panel_name: "Initiativ".to_owned(),
        levels: ["Grön", "Gul", "Orange", "Röd"].map(str::to_owned).to_vec(),
        times: ["mars 2023", "juni 2023", "oktober 2023", "december 2023"].map(str::to_owned).to_vec(),
        panels: vec![
            panel("Måltider och möten", &[Some(1), Some(1), Some(0), Some(0)]),
            panel("Mobil trygghetslösning", &[Some(3), None, Some(2), Some(0)]),
            panel("Framtidens äldreboende", &[Some(0), Some(2), Some(3), None]),
        ],
        lang: "sv".to_owned(),
        ..Levels::default()
    }
}

#[test]
fn small_multiples_in_full() {
    let drawn = draw_levels(&colours(), "x");
    check(&drawn);
    insta::assert_snapshot!(lines(&drawn.svg));
    insta::assert_snapshot!(drawn.summary);
    assert_eq!(drawn.rows[1], ["Mobil trygghetslösning", "Röd", "Ingen rapport", "Orange", "Grön"]);
}

#[test]
fn small_multiples_of_nothing_say_so() {
    check(&draw_levels(&Levels { panels: Vec::new(), ..colours() }, "x"));
    let none = draw_levels(&Levels { times: Vec::new(), ..colours() }, "x");
    check(&none);
    assert!(none.svg.contains("uppgift saknas"));
    check(&draw_levels(&Levels { levels: Vec::new(), ..colours() }, "x"));
    let times: Vec<String> = (1..=90).map(|at| format!("dag {at}")).collect();
    let panels = vec![Panel { name: "Långt".to_owned(), levels: (0..90).map(|at| Some(at % 5)).collect() }];
    check(&draw_levels(&Levels { times, panels, ..colours() }, "x"));
}

#[test]
fn a_file_tells_the_same_numbers() {
    let drawn = draw(&pupils(), "x");
    assert_eq!(
        drawn.csv,
        "\u{feff}Post;Eskilstuna (%);Västerås (%)\r\n2018;78,5;80\r\n2019;77;82\r\n2020;;81,5\r\n2021;81;83\r\n2022;82,5;82\r\n"
    );
    let english = draw(&Chart { lang: "en".to_owned(), ..budget() }, "x");
    assert!(english.csv.contains("\r\nPilotprojekt,4100000,349272\r\n"), "{}", english.csv);
    let cell = |name: &str| draw(&chart(Kind::Bars, &[name], &[("a", &[Some(-1.0)])]), "x").csv;
    assert!(cell("=HYPERLINK(1)").ends_with("\r\n'=HYPERLINK(1);-1\r\n"));
    assert!(cell("a;\"b\"").ends_with("\r\n\"a;\"\"b\"\"\";-1\r\n"));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_to_a_file_is_read_back(
        rows in prop::collection::vec(("[a-zåäö][a-zåäö;,\"]{0,9}", any::<Option<f64>>(), any::<Option<f64>>()), 1..6),
        lang in "sv|en",
    ) {
        let known = |value: Option<f64>| value.filter(|value| value.is_finite());
        let columns: [Vec<_>; 2] = [
            rows.iter().map(|row| known(row.1)).collect(),
            rows.iter().map(|row| known(row.2)).collect(),
        ];
        let names: Vec<&str> = rows.iter().map(|row| row.0.as_str()).collect();
        let series = [("Ett", &columns[0][..]), ("Två", &columns[1][..])];
        let chart = Chart { unit: String::new(), lang, ..chart(Kind::Bars, &names, &series) };
        let source = crate::source::Source::new(
            crate::source::FilePath::new("x.csv"),
            draw(&chart, "x").csv.into(),
        )
        .unwrap();
        let read = read_csv(&source);
        prop_assert!(read.diagnostics.is_empty(), "{:?}", read.diagnostics);
        prop_assert_eq!(read.value.categories, chart.categories);
        prop_assert_eq!(read.value.series, chart.series);
    }

    #[test]
    fn any_timeline_can_be_drawn(
        steps in prop::collection::vec(
            ("\\PC{0,60}", "\\PC{0,40}", 1900.0..2100.0_f64, any::<f64>(), prop::option::of(1800.0..3000.0_f64), 0..6_usize),
            0..6,
        ),
    ) {
        let looks = [Look::Full, Look::Open, Look::Dashed, Look::Striped, Look::Dotted, Look::Point];
        let steps = steps.into_iter().map(|(name, since, from, known, to, look)| {
            Step { name, since, from, known: if look == 0 { known } else { from }, to, look: looks[look] }
        });
        let timeline = Timeline { steps: steps.collect(), ..statuses() };
        let drawn = draw_timeline(&timeline, "x");
        check(&drawn);
        prop_assert_eq!(draw_timeline(&timeline, "x"), drawn);
    }

    #[test]
    fn any_year_can_be_drawn(
        items in prop::collection::vec((prop::collection::vec(0..15_u8, 0..5), "\\PC{0,80}", "[abcd]{1}|\\PC{0,60}", any::<bool>()), 0..20),
    ) {
        let items = items.iter().map(|(months, text, actor, support)| item(months, text, actor, *support));
        let wheel = Wheel { items: items.collect(), ..year() };
        let drawn = draw_wheel(&wheel, "x");
        check(&drawn);
        prop_assert_eq!(draw_wheel(&wheel, "x"), drawn);
    }

    #[test]
    fn any_levels_can_be_drawn(
        levels in prop::collection::vec("\\PC{0,30}", 0..6),
        times in prop::collection::vec("\\PC{0,20}", 0..9),
        panels in prop::collection::vec(("\\PC{0,60}", prop::collection::vec(prop::option::of(0..7_usize), 0..9)), 0..5),
    ) {
        let panels = panels.into_iter().map(|(name, levels)| Panel { name, levels }).collect();
        let levels = Levels { levels, times, panels, ..colours() };
        let drawn = draw_levels(&levels, "x");
        check(&drawn);
        prop_assert_eq!(draw_levels(&levels, "x"), drawn);
    }
}
