//! Secrets of one run of the preview: who may write, and who may come in from another machine.

use std::fmt::Write;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The secrets. They end with the preview.
pub(super) struct Keys {
    /// Goes with every request that writes. Pages of the preview learn it from their event stream, which no other site can read.
    write: String,
    /// Who may come in, where other machines can reach the preview.
    door: Option<Door>,
}

/// Lets in whoever has the link, once; the browser then has a cookie.
struct Door {
    ticket: Mutex<String>,
    cookie: String,
}

/// The name of the cookie, and of the part of a link that has the ticket.
const NAME: &str = "torg";

/// What becomes of somebody who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Entry {
    /// Comes in.
    Free,
    /// Has a ticket, and comes in with this cookie from now on.
    Ticket(String),
    /// Stays outside.
    Closed,
}

impl Keys {
    /// New secrets. `is_open` is whether other machines can reach the preview. An error means that the system gives no randomness.
    pub(super) fn new(is_open: bool) -> Result<Self, getrandom::Error> {
        let door =
            if is_open { Some(Door { ticket: Mutex::new(secret()?), cookie: secret()? }) } else { None };
        Ok(Self { write: secret()?, door })
    }

    /// What goes with every request that writes.
    pub(super) fn write(&self) -> &str {
        &self.write
    }

    /// Whether this goes with requests that write.
    pub(super) fn may_write(&self, token: &str) -> bool {
        is_same(token, &self.write)
    }

    /// What must stand after the address to come in; nothing where everybody who can ask may.
    pub(super) fn link(&self) -> String {
        self.door.as_ref().map_or_else(String::new, |door| format!("?{NAME}={}", *door.ticket()))
    }

    /// Whether somebody comes in who has this query and these cookies. A ticket is good once: the next one is another.
    pub(super) fn enter(&self, query: Option<&str>, cookies: &str) -> Entry {
        let Some(door) = &self.door else { return Entry::Free };
        let named = |pair: &str| {
            pair.trim().split_once('=').filter(|(name, _)| *name == NAME).map(|(_, value)| value.to_owned())
        };
        if cookies.split(';').filter_map(named).any(|cookie| is_same(&cookie, &door.cookie)) {
            return Entry::Free;
        }
        let mut ticket = door.ticket();
        let has_ticket =
            query.unwrap_or("").split('&').filter_map(named).any(|given| is_same(&given, &ticket));
        match secret() {
            Ok(next) if has_ticket => {
                *ticket = next;
                Entry::Ticket(format!("{NAME}={}; Path=/; HttpOnly; SameSite=Strict", door.cookie))
            }
            _ => Entry::Closed,
        }
    }
}

impl Door {
    fn ticket(&self) -> MutexGuard<'_, String> {
        // Nothing panics while it holds the lock.
        self.ticket.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Keys").finish_non_exhaustive()
    }
}

/// A hundred and twenty-eight bits that nobody can guess.
fn secret() -> Result<String, getrandom::Error> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)?;
    Ok(bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a text cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    }))
}

/// Compares in a time that does not tell how much is right.
fn is_same(one: &str, other: &str) -> bool {
    blake3::hash(one.as_bytes()) == blake3::hash(other.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ticket_is_good_once() {
        let keys = Keys::new(true).unwrap();
        assert_eq!(keys.enter(None, ""), Entry::Closed);
        assert_eq!(keys.enter(Some("torg=0"), "torg=0"), Entry::Closed);
        let link = keys.link();
        let Entry::Ticket(cookie) = keys.enter(link.strip_prefix('?'), "") else {
            panic!("the ticket is good")
        };
        assert_eq!(keys.enter(link.strip_prefix('?'), ""), Entry::Closed);
        assert_ne!(keys.link(), link);
        let cookie = cookie.split(';').next().unwrap();
        assert_eq!(keys.enter(None, &format!("a=b; {cookie}")), Entry::Free);
    }

    #[test]
    fn on_this_machine_no_ticket_is_needed() {
        let keys = Keys::new(false).unwrap();
        assert_eq!((keys.link().as_str(), keys.enter(None, "")), ("", Entry::Free));
        assert!(keys.may_write(keys.write()) && !keys.may_write(""));
    }
}
