//! All tests that go through more than one room, in one binary.

#![expect(clippy::unwrap_used, reason = "a test ends where something unexpected happens")]

mod architecture;
#[cfg(unix)]
mod bad_input;
mod binary;
mod cache;
mod cli;
mod codes;
mod hub;
mod ideas;
mod incremental;
mod killed;
mod pdf;
mod pictures;
mod preview;
mod project;
#[path = "../bench/random.rs"]
#[expect(dead_code, reason = "shared with the benchmarks")]
mod random;
mod rebuild;
mod remote;
mod report;
mod reports;
mod review;
mod scaffolds;
mod search;
mod site;
mod specs;
