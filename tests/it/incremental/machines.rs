//! Machines that share a cache: one that starts with nothing makes only what has changed, and gets the same bytes whatever
//! becomes of what is shared.

use std::collections::BTreeMap;
use std::fs;
use std::sync::{Arc, Mutex};

use tempfile::TempDir;
use torg::cache::{Parcel, Remote, Trouble};
use torg::output::MemoryFolder;
use torg::pipeline::Cache;
use torg::source::Digest;

use crate::site::{Built, SiteTest};

/// A cache that machines share, without a network.
#[derive(Debug, Default)]
struct Shared {
    traces: Mutex<BTreeMap<Digest, Vec<u8>>>,
    packs: Mutex<BTreeMap<Digest, Vec<u8>>>,
    /// Whether it answers nothing but this.
    down: Mutex<Option<Trouble>>,
}

impl Shared {
    fn answer<T>(&self, answer: T) -> Result<T, Trouble> {
        self.down.lock().unwrap().clone().map_or(Ok(answer), Err)
    }
}

impl Remote for Shared {
    fn address(&self) -> &'static str {
        "s3://arena"
    }

    fn traces(&self, version: &Digest) -> Result<Option<Vec<u8>>, Trouble> {
        self.answer(self.traces.lock().unwrap().get(version).cloned())
    }

    fn pack(&self, name: &Digest, _len: u64) -> Result<Option<Vec<u8>>, Trouble> {
        self.answer(self.packs.lock().unwrap().get(name).cloned())
    }

    #[expect(clippy::disallowed_methods, reason = "the test is the network")]
    fn send(&self, parcel: &Parcel) -> Result<(), Trouble> {
        self.answer(())?;
        for pack in &parcel.packs {
            let mut packs = self.packs.lock().unwrap();
            if pack.is_new || !packs.contains_key(&pack.name) {
                packs.insert(pack.name, fs::read(&pack.path).unwrap());
            }
        }
        self.traces.lock().unwrap().insert(parcel.version, parcel.traces.clone());
        Ok(())
    }
}

/// A machine with a folder of its own.
struct Machine {
    _folder: TempDir,
    cache: Cache,
    last: MemoryFolder,
}

impl Machine {
    /// One that has nothing yet.
    fn new(shared: &Arc<Shared>) -> Self {
        let folder = TempDir::new().unwrap();
        let remote: Arc<dyn Remote> = shared.clone();
        Self {
            cache: Cache::in_folder(folder.path(), Some(remote)),
            _folder: folder,
            last: MemoryFolder::default(),
        }
    }

    /// What it builds and then shares.
    fn build(&mut self, site: &SiteTest) -> Built {
        let built = site.build_after(&self.cache, &mut self.last);
        self.cache.share();
        built
    }

    fn trouble(&self) -> Option<Trouble> {
        self.cache.problem().map(|problem| problem.trouble)
    }
}

fn site() -> SiteTest {
    let page =
        "+++\ntitle = \"Ett\"\ndescription = \"Om ett.\"\n+++\n# Rubrik\n\n```rust\nfn main() {}\n```\n";
    let section = "+++\ntitle = \"Nyheter\"\ndescription = \"Nytt.\"\nfeed = true\n+++\nText.\n";
    let picture = include_bytes!("../../fixtures/pictures/upp.jpg");
    SiteTest::new()
        .file("content/nyheter/_index.md", section)
        .file("content/nyheter/ett/index.md", format!("{page}\n![Torget](torg.jpg)\n"))
        .file("content/nyheter/ett/torg.jpg", picture)
        .file("content/nyheter/tva.md", page)
}

/// The site, and a shared cache to which a machine has sent all it made of it.
fn shared() -> (SiteTest, Arc<Shared>) {
    let (site, shared) = (site(), Arc::default());
    let mut machine = Machine::new(&shared);
    let built = machine.build(&site);
    assert!(!built.no_errors().rendered.is_empty() && !built.parsed.is_empty());
    assert_eq!(machine.trouble(), None);
    (site, shared)
}

/// That a machine that has nothing builds what a clean build gives, and what it had to render.
#[track_caller]
fn fresh(site: &SiteTest, shared: &Arc<Shared>) -> (Vec<String>, Option<Trouble>) {
    let mut machine = Machine::new(shared);
    let (built, clean) = (machine.build(site), site.build());
    assert!(built.outputs == clean.outputs, "the same bytes");
    assert_eq!(built.diagnostics, clean.diagnostics);
    (built.rendered, machine.trouble())
}

#[test]
fn a_machine_that_has_nothing_makes_nothing_that_another_has_made() {
    let (site, shared) = shared();
    let mut machine = Machine::new(&shared);
    let built = machine.build(&site);
    assert_eq!((built.rendered.len(), built.parsed.len(), machine.trouble()), (0, 0, None));
    assert!(built.outputs == site.build().outputs, "the same bytes");
    assert_eq!(machine.build(&site).rendered, [""; 0]);
}

#[test]
fn two_machines_in_turn_make_each_change_once() {
    let (mut site, shared) = shared();
    let mut machines = [Machine::new(&shared), Machine::new(&shared)];
    for n in 0..6 {
        let text = site.text("content/nyheter/tva.md");
        site.write("content/nyheter/tva.md", format!("{text}\nRad {n}.\n"));
        let built = machines[n % 2].build(&site);
        assert!(built.outputs == site.build().outputs, "the same bytes");
        assert!(built.rendered.contains(&"/nyheter/tva/".to_owned()), "{:?}", built.rendered);
        assert_eq!(fresh(&site, &shared), (Vec::new(), None), "after change {n}");
    }
}

#[test]
fn files_that_look_the_same_on_two_machines_are_read_on_each() {
    let [(mut one, shared), (mut other, _)] = [shared(), shared()];
    let text = one.text("content/nyheter/tva.md");
    one.write("content/nyheter/tva.md", text.replace("Om ett.", "Om två."));
    other.write("content/nyheter/tva.md", text.replace("Om ett.", "Om tre."));
    for drafts in [true, false] {
        one.options.drafts = drafts;
        Machine::new(&shared).build(&one);
    }
    let mut machine = Machine::new(&shared);
    for drafts in [true, false] {
        other.options.drafts = drafts;
        assert!(machine.build(&other).outputs == other.build().outputs, "the same bytes");
    }
}

#[test]
fn a_site_with_drafts_is_remembered_beside_the_one_without() {
    let (site, shared) = shared();
    let mut drafts = site.clone();
    drafts.options.drafts = true;
    assert_ne!(fresh(&drafts, &shared).0, [""; 0], "nobody has built it so");
    for site in [&site, &drafts] {
        assert_eq!(fresh(site, &shared), (Vec::new(), None));
    }
}

#[test]
fn packs_that_were_cut_or_are_gone_are_made_again() {
    let (site, shared) = shared();
    for pack in shared.packs.lock().unwrap().values_mut() {
        pack.truncate(pack.len() / 2);
    }
    let (rendered, trouble) = fresh(&site, &shared);
    assert_eq!((rendered.is_empty(), trouble), (false, Some(Trouble::Damaged)));
    *shared.packs.lock().unwrap() = BTreeMap::default();
    assert_eq!(fresh(&site, &shared).1, None, "stores let go of what is old");
    fresh(&site, &shared);
    assert_eq!(fresh(&site, &shared), (Vec::new(), None), "what was lost is there again");
}

#[test]
fn traces_that_are_none_are_not_used() {
    let (site, shared) = shared();
    for traces in shared.traces.lock().unwrap().values_mut() {
        traces.truncate(1000);
    }
    let (rendered, trouble) = fresh(&site, &shared);
    assert_eq!((rendered.is_empty(), trouble), (false, Some(Trouble::Damaged)));
    assert_eq!(fresh(&site, &shared), (Vec::new(), None), "they were replaced");
}

#[test]
fn a_shared_cache_that_is_down_costs_one_warning() {
    let (site, shared) = shared();
    let down = Trouble::Down("no route to host".to_owned());
    *shared.down.lock().unwrap() = Some(down.clone());
    let (rendered, trouble) = fresh(&site, &shared);
    assert_eq!((rendered.is_empty(), trouble), (false, Some(down.clone())));
    // One that goes down when its traces were had.
    *shared.down.lock().unwrap() = None;
    let mut machine = Machine::new(&shared);
    *shared.down.lock().unwrap() = Some(down.clone());
    assert!(machine.build(&site).outputs == site.build().outputs, "the same bytes");
    assert_eq!(machine.trouble(), Some(down));
}
