//! How the hub grows: `cargo bench --bench hub` links and checks portfolios of 1,000 to 100,000 initiatives, each with ten
//! dated statuses and three references or more, and prints as Markdown what was measured, what must hold and the power
//! that time grows with. `-- --check` ends with status 1 when a figure misses what it must be.
//!
//! Wants a quiet machine and two cores: `taskset -c 0,1 cargo bench --bench hub`.

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use jiff::civil::date;
use torg::hub;
use torg::source::{FilePath, Source};

/// What the program itself uses.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How many initiatives.
const SIZES: [u32; 3] = [1_000, 10_000, 100_000];
/// How many times each size is measured.
const ROUNDS: u32 = 7;
/// What linking and rules may take at 10,000.
const LIMIT: Duration = Duration::from_millis(150);
/// What time may grow with and still be called linear on a machine whose caches are not endless.
const MAX_POWER: f64 = 1.15;

/// What was measured of one size.
struct Measured {
    n: u32,
    parse: Vec<Duration>,
    link: Vec<Duration>,
    /// Processor time of linking, of one round, where the system tells it.
    cpu: Option<Duration>,
}

fn main() -> ExitCode {
    let check = std::env::args().any(|arg| arg == "--check");
    let measured: Vec<Measured> = SIZES.iter().map(|n| measure(*n)).collect();
    let middle = |times: &[Duration]| times[times.len() / 2];
    let mut text = String::from(
        "| initiatives | reading the files, ms | linking and rules, ms | the same, ms of processor time |\n|---|---|---|---|\n",
    );
    for Measured { n, parse, link, cpu } in &measured {
        let cpu =
            cpu.map_or_else(|| "not told".to_owned(), |time| format!("{:.0}", time.as_secs_f64() * 1e3));
        let _ = writeln!(text, "| {n} | {} | {} | {cpu} |", spread(parse), spread(link));
    }
    let (first, last) = (&measured[0], &measured[measured.len() - 1]);
    let power = (middle(&last.link).as_secs_f64() / middle(&first.link).as_secs_f64()).ln()
        / (f64::from(last.n) / f64::from(first.n)).ln();
    let ten_thousand = middle(&measured[1].link);
    let holds = ten_thousand <= LIMIT && power <= MAX_POWER;
    let _ = writeln!(
        text,
        "\nFrom {} to {} time grows with the power {power:.2} (must: at most {MAX_POWER}). At {} it is {:.0} ms (must: at most {}). {}",
        first.n,
        last.n,
        measured[1].n,
        ten_thousand.as_secs_f64() * 1e3,
        LIMIT.as_millis(),
        if holds { "Both hold." } else { "MISSED." },
    );
    let _ = std::io::stdout().write_all(text.as_bytes());
    if check && !holds { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// The median with the lowest and the highest.
fn spread(times: &[Duration]) -> String {
    let ms = |time: &Duration| time.as_secs_f64() * 1e3;
    format!("{:.1} ({:.1}–{:.1})", ms(&times[times.len() / 2]), ms(&times[0]), ms(&times[times.len() - 1]))
}

fn measure(n: u32) -> Measured {
    let n_initiatives = n as usize;
    let sources = portfolio(n_initiatives);
    let today = date(2026, 1, 1);
    let mut measured = Measured { n, parse: Vec::new(), link: Vec::new(), cpu: Some(Duration::ZERO) };
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let files = hub::parse(&sources);
        measured.parse.push(start.elapsed());
        assert!(files.diagnostics.is_empty(), "the portfolio has mistakes: {:?}", files.diagnostics.first());
        let (start, cpu) = (Instant::now(), processor_time());
        let hub = hub::link(&files.value, today);
        measured.link.push(start.elapsed());
        let spent = processor_time().zip(cpu).map(|(after, before)| after.saturating_sub(before));
        measured.cpu = measured.cpu.zip(spent).map(|(sum, spent)| sum + spent);
        assert!(hub.diagnostics.is_empty(), "the portfolio has mistakes: {:?}", hub.diagnostics.first());
        assert_eq!(hub.value.initiatives.len(), n_initiatives);
    }
    measured.cpu = measured.cpu.map(|sum| sum / ROUNDS);
    measured.parse.sort();
    measured.link.sort();
    measured
}

/// The processor time this program has used, to a hundredth of a second. On a machine that others use it tells more than
/// the clock on the wall.
#[expect(clippy::disallowed_methods, reason = "the system tells a program's processor time in a file")]
fn processor_time() -> Option<Duration> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let fields: Vec<&str> = stat.rsplit_once(") ")?.1.split(' ').collect();
    let ticks = fields.get(11)?.parse::<u64>().ok()? + fields.get(12)?.parse::<u64>().ok()?;
    Some(Duration::from_millis(ticks * 10))
}

/// Initiatives in a file each, and all that they refer to.
fn portfolio(n: usize) -> Vec<Source> {
    let source = |path: String, text: String| {
        Source::new(FilePath::new(&path), text.into_bytes()).expect("the text is UTF-8")
    };
    let mut sources = vec![
        source("site/hub/vocabulary.toml".to_owned(), VOCABULARY.to_owned()),
        source(
            "site/hub/organisations.toml".to_owned(),
            named("organisation", 20, "type = \"municipality\""),
        ),
        source("site/hub/focus_areas.toml".to_owned(), named("focus_area", 10, "purpose = \"Syftet.\"")),
    ];
    sources.extend(
        (0..n).map(|index| source(format!("site/hub/initiatives/i-{index}.toml"), initiative(index))),
    );
    sources
}

fn named(key: &str, n: usize, more: &str) -> String {
    let record = |index: usize| {
        let name = format!("names = [{{ text = \"{key} {index}\", standing = \"decided\" }}]");
        format!("[[{key}]]\nid = \"r-{index}\"\n{name}\n{more}\n\n")
    };
    (0..n).map(record).collect()
}

/// An initiative as people write them, with ten statuses that follow each other as they may.
fn initiative(index: usize) -> String {
    let mut text = format!(
        "names = [{{ text = \"Initiativ {index}\", from = 2015-01-01, standing = \"decided\" }}]\n\
         aliases = [{{ text = \"I{index}\", kind = \"abbreviation\" }}]\nkind = \"innovation\"\n\
         focus_areas = [\"r-{}\"]\nsummary = \"Ett försök i liten skala, nummer {index}.\"\n\
         parties = [\"r-{}\", \"r-{}\"]\nleads = [\"r-{}\"]\nperspectives = [\"child\"]\nsdgs = [4]\nstart = 2015\n\
         why = '''\nDet behövs.\n'''\n",
        index % 10,
        index % 20,
        (index + 7) % 20,
        index % 20,
    );
    if index > 0 {
        let _ = writeln!(text, "parent = \"i-{}\"", index / 2);
    }
    for step in 0..10 {
        let value = if step % 2 == 0 { "ongoing" } else { "waiting" };
        let year = 2015 + step;
        let _ = write!(text, "\n[[status]]\nvalue = \"{value}\"\nwhen = {year}-06-{:02}\n", 1 + index % 28);
    }
    text
}

const VOCABULARY: &str = r#"
[[status]]
id = "ongoing"
names = "Pågår"
role = "active"
next = ["waiting"]

[[status]]
id = "waiting"
names = "Väntar"
role = "waiting"
next = ["ongoing"]

[[kind]]
id = "innovation"
names = "Innovation"

[[perspective]]
id = "child"
names = "Barnet"

[[organisation_type]]
id = "municipality"
names = "Kommun"

[[sdg]]
id = 4
names = "God utbildning för alla"
"#;
