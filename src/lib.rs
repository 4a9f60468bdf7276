//! torg builds a public website from Markdown and structured portfolio data.
//!
//! The rooms and the arrows between them are described in `ARCHITECTURE.md`; `tests/it/architecture.rs` holds them.
//! The library is for the binary, the benchmarks and the tests: no part of it is promised to other crates.

pub mod asset;
pub mod cache;
pub mod chart;
pub mod check;
pub mod cli;
pub mod config;
pub mod content;
pub mod edit;
pub mod export;
pub mod html;
pub mod hub;
pub mod markdown;
pub mod model;
pub mod output;
pub mod pdf;
pub mod pipeline;
pub mod preview;
pub mod render;
pub mod report;
pub mod search;
pub mod source;
pub mod theme;
