//! The `torg` command: hands the arguments to [`torg::cli`] and ends with its exit status.

use std::process::ExitCode;

fn main() -> ExitCode {
    torg::cli::main()
}
