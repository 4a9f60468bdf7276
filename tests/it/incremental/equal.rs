//! After any sequence of edits, the next build gives what a clean build gives, byte for byte.

use std::env;
use std::num::NonZero;
use std::thread;

use rayon::ThreadPoolBuilder;

use super::Incremental;
use super::edits;
use crate::random::Random;
use crate::site::Built;

/// How many sequences are tried; `TORG_SEQUENCES` asks for another number, as `tests/run` does with 2,000.
const SEQUENCES: u64 = 60;

/// Edits in a sequence.
const EDITS: usize = 20;

/// What differs between two builds.
fn difference(one: &Built, other: &Built) -> Option<String> {
    for (path, bytes) in &other.outputs {
        match one.outputs.get(path) {
            None => return Some(format!("{path} is missing")),
            Some(found) if found != bytes => {
                let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
                return Some(format!("{path} is\n{}\ninstead of\n{}", text(found), text(bytes)));
            }
            Some(_) => {}
        }
    }
    let extra = one.outputs.keys().find(|path| !other.outputs.contains_key(*path));
    if let Some(path) = extra {
        return Some(format!("{path} is still there"));
    }
    (one.diagnostics != other.diagnostics)
        .then(|| format!("it says\n{}\ninstead of\n{}", one.short(), other.short()))
}

fn sequence(seed: u64) {
    let mut random = Random::new(seed);
    let mut site = edits::site(&mut random);
    let mut incremental = Incremental::new();
    let mut done = vec!["a new site".to_owned()];
    for step in 0..=EDITS {
        if step > 0 {
            done.push(edits::edit(&mut site, &mut random));
        }
        if let Some(difference) = difference(&incremental.build(&site), &site.build()) {
            panic!("seed {seed}, after\n  {}\n{difference}", done.join("\n  "));
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "how many sequences are tried is asked of the outside")]
pub(super) fn number(variable: &str, default: u64) -> u64 {
    env::var(variable).map_or(default, |text| text.parse().expect("the variable holds a number"))
}

#[test]
fn any_sequence_of_edits_gives_what_a_clean_build_gives() {
    let (first, count) = (number("TORG_SEED", 0), number("TORG_SEQUENCES", SEQUENCES));
    let workers = thread::available_parallelism().map_or(1, NonZero::get) as u64;
    thread::scope(|scope| {
        for worker in 0..workers {
            scope.spawn(move || {
                // Whatever the number of threads that build.
                let pools = [1, 2, 8].map(|n| ThreadPoolBuilder::new().num_threads(n).build().unwrap());
                for seed in (first..first + count).filter(|seed| seed % workers == worker) {
                    pools[(seed / workers) as usize % pools.len()].install(|| sequence(seed));
                }
            });
        }
    });
}
