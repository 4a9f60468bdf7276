//! Temporary.

use std::process::ExitCode;

/// Runs the command line.
pub fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let root = args.next().expect("root");
    let out = args.next().expect("out");
    let files = crate::source::DiskFiles::new(std::path::Path::new(&root)).expect("root");
    let options =
        crate::pipeline::Options { as_of: args.next().and_then(|d| d.parse().ok()), ..Default::default() };
    let sink = crate::output::DiskSink::open(std::path::Path::new(&out)).expect("sink");
    let build = crate::pipeline::build(&files, &options, &sink).expect("build");
    let read = |path: &crate::source::FilePath| crate::report::source_of(&files, path);
    let text = crate::report::render(
        &build.diagnostics,
        crate::report::Format::Short,
        crate::report::Lang::En,
        false,
        &read,
    );
    eprintln!("{text}");
    for stage in &build.stats.stages {
        eprintln!("{:>8} {:>6} {:?}", stage.name, stage.count, stage.took);
    }
    eprintln!("{:?}", sink.commit());
    ExitCode::SUCCESS
}
