//! The facts of this repository's own portfolio, as the documents give them.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::{Date, date};
use torg::hub::{self, ChangeKind, Hub, Organisation, StatementType};
use torg::source::{DiskFiles, FilePath, Files, Source};

/// The files the records are written in.
fn sources() -> Vec<Source> {
    let disk = DiskFiles::new(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
    let files = disk.list(hub::FOLDER).files.into_iter();
    let read = |path: FilePath| {
        let bytes = disk.read(&path).unwrap();
        Source::new(path, bytes).unwrap()
    };
    files.map(read).collect()
}

fn own() -> Hub {
    let hub = hub::load(&sources(), date(2026, 1, 1));
    assert_eq!(hub.diagnostics, [], "the project's own records");
    hub.value
}

/// How many initiatives of a focus area have each status on a day.
fn statuses(hub: &Hub, area: &str, day: Date) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for initiative in hub.portfolio(day).filter(|one| one.focus_areas.iter().any(|id| id.value == area)) {
        let status = initiative.status_on(day).unwrap().value.value.clone();
        *counts.entry(status).or_default() += 1;
    }
    counts
}

#[test]
fn the_school_track_was_sorted_in_june_2022() {
    let found = statuses(&own(), "skolresultat", date(2022, 6, 29));
    let expected = [("can_start", 1), ("parked", 4), ("prioritised", 9)];
    assert_eq!(found, expected.map(|(status, n)| (status.to_owned(), n)).into());
}

#[test]
fn the_older_peoples_track_had_one_finished_and_four_ongoing_in_december_2023() {
    let found = statuses(&own(), "nara-vard", date(2023, 12, 19));
    assert_eq!((found["finished"], found["ongoing"], found["waiting"]), (1, 4, 1), "{found:?}");
}

#[test]
fn parties_were_three_then_five_then_three() {
    let hub = own();
    let parties =
        |day| hub.partners_on("party", day).map(|one| one.organisation.value.clone()).collect::<Vec<_>>();
    assert_eq!(parties(date(2009, 2, 8)), [""; 0]);
    assert_eq!(parties(date(2009, 2, 9)), ["eskilstuna", "mdu", "vasteras"]);
    assert_eq!(parties(date(2014, 7, 1)).len(), 5);
    assert_eq!(parties(date(2021, 12, 31)).len(), 5);
    assert_eq!(parties(date(2022, 1, 1)), ["eskilstuna", "mdu", "vasteras"]);
    let signed: Vec<String> = hub.agreements.values().map(|one| one.signed.value.to_string()).collect();
    assert_eq!(signed, ["2009-02-09", "2013", "2018", "2022"]);
}

#[test]
fn names_follow_the_day_and_a_proposed_one_is_never_shown() {
    let hub = own();
    assert_eq!(hub.name_on::<Organisation>("mdu", date(2021, 12, 31)), Some("Mälardalens högskola"));
    assert_eq!(hub.name_on::<Organisation>("mdu", date(2022, 1, 1)), Some("Mälardalens universitet"));
    let area = &hub.focus_areas["skolresultat"].base;
    let (then, now) = area.name_then_and_now(date(2022, 6, 29), date(2024, 1, 1));
    assert_eq!((then, now), ("Skolresultat", Some("Alla barn och unga lyckas")));
    let older = &hub.focus_areas["nara-vard"].base;
    assert_eq!(older.name(date(2024, 1, 1)), "Nära vård inklusive välfärdsteknik");
}

#[test]
fn the_money_adds_up() {
    let hub = own();
    let year = &hub.budget_years["2022"];
    let lines: i64 = year.lines.iter().map(|line| line.budget.kronor).sum();
    let outcome: i64 = year.lines.iter().filter_map(|line| Some(line.outcome.as_ref()?.kronor)).sum();
    assert_eq!((lines, outcome), (15_250_000, 8_242_920));
    let frame = &hub.financing["2022-2025"];
    let paid: Vec<i64> = frame.contributions.iter().map(|one| one.amount.kronor).collect();
    assert_eq!(paid, [20_000_000, 20_000_000, 4_400_000]);
    assert_eq!(frame.total.as_ref().unwrap().kronor, 48_550_000);
    let left = frame.carried_over.as_ref().unwrap();
    assert_eq!((left.kronor, left.other[0].kronor), (4_150_000, 4_163_000), "both figures are carried");
    assert!(left.source.is_some() && left.other[0].source.is_some() && left.note.is_some());
}

#[test]
fn the_follow_up_of_2022_is_whole() {
    let hub = own();
    let of = |year| hub.operating_goals.values().filter(move |goal| goal.year.value == year);
    assert_eq!((of(2022).count(), of(2023).count()), (5, 5));
    assert!(of(2023).all(|goal| goal.predecessor.is_some()));
    let first = &hub.follow_ups["2022-1"];
    let scale = first.scale.as_ref().unwrap();
    let grade = first.grade.map(|grade| grade.value);
    assert_eq!((first.n.value, grade, scale.max.value), (26, Some(3.0), 6));
    assert!(hub.follow_ups.values().all(|one| one.n.value == 26));
}

#[test]
fn what_changed_between_two_days_is_told_in_order() {
    let hub = own();
    let changes = hub.changes(date(2022, 6, 28), date(2022, 6, 29));
    let added = changes.iter().filter(|change| matches!(change.change, ChangeKind::Added(_))).count();
    assert_eq!(added, 14, "nine prioritised, one that can start, four parked");
    assert!(changes.windows(2).all(|pair| pair[0].day <= pair[1].day));
    assert!(changes.iter().all(|change| change.source.is_some()), "{changes:?}");
    assert_eq!(hub.changes(date(2022, 6, 29), date(2022, 6, 29)), [], "the first day is not in it");
    let spark: Vec<ChangeKind> = hub
        .changes(date(2022, 6, 29), date(2022, 12, 31))
        .into_iter()
        .filter(|change| change.id == "spark-generation")
        .map(|change| change.change)
        .collect();
    assert_eq!(spark, [ChangeKind::Status("prioritised".to_owned(), "ongoing".to_owned())]);
    let left: Vec<String> = hub
        .changes(date(2021, 12, 31), date(2022, 1, 1))
        .into_iter()
        .filter(|change| matches!(&change.change, ChangeKind::Left(_)))
        .map(|change| change.id)
        .collect();
    assert_eq!(left, ["region-sormland", "region-vastmanland"]);
}

#[test]
fn seats_and_statements_follow_the_day() {
    let hub = own();
    let board = |day| hub.seats_on("styrelsen", day).count();
    assert_eq!((board(date(2022, 11, 16)), board(date(2023, 6, 1))), (6, 6));
    assert_eq!(hub.seats_on("core-team", date(2020, 6, 1)).count(), 5);
    let vacant =
        hub.seats_on("core-team-barn-och-unga", date(2023, 6, 1)).filter(|seat| seat.vacant == Some(true));
    assert_eq!(vacant.count(), 1);
    assert!(hub.statement_on(StatementType::Vision, date(2023, 1, 1)).is_some());
    assert!(hub.statement_on(StatementType::Vision, date(2021, 12, 31)).is_none());
}

#[test]
fn a_file_cut_short_anywhere_is_told_and_never_panics() {
    const STEP: usize = 191;
    let sources = sources();
    let is_vocabulary = |source: &&Source| source.path.as_str().ends_with("vocabulary.toml");
    let vocabulary = sources.iter().find(is_vocabulary).unwrap();
    let mut n_loads = 0;
    for source in &sources {
        for cut in (0..source.text.len()).step_by(STEP).filter(|cut| source.text.is_char_boundary(*cut)) {
            let short = Source::new(source.path.clone(), source.text[..cut].as_bytes().to_vec()).unwrap();
            let loaded = hub::load(&[vocabulary.clone(), short], date(2026, 1, 1));
            n_loads += usize::from(!loaded.diagnostics.is_empty());
        }
    }
    assert!(n_loads > 300, "{n_loads}");
}
