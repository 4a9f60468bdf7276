//! After many edits in a row, what is served is what a clean build gives.

use std::collections::BTreeSet;
use std::env;
use std::fs;

use jiff::Timestamp;
use torg::output::MemorySink;
use torg::pipeline::{self, Cache};
use torg::preview::{Notice, Options, Preview, SiteMaker};
use torg::report::Lang;
use torg::source::DiskFiles;

use super::SCRIPT;
use super::client::{Events, get};
use crate::binary::Torg;
use crate::random::Random;

/// How many edits are made; `TORG_EDITS` asks for another number, such as 12,000.
const EDITS: usize = 100;

/// How many edits are made between two looks at the whole site.
const BETWEEN: usize = 50;

/// The moment of all builds, so that none of them meets another day.
const NOW: &str = "2026-06-01T12:00:00+02:00";

const PAGES: [&str; 6] = ["bron", "lyktan", "marknaden", "nyheter/ett", "nyheter/tva", "torget"];

/// The page that others link to: it stays once it is there.
const HUB: &str = "torget";

struct Desk {
    torg: Torg,
    preview: Preview,
    events: Events,
    site: pipeline::Options,
    there: BTreeSet<&'static str>,
}

impl Desk {
    fn new() -> Self {
        let torg = Torg::with_site("sv");
        torg.write("content/nyheter/_index.md", "+++\ntitle = \"Nytt\"\ndescription = \"Nytt.\"\n+++\n");
        let files = DiskFiles::new(&torg.path("")).unwrap();
        let site = pipeline::Options { now: Some(NOW.parse::<Timestamp>().unwrap()), ..Default::default() };
        let options = Options { port: 0, ..Options::new(files.clone()) };
        let maker = SiteMaker::new(files, Cache::kept(), site.clone(), Lang::Sv);
        let preview = Preview::start(options, maker, |_: Notice<'_>| ()).unwrap();
        let events = Events::connect(&preview);
        Self { torg, preview, events, site, there: BTreeSet::new() }
    }

    /// Makes one edit, and waits until it is seen.
    #[expect(clippy::disallowed_methods, reason = "removes as an author does")]
    fn edit(&mut self, n: usize, random: &mut Random) {
        let page = random.pick(&PAGES);
        if page != HUB && self.there.contains(page) && random.one_in(12) {
            fs::remove_file(self.torg.path(&format!("content/{page}.md"))).unwrap();
            self.there.remove(page);
            self.until(|desk| get(&desk.preview, &format!("/{page}/")).status == 404);
            return;
        }
        let title = if random.one_in(8) { n } else { 0 };
        let has_link = self.there.contains(HUB) && random.one_in(4);
        let link = if has_link { format!("Se [torget](@/{HUB}.md).\n\n") } else { String::new() };
        let text = format!(
            "+++\ntitle = \"Sidan {page} {title}\"\ndescription = \"Om {page}.\"\n+++\n{link}Inledning.\n\nStycket säger ord{n}slut.\n"
        );
        let text = if random.one_in(3) { text.replace('\n', "\r\n") } else { text };
        self.torg.write(&format!("content/{page}.md"), &text);
        self.there.insert(page);
        self.until(|desk| get(&desk.preview, &format!("/{page}/")).text().contains(&format!("ord{n}slut")));
    }

    /// Waits until something holds: it can only begin to at an event.
    fn until(&mut self, holds: impl Fn(&Self) -> bool) {
        while !holds(self) {
            self.events.next().unwrap();
        }
    }

    /// The first file that is not served as a clean build makes it.
    fn difference(&self) -> Option<String> {
        let sink = MemorySink::new();
        let files = DiskFiles::new(&self.torg.path("")).unwrap();
        let build = pipeline::build(&files, &Cache::none(), &self.site, &sink).unwrap();
        assert!(!build.has_errors(), "{:?}", build.diagnostics);
        let differs = |(path, bytes): (&torg::output::OutputPath, &std::sync::Arc<[u8]>)| {
            let served = get(&self.preview, &format!("/{path}"));
            let body = String::from_utf8_lossy(&served.body).replace(SCRIPT, "");
            (body != String::from_utf8_lossy(bytes)).then(|| format!("{path} is\n{body}"))
        };
        sink.into_files().iter().find_map(differs)
    }
}

#[expect(clippy::disallowed_methods, reason = "how many edits are made is asked of the outside")]
fn number_of_edits() -> usize {
    env::var("TORG_EDITS").map_or(EDITS, |text| text.parse().expect("the variable holds a number"))
}

#[test]
fn many_edits_in_a_row_leave_what_a_clean_build_gives() {
    let (mut desk, mut random) = (Desk::new(), Random::new(7));
    for n in 1..=number_of_edits() {
        desk.edit(n, &mut random);
        if n % BETWEEN == 0 {
            desk.until(|desk| desk.difference().is_none());
        }
    }
}
