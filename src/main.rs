//! The `torg` command: hands the arguments to [`torg::cli`] and ends with its exit status.

use std::process::ExitCode;

use mimalloc::MiMalloc;

// A build makes and drops millions of small strings in several threads; measured in ARCHITECTURE.md.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    torg::cli::main()
}
