//! Opens the user's browser, in the system's own way.

use std::io;
use std::process::{Command, Stdio};
use std::thread;

/// Opens `url`; `failed` is told why it could not be, perhaps after a while and from another thread.
pub(super) fn open(url: &str, failed: impl Fn(&str) + Send + 'static) {
    let mut command = command(url);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    thread::spawn(move || {
        if let Err(reason) = finish(&mut command) {
            failed(&reason);
        }
    });
}

fn finish(command: &mut Command) -> Result<(), String> {
    let status = command.status().map_err(|error: io::Error| error.to_string())?;
    if status.success() { Ok(()) } else { Err(status.to_string()) }
}

#[cfg(windows)]
fn command(url: &str) -> Command {
    let mut command = Command::new("cmd");
    command.args(["/c", "start", "", url]);
    command
}

#[cfg(target_os = "macos")]
fn command(url: &str) -> Command {
    let mut command = Command::new("open");
    command.arg(url);
    command
}

#[cfg(not(any(windows, target_os = "macos")))]
fn command(url: &str) -> Command {
    let mut command = Command::new("xdg-open");
    command.arg(url);
    command
}
