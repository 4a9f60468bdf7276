//! When the site is built: one build at a time, at every change and at every scheduled moment.

use jiff::Timestamp;

use super::bell::{Bell, Heard};
use super::publish::Publisher;

/// Builds until the bell is stopped. `seen` is called as soon as there is something to see.
pub(super) fn work(publisher: &Publisher, bell: &Bell, seen: &dyn Fn()) {
    let mut next_change: Option<Timestamp> = publisher.build(seen);
    loop {
        match bell.wait(next_change) {
            Heard::Change => {}
            Heard::Moment => publisher.line("date-passed", &[]),
            Heard::Stop => return,
        }
        next_change = publisher.build(&|| ());
    }
}
