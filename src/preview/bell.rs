//! What the builder waits for: a change, a moment, or the end. Ringing a bell that has not been heard yet does nothing,
//! so that any number of changes during a build make one more.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::Timestamp;

/// The longest wait at once: a clock that is set, or a computer that sleeps, is noticed this much later at most.
const LONGEST_WAIT: Duration = Duration::from_secs(20);

/// Shared between those who notice changes and the one who builds.
#[derive(Debug, Default)]
pub(super) struct Bell {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    rung: bool,
    stopped: bool,
}

/// Why a wait is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Heard {
    /// Something changed.
    Change,
    /// The moment came.
    Moment,
    /// There is nothing more to wait for.
    Stop,
}

impl Bell {
    /// Something changed.
    pub(super) fn ring(&self) {
        self.state().rung = true;
        self.changed.notify_all();
    }

    /// Ends every wait, now and later.
    pub(super) fn stop(&self) {
        self.state().stopped = true;
        self.changed.notify_all();
    }

    /// Waits for a change since the last wait, or until the clock shows `moment`.
    pub(super) fn wait(&self, moment: Option<Timestamp>) -> Heard {
        let mut state = self.state();
        loop {
            if state.stopped {
                return Heard::Stop;
            }
            if std::mem::take(&mut state.rung) {
                return Heard::Change;
            }
            state = match moment.map(remaining) {
                Some(Duration::ZERO) => return Heard::Moment,
                Some(left) => {
                    let left = left.min(LONGEST_WAIT);
                    self.changed.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0
                }
                None => self.changed.wait(state).unwrap_or_else(PoisonError::into_inner),
            };
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How long until the clock shows `moment`; zero once it has.
fn remaining(moment: Timestamp) -> Duration {
    Duration::try_from(moment.duration_since(Timestamp::now())).unwrap_or(Duration::ZERO)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_rings_are_one_change() {
        let bell = Bell::default();
        bell.ring();
        bell.ring();
        assert_eq!(bell.wait(None), Heard::Change);
        assert_eq!(bell.wait(Some(Timestamp::now())), Heard::Moment);
    }

    #[test]
    fn a_stop_is_heard_before_anything_else() {
        let bell = Bell::default();
        bell.ring();
        bell.stop();
        assert_eq!(bell.wait(Some(Timestamp::MIN)), Heard::Stop);
        assert_eq!(bell.wait(None), Heard::Stop);
    }
}
